/* Runs of the default population with some keys changed, averaged over seeds: what the claims of the theory tests are held against. */
#ifndef TESTS_POPULATION_RUNS_H
#define TESTS_POPULATION_RUNS_H

#include "study/summary.h"

enum { SEEDS = 5 };

/* The summaries of 10,000 dyads under seeds 1 to SEEDS. */
struct runs {
    const char *name;
    struct mend_summary seed[SEEDS];
};

/* Lives the default config with `sets` ("key=value ...", separated by blanks) under each seed. Aborts the test on a mistake. */
void runs_live(struct runs *runs, const char *name, const char *sets);

/* The same in a process of its own, for fixtures that live before tests are forked: gcc's OpenMP cannot go on in a fork of a process that has used it. */
void runs_live_apart(struct runs *runs, const char *name, const char *sets);

/* Mean of a measure over the seeds; prints it with its spread, so that a log of the tests is a table of results. */
double mean_of(const struct runs *runs, const char *measure);

#endif
