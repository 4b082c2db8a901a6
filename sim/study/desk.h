/* A population on the desk, with room for what a measure takes from it: one value or two of every bond, every infant of every generation. */
#ifndef MEND_STUDY_DESK_H
#define MEND_STUDY_DESK_H

#include "model/setting.h"
#include "study/clusters.h"
#include "study/population.h"

struct desk {
    const struct population *p;
    struct setting setting;
    struct clustered values;   /* a dyad, with all its bonds, is a unit */
    const char *const *wanted; /* the measures to compute, by name; NULL: every one */
    int count_wanted;
};

/* False if memory ran out; then nothing is left allocated. */
bool desk_open(struct desk *d, const struct population *p);
void desk_close(struct desk *d);

/* Bytes that a desk takes. */
int64_t desk_bytes(const struct mend_params *p);

/* Whether the measure of this name is to be computed. */
bool is_wanted(const struct desk *d, const char *name);

/* Clears the desk for another measure. */
static inline struct clustered *values_on(struct desk *d)
{
    d->values.n = 0;
    return &d->values;
}

static inline int64_t units_of(const struct desk *d)
{
    return d->p->config.params.dyads;
}

/* The outcomes of a unit, in the order of the setting's bonds. */
static inline const struct outcome_row *outcomes_of(const struct desk *d, int64_t unit)
{
    return &d->p->records.outcome[unit * d->p->records.bonds];
}

/* Whether the first two bonds are those of a pair: A's to B and B's to A. */
static inline bool has_pair(const struct setting *s)
{
    return s->ties > 1 && s->tie[0].back == 1;
}

#endif
