/* Rival rules between adults: protest, harm, God, nights. Hand calculations, as in test_mechanisms_rivals.c. Its cases belong to mechanisms_suite().
 */
#include "life/calendar.h"
#include "theory/pair_bench.h"

TCase *mechanisms_rivals_of_adults_cases(void);

static const double close = 1e-6;

/* At 25 years, of an infant's learning rates. */
static double pace(void)
{
    return 1 / (1 + 24 / 9.5);
}

/* A turn of daily life; what is watched goes through another loop than what is not, and is the same. */
static void live_a_turn(uint32_t when)
{
    static struct block watched;
    static struct seen_lanes seen[2];
    const struct stage stage = everybody();
    watched = block;
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, when, 1, NULL);
    play(&stage, &watched, daily_scene(&p), DAILY_LIFE, when, 1, seen);
    ck_assert_mem_eq(&block, &watched, offsetof(struct block, mood_word));
}

/* Of everybody's bond `k`: trust and doubt after each y of `lessons` at its share of the rate, from the .5 and .1 that they start with. */
static void assert_taught(int k, int lessons, const double (*lesson)[2])
{
    double trust = .5, doubt = .1;
    for (int i = 0; i < lessons; i++) {
        const double rate = .015 * pace() * lesson[i][1], miss = lesson[i][0] - trust;
        doubt += rate * (miss * miss - doubt);
        trust += rate * miss;
    }
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)block.bond[k].trust[l], trust, close);
        ck_assert_double_eq_tol((double)block.bond[k].doubt[l], doubt, close);
    }
}

/* Bond `k` is broken, of a severity and an age, its seeker this much aroused. */
static void break_bond(int k, float severity, float age, float arousal)
{
    for (int l = 0; l < LANES; l++) {
        block.bond[k].open[l] = 1;
        block.bond[k].severity[l] = severity;
        block.bond[k].age[l] = age;
        block.bond[k].kind[l] = CONFLICT;
        block.person[setting.tie[k].seeker].arousal[l] = arousal;
    }
}

/* ---- a bond each way ---- */

/* B's own turn is connected, 72 minutes long; then A's protest breaks it, with a severity of .3. */
START_TEST(under_rupture_count_a_protest_counts_with_the_one_it_stings)
{
    const double lessons[][2] = {{1, .00147 * 72 * .5}, {0, .3}};
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    p.protest_back = 1;
    always(DRAW_ESCALATE);
    bear_alike(1);
    break_bond(0, .6f, 0, 1);
    live_a_turn(0);
    ck_assert_float_eq(block.tally[1].provoked[0], 1);
    assert_taught(1, 2, lessons);
    assert_taught(0, 0, NULL); /* A's was open already */
}
END_TEST

/* One soothing takes .35 of arousal, of which a conflict needs four. */
START_TEST(under_sensitivity_the_first_soothing_of_a_partner_counts_and_not_the_repair)
{
    const double lesson[][2] = {{1, 1}};
    p.learn_rule = MEND_LEARN_SENSITIVITY;
    always(DRAW_SIGNAL);
    takes_soothing(1);
    soothes(&of_b, 1);
    bear_alike(1);
    break_bond(0, .6f, 0, .8f);
    live_a_turn(0);
    assert_taught(0, 1, lesson);
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)block.bond[0].value_signal[l], 5 + .03 * pace() * (.35 * .8 - .01 - 5), close);
    }
    for (uint32_t k = 1; k < 4; k++) {
        live_a_turn(k);
    }
    ck_assert_float_eq(block.tally[0].repairs[0], 1);
    assert_taught(0, 1, lesson);
}
END_TEST

/* Three of four steps, .35 of arousal each: then A, who was little aroused, is calm enough (.082, below .12) to let it go. */
START_TEST(under_calm_half_a_repair_teaches_no_more_than_the_arousal_it_left)
{
    double arousal = .3, sum = 0;
    p.learn_rule = MEND_LEARN_CALM;
    p.adult_alarm = 0;
    always(DRAW_SIGNAL);
    takes_soothing(1);
    soothes(&of_b, 1);
    bear_alike(1);
    break_bond(0, .6f, 0, .3f);
    for (uint32_t k = 0; k < 3; k++) {
        live_a_turn(k);
        arousal *= .65;
        sum += arousal;
    }
    const double lesson[][2] = {{1 - sum / 3, 1}};
    ck_assert_float_eq(block.bond[0].open[0], 0);
    ck_assert_float_eq(block.tally[0].repairs[0], 0);
    assert_taught(0, 1, lesson);
}
END_TEST

START_TEST(under_rupture_count_a_harm_counts_by_its_severity)
{
    const double lesson[][2] = {{0, .95}};
    p.learn_rule = MEND_LEARN_RUPTURE_COUNT;
    p.harm_per_day = 100;
    p.turns_per_day = 4; /* so that there is one in every connected turn */
    bear_alike(1);
    live_a_turn(0);
    ck_assert_float_eq(block.tally[0].harms[0], 1);
    assert_taught(0, 1, lesson);
    assert_taught(1, 1, lesson);
}
END_TEST

/* ---- nights ---- */

START_TEST(under_none_nights_too_leave_trust_and_doubt_as_a_bond_started)
{
    p.learn_rule = MEND_LEARN_NONE;
    p.rupture_scale = 1;
    bear_alike(1);
    for (int l = 0; l < LANES; l++) {
        block.person[0].working_model[l] = .9f;
        block.person[0].general_doubt[l] = .3f;
    }
    const struct stage stage = everybody();
    for (int64_t day = 1; day <= 100; day++) {
        play(&stage, &block, daily_scene(&p), DAILY_LIFE, (uint32_t)(day - 1) * 20, 20, NULL);
        end_day(&stage, &block, day);
    }
    assert_taught(0, 0, NULL);
    assert_taught(1, 0, NULL);
    ck_assert_mem_eq(block.bond[0].value_signal, before.bond[0].value_signal, sizeof(lane_values));
    ck_assert_float_lt(block.person[0].working_model[0], .9f); /* which still pools what the bonds are */
    ck_assert_float_gt(block.tally[0].ruptures[0], 0);
}
END_TEST

/* ---- God ---- */

static void before_god(int rule, int bid, int perceives)
{
    fresh();
    setting = setting_named("sacred");
    p.learn_rule = rule;
    p.perceive_base = perceives ? 40 : -40;
    always(bid);
    takes_soothing(1);
    bear_alike(1);
    for (int l = 0; l < LANES; l++) {
        block.traits[1].sensitivity[l] = 20;
        block.traits[1].initiative[l] = 1;
    }
    break_bond(0, .6f, 0, .8f);
}

static void turn_before_god(void)
{
    const struct stage stage = everybody();
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, 0, 1, NULL);
}

START_TEST(under_sensitivity_god_has_answered_where_the_answer_is_perceived)
{
    const int bids[] = {DRAW_SIGNAL, DRAW_ESCALATE};
    for (int i = 0; i < 4; i++) {
        const double lesson[][2] = {{i % 2, 1}};
        before_god(MEND_LEARN_SENSITIVITY, bids[i / 2], i % 2);
        turn_before_god();
        assert_taught(0, 1, lesson);
    }
}
END_TEST

/* Where repair teaches no trust, being to one's own credit, calm does; relief is .35 of arousal. */
START_TEST(under_calm_it_is_all_one_whose_credit_it_is)
{
    const double lesson[][2] = {{1 - .65 * .8, 1}};
    for (int rule = MEND_LEARN_REPAIR; rule <= MEND_LEARN_CALM; rule++) {
        before_god(rule, DRAW_ESCALATE, 1);
        for (int l = 0; l < LANES; l++) {
            block.bond[0].kind[l] = MISATTUNEMENT; /* one step */
        }
        turn_before_god();
        ck_assert_float_eq(block.tally[0].repairs[0], 1);
        assert_taught(0, rule == MEND_LEARN_CALM, lesson);
    }
}
END_TEST

/* Dryness makes God seem far more often; what is usual stays what it is between adults. */
START_TEST(under_rupture_count_dryness_is_not_usual)
{
    const double lesson[][2] = {{1, .00147 * 72 * .5}};
    before_god(MEND_LEARN_RUPTURE_COUNT, DRAW_SIGNAL, 1);
    p.sacred_dryness = .01f;
    memset(block.bond[0].open, 0, sizeof block.bond[0].open);
    turn_before_god();
    assert_taught(0, 1, lesson);
}
END_TEST

TCase *mechanisms_rivals_of_adults_cases(void)
{
    TCase *cases = tcase_create("rival rules between adults");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, under_rupture_count_a_protest_counts_with_the_one_it_stings);
    tcase_add_test(cases, under_sensitivity_the_first_soothing_of_a_partner_counts_and_not_the_repair);
    tcase_add_test(cases, under_calm_half_a_repair_teaches_no_more_than_the_arousal_it_left);
    tcase_add_test(cases, under_rupture_count_a_harm_counts_by_its_severity);
    tcase_add_test(cases, under_none_nights_too_leave_trust_and_doubt_as_a_bond_started);
    tcase_add_test(cases, under_sensitivity_god_has_answered_where_the_answer_is_perceived);
    tcase_add_test(cases, under_calm_it_is_all_one_whose_credit_it_is);
    tcase_add_test(cases, under_rupture_count_dryness_is_not_usual);
    return cases;
}
