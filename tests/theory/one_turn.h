/* One turn of one bond, and the birth and the stage of a life: what the tests of single turns and of whole lives start from. */
#ifndef MEND_TESTS_ONE_TURN_H
#define MEND_TESTS_ONE_TURN_H

#include "engine/birth.h"
#include "engine/lanes.h"
#include "life/stage.h"
#include "model/turn.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>

static inline float root(float x)
{
    return sqrtf(x);
}

/* The turn of a bond that has no bond back. The giver's mood moves first, by `step`, as the lane loop has it. */
static inline struct meeting one_turn(const struct mend_params *p, struct scene scene, struct traits seeker, struct traits giver, struct meeting m,
                                      float step, struct chance u)
{
    const struct clock clock = clock_of(p, scene, root);
    m.giver.mood = mood_after(clock, scene, m.giver.mood, step);
    return meet(p, clock, scene, relation_of(p, (struct tie){INFANT, CAREGIVER, NO_BOND, CARE_TIE}, 1.0f), seeker, giver, m, u);
}

/* Infants and their caregivers on the first day, all of them drawn. */
static inline void bear_infants(struct block *block, const struct mend_params *p, struct occasion who, uint32_t first)
{
    const struct setting setting = setting_at(0);
    bear_block(block, p, &setting, who, first, NULL, 0);
}

/* Infant and caregiver, with the lane loop of this machine. */
static inline struct stage stage_on(const struct mend_params *p, uint32_t seed)
{
    return infant_stage(p, lane_loop_for(best_isa()), (struct occasion){.seed_low = seed});
}

#endif
