/* Arousal, cortisol, load and mood. Its cases belong to mechanisms_suite(). */
#include "theory/meeting_bench.h"

/* ---- the body ---- */

START_TEST(answers_do_to_arousal_what_the_table_says)
{
    const struct {
        enum kind_of_answer answer;
        int bid;
        double after;
    } cases[] = {
        {SOOTHE, DRAW_SIGNAL, .5 * .27}, {IGNORE, DRAW_SIGNAL, .52},   {IGNORE, DRAW_ESCALATE, .53},  {IGNORE, DRAW_MINIMISE, .5 * .94},
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

/* ---- mood ---- */

/* An autoregressive process of variance 1 from the first day on, with a time constant of .825 days. Of n lanes: mean within 4 / sqrt(n), variance
 * within 4 sqrt(2 / n), correlation within 4 / sqrt(n). */
START_TEST(mood_keeps_a_variance_of_one_and_is_forgotten_in_a_day)
{
    static struct block before;
    enum { BLOCKS = 64, N = BLOCKS * LANES };
    double sum = 0, square = 0, cross = 0;
    p = mend_params_default();
    for (uint32_t k = 0; k < BLOCKS; k++) {
        bear_infants(&block, &p, stage_of().who, 1 + k * LANES);
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

TCase *mechanisms_body_cases(void)
{
    TCase *cases = tcase_create("body");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, answers_do_to_arousal_what_the_table_says);
    tcase_add_test(cases, a_rebuff_hurts_half_as_much_where_the_drawn_bid_was_to_minimise);
    tcase_add_test(cases, minimising_alone_hardly_soothes);
    tcase_add_test(cases, arousal_returns_to_rest_by_15_percent_a_minute_and_cortisol_follows_in_20);
    tcase_add_test(cases, cortisol_follows_arousal_through_broken_turns_too);
    tcase_add_test(cases, load_gathers_from_cortisol_above_its_threshold);
    tcase_add_test(cases, the_arousal_of_the_giver_rises_with_that_of_the_seeker_and_settles);
    tcase_add_test(cases, no_state_leaves_its_range_whatever_the_traits);
    tcase_add_test(cases, mood_keeps_a_variance_of_one_and_is_forgotten_in_a_day);
    return cases;
}
