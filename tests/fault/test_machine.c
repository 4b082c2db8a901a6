/* Signals, memory and threads. Its cases belong to fault_suite(). */
#include "cli/shell.h"

#include <signal.h>
#include <time.h>

/* Nothing new lies in the folder: no result, no unfinished one. */
static void nothing_is_left(void)
{
    expect_code(0, "! ls -Ad r* results *.unfinished-* *.replaced-* *.replayed-* 2>../said");
}

/* ---- signals ---- */

static bool appears(const char *pattern)
{
    for (int i = 0; i < 600; i++) {
        if (shell("ls -d %s 2>../said", pattern) == 0) {
            return true;
        }
        nanosleep(&(struct timespec){0, 20000000}, NULL);
    }
    return false;
}

static const int stops[] = {SIGINT, SIGTERM};

/* Sends a signal once `pattern` is there; the command must end with exit 3 within seconds. */
static void interrupt(pid_t pid, const char *pattern, int signal)
{
    const bool there = appears(pattern);
    const time_t before = time(NULL);
    ck_assert_int_eq(kill(pid, signal), 0);
    finish(pid);
    ck_assert_msg(there, "%s does not appear: %.300s", pattern, said.err);
    ck_assert_msg(said.code == 3, "exit code %d: %.300s", said.code, said.err);
    ck_assert_msg(time(NULL) - before < 10, "it took %d s", (int)(time(NULL) - before));
    expect_err("interrupted");
    ck_assert_str_eq(said.out, "");
}

#define LONG "--set dyads=200000 --set days=1000 --set record.dyads=0"

START_TEST(a_signal_in_a_long_run_ends_it_with_exit_3_and_nothing_is_left)
{
    interrupt(start("\"$MEND\" run a.yaml -o r " LONG), "r.unfinished-*", stops[_i]);
    nothing_is_left();
}
END_TEST

START_TEST(an_interrupted_run_leaves_the_earlier_result)
{
    expect_code(0, "mend run a.yaml -o r --quiet && cp -r r before");
    interrupt(start("\"$MEND\" run a.yaml -o r --force --threads 1 " LONG), "r.unfinished-*", stops[_i]);
    expect_code(0, "diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(an_interrupted_replay_leaves_the_result)
{
    expect_code(
        0,
        "mend run a.yaml -o r --quiet && sed -i 's/^days: .*/days: 1000/; s/^dyads: .*/dyads: 200000/' r/config.yaml && cp -r r before && mkdir tmp");
    interrupt(start("env TMPDIR=tmp \"$MEND\" replay r"), "tmp/mend-replay-*", stops[_i]);
    expect_code(0, "rmdir tmp && diff -r r before && test \"$(ls -A | tr '\\n' ' ')\" = 'a.yaml before r '");
}
END_TEST

START_TEST(one_very_long_life_can_be_interrupted_too)
{
    interrupt(start("\"$MEND\" run a.yaml -o r --set dyads=2 --set days=36500 --set turns_per_day=480 --set record.dyads=0"), "r.unfinished-*",
              SIGINT);
    nothing_is_left();
}
END_TEST

START_TEST(a_run_that_was_killed_does_not_hinder_the_next)
{
    const pid_t pid = start("\"$MEND\" run a.yaml -o r " LONG);
    const bool there = appears("r.unfinished-*");
    kill(pid, SIGKILL);
    ck_assert_int_eq(finish(pid), 128 + SIGKILL);
    ck_assert(there);
    expect_code(0, "test ! -e r && mend run a.yaml -o r --quiet && mend replay r --quiet");
}
END_TEST

START_TEST(runs_into_one_folder_at_once_leave_one_whole_result)
{
    expect_code(0, "for s in 1 2 3 4 5 6; do mend run a.yaml -o r --force --quiet --seed $s 2>>log & done; wait; mend replay r --quiet && ! ls -d "
                   "r.unfinished-* 2>../said");
}
END_TEST

/* ---- memory and threads ---- */

static const char *const too_much[] = {"--set dyads=10000000 --threads 1", "--set dyads=10000000 --threads 2",
                                       "--set dyads=100000 --set record.dyads=100000 --set days=365 --threads 1"};

START_TEST(too_little_memory_is_told_with_exit_1)
{
    if (!is_sanitized()) {
        expect_code(1, "ulimit -v 400000; mend run a.yaml -o r %s", too_much[_i]);
        expect_err("not enough memory for ");
        ck_assert_str_eq(said.out, "");
        nothing_is_left();
    }
}
END_TEST

START_TEST(more_threads_than_the_machine_grants_fail_cleanly_or_run_on_fewer)
{
    if (!is_sanitized()) {
        const int code = shell("ulimit -v 100000; mend run a.yaml -o r --quiet --threads 64");
        ck_assert_msg(code == 0 || code == 1, "exit code %d: %.300s", code, said.err);
        expect_code(0, "! ls -d r.unfinished-* 2>../said");
        ck_assert(code == 0 || said.err[0]);
    }
}
END_TEST

START_TEST(a_sample_beyond_the_memory_is_told_with_exit_1_or_2)
{
    if (!is_sanitized()) {
        expect_code(0, "awk 'BEGIN { print \"sensitivity\"; for (i = 0; i < 2000000; i++) print \"0.5\" }' >s.csv");
        const int code = shell("ulimit -v 60000; mend run a.yaml -o r --set population=s.csv --threads 1");
        ck_assert_msg(code == 1 || code == 2, "exit code %d", code);
        expect_err("not enough memory");
        nothing_is_left();
    }
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof((array)[0]))

void add_machine(Suite *suite)
{
    TCase *tests = case_of_commands("machine", 120);
    tcase_add_loop_test(tests, a_signal_in_a_long_run_ends_it_with_exit_3_and_nothing_is_left, 0, COUNT(stops));
    tcase_add_loop_test(tests, an_interrupted_run_leaves_the_earlier_result, 0, COUNT(stops));
    tcase_add_loop_test(tests, an_interrupted_replay_leaves_the_result, 0, COUNT(stops));
    tcase_add_test(tests, one_very_long_life_can_be_interrupted_too);
    tcase_add_test(tests, a_run_that_was_killed_does_not_hinder_the_next);
    tcase_add_test(tests, runs_into_one_folder_at_once_leave_one_whole_result);
    tcase_add_loop_test(tests, too_little_memory_is_told_with_exit_1, 0, COUNT(too_much));
    tcase_add_test(tests, more_threads_than_the_machine_grants_fail_cleanly_or_run_on_fewer);
    tcase_add_test(tests, a_sample_beyond_the_memory_is_told_with_exit_1_or_2);
    suite_add_tcase(suite, tests);
}
