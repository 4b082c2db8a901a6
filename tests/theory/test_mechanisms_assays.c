/* What the assays see of those who always do the same, and how scores are read. Its cases belong to mechanisms_suite(). */
#include "assay/assay.h"
#include "reading/rule.h"
#include "theory/meeting_bench.h"

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

/* The rupture of a separation is as young at the reunion as a new one: with max_age 4 the ages 0 to 4 are five broken turns of twelve, though the
 * separation took eleven and, the second, twenty-three. */
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

/* No rupture open, arousal and cortisol at rest, the giver calm: what the day was like shows only in what was learned. Ruptures are frequent here, so
 * that an aroused giver would open others. */
START_TEST(a_strange_situation_starts_from_rest_whatever_the_day_was_like)
{
    static struct strange_report calm[LANES];
    const struct stage stage = stage_of();
    p = mend_params_default();
    p.rupture_scale = 50;
    bear_infants(&block, &p, stage.who, 1);
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
    static struct block before;
    static struct home_report home[LANES];
    static struct face_report face[LANES];
    const struct stage stage = stage_of();
    p = mend_params_default();
    p.rupture_scale = 4;
    p.frightening_mean = -2;
    bear_infants(&block, &p, stage.who, 1);
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
    const struct {
        struct scores_read scores;
        enum class_read class, by_proximity;
    } cases[] = {
        {{7, 1, 1, 1}, SECURE, SECURE},
        {{4, 4, 1, 1}, SECURE, SECURE}, /* avoidance of exactly 4, and no more than proximity */
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

TCase *mechanisms_assays_cases(void)
{
    TCase *cases = tcase_create("assays and reading");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, scores_of_those_who_always_do_the_same_are_at_the_ends_of_the_scales);
    tcase_add_test(cases, few_turns_count_in_proportion);
    tcase_add_test(cases, refused_soothing_counts_as_resistance_whatever_the_bid);
    tcase_add_test(cases, a_conflicted_turn_counts_as_neither_minimised_nor_escalated);
    tcase_add_test(cases, a_reunion_starts_with_a_rupture_of_age_0);
    tcase_add_test(cases, a_strange_situation_starts_from_rest_whatever_the_day_was_like);
    tcase_add_test(cases, assays_leave_the_life_untouched_and_the_learned_state_as_it_was);
    tcase_add_test(cases, half_of_the_turns_is_not_yet_enough_and_conflict_of_5_is);
    return cases;
}
