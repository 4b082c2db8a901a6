/* Trust and arousal by day: the whole population as a ribbon, a life of each class as a thin line. */
#include "picture/lives_read.h"
#include "picture/pictures.h"

#include <string.h>

enum { DAY, BONDS, FIRST_QUANTILE, COLUMNS = FIRST_QUANTILE + 6 };

#define MEDIAN "#444444"
#define BAND "#e6e9ed"

static const char *const names[COLUMNS] = {"day", "n", "trust_q05", "trust_q50", "trust_q95", "arousal_q05", "arousal_q50", "arousal_q95"};

static void put_quantiles(FILE *to, const struct mend_table *t, const int *column)
{
    fputs("$days << END\n", to);
    for (int64_t row = 0; row < t->rows; row++) {
        put_number(to, mend_table_number(t, row, column[DAY]));
        for (int q = 0; q < 6; q++) {
            put_number(to, mend_table_number(t, row, column[FIRST_QUANTILE + q]));
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* Over how many days a single life's arousal is smoothed: a week, in long lives a fiftieth of them. */
static int smoothed_days(const struct result *result)
{
    const double days = result_parameter(result, "days", 0) / 50;
    return days > 7 ? (int)days : 7;
}

/* Trust as it is; arousal, which leaps from day to day, smoothed. */
static void put_life(FILE *to, const struct recorded *r, const struct life *life, int group, int days)
{
    const int64_t half = half_window(r, life, days);
    fprintf(to, "$life%d << END\n", group);
    for (int64_t row = 0; row < life->rows; row++) {
        put_number(to, life_days(r, life, row));
        put_number(to, life_value(r, life, row, SERIES_TRUST));
        put_number(to, life_mean(r, life, row, half, SERIES_AROUSAL_MEAN));
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* Which groups have a life to show, as counts for the legend. None where lives were recorded by turns: those have a picture of their own. */
static bool put_lives(FILE *to, const struct result *result, int64_t shown[GROUPS], struct mend_report *report)
{
    const int before = report->count;
    struct recorded r;
    if (!lives_read(result, &r, report)) {
        return report->count == before;
    }
    for (int g = 0; g < GROUPS && !r.by_turns; g++) {
        const struct life *life = first_of(&r, g);
        if (life) {
            put_life(to, &r, life, g, smoothed_days(result));
            shown[g] = 1;
        }
    }
    lives_free(&r);
    return true;
}

/* The panels share their axis of days: only the one with a name for it has numbers. */
static void put_panel(struct sheet *s, const struct result *result, struct area area, const char *title, const char *x, double last_day, int quantile,
                      const int64_t shown[GROUPS])
{
    sheet_panel(s, area, title, x, "from 0 to 1");
    sheet_schedule(s, result, !*x);
    fprintf(s->to, "set xrange [0:%g]\nset yrange [0:%s]\nset ytics %g\nset format x '%s'\n", last_day, *x ? "*" : "1", *x ? 0.1 : 0.2,
            *x ? "%g" : "");
    sheet_curve(s, "$days using 1:%d:%d with filledcurves fc rgb '" BAND "'", quantile, quantile + 2);
    sheet_curve(s, "$days using 1:%d with lines lw 5 lc rgb '" MEDIAN "'", quantile + 1);
    for (int g = 0; g < GROUPS; g++) {
        if (shown[g]) {
            sheet_curve(s, "$life%d using 1:%d with lines ls %d lw 2.5", g, quantile == 2 ? 2 : 3, g + 1);
        }
    }
}

/* Whether bonds among those of the table have ended. */
static bool any_ended(const struct mend_table *t)
{
    const int together = mend_table_column(t, "together");
    return together >= 0 && mend_table_number(t, t->rows - 1, together) < 1;
}

static void say_who(char *to, size_t size, const struct result *result, const struct mend_table *t, int64_t bonds, bool lives)
{
    char number[32];
    int length = snprintf(to, size, "Simulated bonds: %s%s. On each day 90 of 100 lie in the grey band.", thousands(number, bonds),
                          any_ended(t) ? ", ended ones too" : "");
    if (lives) {
        snprintf(to + length, size - (size_t)length, " A thin line is one %s, named by how it is read at the end.", life_word(result, false));
    }
}

static void say_arousal(char *to, size_t size, const struct result *result, bool lives)
{
    const double days = result_parameter(result, "record.every_days", 1);
    int length = days > 1 ? snprintf(to, size, "Threat-arousal: mean of each %g days", days) : snprintf(to, size, "Threat-arousal: mean of each day");
    if (lives) {
        snprintf(to + length, size - (size_t)length, " (single %s smoothed over up to %d days)", life_word(result, true), smoothed_days(result));
    }
}

static void put_sheet(struct sheet *s, const struct result *result, const struct mend_table *t, const int *column, const int64_t shown[GROUPS])
{
    static const struct area above = {0.07, 0.97, 0.5, PANEL_TOP}, below = {0.07, 0.97, PANEL_BOTTOM, 0.42};
    char subtitle[240], arousal[120];
    int64_t lives = 0;
    for (int g = 0; g < GROUPS; g++) {
        lives += shown[g];
    }
    say_who(subtitle, sizeof subtitle, result, t, whole_at(t, t->rows - 1, column[BONDS]), lives > 0);
    say_arousal(arousal, sizeof arousal, result, lives > 0);
    sheet_head(s, result,
               (struct head){.title = "How trust and threat-arousal develop, day by day",
                             .subtitle = subtitle,
                             .with = "lines",
                             .count = shown,
                             .more = {{"lines lw 5 lc rgb '" MEDIAN "'", "median of all"}, {"boxes fc rgb '" BAND "'", "5 to 95 % of all"}}});
    const double last_day = mend_table_number(t, t->rows - 1, column[DAY]);
    put_panel(s, result, above, "Trust: the expectation that a rupture will be repaired", "", last_day, 2, shown);
    put_panel(s, result, below, arousal, result->grown ? "days since the start" : "day of life", last_day, 5, shown);
}

bool draw_trajectories(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct mend_table t;
    int column[COLUMNS];
    int64_t shown[GROUPS] = {0};
    if (!result_table(result, "population", &t, report)) {
        return false;
    }
    bool good = t.rows > 1 && find_columns(&t, names, COLUMNS, column);
    if (good) {
        put_quantiles(sheet->to, &t, column);
        good = put_lives(sheet->to, result, shown, report);
    }
    if (good) {
        put_sheet(sheet, result, &t, column, shown);
    }
    mend_table_free(&t);
    return good;
}
