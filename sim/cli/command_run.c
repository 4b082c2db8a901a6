/* run, check, replay: the commands that live. */
#include "cli/cli.h"
#include "cli/json.h"

#include "reading/rule.h"
#include "study/forecast.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static struct mend_order order_of(const struct options *options, struct progress *progress)
{
    struct mend_order order = {.threads = options->threads, .isa = options->isa, .stop = &stop_requested};
    progress_show(options, progress, &order);
    return order;
}

static void say_forecast(const struct options *options, const struct mend_config *config, FILE *to)
{
    const struct forecast f = forecast_of(config, options->threads, options->isa);
    fprintf(to, "%lld dyads, %lld days, %.1f million turns: about %.*f s on %d thread%s, %.0f MB of memory\n", (long long)config->params.dyads,
            (long long)config->params.days, 1e-6 * (double)f.turns, f.seconds < 10 ? 1 : 0, f.seconds, f.threads, f.threads == 1 ? "" : "s",
            1e-6 * (double)f.bytes);
}

static void print_json(const struct mend_summary *s, const char *folder)
{
    json_t *all = json_array();
    for (int i = 0; i < s->count; i++) {
        const struct mend_measured *m = &s->row[i];
        json_array_append_new(all, json_pack("{s:s, s:o, s:o, s:o, s:I}", "measure", m->name, "value", json_number(m->value), "lower",
                                             json_number(m->lower), "upper", json_number(m->upper), "n", (json_int_t)m->n));
    }
    json_t *json = json_pack("{s:o, s:o}", "folder", json_path(folder), "summary", all);
    json_print(json, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
}

static void print_share(const struct mend_summary *s, const char *measure, const char *name)
{
    const struct mend_measured *m = mend_summary_find(s, measure);
    if (m && isfinite(m->value)) {
        printf("%-13s %5.1f %%   [%4.1f, %4.1f]\n", name, 100 * m->value, 100 * m->lower, 100 * m->upper);
    }
}

static void print_summary(const struct mend_summary *s, const char *folder)
{
    for (int c = 0; c < CLASSES; c++) {
        char name[MEND_MEASURE_NAME];
        snprintf(name, sizeof name, "share.%s", class_names[c]);
        print_share(s, name, class_names[c]);
    }
    print_share(s, "ended", "pairs ended");
    printf("in %s; draw it with: mend plot %s\n", folder, folder);
}

enum exit_code command_run(const struct options *options)
{
    static struct mend_config config;
    static struct mend_summary summary;
    static struct mend_report report;
    struct mend_sample sample;
    struct progress progress = {.unit = "million turns"};
    const enum exit_code read = config_of(options, &config);
    if (read != EXIT_DONE) {
        return read;
    }
    if (!mend_sample_of_config(&config, &sample, &report)) {
        return say(&report, EXIT_USAGE);
    }
    char named[sizeof config.name + sizeof "results/"];
    snprintf(named, sizeof named, "results/%s", config.name);
    const char *folder = options->output ? options->output : named;
    if (!options->quiet) {
        say_forecast(options, &config, stderr);
    }
    progress.all = 1e-6 * (double)mend_turns(&config);
    const bool done = mend_run(&config, &sample, order_of(options, &progress), folder, options->force, options->line, &summary, &report);
    progress_clear(&progress);
    mend_sample_free(&sample);
    if (!done) {
        return say(&report, stop_requested ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    if (options->json) {
        print_json(&summary, folder);
    } else if (!options->quiet) {
        print_summary(&summary, folder);
    }
    return EXIT_DONE;
}

enum exit_code command_check(const struct options *options)
{
    static struct mend_config config;
    static struct mend_report report;
    struct mend_sample sample;
    const enum exit_code read = config_of(options, &config);
    if (read != EXIT_DONE) {
        return read;
    }
    if (!mend_sample_of_config(&config, &sample, &report)) {
        return say(&report, EXIT_USAGE);
    }
    if (options->json) {
        const struct forecast f = forecast_of(&config, options->threads, options->isa);
        printf("{\"good\": true, \"turns\": %lld, \"threads\": %d, \"seconds\": %.3f, \"bytes\": %lld}\n", (long long)f.turns, f.threads, f.seconds,
               (long long)f.bytes);
    } else if (!options->quiet) {
        printf("%s is good: ", options->operand[0]);
        say_forecast(options, &config, stdout);
    }
    mend_sample_free(&sample);
    return EXIT_DONE;
}

static bool all_same(const struct mend_replayed *r)
{
    bool same = true;
    for (int i = 0; i < r->count; i++) {
        same = same && r->same[i] && r->kept[i];
    }
    return same;
}

static enum exit_code print_replay(const struct mend_replayed *r, bool quiet)
{
    for (int i = 0; i < r->count; i++) {
        if (!quiet || !r->same[i] || !r->kept[i]) {
            printf("%-9s %s\n", !r->same[i] ? "DIFFERS" : r->kept[i] ? "same" : "EDITED", r->name[i]);
        }
    }
    return all_same(r) ? EXIT_DONE : EXIT_FAILED;
}

static enum exit_code print_replay_json(const struct mend_replayed *r)
{
    json_t *all = json_array();
    for (int i = 0; i < r->count; i++) {
        json_array_append_new(all, json_pack("{s:s, s:b, s:b}", "file", r->name[i], "same", r->same[i], "kept", r->kept[i]));
    }
    json_print(all, JSON_INDENT(1));
    return all_same(r) ? EXIT_DONE : EXIT_FAILED;
}

enum exit_code command_replay(const struct options *options)
{
    static struct mend_report report;
    static struct mend_replayed replayed;
    struct progress progress = {.unit = "%", .all = 100};
    if (!mend_replay(options->operand[0], order_of(options, &progress), &replayed, &report)) {
        progress_clear(&progress);
        return say(&report, stop_requested ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    progress_clear(&progress);
    return options->json ? print_replay_json(&replayed) : print_replay(&replayed, options->quiet);
}
