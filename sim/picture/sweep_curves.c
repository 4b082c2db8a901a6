/* Curves with bands: along one factor, or the measure that the design sets the others against; then with the point of steepest gain. */
#include "picture/plain.h"
#include "picture/swept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BAND_FILL "#f3e8cd"
#define BAND_LINE "#8a6d1f"

struct along {
    double x;
    int64_t point;
};

/* What gain.csv tells of a measure. */
struct steep {
    bool known;
    char place[16];
    double at, lower, upper, slope, stops, from, to;
};

/* The points in the order of x; those that have none are left out. */
struct curves {
    const struct swept *s;
    struct along *along;
    int64_t points;
    int featured; /* the measure of the title */
    struct steep steep;
};

static int by_x(const void *a, const void *b)
{
    const double x = ((const struct along *)a)->x, y = ((const struct along *)b)->x;
    return (x > y) - (x < y);
}

static int column_on_x(const struct swept *s)
{
    return s->against >= 0 ? s->against : s->factor[0];
}

static void name_of_x(const struct swept *s, char *to, size_t size)
{
    snprintf(to, size, "%s%s", swept_name(s, column_on_x(s)), s->against >= 0 ? " (realised)" : "");
}

/* ---- gain.csv ---- */

/* The row of a measure, of a design with one factor. */
static bool read_steep(const struct swept *s, int measure, struct steep *steep, struct mend_report *report)
{
    static const char *const names[] = {"measure", "place", "steepest", "lower", "upper", "slope", "stops", "from", "to"};
    enum { MEASURE, PLACE, AT, LOWER, UPPER, SLOPE, STOPS, FROM, TO, COLUMNS };
    struct mend_table table;
    int column[COLUMNS];
    const int before = report->count;
    *steep = (struct steep){.known = false};
    if (s->against < 0 || !result_table(s->result, "gain", &table, report)) {
        return report->count == before;
    }
    const int64_t rows = find_columns(&table, names, COLUMNS, column) ? table.rows : 0;
    for (int64_t row = 0; row < rows; row++) {
        if (!strcmp(mend_table_text(&table, row, column[MEASURE]), mend_table_name(&s->table, measure))) {
            *steep = (struct steep){
                .at = mend_table_number(&table, row, column[AT]),
                .lower = mend_table_number(&table, row, column[LOWER]),
                .upper = mend_table_number(&table, row, column[UPPER]),
                .slope = mend_table_number(&table, row, column[SLOPE]),
                .stops = mend_table_number(&table, row, column[STOPS]),
                .from = mend_table_number(&table, row, column[FROM]),
                .to = mend_table_number(&table, row, column[TO]),
            };
            snprintf(steep->place, sizeof steep->place, "%.15s", mend_table_text(&table, row, column[PLACE]));
            steep->known = steep->place[0] != 0;
        }
    }
    mend_table_free(&table);
    return true;
}

/* "(.84 to .96)", or what of it is known. */
static const char *interval_of(const struct steep *steep, char *to, size_t size)
{
    char lower[16], upper[16];
    plain_number(steep->lower, lower, sizeof lower);
    plain_number(steep->upper, upper, sizeof upper);
    if (isnan(steep->lower) && isnan(steep->upper)) {
        snprintf(to, size, "(not bounded)");
    } else if (isnan(steep->lower) || isnan(steep->upper)) {
        snprintf(to, size, "(%s or %s)", isnan(steep->lower) ? upper : lower, isnan(steep->lower) ? "less" : "more");
    } else {
        snprintf(to, size, "(%s to %s)", lower, upper);
    }
    return to;
}

/* ---- data ---- */

/* The data block $mNUMBER: x, mean, lower, upper of each point. */
static void put_curve(FILE *to, const struct curves *c, int column)
{
    fprintf(to, "$m%d << END\n", column);
    for (int64_t i = 0; i < c->points; i++) {
        put_point(to, c->s, c->along[i].x, c->along[i].point, column);
    }
    fputs("END\n", to);
}

static bool has_all_shares(const struct swept *s)
{
    return s->share[0] >= 0 && s->share[1] >= 0 && s->share[2] >= 0 && s->share[3] >= 0;
}

/* The data block $stack: x, then the sums of the first none to four shares, in %. */
static void put_stack(FILE *to, const struct curves *c)
{
    fputs("$stack << END\n", to);
    for (int64_t i = 0; i < c->points; i++) {
        double sum = 0;
        put_number(to, c->along[i].x);
        put_number(to, 0);
        for (int g = 0; g < CLASSES_READ; g++) {
            sum += 100 * mean_at(c->s, c->along[i].point, c->s->share[g]);
            put_number(to, sum);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* ---- panels ---- */

/* The stretch in which a measure gains most. An open end of it goes to that of the data. */
static void put_steep(struct sheet *sheet, const struct steep *steep)
{
    if (!steep->known || isnan(steep->at)) {
        return;
    }
    fprintf(sheet->to, "set object rectangle from %g,graph 0 to %g,graph 1 behind fs solid noborder fc rgb '" BAND_FILL "'\n",
            fmax(steep->from, steep->lower), fmin(steep->to, steep->upper)); /* fmax passes over what is missing */
    fprintf(sheet->to, "set arrow from %g,graph 0 to %g,graph 1 nohead back lw 2 dt (6,4) lc rgb '" BAND_LINE "'\n", steep->at, steep->at);
}

/* Where a further step hardly matters, or that it matters to the end. */
static void put_note(struct sheet *sheet, const struct curves *c)
{
    char text[300], where[160];
    const struct steep *steep = &c->steep;
    const char *shaded = isnan(steep->at) ? "" : "Shaded: 95 % interval of the steepest point. ";
    if (!steep->known) {
        return;
    }
    if (isnan(steep->stops)) {
        snprintf(text, sizeof text, "%sIt does not stop mattering within the data: no last stretch where a further .1 is worth less than .01.",
                 shaded);
    } else {
        snprintf(text, sizeof text, "%sIt stops mattering %s: from there on a further .1 is worth less than .01.", shaded,
                 plain_where(swept_key(c->s, column_on_x(c->s)), steep->stops, where, sizeof where));
    }
    sheet_note(sheet, text);
}

static void put_line(struct sheet *sheet, const struct swept *s, int column, const char *colour, const char *style)
{
    if (s->replicates > 1) {
        sheet_curve(sheet, "$m%d using 1:3:4 with filledcurves fc rgb '#bb%s'", column, colour);
    }
    sheet_curve(sheet, "$m%d using 1:2 with linespoints %s", column, style);
}

static void put_shares_panel(struct sheet *sheet, const struct curves *c, struct area area)
{
    char x[100], style[16];
    name_of_x(c->s, x, sizeof x);
    sheet_panel(sheet, area, "How bonds are read", x, "% of bonds");
    fputs("set yrange [0:100]\nset ytics 25\nset autoscale xfix\n", sheet->to);
    if (c->featured != c->s->other[0]) {
        put_steep(sheet, &c->steep);
        put_note(sheet, c);
    }
    for (int g = 0; g < CLASSES_READ; g++) {
        if (c->s->share[g] >= 0) {
            snprintf(style, sizeof style, "ls %d", g + 1);
            put_line(sheet, c->s, c->s->share[g], group_colour(g), style);
        }
    }
}

/* A name in the widest part of its area, where that is wide enough. */
static void put_name_in_area(FILE *to, const struct curves *c, int group)
{
    const struct swept *s = c->s;
    const double first = c->along[0].x, range = c->along[c->points - 1].x - first;
    double most = 12, x = NAN, y = NAN;
    for (int64_t i = 0; i < c->points; i++) {
        double below = 0;
        const double own = 100 * mean_at(s, c->along[i].point, s->share[group]), place = (c->along[i].x - first) / range;
        for (int g = 0; g < group; g++) {
            below += 100 * mean_at(s, c->along[i].point, s->share[g]);
        }
        if (own > most && place > 0.12 && place < 0.88) {
            most = own;
            x = c->along[i].x;
            y = below + own / 2;
        }
    }
    if (!isnan(x)) {
        fprintf(to, "set label '%s' at %g,%g center boxed front font ',13' tc rgb '#222222'\n", group_name(s->result, group), x, y);
    }
}

static void put_stack_panel(struct sheet *sheet, const struct curves *c, struct area area)
{
    sheet_panel(sheet, area, "The same, one on top of the other", "", "% of bonds");
    fputs("set yrange [0:100]\nset ytics 25\nset autoscale xfix\nset style textbox opaque noborder fillcolor rgb '#ffffff' margins 0.6,0.4\n",
          sheet->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        put_name_in_area(sheet->to, c, g);
    }
    for (int g = 0; g < CLASSES_READ; g++) {
        sheet_curve(sheet, "$stack using 1:%d:%d with filledcurves %s", g + 2, g + 3, group_fill(g));
    }
}

static void put_other_panel(struct sheet *sheet, const struct curves *c, int column, struct area area, bool has_x, struct mend_report *report)
{
    char x[100] = "", title[100];
    struct steep steep;
    if (has_x) {
        name_of_x(c->s, x, sizeof x);
    }
    sheet_panel(sheet, area, swept_title(c->s, column, title, sizeof title), x, swept_unit(c->s, column));
    fputs("set autoscale xfix\n", sheet->to);
    if (read_steep(c->s, column, &steep, report)) {
        put_steep(sheet, &steep);
    }
    if (column == c->featured) {
        put_note(sheet, c);
    }
    put_line(sheet, c->s, column, "444444", "lw 3 pt 7 ps 1.1*P lc rgb '#444444'");
}

/* ---- the sheet ---- */

/* What the curve tells, in a sentence. */
static void put_title(const struct curves *c, char *title, size_t size)
{
    const struct swept *s = c->s;
    const struct steep *steep = &c->steep;
    char name[100], where[160], interval[60], first[32], last[32], end[32];
    const char *verb = steep->slope < 0 ? "fall" : "gain", *key = swept_key(s, column_on_x(s));
    const char *ending = swept_scale(s, c->featured) > 1 ? "" : "s"; /* bonds gain, trust gains */
    plain_short_title(swept_key(s, c->featured), name, sizeof name);
    if (steep->known && !isnan(steep->at)) {
        snprintf(title, size, "%s %s%s most %s %s", name, verb, ending, plain_where(key, steep->at, where, sizeof where),
                 interval_of(steep, interval, sizeof interval));
    } else if (steep->known) {
        const bool rises = !strncmp(steep->place, "upper", 5);
        snprintf(title, size, "%s %s%s most at the %s end, %s", name, verb, ending, rises ? "upper" : "lower",
                 plain_where(key, rises ? steep->to : steep->from, where, sizeof where));
    } else {
        const struct along *least = &c->along[0], *most = &c->along[c->points - 1];
        const double scale = swept_scale(s, c->featured);
        snprintf(first, sizeof first, scale > 1 ? "%.0f %%" : "%.3g", scale * mean_at(s, least->point, c->featured));
        snprintf(last, sizeof last, scale > 1 ? "%.0f %%" : "%.3g", scale * mean_at(s, most->point, c->featured));
        snprintf(title, size, "%s: %s %s, %s at %s", name, first, plain_where(key, least->x, where, sizeof where), last,
                 plain_number(most->x, end, sizeof end));
    }
}

/* Right of the shares, if there are any, or in two columns. */
static void put_panels(struct sheet *sheet, const struct curves *c, struct mend_report *report)
{
    const struct swept *s = c->s;
    const bool shares = has_shares(s), stacked = s->against >= 0 && has_all_shares(s);
    const double bottom = PANEL_BOTTOM + (c->steep.known ? 0.03 : 0); /* above the note */
    const int others = shares && s->others > 2 - stacked ? 2 - stacked : s->others, panels = others + stacked;
    if (shares) {
        put_shares_panel(sheet, c, (struct area){0.07, panels ? 0.48 : 0.97, bottom, PANEL_TOP});
    }
    for (int i = 0; i < panels; i++) {
        const int rows = shares ? panels : (panels + 1) / 2, row = shares ? i : i / 2;
        const double height = (PANEL_TOP - bottom + 0.1) / rows, top = PANEL_TOP - height * row;
        const double left = shares || i % 2 ? 0.58 : 0.07, right = shares || i % 2 || panels == 1 ? 0.97 : 0.48;
        const struct area area = {left, right, top - height + 0.1, top};
        if (stacked && i == 0) {
            put_stack_panel(sheet, c, area);
        } else {
            put_other_panel(sheet, c, s->other[i - stacked], area, i + (shares ? 1 : 2) >= panels, report);
        }
    }
}

static void put_sheet(struct sheet *sheet, const struct curves *c, struct mend_report *report)
{
    char title[300], subtitle[300], with[CLASSES_READ][24];
    struct head head = {.title = title, .subtitle = subtitle};
    for (int m = 0; m < c->s->measures; m++) {
        put_curve(sheet->to, c, c->s->measure[m]);
    }
    if (c->s->against >= 0 && has_all_shares(c->s)) {
        put_stack(sheet->to, c);
    }
    put_title(c, title, sizeof title);
    swept_subtitle(c->s, subtitle, sizeof subtitle);
    for (int g = 0, entries = 0; g < CLASSES_READ; g++) {
        if (c->s->share[g] >= 0) {
            snprintf(with[g], sizeof with[g], "linespoints ls %d", g + 1);
            head.more[entries++] = (struct entry){with[g], group_name(c->s->result, g)};
        }
    }
    sheet_head(sheet, c->s->result, head);
    put_panels(sheet, c, report);
}

bool draw_curves(struct sheet *sheet, const struct swept *s, struct mend_report *report)
{
    struct curves c = {.s = s, .along = malloc((size_t)(s->points + 1) * sizeof *c.along)};
    if (!c.along) {
        return false;
    }
    for (int64_t i = 0; i < s->points; i++) {
        const double x = s->against >= 0 ? mean_at(s, i, s->against) : factor_at(s, i, 0);
        if (!isnan(x)) {
            c.along[c.points++] = (struct along){x, i};
        }
    }
    qsort(c.along, (size_t)c.points, sizeof *c.along, by_x);
    c.featured = s->share[0] >= 0 ? s->share[0] : s->others ? s->other[0] : s->measure[s->measures > 1 && s->measure[0] == s->against];
    const bool good = c.points > 0 && read_steep(s, c.featured, &c.steep, report);
    if (good) {
        put_sheet(sheet, &c, report);
    }
    free(c.along);
    return good;
}
