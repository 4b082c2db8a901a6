/* Statistics with 95 % intervals (GSL). Every function takes n values and gives NaN bounds where there is too little to say. */
#ifndef MEND_STUDY_ESTIMATE_H
#define MEND_STUDY_ESTIMATE_H

#include <stdint.h>

struct estimate {
    double value, lower, upper;
    int64_t n;
};

/* A share of `hits` in n: Wilson's interval. */
struct estimate share_estimate(int64_t hits, int64_t n);
/* A mean: Student's t. */
struct estimate mean_estimate(const double *x, int64_t n);
/* Pearson's r of x and y: Fisher's z. */
struct estimate correlation_estimate(const double *x, const double *y, int64_t n);
/* Cohen's d of a less b, with the pooled standard deviation: large-sample variance of Hedges & Olkin (1985, p. 86). */
struct estimate difference_estimate(const double *a, int64_t na, const double *b, int64_t nb);
/* Cohen's (1960) kappa of two readings in `kinds` kinds: counts[i * kinds + j]; large-sample interval. */
struct estimate kappa_estimate(const int64_t *counts, int kinds);

#endif
