/* What a sweep will take. Populations across the design are looked at, evenly, and stand for the rest. */
#include "mend/sweep.h"

#include "study/crew.h"
#include "study/forecast.h"
#include "study/points.h"
#include "study/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOKED_AT = 60, TRIES = 5, DYADS_TRIED = 8 * LANES };

/* What does not grow with the rows: a manifest with every parameter, and the description of the table with its columns. */
enum { DISK_FIXED = 13900, DISK_A_COLUMN = 210 };

/* What a process holds beside its populations: parts of the program that come into memory as it goes on and, for each thread, its stack and the
 * seat, as far as they are used. */
enum { HELD_LATER = 1900000, HELD_BY_THREAD = 500000 };

/* Sums over the populations looked at. */
struct looked {
    int64_t count;
    double turns, seconds, bytes; /* bytes: the most that one takes */
    double beside, value_text;    /* of one population: seconds beside its turns, bytes of its measures in the journal and the table */
    double factor_text;
};

/* A population like those of the sweep, small and with hardly any days. */
static void shorten(const struct mend_config *from, struct mend_config *to)
{
    struct mend_params *p = &to->params;
    *to = *from;
    to->changes = 0;
    p->days = 1;
    p->infancy_days = p->infancy_days < 1 ? p->infancy_days : 1;
    p->dyads = p->dyads < DYADS_TRIED ? p->dyads : DYADS_TRIED;
    for (int i = 0; i < to->assays; i++) {
        to->assay[i].day = 0;
    }
}

static double text_of(const double *value, int count)
{
    int length = 0;
    for (int m = 0; m < count; m++) {
        length += snprintf(NULL, 0, " %.17g", value[m]) + (isnan(value[m]) ? 1 : snprintf(NULL, 0, ",%.6f", value[m]));
    }
    return length;
}

/* What a population costs beside its turns: births, tables, measures, and what assays write down. The quickest of a few tries, for the first have to
 * find their memory. */
static void try_population(const struct mend_design *d, const struct mend_config *config, int isa, struct looked *out)
{
    static const struct mend_sample none;
    struct seat *seat = calloc(1, sizeof *seat);
    double least = INFINITY, value[MEND_CHOSEN_MOST];
    for (int k = 0; seat && k < TRIES; k++) {
        shorten(config, &seat->config);
        const double turns = forecast_of(&seat->config, 1, isa).seconds, start = seconds_now();
        if (live_population(d, seat, &none, (struct mend_order){.threads = 1, .isa = isa}, value)) {
            least = fmin(least, fmax(0, seconds_now() - start - turns));
            out->value_text = text_of(value, d->measures);
        }
    }
    if (seat && isfinite(least)) {
        out->beside = least * (double)config->params.dyads / (double)seat->config.params.dyads;
    }
    free(seat);
}

static void look_at(struct mend_design *d, int64_t point, int threads, int isa, struct looked *out)
{
    static struct mend_config config;
    static struct mend_report report;
    char room[VALUE_TEXT];
    report.count = 0;
    if (!point_config(d, point, 0, &config, &report)) {
        return;
    }
    record_nothing(&config);
    if (out->count == 0) {
        try_population(d, &config, isa, out);
    }
    const struct forecast f = forecast_of(&config, 1, isa);
    out->turns += (double)f.turns;
    out->seconds += f.seconds + out->beside;
    out->bytes = fmax(out->bytes, (double)(f.bytes + (threads_for(&config.params, threads) - 1) * bytes_of_block_at_work()));
    for (int k = 0; k < d->factors; k++) {
        out->factor_text += (double)strlen(point_value(d, point, k, room)) + 1;
    }
    out->count++;
}

static int digits(int64_t number)
{
    return snprintf(NULL, 0, "%lld", (long long)number);
}

/* A row is a line of the journal, "7 ok ...", and one of sweep.csv, "4,1,1,...". */
static double bytes_on_disk(const struct mend_design *d, const struct looked *seen, int64_t rows)
{
    const int numbers = digits(rows) + 4 + digits(d->points) + digits(d->replicates) + digits(d->base.params.seed) + 3;
    const double factors = seen->count ? seen->factor_text / (double)seen->count : 0;
    return DISK_FIXED + DISK_A_COLUMN * (d->factors + d->measures) + (double)rows * (numbers + factors + seen->value_text);
}

/* Bytes of memory that this process holds now, where the system tells. */
static double bytes_held(void)
{
    long long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%*d %lld", &pages) != 1) {
        pages = 0;
    }
    if (file) {
        fclose(file);
    }
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

/* Memory is that of one rank. */
bool mend_sweep_forecast_of(struct mend_design *d, struct mend_sweep_order order, struct mend_sweep_forecast *out, struct mend_report *problem)
{
    const int64_t rows = rows_of_part(d, order), looks = d->points < LOOKED_AT ? d->points : LOOKED_AT;
    const int threads = crew_threads(order.run.threads), processors = crew_threads(0);
    const int64_t all_threads = crew_sum(threads), at_once = crew_sum(threads < processors ? threads : processors);
    const double held = bytes_held();
    struct looked seen = {0};
    *out = (struct mend_sweep_forecast){0};
    if (crew_rank() > 0) {
        return true;
    }
    if (!points_draw(d, problem)) {
        return false;
    }
    const bool few = rows < all_threads; /* then threads share one population */
    for (int64_t i = 0; i < looks; i++) {
        look_at(d, i * d->points / looks, few ? threads : 1, order.run.isa, &seen);
    }
    const double scale = seen.count ? (double)rows / (double)seen.count : 0;
    *out = (struct mend_sweep_forecast){
        .points = d->points,
        .rows = rows,
        .turns = (int64_t)(seen.turns * scale),
        .disk = (int64_t)bytes_on_disk(d, &seen, rows),
        .memory = (int64_t)(held + HELD_LATER + (few ? 1 : threads) * seen.bytes + threads * (double)HELD_BY_THREAD) +
                  rows * (int64_t)(2 * sizeof(int64_t)),
        .threads = (int)all_threads,
        .cpu_seconds = seen.seconds * scale,
        .seconds = seen.seconds * scale / (double)at_once,
    };
    return true;
}
