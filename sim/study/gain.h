/* Along a curve: where it is steepest, and from where on a further step hardly matters. */
#ifndef MEND_STUDY_GAIN_H
#define MEND_STUDY_GAIN_H

#include "mend/report.h"

#include <stdbool.h>
#include <stdint.h>

/* With fewer points there is no curve, with fewer replicates no interval. */
enum { GAIN_POINTS_LEAST = 8, GAIN_REPLICATES_LEAST = 5 };

/* A slope below this size is hardly anything: a further tenth along the curve brings less than a hundredth, of a share a point. */
#define GAIN_LITTLE 0.1

/* Where the steepest point lies. At an end of the data it is only known that the curve is steeper there than anywhere within them. */
enum gain_place { GAIN_UNKNOWN, GAIN_INSIDE, GAIN_LOWER_END, GAIN_UPPER_END };
extern const char *const gain_places[];

/* With its 95 % interval. NaN: not known, or of a bound, that it may lie beyond the data. */
struct gain_value {
    double value, lower, upper;
};

struct gain {
    int64_t points;  /* that have both values in every replicate */
    double from, to; /* the range of x */
    enum gain_place place;
    struct gain_value steepest; /* x where the slope is largest, rising or falling; NaN at an end of the data */
    struct gain_value slope;    /* there */
    struct gain_value stops;    /* x from which on to the end, over three points at least, the slope stays below GAIN_LITTLE; NaN: nowhere */
    double r2, residual;        /* how the curve fits the points: share of the variance, root mean square of what is left */
};

/* The gain of y along x, of `points` times `replicates` values each: [point * replicates + replicate], NaN where one is missing. False if memory ran
 * out. */
bool gain_of(const double *x, const double *y, int64_t points, int64_t replicates, struct gain *out);

/* Writes gain.csv into the folder of a finished sweep whose design has `against`, from its manifest and sweep.csv; nothing where it has not, or the
 * folder holds a part. False, with the reason, if something cannot be read or written. */
bool gain_write(const char *folder, struct mend_report *report);

#endif
