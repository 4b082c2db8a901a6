/* Samples of days, time series, and the assays' rows. */
#include "study/record.h"

#include "model/bid.h"
#include "model/rupture.h"
#include "reading/rule.h"

#include <math.h>
#include <stddef.h>

int64_t recorded_dyads_of(const struct mend_params *p)
{
    return p->record_dyads < p->dyads ? p->record_dyads : p->dyads;
}

int64_t sampled_days_of(const struct mend_params *p)
{
    return p->days / p->record_every_days;
}

int64_t series_rows_of(const struct mend_params *p)
{
    if (p->record_every_turns == 0) {
        return sampled_days_of(p);
    }
    return p->record_to_day * p->turns_per_day / p->record_every_turns - p->record_from_day * p->turns_per_day / p->record_every_turns;
}

void record_visit(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct home_report report[LANES];
    home_observation(&x->lives->stage, x->block, (uint32_t)day * ASSAY_ROOM, report);
    for (int l = 0; l < x->dyads; l++) {
        records->visit[(x->first + l) * records->home_days + occasion] =
            (struct visit_row){(float)day, report[l].minutes, report[l].sensitivity, report[l].frightening};
    }
}

void record_play(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct face_report report[LANES];
    still_face(&x->lives->stage, x->block, (uint32_t)day * ASSAY_ROOM, report);
    for (int l = 0; l < x->dyads; l++) {
        for (int phase = 0; phase < PLAY_PHASES; phase++) {
            const struct phase_report *r = &report[l].phase[phase];
            records->phase[((x->first + l) * records->face_days + occasion) * PLAY_PHASES + phase] =
                (struct phase_row){(float)day, (float)phase, r->matched, r->repairs, r->latency, r->censored, r->arousal};
        }
    }
}

void record_strange(struct life *x, int occasion, int64_t day, struct records *records)
{
    const uint32_t when = (uint32_t)day * ASSAY_ROOM;
    strange_situation(&x->lives->stage, x->block, STRANGE, when, x->strange);
    strange_situation(&x->lives->stage, x->block, STRANGE_AGAIN, when, x->strange_again);
    x->has_class = true;
    for (int l = 0; l < x->dyads; l++) {
        for (int e = 0; e < EPISODES; e++) {
            const struct episode_report *r = &x->strange[l].episode[e];
            records->episode[((x->first + l) * records->strange_days + occasion) * EPISODES + e] = (struct episode_row){
                (float)day, (float)e, r->proximity, r->avoidance, r->resistance, r->conflict, r->expressed, r->arousal, r->cortisol, r->load};
        }
    }
}

static void record_row(struct life *x, int l, float arousal_mean, struct records *records)
{
    const struct bond_lanes *bond = &x->block->bond[INFANT_BOND];
    const struct person_lanes *infant = &x->block->person[INFANT];
    records->series[(x->first + l) * records->series_rows + x->rows] = (struct series_row){
        .dyad = x->block->dyad[l],
        .turn = x->lived,
        .trust = bond->trust[l],
        .arousal = infant->arousal[l],
        .arousal_mean = arousal_mean,
        .arousal_giver = x->block->person[CAREGIVER].arousal[l],
        .expressed = x->seen.strength[l],
        .cortisol = infant->cortisol[l],
        .load = infant->load[l],
        .fear = bond->fear[l],
        .doubt = bond->doubt[l],
        .pull = bond->pull[l],
        .resentment = bond->resentment[l],
        .open = bond->open[l],
    };
}

void record_turn(struct life *x, struct records *records)
{
    for (int l = 0; l < x->recorded; l++) {
        x->arousal_since[l] += x->block->person[INFANT].arousal[l];
    }
    x->turns_since++;
    if (!records->series || x->lived % (uint32_t)x->lives->config->params.record_every_turns != 0) {
        return;
    }
    for (int l = 0; l < x->recorded; l++) {
        record_row(x, l, x->arousal_since[l] / (float)x->turns_since, records);
        x->arousal_since[l] = 0.0f;
    }
    x->rows++;
    x->turns_since = 0;
}

/* A value in [0, 1] in units of 2^-24. */
static int64_t fixed(float value)
{
    return (int64_t)(value * 16777216.0f);
}

static void add_value(struct day_sample *day, int what, float value)
{
    const int bin = (int)(value * (float)BINS);
    day->bin[what][bin < BINS ? bin : BINS - 1]++;
    day->sum[what] += fixed(value);
    day->square[what] += fixed(value * value);
}

void record_day(struct life *x, int64_t day, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &x->lives->config->params;
    const struct tally_lanes *tally = &x->block->tally[INFANT_BOND];
    struct day_sample *sample = &days[day / p->record_every_days - 1];
    const float turns = (float)(p->record_every_days * p->turns_per_day);
    const bool by_day = records->series && p->record_every_turns == 0;
    for (int l = 0; l < x->dyads; l++) {
        const float arousal_mean = unit(tally->arousal_sum[l] / turns);
        add_value(sample, 0, x->block->bond[INFANT_BOND].trust[l]);
        add_value(sample, 1, arousal_mean);
        add_value(sample, 2, x->block->person[INFANT].load[l]);
        sample->n++;
        sample->ruptures += (int64_t)tally->ruptures[l];
        sample->repairs += (int64_t)tally->repairs[l];
        if (by_day && l < x->recorded) {
            record_row(x, l, arousal_mean, records);
        }
    }
    x->rows += by_day;
    for (int l = 0; l < LANES; l++) {
        x->block->tally[INFANT_BOND].arousal_sum[l] = 0.0f;
    }
}

static enum class_read class_of(const struct mend_params *p, const struct strange_report *r)
{
    const struct scores_read scores = {r->proximity, r->avoidance, r->resistance, r->conflict};
    return class_rules[p->reading_rule].read(scores, (struct cutoffs){p->cutoff_insecure, p->cutoff_conflict});
}

static void read_strange(struct outcome_row *row, const struct mend_params *p, const struct strange_report *first, const struct strange_report *again)
{
    row->proximity = first->proximity;
    row->avoidance = first->avoidance;
    row->resistance = first->resistance;
    row->conflict = first->conflict;
    row->cortisol_change = first->cortisol_change;
    row->class = row->pattern = (float)class_of(p, first);
    row->class_again = (float)class_of(p, again);
}

static void read_life(struct outcome_row *row, const struct mend_params *p, struct bond bond)
{
    const struct inclination inclined = inclination_of(p, bond, 0.4f);
    row->repair_share = row->ruptures > 0.0f ? row->repairs / row->ruptures : NAN;
    row->prompt_share = row->ruptures > 0.0f ? row->prompt / row->ruptures : NAN;
    row->repair_latency = row->repairs > 0.0f ? row->repair_turns / row->repairs + 1.0f : NAN; /* the first broken turn has age 0 */
    row->minimise = inclined.minimise;
    row->signal = 1.0f - inclined.minimise - inclined.escalate;
    row->escalate = inclined.escalate;
    row->felt_small = felt_severity(p, bond, 0.2f);
    row->felt_large = felt_severity(p, bond, 0.7f);
    row->proximity = row->avoidance = row->resistance = row->conflict = row->cortisol_change = NAN;
    row->class = row->class_again = row->pattern = (float)UNREADABLE;
    row->rule = (float)p->reading_rule;
}

void record_outcomes(struct life *x, struct records *records)
{
    const struct mend_params *p = &x->lives->config->params;
    const struct block *b = x->block;
    for (int l = 0; l < x->dyads; l++) {
        struct outcome_row *row = &records->outcome[x->first + l];
        struct bond bond = {0};
#define TRAIT(name, whose, ...) row->name = b->traits[whose].name[l];
#define BOND(name, ...) row->name = bond.name = b->bond[INFANT_BOND].name[l];
#define TALLY(name, ...) row->name = b->tally[INFANT_BOND].name[l];
        enum { SEEKER = INFANT, GIVER = CAREGIVER };
#include "model/state.def"
#undef TRAIT
#undef BOND
#undef TALLY
        row->load = b->person[INFANT].load[l];
        read_life(row, p, bond);
        if (x->has_class) {
            read_strange(row, p, &x->strange[l], &x->strange_again[l]);
        }
    }
}
