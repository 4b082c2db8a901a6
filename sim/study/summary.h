/* Measures of a population, with intervals: the rows of summary.csv. */
#ifndef MEND_STUDY_SUMMARY_H
#define MEND_STUDY_SUMMARY_H

#include "study/estimate.h"
#include "study/population.h"

/* Computes every measure of reading/measures.def, then class shares under each rule and over a range of cut-offs. False if memory ran out. */
bool summarise(const struct population *p, struct mend_summary *out, struct mend_report *report);

/* Of these, the measures of procedures that not every run has. `x` and `y` have room for a value of each bond. */
void summarise_procedures(const struct population *p, struct mend_summary *out, double *x, double *y);

/* Adds a row. */
void summary_add(struct mend_summary *s, const char *name, struct estimate e);

#endif
