/* Playing turns: what daily life and every assay share. */
#ifndef MEND_LIFE_STAGE_H
#define MEND_LIFE_STAGE_H

#include "engine/lanes.h"
#include "model/setting.h"

/* Who meets, under which parameters. What a stretch of a run shares. */
struct stage {
    const struct mend_params *params;
    lane_loop *loop;
    struct occasion who; /* seed and replicate */
    int contacts;
    struct contact contact[TIES_MOST];
};

/* Adds a bond to those that meet, its seeker at `years` of age. */
void stage_meet(struct stage *stage, int bond, struct tie tie, float years);

/* The stage on which one of these bonds is alone, as in most assays. */
struct stage stage_of_one(const struct stage *stage, int contact);

/* The stage on which one of these bonds is alone with the bond back, if it has one; it comes first. */
struct stage stage_of_two(const struct stage *stage, int contact);

/* Infant and caregiver alone, in the first year. */
struct stage infant_stage(const struct mend_params *p, lane_loop *loop, struct occasion who);

/* Daily life as a scene: learning and calendar on, daily clocks. */
struct scene daily_scene(const struct mend_params *p);

/* Arousal at rest today, of a person in lane `l`. */
float rest_of(const struct block *block, int person, int l);

/* Opens a conflict of this severity on a bond, in every lane, with its alarm in the seeker; whatever was open there is put aside. */
void open_conflict(const struct mend_params *p, struct block *block, const struct contact *contact, float severity);

/* Plays `turns` turns of a scene on the block, the first of them `when` of its stream; `seen` (or NULL), one a contact, then holds the last turn. */
void play(const struct stage *stage, struct block *block, struct scene scene, enum stream stream, uint32_t when, uint32_t turns,
          struct seen_lanes *seen);

#endif
