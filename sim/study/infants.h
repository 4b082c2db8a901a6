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

#endif
