/* A validation figure by figure, under its first rule: each simulated value against the range of what was published, in units of that range. */
#include "io/text.h"
#include "picture/pictures.h"
#include "picture/validated.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_SHOWN = 54, WORDS = 300 };

/* Where the scale ends, and the axis. */
#define FARTHEST 4.0
#define AXIS_END 4.6
#define BOTTOM 0.14
#define TOP 0.80
#define TALLEST 0.028
#define ID_MOST 90.0 /* in points of the sheet, as is GAP */
#define GAP 12.0
#define SHEET_WIDTH 1600.0

#define COLOUR "#332288"
#define RANGE_FILL "fs solid noborder fc rgb '#DDD9F0'"
#define STUDY_LINE "lw 1.2 lc rgb '#888888'"

static const char name[] = "validation";

enum column { ID, MEASURE, GROUP, USE, RULE, FITS, ACCEPT, SIMULATED, LOWER, UPPER, ACCEPT_LOWER, ACCEPT_UPPER, STUDY_LOWER, STUDY_UPPER, COLUMNS };

struct line {
    const char *id, *measure, *group;
    int use, accept;
    bool fits;
    double number[COLUMNS]; /* from SIMULATED on; NaN: missing */
};

struct agreement {
    const struct result *result;
    struct mend_table table;
    int column[COLUMNS];
    const char *rule;
    struct line *line; /* under the first rule */
    int lines, in_use[USES_DRAWN], fit[USES_DRAWN];
};

/* ---- the table ---- */

static bool complain(const struct agreement *a, int64_t row, const char *what, struct mend_report *report)
{
    return validated_complain(a->result, name, &a->table, row, what, report);
}

static bool read_line(const struct agreement *a, int64_t row, struct line *to, struct mend_report *report)
{
    const int64_t fits = whole_at(&a->table, row, a->column[FITS]);
    *to = (struct line){.id = mend_table_text(&a->table, row, a->column[ID]),
                        .measure = mend_table_text(&a->table, row, a->column[MEASURE]),
                        .group = mend_table_text(&a->table, row, a->column[GROUP]),
                        .use = validated_use(a->result, name, &a->table, row, a->column[USE], report),
                        .accept = mend_position(mend_table_text(&a->table, row, a->column[ACCEPT]), MEND_ACCEPTS),
                        .fits = fits == 1};
    for (int k = SIMULATED; k < COLUMNS; k++) {
        to->number[k] = mend_table_number(&a->table, row, a->column[k]);
    }
    if (to->use < 0) {
        return false;
    }
    if (to->accept < 0) {
        return complain(a, row, "accept is none of within, above, below, not below and none", report);
    }
    if (fits != 0 && fits != 1) {
        return complain(a, row, "fits is neither 0 nor 1", report);
    }
    return to->accept != MEND_WITHIN || to->number[ACCEPT_LOWER] <= to->number[ACCEPT_UPPER] ||
           complain(a, row, "accept_lower and accept_upper are no range", report);
}

static bool read_lines(struct agreement *a, struct mend_report *report)
{
    static const char *const names[COLUMNS] = {
        "id",        "measure",         "group",           "use",          "rule",         "fits",        "accept",
        "simulated", "simulated_lower", "simulated_upper", "accept_lower", "accept_upper", "study_lower", "study_upper"};
    if (!validated_table(a->result, name, names, COLUMNS, a->column, &a->table, report)) {
        return false;
    }
    a->line = calloc((size_t)a->table.rows, sizeof *a->line);
    if (!a->line) {
        return mend_complain(report, "error: not enough memory");
    }
    a->rule = mend_table_text(&a->table, 0, a->column[RULE]);
    for (int64_t row = 0; row < a->table.rows; row++) {
        struct line *line = &a->line[a->lines];
        if (!read_line(a, row, line, report)) {
            return false;
        }
        if (!strcmp(mend_table_text(&a->table, row, a->column[RULE]), a->rule)) {
            a->in_use[line->use]++;
            a->fit[line->use] += line->fits;
            a->lines++;
        }
    }
    return true;
}

/* ---- a panel's lines ---- */

/* What the data block holds of a row, each column with values where the row has such a mark. */
enum datum { Y, RANGE, FIT, MISS, FROM, TO, STUDY_FROM, STUDY_TO, FAR, SIGN_FIT, SIGN_MISS, DATA };

struct panel {
    const struct agreement *a;
    int use, rows;
    const struct line *line[LINES_SHOWN];
    double left, label, right, pitch;
    int size;       /* of letters */
    bool has[DATA]; /* whether any row has such a mark */
};

static struct panel panel_of(const struct agreement *a, int use)
{
    struct panel p = {.a = a, .use = use};
    for (int i = 0; i < a->lines && p.rows < LINES_SHOWN; i++) {
        if (a->line[i].use == use) {
            p.line[p.rows++] = &a->line[i];
        }
    }
    return p;
}

/* A value in units of the accepted range: its middle is 0, its bounds are -1 and 1. */
static double scaled(const struct line *line, double value)
{
    const double lower = line->number[ACCEPT_LOWER], upper = line->number[ACCEPT_UPPER], distance = value - (lower + upper) / 2;
    return distance == 0 ? 0 : distance / ((upper - lower) / 2);
}

static double clipped(double value)
{
    return isnan(value) ? NAN : fmax(-FARTHEST, fmin(FARTHEST, value));
}

/* What lies wholly beyond the scale is not drawn: the arrow tells of it. */
static void clip_span(double *from, double *to)
{
    if (isnan(*from) || isnan(*to) || *from > FARTHEST || *to < -FARTHEST) {
        *from = *to = NAN;
    }
    *from = clipped(*from);
    *to = clipped(*to);
}

static void fill_row(const struct line *line, int y, double to[DATA])
{
    for (int k = 0; k < DATA; k++) {
        to[k] = NAN;
    }
    to[Y] = y;
    if (line->accept != MEND_WITHIN) {
        to[line->fits ? SIGN_FIT : SIGN_MISS] = 0;
        return;
    }
    const double value = scaled(line, line->number[SIMULATED]);
    to[RANGE] = 0;
    to[line->fits ? FIT : MISS] = clipped(value);
    to[FROM] = scaled(line, line->number[LOWER]);
    to[TO] = scaled(line, line->number[UPPER]);
    to[STUDY_FROM] = scaled(line, line->number[STUDY_LOWER]);
    to[STUDY_TO] = scaled(line, line->number[STUDY_UPPER]);
    clip_span(&to[FROM], &to[TO]);
    clip_span(&to[STUDY_FROM], &to[STUDY_TO]);
    if (fabs(value) > FARTHEST) {
        to[FAR] = value > 0 ? 1 : -1;
    }
}

/* The data block $fitted or $tested. */
static void put_data(FILE *to, struct panel *p)
{
    fprintf(to, "$%s << END\n", use_words[p->use]);
    for (int i = 0; i < p->rows; i++) {
        double row[DATA];
        fill_row(p->line[i], i + 1, row);
        for (int k = 0; k < DATA; k++) {
            put_number(to, row[k]);
            p->has[k] = p->has[k] || !isnan(row[k]);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* ---- words ---- */

static void put_head(struct sheet *sheet, const struct agreement *a)
{
    char title[WORDS], tested[80] = "", fitted[80] = "";
    for (int use = 0; use < USES_DRAWN; use++) {
        if (a->in_use[use]) {
            snprintf(use == MEND_FIT ? fitted : tested, sizeof tested, "%d of %d %s", a->fit[use], a->in_use[use], use_words[use]);
        }
    }
    snprintf(title, sizeof title, "Under %.48s, %s%s%s figures agree with what was published", a->rule, fitted, fitted[0] && tested[0] ? " and " : "",
             tested);
    sheet_head(sheet, a->result,
               (struct head){.title = title,
                             .subtitle =
                                 "Each row is a published figure; the scale makes all accepted ranges alike: 0 is the middle of its own, -1 and "
                                 "1 are its bounds.",
                             .more = {{"linespoints pt 7 ps 1.4*P lw 3 lc rgb '" COLOUR "'", "fits, with its 95 % interval"},
                                      {"points pt 6 ps 1.4*P lw 2 lc rgb '" COLOUR "'", "misses"},
                                      {"boxes " RANGE_FILL, "accepted range"},
                                      {"lines " STUDY_LINE, "95 of 100 studies of that size"},
                                      {"points pt 5 ps 1.4*P lc rgb '" COLOUR "'", "no range: fits"},
                                      {"points pt 4 ps 1.4*P lw 2 lc rgb '" COLOUR "'", "misses"}}});
}

/* What a line without a range asks of the simulated interval. */
static const char *accept_words(int accept)
{
    return accept == MEND_ABOVE ? "above 0" : accept == MEND_BELOW ? "below 0" : accept == MEND_NOT_BELOW ? "not below 0" : "no effect";
}

static bool is_same(const struct line *x, const struct line *y)
{
    return x != y && !strcmp(x->id, y->id) && !strcmp(x->measure, y->measure);
}

/* The measure and, where a finding has it of several groups, the group. */
static void say_line(const struct panel *p, int row, double width, char to[WORDS])
{
    char text[3 * WORDS];
    const struct line *line = p->line[row];
    bool is_one_of_several = false;
    for (int i = 0; i < p->rows; i++) {
        is_one_of_several = is_one_of_several || is_same(line, p->line[i]);
    }
    if (is_one_of_several) {
        char measure[WORDS];
        const double group = fmin(text_width(line->group, p->size), width / 2);
        snprintf(text, sizeof text, "%s: %.399s", text_within(measure, WORDS, line->measure, p->size, width - group - GAP), line->group);
    } else {
        snprintf(text, sizeof text, "%.399s", line->measure);
    }
    text_within(to, WORDS, text, p->size, width);
}

static void put_text(FILE *to, const char *text, double left, int y, int size, const char *colour)
{
    fputs("set label ", to);
    put_quoted(to, text);
    fprintf(to, " at screen %.4f, first %d left font ',%d' tc rgb '%s' noenhanced\n", left, y, size, colour);
}

/* An id stands at the first line of its finding, under a thin rule. */
static void put_labels(FILE *to, const struct panel *p)
{
    char text[WORDS];
    const int size = p->size;
    double id = 0;
    for (int i = 0; i < p->rows; i++) {
        id = fmax(id, fmin(ID_MOST, text_width(p->line[i]->id, size)) + GAP);
    }
    for (int i = 0; i < p->rows; i++) {
        if (i == 0 || strcmp(p->line[i]->id, p->line[i - 1]->id) != 0) {
            put_text(to, text_within(text, WORDS, p->line[i]->id, size, ID_MOST), p->left, i + 1, size, "#222222");
            fprintf(to, "set arrow from screen %.4f, first %.1f to screen %.4f, first %.1f nohead back lw 0.8 lc rgb '#d8d8d8'\n", p->left, i + 0.5,
                    p->right, i + 0.5);
        }
        say_line(p, i, p->label * SHEET_WIDTH - id - GAP, text);
        put_text(to, text, p->left + id / SHEET_WIDTH, i + 1, size, "#444444");
        if (p->line[i]->accept != MEND_WITHIN) {
            fprintf(to, "set label '%s' at first 0.35,%d left font ',%d' tc rgb '#444444'\n", accept_words(p->line[i]->accept), i + 1, size);
        }
    }
}

static void put_note(struct sheet *sheet, const struct agreement *a)
{
    char note[2 * WORDS] =
        "Squares: a sign, or no effect that a study of its size could detect. Arrows: beyond the scale. Not here: what this simulator cannot give.";
    const char *before = " Left out: ";
    for (int use = 0; use < USES_DRAWN; use++) {
        if (a->in_use[use] > LINES_SHOWN) {
            const size_t used = strlen(note);
            snprintf(note + used, sizeof note - used, "%s%d of %d %s figures", before, a->in_use[use] - LINES_SHOWN, a->in_use[use], use_words[use]);
            before = ", ";
        }
    }
    sheet_note(sheet, note);
}

/* ---- the sheet ---- */

static void put_curves(struct sheet *sheet, const struct panel *p, double points)
{
    static const struct {
        enum datum column;
        const char *how; /* after the name of the block */
    } curves[] = {
        {RANGE, "using 2:1:(1):(0.38) with boxxyerror " RANGE_FILL},
        {STUDY_FROM, "using 7:1:($8-$7):(0) with vectors nohead " STUDY_LINE},
        {FROM, "using 5:1:($6-$5):(0) with vectors nohead lw 3 lc rgb '" COLOUR "'"},
        {FAR, "using ($9*4.02):1:($9*0.33):(0) with vectors head filled size screen 0.006,25 lw 2 lc rgb '" COLOUR "'"},
    };
    static const struct {
        enum datum column;
        int full, open; /* gnuplot's points; open is 0 where the mark is full */
    } marks[] = {{FIT, 7, 0}, {MISS, 7, 6}, {SIGN_FIT, 5, 0}, {SIGN_MISS, 5, 4}};
    for (size_t k = 0; k < sizeof curves / sizeof curves[0]; k++) {
        if (p->has[curves[k].column]) {
            sheet_curve(sheet, "$%s %s", use_words[p->use], curves[k].how);
        }
    }
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++) {
        if (p->has[marks[k].column]) {
            sheet_curve(sheet, "$%s using %d:1 with points pt %d ps %g*P lc rgb '%s'", use_words[p->use], (int)marks[k].column + 1, marks[k].full,
                        points, marks[k].open ? "#ffffff" : COLOUR);
            if (marks[k].open) {
                sheet_curve(sheet, "$%s using %d:1 with points pt %d ps %g*P lw 2 lc rgb '" COLOUR "'", use_words[p->use], (int)marks[k].column + 1,
                            marks[k].open, points);
            }
        }
    }
}

static void put_panel(struct sheet *sheet, struct panel *p, bool is_first)
{
    FILE *to = sheet->to;
    const double bottom = TOP - p->pitch * p->rows, axis = p->left + p->label;
    char heading[WORDS], how[80];
    sheet_panel(sheet, (struct area){axis, p->right, bottom, TOP}, "", "simulated value (-1 to 1: accepted)", "");
    fprintf(to,
            "set xrange [%g:%g]\nset yrange [%g:0.5]\nunset ytics\nunset grid\nset border 1\nset xtics 1 font ',12'\nset xlabel font ',12' offset "
            "0,0.5\n",
            -AXIS_END, AXIS_END, p->rows + 0.5);
    fputs("set arrow from 0,graph 0 to 0,graph 1 nohead back lw 0.8 dt (3,4) lc rgb '#999999'\n", to);
    snprintf(heading, sizeof heading, "%c%s: %s", use_words[p->use][0] - 'a' + 'A', use_words[p->use] + 1, use_meanings[p->use]);
    snprintf(how, sizeof how, "at screen %.4f,%.4f left font ',17'", p->left, TOP + 0.017);
    put_bold(to, heading, how);
    put_labels(to, p);
    if (is_first) {
        put_note(sheet, p->a);
    }
    put_curves(sheet, p, p->pitch > 0.022 ? 1.4 : 1.0);
}

static void put_sheet(struct sheet *sheet, const struct agreement *a)
{
    struct panel panel[USES_DRAWN];
    int panels = 0, rows = 0;
    for (int use = 0; use < USES_DRAWN; use++) {
        if (a->in_use[use] > 0) {
            panel[panels] = panel_of(a, use);
            rows = panel[panels].rows > rows ? panel[panels].rows : rows;
            put_data(sheet->to, &panel[panels++]);
        }
    }
    const double width = (0.94 - 0.025 * (panels - 1)) / panels;
    put_head(sheet, a);
    for (int k = 0; k < panels; k++) {
        panel[k].left = 0.03 + (width + 0.025) * k;
        panel[k].right = panel[k].left + width;
        panel[k].label = panels == 1 ? 0.40 : 0.25;
        panel[k].pitch = fmin(TALLEST, (TOP - BOTTOM) / rows);
        panel[k].size = panel[k].pitch > 0.022 ? 12 : panel[k].pitch > 0.017 ? 11 : panel[k].pitch > 0.0138 ? 10 : 9;
        put_panel(sheet, &panel[k], k == 0);
    }
}

bool draw_agreement(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct agreement a = {.result = result};
    const bool good = read_lines(&a, report);
    if (good) {
        put_sheet(sheet, &a);
    }
    mend_table_free(&a.table);
    free(a.line);
    return good;
}
