#include "study/pairs.h"

#include <math.h>

struct estimate partners_trust(struct desk *d)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && has_pair(&d->setting); u++) {
        const struct outcome_row *bond = outcomes_of(d, u);
        cluster_put(c, (double)bond[0].trust, (double)bond[1].trust, u);
    }
    return cluster_correlation(c);
}

/* The bond to a therapist, or NO_BOND. */
static int bond_to_therapist(const struct setting *s)
{
    int found = NO_BOND;
    for (int k = 0; k < s->ties; k++) {
        found = s->tie[k].kind == THERAPY_TIE ? k : found;
    }
    return found;
}

struct estimate alliance_and_trust(struct desk *d)
{
    struct clustered *c = values_on(d);
    const int k = bond_to_therapist(&d->setting);
    for (int64_t u = 0; u < units_of(d) && k != NO_BOND; u++) {
        const struct outcome_row *bond = outcomes_of(d, u);
        if (!isnan(bond[k].repair_share)) {
            cluster_put(c, (double)bond[k].repair_share, (double)bond[0].trust, u);
        }
    }
    return cluster_correlation(c);
}

/* ---- the conflict discussion ---- */

/* The two rows of the last discussion of a pair who were together on that day; NULL: there was none. */
static const struct talk_row *talk_of(const struct desk *d, int64_t unit)
{
    const struct records *r = &d->p->records;
    if (!r->talk || r->conflict_days == 0) {
        return NULL;
    }
    const struct talk_row *talk = &r->talk[((unit + 1) * r->conflict_days - 1) * DISCUSSANTS];
    const struct outcome_row *row = outcomes_of(d, unit); /* who parted that evening parted before the talk */
    return row->ended < 0.5f || row->days_together > talk->day ? talk : NULL;
}

static bool has_fate(const struct desk *d, int64_t unit, enum fate fate)
{
    const bool parted = outcomes_of(d, unit)[0].ended > 0.5f;
    return fate == ANY_FATE || parted == (fate == PARTED);
}

struct estimate discussion_ratio(struct desk *d, enum fate fate)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d); u++) {
        const struct talk_row *talk = talk_of(d, u);
        if (talk && has_fate(d, u, fate)) {
            cluster_put(c, (double)((talk[0].positive + talk[1].positive + 1) / (talk[0].negative + talk[1].negative + 1)), 0, u);
        }
    }
    return median_estimate(c->x, c->n);
}

struct estimate withdrawal_after_pursuit(struct desk *d)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < units_of(d) * DISCUSSANTS; i++) {
        const struct talk_row *talk = talk_of(d, i / DISCUSSANTS);
        const double more = talk ? (double)(talk[i % DISCUSSANTS].after_pursuit - talk[i % DISCUSSANTS].after_rest) : NAN;
        if (!isnan(more)) {
            cluster_put(c, more, 0, i / DISCUSSANTS);
        }
    }
    return cluster_mean(c);
}

/* The mean over pairs of what `weight_a` and `weight_b` make of the two counts. */
static struct estimate pursuit(struct desk *d, float weight_a, float weight_b)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d); u++) {
        const struct talk_row *talk = talk_of(d, u);
        if (talk) {
            cluster_put(c, (double)(weight_a * talk[0].pursued + weight_b * talk[1].pursued), 0, u);
        }
    }
    return cluster_mean(c);
}

struct estimate discussion_pursuit(struct desk *d, int person)
{
    return pursuit(d, person == 0, person == 1);
}

struct estimate discussion_pursuit_difference(struct desk *d)
{
    return pursuit(d, 1, -1);
}
