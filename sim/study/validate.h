/* What scoring findings and fitting to them share: the value of a line, from what its measures are in its scenarios. */
#ifndef MEND_STUDY_VALIDATE_H
#define MEND_STUDY_VALIDATE_H

#include "mend/validate.h"
#include "study/summary.h"

/* A measure in a population, and the standard deviation that the interval of a mean tells of (NaN: none). */
struct taken {
    double value, sd;
};
struct taken taken_of(const struct mend_summary *summary, const char *name);

/* The line's value: its statistic of the measure in its scenario and in the one it is held against (unused for MEND_VALUE), in the line's unit. */
double value_of_line(const struct mend_finding *f, struct taken in, struct taken against);

/* Whether a value with this 95 % interval agrees with what was found. */
bool agrees(const struct mend_finding *f, double value, double lower, double upper);

#endif
