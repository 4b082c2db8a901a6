#include "study/forecast.h"

#include "engine/birth.h"
#include "mend/run.h"
#include "study/record.h"

#include <stdlib.h>

/* Seconds that a turn of one lane takes: the best of three short stretches of one block. */
static double seconds_per_turn(const struct mend_params *p, int isa)
{
    enum { TURNS = 300, TRIES = 3 };
    const struct setting setting = setting_at(p->setting);
    struct stage stage = {.params = p, .loop = lane_loop_for(isa < 0 ? best_isa() : (enum isa)isa)};
    for (int k = 0; k < setting.ties; k++) {
        stage_meet(&stage, k, setting.tie[k], p->adult_age);
    }
    struct block *block = aligned_alloc(_Alignof(struct block), sizeof *block);
    double best = 1e9;
    if (!block || !stage.loop) {
        free(block);
        return 0;
    }
    bear_block(block, p, &setting, stage.who, 1, NULL, 0);
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

struct forecast forecast_of(const struct mend_config *config, int threads, int isa)
{
    const int used = threads_for(&config->params, threads);
    const int64_t turns = mend_turns(config), block_turns = turns / config->params.dyads * LANES;
    const int64_t rounds = (blocks_of(&config->params) + used - 1) / used;
    return (struct forecast){turns, bytes_of(config, used), used, (double)(rounds * block_turns) * seconds_per_turn(&config->params, isa)};
}
