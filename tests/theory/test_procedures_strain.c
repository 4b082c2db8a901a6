/* Claims about what strains the days of adults from outside, and how a diary shows it. */
#include "io/text.h"
#include "life/calendar.h"
#include "model/body.h"
#include "model/days.h"
#include "theory/pair_bench.h"

static const double close = 1e-6;

static struct diary_report diaries[LANES];

static float square_root(float x)
{
    return sqrtf(x);
}

static void set_tension(int person, float tension)
{
    for (int l = 0; l < LANES; l++) {
        block.person[person].tension[l] = tension;
    }
}

static void nights(const struct stage *stage, uint32_t first, uint32_t last)
{
    for (uint32_t k = first; k <= last; k++) {
        strain_next_day(stage, &block, DAILY_LIFE, k);
    }
}

/* ---- a night ---- */

/* exp(-1 / days) is .6, so of a standard deviation of .1 comes .8 x .1 anew; of its variance .36 is the household's. */
START_TEST(of_yesterdays_strain_a_part_is_left_and_a_part_of_what_is_new_is_the_households)
{
    p.strain_days = (float)(-1 / log(.6));
    p.strain_arousal = .1f;
    p.strain_shared = .36f;
    const struct strain s = strain_of(&p, square_root);
    ck_assert_double_eq_tol((double)tension_next_day(s, .2f, 0, 0), .6 * .2, close);
    ck_assert_double_eq_tol((double)tension_next_day(s, .2f, 1, 0), .12 + .08 * .6, close);
    ck_assert_double_eq_tol((double)tension_next_day(s, .2f, 0, -2), .12 - 2 * .08 * .8, close);
}
END_TEST

/* Sums over nights that lie so far apart that they are independent. A variance has a relative standard error of sqrt(2 / n), a correlation r one of
 * (1 - r^2) / sqrt(n). */
START_TEST(strain_has_its_size_lasts_its_days_and_is_shared_in_part)
{
    enum { TIMES = 60, APART = 20 };
    double square = 0, next = 0, between = 0, sum = 0;
    p.strain_days = 2;
    p.strain_arousal = .1f;
    p.strain_shared = .3f;
    bear_alike(1);
    const struct stage stage = pair();
    const float *a = block.person[0].tension, *b = block.person[1].tension;
    for (uint32_t t = 0; t < TIMES; t++) {
        lane_values then;
        nights(&stage, t * APART, t * APART + APART - 2);
        memcpy(then, a, sizeof then);
        nights(&stage, t * APART + APART - 1, t * APART + APART - 1);
        for (int l = 0; l < LANES; l++) {
            sum += (double)a[l] / .1;
            square += (double)(a[l] * a[l]) / .01;
            next += (double)(a[l] * then[l]) / .01;
            between += (double)(a[l] * b[l]) / .01;
        }
    }
    const double n = TIMES * LANES, kept = exp(-.5);
    ck_assert_double_eq_tol(sum / n, 0, 4 / sqrt(n));
    ck_assert_double_eq_tol(square / n, 1, 4 * sqrt(2 / n));
    ck_assert_double_eq_tol(next / n / (square / n), kept, 4 * (1 - kept * kept) / sqrt(n));
    ck_assert_double_eq_tol(between / n / (square / n), .3, 4 * (1 - .09) / sqrt(n));
}
END_TEST

/* Off is exactly nothing: whatever else is set, and where it is never on nobody is tense. */
START_TEST(without_strain_a_night_leaves_everybody_as_tense_as_they_were)
{
    static struct block plain;
    p.strain_arousal = 0;
    bear_alike(1);
    const struct stage stage = pair();
    end_day(&stage, &block, 7);
    plain = block;
    p.strain_days = 1;
    p.strain_shared = 1;
    bear_alike(1);
    end_day(&stage, &block, 7);
    ck_assert_mem_eq(&block, &plain, sizeof block);
    for (int l = 0; l < LANES; l++) {
        ck_assert_float_eq(block.person[0].tension[l], 0);
    }
}
END_TEST

static int is_tense(int person)
{
    int tense = 0;
    for (int l = 0; l < LANES; l++) {
        tense += block.person[person].tension[l] != 0;
    }
    return tense;
}

START_TEST(who_only_gives_and_who_is_an_infant_is_not_strained)
{
    static const struct {
        const char *name;
        int strained; /* persons from the first on */
        int people;
    } settings[] = {{"romantic", 2, 4}, {"therapy", 2, 5}, {"family", 4, 6}, {"sacred", 1, 3}, {"caregiver_infant", 0, 2}, {"siblings", 0, 3}};
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        setting = setting_named(settings[i].name);
        p.strain_arousal = .1f;
        bear_alike(1);
        const struct stage stage = everybody();
        end_day(&stage, &block, 1);
        for (int person = 0; person < settings[i].people; person++) {
            ck_assert_int_eq(is_tense(person), person < settings[i].strained ? LANES : 0);
        }
    }
}
END_TEST

START_TEST(those_who_live_together_are_strained_by_default_and_others_are_not)
{
    const struct mend_param *line = mend_param_find("strain.arousal");
    char name[32];
    for (int k = 0; *mend_name_at(name, sizeof name, SETTING_NAMES, k); k++) {
        const int together = strcmp(name, "romantic") == 0 || strcmp(name, "therapy") == 0 || strcmp(name, "family") == 0;
        ck_assert_int_eq(mend_param_fallback(line, k) > 0, together);
    }
}
END_TEST

/* ---- a day ---- */

/* Connected for 72 minutes at .15 a minute: whatever arousal was, e^-10.8 = 2e-5 of the way to rest is left. */
START_TEST(a_strained_day_raises_the_level_that_arousal_returns_to_and_an_easy_one_lowers_it)
{
    static const float tension[] = {.2f, -.05f, -.3f, 2};
    static const double rest[] = {.28, .03, 0, 1};
    for (int k = 0; k < 4; k++) {
        bear_alike(1);
        set_tension(0, tension[k]);
        const struct stage stage = pair();
        play(&stage, &block, daily_scene(&p), DAILY_LIFE, 0, 2, NULL);
        for (int l = 0; l < LANES; l++) {
            ck_assert_double_eq_tol((double)block.person[0].arousal[l], rest[k], 1e-5);
            ck_assert_double_eq_tol((double)block.person[1].arousal[l], .08, close);
            ck_assert_double_eq_tol((double)rest_of(&block, 0, l), rest[k], close);
        }
    }
}
END_TEST

static double ruptures_in_a_turn(const struct stage *stage, uint32_t turn)
{
    double ruptures = 0;
    play(stage, &block, daily_scene(&p), DAILY_LIFE, turn, 1, NULL);
    for (int l = 0; l < LANES; l++) {
        ruptures += (double)block.tally[0].ruptures[l];
    }
    return ruptures;
}

/* Of an easily flooded B: connection breaks with 72 minutes' hazard times 1.6 less the responsiveness, which is nearly whole at rest and none at .5
 * above it; there a rupture is certain. B's arousal follows the strain in the first turn. */
START_TEST(strain_of_one_makes_connection_of_the_other_break_more_easily)
{
    p.answer_flooding = 40;
    of_b.sensitivity = 6;
    for (int tense = 0; tense < 2; tense++) {
        bear_alike(1);
        set_tension(1, tense ? .5f : 0);
        const struct stage stage = pair();
        p.rupture_scale = 0;
        ck_assert_double_eq(ruptures_in_a_turn(&stage, 0), 0);
        p.rupture_scale = 12;
        const double found = ruptures_in_a_turn(&stage, 1), most = 12 * .5 * .00147 * 72;
        if (tense) {
            ck_assert_double_gt(most * 1.6, 1);
            ck_assert_double_eq(found, LANES);
        } else {
            assert_share(found, LANES, most * (1.6 - sigma(6 + (double)p.adult_sensitivity - 40 * .08)));
        }
    }
}
END_TEST

/* ---- the diary ---- */

static void keep_diaries(void)
{
    const struct stage stage = pair();
    p.diary_error_arousal = p.diary_error_contentment = p.diary_error_sadness = 0;
    diary(&stage, &block, 0, diaries);
}

/* Nothing breaks: a day's arousal is rest, what is above it is taken from contentment, and nobody is sad. */
START_TEST(a_strained_day_is_rated_as_more_arousal_and_as_much_less_contentment)
{
    bear_alike(1);
    keep_diaries();
    const double content = (double)diaries[0].of[0][0].contentment;
    set_tension(0, .1f);
    keep_diaries();
    ck_assert_double_eq_tol((double)diaries[0].of[0][3].arousal, .18, close);
    ck_assert_double_eq_tol((double)diaries[0].of[0][3].contentment, content - .1, close);
    ck_assert_double_eq_tol((double)diaries[0].of[0][3].sadness, 0, close);
    ck_assert_double_eq_tol((double)diaries[0].of[1][3].arousal, .08, close);
}
END_TEST

/* A is hurt all day long: sad as long as nobody comes, and where soothing cannot be taken; not where it is. */
START_TEST(who_is_hurt_and_takes_no_comfort_is_sad)
{
    p.max_age = 1000;
    p.lapse_arousal = 0;
    p.steps_conflict = 4;
    learned.open = 1;
    learned.kind = CONFLICT;
    always(DRAW_SIGNAL);
    soothes(&of_b, 0);
    bear_alike(1);
    keep_diaries();
    ck_assert_float_eq(diaries[1].of[0][0].sadness, 1);
    soothes(&of_b, 1);
    takes_soothing(0);
    bear_alike(1);
    keep_diaries();
    ck_assert_float_eq(diaries[1].of[0][0].sadness, 1);
    takes_soothing(1);
    bear_alike(1);
    keep_diaries();
    ck_assert_float_eq(diaries[1].of[0][0].sadness, 0);
}
END_TEST

/* Days on which nothing breaks follow strain alone: of variances and of links over 34 pairs of days of 128 dyads, as above, with 4 standard errors of
 * days that are independent after 2 / (1 - kept) of them. */
START_TEST(days_are_alike_as_far_as_strain_lasts)
{
    enum { DAYS = 35 };
    const double kept = exp(-1 / 3.);
    double square = 0, next = 0, between = 0;
    p.strain_days = 3;
    p.strain_arousal = .02f; /* arousal stays off 0 */
    p.strain_shared = .4f;
    bear_alike(1);
    const struct stage stage = pair();
    nights(&stage, 0, 40);
    keep_diaries();
    for (int l = 0; l < LANES; l++) {
        for (int k = 0; k < DAYS; k++) {
            const double a = (double)diaries[l].of[0][k].arousal - .08, b = (double)diaries[l].of[1][k].arousal - .08;
            square += (a * a + b * b) / 2;
            between += a * b;
            next += k ? a * ((double)diaries[l].of[0][k - 1].arousal - .08) * DAYS / (DAYS - 1) : 0;
        }
    }
    const double n = LANES * DAYS * (1 - kept) / 2;
    ck_assert_double_eq_tol(sqrt(square / (LANES * DAYS)), .02, 4 * .02 / sqrt(2 * n));
    ck_assert_double_eq_tol(next / square, kept, 4 / sqrt(n));
    ck_assert_double_eq_tol(between / square, .4, 4 / sqrt(n));
}
END_TEST

TCase *procedures_strain_cases(void)
{
    TCase *tests = tcase_create("strain");
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, of_yesterdays_strain_a_part_is_left_and_a_part_of_what_is_new_is_the_households);
    tcase_add_test(tests, strain_has_its_size_lasts_its_days_and_is_shared_in_part);
    tcase_add_test(tests, without_strain_a_night_leaves_everybody_as_tense_as_they_were);
    tcase_add_test(tests, who_only_gives_and_who_is_an_infant_is_not_strained);
    tcase_add_test(tests, those_who_live_together_are_strained_by_default_and_others_are_not);
    tcase_add_test(tests, a_strained_day_raises_the_level_that_arousal_returns_to_and_an_easy_one_lowers_it);
    tcase_add_test(tests, strain_of_one_makes_connection_of_the_other_break_more_easily);
    tcase_add_test(tests, a_strained_day_is_rated_as_more_arousal_and_as_much_less_contentment);
    tcase_add_test(tests, who_is_hurt_and_takes_no_comfort_is_sad);
    tcase_add_test(tests, days_are_alike_as_far_as_strain_lasts);
    return tests;
}
