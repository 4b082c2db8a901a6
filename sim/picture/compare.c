/* A comparison: a row for each measure with its value under A and B, the difference around zero with its interval, and what the pairing saved. */
#include "io/measures.h"
#include "picture/pictures.h"

#include <math.h>
#include <string.h>

/* Measures of one scale share an axis: shares in points of 100, then what lies between -1 and 1, then what is larger. */
enum scale { IN_POINTS, WITHIN_ONE, BEYOND_ONE, SCALES };
enum { ROWS_MOST = 16, WORDS = 160, NUMBER = 48 };

enum column { MEASURE, VALUE_A, VALUE_B, DIFFERENCE, LOWER, UPPER, TIMES_FEWER, COLUMNS };

struct row {
    const char *measure;
    enum scale scale;
    double value[COLUMNS]; /* as they are shown: shares times 100; that of MEASURE is not used */
};

struct compared {
    const struct result *result;
    struct mend_table table;
    struct row row[ROWS_MOST];
    int rows, in_scale[SCALES];
    int64_t measures; /* in the table, of which the first are drawn */
};

/* ---- the table ---- */

static bool begins(const char *text, const char *with)
{
    return !strncmp(text, with, strlen(with));
}

static bool is_share(const char *measure)
{
    bool is = begins(measure, "share.") || begins(measure, "generation.");
    for (int i = 0; i < measure_count && !is; i++) {
        const char *meaning = measure_names[i].meaning;
        is = !strcmp(measure, measure_names[i].name) &&
             (begins(meaning, "SHARE: ") || begins(meaning, "MEAN: mean share ") || begins(meaning, "share of "));
    }
    return is;
}

static struct row row_at(const struct compared *c, int64_t at, const int column[COLUMNS])
{
    struct row row = {.measure = mend_table_text(&c->table, at, column[MEASURE])};
    for (int k = VALUE_A; k < COLUMNS; k++) {
        row.value[k] = mend_table_number(&c->table, at, column[k]);
    }
    const double largest = fmax(fabs(row.value[VALUE_A]), fabs(row.value[VALUE_B])); /* fmax passes over what is missing */
    row.scale = is_share(row.measure) ? IN_POINTS : largest <= 1 ? WITHIN_ONE : BEYOND_ONE;
    for (int k = VALUE_A; k <= UPPER && row.scale == IN_POINTS; k++) {
        row.value[k] *= 100;
    }
    return row;
}

static bool read_compared(struct compared *c, struct mend_report *report)
{
    static const char *const names[COLUMNS] = {"measure", "a", "b", "difference", "lower", "upper", "times_fewer"};
    int column[COLUMNS];
    if (!result_table(c->result, "compare", &c->table, report) || !find_columns(&c->table, names, COLUMNS, column)) {
        return false;
    }
    c->measures = c->table.rows;
    for (int64_t i = 0; i < c->measures && c->rows < ROWS_MOST; i++) {
        const struct row row = row_at(c, i, column);
        c->row[c->rows++] = row;
        c->in_scale[row.scale]++;
    }
    return c->rows > 0;
}

/* ---- words ---- */

static bool is_known(const struct row *row)
{
    return !isnan(row->value[LOWER]);
}

/* Whether the interval leaves out no difference. */
static bool is_clear(const struct row *row)
{
    return row->value[LOWER] > 0 || row->value[UPPER] < 0;
}

/* As many decimals as a third of the interval takes to be seen, at most four. */
static int decimals_of(const struct row *row)
{
    const double width = row->value[UPPER] - row->value[LOWER];
    const double wanted = width > 0 ? ceil(0.5 - log10(width)) : row->scale == IN_POINTS ? 1 : 3;
    return wanted < 1 ? 1 : wanted > 4 ? 4 : (int)wanted;
}

/* With its sign, which a number that is shown as 0 has not. */
static char *say_signed(char to[NUMBER], double value, int decimals)
{
    const bool is_zero = fabs(value) < 0.5 * pow(10, -decimals);
    snprintf(to, NUMBER, is_zero ? "%.*f" : "%+.*f", decimals, is_zero ? 0 : value);
    return to;
}

/* "-1.8 points (-2.1 to -1.5)" */
static void say_difference(char *to, size_t size, const struct row *row, const char *unit)
{
    const int d = decimals_of(row);
    char number[3][NUMBER];
    say_signed(number[0], row->value[DIFFERENCE], d);
    if (is_known(row)) {
        snprintf(to, size, "%s%s (%s to %s)", number[0], unit, say_signed(number[1], row->value[LOWER], d),
                 say_signed(number[2], row->value[UPPER], d));
    } else if (!isnan(row->value[DIFFERENCE])) {
        snprintf(to, size, "%s%s, no interval", number[0], unit);
    } else {
        snprintf(to, size, "only under %s", isnan(row->value[VALUE_A]) ? "B" : "A");
    }
}

/* The measure that the title tells of: security, or else the first that has an interval. */
static const struct row *headline(const struct compared *c)
{
    const struct row *first = NULL;
    for (int i = 0; i < c->rows; i++) {
        const struct row *row = &c->row[i];
        if (is_known(row) && !strcmp(row->measure, "share.secure")) {
            return row;
        }
        first = !first && is_known(row) ? row : first;
    }
    return first;
}

/* "B has fewer secure bonds: -1.8 points (-2.1 to -1.5)" */
static void say_finding(char *to, size_t size, const struct compared *c)
{
    const struct row *row = headline(c);
    char difference[WORDS], bonds[WORDS];
    if (!row) {
        snprintf(to, size, "A and B have too little in common to be compared");
        return;
    }
    const int group = begins(row->measure, "share.") ? group_of_class(row->measure + strlen("share.")) : GROUP_UNREAD;
    snprintf(bonds, sizeof bonds, group == GROUP_UNREAD ? "%.60s" : "%.60s bonds",
             group == GROUP_UNREAD ? row->measure : group_name(c->result, group));
    say_difference(difference, sizeof difference, row, row->scale == IN_POINTS ? " points" : "");
    if (!is_clear(row)) {
        snprintf(to, size, "No clear difference in %s: %s", bonds, difference);
    } else if (group == GROUP_UNREAD) {
        snprintf(to, size, "%s is %s under B: %s", bonds, row->value[DIFFERENCE] < 0 ? "lower" : "higher", difference);
    } else {
        snprintf(to, size, "B has %s %s: %s", row->value[DIFFERENCE] < 0 ? "fewer" : "more", bonds, difference);
    }
}

static const char *config_name(const struct compared *c, const char *side)
{
    const char *name = json_string_value(json_object_get(c->result->study, side));
    return name ? name : "unnamed";
}

static void put_head(struct sheet *sheet, const struct compared *c)
{
    char title[3 * WORDS], subtitle[700], number[32], first[64] = "";
    const json_int_t dyads = json_integer_value(json_object_get(c->result->study, "dyads"));
    say_finding(title, sizeof title, c);
    if (c->measures > c->rows) {
        snprintf(first, sizeof first, " The first %d of %lld measures.", c->rows, (long long)c->measures);
    }
    snprintf(subtitle, sizeof subtitle, "A: %.200s; B: %.200s. The same %s lives under both. Left of 0: less under B; right: more.%s",
             config_name(c, "a"), config_name(c, "b"), thousands(number, dyads), first);
    sheet_head(sheet, c->result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .more = {{"points pt 7 ps 1.6*P lc rgb '#332288'", "95 % interval leaves out 0"},
                                      {"points pt 6 ps 1.6*P lw 2.5 lc rgb '#332288'", "it holds 0"}}});
}

/* ---- the panels ---- */

/* Where the columns of text stand, as shares of the sheet; the axis lies between. */
#define AT_NAME 0.03
#define AT_A 0.30
#define AT_B 0.37
#define AXIS_LEFT 0.41
#define AXIS_RIGHT 0.68
#define AT_DIFFERENCE 0.70
#define AT_TIMES 0.97

static void put_cell(FILE *to, double left, const char *side, int y, const char *text, int size)
{
    fputs("set label ", to);
    put_quoted(to, text);
    fprintf(to, " at screen %g, first %d %s font ',%d' tc rgb '#222222' noenhanced\n", left, y, side, size);
}

static void put_value(FILE *to, double left, int y, double value, int decimals, int size)
{
    char text[NUMBER] = "-";
    if (!isnan(value)) {
        snprintf(text, sizeof text, "%.*f", decimals, value);
    }
    put_cell(to, left, "right", y, text, size);
}

static void put_cells(FILE *to, const struct row *row, int y, int size)
{
    char text[WORDS];
    const int decimals = decimals_of(row);
    put_cell(to, AT_NAME, "left", y, row->measure, strlen(row->measure) > 30 ? 12 : size);
    put_value(to, AT_A, y, row->value[VALUE_A], decimals, size);
    put_value(to, AT_B, y, row->value[VALUE_B], decimals, size);
    say_difference(text, sizeof text, row, "");
    put_cell(to, AT_DIFFERENCE, "left", y, text, size);
    put_value(to, AT_TIMES, y, row->value[TIMES_FEWER], 1, size);
}

static void put_column_heads(FILE *to)
{
    static const struct {
        double left;
        const char *side, *text;
    } heads[] = {{AT_NAME, "left", "measure"},
                 {AT_A, "right", "A"},
                 {AT_B, "right", "B"},
                 {AT_DIFFERENCE, "left", "B less A (95 % interval)"},
                 {AT_TIMES, "right", "times fewer lives"}};
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        fprintf(to, "set label '%s' at screen %g, graph 1 %s offset 0,1 font ',15' tc rgb '#666666'\n", heads[i].text, heads[i].left, heads[i].side);
    }
}

/* The data block $sNUMBER of a scale: row, difference where it is clear, where it is not (without an interval neither), and the interval. Gives the
 * largest distance from 0. */
static double put_block(FILE *to, const struct compared *c, enum scale scale)
{
    double largest = 0;
    fprintf(to, "$s%d << END\n", (int)scale);
    for (int i = 0, y = 0; i < c->rows; i++) {
        const struct row *row = &c->row[i];
        if (row->scale != scale) {
            continue;
        }
        fprintf(to, "%d", ++y);
        put_number(to, is_clear(row) ? row->value[DIFFERENCE] : NAN);
        put_number(to, is_known(row) && !is_clear(row) ? row->value[DIFFERENCE] : NAN);
        put_number(to, row->value[LOWER]);
        put_number(to, row->value[UPPER]);
        fputc('\n', to);
        for (int k = DIFFERENCE; k <= UPPER; k++) {
            largest = fmax(largest, fabs(row->value[k]));
        }
    }
    fputs("END\n", to);
    return largest > 0 ? largest : 1;
}

/* Between two ticks of an axis that reaches so far on either side: at most two on a side, for their labels are long. */
static double step_of(double largest)
{
    const double power = pow(10, floor(log10(largest / 2))), part = largest / 2 / power;
    return power * (part > 5 ? 10 : part > 2 ? 5 : part > 1 ? 2 : 1);
}

static void put_panel(struct sheet *sheet, const struct compared *c, enum scale scale, double largest, struct area area)
{
    static const char *const titles[SCALES] = {"Shares, in points of 100", "In their own units", "In their own units"};
    const int rows = c->in_scale[scale], size = (area.top - area.bottom) / rows < 0.033 ? 13 : 15;
    sheet_panel(sheet, area, titles[scale], "", "");
    fprintf(sheet->to, "set xrange [%g:%g]\nset yrange [%g:0.5]\nunset ytics\nunset grid\nset grid xtics lt 1 lw 1 lc rgb '#e8e8e8'\nset border 1\n",
            -1.1 * largest, 1.1 * largest, rows + 0.5);
    fprintf(sheet->to, "set xtics %g font ',13'\n", step_of(largest));
    fputs("set arrow from 0,graph 0 to 0,graph 1 nohead back lw 1.5 lc rgb '#999999'\n", sheet->to);
    for (int i = 0, y = 0; i < c->rows; i++) {
        if (c->row[i].scale == scale) {
            put_cells(sheet->to, &c->row[i], ++y, size);
        }
    }
}

static void put_dots(struct sheet *sheet, enum scale scale)
{
    sheet_curve(sheet, "$s%d using 4:1:($5-$4):(0) with vectors heads size graph 0.008,90 lw 2.5 lc rgb '#332288'", (int)scale);
    sheet_curve(sheet, "$s%d using 2:1 with points pt 7 ps 1.6*P lc rgb '#332288'", (int)scale);
    sheet_curve(sheet, "$s%d using 3:1 with points pt 7 ps 1.6*P lc rgb '#ffffff'", (int)scale);
    sheet_curve(sheet, "$s%d using 3:1 with points pt 6 ps 1.6*P lw 2.5 lc rgb '#332288'", (int)scale);
}

static void put_panels(struct sheet *sheet, const struct compared *c, const double largest[SCALES])
{
    const double between = 0.11;
    int scales = 0;
    for (int s = 0; s < SCALES; s++) {
        scales += c->in_scale[s] > 0;
    }
    const double height = fmin(0.06, (PANEL_TOP - PANEL_BOTTOM - between * (scales - 1)) / c->rows);
    double top = PANEL_TOP;
    bool is_first = true;
    for (int s = 0; s < SCALES; s++) {
        if (c->in_scale[s] > 0) {
            const double bottom = top - height * c->in_scale[s];
            put_panel(sheet, c, (enum scale)s, largest[s], (struct area){AXIS_LEFT, AXIS_RIGHT, bottom, top});
            if (is_first) {
                put_column_heads(sheet->to);
                sheet_note(sheet, "Times fewer lives: two samples of different lives would take that many times as many for an interval as narrow.");
            }
            put_dots(sheet, (enum scale)s);
            is_first = false;
            top = bottom - between;
        }
    }
}

bool draw_compare(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct compared c;
    double largest[SCALES];
    c = (struct compared){.result = result};
    const bool good = result_is_study(result, "compare") && read_compared(&c, report);
    if (good) {
        for (int s = 0; s < SCALES; s++) {
            largest[s] = put_block(sheet->to, &c, (enum scale)s);
        }
        put_head(sheet, &c);
        put_panels(sheet, &c, largest);
    }
    mend_table_free(&c.table);
    return good;
}
