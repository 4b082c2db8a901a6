/* How connection breaks, what the seeker bids, what the giver answers and whether it is taken. */
#include "suites.h"
#include "theory/meeting_bench.h"

#include <stdbool.h>
#include <string.h>

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
}
END_TEST

/* Arrivals are independent of the bond, so the count of 2,000 turns of 128 lanes has mean .1 a turn and binomial variance; a few still wait. */
START_TEST(exogenous_ruptures_come_as_often_as_said_whatever_follows_them)
{
    const float repairs[] = {1.5f, 0.2f};
    const double turns = 2000.0 * LANES, expected = .1;
    const struct stage stage = stage_of();
    p.rupture_exogenous = 1;
    p.rupture_per_day = .1f * (float)p.turns_per_day;
    for (int r = 0; r < 2; r++) {
        double arrived = 0;
        p.repair_scale = repairs[r];
        bear_alike(1);
        play(&stage, &block, daily_scene(&p), DAILY_LIFE, 0, 2000, NULL);
        for (int l = 0; l < LANES; l++) {
            arrived += (double)(block.tally[INFANT_BOND].ruptures[l] + block.bond[INFANT_BOND].owed[l]);
        }
        ck_assert_double_eq_tol(arrived / turns, expected, 4 * sqrt(expected * (1 - expected) / turns));
    }
}
END_TEST

START_TEST(without_ruptures_nothing_is_learned_and_arousal_rests)
{
    static struct block before;
    p = mend_params_default();
    p.rupture_scale = 0;
    bear_infants(&block, &p, stage_of().who, 1);
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
    const struct inclination inclined = inclination_of(&p, care_relation(), bond, .7f);
    ck_assert_double_eq_tol((double)inclined.minimise, minimise / all, 2e-6);
    ck_assert_double_eq_tol((double)inclined.escalate, escalate / all, 2e-6);
}
END_TEST

START_TEST(the_calmer_the_body_the_more_the_mind_counts)
{
    const struct bond bond = {.trust = .2f, .belief = .9f};
    p.bid_belief = .3f;
    ck_assert_double_eq_tol((double)expectation_of(&p, care_relation(), bond, 0), .2 + .3 * .7, close);
    ck_assert_double_eq_tol((double)expectation_of(&p, care_relation(), bond, .5f), .2 + .15 * .7, close);
    ck_assert_double_eq_tol((double)expectation_of(&p, care_relation(), bond, 1), .2, close);
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

static TCase *rupture_and_answer_cases(void)
{
    TCase *cases = tcase_create("rupture, bid, answer");
    tcase_set_timeout(cases, 60);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, a_rupture_feels_as_large_as_doubt_and_fear_make_it);
    tcase_add_test(cases, connection_breaks_as_often_as_the_availability_of_the_giver_lets_it);
    tcase_add_test(cases, exogenous_ruptures_come_as_often_as_said_whatever_follows_them);
    tcase_add_test(cases, without_ruptures_nothing_is_learned_and_arousal_rests);
    tcase_add_test(cases, at_a_separation_every_bid_is_ignored_and_nothing_is_repaired_or_lapses);
    tcase_add_test(cases, bids_are_chosen_by_softmax_of_value_expectation_and_doubt);
    tcase_add_test(cases, the_calmer_the_body_the_more_the_mind_counts);
    tcase_add_test(cases, conflict_needs_fear_and_approach_and_arousal);
    tcase_add_test(cases, a_giver_frightens_then_rebuffs_then_soothes_then_ignores);
    tcase_add_test(cases, strong_signals_gain_with_intensity_dependence_and_unshown_ones_go_unnoticed);
    tcase_add_test(cases, soothing_is_taken_by_the_trusting_and_the_calm);
    return cases;
}

Suite *mechanisms_suite(void)
{
    Suite *suite = suite_create("mechanisms");
    suite_add_tcase(suite, mechanisms_learning_cases());
    suite_add_tcase(suite, mechanisms_body_cases());
    suite_add_tcase(suite, rupture_and_answer_cases());
    suite_add_tcase(suite, mechanisms_assays_cases());
    suite_add_tcase(suite, mechanisms_rivals_cases());
    suite_add_tcase(suite, mechanisms_rivals_of_adults_cases());
    return suite;
}
