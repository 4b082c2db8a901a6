/* A population: all lives of a run, and what they left. */
#ifndef MEND_STUDY_POPULATION_H
#define MEND_STUDY_POPULATION_H

#include "study/lives.h"

/* How to run, apart from what to simulate: none of it changes a result. */
struct run_order {
    int threads;            /* 0: as many as there are processors */
    int isa;                /* enum isa, or -1: the best there is */
    const volatile int *stop; /* not NULL: set from outside to give up */
    void (*progress)(void *context, int64_t done, int64_t blocks); /* or NULL; called by the first thread */
    void *context;
};

struct population {
    struct mend_config config;
    struct records records;     /* whole tables; `event` holds all events, by dyad and turn */
    struct day_sample *days;    /* sampled_days of them */
    int64_t sampled_days;
    int64_t recorded;           /* dyads in timeseries.csv and events.csv */
    double seconds;             /* wall time of the lives */
    int threads, isa;
};

/* Lives the whole population. Returns false, with the reason in `report`, if memory ran out, the instruction set is missing or the run was stopped;
 * then nothing is left allocated. */
bool population_live(const struct mend_config *config, const struct mend_sample *sample, struct run_order order, struct population *out,
                     struct mend_report *report);
void population_free(struct population *p);

/* Wall time in seconds, from some fixed point. */
double seconds_now(void);

#endif
