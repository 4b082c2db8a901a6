/* From one generation to the next (generations.csv). Infants of the second generation on are taken together, whose caregivers had an infancy of their
 * own. A unit is a pair of family lines with all their generations, so that intervals hold however these hang together; nothing is known (n = 0) with
 * one generation. */
#ifndef MEND_STUDY_TRANSMISSION_H
#define MEND_STUDY_TRANSMISSION_H

#include "reading/rule.h"
#include "study/desk.h"

/* The caregiver's pattern as an adult in the common words: disorganized where unresolved, else secure (autonomous), avoidant (dismissing) or anxious
 * (preoccupied). */
enum class_read adult_word(const struct descent_row *row);

/* r (phi) of the caregiver being autonomous, unresolved or not, with the infant being secure. */
struct estimate transmission_of_security(struct desk *d);
/* The caregiver's own class as an infant with the infant's: phi of being secure, and kappa. */
struct estimate transmission_of_own_security(struct desk *d);
struct estimate transmission_of_own_class(struct desk *d);
/* The share of infants of class `to` among those whose caregiver's adult word is `from`. */
struct estimate transmission_share(struct desk *d, enum class_read from, enum class_read to);
/* The class when the procedure is given twice to the same learned state: kappa, and phi of being secure. */
struct estimate transmission_reliability(struct desk *d);
struct estimate transmission_reliability_of_security(struct desk *d);

/* Shares of caregivers: of SECURE (autonomous), AVOIDANT (dismissing) or ANXIOUS (preoccupied), which add up to 1; and of the unresolved, whatever
 * their pattern. */
struct estimate caregivers_share(struct desk *d, enum class_read pattern);
struct estimate caregivers_unresolved(struct desk *d);
/* The share of caregivers whose adult word this is: of four groups, the unresolved being one. */
struct estimate caregivers_word(struct desk *d, enum class_read word);

/* The share of infants of generation `generation`, from 1, who are read as `class`. */
struct estimate generation_share(struct desk *d, int64_t generation, enum class_read class);

#endif
