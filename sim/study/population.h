/* A population: all lives of a run, and what they left. */
#ifndef MEND_STUDY_POPULATION_H
#define MEND_STUDY_POPULATION_H

#include "mend/run.h"
#include "study/lives.h"

struct population {
    struct mend_config config;
    struct records records;  /* whole tables; `event` holds all events, by dyad and turn */
    struct day_sample *days; /* sampled_days of them */
    int64_t sampled_days;
    int64_t recorded; /* dyads in timeseries.csv and events.csv */
    double seconds;   /* wall time of the lives */
    int threads, isa;
    bool grown; /* it has bonds between people who have grown up */
};

/* Leaves out what only time series, events and days tell: measures do not rest on them. */
void record_nothing(struct mend_config *config);

/* Lives the whole population. Returns false, with the reason in `report`, if memory ran out, the instruction set is missing or the run was stopped;
 * then nothing is left allocated. */
bool population_live(const struct mend_config *config, const struct mend_sample *sample, struct mend_order order, struct population *out,
                     struct mend_report *report);
void population_free(struct population *p);

/* Bytes that it takes to live a population, tables and all, on so many threads; events, which nobody can foresee, are left out. */
int64_t population_bytes(const struct mend_config *config, int threads);

/* A population of `count` dyads whose k-th is the dyad[k]-th (from 0) of `from`: a resample, for measures alone; it has no events, no time series and
 * no days. `out` is {0} or an earlier resample of the same population and size, whose room is used again. False if memory ran out; then nothing is
 * left allocated. */
bool population_pick(const struct population *from, const int64_t *dyad, int64_t count, struct population *out);

/* Blocks of a population; the threads asked for (0: as many as there are processors); those that a run of it uses: never more than blocks. */
int64_t blocks_of(const struct mend_params *p);
int threads_wanted(int wanted);
int threads_for(const struct mend_params *p, int wanted);

/* Wall time in seconds, from some fixed point. */
double seconds_now(void);
/* The same of this thread's processor time, which stands still while others run: for forecasts on a busy machine. */
double seconds_worked(void);

#endif
