/* Comparisons as a user meets them, and their picture. */
#include "cli/shell.h"
#include "mend/compare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMPARED "--set days=40 --set assays=strange_situation --set record.dyads=0 --set record.events=false --set dyads=300"

/* The field of a measure in compare.csv. */
static double compared(const char *measure, int field)
{
    expect_code(0, "grep '^%s,' r/compare.csv | cut -d, -f%d", measure, field);
    return atof(said.out);
}

START_TEST(a_config_differs_from_itself_in_nothing)
{
    expect_code(0, "cp a.yaml b.yaml && mend compare a.yaml b.yaml -o r --effect 0.1 " COMPARED);
    expect_out("[+0.0000, +0.0000]         -          0 ");
    ck_assert(!holds(said.out, "nan"));
    ck_assert(compared("trust.mean", 4) == 0 && compared("trust.mean", 5) == 0 && compared("trust.mean", 6) == 0);
}
END_TEST

START_TEST(a_comparison_gives_the_measures_of_two_runs_on_the_same_lives)
{
    expect_code(0, "(cat a.yaml; echo 'repair: {scale: 0.9}') >b.yaml && mend compare a.yaml b.yaml -o r --quiet --effect 0.02 " COMPARED);
    expect_code(0, "for s in a b; do mend run $s.yaml -o $s --quiet " COMPARED " || exit 1; done");
    expect_code(
        0, "for m in share.secure trust.mean repair_share.mean; do"
           " test \"$(grep ^$m, r/compare.csv | cut -d, -f2,3)\" = \"$(grep ^$m, a/summary.csv | cut -d, -f3),$(grep ^$m, b/summary.csv | cut -d, "
           "-f3)\" || exit 1; done");
    const double lower = compared("trust.mean", 5), upper = compared("trust.mean", 6), difference = compared("trust.mean", 4);
    ck_assert(lower < difference && difference < upper && upper < 0); /* less repair, less trust */
    ck_assert(compared("trust.mean", 7) > 4);                         /* half the standard error, at least */
    ck_assert(compared("trust.mean", 8) * compared("trust.mean", 7) > 0.9 * compared("trust.mean", 9));
    ck_assert(compared("trust.mean", 8) * compared("trust.mean", 7) < 1.1 * compared("trust.mean", 9));
    expect_code(0, "mend compare a.yaml b.yaml -o s --quiet --effect 0.02 --threads 7 " COMPARED " && cmp r/compare.csv s/compare.csv");
}
END_TEST

START_TEST(what_cannot_be_compared_is_refused)
{
    expect_code(2, "mend compare a.yaml a.yaml -o r --measure trust.meen");
    expect_err("no measure is called 'trust.meen'; did you mean 'trust.mean'?");
    expect_code(2, "mend compare a.yaml a.yaml -o r --effect no");
    expect_err("--effect: 'no' is not a number above 0");
    expect_code(2, "mend compare a.yaml");
    expect_code(2, "mend compare a.yaml nowhere.yaml -o r");
    expect_code(1, "mend compare a.yaml a.yaml -o r --set dyads=10");
    expect_err("a comparison takes at least 20 of them");
    expect_code(2, "mend compare a.yaml a.yaml -o r --measure trust.meen --measure trust.mean");
    expect_code(0, "test ! -e r && mend compare a.yaml a.yaml -o r --quiet --set dyads=20 --set record.dyads=0 && rm -r r");
    expect_code(0, "test ! -e r");
}
END_TEST

/* The lives are the first config's, whatever the second one says of them. */
START_TEST(both_sides_live_the_dyads_of_the_first_under_its_seed)
{
    expect_code(0, "sed 's/seed: 7/seed: 8/; s/dyads: 150/dyads: 40/g' a.yaml >b.yaml && echo 'first_dyad: 500\nreplicate: 3' >>b.yaml");
    expect_code(0, "mend compare a.yaml b.yaml -o r --json --set assays=strange_situation");
    expect_out("\"dyads\": 150");
    expect_code(0, "pick r/compare.csv difference | sort -u");
    ck_assert_str_eq(said.out, "0.000000\n");
}
END_TEST

/* One dyad of twenty is another under B. It comes up in a resample as often as a binomial count of 20 draws with a chance of 1/20 each: not at all in
 * 36 of 100 resamples, more than twice in 8, more than three times in 1.6, which of 400 resamples may be 2.5. So the interval goes from nothing to
 * three times the difference, or four. */
static const int other_dyad[] = {1, 20};

START_TEST(a_resample_draws_every_dyad_alike)
{
    expect_code(0,
                "echo sensitivity >s.csv; for i in $(seq 20); do echo 4; done >>s.csv; sed '%ds/4/-4/' s.csv >t.csv; for s in s t; do (sed 's/dyads: "
                "150/dyads: 20/g' a.yaml; echo population: $s.csv) >$s.yaml; done",
                other_dyad[_i] + 1);
    expect_code(0, "mend compare s.yaml t.yaml -o r --quiet --measure trust.mean --set assays=");
    const double difference = compared("trust.mean", 4), times = compared("trust.mean", 5) / difference;
    ck_assert(difference < -0.001 && compared("trust.mean", 6) == 0);
    ck_assert_msg(fabs(times - 3) < 1e-3 || fabs(times - 4) < 1e-3, "%g", times);
}
END_TEST

/* A share p of n has the variance p (1 - p) / n; power .8 at the 5 % level takes (1.960 + .842)^2 = 7.849 of the two variances over the square of the
 * effect. From 400 resamples a variance is known within 7 %. */
START_TEST(shares_on_independent_seeds_take_the_lives_that_their_binomial_variances_ask_for)
{
    expect_code(0, "(cat a.yaml; echo 'repair: {scale: 0}') >b.yaml && mend compare a.yaml b.yaml -o r --quiet --effect 0.1 " COMPARED);
    const double a = compared("share.anxious", 2), b = compared("share.anxious", 3), wanted = (a * (1 - a) + b * (1 - b)) * 7.849 / (0.1 * 0.1);
    ck_assert(a * (1 - a) > 3 * b * (1 - b)); /* so that each side has to be told from the other */
    ck_assert_msg(fabs(compared("share.anxious", 9) / wanted - 1) < 0.2, "%g, by hand %g", compared("share.anxious", 9), wanted);
}
END_TEST

START_TEST(a_measure_of_one_side_alone_is_kept_and_one_of_neither_is_not)
{
    expect_code(0, "(cat a.yaml; echo 'assays: []') >b.yaml && (cat a.yaml; echo 'assays: [strange_situation]') >c.yaml");
    expect_code(0, "mend compare c.yaml b.yaml -o r --quiet && grep -q '^share.secure,[.0-9]*,,,,,,,$' r/compare.csv");
    expect_code(0, "mend compare b.yaml c.yaml -o s --quiet && grep -q '^share.secure,,[.0-9]*,,,,,,$' s/compare.csv");
    expect_code(1, "mend compare b.yaml b.yaml -o t --quiet && grep ^share. t/compare.csv");
    expect_code(0, "grep -q trust.mean t/compare.csv");
}
END_TEST

/* Replicates are the lives over the dyads, 300, rounded up. */
START_TEST(what_is_printed_is_what_stands_in_the_table)
{
    double a, b, lives, apart, replicates;
    expect_code(0, "(cat a.yaml; echo 'repair: {scale: 0.4}') >b.yaml && mend compare a.yaml b.yaml --effect 0.02 --measure share.secure " COMPARED
                   " | awk '$1 == \"share.secure\" { print $2, $3, $8, $9, $10 }'");
    ck_assert_int_eq(sscanf(said.out, "%lf %lf %lf %lf %lf", &a, &b, &lives, &apart, &replicates), 5);
    expect_code(0, "mv results/a-and-b r");
    ck_assert(fabs(a - compared("share.secure", 2)) < 6e-5 && fabs(b - compared("share.secure", 3)) < 6e-5);
    ck_assert(lives == compared("share.secure", 8) && apart == compared("share.secure", 9) && replicates == ceil(lives / 300));
    ck_assert(replicates > 1 && replicates < ceil(apart / 300));
    expect_code(0, "mend compare a.yaml b.yaml --effect 0.02 --measure share.secure --json " COMPARED);
    json_t *json = json_of_stdout();
    const json_t *row = json_array_get(json_object_get(json, "measures"), 0);
    static const char *const columns[] = {"a", "b", "difference", "lower", "upper", "times_fewer", "lives", "lives_independent"};
    for (int c = 0; c < 8; c++) {
        const double cell = compared("share.secure", c + 2), value = json_number_value(json_object_get(row, columns[c]));
        ck_assert_msg(fabs(value - cell) < (c == 5 ? 0.051 : 6e-7), "%s: %g and %g", columns[c], value, cell);
    }
    json_decref(json);
}
END_TEST

/* ---- as a library ---- */

static struct mend_comparison comparison;
static struct mend_report report;

static struct mend_config small(const char *first, const char *second)
{
    static struct mend_config config;
    const char *const sets[] = {"dyads=40", "days=5", "assays=", first, second};
    mend_config_default(&config);
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        ck_assert_msg(mend_config_set(&config, sets[i], &report), "%s", report.message[0]);
    }
    return config;
}

/* Of what is nearly normal: `lives` tells the standard error that the interval should have. Each end of one interval is off by 7 % by chance, their
 * mean over 40 by 1 %. */
START_TEST(an_interval_of_a_difference_ends_196_hundredths_of_its_standard_error_away_on_either_side)
{
    enum { TIMES = 40 };
    const char *const measure = "trust.mean";
    const double effect = 1e-4;
    double below = 0, above = 0;
    for (int seed = 1; seed <= TIMES; seed++) {
        char text[32];
        snprintf(text, sizeof text, "seed=%d", seed);
        const struct mend_config a = small(text, "repair.scale=1"), b = small(text, "repair.scale=0.6");
        ck_assert_msg(mend_compare(&a, &b, &measure, 1, effect, (struct mend_order){.threads = 1, .isa = -1}, &comparison, &report), "%s",
                      report.message[0]);
        const struct mend_compared *row = &comparison.row[0];
        const double error = sqrt(row->lives / 40 / 7.849) * effect;
        below += (row->difference - row->lower) / error / TIMES;
        above += (row->upper - row->difference) / error / TIMES;
    }
    ck_assert_msg(fabs(below - 1.96) < 0.1 && fabs(above - 1.96) < 0.1, "%g below, %g above", below, above);
}
END_TEST

static int stopped;

static void stop_at_resamples(void *context, int64_t done, int64_t all)
{
    (void)context;
    (void)done;
    stopped = stopped || all == 400;
}

START_TEST(a_comparison_that_is_stopped_among_its_resamples_is_none)
{
    const struct mend_order order = {.threads = 1, .isa = -1, .stop = &stopped, .progress = stop_at_resamples};
    const struct mend_config a = small("seed=1", "repair.scale=1");
    ck_assert(!mend_compare(&a, &a, NULL, 0, 0, order, &comparison, &report));
    ck_assert(stopped && report.count == 1 && strstr(report.message[0], "interrupted"));
}
END_TEST

/* ---- its picture ---- */

/* A line of compare.csv as somebody might get it, and what the title makes of it. */
static const struct {
    const char *line, *words;
} findings[] = {
    {"share.secure,0.528,0.51,-0.018,-0.021,-0.015,2.6,,", ">B has fewer secure bonds: -1.8 points (-2.1 to -1.5)<"},
    {"share.secure,0.528,0.53,0.002,-0.0011,0.0052,2.6,,", ">No clear difference in secure bonds: +0.2 points (-0.1 to +0.5)<"},
    {"share.anxious,0.1,0.2,0.1,0.05,0.15,1,,", ">B has more anxious bonds: +10.0 points (+5.0 to +15.0)<"},
    {"trust.mean,0.57,0.48,-0.09,-0.1,-0.08,11,,", ">trust.mean is lower under B: -0.090 (-0.100 to -0.080)<"},
    {"ended,0.02,,,,,,,", ">only under A<"},
    {"share.secure,0.5,0.5,0,0,0,,,", ">0.0 (0.0 to 0.0)<"},
};

START_TEST(a_comparison_is_drawn_under_its_finding_and_both_names)
{
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "cp a.yaml b.yaml && mend compare a.yaml b.yaml -o r --quiet " COMPARED);
        expect_code(0, "(head -n 1 r/compare.csv; echo %s) >c && mv c r/compare.csv && mend plot r && cat r/compare.svg", findings[_i].line);
        expect_out(findings[_i].words);
        expect_out("A: a; B: b. The same 300 lives under both.");
    }
}
END_TEST

START_TEST(a_difference_without_an_interval_is_no_dot_that_says_it_holds_0)
{
    static const char *const lines[] = {"trust.mean,0.5,0.6,0.1,-0.1,0.2,,,", "trust.mean,0.5,0.6,0.1,,,,,"};
    int dots[2];
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "cp a.yaml b.yaml && mend compare a.yaml b.yaml -o r --quiet " COMPARED);
        for (int k = 0; k < 2; k++) {
            expect_code(0, "(head -n 1 r/compare.csv; echo %s) >c && mv c r/compare.csv && mend plot r >drawn && grep -c '<use ' r/compare.svg",
                        lines[k]);
            dots[k] = atoi(said.out);
        }
        ck_assert_int_eq(dots[0] - dots[1], 2); /* white, and its rim */
        expect_code(0, "cat r/compare.svg");
        expect_out("+0.100, no interval");
    }
}
END_TEST

START_TEST(a_study_is_drawn_by_its_own_picture_only)
{
    put_text("d.yaml",
             "base: a.yaml\nset: {dyads: 40, days: 12, assays: []}\ndesign: grid\nfactors: {repair.scale: [0.2, 1]}\nmeasures: [trust.mean]\n");
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "cp a.yaml b.yaml && mend compare a.yaml b.yaml -o r --quiet " COMPARED " && mend sweep d.yaml -o s --quiet");
        expect_code(0, "cp r/compare.csv s; cp s/sweep.csv r; mend plot r && mend plot s");
        expect_code(0, "ls r/*g s/*g | tr '\\n' ' '");
        ck_assert_str_eq(said.out, "r/compare.png r/compare.svg s/sweep.png s/sweep.svg ");
    }
}
END_TEST

START_TEST(a_comparison_of_more_measures_than_fit_says_so)
{
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "mend compare a.yaml a.yaml -o r --quiet " COMPARED
                       " $(mend run a.yaml -o s --quiet && sed -n '2,21s/^\\([^,]*\\),.*/--measure \\1/p' s/summary.csv)");
        expect_code(0, "mend plot r && cat r/compare.svg");
        expect_out("The first 16 of 20 measures.");
    }
}
END_TEST

void add_compare(Suite *suite)
{
    TCase *tests = case_of_commands("compare", 60);
    tcase_add_test(tests, a_config_differs_from_itself_in_nothing);
    tcase_add_test(tests, a_comparison_gives_the_measures_of_two_runs_on_the_same_lives);
    tcase_add_test(tests, what_cannot_be_compared_is_refused);
    tcase_add_test(tests, both_sides_live_the_dyads_of_the_first_under_its_seed);
    tcase_add_loop_test(tests, a_resample_draws_every_dyad_alike, 0, sizeof other_dyad / sizeof other_dyad[0]);
    tcase_add_test(tests, shares_on_independent_seeds_take_the_lives_that_their_binomial_variances_ask_for);
    tcase_add_test(tests, a_measure_of_one_side_alone_is_kept_and_one_of_neither_is_not);
    tcase_add_test(tests, what_is_printed_is_what_stands_in_the_table);
    tcase_add_test(tests, an_interval_of_a_difference_ends_196_hundredths_of_its_standard_error_away_on_either_side);
    tcase_add_test(tests, a_comparison_that_is_stopped_among_its_resamples_is_none);
    tcase_add_loop_test(tests, a_comparison_is_drawn_under_its_finding_and_both_names, 0, sizeof findings / sizeof findings[0]);
    tcase_add_test(tests, a_difference_without_an_interval_is_no_dot_that_says_it_holds_0);
    tcase_add_test(tests, a_study_is_drawn_by_its_own_picture_only);
    tcase_add_test(tests, a_comparison_of_more_measures_than_fit_says_so);
    suite_add_tcase(suite, tests);
}
