/* The points of a design: which value each factor has at each, and the config that comes of it. */
#ifndef MEND_STUDY_POINTS_H
#define MEND_STUDY_POINTS_H

#include "mend/design.h"

/* Draws the points of a Latin hypercube (McKay, Beckman & Conover 1979, Technometrics 21:239-245, doi:10.1080/00401706.1979.10489755), by the seed
 * of the base, or of a Sobol' sequence (GSL). Other designs have theirs already. False, with a message, if memory ran out. */
bool points_draw(struct mend_design *design, struct mend_report *report);

/* Populations of a design: each point as often as there are replicates. */
int64_t design_rows(const struct mend_design *design);

enum { VALUE_TEXT = 32 };
/* The value of a factor at a point (from 0), as `--set` takes it. It stands in the design or in `room`. */
const char *point_value(const struct mend_design *design, int64_t point, int factor, char room[VALUE_TEXT]);

/* Replicates (from 0) have seeds that follow each other, the same at every point. */
int64_t replicate_seed(const struct mend_design *design, int64_t replicate);

/* The config of a replicate at a point, ready to be run. False, with every reason in `report`, if its values do not go together. */
bool point_config(const struct mend_design *design, int64_t point, int64_t replicate, struct mend_config *config, struct mend_report *report);

#endif
