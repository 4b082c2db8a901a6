#include "study/forecast.h"

#include "engine/birth.h"
#include "mend/run.h"
#include "study/desk.h"
#include "study/record.h"

#include <stdlib.h>

/* Turns in which those of a unit who grow up here are infants. */
static int64_t infancy_turns(const struct mend_params *p, const struct setting *setting)
{
    int64_t turns = 0;
    for (int person = 0; person < setting->people; person++) {
        turns += setting->who[person].reared_by == NOBODY ? 0 : p->infancy_days * p->infancy_turns + 2 * (int64_t)strange_situation_turns();
    }
    return turns * p->generations;
}

int64_t mend_turns(const struct mend_config *config)
{
    const struct mend_params *p = &config->params;
    const struct setting setting = setting_at(p->setting);
    const int64_t of[ASSAY_KINDS] = {
        [ASSAY_HOME] = p->home_turns,
        [ASSAY_FACE] = (int64_t)PLAY_PHASES * PHASE_SECONDS,
        [ASSAY_STRANGE] = 2 * (int64_t)strange_situation_turns(), /* it is given twice */
        [ASSAY_CONFLICT] = conflict_discussion_turns(),
        [ASSAY_SUPPORT] = SUPPORT_TURNS,
        [ASSAY_DIARY] = p->diary_days * p->turns_per_day,
        [ASSAY_RESILIENCE] = p->shock_turns * setting.ties, /* it is given on each bond */
    };
    int64_t turns = infancy_turns(p, &setting) + p->days * p->turns_per_day * p->generations;
    for (int i = 0; i < config->assays; i++) {
        turns += of[config->assay[i].name];
    }
    return turns * p->dyads;
}

/* Seconds that a turn of one lane takes with all bonds of the setting: the best of three short stretches of one block. */
static double seconds_per_turn(const struct mend_params *p, const struct setting *setting, int isa)
{
    enum { TURNS = 300, TRIES = 3 };
    struct stage stage = {.params = p, .loop = lane_loop_for(isa < 0 ? best_isa() : (enum isa)isa)};
    for (int k = 0; k < setting->ties; k++) {
        stage_meet(&stage, k, setting->tie[k], p->adult_age);
    }
    void *allocation;
    struct block *block = room_at(_Alignof(struct block), sizeof *block, &allocation);
    double best = 1e9;
    if (!block || !stage.loop) {
        free(allocation);
        return 0;
    }
    bear_block(block, p, setting, stage.who, 1, NULL, 0);
    for (int k = 0; k < TRIES; k++) {
        const double start = seconds_now();
        play(&stage, block, daily_scene(p), DAILY_LIFE, (uint32_t)(k * TURNS), TURNS, NULL);
        const double seconds = seconds_now() - start;
        best = seconds < best ? seconds : best;
    }
    free(allocation);
    return best / TURNS / LANES;
}

/* An infancy costs what an infant's turns cost, whatever the setting. */
struct forecast forecast_of(const struct mend_config *config, int threads, int isa)
{
    const struct mend_params *p = &config->params;
    const struct setting setting = setting_at(p->setting), infant = setting_at(0);
    const int used = threads_for(p, threads);
    const int64_t turns = mend_turns(config), early = infancy_turns(p, &setting), later = turns / p->dyads - early;
    const int64_t lanes = (blocks_of(p) + used - 1) / used * LANES;
    double seconds = (double)(lanes * later) * seconds_per_turn(p, &setting, isa);
    if (early > 0) {
        seconds += (double)(lanes * early) * seconds_per_turn(p, &infant, isa);
    }
    return (struct forecast){turns, population_bytes(config, used) + desk_bytes(p), used, seconds};
}
