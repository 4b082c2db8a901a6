/* Claims about the pictures of a result. The result is a small one, made by the real program; where a claim is about what gnuplot is told or about
 * how it fails, a script that bears its name stands in for it. */
#include "picture_bench.h"

#include "picture/sheet.h"

Suite *picture_suite(void);

static void make_bench(void)
{
    make_bench_of("setting: caregiver_infant\ndyads: 60\ndays: 20\nrecord: {dyads: 20, events: true}\n");
}

/* ---- what is no result ---- */

START_TEST(a_folder_that_is_not_there_is_refused)
{
    snprintf(folder, sizeof folder, "%s/nowhere", bench);
    refuses("nowhere: error: there is no such folder");
}
END_TEST

START_TEST(a_file_is_no_folder)
{
    snprintf(folder, sizeof folder, "%s/small.yaml", bench);
    refuses("this is a file");
}
END_TEST

START_TEST(a_folder_without_a_manifest_is_no_result)
{
    snprintf(folder, sizeof folder, "%s", bench);
    refuses("no result of mend: it has no manifest.json");
}
END_TEST

START_TEST(a_folder_without_outcomes_is_no_result)
{
    fresh_copy();
    shell("rm $B/copy/outcomes.csv");
    refuses("no result of mend: it has no outcomes.csv");
}
END_TEST

START_TEST(a_damaged_table_is_named_with_its_line)
{
    fresh_copy();
    write_in("population.csv", "day,n\n1\n");
    refuses("population.csv:2: error: the row has 1 cell");
}
END_TEST

START_TEST(a_result_that_holds_nothing_to_draw_is_refused)
{
    fresh_copy();
    shell("cd $B/copy && rm [aept]*.csv summary.csv");
    write_in("outcomes.csv", "dyad,bond,class\n1,1,\n");
    refuses("nothing to draw");
    has_no_picture();
}
END_TEST

/* ---- what is drawn ---- */

START_TEST(every_picture_is_drawn_whole_as_png_and_as_svg)
{
    static const char *const names[] = {"trajectories",   "class_shares",      "scores",    "phase_portrait",
                                        "time_to_repair", "strange_situation", "still_face"};
    static char bytes[FILE_ROOM];
    fresh_copy();
    draws();
    ck_assert_int_eq(drawn.count, 14);
    for (int i = 0; i < 7; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s.png", names[i]);
        const size_t size = read_in(name, bytes);
        ck_assert_msg(is_drawn(name) && size > 5000 && !memcmp(bytes, "\x89PNG", 4) && !memcmp(bytes + size - 8, "IEND", 4), "%s", name);
        snprintf(name, sizeof name, "%s.svg", names[i]);
        ck_assert_msg(is_drawn(name) && read_in(name, bytes) > 5000 && strstr(bytes, "</svg>"), "%s", name);
    }
}
END_TEST

START_TEST(nothing_but_the_pictures_is_left_in_the_folder)
{
    fresh_copy();
    draws();
    shell("test $(ls -A $B/copy | wc -l) = $(($(ls -A $B/result | wc -l) + 14))");
}
END_TEST

START_TEST(a_picture_says_what_it_is_not_for)
{
    static char bytes[FILE_ROOM];
    fresh_copy();
    draws();
    for (int i = 0; i < drawn.count; i++) {
        if (strstr(drawn.name[i], ".svg")) {
            ck_assert(read_in(drawn.name[i], bytes) > 0);
            ck_assert_ptr_nonnull(strstr(bytes, "not for assessing a person or a family"));
        }
    }
}
END_TEST

START_TEST(compressed_tables_are_drawn_too)
{
    fresh_copy();
    shell("gzip $B/copy/*.csv");
    draws();
    ck_assert_int_eq(drawn.count, 14);
}
END_TEST

START_TEST(a_path_may_hold_any_character)
{
    static const char *const odd = "/it's \"odd\" `y` $(x) %s {a} \\ \xc3\xb6\nend";
    char command[PATH_ROOM];
    fresh_copy();
    snprintf(command, sizeof command, "%s", folder);
    snprintf(folder, sizeof folder, "%s%s", bench, odd);
    ck_assert_int_eq(rename(command, folder), 0);
    draws();
    ck_assert_int_eq(drawn.count, 14);
}
END_TEST

START_TEST(a_picture_whose_table_is_missing_is_left_out_quietly)
{
    fresh_copy();
    shell("cd $B/copy && rm events.csv assay_still_face.csv");
    draws();
    ck_assert_int_eq(drawn.count, 10);
    ck_assert(!is_drawn("time_to_repair.png") && !is_drawn("still_face.svg") && is_drawn("scores.png"));
}
END_TEST

START_TEST(a_population_of_one_is_drawn)
{
    fresh_copy();
    shell("rm -r $B/copy; $MEND run $B/small.yaml -o $B/copy --quiet --set dyads=1 >/dev/null");
    draws();
    ck_assert_int_eq(drawn.count, 14);
}
END_TEST

START_TEST(lives_recorded_by_turns_have_a_picture_of_their_own)
{
    fresh_copy();
    shell("rm -r $B/copy; $MEND run $B/small.yaml -o $B/copy --quiet --set record.every_turns=1 >/dev/null");
    draws();
    ck_assert(is_drawn("lives.png") && is_drawn("lives.svg"));
}
END_TEST

START_TEST(lives_whose_class_was_not_read_are_drawn)
{
    fresh_copy();
    shell("printf 'assays: []\\n' | cat $B/small.yaml - >$B/none.yaml");
    shell("rm -r $B/copy; $MEND run $B/none.yaml -o $B/copy --quiet >/dev/null");
    draws();
    ck_assert(is_drawn("trajectories.png") && is_drawn("phase_portrait.png") && !is_drawn("scores.png"));
}
END_TEST

/* ---- gnuplot ---- */

START_TEST(without_gnuplot_the_message_says_how_to_get_it)
{
    fresh_copy();
    char *before = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    refuses("scripts/setup.sh installs it");
    setenv("PATH", "", 1);
    report.count = 0;
    refuses("scripts/setup.sh installs it");
    setenv("PATH", before, 1);
    free(before);
    has_no_picture();
}
END_TEST

START_TEST(what_gnuplot_says_first_is_passed_on)
{
    fresh_copy();
    stand_in("#!/bin/sh\ncat >/dev/null\necho 'plot wrong' >&2\necho '  line 7: the first mistake' >&2\necho 'line 9: the next' >&2\nexit 1\n");
    refuses("trajectories: gnuplot says: line 7: the first mistake");
    has_no_picture();
}
END_TEST

START_TEST(a_picture_that_is_cut_off_never_takes_the_place_of_an_old_one)
{
    static char bytes[FILE_ROOM];
    fresh_copy();
    write_in("trajectories.png", "old");
    stand_in("#!/bin/sh\ncat >/dev/null\necho half\n");
    refuses("could not be written whole");
    ck_assert_uint_eq(read_in("trajectories.png", bytes), 3);
    shell("test -z \"$(find $B/copy -name '.*png' -o -name '*.svg')\"");
}
END_TEST

/* Of four ruptures one is repaired in turn 1, one lapses in turn 2, one is cut off there, one is repaired in turn 3. By hand (Aalen & Johansen):
 * after turn 1 3/4 are unrepaired; turn 2 repairs none, and leaves open 3/4 x 2/3 = 1/2; the one still seen stands for it: 3/4 - 1/2 = 1/4. */
START_TEST(a_lapsed_rupture_stays_unrepaired_and_one_cut_off_counts_while_it_is_seen)
{
    static char bytes[FILE_ROOM];
    fresh_copy();
    write_in("outcomes.csv", "dyad,bond,class\n1,1,avoidant\n");
    write_in("events.csv", "dyad,bond,repaired,latency,censored\n1,1,1,1,0\n1,1,0,2,0\n1,1,0,2,1\n1,1,1,3,0\n");
    listen("not repaired yet");
    draws();
    ck_assert(read_in("said", bytes) > 0);
    ck_assert_msg(strstr(bytes, "$open1 << END\n0 100\n1 75\n2 75\n3 25\n4 25\nEND\n") != NULL, "%.4000s", bytes);
}
END_TEST

/* Three known values, t(2) = 4.302653. In play .5, .6, .7: mean .6, standard error .1/sqrt(3), half .248414. While still .2, .4, .6: mean .4, half
 * .496828, and the interval stops at 0, where the measure does. The repetition on an earlier day does not count. */
START_TEST(means_have_the_interval_of_student_and_missing_values_do_not_count)
{
    static char bytes[FILE_ROOM];
    fresh_copy();
    write_in("outcomes.csv", "dyad,bond,class\n1,1,avoidant\n2,1,avoidant\n3,1,avoidant\n4,1,avoidant\n");
    write_in("assay_still_face.csv", "dyad,bond,day,phase,matched,arousal\n1,1,9,play,.5,.1\n2,1,9,play,.6,.1\n3,1,9,play,.7,.1\n4,1,9,play,,.1\n"
                                     "1,1,9,still,.2,.1\n2,1,9,still,.4,.1\n3,1,9,still,.6,.1\n4,1,9,still,,.1\n4,1,5,play,.9,.9\n");
    listen("Time in tune");
    draws();
    ck_assert(read_in("said", bytes) > 0);
    ck_assert_msg(strstr(bytes, "$m01 << END\n 0.965 0.6 0.351586 0.848414\n 1.965 0.4 0 0.896828\n") != NULL, "%.4000s", bytes);
    ck_assert_ptr_nonnull(strstr(bytes, "avoidant (4)"));
}
END_TEST

/* ---- small things ---- */

START_TEST(labels_that_are_too_near_are_moved_apart_in_their_order)
{
    double value[] = {50, 10, 11, 10};
    spread(value, 4, 5);
    ck_assert_double_eq_tol(value[0], 50, 1e-9);
    ck_assert(value[1] <= value[3] - 4.99 && value[3] <= value[2] - 4.99);
    ck_assert_double_eq_tol((value[1] + value[2] + value[3]) / 3, 31.0 / 3, 1e-9);
}
END_TEST

/* Of three, the lowest pushes the middle one up as the highest pushes it down. */
START_TEST(no_label_is_pushed_past_another)
{
    double value[] = {18, 20.4, 20.6};
    spread(value, 3, 4.5);
    ck_assert(value[0] <= value[1] - 4.49 && value[1] <= value[2] - 4.49);
    ck_assert_double_eq_tol(value[0] + value[1] + value[2], 59, 1e-9);
}
END_TEST

START_TEST(thousands_are_parted_by_commas)
{
    char text[32];
    ck_assert_str_eq(thousands(text, 0), "0");
    ck_assert_str_eq(thousands(text, 999), "999");
    ck_assert_str_eq(thousands(text, 1000), "1,000");
    ck_assert_str_eq(thousands(text, 12345678), "12,345,678");
}
END_TEST

START_TEST(a_quoted_text_cannot_end_its_quotes)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    put_quoted(to, "it's\n\"\xff\"");
    fclose(to);
    ck_assert_str_eq(text, "'it''s?\"?\"'");
    free(text);
}
END_TEST

START_TEST(in_a_bold_text_every_mark_of_gnuplot_is_a_letter)
{
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    put_bold(to, "a_b^{c}@&~\\", "at 0,0");
    fclose(to);
    ck_assert_ptr_nonnull(strstr(text, "'{/:Bold a\\_b\\^\\{c\\}\\@\\&\\~\\\\}' at 0,0"));
    free(text);
}
END_TEST

START_TEST(a_text_is_cut_only_where_it_is_too_wide)
{
    char text[64];
    const double width = text_width("moderately long", 12);
    ck_assert_str_eq(text_within(text, sizeof text, "moderately long", 12, width), "moderately long");
    ck_assert_str_eq(text_within(text, sizeof text, "moderately long", 12, width - 1), "moderately ...");
    ck_assert_str_eq(text_within(text, 8, "moderately long", 12, width), "mode...");
    ck_assert(text_width("mmm", 12) > 2 * text_width("iii", 12) && text_width("m", 24) > 1.9 * text_width("m", 12));
}
END_TEST

Suite *picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *c = tcase_create("picture");
    tcase_add_unchecked_fixture(c, make_bench, remove_bench);
    tcase_set_timeout(c, 60);
    tcase_add_test(c, a_folder_that_is_not_there_is_refused);
    tcase_add_test(c, a_file_is_no_folder);
    tcase_add_test(c, a_folder_without_a_manifest_is_no_result);
    tcase_add_test(c, a_folder_without_outcomes_is_no_result);
    tcase_add_test(c, a_damaged_table_is_named_with_its_line);
    tcase_add_test(c, a_result_that_holds_nothing_to_draw_is_refused);
    tcase_add_test(c, every_picture_is_drawn_whole_as_png_and_as_svg);
    tcase_add_test(c, nothing_but_the_pictures_is_left_in_the_folder);
    tcase_add_test(c, a_picture_says_what_it_is_not_for);
    tcase_add_test(c, compressed_tables_are_drawn_too);
    tcase_add_test(c, a_path_may_hold_any_character);
    tcase_add_test(c, a_picture_whose_table_is_missing_is_left_out_quietly);
    tcase_add_test(c, a_population_of_one_is_drawn);
    tcase_add_test(c, lives_recorded_by_turns_have_a_picture_of_their_own);
    tcase_add_test(c, lives_whose_class_was_not_read_are_drawn);
    tcase_add_test(c, without_gnuplot_the_message_says_how_to_get_it);
    tcase_add_test(c, what_gnuplot_says_first_is_passed_on);
    tcase_add_test(c, a_picture_that_is_cut_off_never_takes_the_place_of_an_old_one);
    tcase_add_test(c, a_lapsed_rupture_stays_unrepaired_and_one_cut_off_counts_while_it_is_seen);
    tcase_add_test(c, means_have_the_interval_of_student_and_missing_values_do_not_count);
    tcase_add_test(c, labels_that_are_too_near_are_moved_apart_in_their_order);
    tcase_add_test(c, no_label_is_pushed_past_another);
    tcase_add_test(c, thousands_are_parted_by_commas);
    tcase_add_test(c, a_quoted_text_cannot_end_its_quotes);
    tcase_add_test(c, in_a_bold_text_every_mark_of_gnuplot_is_a_letter);
    tcase_add_test(c, a_text_is_cut_only_where_it_is_too_wide);
    suite_add_tcase(suite, c);
    suite_add_tcase(suite, picture_adults_cases());
    suite_add_tcase(suite, picture_validation_cases());
    return suite;
}
