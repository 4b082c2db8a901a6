/* Whether a line of findings agrees with what was simulated. */
#ifndef MEND_STUDY_VALIDATE_H
#define MEND_STUDY_VALIDATE_H

#include "mend/validate.h"
#include "study/asked.h"

/* Whether a value with this 95 % interval agrees with what was found. */
bool agrees(const struct mend_finding *f, double value, double lower, double upper);

#endif
