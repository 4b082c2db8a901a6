/* The commands as a user types them: what they print where, and with which exit code. */
#include "cli/shell.h"
#include "mend/params.h"
#include "mend/sample.h"
#include "suites.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* ---- usage ---- */

START_TEST(without_a_command_the_usage_goes_to_stderr_with_exit_2)
{
    expect_code(2, "mend");
    ck_assert_str_eq(said.out, "");
    expect_err("usage: mend");
}
END_TEST

static const char *const help_lines[] = {"help", "--help", "-h", "run --help", "check -h", "params --help", "run a b c --help"};

START_TEST(help_goes_to_stdout_and_names_every_command_and_option)
{
    static const char *const words[] = {"run",   "check",  "init",      "explain", "params",  "replay",  "plot",   "version", "-o",
                                        "--set", "--seed", "--threads", "--isa",   "--force", "--quiet", "--json", "exit"};
    expect_code(0, "mend %s", help_lines[_i]);
    ck_assert_str_eq(said.err, "");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        expect_out(words[i]);
    }
}
END_TEST

/* What is typed, and what must be said on stderr; exit 2, and nothing on stdout. */
static const struct {
    const char *line, *words;
} wrong_lines[] = {
    {"rnu a.yaml", "did you mean 'run'"},
    {"chekc a.yaml", "did you mean 'check'"},
    {"explian trust", "did you mean 'explain'"},
    {"param", "did you mean 'params'"},
    {"relpay r", "did you mean 'replay'"},
    {"vesion", "did you mean 'version'"},
    {"xyzzy", "'xyzzy' is no command"},
    {"''", "is no command"},
    {"run", "usage: mend run CONFIG"},
    {"check --quiet", "usage: mend check CONFIG"},
    {"explain", "usage: mend explain NAME"},
    {"replay --json", "usage: mend replay DIR"},
    {"run a.yaml b.yaml", "usage: mend run"},
    {"check a.yaml a.yaml", "usage: mend check"},
    {"params trust", "usage: mend params"},
    {"version 1", "usage: mend version"},
    {"init caregiver_infant b", "usage: mend init"},
    {"run 1 2 3 4 5 6 7 8 9 10 11 12", "usage: mend run CONFIG"},
    {"merge -o m $(seq 1100)", "too many operands"},
    {"run a.yaml --foce", "--foce"},
    {"run a.yaml -x", "'x'"},
    {"run a.yaml -o", "'o'"},
    {"run a.yaml --set", "--set"},
    {"run a.yaml --set dyads", "--set dyads: error: this is not key=value"},
    {"run a.yaml --set =3", "not key=value"},
    {"run a.yaml --set ''", "not key=value"},
    {"run a.yaml --set dyads=", "dyads"},
    {"run a.yaml --set dyads=ten", "--set dyads=ten: error: dyads: 'ten' is not a whole number from 1 to 10000000"},
    {"run a.yaml --set repair.scael=1", "did you mean 'repair.scale'"},
    {"run a.yaml --set repair.scale=11", "repair.scale: '11' is not a number from 0 to 10"},
    {"run a.yaml --set repair.scale=nan", "'nan' is not a number"},
    {"run a.yaml --seed one", "seed: 'one' is not a whole number"},
    {"run a.yaml --seed -1", "seed: '-1' is not a whole number"},
    {"run a.yaml --seed 9007199254740992", "is not a whole number"},
    {"run a.yaml --threads 0", "--threads: '0' is not a whole number"},
    {"run a.yaml --threads 2x", "--threads: '2x' is not a whole number"},
    {"run a.yaml --threads ''", "--threads: '' is not a whole number"},
    {"run a.yaml --isa sse9", "'sse9' is none of baseline, avx2, avx512"},
    {"run a.yaml --quiet=yes", "quiet"},
    {"init romantik", "romantik"},
};

START_TEST(a_wrong_line_says_what_is_wrong_on_stderr_with_exit_2_and_does_nothing)
{
    expect_code(2, "mend %s", wrong_lines[_i].line);
    ck_assert_str_eq(said.out, "");
    expect_err(wrong_lines[_i].words);
    expect_code(0, "test \"$(ls -A)\" = a.yaml");
}
END_TEST

START_TEST(every_mistake_of_a_line_is_told_at_once)
{
    expect_code(2, "mend run a.yaml --set dyads=x --set foo=1 --seed abc --set days=0");
    expect_err("dyads: 'x'");
    expect_err("unknown key 'foo'");
    expect_err("days: '0'");
    expect_err("seed: 'abc'");
}
END_TEST

START_TEST(options_and_operands_come_in_any_order)
{
    expect_code(0, "mend run a.yaml --set days=3 --seed 2 -o 1 --quiet && mend run --quiet --set=days=3 -o2 --seed=2 a.yaml &&"
                   " mend run --seed 2 --set days=3 a.yaml --threads 1 --output=3 --quiet && mend run -o 4 --seed 2 --set days=3 --quiet -- a.yaml &&"
                   " tables 1 2 && tables 1 3 && tables 1 4");
}
END_TEST

START_TEST(set_may_repeat_and_the_last_word_on_a_key_counts)
{
    expect_code(0, "mend run a.yaml -o r --set days=2 --set dyads=5 --set days=3 --set seed=4 --seed 12 --quiet");
    expect_code(0, "grep -q '^dyads: 5 ' r/config.yaml && grep -q '^days: 3 ' r/config.yaml && grep -q '^seed: 12 ' r/config.yaml");
    expect_code(0, "test $(wc -l <r/outcomes.csv) = 6");
}
END_TEST

START_TEST(a_long_seed_is_read_whole_or_refused)
{
    if (shell("mend run a.yaml --set days=2 -o r --quiet --seed %080d5", 0) == 0) {
        expect_code(0, "grep -q '\"seed\": 5' r/manifest.json");
    } else {
        ck_assert_int_eq(said.code, 2);
    }
}
END_TEST

/* ---- what goes where ---- */

START_TEST(run_as_json_gives_the_folder_and_every_measure_of_summary_csv)
{
    expect_code(0, "mend run a.yaml -o r --json");
    json_t *json = json_of_stdout();
    ck_assert_str_eq(json_string_value(json_object_get(json, "folder")), "r");
    const size_t measures = json_array_size(json_object_get(json, "summary"));
    json_decref(json);
    expect_code(0, "test $(wc -l <r/summary.csv) = %zu", measures + 1);
}
END_TEST

static const char *const json_lines[] = {"version", "params", "check a.yaml", "explain trust", "replay r", "run a.yaml -o s"};

START_TEST(json_asked_for_is_what_stdout_holds)
{
    expect_code(0, "mend run a.yaml -o r --quiet");
    expect_code(0, "mend %s --json", json_lines[_i]);
    json_decref(json_of_stdout());
}
END_TEST

START_TEST(quiet_prints_nothing_when_all_is_well)
{
    expect_code(0, "mend run a.yaml -o r --quiet");
    expect_silence();
    expect_code(0, "mend check --quiet a.yaml");
    expect_silence();
    expect_code(0, "mend replay r --quiet");
    expect_silence();
    expect_code(0, "mend init --quiet -o b.yaml");
    expect_silence();
    expect_code(0, "! command -v gnuplot >../said || mend plot r --quiet 2>&1");
    ck_assert_str_eq(said.out, "");
}
END_TEST

START_TEST(quiet_still_tells_what_is_wrong)
{
    expect_code(2, "mend run nowhere.yaml --quiet");
    expect_err("nowhere.yaml");
    expect_code(0, "mend run a.yaml -o r --quiet && echo >>r/outcomes.csv");
    expect_code(1, "mend replay r --quiet");
    ck_assert_str_eq(said.out, "EDITED    outcomes.csv\n");
}
END_TEST

START_TEST(a_run_prints_results_to_stdout_and_what_lies_ahead_to_stderr)
{
    expect_code(0, "mend run a.yaml -o r");
    expect_out("secure");
    expect_out("disorganized");
    expect_out("r;");
    ck_assert(!holds(said.out, "turns") && !holds(said.err, "secure"));
    expect_err("150 dyads, 20 days");
    expect_err("turns");
    ck_assert_msg(!strchr(said.err, '\r'), "progress is for terminals only");
}
END_TEST

START_TEST(check_says_how_long_a_config_takes_and_writes_nothing)
{
    expect_code(0, "mend check a.yaml");
    expect_out("a.yaml is good: 150 dyads, 20 days");
    ck_assert_str_eq(said.err, "");
    expect_code(0, "test \"$(ls -A)\" = a.yaml");
}
END_TEST

START_TEST(a_run_without_o_goes_to_results_and_the_name_of_the_config)
{
    expect_code(
        0, "mkdir sub && cp a.yaml sub/my.infant.yaml && mend run sub/my.infant.yaml --quiet --set days=2 && test -f results/my.infant/outcomes.csv");
}
END_TEST

START_TEST(version_tells_version_compiler_and_flags)
{
    expect_code(0, "mend version");
    ck_assert_int_eq(strncmp(said.out, "mend ", 5), 0);
    expect_out("-ffp-contract=off");
    expect_code(0, "test \"$(mend version)\" = \"$(mend --version)\"");
}
END_TEST

/* ---- init, explain, params ---- */

START_TEST(init_pipes_into_run)
{
    expect_code(0, "mend init | mend run /dev/stdin --set dyads=20 --set days=2 -o r --quiet && test -f r/manifest.json");
    expect_code(0, "mend init caregiver_infant >b.yaml && mend init >c.yaml && cmp b.yaml c.yaml && mend check b.yaml");
}
END_TEST

START_TEST(init_gives_the_defaults_whether_it_is_read_back_or_not)
{
    put_text("d.yaml", "setting: caregiver_infant\n");
    expect_code(0,
                "mend init -o i.yaml && for c in d i; do mend run $c.yaml -o $c --set dyads=20 --set days=4 --quiet || exit 1; done && tables d i");
}
END_TEST

START_TEST(init_leaves_an_existing_file_alone_unless_forced)
{
    expect_code(1, "cp a.yaml b.yaml; mend init -o a.yaml");
    expect_err("a.yaml");
    expect_code(0, "cmp a.yaml b.yaml && mend init -o a.yaml --force && mend check a.yaml --quiet && ! cmp -s a.yaml b.yaml");
}
END_TEST

static const struct {
    const char *name, *words;
} explained[] = {
    {"repair.scale", "multiplies the chance that a bid is answered by soothing\n  "},
    {"repair.scale", "0 to 10; default 1; source: design"},
    {"record.events", "one of: false|true; default false"},
    {"reading.rule", "halfway"},
    {"halfway", "halfway"},
    {"rupture", "rupture.per_day (parameter)"},
    {"trust", "trust (column of outcomes.csv)"},
    {"cortisol", "column of assay_strange_situation.csv"},
    {"share.secure", "share.secure (measure of summary.csv)"},
    {"sensitivity", "sensitivity (trait of the caregiver"},
    {"outcomes", "outcomes.csv (file of a result folder)"},
    {"outcomes.csv", "dyad"},
    {"opening", "opening (random draw)"},
    {"general_doubt", "general_doubt (state of a person)"},
    {"settings", "1, 2: a and b (adults)"},
    {"state", "working_model"},
    {"draws", "strain_of_all"},
    {"schedule", "schedule (part of a config)"},
    {"assays", "strange_situation  eight episodes"},
    {"population", "population.csv (file of a result folder)"},
};

START_TEST(explain_tells_what_a_name_of_any_kind_means)
{
    expect_code(0, "mend explain %s", explained[_i].name);
    expect_out(explained[_i].words);
    ck_assert_str_eq(said.err, "");
}
END_TEST

static const char *const typos[][2] = {{"repair.scael", "repair.scale"},      {"Repair.Scale", "repair.scale"}, {"truust", "trust"},
                                       {"sensitivty", "sensitivity"},         {"share.secur", "share.secure"},  {"outcoms", "outcomes"},
                                       {"resting_aruosal", "resting_arousal"}};

START_TEST(explain_of_a_typo_offers_the_nearest_name_with_exit_2)
{
    expect_code(2, "mend explain %s", typos[_i][0]);
    ck_assert_str_eq(said.out, "");
    expect_err(typos[_i][0]);
    expect_err(typos[_i][1]);
}
END_TEST

START_TEST(every_measure_and_column_and_file_of_a_result_is_explained)
{
    expect_code(0, "mend run a.yaml -o r --quiet");
    expect_code(0, "for n in $(pick r/summary.csv measure) $(head -qn 1 r/*.csv | tr ',' '\\n' | sort -u) $(cd r && ls *.csv); do"
                   " mend explain $n >../said || exit 1; test -s ../said || exit 1; done");
}
END_TEST

START_TEST(params_lists_every_parameter_and_trait)
{
    expect_code(0, "mend params");
    for (int i = 0; i < mend_param_count; i++) {
        char line[128];
        snprintf(line, sizeof line, "%s%s ", i ? "\n" : "", mend_param_table[i].key);
        expect_out(line);
    }
    for (int t = 0; t < MEND_TRAITS; t++) {
        expect_out(mend_trait_table[t].name);
    }
    expect_code(0, "mend params --json");
    json_t *json = json_of_stdout();
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "parameters")), mend_param_count);
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "traits")), MEND_TRAITS);
    json_decref(json);
}
END_TEST

static void add_usage(Suite *suite)
{
    TCase *tests = case_of_commands("usage", 60);
    tcase_add_test(tests, without_a_command_the_usage_goes_to_stderr_with_exit_2);
    tcase_add_loop_test(tests, help_goes_to_stdout_and_names_every_command_and_option, 0, sizeof help_lines / sizeof help_lines[0]);
    tcase_add_loop_test(tests, a_wrong_line_says_what_is_wrong_on_stderr_with_exit_2_and_does_nothing, 0, sizeof wrong_lines / sizeof wrong_lines[0]);
    tcase_add_test(tests, every_mistake_of_a_line_is_told_at_once);
    tcase_add_test(tests, options_and_operands_come_in_any_order);
    tcase_add_test(tests, set_may_repeat_and_the_last_word_on_a_key_counts);
    tcase_add_test(tests, a_long_seed_is_read_whole_or_refused);
    tcase_add_test(tests, run_as_json_gives_the_folder_and_every_measure_of_summary_csv);
    tcase_add_loop_test(tests, json_asked_for_is_what_stdout_holds, 0, sizeof json_lines / sizeof json_lines[0]);
    tcase_add_test(tests, quiet_prints_nothing_when_all_is_well);
    tcase_add_test(tests, quiet_still_tells_what_is_wrong);
    tcase_add_test(tests, a_run_prints_results_to_stdout_and_what_lies_ahead_to_stderr);
    tcase_add_test(tests, check_says_how_long_a_config_takes_and_writes_nothing);
    tcase_add_test(tests, a_run_without_o_goes_to_results_and_the_name_of_the_config);
    tcase_add_test(tests, version_tells_version_compiler_and_flags);
    suite_add_tcase(suite, tests);
}

static void add_telling(Suite *suite)
{
    TCase *tests = case_of_commands("init, explain, params", 60);
    tcase_add_test(tests, init_pipes_into_run);
    tcase_add_test(tests, init_gives_the_defaults_whether_it_is_read_back_or_not);
    tcase_add_test(tests, init_leaves_an_existing_file_alone_unless_forced);
    tcase_add_loop_test(tests, explain_tells_what_a_name_of_any_kind_means, 0, sizeof explained / sizeof explained[0]);
    tcase_add_loop_test(tests, explain_of_a_typo_offers_the_nearest_name_with_exit_2, 0, sizeof typos / sizeof typos[0]);
    tcase_add_test(tests, every_measure_and_column_and_file_of_a_result_is_explained);
    tcase_add_test(tests, params_lists_every_parameter_and_trait);
    suite_add_tcase(suite, tests);
}

Suite *cli_suite(void)
{
    Suite *suite = suite_create("cli");
    add_usage(suite);
    add_telling(suite);
    add_results(suite);
    return suite;
}
