/* Comparisons as a user meets them, and their picture. */
#include "cli/shell.h"

#include <stdlib.h>

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
    expect_code(0, "test ! -e r");
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
    tcase_add_loop_test(tests, a_comparison_is_drawn_under_its_finding_and_both_names, 0, sizeof findings / sizeof findings[0]);
    tcase_add_test(tests, a_study_is_drawn_by_its_own_picture_only);
    tcase_add_test(tests, a_comparison_of_more_measures_than_fit_says_so);
    suite_add_tcase(suite, tests);
}
