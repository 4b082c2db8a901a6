/* The continuous scores behind the classes. */
#include "picture/pictures.h"

#include <math.h>
#include <string.h>

enum { POINTS_MOST = 4000, CONFLICT_LEVELS = 9 };
enum { AVOIDANCE, RESISTANCE, CONFLICTED, CLASS_RULE, DYAD, BOND, COLUMNS };
static const char *const names[COLUMNS] = {"avoidance", "resistance", "conflict", "rule", "dyad", "bond"};

/* Room for a note. */
#define BOTTOM 0.185

struct scores {
    const struct result *result;
    int column[COLUMNS];
    int64_t count[GROUPS], all, bars[CONFLICT_LEVELS + 1][GROUPS];
    double cutoff, conflict_cutoff;
    bool is_halfway; /* the rule whose borders in the plane are known */
};

static double score(const struct scores *s, int64_t row, int what)
{
    return mend_table_number(&s->result->outcomes, row, s->column[what]);
}

static int group_at(const struct scores *s, int64_t row)
{
    const struct mend_table *t = &s->result->outcomes;
    return result_group(s->result, whole_at(t, row, s->column[DYAD]), whole_at(t, row, s->column[BOND]));
}

static bool read_scores(const struct result *result, struct scores *s)
{
    *s = (struct scores){.result = result,
                         .cutoff = result_parameter(result, "reading.cutoff", NAN),
                         .conflict_cutoff = result_parameter(result, "reading.cutoff_conflict", NAN)};
    if (!find_columns(&result->outcomes, names, COLUMNS, s->column)) {
        return false;
    }
    for (int64_t row = 0; row < result->outcomes.rows; row++) {
        const double conflict = score(s, row, CONFLICTED);
        if (!isnan(score(s, row, AVOIDANCE) + score(s, row, RESISTANCE) + conflict)) {
            const int group = group_at(s, row), level = (int)fmin(fmax(floor(conflict + 0.5), 1), CONFLICT_LEVELS);
            s->count[group]++;
            s->bars[level][group]++;
            s->is_halfway = s->is_halfway || !strcmp(mend_table_text(&result->outcomes, row, s->column[CLASS_RULE]), "halfway");
            s->all++;
        }
    }
    return s->all > 0;
}

/* Many bonds have the same scores: each point is moved a little, by an even sequence rather than by chance, so that the picture is the same every
 * time. */
static void put_points(FILE *to, const struct scores *s, int group)
{
    const int64_t rows = s->result->outcomes.rows, step = 1 + (s->all - 1) / POINTS_MOST;
    fprintf(to, "$points%d << END\n", group);
    for (int64_t row = 0; row < rows; row += step) {
        if (group_at(s, row) == group) {
            const double i = (double)row;
            put_number(to, score(s, row, AVOIDANCE) + 0.3 * (fmod(i * 0.7548776662466927, 1) - 0.5));
            put_number(to, score(s, row, RESISTANCE) + 0.3 * (fmod(i * 0.5698402909980532, 1) - 0.5));
            fputc('\n', to);
        }
    }
    fputs("END\n", to);
}

/* Stacked bars: for each level of conflict where the bar of each group begins and ends, in % of all. */
static void put_bars(FILE *to, const struct scores *s)
{
    fputs("$bars << END\n", to);
    for (int level = 1; level <= CONFLICT_LEVELS; level++) {
        double top = 0;
        fprintf(to, "%d", level);
        for (int g = 0; g < GROUPS; g++) {
            put_number(to, top);
            top += 100 * (double)s->bars[level][g] / (double)s->all;
            put_number(to, top);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

static void put_borders(FILE *to, const struct scores *s)
{
    const char *style = "nohead lc rgb '#222222' lw 2 dt (8,4) front";
    if (!s->is_halfway || isnan(s->cutoff)) {
        return;
    }
    fprintf(to, "set arrow from %g,graph 0 to %g,%g %s\n", s->cutoff, s->cutoff, s->cutoff, style);
    fprintf(to, "set arrow from graph 0,first %g to %g,%g %s\n", s->cutoff, s->cutoff, s->cutoff, style);
    fprintf(to, "set arrow from %g,%g to 7.3,7.3 %s\n", s->cutoff, s->cutoff, style);
}

static void put_plane(struct sheet *sheet, const struct scores *s)
{
    sheet_panel(sheet, (struct area){0.07, 0.60, BOTTOM, PANEL_TOP}, "Avoidance and resistance at the two reunions", "avoidance, score from 1 to 7",
                "resistance, score from 1 to 7");
    fputs("set xrange [0.7:7.3]\nset yrange [0.7:7.3]\nset xtics 1\nset ytics 1\n", sheet->to);
    sheet_note(sheet, "Left: each point is moved a little, at most by 0.15, so that equal scores do not hide each other.");
    put_borders(sheet->to, s);
    for (int g = 0; g < GROUPS; g++) {
        if (s->count[g]) {
            sheet_curve(sheet, "$points%d using 1:2 with points ls %d ps %g*P lc rgb '#60%s'", g, g + 1,
                        s->all > 1000  ? 0.9
                        : s->all > 100 ? 1.3
                                       : 2.0,
                        group_colour(g));
        }
    }
}

static void put_conflict(struct sheet *sheet, const struct scores *s)
{
    sheet_panel(sheet, (struct area){0.69, 0.97, BOTTOM, PANEL_TOP}, "Conflicted behaviour", "conflict, score from 1 to 9", "% of bonds");
    fputs("set xrange [0.3:9.7]\nset yrange [0:*]\nset xtics 1\n", sheet->to);
    if (!isnan(s->conflict_cutoff)) {
        fprintf(sheet->to, "set arrow from %g,graph 0 to %g,graph 1 nohead lc rgb '#222222' lw 2 dt (8,4) front\n", s->conflict_cutoff - 0.5,
                s->conflict_cutoff - 0.5);
    }
    for (int g = 0; g < GROUPS; g++) {
        if (s->count[g]) {
            sheet_curve(sheet, "$bars using 1:%d:($1-0.4):($1+0.4):%d:%d with boxxyerror fc rgb '#%s'", 2 + 2 * g, 2 + 2 * g, 3 + 2 * g,
                        group_colour(g));
        }
    }
}

bool draw_scores(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct scores s;
    char subtitle[240], number[32];
    (void)report;
    if (!read_scores(result, &s)) {
        return false;
    }
    for (int g = 0; g < GROUPS; g++) {
        put_points(sheet->to, &s, g);
    }
    put_bars(sheet->to, &s);
    const int64_t step = 1 + (s.all - 1) / POINTS_MOST;
    snprintf(subtitle, sizeof subtitle,
             "Each point is one bond of %s%s. A class is a reading: dashed lines through scores. Disorganized is read from conflict alone.",
             step > 1 ? "a sample of " : "", thousands(number, (s.all + step - 1) / step));
    sheet_head(sheet, result,
               (struct head){.title = "The scores behind the classes", .subtitle = subtitle, .with = "points", .count = s.count, .counted = true});
    put_plane(sheet, &s);
    put_conflict(sheet, &s);
    return true;
}
