/* What the classes of one infant, or of two of one family, say of each other. Nothing is known (n = 0) where the setting has them not. */
#ifndef MEND_STUDY_INFANTS_H
#define MEND_STUDY_INFANTS_H

#include "study/desk.h"

/* Whom the two bonds of a unit share: siblings one caregiver, or two caregivers one infant. */
enum shared { ONE_CAREGIVER, ONE_INFANT };

/* Cohen's kappa of the classes of the two bonds of a unit, and phi of being secure in both. */
struct estimate classes_agree(struct desk *d, enum shared shared);
struct estimate security_agrees(struct desk *d, enum shared shared);

/* The share of infants who are secure with the first (0) or the second (1) of two caregivers. */
struct estimate secure_with(struct desk *d, int caregiver);

/* The class of the first Strange Situation with that of the last, where it was held on several days: kappa, and phi of being secure. */
struct estimate class_is_stable(struct desk *d);
struct estimate security_is_stable(struct desk *d);
/* The share that stays in its class: of those first secure, less the largest of the other three. No bounds. */
struct estimate secure_is_most_stable(struct desk *d);

/* Among the most reactive third of infants, as temperament draws them. */
bool is_irritable(const struct mend_params *p, const struct outcome_row *row);

/* The prompt share (outcomes.csv) at which P(secure) is a half on a logistic curve, over irritable infants. No bounds. */
struct estimate met_where_half_are_secure(struct desk *d);

/* P(secure) as a parabola of the share of play that is matched: its slope at the 10 % quantile or minus that at the 90 % quantile, whichever is less.
 * No bounds. */
struct estimate best_matching_is_midrange(struct desk *d);

#endif
