/* Shares of the classes, and how they hang on where the lines between them are drawn. */
#include "io/text.h"
#include "picture/pictures.h"

#include <math.h>
#include <string.h>

enum { MEASURE, VALUE, LOWER, UPPER, DYADS, COLUMNS };
static const char *const names[COLUMNS] = {"measure", "value", "lower", "upper", "n"};

/* Madigan et al. 2023, Psychological Bulletin 149:99-132, doi:10.1037/bul0000388; 285 studies, all samples. In %. */
static const double published[CLASSES_READ] = {51.6, 14.7, 10.2, 23.5};

#define PUBLISHED "points pt 6 ps 2.4*P lw 3 lc rgb '#222222'"

struct shares {
    struct mend_table table;
    int column[COLUMNS];
    int64_t dyads;
    double most; /* the largest value drawn, so that all panels have one scale */
    bool with_published;
};

/* In %. */
static double share_at(struct shares *s, int64_t row, int what)
{
    const double share = 100 * mend_table_number(&s->table, row, s->column[what]);
    s->most = fmax(s->most, share);
    return share;
}

/* The row of a measure, or -1. */
static int64_t find(const struct shares *s, const char *measure)
{
    for (int64_t row = 0; row < s->table.rows; row++) {
        if (!strcmp(mend_table_text(&s->table, row, s->column[MEASURE]), measure)) {
            return row;
        }
    }
    return -1;
}

static bool put_rule(FILE *to, struct shares *s)
{
    bool found = false;
    fputs("$bars << END\n", to);
    for (int g = 0; g < CLASSES_READ; g++) {
        char measure[64];
        snprintf(measure, sizeof measure, "share.%s", pattern_name(g));
        const int64_t row = find(s, measure);
        fprintf(to, "%d", g + 1);
        for (int what = VALUE; what <= UPPER; what++) {
            put_number(to, row < 0 ? NAN : share_at(s, row, what));
        }
        fprintf(to, " %g\n", published[g]);
        if (row >= 0 && !isnan(share_at(s, row, VALUE))) {
            found = true;
            s->dyads = whole_at(&s->table, row, s->column[DYADS]);
        }
    }
    fputs("END\n", to);
    return found;
}

/* Shares at other cut-offs: the measures "share.CLASS.KIND_NUMBER", as data blocks $KIND0 to $KIND3. Gives how many there are of a class. */
static int put_cutoffs(FILE *to, struct shares *s, const char *kind)
{
    int count = 0;
    for (int g = 0; g < CLASSES_READ; g++) {
        char start[64];
        const int length = snprintf(start, sizeof start, "share.%s.%s_", pattern_name(g), kind);
        fprintf(to, "$%s%d << END\n", kind, g);
        count = 0;
        for (int64_t row = 0; row < s->table.rows; row++) {
            const char *measure = mend_table_text(&s->table, row, s->column[MEASURE]);
            double cutoff;
            if (!strncmp(measure, start, (size_t)length) && mend_number_of(measure + length, &cutoff)) {
                put_number(to, cutoff);
                put_number(to, share_at(s, row, VALUE));
                fputc('\n', to);
                count++;
            }
        }
        fputs("END\n", to);
    }
    return count;
}

/* Up to the ten above the largest value, and a little room for the number on the bar. */
static double top_of(const struct shares *s)
{
    return 10 * ceil((s->most + 2) / 10);
}

static void put_shares(struct sheet *s, const struct result *result, const struct shares *shares)
{
    sheet_panel(s, (struct area){0.07, 0.41, PANEL_BOTTOM, PANEL_TOP}, "By the rule in use", "", "% of bonds");
    fprintf(s->to, "set xrange [0.4:4.6]\nset yrange [0:%g]\nset xtics (", top_of(shares));
    for (int g = 0; g < CLASSES_READ; g++) {
        fprintf(s->to, "%s'%s' %d", g ? ", " : "", group_name(result, g), g + 1);
    }
    fputs(") scale 0 font ',15'\n", s->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        sheet_curve(s, "$bars every ::%d::%d using 1:2:(0.62) with boxes fc rgb '#%s'", g, g, group_colour(g));
    }
    sheet_curve(s, "$bars using 1:3:(0):($4-$3) with vectors heads size graph 0.012,90 lw 2.5 lc rgb '#222222'");
    sheet_curve(s, "$bars using ($1-0.05):2:(sprintf('%%.1f', $2)) with labels right offset 0,0.8 font ',16' tc rgb '#222222'");
    if (shares->with_published) {
        sheet_curve(s, "$bars using ($1+0.2):5 with " PUBLISHED);
    }
}

static void put_lines(struct sheet *s, const struct shares *shares, double left, const char *title, const char *x, const char *kind, double used)
{
    sheet_panel(s, (struct area){left, left + 0.21, PANEL_BOTTOM, PANEL_TOP}, title, x, "% of bonds");
    fprintf(s->to, "set yrange [0:%g]\nset autoscale xfix\nset offsets 0.2,0.2,0,0\n", top_of(shares));
    if (!isnan(used)) {
        fprintf(s->to, "set arrow from %g,graph 0 to %g,graph 1 nohead lc rgb '#222222' lw 1.5 dt (8,4) back\n", used, used);
        fprintf(s->to, "set label 'in use' at %g,graph 0.98 left offset 0.5,0 font ',13' tc rgb '#666666'\n", used);
    }
    for (int g = 0; g < CLASSES_READ; g++) {
        sheet_curve(s, "$%s%d using 1:2 with linespoints ls %d ps 1.2*P", kind, g, g + 1);
    }
}

static void put_sheet(struct sheet *s, const struct result *result, const struct shares *shares, int cutoffs, int conflicts)
{
    char subtitle[200], number[32];
    int64_t count[GROUPS] = {1, 1, 1, 1, 0};
    snprintf(subtitle, sizeof subtitle, "Simulated dyads: %s, with 95 %% intervals. A class is a reading: the shares change with the cut-offs.",
             thousands(number, shares->dyads));
    sheet_head(s, result,
               (struct head){.title = "How many are read as secure, avoidant, anxious, disorganized",
                             .subtitle = subtitle,
                             .with = "linespoints",
                             .count = count,
                             .more = {{PUBLISHED, shares->with_published ? "published, all samples (Madigan et al. 2023)" : NULL}}});
    put_shares(s, result, shares);
    if (cutoffs > 1) {
        put_lines(s, shares, 0.48, "Cut-off for insecure", "score of avoidance or resistance", "cutoff",
                  result_parameter(result, "reading.cutoff", NAN));
    }
    if (conflicts > 1) {
        put_lines(s, shares, 0.76, "Cut-off for disorganized", "score of conflict", "conflict",
                  result_parameter(result, "reading.cutoff_conflict", NAN));
    }
}

bool draw_class_shares(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct shares s = {.with_published = strcmp(result_choice(result, "setting", "caregiver_infant"), "caregiver_infant") == 0};
    if (result->grown) {
        return draw_adult_shares(result, sheet);
    }
    bool good = result_table(result, "summary", &s.table, report) && find_columns(&s.table, names, COLUMNS, s.column) && put_rule(sheet->to, &s);
    if (good) {
        const int cutoffs = put_cutoffs(sheet->to, &s, "cutoff"), conflicts = put_cutoffs(sheet->to, &s, "conflict");
        put_sheet(sheet, result, &s, cutoffs, conflicts);
    }
    mend_table_free(&s.table);
    return good;
}
