/* compare: two configs on the same lives. */
#include "cli/cli.h"
#include "cli/json.h"

#include "io/measures.h"
#include "mend/compare.h"

#include <math.h>
#include <stdio.h>

static void print_json(const struct mend_comparison *c, const char *folder)
{
    json_t *rows = json_array();
    for (int m = 0; m < c->count; m++) {
        const struct mend_compared *row = &c->row[m];
        json_array_append_new(rows, json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "measure", row->name, "a", json_number(row->a), "b",
                                              json_number(row->b), "difference", json_number(row->difference), "lower", json_number(row->lower),
                                              "upper", json_number(row->upper), "times_fewer", json_number(row->times_fewer), "lives",
                                              json_number(row->lives), "lives_independent", json_number(row->lives_independent)));
    }
    json_t *json =
        json_pack("{s:o, s:I, s:i, s:o}", "folder", json_path(folder), "dyads", (json_int_t)c->dyads, "resamples", c->resamples, "measures", rows);
    json_print(json, JSON_INDENT(1) | JSON_REAL_PRECISION(8));
}

/* What is not known is a dash. */
static void print_cell(int width, int decimals, bool is_signed, double value)
{
    char text[40];
    snprintf(text, sizeof text, is_signed ? "%+.*f" : "%.*f", decimals, value);
    printf(" %*s", width, isnan(value) ? "-" : text);
}

static void print_table(const struct mend_comparison *c, double effect, const char *folder)
{
    printf("%lld lives under each; 95 %% intervals by bootstrap (%d resamples)\n", (long long)c->dyads, c->resamples);
    printf("%-22s %9s %9s %11s  %-22s %5s%s\n", "", "a", "b", "b less a", "interval", "times",
           effect > 0 ? "      lives      apart  replicates" : "");
    for (int m = 0; m < c->count; m++) {
        const struct mend_compared *row = &c->row[m];
        char interval[40];
        snprintf(interval, sizeof interval, "[%+.4f, %+.4f]", row->lower, row->upper);
        printf("%-22s", row->name);
        print_cell(9, 4, false, row->a);
        print_cell(9, 4, false, row->b);
        print_cell(11, 4, true, row->difference);
        printf("  %-22s", isnan(row->lower) ? "-" : interval);
        print_cell(5, 1, false, row->times_fewer);
        if (effect > 0) {
            print_cell(10, 0, false, row->lives);
            print_cell(10, 0, false, row->lives_independent);
            print_cell(11, 0, false, ceil(row->lives / (double)c->dyads));
        }
        putchar('\n');
    }
    printf("times: as many lives would independent seeds have taken for an interval as narrow\n");
    if (effect > 0) {
        printf("lives: dyads times replicates under each config that would show a difference of %g; apart: on independent seeds;\n"
               "replicates: those lives in populations of %lld dyads\n",
               effect, (long long)c->dyads);
    }
    printf("in %s/compare.csv\n", folder);
}

enum exit_code command_compare(const struct options *options)
{
    static struct mend_config config[2];
    static struct mend_comparison comparison;
    static struct mend_report report;
    struct options one = *options;
    for (int side = 0; side < 2; side++) {
        one.operand[0] = options->operand[side];
        const enum exit_code read = config_of(&one, &config[side]);
        if (read != EXIT_DONE) {
            return read;
        }
    }
    bool known_measures = true;
    for (int m = 0; m < options->measures; m++) {
        known_measures = demand_measure(options->measure[m], "error: ", &report) && known_measures;
    }
    if (!known_measures) {
        return say(&report, EXIT_USAGE);
    }
    struct progress progress = {.unit = "%", .all = 100};
    struct mend_order order = {.threads = options->threads, .isa = options->isa, .stop = &stop_requested};
    progress_show(options, &progress, &order);
    const bool done = mend_compare(&config[0], &config[1], options->measures ? options->measure : NULL, options->measures, options->effect, order,
                                   &comparison, &report);
    progress_clear(&progress);
    if (!done) {
        return say(&report, stop_requested ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    char named[sizeof config[0].name + sizeof config[1].name + sizeof "results/-and-"];
    snprintf(named, sizeof named, "results/%s-and-%s", config[0].name, config[1].name);
    const char *folder = options->output ? options->output : named;
    if (!mend_comparison_write(&comparison, &config[0], &config[1], folder, options->force, options->line, &report)) {
        return say(&report, EXIT_FAILED);
    }
    if (options->json) {
        print_json(&comparison, folder);
    } else if (!options->quiet) {
        print_table(&comparison, options->effect, folder);
    }
    return EXIT_DONE;
}
