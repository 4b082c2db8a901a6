/* The few statistics that pictures draw: means and shares with 95 % intervals, and quantiles. */
#ifndef MEND_PICTURE_STATISTICS_H
#define MEND_PICTURE_STATISTICS_H

#include <stdint.h>

/* Count, mean and sum of squares about it, gathered one value at a time (Welford 1962). */
struct gathered {
    int64_t n;
    double mean, squares;
};

/* Adds a value; a missing one is passed over. */
void gather(struct gathered *g, double value);

/* Half of the 95 % interval of the mean (Student's t); NaN for a single value. */
double half_interval(struct gathered g);

/* Sorts the values and gives the quantile of this share (0 to 1), linear between two values; NaN of none. */
double quantile(double *values, int64_t count, double share);

/* The 95 % interval of a share (Wilson 1927), from 0 to 1. */
void share_interval(double share, double n, double *lower, double *upper);

#endif
