/* A result folder: what is in it, what may replace it, what replay says of it. Its cases belong to cli_suite(). */
#include "cli/shell.h"
#include "mend/params.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static const char *const settings[] = {"caregiver_infant", "two_caregivers", "siblings", "romantic", "friendship",
                                       "workplace",        "therapy",        "family",   "sacred"};
enum { SETTINGS = sizeof settings / sizeof settings[0] };

/* Whether somebody in the setting grew up before it begins, and whether there is a pair that can part. */
static bool has_adults(int setting)
{
    return setting >= 3;
}

static bool has_pair(int setting)
{
    return has_adults(setting) && strcmp(settings[setting], "sacred") != 0;
}

/* A small population of a setting, whose adults were infants for five days. */
static void run_setting(int setting, const char *folder)
{
    expect_code(0, "mend run a.yaml -o %s --quiet --set setting=%s%s", folder, settings[setting], has_adults(setting) ? " --set infancy.days=5" : "");
}

START_TEST(the_header_of_each_table_is_what_datapackage_json_describes)
{
    json_error_t error;
    run_setting(_i, "r");
    expect_code(0, "ls r/*.csv | wc -l");
    const size_t tables = strtoul(said.out, NULL, 10);
    expect_code(0, "cat r/datapackage.json");
    json_t *package = json_loads(said.out, 0, &error), *resource;
    size_t i, k;
    ck_assert_ptr_nonnull(package);
    ck_assert(_i > 0 || tables == 8);
    ck_assert_uint_eq(json_array_size(json_object_get(package, "resources")), tables);
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
    run_setting(_i, "r");
    expect_code(0, "for t in r/*.csv; do awk -F, 'NR == 1 { n = NF } NF != n || (NR > 1 && /(^|,)-?(nan|inf)(,|$)|[0-9]e[-+]?[0-9]/) { print "
                   "FILENAME \": \" $0; bad = 1 }"
                   " END { exit bad }' $t || exit 1; done");
}
END_TEST

START_TEST(every_setting_is_replayed_to_the_same_bytes)
{
    run_setting(_i, "r");
    expect_code(0, "mend replay r --quiet --threads 1 --isa baseline");
    expect_code(0, "! test -x \"$MEND_FOLDER/other/mend\" || \"$MEND_FOLDER/other/mend\" replay r --quiet");
}
END_TEST

/* 150 dyads, with 4 samples of each bond in 20 days. */
START_TEST(every_setting_has_a_row_for_each_of_its_bonds)
{
    static const int bonds[SETTINGS] = {1, 2, 2, 2, 2, 2, 3, 12, 1};
    run_setting(_i, "r");
    expect_code(0, "test $(wc -l <r/outcomes.csv) = %d && test $(wc -l <r/timeseries.csv) = %d", 1 + 150 * bonds[_i], 1 + 4 * 150 * bonds[_i]);
    expect_code(0, "test \"$(pick r/outcomes.csv bond | sort -n | uniq -c | awk '$1 == 150' | wc -l)\" = %d", bonds[_i]);
    expect_code(0, "test \"$(pick r/events.csv bond | sort -n | uniq | wc -l)\" = %d", bonds[_i]);
}
END_TEST

/* Also of those that were open when a pair parted: here many do, in anger. */
START_TEST(events_have_a_row_for_every_rupture_and_every_repair)
{
    expect_code(0, "mend run a.yaml -o r --quiet --set setting=%s%s%s", settings[_i], has_adults(_i) ? " --set infancy.days=5" : "",
                has_pair(_i) ? " --set ending.hot.rate=10 --set ending.hot.middle=0.1" : "");
    expect_code(0, "test \"$(pick r/outcomes.csv ruptures | awk '{ n += $1 } END { print n }')\" = $(($(wc -l <r/events.csv) - 1))");
    expect_code(0, "test \"$(pick r/outcomes.csv repairs | awk '{ n += $1 } END { print n }')\" = $(pick r/events.csv repaired | grep -c 1)");
    if (strcmp(settings[_i], "romantic") == 0) {
        expect_code(0, "test $(pick r/outcomes.csv ended | grep -c 1) -gt 20");
    }
}
END_TEST

START_TEST(the_manifest_has_the_parameters_and_the_hash_of_every_table_and_of_the_config)
{
    expect_code(0, "mend run a.yaml -o r --quiet --set giver.rejection.scale=.375 && cat r/manifest.json");
    json_t *manifest = json_of_stdout(), *entry, *parameters = json_object_get(manifest, "parameters");
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
    ck_assert_int_eq((int)json_array_size(json_object_get(manifest, "schedule")), 0);
    json_decref(manifest);
}
END_TEST

START_TEST(the_manifest_tells_what_the_schedule_changes_and_when)
{
    put_text("s.yaml", "setting: caregiver_infant\ndyads: 5\ndays: 30\nassays: []\nschedule: [{from: 7, to: 9, set: {life.away: true}}, {from: 20, "
                       "set: {repair.scale: 0.5}}]\n");
    expect_code(0, "mend run s.yaml -o s --quiet && cat s/manifest.json");
    json_t *manifest = json_of_stdout();
    const json_t *all = json_object_get(manifest, "schedule"), *last = json_array_get(all, 1);
    ck_assert_int_eq((int)json_array_size(all), 2);
    ck_assert(json_is_true(json_object_get(json_array_get(all, 0), "value")));
    ck_assert_str_eq(json_string_value(json_object_get(last, "key")), "repair.scale");
    ck_assert_int_eq((int)json_integer_value(json_object_get(last, "from")), 20);
    ck_assert_int_eq((int)json_integer_value(json_object_get(last, "to")), 30);
    ck_assert(json_real_value(json_object_get(last, "value")) == .5);
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

void add_results(Suite *suite)
{
    TCase *tests = case_of_commands("results", 60);
    tcase_add_test(tests, a_result_folder_is_complete_and_nothing_else_is_left);
    tcase_add_test(tests, a_table_that_nobody_asked_for_is_not_written);
    tcase_add_loop_test(tests, the_header_of_each_table_is_what_datapackage_json_describes, 0, SETTINGS);
    tcase_add_loop_test(tests, every_row_has_as_many_cells_as_the_header_and_numbers_are_plain, 0, SETTINGS);
    tcase_add_loop_test(tests, every_setting_is_replayed_to_the_same_bytes, 0, SETTINGS);
    tcase_add_loop_test(tests, every_setting_has_a_row_for_each_of_its_bonds, 0, SETTINGS);
    tcase_add_loop_test(tests, events_have_a_row_for_every_rupture_and_every_repair, 0, SETTINGS);
    tcase_add_test(tests, the_manifest_has_the_parameters_and_the_hash_of_every_table_and_of_the_config);
    tcase_add_test(tests, the_manifest_tells_what_the_schedule_changes_and_when);
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
