/* What a sweep will take. Populations across the design are looked at, evenly, and stand for the rest. */
#include "mend/sweep.h"

#include "engine/threads.h"
#include "study/crew.h"
#include "study/desk.h"
#include "study/points.h"
#include "study/sweep.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOOKED_AT = 60, TRIED = 6, TRIES = 3, DYADS_TRIED = 4 * LANES, TURNS_TRIED = 20000000 };

/* What does not grow with the rows: a manifest with every parameter, and the description of the table with its columns. */
enum { DISK_FIXED = 13900, DISK_A_COLUMN = 210 };

/* What a process holds beside its populations: parts of the program that come into memory as it goes on and, for each thread, its stack and the
 * seat, as far as they are used. */
enum { HELD_LATER = 1900000, HELD_BY_THREAD = 500000 };

/* Seconds of a population that need not be tried again. */
#define LONG 0.02

/* Sums over the populations looked at, and of those tried what one takes. */
struct looked {
    int64_t count;
    double turns, bytes; /* bytes: the most that one takes */
    double factor_text;
    double seconds;    /* of a processor, in the mean */
    double value_text; /* bytes of the measures in the journal and the table, at most */
};

static double text_of(const double *value, int count)
{
    int length = 0;
    for (int m = 0; m < count; m++) {
        length += snprintf(NULL, 0, " %.17g", value[m]) + (isnan(value[m]) ? 1 : snprintf(NULL, 0, ",%.6f", value[m]));
    }
    return length;
}

/* A population of the design with no more lives, and then no more days, than can be tried in a moment. Gives how many times as long the whole one
 * takes: lives fill blocks. */
static double shorten(struct mend_config *config)
{
    struct mend_params *p = &config->params;
    const int64_t blocks = blocks_of(p), days = p->days;
    p->dyads = p->dyads < DYADS_TRIED ? p->dyads : DYADS_TRIED;
    if (mend_turns(config) > TURNS_TRIED && p->dyads > LANES) {
        p->dyads = LANES;
    }
    if (mend_turns(config) > TURNS_TRIED) {
        config->changes = 0; /* of days that are not lived */
        p->days = (int64_t)((double)days * TURNS_TRIED / (double)mend_turns(config)) + 1;
        for (int i = 0; i < config->assays; i++) {
            config->assay[i].day = 0;
        }
    }
    return (double)blocks / (double)blocks_of(p) * ((double)days / (double)p->days);
}

/* Populations across the design, lived by all threads at once as those of the sweep are. */
struct trials {
    const struct mend_design *design;
    const struct mend_sample *sample;
    int isa, count;
    struct seat *seat; /* one a thread */
    double seconds[TRIED], value_text[TRIED];
};

/* Steps of the golden section fall on every side of a grid. */
static int64_t point_tried(const struct trials *t, int64_t item)
{
    const double step = 0.6180339887 * ((double)item + 0.5);
    return t->design->points <= TRIED ? item : (int64_t)((step - floor(step)) * (double)t->design->points);
}

/* Short ones more than once, for the first try has to find its memory. A population that fails takes no time. */
static void try_population(void *context, int64_t item, int thread)
{
    struct trials *t = context;
    struct seat *seat = &t->seat[thread];
    double value[MEND_CHOSEN_MOST], least = INFINITY;
    for (int k = 0; k < TRIES && (k == 0 || least < LONG); k++) {
        seat->report.count = 0;
        if (!point_config(t->design, point_tried(t, item), 0, &seat->config, &seat->report)) {
            return;
        }
        record_nothing(&seat->config);
        const double times = shorten(&seat->config), start = seconds_worked();
        if (live_population(t->design, seat, t->sample, (struct mend_order){.threads = 1, .isa = t->isa}, value)) {
            least = fmin(least, seconds_worked() - start);
            t->seconds[item] = least * times;
            t->value_text[item] = text_of(value, t->design->measures);
        }
    }
}

static void try_populations(const struct mend_design *d, const struct mend_sample *sample, int threads, int isa, struct looked *out)
{
    struct trials t = {.design = d, .sample = sample, .isa = isa, .count = d->points < TRIED ? (int)d->points : TRIED};
    t.seat = calloc((size_t)threads, sizeof *t.seat);
    if (t.seat) {
        for_each_item(t.count, threads, try_population, &t);
    }
    for (int i = 0; i < t.count; i++) {
        out->seconds += t.seconds[i] / t.count;
        out->value_text = fmax(out->value_text, t.value_text[i]);
    }
    free(t.seat);
}

static void look_at(struct mend_design *d, int64_t point, int threads, struct looked *out)
{
    static struct mend_config config;
    static struct mend_report report;
    char room[VALUE_TEXT];
    report.count = 0;
    if (!point_config(d, point, 0, &config, &report)) {
        return;
    }
    record_nothing(&config);
    out->turns += (double)mend_turns(&config);
    out->bytes = fmax(out->bytes, (double)(population_bytes(&config, 1) + desk_bytes(&config.params) +
                                           (threads_for(&config.params, threads) - 1) * bytes_of_block_at_work()));
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
    const int working = threads < processors ? threads : processors;
    const int64_t all_threads = crew_sum(threads), at_once = crew_sum(working);
    struct looked seen = {0};
    struct mend_sample sample;
    *out = (struct mend_sweep_forecast){0};
    if (crew_rank() > 0) {
        return true;
    }
    if (!points_draw(d, problem) || !mend_sample_of_config(&d->base, &sample, problem)) {
        return false;
    }
    const double held = bytes_held();
    const bool few = rows < all_threads; /* then threads share one population */
    for (int64_t i = 0; i < looks; i++) {
        look_at(d, i * d->points / looks, few ? threads : 1, &seen);
    }
    try_populations(d, &sample, working, order.run.isa, &seen);
    mend_sample_free(&sample);
    const double scale = seen.count ? (double)rows / (double)seen.count : 0;
    *out = (struct mend_sweep_forecast){
        .points = d->points,
        .rows = rows,
        .turns = (int64_t)(seen.turns * scale),
        .disk = (int64_t)bytes_on_disk(d, &seen, rows),
        .memory = (int64_t)(held + HELD_LATER + (few ? 1 : threads) * seen.bytes + threads * (double)HELD_BY_THREAD) +
                  rows * (int64_t)(2 * sizeof(int64_t)),
        .threads = (int)all_threads,
        .cpu_seconds = seen.seconds * (double)rows,
        .seconds = seen.seconds * (double)rows / (double)at_once,
    };
    return true;
}
