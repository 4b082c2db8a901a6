/* Predictions of the theory that are small enough to be worked out by hand, one mechanism at a time. Unless said otherwise a tolerance of 1e-6 is a dozen
 * roundings of single precision in [0, 1]; chances taken over many turns are held within four standard errors. */
#include "suites.h"

#include "assay/assay.h"
#include "engine/birth.h"
#include "model/turn.h"
#include "reading/rule.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const double close = 1e-6;

static struct mend_params p;
static struct scene scene;
static struct traits infant, caregiver;
static struct meeting m;
static struct chance u;
static struct block block, before;

/* A seeker with an open rupture before a giver who always soothes and is accepted; the drawn bid is to signal. */
static void fresh(void)
{
    p = mend_params_default();
    p.bid_slope = 0; /* each bid has one third of the draw */
    scene = (struct scene){.learning = 1, .calendar = 1, .present = 1, .exchange_minutes = 1, .gap_minutes = 24};
    infant = (struct traits){.reactivity = 1, .self_soothing = .06f, .resting_arousal = .08f};
    caregiver = (struct traits){.sensitivity = 20};
    m = (struct meeting){.seeker = {.arousal = .5f}, .bond = {.trust = .5f, .doubt = .1f, .belief = .5f, .pull = .2f, .credibility = 1, .open = 1}};
    u = (struct chance){.opening = .999f, .bid = .5f, .answer = .5f, .acceptance = 0, .conflict = .999f};
}

static float root(float x)
{
    return sqrtf(x);
}

static struct meeting met(void)
{
    return meet(&p, clock_of(&p, scene, root), scene, infant, caregiver, (struct bond_back){0, 0, 0}, m, u);
}

enum { DRAW_MINIMISE, DRAW_SIGNAL, DRAW_ESCALATE };

static void draw_bid(int bid)
{
    u.bid = ((float)bid + .5f) / 3;
}

static void answer_with(enum kind_of_answer answer)
{
    caregiver.sensitivity = answer == SOOTHE ? 20 : -20;
    caregiver.rejection = answer == REBUFF;
    caregiver.frightening = answer == FRIGHTEN;
    u.answer = answer == FRIGHTEN || answer == REBUFF ? 0 : .5f;
}

static struct stage stage_of(void)
{
    return (struct stage){&p, lane_loop_for(best_isa()), {.seed_low = 9}};
}

/* A block of newborns, all with the traits and the bond set up above. */
static void bear_alike(uint32_t first)
{
    bear_block(&block, &p, stage_of().who, first, NULL, 0);
    for (int l = 0; l < LANES; l++) {
#define TRAIT(name, ...) block.traits[INFANT].name[l] = infant.name, block.traits[CAREGIVER].name[l] = caregiver.name;
#include "model/state.def"
#undef TRAIT
#define BOND(name, ...) block.bond[INFANT_BOND].name[l] = m.bond.name;
#include "model/state.def"
#undef BOND
    }
}

static void live(uint32_t from, uint32_t turns)
{
    const struct stage stage = stage_of();
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, from, turns, NULL);
}

static double mean_of_lanes(const float *values)
{
    double sum = 0;
    for (int l = 0; l < LANES; l++) {
        sum += (double)values[l];
    }
    return sum / LANES;
}

/* ---- what the end of a rupture teaches ---- */

START_TEST(a_repair_at_once_teaches_a_full_lesson)
{
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.repaired, 1);
    ck_assert_float_eq(after.bond.open, 0);
    ck_assert_double_eq_tol((double)after.bond.trust, .5 + .015 * (1 - .5), close);
    ck_assert_double_eq_tol((double)after.bond.doubt, .1 + .015 * (.25 - .1), close); /* with the old trust */
}
END_TEST

/* The lesson is read back from the change of trust: roundings are divided by the rate, 2^-24 / .015. */
START_TEST(a_late_repair_teaches_less_by_16_percent_a_turn_and_step)
{
    for (int steps = 1; steps <= 4; steps++) {
        for (int age = 0; age <= 17; age++) {
            fresh();
            p.repair_steps = steps;
            m.bond.age = (float)age;
            m.bond.steps = (float)(steps - 1);
            ck_assert_double_eq_tol(((double)met().bond.trust - .5) / .015 + .5, exp(-.16 * age / steps), 2e-5);
        }
    }
}
END_TEST

START_TEST(a_lapse_teaches_that_nothing_came)
{
    answer_with(IGNORE);
    m.bond.age = 17;
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.lapsed, 1);
    ck_assert_double_eq_tol((double)after.bond.trust, .5 - .015 * .5, close);
    ck_assert_double_eq_tol((double)after.bond.doubt, .1 + .015 * (.25 - .1), close);
    m.bond.age = 16;
    ck_assert_float_eq(met().bond.open, 1);
    ck_assert_float_eq(met().bond.trust, .5f);
    m.bond.age = 0;
    m.seeker.arousal = .09f; /* + .02 for the signal that was ignored: calm enough */
    ck_assert_float_eq(met().seen.lapsed, 1);
    m.seeker.arousal = .11f;
    ck_assert_float_eq(met().seen.lapsed, 0);
}
END_TEST

START_TEST(the_credibility_of_the_giver_discounts_a_repair)
{
    m.bond.credibility = .6f;
    ck_assert_double_eq_tol(((double)met().bond.trust - .5) / .015 + .5, .6, 2e-5);
}
END_TEST

START_TEST(doubt_grows_with_surprise_and_shrinks_without)
{
    for (int k = 0; k <= 10; k++) {
        fresh();
        m.bond.trust = (float)k / 10;
        const double surprise = 1 - (double)m.bond.trust;
        ck_assert_double_eq_tol((double)met().bond.doubt, .1 + .015 * (surprise * surprise - .1), close);
    }
}
END_TEST

/* Lives of ruptures that end after one bid (max_age 0), which is soothed and taken with probability `chance`: y is 1 or 0. */
static void live_one_bid_ruptures(double chance)
{
    p.rupture_exogenous = 1;
    p.rupture_per_day = 60; /* at 24 minutes a connected turn: a rupture in every one */
    p.max_age = 0;
    p.answer_flooding = p.answer_unnoticed = 0;
    p.accept_base = 20;
    p.accept_trust = p.accept_doubt = p.accept_arousal = p.accept_minimise = 0;
    caregiver.sensitivity = (float)log(chance / (1 - chance));
}

/* An exponential average of rate a over independent y has mean E y and variance Var y a / (2 - a); after 800 lessons (.985^800 = 6e-6) the start is
 * forgotten. The squared surprise has mean Var y 2 / (2 - a), and as an average over a variance of at most a / (2 - a) / 4. */
static void assert_trust_and_doubt_settle(double mean, double variance)
{
    enum { BLOCKS = 8, N = BLOCKS * LANES };
    double trust = 0, doubt = 0;
    for (uint32_t k = 0; k < BLOCKS; k++) {
        bear_alike(1 + k * LANES);
        live(0, 60 * 400);
        trust += mean_of_lanes(block.bond[INFANT_BOND].trust) / BLOCKS;
        doubt += mean_of_lanes(block.bond[INFANT_BOND].doubt) / BLOCKS;
        for (int l = 0; l < LANES; l++) {
            ck_assert(block.tally[INFANT_BOND].ruptures[l] > 800);
        }
    }
    const double a = .015, settled = a / (2 - a);
    ck_assert_double_eq_tol(trust, mean, 4 * sqrt(variance * settled / N) + 1e-5);
    ck_assert_double_eq_tol(doubt, variance * 2 / (2 - a), 4 * sqrt(settled / 4 / N) + 1e-5);
}

START_TEST(trust_settles_at_the_share_of_repairs_and_doubt_at_their_variance)
{
    const double chances[] = {.2, .5, .9};
    for (int i = 0; i < 3; i++) {
        fresh();
        live_one_bid_ruptures(chances[i]);
        assert_trust_and_doubt_settle(chances[i], chances[i] * (1 - chances[i]));
    }
}
END_TEST

/* With a chance q of repair in each turn, y = exp(-.16 k) with probability q (1 - q)^k, k from 0 to 17, else 0. */
START_TEST(trust_settles_at_the_share_of_repairs_discounted_by_their_delay)
{
    const double q = .3;
    double mean = 0, square = 0;
    for (int k = 0; k <= 17; k++) {
        const double y = exp(-.16 * k), chance = q * pow(1 - q, k);
        mean += chance * y;
        square += chance * y * y;
    }
    live_one_bid_ruptures(q);
    p.max_age = 17;
    p.lapse_arousal = 0;
    assert_trust_and_doubt_settle(mean, square - mean * mean);
}
END_TEST

/* ---- what a bid teaches ---- */

START_TEST(the_value_of_a_bid_settles_at_its_relief_less_its_cost)
{
    const double cost[] = {0, .01, .1};
    for (int bid = DRAW_MINIMISE; bid <= DRAW_ESCALATE; bid++) {
        fresh();
        draw_bid(bid);
        for (int k = 0; k < 700; k++) { /* .97^700 = 5e-10 */
            m = met();
            m.seeker.arousal = .5f;
            m.bond.open = 1;
            m.bond.age = 0;
        }
        const float values[] = {m.bond.value_minimise, m.bond.value_signal, m.bond.value_escalate};
        for (int other = DRAW_MINIMISE; other <= DRAW_ESCALATE; other++) {
            /* roundings of 2^-24 are divided by the rate .03 */
            ck_assert_double_eq_tol((double)values[other], other == bid ? .73 * .5 - cost[bid] : 0, 1e-5);
        }
    }
}
END_TEST

START_TEST(a_frightened_bid_teaches_its_value_without_the_jump_of_fright)
{
    answer_with(FRIGHTEN);
    draw_bid(DRAW_ESCALATE);
    p.fright_calm = 1;
    m.bond.value_escalate = .2f;
    m.bond.fear = .25f;
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.frightened, 1);
    ck_assert_double_eq_tol((double)after.seeker.arousal, .5 + .383, close);
    ck_assert_double_eq_tol((double)after.bond.value_escalate, .2 + .03 * (0 - .1 - .2), close);
    ck_assert_double_eq_tol((double)after.bond.fear, .25 + .02 * .75, close);
}
END_TEST

START_TEST(fear_falls_only_at_a_completed_repair)
{
    const enum kind_of_answer answers[] = {REBUFF, IGNORE, SOOTHE};
    m.bond.fear = .4f;
    draw_bid(DRAW_ESCALATE);
    for (int i = 0; i < 3; i++) { /* the last: soothed, and not taken */
        answer_with(answers[i]);
        p.rebuff_calm = 1;
        u.acceptance = .99999f;
        ck_assert_float_eq(met().bond.fear, .4f);
    }
    u.acceptance = 0;
    ck_assert_double_eq_tol((double)met().bond.fear, .4 * (1 - .0015), close);
    p.repair_steps = 2; /* the first of two steps */
    ck_assert_float_eq(met().seen.accepted, 1);
    ck_assert_float_eq(met().seen.repaired, 0);
    ck_assert_float_eq(met().bond.fear, .4f);
    answer_with(IGNORE);
    m.bond.age = 17;
    ck_assert_float_eq(met().seen.lapsed, 1);
    ck_assert_float_eq(met().bond.fear, .4f);
}
END_TEST

START_TEST(pull_grows_with_soothing_that_is_better_than_expected_and_fades_by_3_percent_a_day)
{
    const double fade = .03 / 60 * .2;
    ck_assert_double_eq_tol((double)met().bond.pull, .2 + .05 * (.365 - .01) * .8 - fade, close);
    m.bond.value_signal = .9f; /* worse than expected */
    ck_assert_double_eq_tol((double)met().bond.pull, .2 - fade, close);
    m.bond.value_signal = 0;
    u.acceptance = .99999f;
    p.accept_base = -20; /* soothed, not taken: 10 % of arousal */
    ck_assert_double_eq_tol((double)met().bond.pull, .2 + .05 * (.05 - .01) * .8 - fade, close);
    draw_bid(DRAW_MINIMISE);
    answer_with(IGNORE); /* relief of one's own making */
    m.bond.value_minimise = -1;
    ck_assert_double_eq_tol((double)met().bond.pull, .2 - fade, close);
}
END_TEST

/* ---- the body ---- */

START_TEST(answers_do_to_arousal_what_the_table_says)
{
    const struct { enum kind_of_answer answer; int bid; double after; } cases[] = {
        {SOOTHE, DRAW_SIGNAL, .5 * .27}, {IGNORE, DRAW_SIGNAL, .52}, {IGNORE, DRAW_ESCALATE, .53}, {IGNORE, DRAW_MINIMISE, .5 * .94},
        {REBUFF, DRAW_SIGNAL, .58},      {REBUFF, DRAW_ESCALATE, .58}, {FRIGHTEN, DRAW_SIGNAL, .883},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fresh();
        p.rebuff_calm = p.fright_calm = 2;
        answer_with(cases[i].answer);
        draw_bid(cases[i].bid);
        ck_assert_double_eq_tol((double)met().seeker.arousal, cases[i].after, close);
    }
    fresh();
    u.acceptance = .99999f;
    p.accept_base = -20;
    ck_assert_double_eq_tol((double)met().seeker.arousal, .45, close);
}
END_TEST

/* A bid drawn as minimising that comes out as conflict can be rebuffed, by half as much. */
START_TEST(a_rebuff_hurts_half_as_much_where_the_drawn_bid_was_to_minimise)
{
    p.bid_conflict = 20;
    p.rebuff_calm = 4;
    u.conflict = 0;
    m.bond.fear = 1;
    answer_with(REBUFF);
    draw_bid(DRAW_MINIMISE);
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.conflicted, 1);
    ck_assert_float_eq(after.seen.rebuffed, 1);
    ck_assert_double_eq_tol((double)after.seeker.arousal, .54, close);
}
END_TEST

START_TEST(minimising_alone_hardly_soothes)
{
    answer_with(IGNORE);
    draw_bid(DRAW_MINIMISE);
    ck_assert_double_eq_tol((double)met().seeker.arousal, .5 - .06 * .5, close);
    scene.present = 0;
    ck_assert_double_eq_tol((double)met().seeker.arousal, .5 - .006 * .5, close);
}
END_TEST

/* Connected turns of `minutes`: arousal and cortisol relax exactly, whatever the length of a turn. */
START_TEST(arousal_returns_to_rest_by_15_percent_a_minute_and_cortisol_follows_in_20)
{
    const float lengths[] = {.25f, 1, 6, 24};
    for (int i = 0; i < 4; i++) {
        fresh();
        scene.gap_minutes = lengths[i];
        p.rupture_scale = 0;
        m.bond.open = 0;
        m.seeker.arousal = .7f;
        for (int k = 1; k <= 40; k++) {
            m = met();
            ck_assert_double_eq_tol((double)m.seeker.arousal, .08 + .62 * exp(-.15 * k * (double)lengths[i]), 5e-6);
        }
        fresh();
        scene.gap_minutes = lengths[i];
        scene.raise = .03f;
        p.rupture_scale = 0;
        m.bond.open = 0;
        m.seeker = (struct person){.arousal = .11f, .cortisol = .9f};
        for (int k = 1; k <= 40; k++) {
            m = met();
            ck_assert_double_eq_tol((double)m.seeker.cortisol, .11 + .79 * exp(-k * (double)lengths[i] / 20), 5e-6);
        }
    }
}
END_TEST

START_TEST(cortisol_follows_arousal_through_broken_turns_too)
{
    scene.exchange_minutes = .25f;
    p.rise_signal = 0;
    answer_with(IGNORE);
    for (int k = 1; k <= 17; k++) { /* a signal that is ignored and does not hurt: arousal stays */
        m = met();
        ck_assert_float_eq(m.seeker.arousal, .5f);
        ck_assert_double_eq_tol((double)m.seeker.cortisol, .5 * (1 - exp(-k * .25 / 20)), 5e-6);
    }
    fresh(); /* it follows what the answer made of arousal */
    ck_assert_double_eq_tol((double)met().seeker.cortisol, .135 * (1 - exp(-1. / 20)), close);
    fresh(); /* and, when connection breaks, arousal before the alarm */
    m.bond.open = 0;
    m.seeker.arousal = .08f;
    u.opening = 0;
    const struct meeting after = met();
    ck_assert_double_gt((double)after.seeker.arousal, .2);
    ck_assert_double_eq_tol((double)after.seeker.cortisol, .08 * (1 - exp(-24. / 20)), close);
}
END_TEST

START_TEST(load_gathers_from_cortisol_above_its_threshold)
{
    m.seeker = (struct person){.arousal = .08f, .cortisol = .08f, .load = .3f};
    m.bond.open = 0;
    m.seeker.cortisol = m.seeker.arousal = .08f;
    ck_assert_double_eq_tol((double)met().seeker.load, .3 + .0005 * (.08 - .1 - .4 * .3), 1e-7);
    infant.resting_arousal = m.seeker.arousal = m.seeker.cortisol = .6f;
    ck_assert_double_eq_tol((double)met().seeker.load, .3 + .0005 * (.6 - .1 - .4 * .3), 1e-7);
    scene.calendar = 0;
    ck_assert_float_eq(met().seeker.load, .3f);
}
END_TEST

START_TEST(the_arousal_of_the_giver_rises_with_that_of_the_seeker_and_settles)
{
    m.giver.arousal = .4f;
    ck_assert_double_eq_tol((double)met().giver.arousal, .4 + .1 * (.3 + .5) * .5 * .6 - .03 * .4, close);
    scene.present = 0; /* what is not seen does not arouse */
    ck_assert_double_eq_tol((double)met().giver.arousal, .4 - .03 * .4, close);
    m.bond.open = 0;
    ck_assert_double_eq_tol((double)met().giver.arousal, .4 - .18 * .4, close);
}
END_TEST

START_TEST(no_state_leaves_its_range_whatever_the_traits)
{
    infant.resting_arousal = 1;
    infant.reactivity = 5;
    scene.raise = .06f;
    m.bond.open = 0;
    m.seeker = (struct person){.arousal = 1, .cortisol = 1, .load = 1};
    for (int k = 0; k < 100; k++) {
        m = met();
        ck_assert_float_le(m.seeker.arousal, 1);
        ck_assert_float_le(m.seeker.cortisol, 1);
        ck_assert_float_le(m.seeker.load, 1);
    }
}
END_TEST

/* ---- rupture ---- */

START_TEST(a_rupture_feels_as_large_as_doubt_and_fear_make_it)
{
    m.bond.open = 0;
    u.opening = 0;
    u.severity = .5f; /* .15 + .6 / 4 = .3 */
    const double severity = .3, rest = .08 + .42 * exp(-.15 * 24);
    m.bond.doubt = .05f;
    m.bond.fear = .2f;
    m.seeker.load = .5f;
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.opened, 1);
    ck_assert_float_eq(after.seen.broken, 0);
    ck_assert_float_eq(after.bond.age, 0);
    ck_assert_double_eq_tol((double)after.bond.severity, severity, close);
    ck_assert_double_eq_tol((double)after.seeker.arousal, rest + .7 * (severity + .7 * (4.66 * .05 + .3 * .2)) * 1.05, close);
    m.bond.doubt = .5f; /* no break feels larger than the largest */
    infant.reactivity = .9f;
    ck_assert_double_eq_tol((double)met().seeker.arousal, rest + .7 * .9 * 1.05, close);
}
END_TEST

/* Ruptures among connected turns: hazard (1.6 - sigma(A)) times 24 minutes, or `per_day` / 60. Counted over n turns, within four binomial errors. */
static void assert_hazard(double expected)
{
    static struct seen_lanes seen;
    const struct stage stage = stage_of();
    double connected = 0, opened = 0;
    bear_alike(1);
    for (uint32_t k = 0; k < 2000; k++) {
        play(&stage, &block, daily_scene(&p), DAILY_LIFE, k, 1, &seen);
        for (int l = 0; l < LANES; l++) {
            connected += 1 - (double)seen.broken[l];
            opened += (double)seen.opened[l];
        }
    }
    ck_assert_double_eq_tol(opened / connected, expected, 4 * sqrt(expected * (1 - expected) / connected));
}

START_TEST(connection_breaks_as_often_as_the_availability_of_the_giver_lets_it)
{
    const float sensitivities[] = {-2, 0, 2};
    p.answer_flooding = 0;
    for (int i = 0; i < 3; i++) {
        caregiver.sensitivity = sensitivities[i];
        assert_hazard(.00147 * 24 * (1.6 - 1 / (1 + exp(-(double)sensitivities[i]))));
    }
    p.rupture_scale = .5f;
    assert_hazard(.00147 * 12 * (1.6 - 1 / (1 + exp(-2.))));
    p.rupture_exogenous = 1;
    p.rupture_per_day = 6;
    assert_hazard(.05);
}
END_TEST

START_TEST(without_ruptures_nothing_is_learned_and_arousal_rests)
{
    p = mend_params_default();
    p.rupture_scale = 0;
    bear_block(&block, &p, stage_of().who, 1, NULL, 0);
    before = block;
    live(0, 60 * 10);
    struct bond_lanes *bond = &block.bond[INFANT_BOND];
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)bond->pull[l], .2 * pow(1 - .03 / 60, 600), 1e-5);
        ck_assert_double_eq_tol((double)block.person[INFANT].arousal[l], (double)block.traits[INFANT].resting_arousal[l], close);
    }
    memcpy(bond->pull, before.bond[INFANT_BOND].pull, sizeof bond->pull);
    ck_assert_mem_eq(bond, &before.bond[INFANT_BOND], sizeof *bond);
}
END_TEST

START_TEST(at_a_separation_every_bid_is_ignored_and_nothing_is_repaired_or_lapses)
{
    static struct seen_lanes seen;
    const struct stage stage = stage_of();
    const struct scene away = {.separation = .805f, .exchange_minutes = .25f, .gap_minutes = .25f};
    p = mend_params_default();
    infant.self_soothing = .9f; /* calms below the level of lapsing */
    caregiver.frightening = caregiver.rejection = 1;
    m.bond.open = 0;
    bear_alike(1);
    play(&stage, &block, away, STRANGE, 0, 1, &seen);
    for (int l = 0; l < LANES; l++) {
        ck_assert(seen.opened[l] == 1 && seen.broken[l] == 0 && seen.severity[l] == .805f);
    }
    for (uint32_t k = 1; k < 60; k++) {
        play(&stage, &block, away, STRANGE, k, 1, &seen);
        for (int l = 0; l < LANES; l++) {
            const bool still = seen.opened[l] == 0 && seen.broken[l] == 1 && seen.ignored[l] == 1 && seen.repaired[l] == 0 && seen.lapsed[l] == 0 &&
                               block.bond[INFANT_BOND].open[l] == 1;
            if (!still) {
                ck_abort_msg("lane %d, turn %u", l, k);
            }
        }
    }
}
END_TEST

/* ---- bids ---- */

START_TEST(bids_are_chosen_by_softmax_of_value_expectation_and_doubt)
{
    p = mend_params_default();
    p.bid_arousal = .2f;
    const struct bond bond = {.trust = .8f, .belief = .8f, .doubt = .06f, .value_minimise = .05f, .value_signal = .1f, .value_escalate = .02f};
    const double hope = .168 * .3, minimise = exp(13.3 * .05), signal = exp(13.3 * (.1 + hope));
    const double escalate = exp(13.3 * (.02 + hope + (double)p.bid_arousal * .2 + 1.33 * .06)), all = minimise + signal + escalate;
    const struct inclination inclined = inclination_of(&p, bond, .7f);
    ck_assert_double_eq_tol((double)inclined.minimise, minimise / all, 2e-6);
    ck_assert_double_eq_tol((double)inclined.escalate, escalate / all, 2e-6);
}
END_TEST

START_TEST(the_calmer_the_body_the_more_the_mind_counts)
{
    const struct bond bond = {.trust = .2f, .belief = .9f};
    p.bid_belief = .3f;
    ck_assert_double_eq_tol((double)expectation_of(&p, bond, 0), .2 + .3 * .7, close);
    ck_assert_double_eq_tol((double)expectation_of(&p, bond, .5f), .2 + .15 * .7, close);
    ck_assert_double_eq_tol((double)expectation_of(&p, bond, 1), .2, close);
}
END_TEST

/* P(conflict) = 1.09 fear P(approach) arousal; with three equal bids P(approach) = 2/3. */
START_TEST(conflict_needs_fear_and_approach_and_arousal)
{
    const double chance = 1.09 * .6 * 2 / 3 * .5;
    m.bond.fear = .6f;
    u.conflict = (float)(chance - 1e-5);
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.conflicted, 1);
    ck_assert_float_eq(after.seen.signalled, 1); /* it stays the drawn bid, and shows a quarter */
    ck_assert_float_eq(after.seen.strength, .25f);
    u.conflict = (float)(chance + 1e-5);
    ck_assert_float_eq(met().seen.conflicted, 0);
    ck_assert_float_eq(met().seen.strength, .5f);
    u.conflict = 0;
    m.bond.fear = 0;
    ck_assert_float_eq(met().seen.conflicted, 0);
    m.bond.fear = 1;
    m.seeker.arousal = 0;
    ck_assert_float_eq(met().seen.conflicted, 0);
    m.seeker.arousal = 1;
    p.bid_slope = 13.3f;
    m.bond.value_minimise = 2; /* minimising is all but certain */
    u.conflict = 1e-6f;
    ck_assert_float_eq(met().seen.conflicted, 0);
}
END_TEST

/* ---- answers, in their order ---- */

START_TEST(a_giver_frightens_then_rebuffs_then_soothes_then_ignores)
{
    const double x = .5, ga = .25;
    caregiver = (struct traits){.sensitivity = .4f, .intensity_dependence = .7f, .rejection = .3f, .frightening = .2f};
    m.giver.arousal = (float)ga;
    const double frighten = .2 * (.3 + .7 * x) * (.6 + .8 * ga), rebuff = .3 * x * (.7 + .8 * ga) * (1 - frighten);
    const double soothe = (1 - frighten - rebuff) / (1 + exp(-(.4 - 1.5 * ga)));
    const double bounds[] = {0, frighten, frighten + rebuff, frighten + rebuff + soothe, 1};
    for (int answer = FRIGHTEN; answer <= IGNORE; answer++) {
        for (int end = 0; end <= 1; end++) {
            u.answer = (float)(end ? bounds[answer + 1] - 2e-6 : bounds[answer] + (answer ? 2e-6 : 0));
            const struct seen s = met().seen;
            const float found[] = {s.frightened, s.rebuffed, s.soothed, s.ignored};
            for (int other = FRIGHTEN; other <= IGNORE; other++) {
                ck_assert_float_eq(found[other], other == answer);
            }
        }
    }
}
END_TEST

static double responsiveness_to(int bid)
{
    draw_bid(bid);
    double low = 0, high = 1;
    for (int k = 0; k < 22; k++) {
        u.answer = (float)((low + high) / 2);
        *(met().seen.soothed > 0.5f ? &low : &high) = (double)u.answer;
    }
    return low;
}

START_TEST(strong_signals_gain_with_intensity_dependence_and_unshown_ones_go_unnoticed)
{
    caregiver = (struct traits){.sensitivity = .4f, .intensity_dependence = .7f};
    ck_assert_double_eq_tol(responsiveness_to(DRAW_MINIMISE), 1 / (1 + exp(-(.4 - .7 - 1))), close);
    ck_assert_double_eq_tol(responsiveness_to(DRAW_SIGNAL), 1 / (1 + exp(-.4)), close);
    ck_assert_double_eq_tol(responsiveness_to(DRAW_ESCALATE), 1 / (1 + exp(-(.4 + .7))), close);
    caregiver.initiative = .25f;
    ck_assert_double_eq_tol(responsiveness_to(DRAW_MINIMISE), 1 / (1 + exp(-(.4 - .7 - .75))), close);
    p.repair_scale = .5f;
    ck_assert_double_eq_tol(responsiveness_to(DRAW_SIGNAL), .5 / (1 + exp(-.4)), close);
    caregiver.empathy = .5f; /* sees .25 behind the mask of an arousal of .5: no longer unnoticed, and no stronger */
    p.repair_scale = 1;
    ck_assert_double_eq_tol(responsiveness_to(DRAW_MINIMISE), 1 / (1 + exp(-(.4 - .35))), close);
}
END_TEST

static double chance_of_acceptance(void)
{
    double low = 0, high = 1;
    for (int k = 0; k < 22; k++) {
        u.acceptance = (float)((low + high) / 2);
        *(met().seen.accepted > 0.5f ? &low : &high) = (double)u.acceptance;
    }
    return low;
}

START_TEST(soothing_is_taken_by_the_trusting_and_the_calm)
{
    const double base = 3.5 + 6 * (.2 - .5) - 8.4 * .1;
    const double lost[] = {1.5, 0, 4.6 * .5};
    m.bond.trust = .2f;
    for (int bid = DRAW_MINIMISE; bid <= DRAW_ESCALATE; bid++) {
        draw_bid(bid);
        ck_assert_double_eq_tol(chance_of_acceptance(), 1 / (1 + exp(-(base - lost[bid]))), 2e-6);
    }
    m.bond.fear = .5f;
    p.bid_conflict = 20;
    u.conflict = 0;
    ck_assert_double_eq_tol(chance_of_acceptance(), 1 / (1 + exp(-(base - lost[2] - 4 - 2))), 2e-6);
}
END_TEST

/* ---- mood ---- */

/* An autoregressive process of variance 1 from the first day on, with a time constant of .825 days. Of n lanes: mean within 4 / sqrt(n), variance within
 * 4 sqrt(2 / n), correlation within 4 / sqrt(n). */
START_TEST(mood_keeps_a_variance_of_one_and_is_forgotten_in_a_day)
{
    enum { BLOCKS = 64, N = BLOCKS * LANES };
    double sum = 0, square = 0, cross = 0;
    p = mend_params_default();
    for (uint32_t k = 0; k < BLOCKS; k++) {
        bear_block(&block, &p, stage_of().who, 1 + k * LANES, NULL, 0);
        live(0, 60 * 3);
        before = block;
        live(60 * 3, 60);
        for (int l = 0; l < LANES; l++) {
            const double mood = (double)block.person[CAREGIVER].mood[l];
            sum += mood;
            square += mood * mood;
            cross += mood * (double)before.person[CAREGIVER].mood[l];
        }
    }
    ck_assert_double_eq_tol(sum / N, 0, 4 / sqrt(N));
    ck_assert_double_eq_tol(square / N, 1, 4 * sqrt(2. / N));
    ck_assert_double_eq_tol(cross / N, exp(-1 / .825), 4 / sqrt(N));
}
END_TEST

/* ---- intermittent and steady repair ---- */

struct lived {
    double trust, doubt, pull, repairs;
};

/* Givers alike but for how far they swing with mood; sigma is symmetric about 0, so that both soothe half of ordinary bids on average. */
static struct lived live_with(float volatility)
{
    enum { BLOCKS = 16 };
    struct lived sum = {0};
    fresh();
    p = mend_params_default();
    p.answer_flooding = 0;
    caregiver = (struct traits){.sensitivity = 0, .volatility = volatility};
    for (uint32_t k = 0; k < BLOCKS; k++) {
        m.bond.open = 0;
        m.bond.value_signal = .05f;
        bear_alike(1 + k * LANES);
        live(0, 60 * 365);
        const struct bond_lanes *bond = &block.bond[INFANT_BOND];
        sum.trust += mean_of_lanes(bond->trust) / BLOCKS;
        sum.doubt += mean_of_lanes(bond->doubt) / BLOCKS;
        sum.pull += mean_of_lanes(bond->pull) / BLOCKS;
        sum.repairs += mean_of_lanes(block.tally[INFANT_BOND].repairs) / mean_of_lanes(block.tally[INFANT_BOND].ruptures) / BLOCKS;
    }
    printf("    volatility %.1f: trust %.3f doubt %.3f pull %.3f repaired %.3f\n", (double)volatility, sum.trust, sum.doubt, sum.pull, sum.repairs);
    return sum;
}

START_TEST(intermittent_repair_is_trusted_less_and_pulls_more)
{
    const struct lived steady = live_with(0), intermittent = live_with(3);
    ck_assert_double_lt(intermittent.trust, steady.trust);
    ck_assert_double_gt(intermittent.doubt, steady.doubt);
    ck_assert_double_gt(intermittent.pull, steady.pull);
}
END_TEST

/* ---- assays ---- */

static struct strange_report strange[LANES];

static const struct strange_report *strange_of_all_alike(void)
{
    const struct stage stage = stage_of();
    p.rupture_scale = 0; /* only the separations */
    m.bond.open = 0;
    bear_alike(1);
    strange_situation(&stage, &block, STRANGE, 0, strange);
    for (int l = 1; l < LANES; l++) { /* nothing is left to chance in these cases */
        ck_assert_float_eq(strange[l].avoidance, strange[0].avoidance);
        ck_assert_float_eq(strange[l].resistance, strange[0].resistance);
        ck_assert_float_eq(strange[l].conflict, strange[0].conflict);
    }
    return strange;
}

static void always(int bid)
{
    p.bid_slope = 100;
    m.bond.value_minimise = bid == DRAW_MINIMISE ? 1 : -1;
    m.bond.value_signal = bid == DRAW_SIGNAL ? 1 : -1;
    m.bond.value_escalate = bid == DRAW_ESCALATE ? 1 : -1;
}

static void assert_scores(double proximity, double avoidance, double resistance, double conflict)
{
    ck_assert_double_eq_tol((double)strange[0].proximity, proximity, 1e-5);
    ck_assert_double_eq_tol((double)strange[0].avoidance, avoidance, 1e-5);
    ck_assert_double_eq_tol((double)strange[0].resistance, resistance, 1e-5);
    ck_assert_double_eq_tol((double)strange[0].conflict, conflict, 1e-5);
}

START_TEST(scores_of_those_who_always_do_the_same_are_at_the_ends_of_the_scales)
{
    answer_with(IGNORE);
    infant.self_soothing = 0;
    always(DRAW_MINIMISE);
    strange_of_all_alike();
    assert_scores(1, 7, 1, 1);
    always(DRAW_SIGNAL);
    strange_of_all_alike();
    assert_scores(7, 1, 1, 1);
    always(DRAW_ESCALATE);
    strange_of_all_alike();
    assert_scores(7, 1, 7, 1);
    ck_assert_double_eq_tol((double)strange[0].episode[4].expressed, 1, close);
    /* at the leaving itself nobody bids yet: 11 of 12 turns */
    ck_assert_double_eq_tol((double)strange[0].episode[3].expressed, 11. / 12, close);
}
END_TEST

/* Giving up at once (max_age 0) leaves one broken turn a reunion, 2 in all: they count 2/3, 2/6 and 2/4 of what makes a score full. */
START_TEST(few_turns_count_in_proportion)
{
    answer_with(IGNORE);
    infant.self_soothing = 0;
    p.max_age = 0;
    always(DRAW_MINIMISE);
    strange_of_all_alike();
    assert_scores(1, 1 + 6 * 2. / 3, 1, 1);
    ck_assert_double_eq_tol((double)strange[0].episode[4].avoidance, 5, 1e-5); /* one reunion: 1 turn of 1.5 */
    ck_assert(isnan(strange[0].episode[3].avoidance));
    always(DRAW_ESCALATE);
    strange_of_all_alike();
    assert_scores(7, 1, 1 + 6 * 2. / 6, 1);
}
END_TEST

/* An escalation that is soothed and refused counts twice, but no more than all turns; refusal counts whatever the bid. */
START_TEST(refused_soothing_counts_as_resistance_whatever_the_bid)
{
    p.accept_base = -20;
    p.accept_trust = p.lapse_arousal = 0;
    always(DRAW_MINIMISE);
    p.answer_unnoticed = 0;
    strange_of_all_alike();
    assert_scores(1, 7, 7, 1);
    p.max_age = 0;
    always(DRAW_ESCALATE);
    strange_of_all_alike();
    assert_scores(7, 1, 1 + 6 * 4. / 6, 1);
    always(DRAW_SIGNAL);
    strange_of_all_alike();
    assert_scores(7, 1, 1 + 6 * 2. / 6, 1);
}
END_TEST

START_TEST(a_conflicted_turn_counts_as_neither_minimised_nor_escalated)
{
    answer_with(IGNORE);
    p.bid_conflict = 20;
    m.bond.fear = 1;
    always(DRAW_ESCALATE);
    strange_of_all_alike();
    assert_scores(1, 1, 1, 9);
    p.max_age = 0;
    strange_of_all_alike();
    assert_scores(1, 1, 1, 1 + 8 * 2. / 4);
}
END_TEST

/* The rupture of a separation is as young at the reunion as a new one: with max_age 4 the ages 0 to 4 are five broken turns of twelve, though the separation
 * took eleven and, the second, twenty-three. */
START_TEST(a_reunion_starts_with_a_rupture_of_age_0)
{
    answer_with(IGNORE);
    p.max_age = 4;
    always(DRAW_SIGNAL);
    strange_of_all_alike();
    ck_assert_double_eq_tol((double)strange[0].episode[4].expressed, .5 * 5 / 12, close);
    ck_assert_double_eq_tol((double)strange[0].episode[7].expressed, .5 * 5 / 12, close);
    ck_assert_double_eq_tol((double)strange[0].episode[6].expressed, .5, close); /* through the second separation the rupture stays open */
}
END_TEST

/* No rupture open, arousal and cortisol at rest, the giver calm: what the day was like shows only in what was learned. Ruptures are frequent here, so that an
 * aroused giver would open others. */
START_TEST(a_strange_situation_starts_from_rest_whatever_the_day_was_like)
{
    static struct strange_report calm[LANES];
    const struct stage stage = stage_of();
    p = mend_params_default();
    p.rupture_scale = 50;
    bear_block(&block, &p, stage.who, 1, NULL, 0);
    strange_situation(&stage, &block, STRANGE, 0, calm);
    for (int l = 0; l < LANES; l++) {
        block.person[INFANT].arousal[l] = block.person[INFANT].cortisol[l] = block.person[CAREGIVER].arousal[l] = 1;
        block.bond[INFANT_BOND].open[l] = 1;
        block.bond[INFANT_BOND].age[l] = 16;
    }
    strange_situation(&stage, &block, STRANGE, 0, strange);
    ck_assert_mem_eq(strange, calm, sizeof calm);
}
END_TEST

START_TEST(assays_leave_the_life_untouched_and_the_learned_state_as_it_was)
{
    static struct home_report home[LANES];
    static struct face_report face[LANES];
    const struct stage stage = stage_of();
    p = mend_params_default();
    p.rupture_scale = 4;
    p.frightening_mean = -2;
    bear_block(&block, &p, stage.who, 1, NULL, 0);
    live(0, 60 * 30);
    before = block;
    strange_situation(&stage, &block, STRANGE, 0, strange);
    home_observation(&stage, &block, 0, home);
    still_face(&stage, &block, 0, face);
    ck_assert_mem_eq(&block, &before, sizeof block);
    struct scene still = daily_scene(&p);
    still.learning = still.calendar = 0;
    play(&stage, &block, still, HOME, 0, 500, NULL);
    const struct bond_lanes *now = &block.bond[INFANT_BOND], *then = &before.bond[INFANT_BOND];
    ck_assert_mem_ne(block.person[INFANT].arousal, before.person[INFANT].arousal, sizeof(lane_values));
    ck_assert_mem_ne(block.person[INFANT].cortisol, before.person[INFANT].cortisol, sizeof(lane_values));
    ck_assert_mem_eq(now, then, offsetof(struct bond_lanes, open));
    ck_assert_mem_eq(block.person[INFANT].load, before.person[INFANT].load, sizeof(lane_values));
    ck_assert_mem_eq(block.person[CAREGIVER].mood, before.person[CAREGIVER].mood, sizeof(lane_values));
}
END_TEST

/* ---- reading ---- */

START_TEST(half_of_the_turns_is_not_yet_enough_and_conflict_of_5_is)
{
    const struct { struct scores_read scores; enum class_read class, by_proximity; } cases[] = {
        {{7, 1, 1, 1}, SECURE, SECURE},
        {{4, 4, 1, 1}, SECURE, SECURE},       /* avoidance of exactly 4, and no more than proximity */
        {{3.5f, 4, 1, 1}, SECURE, AVOIDANT},
        {{4, 4.001f, 1, 1}, AVOIDANT, AVOIDANT},
        {{7, 1, 4, 1}, SECURE, SECURE},
        {{7, 1, 4.001f, 1}, ANXIOUS, ANXIOUS},
        {{3, 5, 5, 1}, AVOIDANT, AVOIDANT}, /* a tie is avoidant */
        {{3, 5, 5.5f, 1}, ANXIOUS, AVOIDANT},
        {{7, 4, 5, 1}, ANXIOUS, ANXIOUS},
        {{7, 1, 1, 5}, DISORGANIZED, DISORGANIZED},
        {{1, 7, 7, 5}, DISORGANIZED, DISORGANIZED},
        {{7, 1, 1, 4.999f}, SECURE, SECURE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct cutoffs cutoffs = {4, 5};
        ck_assert_int_eq(class_rules[0].read(cases[i].scores, cutoffs), cases[i].class);
        ck_assert_int_eq(class_rules[1].read(cases[i].scores, cutoffs), cases[i].by_proximity);
    }
    ck_assert_str_eq(class_rules[0].name, "halfway");
    ck_assert_str_eq(class_rules[1].name, "proximity");
}
END_TEST

Suite *mechanisms_suite(void)
{
    Suite *suite = suite_create("mechanisms");
    TCase *tests = tcase_create("mechanisms");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, a_repair_at_once_teaches_a_full_lesson);
    tcase_add_test(tests, a_late_repair_teaches_less_by_16_percent_a_turn_and_step);
    tcase_add_test(tests, a_lapse_teaches_that_nothing_came);
    tcase_add_test(tests, the_credibility_of_the_giver_discounts_a_repair);
    tcase_add_test(tests, doubt_grows_with_surprise_and_shrinks_without);
    tcase_add_test(tests, trust_settles_at_the_share_of_repairs_and_doubt_at_their_variance);
    tcase_add_test(tests, trust_settles_at_the_share_of_repairs_discounted_by_their_delay);
    tcase_add_test(tests, the_value_of_a_bid_settles_at_its_relief_less_its_cost);
    tcase_add_test(tests, a_frightened_bid_teaches_its_value_without_the_jump_of_fright);
    tcase_add_test(tests, fear_falls_only_at_a_completed_repair);
    tcase_add_test(tests, pull_grows_with_soothing_that_is_better_than_expected_and_fades_by_3_percent_a_day);
    tcase_add_test(tests, answers_do_to_arousal_what_the_table_says);
    tcase_add_test(tests, a_rebuff_hurts_half_as_much_where_the_drawn_bid_was_to_minimise);
    tcase_add_test(tests, minimising_alone_hardly_soothes);
    tcase_add_test(tests, arousal_returns_to_rest_by_15_percent_a_minute_and_cortisol_follows_in_20);
    tcase_add_test(tests, cortisol_follows_arousal_through_broken_turns_too);
    tcase_add_test(tests, load_gathers_from_cortisol_above_its_threshold);
    tcase_add_test(tests, the_arousal_of_the_giver_rises_with_that_of_the_seeker_and_settles);
    tcase_add_test(tests, no_state_leaves_its_range_whatever_the_traits);
    tcase_add_test(tests, a_rupture_feels_as_large_as_doubt_and_fear_make_it);
    tcase_add_test(tests, connection_breaks_as_often_as_the_availability_of_the_giver_lets_it);
    tcase_add_test(tests, without_ruptures_nothing_is_learned_and_arousal_rests);
    tcase_add_test(tests, at_a_separation_every_bid_is_ignored_and_nothing_is_repaired_or_lapses);
    tcase_add_test(tests, bids_are_chosen_by_softmax_of_value_expectation_and_doubt);
    tcase_add_test(tests, the_calmer_the_body_the_more_the_mind_counts);
    tcase_add_test(tests, conflict_needs_fear_and_approach_and_arousal);
    tcase_add_test(tests, a_giver_frightens_then_rebuffs_then_soothes_then_ignores);
    tcase_add_test(tests, strong_signals_gain_with_intensity_dependence_and_unshown_ones_go_unnoticed);
    tcase_add_test(tests, soothing_is_taken_by_the_trusting_and_the_calm);
    tcase_add_test(tests, mood_keeps_a_variance_of_one_and_is_forgotten_in_a_day);
    tcase_add_test(tests, intermittent_repair_is_trusted_less_and_pulls_more);
    tcase_add_test(tests, scores_of_those_who_always_do_the_same_are_at_the_ends_of_the_scales);
    tcase_add_test(tests, few_turns_count_in_proportion);
    tcase_add_test(tests, refused_soothing_counts_as_resistance_whatever_the_bid);
    tcase_add_test(tests, a_conflicted_turn_counts_as_neither_minimised_nor_escalated);
    tcase_add_test(tests, a_reunion_starts_with_a_rupture_of_age_0);
    tcase_add_test(tests, a_strange_situation_starts_from_rest_whatever_the_day_was_like);
    tcase_add_test(tests, assays_leave_the_life_untouched_and_the_learned_state_as_it_was);
    tcase_add_test(tests, half_of_the_turns_is_not_yet_enough_and_conflict_of_5_is);
    suite_add_tcase(suite, tests);
    return suite;
}
