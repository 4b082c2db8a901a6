/* What is learned from repairs, lapses and bids. Its cases belong to mechanisms_suite(). */
#include "theory/meeting_bench.h"

#include <stdio.h>

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

TCase *mechanisms_learning_cases(void)
{
    TCase *cases = tcase_create("learning");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, a_repair_at_once_teaches_a_full_lesson);
    tcase_add_test(cases, a_late_repair_teaches_less_by_16_percent_a_turn_and_step);
    tcase_add_test(cases, a_lapse_teaches_that_nothing_came);
    tcase_add_test(cases, the_credibility_of_the_giver_discounts_a_repair);
    tcase_add_test(cases, doubt_grows_with_surprise_and_shrinks_without);
    tcase_add_test(cases, trust_settles_at_the_share_of_repairs_and_doubt_at_their_variance);
    tcase_add_test(cases, trust_settles_at_the_share_of_repairs_discounted_by_their_delay);
    tcase_add_test(cases, the_value_of_a_bid_settles_at_its_relief_less_its_cost);
    tcase_add_test(cases, a_frightened_bid_teaches_its_value_without_the_jump_of_fright);
    tcase_add_test(cases, fear_falls_only_at_a_completed_repair);
    tcase_add_test(cases, pull_grows_with_soothing_that_is_better_than_expected_and_fades_by_3_percent_a_day);
    tcase_add_test(cases, intermittent_repair_is_trusted_less_and_pulls_more);
    return cases;
}
