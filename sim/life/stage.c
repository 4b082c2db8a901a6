#include "life/stage.h"

#include "model/turn.h"

#include <math.h>

struct scene daily_scene(const struct mend_params *p)
{
    return (struct scene){
        .learning = 1.0f,
        .calendar = 1.0f,
        .present = 1.0f,
        .exchange_minutes = p->exchange_minutes,
        .gap_minutes = 1440.0f / (float)p->turns_per_day,
    };
}

static float square_root(float x)
{
    return sqrtf(x);
}

void play(const struct stage *stage, struct block *block, struct scene scene, enum stream stream, uint32_t when, uint32_t turns,
          struct seen_lanes *seen)
{
    struct occasion occasion = stage->who;
    occasion.when = when;
    const struct stretch stretch = {
        .params = stage->params,
        .block = block,
        .scene = scene,
        .clock = clock_of(stage->params, scene, square_root),
        .tie = {INFANT, CAREGIVER},
        .bond = INFANT_BOND,
        .when = occasion,
        .stream = stream,
        .turns = turns,
        .seen = seen,
    };
    stage->loop(&stretch);
}
