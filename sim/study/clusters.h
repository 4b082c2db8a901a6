/* Statistics of values that come in clusters: two bonds of a pair, twelve of a family, generations of one line. Values of one unit hang together, so
 * an interval rests on units: each value's pull on the statistic (its influence) is summed within its unit, and the spread of these sums is the
 * standard error (Taylor linearisation; Binder 1983, International Statistical Review 51:279-292). Where no unit has a second value these are the
 * statistics of estimate.h. */
#ifndef MEND_STUDY_CLUSTERS_H
#define MEND_STUDY_CLUSTERS_H

#include "study/estimate.h"

/* n values, or pairs of values, each of a unit. `n` of an estimate is the number of units that have any. */
struct clustered {
    double *x, *y;
    int64_t *unit;     /* 0 to units - 1 */
    double *influence; /* room for one a unit */
    int64_t n, units;
};

void cluster_put(struct clustered *c, double x, double y, int64_t unit);

/* The mean of x: Student's t on units less one. */
struct estimate cluster_mean(struct clustered *c);
/* The sum of x as a share of the sum of y (both counts; a share of values where every y is 1): Wilson's interval with the number of independent
 * values that would have the same standard error (Korn & Graubard 1998, Survey Methodology 24:193-201). */
struct estimate cluster_share(struct clustered *c);
/* Pearson's r of x and y: Fisher's z. */
struct estimate cluster_correlation(struct clustered *c);
/* Cohen's d of x, the first `first` values less the others. */
struct estimate cluster_difference(struct clustered *c, int64_t first);
/* Cohen's kappa of two readings x and y in `kinds` kinds, at most 8. */
struct estimate cluster_kappa(struct clustered *c, int kinds);

#endif
