/* What a dry run says beforehand, against what a sweep then takes. */
#define _DEFAULT_SOURCE /* wait4() tells what one process took */

#include "cli/shell.h"
#include "engine/threads.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define MEASURES "measures: [share.secure, trust.mean]\n"

/* Designs whose populations are large beside the program, and one of many small ones. */
static const struct {
    const char *design;
    int threads;
    long long turns; /* by hand: populations x dyads x days x turns a day */
} foretold[] = {
#define LARGE "base: a.yaml\nset: {dyads: 8000, days: 20, assays: []}\ndesign: grid\nfactors: {repair.scale: {from: 0.1, to: 2, steps: 8}}\n" MEASURES
    {LARGE, 1, 8LL * 8000 * 20 * 60},
    {LARGE, 2, 8LL * 8000 * 20 * 60},
    {LARGE, 3, 8LL * 8000 * 20 * 60},
    {"base: a.yaml\nset: {setting: romantic, dyads: 3000, days: 4, infancy.days: 0, assays: [conflict, support, diary]}\ndesign: grid\n"
     "factors: {repair.scale: [0.5, 1, 1.5, 2]}\nmeasures: [trust.mean]\n",
     3, 0},
    {"base: a.yaml\nset: {dyads: 3, days: 3, assays: [strange_situation]}\ndesign: grid\nfactors: {repair.scale: {from: 0.1, to: 2, steps: 3000}}\n"
     "measures: [share.secure, trust.mean, arousal.mean]\n",
     2, 0},
};

static double number_of(const json_t *json, const char *key)
{
    return json_number_value(json_object_get(json, key));
}

#define expect_near(what, forecast, real, times)                                                                                                     \
    ck_assert_msg((forecast) < (times) * (real) && (forecast) > (real) / (times), "%s: forecast %g, real %g", what, (double)(forecast),              \
                  (double)(real))

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* What a sweep takes, as the system counts it. */
static struct rusage live(int threads)
{
    struct rusage used;
    int status = 1;
    const pid_t pid = start("\"$MEND\" sweep d.yaml -o r --force --threads %d", threads);
    ck_assert(wait4(pid, &status, 0, &used) == pid && status == 0);
    return used;
}

START_TEST(a_dry_run_foretells_turns_disk_memory_and_in_the_rough_cpu_time)
{
    put_text("d.yaml", foretold[_i].design);
    expect_code(0, "mend sweep d.yaml --dry-run --json --threads %d", foretold[_i].threads);
    json_t *json = json_of_stdout();
    const struct rusage used = live(foretold[_i].threads);
    expect_code(0, "cat r/* | wc -c");
    expect_near("disk", number_of(json, "disk"), atof(said.out), 1.25);
    ck_assert(foretold[_i].turns == 0 || (long long)number_of(json, "turns") == foretold[_i].turns);
    if (!is_sanitized()) {
        expect_near("CPU seconds", number_of(json, "cpu_seconds"), seconds_of(used.ru_utime) + seconds_of(used.ru_stime), 3);
        expect_near("memory", number_of(json, "memory"), 1024.0 * (double)used.ru_maxrss, 1.25);
    }
    json_decref(json);
}
END_TEST

/* Eighty points of 1 to 80 days, 3240 in all: what is looked at has to lie across the whole design. */
START_TEST(a_dry_run_looks_across_the_whole_design)
{
    put_text("d.yaml",
             "base: a.yaml\nset: {dyads: 20, days: 80, assays: []}\ndesign: grid\nfactors: {days: {from: 1, to: 80, steps: 80}}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml --dry-run --json");
    json_t *json = json_of_stdout();
    expect_near("turns", number_of(json, "turns"), 20.0 * 60 * 3240, 1.05);
    json_decref(json);
}
END_TEST

/* More threads than processors do not make a sweep shorter. */
START_TEST(a_sweep_takes_its_processor_time_over_the_processors_that_work_at_once)
{
    const int threads[] = {1, 1000}, at_once[] = {1, threads_available()};
    put_text("d.yaml",
             "base: a.yaml\nset: {dyads: 20, days: 5, assays: []}\ndesign: grid\nfactors: {repair.scale: [0.5, 1]}\nreplicates: 600\n" MEASURES);
    for (int i = 0; i < 2; i++) {
        expect_code(0, "mend sweep d.yaml --dry-run --json --threads %d", threads[i]);
        json_t *json = json_of_stdout();
        ck_assert(number_of(json, "cpu_seconds") > 0);
        expect_near("seconds", number_of(json, "seconds"), number_of(json, "cpu_seconds") / at_once[i], 1.02);
        json_decref(json);
    }
}
END_TEST

/* Fewer points than a dry run would try: of a list there are no others. */
START_TEST(a_dry_run_tries_no_point_that_is_not_in_the_design)
{
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 20, assays: []}\ndesign: list\nfactors: {days: [3, 5]}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml --dry-run --json");
    json_t *json = json_of_stdout();
    ck_assert((long long)number_of(json, "turns") == 20 * 60 * 8);
    json_decref(json);
}
END_TEST

START_TEST(a_dry_run_counts_the_dyads_of_a_sample)
{
    put_text("s.csv", "reactivity\n0.4\n0.5\n0.6\n");
    put_text("p.yaml", "setting: caregiver_infant\ndays: 20\nassays: []\npopulation: s.csv\n");
    put_text("d.yaml", "base: p.yaml\ndesign: grid\nfactors: {repair.scale: [0.5, 1]}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml --dry-run --json");
    json_t *json = json_of_stdout();
    ck_assert_int_eq((int)number_of(json, "turns"), 2 * 3 * 20 * 60);
    json_decref(json);
}
END_TEST

void add_forecast(Suite *suite)
{
    TCase *tests = case_of_commands("forecast", 60);
    tcase_add_loop_test(tests, a_dry_run_foretells_turns_disk_memory_and_in_the_rough_cpu_time, 0, sizeof foretold / sizeof foretold[0]);
    tcase_add_test(tests, a_dry_run_looks_across_the_whole_design);
    tcase_add_test(tests, a_sweep_takes_its_processor_time_over_the_processors_that_work_at_once);
    tcase_add_test(tests, a_dry_run_tries_no_point_that_is_not_in_the_design);
    tcase_add_test(tests, a_dry_run_counts_the_dyads_of_a_sample);
    suite_add_tcase(suite, tests);
}
