/* Claims about what no single key of a config can decide, and the place that a contradiction is told at. */
#include "config_bench.h"

TCase *config_consistent_cases(void);

static void sets(const char *assignment)
{
    report.count = 0;
    ck_assert_msg(mend_config_set(&config, assignment, &report), "%s", report.message[0]);
}

static void contradicts(const char *words)
{
    report.count = 0;
    ck_assert(!mend_config_consistent(&config, &report));
    ck_assert_msg(report.count == 1 && is_reported(words), "%d messages, first: %s", report.count, report.message[0]);
}

static void agrees(void)
{
    report.count = 0;
    ck_assert_msg(mend_config_consistent(&config, &report), "%s", report.message[0]);
}

START_TEST(an_assay_after_the_end_of_the_run_is_an_error)
{
    agrees();
    config.assay[1].day = 365;
    agrees();
    config.assay[1].day = 366;
    contradicts("error: assays: still_face is on day 366, after the end of the run (days: 365)");
}
END_TEST

START_TEST(an_assay_is_run_once_a_day)
{
    sets("assays=still_face,still_face");
    contradicts("error: assays: still_face is listed twice for day 365");
    config.assay[1].day = 365; /* the last day is the end */
    contradicts("error: assays: still_face is listed twice for day 365");
    config.assay[1].day = 364;
    agrees();
}
END_TEST

/* Only those who have a bond each way can be asked to talk about it. */
START_TEST(a_conflict_discussion_needs_a_pair)
{
    const char *const pairs[] = {"romantic", "friendship", "workplace", "therapy", "family"};
    const char *const others[] = {"caregiver_infant", "two_caregivers", "siblings", "sacred"};
    char assignment[64];
    sets("assays=conflict");
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        snprintf(assignment, sizeof assignment, "setting=%s", pairs[i]);
        sets(assignment);
        agrees();
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        snprintf(assignment, sizeof assignment, "setting=%s", others[i]);
        sets(assignment);
        contradicts(others[i]);
    }
    contradicts("--set assays=conflict: error: assays: conflict needs two people with a bond each way, whom the setting sacred does not have");
}
END_TEST

START_TEST(a_recording_window_is_inside_the_run_and_not_empty)
{
    sets("record.from_day=7");
    agrees(); /* the window is not used by day */
    sets("record.every_turns=1");
    contradicts("error: record.to_day: 7 is not after record.from_day (7)");
    sets("record.to_day=8");
    agrees();
    sets("record.to_day=365");
    agrees();
    sets("record.to_day=366");
    contradicts("error: record.to_day: 366 is after the end of the run (days: 365)");
}
END_TEST

START_TEST(the_shares_of_kinds_are_not_all_zero)
{
    sets("rupture.kinds.misattunement=0");
    sets("rupture.kinds.conflict=0");
    agrees();
    sets("rupture.kinds.absence=0");
    contradicts("error: rupture.kinds:");
    sets("rupture.kinds.harm=1e-30");
    agrees();
}
END_TEST

START_TEST(the_last_dyad_has_an_id_of_32_bits)
{
    sets("first_dyad=4000000000");
    sets("dyads=10000000");
    agrees();
    config.params.first_dyad = 4284967296;
    agrees();
    config.params.first_dyad = 4284967297;
    contradicts("error: first_dyad: the last dyad would be 4294967296");
}
END_TEST

/* The one message starts with these words. */
static void contradicts_at(const char *words)
{
    report.count = 0;
    ck_assert(!mend_config_consistent(&config, &report));
    ck_assert_msg(report.count == 1 && !strncmp(report.message[0], words, strlen(words)), "%d messages, first: %s", report.count, report.message[0]);
}

/* The file says this after its setting; then the one message starts with its name and these words. */
static void contradicts_in_file(const char *text, const char *words)
{
    char whole[400];
    char start[400];
    snprintf(whole, sizeof whole, "setting: caregiver_infant\n%s", text);
    snprintf(start, sizeof start, "%s:%s", path, words);
    accepts(whole);
    contradicts_at(start);
}

START_TEST(a_contradiction_is_told_where_the_file_gives_the_value)
{
    contradicts_in_file("assays: [home_observation, {name: still_face, day: 400}]\n", "2:28: error: assays: still_face is on day 400");
    contradicts_in_file("assays:\n  - still_face\n  - {day: 9, name: still_face}\ndays: 9\n", "4:5: error: assays: still_face is listed twice");
    contradicts_in_file("record: {every_turns: 1, from_day: 5, to_day: 5}\n", "2:47: error: record.to_day: 5 is not after");
    contradicts_in_file("record.to_day: 400\nrecord.every_turns: 1\n", "2:16: error: record.to_day: 400 is after the end");
    contradicts_in_file("rupture.kinds: {conflict: 0, absence: 0, misattunement: 0}\n", "2:57: error: rupture.kinds:");
}
END_TEST

/* The ranges of today's table let no file say so. */
START_TEST(too_many_dyads_are_told_at_the_first_id_or_else_at_their_number)
{
    const char *const texts[] = {"setting: caregiver_infant\ndyads: 9\nfirst_dyad: 5\n", "setting: caregiver_infant\ndyads: 9\n"};
    const char *const places[] = {":3:13: error: first_dyad: ", ":2:8: error: first_dyad: "};
    char start[400];
    for (int i = 0; i < 2; i++) {
        accepts(texts[i]);
        config.params.first_dyad = 4294967295;
        snprintf(start, sizeof start, "%s%s", path, places[i]);
        contradicts_at(start);
    }
}
END_TEST

/* Whoever leaves the value at fault at its default has given another that does not go with it. */
START_TEST(a_contradiction_with_a_default_is_told_where_the_other_value_is_given)
{
    contradicts_in_file("record:\n  every_turns: 1\n  from_day: 7\n", "4:13: error: record.to_day: 7 is not after");
    contradicts_in_file("days: 3\nrecord: {every_turns: 1}\n", "3:23: error: record.to_day: 7 is after the end of the run (days: 3)");
}
END_TEST

START_TEST(a_contradiction_of_the_command_line_is_told_with_the_setting)
{
    accepts("setting: caregiver_infant\nrecord: {every_turns: 1, to_day: 9}\n");
    sets("record.to_day = 400");
    contradicts_at("--set record.to_day=400: error: record.to_day: 400 is after the end");
    sets("record.to_day=9");
    sets("assays=home_observation, still_face,still_face");
    contradicts_at("--set assays=home_observation,still_face,still_face: error: assays: still_face is listed twice");
    sets("assays=");
    sets("rupture.kinds.misattunement=0");
    sets("rupture.kinds.conflict=0");
    sets("rupture.kinds.absence=0");
    contradicts_at("--set rupture.kinds.misattunement=0: error: rupture.kinds:");
}
END_TEST

START_TEST(a_contradiction_of_values_that_nobody_gave_has_no_place)
{
    config.params.record_every_turns = 1;
    config.params.days = 3;
    contradicts_at("error: record.to_day: 7 is after the end");
    config.params.record_every_turns = 0;
    config.assay[0].day = 4;
    contradicts_at("error: assays: home_observation is on day 4");
    config.assays = 0;
    config.params.kind_misattunement = 0;
    config.params.kind_conflict = 0;
    config.params.kind_absence = 0;
    contradicts_at("error: rupture.kinds:");
}
END_TEST

/* A longer list than a message has room for. */
START_TEST(a_setting_of_many_assays_is_cut_in_a_message)
{
    char assignment[400] = "assays=strange_situation";
    for (int i = 1; i < MEND_ASSAYS_MOST; i++) {
        snprintf(assignment + strlen(assignment), sizeof assignment - strlen(assignment), ",strange_situation");
    }
    sets(assignment);
    ck_assert(!mend_config_consistent(&config, &report));
    ck_assert_int_eq(report.count, MEND_ASSAYS_MOST - 1);
    ck_assert(is_reported("...: error: assays: strange_situation is listed twice"));
}
END_TEST

TCase *config_consistent_cases(void)
{
    TCase *cases = tcase_create("consistent");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, an_assay_after_the_end_of_the_run_is_an_error);
    tcase_add_test(cases, an_assay_is_run_once_a_day);
    tcase_add_test(cases, a_conflict_discussion_needs_a_pair);
    tcase_add_test(cases, a_recording_window_is_inside_the_run_and_not_empty);
    tcase_add_test(cases, the_shares_of_kinds_are_not_all_zero);
    tcase_add_test(cases, the_last_dyad_has_an_id_of_32_bits);
    tcase_add_test(cases, a_contradiction_is_told_where_the_file_gives_the_value);
    tcase_add_test(cases, too_many_dyads_are_told_at_the_first_id_or_else_at_their_number);
    tcase_add_test(cases, a_contradiction_with_a_default_is_told_where_the_other_value_is_given);
    tcase_add_test(cases, a_contradiction_of_the_command_line_is_told_with_the_setting);
    tcase_add_test(cases, a_contradiction_of_values_that_nobody_gave_has_no_place);
    tcase_add_test(cases, a_setting_of_many_assays_is_cut_in_a_message);
    return cases;
}
