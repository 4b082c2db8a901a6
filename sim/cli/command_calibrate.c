/* calibrate: free parameters against published findings; and known parameters, found again. */
#include "cli/cli.h"
#include "cli/json.h"

#include "io/text.h"
#include "mend/calibrate.h"
#include "study/dealer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- advice ---- */

static void print_group(const struct mend_calibration *c, const struct mend_trade *trade, int group)
{
    int size = 0, said = 0;
    for (int k = 0; k < c->design.factors; k++) {
        size += trade[k].group == group;
    }
    if (size == 1) {
        printf("The targets do not tell %s: fix it.\n", c->design.factor[group].key);
        return;
    }
    for (int k = 0; k < c->design.factors; k++) {
        if (trade[k].group == group) {
            printf("%s%s", said == 0 ? "" : said == size - 1 ? " and " : ", ", c->design.factor[k].key);
            said++;
        }
    }
    if (trade[group].fix == size) {
        printf(" trade off, and the targets hardly tell what they do together: fix them all.\n");
    } else {
        printf(" trade off: the targets tell what they do together, not what each does. Fix %d of the %d.\n", trade[group].fix, size);
    }
}

static void print_advice(const struct mend_calibration *c, const struct mend_trade *trade)
{
    for (int k = 0; k < c->design.factors; k++) {
        if (trade[k].group == k && trade[k].fix > 0) {
            print_group(c, trade, k);
        }
    }
}

/* ---- as text ---- */

static void print_parameters(const struct mend_calibration *c, const struct mend_fit *fit)
{
    printf("%-36s %-18s %8s %8s  %-20s %8s\n", "free parameter", "prior", "before", "mean", "90 % interval", "best");
    for (int k = 0; k < fit->parameters; k++) {
        const struct mend_fitted *p = &fit->parameter[k];
        char prior[40], interval[40];
        snprintf(prior, sizeof prior, "%.4g to %.4g", p->from, p->to);
        snprintf(interval, sizeof interval, "%.3g to %.3g", p->lower, p->upper);
        printf("%-36s %-18s %8.3g %8.3g  %-20s %8.3g  %s%s\n", c->design.factor[k].key, prior, p->start, p->mean, interval, p->best,
               p->identified ? "identified" : "not identified",
               p->leans < 0   ? ", leans on the lower bound"
               : p->leans > 0 ? ", leans on the upper bound"
                              : "");
    }
}

static void print_line(const struct mend_calibration *c, int line, const struct mend_aimed *a)
{
    const struct mend_finding *f = &c->findings.row[c->line[line]];
    char measure[46], aim[40], start[SHORT_NUMBER], simulated[SHORT_NUMBER], lower[SHORT_NUMBER], upper[SHORT_NUMBER], best[SHORT_NUMBER];
    mend_shorten(measure, sizeof measure, f->measure);
    if (a->side) {
        snprintf(aim, sizeof aim, "%s 0", a->side < 0 ? "below" : a->margin > 0 ? "not below" : "above");
    } else {
        snprintf(aim, sizeof aim, "%.4g (sd %.3g)", a->value, a->sd);
    }
    printf("  %-3s %-12s %-45s %-20s %8s  %s (%s to %s), best %s%s\n", a->fits ? "yes" : "no", c->line_name[line], measure, aim,
           short_number(a->start, start), short_number(a->simulated, simulated), short_number(a->lower, lower), short_number(a->upper, upper),
           short_number(a->best, best), a->aimed ? "" : "; not aimed at: most points lack it");
}

static void print_fit(const struct mend_calibration *c, const struct mend_fit *fit, const char *folder)
{
    int before = 0, after = 0;
    for (int j = 0; j < fit->lines; j++) {
        before += fit->line[j].fitted_before;
        after += fit->line[j].fits;
    }
    print_parameters(c, fit);
    print_advice(c, fit->trade);
    printf("\nIn populations at draws of the posterior %d of %d lines agree; before, %d did.\n", after, fit->lines, before);
    printf("  %-3s %-12s %-45s %-20s %8s  %s\n", "", "line", "", "aimed at", "before", "simulated (95 % of populations)");
    for (int j = 0; j < fit->lines; j++) {
        print_line(c, j, &fit->line[j]);
    }
    if (fit->plausible == 0) {
        printf("Of 10,000 points of the prior none is plausible in every line, by the emulators (%s): the posterior is a small place, or no place "
               "agrees with everything.\n",
               fit->form);
    } else {
        printf("%.2g %% of the prior is plausible in every line, by the emulators (%s).\n", 100 * fit->plausible, fit->form);
    }
    if (fit->failed > 0) {
        printf("%lld of %lld points lack every line and were passed over.\n", (long long)fit->failed, (long long)fit->points);
    }
    printf("in %s/calibration.csv, predictive.csv, posterior.csv, points.csv; rules.csv has the best point as a rule\n", folder);
}

static void print_recovery(const struct mend_calibration *c, const struct mend_recovery *r, const char *folder)
{
    printf("%d sets of known parameters, sought as if they were not known:\n", r->known);
    printf("%-36s %12s %12s %8s  %s\n", "free parameter", "identified", "covered", "bias", "sd of posterior / of prior");
    for (int k = 0; k < r->parameters; k++) {
        const struct mend_recovered *p = &r->parameter[k];
        char bias[SHORT_NUMBER], width[SHORT_NUMBER];
        printf("%-36s %5d of %3d %5d of %3d %8s  %s\n", c->design.factor[k].key, p->identified, r->known, p->covered, p->identified,
               short_number(p->bias, bias), short_number(p->width, width));
    }
    print_advice(c, r->trade);
    if (r->left_out > 0) {
        printf("%d more set%s left out: their lives tell too little.\n", r->left_out, r->left_out == 1 ? " was" : "s were");
    }
    if (r->identified > 0) {
        printf("90 %% intervals hold the known value of %d of %d identified parameters: %.1f %% (%.1f to %.1f)\n", r->covered, r->identified,
               100 * r->coverage, 100 * r->lower, 100 * r->upper);
    } else {
        printf("No parameter is identified in any set.\n");
    }
    printf("in %s/recovery.csv and recovery_summary.csv\n", folder);
}

/* ---- as JSON ---- */

static json_t *partner_json(const struct mend_calibration *c, int partner)
{
    return partner < 0 ? json_null() : json_string(c->design.factor[partner].key);
}

static json_t *fitted_json(const struct mend_calibration *c, const struct mend_fit *fit, int k)
{
    const struct mend_fitted *p = &fit->parameter[k];
    json_t *correlations = json_object();
    for (int other = 0; other < fit->parameters; other++) {
        json_object_set_new(correlations, c->design.factor[other].key, json_number(fit->correlation[k][other]));
    }
    return json_pack("{s:s, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:f, s:b, s:s, s:f, s:o, s:o}", "parameter", c->design.factor[k].key, "from", p->from,
                     "to", p->to, "start", p->start, "mean", p->mean, "median", p->median, "sd", p->sd, "lower", p->lower, "upper", p->upper,
                     "identified", p->identified, "at_bound",
                     p->leans < 0   ? "lower"
                     : p->leans > 0 ? "upper"
                                    : "",
                     "best", p->best, "partner", partner_json(c, fit->trade[k].partner), "correlations", correlations);
}

static void print_fit_json(const struct mend_calibration *c, const struct mend_fit *fit, const char *folder)
{
    json_t *parameters = json_array(), *lines = json_array();
    for (int k = 0; k < fit->parameters; k++) {
        json_array_append_new(parameters, fitted_json(c, fit, k));
    }
    for (int j = 0; j < fit->lines; j++) {
        const struct mend_aimed *a = &fit->line[j];
        json_array_append_new(lines,
                              json_pack("{s:s, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b, s:b}", "line", c->line_name[j], "side", a->side,
                                        "value", json_number(a->value), "sd", json_number(a->sd), "start", json_number(a->start), "simulated",
                                        json_number(a->simulated), "lower", json_number(a->lower), "upper", json_number(a->upper), "best",
                                        json_number(a->best), "distance", json_number(a->distance), "aimed", a->aimed, "fits", a->fits));
    }
    json_print(json_pack("{s:o, s:o, s:o, s:s, s:f, s:I, s:I}", "folder", json_path(folder), "parameters", parameters, "lines", lines, "emulators",
                         fit->form, "plausible", fit->plausible, "points", (json_int_t)fit->points, "failed", (json_int_t)fit->failed),
               JSON_INDENT(1) | JSON_REAL_PRECISION(6));
}

static void print_recovery_json(const struct mend_calibration *c, const struct mend_recovery *r, const char *folder)
{
    json_t *parameters = json_array();
    for (int k = 0; k < r->parameters; k++) {
        const struct mend_recovered *p = &r->parameter[k];
        json_array_append_new(parameters,
                              json_pack("{s:s, s:i, s:i, s:o, s:o, s:o, s:o}", "parameter", c->design.factor[k].key, "identified", p->identified,
                                        "covered", p->covered, "bias", json_number(p->bias), "width", json_number(p->width), "partner",
                                        partner_json(c, r->trade[k].partner), "correlation", json_number(r->trade[k].correlation)));
    }
    json_print(json_pack("{s:o, s:i, s:i, s:i, s:i, s:o, s:o, s:o, s:o}", "folder", json_path(folder), "sets", r->known, "left_out", r->left_out,
                         "identified", r->identified, "covered", r->covered, "coverage", json_number(r->coverage), "lower", json_number(r->lower),
                         "upper", json_number(r->upper), "parameters", parameters),
               JSON_INDENT(1) | JSON_REAL_PRECISION(6));
}

static void say_forecast(const struct mend_calibration_forecast *f, bool as_json, FILE *to)
{
    fprintf(to,
            as_json ? "{\"points\": %lld, \"populations\": %lld, \"turns\": %.0f, \"cpu_seconds\": %.1f, \"seconds\": %.1f, \"threads\": %d, "
                      "\"memory\": %.0f}\n"
                    : "%lld points, %lld populations, %.4g million turns: about %.3g CPU hours, %.3g s on %d threads; %.3g MB of memory\n",
            (long long)f->points, (long long)f->populations, (as_json ? 1 : 1e-6) * (double)f->turns,
            as_json ? f->cpu_seconds : f->cpu_seconds / 3600, f->seconds, f->threads, (as_json ? 1 : 1e-6) * (double)f->memory);
}

/* ---- the command ---- */

static bool read_calibration(const struct options *options, struct mend_calibration *c, struct mend_report *report)
{
    bool good = mend_calibration_read(options->operand[0], options->rule, c, report);
    for (int i = 0; good && i < options->sets; i++) {
        good = mend_calibration_set(c, options->set[i], report);
    }
    return good && (!options->seed[0] || mend_calibration_set(c, options->seed, report));
}

static enum exit_code calibrate(const struct options *options, const struct mend_calibration *c, struct mend_calibration_order order,
                                struct mend_report *report)
{
    static struct mend_fit fit;
    static struct mend_recovery recovery;
    struct mend_calibration_done done;
    char named[sizeof c->design.name + sizeof "results/"];
    struct progress progress = {.unit = "%", .all = 100};
    snprintf(named, sizeof named, "results/%s", c->design.name);
    const char *folder = options->output ? options->output : named;
    progress_show(options, &progress, &order.run);
    const bool good = mend_calibrate(c, order, folder, &done, &fit, &recovery, report);
    progress_clear(&progress);
    if (!good) {
        return say(report, done.stopped ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    if (options->json) {
        order.known ? print_recovery_json(c, &recovery, folder) : print_fit_json(c, &fit, folder);
    } else if (!options->quiet) {
        order.known ? print_recovery(c, &recovery, folder) : print_fit(c, &fit, folder);
    }
    return EXIT_DONE;
}

static enum exit_code work(const struct options *options, const struct mend_calibration *c, struct mend_report *report)
{
    const struct mend_calibration_order order = {
        .run = {.threads = options->threads, .isa = options->isa, .stop = &stop_requested},
        .resume = options->resume,
        .force = options->force,
        .known = options->recover,
        .command = options->line,
    };
    struct mend_calibration_forecast f;
    if ((options->dry_run || !options->quiet) && !mend_calibration_forecast_of(c, order, &f, report)) {
        return say(report, stop_requested ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    if (options->dry_run) {
        say_forecast(&f, options->json, stdout);
        return EXIT_DONE;
    }
    if (!options->quiet) {
        say_forecast(&f, false, stderr);
    }
    return calibrate(options, c, order, report);
}

enum exit_code command_calibrate(const struct options *options)
{
    static struct mend_calibration c;
    static struct mend_report report;
    if (ranks_started() > 1) {
        mend_complain(&report, "error: a calibration works with the threads of one process, and the launcher has started several: start it once");
        return say(&report, EXIT_FAILED);
    }
    if (options->shards > 1) {
        fprintf(stderr, "mend calibrate: --shard: a calibration has no parts: where a wave lays its points hangs on all points before it\n");
        return EXIT_USAGE;
    }
    if (!read_calibration(options, &c, &report)) {
        mend_calibration_free(&c);
        return say(&report, EXIT_USAGE);
    }
    const enum exit_code code = work(options, &c, &report);
    mend_calibration_free(&c);
    return code;
}
