/* What a day brings beside its turns. */
#ifndef MEND_LIFE_CALENDAR_H
#define MEND_LIFE_CALENDAR_H

#include "life/stage.h"

/* Ends day `day` (from 1) of the bonds and persons on the stage: rest, fading, the working model, and for pairs that can end, whether they do. */
void end_day(const struct stage *stage, struct block *block, int64_t day);

/* Of what strains the days of those who seek among adults, a part is gone by tomorrow and something new comes. `when` names the night within the
 * stream of draws. */
void strain_next_day(const struct stage *stage, struct block *block, enum stream stream, uint32_t when);

#endif
