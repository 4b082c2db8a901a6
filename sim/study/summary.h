/* Measures of a population, with intervals: the rows of summary.csv. */
#ifndef MEND_STUDY_SUMMARY_H
#define MEND_STUDY_SUMMARY_H

#include "study/population.h"

/* Computes every measure of reading/measures.def, then class shares under each rule and over a range of cut-offs. False if memory ran out. */
bool summarise(const struct population *p, struct mend_summary *out, struct mend_report *report);

#endif
