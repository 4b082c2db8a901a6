/* What must emerge in infancy (docs/emergence.md): nothing here is written into the model, and any of it could fail. Intervals come from the
 * published findings in configs/findings or from the claims of the model; means of five seeds of 10,000 dyads. */
#include "suites.h"
#include "theory/population_runs.h"

#include <math.h>
#include <stdio.h>

static struct runs community, changed;

static void live_community(void)
{
    runs_live_apart(&community, "community", "");
}

#define ck_within(value, least, most)                                                                                                                \
    do {                                                                                                                                             \
        const double within_value = (value);                                                                                                         \
        ck_assert_double_ge(within_value, (least));                                                                                                  \
        ck_assert_double_le(within_value, (most));                                                                                                   \
    } while (0)

/* Madigan et al. 2023, Psychological Bulletin 149:99-132, doi:10.1037/bul0000388, within 4 points. */
START_TEST(class_shares_are_those_of_community_samples)
{
    ck_within(mean_of(&community, "share.secure"), .476, .556);
    ck_within(mean_of(&community, "share.avoidant"), .107, .187);
    ck_within(mean_of(&community, "share.anxious"), .062, .142);
    ck_within(mean_of(&community, "share.disorganized"), .195, .275);
}
END_TEST

/* Madigan et al. 2024, Psychological Bulletin 150:839-872, doi:10.1037/bul0000433. */
START_TEST(coded_sensitivity_goes_with_security_as_published)
{
    ck_within(mean_of(&community, "sensitivity.r.secure"), .22, .28);
    ck_within(mean_of(&community, "sensitivity.r.avoidant"), -.34, -.13);
    ck_within(mean_of(&community, "sensitivity.r.anxious"), -.19, -.06);
    ck_within(mean_of(&community, "sensitivity.r.disorganized"), -.27, -.11);
}
END_TEST

/* Madigan et al. 2006, Attachment & Human Development 8:89-111. */
START_TEST(frightening_care_and_unresolved_fear_go_with_disorganization_as_published)
{
    ck_within(mean_of(&community, "frightening.r.disorganized"), .28, .40);
    ck_within(mean_of(&community, "unresolved.r.disorganized"), .13, .29);
    mean_of(&community, "unresolved.r.frightening");
    mean_of(&community, "autonomous.r.secure");
}
END_TEST

START_TEST(the_anxious_trust_more_than_the_avoidant_and_doubt_more_than_the_secure)
{
    const double secure = mean_of(&community, "trust.secure"), anxious = mean_of(&community, "trust.anxious");
    const double avoidant = mean_of(&community, "trust.avoidant");
    ck_assert_double_gt(secure, anxious);
    ck_assert_double_gt(anxious, avoidant);
    ck_assert_double_gt(mean_of(&community, "doubt.anxious"), mean_of(&community, "doubt.secure"));
}
END_TEST

START_TEST(without_inconsistent_care_hardly_anybody_is_anxious)
{
    runs_live(&changed, "no volatility or intensity-dep.", "giver.volatility.scale=0 giver.intensity_dependence.scale=0");
    ck_assert_double_lt(mean_of(&changed, "share.anxious"), .03);
    runs_live(&changed, "no volatility", "giver.volatility.scale=0");
    mean_of(&changed, "share.anxious");
}
END_TEST

START_TEST(repair_decides_and_rupture_does_not)
{
    const double secure = mean_of(&community, "share.secure");
    runs_live(&changed, "repair scaled to .2", "repair.scale=0.2");
    ck_assert_double_ge(secure - mean_of(&changed, "share.secure"), .40);
    runs_live(&changed, "rupture rate doubled", "rupture.scale=2");
    ck_assert_double_lt(fabs(secure - mean_of(&changed, "share.secure")), .15);
}
END_TEST

static const char *const shares[] = {"share.secure", "share.avoidant", "share.anxious", "share.disorganized"};

static double largest_change(void)
{
    double largest = 0;
    for (int c = 0; c < 4; c++) {
        largest = fmax(largest, fabs(mean_of(&changed, shares[c]) - mean_of(&community, shares[c])));
    }
    return largest;
}

START_TEST(expectation_matters)
{
    char frozen[160];
    snprintf(frozen, sizeof frozen, "learning.trust=false learning.frozen.trust=%.4f learning.frozen.doubt=%.4f", mean_of(&community, "trust.mean"),
             mean_of(&community, "doubt.mean"));
    runs_live(&changed, "trust and doubt frozen", frozen);
    ck_assert_double_ge(largest_change(), .05);
    runs_live(&changed, "no expectation in the bid", "bid.expectation=0");
    ck_assert_double_ge(largest_change(), .05);
}
END_TEST

START_TEST(without_fright_nobody_is_disorganized)
{
    runs_live(&changed, "no frightening", "giver.frightening.scale=0");
    ck_assert_double_lt(mean_of(&changed, "share.disorganized"), .02);
}
END_TEST

/* Cyr et al. 2010, Development and Psychopathology 22:87-108, doi:10.1017/S0954579409990289: d 1.2 at five and more risks. */
START_TEST(each_stressor_adds_disorganization)
{
    double before = mean_of(&community, "share.disorganized");
    for (int risk = 1; risk <= 5; risk++) {
        char name[16], set[16];
        snprintf(name, sizeof name, "risk %d", risk);
        snprintf(set, sizeof set, "risk=%d", risk);
        runs_live(&changed, name, set);
        const double now = mean_of(&changed, "share.disorganized");
        ck_assert_double_gt(now, before);
        before = now;
    }
    ck_within(before, .62, .81);
}
END_TEST

/* Spangler & Grossmann 1993, doi:10.1111/j.1467-8624.1993.tb02962.x. */
START_TEST(the_avoidant_are_calm_outside_and_aroused_inside)
{
    ck_assert_double_le(mean_of(&community, "expressed.d.avoidant"), -.8);
    ck_within(mean_of(&community, "arousal_separation.d.avoidant"), -.3, .3);
    ck_assert_double_ge(mean_of(&community, "arousal_reunion.d.avoidant"), 0);
}
END_TEST

/* Groh & Narayan 2019, Child Development 90:679-693, doi:10.1111/cdev.13205. */
START_TEST(the_insecure_differ_in_cortisol_after_and_not_in_arousal_before)
{
    ck_within(mean_of(&community, "arousal_baseline.d.insecure"), -.15, .15);
    ck_within(mean_of(&community, "arousal_separation.d.insecure"), -.15, .15);
    ck_within(mean_of(&community, "cortisol_change.d.insecure"), .15, .45);
}
END_TEST

START_TEST(the_anxious_and_the_disorganized_feel_small_ruptures_as_larger)
{
    const double secure = mean_of(&community, "felt_small.secure");
    ck_assert_double_gt(mean_of(&community, "felt_small.anxious"), secure + .05);
    ck_assert_double_gt(mean_of(&community, "felt_small.disorganized"), secure + .05);
    mean_of(&community, "felt_large.secure");
    mean_of(&community, "felt_large.anxious");
    mean_of(&community, "felt_large.disorganized");
}
END_TEST

START_TEST(the_procedure_agrees_with_itself_moderately)
{
    ck_within(mean_of(&community, "reliability.kappa"), .3, .8);
    ck_within(mean_of(&community, "reliability.r.secure"), .4, .9);
}
END_TEST

START_TEST(the_grain_of_turns_hardly_matters)
{
    runs_live(&changed, "30 turns a day", "turns_per_day=30");
    ck_assert_double_lt(largest_change(), .05);
    runs_live(&changed, "120 turns a day", "turns_per_day=120");
    ck_assert_double_lt(largest_change(), .05);
}
END_TEST

/* Tronick & Gold 2020: out of step about 70 % of the time; Mesman et al. 2009: the still-face effect and its partial carry-over. */
START_TEST(play_is_matched_a_third_of_the_time_and_the_still_face_is_carried_over)
{
    ck_within(mean_of(&community, "matched_play.secure"), .25, .38);
    const double play = mean_of(&community, "matched_play.mean"), still = mean_of(&community, "matched_still.mean");
    const double reunion = mean_of(&community, "matched_reunion.mean");
    ck_assert_double_lt(still, reunion);
    ck_assert_double_lt(reunion, play);
}
END_TEST

Suite *infants_suite(void)
{
    Suite *suite = suite_create("infants");
    TCase *tests = tcase_create("infants");
    tcase_set_timeout(tests, 600);
    tcase_add_unchecked_fixture(tests, live_community, NULL);
    tcase_add_test(tests, class_shares_are_those_of_community_samples);
    tcase_add_test(tests, coded_sensitivity_goes_with_security_as_published);
    tcase_add_test(tests, frightening_care_and_unresolved_fear_go_with_disorganization_as_published);
    tcase_add_test(tests, the_anxious_trust_more_than_the_avoidant_and_doubt_more_than_the_secure);
    tcase_add_test(tests, without_inconsistent_care_hardly_anybody_is_anxious);
    tcase_add_test(tests, repair_decides_and_rupture_does_not);
    tcase_add_test(tests, expectation_matters);
    tcase_add_test(tests, without_fright_nobody_is_disorganized);
    tcase_add_test(tests, each_stressor_adds_disorganization);
    tcase_add_test(tests, the_avoidant_are_calm_outside_and_aroused_inside);
    tcase_add_test(tests, the_insecure_differ_in_cortisol_after_and_not_in_arousal_before);
    tcase_add_test(tests, the_anxious_and_the_disorganized_feel_small_ruptures_as_larger);
    tcase_add_test(tests, the_procedure_agrees_with_itself_moderately);
    tcase_add_test(tests, the_grain_of_turns_hardly_matters);
    tcase_add_test(tests, play_is_matched_a_third_of_the_time_and_the_still_face_is_carried_over);
    suite_add_tcase(suite, tests);
    return suite;
}
