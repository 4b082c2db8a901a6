/* A design: what was read, tried on the base config. */
#include "io/design_parts.h"

#include "io/config_parts.h"
#include "io/measures.h"
#include "io/table.h"
#include "io/text.h"
#include "io/yaml.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *copy_of(const char *text)
{
    const size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

bool add_value(struct mend_factor *f, const char *text, struct mend_place place)
{
    if ((f->values & (f->values - 1)) == 0) { /* room doubles at each power of two */
        struct mend_value *room = realloc(f->value, (size_t)(f->values ? 2 * f->values : 1) * sizeof *room);
        if (!room) {
            return false;
        }
        f->value = room;
    }
    f->value[f->values] = (struct mend_value){copy_of(text), place};
    return f->value[f->values++].text != NULL;
}

void mend_design_free(struct mend_design *design)
{
    for (int k = 0; k < design->factors; k++) {
        for (int64_t i = 0; i < design->factor[k].values; i++) {
            free(design->factor[k].value[i].text);
        }
        free(design->factor[k].value);
    }
    free(design->unit);
    design->factors = 0;
    design->unit = NULL;
}

char *design_where(const struct mend_design *d, struct mend_place place, char *where)
{
    char path[MEND_SHOWN_PATH];
    mend_shorten(path, sizeof path, d->path);
    if (place.line > 0) {
        snprintf(where, MEND_WHERE, "%s:%d:%d", path, place.line, place.column);
    } else {
        snprintf(where, MEND_WHERE, "%s", path);
    }
    return where;
}

static bool is_drawn(const struct mend_design *d)
{
    return d->kind >= MEND_LHS;
}

static bool read_base(struct reading *r, struct mend_report *report)
{
    struct mend_design *d = r->design;
    char where[MEND_WHERE];
    bool good = true;
    if (!r->base[0]) {
        return mend_complain(report, "%s:1:1: error: base: this key is missing; it is the path of a config, such as ../caregiver-infant.yaml",
                             design_where(d, (struct mend_place){0}, where));
    }
    if (!mend_config_read(r->base, &d->base, report)) {
        return mend_complain(report, "%s: error: base: this config cannot be used", design_where(d, r->base_place, where));
    }
    for (int i = 0; i < r->sets; i++) {
        const struct setting_given *set = &r->set[i];
        good = set->value.text &&
               mend_config_assign(&d->base, set->key, set->value.place, design_where(d, set->value.place, where), set->value.text, report) && good;
    }
    return good && mend_config_consistent(&d->base, report);
}

/* Twelve digits, so that 0.1 and seven times as much more are 0.8; a whole number where the key takes no other. */
static void number_of_range(const struct mend_factor *f, double value, char text[MEND_NUMBER_TEXT])
{
    snprintf(text, MEND_NUMBER_TEXT, "%.12g", f->whole ? floor(value + 0.5) : value);
}

static bool spread_range(struct mend_design *d, struct mend_factor *f, struct mend_report *report)
{
    char where[MEND_WHERE], text[MEND_NUMBER_TEXT];
    design_where(d, f->place, where);
    if (!(f->from < f->to)) {
        return mend_complain(report, "%s: error: factors: %s: the range is empty: from has to be below to", where, f->key);
    }
    const struct mend_param *line = mend_param_find(f->key);
    f->whole = (line && line->kind == MEND_COUNT) || strstr(f->key, ".from") || strstr(f->key, ".to");
    if (is_drawn(d)) {
        return f->steps == 0 || mend_complain(report, "%s: error: factors: %s: steps belong to a grid; here points are drawn", where, f->key);
    }
    if (f->steps < 2 || (f->whole && (double)f->steps > f->to - f->from + 1)) {
        return mend_complain(report, "%s: error: factors: %s: a range of a grid needs steps, 2 or more%s", where, f->key,
                             f->whole ? ", and no more than there are whole numbers in it" : "");
    }
    for (int64_t i = 0; i < f->steps; i++) {
        number_of_range(f, f->from + (f->to - f->from) * (double)i / (double)(f->steps - 1), text);
        if (!add_value(f, text, f->place)) {
            return mend_complain_of_memory(d->path, report);
        }
    }
    return true;
}

/* Tries values on a copy of the base. */
static bool try_values(const struct mend_design *d, const struct mend_factor *f, const char *table, struct mend_report *report)
{
    char where[MEND_WHERE], text[MEND_NUMBER_TEXT];
    struct mend_config config = d->base;
    bool good = true;
    if (!strcmp(f->key, "seed") || !strcmp(f->key, "replicate")) {
        return mend_complain(report, "%s: error: factors: %s belongs to the replicates: each has a seed of its own", design_where(d, f->place, where),
                             f->key);
    }
    for (int64_t i = 0; i < f->values; i++) {
        if (table) {
            snprintf(where, sizeof where, "%.300s:%d", table, f->value[i].place.line);
        } else {
            design_where(d, f->value[i].place, where);
        }
        good = mend_config_assign(&config, f->key, f->value[i].place, where, f->value[i].text, report) && good;
    }
    for (int end = 0; f->ranged && f->values == 0 && end < 2; end++) {
        number_of_range(f, end ? f->to : f->from, text);
        good = mend_config_assign(&config, f->key, f->place, design_where(d, f->place, where), text, report) && good;
    }
    return good;
}

static bool check_factors(struct mend_design *d, struct mend_report *report)
{
    char where[MEND_WHERE];
    bool good = true;
    for (int k = 0; k < d->factors; k++) {
        struct mend_factor *f = &d->factor[k];
        const bool drawn = is_drawn(d);
        design_where(d, f->place, where);
        if (f->ranged && d->kind == MEND_LIST) {
            good = mend_complain(report, "%s: error: factors: %s: a list of points needs lists of values, one a point", where, f->key);
        } else if (f->ranged) {
            good = spread_range(d, f, report) && good;
        } else if (drawn) {
            good =
                mend_complain(report, "%s: error: factors: %s: where points are drawn a factor is a range such as {from: 0.5, to: 2}", where, f->key);
        } else if (f->values == 0) {
            good = mend_complain(report, "%s: error: factors: %s: the list is empty", where, f->key);
        }
        if (d->kind == MEND_LIST && f->values != d->factor[0].values) {
            good = mend_complain(report, "%s: error: factors: %s has %lld values and %s %lld; in a list the lists are as long as each other", where,
                                 f->key, (long long)f->values, d->factor[0].key, (long long)d->factor[0].values);
        }
        good = try_values(d, f, NULL, report) && good;
    }
    return good;
}

/* The columns of a CSV file as factors, each with a value a row. */
static bool read_table(struct mend_design *d, struct mend_report *report)
{
    struct mend_table table;
    bool good = true;
    if (!mend_table_read(d->table, &table, report)) {
        return false;
    }
    if (table.rows == 0 || table.columns > MEND_FACTORS_MOST) {
        good = mend_complain(report, "%s:1: error: a design needs 1 to %d columns and a row a point", d->table, MEND_FACTORS_MOST);
    }
    for (int c = 0; good && c < table.columns; c++) {
        struct mend_factor *f = &d->factor[d->factors++];
        *f = (struct mend_factor){.place = {0}};
        snprintf(f->key, sizeof f->key, "%s", mend_table_name(&table, c));
        for (int64_t i = 0; good && i < table.rows; i++) {
            good = add_value(f, mend_table_text(&table, i, c), (struct mend_place){.line = (int)mend_table_line(&table, i)}) ||
                   mend_complain_of_memory(d->path, report);
        }
        good = good && try_values(d, f, d->table, report);
    }
    d->points = table.rows;
    mend_table_free(&table);
    return good;
}

/* How many points there are; of a grid the product, capped well above what anybody runs. */
static bool count_points(struct reading *r, struct mend_report *report)
{
    struct mend_design *d = r->design;
    char where[MEND_WHERE];
    const bool drawn = is_drawn(d);
    if (drawn != (d->points > 0)) {
        return mend_complain(report,
                             drawn
                                 ? "%s: error: points: this key is missing: how many points are drawn"
                                 : "%s: error: points: this key belongs to lhs, sobol and morris; a grid, a list or a CSV file has the points it has",
                             design_where(d, drawn ? r->kind_place : r->points_place, where));
    }
    if (d->kind == MEND_GRID) {
        double points = 1;
        for (int k = 0; k < d->factors; k++) {
            points *= (double)d->factor[k].values;
        }
        if (points > 1e12) {
            return mend_complain(report, "%s: error: factors: %.3g points are more than a grid can have", design_where(d, r->factors_place, where),
                                 points);
        }
        d->points = (int64_t)points;
    } else if (d->kind == MEND_LIST) {
        d->points = d->factor[0].values;
    }
    return true;
}

static bool check_measures(const struct mend_design *d, struct mend_report *report)
{
    char where[MEND_WHERE];
    bool good = true;
    if (d->measures == 0) {
        return mend_complain(report, "%s:1:1: error: measures: this key is missing; it lists rows of summary.csv, such as [share.secure, trust.mean]",
                             design_where(d, (struct mend_place){0}, where));
    }
    for (int m = 0; m < d->measures; m++) {
        char start[MEND_WHERE + 32];
        snprintf(start, sizeof start, "%s: error: measures: ", design_where(d, d->measure_place[m], where));
        good = demand_measure(d->measure[m], start, report) && good;
    }
    return good;
}

/* The measure on the x axis has to be there, and values to follow each other. */
static bool check_against(const struct reading *r, struct mend_report *report)
{
    const struct mend_design *d = r->design;
    char where[MEND_WHERE];
    bool is_measured = !d->against[0];
    for (int m = 0; m < d->measures; m++) {
        is_measured = is_measured || !strcmp(d->against, d->measure[m]);
    }
    if (!is_measured) {
        return mend_complain(report, "%s: error: against: '%s' is not among the measures of the design", design_where(d, r->against_place, where),
                             d->against);
    }
    return !d->against[0] || d->kind == MEND_GRID ||
           mend_complain(report, "%s: error: against: this key belongs to a grid, whose first factor moves along the measure",
                         design_where(d, r->against_place, where));
}

/* Each purpose has its kinds of design, and ranges of its own number. */
static bool check_purpose(const struct reading *r, struct mend_report *report)
{
    const struct mend_design *d = r->design;
    char where[MEND_WHERE];
    design_where(d, r->kind_place, where);
    if (r->purpose == MEND_TO_SWEEP && d->kind == MEND_MORRIS) {
        return mend_complain(report, "%s: error: design: morris is a design of `mend sensitivity`; to lay points evenly take lhs or sobol", where);
    }
    if (r->purpose == MEND_FOR_SENSITIVITY && !is_drawn(d)) {
        return mend_complain(report,
                             "%s: error: design: sensitivity takes sobol or lhs (Sobol' indices) or morris (elementary effects), with ranges as "
                             "factors",
                             where);
    }
    /* Each of two samples has its own dimensions. */
    const int columns = r->purpose == MEND_FOR_SENSITIVITY ? 2 * d->factors : d->factors;
    return d->kind != MEND_SOBOL || columns <= MEND_SOBOL_MOST ||
           mend_complain(report, "%s: error: factors: Sobol' points have at most %d dimensions, and here are %d factors%s; take lhs",
                         design_where(d, r->factors_place, where), MEND_SOBOL_MOST, d->factors,
                         r->purpose == MEND_FOR_SENSITIVITY ? " with two dimensions each" : "");
}

/* Points drawn for sensitivity are trials of several points. */
static void plan_trials(struct reading *r)
{
    struct mend_design *d = r->design;
    d->trials = d->points;
    d->points *= d->factors + (d->kind == MEND_MORRIS ? MEND_MORE_OF_MORRIS : MEND_MORE_OF_SOBOL);
}

bool settle_design(struct reading *r, struct mend_report *report)
{
    struct mend_design *d = r->design;
    char where[MEND_WHERE];
    if (!read_base(r, report) || !check_purpose(r, report)) {
        return false;
    }
    if ((d->kind == MEND_CSV) != (d->table[0] != 0)) {
        return mend_complain(report, "%s: error: file: a design `csv` reads its points from a file, and no other does",
                             design_where(d, r->kind_place, where));
    }
    if (d->kind == MEND_CSV && d->factors > 0) {
        return mend_complain(report, "%s: error: factors: the columns of the file are the factors", design_where(d, r->factors_place, where));
    }
    if (d->kind == MEND_CSV) {
        return d->points == 0
                   ? read_table(d, report) && check_measures(d, report)
                   : mend_complain(report, "%s: error: points: the file has as many as it has rows", design_where(d, r->points_place, where));
    }
    if (d->factors == 0) {
        return mend_complain(report, "%s:1:1: error: factors: this key is missing; it is a map such as {repair.scale: [0.5, 1]}",
                             design_where(d, (struct mend_place){0}, where));
    }
    if (!check_factors(d, report) || !count_points(r, report) || !check_measures(d, report) || !check_against(r, report)) {
        return false;
    }
    if (r->purpose == MEND_FOR_SENSITIVITY) {
        plan_trials(r);
    }
    return true;
}
