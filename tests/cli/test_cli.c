/* The commands as a user types them: what they print where, and with which exit code. */
#include "cli/shell.h"
#include "mend/params.h"
#include "mend/sample.h"
#include "suites.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
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
    {"run 1 2 3 4 5 6 7 8 9 10 11 12", "too many operands"},
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

static json_t *json_said(void)
{
    json_error_t error;
    json_t *json = json_loads(said.out, 0, &error);
    ck_assert_msg(json != NULL, "no JSON: %s in line %d of: %.300s", error.text, error.line, said.out);
    return json;
}

START_TEST(run_as_json_gives_the_folder_and_every_measure_of_summary_csv)
{
    expect_code(0, "mend run a.yaml -o r --json");
    json_t *json = json_said();
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
    json_decref(json_said());
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
    json_t *json = json_said();
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "parameters")), mend_param_count);
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "traits")), MEND_TRAITS);
    json_decref(json);
}
END_TEST

/* ---- the result folder ---- */

START_TEST(a_result_folder_is_complete_and_nothing_else_is_left)
{
    expect_code(0, "mend run a.yaml -o r --quiet");
    expect_code(0, "ls r | tr '\\n' ' '");
    ck_assert_str_eq(
        said.out, "assay_home_observation.csv assay_still_face.csv assay_strange_situation.csv config.yaml datapackage.json events.csv manifest.json "
                  "outcomes.csv population.csv summary.csv timeseries.csv ");
    expect_code(0, "ls -A | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "a.yaml r ");
    expect_code(0, "test $(wc -l <r/outcomes.csv) = 151 && test $(wc -l <r/assay_strange_situation.csv) = $((1 + 9 * 150)) &&"
                   " test $(wc -l <r/timeseries.csv) = $((1 + 4 * 150)) && test $(wc -l <r/population.csv) = 5");
}
END_TEST

START_TEST(a_table_that_nobody_asked_for_is_not_written)
{
    expect_code(0,
                "mend run a.yaml -o r --quiet --set record.dyads=0 && test ! -e r/timeseries.csv && test ! -e r/events.csv && mend replay r --quiet");
    put_text("b.yaml", "setting: caregiver_infant\ndyads: 20\ndays: 3\nassays: [still_face]\n");
    expect_code(0,
                "mend run b.yaml -o s --quiet && test -e s/assay_still_face.csv && test ! -e s/assay_home_observation.csv && mend replay s --quiet");
}
END_TEST

START_TEST(the_header_of_each_table_is_what_datapackage_json_describes)
{
    json_error_t error;
    expect_code(0, "mend run a.yaml -o r --quiet && cat r/datapackage.json");
    json_t *package = json_loads(said.out, 0, &error), *resource;
    size_t i, k;
    ck_assert_ptr_nonnull(package);
    ck_assert_uint_eq(json_array_size(json_object_get(package, "resources")), 8);
    json_array_foreach(json_object_get(package, "resources"), i, resource)
    {
        char header[4096] = "";
        json_t *field;
        json_array_foreach(json_object_get(json_object_get(resource, "schema"), "fields"), k, field)
        {
            strcat(strcat(header, k ? "," : ""), json_string_value(json_object_get(field, "name")));
            ck_assert_msg(json_string_length(json_object_get(field, "description")) > 4, "%s is not described",
                          json_string_value(json_object_get(field, "name")));
        }
        expect_code(0, "test \"$(head -n 1 r/%s)\" = '%s'", json_string_value(json_object_get(resource, "path")), header);
    }
    json_decref(package);
}
END_TEST

START_TEST(every_row_has_as_many_cells_as_the_header_and_numbers_are_plain)
{
    expect_code(0, "mend run a.yaml -o r --quiet && for t in r/*.csv; do awk -F, 'NR == 1 { n = NF } NF != n || /nan|inf|[0-9]e[-+]?[0-9]/ { print "
                   "FILENAME \": \" $0; bad = 1 }"
                   " END { exit bad }' $t || exit 1; done");
}
END_TEST

START_TEST(the_manifest_has_the_parameters_and_the_hash_of_every_table_and_of_the_config)
{
    expect_code(0, "mend run a.yaml -o r --quiet --set giver.rejection.scale=.375 && cat r/manifest.json");
    json_t *manifest = json_said(), *entry, *parameters = json_object_get(manifest, "parameters");
    size_t i;
    ck_assert_int_eq((int)json_object_size(parameters), mend_param_count);
    ck_assert(json_real_value(json_object_get(parameters, "giver.rejection.scale")) == .375);
    ck_assert_int_eq((int)json_integer_value(json_object_get(parameters, "dyads")), 150);
    ck_assert(json_is_true(json_object_get(parameters, "record.events")));
    ck_assert_str_eq(json_string_value(json_object_get(manifest, "command")), "mend run a.yaml -o r --quiet --set giver.rejection.scale=.375");
    json_array_foreach(json_object_get(manifest, "files"), i, entry)
    {
        expect_code(0, "command -v sha256sum >../said || exit 0; cd r && echo '%s  %s' | sha256sum -c >../../said",
                    json_string_value(json_object_get(entry, "sha256")), json_string_value(json_object_get(entry, "name")));
    }
    expect_code(0, "test $(ls r/*.csv r/config.yaml | wc -l) = %zu", i);
    json_decref(manifest);
}
END_TEST

START_TEST(the_config_in_a_result_is_complete_and_gives_the_same_tables)
{
    expect_code(
        0, "mend run a.yaml -o r --quiet --set repair.scale=.4 --seed 11 && cp r/config.yaml b.yaml && mend run b.yaml -o s --quiet && tables r s");
}
END_TEST

START_TEST(compressed_tables_hold_the_same_bytes)
{
    expect_code(0, "mend run a.yaml -o r --quiet && mend run a.yaml -o s --quiet --set record.compress=true && ! ls s/*.csv 2>../said &&"
                   " for t in $(cd r && ls *.csv); do gzip -dc s/$t.gz | cmp - r/$t || exit 1; done && mend replay s --quiet");
}
END_TEST

/* ---- an earlier result ---- */

START_TEST(an_earlier_result_is_refused_without_force_and_stays_as_it_was)
{
    expect_code(0, "mend run a.yaml -o r --quiet && cp -r r before");
    expect_code(1, "mend run a.yaml -o r --seed 99");
    expect_err("r: error: there is a result already; --force replaces it");
    ck_assert_str_eq(said.out, "");
    expect_code(0, "diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(force_replaces_an_earlier_result_whole)
{
    expect_code(
        0, "mend run a.yaml -o r --quiet && mend run a.yaml -o s --quiet --seed 99 --set record.dyads=0 && mend run a.yaml -o r --quiet --seed 99"
           " --set record.dyads=0 --force && tables r s && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml r s ' && mend replay r --quiet");
}
END_TEST

static const char *const no_results[] = {
    "mkdir r && echo dear >r/letter.txt",
    "mkdir -p r/photos",
    "mkdir r && echo '{\"name\": \"my web app\"}' >r/manifest.json && echo dear >r/letter.txt",
    "mkdir r && : >r/manifest.json && echo dear >r/letter.txt",
    "echo dear >r",
};

START_TEST(force_leaves_alone_what_is_no_result_of_mend)
{
    expect_code(0, "(%s) && cp -r r before", no_results[_i]);
    expect_code(1, "mend run a.yaml -o r --force --quiet");
    expect_err("r: error: ");
    expect_code(0, "diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(force_takes_an_empty_folder)
{
    expect_code(0, "mkdir r && mend run a.yaml -o r --force --quiet && mend replay r --quiet");
}
END_TEST

START_TEST(force_loses_nothing_that_a_person_put_into_a_result)
{
    expect_code(0, "mend run a.yaml -o r --quiet && mkdir r/notes && echo dear >r/notes/letter.txt && echo dear >r/letter.txt");
    shell("mend run a.yaml -o r --force --quiet --seed 9");
    expect_code(0, "test $(find . -name letter.txt | wc -l) = 2 && mend replay r --quiet && ! ls -d r.replaced-* r.unfinished-* 2>../said");
}
END_TEST

START_TEST(force_through_a_link_replaces_or_refuses_but_breaks_nothing)
{
    expect_code(0, "mkdir disk && mend run a.yaml -o disk/r --quiet && ln -s disk/r r");
    shell("mend run a.yaml -o r --force --quiet --seed 9");
    const int code = said.code;
    expect_code(0, "mend replay r --quiet && mend replay disk/r --quiet && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml disk r '");
    expect_code(0, "grep -q '\"seed\": %d' r/manifest.json", code == 0 ? 9 : 7);
}
END_TEST

/* ---- replay ---- */

START_TEST(replay_gives_the_same_bytes_wherever_the_folder_lies)
{
    put_text("s.csv", "sensitivity\n1\n0.5\n");
    expect_code(0, "mend run a.yaml -o r --quiet --set population=s.csv && mkdir -p far/away && mv r far/away && rm s.csv && mend replay far/away/r");
    expect_out("same      outcomes.csv");
    expect_out("same      sample.csv");
    ck_assert(!holds(said.out, "DIFFERS") && !holds(said.out, "EDITED"));
    expect_code(0,
                "mend replay far/away/r/ --threads 1 --isa baseline --quiet && cd far/away/r && mend replay . --quiet && cd .. && ls -A . r | wc -l");
    ck_assert_msg(atoi(said.out) == 1 + 3 + 12, "something is left: %s", said.out);
}
END_TEST

static const char *const edits[] = {"outcomes.csv", "timeseries.csv", "summary.csv", "assay_still_face.csv", "events.csv"};

START_TEST(replay_reports_an_edited_table)
{
    expect_code(0, "mend run a.yaml -o r --quiet && cd r && tail -n 1 %s >../last && cat ../last >>%s", edits[_i], edits[_i]);
    expect_code(1, "mend replay r");
    char words[64];
    snprintf(words, sizeof words, "EDITED    %s", edits[_i]);
    expect_out(words);
    expect_code(1, "rm r/%s && mend replay r", edits[_i]);
    expect_out(edits[_i]);
}
END_TEST

START_TEST(replay_reports_a_changed_config)
{
    expect_code(0, "mend run a.yaml -o r --quiet && sed -i 's/^seed: 7/seed: 8/' r/config.yaml");
    expect_code(1, "mend replay r");
    expect_out("DIFFERS   outcomes.csv");
    expect_out("config.yaml");
    ck_assert(!holds(said.out, "same      config.yaml"));
}
END_TEST

static const char *const no_replays[] = {"mkdir r",
                                         "echo x >r",
                                         ":",
                                         "mkdir r && echo '{}' >r/manifest.json",
                                         "mkdir r && echo '{' >r/manifest.json",
                                         "mend run a.yaml -o r --quiet && rm r/config.yaml",
                                         "mend run a.yaml -o r --quiet && echo x >r/config.yaml",
                                         "mend run a.yaml -o r --quiet && rm r/manifest.json"};

START_TEST(replay_of_what_is_no_result_says_so_with_exit_1)
{
    expect_code(0, "%s", no_replays[_i]);
    expect_code(1, "mend replay r");
    expect_err("r/");
    expect_err("error: ");
    expect_code(0, "! ls -d r.* 2>../said");
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

static void add_results(Suite *suite)
{
    TCase *tests = case_of_commands("results", 60);
    tcase_add_test(tests, a_result_folder_is_complete_and_nothing_else_is_left);
    tcase_add_test(tests, a_table_that_nobody_asked_for_is_not_written);
    tcase_add_test(tests, the_header_of_each_table_is_what_datapackage_json_describes);
    tcase_add_test(tests, every_row_has_as_many_cells_as_the_header_and_numbers_are_plain);
    tcase_add_test(tests, the_manifest_has_the_parameters_and_the_hash_of_every_table_and_of_the_config);
    tcase_add_test(tests, the_config_in_a_result_is_complete_and_gives_the_same_tables);
    tcase_add_test(tests, compressed_tables_hold_the_same_bytes);
    tcase_add_test(tests, an_earlier_result_is_refused_without_force_and_stays_as_it_was);
    tcase_add_test(tests, force_replaces_an_earlier_result_whole);
    tcase_add_loop_test(tests, force_leaves_alone_what_is_no_result_of_mend, 0, sizeof no_results / sizeof no_results[0]);
    tcase_add_test(tests, force_takes_an_empty_folder);
    tcase_add_test(tests, force_loses_nothing_that_a_person_put_into_a_result);
    tcase_add_test(tests, force_through_a_link_replaces_or_refuses_but_breaks_nothing);
    tcase_add_test(tests, replay_gives_the_same_bytes_wherever_the_folder_lies);
    tcase_add_loop_test(tests, replay_reports_an_edited_table, 0, sizeof edits / sizeof edits[0]);
    tcase_add_test(tests, replay_reports_a_changed_config);
    tcase_add_loop_test(tests, replay_of_what_is_no_result_says_so_with_exit_1, 0, sizeof no_replays / sizeof no_replays[0]);
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
