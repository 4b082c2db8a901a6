/* How long ruptures stay open, by class. */
#include "picture/pictures.h"

#include <math.h>
#include <string.h>

/* The longest latency kept apart; longer ones count as this one. rupture.max_age, after which a rupture lapses, is at most 1000. */
enum { TURNS_MOST = 1002 };

enum { DYAD, BOND, REPAIRED, LATENCY, CENSORED, COLUMNS };
static const char *const names[COLUMNS] = {"dyad", "bond", "repaired", "latency", "censored"};

/* How many ruptures ended after so many turns, and how. */
struct endings {
    int64_t repaired[TURNS_MOST + 1], lapsed[TURNS_MOST + 1], censored[TURNS_MOST + 1], all;
};

struct ruptures {
    struct endings of[GROUPS];
    int last; /* the longest that was seen, in turns */
};

static bool count_ruptures(const struct result *result, const struct mend_table *t, struct ruptures *r)
{
    int column[COLUMNS];
    memset(r, 0, sizeof *r);
    if (t->rows == 0 || !find_columns(t, names, COLUMNS, column)) {
        return false;
    }
    for (int64_t row = 0; row < t->rows; row++) {
        struct endings *e = &r->of[result_group(result, whole_at(t, row, column[DYAD]), whole_at(t, row, column[BOND]))];
        const int64_t latency = whole_at(t, row, column[LATENCY]);
        const int turns = latency < 0 ? 0 : latency > TURNS_MOST ? TURNS_MOST : (int)latency;
        const bool is_censored = whole_at(t, row, column[CENSORED]) > 0, is_repaired = whole_at(t, row, column[REPAIRED]) > 0;
        (is_censored ? e->censored : is_repaired ? e->repaired : e->lapsed)[turns]++;
        e->all++;
        r->last = turns > r->last ? turns : r->last;
    }
    return true;
}

/* One minus the cumulative incidence of repair, with lapse as the competing end (Aalen & Johansen 1978): a lapsed rupture is never repaired, one that
 * the recording cut off counts as long as it was seen. Gives the share at the end. */
static double put_unrepaired(FILE *to, const struct endings *e, int last)
{
    double at_risk = (double)e->all, open = 1, unrepaired = 1;
    for (int turn = 0; turn <= last; turn++) {
        const double repaired = (double)e->repaired[turn], ended = repaired + (double)e->lapsed[turn];
        if (at_risk > 0) {
            unrepaired -= open * repaired / at_risk;
            open *= 1 - ended / at_risk;
        }
        at_risk -= ended + (double)e->censored[turn];
        unrepaired = fmax(unrepaired, 0); /* of a sum of shares that is 1 but for its last digit */
        fprintf(to, "%d %.6g\n", turn, 100 * unrepaired);
    }
    fprintf(to, "%d %.6g\n", last + 1, 100 * unrepaired);
    return unrepaired;
}

/* Names at the ends of the curves, moved apart where they would lie on each other. */
static void put_names(FILE *to, const struct result *result, const struct ruptures *r, const double end[GROUPS])
{
    double place[GROUPS];
    int group[GROUPS], count = 0;
    for (int g = 0; g < GROUPS; g++) {
        if (r->of[g].all) {
            place[count] = 100 * end[g];
            group[count++] = g;
        }
    }
    spread(place, count, 4.5);
    for (int i = 0; i < count; i++) {
        fprintf(to, "set label '%s: %.0f %%' at graph 1, first %g left offset 1,0 font ',15' tc rgb '#222222'\n", group_name(result, group[i]),
                100 * end[group[i]], place[i]);
    }
}

static void put_sheet(struct sheet *s, const struct result *result, const struct ruptures *r)
{
    int64_t count[GROUPS];
    double end[GROUPS];
    char x[120], subtitle[200];
    for (int g = 0; g < GROUPS; g++) {
        count[g] = r->of[g].all;
        fprintf(s->to, "$open%d << END\n", g);
        end[g] = put_unrepaired(s->to, &r->of[g], r->last);
        fputs("END\n", s->to);
    }
    const double minutes = result_parameter(result, "body.exchange_minutes", NAN);
    snprintf(x, sizeof x, isnan(minutes) ? "turns since the rupture opened" : "turns since the rupture opened (each lasts %.3g min)", minutes);
    snprintf(subtitle, sizeof subtitle,
             "Ruptures of the recorded %s, by class (and how many). A rupture that lapses is never repaired: it stays in the line.",
             life_word(result, true));
    sheet_head(s, result,
               (struct head){
                   .title = "How long it takes until a rupture is repaired", .subtitle = subtitle, .with = "lines", .count = count, .counted = true});
    sheet_panel(s, (struct area){0.07, 0.82, PANEL_BOTTOM, PANEL_TOP}, "Ruptures that are not repaired yet", x, "% of all ruptures");
    fprintf(s->to, "set xrange [0:%d]\nset yrange [0:100]\n", r->last + 1);
    fputs("set label '{/:Bold never repaired}' at graph 1, graph 1 left offset 1,1 enhanced font ',15' tc rgb '#222222'\n", s->to);
    put_names(s->to, result, r, end);
    for (int g = 0; g < GROUPS; g++) {
        if (count[g]) {
            sheet_curve(s, "$open%d using 1:2 with steps ls %d", g, g + 1);
        }
    }
}

bool draw_time_to_repair(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct mend_table t;
    struct ruptures ruptures;
    const bool good = result_table(result, "events", &t, report) && count_ruptures(result, &t, &ruptures);
    if (good) {
        put_sheet(sheet, result, &ruptures);
    }
    mend_table_free(&t);
    return good;
}
