/* Claims about configs that are accepted: what is read, set and written. */
#include "config_bench.h"
#include "io/config_parts.h"

#include <math.h>
#include <stdint.h>

Suite *config_suite(void);

/* The claims of test_config_consistent.c. */
TCase *config_consistent_cases(void);

static void refuses_setting(const char *assignment, const char *words)
{
    const struct mend_config before = config;
    report.count = 0;
    ck_assert_msg(!mend_config_set(&config, assignment, &report), "accepted: %s", assignment);
    ck_assert_int_eq(report.count, 1);
    ck_assert_msg(is_reported(words), "%s\ndoes not say\n%s", report.message[0], words);
    ck_assert_msg(!memcmp(&before, &config, sizeof config), "changed by %s", assignment);
}

static void sets(const char *assignment)
{
    report.count = 0;
    ck_assert_msg(mend_config_set(&config, assignment, &report), "%s", report.message[0]);
}

/* The place of a parameter is `line`:`column`. */
static void stands_at(const char *key, int line, int column)
{
    const struct mend_place place = config.place[mend_config_place(mend_param_find(key))];
    ck_assert_msg(place.line == line && place.column == column, "%s stands at %d:%d", key, place.line, place.column);
}

static void has_params(const struct mend_params *expected)
{
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        ck_assert_msg(mend_param_get(&config.params, line) == mend_param_get(expected, line), "%s", line->key);
    }
}

/* ---- what is accepted ---- */

START_TEST(a_setting_alone_is_a_config_with_every_default)
{
    const struct mend_params defaults = mend_params_default();
    accepts("setting: caregiver_infant\n");
    has_params(&defaults);
    ck_assert_int_eq(config.assays, 3);
    ck_assert_str_eq(config.population, "");
    ck_assert_str_eq(config.name, "infant");
    ck_assert_str_eq(config.path, path);
    stands_at("setting", 1, 10);
    stands_at("days", 0, 0);
}
END_TEST

START_TEST(the_default_has_the_three_assays_at_the_end)
{
    ck_assert_int_eq(config.assays, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(config.assay[i].name, i);
        ck_assert_int_eq(config.assay[i].day, 0);
    }
}
END_TEST

START_TEST(dotted_keys_nest_and_may_be_written_flat)
{
    accepts("setting: caregiver_infant\n"
            "repair: {scale: 0.5}\n"
            "rupture:\n"
            "  exogenous: true\n"
            "  severity.least: 0.25\n"
            "giver:\n"
            "  sensitivity: {mean: -1}\n"
            "giver.rejection.sd: 2e-1\n"
            "risk: 5\n"
            "dyads: 1e3\n");
    ck_assert(config.params.repair_scale == 0.5f);
    ck_assert_int_eq(config.params.rupture_exogenous, 1);
    ck_assert(config.params.rupture_least == 0.25f);
    ck_assert(config.params.sensitivity_mean == -1.0f);
    ck_assert(config.params.rejection_sd == 0.2f);
    ck_assert(config.params.risk == 5.0f);
    ck_assert_int_eq(config.params.dyads, 1000);
}
END_TEST

START_TEST(an_empty_section_and_a_byte_order_mark_and_crlf_are_accepted)
{
    accepts("\xef\xbb\xbfsetting: caregiver_infant\r\nrepair:\r\n#  scale: 1\r\nrecord: {}\r\n");
}
END_TEST

START_TEST(assays_are_names_or_names_with_a_day_or_none)
{
    accepts("setting: caregiver_infant\nassays: [still_face, {name: strange_situation, day: 180}, {day: 0, name: still_face}]\n");
    ck_assert_int_eq(config.assays, 3);
    ck_assert_int_eq(config.assay[0].name, 1);
    ck_assert_int_eq(config.assay[1].name, 2);
    ck_assert_int_eq(config.assay[1].day, 180);
    ck_assert_int_eq(config.assay[2].day, 0);
    ck_assert_int_eq(config.assay[0].place.line, 2);
    ck_assert_int_eq(config.assay[0].place.column, 10);
    ck_assert_int_eq(config.assay[1].place.column, 22);
    accepts("setting: caregiver_infant\nassays: []\n");
    ck_assert_int_eq(config.assays, 0);
}
END_TEST

START_TEST(a_population_is_found_from_the_folder_of_the_config)
{
    char expected[256];
    accepts("setting: caregiver_infant\npopulation: data/sample.csv\n");
    snprintf(expected, sizeof expected, "%s/data/sample.csv", folder);
    ck_assert_str_eq(config.population, expected);
    accepts("setting: caregiver_infant\npopulation: /data/sample.csv\n");
    ck_assert_str_eq(config.population, "/data/sample.csv");
    accepts("setting: caregiver_infant\npopulation:\n");
    ck_assert_str_eq(config.population, "");
}
END_TEST

/* The least and the most of every number are inside its range; the next numbers beyond are not. */
START_TEST(every_number_takes_its_least_and_most_and_nothing_beyond)
{
    char assignment[200];
    for (const struct mend_param *line = mend_param_table; line < mend_param_table + mend_param_count; line++) {
        if (line->kind != MEND_REAL && line->kind != MEND_COUNT) {
            continue;
        }
        const bool whole = line->kind == MEND_COUNT;
        const double bounds[2] = {line->least, line->most};
        const double beyond[2] = {whole ? line->least - 1 : nextafter(line->least, -INFINITY),
                                  whole ? line->most + 1 : nextafter(line->most, INFINITY)};
        for (int end = 0; end < 2; end++) {
            snprintf(assignment, sizeof assignment, "%s=%.17g", line->key, bounds[end]);
            sets(assignment);
            const double kept = whole ? bounds[end] : (double)(float)bounds[end];
            ck_assert_msg(mend_param_get(&config.params, line) == kept, "%s", assignment);
            snprintf(assignment, sizeof assignment, "%s=%.17g", line->key, beyond[end]);
            refuses_setting(assignment, "number from");
        }
    }
}
END_TEST

START_TEST(every_flag_and_choice_takes_its_names_and_nothing_else)
{
    char assignment[200];
    for (const struct mend_param *line = mend_param_table; line < mend_param_table + mend_param_count; line++) {
        if (line->kind != MEND_FLAG && line->kind != MEND_CHOICE) {
            continue;
        }
        const char *name = line->names;
        for (int position = 0; *name; position++) {
            const int length = (int)strcspn(name, "|");
            snprintf(assignment, sizeof assignment, "%s=%.*s", line->key, length, name);
            sets(assignment);
            ck_assert_msg(mend_param_get(&config.params, line) == position, "%s", assignment);
            name += length + (name[length] == '|');
        }
        snprintf(assignment, sizeof assignment, "%s=nonsense", line->key);
        refuses_setting(assignment, "'nonsense' is not ");
    }
}
END_TEST

START_TEST(every_whole_number_refuses_a_half)
{
    char assignment[200];
    for (const struct mend_param *line = mend_param_table; line < mend_param_table + mend_param_count; line++) {
        if (line->kind == MEND_COUNT) {
            snprintf(assignment, sizeof assignment, "%s=%.1f", line->key, line->least + 0.5);
            refuses_setting(assignment, "is not a whole number from");
        }
    }
}
END_TEST

/* Otherwise `key: 1` and `key: {part: 1}` could not stand in one file, and a written config would not read back. */
START_TEST(no_key_is_also_a_section)
{
    for (int i = 0; i < mend_param_count; i++) {
        const size_t length = strlen(mend_param_table[i].key);
        for (int j = 0; j < mend_param_count; j++) {
            ck_assert_msg(strncmp(mend_param_table[i].key, mend_param_table[j].key, length) != 0 || mend_param_table[j].key[length] != '.', "%s",
                          mend_param_table[i].key);
        }
    }
}
END_TEST

START_TEST(every_parameter_has_a_place_of_its_own)
{
    bool taken[sizeof config.place / sizeof config.place[0]] = {false};
    for (int i = 0; i < mend_param_count; i++) {
        const size_t place = mend_config_place(&mend_param_table[i]);
        ck_assert_msg(place < sizeof taken && !taken[place], "%s", mend_param_table[i].key);
        taken[place] = true;
    }
}
END_TEST

/* ---- the command line ---- */

START_TEST(a_setting_on_the_command_line_wins_and_is_marked_as_such)
{
    accepts("setting: caregiver_infant\nrepair.scale: 2\n");
    sets("repair.scale=0.25");
    ck_assert(config.params.repair_scale == 0.25f);
    sets(" days = 7 ");
    ck_assert_int_eq(config.params.days, 7);
    stands_at("days", MEND_COMMAND_LINE, 0);
    stands_at("repair.scale", MEND_COMMAND_LINE, 0);
    sets("population=data/sample.csv");
    ck_assert_str_eq(config.population, "data/sample.csv");
    sets("assays=still_face, home_observation");
    ck_assert_int_eq(config.assays, 2);
    ck_assert_int_eq(config.assay[0].name, 1);
    sets("assays=");
    ck_assert_int_eq(config.assays, 0);
}
END_TEST

START_TEST(a_bad_setting_on_the_command_line_is_quoted_and_changes_nothing)
{
    refuses_setting("repair.scale=high", "--set repair.scale=high: error: repair.scale: 'high' is not a number from 0 to 10 (");
    refuses_setting("repair.scael=1", "--set repair.scael=1: error: unknown key 'repair.scael'; did you mean 'repair.scale'?");
    refuses_setting("repair=1", "repair: this is a section; name one of its keys, such as 'repair.scale'");
    refuses_setting("repair.scale", "this is not key=value");
    refuses_setting("=1", "this is not key=value");
    refuses_setting("assays=still_face,nothing", "assays: 'nothing' is not one of");
    refuses_setting("population=\xff", "population: the path is not UTF-8 text");
}
END_TEST

/* ---- what is written ---- */

static void write_config(const char *population, bool comments)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    mend_config_write(file, &config, population, comments);
    ck_assert_int_eq(ferror(file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

/* What is written reads back to the same values and plan, with and without comments. */
static void returns_from_its_file(const char *population)
{
    const struct mend_config before = config;
    for (int comments = 0; comments < 2; comments++) {
        config = before;
        write_config(population, comments);
        report.count = 0;
        ck_assert_msg(mend_config_read(path, &config, &report), "%s", report.message[0]);
        has_params(&before.params);
        ck_assert_int_eq(config.assays, before.assays);
        for (int i = 0; i < before.assays; i++) {
            ck_assert_int_eq(config.assay[i].name, before.assay[i].name);
            ck_assert_int_eq(config.assay[i].day, before.assay[i].day);
        }
        ck_assert_str_eq(config.population, population ? population : before.population);
    }
    config = before;
}

START_TEST(a_written_config_gives_every_key)
{
    write_config(NULL, false);
    report.count = 0;
    ck_assert_msg(mend_config_read(path, &config, &report), "%s", report.message[0]);
    for (int i = 0; i < mend_param_count; i++) {
        ck_assert_msg(config.place[mend_config_place(&mend_param_table[i])].line > 0, "%s", mend_param_table[i].key);
    }
}
END_TEST

START_TEST(a_written_config_reads_back_at_the_defaults_and_at_both_ends)
{
    returns_from_its_file(NULL);
    for (int end = 0; end < 2; end++) {
        for (const struct mend_param *line = mend_param_table; line < mend_param_table + mend_param_count; line++) {
            mend_param_set(&config.params, line, line->kind == MEND_CHOICE ? 0 : end ? line->most : line->least);
        }
        returns_from_its_file(NULL);
    }
}
END_TEST

/* A multiplicative generator of Lehmer's: any floats in range will do. */
START_TEST(a_written_config_reads_back_to_the_same_bits_of_any_float)
{
    uint64_t state = 12345;
    for (int round = 0; round < 100; round++) {
        for (const struct mend_param *line = mend_param_table; line < mend_param_table + mend_param_count; line++) {
            state = state * 48271 % 2147483647;
            const double share = (double)state / 2147483647.0;
            const double small = round % 2 ? share : share * 1e-30;
            if (line->kind == MEND_REAL) {
                mend_param_set(&config.params, line, line->least + (line->most - line->least) * small);
            }
        }
        returns_from_its_file(NULL);
    }
}
END_TEST

START_TEST(any_path_of_a_population_reads_back)
{
    const char *const paths[] = {"/data/sample.csv", "/a b: #1/\"x\".csv", "/\xc3\xa9t\xc3\xa9.csv",
                                 "/back\\slash",     "/new\nline\ttab",    "/\xe2\x80\xa8\xef\xbb\xbf\xc2\x85\x1b",
                                 "/ends ",           "/'quoted'",          "/\xf0\x9f\x90\xa3"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        returns_from_its_file(paths[i]);
    }
    snprintf(config.population, sizeof config.population, "/own.csv");
    returns_from_its_file(NULL);
    returns_from_its_file("");
}
END_TEST

START_TEST(any_plan_of_assays_reads_back)
{
    sets("assays=");
    returns_from_its_file(NULL);
    sets("assays=still_face,strange_situation");
    config.assay[1].day = 180;
    returns_from_its_file(NULL);
}
END_TEST

START_TEST(a_written_number_is_the_shortest_that_reads_back)
{
    char text[20000];
    sets("repair.scale=0.1");
    sets("birth.pull=1e-7");
    write_config(NULL, false);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    ck_assert_ptr_nonnull(strstr(text, "\nrepair:\n  scale: 0.1\n  steps: 1\n"));
    ck_assert_ptr_nonnull(strstr(text, "  pull: 1.0e-07\n")); /* with a point, since readers of YAML 1.1 take 1e-07 for a word */
    ck_assert_ptr_nonnull(strstr(text, "\ndyads: 10000\n"));
    ck_assert_ptr_nonnull(strstr(text, "  events: false\n"));
}
END_TEST

static TCase *accepted_cases(void)
{
    TCase *cases = tcase_create("accepted");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, a_setting_alone_is_a_config_with_every_default);
    tcase_add_test(cases, the_default_has_the_three_assays_at_the_end);
    tcase_add_test(cases, dotted_keys_nest_and_may_be_written_flat);
    tcase_add_test(cases, an_empty_section_and_a_byte_order_mark_and_crlf_are_accepted);
    tcase_add_test(cases, assays_are_names_or_names_with_a_day_or_none);
    tcase_add_test(cases, a_population_is_found_from_the_folder_of_the_config);
    tcase_add_test(cases, every_number_takes_its_least_and_most_and_nothing_beyond);
    tcase_add_test(cases, every_flag_and_choice_takes_its_names_and_nothing_else);
    tcase_add_test(cases, every_whole_number_refuses_a_half);
    tcase_add_test(cases, no_key_is_also_a_section);
    tcase_add_test(cases, every_parameter_has_a_place_of_its_own);
    return cases;
}

static TCase *command_line_cases(void)
{
    TCase *cases = tcase_create("command line");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, a_setting_on_the_command_line_wins_and_is_marked_as_such);
    tcase_add_test(cases, a_bad_setting_on_the_command_line_is_quoted_and_changes_nothing);
    return cases;
}

static TCase *written_cases(void)
{
    TCase *cases = tcase_create("written");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, a_written_config_gives_every_key);
    tcase_add_test(cases, a_written_config_reads_back_at_the_defaults_and_at_both_ends);
    tcase_add_test(cases, a_written_config_reads_back_to_the_same_bits_of_any_float);
    tcase_add_test(cases, any_path_of_a_population_reads_back);
    tcase_add_test(cases, any_plan_of_assays_reads_back);
    tcase_add_test(cases, a_written_number_is_the_shortest_that_reads_back);
    return cases;
}

Suite *config_suite(void)
{
    Suite *suite = suite_create("config");
    suite_add_tcase(suite, accepted_cases());
    suite_add_tcase(suite, command_line_cases());
    suite_add_tcase(suite, config_consistent_cases());
    suite_add_tcase(suite, written_cases());
    suite_add_tcase(suite, config_refused_cases());
    return suite;
}
