/* Growing up: what an infancy leaves in the adult. */
#ifndef MEND_LIFE_GROWTH_H
#define MEND_LIFE_GROWTH_H

#include "life/stage.h"

/* The person's own attachment, and with it their care, from what their bond of infancy learned; and the start of every bond in which they seek. */
void grow_up(const struct stage *stage, const struct setting *setting, struct block *block, int person);

#endif
