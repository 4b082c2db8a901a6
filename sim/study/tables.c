#include "study/tables.h"

#include "io/csv.h"
#include "study/record.h"

#include <math.h>
#include <stddef.h>

static void put_value(struct csv *csv, enum form form, double value)
{
    if (form == FORM_whole || form == FORM_number || form == FORM_fine) {
        csv_number(csv, value, form == FORM_whole ? 0 : form == FORM_number ? 4 : 6);
    } else {
        csv_text(csv, word_of(form, value));
    }
}

static int first_column(enum file file, int skip)
{
    int c = 0;
    while (columns[c].file != file) {
        c++;
    }
    return c + skip;
}

/* The floats of a row, in the file's columns from `column` on; ends the row. */
static void put_values(struct csv *csv, int column, const float *values, bool grown)
{
    const enum file file = columns[column].file;
    for (int k = 0; column + k < column_count && columns[column + k].file == file && (grown || !columns[column + k].grown); k++) {
        put_value(csv, columns[column + k].form, (double)values[k]);
    }
    csv_end_row(csv);
}

static void put_ids(struct csv *csv, int64_t dyad, int64_t bond)
{
    csv_whole(csv, dyad);
    csv_whole(csv, bond);
}

/* Rows that every one of `each` bonds (or persons) of a dyad has equally many of: arrays of floats, `width` bytes each. */
static void put_dyad_rows(struct csv *csv, const struct population *p, enum file file, const void *rows, int each, int64_t rows_each, size_t width)
{
    const int column = first_column(file, 2);
    for (int64_t i = 0; i < p->config.params.dyads * each * rows_each; i++) {
        const int64_t bond = i / rows_each;
        put_ids(csv, p->config.params.first_dyad + bond / each, bond % each + 1);
        put_values(csv, column, (const float *)((const char *)rows + (size_t)i * width), p->grown);
    }
}

static void put_generations(struct csv *csv, const struct population *p)
{
    const int column = first_column(FILE_GENERATIONS, 1);
    const int64_t each = p->config.params.generations * LINES;
    for (int64_t i = 0; i < p->config.params.dyads * each; i++) {
        csv_whole(csv, p->config.params.first_dyad + i / each);
        put_values(csv, column, &p->records.descent[i].generation, p->grown);
    }
}

/* A partner's discussions stand together in the file, and a dyad's on one day together in memory. */
static void put_talks(struct csv *csv, const struct population *p)
{
    const int column = first_column(FILE_CONFLICT, 2);
    for (int64_t i = 0; i < p->config.params.dyads * p->records.conflict_days * DISCUSSANTS; i++) {
        put_ids(csv, p->config.params.first_dyad + i / DISCUSSANTS / p->records.conflict_days, i % DISCUSSANTS + 1);
        put_values(csv, column, &p->records.talk[i].day, p->grown);
    }
}

/* Rows that every dyad as a whole has equally many of. */
static void put_rows_of_dyads(struct csv *csv, const struct population *p, enum file file, const void *rows, int64_t rows_each, size_t width)
{
    const int column = first_column(file, 1);
    for (int64_t i = 0; i < p->config.params.dyads * rows_each; i++) {
        csv_whole(csv, p->config.params.first_dyad + i / rows_each);
        put_values(csv, column, (const float *)((const char *)rows + (size_t)i * width), p->grown);
    }
}

static int64_t day_of_turn(const struct population *p, uint32_t turn)
{
    return 1 + ((int64_t)turn - 1) / p->config.params.turns_per_day;
}

static void put_series(struct csv *csv, const struct population *p)
{
    const int column = first_column(FILE_TIMESERIES, 5);
    const struct records *r = &p->records;
    for (int64_t i = 0; i < p->recorded * r->series_bonds * r->series_rows; i++) {
        const struct series_row *row = &r->series[i];
        const int64_t bond = ((int64_t)row->dyad - p->config.params.first_dyad) * r->bonds + row->bond - 1;
        put_ids(csv, row->dyad, row->bond);
        csv_text(csv, word_of(FORM_class, (double)r->outcome[bond].class));
        csv_whole(csv, day_of_turn(p, row->turn));
        csv_whole(csv, row->turn);
        put_values(csv, column, &row->trust, p->grown);
    }
}

static void put_events(struct csv *csv, const struct population *p)
{
    const int column = first_column(FILE_EVENTS, 4);
    for (int64_t i = 0; i < p->records.events; i++) {
        const struct event_row *row = &p->records.event[i];
        put_ids(csv, row->dyad, row->bond);
        csv_whole(csv, day_of_turn(p, row->turn));
        csv_whole(csv, row->turn);
        put_values(csv, column, &row->kind, p->grown);
    }
}

/* The value below which a share of the histogram lies: the middle of its bin. */
static double quantile_of(const struct day_sample *day, int what, double share)
{
    const double wanted = share * (double)day->n;
    int64_t seen = 0;
    for (int b = 0; b < BINS; b++) {
        seen += day->bin[what][b];
        if ((double)seen >= wanted) {
            return (b + 0.5) / BINS;
        }
    }
    return NAN;
}

static void put_distribution(struct csv *csv, const struct day_sample *day, int what)
{
    const double n = (double)day->n, unit = 16777216.0;
    const double mean = (double)day->sum[what] / unit / n;
    const double spread = (double)day->square[what] / unit / n - mean * mean;
    csv_number(csv, mean, 4);
    csv_number(csv, n > 1 ? sqrt(fmax(0, spread) * n / (n - 1)) : NAN, 4);
    csv_number(csv, quantile_of(day, what, 0.05), 4);
    csv_number(csv, quantile_of(day, what, 0.5), 4);
    csv_number(csv, quantile_of(day, what, 0.95), 4);
}

static void put_population(struct csv *csv, const struct population *p)
{
    const int64_t step = p->config.params.record_every_days;
    const struct day_sample none = {0};
    for (int64_t i = 0; i < p->sampled_days; i++) {
        const struct day_sample *day = &p->days[i], *before = i ? &p->days[i - 1] : &none;
        const double bond_days = (double)day->n * (double)step;
        csv_whole(csv, (i + 1) * step);
        csv_whole(csv, day->n);
        for (int what = 0; what < SAMPLED; what++) {
            put_distribution(csv, day, what);
        }
        csv_number(csv, (double)(day->ruptures - before->ruptures) / bond_days, 4);
        csv_number(csv, (double)(day->repairs - before->repairs) / bond_days, 4);
        for (int k = 0; p->grown && k < GROWN_SAMPLED; k++) {
            csv_number(csv, (double)day->grown[k] / 16777216.0 / (double)day->n, 4);
        }
        csv_end_row(csv);
    }
}

static void put_summary(struct csv *csv, const struct mend_summary *s)
{
    for (int i = 0; i < s->count; i++) {
        const struct mend_measured *row = &s->row[i];
        csv_text(csv, row->name);
        csv_text(csv, row->definition);
        csv_number(csv, row->value, 6);
        csv_number(csv, row->lower, 6);
        csv_number(csv, row->upper, 6);
        csv_whole(csv, row->n);
        csv_end_row(csv);
    }
}

bool table_is_wanted(const struct population *p, enum file file)
{
    switch (file) {
    case FILE_TIMESERIES:
        return p->recorded > 0;
    case FILE_EVENTS:
        return p->recorded > 0 && p->config.params.record_events;
    case FILE_STRANGE:
        return p->records.strange_days > 0;
    case FILE_FACE:
        return p->records.face_days > 0;
    case FILE_HOME:
        return p->records.home_days > 0;
    case FILE_GENERATIONS:
        return p->records.descent != NULL;
    case FILE_CONFLICT:
        return p->records.conflict_days > 0;
    case FILE_SUPPORT:
        return p->records.support_days > 0;
    case FILE_DIARY:
        return p->records.diary_days > 0;
    case FILE_RESILIENCE:
        return p->records.resilience_days > 0;
    case FILE_ALLIANCE:
        return p->records.alliance_days > 0;
    default:
        return true;
    }
}

bool table_write(const struct population *p, const struct mend_summary *summary, enum file file, const char *path, bool compress)
{
    const struct records *r = &p->records;
    struct csv *csv = csv_open(path, compress);
    if (!csv) {
        return false;
    }
    csv_header(csv, file, p->grown);
    csv_end_row(csv);
    switch (file) {
    case FILE_TIMESERIES:
        put_series(csv, p);
        break;
    case FILE_POPULATION:
        put_population(csv, p);
        break;
    case FILE_EVENTS:
        put_events(csv, p);
        break;
    case FILE_OUTCOMES:
        put_dyad_rows(csv, p, file, r->outcome, r->bonds, 1, sizeof *r->outcome);
        break;
    case FILE_STRANGE:
        put_dyad_rows(csv, p, file, r->episode, r->care_bonds, (int64_t)r->strange_days * EPISODES, sizeof *r->episode);
        break;
    case FILE_FACE:
        put_dyad_rows(csv, p, file, r->phase, r->care_bonds, (int64_t)r->face_days * PLAY_PHASES, sizeof *r->phase);
        break;
    case FILE_HOME:
        put_dyad_rows(csv, p, file, r->visit, r->care_bonds, r->home_days, sizeof *r->visit);
        break;
    case FILE_CONFLICT:
        put_talks(csv, p);
        break;
    case FILE_GENERATIONS:
        put_generations(csv, p);
        break;
    case FILE_SUPPORT:
        put_rows_of_dyads(csv, p, file, r->support, (int64_t)r->support_days * SUPPORT_MINUTES, sizeof *r->support);
        break;
    case FILE_ALLIANCE:
        put_rows_of_dyads(csv, p, file, r->alliance, r->alliance_days, sizeof *r->alliance);
        break;
    case FILE_DIARY:
        put_dyad_rows(csv, p, file, r->entry, DIARISTS, r->diary_days * p->config.params.diary_days, sizeof *r->entry);
        break;
    case FILE_RESILIENCE:
        put_dyad_rows(csv, p, file, r->shock, r->bonds, r->resilience_days, sizeof *r->shock);
        break;
    case FILE_SUMMARY:
        put_summary(csv, summary);
        break;
    default:
        break;
    }
    return csv_close(csv);
}
