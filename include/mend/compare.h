/* A comparison: two configs on the same lives. */
#ifndef MEND_COMPARE_H
#define MEND_COMPARE_H

#include "mend/design.h"
#include "mend/run.h"

/* A measure under both configs. The interval of the difference, b less a, is a percentile bootstrap over dyads (Efron & Tibshirani 1993), the same
 * dyads under both. */
struct mend_compared {
    char name[MEND_MEASURE_CHOSEN];
    double a, b, difference, lower, upper;
    double times_fewer;              /* lives that independent seeds would have taken for the same standard error, as a multiple of these */
    double lives, lives_independent; /* that would show the smallest effect asked for, under each config; NaN: none was asked for */
};

struct mend_comparison {
    int count, resamples;
    int64_t dyads; /* under each config */
    struct mend_compared row[MEND_CHOSEN_MOST];
};

/* Lives the dyads of `a`, with its seed, under both configs, and compares the `count` measures (NULL: the usual ones). `effect`: a
 * difference that should not be missed (power .8 at the 5 % level), or 0. False, with the reason in `report`, if they cannot be run or compared, or
 * if it was stopped. */
bool mend_compare(const struct mend_config *a, const struct mend_config *b, const char *const *measures, int count, double effect,
                  struct mend_order order, struct mend_comparison *out, struct mend_report *report);

/* Writes compare.csv and a manifest into the folder `path`. */
bool mend_comparison_write(const struct mend_comparison *comparison, const struct mend_config *a, const struct mend_config *b, const char *path,
                           bool force, const char *command, struct mend_report *report);

#endif
