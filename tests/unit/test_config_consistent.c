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
static void contradicts_in(const char *setting, const char *text, const char *words)
{
    char whole[400];
    char start[500];
    snprintf(whole, sizeof whole, "setting: %s\n%s", setting, text);
    snprintf(start, sizeof start, "%s:%s", path, words);
    accepts(whole);
    contradicts_at(start);
}

static void contradicts_in_file(const char *text, const char *words)
{
    contradicts_in("caregiver_infant", text, words);
}

static void agrees_in(const char *setting, const char *text)
{
    char whole[400];
    snprintf(whole, sizeof whole, "setting: %s\n%s", setting, text);
    accepts(whole);
    agrees();
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

/* ---- the schedule ---- */

START_TEST(stretches_of_a_schedule_that_overlap_are_told_with_the_other_line)
{
    const char *const overlapping[] = {"to: 9", "to: 20", "to: 500", ""};
    char text[200];
    for (size_t i = 0; i < sizeof overlapping / sizeof overlapping[0]; i++) {
        snprintf(text, sizeof text, "schedule:\n- {set: {repair.scale: 2}, from: 9, to: 20}\n- {set: {repair: {scale: 1}}, from: 5%s%s}\n",
                 *overlapping[i] ? ", " : "", overlapping[i]);
        contradicts_in_file(text, "4:26: error: schedule: repair.scale is set twice on the same days; the other stretch is on line 3");
    }
    contradicts_in_file("schedule: [{set: {repair.scale: 1, repair.scale: 2}}]\n",
                        "2:50: error: schedule: repair.scale is set twice on the same days");
    agrees_in("caregiver_infant",
              "schedule: [{set: {repair.scale: 2}, from: 9, to: 20}, {set: {repair.scale: 1}, from: 21}, {set: {rupture.scale: 2}}]\n");
}
END_TEST

START_TEST(a_stretch_that_ends_before_it_begins_is_refused_where_its_value_stands)
{
    contradicts_in_file("schedule: [{from: 5, to: 4, set: {repair.scale: 2}}]\n",
                        "2:49: error: schedule: repair.scale ends on day 4, before it begins (day 5)");
    agrees_in("caregiver_infant", "schedule: [{from: 5, to: 5, set: {repair.scale: 2}}]\n");
}
END_TEST

START_TEST(a_stretch_that_begins_after_the_end_of_the_run_is_refused)
{
    contradicts_in_file("days: 90\nschedule: [{from: 91, set: {repair.scale: 2}}]\n",
                        "3:43: error: schedule: repair.scale changes on day 91, after the end of the run (days: 90)");
    agrees_in("caregiver_infant", "days: 90\nschedule: [{from: 90, set: {repair.scale: 2}}]\n");
}
END_TEST

/* ---- what a setting lacks ---- */

/* A value that speaks of nobody, with its place and what is lacking; and the same asked for by a schedule, where days can bring it. */
static const struct {
    const char *setting, *section, *key, *value, *lacks;
    bool can_change;
} nobody[] = {
    {"caregiver_infant", "roles", "power", "0.5", "nobody in the roles of A and B", true},
    {"caregiver_infant", "roles", "initiative_a", "0.5", "nobody in the roles of A and B", false},
    {"siblings", "roles", "label_b", "mother", "nobody in the roles of A and B", true},
    {"sacred", "culture", "directness_a", "0.9", "nobody in the roles of A and B", true},
    {"sacred", "conflict", "topic", "b", "no pair that could discuss a topic", true},
    {"sacred", "ending", "possible", "true", "no pair that could part", true},
    {"siblings", "adult", "hazard", "0.9", "no adults with a bond of their own", true},
    {"two_caregivers", "infancy", "days", "90", "no adults with an infancy behind them", false},
    {"sacred", "mediated", "share", "0.5", "no pair that writes to each other", true},
    {"sacred", "harm", "per_day", "0.5", "no pair in which one could harm the other", true},
    {"romantic", "therapy", "turns", "10", "no therapist", true},
    {"romantic", "sacred", "practice", "0.5", "no bond to God", true},
    {"siblings", "contact", "first", "1", "no two caregivers who share the day", true},
};

START_TEST(what_would_change_nothing_in_a_setting_is_refused_with_its_place)
{
    char text[200], words[300];
    for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
        snprintf(text, sizeof text, "%s: {%s: %s}\n", nobody[i].section, nobody[i].key, nobody[i].value);
        snprintf(words, sizeof words, "2:%zu: error: %s.%s: the setting %s has %s, so this would change nothing",
                 strlen(nobody[i].section) + strlen(nobody[i].key) + 6, nobody[i].section, nobody[i].key, nobody[i].setting, nobody[i].lacks);
        contradicts_in(nobody[i].setting, text, words);
    }
}
END_TEST

START_TEST(so_it_is_in_a_schedule)
{
    char text[200], words[300];
    for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++) {
        if (nobody[i].can_change) {
            snprintf(text, sizeof text, "schedule:\n- set: {%s.%s: %s}\n", nobody[i].section, nobody[i].key, nobody[i].value);
            snprintf(words, sizeof words, "3:%zu: error: %s.%s: the setting %s has %s", strlen(nobody[i].section) + strlen(nobody[i].key) + 12,
                     nobody[i].section, nobody[i].key, nobody[i].setting, nobody[i].lacks);
            contradicts_in(nobody[i].setting, text, words);
        }
    }
}
END_TEST

START_TEST(so_it_is_on_the_command_line_and_what_is_usual_there_is_no_matter)
{
    sets("setting=caregiver_infant");
    sets("roles.power=0");
    agrees();
    sets("roles.power=0.5");
    contradicts_at("--set roles.power=0.5: error: roles.power: the setting caregiver_infant has nobody in the roles of A and B");
}
END_TEST

START_TEST(what_somebody_has_is_accepted)
{
    agrees_in("romantic", "roles: {power: 0.5, label_a: woman}\nmediated: {share: 0.5}\nharm: {per_day: 0.01}\nending: {possible: false}\n");
    agrees_in("therapy", "therapy: {turns: 10}\nroles: {power: 0.5}\n");
    agrees_in("sacred", "sacred: {practice: 0.5}\ninfancy: {days: 90}\nharm: {per_day: 0}\n");
    agrees_in("two_caregivers", "contact: {first: 0.9}\n");
    agrees_in("friendship", "lifespan: {generations: 2}\n");
}
END_TEST

START_TEST(a_bond_that_a_setting_does_not_have_cannot_be_recorded)
{
    contradicts_in("romantic", "record: {bond: 3}\n", "2:16: error: record.bond: there is no bond 3; the setting romantic has 2");
    contradicts_in("caregiver_infant", "record: {bond: 2}\n", "2:16: error: record.bond: there is no bond 2; the setting caregiver_infant has 1");
    agrees_in("romantic", "record: {bond: 2}\n");
    agrees_in("family", "record: {bond: 12}\n");
}
END_TEST

START_TEST(generations_need_a_pair_of_adults_with_an_infancy)
{
    const char *const without[] = {"caregiver_infant", "two_caregivers", "siblings", "therapy", "family", "sacred"};
    char words[200];
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        snprintf(words, sizeof words, "2:25: error: lifespan.generations: the setting %s has no pair of adults who could rear the next generation",
                 without[i]);
        contradicts_in(without[i], "lifespan: {generations: 3}\n", words);
        agrees_in(without[i], "lifespan: {generations: 1}\n");
    }
    contradicts_in("romantic", "lifespan: {generations: 3}\ninfancy: {days: 0}\n", "3:17: error: infancy.days: generations need an infancy");
    agrees_in("romantic", "lifespan: {generations: 3}\n");
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
    tcase_add_test(cases, stretches_of_a_schedule_that_overlap_are_told_with_the_other_line);
    tcase_add_test(cases, a_stretch_that_ends_before_it_begins_is_refused_where_its_value_stands);
    tcase_add_test(cases, a_stretch_that_begins_after_the_end_of_the_run_is_refused);
    tcase_add_test(cases, what_would_change_nothing_in_a_setting_is_refused_with_its_place);
    tcase_add_test(cases, so_it_is_in_a_schedule);
    tcase_add_test(cases, so_it_is_on_the_command_line_and_what_is_usual_there_is_no_matter);
    tcase_add_test(cases, what_somebody_has_is_accepted);
    tcase_add_test(cases, a_bond_that_a_setting_does_not_have_cannot_be_recorded);
    tcase_add_test(cases, generations_need_a_pair_of_adults_with_an_infancy);
    return cases;
}
