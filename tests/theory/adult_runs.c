#include "theory/adult_runs.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANDS_MOST = 8 };

/* The 97.5 % point of Student's t with RUNS - 1 = 19 degrees of freedom. */
static const double T_POINT = 2.093024;

/* ---- living ---- */

static void set_all(struct mend_config *config, const char *sets, struct mend_report *report)
{
    char text[512];
    snprintf(text, sizeof text, "%s", sets);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
        mend_config_set(config, word, report);
    }
}

static void plan_talk(struct mend_config *config, int64_t day)
{
    for (int i = 0; i < config->assays; i++) {
        config->assay[i].day = day;
    }
}

static void plan_changes(struct mend_config *config, const struct way *way, struct mend_report *report)
{
    for (int k = 0; k < CHANGES && way->change[k].key; k++) {
        const struct planned *c = &way->change[k];
        const struct mend_param *line = mend_param_find(c->key);
        if (!line || !mend_can_change(line)) {
            mend_complain(report, "%s cannot change", c->key);
            return;
        }
        config->change[config->changes++] =
            (struct mend_change){.from = c->from, .to = c->to, .line = (int)(line - mend_param_table), .value = c->value};
    }
}

static void config_of(const struct way *way, struct mend_config *config, struct mend_report *report)
{
    char setting[64];
    mend_config_default(config);
    snprintf(setting, sizeof setting, "setting=%s record.dyads=0", way->setting);
    set_all(config, setting, report);
    set_all(config, way->talk_day ? "assays=conflict" : "assays=", report);
    set_all(config, way->sets, report);
    if (way->talk_day) {
        plan_talk(config, way->talk_day);
    }
    plan_changes(config, way, report);
    mend_config_consistent(config, report);
}

/* Lives seeds `hand`, `hand` + `hands`, ... and writes the figures of each to its place in the file. */
static bool live_some(const struct way *way, reduction *reduce, int hand, int hands, int file)
{
    static struct mend_config config;
    static struct mend_report report;
    config_of(way, &config, &report);
    bool good = report.count == 0;
    for (int s = hand; good && s < RUNS; s += hands) {
        struct population p;
        double figure[FIGURES];
        for (int k = 0; k < FIGURES; k++) {
            figure[k] = NAN;
        }
        config.params.seed = s + 1;
        good = population_live(&config, NULL, (struct mend_order){.threads = 1, .isa = -1}, &p, &report);
        if (good) {
            reduce(&p, figure);
            population_free(&p);
            good = pwrite(file, figure, sizeof figure, (off_t)sizeof figure * s) == (ssize_t)sizeof figure;
        }
    }
    if (!good) {
        fprintf(stderr, "%s %s: %s\n", way->setting, way->sets, report.count ? report.message[0] : "cannot write figures");
    }
    return good;
}

static int hands_here(void)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > HANDS_MOST ? HANDS_MOST : (int)processors;
}

void live_way(const struct way *way, reduction *reduce, struct figures *out)
{
    const int hands = hands_here();
    pid_t hand[HANDS_MOST];
    bool good = true;
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    fflush(NULL);
    for (int h = 0; h < hands; h++) {
        hand[h] = fork();
        if (hand[h] == 0) {
            _exit(live_some(way, reduce, h, hands, fileno(file)) ? EXIT_SUCCESS : EXIT_FAILURE);
        }
    }
    for (int h = 0; h < hands; h++) {
        int status = -1;
        good = hand[h] > 0 && waitpid(hand[h], &status, 0) == hand[h] && status == 0 && good;
    }
    good = good && pread(fileno(file), out, sizeof *out, 0) == (ssize_t)sizeof *out;
    fclose(file);
    if (!good) {
        ck_abort_msg("the lives of '%s %s' failed", way->setting, way->sets);
    }
}

/* ---- over the seeds ---- */

struct spread spread_of(const double value[RUNS])
{
    double sum = 0, squares = 0;
    for (int s = 0; s < RUNS; s++) {
        if (!isfinite(value[s])) {
            ck_abort_msg("seed %d has no such figure", s + 1);
        }
        sum += value[s];
    }
    const double mean = sum / RUNS;
    for (int s = 0; s < RUNS; s++) {
        squares += (value[s] - mean) * (value[s] - mean);
    }
    const double sd = sqrt(squares / (RUNS - 1)), half = T_POINT * sd / sqrt(RUNS);
    return (struct spread){mean, sd, mean - half, mean + half};
}

struct spread over_seeds(const struct figures *f, int figure)
{
    double value[RUNS];
    for (int s = 0; s < RUNS; s++) {
        value[s] = f->of[s][figure];
    }
    return spread_of(value);
}

struct spread difference(const struct figures *a, int of_a, const struct figures *b, int of_b)
{
    double value[RUNS];
    for (int s = 0; s < RUNS; s++) {
        value[s] = a->of[s][of_a] - b->of[s][of_b];
    }
    return spread_of(value);
}

struct spread told(const char *who, const char *what, struct spread s, const char *claimed)
{
    printf("    %-46s %-46s %8.4f  (%.4f to %.4f; sd %.4f)  %s\n", who, what, s.mean, s.lower, s.upper, s.sd, claimed);
    fflush(stdout);
    return s;
}

void assert_above(struct spread s, double bound)
{
    ck_assert_msg(s.lower > bound, "%.4f (%.4f to %.4f) is not above %.4f", s.mean, s.lower, s.upper, bound);
}

void assert_below(struct spread s, double bound)
{
    ck_assert_msg(s.upper < bound, "%.4f (%.4f to %.4f) is not below %.4f", s.mean, s.lower, s.upper, bound);
}

void assert_within(struct spread s, double least, double most)
{
    ck_assert_msg(s.mean >= least && s.mean <= most, "%.4f is not from %.4f to %.4f", s.mean, least, most);
}
