/* The points of a design: which value each factor has at each, and the config that comes of it. */
#ifndef MEND_STUDY_POINTS_H
#define MEND_STUDY_POINTS_H

#include "mend/design.h"

/* Draws the points of a Latin hypercube (McKay, Beckman & Conover 1979, Technometrics 21:239-245, doi:10.1080/00401706.1979.10489755), by the seed
 * of the base, or of a Sobol' sequence (GSL). Other designs have theirs already. False, with a message, if memory ran out.
 *
 * For sensitivity the points are trials. Of Sobol' indices, with k factors and two samples A and B: A's row; B's row; A's with factor j from B, for
 * each j; A's again (Saltelli et al. 2010, Computer Physics Communications 181:259-270, doi:10.1016/j.cpc.2009.09.018). Of elementary effects: a walk
 * of k steps of MORRIS_STEP, each of another factor, over a grid of four levels (Morris 1991, Technometrics 33:161-174,
 * doi:10.1080/00401706.1991.10484804); and its last point again. A trial has lives of its own; those of B's row and of the last point are others: so
 * chance counts as one more factor, which does nothing but bring other lives. */
#define MORRIS_STEP (2 / 3.0)
bool points_draw(struct mend_design *design, struct mend_report *report);

/* Populations of a design: each point as often as there are replicates. */
int64_t design_rows(const struct mend_design *design);

enum { VALUE_TEXT = 32 };
/* The value of a factor at a point (from 0), as `--set` takes it. It stands in the design or in `room`. */
const char *point_value(const struct mend_design *design, int64_t point, int factor, char room[VALUE_TEXT]);

/* The seed of a replicate (from 0): replicates have seeds that follow each other. In a sweep they are the same at every point; in a study of
 * sensitivity each trial has its own. */
int64_t seed_of(const struct mend_design *design, int64_t point, int64_t replicate);

/* The config of a replicate at a point, ready to be run. False, with every reason in `report`, if its values do not go together. */
bool point_config(const struct mend_design *design, int64_t point, int64_t replicate, struct mend_config *config, struct mend_report *report);

#endif
