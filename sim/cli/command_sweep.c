/* sweep, sensitivity, merge: the commands that live a design, and join its parts. */
#include "cli/cli.h"
#include "cli/json.h"

#include "mend/sweep.h"
#include "study/crew.h"

#include <stdio.h>

static void say_forecast(const struct mend_sweep_forecast *f, FILE *to)
{
    fprintf(to,
            "%lld points, %lld populations, %.4g million turns: about %.3g CPU hours, %.3g s on %d thread%s; %.2g MB of disk, %.3g MB of memory\n",
            (long long)f->points, (long long)f->rows, 1e-6 * (double)f->turns, f->cpu_seconds / 3600, f->seconds, f->threads,
            f->threads == 1 ? "" : "s", 1e-6 * (double)f->disk, 1e-6 * (double)f->memory);
}

static void print_done_json(const struct mend_sweep_done *done, const char *folder)
{
    json_t *json = json_pack("{s:o, s:I, s:I, s:I}", "folder", json_path(folder), "rows", (json_int_t)done->rows, "earlier",
                             (json_int_t)done->earlier, "failed", (json_int_t)done->failed);
    json_print(json, 0);
}

static void print_forecast_json(const struct mend_sweep_forecast *f)
{
    printf(
        "{\"points\": %lld, \"rows\": %lld, \"turns\": %lld, \"cpu_seconds\": %.3f, \"seconds\": %.3f, \"threads\": %d, \"disk\": %lld, \"memory\": "
        "%lld}\n",
        (long long)f->points, (long long)f->rows, (long long)f->turns, f->cpu_seconds, f->seconds, f->threads, (long long)f->disk,
        (long long)f->memory);
}

static bool read_design(const struct options *options, enum mend_purpose purpose, struct mend_design *design, struct mend_report *report)
{
    bool good = mend_design_read(options->operand[0], purpose, design, report);
    for (int i = 0; good && i < options->sets; i++) {
        good = mend_config_set(&design->base, options->set[i], report);
    }
    if (good && options->seed[0]) {
        good = mend_config_set(&design->base, options->seed, report);
    }
    return good && mend_config_consistent(&design->base, report);
}

/* So many populations are asked about first. */
static bool ask_about_many(const struct options *options, const struct mend_design *design, struct mend_report *report)
{
    enum { MANY = 10000000 };
    const int64_t rows = design->points * design->replicates;
    return rows < MANY || options->force || options->dry_run ||
           mend_complain(report, "%s: error: %lld populations are many; look at --dry-run first, and run them with --force", options->operand[0],
                         (long long)rows);
}

static enum exit_code dry_run(struct mend_design *design, struct mend_sweep_order order, bool json, struct mend_report *report)
{
    struct mend_sweep_forecast f;
    if (!crew_agrees(mend_sweep_forecast_of(design, order, &f, report), report)) {
        return say(report, EXIT_FAILED);
    }
    if (crew_rank() == 0) {
        json ? print_forecast_json(&f) : say_forecast(&f, stdout);
    }
    return EXIT_DONE;
}

static void print_done(const struct mend_sweep_done *done, const char *folder, bool as_json)
{
    if (as_json) {
        print_done_json(done, folder);
    } else {
        printf("%lld rows in %s/sweep.csv\n", (long long)done->rows, folder);
    }
}

static enum exit_code live_design(const struct options *options, struct mend_design *design, struct mend_sweep_order order,
                                  struct mend_report *report)
{
    static struct mend_influence influence[MEND_CHOSEN_MOST];
    char named[sizeof design->name + sizeof "results/"];
    struct progress progress = {.unit = "populations"};
    struct mend_sweep_forecast f;
    struct mend_sweep_done done;
    const bool is_first = crew_rank() == 0;
    if (!options->quiet) {
        if (!crew_agrees(mend_sweep_forecast_of(design, order, &f, report), report)) {
            return say(report, EXIT_FAILED);
        }
        progress.all = (double)f.rows;
        if (is_first) {
            say_forecast(&f, stderr);
        }
    }
    progress_show(options, &progress, &order.run);
    snprintf(named, sizeof named, "results/%s", design->name);
    const char *folder = options->output ? options->output : named;
    const bool good =
        design->trials ? mend_sensitivity(design, order, folder, &done, influence, report) : mend_sweep(design, order, folder, &done, report);
    progress_clear(&progress);
    if (good && is_first && (options->json || !options->quiet)) {
        design->trials && options->shards == 1 ? print_influence(design, influence, folder, options->json) : print_done(&done, folder, options->json);
    }
    return good ? EXIT_DONE : say(report, done.stopped ? EXIT_INTERRUPTED : EXIT_FAILED);
}

/* As one of a crew: what all ranks find wrong, one tells. */
static enum exit_code work_in_crew(const struct options *options, enum mend_purpose purpose)
{
    static struct mend_design design;
    static struct mend_report report;
    const struct mend_sweep_order order = {
        .run = {.threads = options->threads, .isa = options->isa, .stop = &stop_requested},
        .resume = options->resume,
        .force = options->force,
        .shard = options->shard,
        .shards = options->shards,
        .command = options->line,
    };
    const bool good = read_design(options, purpose, &design, &report) && ask_about_many(options, &design, &report);
    if (!crew_agrees(good, &report)) {
        return say(&report, EXIT_USAGE);
    }
    const enum exit_code code = options->dry_run ? dry_run(&design, order, options->json, &report) : live_design(options, &design, order, &report);
    mend_design_free(&design);
    return code;
}

/* Ranks that do not know of each other would all do the same work in one folder; parts do not. */
static bool is_one_crew(const struct options *options, struct mend_report *report)
{
    return !crew_is_split() || options->shards > 1 ||
           mend_complain(report, "error: the launcher has started several processes, and this mend is not made for them: build it with "
                                 "`make MPI=1` and the MPI of that launcher, or start it once");
}

static enum exit_code join_crew(const struct options *options, enum mend_purpose purpose)
{
    static struct mend_report report;
    if (!crew_join(&report)) {
        return say(&report, EXIT_FAILED);
    }
    const enum exit_code code = is_one_crew(options, &report) ? work_in_crew(options, purpose) : say(&report, EXIT_FAILED);
    crew_leave();
    return code;
}

enum exit_code command_sweep(const struct options *options)
{
    return join_crew(options, MEND_TO_SWEEP);
}

enum exit_code command_sensitivity(const struct options *options)
{
    return join_crew(options, MEND_FOR_SENSITIVITY);
}

enum exit_code command_merge(const struct options *options)
{
    static struct mend_report report;
    int64_t rows;
    if (!options->output) {
        fprintf(stderr, "mend merge: -o DIR is missing: where the joined sweep goes\n");
        return EXIT_USAGE;
    }
    if (!mend_merge(options->operand, options->operands, options->output, options->force, &rows, &report)) {
        return say(&report, EXIT_FAILED);
    }
    if (!options->quiet) {
        printf("%lld rows in %s/sweep.csv\n", (long long)rows, options->output);
    }
    return EXIT_DONE;
}
