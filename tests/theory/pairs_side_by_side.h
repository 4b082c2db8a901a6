/* Pairs of adults in lanes as the reference of adults holds them, and whether the two agree. Tolerances and margin are those of side_by_side.h: the
 * turn of an adult has a few more roundings, of terms that are no larger. */
#ifndef MEND_TESTS_PAIRS_SIDE_BY_SIDE_H
#define MEND_TESTS_PAIRS_SIDE_BY_SIDE_H

#include "reference/adult.h"
#include "theory/side_by_side.h"

/* reference_adult_suite() of test_reference_adult.c holds them all. */
TCase *adult_lives_cases(void);

/* The defaults of the setting `romantic`; its adults start as strangers to their past. */
struct mend_params pair_params(void);
/* The two of it, each at an age, with the lane loop of this machine. */
struct stage pair_stage(const struct mend_params *p, const double years[2]);

/* Lane `l` of a block. */
struct adult_pair pair_in(const struct block *b, int l, const double years[2]);
/* The draws of both bonds in a turn of daily life, as the lane loop takes them under SEED. */
void pair_luck(uint32_t dyad, uint32_t when, struct adult_draws to[2]);

/* The draws of the night of this day, as end_day() takes them. */
struct adult_night_draws night_luck(uint32_t dyad, uint32_t day);

/* What the reference makes of a turn. */
struct pair_outcome {
    struct adult_pair pair;
    struct adult_seen seen[2];
};
struct pair_outcome pair_reckoned(const struct mend_params *p, const struct reference_scene *scene, const struct adult_pair *start,
                                  const struct adult_draws draws[2]);
/* The same, unless moving all draws, a mood or an arousal by `margin` would decide something else: then false. */
bool pair_is_settled(const struct mend_params *p, const struct reference_scene *scene, const struct adult_pair *start,
                     const struct adult_draws draws[2], struct pair_outcome *outcome);
bool same_pair_decisions(const struct pair_outcome *a, const struct pair_outcome *b);

/* Whether lane `l` was seen to do what the reference did; `before` is the tally at the start of the turn. */
bool lane_decided_so(const struct block *b, const struct seen_lanes seen[2], int l, const struct adult_pair *before,
                     const struct pair_outcome *expected);
/* Bodies and what was learned. A whole bond has no age, steps or absence; an age is compared only where the giver is there. */
void assert_same_pair(const struct adult_pair *found, const struct adult_pair *expected, bool present, double tolerance, double mood);
/* Counts of daily life; `wide`: those too that only some contexts keep. */
void assert_same_tallies(const struct adult_pair *found, const struct adult_pair *expected, bool wide);

#endif
