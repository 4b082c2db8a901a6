/* The first day of a block: traits drawn or given, states as at birth. */
#ifndef MEND_ENGINE_BIRTH_H
#define MEND_ENGINE_BIRTH_H

#include "engine/block.h"
#include "mend/params.h"
#include "model/grown.h"
#include "model/setting.h"

/* Fills `b` with the units `first`, `first` + 1, ... of a setting: everybody as a newborn, or as the drawn adult who only gives.
 * `given` (or NULL) holds rows of MEND_TRAITS trait values of the first two people, NaN where one is to be drawn; `rows` of them belong to the first
 * lanes. */
void bear_block(struct block *b, const struct mend_params *p, const struct setting *setting, struct occasion who, uint32_t first, const float *given,
                int rows);

/* The person in lane `l` as an adult with this attachment: care follows from it, temperament stays. */
void bear_adult(struct block *b, int person, int l, const struct mend_params *p, struct occasion who, struct attachment own);

/* A person of the next generation, and the bond of their infancy; `who` names the generation. */
void bear_again(struct block *b, const struct mend_params *p, struct occasion who, int person, int bond);

#endif
