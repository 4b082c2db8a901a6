#include "mend/compare.h"

#include "engine/threads.h"
#include "io/csv.h"
#include "io/folder.h"
#include "io/manifest.h"
#include "study/resample.h"
#include "study/summary.h"

#include <errno.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RESAMPLES = 400, SIDES = 2, FEWEST = 20 };

static const char *const usual[] = {"share.secure", "share.avoidant",    "share.anxious", "share.disorganized", "trust.mean", "doubt.mean",
                                    "arousal.mean", "repair_share.mean", "ended"};
enum { USUAL = sizeof usual / sizeof usual[0] };

/* One thread's room. */
struct seat {
    struct population picked[SIDES];
    struct mend_summary summary;
    int64_t *dyad;
};

struct bench {
    struct population side[SIDES];
    struct seat *seat;
    struct mend_comparison *out;
    struct mend_order order;
    double *value; /* measure, side, resample */
    int failed;
};

static double *values_of(const struct bench *b, int measure, int side)
{
    return b->value + ((int64_t)measure * SIDES + side) * RESAMPLES;
}

/* Of the measures that are compared, those of a population. */
static bool take_compared(const struct mend_comparison *c, const struct population *population, struct mend_summary *room,
                          double value[MEND_CHOSEN_MOST], struct mend_report *report)
{
    const char *names[MEND_CHOSEN_MOST];
    for (int m = 0; m < c->count; m++) {
        names[m] = c->row[m].name;
    }
    return take_measures(population, names, c->count, room, value, report);
}

static bool resample(struct bench *b, int64_t k, struct seat *seat)
{
    bool good = draw_dyads(k, b->out->dyads, b->out->dyads, seat->dyad); /* the same on both sides */
    for (int side = 0; good && side < SIDES; side++) {
        struct mend_report report = {0};
        double value[MEND_CHOSEN_MOST];
        good = population_pick(&b->side[side], seat->dyad, b->out->dyads, &seat->picked[side]) &&
               take_compared(b->out, &seat->picked[side], &seat->summary, value, &report);
        for (int m = 0; good && m < b->out->count; m++) {
            values_of(b, m, side)[k] = value[m];
        }
    }
    return good;
}

static void work_resample(void *context, int64_t k, int thread)
{
    struct bench *b = context;
    if (__atomic_load_n(&b->failed, __ATOMIC_RELAXED) || (b->order.stop && *b->order.stop)) {
        return;
    }
    if (!resample(b, k, &b->seat[thread])) {
        __atomic_store_n(&b->failed, 1, __ATOMIC_RELAXED);
    }
    if (thread == 0 && b->order.progress) {
        b->order.progress(b->order.context, k + 1, RESAMPLES);
    }
}

/* False if memory ran out. */
static bool run_resamples(struct bench *b)
{
    const int threads = threads_wanted(b->order.threads);
    const int64_t dyads = b->out->dyads;
    b->value = calloc((size_t)(b->out->count ? b->out->count : 1) * SIDES * RESAMPLES, sizeof *b->value);
    b->seat = calloc((size_t)threads, sizeof *b->seat);
    b->failed = !b->value || !b->seat;
    for (int t = 0; t < threads && !b->failed; t++) {
        b->seat[t].dyad = calloc((size_t)dyads, sizeof *b->seat[t].dyad);
        b->failed = !b->seat[t].dyad;
    }
    if (!b->failed) {
        for_each_item(RESAMPLES, threads, work_resample, b);
    }
    for (int t = 0; b->seat && t < threads; t++) {
        free(b->seat[t].dyad);
        for (int side = 0; side < SIDES; side++) {
            population_free(&b->seat[t].picked[side]);
        }
    }
    free(b->seat);
    return !b->failed;
}

/* What the resamples tell: the percentile interval, and the variance of the difference beside that of two samples apart. */
static void read_resamples(const struct bench *b, int measure, double effect)
{
    struct mend_compared *row = &b->out->row[measure];
    const double *a = values_of(b, measure, 0), *other = values_of(b, measure, 1);
    const double power = z_of_interval() + gsl_cdf_ugaussian_Pinv(0.8);
    double difference[RESAMPLES];
    bool known = true;
    for (int k = 0; k < RESAMPLES; k++) {
        difference[k] = other[k] - a[k];
        known = known && !isnan(difference[k]);
    }
    row->difference = row->b - row->a;
    row->lower = row->upper = row->times_fewer = row->lives = row->lives_independent = NAN;
    if (!known) {
        return;
    }
    const double paired = gsl_stats_variance(difference, 1, RESAMPLES);
    const double apart = gsl_stats_variance(a, 1, RESAMPLES) + gsl_stats_variance(other, 1, RESAMPLES);
    percentile_interval(difference, RESAMPLES, &row->lower, &row->upper);
    row->times_fewer = paired > 0 ? apart / paired : NAN;
    if (effect > 0) {
        const double scale = (double)b->out->dyads * power * power / (effect * effect);
        row->lives = ceil(paired * scale);
        row->lives_independent = ceil(apart * scale);
    }
}

/* Both sides get the dyads and the seed of the first. */
static bool live_sides(struct bench *b, const struct mend_config *const config[SIDES], struct mend_report *report)
{
    static struct mend_summary summary;
    double value[MEND_CHOSEN_MOST];
    bool good = true;
    for (int side = 0; good && side < SIDES; side++) {
        struct mend_config own = *config[side];
        struct mend_sample sample;
        good = mend_sample_of_config(&own, &sample, report);
        if (good && side > 0) {
            const struct mend_params *first = &b->side[0].config.params;
            own.params.dyads = first->dyads;
            own.params.first_dyad = first->first_dyad;
            own.params.seed = first->seed;
            own.params.replicate = first->replicate;
        }
        record_nothing(&own);
        b->out->dyads = own.params.dyads;
        good = good && (own.params.dyads >= FEWEST || mend_complain(report, "error: dyads: a comparison takes at least %d of them", FEWEST));
        good = good && population_live(&own, sample.rows ? &sample : NULL, b->order, &b->side[side], report);
        good = good && take_compared(b->out, &b->side[side], &summary, value, report);
        for (int m = 0; good && m < b->out->count; m++) {
            *(side ? &b->out->row[m].b : &b->out->row[m].a) = value[m];
        }
        mend_sample_free(&sample);
    }
    return good;
}

static bool name_measures(struct mend_comparison *out, const char *const *names, int count, struct mend_report *report)
{
    out->count = names ? count : USUAL;
    if (out->count > MEND_CHOSEN_MOST) {
        return mend_complain(report, "error: more than %d measures", MEND_CHOSEN_MOST);
    }
    for (int m = 0; m < out->count; m++) {
        snprintf(out->row[m].name, sizeof out->row[m].name, "%s", names ? names[m] : usual[m]);
    }
    return true;
}

/* What neither config has a value for is left out. */
static void drop_unknown(struct mend_comparison *out)
{
    int kept = 0;
    for (int m = 0; m < out->count; m++) {
        if (!isnan(out->row[m].a) || !isnan(out->row[m].b)) {
            out->row[kept++] = out->row[m];
        }
    }
    out->count = kept;
}

bool mend_compare(const struct mend_config *a, const struct mend_config *b, const char *const *names, int count, double effect,
                  struct mend_order order, struct mend_comparison *out, struct mend_report *report)
{
    const struct mend_config *const config[SIDES] = {a, b};
    struct bench bench = {.out = out, .order = order};
    *out = (struct mend_comparison){.resamples = RESAMPLES};
    bool good = name_measures(out, names, count, report) && live_sides(&bench, config, report);
    if (good) {
        drop_unknown(out);
        good = run_resamples(&bench) || mend_complain(report, "error: not enough memory");
        if (good && order.stop && *order.stop) {
            good = mend_complain(report, "interrupted; nothing was written");
        }
    }
    for (int m = 0; good && m < out->count; m++) {
        read_resamples(&bench, m, effect);
    }
    for (int side = 0; side < SIDES; side++) {
        population_free(&bench.side[side]);
    }
    free(bench.value);
    return good;
}

static bool write_rows(const struct mend_comparison *c, const char *path)
{
    struct csv *csv = csv_open(path, false);
    if (csv) {
        csv_header(csv, FILE_COMPARE, false);
        csv_end_row(csv);
    }
    for (int m = 0; csv && m < c->count; m++) {
        const struct mend_compared *row = &c->row[m];
        csv_text(csv, row->name);
        csv_number(csv, row->a, 6);
        csv_number(csv, row->b, 6);
        csv_number(csv, row->difference, 6);
        csv_number(csv, row->lower, 6);
        csv_number(csv, row->upper, 6);
        csv_number(csv, row->times_fewer, 1);
        csv_number(csv, row->lives, 0);
        csv_number(csv, row->lives_independent, 0);
        csv_end_row(csv);
    }
    return csv && csv_close(csv);
}

bool mend_comparison_write(const struct mend_comparison *c, const struct mend_config *a, const struct mend_config *b, const char *path, bool force,
                           const char *command, struct mend_report *report)
{
    struct folder folder;
    char file[MEND_PATH + 64];
    if (!folder_open(&folder, path, force, report)) {
        return false;
    }
    folder_path(&folder, "compare.csv", file, sizeof file);
    bool good = write_rows(c, file) || mend_complain(report, "%.300s/compare.csv: error: cannot be written: %s", path, strerror(errno));
    good = good && comparison_manifest_write(&folder, a, b, c->dyads, command, report) && folder_close(&folder, report);
    if (!good) {
        folder_abandon(&folder);
    }
    return good;
}
