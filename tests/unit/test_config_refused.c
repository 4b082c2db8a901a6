/* Claims about configs that are refused: each mistake, and the words for it. */
#include "config_bench.h"

#include <sys/stat.h>

#define EACH_SETTING "one of caregiver_infant, two_caregivers, siblings, romantic, friendship, workplace, therapy, family, sacred"

START_TEST(a_word_for_a_number_is_named_with_place_range_meaning_and_default)
{
    refuses("# one\n# two\n# three\n# four\nsetting: caregiver_infant\n# six\n# seven\nrepair:  {scale: high}\n",
            "infant.yaml:8:18: error: repair.scale: 'high' is not a number from 0 to 10 "
            "(multiplies the chance that a bid is answered by soothing; default 1)");
}
END_TEST

START_TEST(a_typo_names_the_nearest_key)
{
    refuses("setting: caregiver_infant\nrepair: {scael: 1}\n", "infant.yaml:2:10: error: unknown key 'repair.scael'; did you mean 'repair.scale'?");
    refuses("setting: caregiver_infant\nRepair.Scale: 1\n", "did you mean 'repair.scale'?");
    refuses("setting: caregiver_infant\nrepairs: {scale: 1}\n", "infant.yaml:2:1: error: unknown key 'repairs'; did you mean 'repair'?");
    refuses("setting: caregiver_infant\nassay: []\n", "unknown key 'assay'; did you mean 'assays'?");
    refuses("setting: caregiver_infant\nevery_turns: 1\n", "unknown key 'every_turns'; did you mean 'record.every_turns'?");
    refuses("setting: caregiver_infant\nweather: fine\n", "unknown key 'weather'; `mend params` lists the keys");
}
END_TEST

START_TEST(a_typo_in_a_choice_names_the_nearest_choice)
{
    refuses("setting: caregiver-infant\n",
            "infant.yaml:1:10: error: setting: 'caregiver-infant' is not " EACH_SETTING "; did you mean 'caregiver_infant'?");
    refuses("setting: caregiver_infant\nassays: [stil_face]\n", "'stil_face' is not one of home_observation, still_face, strange_situation, "
                                                                "conflict, support, diary, resilience, alliance; did you mean 'still_face'?");
}
END_TEST

START_TEST(a_duplicate_key_names_the_line_of_the_first)
{
    refuses("setting: caregiver_infant\ndays: 3\ndays: 4\n", "infant.yaml:3:1: error: duplicate key 'days'; it is first given on line 2");
    refuses("setting: caregiver_infant\nrepair: {scale: 1}\nrepair.scale: 1\n", "duplicate key 'repair.scale'; it is first given on line 2");
    refuses("setting: caregiver_infant\nrepair: {scale: 1}\nrepair: {steps: 1}\n", "duplicate key 'repair'; it is first given on line 2");
    refuses("setting: caregiver_infant\nassays: []\nassays: []\n", "duplicate key 'assays'");
    refuses("setting: caregiver_infant\nassays: [{name: still_face, name: still_face}]\n", "duplicate key 'name' in an assay");
}
END_TEST

START_TEST(a_missing_setting_is_named)
{
    refuses("days: 3\n", "infant.yaml:1:1: error: setting: this key is missing; it is " EACH_SETTING);
    refuses("setting: nonsense\n", "'nonsense' is not " EACH_SETTING);
}
END_TEST

START_TEST(a_value_of_the_wrong_kind_is_named)
{
    refuses("setting: caregiver_infant\nrisk: [1]\n", "infant.yaml:2:7: error: risk: a list is not a number from 0 to 5");
    refuses("setting: caregiver_infant\nrisk: {least: 1}\n", "risk: a map is not a number from 0 to 5");
    refuses("setting: caregiver_infant\nrisk:\n", "risk: an empty value is not a number from 0 to 5");
    refuses("setting: caregiver_infant\nrepair: 1\n", "infant.yaml:2:9: error: repair: '1' is not a section, a map with keys such as 'repair.scale'");
    refuses("setting: caregiver_infant\nrepair: [1]\n", "repair: a list is not a section");
    refuses("setting: caregiver_infant\nassays: still_face\n", "assays: 'still_face' is not a list, such as");
    refuses("setting: caregiver_infant\nassays: {still_face: 1}\n", "assays: a map is not a list");
    refuses("setting: caregiver_infant\nassays: [[still_face]]\n", "assays: a list is not one of");
    refuses("setting: caregiver_infant\nassays: [{day: 3}]\n", "assays: an assay has no name");
    refuses("setting: caregiver_infant\nassays: [{name: still_face, hour: 3}]\n", "unknown key 'hour' in an assay");
    refuses("setting: caregiver_infant\nassays: [{name: still_face, day: 1.5}]\n", "'1.5' is not a whole number from 0 to 36500");
    refuses("setting: caregiver_infant\npopulation: [a.csv]\n", "population: a list is not the path of a CSV file");
    refuses("setting: caregiver_infant\n? [a]\n: 1\n", "a list or a map cannot be a key");
    refuses("setting: caregiver_infant\n\"\": 1\n", "a key has no name");
    refuses("- setting\n", "infant.yaml:1:1: error: a list is not a config, which is lines of `key: value`");
    refuses("setting\n", "'setting' is not a config");
}
END_TEST

START_TEST(a_number_out_of_range_or_no_number_is_refused)
{
    const char *const bad[] = {"-0.1", "10.1", "nan", ".nan", "inf", ".inf", "-.inf", "1e999", "0x1", "1_000", "1,5", "1 2", "1e", ".", "''"};
    char text[100];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(text, sizeof text, "setting: caregiver_infant\nrepair.scale: %s\n", bad[i]);
        refuses(text, "is not a number from 0 to 10");
    }
    refuses("setting: caregiver_infant\ndays: 1.5\n", "infant.yaml:2:7: error: days: '1.5' is not a whole number from 1 to 36500");
    refuses("setting: caregiver_infant\nseed: 9007199254740992\n", "is not a whole number from 0 to 9007199254740991");
}
END_TEST

START_TEST(only_true_and_false_are_flags)
{
    refuses("setting: caregiver_infant\nrecord: {events: yes}\n", "record.events: 'yes' is not true or false; did you mean true?");
    refuses("setting: caregiver_infant\nrecord: {events: no}\n", "'no' is not true or false; did you mean false?");
    refuses("setting: caregiver_infant\nrecord: {events: 1}\n", "'1' is not true or false; did you mean true?");
    refuses("setting: caregiver_infant\nrecord: {events: maybe}\n", "'maybe' is not true or false (");
}
END_TEST

START_TEST(anchors_aliases_tags_and_more_documents_are_refused_plainly)
{
    refuses("setting: &a caregiver_infant\n", "infant.yaml:1:10: error: the anchor '&a' is not used in a config");
    refuses("setting: caregiver_infant\nrisk: *a\n", "infant.yaml:2:7: error: the alias '*a' is not used in a config");
    refuses("setting: caregiver_infant\nrepair: *a\n", "the alias '*a'");
    refuses("setting: caregiver_infant\nassays: [*a]\n", "the alias '*a'");
    refuses("setting: caregiver_infant\nrisk: !!int 1\n", "the tag 'tag:yaml.org,2002:int' is not used in a config");
    refuses("setting: caregiver_infant\n---\nsetting: caregiver_infant\n", "infant.yaml:2:1: error: a second document starts here; a config is one");
}
END_TEST

START_TEST(what_is_no_yaml_is_refused_with_its_place)
{
    refuses("setting: caregiver_infant\nrepair: {scale: 1\n",
            "error: this is not YAML: did not find expected ',' or '}' (while parsing a flow mapping that starts on line 2)");
    refuses("setting: caregiver_infant\nrepair:\n\tscale: 1\n",
            "infant.yaml:3:1: error: this is not YAML: found character that cannot start any token");
    ck_assert(is_reported("; indent with spaces, not with a tab"));
}
END_TEST

START_TEST(a_hidden_nul_does_not_shorten_a_value)
{
    ck_assert(!read_text("setting: caregiver_infant\nrisk: \"1\\0 2\"\n"));
    ck_assert(is_reported("infant.yaml:2:7: error: '1' is followed by a NUL character"));
}
END_TEST

START_TEST(an_empty_file_is_refused)
{
    refuses("", "infant.yaml:1:1: error: the file is empty; a config needs at least `setting: caregiver_infant`");
    refuses("# nothing yet\n", "the file is empty");
    refuses("---\n", "the file is empty");
}
END_TEST

START_TEST(binary_data_is_refused_with_its_place)
{
    ck_assert(!read_bytes("setting: a\n b\0c", 15));
    ck_assert(is_reported("infant.yaml:2:3: error: byte 0x00 is binary data or another encoding; a config is a text file in UTF-8"));
    const char *const bad[] = {"\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x1b[2J", "\x7f"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        refuses(bad[i], "infant.yaml:1:1: error: byte 0x");
    }
}
END_TEST

START_TEST(what_cannot_be_opened_or_read_is_refused)
{
    write_bytes("", 0);
    ck_assert(!mend_config_read("/nowhere/infant.yaml", &config, &report));
    ck_assert_str_eq(report.message[0], "/nowhere/infant.yaml: error: cannot open the file: No such file or directory");
    ck_assert(!mend_config_read(folder, &config, &report));
    ck_assert_msg(strstr(report.message[1], ": error: this is a folder, not a file") != NULL, "%s", report.message[1]);
    ck_assert(!mend_config_read("/proc/self/mem", &config, &report));
    if (geteuid() != 0) {
        ck_assert_int_eq(chmod(path, 0), 0);
        ck_assert(!mend_config_read(path, &config, &report));
        ck_assert(is_reported("Permission denied"));
    }
}
END_TEST

START_TEST(a_file_of_five_megabytes_is_refused)
{
    const size_t size = 5 << 20;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    memset(text, '\n', size);
    ck_assert(!read_bytes(text, size));
    ck_assert(is_reported("error: the file is larger than 4 MiB"));
    free(text);
}
END_TEST

START_TEST(a_line_of_a_megabyte_gives_a_short_message)
{
    const char *const starts[] = {"setting: caregiver_infant\nrisk: ", "setting: caregiver_infant\nassays: [", "",
                                  "setting: caregiver_infant\npopulation: "};
    const size_t size = 1 << 20;
    char *text = malloc(size + 1);
    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        memset(text, 'x', size);
        memcpy(text, starts[i], strlen(starts[i]));
        memcpy(text + size - 3, i == 1 ? "x]\n" : "xx\n", 4);
        ck_assert(!read_bytes(text, size));
        ck_assert_int_eq(report.count, 1);
        ck_assert_uint_lt(strlen(report.message[0]), 400);
    }
    ck_assert(is_reported("population: the path is longer than 1023 bytes"));
    free(text);
}
END_TEST

START_TEST(deep_nesting_is_refused)
{
    char text[2000] = "setting: caregiver_infant\nrisk: ";
    memset(text + strlen(text), '[', 1500);
    ck_assert(!read_text(text));
    ck_assert(is_reported("infant.yaml:2:14: error: lists and maps are nested too deeply here"));
}
END_TEST

START_TEST(every_mistake_is_reported_in_one_pass)
{
    ck_assert(!read_text("days: 0\nrepair: {scale: high, stesp: 1}\nrisk: [1]\nassays: [a, {day: x, name: still_face}]\nfoo: {bar: [1, 2]}\n"));
    ck_assert_int_eq(report.count, 8);
    ck_assert(is_reported(":1:7: error: days:"));
    ck_assert(is_reported(":2:17: error: repair.scale:"));
    ck_assert(is_reported("'repair.steps'?"));
    ck_assert(is_reported(":3:7: error: risk:"));
    ck_assert(is_reported(":4:10: error: assays: 'a'"));
    ck_assert(is_reported(":4:19: error: assays: 'x'"));
    ck_assert(is_reported(":5:1: error: unknown key 'foo'"));
    ck_assert(is_reported(":1:1: error: setting:"));
}
END_TEST

START_TEST(messages_beyond_the_first_fifty_are_counted)
{
    char text[4000] = "setting: caregiver_infant\n";
    for (int i = 0; i < 120; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "unknown_%d: 1\n", i);
    }
    ck_assert(!read_text(text));
    ck_assert_int_eq(report.count, 120);
}
END_TEST

START_TEST(a_message_never_steers_the_terminal)
{
    refuses("setting: \"\\e[2J\\n\\x9b\"\n", "'?[2J?"
                                             "?"
                                             "?' is not " EACH_SETTING);
}
END_TEST

/* Names are bytes to Linux; what is no UTF-8 is shown as '?'. */
START_TEST(a_file_whose_name_is_no_utf8_has_its_mistakes_told)
{
    const char *const names[] = {"b\xff.yaml", "\x80\x81", "\xe2\x82", "\xc3(\xed\xa0\x80.yaml"};
    const char *const shown[] = {"/b?.yaml", "/\?\?", "/\?\?", "/?(\?\?\?.yaml"};
    char start[200];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        snprintf(start, sizeof start, "%s%s:2:7: error: days: '0' is not", folder, shown[i]);
        refuses("setting: caregiver_infant\ndays: 0\n", start);
        accepts("setting: caregiver_infant\nassays: [{name: still_face, day: 400}]\n");
        ck_assert(!mend_config_consistent(&config, &report));
        snprintf(start, sizeof start, "%s%s:2:10: error: assays: still_face is on day 400", folder, shown[i]);
        ck_assert_msg(is_reported(start), "%s", report.message[0]);
        ck_assert_int_eq(remove(path), 0);
        ck_assert(!mend_config_read(path, &config, &report));
        snprintf(start, sizeof start, "%s%s: error: cannot open the file", folder, shown[i]);
        ck_assert_msg(is_reported(start), "%s", report.message[1]);
    }
}
END_TEST

/* A path longer than a message shows is cut, within no character even where there is none. */
START_TEST(a_long_path_that_is_no_utf8_is_cut_and_its_mistake_told)
{
    char longest[600];
    memset(longest, '\x80', sizeof longest - 1);
    longest[sizeof longest - 1] = 0;
    ck_assert(!mend_config_read(longest, &config, &report));
    ck_assert_msg(report.count == 1 && is_reported("...: error: cannot open the file: File name too long"), "%s", report.message[0]);
}
END_TEST

/* ---- the schedule ---- */

#define AS_WRITTEN "{from: 100, to: 200, set: {mediated.share: 0}}"

START_TEST(a_schedule_is_a_list_of_maps_that_set_something)
{
    refuses("setting: romantic\nschedule: 3\n", "infant.yaml:2:11: error: schedule: '3' is not a list, such as [" AS_WRITTEN "]; none: []");
    refuses("setting: romantic\nschedule: {from: 3, set: {repair.scale: 2}}\n", "infant.yaml:2:11: error: schedule: a map is not a list");
    refuses("setting: romantic\nschedule: [3]\n", "infant.yaml:2:12: error: schedule: '3' is not a map such as " AS_WRITTEN);
    refuses("setting: romantic\nschedule: [[]]\n", "infant.yaml:2:12: error: schedule: a list is not a map such as");
    refuses("setting: romantic\nschedule:\n- {from: 3, to: 4}\n", "infant.yaml:3:3: error: schedule: nothing is set; write " AS_WRITTEN);
    refuses("setting: romantic\nschedule: [{from: 3, set: {}}]\n", "infant.yaml:2:12: error: schedule: nothing is set; write " AS_WRITTEN);
    refuses("setting: romantic\nschedule: [{set: 4}]\n", "infant.yaml:2:18: error: schedule: '4' is not a map of keys and values");
    refuses("setting: romantic\nschedule: []\nschedule: []\n", "infant.yaml:3:1: error: duplicate key 'schedule'; it is first given on line 2");
    accepts("setting: romantic\nschedule: []\n");
    ck_assert_int_eq(config.changes, 0);
}
END_TEST

START_TEST(a_stretch_of_a_schedule_has_from_to_and_set)
{
    refuses("setting: romantic\nschedule: [{until: 4, set: {repair.scale: 2}}]\n",
            "infant.yaml:2:13: error: unknown key 'until' in the schedule; it has from, to and set");
    refuses("setting: romantic\nschedule: [{to: 4, set: {repair.scale: 2}, to: 5}]\n", "infant.yaml:2:44: error: duplicate key 'to' in the schedule");
    refuses("setting: romantic\nschedule: [{from: 0, set: {repair.scale: 2}}]\n",
            "infant.yaml:2:19: error: schedule: '0' is not a whole number from 1 to 36500 (first day of a change");
    refuses("setting: romantic\nschedule: [{to: soon, set: {repair.scale: 2}}]\n", "infant.yaml:2:17: error: schedule: 'soon' is not a whole number");
    refuses("setting: romantic\nschedule: [{to: [1], set: {repair.scale: 2}}]\n", "infant.yaml:2:17: error: schedule: a list is not a whole number");
}
END_TEST

START_TEST(a_schedule_sets_keys_that_days_can_change)
{
    refuses("setting: romantic\nschedule: [{set: {repair.scael: 2}}]\n",
            "infant.yaml:2:19: error: unknown key 'repair.scael'; did you mean 'repair.scale'?");
    refuses("setting: romantic\nschedule: [{set: {repair: {scael: 2}}}]\n",
            "infant.yaml:2:28: error: unknown key 'repair.scael'; did you mean 'repair.scale'?");
    refuses("setting: romantic\nschedule: [{set: {repair.scale: high}}]\n",
            "infant.yaml:2:33: error: repair.scale: 'high' is not a number from 0 to 10");
    refuses("setting: romantic\nschedule: [{set: {life.away: 1}}]\n", "infant.yaml:2:30: error: life.away: '1' is not true or false");
    const char *const settled[] = {"setting",
                                   "seed",
                                   "days",
                                   "dyads",
                                   "record.dyads",
                                   "infancy.days",
                                   "lifespan.generations",
                                   "adult.age",
                                   "giver.volatility.scale",
                                   "roles.initiative_a",
                                   "learning.rule"};
    char text[100], words[100];
    for (size_t i = 0; i < sizeof settled / sizeof settled[0]; i++) {
        snprintf(text, sizeof text, "setting: romantic\nschedule: [{set: {%s: 1}}]\n", settled[i]);
        snprintf(words, sizeof words, "infant.yaml:2:19: error: schedule: %s cannot change in the course of a life", settled[i]);
        refuses(text, words);
    }
}
END_TEST

START_TEST(a_schedule_has_room_for_so_many_changes)
{
    char text[4000] = "setting: romantic\nschedule:\n";
    for (int i = 0; i <= MEND_CHANGES_MOST; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "- {from: %d, to: %d, set: {repair.scale: 2}}\n", i + 1, i + 1);
    }
    refuses(text, "infant.yaml:67:28: error: schedule: there are more than 64 changes");
    ck_assert_int_eq(config.changes, MEND_CHANGES_MOST);
}
END_TEST

/* Who is called what changes nothing, but the word must be one of those that pictures know. */
START_TEST(a_role_is_one_of_the_words_for_it)
{
    refuses("setting: romantic\nroles: {label_a: boss}\n", "infant.yaml:2:18: error: roles.label_a: 'boss' is not one of A, B, woman, man,");
    refuses("setting: romantic\nroles: {power: 2}\n", "infant.yaml:2:16: error: roles.power: '2' is not a number from -1 to 1");
    refuses("setting: family\nrecord: {bond: 13}\n", "infant.yaml:2:16: error: record.bond: '13' is not a whole number from 0 to 12");
}
END_TEST

TCase *config_refused_cases(void)
{
    TCase *cases = tcase_create("refused");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, a_word_for_a_number_is_named_with_place_range_meaning_and_default);
    tcase_add_test(cases, a_typo_names_the_nearest_key);
    tcase_add_test(cases, a_typo_in_a_choice_names_the_nearest_choice);
    tcase_add_test(cases, a_duplicate_key_names_the_line_of_the_first);
    tcase_add_test(cases, a_missing_setting_is_named);
    tcase_add_test(cases, a_value_of_the_wrong_kind_is_named);
    tcase_add_test(cases, a_number_out_of_range_or_no_number_is_refused);
    tcase_add_test(cases, only_true_and_false_are_flags);
    tcase_add_test(cases, anchors_aliases_tags_and_more_documents_are_refused_plainly);
    tcase_add_test(cases, what_is_no_yaml_is_refused_with_its_place);
    tcase_add_test(cases, a_hidden_nul_does_not_shorten_a_value);
    tcase_add_test(cases, an_empty_file_is_refused);
    tcase_add_test(cases, binary_data_is_refused_with_its_place);
    tcase_add_test(cases, what_cannot_be_opened_or_read_is_refused);
    tcase_add_test(cases, a_file_of_five_megabytes_is_refused);
    tcase_add_test(cases, a_line_of_a_megabyte_gives_a_short_message);
    tcase_add_test(cases, deep_nesting_is_refused);
    tcase_add_test(cases, every_mistake_is_reported_in_one_pass);
    tcase_add_test(cases, messages_beyond_the_first_fifty_are_counted);
    tcase_add_test(cases, a_message_never_steers_the_terminal);
    tcase_add_test(cases, a_file_whose_name_is_no_utf8_has_its_mistakes_told);
    tcase_add_test(cases, a_long_path_that_is_no_utf8_is_cut_and_its_mistake_told);
    tcase_add_test(cases, a_schedule_is_a_list_of_maps_that_set_something);
    tcase_add_test(cases, a_stretch_of_a_schedule_has_from_to_and_set);
    tcase_add_test(cases, a_schedule_sets_keys_that_days_can_change);
    tcase_add_test(cases, a_schedule_has_room_for_so_many_changes);
    tcase_add_test(cases, a_role_is_one_of_the_words_for_it);
    return cases;
}
