/* A grid of two factors as maps of two measures; of three, a map of one measure for each value of the third. */
#include "picture/plain.h"
#include "picture/swept.h"

#include <math.h>
#include <string.h>

enum { MAPS_MOST = 3, WRITTEN_MOST = 144 };

struct map {
    int column;
    double third; /* value of the third factor; NaN: there is none */
};

struct maps {
    const struct swept *s;
    struct axis up, across, third;
    struct map map[MAPS_MOST];
    int count;
};

static bool is_on(const struct maps *m, const struct map *map, int64_t point)
{
    return isnan(map->third) || factor_at(m->s, point, 2) == map->third;
}

/* The first measure and, beside it, the first other that is no share of a class, or else the second. */
static void choose_maps(struct maps *m)
{
    const struct swept *s = m->s;
    if (s->factors == 3) {
        const int64_t values = m->third.count;
        m->count = values < MAPS_MOST ? (int)values : MAPS_MOST;
        for (int k = 0; k < m->count; k++) {
            m->map[k] = (struct map){s->measure[0], m->third.value[m->count == 1 ? 0 : k * (values - 1) / (m->count - 1)]};
        }
    } else {
        m->count = s->measures < 2 ? 1 : 2;
        m->map[0] = (struct map){s->measure[0], NAN};
        m->map[1] = (struct map){s->others == 0 || s->other[0] == s->measure[0] ? s->measure[m->count - 1] : s->other[0], NAN};
    }
}

/* The data block $mNUMBER: column and row of each field, and its mean; widens the range to hold it. */
static void put_fields(FILE *to, const struct maps *m, int k, double *least, double *most)
{
    const double scale = swept_scale(m->s, m->map[k].column);
    fprintf(to, "$m%d << END\n", k);
    for (int64_t i = 0; i < m->s->points; i++) {
        if (is_on(m, &m->map[k], i)) {
            const double value = scale * mean_at(m->s, i, m->map[k].column);
            fprintf(to, "%lld %lld", (long long)position_on(&m->across, factor_at(m->s, i, 1)),
                    (long long)position_on(&m->up, factor_at(m->s, i, 0)));
            put_number(to, value);
            fputc('\n', to);
            *least = fmin(*least, value); /* which passes over what is missing */
            *most = fmax(*most, value);
        }
    }
    fputs("END\n", to);
}

static void put_ticks(FILE *to, const struct axis *axis, char name)
{
    fprintf(to, "set %ctics scale 0 font ',13' (", name);
    for (int64_t i = 0, step = axis->count <= 12 ? 1 : axis->count / 8; i < axis->count; i += step) {
        fprintf(to, "%s'%g' %lld", i ? ", " : "", axis->value[i], (long long)i);
    }
    fputs(")\n", to);
}

/* The colours, from `least` to `most`, with their scale at the right of the panel. */
static void put_colours(FILE *to, struct area area, double least, double most)
{
    fputs("set palette defined (0 '#f7f3e6', 0.5 '#a9cbe2', 1 '#4c90c4')\n", to);
    fprintf(to,
            "set cbrange [%g:%g]\nset colorbox user origin screen %g,%g size screen 0.01,%g noborder\nset cbtics scale 0 font ',12' offset -0.6,0\n",
            least, most > least ? most : least + 1, area.right + 0.006, area.bottom, area.top - area.bottom);
}

static void put_map(struct sheet *sheet, const struct maps *m, int k, struct area area, double least, double most, bool is_last)
{
    const struct map *map = &m->map[k];
    const bool by_third = !isnan(map->third);
    char title[160], name[100];
    const char *unit = swept_unit(m->s, map->column);
    snprintf(title, sizeof title, "%s%s%s", swept_title(m->s, map->column, name, sizeof name), unit[0] ? ", " : "", unit);
    if (by_third) {
        capital(plain_where(swept_key(m->s, m->s->factor[2]), map->third, title, sizeof title));
    }
    sheet_panel(sheet, area, title, swept_name(m->s, m->s->factor[1]), by_third && k > 0 ? "" : swept_name(m->s, m->s->factor[0]));
    fprintf(sheet->to, "set xrange [-0.5:%g]\nset yrange [-0.5:%g]\nunset grid\nset border 0\n", (double)m->across.count - 0.5,
            (double)m->up.count - 0.5);
    put_colours(sheet->to, area, least, most);
    if (by_third && !is_last) {
        fputs("unset colorbox\n", sheet->to);
    }
    put_ticks(sheet->to, &m->across, 'x');
    put_ticks(sheet->to, &m->up, 'y');
    sheet_curve(sheet, "$m%d using 1:2:(0.49):(0.49):3 with boxxyerror fs solid noborder fc palette", k);
    if (m->up.count * m->across.count <= WRITTEN_MOST) {
        sheet_curve(sheet, "$m%d using 1:2:(sprintf('%s', $3)) with labels font ',%d' tc rgb '#222222'", k, unit[0] ? "%.0f" : "%.2f",
                    m->across.count > 8 ? 12 : 15);
    }
}

/* What a factor does: the first measure at its last value less that at its first, the mean over all else. NaN if it has one value, or the measure is
 * missing there. */
static double effect_of(const struct maps *m, int factor)
{
    const struct swept *s = m->s;
    const struct axis *axis = factor == 0 ? &m->up : factor == 1 ? &m->across : &m->third;
    struct gathered first = {0}, last = {0};
    for (int64_t i = 0; i < s->points; i++) {
        const double at = factor_at(s, i, factor), value = swept_scale(s, s->measure[0]) * mean_at(s, i, s->measure[0]);
        if (at == axis->value[0]) {
            gather(&first, value);
        } else if (at == axis->value[axis->count - 1]) {
            gather(&last, value);
        }
    }
    return first.n && last.n ? last.mean - first.mean : NAN;
}

static void put_title(const struct maps *m, char *title, size_t size)
{
    const struct swept *s = m->s;
    char name[100], number[32];
    const bool percent = swept_scale(s, s->measure[0]) > 1;
    swept_title(s, s->measure[0], title, size);
    for (int k = 0, told = 0; k < s->factors; k++) {
        const double effect = effect_of(m, k);
        const size_t used = strlen(title);
        if (isnan(effect)) {
            continue;
        }
        if (percent) {
            snprintf(number, sizeof number, "%.0f", fabs(effect));
        } else {
            plain_number(fabs(effect), number, sizeof number);
        }
        snprintf(title + used, size - used, "%s %s%s%s over %s", told ? "," : ":", effect < 0 ? "−" : "+", number, percent && !told ? " points" : "",
                 plain_short(swept_key(s, s->factor[k]), name, sizeof name));
        told++;
    }
}

bool draw_maps(struct sheet *sheet, const struct swept *s)
{
    static struct maps m;
    char title[300], subtitle[300], number[32], of_third[120] = "";
    double least[MAPS_MOST], most[MAPS_MOST];
    const bool by_third = s->factors == 3;
    const char *unit = swept_unit(s, s->measure[0]);
    m = (struct maps){.s = s};
    axis_of(s, 0, &m.up);
    axis_of(s, 1, &m.across);
    if (by_third) {
        axis_of(s, 2, &m.third);
    }
    choose_maps(&m);
    for (int k = 0; k < m.count; k++) {
        const int scale = by_third ? 0 : k; /* maps of one measure have one scale */
        least[k] = INFINITY;
        most[k] = -INFINITY;
        put_fields(sheet->to, &m, k, &least[scale], &most[scale]);
    }
    put_title(&m, title, sizeof title);
    if (by_third) {
        snprintf(of_third, sizeof of_third, " (%.60s%s%s)", swept_name(s, s->measure[0]), unit[0] ? ": " : "", unit);
    }
    snprintf(subtitle, sizeof subtitle,
             "%s simulated populations; a field is the mean of %lld%s. In the title: from the least to the most of each, on average.",
             thousands(number, s->table.rows), (long long)s->replicates, of_third);
    sheet_head(sheet, s->result, (struct head){.title = title, .subtitle = subtitle});
    for (int k = 0; k < m.count; k++) {
        const double width = m.count == 3 ? 0.245 : 0.375, left = 0.07 + k * (m.count == 3 ? 0.29 : 0.49);
        const int scale = by_third ? 0 : k;
        put_map(sheet, &m, k, (struct area){left, left + (m.count == 1 ? 0.85 : width), PANEL_BOTTOM, PANEL_TOP}, least[scale], most[scale],
                k == m.count - 1);
    }
    return true;
}
