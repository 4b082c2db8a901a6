/* What sweeps share with what forecasts them, and with what is computed from a finished one. */
#ifndef MEND_STUDY_SWEEP_H
#define MEND_STUDY_SWEEP_H

#include "mend/sweep.h"

/* One thread's room: a population at a time. */
struct seat {
    struct mend_config config;
    struct mend_summary summary;
    struct mend_report report;
};

/* Populations of a design, or of the part of it that `order` names. */
int64_t rows_of_part(const struct mend_design *design, struct mend_sweep_order order);

/* Lives the population of the seat's config for the design's measures alone, NaN where it has none. False, with the reason in the seat's report, if
 * its values do not go together. */
bool live_population(const struct mend_design *design, struct seat *seat, const struct mend_sample *sample, struct mend_order order,
                     double value[MEND_CHOSEN_MOST]);

/* The measures of a sweep that is finished in the folder `path`, as means over replicates: values[measure * points + point], NaN where one is
 * missing. `order` is the one it was run with, of a whole sweep and no part. False, with a message, if it is not there whole. */
bool sweep_values(const struct mend_design *design, struct mend_sweep_order order, const char *path, double *values, struct mend_report *report);

#endif
