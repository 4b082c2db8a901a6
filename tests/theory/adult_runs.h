/* Populations of a setting under the seeds 1 to RUNS, each reduced to figures, and what a figure comes to over the seeds: what the claims of the
 * suites `adults`, `contexts` and `lifespan` are held against. The same seed is the same lives, so two ways of living are compared seed by seed. */
#ifndef TESTS_ADULT_RUNS_H
#define TESTS_ADULT_RUNS_H

#include "study/population.h"

enum { RUNS = 20, FIGURES = 400, CHANGES = 3 };

/* A line of a schedule. `key` NULL: none. */
struct planned {
    const char *key;
    int64_t from, to;
    double value;
};

/* How a population lives: its setting, "key=value ..." separated by blanks, the day of a conflict discussion (0: none), and changes. Without
 * `assays` among the sets there is no other assay, without `record.dyads` nobody is recorded. */
struct way {
    const char *setting, *sets;
    int64_t talk_day;
    struct planned change[CHANGES];
};

/* Figures of each population; a reduction names those it gives. */
struct figures {
    double of[RUNS][FIGURES];
};
typedef void reduction(const struct population *p, double *figure);

/* Lives `way` under each seed, in processes of their own (a thread each), and reduces. Aborts the test on a mistake. */
void live_way(const struct way *way, reduction *reduce, struct figures *out);

/* A figure over the seeds, with Student's 95 % interval. Aborts the test where a seed has no such figure. */
struct spread {
    double mean, sd, lower, upper;
};
struct spread spread_of(const double value[RUNS]);
struct spread over_seeds(const struct figures *f, int figure);
/* The mean difference of a less b over the same seeds. */
struct spread difference(const struct figures *a, int of_a, const struct figures *b, int of_b);

/* Prints a row: who, which figure, the mean with its interval, and what is claimed or published. Returns the spread. */
struct spread told(const char *who, const char *what, struct spread s, const char *claimed);

/* The whole interval lies there. */
void assert_above(struct spread s, double bound);
void assert_below(struct spread s, double bound);
/* The mean lies there. */
void assert_within(struct spread s, double least, double most);

#endif
