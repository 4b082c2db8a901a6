/* Claims about the diary and the standard shock. */
#include "theory/pair_bench.h"

#include <stdlib.h>

static const double close = 1e-6;

static struct diary_report diaries[LANES];
static struct shock_report shock[LANES];

static void keep_diaries(void)
{
    const struct stage stage = pair();
    bear_alike(1);
    diary(&stage, &block, 0, diaries);
}

static void without_errors(void)
{
    p.diary_error_arousal = p.diary_error_contentment = p.diary_error_sadness = 0;
}

/* ---- diary ---- */

START_TEST(a_calm_day_is_rated_as_rest_and_as_the_chance_of_a_kind_word_less_arousal)
{
    without_errors();
    of_b.sensitivity = .3f;
    learned.resentment = .05f;
    keep_diaries();
    const double of_a_with_b = 3 * (.5 - .4) - 10 * .05 + .5 * (.3 + (double)p.adult_sensitivity);
    const double of_b_with_a = 3 * (.5 - .4) - 10 * .05 + .5 * (double)p.adult_sensitivity;
    for (int k = 0; k < 35; k++) { /* day k of dyad k */
        ck_assert_double_eq_tol((double)diaries[k].of[0][k].arousal, .08, close);
        ck_assert_double_eq_tol((double)diaries[k].of[0][k].contentment, .25 * sigma(of_a_with_b) - .08, close);
        ck_assert_double_eq_tol((double)diaries[k].of[1][k].contentment, .25 * sigma(of_b_with_a) - .08, close);
    }
}
END_TEST

/* What A felt on a day beside arousal. */
static double feeling(int day)
{
    return (double)diaries[1].of[0][day].contentment + (double)diaries[1].of[0][day].arousal;
}

/* A's rupture never ends: every turn of A is bad where A protests in vain or is rebuffed, and good where A asks, is soothed and cannot take it. */
START_TEST(days_of_protest_and_rebuff_are_bad_and_days_of_soothing_are_good)
{
    without_errors();
    p.max_age = 1000;
    p.lapse_arousal = 0;
    learned.open = 1;
    always(DRAW_ESCALATE);
    soothes(&of_b, 0);
    keep_diaries();
    ck_assert_double_eq_tol(feeling(0), -1, close);
    ck_assert_double_eq_tol(feeling(34), -1, close);
    always(DRAW_SIGNAL);
    of_b.rejection = 1;
    p.adult_rejection = 10; /* certain, also for half a signal */
    keep_diaries();
    ck_assert_double_eq_tol(feeling(0), -1, close);
    of_b.rejection = 0;
    soothes(&of_b, 1);
    takes_soothing(0);
    keep_diaries();
    ck_assert_double_eq_tol(feeling(0), 1, close);
}
END_TEST

/* The errors of a rating, both partners: sd, and no link from day to day, between partners or between ratings. Correlations of n pairs have a
 * standard error of 1 / sqrt(n), a standard deviation one of sd / sqrt(2 n). */
START_TEST(an_error_of_rating_has_its_size_and_nothing_to_do_with_any_other)
{
    enum { DAYS = 35 };
    double square = 0, next = 0, other = 0, between = 0, sum = 0;
    p.diary_error_arousal = .1f;
    p.diary_error_contentment = .2f;
    keep_diaries();
    const double content = .25 * sigma(3 * (.5 - .4) + .5 * (double)p.adult_sensitivity) - .08;
    for (int l = 0; l < LANES; l++) {
        for (int k = 0; k < DAYS; k++) {
            const double a = ((double)diaries[l].of[0][k].arousal - .08) / .1, b = ((double)diaries[l].of[1][k].arousal - .08) / .1;
            const double c = ((double)diaries[l].of[0][k].contentment - content) / .2;
            sum += a;
            square += c * c;
            other += a * c;
            between += a * b;
            next += k ? a * ((double)diaries[l].of[0][k - 1].arousal - .08) / .1 : 0;
        }
    }
    const double n = LANES * DAYS, error = 4 / sqrt(n);
    ck_assert_double_eq_tol(sum / n, 0, error);
    ck_assert_double_eq_tol(sqrt(square / n), 1, error / sqrt(2));
    ck_assert_double_eq_tol(other / n, 0, error);
    ck_assert_double_eq_tol(between / n, 0, error);
    ck_assert_double_eq_tol(next / n, 0, error);
}
END_TEST

/* Correlation of the means of two days that follow each other, of a first-order process that keeps `kept` a turn. */
static double correlation_of_days(double kept, int turns)
{
    double within = 0, across = 0;
    for (int i = 0; i < turns; i++) {
        for (int j = 0; j < turns; j++) {
            within += pow(kept, abs(i - j));
            across += pow(kept, turns + j - i);
        }
    }
    return across / within;
}

/* A's days follow the mood of a slightly volatile B. Moods of 128 dyads on 34 pairs of days; that each day's mood is half the last one's leaves less
 * than the 4 / sqrt(n) of independent days. */
START_TEST(days_are_alike_as_far_as_the_mood_of_the_other_lasts)
{
    enum { DAYS = 35 };
    double sum = 0, square = 0, product = 0;
    without_errors();
    of_b.volatility = .2f;
    bear_alike(1);
    for (int l = 0; l < LANES; l++) { /* moods as they are at birth, of variance 1 */
        struct occasion o = {.seed_low = 9, .what = what_for(DAILY_LIFE, TEMPERAMENT, 1)};
        block.person[1].mood[l] = rough_normal(words_of(o, block.dyad[l]).word[3]);
    }
    const struct stage stage = pair();
    diary(&stage, &block, 0, diaries);
    const double n = LANES * DAYS, pairs = LANES * (DAYS - 1);
    for (int l = 0; l < LANES; l++) {
        for (int k = 0; k < DAYS; k++) {
            sum += (double)diaries[l].of[0][k].contentment / n;
        }
    }
    for (int l = 0; l < LANES; l++) {
        for (int k = 0; k < DAYS; k++) {
            const double x = (double)diaries[l].of[0][k].contentment - sum;
            square += x * x / n;
            product += k ? x * ((double)diaries[l].of[0][k - 1].contentment - sum) / pairs : 0;
        }
    }
    ck_assert_double_gt(square, 0);
    ck_assert_double_eq_tol(product / square, correlation_of_days(exp(-1 / ((double)p.mood_days * 20)), 20), 4 / sqrt(pairs));
    of_b.volatility = 0;
    keep_diaries();
    ck_assert_float_eq(diaries[0].of[0][0].contentment, diaries[0].of[0][34].contentment);
}
END_TEST

/* ---- resilience ---- */

static void shake(void)
{
    const struct stage stage = pair();
    bear_alike(1);
    resilience(&stage, &block, 0, shock);
}

static void assert_shock(double peak, double half_life, double censored, double repaired, double trust_lost)
{
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)shock[l].peak, peak, close);
        ck_assert_double_eq((double)shock[l].half_life, half_life);
        ck_assert_double_eq((double)shock[l].censored, censored);
        ck_assert_double_eq((double)shock[l].repaired, repaired);
        ck_assert_double_eq_tol((double)shock[l].trust_lost, trust_lost, close);
    }
}

/* A severity of .8 feels like .8 + .2 x 4.66 doubt, and lifts arousal from .08 by .7 of that. */
static double peak_at(double doubt)
{
    return .08 + .7 * (.8 + .2 * 4.66 * doubt);
}

static void be_infants(void)
{
    setting = setting_named("caregiver_infant");
    p.turns_per_day = 60;
}

/* .27 of .705 is below the half of .393; a repair at once teaches 1. */
START_TEST(an_infant_soothed_at_once_is_half_way_back_after_a_turn_and_trusts_more)
{
    be_infants();
    always(DRAW_SIGNAL);
    soothes(&of_b, 1);
    takes_soothing(1);
    shake();
    assert_shock(peak_at(.1), 1, 0, 1, -.015 * (1 - .5));
}
END_TEST

/* Nobody answers: arousal rises in 18 broken turns, of ages 0 to 17, and rests in the first connected one. */
START_TEST(an_infant_who_gives_up_loses_trust_and_calms_in_the_turn_after)
{
    be_infants();
    always(DRAW_SIGNAL);
    soothes(&of_b, 0);
    shake();
    assert_shock(peak_at(.1), 19, 0, 0, .015 * .5);
}
END_TEST

START_TEST(an_infant_who_minimises_soothes_itself_by_its_own_share_a_turn)
{
    be_infants();
    always(DRAW_MINIMISE);
    soothes(&of_b, 0);
    shake();
    const double half = .08 + (peak_at(.1) - .08) / 2;
    assert_shock(peak_at(.1), ceil(log(half / peak_at(.1)) / log(1 - .06)), 0, 0, .015 * .5);
}
END_TEST

START_TEST(a_shock_that_is_never_half_way_over_is_censored)
{
    be_infants();
    always(DRAW_SIGNAL);
    soothes(&of_b, 0);
    p.max_age = 1000;
    p.shock_turns = 50;
    learned.doubt = 0;
    shake();
    assert_shock(peak_at(0), 50, 1, 0, 0);
}
END_TEST

/* A conflict takes four steps: .35 of arousal goes in each, and a delay of 3 turns costs a quarter of the discount each. Learning has slowed by
 * 1 + (25 - 1) / 9.5. */
START_TEST(between_adults_the_shock_is_repaired_in_four_steps)
{
    always(DRAW_SIGNAL);
    soothes(&of_b, 1);
    takes_soothing(1);
    shake();
    const double half = .08 + (peak_at(.1) - .08) / 2;
    ck_assert_double_gt(.65 * peak_at(.1), half);
    ck_assert_double_lt(.65 * .65 * peak_at(.1), half);
    assert_shock(peak_at(.1), 2, 0, 1, -.015 / (1 + 24 / 9.5) * (exp(-.16 * 3 / 4) - .5));
}
END_TEST

START_TEST(nothing_else_breaks_while_a_shock_is_watched)
{
    static struct shock_report quiet[LANES];
    soothes(&of_b, 1);
    shake();
    memcpy(quiet, shock, sizeof shock);
    p.rupture_scale = 100;
    p.harm_per_day = 100;
    p.rupture_exogenous = 1;
    learned.owed = 3;
    shake();
    for (int l = 0; l < LANES; l++) {
        ck_assert_float_eq(shock[l].half_life, quiet[l].half_life);
        ck_assert_float_eq(shock[l].trust_lost, quiet[l].trust_lost);
    }
}
END_TEST

/* However volatile, a giver in the middle of the scale is as available as a steady one. */
START_TEST(the_givers_mood_is_in_the_middle_and_stays_there_while_a_shock_is_watched)
{
    static struct shock_report steady[LANES];
    const struct stage stage = pair();
    shake();
    memcpy(steady, shock, sizeof shock);
    of_b.volatility = 40;
    bear_alike(1);
    for (int l = 0; l < LANES; l++) {
        block.person[1].mood[l] = 3;
    }
    resilience(&stage, &block, 0, shock);
    ck_assert(memcmp(shock, steady, sizeof shock) == 0);
}
END_TEST

TCase *procedures_days_cases(void)
{
    TCase *tests = tcase_create("diary and resilience");
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, a_calm_day_is_rated_as_rest_and_as_the_chance_of_a_kind_word_less_arousal);
    tcase_add_test(tests, days_of_protest_and_rebuff_are_bad_and_days_of_soothing_are_good);
    tcase_add_test(tests, an_error_of_rating_has_its_size_and_nothing_to_do_with_any_other);
    tcase_add_test(tests, days_are_alike_as_far_as_the_mood_of_the_other_lasts);
    tcase_add_test(tests, an_infant_soothed_at_once_is_half_way_back_after_a_turn_and_trusts_more);
    tcase_add_test(tests, an_infant_who_gives_up_loses_trust_and_calms_in_the_turn_after);
    tcase_add_test(tests, an_infant_who_minimises_soothes_itself_by_its_own_share_a_turn);
    tcase_add_test(tests, a_shock_that_is_never_half_way_over_is_censored);
    tcase_add_test(tests, between_adults_the_shock_is_repaired_in_four_steps);
    tcase_add_test(tests, nothing_else_breaks_while_a_shock_is_watched);
    tcase_add_test(tests, the_givers_mood_is_in_the_middle_and_stays_there_while_a_shock_is_watched);
    return tests;
}
