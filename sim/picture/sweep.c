/* A sweep: along one factor, or a measure, curves with bands; over two or three factors maps; of points that were drawn a cloud for each factor. */
#include "picture/pictures.h"
#include "picture/plain.h"
#include "picture/swept.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the table ---- */

const char *swept_key(const struct swept *s, int column)
{
    return plain_key(result_choice(s->result, "setting", ""), mend_table_name(&s->table, column));
}

const char *swept_name(const struct swept *s, int column)
{
    return plain_name(swept_key(s, column));
}

char *swept_title(const struct swept *s, int column, char *to, size_t size)
{
    return plain_title(swept_key(s, column), to, size);
}

double swept_scale(const struct swept *s, int column)
{
    return is_of_bonds(mend_table_name(&s->table, column)) ? 100 : 1;
}

const char *swept_unit(const struct swept *s, int column)
{
    const char *name = mend_table_name(&s->table, column);
    return !is_of_bonds(name) ? "" : strncmp(name, "ended", 5) ? "% of bonds" : "% of pairs";
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

static bool has_values(const struct swept *s, int column)
{
    bool has = false;
    for (int64_t row = 0; row < s->table.rows && !has; row++) {
        has = !isnan(mend_table_number(&s->table, row, column));
    }
    return has;
}

/* Which of the four classes' shares a column is; -1 if none. */
static int class_of(const struct swept *s, int column)
{
    static const char *const patterns[CLASSES_READ] = {"share.secure", "share.avoidant", "share.anxious", "share.disorganized"};
    for (int g = 0; g < CLASSES_READ; g++) {
        if (!strcmp(mend_table_name(&s->table, column), patterns[g])) {
            return g;
        }
    }
    return -1;
}

/* A measure that no population has is left out. */
static bool read_measures(struct swept *s)
{
    int known = 0;
    for (int g = 0; g < CLASSES_READ; g++) {
        s->share[g] = -1;
    }
    for (int m = 0; m < s->measures; m++) {
        const int column = column_at(s, "measures", (size_t)m), class = column < 0 ? -1 : class_of(s, column);
        if (column < 0) {
            return false;
        }
        if (!has_values(s, column)) {
            continue;
        }
        s->measure[known++] = column;
        if (class >= 0) {
            s->share[class] = column;
        } else if (column != s->against && s->others < PANELS_MOST) {
            s->other[s->others++] = column;
        }
    }
    s->measures = known;
    return known > 0 && (s->against < 0 || has_values(s, s->against));
}

static bool read_sweep(struct swept *s, struct mend_report *report)
{
    const char *against = json_string_value(json_object_get(s->result->study, "against"));
    if (!result_table(s->result, "sweep", &s->table, report)) {
        return false;
    }
    s->against = against ? mend_table_column(&s->table, against) : -1;
    s->factors = (int)json_array_size(json_object_get(s->result->study, "factors"));
    s->measures = (int)json_array_size(json_object_get(s->result->study, "measures"));
    s->points = json_integer_value(json_object_get(s->result->study, "points"));
    s->replicates = json_integer_value(json_object_get(s->result->study, "replicates"));
    bool good = s->factors > 0 && s->measures > 0 && s->measures <= MEASURES_MOST && s->replicates > 0 && s->table.rows == s->points * s->replicates;
    for (int k = 0; good && k < s->factors && k < FACTORS_SHOWN; k++) {
        s->factor[k] = column_at(s, "factors", (size_t)k);
        good = s->factor[k] >= 0 && is_numeric(s, s->factor[k]);
    }
    return good && read_measures(s);
}

bool has_shares(const struct swept *s)
{
    return s->share[0] >= 0 || s->share[1] >= 0 || s->share[2] >= 0 || s->share[3] >= 0;
}

static struct gathered at_point(const struct swept *s, int64_t point, int column)
{
    struct gathered g = {0};
    for (int64_t r = 0; r < s->replicates; r++) {
        gather(&g, mend_table_number(&s->table, point * s->replicates + r, column));
    }
    return g;
}

double mean_at(const struct swept *s, int64_t point, int column)
{
    const struct gathered g = at_point(s, point, column);
    return g.n ? g.mean : NAN;
}

double factor_at(const struct swept *s, int64_t point, int factor)
{
    return mend_table_number(&s->table, point * s->replicates, s->factor[factor]);
}

void put_point(FILE *to, const struct swept *s, double x, int64_t point, int column)
{
    const struct gathered g = at_point(s, point, column);
    const double scale = swept_scale(s, column), half = half_interval(g);
    put_number(to, x);
    put_number(to, g.n ? scale * g.mean : NAN);
    put_number(to, scale * (g.mean - half));
    put_number(to, scale * (g.mean + half));
    fputc('\n', to);
}

/* ---- values of a factor ---- */

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

bool axis_of(const struct swept *s, int factor, struct axis *axis)
{
    static double all[AXIS_MOST];
    axis->count = 0;
    for (int64_t i = 0; i < s->points && i < AXIS_MOST; i++) {
        all[i] = factor_at(s, i, factor);
    }
    const int64_t count = s->points < AXIS_MOST ? s->points : AXIS_MOST;
    qsort(all, (size_t)count, sizeof all[0], ascending);
    for (int64_t i = 0; i < count; i++) {
        if (i == 0 || all[i] != all[i - 1]) {
            axis->value[axis->count++] = all[i];
        }
    }
    return s->points <= AXIS_MOST;
}

int64_t position_on(const struct axis *axis, double value)
{
    const double *found = bsearch(&value, axis->value, (size_t)axis->count, sizeof value, ascending);
    return found ? found - axis->value : -1;
}

char *swept_subtitle(const struct swept *s, char *to, size_t size)
{
    char number[32], several[120];
    snprintf(several, sizeof several, "populations with %lld sets of lives, the same at every point; bands: 95 %% intervals",
             (long long)s->replicates);
    snprintf(to, size, "%s simulated populations. Lines: means of %s.", thousands(number, s->table.rows),
             s->replicates > 1 ? several : "one population");
    return to;
}

/* ---- many factors ---- */

static void put_cloud(FILE *to, const struct swept *s, int shown)
{
    fputs("$cloud << END\n", to);
    for (int64_t row = 0; row < s->table.rows; row++) {
        for (int k = 0; k < shown; k++) {
            put_number(to, mend_table_number(&s->table, row, s->factor[k]));
        }
        put_number(to, swept_scale(s, s->measure[0]) * mend_table_number(&s->table, row, s->measure[0]));
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* How far a measure goes with a factor: Pearson's r over the populations. */
static double correlation(const struct swept *s, int factor)
{
    struct gathered x = {0}, y = {0};
    double product = 0;
    for (int64_t row = 0; row < s->table.rows; row++) {
        const double a = mend_table_number(&s->table, row, s->factor[factor]), b = mend_table_number(&s->table, row, s->measure[0]);
        if (!isnan(b)) {
            const double away = a - x.mean;
            gather(&x, a);
            gather(&y, b);
            product += away * (b - y.mean);
        }
    }
    return product / sqrt(x.squares * y.squares);
}

static void put_cloud_panel(struct sheet *sheet, const struct swept *s, int k, int shown, double r)
{
    char title[40] = "", number[16], measure[80];
    const int across = shown > 3 ? 3 : shown, down = (shown + 2) / 3, place_down = k / across;
    const double gap = 0.13, width = 0.95 / across, height = (PANEL_TOP - PANEL_BOTTOM + gap) / down, left = 0.07 + width * (k % across);
    const double top = PANEL_TOP - height * place_down;
    if (!isnan(r)) {
        snprintf(title, sizeof title, "r = %s", plain_number(r, number, sizeof number));
    }
    snprintf(measure, sizeof measure, "%s%s", swept_name(s, s->measure[0]), swept_scale(s, s->measure[0]) > 1 ? ", %" : "");
    sheet_panel(sheet, (struct area){left, left + width - 0.07, top - height + gap, top}, title, swept_name(s, s->factor[k]),
                k % across ? "" : measure);
    fputs("set autoscale xfix\nset offsets graph 0.02, graph 0.02, 0, 0\nset xtics font ',12'\nset ytics font ',12'\n", sheet->to);
    sheet_curve(sheet, "$cloud using %d:%d with points pt 7 ps 0.8*P lc rgb '#664477aa'", k + 1, shown + 1);
}

static bool draw_clouds(struct sheet *sheet, const struct swept *s)
{
    char title[200], subtitle[200], number[32], name[80];
    double r[FACTORS_SHOWN];
    const int shown = s->factors < FACTORS_SHOWN ? s->factors : FACTORS_SHOWN;
    int most = 0;
    for (int k = 0; k < shown; k++) {
        r[k] = correlation(s, k);
        most = isnan(r[most]) || fabs(r[k]) > fabs(r[most]) ? k : most;
    }
    put_cloud(sheet->to, s, shown);
    swept_title(s, s->measure[0], name, sizeof name);
    if (isnan(r[most])) {
        snprintf(title, sizeof title, "%s over each of %d factors", name, s->factors);
    } else {
        snprintf(title, sizeof title, "%s: the strongest of %s%d factors is %s (r = %s)", name, s->factors > shown ? "the first " : "", shown,
                 swept_name(s, s->factor[most]), plain_number(r[most], number, sizeof number));
    }
    snprintf(subtitle, sizeof subtitle, "A mark is one of %s simulated populations; all factors change at once.%s", thousands(number, s->table.rows),
             s->factors > shown ? " The first six are drawn." : "");
    sheet_head(sheet, s->result, (struct head){.title = title, .subtitle = subtitle});
    for (int k = 0; k < shown; k++) {
        put_cloud_panel(sheet, s, k, shown, r[k]);
    }
    return true;
}

/* ---- which picture ---- */

static bool is_grid(const struct swept *s)
{
    static struct axis axis;
    int64_t points = 1;
    for (int k = 0; k < s->factors; k++) {
        if (!axis_of(s, k, &axis)) {
            return false;
        }
        points *= axis.count;
    }
    return points == s->points;
}

bool draw_sweep(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct swept s;
    s = (struct swept){.result = result};
    bool good = !result_is_study(result, "compare") && read_sweep(&s, report);
    if (good && s.factors == 1) {
        good = draw_curves(sheet, &s, report);
    } else if (good && s.factors == 2 && s.against >= 0) {
        good = draw_levels(sheet, &s);
    } else if (good && s.factors <= 3 && is_grid(&s)) {
        good = draw_maps(sheet, &s);
    } else if (good) {
        good = draw_clouds(sheet, &s);
    }
    mend_table_free(&s.table);
    return good;
}
