/* Statistics with 95 % intervals (GSL). Every function takes n values and gives NaN bounds where there is too little to say. */
#ifndef MEND_STUDY_ESTIMATE_H
#define MEND_STUDY_ESTIMATE_H

#include <stddef.h>
#include <stdint.h>

struct estimate {
    double value, lower, upper;
    int64_t n;
};

/* Nothing is known. */
struct estimate no_estimate(void);
/* The normal quantile that bounds 95 % from both sides. */
double z_of_interval(void);

/* A share p that is as good as one of `size` independent values, by Wilson (1927); n as given. */
struct estimate wilson_estimate(double p, double size, int64_t n);
/* A share of `hits` in n: Wilson's interval. */
struct estimate share_estimate(int64_t hits, int64_t n);
/* A mean: Student's t. */
struct estimate mean_estimate(const double *x, int64_t n);
/* A ratio of sums over units that bring several trials each, such as a share of all intervals of some couples: linearised (Cochran 1977, ch. 6). */
struct estimate ratio_estimate(const double *part, const double *whole, int64_t n);
/* A median: order statistics by the binomial distribution. Puts x in order. */
struct estimate median_estimate(double *x, int64_t n);
/* Pearson's r of x and y: Fisher's z. */
struct estimate correlation_estimate(const double *x, const double *y, int64_t n);
/* Cohen's d of a less b, with the pooled standard deviation: large-sample variance of Hedges & Olkin (1985, p. 86). */
struct estimate difference_estimate(const double *a, int64_t na, const double *b, int64_t nb);
/* Cohen's (1960) kappa of two readings in `kinds` kinds: counts[i * kinds + j]; large-sample interval. */
struct estimate kappa_estimate(const int64_t *counts, int kinds);

/* The middle 95 % of n resampled values: a percentile bootstrap (Efron & Tibshirani 1993). Puts them in order. */
void percentile_interval(double *values, size_t n, double *lower, double *upper);

#endif
