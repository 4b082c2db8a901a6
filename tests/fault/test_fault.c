/* What goes wrong outside the program: bad files, full disks, closed pipes, signals, too little memory. */
#include "cli/shell.h"
#include "suites.h"

#include <stdio.h>
#include <string.h>

/* Nothing new lies in the folder: no result, no unfinished one. */
static void nothing_is_left(void)
{
    expect_code(0, "! ls -Ad r* results *.unfinished-* *.replaced-* *.replayed-* 2>../said");
}

/* ---- configs ---- */

#define HEAD "setting: caregiver_infant\n"

/* A config, and what is said of it; the position starts the message. */
static const struct {
    const char *text, *position, *words;
} configs[] = {
    {HEAD "repair: {scael: 1}\n", "b.yaml:2:10: error: ", "did you mean 'repair.scale'"},
    {HEAD "dyadz: 10\n", "b.yaml:2:1: error: ", "did you mean 'dyads'"},
    {HEAD "repair:\n  scale: high\n", "b.yaml:3:10: error: ", "repair.scale: 'high' is not a number from 0 to 10"},
    {HEAD "repair: {scale: 10.5}\n", "b.yaml:2:17: error: ", "'10.5' is not a number from 0 to 10"},
    {HEAD "days: 0\n", "b.yaml:2:7: error: ", "days: '0' is not a whole number from 1 to 36500"},
    {HEAD "days: 1.5\n", "b.yaml:2:7: error: ", "'1.5' is not a whole number"},
    {HEAD "days: [1]\n", "b.yaml:2:7: error: ", "days"},
    {HEAD "record: 5\n", "b.yaml:2:9: error: ", "record"},
    {HEAD "record: {events: maybe}\n", "b.yaml:2:18: error: ", "'maybe'"},
    {HEAD "days: 3\ndays: 4\n", "b.yaml:3:1: error: ", "days"},
    {HEAD "repair: {scale: 1}\nrepair.scale: 2\n", "b.yaml:3:1: error: ", "repair.scale"},
    {HEAD "assays: [still_fase]\n", "b.yaml:2:10: error: ", "did you mean 'still_face'"},
    {HEAD "assays: [{name: still_face, day: 400}]\n", "b.yaml:2:", "day 400"},
    {HEAD "record: {every_turns: 1, from_day: 5, to_day: 5}\n", "b.yaml:2:", "record.to_day"},
    {"dyads: 10\n", "b.yaml:1:1: error: ", "setting"},
    {"setting: romantik\n", "b.yaml:1:10: error: ", "'romantik'"},
    {"", "b.yaml:1:1: error: ", "the file is empty"},
    {"# nothing\n\n", "b.yaml:", "setting"},
    {HEAD "repair: {scale: 1\n", "b.yaml:", "this is not YAML"},
    {HEAD "\tdays: 1\n", "b.yaml:2:", "error: "},
    {HEAD "days: \"\xff\xfe\"\n", "b.yaml:2:", "error: "},
    {HEAD "days: &a 3\n", "b.yaml:2:7: error: ", "anchor"},
    {HEAD "---\n" HEAD, "b.yaml:2:", "error: "},
};

START_TEST(a_mistake_in_a_config_is_told_with_line_and_column_and_exit_2)
{
    put_text("b.yaml", configs[_i].text);
    expect_code(2, "mend run b.yaml -o r");
    ck_assert_str_eq(said.out, "");
    ck_assert_msg(strncmp(said.err, configs[_i].position, strlen(configs[_i].position)) == 0, "not at %s but %.300s", configs[_i].position, said.err);
    expect_err(configs[_i].words);
    ck_assert_msg(strchr(said.err, '\n') == strrchr(said.err, '\n'), "more than one line: %.500s", said.err);
    expect_code(2, "mend check b.yaml");
    nothing_is_left();
}
END_TEST

START_TEST(all_mistakes_of_a_config_are_told_in_one_pass)
{
    put_text("b.yaml", HEAD "dyadz: 1\ndays: no\nrepair: {scale: 99}\nassays: [x]\n");
    expect_code(2, "mend check b.yaml");
    expect_err("b.yaml:2:1: ");
    expect_err("b.yaml:3:7: ");
    expect_err("b.yaml:4:17: ");
    expect_err("b.yaml:5:10: ");
}
END_TEST

START_TEST(a_config_with_thousands_of_mistakes_is_refused_in_a_short_list)
{
    expect_code(0, "cp a.yaml b.yaml; awk 'BEGIN { for (i = 0; i < 5000; i++) print \"key\" i \": 1\" }' >>b.yaml");
    expect_code(2, "mend check b.yaml");
    ck_assert_uint_lt(strlen(said.err), 20000);
    expect_err("more");
}
END_TEST

/* What makes the file b.yaml, and what is said of it. */
static const struct {
    const char *make, *words;
} odd_files[] = {
    {":", "b.yaml: error: cannot open the file: No such file"},
    {"mkdir b.yaml", "b.yaml: error: this is a folder"},
    {"head -c 1000000 \"$MEND\" >b.yaml", "b.yaml:1:1: error: "},
    {"head -c 100000 /dev/zero >b.yaml", "b.yaml:1:1: error: "},
    {"head -c 1000000 /dev/zero | tr '\\0' x >b.yaml", "b.yaml:1:1: error: "},
    {"cp a.yaml b.yaml; printf 'risk: ' >>b.yaml; head -c 1000000 /dev/zero | tr '\\0' 9 >>b.yaml", "b.yaml:6:7: error: "},
    {"cp a.yaml b.yaml; head -c 1000000 /dev/zero | tr '\\0' '[' >>b.yaml", "b.yaml:6:"},
    {"gzip -c a.yaml >b.yaml", "b.yaml:1:1: error: "},
    {"ln -s b.yaml b.yaml", "b.yaml: error: "},
    {"ln -s /dev/zero b.yaml", "b.yaml"},
};

START_TEST(a_file_that_is_no_config_is_refused_in_one_short_line_with_exit_2)
{
    expect_code(0, "%s", odd_files[_i].make);
    expect_code(2, "mend run b.yaml -o r");
    expect_err(odd_files[_i].words);
    ck_assert_str_eq(said.out, "");
    ck_assert_uint_lt(strlen(said.err), 1000);
    for (const char *c = said.err; *c; c++) {
        ck_assert_msg((unsigned char)*c >= ' ' || *c == '\n', "byte %d in the message", *c);
    }
    nothing_is_left();
}
END_TEST

START_TEST(a_file_without_leave_to_read_is_refused_with_exit_2)
{
    expect_code(0, "cp \"$MEND\" program && cp a.yaml b.yaml && printf 'sensitivity\\n1\\n' >s.csv && chmod 0 b.yaml s.csv");
    ck_assert_int_eq(shell_as_nobody("./program run b.yaml -o r"), 2);
    expect_err("b.yaml: error: cannot open the file: Permission denied");
    ck_assert_int_eq(shell_as_nobody("./program run a.yaml -o r --set population=s.csv"), 2);
    expect_err("s.csv: error: cannot read the file: Permission denied");
    nothing_is_left();
}
END_TEST

/* ---- samples ---- */

static const struct {
    const char *text, *words;
} samples[] = {
    {NULL, "s.csv: error: cannot read the file: No such file"},
    {"", "s.csv:1: error: the file is empty"},
    {"sensitivity\n", "s.csv:1: error: there is no row"},
    {"dyad,sensitivity\n1,0.5\n2\n", "s.csv:3: error: the row has 1 cell, the header has 2"},
    {"dyad,sensitivity\n1,0.5,3\n", "s.csv:2: error: the row has 3 cells, the header has 2"},
    {"sensitivity\n1\nhigh\n", "s.csv:3: error: sensitivity: 'high' is not a number from -20 to 20"},
    {"sensitivity\n21\n", "s.csv:2: error: sensitivity: '21' is not a number from -20 to 20"},
    {"rejection\n-0.01\n", "s.csv:2: error: rejection: '-0.01' is not a number from 0 to 1"},
    {"sensitivity\nnan\n", "s.csv:2: error: sensitivity: 'nan'"},
    {"sensitivity\n1e999\n", "s.csv:2: error: sensitivity: '1e999'"},
    {"sensitivity\n0,5\n", "s.csv:2: error: the row has 2 cells"},
    {"sensitivty\n1\n", "s.csv:1: error: unknown column 'sensitivty'; did you mean 'sensitivity'?"},
    {"sensitivity,sensitivity\n1,1\n", "s.csv:1: error: duplicate column 'sensitivity'"},
    {"dyad,x_age\n1,2\n", "s.csv:1: error: no column is a trait"},
    {"sensitivity\n\"1\n", "s.csv:2: error: "},
    {"PK\3\4\377\377\n", "s.csv:1: error: "},
};

START_TEST(a_mistake_in_a_sample_is_told_with_its_line_and_exit_2)
{
    if (samples[_i].text) {
        put_text("s.csv", samples[_i].text);
    }
    put_text("b.yaml", HEAD "dyads: 10\npopulation: s.csv\n");
    expect_code(2, "mend run b.yaml -o r");
    ck_assert_str_eq(said.out, "");
    expect_err(samples[_i].words);
    expect_code(2, "mend check a.yaml --set population=s.csv");
    expect_err(samples[_i].words);
    nothing_is_left();
}
END_TEST

START_TEST(a_sample_that_is_a_folder_or_binary_is_refused)
{
    expect_code(2, "mkdir s.csv; mend run a.yaml -o r --set population=s.csv");
    expect_err("s.csv: error: ");
    expect_code(2, "printf 'sensitivity\\n1\\0\\n' >t.csv; mend run a.yaml -o r --set population=t.csv");
    expect_err("t.csv:1: error: the file holds binary data");
    nothing_is_left();
}
END_TEST

/* ---- where the result goes ---- */

START_TEST(a_folder_without_leave_to_write_is_told_with_exit_1)
{
    expect_code(0, "cp \"$MEND\" program && mkdir shut && chmod 555 shut");
    ck_assert_int_eq(shell_as_nobody("./program run a.yaml -o shut/r"), 1);
    expect_err("shut/r: error: the result folder cannot be made: Permission denied");
    ck_assert_str_eq(said.out, "");
    expect_code(0, "test -z \"$(ls -A shut)\"");
}
END_TEST

START_TEST(replay_works_on_a_result_that_may_only_be_read)
{
    expect_code(0, "cp \"$MEND\" program && mkdir shut && mend run a.yaml -o shut/r --quiet && chmod 555 shut shut/r");
    ck_assert_msg(shell_as_nobody("./program replay shut/r") == 0, "%.300s", said.err);
    expect_out("same      outcomes.csv");
}
END_TEST

START_TEST(a_file_in_the_way_of_the_result_stays)
{
    put_text("b", "dear\n");
    expect_code(1, "mend run a.yaml -o b --force");
    expect_err("b: error: a file of this name is in the way");
    expect_code(1, "mend run a.yaml -o b/r");
    expect_err("b/r: error: ");
    expect_code(1, "mend run a.yaml -o a.yaml --force");
    expect_code(0, "test \"$(cat b)\" = dear && mend check a.yaml --quiet && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml b '");
}
END_TEST

START_TEST(folders_above_the_result_are_made)
{
    expect_code(0, "mend run a.yaml -o x/y//z/r/ --quiet && mend replay x/y/z/r --quiet && test \"$(ls -A x/y/z)\" = r");
}
END_TEST

START_TEST(a_link_to_nowhere_in_the_way_is_refused)
{
    expect_code(1, "ln -s nowhere r; mend run a.yaml -o r --force");
    expect_err("r: error: ");
    expect_code(0, "test -L r && test ! -e nowhere");
}
END_TEST

/* Of a name's length: one part of it too long, or the whole. */
START_TEST(a_too_long_name_is_refused_with_exit_1_or_kept_whole)
{
    static const char *const names[] = {"$(printf 'n%.0s' $(seq 300))", "$(printf 'n%.0s' $(seq 250))", "$(printf 'name56789/%.0s' $(seq 110))r"};
    expect_code(0,
                "name=%s; mend run a.yaml --quiet -o $name; code=$?; if test $code = 0; then test -f $name/manifest.json; else test $code = 1 &&"
                " test $(find . -type f | wc -l) = 1; fi",
                names[_i]);
}
END_TEST

/* Names are bytes to Linux, text to JSON. */
START_TEST(a_name_that_is_no_utf8_is_kept_or_refused_with_a_reason)
{
    const char *lines[] = {"cp a.yaml b$(printf '\\377').yaml && mend run b*.yaml -o r --quiet", "mend run a.yaml -o r/$(printf '\\377') --quiet",
                           "cp a.yaml b$(printf '\\377').yaml && mend run b*.yaml -o r --json"};
    const int code = shell("%s", lines[_i]);
    ck_assert_msg(code == 0 || (said.err[0] && !holds(said.err, "Success")), "exit code %d: %.300s", code, said.err);
    ck_assert_msg(_i < 2 || code || said.out[0] == '{', "no JSON: %.300s", said.out);
}
END_TEST

/* The command line stands in the manifest, cut where it is very long: nowhere within a character. */
START_TEST(a_very_long_command_line_is_no_hindrance)
{
    expect_code(0,
                "mend run $(printf 'a.yaml --set days=2 --set dyads=9'; for i in $(seq 177); do printf ' --set risk=0.%%0*d' 8 $i; done) -o"
                " $(printf 'x%%.0s' $(seq %d))$(printf '\303\251%%.0s' $(seq 100)) --quiet",
                1 + _i);
}
END_TEST

START_TEST(an_empty_name_is_refused)
{
    ck_assert_int_ne(shell("mend run a.yaml -o ''"), 0);
    expect_err("the name of the result folder is empty");
    expect_code(0, "test \"$(ls -A)\" = a.yaml");
}
END_TEST

/* ---- disks ---- */

/* In a mount namespace that ends with the command; exit 99 where that is not allowed. */
#define SMALL_DISK                                                                                                                                   \
    "mkdir disk; test $(id -u) = 0 && command -v unshare >../said && unshare -m true 2>../said && exec unshare -m sh -c 'mount -t tmpfs -o "         \
    "size=256k none disk || exit 99;"
#define OR_ELSE "'; exit 99"

START_TEST(a_full_disk_is_told_with_exit_1_and_nothing_is_left_on_it)
{
    if (shell(SMALL_DISK " \"$MEND\" run a.yaml -o disk/r --set record.every_days=1 --set days=60; code=$?; ls -A disk; exit $code" OR_ELSE) != 99) {
        ck_assert_int_eq(said.code, 1);
        ck_assert_str_eq(said.out, "");
        expect_err("error: cannot be written: No space left on device");
        expect_err("disk/r/");
    }
}
END_TEST

START_TEST(an_earlier_result_outlives_a_full_disk)
{
    if (shell(SMALL_DISK
              " \"$MEND\" run a.yaml -o disk/r --quiet --set dyads=20 || exit 98; cp -r disk/r r; \"$MEND\" run a.yaml -o disk/r --quiet --force"
              " --set record.every_days=1 --set days=60; code=$?; ls -A disk; diff -r r disk/r || exit 97; exit $code" OR_ELSE) != 99) {
        ck_assert_msg(said.code == 1, "%d: %.300s", said.code, said.err);
        ck_assert_str_eq(said.out, "r\n");
    }
}
END_TEST

/* `ulimit -f` counts blocks of 512 bytes (too few, and LLVM's OpenMP cannot start). Each limit lets the program fail at another file: a table,
 * config.yaml, datapackage.json. */
static const int limits[] = {8, 16, 24, 32, 40, 48, 64, 96};

START_TEST(a_file_that_cannot_grow_is_told_with_exit_1_and_an_earlier_result_stays)
{
    expect_code(0, "mend run a.yaml -o r --quiet --set dyads=3 && cp -r r before");
    const int code = shell(
        "trap '' XFSZ; ulimit -f %d; mend run a.yaml -o r --force --set dyads=30 --set days=20 2>&1 | cat >&2; mend run a.yaml -o r --force --quiet"
        " --set dyads=30 2>../said",
        limits[_i]);
    ck_assert_msg(code == 1, "%d: %.300s", code, said.err);
    expect_err("error: cannot be written: File too large");
    expect_code(0, "diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(replay_on_a_full_disk_is_told_and_the_result_stays)
{
    expect_code(0, "mend run a.yaml -o r --quiet && cp -r r before");
    expect_code(1, "trap '' XFSZ; ulimit -f 16; mend replay r");
    expect_err("error: ");
    expect_code(0, "diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(init_on_a_full_disk_leaves_no_half_config_and_loses_no_earlier_one)
{
    expect_code(1, "trap '' XFSZ; ulimit -f 8; mend init -o b.yaml");
    expect_err("b.yaml");
    expect_code(0, "test ! -e b.yaml && cp a.yaml c.yaml");
    expect_code(1, "trap '' XFSZ; ulimit -f 8; mend init -o c.yaml --force");
    expect_code(0, "cmp a.yaml c.yaml");
}
END_TEST

/* ---- standard output ---- */

static const char *const printing[] = {"params",          "params --json",          "version", "version --json", "init",
                                       "explain trust",   "check a.yaml",           "help",    "--help",         "run --help",
                                       "run a.yaml -o s", "run a.yaml -o s --json", "replay r"};

START_TEST(an_output_that_cannot_be_written_is_told_with_exit_1)
{
    expect_code(0, "mend run a.yaml -o r --quiet --set dyads=3 --set days=2");
    expect_code(1, "mend %s >/dev/full", printing[_i]);
    expect_err("standard output");
    expect_code(1, "rm -rf s; mend %s >&-", printing[_i]);
    expect_err("standard output");
}
END_TEST

START_TEST(a_run_that_cannot_print_has_written_its_result_whole)
{
    expect_code(1, "mend run a.yaml -o r >/dev/full");
    expect_code(1, "mend run a.yaml -o s >&-");
    expect_code(1, "mend run a.yaml -o t <&- >&- 2>&-");
    expect_code(0, "for f in r s t; do mend replay $f --quiet || exit 1; done; mend run a.yaml -o u --quiet <&- >&- 2>&- && tables r u");
}
END_TEST

START_TEST(a_reader_that_goes_away_ends_the_program_quietly)
{
    expect_code(0, "mend params | head -n 1 >../said; mend init | head -n 1 >../said");
    ck_assert_str_eq(said.err, "");
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

static void add_input(Suite *suite)
{
    TCase *tests = case_of_commands("input", 60);
    tcase_add_loop_test(tests, a_mistake_in_a_config_is_told_with_line_and_column_and_exit_2, 0, COUNT(configs));
    tcase_add_test(tests, all_mistakes_of_a_config_are_told_in_one_pass);
    tcase_add_test(tests, a_config_with_thousands_of_mistakes_is_refused_in_a_short_list);
    tcase_add_loop_test(tests, a_file_that_is_no_config_is_refused_in_one_short_line_with_exit_2, 0, COUNT(odd_files));
    tcase_add_test(tests, a_file_without_leave_to_read_is_refused_with_exit_2);
    tcase_add_loop_test(tests, a_mistake_in_a_sample_is_told_with_its_line_and_exit_2, 0, COUNT(samples));
    tcase_add_test(tests, a_sample_that_is_a_folder_or_binary_is_refused);
    suite_add_tcase(suite, tests);
}

static void add_output(Suite *suite)
{
    TCase *tests = case_of_commands("output", 60);
    tcase_add_test(tests, a_folder_without_leave_to_write_is_told_with_exit_1);
    tcase_add_test(tests, replay_works_on_a_result_that_may_only_be_read);
    tcase_add_test(tests, a_file_in_the_way_of_the_result_stays);
    tcase_add_test(tests, folders_above_the_result_are_made);
    tcase_add_test(tests, a_link_to_nowhere_in_the_way_is_refused);
    tcase_add_loop_test(tests, a_too_long_name_is_refused_with_exit_1_or_kept_whole, 0, 3);
    tcase_add_test(tests, an_empty_name_is_refused);
    tcase_add_loop_test(tests, a_name_that_is_no_utf8_is_kept_or_refused_with_a_reason, 0, 3);
    tcase_add_loop_test(tests, a_very_long_command_line_is_no_hindrance, 0, 2);
    tcase_add_test(tests, a_full_disk_is_told_with_exit_1_and_nothing_is_left_on_it);
    tcase_add_test(tests, an_earlier_result_outlives_a_full_disk);
    tcase_add_loop_test(tests, a_file_that_cannot_grow_is_told_with_exit_1_and_an_earlier_result_stays, 0, COUNT(limits));
    tcase_add_test(tests, replay_on_a_full_disk_is_told_and_the_result_stays);
    tcase_add_test(tests, init_on_a_full_disk_leaves_no_half_config_and_loses_no_earlier_one);
    tcase_add_loop_test(tests, an_output_that_cannot_be_written_is_told_with_exit_1, 0, COUNT(printing));
    tcase_add_test(tests, a_run_that_cannot_print_has_written_its_result_whole);
    tcase_add_test(tests, a_reader_that_goes_away_ends_the_program_quietly);
    suite_add_tcase(suite, tests);
}

Suite *fault_suite(void)
{
    Suite *suite = suite_create("fault");
    add_input(suite);
    add_output(suite);
    add_machine(suite);
    return suite;
}
