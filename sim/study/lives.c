/* One block's life, day by day. */
#include "study/lives.h"

#include "engine/birth.h"
#include "life/calendar.h"
#include "life/growth.h"
#include "reading/rule.h"
#include "study/record.h"

#include <stddef.h>
#include <stdlib.h>

/* ---- before the setting: the infancies of its adults ---- */

/* The infancy of an adult: a year with the caregiver of infancy, a Strange Situation, and growing up. */
static void rear(struct life *x, int person)
{
    const struct stage *stage = &x->lives->stage;
    struct mend_params p = *stage->params;
    p.turns_per_day = p.infancy_turns;
    p.repair_scale = p.infancy_repair;
    p.rupture_scale = 1.0f;
    p.rupture_exogenous = 0;
    struct stage home = {.params = &p, .loop = stage->loop, .who = stage->who};
    stage_meet(&home, bond_of_infancy(x->setting, person), tie_of_infancy(x->setting, person), 1.0f);
    play(&home, x->block, daily_scene(&p), DAILY_LIFE, 0, (uint32_t)(p.infancy_days * p.turns_per_day), NULL);
    strange_situation(&home, x->block, STRANGE, 0, x->strange[0]);
    for (int l = 0; l < LANES; l++) {
        x->infant_class[person][l] = p.infancy_days > 0 ? (float)class_of(&p, &x->strange[0][l]) : (float)UNREADABLE;
    }
    grow_up(stage, x->setting, x->block, person, 1);
}

/* Everybody as they are on the first day of the setting. */
static void begin(struct life *x)
{
    const struct mend_params *p = &x->lives->config->params;
    for (int person = 0; person < x->setting->people; person++) {
        if (x->setting->who[person].kind == ADULT) {
            rear(x, person);
        }
    }
    x->together = x->lives->stage;
    for (int k = 0; k < x->setting->ties; k++) {
        const int adult = x->setting->who[x->setting->tie[k].seeker].kind == ADULT;
        stage_meet(&x->together, k, x->setting->tie[k], adult ? p->adult_age : 1.0f);
    }
}

/* ---- days ---- */

/* The assays that fall on `day`, each on its occasion: how many of the same name came before it in the plan. */
static void hold_assays(struct life *x, int64_t day, struct records *records)
{
    static void (*const hold[ASSAY_KINDS])(struct life *, int, int64_t, struct records *) = {
        [ASSAY_HOME] = record_visit, [ASSAY_FACE] = record_play, [ASSAY_STRANGE] = record_strange, [ASSAY_CONFLICT] = record_conflict};
    const struct mend_config *config = x->lives->config;
    int occasion[ASSAY_KINDS] = {0};
    for (int i = 0; i < config->assays; i++) {
        const int name = config->assay[i].name, nth = occasion[name]++;
        if (mend_assay_day(config, i) == day) {
            hold[name](x, nth, day, records);
        }
    }
}

static void live_turns(struct life *x, uint32_t turns, struct seen_lanes *seen)
{
    if (turns > 0) {
        play(&x->together, x->block, x->daily, DAILY_LIFE, x->lived, turns, seen);
        x->lived += turns;
    }
}

/* A day that nobody watches closely; its last turn is seen where a row is due at its end. */
static void live_day(struct life *x, uint32_t turns)
{
    if (x->recorded == 0) {
        live_turns(x, turns, NULL);
        return;
    }
    live_turns(x, turns - 1, NULL);
    live_turns(x, 1, x->seen);
}

/* A day watched turn by turn, for events or for rows within it. */
static bool live_day_closely(struct life *x, uint32_t turns, bool in_window, struct records *records)
{
    const struct mend_params *p = &x->lives->config->params;
    for (uint32_t k = 0; k < turns; k++) {
        live_turns(x, 1, x->seen);
        if (p->record_events && !record_events(x, records)) {
            return false;
        }
        if (in_window) {
            record_turn(x, records);
        }
    }
    return true;
}

static bool live_days(struct life *x, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &x->lives->config->params;
    const uint32_t turns = (uint32_t)p->turns_per_day;
    for (int64_t day = 1; day <= p->days; day++) {
        if (x->lives->stop && *x->lives->stop) {
            return false;
        }
        const bool in_window = p->record_every_turns > 0 && day > p->record_from_day && day <= p->record_to_day;
        if (x->recorded > 0 && (p->record_events || in_window)) {
            if (!live_day_closely(x, turns, in_window, records)) {
                return false;
            }
        } else {
            live_day(x, turns);
        }
        end_day(&x->together, x->block, day);
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

static int within(int64_t limit, int64_t first)
{
    const int64_t left = limit - first;
    return left < 0 ? 0 : left > LANES ? LANES : (int)left;
}

bool live_block(const struct lives *lives, int64_t k, struct records *records, struct day_sample *days)
{
    const struct mend_params *p = &lives->config->params;
    const int64_t first = k * LANES;
    struct life *x = aligned_alloc(_Alignof(struct life), sizeof *x);
    struct block *block = aligned_alloc(_Alignof(struct block), sizeof *block);
    bool lived = false;
    if (x && block) {
        *x = (struct life){.lives = lives, .setting = &lives->setting, .block = block, .daily = daily_scene(p), .first = first};
        x->dyads = within(p->dyads, first);
        x->recorded = records->series || p->record_events ? within(recorded_dyads_of(p), first) : 0;
        const int64_t row = p->first_dyad - 1 + first; /* of the sample: dyad 1 is the first */
        const int given = lives->sample ? within(lives->sample->rows, row) : 0;
        const float *rows = given ? lives->sample->value + row * MEND_TRAITS : NULL;
        bear_block(block, p, x->setting, lives->stage.who, (uint32_t)(p->first_dyad + first), rows, given);
        begin(x);
        lived = live_days(x, records, days) && record_open_events(x, records);
        record_outcomes(x, records);
    }
    free(block);
    free(x);
    return lived;
}
