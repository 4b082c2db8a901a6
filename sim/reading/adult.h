/* Adult dimensions, and the quadrant they fall in by a named rule. Read from what a bond has learned, never from the traits that a person was born
 * with. */
#ifndef MEND_READING_ADULT_H
#define MEND_READING_ADULT_H

#include "model/relation.h"
#include "reading/rule.h"

/* Attachment anxiety and avoidance, 1 to 7, as the questionnaires have them (Brennan, Clark & Shaver 1998 name the dimensions). */
struct dimensions {
    float anxiety, avoidance;
};

struct dimensions dimensions_of(const struct mend_params *p, struct relation relation, struct bond bond);

/* The three patterns of an adult's own attachment, z-scores, by cut-offs that give the shares of the Adult Attachment Interview (Bakermans-Kranenburg
 * & van IJzendoorn 2009): SECURE is autonomous, AVOIDANT dismissing, ANXIOUS preoccupied. */
enum class_read own_pattern_of(const struct mend_params *p, float deactivation, float hyperactivation);

/* The rule `quadrant`: secure if neither dimension is above its cut-off, dismissing (avoidant), preoccupied (anxious), or fearful if both are. The
 * answer is one of ADULT_SECURE to ADULT_FEARFUL. */
enum class_read quadrant_of(const struct mend_params *p, struct dimensions d);

#endif
