/* Claims about the pictures of a validation. Every number in its tables is invented. */
#include "picture_bench.h"

#define VOTES_HEAD "id,use,rule,lines,covered,lines_fit,fits\n"
#define LINES_HEAD                                                                                                                                   \
    "id,measure,group,use,rule,simulated,simulated_lower,simulated_upper,fits,accept,accept_lower,accept_upper,study_lower,study_upper\n"
#define THE_TABLE "findings that fit"
#define THE_LINES "95 of 100 studies"

/* Fitted A1 and A2, tested B1 and B2. Of A2's three figures one is not covered. By hand, fitted and tested: repair 1 and 1, calm 1 and 0, none 0 and
 * 1, without trust 0 and 2. */
static const char votes[] = VOTES_HEAD "A1,fit,repair,2,2,2,1\nA1,fit,calm,2,2,2,1\nA1,fit,none,2,2,0,0\nA1,fit,without trust,2,2,1,0\n"
                                       "B1,test,repair,1,1,1,1\nB1,test,calm,1,1,0,0\nB1,test,none,1,1,1,1\nB1,test,without trust,1,1,1,1\n"
                                       "A2,fit,repair,3,2,2,0\nA2,fit,calm,3,2,0,0\nA2,fit,none,3,2,1,0\nA2,fit,without trust,3,2,0,0\n"
                                       "B2,test,repair,2,2,1,0\nB2,test,calm,2,2,1,0\nB2,test,none,2,2,0,0\nB2,test,without trust,2,2,2,1\n";

/* In units of .25 to .75, .625 is .5, 2 is 6, and 0 to 1 is -2 to 2. */
static const char lines[] = LINES_HEAD "A1,closeness,all,fit,repair,.625,.5,.75,1,within,.25,.75,0,1\n"
                                       "A1,closeness,all,fit,calm,9,8,10,0,within,.25,.75,0,1\n"
                                       "A1,warmth,couples,fit,repair,2,1.75,2.25,0,within,.25,.75,,\n"
                                       "A1,warmth,parents,fit,repair,.1,.05,.15,1,above,,,,\n"
                                       "B1,quarrels,all,test,repair,.1,-.3,.5,0,none,,,,\n"
                                       "A2,bids,all,fit,repair,.5,.375,.625,1,within,.25,.75,,\n"
                                       "B2,calls,all,test,repair,-1,-2,0,1,not below,,,,\n";

static void make_bench(void)
{
    snprintf(bench, sizeof bench, "/tmp/mend-picture-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(bench));
    shell("mkdir $B/result");
    snprintf(folder, sizeof folder, "%s/result", bench);
    write_in("manifest.json", "{\"program\": \"mend\", \"version\": \"0\", \"name\": \"validation\", \"study\": {\"kind\": \"validate\"}}");
    write_in("validation.csv", lines);
    write_in("validation_findings.csv", votes);
}

START_TEST(a_validation_is_drawn_twice_and_gnuplot_has_nothing_to_complain_of)
{
    char script[2 * PATH_ROOM];
    fresh_copy();
    shell("command -v gnuplot >$B/where");
    snprintf(script, sizeof script, "#!/bin/sh\nLC_ALL=C.UTF-8 exec $(cat %s/where) \"$@\" 2>>%s/complaints\n", bench, bench);
    stand_in(script);
    draws();
    ck_assert_int_eq(drawn.count, 4);
    ck_assert(is_drawn("validation.png") && is_drawn("validation.svg") && is_drawn("agreement.png") && is_drawn("agreement.svg"));
    shell("test -e $B/complaints && ! grep . $B/complaints");
}
END_TEST

/* ---- the table ---- */

START_TEST(the_title_counts_findings_and_names_the_rival_that_fits_most_of_the_tested)
{
    fresh_copy();
    draws_saying(THE_TABLE);
    told("{/:Bold repair fits 1 of 2 fitted and 1 of 2 tested findings; the best rival, none, 0 and 1}");
}
END_TEST

START_TEST(a_finding_stands_under_its_use_with_its_first_measure)
{
    fresh_copy();
    draws_saying(THE_TABLE);
    const char *fitted = strstr(said, "Fitted: calibration may use these"), *tested = strstr(said, "Tested: nothing was tuned to these");
    ck_assert(fitted && tested && fitted < tested);
    const char *closeness = strstr(said, "'closeness'"), *bids = strstr(said, "'bids'"), *quarrels = strstr(said, "'quarrels'");
    ck_assert(closeness && bids && quarrels && fitted < closeness && closeness < bids && bids < tested && tested < quarrels);
    not_told("'warmth'");
}
END_TEST

/* A1 under repair, A2 under repair, A2 under calm. */
START_TEST(a_cell_tells_how_many_figures_fit_of_all_that_were_published)
{
    fresh_copy();
    draws_saying(THE_TABLE);
    told("set label '2/2' at first");
    told("set label '2/3' at first");
    told("set label '0/3' at first");
    told("{/:Bold findings that fit, of 2}");
    told("'cannot be given'");
}
END_TEST

START_TEST(a_folder_of_one_rule_has_no_rival)
{
    fresh_copy();
    shell("cd $B/copy && for f in validation*.csv; do grep -E '^id|,repair,' $f >one; mv one $f; done");
    draws_saying(THE_TABLE);
    told("{/:Bold repair fits 1 of 2 fitted and 1 of 2 tested findings}");
}
END_TEST

START_TEST(a_rule_without_a_part_is_no_rival_unless_there_is_no_other)
{
    fresh_copy();
    shell("cd $B/copy && for f in validation*.csv; do grep -E '^id|,repair,|,without' $f >some; mv some $f; done");
    draws_saying(THE_TABLE);
    told("; the best other, without trust, 0 and 2}");
}
END_TEST

START_TEST(rivals_that_are_as_good_are_counted)
{
    fresh_copy();
    write_in("validation_findings.csv", VOTES_HEAD "A1,fit,repair,2,2,2,1\nA1,fit,calm,2,2,1,0\nA1,fit,none,2,2,1,0\n"
                                                   "A2,fit,repair,1,1,1,1\nA2,fit,calm,1,1,1,1\nA2,fit,none,1,1,1,1\n");
    draws_saying(THE_TABLE);
    told("{/:Bold repair fits 2 of 2 fitted findings; the best rival, calm and 1 as good, 1}");
}
END_TEST

START_TEST(of_a_single_finding_the_title_counts_figures)
{
    fresh_copy();
    shell("cd $B/copy && for f in validation*.csv; do grep -E '^id|^A2' $f >one; mv one $f; done");
    draws_saying(THE_TABLE);
    told("{/:Bold repair fits 2 of 3 figures of A2; the best rival, none, 1}");
    not_told("Tested:");
}
END_TEST

START_TEST(what_does_not_fit_on_the_sheet_is_left_out_and_counted)
{
    fresh_copy();
    shell("cd $B/copy && for k in $(seq 20); do echo F$k,fit,repair,1,1,1,1; done >>validation_findings.csv");
    shell("cd $B/copy && for k in $(seq 58); do echo F$k,m,g,fit,repair,.5,.4,.6,1,within,.25,.75,,; done >>validation.csv");
    draws_saying(THE_TABLE);
    told("repair fits 21 of 22 fitted");
    told("Left out: 6 of 22 fitted findings. Counts are of all.");
    told("'F14'");
    not_told("'F15'");
    draws_saying(THE_LINES);
    told("Under repair, 61 of 62 fitted and 1 of 2 tested figures agree");
    told("Left out: 8 of 62 fitted figures");
}
END_TEST

/* ---- the lines ---- */

START_TEST(values_stand_in_units_of_their_accepted_range_and_end_where_the_scale_does)
{
    fresh_copy();
    draws_saying(THE_LINES);
    told("{/:Bold Under repair, 3 of 4 fitted and 1 of 2 tested figures agree with what was published}");
    told("$fitted << END\n 1 0 0.5 ? 0 1 -2 2 ? ? ?\n 2 0 ? 4 ? ? ? ? 1 ? ?\n 3 ? ? ? ? ? ? ? ? 0 ?\n 4 0 0 ? -0.5 0.5 ? ? ? ? ?\nEND\n");
}
END_TEST

START_TEST(a_line_without_a_range_says_what_it_asks_for)
{
    fresh_copy();
    draws_saying(THE_LINES);
    told("$tested << END\n 1 ? ? ? ? ? ? ? ? ? 0\n 2 ? ? ? ? ? ? ? ? 0 ?\nEND\n");
    told("'above 0' at");
    told("'no effect' at");
    told("'not below 0' at");
}
END_TEST

START_TEST(a_group_is_named_where_a_finding_has_a_measure_of_several)
{
    fresh_copy();
    draws_saying(THE_LINES);
    told("'warmth: couples'");
    told("'warmth: parents'");
    told("'closeness'");
}
END_TEST

/* ---- damage ---- */

static const struct {
    const char *name, *text, *words;
} damaged[] = {
    {"validation_findings.csv", VOTES_HEAD "A1,fit\n", "validation_findings.csv:2: error: the row has 2 cells"},
    {"validation_findings.csv", VOTES_HEAD, "validation_findings.csv: error: it has no rows"},
    {"validation_findings.csv", "id,use,rule,lines,covered,fits\nA1,fit,repair,2,2,1\n",
     "validation_findings.csv: error: it has no column 'lines_fit'"},
    {"validation_findings.csv", VOTES_HEAD "A1,fit,repair,2,2,2,1\nA1,context,calm,2,2,2,1\n", "csv:3: error: use is neither 'fit' nor 'test'"},
    {"validation_findings.csv", VOTES_HEAD "A1,fit,repair,2,2,3,1\n", "csv:2: error: lines, covered, lines_fit and fits do not go together"},
    {"validation_findings.csv", VOTES_HEAD "A1,fit,repair,2,2,2,0\n", "csv:2: error: lines, covered, lines_fit and fits do not go together"},
    {"validation_findings.csv", VOTES_HEAD "A1,fit,repair,,2,2,1\n", "csv:2: error: lines, covered, lines_fit and fits do not go together"},
    {"validation_findings.csv", VOTES_HEAD "A1,fit,repair,1,1,1,1\nA1,fit,repair,1,1,1,1\n", "csv:3: error: the finding has a vote under this rule"},
    {"validation.csv", "id,use,measure\nA1,fit,m\n", "validation.csv: error: it has no column 'group'"},
    {"validation.csv", LINES_HEAD "A1,m,g,fit,repair,.5,.4,.6,1,about,.25,.75,,\n", "validation.csv:2: error: accept is none of"},
    {"validation.csv", LINES_HEAD "A1,m,g,fit,repair,.5,.4,.6,1,within,.75,.25,,\n", "validation.csv:2: error: accept_lower and accept_upper"},
    {"validation.csv", LINES_HEAD "A1,m,g,fit,repair,.5,.4,.6,1,within,,.25,,\n", "validation.csv:2: error: accept_lower and accept_upper"},
    {"validation.csv", LINES_HEAD "A1,m,g,fit,repair,.5,.4,.6,yes,within,.2,.6,,\n", "validation.csv:2: error: fits is neither 0 nor 1"},
    {"validation.csv", LINES_HEAD "A1,m,g,tested,repair,.5,.4,.6,1,within,.2,.6,,\n", "validation.csv:2: error: use is neither"},
};

START_TEST(a_damaged_table_of_a_validation_is_refused_with_its_line)
{
    fresh_copy();
    listen("nothing");
    write_in(damaged[_i].name, damaged[_i].text);
    refuses(damaged[_i].words);
}
END_TEST

START_TEST(a_validation_without_its_tables_has_nothing_to_draw)
{
    fresh_copy();
    shell("rm $B/copy/*.csv");
    refuses("nothing to draw");
}
END_TEST

TCase *picture_validation_cases(void)
{
    TCase *c = tcase_create("validation");
    tcase_add_unchecked_fixture(c, make_bench, remove_bench);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, a_validation_is_drawn_twice_and_gnuplot_has_nothing_to_complain_of);
    tcase_add_test(c, the_title_counts_findings_and_names_the_rival_that_fits_most_of_the_tested);
    tcase_add_test(c, a_finding_stands_under_its_use_with_its_first_measure);
    tcase_add_test(c, a_cell_tells_how_many_figures_fit_of_all_that_were_published);
    tcase_add_test(c, a_folder_of_one_rule_has_no_rival);
    tcase_add_test(c, a_rule_without_a_part_is_no_rival_unless_there_is_no_other);
    tcase_add_test(c, rivals_that_are_as_good_are_counted);
    tcase_add_test(c, of_a_single_finding_the_title_counts_figures);
    tcase_add_test(c, what_does_not_fit_on_the_sheet_is_left_out_and_counted);
    tcase_add_test(c, values_stand_in_units_of_their_accepted_range_and_end_where_the_scale_does);
    tcase_add_test(c, a_line_without_a_range_says_what_it_asks_for);
    tcase_add_test(c, a_group_is_named_where_a_finding_has_a_measure_of_several);
    tcase_add_loop_test(c, a_damaged_table_of_a_validation_is_refused_with_its_line, 0, sizeof damaged / sizeof damaged[0]);
    tcase_add_test(c, a_validation_without_its_tables_has_nothing_to_draw);
    return c;
}
