/* A run: a config and a sample become a result folder and a summary. */
#ifndef MEND_RUN_H
#define MEND_RUN_H

#include "mend/config.h"
#include "mend/sample.h"

/* How to run, apart from what to simulate: none of it changes a result. */
struct mend_order {
    int threads;                                                   /* 0: as many as there are processors */
    int isa;                                                       /* position in "baseline|avx2|avx512", or -1: the best there is */
    const volatile int *stop;                                      /* not NULL: set from outside, to 1, to give up */
    void (*progress)(void *context, int64_t done, int64_t blocks); /* or NULL; called by the first thread */
    void *context;
};

enum { MEND_MEASURE_NAME = 96, MEND_MEASURES_MOST = 1400 };

/* A row of summary.csv. Bounds are 95 %; NaN: not to be had. */
struct mend_measured {
    char name[MEND_MEASURE_NAME], definition[MEND_MEASURE_NAME];
    double value, lower, upper;
    int64_t n;
};

struct mend_summary {
    int count;
    struct mend_measured row[MEND_MEASURES_MOST];
};

/* The measure of this name, or NULL. */
const struct mend_measured *mend_summary_find(const struct mend_summary *s, const char *name);

/* Reads the sample that the config names; without one, `sample` has no rows. Where `dyads` is not given, there are as many as rows. False, with the
 * mistakes in `report`, if it cannot be used. */
bool mend_sample_of_config(struct mend_config *config, struct mend_sample *sample, struct mend_report *report);

/* Turns of a run: daily life and every assay, over all dyads. */
int64_t mend_turns(const struct mend_config *config);

/* Lives the population and writes the folder `path`; `force` replaces an earlier result. `command` goes into the manifest. Fills `summary`. False,
 * with the reason in `report`, if anything failed or the run was stopped; then no folder is left, and an earlier one is as it was. */
bool mend_run(const struct mend_config *config, const struct mend_sample *sample, struct mend_order order, const char *path, bool force,
              const char *command, struct mend_summary *summary, struct mend_report *report);

struct mend_replayed {
    int count;
    char name[32][128];
    bool same[32]; /* the new run gave the bytes of the manifest */
    bool kept[32]; /* the folder's own file still has them */
};

/* Runs the config of an earlier result folder again and compares every file with its manifest. False if it could not be run or read. */
bool mend_replay(const char *path, struct mend_order order, struct mend_replayed *out, struct mend_report *report);

#endif
