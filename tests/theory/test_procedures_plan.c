/* Claims about procedures in the plan of a run: who can be asked to which, their rows and their measures. Its cases belong to procedures_suite(). */
#include "study/summary.h"
#include "theory/pair_bench.h"

#include <gsl/gsl_cdf.h>
#include <stdio.h>
#include <stdlib.h>

static struct mend_config config;
static struct mend_report report;
static struct mend_summary summary;

static void asks(const char *setting_name, const char *assays)
{
    char assignment[128];
    report.count = 0;
    mend_config_default(&config);
    snprintf(assignment, sizeof assignment, "setting=%s", setting_name);
    ck_assert(mend_config_set(&config, assignment, &report));
    snprintf(assignment, sizeof assignment, "assays=%s", assays);
    ck_assert_msg(mend_config_set(&config, assignment, &report), "%s", report.message[0]);
}

/* ---- who can be asked ---- */

static void assert_held_in(const char *assay, const char *settings)
{
    char name[32], among[160];
    snprintf(among, sizeof among, "|%s|", settings);
    for (int k = 0; k < 9; k++) {
        char wanted[40];
        snprintf(name, sizeof name, "%s", setting_at(k).name);
        snprintf(wanted, sizeof wanted, "|%s|", name);
        asks(name, assay);
        const bool held = mend_config_consistent(&config, &report);
        ck_assert_msg(held == (strstr(among, wanted) != NULL), "%s in %s: %s", assay, name, held ? "held" : report.message[0]);
    }
}

START_TEST(a_procedure_is_refused_where_the_setting_lacks_whom_it_looks_at)
{
    const char *const infants = "caregiver_infant|two_caregivers|siblings", *const pairs = "romantic|friendship|workplace|therapy|family";
    assert_held_in("home_observation", infants);
    assert_held_in("still_face", infants);
    assert_held_in("strange_situation", infants);
    assert_held_in("conflict", pairs);
    assert_held_in("support", pairs);
    assert_held_in("diary", pairs);
    assert_held_in("alliance", "therapy");
    assert_held_in("resilience", "caregiver_infant|two_caregivers|siblings|romantic|friendship|workplace|therapy|family");
}
END_TEST

START_TEST(a_refusal_names_the_place_and_where_the_procedure_is_held)
{
    asks("romantic", "diary,still_face");
    ck_assert(!mend_config_consistent(&config, &report));
    ck_assert_int_eq(report.count, 1);
    ck_assert_str_eq(report.message[0], "--set assays=diary,still_face: error: assays: still_face needs an infant with a caregiver, whom the setting "
                                        "romantic does not have; held in caregiver_infant, two_caregivers, siblings");
}
END_TEST

/* ---- a run that holds them ---- */

static void set(const char *assignment)
{
    ck_assert_msg(mend_config_set(&config, assignment, &report), "%s", report.message[0]);
}

static void live_together(struct population *out, const char *first_dyad, const char *dyads, int threads)
{
    asks("therapy", "support,diary,resilience,alliance");
    set("days=30");
    set("infancy.days=20");
    set("diary.days=4");
    set("record.dyads=0");
    set(first_dyad);
    set(dyads);
    ck_assert_msg(population_live(&config, NULL, (struct mend_order){.threads = threads, .isa = -1}, out, &report), "%s", report.message[0]);
}

static void assert_same_rows(const struct population *a, const struct population *b, int64_t skipped, int64_t dyads)
{
    const struct records *x = &a->records, *y = &b->records;
    ck_assert(memcmp(x->support + skipped * SUPPORT_MINUTES, y->support, (size_t)dyads * SUPPORT_MINUTES * sizeof *x->support) == 0);
    ck_assert(memcmp(x->entry + skipped * DIARISTS * 4, y->entry, (size_t)dyads * DIARISTS * 4 * sizeof *x->entry) == 0);
    ck_assert(memcmp(x->shock + skipped * 3, y->shock, (size_t)dyads * 3 * sizeof *x->shock) == 0);
    ck_assert(memcmp(x->alliance + skipped, y->alliance, (size_t)dyads * sizeof *x->alliance) == 0);
}

START_TEST(rows_of_procedures_depend_neither_on_threads_nor_on_which_dyads_are_run)
{
    struct population all, again, some;
    live_together(&all, "first_dyad=1", "dyads=300", 1);
    live_together(&again, "first_dyad=1", "dyads=300", 2);
    assert_same_rows(&all, &again, 0, 300);
    live_together(&some, "first_dyad=181", "dyads=60", 2);
    assert_same_rows(&all, &some, 180, 60);
    population_free(&all);
    population_free(&again);
    population_free(&some);
}
END_TEST

/* Sessions are a week apart, from the first day on: five in 30 days. */
START_TEST(an_observer_codes_at_least_the_ruptures_that_a_client_reports)
{
    struct population all;
    live_together(&all, "first_dyad=1", "dyads=100", 1);
    float coded = 0, reported = 0;
    for (int i = 0; i < 100; i++) {
        const struct alliance_row *a = &all.records.alliance[i];
        ck_assert_float_eq(a->sessions, 5);
        ck_assert_float_le(a->ruptures_reported, a->ruptures_coded);
        ck_assert_float_le(a->ruptures_coded, a->sessions);
        coded += a->ruptures_coded;
        reported += a->ruptures_reported;
    }
    ck_assert_float_gt(reported, 0);
    ck_assert_float_lt(reported, coded);
    ck_assert(summarise(&all, &summary, &report));
    ck_assert_double_eq_tol(mend_summary_find(&summary, "alliance.coded")->value, (double)coded / 500, 1e-9);
    ck_assert_double_eq_tol(mend_summary_find(&summary, "alliance.reported")->value, (double)reported / 500, 1e-9);
    population_free(&all);
}
END_TEST

/* Each takes .03 of the way that is left to a whole skill; the partner, who is not in therapy, learns none. */
START_TEST(a_client_learns_to_repair_by_the_repairs_of_the_sessions)
{
    struct population all;
    double learned_most = 0;
    live_together(&all, "first_dyad=1", "dyads=100", 1);
    for (int i = 0; i < 100; i++) {
        const struct outcome_row *row = &all.records.outcome[3 * i]; /* client, partner, client with the therapist */
        const double skill = 1 - pow(.97, (double)row[2].repairs);
        ck_assert_double_eq_tol((double)row[0].repair_skill, skill, 1e-5);
        ck_assert_float_eq(row[1].repair_skill, 0);
        learned_most = fmax(learned_most, skill);
    }
    ck_assert_double_gt(learned_most, .1);
    population_free(&all);
}
END_TEST

/* Clients who are seen once, on the first day: the share of sessions with a rupture in which it is reported. `n`: those with a rupture. */
static double reported_share(const char *reported, const char *error, double *n)
{
    struct population all;
    double told = 0;
    *n = 0;
    asks("therapy", "alliance");
    set("days=1");
    set("infancy.days=0");
    set("record.dyads=0");
    set("dyads=2000");
    set(reported);
    set(error);
    ck_assert_msg(population_live(&config, NULL, (struct mend_order){.threads = 2, .isa = -1}, &all, &report), "%s", report.message[0]);
    for (int i = 0; i < 2000; i++) {
        *n += (double)all.records.alliance[i].ruptures_coded;
        told += (double)all.records.alliance[i].ruptures_reported;
    }
    population_free(&all);
    ck_assert_double_gt(*n, 500);
    return told / *n;
}

/* No rupture feels more severe than 1, so that beyond it only an error of recall reaches; one of 5 does so with a chance from Phi(-.2) to Phi(0). */
START_TEST(a_client_recalls_with_an_error_how_severe_a_rupture_felt)
{
    double n;
    ck_assert_double_eq(reported_share("therapy.reported=0", "therapy.report_error=0", &n), 1);
    ck_assert_double_eq(reported_share("therapy.reported=1", "therapy.report_error=0", &n), 0);
    const double share = reported_share("therapy.reported=1", "therapy.report_error=5", &n), error = .5 / sqrt(n);
    ck_assert_double_gt(share, gsl_cdf_ugaussian_P(-.2) - 4 * error);
    ck_assert_double_lt(share, gsl_cdf_ugaussian_P(0) + 4 * error);
}
END_TEST

/* ---- measures ---- */

static double measured(const char *name)
{
    const struct mend_measured *row = mend_summary_find(&summary, name);
    ck_assert_msg(row != NULL, "no measure %s", name);
    return row->value;
}

/* Two couples of two hand-made discussions, one of which was not held. */
START_TEST(measures_of_support_are_shares_over_all_couples_who_came)
{
    struct population made;
    live_together(&made, "first_dyad=1", "dyads=3", 1);
    struct support_row *rows = made.records.support;
    for (int i = 0; i < 3 * SUPPORT_MINUTES; i++) {
        const int couple = i / SUPPORT_MINUTES, minute = i % SUPPORT_MINUTES + 1;
        rows[i] = (struct support_row){.minute = (float)minute, .signalling = couple == 0 ? 1.0f : .5f, .coping = .5f};
        rows[i].met = couple == 0 ? 3 : 2; /* of 6 and of 3 signals; the second copes once without one, of 3 intervals */
        rows[i].waiting = 4;
        rows[i].waiting_met = couple == 0 ? 1 : 2;
        rows[i].bouts = minute == 1 ? 1.0f + (float)couple : 0;
        rows[i].bouts_met = minute == 1;
    }
    for (int m = 0; m < SUPPORT_MINUTES; m++) {
        rows[2 * SUPPORT_MINUTES + m].signalling = NAN; /* the third has parted */
    }
    ck_assert(summarise(&made, &summary, &report));
    ck_assert_double_eq_tol(measured("support.signalling.first"), 9. / 12, 1e-9);
    ck_assert_double_eq_tol(measured("support.signalling.last"), 9. / 12, 1e-9);
    ck_assert_double_eq_tol(measured("support.coping.signal"), 5. / 9, 1e-9);
    ck_assert_double_eq_tol(measured("support.coping.no_signal"), 1. / 3, 1e-9);
    ck_assert_double_eq_tol(measured("support.coping.after_signal"), 3. / 8, 1e-9);
    ck_assert(isnan(measured("support.coping.after_nothing")));
    ck_assert_double_eq_tol(measured("support.bouts_met"), 2. / 3, 1e-9);
    ck_assert_double_eq_tol(measured("support.bouts"), 3. / 2, 1e-9);
    ck_assert_int_eq(mend_summary_find(&summary, "support.bouts")->n, 2);
    population_free(&made);
}
END_TEST

/* 1 2 3 5 against 2 4 6 10 agree wholly. Its steps (1, 2), (2, 3), (3, 5) lie about their means (2, 10 / 3) by -1 0 1 and -4 -1 5 thirds:
 * r = 3 / sqrt(2 x 42 / 9) = .981981. The second dyad rates 1 -1 1 -1 against 1 -1 -1 1: no agreement; steps of -1 and of
 * -.5, of .5 from the first to the second on the next day and of -.5 the other way. */
START_TEST(measures_of_the_diary_are_correlations_within_people)
{
    static const float ratings[2][DIARISTS][4] = {{{1, 2, 3, 5}, {2, 4, 6, 10}}, {{1, -1, 1, -1}, {1, -1, -1, 1}}};
    struct population made;
    live_together(&made, "first_dyad=1", "dyads=3", 1);
    for (int i = 0; i < 3 * DIARISTS * 4; i++) {
        const int dyad = i / (DIARISTS * 4), person = i / 4 % DIARISTS;
        made.records.entry[i].arousal = dyad < 2 ? ratings[dyad][person][i % 4] : NAN; /* the third has parted */
        made.records.entry[i].contentment = dyad < 2 ? -ratings[dyad][person][i % 4] : NAN;
        made.records.entry[i].sadness = dyad < 1 && person == 1 ? -made.records.entry[i].arousal : made.records.entry[i].arousal;
    }
    for (int dyad = 0; dyad < 3; dyad++) {
        const struct entry_row *a = &made.records.entry[dyad * DIARISTS * 4];
        made.records.told[dyad] = diary_tells(a, a + 4, 4);
    }
    ck_assert(summarise(&made, &summary, &report));
    const double auto_1 = 3 / sqrt(2 * 42. / 9), auto_2 = (-1 - .5) / 2;
    ck_assert_double_eq_tol(measured("diary.concordance.arousal"), (1 + 0) / 2., 1e-6);
    ck_assert_double_eq_tol(measured("diary.concordance.contentment"), (1 + 0) / 2., 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.arousal"), (auto_1 + auto_2) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.contentment"), (auto_1 + auto_2) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.concordance.sadness"), (-1 + 0) / 2., 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.arousal.a"), (auto_1 - 1) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.arousal.b"), (auto_1 - .5) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.contentment.a"), (auto_1 - 1) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.autocorrelation.contentment.b"), (auto_1 - .5) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.crossover.arousal.a_to_b"), (auto_1 + .5) / 2, 1e-6);
    ck_assert_double_eq_tol(measured("diary.crossover.arousal.b_to_a"), (auto_1 - .5) / 2, 1e-6);
    ck_assert_int_eq(mend_summary_find(&summary, "diary.concordance.arousal")->n, 2);
    population_free(&made);
}
END_TEST

/* Nine bonds of three dyads. Of nine values the second and the eighth lie about the median with 96 % (binomial tables). */
START_TEST(the_half_life_of_many_is_their_median_and_those_not_seen_count_as_longest)
{
    static const float half_lives[9] = {3, 240, 2, 1, 5, 4, 240, 2, 3};
    struct population made;
    live_together(&made, "first_dyad=1", "dyads=3", 1);
    for (int i = 0; i < 9; i++) {
        made.records.shock[i].half_life = half_lives[i];
        made.records.shock[i].trust_lost = i < 3 ? .3f : 0;
    }
    ck_assert(summarise(&made, &summary, &report));
    const struct mend_measured *row = mend_summary_find(&summary, "resilience.half_life.median");
    ck_assert_double_eq(row->value, 3);
    ck_assert_double_eq(row->lower, 2);
    ck_assert_double_eq(row->upper, 240);
    ck_assert_int_eq(row->n, 9);
    ck_assert_double_eq_tol(measured("resilience.trust_lost.mean"), .1, 1e-6);
    population_free(&made);
}
END_TEST

START_TEST(a_run_without_a_procedure_has_no_measure_of_it)
{
    struct population plain;
    asks("caregiver_infant", "still_face");
    set("days=2");
    set("dyads=5");
    ck_assert(population_live(&config, NULL, (struct mend_order){.threads = 1, .isa = -1}, &plain, &report));
    ck_assert(summarise(&plain, &summary, &report));
    ck_assert(!mend_summary_find(&summary, "support.bouts") && !mend_summary_find(&summary, "diary.concordance.arousal"));
    ck_assert(!mend_summary_find(&summary, "resilience.trust_lost.mean") && !mend_summary_find(&summary, "alliance.coded"));
    population_free(&plain);
}
END_TEST

/* ---- their intervals ---- */

/* 6 of 8; what is left of each unit is -.5, .5, 0, so that the variance of the ratio is 3 / 2 x .5 / 64; t of 2 degrees of freedom is 4.3027. */
START_TEST(a_ratio_of_sums_has_the_interval_of_its_units)
{
    const double part[] = {1, 2, 3}, whole[] = {2, 2, 4}, ones[] = {1, 1, 1}, half = 4.302653 * sqrt(.75) / 8;
    const struct estimate e = ratio_estimate(part, whole, 3);
    ck_assert_double_eq(e.value, .75);
    ck_assert_double_eq_tol(e.lower, .75 - half, 1e-6);
    ck_assert_double_eq_tol(e.upper, .75 + half, 1e-6);
    const struct estimate mean = ratio_estimate(part, ones, 3); /* 2, standard error 1 / sqrt(3) */
    ck_assert_double_eq(mean.value, 2);
    ck_assert_double_eq_tol(mean.upper, 2 + 4.302653 / sqrt(3), 1e-6);
    ck_assert(isnan(ratio_estimate(part, ones, 0).value) && isnan(ratio_estimate(part, ones, 1).lower));
}
END_TEST

/* Ranks of the usual tables: 2 and 9 of 10 (97.9 %), 6 and 15 of 20 (95.9 %); below 6 values there is none. */
START_TEST(a_median_lies_between_order_statistics)
{
    double x[20] = {3, 1, 2, 10, 9, 8, 7, 6, 5, 4};
    struct estimate e = median_estimate(x, 10);
    ck_assert_double_eq(e.value, 5.5);
    ck_assert_double_eq(e.lower, 2);
    ck_assert_double_eq(e.upper, 9);
    for (int i = 0; i < 20; i++) {
        x[i] = 20 - i;
    }
    e = median_estimate(x, 20);
    ck_assert_double_eq(e.lower, 6);
    ck_assert_double_eq(e.upper, 15);
    e = median_estimate(x, 5);
    ck_assert_double_eq(e.value, 3);
    ck_assert(isnan(e.lower) && isnan(e.upper));
    ck_assert(isnan(median_estimate(x, 0).value));
}
END_TEST

TCase *procedures_plan_cases(void)
{
    TCase *tests = tcase_create("plan");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, a_procedure_is_refused_where_the_setting_lacks_whom_it_looks_at);
    tcase_add_test(tests, a_refusal_names_the_place_and_where_the_procedure_is_held);
    tcase_add_test(tests, rows_of_procedures_depend_neither_on_threads_nor_on_which_dyads_are_run);
    tcase_add_test(tests, an_observer_codes_at_least_the_ruptures_that_a_client_reports);
    tcase_add_test(tests, a_client_learns_to_repair_by_the_repairs_of_the_sessions);
    tcase_add_test(tests, a_client_recalls_with_an_error_how_severe_a_rupture_felt);
    tcase_add_test(tests, measures_of_support_are_shares_over_all_couples_who_came);
    tcase_add_test(tests, measures_of_the_diary_are_correlations_within_people);
    tcase_add_test(tests, the_half_life_of_many_is_their_median_and_those_not_seen_count_as_longest);
    tcase_add_test(tests, a_run_without_a_procedure_has_no_measure_of_it);
    tcase_add_test(tests, a_ratio_of_sums_has_the_interval_of_its_units);
    tcase_add_test(tests, a_median_lies_between_order_statistics);
    return tests;
}
