/* What a finished sweep holds, for what is computed from it. */
#ifndef MEND_STUDY_SWEEP_H
#define MEND_STUDY_SWEEP_H

#include "mend/sweep.h"

/* The measures of a sweep that is finished in the folder `path`, as means over replicates: values[measure * points + point], NaN where one is
 * missing. `order` is the one it was run with, of a whole sweep and no part. False, with a message, if it is not there whole. */
bool sweep_values(const struct mend_design *design, struct mend_sweep_order order, const char *path, double *values, struct mend_report *report);

#endif
