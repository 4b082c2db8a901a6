/* Measures of a population, with intervals: the rows of summary.csv. */
#ifndef MEND_STUDY_SUMMARY_H
#define MEND_STUDY_SUMMARY_H

#include "study/desk.h"
#include "study/estimate.h"
#include "study/population.h"

/* Computes every measure of reading/measures.def, then class shares under each rule and over a range of cut-offs. False if memory ran out. */
bool summarise(const struct population *p, struct mend_summary *out, struct mend_report *report);

/* The values of the `count` measures of these names, NaN where the population has none; no other is computed. What `room` holds is lost. */
bool take_measures(const struct population *p, const char *const *names, int count, struct mend_summary *room, double *value,
                   struct mend_report *report);

/* Of these, the measures of procedures that not every run has. */
void summarise_procedures(struct desk *d, struct mend_summary *out);

/* Adds a row. */
void summary_add(struct mend_summary *s, const char *name, struct estimate e);

#endif
