/* A sample of one's own: traits of dyads from a CSV file. */
#include "mend/sample.h"

#include "io/table.h"
#include "io/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEKER, GIVER };

const struct mend_trait_line mend_trait_table[MEND_TRAITS] = {
#define TRAIT(name, of, least, most, unit, meaning) {#name, unit, meaning, (of) == GIVER, least, most},
#include "model/state.def"
};

/* "|reactivity|self_soothing..." */
static const char TRAIT_NAMES[] =
#define TRAIT(name, ...) "|" #name
#include "model/state.def"
    ;

/* A sample under construction. `trait` tells what each column is: a trait, or IGNORED. */
enum { IGNORED = -1 };
struct filling {
    const char *path;
    const struct mend_table *table;
    struct mend_report *report;
    int trait[MEND_TABLE_COLUMNS_MOST];
    float *value;
};

/* A column without a name is the first: the numbers of the rows. */
static bool is_ignored(const char *name)
{
    return !*name || !strcmp(name, "dyad") || !strncmp(name, "x_", 2);
}

static int64_t header_line(const struct mend_table *table)
{
    return mend_table_line(table, -1);
}

static void refuse_column(const struct filling *f, const char *name)
{
    char shown[MEND_SHOWN];
    char near[MEND_SHOWN];
    const long long line = (long long)header_line(f->table);
    mend_shorten(shown, MEND_SHOWN, name);
    if (mend_nearest(name, TRAIT_NAMES + 1, near, MEND_SHOWN)) {
        mend_complain(f->report, "%s:%lld: error: unknown column '%s'; did you mean '%s'?", f->path, line, shown, near);
    } else {
        mend_complain(f->report, "%s:%lld: error: unknown column '%s'; it is none of the traits %s; a column of notes starts with x_", f->path, line,
                      shown, TRAIT_NAMES + 1);
    }
}

static void find_columns(struct filling *f)
{
    int traits = 0;
    bool known = true;
    for (int column = 0; column < f->table->columns; column++) {
        const char *name = mend_table_name(f->table, column);
        f->trait[column] = mend_position(name, TRAIT_NAMES + 1);
        traits += f->trait[column] >= 0;
        if (f->trait[column] < 0 && !is_ignored(name)) {
            refuse_column(f, name);
            known = false;
        }
    }
    if (traits == 0 && known) {
        mend_complain(f->report, "%s:%lld: error: no column is a trait (%s)", f->path, (long long)header_line(f->table), TRAIT_NAMES + 1);
    }
}

static void refuse_cell(const struct filling *f, int64_t row, const char *text, const struct mend_trait_line *trait)
{
    char shown[MEND_SHOWN];
    char least[MEND_NUMBER_TEXT];
    char most[MEND_NUMBER_TEXT];
    mend_complain(f->report, "%s:%lld: error: %s: '%s' is not a number from %s to %s (%s)", f->path, (long long)mend_table_line(f->table, row),
                  trait->name, mend_shorten(shown, MEND_SHOWN, text), mend_number_text(least, trait->least), mend_number_text(most, trait->most),
                  trait->meaning);
}

static float cell_of(const struct filling *f, int64_t row, int column)
{
    const struct mend_trait_line *trait = &mend_trait_table[f->trait[column]];
    if (mend_table_missing(f->table, row, column)) {
        return NAN;
    }
    const double value = mend_table_number(f->table, row, column);
    if (!(value >= trait->least && value <= trait->most)) {
        refuse_cell(f, row, mend_table_text(f->table, row, column), trait);
    }
    return (float)value;
}

static void fill_row(const struct filling *f, int64_t row)
{
    float *value = f->value + row * MEND_TRAITS;
    for (int trait = 0; trait < MEND_TRAITS; trait++) {
        value[trait] = NAN;
    }
    for (int column = 0; column < f->table->columns; column++) {
        if (f->trait[column] != IGNORED) {
            value[f->trait[column]] = cell_of(f, row, column);
        }
    }
}

static void fill(struct filling *f)
{
    find_columns(f);
    if (f->table->rows == 0) {
        mend_complain(f->report, "%s:%lld: error: there is no row below the header; a row is a dyad", f->path, (long long)header_line(f->table));
        return;
    }
    f->value = malloc((size_t)f->table->rows * MEND_TRAITS * sizeof *f->value);
    if (!f->value) {
        mend_complain(f->report, "%s: error: not enough memory for %lld dyads", f->path, (long long)f->table->rows);
        return;
    }
    for (int64_t row = 0; row < f->table->rows; row++) {
        fill_row(f, row);
    }
}

bool mend_sample_read(const char *path, struct mend_sample *sample, struct mend_report *report)
{
    const int before = report->count;
    char shown[MEND_SHOWN_PATH];
    struct mend_table table;
    *sample = (struct mend_sample){0};
    if (!mend_table_read(path, &table, report)) {
        return false;
    }
    struct filling f = {.path = mend_shorten(shown, sizeof shown, path), .table = &table, .report = report};
    fill(&f);
    *sample = (struct mend_sample){.rows = table.rows, .value = f.value};
    mend_table_free(&table);
    if (report->count != before) {
        mend_sample_free(sample);
        return false;
    }
    return true;
}

void mend_sample_free(struct mend_sample *sample)
{
    free(sample->value);
    *sample = (struct mend_sample){0};
}
