/* `make bench`: what a turn costs, in one run, so that ratios hold when the machine's speed drifts. Medians of alternated rounds. */
#include "io/text.h"
#include "mend/sweep.h"
#include "reference/reference.h"
#include "study/summary.h"
#include "study/tables.h"
#include "theory/one_turn.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 9, TURNS = 21900, REFERENCE_TURNS = 400000, MOST = 16 };

/* The same source by the other compiler, where there is one; the Makefile names its functions so. */
void lane_loop_baseline_other(const struct stretch *s) __attribute__((weak));
void lane_loop_avx2_other(const struct stretch *s) __attribute__((weak));
void lane_loop_avx512_other(const struct stretch *s) __attribute__((weak));

struct runner {
    char name[64];
    lane_loop *loop; /* NULL: the reference */
    double seconds[ROUNDS];
};

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value of this rank among a row of rounds, from 0. */
static double ranked(const double *values, int rank)
{
    double sorted[ROUNDS];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, ROUNDS, sizeof sorted[0], ascending);
    return sorted[rank];
}

static double median(const double *values)
{
    return ranked(values, ROUNDS / 2);
}

static struct reference_draws draws_of_gsl(void *state, uint32_t when)
{
    gsl_rng *rng = state;
    (void)when;
    return (struct reference_draws){gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_rng_uniform(rng),
                                    gsl_ran_ugaussian_ratio_method(rng),
                                    1};
}

/* Seconds a turn by the reference, one dyad after the other. */
static double time_reference(const struct mend_params *p, gsl_rng *rng)
{
    enum { DYADS = 20 };
    double z[11];
    const double start = seconds_now();
    for (int d = 0; d < DYADS; d++) {
        for (int k = 0; k < 11; k++) {
            z[k] = gsl_ran_ugaussian(rng);
        }
        struct reference_dyad dyad = reference_birth(p, z, gsl_ran_ugaussian(rng));
        reference_live(p, &dyad, 0, REFERENCE_TURNS / DYADS, draws_of_gsl, rng);
    }
    return (seconds_now() - start) / REFERENCE_TURNS;
}

/* Seconds a turn and lane by a lane loop, from birth on. */
static double time_loop(const struct mend_params *p, lane_loop *loop, struct block *block)
{
    const struct stage stage = infant_stage(p, loop, (struct occasion){.seed_low = 1});
    bear_infants(block, p, stage.who, 1);
    const double start = seconds_now();
    play(&stage, block, daily_scene(p), DAILY_LIFE, 0, TURNS, NULL);
    return (seconds_now() - start) / TURNS / LANES;
}

static int list_runners(struct runner *runners)
{
    static const char *const names[ISAS] = {"baseline", "avx2", "avx512"};
    lane_loop *const others[ISAS] = {lane_loop_baseline_other, lane_loop_avx2_other, lane_loop_avx512_other};
    int count = 0;
    snprintf(runners[count].name, sizeof runners[0].name, "reference (double, libm, GSL generator)");
    runners[count++].loop = NULL;
    for (int isa = 0; isa < ISAS; isa++) {
        if (!lane_loop_for((enum isa)isa)) {
            continue;
        }
        snprintf(runners[count].name, sizeof runners[0].name, "%s, %s", names[isa], BENCH_CC);
        runners[count++].loop = lane_loop_for((enum isa)isa);
        if (others[isa]) {
            snprintf(runners[count].name, sizeof runners[0].name, "%s, %s", names[isa], BENCH_OTHER_CC);
            runners[count++].loop = others[isa];
        }
    }
    return count;
}

static void bench_turns(void)
{
    const struct mend_params p = mend_params_default();
    struct runner runners[MOST] = {0};
    const int count = list_runners(runners);
    struct block *block = aligned_alloc(_Alignof(struct block), sizeof *block);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int round = 0; round < ROUNDS; round++) {
        for (int k = 0; k < count; k++) {
            runners[k].seconds[round] = runners[k].loop ? time_loop(&p, runners[k].loop, block) : time_reference(&p, rng);
        }
    }
    printf("one turn on one thread, median of %d alternated rounds\n  %-42s %9s %14s %18s\n", ROUNDS, "", "ns a turn", "million a s",
           "times reference");
    for (int k = 0; k < count; k++) {
        const double seconds = median(runners[k].seconds);
        printf("  %-42s %9.2f %14.1f %18.1f\n", runners[k].name, 1e9 * seconds, 1e-6 / seconds, median(runners[0].seconds) / seconds);
    }
    gsl_rng_free(rng);
    free(block);
}

/* The same turn under each rule of learning: rivals have loops of their own. */
static void bench_rules(void)
{
    enum { RULES = MEND_LEARN_NONE + 1 };
    struct mend_params p = mend_params_default();
    double seconds[RULES][ROUNDS], ratio[RULES][ROUNDS];
    char name[32];
    struct block *block = aligned_alloc(_Alignof(struct block), sizeof *block);
    for (int round = 0; round < ROUNDS; round++) {
        for (int rule = 0; rule < RULES; rule++) {
            p.learn_rule = rule;
            seconds[rule][round] = time_loop(&p, lane_loop_for(best_isa()), block);
            ratio[rule][round] = seconds[rule][round] / seconds[MEND_LEARN_REPAIR][round];
        }
    }
    printf("a turn under each rule of learning, median of %d alternated rounds\n", ROUNDS);
    for (int rule = 0; rule < RULES; rule++) {
        printf("  %-13s %9.2f ns: %.2f times repair\n", mend_name_at(name, sizeof name, LEARNING_NAMES, rule), 1e9 * median(seconds[rule]),
               median(ratio[rule]));
    }
    free(block);
}

static struct population live_in(const char *setting, int64_t dyads, int64_t days, int64_t recorded, int threads)
{
    static struct mend_config config;
    static struct mend_report report;
    struct population p;
    mend_config_default(&config);
    if (!mend_config_set(&config, setting, &report)) {
        fprintf(stderr, "%s\n", report.message[0]);
        exit(EXIT_FAILURE);
    }
    mend_config_settle(&config);
    config.params.dyads = dyads;
    config.params.days = days;
    config.params.record_dyads = recorded;
    if (!population_live(&config, NULL, (struct mend_order){.threads = threads, .isa = -1}, &p, &report)) {
        fprintf(stderr, "%s\n", report.message[0]);
        exit(EXIT_FAILURE);
    }
    return p;
}

static struct population live(int64_t dyads, int64_t days, int64_t recorded, int threads)
{
    return live_in("setting=caregiver_infant", dyads, days, recorded, threads);
}

static double seconds_of(const char *setting, int64_t days, double *turns)
{
    struct population p = live_in(setting, 2 * LANES, days, 0, 1);
    const double seconds = p.seconds;
    *turns = (double)(2 * LANES * days * p.config.params.turns_per_day);
    population_free(&p);
    return seconds;
}

/* Nanoseconds a turn and night of a life, from a long and a short one: what comes once (birth, growing up, assays) falls out. */
static double turn_in(const char *setting, int64_t days)
{
    double many, few;
    const double longer = seconds_of(setting, 3 * days, &many), shorter = seconds_of(setting, days, &few);
    return 1e9 * (longer - shorter) / (many - few);
}

/* Short runs, closely alternated: the machine is as fast in one as in the next. */
static void bench_pairs(void)
{
    double infant[ROUNDS], pair[ROUNDS], ratio[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        infant[round] = turn_in("setting=caregiver_infant", 365);
        pair[round] = turn_in("setting=romantic", 730);
        ratio[round] = pair[round] / infant[round];
    }
    printf("a turn of a romantic pair: two bonds, and its share of the night\n  infant %.2f ns, pair %.2f ns: %.2f infant turns (%.2f to %.2f)\n",
           median(infant), median(pair), median(ratio), ranked(ratio, 0), ranked(ratio, ROUNDS - 1));
}

static void bench_threads(void)
{
    double ratio[ROUNDS], one[ROUNDS], two[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        struct population p = live(2560, 365, 0, 1);
        one[round] = p.seconds;
        population_free(&p);
        p = live(2560, 365, 0, 2);
        two[round] = p.seconds;
        population_free(&p);
        ratio[round] = one[round] / two[round];
    }
    printf("2,560 first years, median of %d alternated runs\n  1 thread %.2f s, 2 threads %.2f s: %.2f times as fast\n", ROUNDS, median(one),
           median(two), median(ratio));
}

/* ---- sweeps ---- */

enum { POINT_DYADS = 1000, POINT_MEASURES = 8 };

static const char *const measures[POINT_MEASURES] = {"repair_share.mean",  "share.secure", "share.avoidant", "share.anxious",
                                                     "share.disorganized", "trust.mean",   "doubt.mean",     "arousal.mean"};

/* The linker puts this in the place of lane_loop_for, so that time within the lane loop can be told from the rest of the same run. */
lane_loop *__real_lane_loop_for(enum isa isa);
lane_loop *__wrap_lane_loop_for(enum isa isa);

static bool is_timed;
static lane_loop *timed;
static double seconds_in_loop;

static void time_the_loop(const struct stretch *s)
{
    const double start = seconds_now();
    timed(s);
    seconds_in_loop += seconds_now() - start;
}

lane_loop *__wrap_lane_loop_for(enum isa isa)
{
    timed = __real_lane_loop_for(isa);
    return is_timed ? time_the_loop : timed;
}

/* Seconds of one point of a sweep: a population, born, lived and measured. */
static double time_point(struct mend_config *config)
{
    static struct mend_summary room;
    static struct mend_report report;
    struct population p;
    double value[POINT_MEASURES];
    const double start = seconds_now();
    record_nothing(config);
    if (!population_live(config, NULL, (struct mend_order){.threads = 1, .isa = -1}, &p, &report) ||
        !take_measures(&p, measures, POINT_MEASURES, &room, value, &report)) {
        fprintf(stderr, "%s\n", report.message[0]);
        exit(EXIT_FAILURE);
    }
    population_free(&p);
    return seconds_now() - start;
}

/* What births, days, tables and measures add to the lane loop, in one and the same run: there the machine is as fast for both. */
static void bench_point(void)
{
    static struct mend_config config;
    static struct mend_report report;
    double share[ROUNDS], loop[ROUNDS];
    mend_config_default(&config);
    if (!mend_config_set(&config, "assays=strange_situation", &report)) {
        exit(EXIT_FAILURE);
    }
    mend_config_settle(&config);
    config.params.dyads = POINT_DYADS;
    is_timed = true;
    for (int round = 0; round < ROUNDS; round++) {
        seconds_in_loop = 0;
        const double seconds = time_point(&config);
        loop[round] = seconds_in_loop;
        share[round] = 100 * (seconds / seconds_in_loop - 1);
    }
    is_timed = false;
    printf("a point of a sweep: %d first years and %d measures\n  %.3f s in the lane loop; the rest adds %.1f %% (%.1f to %.1f)\n", POINT_DYADS,
           POINT_MEASURES, median(loop), median(share), ranked(share, 0), ranked(share, ROUNDS - 1));
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

/* Seconds of a whole sweep, folder and all. */
static double time_sweep(const char *path, const char *folder, int threads)
{
    static struct mend_design design;
    static struct mend_report report;
    struct mend_sweep_done done;
    const struct mend_sweep_order order = {.run = {.threads = threads, .isa = -1}, .force = true, .shard = 1, .shards = 1, .command = "make bench"};
    const double start = seconds_now();
    if (!mend_design_read(path, MEND_TO_SWEEP, &design, &report) || !mend_sweep(&design, order, folder, &done, &report)) {
        fprintf(stderr, "%s\n", report.message[0]);
        exit(EXIT_FAILURE);
    }
    mend_design_free(&design);
    return seconds_now() - start;
}

static void bench_sweep(void)
{
    char base[] = "/tmp/mend-bench-XXXXXX", path[64], folder[64], command[80];
    double ratio[ROUNDS], one[ROUNDS], two[ROUNDS];
    if (!mkdtemp(base)) {
        perror(base);
        exit(EXIT_FAILURE);
    }
    snprintf(path, sizeof path, "%s/base.yaml", base);
    write_text(path, "setting: caregiver_infant\ndyads: 1000\ndays: 90\nassays: [strange_situation]\n");
    snprintf(path, sizeof path, "%s/design.yaml", base);
    write_text(path, "base: base.yaml\ndesign: grid\nfactors: {repair.scale: {from: 0.1, to: 2, steps: 24}}\nmeasures: [share.secure, trust.mean]\n");
    snprintf(folder, sizeof folder, "%s/result", base);
    for (int round = 0; round < ROUNDS; round++) {
        one[round] = time_sweep(path, folder, 1);
        two[round] = time_sweep(path, folder, 2);
        ratio[round] = one[round] / two[round];
    }
    printf("a sweep of 24 populations, median of %d alternated runs\n  1 thread %.2f s, 2 threads %.2f s: %.2f times as fast (%.2f to %.2f)\n",
           ROUNDS, median(one), median(two), median(ratio), ranked(ratio, 0), ranked(ratio, ROUNDS - 1));
    snprintf(command, sizeof command, "rm -rf %s", base);
    if (system(command) != 0) {
        fprintf(stderr, "%s could not be removed\n", base);
    }
}

static void bench_csv(void)
{
    char path[] = "/tmp/mend-bench-XXXXXX";
    const int file = mkstemp(path);
    static struct mend_summary none;
    struct population p = live(1000, 365, 1000, 0);
    double seconds[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        const double start = seconds_now();
        if (file < 0 || !table_write(&p, &none, FILE_TIMESERIES, path, false)) {
            perror(path);
            exit(EXIT_FAILURE);
        }
        seconds[round] = seconds_now() - start;
    }
    const double rows = (double)(p.recorded * p.records.series_rows);
    printf("time series of 1,000 dyads by day\n  %.0f rows in %.2f s: %.2f million rows a second\n", rows, median(seconds),
           1e-6 * rows / median(seconds));
    population_free(&p);
    close(file);
    unlink(path);
}

/* Peak memory, in KiB, of a run of its own. */
static double peak_memory(int64_t dyads, int64_t days)
{
    struct rusage usage;
    int status;
    const pid_t child = fork();
    if (child == 0) {
        struct population p = live(dyads, days, 0, 1);
        population_free(&p);
        _exit(EXIT_SUCCESS);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    return (double)usage.ru_maxrss;
}

static void bench_memory(void)
{
    enum { FEW = 10000, MANY = 60000 };
    const double few = peak_memory(FEW, 10), many = peak_memory(MANY, 10), longer = peak_memory(MANY, 40);
    printf("memory with summaries only\n  %.0f bytes a dyad; four times the days: %+.0f bytes a dyad\n", 1024 * (many - few) / (MANY - FEW),
           1024 * (longer - many) / MANY);
}

static const struct {
    const char *name;
    void (*bench)(void);
} parts[] = {{"memory", bench_memory},   {"turns", bench_turns}, {"rules", bench_rules}, {"pairs", bench_pairs},
             {"threads", bench_threads}, {"point", bench_point}, {"sweep", bench_sweep}, {"csv", bench_csv}};

/* All parts, or the one named. */
int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (argc < 2 || !strcmp(argv[1], parts[i].name)) {
            parts[i].bench();
        }
    }
    return EXIT_SUCCESS;
}
