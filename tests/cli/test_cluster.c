/* Sweeps over several processes, started by mpirun: the same bytes, and nothing lost when one of them is stopped, killed or wrong. */
#define _GNU_SOURCE /* sched_getaffinity() tells where another process may run */

#include "cli/shell.h"
#include "engine/threads.h"
#include "suites.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SMALL "base: a.yaml\nset: {dyads: 40, days: 12, assays: [strange_situation], record: {dyads: 0, events: false}}\n"
#define POINTS SMALL "design: grid\nfactors:\n  repair.scale: [0.2, 0.6, 1]\n  rupture: {scale: {from: 0.5, to: 2, steps: 4}}\n"
#define GRID POINTS "replicates: 2\n"
#define MEASURES "measures: [share.secure, trust.mean]\n"
#define LONG                                                                                                                                         \
    "base: a.yaml\nset: {dyads: 1000, days: 60, assays: [], record: {dyads: 0}}\ndesign: grid\nfactors:\n"                                           \
    "  repair.scale: {from: 0.1, to: 2, steps: %d}\nmeasures: [trust.mean]\n"

/* `run N PROGRAM...` starts N ranks; the pid of each is in a file rank.K, that of the launcher in rank.all. A launcher that hangs is ended. No host
 * but this one is asked for anything. */
static const char launcher[] =
    "#!/bin/sh\n"
    "export OMPI_MCA_plm_rsh_agent=false OMPI_MCA_btl=self,tcp OMPI_MCA_btl_tcp_if_include=lo\n"
    "export OMPI_MCA_oob_tcp_if_include=lo OMPI_MCA_orte_tmpdir_base=$PWD\n"
    "flags=; case $(mpirun --version 2>&1) in *'Open MPI'*) flags='--allow-run-as-root --oversubscribe --bind-to none' ;; esac\n"
    "ranks=$1; shift\n"
    "exec timeout -k 5 60 sh -c 'echo $$ >rank.all; exec \"$0\" \"$@\"' mpirun $flags -n $ranks \\\n"
    "  sh -c 'echo $$ >rank.${OMPI_COMM_WORLD_RANK:-$PMI_RANK}; exec \"$0\" \"$@\"' \"$@\"\n";

static void put_launcher(void)
{
    char path[4096];
    snprintf(path, sizeof path, "%.3000s/mpi/mend", getenv("MEND_FOLDER"));
    setenv("MPI_MEND", path, 1);
    put_text("run", launcher);
    put_text("d.yaml", GRID MEASURES);
    expect_code(0, "chmod +x run");
}

static bool has_ranks(void)
{
    char path[4096];
    const char *build = getenv("MEND_BUILD");
    snprintf(path, sizeof path, "%.3000s/mpi/mend", build && build[0] ? build : "build");
    return access(path, X_OK) == 0 && system("command -v mpirun >/dev/null 2>&1") == 0;
}

/* ---- the same bytes ---- */

START_TEST(ranks_and_their_threads_change_no_byte)
{
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    for (int threads = 1; threads <= 2; threads++) {
        expect_code(0, "./run %d \"$MPI_MEND\" sweep d.yaml -o t --force --quiet --threads %d && cmp r/sweep.csv t/sweep.csv", _i, threads);
        expect_code(0, "test $(wc -l <t/journal) = 25 && sort r/journal >a && sort t/journal | cmp a -");
    }
}
END_TEST

START_TEST(a_program_that_knows_ranks_runs_without_a_launcher)
{
    expect_code(0, "mend sweep d.yaml -o r --quiet && \"$MPI_MEND\" sweep d.yaml -o t --quiet && cmp r/sweep.csv t/sweep.csv");
}
END_TEST

START_TEST(ranks_run_parts_too)
{
    expect_code(0, "mend sweep d.yaml -o r --quiet && ./run 2 \"$MPI_MEND\" sweep d.yaml -o p1 --shard 1/2 --quiet");
    expect_code(0, "mend sweep d.yaml -o p2 --shard 2/2 --quiet && mend merge p1 p2 -o m --quiet && cmp r/sweep.csv m/sweep.csv");
}
END_TEST

START_TEST(ranks_find_the_same_indices)
{
    put_text("d.yaml", SMALL "design: sobol\npoints: 4\nfactors: {repair.scale: {from: 0.2, to: 1}, risk: {from: 0, to: 4}}\n" MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && ./run 3 \"$MPI_MEND\" sensitivity d.yaml -o t --quiet");
    expect_code(0, "tables r t");
}
END_TEST

START_TEST(one_rank_speaks)
{
    expect_code(0, "./run 3 \"$MPI_MEND\" sweep d.yaml -o t --json | tee said && test $(wc -l <said) = 1");
    expect_out("\"rows\": 24");
    expect_code(0, "./run 3 \"$MPI_MEND\" sweep d.yaml -o n --threads 2 --dry-run >said && test $(wc -l <said) = 1 && test ! -e n && cat said");
    expect_out("on 6 threads");
}
END_TEST

/* ---- processors ---- */

START_TEST(ranks_on_one_host_share_its_processors)
{
    const long processors = threads_available() > 2 ? threads_available() : 2;
    char words[64];
    unsetenv("OMP_NUM_THREADS");
    snprintf(words, sizeof words, "on %ld threads", processors);
    expect_code(0, "./run 2 \"$MPI_MEND\" sweep d.yaml --dry-run");
    expect_out(words);
    expect_code(0, "OMP_NUM_THREADS=5 ./run 2 \"$MPI_MEND\" sweep d.yaml --dry-run"); /* unless the user says how many */
    expect_out("on 10 threads");
}
END_TEST

START_TEST(parts_of_the_processors_are_disjoint_and_leave_none_out)
{
    struct processors all, seen, part;
    int count = 0;
    unsetenv("OMP_PROC_BIND");
    unsetenv("OMP_PLACES");
    processors_allowed(&all);
    for (int bit = 0; bit < 8 * (int)sizeof all; bit++) {
        count += all.bit[bit / 8] >> bit % 8 & 1;
    }
    for (int parts = 1; parts <= 2 * count && parts <= 70; parts++) {
        int sum = 0;
        memset(&seen, 0, sizeof seen);
        for (int k = 0; k < parts; k++) {
            const int got = processors_keep_part(&all, k, parts);
            processors_allowed(&part);
            ck_assert(got >= 1 && (parts > count || got == count / parts || got == count / parts + 1));
            sum += got;
            for (size_t i = 0; i < sizeof seen; i++) {
                ck_assert(parts > count || (seen.bit[i] & part.bit[i]) == 0);
                seen.bit[i] |= part.bit[i];
            }
        }
        ck_assert_int_eq(sum, parts > count ? parts : count);
        ck_assert_mem_eq(&seen, &all, sizeof all);
    }
}
END_TEST

/* ---- stopped and killed ---- */

static void wait_a_little(void)
{
    const struct timespec time = {.tv_nsec = 20000000L};
    nanosleep(&time, NULL);
}

/* Starts a long sweep of that many ranks and waits until some rows are finished. */
static pid_t start_long(int ranks, int rows)
{
    char design[1000];
    snprintf(design, sizeof design, LONG, rows);
    put_text("d.yaml", design);
    const pid_t pid = start("./run %d \"$MPI_MEND\" sweep d.yaml -o t --quiet --threads 1", ranks);
    for (int k = 0; k < 1000 && shell("test -e t/journal && test $(wc -l <t/journal) -gt 3") != 0; k++) {
        wait_a_little();
    }
    return pid;
}

static cpu_set_t processors_of_rank(int rank)
{
    cpu_set_t set;
    expect_code(0, "cat rank.%d", rank);
    ck_assert_int_eq(sched_getaffinity(atoi(said.out), sizeof set, &set), 0);
    return set;
}

START_TEST(ranks_on_one_host_work_on_different_processors)
{
    unsetenv("OMP_PROC_BIND");
    unsetenv("OMP_PLACES");
    if (threads_available() > 1) {
        const pid_t pid = start_long(2, 400);
        cpu_set_t first = processors_of_rank(0), second = processors_of_rank(1), both;
        CPU_AND(&both, &first, &second);
        expect_code(0, "kill -TERM $(cat rank.0)");
        ck_assert_int_eq(finish(pid), 3);
        ck_assert(CPU_COUNT(&first) > 0 && CPU_COUNT(&second) > 0 && CPU_COUNT(&both) == 0);
    }
}
END_TEST

/* Gone on with by another number of ranks, it ends as if nothing had happened. */
static void expect_whole(int ranks)
{
    expect_code(0, "test ! -e t/sweep.csv && lines=$(wc -l <t/journal) && test $lines -gt 3 && test $lines -lt 41");
    expect_code(0, "./run %d \"$MPI_MEND\" sweep d.yaml -o t --resume --quiet --threads 1 && mend sweep d.yaml -o r --quiet", ranks);
    expect_code(0, "cmp r/sweep.csv t/sweep.csv && test $(wc -l <t/journal) = 41 && test $(cut -d' ' -f1 t/journal | sort | uniq -d | wc -l) = 0");
}

static const struct {
    int ranks, killed, then;
} kills[] = {{3, 1, 2}, {2, 0, 3}};

START_TEST(a_rank_that_is_killed_ends_the_job_and_loses_nothing_that_was_finished)
{
    const pid_t pid = start_long(kills[_i].ranks, 40);
    expect_code(0, "kill -KILL $(cat rank.%d)", kills[_i].killed);
    const int code = finish(pid);
    ck_assert_msg(code != 0 && code != 124, "%d", code);
    expect_whole(kills[_i].then);
}
END_TEST

/* mpirun takes a second until it hands the signal on: there have to be rows enough. */
static const char *const signals[] = {"TERM", "INT"};

START_TEST(an_interrupt_of_the_launcher_keeps_what_is_finished)
{
    const pid_t pid = start_long(2, 400);
    expect_code(0, "kill -%s $(cat rank.all)", signals[_i]);
    const int code = finish(pid);
    ck_assert_msg(code != 0 && code != 124 && code != 137, "%d", code);
    expect_err("interrupted: ");
    expect_err(" of 400 rows are finished and kept; --resume goes on");
    expect_code(0, "test ! -e t/sweep.csv && test $(wc -l <t/journal) -gt 3 && test $(cut -d' ' -f1 t/journal | sort | uniq -d | wc -l) = 0");
}
END_TEST

/* Slurm signals ranks itself. */
START_TEST(an_interrupt_of_any_rank_ends_all_with_exit_3)
{
    const pid_t pid = start_long(3, 40);
    expect_code(0, "kill -TERM $(cat rank.%d)", _i);
    ck_assert_int_eq(finish(pid), 3);
    expect_err(" of 40 rows are finished and kept; --resume goes on");
    expect_whole(2);
}
END_TEST

/* `ulimit -f` stands for a disk that fills up. */
START_TEST(a_full_disk_ends_all_ranks_and_loses_nothing_that_was_finished)
{
    put_text("d.yaml", POINTS
             "replicates: 40\nmeasures: [share.secure, share.avoidant, share.anxious, share.disorganized, trust.mean, arousal.mean, doubt.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    expect_code(1, "./run 2 sh -c 'trap \"\" XFSZ; ulimit -f 48; exec \"$MPI_MEND\" sweep d.yaml -o t --resume --quiet'");
    expect_err("t/journal: error: cannot be written: File too large; what is finished is kept, --resume goes on");
    expect_code(0, "test ! -e t/sweep.csv && test $(wc -l <t/journal) -gt 10 && tail -c 1 t/journal | od -c | grep -q '\\\\n'");
    expect_code(0, "./run 3 \"$MPI_MEND\" sweep d.yaml -o t --resume --quiet && cmp r/sweep.csv t/sweep.csv");
}
END_TEST

/* ---- what is wrong ---- */

START_TEST(the_reason_of_a_row_that_fails_comes_from_any_rank)
{
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}}\ndesign: grid\nreplicates: 10\n"
                       "factors: {rupture: {kinds: {misattunement: [0, 0.6], conflict: [0, 0.4], absence: [0], miscommunication: [0]}}}\n"
                       "measures: [trust.mean]\n");
    expect_code(1, "mend sweep d.yaml -o r --quiet");
    expect_code(1, "./run 3 \"$MPI_MEND\" sweep d.yaml -o t --quiet --threads 2");
    expect_err("point 1, replicate 1 failed: ");
    expect_err("10 of 40 rows failed");
    expect_code(0, "cmp r/sweep.csv t/sweep.csv && sort r/journal >a && sort t/journal | cmp a - && test $(grep -c ' failed ' t/journal) = 10");
}
END_TEST

START_TEST(what_all_ranks_find_wrong_is_told_once)
{
    put_text("d.yaml", SMALL "design: grid\nfactors: {repair.scael: [1]}\n" MEASURES);
    expect_code(2, "./run 3 \"$MPI_MEND\" sweep d.yaml -o t 2>said; code=$?; grep -c 'repair.scael' said; exit $code");
    ck_assert_str_eq(said.out, "1\n");
    expect_code(0, "test ! -e t");
    put_text("d.yaml", GRID MEASURES);
    expect_code(1,
                "mend sweep d.yaml -o t --quiet; ./run 3 \"$MPI_MEND\" sweep d.yaml -o t 2>said; code=$?; grep -c 'there is a result already' said; "
                "exit $code");
    ck_assert_str_eq(said.out, "1\n");
}
END_TEST

START_TEST(ranks_that_do_not_know_of_each_other_do_not_start)
{
    expect_code(1, "./run 2 \"$MEND\" sweep d.yaml -o t");
    expect_err("the launcher has started several processes, and this mend is not made for them");
    expect_code(0, "test ! -e t && ./run 2 sh -c '\"$MEND\" sweep d.yaml -o p$OMPI_COMM_WORLD_RANK --quiet --shard $((OMPI_COMM_WORLD_RANK + 1))/2'");
    expect_code(0, "mend merge p0 p1 -o m --quiet && mend sweep d.yaml -o r --quiet && cmp r/sweep.csv m/sweep.csv");
}
END_TEST

/* As where hosts do not share their files. */
START_TEST(what_one_rank_finds_wrong_ends_all)
{
    expect_code(0, "mkdir 0 1 && cp a.yaml d.yaml 0 && cp a.yaml 1 && sed 's/0.6/0.7/' d.yaml >1/d.yaml");
    expect_code(1, "./run 2 sh -c 'cd $OMPI_COMM_WORLD_RANK; exec \"$MPI_MEND\" sweep d.yaml -o t --quiet'");
    expect_err("error: rank 1 on ");
    expect_err("has another study than rank 0: the design, a file that it names, or mend differs");
    expect_code(2, "rm 1/a.yaml; ./run 2 sh -c 'cd $OMPI_COMM_WORLD_RANK; exec \"$MPI_MEND\" sweep d.yaml -o t --quiet'");
    expect_err("a.yaml: error: ");
    expect_code(0, "test ! -e 0/t && test ! -e 1/t");
}
END_TEST

Suite *cluster_suite(void)
{
    Suite *suite = suite_create("cluster");
    TCase *tests = case_of_commands("cluster", 120);
    tcase_add_checked_fixture(tests, put_launcher, NULL);
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, parts_of_the_processors_are_disjoint_and_leave_none_out);
    if (!has_ranks()) {
        printf("cluster: no mpirun, or no MPI to build mpi/mend with: the tests of ranks are left out\n");
        return suite;
    }
    tcase_add_loop_test(tests, ranks_and_their_threads_change_no_byte, 1, 4);
    tcase_add_test(tests, a_program_that_knows_ranks_runs_without_a_launcher);
    tcase_add_test(tests, ranks_run_parts_too);
    tcase_add_test(tests, ranks_find_the_same_indices);
    tcase_add_test(tests, one_rank_speaks);
    tcase_add_test(tests, ranks_on_one_host_share_its_processors);
    tcase_add_test(tests, ranks_on_one_host_work_on_different_processors);
    tcase_add_loop_test(tests, a_rank_that_is_killed_ends_the_job_and_loses_nothing_that_was_finished, 0, sizeof kills / sizeof kills[0]);
    tcase_add_loop_test(tests, an_interrupt_of_the_launcher_keeps_what_is_finished, 0, sizeof signals / sizeof signals[0]);
    tcase_add_loop_test(tests, an_interrupt_of_any_rank_ends_all_with_exit_3, 0, 2);
    tcase_add_test(tests, a_full_disk_ends_all_ranks_and_loses_nothing_that_was_finished);
    tcase_add_test(tests, the_reason_of_a_row_that_fails_comes_from_any_rank);
    tcase_add_test(tests, what_all_ranks_find_wrong_is_told_once);
    tcase_add_test(tests, ranks_that_do_not_know_of_each_other_do_not_start);
    tcase_add_test(tests, what_one_rank_finds_wrong_ends_all);
    return suite;
}
