/* One turn of one bond, and the stage of a life: what the tests of single turns and of whole lives start from. */
#ifndef MEND_TESTS_ONE_TURN_H
#define MEND_TESTS_ONE_TURN_H

#include "engine/lanes.h"
#include "life/stage.h"
#include "model/turn.h"

#include <math.h>
#include <stdint.h>

static inline float root(float x)
{
    return sqrtf(x);
}

/* The turn of a bond that has no bond back. */
static inline struct meeting one_turn(const struct mend_params *p, struct scene scene, struct traits seeker, struct traits giver, struct meeting m,
                                      struct chance u)
{
    return meet(p, clock_of(p, scene, root), scene, seeker, giver, (struct bond_back){0, 0, 0}, m, u);
}

/* With the lane loop of this machine. */
static inline struct stage stage_on(const struct mend_params *p, uint32_t seed)
{
    return (struct stage){p, lane_loop_for(best_isa()), {.seed_low = seed}};
}

#endif
