/* Drawing with replacement, for bootstraps. */
#ifndef MEND_STUDY_RESAMPLE_H
#define MEND_STUDY_RESAMPLE_H

#include <stdbool.h>
#include <stdint.h>

/* Draws `count` of `dyads` (from 0) with replacement: resample k, a function of k, `count` and `dyads` alone. False if memory ran out. */
bool draw_dyads(int64_t k, int64_t dyads, int64_t count, int64_t *dyad);

#endif
