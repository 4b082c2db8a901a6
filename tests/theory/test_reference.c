/* The simulator against the slow obvious reference in double precision, one turn at a time from random states. */
#include "suites.h"
#include "theory/side_by_side.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

static struct mend_params p;
static gsl_rng *rng;

static void fresh(void)
{
    p = mend_params_default();
    rng = gsl_rng_alloc(gsl_rng_mt19937);
}

static void clear(void)
{
    gsl_rng_free(rng);
}

struct situation {
    struct scene scene;
    struct traits seeker, giver;
    struct meeting m;
    struct chance u;
    float step; /* of the giver's mood */
};

static float uniform_in(double least, double most)
{
    return (float)gsl_ran_flat(rng, least, most);
}

static int one_in(int n)
{
    return (int)gsl_rng_uniform_int(rng, (unsigned long)n) == 0;
}

/* In [0, 1], often at one of its ends. */
static float somewhere(void)
{
    return one_in(8) ? (float)one_in(2) : uniform_in(0, 1);
}

static struct scene random_scene(void)
{
    struct scene s = {.learning = (float)!one_in(4), .present = (float)!one_in(4), .exchange_minutes = p.exchange_minutes, .gap_minutes = 24};
    s.calendar = one_in(5) ? 1 - s.learning : s.learning;
    if (one_in(2)) {
        s.exchange_minutes = s.gap_minutes = 0.25f;
        s.raise = one_in(2) ? p.strange_room : p.strange_stranger;
    }
    s.separation = s.present < 0.5f && !one_in(3) ? p.separation_severity : 0;
    return s;
}

static struct meeting random_meeting(void)
{
    struct meeting m = {0};
    m.seeker = (struct person){.arousal = somewhere(), .cortisol = somewhere(), .load = somewhere()};
    m.seeker.arousal = one_in(4) ? uniform_in(0, .16) : m.seeker.arousal; /* calm enough to lapse */
    m.giver = (struct person){.arousal = somewhere(), .depletion = one_in(4) ? somewhere() : 0, .mood = uniform_in(-3, 3)};
    m.bond = (struct bond){.trust = somewhere(),
                           .doubt = uniform_in(0, one_in(2) ? .2 : 1),
                           .belief = somewhere(),
                           .fear = somewhere(),
                           .pull = somewhere(),
                           .credibility = one_in(4) ? somewhere() : 1,
                           .severity = somewhere(),
                           .open = (float)!one_in(3)};
    m.bond.value_minimise = uniform_in(-.1, .3);
    m.bond.value_signal = uniform_in(-.1, .5);
    m.bond.value_escalate = uniform_in(-.2, .5);
    m.bond.owed = one_in(3) ? (float)gsl_rng_uniform_int(rng, 3) : 0;
    m.bond.kind = (float)gsl_rng_uniform_int(rng, KINDS);
    if (m.bond.open > 0.5f) {
        m.bond.age = one_in(3) ? 0 : one_in(3) ? (float)p.max_age - (float)one_in(2) : (float)gsl_rng_uniform_int(rng, 18);
        m.bond.steps = (float)gsl_rng_uniform_int(rng, (unsigned long)p.repair_steps);
        m.bond.aroused = m.bond.age * somewhere();
    }
    return m;
}

static struct situation random_situation(void)
{
    return (struct situation){
        .scene = random_scene(),
        .seeker = {.reactivity = (float)exp(gsl_ran_gaussian(rng, .25)), .self_soothing = uniform_in(0, .3), .resting_arousal = uniform_in(0, .9)},
        .giver = {.sensitivity = uniform_in(-3, 3),
                  .volatility = uniform_in(0, 4),
                  .intensity_dependence = uniform_in(0, 2),
                  .rejection = somewhere(),
                  .frightening = one_in(2) ? uniform_in(0, .1) : somewhere(),
                  .initiative = p.initiative_mean,
                  .empathy = p.empathy_mean},
        .m = random_meeting(),
        .u = {.arrival = uniform_in(0, one_in(2) ? .3 : 1),
              .opening = uniform_in(0, one_in(2) ? .1 : 1),
              .severity = uniform_in(0, 1),
              .kind = uniform_in(0, 1),
              .bid = uniform_in(0, 1),
              .answer = uniform_in(0, 1),
              .acceptance = uniform_in(0, 1),
              .conflict = uniform_in(0, 1)},
        .step = uniform_in(-3.4, 3.4),
    };
}

static struct meeting met(const struct situation *s)
{
    return one_turn(&p, s->scene, s->seeker, s->giver, s->m, s->step, s->u);
}

static struct reference_draws draws_of(const struct situation *s)
{
    const struct chance u = s->u;
    return (struct reference_draws){(double)u.opening,    (double)u.severity, (double)u.kind,  (double)u.bid,    (double)u.answer,
                                    (double)u.acceptance, (double)u.conflict, (double)s->step, (double)u.arrival};
}

static struct outcome reckon(const struct situation *s, struct reference_draws u, double arousal_shift)
{
    struct outcome o = {.seeker = person_of(s->m.seeker), .giver = person_of(s->m.giver), .bond = bond_of(s->m.bond)};
    const struct reference_scene scene = scene_of(s->scene);
    const struct reference_traits seeker = traits_of(s->seeker), giver = traits_of(s->giver);
    o.seeker.arousal += arousal_shift;
    reference_turn(&p, &scene, &seeker, &giver, &o.seeker, &o.giver, &o.bond, &o.tally, u, &o.seen);
    return o;
}

static struct decided decisions(struct outcome o)
{
    return decided_by_reference(o.seen, o.bond.kind);
}

/* Whether moving any draw, or arousal, by `margin` would decide something else. */
static bool is_near_a_threshold(const struct situation *s)
{
    const struct reference_draws u = draws_of(s);
    const struct decided now = decisions(reckon(s, u, 0));
    for (int sign = -1; sign <= 1; sign += 2) {
        for (int draw = 0; draw < 8; draw++) {
            struct reference_draws moved = u;
            double *const each[8] = {&moved.opening, &moved.severity,   &moved.kind,     &moved.bid,
                                     &moved.answer,  &moved.acceptance, &moved.conflict, &moved.mood};
            *each[draw] += sign * margin;
            if (!same_decisions(now, decisions(reckon(s, moved, 0)))) {
                return true;
            }
        }
        if (!same_decisions(now, decisions(reckon(s, u, sign * margin)))) {
            return true;
        }
    }
    return false;
}

static void assert_same_turn(const struct situation *s)
{
    const struct meeting m = met(s);
    const struct outcome o = reckon(s, draws_of(s), 0);
    const struct reference_scene scene = scene_of(s->scene);
    if (!same_decisions(decided_in(m.seen, m.bond.kind), decisions(o))) {
        ck_abort_msg("decided differently: bid %d, answer %d in the reference", o.seen.bid, o.seen.answer);
    }
    ck_near("strength", (double)m.seen.strength, o.seen.strength, 1e-7);
    ck_near("severity seen", (double)m.seen.severity, o.seen.severity, turn_tolerance);
    assert_same_state(&m, &o, &scene, turn_tolerance, mood_tolerance);
    ck_near("ruptures", (double)m.tally.ruptures, o.tally.ruptures, 0);
    ck_near("repairs", (double)m.tally.repairs, o.tally.repairs, 0);
    ck_near("prompt", (double)m.tally.prompt, o.tally.prompt, 0);
    ck_near("turns to repair", (double)m.tally.repair_turns, o.tally.repair_turns, 0);
}

/* `cases` situations; counts what happened in them, so that no branch goes untried. */
static void compare_turns(int cases)
{
    int skipped = 0, answers[4] = {0}, bids[3] = {0}, opened = 0, accepted = 0, repaired = 0, lapsed = 0, conflicts = 0;
    for (int k = 0; k < cases; k++) {
        const struct situation s = random_situation();
        if (is_near_a_threshold(&s)) {
            skipped++;
            continue;
        }
        assert_same_turn(&s);
        const struct reference_seen seen = reckon(&s, draws_of(&s), 0).seen;
        answers[seen.answer] += seen.broken;
        bids[seen.bid] += seen.broken;
        opened += seen.opened;
        accepted += seen.accepted;
        repaired += seen.repaired;
        lapsed += seen.lapsed;
        conflicts += seen.conflict;
    }
    ck_assert_int_lt(skipped, cases / 200);
    const int enough = cases / 200;
    ck_assert(answers[0] > enough && answers[1] > enough && answers[2] > enough && answers[3] > enough);
    ck_assert(bids[0] > enough && bids[1] > enough && bids[2] > enough && opened > enough);
    ck_assert(accepted > enough && repaired > enough && lapsed > enough && conflicts > enough);
}

START_TEST(a_turn_is_that_of_the_reference_from_any_state)
{
    compare_turns(200000);
}
END_TEST

/* What infancy leaves at its neutral value: several steps, belief, arousal bonus, initiative, empathy, depletion, kinds, risk. */
START_TEST(a_turn_is_that_of_the_reference_with_what_infancy_does_not_use)
{
    p.repair_steps = 3;
    p.bid_belief = .4f;
    p.bid_arousal = .3f;
    p.initiative_mean = .4f;
    p.empathy_mean = .6f;
    p.kind_miscommunication = .3f;
    p.kind_harm = .1f;
    p.repair_scale = .8f;
    p.rupture_scale = 3;
    p.turns_per_day = 20;
    p.alarm_load = 1;
    p.conflict_strength = .2f;
    compare_turns(150000);
}
END_TEST

START_TEST(a_turn_is_that_of_the_reference_when_ruptures_come_from_outside_and_trust_is_frozen)
{
    p.rupture_exogenous = 1;
    p.rupture_per_day = 8;
    p.learn_trust_on = 0;
    p.repair_scale = 1.5f;
    compare_turns(80000);
}
END_TEST

/* Rules that learn from less than the end of a rupture, or from more of it. */
START_TEST(a_turn_is_that_of_the_reference_under_every_rival_rule)
{
    p.learn_rule = _i;
    compare_turns(20000);
    p.repair_steps = 2;
    p.turns_per_day = 20;
    p.rupture_scale = 4;
    p.rupture_hazard = .04f; /* so often that a turn without a rupture teaches much */
    compare_turns(20000);
    p.learn_trust_on = 0;
    compare_turns(5000);
}
END_TEST

static TCase *turns_cases(void)
{
    TCase *cases = tcase_create("turns");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, clear);
    tcase_add_test(cases, a_turn_is_that_of_the_reference_from_any_state);
    tcase_add_test(cases, a_turn_is_that_of_the_reference_with_what_infancy_does_not_use);
    tcase_add_test(cases, a_turn_is_that_of_the_reference_when_ruptures_come_from_outside_and_trust_is_frozen);
    tcase_add_loop_test(cases, a_turn_is_that_of_the_reference_under_every_rival_rule, MEND_LEARN_CALM, MEND_LEARN_NONE + 1);
    return cases;
}

Suite *reference_suite(void)
{
    Suite *suite = suite_create("reference");
    suite_add_tcase(suite, turns_cases());
    suite_add_tcase(suite, reference_lives_cases());
    suite_add_tcase(suite, reference_assays_cases());
    suite_add_tcase(suite, reference_population_cases());
    return suite;
}
