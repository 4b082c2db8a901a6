/* Sensitivity: which factors of a design matter most, and how much is chance. */
#ifndef MEND_SENSITIVITY_H
#define MEND_SENSITIVITY_H

#include "mend/sweep.h"

/* Indices of one factor: FIRST and TOTAL as shares of the variance; or of Morris' elementary effects, changes of the measure over the whole range of
 * the factor: MEAN, MEAN of their sizes (mu*), and their standard deviation. */
enum mend_index_kind { MEND_FIRST, MEND_TOTAL, MEND_EFFECT, MEND_EFFECT_SIZE, MEND_EFFECT_SPREAD, MEND_INDEX_KINDS };
extern const char *const mend_index_names[MEND_INDEX_KINDS];
/* Does the design's method have indices of this kind? */
bool mend_index_is_of(const struct mend_design *design, enum mend_index_kind kind);
/* The name of a factor, from 0; the one after the last is chance, "seed". */
const char *mend_influence_factor(const struct mend_design *design, int factor);

struct mend_index {
    double value, lower, upper; /* 95 % interval by bootstrap over trials; NaN where nothing varies */
};

/* What a measure depends on. */
struct mend_influence {
    int64_t trials;                                                /* that have the measure at all their points */
    struct mend_index of[MEND_FACTORS_MOST + 1][MEND_INDEX_KINDS]; /* by factor, chance as the last; kinds of the other method are NaN */
    double scale;                                                  /* against which intervals are wide or narrow: 1, or the largest mu* */
    int widest;                                                    /* the factor whose interval (of TOTAL or mu*) is widest */
    bool known, converged;                                         /* there is something to tell; no interval is wider than MEND_WIDE of the scale */
    double trials_wanted;                                          /* that would make it so, since intervals shrink with the root of trials */
};
enum { MEND_TRIALS_LEAST = 4 };
/* Of the variance; of the largest mu*. */
#define MEND_WIDE_SOBOL 0.1
#define MEND_WIDE_MORRIS 0.25

/* The indices of the `values[i]`, one a point of a design read for sensitivity, in the order of its points (NaN: missing). Sobol' indices: FIRST by
 * Saltelli et al. (2010, Computer Physics Communications 181:259-270, doi:10.1016/j.cpc.2009.09.018), TOTAL by Jansen (1999, Computer Physics
 * Communications 117:35-43, doi:10.1016/S0010-4655(98)00154-4). Elementary effects: Morris (1991) and, for their sizes, Campolongo, Cariboni &
 * Saltelli (2007, Environmental Modelling & Software 22:1509-1518, doi:10.1016/j.envsoft.2006.10.004). False if memory ran out. */
bool mend_influence_of(const struct mend_design *design, const double *values, struct mend_influence *out);

/* Runs a design read for sensitivity as mend_sweep does and, when every row is there, writes indices.csv; `out` has room for design->measures. False,
 * with the reason in `report`, as of mend_sweep. A part alone has no indices, and `out` is left as it is: once parts are joined (mend_merge),
 * `resume` in the joined folder gives them. */
bool mend_sensitivity(struct mend_design *design, struct mend_sweep_order order, const char *path, struct mend_sweep_done *done,
                      struct mend_influence *out, struct mend_report *report);

#endif
