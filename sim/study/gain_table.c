/* gain.csv: what `against` in a design asks for, from the finished table. Reading the table, not the journal, a whole sweep and one joined of its
 * parts give the same bytes. */
#include "study/gain.h"

#include "io/csv.h"
#include "io/table.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_PATH = 4096 + 64 };

/* A curve for each combination of the factors after the first: of a grid the last factor runs fastest, so its points are `curves` apart. */
struct finished {
    const char *folder;
    json_t *manifest;
    const json_t *study;
    struct mend_table table;
    int against;
    int64_t points, replicates, curves;
};

static int column_at(const struct finished *f, const char *list, size_t i)
{
    const char *name = json_string_value(json_array_get(json_object_get(f->study, list), i));
    return name ? mend_table_column(&f->table, name) : -1;
}

static int64_t whole_of(const struct finished *f, const char *key)
{
    return json_integer_value(json_object_get(f->study, key));
}

static bool read_finished(struct finished *f, struct mend_report *report)
{
    char path[FILE_PATH];
    snprintf(path, sizeof path, "%.4000s/sweep.csv", f->folder);
    if (!mend_table_read(path, &f->table, report)) {
        return false;
    }
    f->against = mend_table_column(&f->table, json_string_value(json_object_get(f->study, "against")));
    f->points = whole_of(f, "points");
    f->replicates = whole_of(f, "replicates");
    f->curves = whole_of(f, "curves");
    if (f->against < 0 || f->points < 1 || f->replicates < 1 || f->curves < 1 || f->points % f->curves ||
        f->table.rows != f->points * f->replicates) {
        return mend_complain(report, "%.300s: error: sweep.csv is not the table of the manifest's study", path);
    }
    return true;
}

/* The values of a column along a curve. */
static void take_column(const struct finished *f, int column, int64_t curve, double *to)
{
    for (int64_t point = curve; point < f->points; point += f->curves) {
        for (int64_t r = 0; r < f->replicates; r++) {
            *to++ = mend_table_number(&f->table, point * f->replicates + r, column);
        }
    }
}

static void put_value(struct csv *csv, struct gain_value value)
{
    csv_number(csv, value.value, 4);
    csv_number(csv, value.lower, 4);
    csv_number(csv, value.upper, 4);
}

static void put_row(struct csv *csv, const struct finished *f, int column, int64_t curve, const struct gain *gain)
{
    csv_text(csv, mend_table_name(&f->table, column));
    csv_text(csv, mend_table_name(&f->table, f->against));
    csv_whole(csv, gain->points);
    csv_whole(csv, f->replicates);
    csv_number(csv, gain->from, 4);
    csv_number(csv, gain->to, 4);
    csv_text(csv, gain_places[gain->place]);
    put_value(csv, gain->steepest);
    put_value(csv, gain->slope);
    put_value(csv, gain->stops);
    csv_number(csv, gain->r2, 6);
    csv_number(csv, gain->residual, 6);
    for (size_t k = 1; k < json_array_size(json_object_get(f->study, "factors")); k++) {
        csv_text(csv, mend_table_text(&f->table, curve * f->replicates, column_at(f, "factors", k)));
    }
    csv_end_row(csv);
}

/* A row for each curve and measure. */
static bool put_rows(struct csv *csv, const struct finished *f)
{
    const int64_t along = f->points / f->curves;
    double *x = malloc((size_t)(along * f->replicates) * sizeof *x), *y = malloc((size_t)(along * f->replicates) * sizeof *y);
    struct gain gain;
    bool good = x && y;
    for (int64_t curve = 0; good && curve < f->curves; curve++) {
        take_column(f, f->against, curve, x);
        for (size_t m = 0; good && m < json_array_size(json_object_get(f->study, "measures")); m++) {
            const int column = column_at(f, "measures", m);
            if (column >= 0 && column != f->against) {
                take_column(f, column, curve, y);
                good = gain_of(x, y, along, f->replicates, &gain);
                put_row(csv, f, column, curve, &gain);
            }
        }
    }
    free(x);
    free(y);
    return good;
}

static bool write_rows(const struct finished *f, struct mend_report *report)
{
    char path[FILE_PATH];
    snprintf(path, sizeof path, "%.4000s/gain.csv", f->folder);
    struct csv *csv = csv_open(path, false);
    bool good = csv != NULL;
    if (csv) {
        csv_header(csv, FILE_GAIN, false);
        for (size_t k = 1; k < json_array_size(json_object_get(f->study, "factors")); k++) {
            csv_text(csv, json_string_value(json_array_get(json_object_get(f->study, "factors"), k)));
        }
        csv_end_row(csv);
        errno = ENOMEM;
        good = put_rows(csv, f);
        good = csv_close(csv) && good;
    }
    return good || mend_complain(report, "%.300s: error: cannot be written: %s", path, strerror(errno));
}

bool gain_write(const char *folder, struct mend_report *report)
{
    char path[FILE_PATH];
    struct finished f = {.folder = folder};
    bool good = true;
    snprintf(path, sizeof path, "%.4000s/manifest.json", folder);
    f.manifest = json_load_file(path, 0, NULL);
    f.study = json_object_get(f.manifest, "study");
    if (json_is_string(json_object_get(f.study, "against")) && whole_of(&f, "shards") == 1) {
        good = read_finished(&f, report) && write_rows(&f, report);
    }
    mend_table_free(&f.table);
    json_decref(f.manifest);
    return good;
}
