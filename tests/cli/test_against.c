/* Sweeps that are followed along a measure, gain.csv; and the pictures of sweeps. */
#include "cli/shell.h"
#include "suites.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define BASE "base: a.yaml\nset: {dyads: 40, days: 12, assays: [strange_situation], record: {dyads: 0, events: false}}\ndesign: grid\n"
#define SCALES "[0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.4, 1.7, 2.2, 3]"
#define ALONG BASE "factors: {repair.scale: " SCALES "}\nreplicates: 5\nmeasures: [share.secure, repair_share.mean, trust.mean]\n"
#define AGAINST "against: repair_share.mean\n"

/* The field of a measure's row. */
static double gained(const char *measure, const char *column)
{
    expect_code(0, "pick r/gain.csv %s >cells && pick r/gain.csv measure | grep -n '^%s$' | cut -d: -f1 >row && sed -n \"$(cat row)p\" cells", column,
                measure);
    return said.out[0] == '\n' ? NAN : atof(said.out);
}

/* Mean over replicates of the points' values, the least and the most of them, by awk. */
static double mean_of_points(const char *pick_which)
{
    expect_code(0, "pick r/sweep.csv repair_share.mean | awk '{ s += $1 } NR %% 5 == 0 { print s / 5; s = 0 }' | sort -g | %s -n 1", pick_which);
    return atof(said.out);
}

START_TEST(a_sweep_along_a_measure_has_a_row_of_gain_for_every_other)
{
    put_text("d.yaml", ALONG AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/gain.csv measure | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "share.secure trust.mean ");
    ck_assert(gained("trust.mean", "points") == 10 && gained("trust.mean", "replicates") == 5);
    ck_assert(fabs(gained("trust.mean", "from") - mean_of_points("head")) < 1e-4);
    ck_assert(fabs(gained("trust.mean", "to") - mean_of_points("tail")) < 1e-4);
    ck_assert(gained("trust.mean", "slope") > 0 && gained("trust.mean", "slope_lower") < gained("trust.mean", "slope_upper"));
    expect_code(0, "grep -q '\"against\": \"repair_share.mean\"' r/manifest.json && grep -q 'gain.csv' r/datapackage.json");
    put_text("d.yaml", ALONG);
    expect_code(0, "mend sweep d.yaml -o s --quiet && test ! -e s/gain.csv && cmp r/sweep.csv s/sweep.csv");
}
END_TEST

/* The slope between neighbours, from the table: no point of the curve rises by much more than its steepest one. */
START_TEST(no_stretch_between_points_is_steeper_than_the_steepest_slope_allows)
{
    put_text("d.yaml",
             "base: a.yaml\nset: {dyads: 400, days: 60, assays: [], record: {dyads: 0, events: false}}\ndesign: grid\n"
             "factors: {repair.scale: {from: 0.1, to: 1.6, steps: 16}}\nreplicates: 5\nmeasures: [repair_share.mean, trust.mean]\n" AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/sweep.csv repair_share.mean >x && pick r/sweep.csv trust.mean >y && paste -d' ' x y |"
                   " awk '{ x += $1; y += $2 } NR %% 5 == 0 { if (NR > 5 && (y - b) / (x - a) > m) m = (y - b) / (x - a); a = x; b = y; x = y = 0 }"
                   " END { print m }'");
    const double steepest = atof(said.out), slope = gained("trust.mean", "slope");
    ck_assert_msg(slope > 0.9 * steepest && slope < 1.25 * steepest, "%g, between points at most %g", slope, steepest);
    ck_assert(gained("trust.mean", "r2") > 0.999);
}
END_TEST

START_TEST(gain_does_not_depend_on_threads_and_parts)
{
    put_text("d.yaml", ALONG AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --quiet --threads 1 && mend sweep d.yaml -o s --quiet --threads 3 && cmp r/gain.csv s/gain.csv");
    expect_code(0, "for i in 1 2; do mend sweep d.yaml -o p$i --quiet --shard $i/2 || exit 1; done; test ! -e p1/gain.csv");
    expect_code(0, "mend merge p1 p2 -o m --quiet && cmp r/gain.csv m/gain.csv");
}
END_TEST

static const struct {
    const char *text, *words;
} refused[] = {
    {BASE "factors: {repair.scale: [1]}\nmeasures: [trust.mean]\nagainst: fear.mean\n",
     "d.yaml:6:10: error: against: 'fear.mean' is not among the measures of the design"},
    {BASE "factors: {repair.scale: [1]}\nmeasures: [trust.mean]\nagainst: [trust.mean]\n",
     "d.yaml:6:10: error: against: this is one of the design's"},
    {BASE "factors: {repair.scale: [1]}\nmeasures: [trust.mean]\nagainst:\n", "error: against: this is one of the design's"},
    {"base: a.yaml\ndesign: list\nfactors: {repair.scale: [1]}\nmeasures: [trust.mean]\nagainst: trust.mean\n",
     "d.yaml:5:10: error: against: this key belongs to a grid"},
};

START_TEST(what_cannot_stand_on_the_x_axis_is_refused_with_its_place)
{
    put_text("d.yaml", refused[_i].text);
    expect_code(2, "mend sweep d.yaml -o r");
    expect_err(refused[_i].words);
    expect_code(0, "test ! -e r");
}
END_TEST

/* What stands on the x axis is no part of the lives: they need not be lived again. */
START_TEST(against_can_be_asked_for_afterwards)
{
    put_text("d.yaml", ALONG);
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    put_text("d.yaml", ALONG AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --resume --json && test -e r/gain.csv");
    expect_out("\"earlier\": 50");
}
END_TEST

/* Points of the same value are points of the same curve. */
START_TEST(a_value_that_is_given_twice_is_two_points_of_each_curve)
{
    put_text("d.yaml",
             BASE "factors: {repair.scale: [0.5, 0.5, 1], learning.delay: [0, 0.2, 0.5]}\nmeasures: [repair_share.mean, trust.mean]\n" AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/gain.csv points | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "3 3 3 ");
}
END_TEST

START_TEST(with_more_factors_every_combination_of_the_others_has_a_curve)
{
    put_text("d.yaml", BASE "factors: {repair.scale: " SCALES
                            ", learning.delay: [0, 0.5]}\nreplicates: 2\nmeasures: [repair_share.mean, trust.mean]\n" AGAINST);
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/gain.csv learning.delay | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "0 0.5 ");
    expect_code(0, "pick r/gain.csv points | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "10 10 ");
    expect_code(0, "pick r/gain.csv to | tr '\\n' ' ' >to; pick r/sweep.csv repair_share.mean | tail -n 4 | tr '\\n' ' '");
    double to[2], last[4];
    ck_assert_int_eq(sscanf(said.out, "%lf %lf %lf %lf", &last[0], &last[1], &last[2], &last[3]), 4);
    expect_code(0, "cat to");
    ck_assert_int_eq(sscanf(said.out, "%lf %lf", &to[0], &to[1]), 2);
    ck_assert(fabs(to[0] - (last[0] + last[1]) / 2) < 1e-4 && fabs(to[1] - (last[2] + last[3]) / 2) < 1e-4);
}
END_TEST

/* ---- pictures ---- */

#define SHARES "measures: [repair_share.mean, share.secure, share.avoidant, share.anxious, share.disorganized, trust.mean]\n"

static const struct {
    const char *design, *words;
} drawn[] = {
    {BASE "factors: {repair.scale: " SCALES "}\nreplicates: 5\n" SHARES AGAINST, "of ruptures are repaired"},
    {BASE "factors: {repair.scale: " SCALES "}\n" SHARES AGAINST, "one on top of the other"},
    {BASE "factors: {repair.scale: [0.1, 1, 3]}\n" SHARES AGAINST, "share of ruptures repaired (realised)"}, /* too few points for a gain */
    {ALONG AGAINST, "95 % interval"},
    {BASE "factors: {repair.scale: " SCALES ", rupture.max_age: [4, 20]}\nreplicates: 2\n" SHARES AGAINST,
     "at 20 turns before a rupture is given up"},
    {BASE "factors: {repair.scale: [0, 2], rupture.max_age: [4]}\n" SHARES AGAINST, "turns before a rupture is given up: 4"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [1, 2], learning.delay: [0, 0.2]}\n" SHARES, "At a cost of .20 a turn of delay"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [1, 2]}\nmeasures: [share.secure]\n", "points over chance of repair"},
    {"base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}}\ndesign: lhs\npoints: 5\n"
     "factors: {repair.scale: {from: 0, to: 1}, risk: {from: 0, to: 2}}\nmeasures: [trust.mean]\n",
     "Trust that breaks are repaired: the strongest of 2 factors is "},
    {BASE "factors: {repair.scale: [1, 0.2]}\nreplicates: 2\n" SHARES, "with .20 times the usual chance of repair, "},
    {BASE "factors: {learning.delay: [0, 0.2]}\nmeasures: [fear.mean, trust.mean, doubt.mean]\n", "Fear of the other"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [1, 2], learning.delay: [0.003, 0.2]}\nmeasures: [trust.mean]\n",
     "At a cost of .003 a turn of delay"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [1, 2], learning.delay: [0, 0.2]}\nmeasures: [trust.mean]\n",
     "a field is the mean of 1 (trust that breaks are repaired). "},
    {BASE "factors: {repair.scale: " SCALES "}\nreplicates: 5\nmeasures: [repair_share.mean, trust.mean]\n" AGAINST, "mattering"},
    {BASE "factors: {repair.scale: [0.97, 1], learning.plasticity_years: [1, 2]}\nmeasures: [repair_share.mean, trust.mean]\n" AGAINST,
     "Lines: means of one population.<"}, /* too narrow for a place to compare */
};

/* A gnuplot that keeps what it is told to warn of. */
static void listen_to_gnuplot(void)
{
    expect_code(0,
                "mkdir bin && printf '#!/bin/sh\\n%%s \"$@\" 2>>%%s/complaints\\n' $(command -v gnuplot) $PWD >bin/gnuplot && chmod +x bin/gnuplot");
}

START_TEST(every_kind_of_sweep_is_drawn_and_gnuplot_has_nothing_to_complain_of)
{
    put_text("d.yaml", drawn[_i].design);
    if (shell("command -v gnuplot") == 0) {
        listen_to_gnuplot();
        expect_code(0, "mend sweep d.yaml -o r --quiet && PATH=$PWD/bin:$PATH && export PATH && mend plot r && test -e complaints && cat complaints "
                       "r/sweep.svg");
        expect_out(drawn[_i].words);
        expect_code(1, "grep . complaints | grep -v 'iconv failed to convert degree sign'"); /* which it misses in the locale C, whatever is drawn */
    }
}
END_TEST

/* Where nothing breaks there is no share of what was repaired; to draw that as 0 would tell of lives in which nothing is. */
static const struct {
    const char *design, *words;
} half_known[] = {
    {BASE "factors: {rupture.scale: [0, 0.5, 1, 2]}\n" SHARES AGAINST, "% where ."},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [0, 1]}\nmeasures: [repair_share.mean]\n", "over chance of repair<"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [0, 1]}\nmeasures: [trust.mean, repair_share.mean]\nagainst: trust.mean\n",
     "Lines: means of one population.<"},
    {BASE "factors: {repair.scale: [0.2, 1], rupture.scale: [2]}\nmeasures: [trust.mean]\n", "over chance of repair<"},
    {BASE "factors: {repair.scale: [0.2, 1]}\nmeasures: [conflict.ratio, trust.mean]\n", "Trust that breaks are repaired: "},
    {"base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}, rupture.scale: 0}\ndesign: lhs\npoints: 5\n"
     "factors: {bid.slope: {from: 1, to: 2}, risk: {from: 0, to: 2}}\nmeasures: [ruptures.mean]\n",
     "Ruptures a day over each of 2 factors<"},
    {"base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}}\ndesign: lhs\npoints: 5\nfactors: {risk: {from: 0, to: 1}, days: "
     "{from: "
     "9, to: 12}, bid.slope: {from: 1, to: 2}, bid.conflict: {from: 0, to: 1}, learning.delay: {from: 0, to: 1}, rupture.scale: {from: 0, to: 1}, "
     "repair.scale: {from: 0, to: 2}}\nmeasures: [trust.mean]\n",
     "the strongest of the first 6 factors is "},
};

START_TEST(a_picture_tells_of_what_is_known_only)
{
    put_text("d.yaml", half_known[_i].design);
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "mend sweep d.yaml -o r --quiet && mend plot r && cat r/sweep.svg");
        expect_out(half_known[_i].words);
    }
}
END_TEST

static const struct {
    const char *design, *sweep;
} undrawn[] = {
    {BASE "factors: {setting: [caregiver_infant, siblings]}\nmeasures: [trust.mean]\n", "--quiet"},
    {BASE "factors: {repair.scale: [0, 1]}\nmeasures: [conflict.ratio]\n", "--quiet"},
    {BASE "factors: {repair.scale: [0, 1]}\nmeasures: [trust.mean]\n", "--shard 1/2 --quiet"},
};

START_TEST(a_sweep_that_is_not_finished_or_has_no_numbers_is_not_drawn)
{
    put_text("d.yaml", undrawn[_i].design);
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "mend sweep d.yaml -o r %s", undrawn[_i].sweep);
        expect_code(1, "mend plot r");
        expect_err("r: error: nothing to draw: the study is not finished, or has no factor with numbers, or no measure");
    }
}
END_TEST

/* What stands in gain.csv is what the picture shows: its title and the shaded stretch. */
START_TEST(the_title_names_the_steepest_point_of_the_table)
{
    put_text("d.yaml", BASE "factors: {repair.scale: " SCALES "}\nreplicates: 5\n" SHARES AGAINST);
    if (shell("command -v gnuplot") == 0) {
        expect_code(0, "mend sweep d.yaml -o r --quiet && sed -i "
                       "'s/^\\(share.secure,[^,]*,[^,]*,[^,]*,[^,]*,[^,]*\\),.*/\\1,inside,0.41,0.39,0.43,1,1,1,,,,1,0/' "
                       "r/gain.csv && mend plot r && cat r/sweep.svg");
        expect_out("Secure bonds gain most where .41 of ruptures are repaired (.39 to .43)");
        expect_code(0, "sed -i 's/,inside,0.41,0.39,0.43,1,/,upper end,,,,1,/' r/gain.csv && mend plot r && cat r/sweep.svg");
        expect_out("Secure bonds gain most at the upper end, where .");
        expect_code(0, "sed -i 's/,upper end,,,,1,1,1,,/,inside,0.41,,0.43,-1,-2,1,0.6,/' r/gain.csv && mend plot r && cat r/sweep.svg");
        expect_out("Secure bonds fall most where .41 of ruptures are repaired (.43 or less)");
        expect_out("It stops mattering where .60 of ruptures are repaired");
    }
}
END_TEST

START_TEST(a_damaged_table_of_gain_is_named)
{
    put_text("d.yaml", ALONG AGAINST);
    if (shell("command -v gnuplot") == 0) {
        expect_code(1, "mend sweep d.yaml -o r --quiet && printf 'measure,place\\nx\\n' >r/gain.csv && mend plot r");
        expect_err("gain.csv:2: error: ");
    }
}
END_TEST

void add_against(Suite *suite)
{
    TCase *tests = case_of_commands("against", 120);
    tcase_add_test(tests, a_sweep_along_a_measure_has_a_row_of_gain_for_every_other);
    tcase_add_test(tests, no_stretch_between_points_is_steeper_than_the_steepest_slope_allows);
    tcase_add_test(tests, gain_does_not_depend_on_threads_and_parts);
    tcase_add_test(tests, against_can_be_asked_for_afterwards);
    tcase_add_test(tests, a_value_that_is_given_twice_is_two_points_of_each_curve);
    tcase_add_test(tests, with_more_factors_every_combination_of_the_others_has_a_curve);
    tcase_add_loop_test(tests, every_kind_of_sweep_is_drawn_and_gnuplot_has_nothing_to_complain_of, 0, sizeof drawn / sizeof drawn[0]);
    tcase_add_loop_test(tests, what_cannot_stand_on_the_x_axis_is_refused_with_its_place, 0, sizeof refused / sizeof refused[0]);
    tcase_add_loop_test(tests, a_picture_tells_of_what_is_known_only, 0, sizeof half_known / sizeof half_known[0]);
    tcase_add_loop_test(tests, a_sweep_that_is_not_finished_or_has_no_numbers_is_not_drawn, 0, sizeof undrawn / sizeof undrawn[0]);
    tcase_add_test(tests, the_title_names_the_steepest_point_of_the_table);
    tcase_add_test(tests, a_damaged_table_of_gain_is_named);
    suite_add_tcase(suite, tests);
}
