/* What a run will take, found by living a little of it. */
#ifndef MEND_STUDY_FORECAST_H
#define MEND_STUDY_FORECAST_H

#include "study/population.h"

struct forecast {
    int64_t turns, bytes;
    int threads;
    double seconds;
};

/* Threads and instruction set as in struct mend_order. */
struct forecast forecast_of(const struct mend_config *config, int threads, int isa);

#endif
