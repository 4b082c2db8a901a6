#include "theory/context_figures.h"

#include "io/text.h"
#include "model/setting.h"
#include "model/bid.h"
#include "study/estimate.h"
#include "study/round_robin.h"
#include "reading/rule.h"

#include <math.h>
#include <stdlib.h>

/* ---- pairs ---- */

static int third_of(float doubt, const float *doubts, int64_t n)
{
    int64_t less = 0;
    for (int64_t i = 0; i < n; i++) {
        less += doubts[i] < doubt;
    }
    return (int)(THIRDS * less / n);
}

void figures_by_doubt(const struct population *p, double *figure)
{
    const int64_t n = p->recorded * p->records.series_bonds;
    double bonds[THIRDS] = {0}, ruptures[THIRDS] = {0}, repairs[THIRDS] = {0}, trust[THIRDS] = {0};
    float *doubts = malloc((size_t)n * sizeof *doubts);
    ck_assert_ptr_nonnull(doubts);
    for (int64_t i = 0; i < n; i++) {
        doubts[i] = p->records.series[2 * i].doubt;
    }
    for (int64_t i = 0; i < n; i++) {
        const struct series_row *row = &p->records.series[2 * i];
        const int k = third_of(doubts[i], doubts, n);
        bonds[k]++;
        trust[k] += (double)row[1].trust;
        ruptures[k] += (double)(row[1].ruptures - row[0].ruptures);
        repairs[k] += (double)(row[1].repairs - row[0].repairs);
    }
    free(doubts);
    for (int k = 0; k < THIRDS; k++) {
        figure[BY_DOUBT_trust + k] = trust[k] / bonds[k];
        figure[BY_DOUBT_repaired + k] = repairs[k] / ruptures[k];
    }
}

const char *const kind_words[KINDS] = {"misattunement", "miscommunication", "conflict", "absence", "harm"};

void figures_by_kind(const struct population *p, double *figure)
{
    double seen[KINDS] = {0}, repaired[KINDS] = {0}, turns[KINDS] = {0};
    for (int64_t i = 0; i < p->records.events; i++) {
        const struct event_row *e = &p->records.event[i];
        if (e->severity == 0.5f && e->censored == 0) {
            const int kind = (int)e->kind;
            seen[kind]++;
            repaired[kind] += (double)e->repaired;
            turns[kind] += (double)(e->repaired * e->latency);
        }
    }
    for (int k = 0; k < KINDS; k++) {
        figure[BY_KIND_repaired + k] = repaired[k] / seen[k];
        figure[BY_KIND_latency + k] = turns[k] / repaired[k];
    }
}

/* Samples are sums in units of 2^-24. */
void trust_by_day(const struct population *p, double *figure)
{
    for (int64_t i = 0; i < p->sampled_days && i < BELIEF_BY_DAY; i++) {
        const struct day_sample *day = &p->days[i];
        figure[i] = (double)day->sum[0] / (double)day->n / 16777216;
        figure[BELIEF_BY_DAY + i] = (double)day->grown[SAMPLE_belief] / (double)day->n / 16777216;
    }
}

double signalling(double belief, double arousal)
{
    const int romantic = mend_position("romantic", SETTING_NAMES);
    struct mend_params p;
    for (int i = 0; i < mend_param_count; i++) {
        mend_param_set(&p, &mend_param_table[i], mend_param_fallback(&mend_param_table[i], romantic));
    }
    const struct relation relation = relation_of(&p, setting_at(romantic).tie[0], (float)p.adult_age);
    const struct bond bond = {.trust = 0.5f, .belief = (float)belief, .value_minimise = 0.1f, .value_signal = 0.1f, .value_escalate = 0.1f};
    const struct inclination inclined = inclination_of(&p, relation, bond, (float)arousal);
    return 1 - (double)inclined.minimise - (double)inclined.escalate;
}

/* ---- infants with others beside them ---- */

void figures_of_infants(const struct population *p, double *figure)
{
    int64_t pairs[CLASSES * CLASSES] = {0}, again[CLASSES * CLASSES] = {0};
    for (int64_t i = 0; i < p->config.params.dyads; i++) {
        const struct outcome_row *first = row_of(p, i, 0), *second = row_of(p, i, 1);
        pairs[(int)first->class * CLASSES + (int)second->class]++;
        again[(int)first->class * CLASSES + (int)first->class_again]++;
    }
    figure[INFANT_secure_first] = share_of_rows(p, 0, reads_secure);
    figure[INFANT_secure_second] = share_of_rows(p, 1, reads_secure);
    figure[INFANT_trust_second] = mean_of_rows(p, 1, NULL, COLUMN(trust));
    figure[INFANT_agreement] = kappa_estimate(pairs, CLASSES).value;
    figure[INFANT_reliability] = kappa_estimate(again, CLASSES).value;
}

/* ---- therapy ---- */

enum { CLIENT, PARTNER, WITH_THERAPIST };

static double alliance_and_trust(const struct population *p)
{
    double share[FIGURES], trust[FIGURES];
    int n = 0;
    for (int64_t i = 0; i < p->config.params.dyads && n < FIGURES; i++) {
        share[n] = (double)row_of(p, i, WITH_THERAPIST)->repair_share;
        trust[n] = (double)row_of(p, i, CLIENT)->trust;
        n += !isnan(share[n]);
    }
    return n < 2 ? (double)NAN : correlation_estimate(share, trust, n).value;
}

void figures_of_therapy(const struct population *p, double *figure)
{
    const double sessions = sum_of(p, WITH_THERAPIST, NULL, COLUMN(sessions));
    figure[THERAPY_trust_client] = mean_of_rows(p, CLIENT, NULL, COLUMN(trust));
    figure[THERAPY_trust_partner] = mean_of_rows(p, PARTNER, NULL, COLUMN(trust));
    figure[THERAPY_trust_therapist] = mean_of_rows(p, WITH_THERAPIST, NULL, COLUMN(trust));
    figure[THERAPY_secure_client] = share_of_rows(p, CLIENT, reads_secure);
    figure[THERAPY_secure_partner] = share_of_rows(p, PARTNER, reads_secure);
    figure[THERAPY_coded] = sum_of(p, WITH_THERAPIST, NULL, COLUMN(sessions_ruptured)) / sessions;
    figure[THERAPY_reported] = sum_of(p, WITH_THERAPIST, NULL, COLUMN(sessions_reported)) / sessions;
    figure[THERAPY_alliance] = alliance_and_trust(p);
}

/* ---- families ---- */

/* Outcome rows are the cells of a round robin in its order. */
void figures_of_families(const struct population *p, double *figure)
{
    const int64_t families = p->config.params.dyads;
    double *x = malloc((size_t)(families * CELLS) * sizeof *x);
    ck_assert_ptr_nonnull(x);
    for (int64_t i = 0; i < families * CELLS; i++) {
        x[i] = (double)p->records.outcome[i].attachment_anxiety;
    }
    const struct relations r = relations_of(x, families);
    const double all = r.person + r.partner + r.relationship;
    free(x);
    figure[FAMILY_person] = r.person / all;
    figure[FAMILY_partner] = r.partner / all;
    figure[FAMILY_relationship] = r.relationship / all;
    figure[FAMILY_generalized] = r.generalized / sqrt(r.person * r.partner);
    figure[FAMILY_dyadic] = r.dyadic / r.relationship;
}

/* ---- God ---- */

static bool same_giver(const struct outcome_row *a, const struct outcome_row *b)
{
    return a->sensitivity == b->sensitivity && a->volatility == b->volatility && a->intensity_dependence == b->intensity_dependence &&
           a->rejection == b->rejection && a->frightening == b->frightening && a->initiative == b->initiative && a->empathy == b->empathy;
}

void figures_of_god(const struct population *p, double *figure)
{
    who_is_meant *const was[HISTORIES] = {was_secure, was_avoidant, was_anxious};
    for (int h = 0; h < HISTORIES; h++) {
        figure[of_history(h, GOD_perceived)] = sum_of(p, 0, was[h], COLUMN(perceived)) / sum_of(p, 0, was[h], COLUMN(answered));
        figure[of_history(h, GOD_minimise)] = mean_of_rows(p, 0, was[h], COLUMN(minimise));
        figure[of_history(h, GOD_signal)] = mean_of_rows(p, 0, was[h], COLUMN(signal));
        figure[of_history(h, GOD_escalate)] = mean_of_rows(p, 0, was[h], COLUMN(escalate));
        figure[of_history(h, GOD_shut_down)] = sum_of(p, 0, was[h], COLUMN(shut_down)) / sum_of(p, 0, was[h], COLUMN(minimised));
    }
    figure[GOD_constant] = figure[GOD_answers] = 1;
    for (int64_t i = 0; i < p->config.params.dyads; i++) {
        const struct outcome_row *row = row_of(p, i, 0);
        figure[GOD_constant] = same_giver(row, row_of(p, 0, 0)) ? figure[GOD_constant] : 0;
        figure[GOD_answers] = row->answered == row->bids && row->bids > 0 ? figure[GOD_answers] : 0;
    }
}
