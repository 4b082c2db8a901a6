/* Measures that published findings are read from, of made-up populations, and what is made of them in a line of findings; worked out by hand. */
#include "unit/made_up.h"

#include "study/diary.h"
#include "study/validate.h"

#include <math.h>
#include <string.h>

static struct phase_row phase[DYADS * PLAY_PHASES];
static struct visit_row visit[DYADS * OCCASIONS];
static struct entry_row entry[DYADS * DIARISTS * 3];
static struct diary_told told[DYADS];

/* ---- infants ---- */

/* Four infants, two of them secure, at play: matched .5, .4, .2, .1. */
static void play_four(void)
{
    const float play[] = {.5f, .4f, .2f, .1f}, reunion[] = {.3f, .3f, .1f, .1f}, rest[] = {.1f, .1f, .3f, .3f}, later[] = {.2f, .2f, .4f, .4f};
    settle("caregiver_infant", 4);
    people.records.phase = phase;
    people.records.face_days = 1;
    for (int i = 0; i < 4; i++) {
        outcome_at(i, 0)->class = outcome_at(i, 0)->pattern = i < 2 ? SECURE : AVOIDANT;
        phase[i * PLAY_PHASES] = (struct phase_row){.matched = play[i], .arousal = rest[i], .cortisol = .1f};
        phase[i * PLAY_PHASES + 1] = (struct phase_row){.arousal = rest[i] + .5f};
        phase[i * PLAY_PHASES + 2] =
            (struct phase_row){.matched = reunion[i], .arousal = later[i], .latency = (float)(i + 1), .cortisol = .1f + .01f * (float)(i + 1)};
    }
    ck_assert(summarise(&people, &summary, &report));
}

START_TEST(play_is_held_against_still_face_and_reunion)
{
    play_four();
    assert_measure("mismatched_play.mean", .7, 4);
    assert_measure("matched_still.change", -.3, 4);
    assert_measure("matched_reunion.change", -.1, 4);
    assert_measure("arousal_still.change", .5, 4);
    assert_measure("arousal_reunion.change", .1, 4);
    assert_measure("arousal_reunion.recovery", -.4, 4);
    /* .1 .1 .3 .3 and .2 .2 .4 .4: half the difference of the means over the root of the mean square, .05 / sqrt(.0125) */
    assert_measure("arousal_reunion.r.play", .05 / sqrt(.0125), 4);
    assert_measure("latency_reunion.r.cortisol", 1, 4);
    /* 1 2 against 3 4: 1 / sqrt(1.25) */
    assert_measure("latency_reunion.r.insecure", 1 / sqrt(1.25), 4);
    /* .5 .4 .2 .1 with .3 .3 .1 .1: sums of squares .1 and .04, of products .06 */
    assert_measure("matched_play.r.matched_reunion", .06 / sqrt(.1 * .04), 4);
}
END_TEST

/* Who is matched half the time is secure, who never or always is not: the parabola through 0, 1, 0 is 4x - 4x^2, its slopes at the ends 4 and -4. */
START_TEST(the_middle_is_best_where_a_parabola_rises_and_falls)
{
    settle("caregiver_infant", 12);
    people.records.phase = phase;
    people.records.face_days = 1;
    for (int i = 0; i < 12; i++) {
        phase[i * PLAY_PHASES].matched = .5f * (float)(i % 3);
        outcome_at(i, 0)->class = i % 3 == 1 ? SECURE : ANXIOUS;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("matched_play.optimum", 4, 12);
    for (int i = 0; i < 12; i++) {
        outcome_at(i, 0)->class = i % 3 == 2 ? SECURE : ANXIOUS; /* 0, 0, 1: 2x^2 - x, which falls at 0 and rises by 3 at 1 */
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("matched_play.optimum", -3, 12);
}
END_TEST

START_TEST(the_first_visit_and_the_last_are_told_apart)
{
    const float first[] = {.9f, .7f, .3f, .1f};
    settle("caregiver_infant", 4);
    people.records.visit = visit;
    people.records.home_days = OCCASIONS;
    for (int i = 0; i < 4; i++) {
        outcome_at(i, 0)->pattern = i < 2 ? SECURE : ANXIOUS;
        visit[i * OCCASIONS].sensitivity = first[i];
        visit[i * OCCASIONS + 1].sensitivity = i % 2 ? .4f : .6f;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("sensitivity_first.r.secure", .3 / sqrt(.1), 4); /* .8 against .2, variance .1 */
    assert_measure("sensitivity.r.secure", 0, 4);
}
END_TEST

/* Reactivity is exp(.25 z): a third are above exp(.25 x .43). Of the six who are, half are secure at .3 by symmetry. */
START_TEST(half_are_secure_where_the_curve_of_the_irritable_crosses)
{
    const float met[] = {.1f, .2f, .2f, .4f, .4f, .5f}, class[] = {ANXIOUS, ANXIOUS, SECURE, ANXIOUS, SECURE, SECURE};
    settle("caregiver_infant", 7);
    for (int i = 0; i < 7; i++) {
        outcome_at(i, 0)->reactivity = i < 6 ? 1.12f : 1.11f;
        outcome_at(i, 0)->ruptures = 10;
        outcome_at(i, 0)->prompt_share = i < 6 ? met[i] : .9f;
        outcome_at(i, 0)->class = i < 6 ? class[i] : ANXIOUS; /* the seventh would move it, and is not irritable */
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("secure_if_met.half", .3, 6);
}
END_TEST

/* Conflict of 9 is read by avoidance and resistance. */
START_TEST(before_there_was_a_fourth_class_three_shared_everybody)
{
    settle("caregiver_infant", 4);
    people.records.episode = episode;
    people.records.strange_days = 1;
    for (int i = 0; i < 4; i++) {
        outcome_at(i, 0)->conflict = i < 2 ? 9 : 1;
        outcome_at(i, 0)->avoidance = i == 0 ? 6 : 1;
        outcome_at(i, 0)->resistance = i == 1 ? 6 : 1;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("share.secure.abc", .5, 4);
    assert_measure("share.avoidant.abc", .25, 4);
    assert_measure("share.anxious.abc", .25, 4);
    assert_measure("share.disorganized.abc", 0, 4);
}
END_TEST

/* First B B B, A A, C: two of three B stay, one of two A, no C. */
START_TEST(the_class_that_stays_most_is_known_by_how_much)
{
    const float first[] = {SECURE, SECURE, SECURE, AVOIDANT, AVOIDANT, ANXIOUS}, last[] = {SECURE, SECURE, ANXIOUS, AVOIDANT, SECURE, SECURE};
    settle("caregiver_infant", 6);
    for (int i = 0; i < 6; i++) {
        first_class[i] = first[i];
        outcome_at(i, 0)->class = last[i];
    }
    people.records.first_class = first_class;
    people.records.strange_days = OCCASIONS;
    people.records.episode = episode;
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("stability.secure_less_others", 2. / 3 - .5, 6);
}
END_TEST

START_TEST(an_unresolved_caregiver_is_of_no_other_group_of_four)
{
    settle("romantic", 1);
    people.config.params.generations = 2;
    people.records.descent = descent;
    memset(descent, 0, sizeof descent);
    descent[2] = (struct descent_row){.generation = 2, .caregiver_pattern = SECURE, .caregiver_is_unresolved = 1, .infant_class = SECURE};
    descent[3] = (struct descent_row){.generation = 2, .caregiver_pattern = SECURE, .infant_class = SECURE};
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("caregivers.autonomous", 1, 1);
    assert_measure("caregivers.only_autonomous", .5, 1);
    assert_measure("caregivers.only_dismissing", 0, 1);
    assert_measure("caregivers.unresolved", .5, 1);
}
END_TEST

/* Trust .5 and values 0: only doubt .1 tells the bids apart, by 13.3 x 1.33 x .1 = 1.7689. P(minimise) = 1 / (2 + e^1.7689) = .127155, P(escalate) =
 * .745689; logits of (.01 + P) / (1.01 - P). */
START_TEST(what_growing_up_standardises_is_known_of_infants)
{
    settle("caregiver_infant", 2);
    people.records.episode = episode;
    people.records.strange_days = 1;
    for (int i = 0; i < 2; i++) {
        outcome_at(i, 0)->trust = .5f;
        outcome_at(i, 0)->doubt = .1f;
        outcome_at(i, 0)->fear = i ? .18f : 0;
    }
    ck_assert(summarise(&people, &summary, &report));
    ck_assert_double_eq_tol(measured("growing.avoidance.mean")->value, -2.862035, 1e-4);
    ck_assert_double_eq_tol(measured("growing.anxiety.mean")->value, 2.525253, 1e-4);
    ck_assert_double_eq_tol(measured("growing.fright.mean")->value, (log(.02) + log(.2)) / 2, 1e-5);
    ck_assert_double_eq_tol(measured("growing.fright.sd")->value, log(10) / sqrt(2), 1e-5);
    ck_assert_double_eq_tol(measured("growing.anxiety.sd")->value, 0, 1e-6);
}
END_TEST

/* ---- pairs ---- */

/* Ratios 1/4, 1/2, 1, 2, 4, of which the first, the second and the fourth end: below 1/2 or 2 a cut-off tells four of five. */
START_TEST(who_will_part_is_told_by_the_best_cut_off)
{
    const float positive[] = {0, 0, 0, 1, 3}, negative[] = {3, 1, 0, 0, 0};
    const bool ends[] = {true, true, false, true, false};
    settle("romantic", 5);
    people.config.params.can_end = 1;
    people.records.talk = talk;
    people.records.conflict_days = 1;
    for (int i = 0; i < 5; i++) {
        talk[2 * i] = (struct talk_row){.day = 1, .positive = positive[i], .negative = negative[i], .early_positive = positive[i]};
        talk[2 * i].early_negative = negative[i];
        talk[2 * i].returned_pursuit = ends[i] ? .6f : .2f;
        talk[2 * i + 1] = (struct talk_row){.day = 1, .returned_pursuit = .1f, .returned_rest = .1f};
        outcome_at(i, 0)->ended = outcome_at(i, 1)->ended = ends[i];
        outcome_at(i, 0)->days_together = outcome_at(i, 1)->days_together = 365;
        outcome_at(i, 0)->route = ends[i] ? i < 2 ? 1 : 2 : 0;
    }
    outcome_at(3, 0)->days_together = 730;
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("conflict.accuracy", .8, 5);
    /* logs -2 -1 0 1 2 (of 2) with 1 1 0 1 0: sums of squares 10 and 1.2, of products -2 */
    assert_measure("conflict.early.r.ended", -2 / sqrt(12.), 5);
    assert_measure("conflict.reciprocity.r.ended", 1, 5);
    assert_measure("years_together.hot", 1, 2);
    assert_measure("years_together.cold", 2, 1);
}
END_TEST

/* Three pairs, three days. A's means of arousal .1 .2 .3, B's .2 .1 .3, contentment of A .3 .2 .1. */
START_TEST(weeks_of_a_diary_make_a_mean_of_each_partner)
{
    const float a[] = {.1f, .2f, .3f}, b[] = {.2f, .1f, .3f}, content[] = {.3f, .2f, .1f};
    settle("romantic", 3);
    people.config.params.diary_days = 3;
    people.records.entry = entry;
    people.records.told = told;
    people.records.diary_days = 1;
    for (int i = 0; i < 3; i++) {
        for (int day = 0; day < 3; day++) {
            const float swing = .05f * (float)(day - 1);
            entry[(i * DIARISTS) * 3 + day] = (struct entry_row){.arousal = a[i] + swing, .contentment = content[i] - swing};
            entry[(i * DIARISTS + 1) * 3 + day] = (struct entry_row){.arousal = b[i] - swing, .contentment = content[(i + 1) % 3]};
        }
        told[i] = diary_tells(&entry[i * DIARISTS * 3], &entry[(i * DIARISTS + 1) * 3], 3);
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("diary.mean.r.arousal", .5, 3);
    assert_measure("diary.mean.d.arousal", 0, 3);
    assert_measure("diary.mean.r.own_a", -1, 3);
    assert_measure("diary.mean.r.b_on_a", -.5, 3);
    assert_measure("diary.mean.r.own_b", 1, 3);
}
END_TEST

START_TEST(dismissing_and_fearful_are_one_group_of_three)
{
    const float pattern[] = {SECURE, AVOIDANT, DISORGANIZED, ANXIOUS};
    settle("romantic", 2);
    for (int i = 0; i < 4; i++) {
        outcome_at(i / 2, i % 2)->pattern = pattern[i];
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("share.avoidant_or_fearful", .5, 2);
}
END_TEST

/* ---- lines of findings ---- */

static const struct taken third = {1. / 3, 2}, half = {.5, 2};

static const struct {
    enum mend_statistic statistic;
    const char *unit;
    double value;
} lines[] = {
    {MEND_VALUE, "r", .5},
    {MEND_VALUE, "%", 50},
    {MEND_VALUE, "% of time", 50},
    {MEND_DIFFERENCE, "", 1. / 6},
    {MEND_DIFFERENCE, "%", 100. / 6},
    {MEND_RATIO, "x", 1.5},
    {MEND_LOGIT_D, "d", 0.38215207}, /* ln 2 x sqrt(3) / pi */
    {MEND_R, "r", 0.04163054},       /* d 1/12, r = d / sqrt(d^2 + 4) */
};

START_TEST(a_line_is_what_its_statistic_makes_of_one_scenario_or_two)
{
    struct mend_finding f = {.statistic = lines[_i].statistic};
    strcpy(f.unit, lines[_i].unit);
    const double value = value_of_line(&f, half, third);
    ck_assert_msg(fabs(value - lines[_i].value) < 1e-7, "%.9g, not %.9g", value, lines[_i].value);
}
END_TEST

/* Of whom there is nobody, there is neither a logit nor a ratio: 1 / 0 would be the largest of all numbers, and no quantile. */
START_TEST(a_line_of_nobody_has_no_value)
{
    const struct taken nobody = {0, 0};
    const struct mend_finding d = {.statistic = MEND_LOGIT_D}, ratio = {.statistic = MEND_RATIO};
    ck_assert(isnan(value_of_line(&d, nobody, half)) && isnan(value_of_line(&d, half, nobody)) && isnan(value_of_line(&ratio, half, nobody)));
}
END_TEST

/* The spread of a mean stands in its interval: 2.5 +- t sd / sqrt(n). */
START_TEST(the_standard_deviation_of_a_mean_is_read_off_its_interval)
{
    settle("caregiver_infant", 4);
    for (int i = 0; i < 4; i++) {
        outcome_at(i, 0)->trust = (float)i + 1;
    }
    ck_assert(summarise(&people, &summary, &report));
    const struct taken mean = taken_of(&summary, "trust.mean");
    ck_assert_double_eq_tol(mean.value, 2.5, 1e-12);
    ck_assert_double_eq_tol(mean.sd, sqrt(5. / 3), 1e-9);
    ck_assert(isnan(taken_of(&summary, "no.such.measure").value));
}
END_TEST

static const struct {
    enum mend_accept accept;
    double value, lower, upper;
    int64_t n;
    bool agrees;
} verdicts[] = {
    {MEND_WITHIN, .4, 0, 1, 0, true},      {MEND_WITHIN, .61, .5, .7, 0, false},     {MEND_WITHIN, .2, .1, .3, 0, true},
    {MEND_ABOVE, .2, .01, .4, 0, true},    {MEND_ABOVE, .2, -.01, .4, 0, false},     {MEND_BELOW, -.2, -.4, -.01, 0, true},
    {MEND_BELOW, -.2, -.4, .01, 0, false}, {MEND_NOT_BELOW, -.2, -.4, .01, 0, true}, {MEND_NOT_BELOW, -.2, -.4, -.01, 0, false},
    {MEND_NONE, .1, 0, .19, 100, true},    {MEND_NONE, .1, 0, .2, 100, false},       {MEND_NONE, -.1, -.2, 0, 100, false},
};

/* Within .2 to .6; an effect is none below 1.96 / sqrt(n), which is .196 at 100. What is not known agrees with nothing. */
START_TEST(a_line_agrees_as_it_says)
{
    const struct mend_finding f = {.accept = verdicts[_i].accept, .accept_lower = .2, .accept_upper = .6, .n = verdicts[_i].n};
    ck_assert_int_eq(agrees(&f, verdicts[_i].value, verdicts[_i].lower, verdicts[_i].upper), verdicts[_i].agrees);
    ck_assert(!agrees(&f, NAN, NAN, NAN));
}
END_TEST

TCase *published_cases(void)
{
    TCase *tests = tcase_create("published");
    tcase_add_test(tests, play_is_held_against_still_face_and_reunion);
    tcase_add_test(tests, the_middle_is_best_where_a_parabola_rises_and_falls);
    tcase_add_test(tests, the_first_visit_and_the_last_are_told_apart);
    tcase_add_test(tests, half_are_secure_where_the_curve_of_the_irritable_crosses);
    tcase_add_test(tests, before_there_was_a_fourth_class_three_shared_everybody);
    tcase_add_test(tests, the_class_that_stays_most_is_known_by_how_much);
    tcase_add_test(tests, an_unresolved_caregiver_is_of_no_other_group_of_four);
    tcase_add_test(tests, what_growing_up_standardises_is_known_of_infants);
    tcase_add_test(tests, who_will_part_is_told_by_the_best_cut_off);
    tcase_add_test(tests, weeks_of_a_diary_make_a_mean_of_each_partner);
    tcase_add_test(tests, dismissing_and_fearful_are_one_group_of_three);
    tcase_add_loop_test(tests, a_line_is_what_its_statistic_makes_of_one_scenario_or_two, 0, sizeof lines / sizeof lines[0]);
    tcase_add_test(tests, a_line_of_nobody_has_no_value);
    tcase_add_test(tests, the_standard_deviation_of_a_mean_is_read_off_its_interval);
    tcase_add_loop_test(tests, a_line_agrees_as_it_says, 0, sizeof verdicts / sizeof verdicts[0]);
    return tests;
}
