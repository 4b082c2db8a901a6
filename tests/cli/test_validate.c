/* Published findings held against simulated lives, as a user meets it. The findings here are invented. */
#include "cli/shell.h"
#include "suites.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define HEADER                                                                                                                                       \
    "id,use,measure,group,value,lower,upper,n,unit,accept,accept_lower,accept_upper,by,scenario,statistic,against,latent,source,verified,note\n"
#define SMALL "setting: caregiver_infant\ndyads: 256\ndays: 30\nassays: [home_observation, strange_situation]\n"

static const char findings[] =
    HEADER "X-01,fit,trust,all,0.5,,,40,,within,0,1,trust.mean,small,,,,nobody,,\n"
           "X-01,fit,secure,all,50,,,4000,%,within,101,102,share.secure,small,,,,nobody,,\n"
           "X-02,test,less trust,all,less,,,,,below,,,trust.mean,poor,difference,small,,nobody,,\n"
           "X-02,test,dreams,all,less,,,,,,,,,,,,,nobody,,not covered: nobody dreams\n"
           "X-03,test,sensitivity,all,0.2,0.1,0.3,30,r,within,-1,1,sensitivity.r.secure,small,,,prompt_share.r.secure,\"nobody, 2020\",,\n"
           "X-04,context,once,all,1,,,,,,,,,,,,,nobody,,background\n";

static void put_files(void)
{
    shell("mkdir validation");
    put_text("validation/small.yaml", SMALL);
    put_text("validation/poor.yaml", SMALL "repair: {scale: 0.3}\n");
    put_text("findings.csv", findings);
    put_text("rules.csv", "rule,key,value,source\nrepair,learning.rule,repair,\nwithout volatility,giver.volatility.scale,0,nobody\n");
}

/* A field of the line of a table that has all these words. */
static double field(const char *file, const char *words, const char *column)
{
    expect_code(0, "(head -n 1 r/%s; grep '%s' r/%s) >picked.csv; pick picked.csv %s | tail -n 1", file, words, file, column);
    return said.out[0] == '\n' ? (double)NAN : atof(said.out);
}

static double summary(const char *folder, const char *measure)
{
    expect_code(0, "grep '^%s,' %s/summary.csv | cut -d, -f3", measure, folder);
    return atof(said.out);
}

START_TEST(a_line_has_the_value_of_a_run_of_its_scenario)
{
    put_files();
    expect_code(0, "mend validate findings.csv -o r --quiet && for s in small poor; do mend run validation/$s.yaml -o $s --quiet || exit 1; done");
    ck_assert_double_eq_tol(field("validation.csv", "^X-01,trust,.*,repair,", "simulated"), summary("small", "trust.mean"), 2e-6);
    ck_assert_double_eq_tol(field("validation.csv", "^X-01,secure,.*,repair,", "simulated"), 100 * summary("small", "share.secure"), 1e-4);
    ck_assert_double_eq_tol(field("validation.csv", "^X-02,.*,repair,", "simulated"), summary("poor", "trust.mean") - summary("small", "trust.mean"),
                            2e-6);
    ck_assert_double_eq_tol(field("validation.csv", "^X-03,.*,repair,", "latent"), summary("small", "prompt_share.r.secure"), 2e-6);
    expect_code(0, "mend run validation/small.yaml -o without --quiet --set giver.volatility.scale=0");
    const double other = field("validation.csv", "^X-01,trust,.*,without volatility,", "simulated");
    ck_assert_double_eq_tol(other, summary("without", "trust.mean"), 2e-6);
    ck_assert_double_eq_tol(field("validation.csv", "^X-01,trust,.*,without volatility,", "change"), other - summary("small", "trust.mean"), 3e-6);
}
END_TEST

/* The bootstrap's interval beside the analytic one; it rests on a hundred resamples, whose spread errs by 7 %. */
START_TEST(intervals_are_as_wide_as_sampling_makes_them)
{
    put_files();
    expect_code(0, "mend validate findings.csv -o r --quiet && mend run validation/small.yaml -o small --quiet");
    expect_code(0, "grep ^trust.mean, small/summary.csv | cut -d, -f5");
    const double upper = atof(said.out), mean = summary("small", "trust.mean"), half = upper - mean;
    ck_assert_double_eq_tol(field("validation.csv", "^X-01,trust,.*,repair,", "simulated_upper") - mean, half, 0.25 * half);
    /* a study of 40 errs sqrt(256 / 40) as much as one of 256, one of 4000 sqrt(256 / 4000) as much */
    const double wide =
        field("validation.csv", "^X-01,trust,.*,repair,", "study_upper") - field("validation.csv", "^X-01,trust,.*,repair,", "study_lower");
    ck_assert_double_eq_tol(wide, 2 * half * sqrt(256. / 40), 0.5 * half * sqrt(256. / 40));
    const double share = summary("small", "share.secure"), narrow = field("validation.csv", "^X-01,secure,.*,repair,", "study_upper") -
                                                                    field("validation.csv", "^X-01,secure,.*,repair,", "study_lower");
    ck_assert_double_eq_tol(narrow, 2 * 196 * sqrt(share * (1 - share) / 4000), 0.25 * narrow);
}
END_TEST

START_TEST(a_finding_fits_if_all_its_lines_do_and_none_is_left_out)
{
    put_files();
    expect_code(0, "mend validate findings.csv -o r");
    expect_out("X-01, fit: repair 1 of 2; without volatility 1 of 2");
    expect_out("-   dreams (not covered: nobody dreams)");
    expect_out("X-03, test: repair 1 of 1, fits;");
    ck_assert_double_eq(field("validation_findings.csv", "^X-01,.*,repair,", "fits"), 0);
    ck_assert_double_eq(field("validation_findings.csv", "^X-01,.*,repair,", "lines_fit"), 1);
    ck_assert_double_eq(field("validation_findings.csv", "^X-02,.*,repair,", "covered"), 1);
    ck_assert_double_eq(field("validation_findings.csv", "^X-02,.*,repair,", "fits"), 0);
    ck_assert_double_eq(field("validation_findings.csv", "^X-03,.*,repair,", "fits"), 1);
    expect_code(1, "grep -q -e X-04 -e dreams r/validation.csv"); /* neither background nor what is not covered */
    expect_code(0, "mend validate findings.csv -o s --json");
    json_t *json = json_of_stdout(), *votes = json_array_get(json_object_get(json, "votes"), 1);
    ck_assert_int_eq(json_array_size(json_object_get(json, "lines")), 8);
    ck_assert_str_eq(json_string_value(json_object_get(votes, "use")), "test");
    ck_assert_int_eq(json_integer_value(json_object_get(votes, "findings")), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(votes, "findings_fit")), 1);
    ck_assert_int_eq(json_integer_value(json_object_get(votes, "whole")), 1);
    json_decref(json);
}
END_TEST

START_TEST(one_finding_can_be_scored_alone_and_scores_the_same)
{
    put_files();
    expect_code(0, "mend validate findings.csv -o r --quiet && mend validate findings.csv --only X-03 -o s --quiet");
    expect_code(0, "(head -n 1 r/validation.csv; grep ^X-03, r/validation.csv) | cmp - s/validation.csv");
    expect_code(1, "mend validate findings.csv --only X-09 -o t");
    expect_err("no covered finding has the id X-09");
    expect_code(0, "test ! -e t");
}
END_TEST

START_TEST(the_same_seed_gives_the_same_table_on_any_number_of_threads)
{
    put_files();
    expect_code(0, "mend validate findings.csv -o r --quiet --threads 1 && mend validate findings.csv -o s --quiet --threads 3 && tables r s");
    expect_code(0, "mend validate findings.csv -o t --quiet --seed 9");
    expect_code(1, "cmp -s r/validation.csv t/validation.csv");
    expect_code(1, "mend validate findings.csv -o t --quiet");
    expect_err("t");
    expect_code(0, "mend validate findings.csv -o t --quiet --force && tables r t");
}
END_TEST

/* A line of the findings, or of the rules, as somebody might get it wrong, and what is said. */
static const struct {
    const char *file, *change, *says;
} wrongs[] = {
    {"findings.csv", "s/,note$/,notes/", "findings.csv:1: error: unknown column 'notes'; did you mean 'note'?"},
    {"findings.csv", "s/,note$/,notes/", "findings.csv:1: error: there is no column 'note'"},
    {"findings.csv", "s/trust.mean,small,,,/trust.meen,small,,,/",
     "findings.csv:2: error: by: no measure is called 'trust.meen'; did you mean 'trust.mean'?"},
    {"findings.csv", "s/,not covered: nobody dreams//; s/dreams.*$/&,/", "findings.csv:5: error: by: X-02 has no function: name a measure"},
    {"findings.csv", "s/share.secure,small/share.secure,tall/",
     "findings.csv:3: error: scenario: there is no scenario 'tall' (validation/tall.yaml)"},
    {"findings.csv", "s/share.secure,small/share.secure,/",
     "findings.csv:3: error: scenario: 'share.secure' is measured in some scenario, and none is named"},
    {"findings.csv", "s/within,0,1/within,1,0/", "findings.csv:2: error: accept: 'within' takes accept_lower and accept_upper"},
    {"findings.csv", "s/within,0,1/beside,0,1/", "findings.csv:2: error: accept: 'beside' is none of within|above|below|not below|none"},
    {"findings.csv", "s/below,,/none,,/", "findings.csv:4: error: n: 'none' takes n"},
    {"findings.csv", "s/poor,difference,small/poor,difference,/", "findings.csv:4: error: against: this statistic takes another scenario"},
    {"findings.csv", "s/trust.mean,small,,,/trust.mean,small,,poor,/", "findings.csv:2: error: against: 'value' takes none"},
    {"findings.csv", "s/,0.2,0.1,0.3,/,0.2,low,0.3,/", "findings.csv:6: error: lower: 'low' is not a number"},
    {"findings.csv", "s/,,40,,/,,40.5,,/", "findings.csv:2: error: n: '40.5' is not a whole number from 0 to 1000000000"},
    {"findings.csv", "s/,,40,,/,,1e30,,/", "findings.csv:2: error: n: '1e30' is not a whole number from 0 to 1000000000"},
    {"findings.csv", "s/0.2,0.1,0.3/0.2,0.3,0.1/", "findings.csv:6: error: lower: it lies above upper"},
    {"findings.csv", "s/sensitivity,all/sensitivit\\xe9,all/", "findings.csv:6: error: measure: this is not UTF-8"},
    {"findings.csv", "s/X-01,fit/X-01,fits/", "findings.csv:2: error: use: 'fits' is none of fit|test|context"},
    {"findings.csv", "s/difference,small,,/difference,small,trust.mean,/", "findings.csv:4: error: latent: only a 'value' has one"},
    {"findings.csv", "2,$d", "findings.csv:1: error: there is no line below the header"},
    {"validation/poor.yaml", "s/0.3/-3/", "validation/poor.yaml:5:17: error: repair.scale"},
    {"rules.csv", "s/volatility.scale/volatility.scales/",
     "rules.csv:3: error: unknown key 'giver.volatility.scales'; did you mean 'giver.volatility.scale'?"},
    {"rules.csv", "s/scale,0/scale,no/", "rules.csv:3: error: giver.volatility.scale: 'no' is not a number"},
    {"rules.csv", "$a more,dyads,3000,", "rules.csv:4: error: key: dyads says who is lived, which is the same under every rule"},
    {"rules.csv", "$a ,risk,1,", "rules.csv:4: error: rule: a rule takes a name"},
    {"rules.csv", "$a repair,seed,3,", "rules.csv:4: error: rule: the lines of 'repair' do not follow each other"},
};

START_TEST(what_is_wrong_with_findings_and_rules_is_said_with_its_line)
{
    put_files();
    expect_code(0, "sed -i '%s' %s", wrongs[_i].change, wrongs[_i].file);
    expect_code(2, "mend validate findings.csv -o r");
    expect_err(wrongs[_i].says);
    expect_code(0, "test ! -e r");
}
END_TEST

START_TEST(a_measure_that_no_assay_of_the_scenario_gives_is_refused_with_its_line)
{
    put_files();
    expect_code(0, "sed -i 's/share.secure,small/diary.concordance.arousal,small/' findings.csv");
    expect_code(1, "mend validate findings.csv -o r");
    expect_err("findings.csv:3: error: by: nothing in scenario 'small' gives 'diary.concordance.arousal': see its setting and its assays");
    expect_code(0, "test ! -e r");
}
END_TEST

/* More rows than a config has dyads of its own accord. */
START_TEST(a_scenario_may_bring_any_number_of_people)
{
    put_files();
    shell("(echo sensitivity; seq 40000 | sed 's/.*/0.5/') >validation/many.csv && head -n 2 findings.csv >few.csv");
    put_text("validation/small.yaml", "setting: caregiver_infant\ndays: 1\npopulation: many.csv\n");
    expect_code(0, "mend validate few.csv -o r --quiet && mend run validation/small.yaml -o small --quiet");
    ck_assert_double_eq_tol(field("validation.csv", "^X-01,trust,.*,repair,", "simulated"), summary("small", "trust.mean"), 2e-6);
}
END_TEST

START_TEST(a_validation_that_is_interrupted_leaves_nothing)
{
    put_files();
    const pid_t pid = start("\"$MEND\" validate findings.csv -o r --set dyads=200000 --threads 1");
    shell("sleep 0.3");
    kill(pid, SIGINT);
    ck_assert_int_eq(finish(pid), 3);
    expect_err("interrupted; nothing was written");
    expect_code(0, "test ! -e r");
}
END_TEST

Suite *validate_suite(void)
{
    Suite *suite = suite_create("validate");
    TCase *tests = case_of_commands("validate", 60);
    tcase_add_test(tests, a_line_has_the_value_of_a_run_of_its_scenario);
    tcase_add_test(tests, intervals_are_as_wide_as_sampling_makes_them);
    tcase_add_test(tests, a_finding_fits_if_all_its_lines_do_and_none_is_left_out);
    tcase_add_test(tests, one_finding_can_be_scored_alone_and_scores_the_same);
    tcase_add_test(tests, the_same_seed_gives_the_same_table_on_any_number_of_threads);
    tcase_add_loop_test(tests, what_is_wrong_with_findings_and_rules_is_said_with_its_line, 0, sizeof wrongs / sizeof wrongs[0]);
    tcase_add_test(tests, a_measure_that_no_assay_of_the_scenario_gives_is_refused_with_its_line);
    tcase_add_test(tests, a_scenario_may_bring_any_number_of_people);
    tcase_add_test(tests, a_validation_that_is_interrupted_leaves_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
