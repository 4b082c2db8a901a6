#include "theory/population_runs.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void apply(struct mend_config *config, const char *sets, struct mend_report *report)
{
    char text[512];
    snprintf(text, sizeof text, "%s", sets);
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " ")) {
        if (!mend_config_set(config, word, report)) {
            ck_abort_msg("%s", report->message[0]);
        }
    }
}

void runs_live(struct runs *runs, const char *name, const char *sets)
{
    static struct mend_config config;
    static struct mend_report report;
    runs->name = name;
    for (int s = 0; s < SEEDS; s++) {
        struct population p;
        mend_config_default(&config);
        config.params.record_dyads = 0;
        apply(&config, sets, &report);
        config.params.seed = s + 1;
        if (!population_live(&config, NULL, (struct mend_order){.isa = -1}, &p, &report)) {
            ck_abort_msg("%s", report.message[0]);
        }
        ck_assert(summarise(&p, &runs->seed[s], &report));
        population_free(&p);
    }
}

void runs_live_apart(struct runs *runs, const char *name, const char *sets)
{
    FILE *file = tmpfile();
    int status = -1;
    const pid_t child = file ? fork() : -1;
    if (child == 0) {
        runs_live(runs, name, sets);
        const int good = fwrite(runs, sizeof *runs, 1, file) == 1 && fflush(file) == 0;
        _exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        ck_abort_msg("the lives of '%s' failed", name);
    }
    rewind(file);
    ck_assert_uint_eq(fread(runs, sizeof *runs, 1, file), 1);
    fclose(file);
    runs->name = name;
}

double mean_of(const struct runs *runs, const char *measure)
{
    double sum = 0, least = INFINITY, most = -INFINITY;
    for (int s = 0; s < SEEDS; s++) {
        const struct mend_measured *m = mend_summary_find(&runs->seed[s], measure);
        if (!m) {
            ck_abort_msg("no measure is called %s", measure);
        }
        sum += m->value;
        least = fmin(least, m->value);
        most = fmax(most, m->value);
    }
    printf("    %-34s %-34s %7.3f  (%.3f to %.3f)\n", runs->name, measure, sum / SEEDS, least, most);
    fflush(stdout);
    return sum / SEEDS;
}
