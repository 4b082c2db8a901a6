/* Claims about the pictures of bonds between people who have grown up. The bench holds a small result of partners. */
#include "picture_bench.h"

#include "io/columns.h"
#include "picture/pictures.h"

static void make_bench(void)
{
    make_bench_of(
        "setting: romantic\ndyads: 30\ndays: 400\nassays: [{name: conflict, day: 20}]\nrecord: {dyads: 10, every_days: 10, events: true}\n");
}

/* Another setting in the place of the partners. */
static void live(const char *setting)
{
    char command[PATH_ROOM];
    fresh_copy();
    snprintf(command, sizeof command,
             "rm -r $B/copy; printf 'setting: %s\\ndyads: 20\\ndays: 40\\nrecord: {dyads: 5, every_days: 10, events: true}\\n' >$B/other.yaml; "
             "$MEND run $B/other.yaml -o $B/copy --quiet >/dev/null",
             setting);
    shell(command);
}

/* ---- which pictures a setting gets ---- */

static void gets(const char *setting, const char *const *names, int count)
{
    char name[64];
    live(setting);
    listen("nothing");
    draws();
    ck_assert_msg(drawn.count == 2 * count, "%s: %d files", setting, drawn.count);
    for (int i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%s.png", names[i]);
        ck_assert_msg(is_drawn(name), "%s: %s", setting, name);
    }
}

START_TEST(a_pair_gets_a_picture_of_both_sides_and_of_the_labour)
{
    static const char *const names[] = {"trajectories", "class_shares",     "phase_portrait", "time_to_repair",
                                        "both_sides",   "adult_dimensions", "discussion",     "labour"};
    gets("workplace", names, 8);
}
END_TEST

START_TEST(a_family_gets_a_round_robin_too)
{
    static const char *const names[] = {"trajectories",     "class_shares", "phase_portrait", "time_to_repair", "both_sides",
                                        "adult_dimensions", "discussion",   "labour",         "round_robin"};
    gets("family", names, 9);
}
END_TEST

START_TEST(a_folder_without_pairs_gets_no_picture_of_both_sides)
{
    static const char *const names[] = {"trajectories", "class_shares", "phase_portrait", "time_to_repair", "adult_dimensions", "perceived"};
    gets("sacred", names, 6);
}
END_TEST

START_TEST(infants_get_no_picture_of_adults)
{
    static const char *const names[] = {"trajectories",   "class_shares",      "scores",    "phase_portrait",
                                        "time_to_repair", "strange_situation", "still_face"};
    gets("siblings", names, 7);
}
END_TEST

START_TEST(a_discussion_that_was_held_is_drawn)
{
    fresh_copy();
    draws();
    ck_assert(is_drawn("discussion.png") && is_drawn("discussion.svg"));
}
END_TEST

START_TEST(a_run_may_remove_every_picture_that_is_drawn)
{
#define PICTURE(name) ck_assert(is_result_file(#name ".png") && is_result_file(#name ".svg"));
    PICTURES(PICTURE)
    STUDY_PICTURES(PICTURE)
#undef PICTURE
}
END_TEST

/* ---- words ---- */

START_TEST(no_picture_of_partners_speaks_of_infants)
{
    fresh_copy();
    draws();
    for (int i = 0; i < drawn.count; i++) {
        if (strstr(drawn.name[i], ".svg")) {
            ck_assert(read_in(drawn.name[i], said) > 0);
            not_told("infant");
            not_told("birth");
            not_told("day of life");
            not_told("class not read");
            not_told("disorganized");
        }
    }
}
END_TEST

START_TEST(a_survey_of_partners_stands_beside_partners_alone)
{
    fresh_copy();
    draws_saying("By the rule in use");
    told("Mickelson");
    told("dismissing");
    live("friendship");
    draws_saying("By the rule in use");
    not_told("Mickelson");
}
END_TEST

/* ---- what is drawn ---- */

/* The second pair has ended by day 20. Of .4 and .8 the 10 % point is .44 and the 90 % point .76. */
START_TEST(a_pair_leaves_the_picture_of_both_sides_when_it_ends)
{
    fresh_copy();
    write_in("timeseries.csv",
             "dyad,bond,day,turn,trust,arousal,arousal_mean,open,ended,resentment,depletion\n"
             "1,1,10,1,.8,.1,.1,0,0,.1,.2\n1,1,20,2,.6,.1,.1,0,0,.1,.2\n1,2,10,1,.6,.1,.1,0,0,.1,.2\n1,2,20,2,.8,.1,.1,0,0,.1,.2\n"
             "2,1,10,1,.4,.1,.1,0,0,.1,.2\n2,1,20,2,.4,.1,.1,0,1,.1,.2\n2,2,10,1,.2,.1,.1,0,0,.1,.2\n2,2,20,2,.2,.1,.1,0,1,.1,.2\n");
    draws_saying("Trust of B in A");
    told("$both << END\n 10 100 0.6 0.44 0.76 0.4 0.24 0.56 0.1 0.1 0.1 0.1 0.1 0.1 0.2");
    told("\n 20 50 0.6 0.6 0.6 0.8 0.8 0.8 0.1");
    told("A in B 0.60, B in A 0.80");
    told("Still together");
}
END_TEST

START_TEST(endings_are_drawn_only_if_there_were_any)
{
    fresh_copy();
    write_in("population.csv", "day,n,together,ended_hot,ended_cold\n100,20,1,0,0\n200,20,1,0,0\n");
    listen("nothing");
    draws();
    ck_assert(!is_drawn("endings.png"));
    write_in("population.csv", "day,n,together,ended_hot,ended_cold\n100,20,1,0,0\n200,20,.8,.15,.05\n");
    draws_saying("ended by drifting apart");
    told("$areas << END\n 0 100 100 100\n 0.273973 100 100 100\n 0.547945 80 85 100\n");
    told("After 200 days 80.0 % are together, 15.0 % ended in anger, 5.0 % by drifting apart");
}
END_TEST

/* Ratios of the pairs: (19 + 1) / (4 + 1) = 4 and (5 + 1) / (2 + 1) = 2, and (1 + 1) / (3 + 1) = .5 of the one that ended later. The fourth had ended
 * before; the second discussion does not count. */
START_TEST(a_discussion_tells_pairs_that_ended_later_from_those_that_had_ended)
{
    fresh_copy();
    write_in("outcomes.csv", "dyad,bond,class,ended,days_together\n1,1,secure,0,400\n1,2,secure,0,400\n2,1,secure,0,400\n2,2,secure,0,400\n"
                             "3,1,fearful,1,300\n3,2,fearful,1,300\n4,1,fearful,1,180\n4,2,fearful,1,180\n");
    write_in("assay_conflict.csv", "dyad,person,day,positive,negative,pursued,withdrawn\n1,1,180,10,1,1,0\n1,1,390,0,90,9,9\n1,2,180,9,3,3,2\n"
                                   "1,2,390,0,90,9,9\n2,1,180,3,2,1,0\n2,2,180,2,0,3,2\n3,1,180,1,2,1,0\n3,2,180,0,1,3,2\n4,1,180,0,50,50,0\n"
                                   "4,2,180,0,50,50,0\n");
    draws_saying("A mark is a pair");
    told("3.0 where they stay together, 0.5 where they end later");
    told("Left out: 1 that had ended before");
    told("ended later (1)");
    told("$demand << END\n 0.8 1 1 1\n 1.2 3 3 3\n 1.8 0 0 0\n 2.2 2 2 2\nEND\n");
}
END_TEST

START_TEST(partners_are_called_as_the_config_calls_them)
{
    fresh_copy();
    shell("sed -i 's/\"roles.label_a\": \"A\"/\"roles.label_a\": \"elder\"/; s/\"roles.label_b\": \"B\"/\"roles.label_b\": \"younger\"/' "
          "$B/copy/manifest.json");
    draws_saying("Trust of elder in younger");
}
END_TEST

/* A's answers stand on B's bond to A: 30 and 50 in ten days. Their mean is 4 a day, its standard error 1, and t(1) = 12.7062. The larger shares of a
 * pair are 30/40 and 50/60, and their median is 79 %. */
START_TEST(who_soothes_is_read_from_the_bond_of_the_other)
{
    fresh_copy();
    write_in("outcomes.csv", "dyad,bond,class,answered,ruptures,repairs,depletion,ended,days_together\n1,1,secure,10,4,3,.1,0,10\n"
                             "1,2,secure,30,8,4,.2,0,10\n2,1,secure,10,4,3,.1,1,10\n2,2,secure,50,8,4,.9,1,10\n");
    draws_saying("Soothing answers given");
    told("$labour0 << END\n 1 4 0 16.7062\n 2 1 1 1\nEND\n");
    told("$labour1 << END\n 1 75 75 75\n 2 50 50 50\nEND\n");
    told("$labour2 << END\n 1 0.1 ? ?\n 2 0.2 ? ?\nEND\n");
    told("whoever gives more gives 79 % (median)");
}
END_TEST

/* The seventh bond of a family is the first child's to its mother: the first place from the left, the third from above. */
START_TEST(a_cell_of_the_round_robin_stands_under_who_gives_and_beside_who_seeks)
{
    char rows[1024] = "dyad,bond,class,trust,attachment_anxiety\n";
    for (int bond = 1; bond <= 12; bond++) {
        const size_t length = strlen(rows);
        snprintf(rows + length, sizeof rows - length, "1,%d,secure,%g,%g\n", bond, 0.05 * bond, 1 + 0.1 * bond);
    }
    live("family");
    write_in("outcomes.csv", rows);
    draws_saying("who seeks");
    told("\n1 2 0.35 ?\n");
    told("mean trust is from 0.05 to 0.60, mean attachment anxiety from 1.10 to 2.20");
    told("'first child' 2");
}
END_TEST

START_TEST(what_believers_notice_is_told_by_how_they_were_read_as_infants)
{
    live("sacred");
    write_in("outcomes.csv", "dyad,bond,class,answered,perceived,bids,minimised,escalated,infant_class\n1,1,fearful,10,8,20,5,4,secure\n"
                             "2,1,secure,10,6,20,5,4,secure\n3,1,secure,10,2,20,10,0,avoidant\n");
    draws_saying("Answers noticed");
    told("70 % where the infant was secure, 20 % where avoidant");
    told("$share1 << END\n 1 25 25 25\n 2 50 ? ?\n 3 ? ? ?\n 4 ? ? ?\nEND\n");
}
END_TEST

START_TEST(generations_are_drawn_from_the_first_to_the_last)
{
    live("romantic");
    write_in("generations.csv", "dyad,generation,caregiver_pattern,caregiver_is_unresolved,infant_class\n1,1,autonomous,0,secure\n"
                                "1,1,autonomous,1,disorganized\n2,2,dismissing,0,avoidant\n2,2,preoccupied,0,secure\n3,2,autonomous,0,avoidant\n"
                                "3,2,autonomous,0,\n");
    draws_saying("Infants of each generation");
    told("50 % of autonomous caregivers, 0 % of dismissing, 100 % of preoccupied ones");
    told("5 simulated infants of 2 generations");
    told("$handed << END\n1 4 50\n2 4 50\n3 4 0\n4 4 0\n1 3 0\n2 3 100");
    told("4 1 100\nEND");
    told("$class0 << END\n 0.955 50 ");
}
END_TEST

/* ---- what changes in a run ---- */

START_TEST(days_on_which_the_schedule_changes_something_are_shaded_and_named)
{
    live("romantic\\nschedule: [{from: 11, to: 20, set: {skill.guidance: 0.5, mediated.share: 0.25}}, {from: 21, set: {life.away: true}}]");
    draws_saying("Resentment of the other");
    told("from 10,graph 0 to 20,graph 1 behind");
    told("from 20,graph 0 to 40,graph 1 behind");
    told("'skill.guidance 0.5, mediated.share 0.25' at 10,");
    told("'life.away' at 20,");
    draws_saying("How trust and threat-arousal develop");
    told("'life.away' at 20,");
    live("romantic");
    draws_saying("Resentment of the other");
    not_told("behind");
}
END_TEST

TCase *picture_adults_cases(void)
{
    TCase *c = tcase_create("adults");
    tcase_add_unchecked_fixture(c, make_bench, remove_bench);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, a_pair_gets_a_picture_of_both_sides_and_of_the_labour);
    tcase_add_test(c, a_family_gets_a_round_robin_too);
    tcase_add_test(c, a_folder_without_pairs_gets_no_picture_of_both_sides);
    tcase_add_test(c, infants_get_no_picture_of_adults);
    tcase_add_test(c, a_discussion_that_was_held_is_drawn);
    tcase_add_test(c, a_run_may_remove_every_picture_that_is_drawn);
    tcase_add_test(c, no_picture_of_partners_speaks_of_infants);
    tcase_add_test(c, a_survey_of_partners_stands_beside_partners_alone);
    tcase_add_test(c, a_pair_leaves_the_picture_of_both_sides_when_it_ends);
    tcase_add_test(c, endings_are_drawn_only_if_there_were_any);
    tcase_add_test(c, a_discussion_tells_pairs_that_ended_later_from_those_that_had_ended);
    tcase_add_test(c, partners_are_called_as_the_config_calls_them);
    tcase_add_test(c, who_soothes_is_read_from_the_bond_of_the_other);
    tcase_add_test(c, a_cell_of_the_round_robin_stands_under_who_gives_and_beside_who_seeks);
    tcase_add_test(c, what_believers_notice_is_told_by_how_they_were_read_as_infants);
    tcase_add_test(c, generations_are_drawn_from_the_first_to_the_last);
    tcase_add_test(c, days_on_which_the_schedule_changes_something_are_shaded_and_named);
    return c;
}
