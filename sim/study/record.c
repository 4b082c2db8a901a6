/* Samples of days, time series, and the assays' rows. */
#include "study/record.h"

#include "model/bid.h"
#include "model/rupture.h"
#include "reading/adult.h"

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

/* Bonds to a caregiver come first in every setting that has them. */
static int64_t care_slot(const struct life *x, int l, int bond, const struct records *records)
{
    return (x->first + l) * records->care_bonds + bond;
}

/* The place of a bond among those of the time series, or -1. */
static int series_slot(const struct mend_params *p, int bond)
{
    return p->record_bond == 0 ? bond : p->record_bond == bond + 1 ? 0 : -1;
}

void record_visit(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct home_report report[LANES];
    for (int bond = 0; bond < records->care_bonds; bond++) {
        const struct stage stage = stage_of_one(&x->plan.everybody, bond);
        home_observation(&stage, x->block, (uint32_t)day * ASSAY_ROOM, report);
        for (int l = 0; l < x->dyads; l++) {
            records->visit[care_slot(x, l, bond, records) * records->home_days + occasion] =
                (struct visit_row){(float)day, report[l].minutes, report[l].sensitivity, report[l].frightening};
        }
    }
}

void record_play(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct face_report report[LANES];
    for (int bond = 0; bond < records->care_bonds; bond++) {
        const struct stage stage = stage_of_one(&x->plan.everybody, bond);
        still_face(&stage, x->block, (uint32_t)day * ASSAY_ROOM, report);
        for (int l = 0; l < x->dyads; l++) {
            for (int phase = 0; phase < PLAY_PHASES; phase++) {
                const struct phase_report *r = &report[l].phase[phase];
                records->phase[(care_slot(x, l, bond, records) * records->face_days + occasion) * PLAY_PHASES + phase] =
                    (struct phase_row){(float)day, (float)phase, r->matched, r->repairs, r->latency, r->censored, r->arousal, r->cortisol};
            }
        }
    }
}

static void keep_episodes(const struct life *x, int bond, int occasion, int64_t day, struct records *records)
{
    for (int l = 0; l < x->dyads; l++) {
        for (int e = 0; e < EPISODES; e++) {
            const struct episode_report *r = &x->strange[bond][l].episode[e];
            records->episode[(care_slot(x, l, bond, records) * records->strange_days + occasion) * EPISODES + e] = (struct episode_row){
                (float)day, (float)e, r->proximity, r->avoidance, r->resistance, r->conflict, r->expressed, r->arousal, r->cortisol, r->load};
        }
    }
}

/* The last class is an outcome; the first has no column, and is kept for what summary.csv says of stability. */
static void keep_first_class(const struct life *x, int bond, struct records *records)
{
    for (int l = 0; l < x->dyads; l++) {
        records->first_class[care_slot(x, l, bond, records)] = (float)class_of(&x->lives->config->params, &x->strange[bond][l]);
    }
}

void record_strange(struct life *x, int occasion, int64_t day, struct records *records)
{
    const uint32_t when = (uint32_t)day * ASSAY_ROOM;
    for (int bond = 0; bond < records->care_bonds; bond++) {
        const struct stage stage = stage_of_one(&x->plan.everybody, bond);
        strange_situation(&stage, x->block, STRANGE, when, x->strange[bond]);
        strange_situation(&stage, x->block, STRANGE_AGAIN, when, x->strange_again[bond]);
        keep_episodes(x, bond, occasion, day, records);
        if (occasion == 0 && records->first_class) {
            keep_first_class(x, bond, records);
        }
    }
    x->has_class = true;
}

static float share_of(float part, float whole)
{
    return whole > 0.0f ? part / whole : (float)NAN;
}

void record_conflict(struct life *x, int occasion, int64_t day, struct records *records)
{
    struct discussion_reports report[LANES];
    conflict_discussion(&x->plan.everybody, x->block, (uint32_t)day * ASSAY_ROOM, report);
    for (int l = 0; l < x->dyads; l++) {
        for (int person = 0; person < DISCUSSANTS; person++) {
            const struct discussion_report *r = &report[l].of[person];
            records->talk[((x->first + l) * records->conflict_days + occasion) * DISCUSSANTS + person] = (struct talk_row){
                .day = (float)day,
                .positive = r->positive,
                .negative = r->negative,
                .ratio = (r->positive + 1.0f) / (r->negative + 1.0f),
                .start = r->start,
                .attempts = r->attempts,
                .accepted = r->accepted,
                .pursued = r->pursued,
                .withdrawn = r->withdrawn,
                .flooded = r->flooded,
                .recovery = r->recovery,
                .after_pursuit = share_of(r->answers_pursuit, r->pursuits),
                .after_rest = share_of(r->answers_rest, r->rests),
                .early_positive = r->early_positive,
                .early_negative = r->early_negative,
                .returned_pursuit = share_of(r->returns_pursuit, r->pursuits),
                .returned_rest = share_of(r->returns_rest, r->rests),
            };
        }
    }
}

static void record_row(struct life *x, int bond, int l, float arousal_mean, struct records *records)
{
    const int slot = series_slot(&x->lives->config->params, bond);
    if (slot < 0) {
        return;
    }
    const struct tie tie = x->setting->tie[bond];
    const struct bond_lanes *b = &x->block->bond[bond];
    const struct person_lanes *seeker = &x->block->person[tie.seeker];
    records->series[((x->first + l) * records->series_bonds + slot) * records->series_rows + x->rows] = (struct series_row){
        .dyad = x->block->dyad[l],
        .bond = (uint32_t)bond + 1,
        .turn = x->lived,
        .trust = b->trust[l],
        .arousal = seeker->arousal[l],
        .arousal_mean = arousal_mean,
        .arousal_giver = x->block->person[tie.giver].arousal[l],
        .expressed = x->seen[bond].strength[l],
        .cortisol = seeker->cortisol[l],
        .load = seeker->load[l],
        .fear = b->fear[l],
        .doubt = b->doubt[l],
        .pull = b->pull[l],
        .resentment = b->resentment[l],
        .open = b->open[l],
        .belief = b->belief[l],
        .credibility = b->credibility[l],
        .depletion = seeker->depletion[l],
        .working_model = seeker->working_model[l],
        .repair_skill = seeker->repair_skill[l],
        .ended = b->ended[l],
        .ruptures = x->block->tally[bond].ruptures[l],
        .repairs = x->block->tally[bond].repairs[l],
        .answered = x->block->tally[bond].answered[l],
        .perceived = x->block->tally[bond].perceived[l],
    };
}

void record_turn(struct life *x, struct records *records)
{
    for (int bond = 0; bond < records->bonds; bond++) {
        for (int l = 0; l < x->recorded; l++) {
            x->arousal_since[bond][l] += x->block->person[x->setting->tie[bond].seeker].arousal[l];
        }
    }
    x->turns_since++;
    if (!records->series || x->lived % (uint32_t)x->lives->config->params.record_every_turns != 0) {
        return;
    }
    for (int bond = 0; bond < records->bonds; bond++) {
        for (int l = 0; l < x->recorded; l++) {
            record_row(x, bond, l, x->arousal_since[bond][l] / (float)x->turns_since, records);
            x->arousal_since[bond][l] = 0.0f;
        }
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

static void add_grown(struct day_sample *sample, const struct bond_lanes *bond, const struct person_lanes *seeker, int l)
{
    const float values[GROWN_SAMPLED] = {
        [SAMPLE_resentment] = bond->resentment[l],
        [SAMPLE_pull] = bond->pull[l],
        [SAMPLE_belief] = bond->belief[l],
        [SAMPLE_depletion] = seeker->depletion[l],
        [SAMPLE_doubt] = bond->doubt[l],
        [SAMPLE_fear] = bond->fear[l],
        [SAMPLE_together] = 1.0f - bond->ended[l],
        [SAMPLE_ended_hot] = bond->route[l] == 1.0f,
        [SAMPLE_ended_cold] = bond->route[l] == 2.0f,
    };
    for (int k = 0; k < GROWN_SAMPLED; k++) {
        sample->grown[k] += fixed(values[k]);
    }
}

static void record_day_of(struct life *x, int bond, struct records *records, struct day_sample *sample)
{
    const struct mend_params *p = &x->lives->config->params;
    const struct tally_lanes *tally = &x->block->tally[bond];
    const float turns = x->met[bond] > 0 ? (float)x->met[bond] : 1.0f;
    const bool by_day = records->series && p->record_every_turns == 0;
    for (int l = 0; l < x->dyads; l++) {
        const float arousal_mean = unit(tally->arousal_sum[l] / turns);
        add_value(sample, 0, x->block->bond[bond].trust[l]);
        add_value(sample, 1, arousal_mean);
        add_value(sample, 2, x->block->person[x->setting->tie[bond].seeker].load[l]);
        add_grown(sample, &x->block->bond[bond], &x->block->person[x->setting->tie[bond].seeker], l);
        sample->n++;
        sample->ruptures += (int64_t)tally->ruptures[l];
        sample->repairs += (int64_t)tally->repairs[l];
        if (by_day && l < x->recorded) {
            record_row(x, bond, l, arousal_mean, records);
        }
    }
    for (int l = 0; l < LANES; l++) {
        x->block->tally[bond].arousal_sum[l] = 0.0f;
    }
    x->met[bond] = 0;
}

void record_day(struct life *x, int64_t day, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &x->lives->config->params;
    for (int bond = 0; bond < records->bonds; bond++) {
        record_day_of(x, bond, records, &days[day / p->record_every_days - 1]);
    }
    x->rows += records->series && p->record_every_turns == 0;
}

enum class_read class_of(const struct mend_params *p, const struct strange_report *r)
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

static void read_grown(struct outcome_row *row, const struct mend_params *p, struct relation relation, struct bond bond)
{
    const struct dimensions d = dimensions_of(p, relation, bond);
    row->attachment_anxiety = d.anxiety;
    row->attachment_avoidance = d.avoidance;
    row->class = (float)quadrant_of(p, d);
    row->pattern = row->class - (float)ADULT_SECURE;
}

static void read_life(struct outcome_row *row, const struct mend_params *p, struct relation relation, struct bond bond)
{
    const struct inclination inclined = inclination_of(p, relation, bond, 0.4f);
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

/* What lane `l` of the block holds of a bond, its persons and their past. */
static struct bond keep_state(struct outcome_row *row, const struct life *x, int k, int l)
{
    const struct block *b = x->block;
    const struct tie tie = x->setting->tie[k];
    struct bond bond = {0};
#define TRAIT(name, whose, ...) row->name = b->traits[OF_##whose].name[l];
#define BOND(name, ...) row->name = bond.name = b->bond[k].name[l];
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#define TALLY(name, ...) row->name = b->tally[k].name[l];
#define GROWN_TALLY TALLY
#define WIDE_TALLY(name, ...) row->name = x->plan.everybody.contact[k].relation.wide ? b->tally[k].name[l] : NAN;
    const int OF_SEEKER = tie.seeker, OF_GIVER = tie.giver;
#include "model/state.def"
    row->load = b->person[tie.seeker].load[l];
    row->arousal = b->person[tie.seeker].arousal[l];
    row->away = row->ended > 0.0f ? NAN : row->away;
    row->pattern_of_harm = row->harms >= (float)x->lives->config->params.harm_pattern && row->promises_broken > 0.0f ? 1.0f : 0.0f;
    row->depletion = b->person[tie.seeker].depletion[l];
    row->working_model = b->person[tie.seeker].working_model[l];
    row->repair_skill = b->person[tie.seeker].repair_skill[l];
    row->infant_class = x->infant_class[tie.seeker][l];
    const bool in_therapy = tie.kind == THERAPY_TIE;
    row->sessions = in_therapy ? x->sessions[l].held : NAN;
    row->sessions_ruptured = in_therapy ? x->sessions[l].ruptured : NAN;
    row->sessions_reported = in_therapy ? x->sessions[l].reported : NAN;
    row->own_deactivation = b->traits[tie.seeker].deactivation[l];
    row->own_hyperactivation = b->traits[tie.seeker].hyperactivation[l];
    row->own_unresolved = b->traits[tie.seeker].unresolved[l];
    return bond;
}

void record_outcomes(struct life *x, struct records *records)
{
    const struct mend_params *p = &x->lives->config->params;
    for (int l = 0; l < x->dyads; l++) {
        for (int k = 0; k < records->bonds; k++) {
            struct outcome_row *row = &records->outcome[(x->first + l) * records->bonds + k];
            const struct relation relation = x->plan.everybody.contact[k].relation;
            const struct bond bond = keep_state(row, x, k, l);
            read_life(row, p, relation, bond);
            if (relation.grown) {
                read_grown(row, p, relation, bond);
            } else if (x->has_class) {
                read_strange(row, p, &x->strange[k][l], &x->strange_again[k][l]);
            }
        }
    }
}
