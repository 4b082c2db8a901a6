/* Who is still together, and how the others ended. Only where some ended. */
#include "picture/bars.h"
#include "picture/pictures.h"

#include <math.h>

enum { DAY, BONDS, TOGETHER, HOT, COLD, COLUMNS };
static const char *const names[COLUMNS] = {"day", "n", "together", "ended_hot", "ended_cold"};

#define IN_ANGER "fs pattern 4 border rgb '#B35C00' fc rgb '#B35C00'"
#define APART "fs pattern 1 border rgb '#4477AA' fc rgb '#4477AA'"
#define STILL "fs solid noborder fc rgb '#e3e7eb'"

enum { YEARS_MOST = 12 };

/* What has ended by one route within a year, of all. */
struct year {
    double hot, cold, together; /* together: at its start */
};

struct endings {
    struct mend_table table;
    int column[COLUMNS], years;
    struct year year[YEARS_MOST];
};

static double at(const struct endings *e, int64_t row, int what)
{
    return mend_table_number(&e->table, row, e->column[what]);
}

/* The areas: years, then from below the share together, with those who drifted apart, and with those who ended in anger, in %. */
static void put_areas(FILE *to, const struct endings *e)
{
    fputs("$areas << END\n 0 100 100 100\n", to);
    for (int64_t row = 0; row < e->table.rows; row++) {
        const double together = 100 * at(e, row, TOGETHER), apart = 100 * at(e, row, COLD);
        put_number(to, at(e, row, DAY) / 365);
        put_number(to, together);
        put_number(to, fmin(100, together + apart));
        fputs(" 100\n", to);
    }
    fputs("END\n", to);
}

/* Years that are recorded to their ends, or nearly; the first of them only. None where samples are too far apart to tell years. */
static void gather_years(struct endings *e)
{
    double hot = 0, cold = 0, together = 1;
    const double step = e->table.rows > 1 ? at(e, 1, DAY) - at(e, 0, DAY) : 365;
    for (int64_t row = 0; step < 100 && row < e->table.rows && e->years < YEARS_MOST; row++) {
        if (at(e, row, DAY) + step > 365 * (e->years + 1)) {
            e->year[e->years++] = (struct year){at(e, row, HOT) - hot, at(e, row, COLD) - cold, together};
            hot = at(e, row, HOT);
            cold = at(e, row, COLD);
            together = at(e, row, TOGETHER);
        }
    }
}

/* Of 100 still together at the start of the year, how many end by a route. */
static struct bar bar_of_year(double x, double ended, double together, double all, const char *fill)
{
    struct bar bar = {x, NAN, NAN, NAN, fill};
    if (together > 0) {
        const double share = fmin(1, fmax(0, ended / together));
        share_interval(share, together * all, &bar.lower, &bar.upper);
        bar.value = 100 * share;
        bar.lower *= 100;
        bar.upper *= 100;
    }
    return bar;
}

static int fill_bars(const struct endings *e, double all, struct bar bars[2 * YEARS_MOST])
{
    struct bar *bar = bars;
    for (int y = 0; y < e->years; y++) {
        *bar++ = bar_of_year(y + 0.81, e->year[y].hot, e->year[y].together, all, IN_ANGER);
        *bar++ = bar_of_year(y + 1.19, e->year[y].cold, e->year[y].together, all, APART);
    }
    return (int)(bar - bars);
}

static void put_stack(struct sheet *s, const struct endings *e, const char *many)
{
    char unit[60];
    const int64_t last = e->table.rows - 1;
    const double years = at(e, last, DAY) / 365, together = 100 * at(e, last, TOGETHER);
    snprintf(unit, sizeof unit, "%% of all %s", many);
    sheet_panel(s, (struct area){0.07, e->years > 1 ? 0.60 : 0.88, PANEL_BOTTOM, PANEL_TOP}, "Together, and ended by either route",
                "years since the start", unit);
    fprintf(s->to, "set xrange [0:%g]\nset yrange [0:100]\n", years);
    fprintf(s->to, "set label '{/:Bold %.1f %%} still together' at graph 0.03, first %g left enhanced font ',15' tc rgb '#222222' front\n", together,
            together / 2);
    sheet_curve(s, "$areas using 1:(0):2 with filledcurves " STILL);
    sheet_curve(s, "$areas using 1:2:3 with filledcurves " APART);
    sheet_curve(s, "$areas using 1:3:4 with filledcurves " IN_ANGER);
    sheet_curve(s, "$areas using 1:2 with lines lw 3 lc rgb '#222222'");
}

static void put_rates(struct sheet *s, const struct endings *e, const struct bar *bars, int count, const char *many)
{
    char unit[80];
    snprintf(unit, sizeof unit, "%% of %s together as the year begins", many);
    sheet_panel(s, (struct area){0.70, 0.97, PANEL_BOTTOM, PANEL_TOP}, "Ended within the year", "year", unit);
    fprintf(s->to, "set xrange [0.4:%g]\nset xtics 1\n", e->years + 0.6);
    bar_curves(s, "years", bars, count, 0.36, NULL);
}

static void put_sheet(struct sheet *s, const struct result *result, const struct endings *e)
{
    char title[200], subtitle[200], number[32];
    const int64_t last = e->table.rows - 1, bonds = whole_at(&e->table, last, e->column[BONDS]);
    struct bar bars[2 * YEARS_MOST];
    const bool is_pair = result->setting.ties == 2;
    const char *many = is_pair ? "pairs" : "bonds";
    put_areas(s->to, e);
    const int count = fill_bars(e, (double)(is_pair ? bonds / 2 : bonds), bars);
    put_bars(s->to, "years", bars, count);
    const double days = at(e, last, DAY);
    snprintf(title, sizeof title,
             days < 730 ? "After %.0f days %.1f %% are together, %.1f %% ended in anger, %.1f %% by drifting apart"
                        : "After %.2g years %.1f %% are together, %.1f %% ended in anger, %.1f %% by drifting apart",
             days < 730 ? days : days / 365, 100 * at(e, last, TOGETHER), 100 * at(e, last, HOT), 100 * at(e, last, COLD));
    snprintf(
        subtitle, sizeof subtitle,
        "Simulated %s: %s. In anger: the likelier, the more resentment. Drifting apart: the likelier, the less close. Bars with 95 %% intervals.",
        many, thousands(number, is_pair ? bonds / 2 : bonds));
    sheet_head(s, result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .more = {{"boxes " IN_ANGER, "ended in anger (hot)"},
                                      {"boxes " APART, "ended by drifting apart (cold)"},
                                      {"boxes " STILL, "still together"}}});
    put_stack(s, e, many);
    if (e->years > 1) {
        put_rates(s, e, bars, count, many);
    }
}

bool draw_endings(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct endings e = {.years = 0};
    if (!result_table(result, "population", &e.table, report)) {
        return false;
    }
    const bool good = e.table.rows > 1 && find_columns(&e.table, names, COLUMNS, e.column) && at(&e, e.table.rows - 1, TOGETHER) < 1;
    if (good) {
        gather_years(&e);
        put_sheet(sheet, result, &e);
    }
    mend_table_free(&e.table);
    return good;
}
