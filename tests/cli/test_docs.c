/* What the pages say is what the program does. */
#include "cli/shell.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(the_pages_and_tables_that_the_program_writes_are_up_to_date)
{
    expect_code(0, "mkdir pages && MEND_BUILD=$(dirname \"$MEND\") \"$ROOT\"/scripts/write-docs.sh \"$PWD/pages\"");
    expect_code(0, "for page in pages/*.md; do cmp $page \"$ROOT\"/docs/$(basename $page) || exit 1; done");
}
END_TEST

START_TEST(the_page_of_the_model_lists_every_parameter_and_names_none_that_there_is_not)
{
    expect_code(0,
                "mend params | awk -F '\t' 'NF == 5 { sub(/ +$/, \"\", $1); print $1 }' >keys; [ $(wc -l <keys) -gt 200 ] && while read -r key; do "
                "grep -qF \"| \\`$key\\` |\" \"$ROOT\"/docs/model.md || { echo $key has no row; exit 1; }; done <keys");
    /* In text and equations a key, or the beginning of some. */
    expect_code(
        0, "heads=$(sed 's/\\..*//' keys | sort -u | paste -sd '|'); grep -v '^[|<]' \"$ROOT\"/docs/model.md | grep -oE \"\\b($heads)(\\.[a-z_]+)+\" "
           "| grep -vE '\\.(h|c|csv|def|md)$' | sort -u >named; [ $(wc -l <named) -gt 200 ] && while read -r key; do grep -qE "
           "\"^$key(\\.|$)\" keys || { echo $key is no parameter; exit 1; }; done <named");
}
END_TEST

/* The commands of the README's shell blocks, in order, in one folder. `make` and `make check` are this very run; `make demo` goes to a folder of
 * ours. */
static void run_readme_line(const char *line)
{
    if (strncmp(line, "make demo", 9) == 0) {
        if (shell("command -v gnuplot") == 0) {
            expect_code(0, "here=$PWD; cd \"$ROOT\" && make demo DEMO=\"$here/demo\" && make demo DEMO=\"$here/demo\" && [ $(ls \"$here\"/demo/*.png "
                           "| wc -l) -ge 5 ]");
        }
    } else if (strncmp(line, "build/mend plot", 15) == 0 && shell("command -v gnuplot") != 0) {
        return;
    } else if (strncmp(line, "build/mend ", 11) == 0) {
        expect_code(0, "mend %s", line + 11);
    } else {
        ck_assert_msg(strncmp(line, "make", 4) == 0, "the README has a command that no test runs: %s", line);
    }
}

START_TEST(the_commands_of_the_readme_work)
{
    char line[512];
    bool in_block = false;
    int commands = 0;
    FILE *readme = fopen("README.md", "r");
    ck_assert_ptr_nonnull(readme);
    expect_code(0, "ln -s \"$ROOT\"/configs configs");
    while (fgets(line, sizeof line, readme)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "```", 3) == 0) {
            in_block = !in_block && strcmp(line, "```sh") == 0;
        } else if (in_block && line[0]) {
            run_readme_line(line);
            commands++;
        }
    }
    fclose(readme);
    ck_assert_int_ge(commands, 8);
}
END_TEST

START_TEST(every_scenario_is_good_and_says_what_to_watch_what_is_modelled_and_whence)
{
    expect_code(0,
                "for c in \"$ROOT\"/configs/*.yaml; do mend check $c || exit 1; for w in 'What to watch:' 'Modelled:' 'Not modelled:' 'Source:'; do "
                "grep -q \"^# $w\" $c || { echo $c lacks $w; exit 1; }; done; done");
}
END_TEST

START_TEST(every_design_that_ships_is_good_and_says_what_to_watch)
{
    /* One to calibrate waits for the findings that it names. */
    expect_code(0, "for d in \"$ROOT\"/configs/studies/*.yaml; do grep -q '^# What to watch:' $d || exit 1; f=$(sed -n 's/^findings: //p' $d); if [ "
                   "-z \"$f\" ]; then mend sweep $d --dry-run || mend sensitivity $d --dry-run || exit 1; elif [ -e $(dirname $d)/$f ]; then mend "
                   "calibrate $d --dry-run --set dyads=128 || exit 1; fi; done");
}
END_TEST

START_TEST(every_link_of_the_pages_leads_somewhere)
{
    expect_code(0, "cd \"$ROOT\" && for page in README.md docs/*.md; do for to in $(grep -oE '\\]\\([^)#:]+\\)' $page | sed 's/](//; s/)//'); do "
                   "[ -e $(dirname $page)/$to ] || { echo $page: $to; exit 1; }; done; done");
}
END_TEST

Suite *docs_suite(void)
{
    Suite *suite = suite_create("docs");
    TCase *tests = case_of_commands("docs", 300);
    tcase_add_test(tests, the_pages_and_tables_that_the_program_writes_are_up_to_date);
    tcase_add_test(tests, the_page_of_the_model_lists_every_parameter_and_names_none_that_there_is_not);
    tcase_add_test(tests, the_commands_of_the_readme_work);
    tcase_add_test(tests, every_scenario_is_good_and_says_what_to_watch_what_is_modelled_and_whence);
    tcase_add_test(tests, every_design_that_ships_is_good_and_says_what_to_watch);
    tcase_add_test(tests, every_link_of_the_pages_leads_somewhere);
    suite_add_tcase(suite, tests);
    return suite;
}
