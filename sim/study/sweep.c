#include "mend/sweep.h"

#include "io/csv.h"
#include "io/manifest.h"
#include "study/crew.h"
#include "study/gain.h"
#include "study/journal.h"
#include "study/points.h"
#include "study/summary.h"
#include "study/sweep.h"
#include "version.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_PATH = MEND_PATH + 64 };

/* What a row gave, as it goes from rank to rank: its measures, or why it failed. */
struct row_result {
    bool failed;
    union {
        double value[MEND_CHOSEN_MOST];
        char why[MEND_MESSAGE_LENGTH];
    };
};
_Static_assert(sizeof(struct row_result) <= CREW_RESULT, "a row's result has to fit");

/* Folder, journal and rows to be run are the first rank's; the others have only seats. */
struct sweep {
    const struct mend_design *design;
    struct mend_sample sample;
    struct mend_sweep_order order;
    struct journal journal;
    char hash[HASH_TEXT], heading[JOURNAL_HEADING];
    struct seat *seat;
    int64_t *due; /* rows still to be run */
    int64_t rows, pending, dealt;
    int inner; /* threads in each population */
    bool stopped;
};

/* ---- rows ---- */

int64_t rows_of_part(const struct mend_design *design, struct mend_sweep_order order)
{
    return (design_rows(design) - order.shard + order.shards) / order.shards;
}

/* A shard's rows, from 0, are every `shards`-th of the design. */
static int64_t row_of_design(const struct sweep *s, int64_t row)
{
    return row * s->order.shards + s->order.shard - 1;
}

bool live_population(const struct mend_design *d, struct seat *seat, const struct mend_sample *sample, struct mend_order order,
                     double value[MEND_CHOSEN_MOST])
{
    const char *names[MEND_CHOSEN_MOST];
    struct population population;
    for (int m = 0; m < d->measures; m++) {
        names[m] = d->measure[m];
    }
    record_nothing(&seat->config);
    bool good = population_live(&seat->config, sample->rows ? sample : NULL, order, &population, &seat->report);
    if (good) {
        good = take_measures(&population, names, d->measures, &seat->summary, value, &seat->report);
        population_free(&population);
    }
    return good;
}

static bool is_stopped(const struct sweep *s)
{
    return s->order.run.stop && *s->order.run.stop;
}

/* Lives the population of a row. False, with the reason in the seat's report, if its values do not go together. */
static bool live_row(const struct sweep *s, int64_t row, struct seat *seat, double value[MEND_CHOSEN_MOST])
{
    const struct mend_design *d = s->design;
    const int64_t of_design = row_of_design(s, row);
    const struct mend_order order = {.threads = s->inner, .isa = s->order.run.isa, .stop = s->order.run.stop};
    seat->report.count = 0;
    return point_config(d, of_design / d->replicates, of_design % d->replicates, &seat->config, &seat->report) &&
           live_population(d, seat, &s->sample, order, value);
}

/* A row that was stopped has no result; one that failed has its reason. */
static int run_row(void *context, int64_t row, int thread, void *result)
{
    const struct sweep *s = context;
    struct seat *seat = &s->seat[thread];
    struct row_result *out = result;
    out->failed = !live_row(s, row, seat, out->value);
    if (is_stopped(s)) {
        return 0;
    }
    if (out->failed) {
        snprintf(out->why, sizeof out->why, "%s", seat->report.message[0]);
        return (int)(offsetof(struct row_result, why) + strlen(out->why) + 1);
    }
    return (int)(offsetof(struct row_result, value) + (size_t)s->design->measures * sizeof out->value[0]);
}

/* What cannot be written breaks the journal, which is seen at the end. */
static void keep_row(void *context, int64_t row, const void *result)
{
    struct sweep *s = context;
    const struct row_result *from = result;
    if (from->failed) {
        (void)journal_add_failure(&s->journal, row, from->why);
    } else {
        (void)journal_add(&s->journal, row, from->value, s->design->measures);
    }
    if (s->order.run.progress) {
        s->order.run.progress(s->order.run.context, s->journal.done, s->rows);
    }
}

static int64_t next_row(void *context)
{
    struct sweep *s = context;
    return is_stopped(s) || s->journal.broken || s->dealt == s->pending ? -1 : s->due[s->dealt++];
}

/* Threads share out populations; where these are fewer, each population has several. */
static void run_rows(struct sweep *s)
{
    const int threads = crew_threads(s->order.run.threads);
    const int64_t pending = crew_first(s->pending), all_threads = crew_sum(threads);
    const bool few = pending < all_threads;
    const struct crew_task task = {.context = s, .threads = few ? 1 : threads, .next = next_row, .run = run_row, .keep = keep_row};
    s->inner = few ? threads : 1;
    crew_work(&task);
}

/* ---- the folder ---- */

/* What a study is, as text: the resolved base and the design. */
static char *describe(const struct mend_design *d)
{
    char *text = NULL, room[VALUE_TEXT];
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) {
        return NULL;
    }
    mend_config_write(to, &d->base, NULL, false);
    fprintf(to, "# design %d, %lld points, %lld trials, %lld replicates\n", (int)d->kind, (long long)d->points, (long long)d->trials,
            (long long)d->replicates);
    for (int k = 0; k < d->factors; k++) {
        fprintf(to, "# %s:", d->factor[k].key);
        for (int64_t i = 0; i < d->factor[k].values; i++) {
            fprintf(to, " %s", d->factor[k].value[i].text);
        }
        if (d->unit) {
            fprintf(to, " %.17g to %.17g, first %s", d->factor[k].from, d->factor[k].to, point_value(d, 0, k, room));
        }
        fputc('\n', to);
    }
    for (int m = 0; m < d->measures; m++) {
        fprintf(to, "# %s\n", d->measure[m]);
    }
    return fclose(to) == 0 ? text : NULL;
}

static bool write_manifest(const struct sweep *s, const char *path, struct mend_report *report)
{
    const struct study_facts facts = {s->order.command, s->hash, s->order.shard, s->order.shards, s->rows, s->journal.done, s->journal.failed};
    return study_manifest_write(path, s->design, facts, report);
}

/* Which study this is, as the journal's heading has it. */
static bool name_study(struct sweep *s, struct mend_report *report)
{
    char *text = describe(s->design);
    if (!text) {
        return mend_complain(report, "error: not enough memory");
    }
    text_hash(text, s->hash);
    journal_heading(s->heading, MEND_VERSION, s->hash, s->order.shard, s->order.shards);
    s->rows = rows_of_part(s->design, s->order);
    free(text);
    return true;
}

static bool open_sweep(struct sweep *s, const char *path, struct mend_report *report)
{
    char file[FILE_PATH];
    snprintf(file, sizeof file, "%s/journal", path);
    if (!folder_enter(path, s->order.resume, s->order.force, report) || !journal_open(&s->journal, file, s->heading, s->rows, report)) {
        return false;
    }
    if (!write_manifest(s, path, report)) {
        journal_close(&s->journal);
        return false;
    }
    return true;
}

static void write_row(struct csv *csv, const struct sweep *s, int64_t row)
{
    const struct mend_design *d = s->design;
    const int64_t of_design = row_of_design(s, row), point = of_design / d->replicates, replicate = of_design % d->replicates;
    double value[MEND_CHOSEN_MOST], number;
    char why[JOURNAL_LINE], room[VALUE_TEXT];
    csv_whole(csv, point + 1);
    csv_whole(csv, replicate + 1);
    csv_whole(csv, seed_of(d, point, replicate));
    for (int k = 0; k < d->factors; k++) {
        csv_text(csv, point_value(d, point, k, room));
    }
    const bool good = journal_read(&s->journal, row, value, d->measures, why) && !why[0];
    for (int m = 0; m < d->measures; m++) {
        number = good ? value[m] : NAN;
        csv_number(csv, number, 6);
    }
    csv_end_row(csv);
}

static bool write_table(const struct sweep *s, const char *path, struct mend_report *report)
{
    const struct mend_design *d = s->design;
    char file[FILE_PATH], passing[FILE_PATH + 16];
    snprintf(file, sizeof file, "%s/sweep.csv", path);
    snprintf(passing, sizeof passing, "%s.unfinished", file);
    struct csv *csv = csv_open(passing, false);
    if (csv) {
        csv_header(csv, FILE_SWEEP, false);
        for (int k = 0; k < d->factors; k++) {
            csv_text(csv, d->factor[k].key);
        }
        for (int m = 0; m < d->measures; m++) {
            csv_text(csv, d->measure[m]);
        }
        csv_end_row(csv);
        for (int64_t row = 0; row < s->rows; row++) {
            write_row(csv, s, row);
        }
    }
    return (csv && csv_close(csv) && rename(passing, file) == 0) ||
           mend_complain(report, "%.300s: error: cannot be written: %s", file, strerror(errno));
}

/* Names the first of the rows that failed. */
static bool complain_of_failures(const struct sweep *s, struct mend_report *report)
{
    char why[JOURNAL_LINE];
    double value[MEND_CHOSEN_MOST];
    int named = 0;
    for (int64_t row = 0; row < s->rows && named < 5; row++) {
        if (journal_read(&s->journal, row, value, s->design->measures, why) && why[0]) {
            const int64_t of_design = row_of_design(s, row), point = of_design / s->design->replicates, replicate = of_design % s->design->replicates;
            mend_complain(report, "point %lld, replicate %lld failed: %.600s", (long long)point + 1, (long long)replicate + 1, why);
            named++;
        }
    }
    return mend_complain(report, "error: %lld of %lld rows failed; their measures are empty in sweep.csv", (long long)s->journal.failed,
                         (long long)s->rows);
}

static bool close_sweep(struct sweep *s, const char *path, struct mend_report *report)
{
    if (s->journal.broken) {
        return mend_complain(report, "%.300s/journal: error: cannot be written: %s; what is finished is kept, --resume goes on", path,
                             strerror(s->journal.reason));
    }
    if (s->journal.done < s->rows) {
        s->stopped = true;
        return mend_complain(report, "interrupted: %lld of %lld rows are finished and kept; --resume goes on", (long long)s->journal.done,
                             (long long)s->rows);
    }
    return write_table(s, path, report) && write_manifest(s, path, report) && gain_write(path, report) &&
           (s->journal.failed == 0 || complain_of_failures(s, report));
}

static bool take_seats(struct sweep *s, struct mend_report *report)
{
    const int threads = crew_threads(s->order.run.threads);
    s->seat = calloc((size_t)threads, sizeof *s->seat);
    return s->seat || mend_complain(report, "error: not enough memory for %d threads", threads);
}

static bool list_due(struct sweep *s, struct mend_report *report)
{
    s->due = calloc((size_t)(s->rows ? s->rows : 1), sizeof *s->due);
    if (!s->due) {
        return mend_complain(report, "error: not enough memory for %lld rows", (long long)s->rows);
    }
    for (int64_t row = 0; row < s->rows; row++) {
        if (!journal_has(&s->journal, row)) {
            s->due[s->pending++] = row;
        }
    }
    return true;
}

static bool work_as_first(struct sweep *s, const char *path, struct mend_sweep_done *done, struct mend_report *report)
{
    const bool opened = open_sweep(s, path, report);
    done->earlier = opened ? s->journal.done : 0;
    bool good = crew_agrees(opened && take_seats(s, report) && list_due(s, report), report);
    if (good) {
        run_rows(s);
        good = close_sweep(s, path, report);
    }
    if (opened) {
        *done = (struct mend_sweep_done){s->rows, s->journal.done, s->journal.failed, done->earlier, s->stopped};
        journal_close(&s->journal);
    }
    return good;
}

static bool work_as_other(struct sweep *s, struct mend_report *report)
{
    const bool good = crew_agrees(take_seats(s, report), report);
    if (good) {
        run_rows(s);
    }
    return good;
}

/* Every rank comes here; the folder, and what is done, are the first one's. */
bool mend_sweep(struct mend_design *design, struct mend_sweep_order order, const char *path, struct mend_sweep_done *done, struct mend_report *report)
{
    struct sweep s = {.design = design, .order = order};
    *done = (struct mend_sweep_done){0};
    bool good = points_draw(design, report) && mend_sample_of_config(&design->base, &s.sample, report) && name_study(&s, report);
    if (crew_agrees(good, report) && crew_shares(s.heading, report)) {
        good = crew_rank() == 0 ? work_as_first(&s, path, done, report) : work_as_other(&s, report);
    } else {
        good = false;
    }
    free(s.seat);
    free(s.due);
    mend_sample_free(&s.sample);
    return good;
}

/* A finished sweep is opened anew: its journal has every digit. */
bool sweep_values(const struct mend_design *d, struct mend_sweep_order order, const char *path, double *values, struct mend_report *report)
{
    struct sweep s = {.design = d, .order = order};
    double value[MEND_CHOSEN_MOST];
    char file[FILE_PATH], why[JOURNAL_LINE];
    snprintf(file, sizeof file, "%s/journal", path);
    bool good = name_study(&s, report) && journal_look(&s.journal, file, s.heading, s.rows, report);
    if (!good) {
        return false;
    }
    for (int64_t point = 0; good && point < d->points; point++) {
        for (int m = 0; m < d->measures; m++) {
            values[m * d->points + point] = 0;
        }
        for (int64_t r = 0; good && r < d->replicates; r++) {
            good = journal_read(&s.journal, point * d->replicates + r, value, d->measures, why) && !why[0];
            for (int m = 0; good && m < d->measures; m++) {
                values[m * d->points + point] += value[m] / (double)d->replicates;
            }
        }
    }
    journal_close(&s.journal);
    return good || mend_complain(report, "%.300s: error: it does not have every row", file);
}
