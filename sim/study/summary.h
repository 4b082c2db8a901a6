/* Measures of a population, with intervals: the rows of summary.csv. */
#ifndef MEND_STUDY_SUMMARY_H
#define MEND_STUDY_SUMMARY_H

#include "study/population.h"

enum { MEASURE_NAME = 96, MEASURES_MOST = 256 };

struct measured {
    char name[MEASURE_NAME], definition[MEASURE_NAME];
    double value, lower, upper; /* NaN: not to be had */
    int64_t n;
};

struct summary {
    int count;
    struct measured row[MEASURES_MOST];
};

/* Computes every measure of reading/measures.def, then class shares under each rule and over a range of cut-offs. */
void summarise(const struct population *p, struct summary *out);

/* The measure of this name, or NULL. */
const struct measured *summary_find(const struct summary *s, const char *name);

#endif
