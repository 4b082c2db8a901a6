/* One block's life, day by day. */
#include "study/lives.h"

#include "engine/birth.h"
#include "engine/quantile.h"
#include "life/calendar.h"
#include "model/rupture.h"
#include "reading/rule.h"
#include "study/record.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* ---- days ---- */

/* What a session left: counted as an observer codes it and as the client reports it; each repair is a lesson in repairing. */
static void count_session(struct life *x, const float *ruptures, const float *repairs)
{
    const struct mend_params *p = &x->plan.now;
    const struct contact *c = &x->plan.session.contact[0];
    const struct tally_lanes *tally = &x->block->tally[c->bond];
    const struct bond_lanes *bonds = &x->block->bond[c->bond];
    float *skill = x->block->person[c->tie.seeker].repair_skill;
    struct occasion report = occasion_of(x->calendar.bare.who, DAILY_LIFE, RATING, (uint32_t)c->bond);
    report.when = x->in_session;
    for (int l = 0; l < LANES; l++) {
        const struct bond bond = {.doubt = bonds->doubt[l], .fear = bonds->fear[l]};
        const float recalled = felt_severity(p, bond, bonds->severity[l]) + p->report_error * normal_of(words_of(report, x->block->dyad[l]).word[0]);
        const float ruptured = tally->ruptures[l] > ruptures[l] ? 1.0f : 0.0f;
        x->sessions[l].held += 1.0f;
        x->sessions[l].ruptured += ruptured;
        x->sessions[l].reported += ruptured * (recalled > p->therapy_reported ? 1.0f : 0.0f);
        const int lessons = (int)(tally->repairs[l] - repairs[l]);
        for (int k = 0; k < lessons; k++) {
            skill[l] += p->therapy_learning * (1.0f - skill[l]);
        }
    }
}

/* An hour with the therapist; turn by turn where its ruptures are written down. */
static bool hold_session(struct life *x, struct records *records)
{
    const int bond = x->plan.session.contact[0].bond;
    const uint32_t turns = x->plan.session_turns;
    const bool watched = x->recorded > 0 && x->lives->config->params.record_events;
    lane_values ruptures, repairs;
    bool good = true;
    memcpy(ruptures, x->block->tally[bond].ruptures, sizeof ruptures);
    memcpy(repairs, x->block->tally[bond].repairs, sizeof repairs);
    for (uint32_t k = 0; good && k < turns; k += watched ? 1 : turns) {
        play(&x->plan.session, x->block, x->plan.session_scene, DAILY_LIFE, x->in_session + k, watched ? 1 : turns, watched ? &x->seen[bond] : NULL);
        good = !watched || record_events(x, &x->plan.session, records);
    }
    count_session(x, ruptures, repairs);
    memset(&x->seen[bond], 0, sizeof x->seen[bond]);
    x->in_session += turns;
    x->met[bond] += turns;
    return good;
}

/* The assays that fall on `day`, each on its occasion: how many of the same name came before it in the plan. */
static void hold_assays(struct life *x, int64_t day, struct records *records)
{
    static void (*const hold[ASSAY_KINDS])(struct life *, int, int64_t, struct records *) = {
        [ASSAY_HOME] = record_visit,      [ASSAY_FACE] = record_play,   [ASSAY_STRANGE] = record_strange,       [ASSAY_CONFLICT] = record_conflict,
        [ASSAY_SUPPORT] = record_support, [ASSAY_DIARY] = record_diary, [ASSAY_RESILIENCE] = record_resilience, [ASSAY_ALLIANCE] = record_alliance};
    const struct mend_config *config = x->lives->config;
    int occasion[ASSAY_KINDS] = {0};
    for (int i = 0; i < config->assays; i++) {
        const int name = config->assay[i].name, nth = occasion[name]++;
        if (mend_assay_day(config, i) == day) {
            hold[name](x, nth, day, records);
        }
    }
}

/* Turns of a day, shift by shift. What was seen of a bond that did not meet is nothing. */
static void live_turns(struct life *x, uint32_t turns, bool watched)
{
    while (turns > 0) {
        const uint32_t turn_of_day = (uint32_t)((int64_t)x->lived % x->plan.now.turns_per_day);
        const struct shift *shift = shift_at(&x->plan, turn_of_day);
        const uint32_t left = shift->until - turn_of_day, now = turns < left ? turns : left;
        if (watched && x->plan.shifts > 1) {
            memset(x->seen, 0, sizeof x->seen);
        }
        play(&shift->stage, x->block, x->plan.scene, DAILY_LIFE, x->lived, now, watched ? &x->seen[shift->stage.contact[0].bond] : NULL);
        for (int c = 0; c < shift->stage.contacts; c++) {
            x->met[shift->stage.contact[c].bond] += now;
        }
        x->lived += now;
        turns -= now;
    }
}

/* A day that nobody watches closely; its last turn is seen where a row is due at its end. */
static void live_day(struct life *x, uint32_t turns)
{
    if (x->recorded == 0) {
        live_turns(x, turns, false);
        return;
    }
    live_turns(x, turns - 1, false);
    live_turns(x, 1, true);
}

/* A day watched turn by turn, for events or for rows within it. */
static bool live_day_closely(struct life *x, uint32_t turns, bool in_window, struct records *records)
{
    const struct mend_params *p = &x->lives->config->params;
    for (uint32_t k = 0; k < turns; k++) {
        const struct shift *shift = shift_at(&x->plan, x->lived % turns);
        live_turns(x, 1, true);
        if (p->record_events && !record_events(x, &shift->stage, records)) {
            return false;
        }
        if (in_window) {
            record_turn(x, records);
        }
    }
    return true;
}

/* The plan of the day, what an intervention changes, and a session of therapy before the day's turns. */
static bool begin_day(struct life *x, int64_t day, struct records *records)
{
    const float before = day == 1 ? 0.0f : x->plan.now.intervention;
    const bool was_away = day > 1 && x->plan.now.away;
    plan_day(&x->plan, &x->calendar, day);
    intervene(x->block, x->setting, before, x->plan.now.intervention);
    if (was_away && !x->plan.now.away) {
        for (int k = 0; k < x->setting->ties; k++) {
            memset(x->block->bond[k].age, 0, sizeof x->block->bond[k].age); /* the rupture of a separation is young at the reunion */
        }
    }
    return x->plan.session_turns == 0 || hold_session(x, records);
}

/* The turns of a day, watched as closely as somebody wants to know of it. */
static bool live_day_watched(struct life *x, int64_t day, struct records *records)
{
    const struct mend_params *p = &x->lives->config->params;
    const bool in_window = p->record_every_turns > 0 && day > p->record_from_day && day <= p->record_to_day;
    if (x->recorded > 0 && (p->record_events || in_window)) {
        return live_day_closely(x, (uint32_t)p->turns_per_day, in_window, records);
    }
    live_day(x, (uint32_t)p->turns_per_day);
    return true;
}

/* The days of a generation; those of one that is `recorded` leave rows, samples and assays. */
static bool live_days(struct life *x, bool recorded, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &x->lives->config->params;
    for (int64_t day = 1; day <= p->days; day++) {
        if ((x->lives->stop && *x->lives->stop) || !begin_day(x, day, records)) {
            return false;
        }
        if (!recorded) {
            live_turns(x, (uint32_t)p->turns_per_day, false);
        } else if (!live_day_watched(x, day, records)) {
            return false;
        }
        end_day(&x->plan.everybody, x->block, day);
        if (!recorded) {
            continue;
        }
        if (p->can_end && !record_parted_events(x, records)) {
            return false;
        }
        if (day % p->record_every_days == 0) {
            record_day(x, day, records, days);
        }
        hold_assays(x, day, records);
    }
    return true;
}

/* Only the last generation is recorded day by day; of each one a row tells who reared whom. */
static bool live_generations(struct life *x, struct records *records, struct day_sample *days)
{
    const int64_t generations = x->lives->config->params.generations;
    for (int64_t g = 1; g <= generations; g++) {
        begin_generation(x, g);
        record_generation(x, g, records);
        if (!live_days(x, g == generations, records, days)) {
            return false;
        }
    }
    return record_open_events(x, records);
}

/* A block at work. */
struct workplace {
    struct life life;
    struct block block;
};

void *room_at(size_t boundary, size_t size, void **allocation)
{
    *allocation = malloc(size + boundary);
    return *allocation ? (void *)(((uintptr_t)*allocation + boundary - 1) / boundary * boundary) : NULL;
}

int64_t bytes_of_block_at_work(void)
{
    return (int64_t)sizeof(struct workplace);
}

static int within(int64_t limit, int64_t first)
{
    const int64_t left = limit - first;
    return left < 0 ? 0 : left > LANES ? LANES : (int)left;
}

bool live_block(const struct lives *lives, int64_t k, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &lives->config->params;
    const int64_t first = k * LANES;
    void *allocation;
    struct workplace *place = room_at(_Alignof(struct workplace), sizeof *place, &allocation);
    bool lived = false;
    if (place) {
        struct life *x = &place->life;
        struct block *block = &place->block;
        *x = (struct life){.lives = lives, .setting = &lives->setting, .block = block, .first = first};
        x->calendar = calendar_of(p, lives->config->change, lives->config->changes, lives->stage, x->setting);
        x->dyads = within(p->dyads, first);
        x->recorded = records->series || p->record_events ? within(recorded_dyads_of(p), first) : 0;
        const int64_t row = p->first_dyad - 1 + first; /* of the sample: dyad 1 is the first */
        const int given = lives->sample ? within(lives->sample->rows, row) : 0;
        const float *rows = given ? lives->sample->value + row * MEND_TRAITS : NULL;
        bear_block(block, p, x->setting, lives->stage.who, (uint32_t)(p->first_dyad + first), rows, given);
        lived = live_generations(x, records, days);
        record_outcomes(x, records);
    }
    free(allocation);
    return lived;
}
