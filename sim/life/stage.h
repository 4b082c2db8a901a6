/* Playing turns: what daily life and every assay share. */
#ifndef MEND_LIFE_STAGE_H
#define MEND_LIFE_STAGE_H

#include "engine/lanes.h"

/* What stays the same for a whole run. */
struct stage {
    const struct mend_params *params;
    lane_loop *loop;
    struct occasion who; /* seed and replicate */
};

/* Daily life of the infant as a scene: learning and calendar on, daily clocks. */
struct scene daily_scene(const struct mend_params *p);

/* Plays `turns` turns of a scene on the block, the first of them `when` of its stream; `seen` (or NULL) then holds the last turn. */
void play(const struct stage *stage, struct block *block, struct scene scene, enum stream stream, uint32_t when, uint32_t turns,
          struct seen_lanes *seen);

#endif
