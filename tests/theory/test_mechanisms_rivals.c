/* What each rival rule learns from one rupture, worked out by hand, and where it settles. Mechanisms alone: what becomes of infants under a rival is
 * for the published findings to judge. Its cases belong to mechanisms_suite(). */
#include "assay/assay.h"
#include "io/text.h"
#include "theory/meeting_bench.h"

#include <string.h>

enum { RULES = MEND_LEARN_NONE + 1 };

/* Trust .5 and doubt .1 after a lesson y at a rate. */
static void assert_taught(struct bond bond, double y, double rate)
{
    ck_assert_double_eq_tol((double)bond.trust, .5 + rate * (y - .5), close);
    ck_assert_double_eq_tol((double)bond.doubt, .1 + rate * ((y - .5) * (y - .5) - .1), close); /* with the old trust */
}

static void assert_taught_nothing(struct bond now, struct bond before)
{
    ck_assert_float_eq(now.trust, before.trust);
    ck_assert_float_eq(now.doubt, before.doubt);
    ck_assert_float_eq(now.value_minimise, before.value_minimise);
    ck_assert_float_eq(now.value_signal, before.value_signal);
    ck_assert_float_eq(now.value_escalate, before.value_escalate);
}

/* ---- every rule ---- */

START_TEST(rules_stand_in_the_order_of_their_names)
{
    const char *const names[RULES] = {[MEND_LEARN_REPAIR] = "repair",
                                      [MEND_LEARN_CALM] = "calm",
                                      [MEND_LEARN_RUPTURE_COUNT] = "rupture_count",
                                      [MEND_LEARN_SENSITIVITY] = "sensitivity",
                                      [MEND_LEARN_NONE] = "none"};
    for (int rule = 0; rule < RULES; rule++) {
        ck_assert_int_eq(mend_position(names[rule], LEARNING_NAMES), rule);
    }
}
END_TEST

/* From the same state; what is learned then acts on what follows. */
START_TEST(a_rule_changes_nothing_in_a_turn_but_trust_doubt_and_values)
{
    for (int answer = FRIGHTEN; answer <= IGNORE; answer++) {
        for (int open = 0; open < 2; open++) {
            fresh();
            answer_with(answer);
            m.bond.open = (float)open;
            m.bond.fear = .1f;
            u.opening = 0;
            const struct meeting by_repair = met();
            p.learn_rule = _i;
            struct meeting by_rival = met();
            by_rival.bond.trust = by_repair.bond.trust;
            by_rival.bond.doubt = by_repair.bond.doubt;
            by_rival.bond.value_signal = by_repair.bond.value_signal;
            by_rival.bond.aroused = by_repair.bond.aroused;
            ck_assert_mem_eq(&by_rival, &by_repair, sizeof by_rival);
        }
    }
}
END_TEST

START_TEST(frozen_trust_stays_under_every_rule)
{
    p.learn_trust_on = 0;
    p.learn_rule = _i;
    for (int open = 0; open < 2; open++) {
        for (int opens = 0; opens < 2; opens++) {
            m.bond.open = (float)open;
            u.opening = opens ? 0 : .999f;
            ck_assert_float_eq(met().bond.trust, .5f);
            ck_assert_float_eq(met().bond.doubt, .1f);
        }
    }
}
END_TEST

START_TEST(nothing_is_learned_where_learning_is_off)
{
    scene.learning = 0;
    p.learn_rule = _i;
    assert_taught_nothing(met().bond, m.bond);
    m.bond.open = 0;
    assert_taught_nothing(met().bond, m.bond);
    u.opening = 0;
    assert_taught_nothing(met().bond, m.bond);
}
END_TEST

/* ---- calm ---- */

/* Two signals ignored (+ .02 each), then what `last` makes of the third turn. */
static struct meeting three_turns(enum kind_of_answer last)
{
    answer_with(IGNORE);
    m = met();
    m = met();
    answer_with(last);
    m = met();
    return m;
}

START_TEST(calm_teaches_the_mean_arousal_of_a_rupture_that_was_repaired)
{
    p.learn_rule = MEND_LEARN_CALM;
    const double arousal[] = {.52, .54, .54 * .27};
    const struct bond bond = three_turns(SOOTHE).bond;
    double value = 0;
    for (int k = 0; k < 3; k++) {
        value += .03 * (-arousal[k] - .01 - value); /* a level, not a fall */
    }
    ck_assert_float_eq(m.seen.repaired, 1);
    assert_taught(bond, 1 - (arousal[0] + arousal[1] + arousal[2]) / 3, .015);
    ck_assert_double_eq_tol((double)bond.value_signal, value, close);
}
END_TEST

START_TEST(calm_teaches_the_mean_arousal_of_a_rupture_that_lapsed_alike)
{
    p.learn_rule = MEND_LEARN_CALM;
    p.max_age = 2;
    const struct bond bond = three_turns(IGNORE).bond;
    ck_assert_float_eq(m.seen.lapsed, 1);
    assert_taught(bond, 1 - (.52 + .54 + .56) / 3, .015);
}
END_TEST

START_TEST(calm_counts_a_fright_as_it_was_felt)
{
    p.learn_rule = MEND_LEARN_CALM;
    p.fright_calm = 1;
    answer_with(FRIGHTEN);
    ck_assert_double_eq_tol((double)met().bond.value_signal, .03 * (-(.5 + .383) - .01), close);
}
END_TEST

START_TEST(under_calm_a_rupture_is_young_again_at_a_return)
{
    p.learn_rule = MEND_LEARN_CALM;
    m.bond.aroused = 40; /* of a long separation */
    assert_taught(met().bond, 1 - .5 * .27, .015);
}
END_TEST

/* ---- rupture count ---- */

START_TEST(a_rupture_is_counted_by_its_severity_as_it_opens)
{
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    m.bond.open = 0;
    u.opening = 0;
    u.severity = .5f; /* .15 + .6 / 4 = .3 */
    const struct meeting after = met();
    ck_assert_float_eq(after.seen.opened, 1);
    assert_taught(after.bond, 0, .015 * .3);
    scene.present = 0;
    scene.separation = .805f; /* and so is a leaving */
    assert_taught(met().bond, 0, .015 * .805);
}
END_TEST

START_TEST(a_turn_without_a_rupture_counts_as_one_is_usual_whatever_makes_them_rare_or_frequent)
{
    const float scales[] = {0, 1, 5};
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    m.bond.open = 0;
    u.arrival = .999f;
    for (int i = 0; i < 3; i++) {
        p.rupture_scale = scales[i];
        p.rupture_exogenous = i == 2;
        caregiver.sensitivity = scales[i];
        assert_taught(met().bond, 1, .015 * .00147 * 24);
    }
    scene.gap_minutes = 1;
    assert_taught(met().bond, 1, .015 * .00147);
    p.rupture_hazard = 1;
    scene.gap_minutes = 24; /* a chance is at most 1 */
    assert_taught(met().bond, 1, .015);
    scene.present = 0;
    assert_taught_nothing(met().bond, m.bond);
}
END_TEST

START_TEST(under_rupture_count_it_is_all_one_what_came_of_a_rupture)
{
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    m.bond.severity = .4f;
    for (int answer = FRIGHTEN; answer <= IGNORE; answer++) {
        for (int age = 0; age <= 17; age += 17) {
            answer_with(answer);
            m.bond.age = (float)age;
            const struct bond bond = met().bond;
            ck_assert_float_eq(bond.trust, .5f);
            ck_assert_float_eq(bond.doubt, .1f);
            ck_assert_double_eq_tol((double)bond.value_signal, .03 * (-.4 - .01), close);
        }
    }
}
END_TEST

/* A connected turn teaches 1 at a rate a (1 - h) u, and 0 at a h E s, h being its hazard, u the usual one and s the severity .15 + .6 u^2, of mean
 * .35 and mean square .1545. As an average that forgets at the rate k of both, trust has the variance h (a T)^2 E s^2 / (2 k), leaving out the small
 * steps toward 1. After 20,000 turns, of which at least a third are connected (the more, the smaller k), less than 1e-4 is left of where trust
 * started. */
static void assert_settles(double repair_scale, double rupture_scale)
{
    const double a = .015, usual = .00147 * 24, h = usual * rupture_scale * (1.6 - .5), k = a * ((1 - h) * usual + h * .35);
    const double settled = a * (1 - h) * usual / k, variance = h * a * a * settled * settled * .1545 / (2 * k);
    fresh();
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    p.answer_flooding = 0;
    p.repair_scale = (float)repair_scale;
    p.rupture_scale = (float)rupture_scale;
    caregiver.sensitivity = 0; /* of an availability of 1/2 */
    bear_alike(1);
    live(0, 20000);
    ck_assert_double_eq_tol(mean_of_lanes(block.bond[INFANT_BOND].trust), settled, 4 * sqrt(variance / LANES) + 1e-4);
}

START_TEST(under_rupture_count_trust_knows_no_repair_but_falls_with_ruptures)
{
    const double repairs[] = {.2, 1, 1.8}, ruptures[] = {.5, 1, 3};
    for (int i = 0; i < 9; i++) {
        assert_settles(repairs[i / 3], ruptures[i % 3]);
    }
}
END_TEST

/* Nothing else breaks, and the rest of the rupture teaches no trust. */
START_TEST(under_rupture_count_a_shock_costs_trust_by_its_severity)
{
    static struct shock_report report[LANES];
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    m.bond.open = 0;
    bear_alike(1);
    const struct stage stage = stage_of();
    resilience(&stage, &block, 0, report);
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)report[l].trust_lost, .5 * .015 * .8, close);
    }
}
END_TEST

/* ---- sensitivity ---- */

START_TEST(under_sensitivity_the_first_signal_teaches_at_once_whether_it_was_soothed)
{
    p.learn_rule = MEND_LEARN_SENSITIVITY;
    assert_taught(met().bond, 1, .015);
    ck_assert_double_eq_tol((double)met().bond.value_signal, .03 * (.73 * .5 - .01), close);
    p.accept_base = -20; /* soothed, and not taken: the same */
    u.acceptance = .99999f;
    ck_assert_float_eq(met().bond.open, 1);
    assert_taught(met().bond, 1, .015);
    ck_assert_double_eq_tol((double)met().bond.value_signal, .03 * (.73 * .5 - .01), close);
    for (int answer = FRIGHTEN; answer <= IGNORE; answer += 1 + (answer == REBUFF)) {
        answer_with(answer);
        assert_taught(met().bond, 0, .015);
        ck_assert_double_eq_tol((double)met().bond.value_signal, .03 * -.01, close);
    }
}
END_TEST

START_TEST(under_sensitivity_later_turns_teach_nothing_repaired_or_not)
{
    p.learn_rule = MEND_LEARN_SENSITIVITY;
    for (int answer = FRIGHTEN; answer <= IGNORE; answer++) {
        for (int age = 1; age <= 17; age += 8) {
            answer_with(answer);
            m.bond.age = (float)age;
            assert_taught_nothing(met().bond, m.bond);
        }
    }
    m.bond.open = 0;
    assert_taught_nothing(met().bond, m.bond);
    u.opening = 0;
    assert_taught_nothing(met().bond, m.bond);
}
END_TEST

START_TEST(under_sensitivity_a_giver_who_is_away_has_not_been_asked)
{
    p.learn_rule = MEND_LEARN_SENSITIVITY;
    scene.present = 0;
    assert_taught_nothing(met().bond, m.bond);
}
END_TEST

/* ---- none ---- */

START_TEST(under_none_trust_doubt_and_values_stay_as_at_birth)
{
    static struct block before;
    p = mend_params_default();
    p.learn_rule = MEND_LEARN_NONE;
    p.frightening_mean = -2;
    bear_infants(&block, &p, stage_of().who, 1);
    before = block;
    live(0, 60 * 60);
    const struct bond_lanes *now = &block.bond[INFANT_BOND], *then = &before.bond[INFANT_BOND];
    ck_assert_mem_eq(now->trust, then->trust, sizeof now->trust);
    ck_assert_mem_eq(now->doubt, then->doubt, sizeof now->doubt);
    ck_assert_mem_eq(now->value_minimise, then->value_minimise, sizeof now->value_minimise);
    ck_assert_mem_eq(now->value_signal, then->value_signal, sizeof now->value_signal);
    ck_assert_mem_eq(now->value_escalate, then->value_escalate, sizeof now->value_escalate);
    ck_assert_mem_ne(now->fear, then->fear, sizeof now->fear);
    ck_assert_double_gt(mean_of_lanes(block.tally[INFANT_BOND].repairs), 1);
}
END_TEST

TCase *mechanisms_rivals_cases(void)
{
    TCase *cases = tcase_create("rival rules");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, rules_stand_in_the_order_of_their_names);
    tcase_add_loop_test(cases, a_rule_changes_nothing_in_a_turn_but_trust_doubt_and_values, 0, RULES);
    tcase_add_loop_test(cases, frozen_trust_stays_under_every_rule, 0, RULES);
    tcase_add_loop_test(cases, nothing_is_learned_where_learning_is_off, 0, RULES);
    tcase_add_test(cases, calm_teaches_the_mean_arousal_of_a_rupture_that_was_repaired);
    tcase_add_test(cases, calm_teaches_the_mean_arousal_of_a_rupture_that_lapsed_alike);
    tcase_add_test(cases, calm_counts_a_fright_as_it_was_felt);
    tcase_add_test(cases, under_calm_a_rupture_is_young_again_at_a_return);
    tcase_add_test(cases, a_rupture_is_counted_by_its_severity_as_it_opens);
    tcase_add_test(cases, a_turn_without_a_rupture_counts_as_one_is_usual_whatever_makes_them_rare_or_frequent);
    tcase_add_test(cases, under_rupture_count_it_is_all_one_what_came_of_a_rupture);
    tcase_add_test(cases, under_rupture_count_trust_knows_no_repair_but_falls_with_ruptures);
    tcase_add_test(cases, under_rupture_count_a_shock_costs_trust_by_its_severity);
    tcase_add_test(cases, under_sensitivity_the_first_signal_teaches_at_once_whether_it_was_soothed);
    tcase_add_test(cases, under_sensitivity_later_turns_teach_nothing_repaired_or_not);
    tcase_add_test(cases, under_sensitivity_a_giver_who_is_away_has_not_been_asked);
    tcase_add_test(cases, under_none_trust_doubt_and_values_stay_as_at_birth);
    return cases;
}
