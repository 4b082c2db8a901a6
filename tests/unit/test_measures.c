/* summary.csv of small made-up populations, worked out by hand: what a pair, a family, a therapy, a believer and a line of generations tell. */
#include "suites.h"
#include "unit/made_up.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- pairs ---- */

/* Trust of A: mean .5, of B: mean .6; sums of squares .2 and .08, of products .12. */
START_TEST(what_a_and_b_learned_is_told_apart_and_together)
{
    const float a[] = {.2f, .4f, .6f, .8f}, b[] = {.4f, .6f, .6f, .8f};
    settle("romantic", 4);
    for (int i = 0; i < 4; i++) {
        outcome_at(i, 0)->trust = a[i];
        outcome_at(i, 1)->trust = b[i];
        outcome_at(i, 0)->resentment = .1f * (float)i;
        outcome_at(i, 1)->answered = (float)i; /* A answered B */
        outcome_at(i, 0)->repair_latency = i < 3 ? 2.0f : NAN;
        outcome_at(i, 1)->depletion = .5f;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("trust.a", .5, 4);
    assert_measure("trust.b", .6, 4);
    assert_measure("trust.mean", .55, 4); /* eight bonds of four pairs */
    assert_measure("resentment.mean", .075, 4);
    assert_measure("answered.a", 1.5, 4);
    assert_measure("answered.b", 0, 4);
    assert_measure("repair_latency.a", 2, 3);
    assert_measure("depletion.mean", .25, 4);
    assert_measure("depletion.b", .5, 4);
    assert_measure("partners.r.trust", .12 / sqrt(.2 * .08), 4);
    /* the means of pairs are .3, .5, .6, .8: sum of squares .13; t of 3 degrees of freedom 3.18244631 */
    assert_bounds("trust.mean", .55 - 3.18244631 * sqrt(.13 / 3 / 4), .55 + 3.18244631 * sqrt(.13 / 3 / 4));
    assert_missing("trust.therapist");
    assert_missing("siblings.kappa");
    assert_missing("transmission.own.kappa");
    assert_missing("trust.person");
}
END_TEST

START_TEST(a_pair_that_ended_counts_once)
{
    settle("romantic", 6);
    for (int i = 0; i < 6; i++) {
        for (int bond = 0; bond < 2; bond++) {
            outcome_at(i, bond)->ended = i < 3;
            outcome_at(i, bond)->route = i < 2 ? 1 : i == 2 ? 2 : 0;
            outcome_at(i, bond)->days_together = i < 3 ? (float)(100 * i + 100) : 2190;
        }
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("ended", 3. / 6, 6);
    assert_measure("ended.hot", 2. / 6, 6);
    assert_measure("ended.cold", 1. / 6, 6);
    assert_measure("ended.cold_share", 1. / 3, 3);
    assert_measure("days_together.ended", 200, 3);
    const double z = 1.959963984540054, half = z / (1 + z * z / 6) * sqrt(.25 / 6 + z * z / 144);
    assert_bounds("ended", .5 - half, .5 + half); /* Wilson */
    settle("workplace", 6);
    ck_assert(summarise(&people, &summary, &report));
    assert_missing("ended"); /* colleagues cannot */
}
END_TEST

/* Ratios of couples: (3 + 1 + 1) / (0 + 0 + 1) = 5, 2, 4/3, 1/2; the fifth parted that evening, before the talk. */
START_TEST(a_discussion_counts_where_the_two_were_together_on_its_day)
{
    const float positive[][2] = {{3, 1}, {1, 2}, {2, 1}, {0, 0}, {90, 9}}, negative[][2] = {{0, 0}, {1, 0}, {0, 2}, {1, 0}, {0, 0}};
    settle("romantic", 5);
    people.records.talk = talk;
    people.records.conflict_days = OCCASIONS;
    for (int i = 0; i < 5; i++) {
        for (int person = 0; person < DISCUSSANTS; person++) {
            struct talk_row *first = &talk[i * OCCASIONS * DISCUSSANTS + person], *last = first + DISCUSSANTS;
            *first = (struct talk_row){.day = 10, .positive = 50, .pursued = 50, .after_pursuit = 1, .after_rest = 0};
            *last = (struct talk_row){.day = 100, .positive = positive[i][person], .negative = negative[i][person], .pursued = person ? 1 : (float)i};
            last->after_pursuit = i == 0 && person ? NAN : .5f + .1f * (float)person;
            last->after_rest = .1f * (float)i;
            outcome_at(i, person)->ended = i > 2;
            outcome_at(i, person)->days_together = i < 3 ? 365 : i == 3 ? 101 : 100;
        }
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("conflict.ratio", (2 + 4. / 3) / 2, 4);
    assert_measure("conflict.ratio.together", 2, 3);
    assert_measure("conflict.ratio.ended", .5, 1);
    assert_measure("conflict.pursued.a", 1.5, 4);
    assert_measure("conflict.pursued.b", 1, 4);
    assert_measure("conflict.pursued.difference", .5, 4);
    /* .5 alone; .4, .5; .3, .4; .2, .3: seven people of four pairs */
    assert_measure("conflict.withdrawal", 2.6 / 7, 4);
}
END_TEST

/* ---- therapy, sacred ---- */

/* Repaired shares of the therapy .2, .4, .9 with trust in the partner .1, .5, .6: sums of squares .26 and .14, of products .16. */
START_TEST(a_therapy_is_told_by_its_sessions)
{
    const float share[] = {.2f, .4f, .9f}, trust[] = {.1f, .5f, .6f};
    settle("therapy", 3);
    for (int i = 0; i < 3; i++) {
        struct outcome_row *therapist = outcome_at(i, 2);
        therapist->sessions = 10;
        therapist->sessions_ruptured = (float)(2 * i + 2);
        therapist->sessions_reported = (float)i;
        therapist->repair_share = share[i];
        therapist->trust = .5f;
        outcome_at(i, 0)->trust = trust[i];
        outcome_at(i, 0)->depletion = therapist->depletion = .6f; /* of one and the same client */
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("sessions.ruptured", 12. / 30, 3);
    assert_measure("sessions.reported", 3. / 30, 3);
    assert_measure("repair_share.therapist", .5, 3);
    assert_measure("trust.therapist", .5, 3);
    assert_measure("trust.a", .4, 3);
    assert_measure("trust.b", 0, 3);
    assert_measure("depletion.mean", .3, 3);
    assert_measure("repair_share.therapist.r.trust", .16 / sqrt(.26 * .14), 3);
}
END_TEST

START_TEST(what_a_believer_noticed_is_a_share_of_what_was_answered)
{
    const float classes[] = {SECURE, SECURE, ANXIOUS};
    settle("sacred", 3);
    for (int i = 0; i < 3; i++) {
        *outcome_at(i, 0) = (struct outcome_row){.class = ADULT_SECURE, .class_again = UNREADABLE, .infant_class = classes[i]};
        outcome_at(i, 0)->bids = (float)(10 * i + 10);
        outcome_at(i, 0)->answered = 10;
        outcome_at(i, 0)->perceived = (float)(3 * i + 1);
        outcome_at(i, 0)->minimised = (float)(4 * i);
        outcome_at(i, 0)->escalated = 3;
        outcome_at(i, 0)->shut_down = (float)i;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("perceived.share", 12. / 30, 3);
    assert_measure("perceived.share.infant_secure", 5. / 20, 2);
    assert_measure("perceived.share.infant_anxious", 7. / 10, 1);
    assert_missing("perceived.share.infant_avoidant");
    assert_measure("minimised.share", 12. / 60, 3);
    assert_measure("escalated.share.infant_secure", 6. / 30, 2);
    assert_measure("shut_down.share", 3. / 12, 2); /* who never minimised never shut down */
    assert_missing("trust.a");
    settle("romantic", 3); /* nothing stands between an answer and who gets it: it is not counted who notices */
    outcome_at(0, 0)->answered = 10;
    ck_assert(summarise(&people, &summary, &report));
    assert_missing("perceived.share");
}
END_TEST

/* ---- infants ---- */

/* Classes of the two: (B, B), (B, A), (A, A), (D, B), (B, B), (C, C): 4 of 6 agree; by chance (3 x 3 + 1 x 2 + 1 x 1 + 1 x 0) / 36 = 1/3. Secure, 3
 * and 3 of 6 with 2 in common: phi 1/3. */
static void put_two_classes(void)
{
    const float two[][2] = {{SECURE, SECURE}, {SECURE, AVOIDANT}, {AVOIDANT, AVOIDANT}, {DISORGANIZED, SECURE}, {SECURE, SECURE}, {ANXIOUS, ANXIOUS}};
    for (int i = 0; i < 6; i++) {
        for (int bond = 0; bond < 2; bond++) {
            outcome_at(i, bond)->class = outcome_at(i, bond)->pattern = two[i][bond];
        }
    }
}

START_TEST(two_infants_of_one_caregiver_agree_beyond_chance)
{
    settle("siblings", 6);
    put_two_classes();
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("siblings.kappa", (4. / 6 - 12. / 36) / (1 - 12. / 36), 6);
    assert_measure("siblings.r.secure", 1. / 3, 6);
    assert_measure("share.secure", .5, 6); /* twelve bonds of six families */
    assert_missing("caregivers.kappa");
    assert_missing("share.secure.first");
    assert_missing("stability.kappa");
}
END_TEST

START_TEST(one_infant_with_two_caregivers_is_read_with_each)
{
    settle("two_caregivers", 6);
    put_two_classes();
    outcome_at(2, 1)->class = UNREADABLE; /* leaves (B, B), (B, A), (D, B), (B, B), (C, C): 3 of 5; by chance (3 x 3 + 1 x 1) / 25 */
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("caregivers.kappa", (3. / 5 - 10. / 25) / (1 - 10. / 25), 5);
    assert_measure("share.secure.first", 3. / 6, 6);
    assert_measure("share.secure.second", 3. / 5, 5);
    assert_missing("siblings.kappa");
}
END_TEST

/* First B, B, B, A, A, A, last B, B, A, B, A, A: 4 of 6, 1/2 by chance. */
START_TEST(the_first_class_is_held_against_the_last)
{
    settle("caregiver_infant", 6);
    const float last[] = {SECURE, SECURE, AVOIDANT, SECURE, AVOIDANT, AVOIDANT}, first[] = {SECURE, SECURE, SECURE, AVOIDANT, AVOIDANT, AVOIDANT};
    for (int i = 0; i < 6; i++) {
        outcome_at(i, 0)->class = last[i];
        first_class[i] = first[i];
    }
    people.records.first_class = first_class;
    people.records.episode = episode;
    people.records.strange_days = OCCASIONS;
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("stability.kappa", (4. / 6 - .5) / .5, 6);
    assert_measure("stability.r.secure", 1. / 3, 6);
    ck_assert_ptr_nonnull(mend_summary_find(&summary, "share.secure.cutoff_4.0"));
}
END_TEST

/* Two Strange Situations of the same infants: the class that is kept is the one that a life which ends on the first day has. */
START_TEST(the_class_of_the_first_occasion_is_kept)
{
    static struct mend_config config;
    struct population twice, once;
    mend_config_default(&config);
    config.params.dyads = 200;
    config.params.record_dyads = 0;
    config.params.days = 60;
    config.assays = 2;
    config.assay[0] = (struct mend_assay_plan){.name = ASSAY_STRANGE, .day = 60};
    config.assay[1] = (struct mend_assay_plan){.name = ASSAY_STRANGE, .day = 20};
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &twice, &report));
    config.params.days = 20;
    config.assays = 1;
    config.assay[0].day = 20;
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &once, &report));
    ck_assert_ptr_null(once.records.first_class);
    int moved = 0;
    for (int i = 0; i < 200; i++) {
        ck_assert_float_eq(twice.records.first_class[i], once.records.outcome[i].class);
        moved += twice.records.outcome[i].class != once.records.outcome[i].class;
    }
    ck_assert_int_gt(moved, 0);
    population_free(&twice);
    population_free(&once);
}
END_TEST

START_TEST(an_infant_with_one_caregiver_has_the_table_it_always_had)
{
    settle("caregiver_infant", 6);
    ck_assert(summarise(&people, &summary, &report));
    const struct mend_measured *m = measured("sensitivity.r.secure"); /* nobody was observed at home: the row stands, and is empty */
    ck_assert(isnan(m->value) && m->n == 0);
    ck_assert_str_eq(summary.row[summary.count - 1].name, "reliability.r.secure");
    settle("romantic", 6);
    ck_assert(summarise(&people, &summary, &report));
    for (int i = 0; i < summary.count; i++) {
        ck_assert_msg(summary.row[i].n > 0, "%s rests on nobody", summary.row[i].name);
    }
    assert_missing("sensitivity.r.secure");
}
END_TEST

/* ---- generations ---- */

/* Of the second and the third generation: caregiver's adult pattern, unresolved or not, class as an infant; the infant's class, and again. */
static const float lines[2][2][LINES][5] = {
    {{{SECURE, 0, SECURE, SECURE, SECURE}, {AVOIDANT, 0, SECURE, AVOIDANT, SECURE}},
     {{SECURE, 0, SECURE, SECURE, SECURE}, {SECURE, 1, AVOIDANT, DISORGANIZED, DISORGANIZED}}},
    {{{ANXIOUS, 1, SECURE, SECURE, SECURE}, {AVOIDANT, 0, AVOIDANT, AVOIDANT, AVOIDANT}},
     {{SECURE, 0, SECURE, AVOIDANT, AVOIDANT}, {ANXIOUS, 0, DISORGANIZED, DISORGANIZED, SECURE}}},
};

static void beget(void)
{
    settle("romantic", 2);
    people.config.params.generations = GENERATIONS;
    people.records.descent = descent;
    for (int dyad = 0; dyad < 2; dyad++) {
        for (int line = 0; line < LINES; line++) {
            struct descent_row *row = &descent[dyad * GENERATIONS * LINES + line];
            *row = (struct descent_row){.caregiver_class = UNREADABLE, .infant_class = SECURE}; /* whose caregivers were drawn */
            for (int generation = 2; generation <= GENERATIONS; generation++) {
                const float *of = lines[generation - 2][dyad][line];
                row[(generation - 1) * LINES] = (struct descent_row){.caregiver_pattern = of[0],
                                                                     .caregiver_is_unresolved = of[1],
                                                                     .caregiver_class = of[2],
                                                                     .infant_class = of[3],
                                                                     .infant_class_again = of[4]};
            }
        }
    }
}

/* Of eight: autonomous 4, infant secure 3, both 2: phi (8 x 2 - 4 x 3) / sqrt(4 x 4 x 3 x 5). Caregiver secure as an infant 5, with the infant 3.
 * Classes agree in 5 of 8; by chance (5 x 3 + 2 x 3 + 1 x 2) / 64. Twice: 6 of 8; by chance (3 x 5 + 3 x 2 + 2 x 1) / 64. */
START_TEST(what_a_caregiver_hands_on_is_counted_from_the_second_generation)
{
    beget();
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("transmission.secure.r", 4 / sqrt(4. * 4 * 3 * 5), 2);
    assert_measure("transmission.own.r", (8 * 3 - 5 * 3) / sqrt(5. * 3 * 3 * 5), 2);
    assert_measure("transmission.own.kappa", (5. / 8 - 23. / 64) / (1 - 23. / 64), 2);
    assert_measure("transmission.reliability.kappa", (6. / 8 - 23. / 64) / (1 - 23. / 64), 2);
    assert_measure("transmission.reliability.r.secure", (8 * 3 - 3 * 5) / sqrt(3. * 5 * 5 * 3), 2);
    assert_measure("transmission.secure.secure", 2. / 3, 2);
    assert_measure("transmission.secure.avoidant", 1. / 3, 2);
    assert_measure("transmission.avoidant.avoidant", 1, 1);
    assert_measure("transmission.anxious.disorganized", 1, 1);
    assert_measure("transmission.disorganized.secure", .5, 2); /* the unresolved, whatever else */
    assert_measure("transmission.disorganized.disorganized", .5, 2);
    assert_measure("caregivers.autonomous", 4. / 8, 2);
    assert_measure("caregivers.dismissing", 2. / 8, 2);
    assert_measure("caregivers.preoccupied", 2. / 8, 2);
    assert_measure("caregivers.unresolved", 2. / 8, 2);
    assert_measure("generation.1.secure", 1, 2);
    assert_measure("generation.2.secure", 2. / 4, 2);
    assert_measure("generation.3.avoidant", 2. / 4, 2);
    assert_missing("generation.4.secure");
}
END_TEST

/* ---- the family ---- */

/* As by hand in the test of the round robin: squares of persons 20 / 3, of partners 5 / 3, r .5 / sqrt(10 x 2.5); nothing else. */
START_TEST(a_familys_bonds_are_taken_apart_in_the_order_of_the_setting)
{
    const float person[] = {.1f, -.1f, .2f, -.2f}, partner[] = {.05f, .1f, -.05f, -.1f};
    settle("family", 2);
    const struct setting s = setting_at(people.config.params.setting);
    for (int k = 0; k < s.ties; k++) {
        const float x = person[s.tie[k].seeker] + partner[s.tie[k].giver];
        outcome_at(0, k)->trust = .5f + x;
        outcome_at(1, k)->trust = .3f - x;
        outcome_at(0, k)->attachment_anxiety = 3 + (k == 0 ? 1.0f : 0.0f);
        outcome_at(1, k)->attachment_anxiety = 3;
    }
    ck_assert(summarise(&people, &summary, &report));
    assert_measure("trust.person", .8, 2);
    assert_measure("trust.partner", .2, 2);
    assert_measure("trust.relationship", 0, 2);
    assert_measure("trust.r.generalized", .1, 2);
    ck_assert(measured("attachment_anxiety.relationship")->value > 0);
    assert_missing("attachment_avoidance.person"); /* nothing varies */
    assert_missing("trust.a");
    assert_missing("partners.r.trust");
}
END_TEST

Suite *measures_suite(void)
{
    Suite *suite = suite_create("measures");
    TCase *tests = tcase_create("measures");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, what_a_and_b_learned_is_told_apart_and_together);
    tcase_add_test(tests, a_pair_that_ended_counts_once);
    tcase_add_test(tests, a_discussion_counts_where_the_two_were_together_on_its_day);
    tcase_add_test(tests, a_therapy_is_told_by_its_sessions);
    tcase_add_test(tests, what_a_believer_noticed_is_a_share_of_what_was_answered);
    tcase_add_test(tests, two_infants_of_one_caregiver_agree_beyond_chance);
    tcase_add_test(tests, one_infant_with_two_caregivers_is_read_with_each);
    tcase_add_test(tests, the_first_class_is_held_against_the_last);
    tcase_add_test(tests, the_class_of_the_first_occasion_is_kept);
    tcase_add_test(tests, an_infant_with_one_caregiver_has_the_table_it_always_had);
    tcase_add_test(tests, what_a_caregiver_hands_on_is_counted_from_the_second_generation);
    tcase_add_test(tests, a_familys_bonds_are_taken_apart_in_the_order_of_the_setting);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, cluster_cases());
    suite_add_tcase(suite, round_robin_cases());
    suite_add_tcase(suite, chosen_cases());
    suite_add_tcase(suite, published_cases());
    return suite;
}
