/* Pairs of adults in lanes against the slow obvious reference of docs/model.md in double precision: one turn of both bonds, and one night, from
 * random states under random parameters.
 *
 * A leaving and the reunion after it are of the days (test_several, test_mechanisms_assays), not of the turn. */
#include "life/calendar.h"
#include "suites.h"
#include "theory/pairs_side_by_side.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static struct mend_params p;
static double years[2];
static gsl_rng *rng;
static struct block block, start, watched;

static void fresh(void)
{
    p = pair_params();
    years[0] = years[1] = 1;
    rng = gsl_rng_alloc(gsl_rng_mt19937);
}

static void clear(void)
{
    gsl_rng_free(rng);
}

static float uniform_in(double least, double most)
{
    return (float)gsl_ran_flat(rng, least, most);
}

static int64_t whole_in(int64_t least, int64_t most)
{
    return least + (int64_t)gsl_rng_uniform_int(rng, (unsigned long)(most - least + 1));
}

static bool one_in(int n)
{
    return whole_in(1, n) == 1;
}

/* In [0, 1], often at one of its ends. */
static float somewhere(void)
{
    return one_in(8) ? (float)one_in(2) : uniform_in(0, 1);
}

/* ---- random parameters and states ---- */

static void draw_ages(void)
{
    years[0] = years[1] = 1;
    if (!one_in(3)) {
        years[0] = (double)uniform_in(1, 80);
        years[1] = (double)uniform_in(1, 80);
    }
}

/* What every pair has. */
static void draw_plain_params(void)
{
    p = pair_params();
    draw_ages();
    p.rupture_scale = uniform_in(1, 12);
    p.adult_hazard = uniform_in(.3, 1.4);
    p.adult_patience = one_in(2) ? 2 : uniform_in(0, 1);
    p.adult_belief = uniform_in(0, 1);
    p.adult_relief = uniform_in(.2, .9);
    p.adult_pull = uniform_in(0, 1);
    p.bid_arousal = uniform_in(-.1, .3);
    p.protest_back = uniform_in(0, 1);
    p.conflict_back = uniform_in(0, 1);
    p.power = one_in(2) ? 0 : uniform_in(-1, 1);
    p.expressiveness = uniform_in(.5, 1.5);
    p.expression_a = uniform_in(.3, 1.2);
    p.expression_b = uniform_in(.3, 1.2);
    p.repair_a = uniform_in(.3, 1.5);
    p.repair_b = uniform_in(.3, 1.5);
    p.guidance = uniform_in(0, 1);
    p.intervention = uniform_in(-1, 1);
    p.kind_conflict = p.kind_absence = .4f;
    p.absence_turns = whole_in(0, 6);
    p.steps_misattunement = whole_in(1, 4);
    p.steps_miscommunication = whole_in(1, 4);
    p.steps_conflict = whole_in(1, 4);
    p.steps_absence = whole_in(1, 4);
    p.steps_harm = whole_in(1, 4);
    p.resentment_hurt = uniform_in(0, .2);
    p.resentment_lapse = uniform_in(0, .2);
    p.learn_trust_on = !one_in(10);
}

/* Texts, styles, harm, ruptures beyond repair or from outside: what costs the lane loop more. */
static void draw_wide_params(void)
{
    draw_plain_params();
    p.mediated_share = uniform_in(.2, 1);
    p.cues_lost = uniform_in(0, .5);
    p.cues_doubt = uniform_in(0, 2.5);
    p.answers_late = uniform_in(0, .6);
    p.silence = one_in(2) ? 0 : uniform_in(0, .1);
    p.silence_doubt = p.silence > 0 ? uniform_in(0, .5) : 0;
    p.directness_a = somewhere();
    p.directness_b = somewhere();
    p.harm_per_day = uniform_in(0, 6);
    p.kind_harm = one_in(2) ? 0 : .2f;
    p.harm_reform = uniform_in(0, 1);
    p.harm_severity = uniform_in(.5, 1);
    p.credibility_loss = uniform_in(0, 1);
    p.credibility_scar = uniform_in(0, .5);
    p.irreparable = one_in(3) ? uniform_in(.3, .9) : 1;
    p.rupture_exogenous = one_in(4);
    p.rupture_per_day = 8;
}

static struct scene random_scene(void)
{
    struct scene s = daily_scene(&p);
    if (one_in(4)) { /* a talk, watched */
        s.learning = s.calendar = 0;
        s.exchange_minutes = s.gap_minutes = .1f;
        s.raise = uniform_in(0, .2);
    }
    s.present = (float)!one_in(8);
    s.separation = s.present < 0.5f && one_in(2) ? p.away_severity : 0;
    return s;
}

static void draw_person(int k, int l)
{
    struct person_lanes *a = &block.person[k];
    struct traits_lanes *t = &block.traits[k];
    a->arousal[l] = one_in(4) ? uniform_in(0, .16) : somewhere(); /* calm enough to lapse */
    a->cortisol[l] = somewhere();
    a->load[l] = somewhere();
    a->depletion[l] = one_in(3) ? somewhere() : uniform_in(0, .2);
    a->mood[l] = uniform_in(-3, 3);
    a->working_model[l] = somewhere();
    a->general_doubt[l] = uniform_in(0, .3);
    a->repair_skill[l] = one_in(3) ? somewhere() : 0;
    a->tension[l] = one_in(3) ? 0 : uniform_in(-.5, .5);
    t->reactivity[l] = (float)exp(gsl_ran_gaussian(rng, .25));
    t->self_soothing[l] = uniform_in(0, .3);
    t->resting_arousal[l] = uniform_in(0, .9);
    t->sensitivity[l] = uniform_in(-4, 2);
    t->volatility[l] = uniform_in(0, 3);
    t->intensity_dependence[l] = uniform_in(0, 2);
    t->rejection[l] = somewhere();
    t->frightening[l] = one_in(2) ? uniform_in(0, .2) : somewhere();
    t->initiative[l] = somewhere();
    t->empathy[l] = one_in(2) ? 0 : somewhere();
}

static void draw_bond(int k, int l, bool wide)
{
    struct bond_lanes *b = &block.bond[k];
    b->trust[l] = somewhere();
    b->doubt[l] = uniform_in(0, one_in(2) ? .2 : 1);
    b->belief[l] = somewhere();
    b->fear[l] = one_in(2) ? somewhere() : uniform_in(0, .1);
    b->value_minimise[l] = uniform_in(-.1, .2);
    b->value_signal[l] = uniform_in(-.1, .3);
    b->value_escalate[l] = uniform_in(-.1, .3);
    b->pull[l] = somewhere();
    b->resentment[l] = one_in(3) ? somewhere() : uniform_in(0, .2);
    b->credibility_most[l] = wide ? uniform_in(.5, 1) : 1;
    b->credibility[l] = b->credibility_most[l] * (wide ? uniform_in(.2, 1) : 1);
    b->promised[l] = (float)(wide && one_in(2));
    b->owed[l] = p.rupture_exogenous ? (float)whole_in(0, 2) : 0;
    b->open[l] = (float)!one_in(3);
    b->severity[l] = somewhere();
    b->kind[l] = (float)whole_in(0, wide ? HARM : ABSENCE);
    if (b->open[l] > 0.5f) {
        const double most = (double)p.max_age * (double)p.adult_patience;
        b->age[l] = one_in(3) ? 0 : (float)(one_in(3) ? round(most) - one_in(2) : floor((double)uniform_in(0, most + 1)));
        b->age[l] = b->age[l] < 0 ? 0 : b->age[l];
        b->steps[l] = (float)whole_in(0, 3);
        b->aroused[l] = b->age[l] * somewhere();
        b->away[l] = one_in(5) ? (float)whole_in(1, 6) : 0;
    }
}

/* 128 pairs, no two in the same state. */
static void draw_block(uint32_t first, bool wide)
{
    block = (struct block){0};
    for (int l = 0; l < LANES; l++) {
        block.dyad[l] = first + (uint32_t)l;
        for (int k = 0; k < 2; k++) {
            draw_person(k, l);
            draw_bond(k, l, wide);
        }
    }
}

/* ---- turns ---- */

/* How often what happened in the turns compared, so that no branch goes untried. */
enum { FRIGHTENED, REBUFFED, SOOTHED, IGNORED, WITHDREW, SIGNALLED, PROTESTED, CONFLICTED, OPENED, PROVOKED, ACCEPTED, REPAIRED, LAPSED, PLAIN };
enum { UNREAD = PLAIN, TEXTS, HARMS, BROKEN_PROMISES, BEYOND_REPAIR, HAPPENINGS };
static const char *const happenings[HAPPENINGS] = {"fright",     "rebuff",   "soothing", "ignoring", "minimising", "signalling",
                                                   "escalating", "conflict", "break",    "protest",  "accepted",   "repair",
                                                   "lapse",      "unread",   "text",     "harm",     "promise",    "beyond repair"};
struct compared {
    int turns, near, happened[HAPPENINGS];
};

static void note(struct compared *c, const struct adult_pair *before, const struct pair_outcome *o, const struct adult_draws draws[2])
{
    for (int k = 0; k < 2; k++) {
        const struct adult_seen *s = &o->seen[k];
        const struct adult_tally *was = &before->tally[k], *is = &o->pair.tally[k];
        c->happened[s->answer] += s->broken;
        c->happened[WITHDREW + s->bid] += s->broken;
        c->happened[CONFLICTED] += s->conflict;
        c->happened[OPENED] += s->opened;
        c->happened[PROVOKED] += s->provoked;
        c->happened[ACCEPTED] += s->accepted;
        c->happened[REPAIRED] += s->repaired;
        c->happened[LAPSED] += s->lapsed;
        c->happened[UNREAD] += s->broken && s->answer == REFERENCE_SOOTHE && !s->perceived;
        c->happened[TEXTS] += s->broken && draws[k].mediated < (double)p.mediated_share;
        c->happened[HARMS] += is->harms > was->harms;
        c->happened[BROKEN_PROMISES] += is->promises_broken > was->promises_broken;
        c->happened[BEYOND_REPAIR] += s->broken && before->bond[k].severity > (double)p.irreparable && s->accepted;
    }
}

/* The block's next turn by the simulator, unwatched and watched: the same. */
static void play_both(const struct scene *scene, uint32_t when, struct seen_lanes seen[2])
{
    const struct stage stage = pair_stage(&p, years);
    start = watched = block;
    play(&stage, &block, *scene, DAILY_LIFE, when, 1, NULL);
    play(&stage, &watched, *scene, DAILY_LIFE, when, 1, seen);
    ck_assert_mem_eq(&block, &watched, offsetof(struct block, turn_word));
}

/* A rupture beyond repair takes a thousand more steps in the simulator and is never repaired in the reference: a lapse after 4 of them teaches up to
 * .25 * 4 / 1001 of a repair, at a rate of .015 (twice that in doubt), and is .2 * 4 / 1001 less of a reason for resentment. */
static double tolerance(void)
{
    return turn_tolerance + (p.irreparable < 1 ? 3e-5 + .2 * 4 / 1001 * (p.resentment_lapse > 0) : 0);
}

static void compare_block(uint32_t when, bool wide, struct compared *c)
{
    static struct seen_lanes seen[2];
    const struct scene scene = random_scene();
    const struct reference_scene reference = scene_of(scene);
    play_both(&scene, when, seen);
    for (int l = 0; l < LANES; l++) {
        const struct adult_pair before = pair_in(&start, l, years), after = pair_in(&block, l, years);
        struct adult_draws draws[2];
        struct pair_outcome expected;
        pair_luck(block.dyad[l], when, draws);
        if (!pair_is_settled(&p, &reference, &before, draws, &expected)) {
            c->near++;
            continue;
        }
        if (!lane_decided_so(&block, seen, l, &before, &expected)) {
            ck_abort_msg("decided differently: bids %d and %d, answers %d and %d in the reference", expected.seen[0].bid, expected.seen[1].bid,
                         expected.seen[0].answer, expected.seen[1].answer);
        }
        assert_same_pair(&after, &expected.pair, reference.present, tolerance(), mood_tolerance);
        assert_same_tallies(&after, &expected.pair, wide);
        note(c, &before, &expected, draws);
        c->turns++;
    }
}

static void compare_blocks(int blocks, bool wide, int rule)
{
    struct compared c = {0};
    for (int k = 0; k < blocks; k++) {
        if (wide) {
            draw_wide_params();
        } else {
            draw_plain_params();
        }
        p.learn_rule = rule;
        draw_block(1 + (uint32_t)(k * LANES), wide);
        compare_block((uint32_t)k, wide, &c);
    }
    printf("    %d turns of both bonds compared; left out: %d near a chance\n", c.turns, c.near);
    ck_assert_int_lt(c.near, blocks * LANES / 100);
    for (int k = 0; k < (wide ? HAPPENINGS : PLAIN); k++) {
        ck_assert_msg(c.happened[k] > c.turns / 1000, "%s: only %d times", happenings[k], c.happened[k]);
    }
}

START_TEST(a_turn_of_a_pair_is_that_of_the_reference_from_any_state)
{
    compare_blocks(800, false, MEND_LEARN_REPAIR);
}
END_TEST

START_TEST(a_turn_of_a_pair_is_that_of_the_reference_with_every_context_on)
{
    compare_blocks(1200, true, MEND_LEARN_REPAIR);
}
END_TEST

START_TEST(a_turn_of_a_pair_is_that_of_the_reference_under_every_rival_rule)
{
    compare_blocks(80, false, _i);
    compare_blocks(160, true, _i);
}
END_TEST

/* ---- nights ---- */

static void draw_night_params(void)
{
    draw_wide_params();
    p.learn_rule = one_in(4) ? MEND_LEARN_NONE : MEND_LEARN_REPAIR; /* under it trust stays as it is by night too */
    p.can_end = !one_in(4);
    p.pooling = uniform_in(0, .5);
    p.anchoring = uniform_in(0, .5);
    p.teaching = uniform_in(0, .2);
    p.belief_return = uniform_in(0, .2);
    p.credibility_return = uniform_in(0, .2);
    p.resentment_fade = uniform_in(0, .5);
    p.depletion_rest = uniform_in(0, .5);
    p.strain_days = uniform_in(.1, 20);
    p.strain_shared = somewhere();
    p.strain_arousal = one_in(4) ? 0 : uniform_in(0, .3);
    p.hot_rate = uniform_in(0, .3);
    p.cold_rate = uniform_in(0, .6);
    p.cold_slope = uniform_in(0, 40);
    p.hot_years = p.cold_years = uniform_in(.1, 10);
    p.dependence = uniform_in(0, 1);
    p.ending_pull = uniform_in(0, 1);
}

/* Whether and how the reference has lane `l` part; the night of `pair` is then over. -1: a draw lies near its chance. */
static int route_of(struct adult_pair *pair, int l, uint32_t day)
{
    const struct adult_night_draws draws = night_luck(block.dyad[l], day);
    struct adult_night_draws above = draws, below = draws;
    above.hot += margin, above.cold += margin;
    below.hot -= margin, below.cold -= margin;
    struct adult_pair more = *pair, less = *pair;
    const enum adult_route route = adult_night(&p, pair, day, draws);
    const bool settled = adult_night(&p, &more, day, above) == route && adult_night(&p, &less, day, below) == route;
    return settled ? (int)route : -1;
}

START_TEST(a_night_of_a_pair_is_that_of_the_reference)
{
    enum { BLOCKS = 150 };
    int routes[3] = {0}, near = 0;
    for (uint32_t k = 0; k < BLOCKS; k++) {
        const uint32_t day = (uint32_t)whole_in(1, 20 * 365);
        draw_night_params();
        draw_block(1 + k * LANES, true);
        const struct stage stage = pair_stage(&p, years);
        start = block;
        end_day(&stage, &block, day);
        for (int l = 0; l < LANES; l++) {
            struct adult_pair expected = pair_in(&start, l, years);
            const struct adult_pair found = pair_in(&block, l, years);
            const int route = route_of(&expected, l, day);
            if (route < 0) {
                near++;
                continue;
            }
            for (int i = 0; i < 2; i++) {
                ck_near("route", (double)block.bond[i].route[l], route, 0);
                ck_near("ended", (double)block.bond[i].ended[l], route != ADULT_TOGETHER, 0);
                expected.bond[i].open *= route == ADULT_TOGETHER; /* who has parted is broken with nobody */
                expected.bond[i].owed *= route == ADULT_TOGETHER;
            }
            assert_same_pair(&found, &expected, route == ADULT_TOGETHER, 1e-6, 0); /* a dozen roundings */
            routes[route]++;
        }
    }
    printf("    %d nights compared, %d left out: together %d, hot %d, cold %d\n", routes[0] + routes[1] + routes[2], near, routes[0], routes[1],
           routes[2]);
    ck_assert(routes[ADULT_TOGETHER] > 1000 && routes[ADULT_HOT] > 100 && routes[ADULT_COLD] > 100 && near < 50);
}
END_TEST

Suite *reference_adult_suite(void)
{
    Suite *suite = suite_create("reference_adult");
    TCase *cases = tcase_create("turns and nights");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, clear);
    tcase_add_test(cases, a_turn_of_a_pair_is_that_of_the_reference_from_any_state);
    tcase_add_test(cases, a_turn_of_a_pair_is_that_of_the_reference_with_every_context_on);
    tcase_add_loop_test(cases, a_turn_of_a_pair_is_that_of_the_reference_under_every_rival_rule, MEND_LEARN_CALM, MEND_LEARN_NONE + 1);
    tcase_add_test(cases, a_night_of_a_pair_is_that_of_the_reference);
    suite_add_tcase(suite, cases);
    suite_add_tcase(suite, adult_lives_cases());
    return suite;
}
