/* Who does the work of repair in a pair, and what it costs. */
#include "picture/bars.h"
#include "picture/pictures.h"

#include <math.h>
#include <stdlib.h>

enum { ANSWERED, RUPTURES, REPAIRS, DEPLETION, ENDED, DAYS, BOND, DYAD, COLUMNS };
static const char *const names[COLUMNS] = {"answered", "ruptures", "repairs", "depletion", "ended", "days_together", "bond", "dyad"};

enum measure { GIVEN, REPAIRED, DEPLETED, MEASURES };

struct labour {
    const struct result *result;
    int column[COLUMNS];
    char name[2][PERSON_NAME];
    struct gathered of[MEASURES][2];
    double *uneven; /* the share of a pair's answers that the one who gives more of them gives */
    int64_t pairs, given;
};

static double at(const struct labour *l, int64_t row, int what)
{
    return mend_table_number(&l->result->outcomes, row, l->column[what]);
}

/* `row` holds each person's bond to the other. What a person gives is counted on the other's bond; ruptures are a person's own. */
static void gather_pair(struct labour *l, const int64_t row[2])
{
    double given[2];
    for (int side = 0; side < 2; side++) {
        given[side] = at(l, row[1 - side], ANSWERED);
        gather(&l->of[GIVEN][side], given[side] / at(l, row[side], DAYS));
        gather(&l->of[REPAIRED][side], at(l, row[side], REPAIRS) / at(l, row[side], RUPTURES));
        gather(&l->of[DEPLETED][side], at(l, row[side], ENDED) > 0 ? NAN : at(l, row[side], DEPLETION));
    }
    const double share = fmax(given[0], given[1]) / (given[0] + given[1]);
    if (!isnan(share)) {
        l->uneven[l->given++] = share;
    }
    l->pairs++;
}

static bool gather_labour(const struct result *result, struct labour *l, struct mend_report *report)
{
    const int bond = first_mutual(result);
    *l = (struct labour){.result = result};
    if (bond < 0 || !find_columns(&result->outcomes, names, COLUMNS, l->column)) {
        return false;
    }
    const struct tie tie = result->setting.tie[bond];
    person_name(result, tie.seeker, l->name[0]);
    person_name(result, tie.giver, l->name[1]);
    l->uneven = malloc((size_t)(result->outcomes.rows + 1) * sizeof *l->uneven);
    if (!l->uneven) {
        return mend_complain(report, "error: not enough memory to draw the labour of repair");
    }
    for (int64_t first = 0; first < result->outcomes.rows; first++) {
        const int64_t row[2] = {first, result_row(result, whole_at(&result->outcomes, first, l->column[DYAD]), tie.back + 1)};
        if (whole_at(&result->outcomes, first, l->column[BOND]) == bond + 1 && row[1] >= 0) {
            gather_pair(l, row);
        }
    }
    return l->pairs > 0;
}

static void put_panel(struct sheet *s, const struct labour *l, enum measure measure, const char *title, const char *unit, double scale,
                      const char *format)
{
    char block[] = "labour0";
    struct bar bars[2];
    const double left = 0.07 + 0.32 * (int)measure;
    block[6] = (char)('0' + (int)measure);
    for (int side = 0; side < 2; side++) {
        bars[side] = bar_of(side + 1, l->of[measure][side], scale, side_fill(side));
    }
    sheet_panel(s, (struct area){left, left + 0.25, PANEL_BOTTOM, PANEL_TOP}, title, "", unit);
    put_bars(s->to, block, bars, 2);
    fprintf(s->to, "set xrange [0.4:2.6]\nset xtics scale 0 font ',15' ('%s' 1, '%s' 2)\n", l->name[0], l->name[1]);
    bar_curves(s, block, bars, 2, 0.62, format);
}

static void put_sheet(struct sheet *s, struct labour *l)
{
    char title[1000], subtitle[240], number[32], with[2][100];
    snprintf(title, sizeof title, "Of the soothing answers between %s and %s, whoever gives more gives %.0f %% (median)", l->name[0], l->name[1],
             100 * quantile(l->uneven, l->given, 0.5));
    snprintf(subtitle, sizeof subtitle,
             "Simulated pairs: %s. Means with 95 %% intervals, over the days that a pair is together; depletion of those together at the end.",
             thousands(number, l->pairs));
    for (int side = 0; side < 2; side++) {
        snprintf(with[side], sizeof with[side], "boxes %s", side_fill(side));
    }
    sheet_head(s, l->result, (struct head){.title = title, .subtitle = subtitle, .more = {{with[0], l->name[0]}, {with[1], l->name[1]}}});
    put_panel(s, l, GIVEN, "Soothing answers given", "answers given to the other a day", 1, "%.2f");
    put_panel(s, l, REPAIRED, "Own ruptures repaired", "% of own ruptures, repaired by the other", 100, "%.1f");
    put_panel(s, l, DEPLETED, "Depletion by repairing", "mean at the end, from 0 to 1", 1, "%.3f");
}

bool draw_labour(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct labour l;
    const bool good = gather_labour(result, &l, report);
    if (good) {
        put_sheet(sheet, &l);
    }
    free(l.uneven);
    return good;
}
