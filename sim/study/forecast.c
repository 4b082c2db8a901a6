#include "study/forecast.h"

#include "engine/birth.h"
#include "mend/run.h"
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
    struct block *block = aligned_alloc(_Alignof(struct block), sizeof *block);
    double best = 1e9;
    if (!block || !stage.loop) {
        free(block);
        return 0;
    }
    bear_block(block, p, setting, stage.who, 1, NULL, 0);
    for (int k = 0; k < TRIES; k++) {
        const double start = seconds_now();
        play(&stage, block, daily_scene(p), DAILY_LIFE, (uint32_t)(k * TURNS), TURNS, NULL);
        const double seconds = seconds_now() - start;
        best = seconds < best ? seconds : best;
    }
    free(block);
    return best / TURNS / LANES;
}

static int64_t bytes_of(const struct mend_config *config, int threads)
{
    const struct mend_params *p = &config->params;
    int64_t per_dyad = (int64_t)sizeof(struct outcome_row) + 2 * (int64_t)sizeof(double);
    for (int i = 0; i < config->assays; i++) {
        per_dyad += config->assay[i].name == ASSAY_DIARY ? DIARISTS * p->diary_days * (int64_t)sizeof(struct entry_row)
                                                         : (int64_t)(EPISODES * sizeof(struct episode_row)); /* the most of the others */
    }
    return p->dyads * per_dyad + recorded_dyads_of(p) * series_rows_of(p) * (int64_t)sizeof(struct series_row) +
           (threads + 1) * sampled_days_of(p) * (int64_t)sizeof(struct day_sample);
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
    return (struct forecast){turns, bytes_of(config, used), used, seconds};
}
