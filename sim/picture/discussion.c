/* The conflict discussion: what each pair's turns were like, and which pairs ended later. */
#include "picture/bars.h"
#include "picture/pictures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DYAD, PERSON, DAY, POSITIVE, NEGATIVE, PURSUED, WITHDRAWN, COLUMNS };
static const char *const names[COLUMNS] = {"dyad", "person", "day", "positive", "negative", "pursued", "withdrawn"};

enum fate { TOGETHER, ENDED_LATER, FATES, ENDED_BEFORE = FATES };
enum { BARS = 4 };

/* The axes begin here, below the 1 at which no turns stand. */
#define LEAST 0.7
/* How far they reach at least: the highest count to the lowest. */
#define WIDE 30

#define MARK_TOGETHER "points pt 6 ps %s*P lw 1.2 lc rgb '#60557799'"
#define MARK_ENDED "points pt 9 ps %s*P lc rgb '#30B35C00'"

struct talk {
    double positive, negative; /* of both partners together */
    int people;
};

struct talks {
    const struct result *result;
    struct mend_table table;
    int column[COLUMNS], ended, days_together; /* the last two: columns of outcomes.csv */
    char name[2][PERSON_NAME];
    double day, most_positive, most_negative, least_positive;
    int64_t count[FATES + 1];
    double *ratio[FATES]; /* positive + 1 over negative + 1 */
    struct gathered turns[BARS];
};

static double at(const struct talks *t, int64_t row, int what)
{
    return mend_table_number(&t->table, row, t->column[what]);
}

static double first_day(const struct talks *t)
{
    double day = INFINITY;
    for (int64_t row = 0; row < t->table.rows; row++) {
        day = fmin(day, at(t, row, DAY));
    }
    return day;
}

static void gather_turns(struct talks *t, int64_t row)
{
    const int side = at(t, row, PERSON) > 1;
    gather(&t->turns[side], at(t, row, PURSUED));
    gather(&t->turns[2 + side], at(t, row, WITHDRAWN));
}

/* Both partners' turns in the discussion of the dyad whose rows begin here; `row` then stands at the next dyad's. */
static struct talk talk_from(struct talks *t, int64_t *row, bool counts)
{
    struct talk talk = {0};
    for (const double dyad = at(t, *row, DYAD); *row < t->table.rows && at(t, *row, DYAD) == dyad; ++*row) {
        if (at(t, *row, DAY) == t->day) {
            talk.positive += at(t, *row, POSITIVE);
            talk.negative += at(t, *row, NEGATIVE);
            talk.people++;
            if (counts) {
                gather_turns(t, *row);
            }
        }
    }
    return talk;
}

/* The discussion of a day follows it: who ended on that day had ended. */
static enum fate fate_of(const struct talks *t, int64_t dyad)
{
    const struct mend_table *outcomes = &t->result->outcomes;
    const int64_t row = result_row(t->result, dyad, first_mutual(t->result) + 1);
    if (row < 0 || !(mend_table_number(outcomes, row, t->ended) > 0)) {
        return TOGETHER;
    }
    return mend_table_number(outcomes, row, t->days_together) > t->day ? ENDED_LATER : ENDED_BEFORE;
}

/* Many pairs have the same counts: each is moved a little, by an even sequence, so that the picture is the same every time. Counts are drawn from 1
 * on, for the axes are logarithmic. */
static void put_talk(FILE *to, struct talks *t, struct talk talk, enum fate fate)
{
    const double i = (double)t->count[fate], negative = talk.negative + 1, positive = talk.positive + 1;
    put_number(to, negative + 0.5 * (fmod(i * 0.7548776662466927, 1) - 0.5));
    put_number(to, positive + 0.5 * (fmod(i * 0.5698402909980532, 1) - 0.5));
    fprintf(to, " %d\n", fate);
    t->ratio[fate][t->count[fate]] = positive / negative;
    t->most_positive = fmax(t->most_positive, positive);
    t->most_negative = fmax(t->most_negative, negative);
    t->least_positive = fmin(t->least_positive, positive);
}

static void put_talks(FILE *to, struct talks *t)
{
    fputs("$talks << END\n", to);
    for (int64_t row = 0; row < t->table.rows;) {
        const enum fate fate = fate_of(t, whole_at(&t->table, row, t->column[DYAD]));
        const struct talk talk = talk_from(t, &row, fate != ENDED_BEFORE);
        if (talk.people == 2) {
            if (fate != ENDED_BEFORE) {
                put_talk(to, t, talk, fate);
            }
            t->count[fate]++;
        }
    }
    fputs("END\n", to);
}

/* The name of a ratio where its line leaves the panel; the line itself comes with the curves. Both axes count from 1. */
static void name_ratio(FILE *to, double ratio, double least_y, double most_x, double most_y)
{
    const double end = fmin(most_x, most_y / ratio), near_end = 0.8 * end;
    if (near_end > LEAST && ratio * near_end > least_y) {
        fprintf(to, "set label '%g : 1' at %g,%g left offset 1,0 font ',15' tc rgb '#222222' front\n", ratio, near_end, ratio * near_end);
    }
}

static void put_plane(struct sheet *s, const struct talks *t)
{
    static const int counts[] = {0, 1, 2, 5, 10, 20, 50, 100, 200};
    const double most_x = fmax(1.3 * t->most_negative, WIDE * LEAST), most_y = 1.3 * t->most_positive,
                 least_y = fmin(LEAST * t->least_positive, most_y / WIDE);
    sheet_panel(s, (struct area){0.07, 0.60, PANEL_BOTTOM, PANEL_TOP}, "A mark is a pair: turns of both together", "negative turns",
                "positive turns");
    fprintf(s->to, "set logscale xy\nset xrange [%g:%g]\nset yrange [%g:%g]\n", LEAST, most_x, least_y, most_y);
    for (int axis = 0; axis < 2; axis++) {
        fprintf(s->to, "set %ctics (", axis ? 'y' : 'x');
        for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
            fprintf(s->to, "%s'%d' %d", i ? ", " : "", counts[i], counts[i] + 1);
        }
        fputs(")\n", s->to);
    }
    name_ratio(s->to, 5, least_y, most_x, most_y);
    name_ratio(s->to, 1, least_y, most_x, most_y);
    sheet_curve(s, "5*x with lines lw 2 dt (8,4) lc rgb '#222222'");
    sheet_curve(s, "x with lines lw 2 dt (2,4) lc rgb '#222222'");
    if (t->count[TOGETHER]) {
        sheet_curve(s, "$talks using ($3==%d ? $1 : NaN):2 with " MARK_TOGETHER, TOGETHER, "0.9");
    }
    if (t->count[ENDED_LATER]) {
        sheet_curve(s, "$talks using ($3==%d ? $1 : NaN):2 with " MARK_ENDED, ENDED_LATER, "1.3");
    }
}

static void put_demand(struct sheet *s, const struct talks *t, const struct bar *bars)
{
    char title[PERSON_NAME + 40];
    snprintf(title, sizeof title, "The topic is that of %s", t->name[!strcmp(result_choice(t->result, "conflict.topic", "a"), "b")]);
    sheet_panel(s, (struct area){0.69, 0.97, PANEL_BOTTOM, PANEL_TOP}, title, "", "mean turns of a discussion");
    fputs("set xrange [0.4:2.6]\nset xtics scale 0 font ',15' ('pursuing' 1, 'withdrawing' 2)\n", s->to);
    bar_curves(s, "demand", bars, BARS, 0.36, "%.1f");
}

static void say_ratios(struct talks *t, char *title, size_t size)
{
    const double together = quantile(t->ratio[TOGETHER], t->count[TOGETHER], 0.5);
    const double ended = quantile(t->ratio[ENDED_LATER], t->count[ENDED_LATER], 0.5);
    if (isnan(together) || isnan(ended)) {
        snprintf(title, size, "Positive to negative turns (median of pairs): %.1f", isnan(ended) ? together : ended);
    } else {
        snprintf(title, size, "Positive to negative turns (median): %.1f where they stay together, %.1f where they end later", together, ended);
    }
}

static void put_sheet(struct sheet *s, struct talks *t)
{
    char title[160], subtitle[240], together[60], ended[60], mark[FATES][100], with[2][100], number[32];
    struct bar bars[BARS];
    for (int k = 0; k < BARS; k++) {
        const int topic = k / 2, side = k % 2;
        bars[k] = bar_of(1 + topic + (side ? 0.2 : -0.2), t->turns[k], 1, side_fill(side));
    }
    put_bars(s->to, "demand", bars, BARS);
    say_ratios(t, title, sizeof title);
    int length =
        snprintf(subtitle, sizeof subtitle, "Simulated discussions of a conflict on day %g. A ratio is positive + 1 to negative + 1.", t->day);
    if (t->count[ENDED_BEFORE]) {
        snprintf(subtitle + length, sizeof subtitle - (size_t)length, " Left out: %s that had ended before.",
                 thousands(number, t->count[ENDED_BEFORE]));
    }
    snprintf(together, sizeof together, "still together at the end (%s)", thousands(number, t->count[TOGETHER]));
    snprintf(ended, sizeof ended, "ended later (%s)", thousands(number, t->count[ENDED_LATER]));
    snprintf(mark[TOGETHER], sizeof mark[0], MARK_TOGETHER, "1.6");
    snprintf(mark[ENDED_LATER], sizeof mark[0], MARK_ENDED, "1.8");
    struct head head = {.title = title, .subtitle = subtitle};
    for (int side = 0; side < 2; side++) {
        snprintf(with[side], sizeof with[side], "boxes %s", side_fill(side));
        head.more[side] = (struct entry){with[side], t->name[side]};
    }
    head.more[2] = (struct entry){mark[TOGETHER], together};
    head.more[3] = (struct entry){mark[ENDED_LATER], t->count[ENDED_LATER] ? ended : NULL};
    sheet_head(s, t->result, head);
    put_plane(s, t);
    put_demand(s, t, bars);
}

static bool open_talks(const struct result *result, struct talks *t, struct mend_report *report)
{
    const int bond = first_mutual(result);
    *t = (struct talks){.result = result, .least_positive = INFINITY};
    if (bond < 0 || !result_table(result, "assay_conflict", &t->table, report)) {
        return false;
    }
    t->ended = mend_table_column(&result->outcomes, "ended");
    t->days_together = mend_table_column(&result->outcomes, "days_together");
    if (t->table.rows == 0 || t->ended < 0 || t->days_together < 0 || !find_columns(&t->table, names, COLUMNS, t->column)) {
        return false;
    }
    person_name(result, result->setting.tie[bond].seeker, t->name[0]);
    person_name(result, result->setting.tie[bond].giver, t->name[1]);
    t->day = first_day(t);
    for (int f = 0; f < FATES; f++) {
        t->ratio[f] = malloc((size_t)(t->table.rows + 1) * sizeof *t->ratio[f]);
    }
    return (t->ratio[0] && t->ratio[1]) || mend_complain(report, "error: not enough memory to draw the discussion");
}

bool draw_discussion(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct talks t;
    bool good = open_talks(result, &t, report);
    if (good) {
        put_talks(sheet->to, &t);
        good = t.count[TOGETHER] + t.count[ENDED_LATER] > 0;
    }
    if (good) {
        put_sheet(sheet, &t);
    }
    free(t.ratio[TOGETHER]);
    free(t.ratio[ENDED_LATER]);
    mend_table_free(&t.table);
    return good;
}
