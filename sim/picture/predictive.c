/* What calibrated populations give beside what was published: a row a line, in standard deviations of what was published. */
#include "picture/multiples.h"
#include "picture/pictures.h"

#include "io/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINES_SHOWN = 28, WORDS = 120 };
enum { LINE, MEASURE, GROUP, PUBLISHED, AIM, FITS, TEXTS };
enum { VALUE = 0, SD, ACCEPT_LOWER, ACCEPT_UPPER, START, SIMULATED, LOWER, UPPER, NUMBERS };
static const char *const texts[TEXTS] = {"line", "measure", "group", "published", "aim", "fits"};
static const char *const numbers[NUMBERS] = {"value", "sd",        "accept_lower",    "accept_upper",
                                             "start", "simulated", "simulated_lower", "simulated_upper"};

/* Beyond this many standard deviations a mark stands at the edge. */
#define EDGE 5.0
#define AT_LINE 0.03
#define AXIS_LEFT 0.38
#define AXIS_RIGHT 0.70
#define AT_PUBLISHED 0.72
#define AT_SIMULATED 0.97

struct checked {
    const struct result *result;
    struct mend_table table;
    int text[TEXTS], number[NUMBERS];
    int all, shown, fits;
};

static bool read_checked(struct checked *c, struct mend_report *report)
{
    if (!result_table(c->result, "predictive", &c->table, report) || !find_columns(&c->table, texts, TEXTS, c->text) ||
        !find_columns(&c->table, numbers, NUMBERS, c->number) || c->table.rows == 0) {
        return false;
    }
    c->all = (int)c->table.rows;
    c->shown = c->all < LINES_SHOWN ? c->all : LINES_SHOWN;
    for (int i = 0; i < c->all; i++) {
        c->fits += whole_at(&c->table, i, c->text[FITS]) == 1;
    }
    return true;
}

static double number_at(const struct checked *c, int row, int what)
{
    return mend_table_number(&c->table, row, c->number[what]);
}

static const char *text_at(const struct checked *c, int row, int what)
{
    return mend_table_text(&c->table, row, c->text[what]);
}

static bool is_sign(const struct checked *c, int row)
{
    return strcmp(text_at(c, row, AIM), "near") != 0;
}

/* In standard deviations from what was aimed at, and no further than the edge. */
static double standard(const struct checked *c, int row, double value)
{
    const double z = (value - number_at(c, row, VALUE)) / number_at(c, row, SD);
    return isnan(z) ? NAN : fmax(-EDGE, fmin(EDGE, z));
}

/* What agrees: the bounds, or the side. */
static void bounds_of(const struct checked *c, int row, double *low, double *high)
{
    const bool below = !strcmp(text_at(c, row, AIM), "below");
    const double accept_low = standard(c, row, number_at(c, row, ACCEPT_LOWER)), accept_high = standard(c, row, number_at(c, row, ACCEPT_UPPER));
    *low = is_sign(c, row) ? (below ? -EDGE : 0) : isnan(accept_low) ? -1.96 : accept_low;
    *high = is_sign(c, row) ? (below ? 0 : EDGE) : isnan(accept_high) ? 1.96 : accept_high;
}

/* The data blocks $yes and $no: row, bounds, simulated, its range, start. */
static void put_block(FILE *to, const struct checked *c, bool fits)
{
    fprintf(to, "$%s << END\n", fits ? "yes" : "no");
    for (int i = 0; i < c->shown; i++) {
        double low, high;
        bounds_of(c, i, &low, &high);
        if ((whole_at(&c->table, i, c->text[FITS]) == 1) == fits) {
            fprintf(to, "%d", i + 1);
            put_number(to, low);
            put_number(to, high);
            for (int what = SIMULATED; what <= UPPER; what++) {
                put_number(to, standard(c, i, number_at(c, i, what)));
            }
            put_number(to, standard(c, i, number_at(c, i, START)));
            fputc('\n', to);
        }
    }
    fputs("END\n", to);
}

static void put_cell(FILE *to, double left, const char *side, int y, const char *text, int size)
{
    fputs("set label ", to);
    put_quoted(to, text);
    fprintf(to, " at screen %g, first %d %s font ',%d' tc rgb '#222222' noenhanced\n", left, y, side, size);
}

/* What was measured; and in whom, where it was measured in others too. */
static void name_row(const struct checked *c, int row, char words[WORDS])
{
    char both[2 * WORDS];
    bool is_alone = true;
    for (int other = 0; other < c->all; other++) {
        is_alone = is_alone && (other == row || strcmp(text_at(c, other, MEASURE), text_at(c, row, MEASURE)) != 0);
    }
    snprintf(both, sizeof both, "%s%s%s", text_at(c, row, MEASURE), is_alone ? "" : ", ", is_alone ? "" : text_at(c, row, GROUP));
    mend_shorten(words, 58, both);
}

static void put_cells(FILE *to, const struct checked *c, int row, int size)
{
    char words[WORDS], both[2 * WORDS];
    name_row(c, row, words);
    snprintf(both, sizeof both, "%.30s  %s", text_at(c, row, LINE), words);
    put_cell(to, AT_LINE, "left", row + 1, both, size);
    put_cell(to, AT_PUBLISHED, "left", row + 1, mend_shorten(words, 20, text_at(c, row, PUBLISHED)), size);
    snprintf(words, sizeof words, "%.3g (%.3g to %.3g)", number_at(c, row, SIMULATED), number_at(c, row, LOWER), number_at(c, row, UPPER));
    put_cell(to, AT_SIMULATED, "right", row + 1, words, size);
}

static void put_heads(FILE *to)
{
    static const struct {
        double left;
        const char *side, *text;
    } heads[] = {{AT_LINE, "left", "what was measured"}, {AT_PUBLISHED, "left", "published"}, {AT_SIMULATED, "right", "simulated (95 %)"}};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        fprintf(to, "set label '%s' at screen %g, graph 1 %s offset 0,0.8 font ',14' tc rgb '#666666'\n", heads[i].text, heads[i].left,
                heads[i].side);
    }
}

static void put_panel(struct sheet *sheet, const struct checked *c)
{
    const double height = fmin(0.045 * c->shown, PANEL_TOP - PANEL_BOTTOM);
    const int size = c->shown > 22 ? 12 : 14;
    sheet_panel(sheet, (struct area){AXIS_LEFT, AXIS_RIGHT, PANEL_TOP - height, PANEL_TOP}, "",
                "standard deviations from what was published; beyond 5, at the edge", "");
    fprintf(sheet->to, "set xrange [%g:%g]\nset yrange [%g:0.5]\nunset ytics\nunset grid\nset border 1\nset xtics 1 font ',13'\n", -EDGE - 0.2,
            EDGE + 0.2, c->shown + 0.5);
    fputs("set arrow from 0,graph 0 to 0,graph 1 nohead back lw 1.5 lc rgb '#999999'\n", sheet->to);
    put_heads(sheet->to);
    for (int i = 0; i < c->shown; i++) {
        put_cells(sheet->to, c, i, size);
    }
    for (int fits = 0; fits < 2; fits++) {
        const char *block = fits ? "yes" : "no", *colour = fits ? "0072B2" : "E69F00";
        sheet_curve(sheet, "$%s using (($2+$3)/2):1:(($3-$2)/2):(0.36) with boxxyerror fs solid noborder fc rgb '#e4e4e4'", block);
        sheet_curve(sheet, "$%s using 7:1 with points pt 2 ps 1.1*P lw 1.5 lc rgb '#666666'", block);
        sheet_curve(sheet, "$%s using 5:1:($6-$5):(0) with vectors heads size graph 0.006,90 lw 2.5 lc rgb '#%s'", block, colour);
        sheet_curve(sheet, "$%s using 4:1 with points pt %d ps 1.5*P lc rgb '#%s'", block, fits ? 7 : 9, colour);
    }
}

bool draw_predictive(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct checked c;
    char title[200], subtitle[400], left_out[80] = "", dyads[48];
    c = (struct checked){.result = result};
    const bool good = result_is_study(result, "calibrate") && read_checked(&c, report);
    if (good) {
        snprintf(title, sizeof title, "After fitting, %d of %d published lines agree with what is simulated", c.fits, c.all);
        if (c.all > c.shown) {
            snprintf(left_out, sizeof left_out, " The first %d lines.", c.shown);
        }
        snprintf(subtitle, sizeof subtitle,
                 "Populations of %s at draws of the posterior. They were fitted: that they agree is no test. Signs: in units of chance.%s",
                 say_dyads(result, dyads), left_out);
        put_block(sheet->to, &c, true);
        put_block(sheet->to, &c, false);
        sheet_head(sheet, result,
                   (struct head){.title = title,
                                 .subtitle = subtitle,
                                 .more = {{"boxes fs solid noborder fc rgb '#e4e4e4'", "what agrees"},
                                          {"points pt 7 ps 1.5*P lc rgb '#0072B2'", "simulated, agrees"},
                                          {"points pt 9 ps 1.5*P lc rgb '#E69F00'", "simulated, does not"},
                                          {"lines lw 2.5 lc rgb '#0072B2'", "95 % of populations"},
                                          {"points pt 2 ps 1.1*P lw 1.5 lc rgb '#666666'", "before fitting"}}});
        put_panel(sheet, &c);
    }
    mend_table_free(&c.table);
    return good;
}
