/* A grid of two factors whose first moves along a measure: a curve for each value of the second, against that measure. */
#include "picture/plain.h"
#include "picture/swept.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEVELS_MOST = 5, DRAWN_MOST = 3 };

/* From pale to dark, told apart by dash and point too. */
static const struct {
    const char *colour, *dash;
    int point;
} looks[LEVELS_MOST] = {
    {"74B9D6", "solid", 7}, {"4393C3", "(10,4)", 5}, {"2F6FAE", "(12,3,2,3)", 9}, {"22508B", "(3,3)", 13}, {"1A2F5E", "(6,3)", 11}};

struct levels {
    const struct swept *s;
    struct axis second;
    int64_t shown[LEVELS_MOST]; /* positions on it */
    int count, drawn, column[DRAWN_MOST];
};

/* The lightest and the darkest where there are few. */
static int look_of(const struct levels *l, int k)
{
    return l->count < 2 ? LEVELS_MOST - 1 : k * (LEVELS_MOST - 1) / (l->count - 1);
}

static bool is_of(const struct levels *l, int k, int64_t point)
{
    return factor_at(l->s, point, 1) == l->second.value[l->shown[k]];
}

/* The data block $mCOLUMN_LEVEL: x, mean, lower, upper. */
static void put_block(FILE *to, const struct levels *l, int column, int k)
{
    fprintf(to, "$m%d_%d << END\n", column, k);
    for (int64_t i = 0; i < l->s->points; i++) {
        if (is_of(l, k, i)) {
            put_point(to, l->s, mean_at(l->s, i, l->s->against), i, column);
        }
    }
    fputs("END\n", to);
}

/* A measure at a place of the x axis on a level's curve, between two points; NaN off its ends. */
static double value_at(const struct levels *l, int column, int k, double x)
{
    double before = -INFINITY, after = INFINITY, low = NAN, high = NAN;
    for (int64_t i = 0; i < l->s->points; i++) {
        const double at = mean_at(l->s, i, l->s->against), value = mean_at(l->s, i, column);
        if (is_of(l, k, i) && at <= x && at > before) {
            before = at;
            low = value;
        }
        if (is_of(l, k, i) && at >= x && at < after) {
            after = at;
            high = value;
        }
    }
    return after > before ? low + (high - low) * (x - before) / (after - before) : low;
}

/* Where curves are compared: three quarters along the stretch that all of them have, as two digits say it; NaN if that is off the stretch. */
static double place_of_comparison(const struct levels *l)
{
    double from = -INFINITY, to = INFINITY;
    for (int k = 0; k < l->count; k++) {
        double least = INFINITY, most = -INFINITY;
        for (int64_t i = 0; i < l->s->points; i++) {
            const double at = mean_at(l->s, i, l->s->against);
            least = is_of(l, k, i) ? fmin(least, at) : least;
            most = is_of(l, k, i) ? fmax(most, at) : most;
        }
        from = fmax(from, least);
        to = fmin(to, most);
    }
    const double place = floor(100 * (from + 0.75 * (to - from))) / 100;
    return from <= place && place <= to ? place : NAN;
}

static void put_panel(struct sheet *sheet, const struct levels *l, int i, const struct entry *legend, struct area area, double compared)
{
    char title[120], x[120] = "";
    const int column = l->column[i];
    if (i == 0 || i == l->drawn - 1) {
        snprintf(x, sizeof x, "%s (realised)", swept_name(l->s, l->s->against));
    }
    sheet_panel(sheet, area, swept_title(l->s, column, title, sizeof title), x, swept_unit(l->s, column));
    fprintf(sheet->to, "set autoscale xfix\n%s", swept_scale(l->s, column) > 1 ? "set yrange [0:*]\n" : "");
    if (!isnan(compared)) {
        fprintf(sheet->to, "set arrow from %g,graph 0 to %g,graph 1 nohead back lw 2 dt (6,4) lc rgb '#8a6d1f'\n", compared, compared);
    }
    for (int k = 0; k < l->count; k++) {
        if (l->s->replicates > 1) {
            sheet_curve(sheet, "$m%d_%d using 1:3:4 with filledcurves fc rgb '#bb%s'", column, k, looks[look_of(l, k)].colour);
        }
        sheet_curve(sheet, "$m%d_%d using 1:2 with %s", column, k, legend[k].with);
    }
}

/* Whether it compares the first and the last curve, at this place: both have to have a value there. */
static bool put_title(const struct levels *l, double compared, char *title, size_t size)
{
    const struct swept *s = l->s;
    char where[160], name[100], factor[160], first[32], last[32];
    const double scale = swept_scale(s, l->column[0]);
    const double low = scale * value_at(l, l->column[0], 0, compared), high = scale * value_at(l, l->column[0], l->count - 1, compared);
    plain_short(swept_key(s, l->column[0]), name, sizeof name);
    if (isnan(low) || isnan(high)) {
        snprintf(title, size, "%s, by %s", plain_title(swept_key(s, l->column[0]), name, sizeof name), swept_name(s, s->factor[1]));
        return false;
    }
    snprintf(first, sizeof first, scale > 1 ? "%.0f %%" : "%.2f", low);
    snprintf(last, sizeof last, scale > 1 ? "%.0f %%" : "%.2f", high);
    plain_where(swept_key(s, s->against), compared, where, sizeof where);
    snprintf(title, size, "%s: %s %s at %g, %s at %g %s", capital(where), first, name, l->second.value[l->shown[0]], last,
             l->second.value[l->shown[l->count - 1]], plain_short(swept_key(s, s->factor[1]), factor, sizeof factor));
    return true;
}

static void put_legend(const struct levels *l, struct head *head, char with[LEVELS_MOST][80], char name[LEVELS_MOST][120])
{
    for (int k = 0; k < l->count; k++) {
        const int look = look_of(l, k);
        snprintf(with[k], sizeof with[k], "linespoints lw 3 dt %s pt %d ps 1.2*P lc rgb '#%s'", looks[look].dash, looks[look].point,
                 looks[look].colour);
        snprintf(name[k], sizeof name[k], k ? "%s%g" : "%s: %g", k ? "" : swept_name(l->s, l->s->factor[1]), l->second.value[l->shown[k]]);
        head->more[k] = (struct entry){with[k], name[k]};
    }
}

static void choose(struct levels *l)
{
    const struct swept *s = l->s;
    axis_of(s, 1, &l->second);
    l->count = l->second.count < LEVELS_MOST ? (int)l->second.count : LEVELS_MOST;
    for (int k = 0; k < l->count; k++) {
        l->shown[k] = l->count == 1 ? 0 : k * (l->second.count - 1) / (l->count - 1);
    }
    if (s->share[0] >= 0) {
        l->column[l->drawn++] = s->share[0];
    }
    for (int i = 0; i < s->others && l->drawn < DRAWN_MOST; i++) {
        l->column[l->drawn++] = s->other[i];
    }
}

bool draw_levels(struct sheet *sheet, const struct swept *s)
{
    static struct levels l;
    char title[400], subtitle[300], with[LEVELS_MOST][80], name[LEVELS_MOST][120];
    struct head head = {.title = title, .subtitle = subtitle};
    l = (struct levels){.s = s};
    choose(&l);
    if (l.drawn == 0) {
        return false;
    }
    for (int i = 0; i < l.drawn; i++) {
        for (int k = 0; k < l.count; k++) {
            put_block(sheet->to, &l, l.column[i], k);
        }
    }
    double compared = place_of_comparison(&l);
    compared = put_title(&l, compared, title, sizeof title) ? compared : NAN;
    put_legend(&l, &head, with, name);
    swept_subtitle(s, subtitle, sizeof subtitle);
    const size_t used = strlen(subtitle);
    snprintf(subtitle + used, sizeof subtitle - used, "%s", isnan(compared) ? "" : " Upright: where the title compares.");
    sheet_head(sheet, s->result, head);
    for (int i = 0; i < l.drawn; i++) {
        const double height = (PANEL_TOP - PANEL_BOTTOM + 0.1) / (l.drawn > 2 ? 2 : 1), top = PANEL_TOP - (i ? height * (i - 1) : 0);
        put_panel(sheet, &l, i, head.more,
                  i ? (struct area){0.58, 0.97, top - height + 0.1, top} : (struct area){0.07, l.drawn > 1 ? 0.48 : 0.97, PANEL_BOTTOM, PANEL_TOP},
                  compared);
    }
    return true;
}
