/* The two dimensions behind the adult classes. */
#include "picture/pictures.h"

#include <math.h>

enum { POINTS_MOST = 4000, BINS_A_UNIT = 5, SCORES = 6, BINS = BINS_A_UNIT * SCORES };
enum { ANXIETY, AVOIDANCE, DIMENSIONS, DYAD = DIMENSIONS, BOND, COLUMNS };
static const char *const names[COLUMNS] = {"attachment_anxiety", "attachment_avoidance", "dyad", "bond"};
static const char *const called[DIMENSIONS] = {"attachment anxiety, score from 1 to 7", "attachment avoidance, score from 1 to 7"};

struct plane {
    const struct result *result;
    int column[COLUMNS];
    double cutoff[DIMENSIONS];
    int64_t all, count[GROUPS], bin[DIMENSIONS][BINS];
};

static double score(const struct plane *p, int64_t row, int what)
{
    return mend_table_number(&p->result->outcomes, row, p->column[what]);
}

static int group_at(const struct plane *p, int64_t row)
{
    const struct mend_table *t = &p->result->outcomes;
    return result_group(p->result, whole_at(t, row, p->column[DYAD]), whole_at(t, row, p->column[BOND]));
}

static void gather_scores(struct plane *p)
{
    for (int64_t row = 0; row < p->result->outcomes.rows; row++) {
        if (isnan(score(p, row, ANXIETY) + score(p, row, AVOIDANCE))) {
            continue;
        }
        p->all++;
        p->count[group_at(p, row)]++;
        for (int d = 0; d < DIMENSIONS; d++) {
            const int bin = (int)((score(p, row, d) - 1) * BINS_A_UNIT);
            p->bin[d][bin < 0 ? 0 : bin < BINS ? bin : BINS - 1]++;
        }
    }
}

static int64_t step_of(const struct plane *p)
{
    return 1 + (p->all - 1) / POINTS_MOST;
}

static void put_points(FILE *to, const struct plane *p, int group)
{
    fprintf(to, "$points%d << END\n", group);
    for (int64_t row = 0; row < p->result->outcomes.rows; row += step_of(p)) {
        if (group_at(p, row) == group) {
            put_number(to, score(p, row, AVOIDANCE));
            put_number(to, score(p, row, ANXIETY));
            fputc('\n', to);
        }
    }
    fputs("END\n", to);
}

/* How many bonds of 100 lie in each bin: its middle and its share. */
static void put_bins(FILE *to, const struct plane *p, int dimension)
{
    fprintf(to, "$bins%d << END\n", dimension);
    for (int b = 0; b < BINS; b++) {
        fprintf(to, "%g %.6g\n", 1 + (b + 0.5) / BINS_A_UNIT, 100 * (double)p->bin[dimension][b] / (double)p->all);
    }
    fputs("END\n", to);
}

/* The name of a quadrant with its share, in the corner of the plane that is its own. */
static void put_quadrant(FILE *to, const struct plane *p, int group)
{
    static const struct {
        const char *where, *how;
    } corner[CLASSES_READ] = {
        {"graph 0.015,0.03", "left"}, {"graph 0.985,0.03", "right"}, {"graph 0.015,0.97", "left"}, {"graph 0.985,0.97", "right"}};
    fprintf(to, "set label '{/:Bold %s: %.1f %%}' at %s %s enhanced font ',16' tc rgb '#222222' front\n", group_name(p->result, group),
            100 * (double)p->count[group] / (double)p->all, corner[group].where, corner[group].how);
}

static void put_cutoff(FILE *to, double cutoff, bool is_upright)
{
    fprintf(to, is_upright ? "set arrow from %g,graph 0 to %g,graph 1" : "set arrow from graph 0,first %g to graph 1,first %g", cutoff, cutoff);
    fputs(" nohead lc rgb '#222222' lw 2 dt (8,4) front\n", to);
}

static void put_plane(struct sheet *s, const struct plane *p)
{
    sheet_panel(s, (struct area){0.07, 0.62, PANEL_BOTTOM, PANEL_TOP}, "A point is a bond", called[AVOIDANCE], called[ANXIETY]);
    fputs("set xrange [1:7]\nset yrange [1:7]\nset xtics 1\nset ytics 1\n", s->to);
    put_cutoff(s->to, p->cutoff[AVOIDANCE], true);
    put_cutoff(s->to, p->cutoff[ANXIETY], false);
    for (int g = 0; g < CLASSES_READ; g++) {
        put_quadrant(s->to, p, g);
    }
    for (int g = 0; g < GROUPS; g++) {
        if (p->count[g]) {
            const double size = p->all > 1000 ? 0.8 : p->all > 100 ? 1.2 : 2.0;
            sheet_curve(s, "$points%d using 1:2 with points ls %d ps %g*P lc rgb '#80%s'", g, g + 1, size, group_colour(g));
        }
    }
}

static void put_bars(struct sheet *s, const struct plane *p, int dimension, struct area area, const char *title)
{
    sheet_panel(s, area, title, called[dimension], "% of bonds");
    fputs("set xrange [1:7]\nset yrange [0:*]\nset xtics 1\n", s->to);
    put_cutoff(s->to, p->cutoff[dimension], true);
    sheet_curve(s, "$bins%d using 1:2:(%g) with boxes fs solid noborder fc rgb '#b8c0c8'", dimension, 0.9 / BINS_A_UNIT);
}

/* How many lie so near to a line that half a point would move them over it. */
static double near_a_line(const struct plane *p)
{
    int64_t near = 0;
    for (int64_t row = 0; row < p->result->outcomes.rows; row++) {
        near += fabs(score(p, row, ANXIETY) - p->cutoff[ANXIETY]) < 0.5 || fabs(score(p, row, AVOIDANCE) - p->cutoff[AVOIDANCE]) < 0.5;
    }
    return 100 * (double)near / (double)p->all;
}

static void put_sheet(struct sheet *s, const struct plane *p)
{
    char title[160], subtitle[240], number[32];
    for (int g = 0; g < GROUPS; g++) {
        put_points(s->to, p, g);
    }
    put_bins(s->to, p, ANXIETY);
    put_bins(s->to, p, AVOIDANCE);
    snprintf(title, sizeof title, "%.0f %% of bonds lie within half a point of a line between classes", near_a_line(p));
    snprintf(subtitle, sizeof subtitle, "Each point is one bond of %s%s, read at the end. A class is a reading: dashed are the cut-offs of its rule.",
             step_of(p) > 1 ? "a sample of " : "", thousands(number, (p->all + step_of(p) - 1) / step_of(p)));
    sheet_head(s, p->result, (struct head){.title = title, .subtitle = subtitle, .with = "points", .count = p->count, .counted = true});
    put_plane(s, p);
    put_bars(s, p, ANXIETY, (struct area){0.69, 0.97, 0.525, PANEL_TOP}, "Anxiety alone");
    put_bars(s, p, AVOIDANCE, (struct area){0.69, 0.97, PANEL_BOTTOM, 0.395}, "Avoidance alone");
}

bool draw_adult_dimensions(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct plane p = {.result = result,
                      .cutoff = {result_parameter(result, "reading.adult_anxiety", NAN), result_parameter(result, "reading.adult_avoidance", NAN)}};
    (void)report;
    if (!result->grown || isnan(p.cutoff[ANXIETY] + p.cutoff[AVOIDANCE]) || !find_columns(&result->outcomes, names, COLUMNS, p.column)) {
        return false;
    }
    gather_scores(&p);
    if (p.all > 0) {
        put_sheet(sheet, &p);
    }
    return p.all > 0;
}
