/* Known parameters, sought again: a panel a parameter, what was found against what is true. */
#include "picture/multiples.h"
#include "picture/pictures.h"
#include "picture/plain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLAIN = 160 };
enum { SET, PARAMETER, TRUTH, MEDIAN, LOWER, UPPER, IDENTIFIED, COVERED, COLUMNS };
static const char *const names[COLUMNS] = {"set", "parameter", "truth", "median", "lower", "upper", "identified", "covered"};

/* How a parameter of a set is drawn: told, and held by its interval or not; or not told. */
enum fate { HELD, MISSED, UNTOLD, FATES };
static const struct {
    const char *name, *points, *colour;
} fates[FATES] = {{"told; the interval holds it", "points pt 7 ps 1.3*P lc rgb '#0072B2'", "0072B2"},
                  {"told; the interval misses it", "points pt 9 ps 1.7*P lc rgb '#E69F00'", "E69F00"},
                  {"not told", "points pt 6 ps 1.2*P lw 2 lc rgb '#999999'", "999999"}};

struct sought {
    const struct result *result;
    struct free_parameters free;
    struct mend_table table;
    int column[COLUMNS];
    int sets, told[MULTIPLES_MOST], identified, covered;
};

static enum fate fate_of(const struct sought *s, int64_t row)
{
    const bool told = whole_at(&s->table, row, s->column[IDENTIFIED]) == 1, held = whole_at(&s->table, row, s->column[COVERED]) == 1;
    return !told ? UNTOLD : held ? HELD : MISSED;
}

static bool is_of(const struct sought *s, int64_t row, int k)
{
    return !strcmp(mend_table_text(&s->table, row, s->column[PARAMETER]), s->free.key[k]);
}

static bool read_sought(struct sought *s, struct mend_report *report)
{
    if (!free_parameters_of(s->result, &s->free) || !result_table(s->result, "recovery", &s->table, report) ||
        !find_columns(&s->table, names, COLUMNS, s->column) || s->table.rows == 0) {
        return false;
    }
    for (int64_t row = 0; row < s->table.rows; row++) {
        const enum fate fate = fate_of(s, row);
        s->identified += fate != UNTOLD;
        s->covered += fate == HELD;
        s->sets += is_of(s, row, 0);
        for (int k = 0; k < s->free.shown; k++) {
            s->told[k] += fate != UNTOLD && is_of(s, row, k);
        }
    }
    return true;
}

/* The data block $fPANEL_FATE: truth, median, lower, upper. Gives how many rows it has. */
static int put_block(FILE *to, const struct sought *s, int k, enum fate fate)
{
    int rows = 0;
    fprintf(to, "$f%d_%d << END\n", k, (int)fate);
    for (int64_t row = 0; row < s->table.rows; row++) {
        if (is_of(s, row, k) && fate_of(s, row) == fate) {
            for (int c = TRUTH; c <= UPPER; c++) {
                put_number(to, mend_table_number(&s->table, row, s->column[c]));
            }
            fputc('\n', to);
            rows++;
        }
    }
    fputs("END\n", to);
    return rows;
}

static void put_panel(struct sheet *sheet, const struct sought *s, int k, const int rows[FATES])
{
    const double from = s->free.from[k], until = s->free.until[k];
    char name[PLAIN], title[2 * PLAIN];
    plain_short_title(s->free.key[k], name, sizeof name);
    snprintf(title, sizeof title, s->free.shown > 9 ? "%.100s %d/%d" : "%.100s: %d of %d", name, s->told[k], s->sets);
    sheet_panel(sheet, multiple(k, s->free.shown), "", "", "");
    fputs("set label ", sheet->to);
    put_quoted(sheet->to, title);
    fprintf(sheet->to, " at graph 0,1 left offset 0,0.7 font ',%d' tc rgb '#222222' noenhanced\n", s->free.shown > 9 ? 12 : 15);
    fprintf(sheet->to, "set xrange [%.6g:%.6g]\nset yrange [%.6g:%.6g]\n", from, until, from, until);
    multiple_tics(sheet->to, "x", from, until);
    multiple_tics(sheet->to, "y", from, until);
    sheet_curve(sheet, "[%.6g:%.6g] x with lines lw 1.5 dt (8,5) lc rgb '#999999'", from, until);
    for (int fate = FATES - 1; fate >= 0; fate--) {
        if (rows[fate] > 0) {
            sheet_curve(sheet, "$f%d_%d using 1:3:(0):($4-$3) with vectors nohead lw %g lc rgb '#%s'", k, fate, fate == UNTOLD ? 1.2 : 2,
                        fates[fate].colour);
            sheet_curve(sheet, "$f%d_%d using 1:2 with %s", k, fate, fates[fate].points);
        }
    }
}

static void put_head(struct sheet *sheet, const struct sought *s)
{
    char title[200], subtitle[500], left_out[80] = "", dyads[48];
    snprintf(title, sizeof title, "Of %d intervals that tell, %d hold the known value: %.0f in 100, and 90 should", s->identified, s->covered,
             s->identified ? 100.0 * s->covered / s->identified : 0);
    if (s->free.all > s->free.shown) {
        snprintf(left_out, sizeof left_out, " The first %d parameters are drawn.", s->free.shown);
    }
    snprintf(subtitle, sizeof subtitle,
             "%d sets of known parameters, populations of %s. Across: the known value; up: what was found. Titles: in how many sets it is told.%s",
             s->sets, say_dyads(s->result, dyads), left_out);
    struct head head = {.title = title, .subtitle = subtitle};
    for (int f = 0; f < FATES; f++) {
        head.more[f] = (struct entry){fates[f].points, fates[f].name};
    }
    head.more[FATES] = (struct entry){"lines lw 2 lc rgb '#0072B2'", "90 % interval"};
    head.more[FATES + 1] = (struct entry){"lines lw 1.5 dt (8,5) lc rgb '#999999'", "found as it is"};
    sheet_head(sheet, s->result, head);
}

bool draw_recovery(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct sought s;
    int rows[MULTIPLES_MOST][FATES];
    s = (struct sought){.result = result};
    const bool good = result_is_study(result, "calibrate") && read_sought(&s, report);
    for (int k = 0; good && k < s.free.shown; k++) {
        for (int f = 0; f < FATES; f++) {
            rows[k][f] = put_block(sheet->to, &s, k, (enum fate)f);
        }
    }
    if (good) {
        put_head(sheet, &s);
    }
    for (int k = 0; good && k < s.free.shown; k++) {
        put_panel(sheet, &s, k, rows[k]);
    }
    mend_table_free(&s.table);
    return good;
}
