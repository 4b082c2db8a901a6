/* The simulator's states and draws as the reference holds them, and whether the two agree. Included by the tests against the reference: the same
 * state and the same draws must give the same turn, year and scores.
 *
 * Tolerances. A state in [0, 1] is the result of at most a dozen roundings of 2^-24 and one exponential (3e-7): 4e-6 a turn. The step of mood comes
 * from 1 - kept^2 with kept = .98, where a relative error of 3e-7 in kept grows 25 times; with a step of at most 3.5 that is 1e-5 a turn. A decision
 * is a draw against a chance that is off by as much: up to 1e-5 of mood, times a volatility of at most 4, times the slope of the logistic, 1/4. So
 * the two may decide differently where a draw lies within `margin` of its chance; such cases are found by moving the draws, and left out. */
#ifndef MEND_TESTS_SIDE_BY_SIDE_H
#define MEND_TESTS_SIDE_BY_SIDE_H

#include "engine/block.h"
#include "reference/reference.h"
#include "theory/one_turn.h"

#include <check.h>
#include <stdbool.h>
#include <stdint.h>

/* reference_suite() of test_reference.c holds them all. */
TCase *reference_lives_cases(void);
TCase *reference_assays_cases(void);
TCase *reference_population_cases(void);

static const double margin = 2e-5, turn_tolerance = 4e-6, mood_tolerance = 1e-5;

enum { SEED = 3 }; /* of the lives and assays that both go through */

struct reference_person person_of(struct person x);
struct reference_bond bond_of(struct bond b);
struct reference_traits traits_of(struct traits t);
struct reference_scene scene_of(struct scene s);

/* Lane `l` of a block: as a meeting of infant and caregiver, and as the reference's dyad, whose tally starts at 0. */
struct meeting meeting_in(const struct block *b, int l);
struct reference_dyad dyad_in(const struct block *b, int l);

struct luck {
    uint32_t dyad;
    enum stream stream;
    double shift; /* added to every uniform */
};

/* The draws of a turn as lanes.c takes them under SEED; `state` is a struct luck. */
struct reference_draws luck_of(void *state, uint32_t when);

/* What was decided in a turn, as one number for each thing that could differ. */
struct decided {
    int opened, broken, bid, conflict, answer, accepted, repaired, lapsed, kind;
};

struct decided decided_by_reference(struct reference_seen s, double kind);
struct decided decided_in(struct seen s, float kind);
bool same_decisions(struct decided a, struct decided b);

/* What the reference makes of a turn. */
struct outcome {
    struct reference_person seeker, giver;
    struct reference_bond bond;
    struct reference_tally tally;
    struct reference_seen seen;
};

/* An assertion of libcheck costs a system call even when it holds; these are millions. A NaN is never near. */
void ck_near(const char *what, double product, double reference, double tolerance);

/* Age and steps mean something only while a rupture is open, age only while the giver is there: a reunion starts it anew. */
void assert_same_state(const struct meeting *m, const struct outcome *o, const struct reference_scene *scene, double tolerance, double mood);

#endif
