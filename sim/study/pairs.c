#include "study/pairs.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
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

static double ratio_of(float positive, float negative)
{
    return ((double)positive + 1) / ((double)negative + 1);
}

struct estimate discussion_ratio(struct desk *d, enum fate fate)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d); u++) {
        const struct talk_row *talk = talk_of(d, u);
        if (talk && has_fate(d, u, fate)) {
            cluster_put(c, ratio_of(talk[0].positive + talk[1].positive, talk[0].negative + talk[1].negative), 0, u);
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

/* ---- who will part ---- */

/* The fates of pairs beside what `tells` makes of their discussion (NaN: nothing). */
static struct clustered *fates_beside(struct desk *d, double (*tells)(const struct talk_row talk[DISCUSSANTS]))
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && d->p->config.params.can_end; u++) {
        const struct talk_row *talk = talk_of(d, u);
        const double x = talk ? tells(talk) : NAN;
        if (!isnan(x)) {
            cluster_put(c, x, has_fate(d, u, PARTED), u);
        }
    }
    return c;
}

static double whole_ratio(const struct talk_row talk[DISCUSSANTS])
{
    return ratio_of(talk[0].positive + talk[1].positive, talk[0].negative + talk[1].negative);
}

static double early_ratio(const struct talk_row talk[DISCUSSANTS])
{
    return log(ratio_of(talk[0].early_positive + talk[1].early_positive, talk[0].early_negative + talk[1].early_negative));
}

static double reciprocity(const struct talk_row talk[DISCUSSANTS])
{
    return (double)(talk[0].returned_pursuit - talk[0].returned_rest + talk[1].returned_pursuit - talk[1].returned_rest) / 2;
}

/* Below the cut-off they are taken to part. In the order of the ratio each further pair below it is one more right or one more wrong; pairs of one
 * ratio are on one side. */
struct estimate discussion_accuracy(struct desk *d)
{
    struct clustered *c = fates_beside(d, whole_ratio);
    double right = 0;
    gsl_sort2(c->x, 1, c->y, 1, (size_t)c->n);
    for (int64_t i = 0; i < c->n; i++) {
        right += c->y[i] == 0;
    }
    double most = right;
    for (int64_t i = 0; i < c->n; i++) {
        right += c->y[i] > 0 ? 1 : -1;
        most = i + 1 == c->n || c->x[i + 1] > c->x[i] ? fmax(most, right) : most;
    }
    return c->n > 0 ? (struct estimate){most / (double)c->n, NAN, NAN, c->n} : no_estimate();
}

struct estimate early_ratio_and_ending(struct desk *d)
{
    return cluster_correlation(fates_beside(d, early_ratio));
}

struct estimate reciprocity_and_ending(struct desk *d)
{
    return cluster_correlation(fates_beside(d, reciprocity));
}

/* ---- weeks of a diary ---- */

static double mean_of_diary(const struct desk *d, int64_t unit, enum diary_mean which)
{
    const int person = which == AROUSAL_OF_B || which == CONTENTMENT_OF_B;
    return d->p->records.told[unit].mean[person][which <= AROUSAL_OF_B ? RATING_arousal : RATING_contentment];
}

static struct clustered *diary_means(struct desk *d, enum diary_mean x, enum diary_mean y)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && d->p->records.diary_days > 0; u++) {
        const double a = mean_of_diary(d, u, x), b = mean_of_diary(d, u, y);
        if (!isnan(a) && !isnan(b)) {
            cluster_put(c, a, b, u);
        }
    }
    return c;
}

struct estimate diary_means_correlate(struct desk *d, enum diary_mean x, enum diary_mean y)
{
    return cluster_correlation(diary_means(d, x, y));
}

struct estimate diary_arousal_difference(struct desk *d)
{
    struct clustered *c = diary_means(d, AROUSAL_OF_A, AROUSAL_OF_B);
    for (int64_t i = 0; i < c->n; i++) {
        c->x[i] -= c->y[i];
    }
    return c->n > 1 ? (struct estimate){gsl_stats_mean(c->x, 1, (size_t)c->n) / gsl_stats_sd(c->x, 1, (size_t)c->n), NAN, NAN, c->n} : no_estimate();
}
