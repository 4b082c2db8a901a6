/* The first day of a block: traits drawn or given, states as at birth. */
#ifndef MEND_ENGINE_BIRTH_H
#define MEND_ENGINE_BIRTH_H

#include "engine/block.h"
#include "mend/params.h"

/* Fills `b` with the dyads `first`, `first` + 1, ... in the caregiver-infant setting: person 0 is the infant (seeker), person 1 the caregiver.
 * `given` (or NULL) holds rows of MEND_TRAITS trait values, NaN where one is to be drawn; `rows` of them belong to the first lanes. */
void bear_block(struct block *b, const struct mend_params *p, struct occasion who, uint32_t first, const float *given, int rows);

#endif
