/* A sweep: along one factor curves with bands, over two a map, and of points that were drawn a cloud for each factor. */
#include "picture/pictures.h"
#include "picture/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FACTORS_SHOWN = 6, MEASURES_MOST = 64, PANELS_MOST = 4, MAPS_MOST = 2, MAP_MOST = 2500 };

struct swept {
    const struct result *result;
    struct mend_table table;
    int factor[FACTORS_SHOWN], factors;   /* columns of the first factors; how many there are in all */
    int measure[MEASURES_MOST], measures; /* columns of the measures */
    int share[CLASSES_READ];              /* of these the shares of the classes, or -1 */
    int other[PANELS_MOST], others;       /* and the first of the rest */
    int64_t points, replicates;
};

/* ---- the table ---- */

static const char *name_of(const struct swept *s, int column)
{
    return mend_table_name(&s->table, column);
}

static int column_at(const struct swept *s, const char *list, size_t i)
{
    const char *name = json_string_value(json_array_get(json_object_get(s->result->study, list), i));
    return name ? mend_table_column(&s->table, name) : -1;
}

static bool is_numeric(const struct swept *s, int column)
{
    bool is = true;
    for (int64_t row = 0; row < s->table.rows; row++) {
        is = is && !isnan(mend_table_number(&s->table, row, column));
    }
    return is;
}

static bool read_sweep(struct swept *s, struct mend_report *report)
{
    static const char *const patterns[CLASSES_READ] = {"share.secure", "share.avoidant", "share.anxious", "share.disorganized"};
    if (!result_table(s->result, "sweep", &s->table, report)) {
        return false;
    }
    s->factors = (int)json_array_size(json_object_get(s->result->study, "factors"));
    s->measures = (int)json_array_size(json_object_get(s->result->study, "measures"));
    s->points = json_integer_value(json_object_get(s->result->study, "points"));
    s->replicates = json_integer_value(json_object_get(s->result->study, "replicates"));
    bool good = s->factors > 0 && s->measures > 0 && s->measures <= MEASURES_MOST && s->replicates > 0 && s->table.rows == s->points * s->replicates;
    for (int k = 0; good && k < s->factors && k < FACTORS_SHOWN; k++) {
        s->factor[k] = column_at(s, "factors", (size_t)k);
        good = s->factor[k] >= 0 && is_numeric(s, s->factor[k]);
    }
    for (int g = 0; g < CLASSES_READ; g++) {
        s->share[g] = -1;
    }
    for (int m = 0; good && m < s->measures; m++) {
        bool is_share = false;
        s->measure[m] = column_at(s, "measures", (size_t)m);
        good = s->measure[m] >= 0;
        for (int g = 0; good && g < CLASSES_READ; g++) {
            if (!strcmp(name_of(s, s->measure[m]), patterns[g])) {
                s->share[g] = s->measure[m];
                is_share = true;
            }
        }
        if (good && !is_share && s->others < PANELS_MOST) {
            s->other[s->others++] = s->measure[m];
        }
    }
    return good;
}

static bool is_share(const struct swept *s, int column)
{
    bool is = false;
    for (int g = 0; g < CLASSES_READ; g++) {
        is = is || column == s->share[g];
    }
    return is;
}

static bool has_shares(const struct swept *s)
{
    return s->share[0] >= 0 || s->share[1] >= 0 || s->share[2] >= 0 || s->share[3] >= 0;
}

/* A measure over the replicates of a point. */
static struct gathered at_point(const struct swept *s, int64_t point, int column)
{
    struct gathered g = {0};
    for (int64_t r = 0; r < s->replicates; r++) {
        gather(&g, mend_table_number(&s->table, point * s->replicates + r, column));
    }
    return g;
}

static double factor_at(const struct swept *s, int64_t point, int factor)
{
    return mend_table_number(&s->table, point * s->replicates, s->factor[factor]);
}

/* ---- one factor ---- */

struct along {
    double x;
    int64_t point;
};

static int by_x(const void *a, const void *b)
{
    const double x = ((const struct along *)a)->x, y = ((const struct along *)b)->x;
    return (x > y) - (x < y);
}

/* The data block $mNUMBER: factor, mean, lower, upper of each point. */
static void put_curve(FILE *to, const struct swept *s, const struct along *along, int column, double scale)
{
    fprintf(to, "$m%d << END\n", column);
    for (int64_t i = 0; i < s->points; i++) {
        const struct gathered g = at_point(s, along[i].point, column);
        const double half = s->replicates > 1 ? half_interval(g) : NAN;
        put_number(to, along[i].x);
        put_number(to, g.n ? scale * g.mean : NAN);
        put_number(to, scale * (g.mean - half));
        put_number(to, scale * (g.mean + half));
        fputc('\n', to);
    }
    fputs("END\n", to);
}

static void put_band(struct sheet *sheet, const struct swept *s, int column, const char *colour)
{
    if (s->replicates > 1) {
        sheet_curve(sheet, "$m%d using 1:3:4 with filledcurves fc rgb '#bb%s'", column, colour);
    }
}

static void put_shares_panel(struct sheet *sheet, const struct swept *s, struct area area)
{
    sheet_panel(sheet, area, "Shares of the classes", name_of(s, s->factor[0]), "% of bonds");
    fputs("set yrange [0:100]\nset ytics 25\nset autoscale xfix\n", sheet->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        if (s->share[g] >= 0) {
            put_band(sheet, s, s->share[g], group_colour(g));
            sheet_curve(sheet, "$m%d using 1:2 with linespoints ls %d", s->share[g], g + 1);
        }
    }
}

static void put_curves(struct sheet *sheet, const struct swept *s, const struct along *along)
{
    char title[160], subtitle[200], number[32], with[CLASSES_READ][24];
    struct head head = {.title = title, .subtitle = subtitle};
    const int first = has_shares(s) && s->share[0] >= 0 ? s->share[0] : s->measure[0];
    const int panels = s->others > 2 && has_shares(s) ? 2 : s->others;
    for (int m = 0; m < s->measures; m++) {
        put_curve(sheet->to, s, along, s->measure[m], is_share(s, s->measure[m]) ? 100 : 1);
    }
    snprintf(title, sizeof title, "%s is %.3g where %s is %g, and %.3g where it is %g", name_of(s, first), at_point(s, along[0].point, first).mean,
             name_of(s, s->factor[0]), along[0].x, at_point(s, along[s->points - 1].point, first).mean, along[s->points - 1].x);
    snprintf(subtitle, sizeof subtitle, "%s simulated populations. Lines: means of %lld %s%s.", thousands(number, s->table.rows),
             (long long)s->replicates, s->replicates == 1 ? "population" : "populations, the same lives at every point",
             s->replicates > 1 ? "; bands: 95 % intervals" : "");
    for (int g = 0, entries = 0; g < CLASSES_READ; g++) {
        if (s->share[g] >= 0) {
            snprintf(with[g], sizeof with[g], "linespoints ls %d", g + 1);
            head.more[entries++] = (struct entry){with[g], group_name(s->result, g)};
        }
    }
    sheet_head(sheet, s->result, head);
    if (has_shares(s)) {
        put_shares_panel(sheet, s, (struct area){0.07, panels ? 0.48 : 0.97, PANEL_BOTTOM, PANEL_TOP});
    }
    for (int i = 0; i < panels; i++) {
        const double height = (PANEL_TOP - PANEL_BOTTOM + 0.1) / (has_shares(s) ? panels : (panels + 1) / 2),
                     top = PANEL_TOP - height * (has_shares(s) ? i : i / 2);
        const double left = has_shares(s) || i % 2 ? 0.58 : 0.07, right = has_shares(s) || i % 2 || panels == 1 ? 0.97 : 0.48;
        sheet_panel(sheet, (struct area){left, right, top - height + 0.1, top}, name_of(s, s->other[i]),
                    i + (has_shares(s) ? 1 : 2) < panels ? "" : name_of(s, s->factor[0]), "");
        fputs("set autoscale xfix\n", sheet->to);
        put_band(sheet, s, s->other[i], "444444");
        sheet_curve(sheet, "$m%d using 1:2 with linespoints lw 3 pt 7 ps 1.1*P lc rgb '#444444'", s->other[i]);
    }
}

static bool draw_curves(struct sheet *sheet, const struct swept *s)
{
    struct along *along = malloc((size_t)(s->points + 1) * sizeof *along);
    if (!along) {
        return false;
    }
    for (int64_t i = 0; i < s->points; i++) {
        along[i] = (struct along){factor_at(s, i, 0), i};
    }
    qsort(along, (size_t)s->points, sizeof *along, by_x);
    put_curves(sheet, s, along);
    free(along);
    return true;
}

/* ---- two factors ---- */

/* The values of a factor, in order, each once. */
struct axis {
    int64_t count;
    double value[MAP_MOST];
};

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of at most MAP_MOST points. */
static struct axis axis_of(const struct swept *s, int factor)
{
    struct axis axis = {0};
    double all[MAP_MOST];
    for (int64_t i = 0; i < s->points; i++) {
        all[i] = factor_at(s, i, factor);
    }
    qsort(all, (size_t)s->points, sizeof all[0], ascending);
    for (int64_t i = 0; i < s->points; i++) {
        if (i == 0 || all[i] != all[i - 1]) {
            axis.value[axis.count++] = all[i];
        }
    }
    return axis;
}

static long long position_on(const struct axis *axis, double value)
{
    const double *found = bsearch(&value, axis->value, (size_t)axis->count, sizeof value, ascending);
    return found ? (long long)(found - axis->value) : -1;
}

static void put_ticks(FILE *to, const struct axis *axis, char name)
{
    fprintf(to, "set %ctics scale 0 font ',13' (", name);
    for (int64_t i = 0, step = axis->count <= 12 ? 1 : axis->count / 8; i < axis->count; i += step) {
        fprintf(to, "%s'%g' %lld", i ? ", " : "", axis->value[i], (long long)i);
    }
    fputs(")\n", to);
}

static void put_map(struct sheet *sheet, const struct swept *s, int column, const struct axis *up, const struct axis *across, struct area area)
{
    sheet_panel(sheet, area, name_of(s, column), name_of(s, s->factor[1]), name_of(s, s->factor[0]));
    fprintf(sheet->to, "set xrange [-0.5:%g]\nset yrange [-0.5:%g]\nunset grid\nset border 0\n", (double)across->count - 0.5,
            (double)up->count - 0.5);
    fputs("set palette defined (0 '#f2f0e6', 1 '#6FA8D6')\nset autoscale cb\nunset colorbox\n", sheet->to);
    put_ticks(sheet->to, across, 'x');
    put_ticks(sheet->to, up, 'y');
    sheet_curve(sheet, "$m%d using 1:2:(0.49):(0.49):3 with boxxyerror fs solid noborder fc palette", column);
    if (s->points <= 144) {
        sheet_curve(sheet, "$m%d using 1:2:(sprintf('%%.2f', $3)) with labels font ',%d' tc rgb '#222222'", column, across->count > 8 ? 11 : 14);
    }
}

/* The data block $mNUMBER: column and row of each field, and its mean; with the least and the most of these. */
static void put_fields(FILE *to, const struct swept *s, int column, const struct axis *up, const struct axis *across, double *least, double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    fprintf(to, "$m%d << END\n", column);
    for (int64_t i = 0; i < s->points; i++) {
        const struct gathered g = at_point(s, i, column);
        fprintf(to, "%lld %lld", position_on(across, factor_at(s, i, 1)), position_on(up, factor_at(s, i, 0)));
        put_number(to, g.n ? g.mean : NAN);
        fputc('\n', to);
        *least = g.n ? fmin(*least, g.mean) : *least;
        *most = g.n ? fmax(*most, g.mean) : *most;
    }
    fputs("END\n", to);
}

/* The first measure and, beside it, the first other that is no share of a class, or else the second. */
static bool draw_maps(struct sheet *sheet, const struct swept *s, const struct axis *up, const struct axis *across)
{
    char title[160], subtitle[200], number[32];
    double least, most, ignored[2];
    const int maps = s->measures < MAPS_MOST ? s->measures : MAPS_MOST;
    const int beside = s->others == 0 || s->other[0] == s->measure[0] ? s->measure[maps - 1] : s->other[0];
    put_fields(sheet->to, s, s->measure[0], up, across, &least, &most);
    if (maps > 1) {
        put_fields(sheet->to, s, beside, up, across, &ignored[0], &ignored[1]);
    }
    snprintf(title, sizeof title, "%s is from %.3g to %.3g over %s and %s", name_of(s, s->measure[0]), least, most, name_of(s, s->factor[0]),
             name_of(s, s->factor[1]));
    snprintf(subtitle, sizeof subtitle, "%s simulated populations; a field is the mean of %lld. The darker, the more.",
             thousands(number, s->table.rows), (long long)s->replicates);
    sheet_head(sheet, s->result, (struct head){.title = title, .subtitle = subtitle});
    put_map(sheet, s, s->measure[0], up, across, (struct area){0.08, maps > 1 ? 0.48 : 0.97, PANEL_BOTTOM, PANEL_TOP});
    if (maps > 1) {
        put_map(sheet, s, beside, up, across, (struct area){0.58, 0.98, PANEL_BOTTOM, PANEL_TOP});
    }
    return true;
}

/* ---- many factors ---- */

static bool draw_clouds(struct sheet *sheet, const struct swept *s)
{
    char title[160], subtitle[200], number[32];
    const int shown = s->factors < FACTORS_SHOWN ? s->factors : FACTORS_SHOWN, across = shown > 3 ? 3 : shown, down = (shown + 2) / 3;
    fputs("$cloud << END\n", sheet->to);
    for (int64_t row = 0; row < s->table.rows; row++) {
        for (int k = 0; k < shown; k++) {
            put_number(sheet->to, mend_table_number(&s->table, row, s->factor[k]));
        }
        put_number(sheet->to, mend_table_number(&s->table, row, s->measure[0]));
        fputc('\n', sheet->to);
    }
    fputs("END\n", sheet->to);
    snprintf(title, sizeof title, "%s over each of %d factors", name_of(s, s->measure[0]), s->factors);
    snprintf(subtitle, sizeof subtitle, "A mark is one of %s simulated populations; all factors change at once.%s", thousands(number, s->table.rows),
             s->factors > shown ? " The first six are drawn." : "");
    sheet_head(sheet, s->result, (struct head){.title = title, .subtitle = subtitle});
    for (int k = 0; k < shown; k++) {
        const int place_down = k / across;
        const double width = 0.95 / across, height = (PANEL_TOP - PANEL_BOTTOM + 0.12) / down, left = 0.07 + width * (k % across);
        const double top = PANEL_TOP - height * place_down;
        sheet_panel(sheet, (struct area){left, left + width - 0.07, top - height + 0.12, top}, name_of(s, s->factor[k]), "",
                    k % across ? "" : name_of(s, s->measure[0]));
        fputs("set autoscale xfix\nset xtics font ',12'\nset ytics font ',12'\n", sheet->to);
        sheet_curve(sheet, "$cloud using %d:%d with points pt 7 ps 0.8*P lc rgb '#664477aa'", k + 1, shown + 1);
    }
    return true;
}

bool draw_sweep(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct swept s;
    s = (struct swept){.result = result};
    bool good = !result_is_study(result, "compare") && read_sweep(&s, report);
    if (good && s.factors == 1) {
        good = draw_curves(sheet, &s);
    } else if (good) {
        static struct axis up, across;
        bool is_grid = s.factors == 2 && s.points <= MAP_MOST;
        if (is_grid) {
            up = axis_of(&s, 0);
            across = axis_of(&s, 1);
            is_grid = up.count * across.count == s.points;
        }
        good = is_grid ? draw_maps(sheet, &s, &up, &across) : draw_clouds(sheet, &s);
    }
    mend_table_free(&s.table);
    return good;
}
