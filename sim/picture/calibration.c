/* What findings tell of free parameters: a panel each, the posterior against the prior. */
#include "picture/multiples.h"
#include "picture/pictures.h"
#include "picture/plain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BINS = 30, PLAIN = 160 };
enum { PARAMETER, START, LOWER, UPPER, IDENTIFIED, AT_BOUND, BEST, COLUMNS };
static const char *const names[COLUMNS] = {"parameter", "start", "lower", "upper", "identified", "at_bound", "best"};

#define TOLD "fs solid noborder fc rgb '#0072B2'"
#define UNTOLD "fs pattern 4 border rgb '#777777' fc rgb '#777777'"

struct fitted {
    const struct result *result;
    struct free_parameters free;
    struct mend_table table, draws;
    int column[COLUMNS], draw[MULTIPLES_MOST];
    int64_t row[MULTIPLES_MOST];
    int identified;
};

static bool find_rows(struct fitted *f)
{
    for (int k = 0; k < f->free.shown; k++) {
        f->row[k] = -1;
        for (int64_t row = 0; row < f->table.rows; row++) {
            f->row[k] = strcmp(mend_table_text(&f->table, row, f->column[PARAMETER]), f->free.key[k]) ? f->row[k] : row;
        }
        f->draw[k] = mend_table_column(&f->draws, f->free.key[k]);
        if (f->row[k] < 0 || f->draw[k] < 0) {
            return false;
        }
    }
    for (int64_t row = 0; row < f->table.rows; row++) {
        f->identified += whole_at(&f->table, row, f->column[IDENTIFIED]) == 1;
    }
    return true;
}

static bool read_fitted(struct fitted *f, struct mend_report *report)
{
    return free_parameters_of(f->result, &f->free) && result_table(f->result, "calibration", &f->table, report) &&
           result_table(f->result, "posterior", &f->draws, report) && f->draws.rows > 0 && find_columns(&f->table, names, COLUMNS, f->column) &&
           find_rows(f);
}

static double value_of(const struct fitted *f, int k, int what)
{
    return mend_table_number(&f->table, f->row[k], f->column[what]);
}

static bool is_told(const struct fitted *f, int k)
{
    return whole_at(&f->table, f->row[k], f->column[IDENTIFIED]) == 1;
}

/* The data block $pNUMBER: of each bin its middle and how much likelier it has become than it was. Gives the most. */
static double put_bins(FILE *to, const struct fitted *f, int k)
{
    const double from = f->free.from[k], width = (f->free.until[k] - from) / BINS;
    double count[BINS] = {0}, most = 1;
    for (int64_t i = 0; i < f->draws.rows; i++) {
        const double at = floor((mend_table_number(&f->draws, i, f->draw[k]) - from) / width);
        count[(int)fmax(0, fmin(BINS - 1, at))] += (double)BINS / (double)f->draws.rows;
    }
    fprintf(to, "$p%d << END\n", k);
    for (int b = 0; b < BINS; b++) {
        fprintf(to, "%.6g %.6g\n", from + (b + 0.5) * width, count[b]);
        most = fmax(most, count[b]);
    }
    fputs("END\n", to);
    return most;
}

/* On the side of the panel that the posterior leaves free. */
static void put_leaning(FILE *to, const char *bound)
{
    if (bound[0]) {
        const bool low = !strcmp(bound, "lower");
        fprintf(to, "set label 'leans on the %s bound' at graph %g,0.72 %s font ',11' tc rgb '#666666' noenhanced\n", low ? "lower" : "upper",
                low ? 0.99 : 0.01, low ? "right" : "left");
    }
}

static void put_line_at(FILE *to, double x, const char *how)
{
    if (isfinite(x)) {
        fprintf(to, "set arrow from %.6g,graph 0 to %.6g,graph 1 nohead front %s\n", x, x, how);
    }
}

static void put_panel(struct sheet *sheet, const struct fitted *f, int k, double most)
{
    const double from = f->free.from[k], until = f->free.until[k], start = value_of(f, k, START);
    char title[PLAIN];
    plain_short_title(f->free.key[k], title, sizeof title);
    sheet_panel(sheet, multiple(k, f->free.shown), "", "", "");
    fputs("set label ", sheet->to);
    put_quoted(sheet->to, title);
    fprintf(sheet->to, " at graph 0,1 left offset 0,0.9 font ',%d' tc rgb '#222222' noenhanced\n", f->free.shown > 9 ? 12 : 15);
    fprintf(sheet->to, "set xrange [%.6g:%.6g]\nset yrange [0:%.4g]\nunset ytics\nset border 1\nunset grid\n", from, until, 1.22 * most);
    multiple_tics(sheet->to, "x", from, until);
    put_leaning(sheet->to, mend_table_text(&f->table, f->row[k], f->column[AT_BOUND]));
    if (start >= from && start <= until) {
        put_line_at(sheet->to, start, "lw 2 dt (3,4) lc rgb '#222222'");
    }
    put_line_at(sheet->to, value_of(f, k, BEST), "lw 2.5 lc rgb '#E69F00'");
    sheet_curve(sheet, "$p%d using 1:2:(%.6g) with boxes %s", k, (until - from) / BINS, is_told(f, k) ? TOLD : UNTOLD);
    sheet_curve(sheet, "[%.6g:%.6g] 1 with lines lw 2 dt (8,5) lc rgb '#999999'", from, until);
    sheet_curve(sheet, "'+' using (%.6g):(%.4g):(%.6g):(0) every ::0::0 with vectors heads size graph 0.012,90 lw 2.5 lc rgb '#222222'",
                value_of(f, k, LOWER), 1.13 * most, value_of(f, k, UPPER) - value_of(f, k, LOWER));
}

static void put_head(struct sheet *sheet, const struct fitted *f)
{
    char title[200], subtitle[500], dyads[48], left_out[80] = "";
    const char *rule = json_string_value(json_object_get(f->result->study, "rule"));
    snprintf(title, sizeof title, "The findings tell %d of %d free parameters", f->identified, f->free.all);
    if (f->free.all > f->free.shown) {
        snprintf(left_out, sizeof left_out, " The first %d are drawn.", f->free.shown);
    }
    snprintf(subtitle, sizeof subtitle,
             "Rule %.60s; %lld populations of %s. Told (identified): the standard deviation of the posterior is under half of the prior's.%s",
             rule ? rule : "", (long long)json_integer_value(json_object_get(f->result->study, "populations")), say_dyads(f->result, dyads),
             left_out);
    sheet_head(sheet, f->result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .more = {{"boxes " TOLD, "posterior, told"},
                                      {"boxes " UNTOLD, "posterior, not told"},
                                      {"lines lw 2 dt (8,5) lc rgb '#999999'", "prior"},
                                      {"lines lw 2.5 lc rgb '#222222'", "90 % interval"},
                                      {"lines lw 2 dt (3,4) lc rgb '#222222'", "before"},
                                      {"lines lw 2.5 lc rgb '#E69F00'", "best point"}}});
}

bool draw_calibration(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct fitted f;
    double most[MULTIPLES_MOST];
    f = (struct fitted){.result = result};
    const bool good = result_is_study(result, "calibrate") && read_fitted(&f, report);
    for (int k = 0; good && k < f.free.shown; k++) {
        most[k] = put_bins(sheet->to, &f, k);
    }
    if (good) {
        put_head(sheet, &f);
    }
    for (int k = 0; good && k < f.free.shown; k++) {
        put_panel(sheet, &f, k, most[k]);
    }
    mend_table_free(&f.table);
    mend_table_free(&f.draws);
    return good;
}
