/* A sweep: a design becomes a table with a row for each population. */
#ifndef MEND_SWEEP_H
#define MEND_SWEEP_H

#include "mend/design.h"
#include "mend/run.h"

/* How to run a sweep, apart from what to simulate. `run.progress` is called with rows done and rows in all. */
struct mend_sweep_order {
    struct mend_order run;
    bool resume, force;
    int shard, shards; /* rows are dealt out in turn: shard 1 of 3 has the first, the fourth ...; 1 of 1: all */
    const char *command;
};

struct mend_sweep_done {
    int64_t rows, done, failed, earlier; /* of this shard; finished, failed among them, and finished by an earlier process */
    bool stopped;                        /* before all were finished */
};

/* What a sweep will take. */
struct mend_sweep_forecast {
    int64_t points, rows, turns, disk, memory; /* bytes */
    int threads;
    double cpu_seconds, seconds;
};

/* False, with a message, if memory ran out. */
bool mend_sweep_forecast_of(struct mend_design *design, struct mend_sweep_order order, struct mend_sweep_forecast *out, struct mend_report *report);

/* Runs what is not yet in the folder `path` and, once every row is there, writes its sweep.csv, in the order of the design whatever the order of
 * running. False, with the reason in `report`, if it was stopped, a row failed, or something could not be written; what was finished stays, and
 * `resume` goes on with it. */
bool mend_sweep(struct mend_design *design, struct mend_sweep_order order, const char *path, struct mend_sweep_done *done,
                struct mend_report *report);

/* Joins the `count` parts of one sweep, folders of shards 1 to count in any order, into the folder `to`, with the bytes that one run of all rows
 * gives. Gives the number of rows. False, with the reason in `report`, if one is not finished, missing, there twice or of another sweep. */
bool mend_merge(const char *const *paths, int count, const char *to, bool force, int64_t *rows, struct mend_report *report);

#endif
