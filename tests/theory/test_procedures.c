/* Claims about the support discussion and the topic of the conflict discussion, and what all procedures owe to those they look at. */
#include "suites.h"
#include "theory/pair_bench.h"

static const double close = 1e-6;

static struct support_report support[LANES];
static struct shock_report shock[LANES];
static struct diary_report diaries[LANES];

static void talk(void)
{
    const struct stage stage = pair();
    bear_alike(1);
    support_discussion(&stage, &block, 0, support);
}

/* Sums of a count over all minutes of all couples. */
#define sum_of(field) sum_from(offsetof(struct support_minute, field) / sizeof(float))

static double sum_from(size_t field)
{
    double sum = 0;
    for (int l = 0; l < LANES; l++) {
        for (int m = 0; m < SUPPORT_MINUTES; m++) {
            sum += (double)((const float *)&support[l].minute[m])[field];
        }
    }
    return sum;
}

/* ---- what the observer counts ---- */

static void assert_minute(int minute, double signalling, double coping, double met, double waiting, double quiet, double bouts, double bouts_met)
{
    for (int l = 0; l < LANES; l++) {
        const struct support_minute *m = &support[l].minute[minute - 1];
        ck_assert_double_eq_tol((double)m->signalling, signalling, close);
        ck_assert_double_eq_tol((double)m->coping, coping, close);
        ck_assert_double_eq((double)m->met, met);
        ck_assert_double_eq((double)m->waiting, waiting);
        ck_assert_double_eq((double)m->quiet, quiet);
        ck_assert_double_eq((double)m->bouts, bouts);
        ck_assert_double_eq((double)m->bouts_met, bouts_met);
        ck_assert_double_eq((double)m->waiting_met, 0);
        ck_assert_double_eq((double)m->quiet_met, 0);
    }
}

/* Six intervals a minute; the last of all is followed by none. */
START_TEST(who_is_never_heard_waits_in_every_interval_and_has_one_bout)
{
    always(DRAW_SIGNAL);
    soothes(&of_b, 0);
    talk();
    assert_minute(1, 1, 0, 0, 6, 0, 1, 0);
    assert_minute(5, 1, 0, 0, 6, 0, 0, 0);
    assert_minute(8, 1, 0, 0, 5, 0, 0, 0);
    always(DRAW_ESCALATE);
    talk();
    assert_minute(1, 1, 0, 0, 6, 0, 1, 0);
    assert_minute(8, 1, 0, 0, 5, 0, 0, 0);
}
END_TEST

START_TEST(who_is_always_heard_never_waits_and_has_one_bout_that_is_met)
{
    always(DRAW_SIGNAL);
    soothes(&of_b, 1);
    talk();
    assert_minute(1, 1, 1, 6, 0, 0, 1, 1);
    assert_minute(8, 1, 1, 6, 0, 0, 0, 0);
}
END_TEST

START_TEST(who_shows_nothing_to_one_who_does_nothing_is_quiet)
{
    always(DRAW_MINIMISE);
    soothes(&of_b, 0);
    talk();
    assert_minute(1, 0, 0, 0, 0, 6, 0, 0);
    assert_minute(8, 0, 0, 0, 0, 5, 0, 0);
}
END_TEST

/* ---- what A does ---- */

/* A's arousal stays where it came in: .08 + .7 x .6 = .5, where the urge to tell is .5 - .4 = .1. All else being equal, of three bids whose values
 * are 0, .1 and .1 the last two are drawn with 2 / (2 + exp(-10 x .1)). */
START_TEST(telling_follows_arousal)
{
    learned = (struct bond){.trust = .5f, .belief = .5f, .credibility = 1};
    p.bid_slope = 10;
    p.rise_signal = p.rise_escalate = of_a.self_soothing = 0;
    p.support_severity = .6f;
    p.support_urge = 1;
    p.support_middle = .4f;
    p.support_goes_on = 0;
    soothes(&of_b, 0);
    talk();
    ck_assert_double_eq_tol((double)support[3].minute[0].arousal, .5, close);
    ck_assert_double_eq_tol((double)support[3].minute[7].arousal, .5, close);
    assert_share(sum_of(signalling) * INTERVALS_A_MINUTE, LANES * SUPPORT_TURNS, 2 / (2 + exp(-1)));
}
END_TEST

/* The same where arousal does not matter and A goes on as A was, by 10 x .1 of the logit: a bout begins in the first interval with 2 / 3, and after
 * an interval without a signal with 2 / (2 + e). */
START_TEST(who_has_fallen_silent_is_slow_to_begin_again)
{
    const double first = 2. / 3, later = 2 / (2 + exp(1));
    learned = (struct bond){.trust = .5f, .belief = .5f, .credibility = 1};
    p.bid_slope = 10;
    p.support_urge = 0;
    p.support_goes_on = .1f;
    soothes(&of_b, 0);
    talk();
    const double quiet = sum_of(quiet), expected = LANES * first + quiet * later;
    ck_assert_double_eq_tol(sum_of(bouts), expected, 4 * sqrt(LANES * first * (1 - first) + quiet * later * (1 - later)));
}
END_TEST

/* ---- what B does ---- */

/* An accepted step of ten seconds calms by .35 / 6. */
START_TEST(ten_seconds_calm_a_sixth_of_a_minute)
{
    always(DRAW_SIGNAL);
    soothes(&of_b, 1);
    takes_soothing(1);
    p.support_severity = .6f;
    p.support_pace = (float)(1. / 6);
    talk();
    double arousal = .5, mean = 0;
    for (int k = 0; k < INTERVALS_A_MINUTE; k++) {
        arousal *= 1 - .35 / 6;
        mean += arousal / INTERVALS_A_MINUTE;
    }
    ck_assert_double_eq_tol((double)support[0].minute[0].arousal, mean, close);
}
END_TEST

/* Availability toward a partner is adult.sensitivity here; of it, a stress that is not shown costs answer.unnoticed where there is no initiative. */
START_TEST(coping_without_a_signal_is_the_partners_initiative)
{
    always(DRAW_MINIMISE);
    p.support_attention = p.support_momentum = 0;
    p.support_unnoticed = 2;
    of_b.initiative = 1;
    talk();
    assert_share(sum_of(coping) * INTERVALS_A_MINUTE, LANES * SUPPORT_TURNS, sigma((double)p.adult_sensitivity));
    of_b.initiative = 0;
    talk();
    assert_share(sum_of(coping) * INTERVALS_A_MINUTE, LANES * SUPPORT_TURNS, sigma((double)p.adult_sensitivity - 2));
    p.support_unnoticed = 50;
    talk();
    ck_assert_double_eq(sum_of(coping), 0);
}
END_TEST

START_TEST(who_has_not_begun_to_listen_is_slow_to_begin)
{
    always(DRAW_SIGNAL);
    p.support_attention = -p.adult_sensitivity;
    p.support_momentum = 1;
    talk();
    assert_share(sum_of(waiting_met), sum_of(waiting), sigma(-1));
    p.support_momentum = 0;
    talk();
    assert_share(sum_of(waiting_met), sum_of(waiting), .5);
}
END_TEST

/* Of half a signal to a calm B a rejection of 1 makes .5 (.7 + .8 x .08) = .382 rebuffs in a minute; the rest is coping. */
START_TEST(in_ten_seconds_a_partner_rebuffs_a_sixth_as_often_as_in_a_minute)
{
    always(DRAW_SIGNAL);
    soothes(&of_b, 1);
    of_b.rejection = 1;
    p.adult_rejection = 1;
    p.giver_alarm = 0;
    p.support_pace = (float)(1. / 6);
    talk();
    assert_share(sum_of(coping) * INTERVALS_A_MINUTE, LANES * SUPPORT_TURNS, 1 - .382 / 6);
}
END_TEST

/* However volatile, B listens as a steady B does. */
START_TEST(the_mood_of_the_hour_stays_outside)
{
    static struct support_report steady[LANES];
    talk();
    memcpy(steady, support, sizeof support);
    of_b.volatility = 40;
    bear_alike(1);
    for (int l = 0; l < LANES; l++) {
        block.person[1].mood[l] = -3;
    }
    const struct stage stage = pair();
    support_discussion(&stage, &block, 0, support);
    ck_assert(memcmp(support, steady, sizeof support) == 0);
}
END_TEST

/* ---- what all procedures owe ---- */

/* Ordinary people, between whom all can happen. */
static void make_ordinary(uint32_t first)
{
    p = mend_params_default();
    p.turns_per_day = 20;
    p.rupture_scale = 20;
    p.diary_days = 5;
    p.strain_arousal = .1f;
    bear_block(&block, &p, &setting, (struct occasion){.seed_low = 9}, first, NULL, 0);
    before = block;
}

static void look_at_all(uint32_t day)
{
    const struct stage stage = everybody(), two = stage_of_two(&stage, 0);
    support_discussion(&two, &block, day * ASSAY_ROOM, support);
    diary(&stage, &block, day * ASSAY_ROOM, diaries);
    resilience(&two, &block, day * ASSAY_ROOM, shock);
}

START_TEST(a_procedure_leaves_those_it_looks_at_as_they_were)
{
    make_ordinary(1);
    look_at_all(3);
    ck_assert(memcmp(&block, &before, sizeof block) == 0);
}
END_TEST

START_TEST(what_a_procedure_sees_depends_on_the_dyad_and_the_day_and_on_nobody_else)
{
    static struct support_report support_then[LANES];
    static struct diary_report diaries_then[LANES];
    static struct shock_report shock_then[LANES];
    make_ordinary(1);
    look_at_all(3);
    memcpy(support_then, support, sizeof support);
    memcpy(diaries_then, diaries, sizeof diaries);
    memcpy(shock_then, shock, sizeof shock);
    make_ordinary(65);
    look_at_all(3);
    ck_assert(memcmp(&support[0], &support_then[64], 64 * sizeof support[0]) == 0);
    ck_assert(memcmp(&shock[0], &shock_then[64], 64 * sizeof shock[0]) == 0);
    for (int l = 0; l < 64; l++) {
        for (int c = 0; c < DIARISTS; c++) {
            ck_assert(memcmp(diaries[l].of[c], diaries_then[l + 64].of[c], 5 * sizeof(struct diary_entry)) == 0);
        }
    }
    look_at_all(4);
    ck_assert(memcmp(&support[0], &support_then[64], 64 * sizeof support[0]) != 0);
    ck_assert(diaries[0].of[0][0].arousal != diaries_then[64].of[0][0].arousal);
}
END_TEST

/* Mother and father are the first and the fourth bond of a family. */
START_TEST(two_of_a_family_are_seen_alone)
{
    setting = setting_named("family");
    const struct stage stage = everybody(), two = stage_of_two(&stage, 0);
    ck_assert_int_eq(two.contacts, 2);
    ck_assert_int_eq(two.contact[0].bond, 0);
    ck_assert_int_eq(two.contact[1].bond, 3);
    setting = setting_named("therapy");
    const struct stage clinic = everybody(), with_therapist = stage_of_two(&clinic, 2);
    ck_assert_int_eq(with_therapist.contacts, 1);
    ck_assert_int_eq(with_therapist.contact[0].bond, 2);
}
END_TEST

START_TEST(who_has_parted_comes_to_no_discussion_and_keeps_no_diary)
{
    const struct stage stage = pair();
    p.diary_days = 3;
    bear_alike(1);
    block.bond[0].ended[7] = block.bond[1].ended[7] = 1;
    support_discussion(&stage, &block, 0, support);
    diary(&stage, &block, 0, diaries);
    for (int l = 6; l <= 7; l++) {
        const int parted = l == 7;
        ck_assert_int_eq(isnan(support[l].minute[0].signalling) != 0, parted);
        ck_assert_int_eq(isnan(support[l].minute[7].bouts_met) != 0, parted);
        ck_assert_int_eq(isnan(diaries[l].of[0][0].arousal) != 0, parted);
        ck_assert_int_eq(isnan(diaries[l].of[1][2].contentment) != 0, parted);
    }
}
END_TEST

/* ---- the conflict discussion ---- */

/* Nothing breaks but what the topic breaks. It takes the one whose topic it is to .08 + .7 (.6 + .4 .466) = .63, the other to .44; who minimises then
 * calms. */
START_TEST(a_topic_is_hardest_for_the_one_whose_topic_it_is)
{
    static struct discussion_reports talks[LANES];
    always(DRAW_MINIMISE);
    soothes(&of_a, 0);
    soothes(&of_b, 0);
    p.flooded_above = .5f;
    bear_alike(1);
    for (int topic = 0; topic < DISCUSSANTS; topic++) {
        p.topic = topic;
        const struct stage stage = pair();
        conflict_discussion(&stage, &block, 0, talks);
        for (int l = 0; l < LANES; l++) {
            ck_assert_float_ge(talks[l].of[topic].flooded, 1);
            ck_assert_float_eq(talks[l].of[1 - topic].flooded, 0);
        }
    }
}
END_TEST

Suite *procedures_suite(void)
{
    Suite *suite = suite_create("procedures");
    TCase *tests = tcase_create("support");
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, who_is_never_heard_waits_in_every_interval_and_has_one_bout);
    tcase_add_test(tests, who_is_always_heard_never_waits_and_has_one_bout_that_is_met);
    tcase_add_test(tests, who_shows_nothing_to_one_who_does_nothing_is_quiet);
    tcase_add_test(tests, telling_follows_arousal);
    tcase_add_test(tests, who_has_fallen_silent_is_slow_to_begin_again);
    tcase_add_test(tests, ten_seconds_calm_a_sixth_of_a_minute);
    tcase_add_test(tests, coping_without_a_signal_is_the_partners_initiative);
    tcase_add_test(tests, who_has_not_begun_to_listen_is_slow_to_begin);
    tcase_add_test(tests, in_ten_seconds_a_partner_rebuffs_a_sixth_as_often_as_in_a_minute);
    tcase_add_test(tests, the_mood_of_the_hour_stays_outside);
    tcase_add_test(tests, a_procedure_leaves_those_it_looks_at_as_they_were);
    tcase_add_test(tests, what_a_procedure_sees_depends_on_the_dyad_and_the_day_and_on_nobody_else);
    tcase_add_test(tests, two_of_a_family_are_seen_alone);
    tcase_add_test(tests, who_has_parted_comes_to_no_discussion_and_keeps_no_diary);
    tcase_add_test(tests, a_topic_is_hardest_for_the_one_whose_topic_it_is);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, procedures_days_cases());
    suite_add_tcase(suite, procedures_strain_cases());
    suite_add_tcase(suite, procedures_plan_cases());
    return suite;
}
