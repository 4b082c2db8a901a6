/* The two sides of a pair, day by day: trust, and what wears it down. Recorded pairs only, each until it ended. */
#include "picture/lives_read.h"
#include "picture/pictures.h"
#include "picture/statistics.h"

#include <math.h>
#include <stdlib.h>

enum { COUPLES = 3, SHARED = 3 };

/* Where the couples drawn alone stand among all, by their last trust. */
static const double standing[COUPLES] = {0.1, 0.5, 0.9};
static const char *const couple_line[COUPLES] = {"lines lw 2.5 dt (4,4) lc rgb '#333333'", "lines lw 2 dt (12,5) lc rgb '#333333'",
                                                 "lines lw 2 lc rgb '#333333'"};

static const enum series shared[SHARED] = {SERIES_TRUST, SERIES_RESENTMENT, SERIES_DEPLETION};

/* The two bonds of a recorded pair, and the mean of their trust in the last row in which they were together. */
struct pair {
    struct life side[2];
    double last_trust;
};

struct pairs {
    const struct result *result;
    struct recorded recorded;
    struct pair *pair;
    double *values; /* room for one of each pair */
    int64_t count, rows;
    double most[SHARED]; /* the largest mean of each series */
    char name[2][PERSON_NAME];
};

static int by_last_trust(const void *a, const void *b)
{
    const double x = ((const struct pair *)a)->last_trust, y = ((const struct pair *)b)->last_trust;
    return (x > y) - (x < y);
}

/* The recorded bond of the dyad with this number from 1, or NULL. Lives are in the order of dyad and bond. */
static const struct life *find(const struct recorded *r, int64_t dyad, int64_t bond, int64_t from)
{
    for (int64_t i = from; i < r->lives && r->life[i].dyad == dyad; i++) {
        if (r->life[i].bond == bond) {
            return &r->life[i];
        }
    }
    return NULL;
}

static double last_trust(const struct recorded *r, const struct life *life)
{
    return life_value(r, life, life->rows - 1, SERIES_TRUST);
}

static bool gather_pairs(struct pairs *p, struct tie tie, int bond)
{
    const struct recorded *r = &p->recorded;
    p->pair = calloc((size_t)r->lives + 1, sizeof *p->pair);
    p->values = malloc((size_t)(r->lives + 1) * sizeof *p->values);
    for (int64_t i = 0; p->pair && p->values && i < r->lives; i++) {
        const struct life *one = &r->life[i];
        const struct life *other = one->bond == bond + 1 ? find(r, one->dyad, tie.back + 1, i) : NULL;
        if (other) {
            p->pair[p->count++] = (struct pair){{*one, *other}, (last_trust(r, one) + last_trust(r, other)) / 2};
            p->rows = one->recorded > p->rows ? one->recorded : p->rows;
        }
    }
    if (p->pair && p->values) {
        qsort(p->pair, (size_t)p->count, sizeof *p->pair, by_last_trust);
    }
    return p->pair && p->values;
}

/* Mean, 10 % and 90 % of one side of the pairs that are together in this row. */
static void put_spread(FILE *to, struct pairs *p, int64_t row, int side, int series)
{
    struct gathered all = {0};
    int64_t together = 0;
    for (int64_t i = 0; i < p->count; i++) {
        const struct life *life = &p->pair[i].side[side];
        const double value = row < life->rows ? life_value(&p->recorded, life, row, shared[series]) : NAN;
        if (!isnan(value)) {
            p->values[together++] = value;
            gather(&all, value);
        }
    }
    p->most[series] = fmax(p->most[series], all.mean);
    put_number(to, together ? all.mean : NAN);
    put_number(to, quantile(p->values, together, 0.1));
    put_number(to, quantile(p->values, together, 0.9));
}

/* The data block $both: day, then share together in %, then mean, 10 % and 90 % of each series and side. */
static void put_both(FILE *to, struct pairs *p)
{
    fputs("$both << END\n", to);
    for (int64_t row = 0; row < p->rows; row++) {
        int64_t together = 0;
        for (int64_t i = 0; i < p->count; i++) {
            together += row < p->pair[i].side[0].rows;
        }
        put_number(to, life_days(&p->recorded, &p->pair[0].side[0], row));
        put_number(to, 100 * (double)together / (double)p->count);
        for (int k = 0; k < SHARED; k++) {
            put_spread(to, p, row, 0, k);
            put_spread(to, p, row, 1, k);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

static const struct pair *couple(const struct pairs *p, int which)
{
    return &p->pair[(int64_t)((double)(p->count - 1) * standing[which] + 0.5)];
}

/* The data blocks $couple0 to $couple2: day and the trust of both sides, to the last day together. */
static void put_couples(FILE *to, const struct pairs *p)
{
    for (int c = 0; c < COUPLES; c++) {
        const struct pair *pair = couple(p, c);
        fprintf(to, "$couple%d << END\n", c);
        for (int64_t row = 0; row < pair->side[0].rows; row++) {
            put_number(to, life_days(&p->recorded, &pair->side[0], row));
            put_number(to, life_value(&p->recorded, &pair->side[0], row, SERIES_TRUST));
            put_number(to, life_value(&p->recorded, &pair->side[1], row, SERIES_TRUST));
            fputc('\n', to);
        }
        fputs("END\n", to);
    }
}

/* The column of $both with the mean of a series and side; the two that follow are its 10 % and 90 %. */
static int mean_column(int series, int side)
{
    return 3 + 6 * series + 3 * side;
}

static void put_axes(struct sheet *s, const struct pairs *p, bool named)
{
    sheet_schedule(s, p->result, named);
    const struct life *life = &p->pair[0].side[0];
    fprintf(s->to, "set xrange [0:%g]\n", life_days(&p->recorded, life, life->recorded - 1));
}

static void put_trust(struct sheet *s, const struct pairs *p, int side)
{
    char title[2 * PERSON_NAME + 20];
    const double left = 0.07 + 0.49 * side;
    const int mean = mean_column(0, side);
    snprintf(title, sizeof title, "Trust of %s in %s", p->name[side], p->name[1 - side]);
    sheet_panel(s, (struct area){left, left + 0.41, 0.485, PANEL_TOP}, title, "days since the start", "trust, from 0 to 1");
    put_axes(s, p, true);
    fputs("set yrange [0:1]\nset ytics 0.2\n", s->to);
    sheet_curve(s, "$both using 1:%d:%d with filledcurves fc rgb '#cc%s'", mean + 1, mean + 2, side_colour(side));
    for (int c = 0; c < COUPLES && p->count >= COUPLES; c++) {
        sheet_curve(s, "$couple%d using 1:%d with %s", c, 2 + side, couple_line[c]);
    }
    sheet_curve(s, "$both using 1:%d with lines lw 5 dt %s lc rgb '#%s'", mean, side_dash(side), side_colour(side));
}

/* Between the marks of an axis from 0 to here: two to six of them, at 1, 2 or 5 of a power of ten. */
static double step_of(double most)
{
    const double power = most > 0 ? pow(10, floor(log10(most))) : 1, first = most / power;
    return power * (first < 3 ? 0.5 : first < 6 ? 1 : 2);
}

/* Both sides in one panel: means alone, so that they can be told apart. */
static void put_wear(struct sheet *s, const struct pairs *p, struct area area, int series, const char *title)
{
    sheet_panel(s, area, title, "days since the start", "mean, from 0 to 1");
    put_axes(s, p, false);
    fprintf(s->to, "set yrange [0:%g]\nset ytics %g font ',12'\nset xtics font ',12'\n", 1.05 * p->most[series] + 1e-6, step_of(p->most[series]));
    for (int side = 0; side < 2; side++) {
        sheet_curve(s, "$both using 1:%d with lines lw 4 dt %s lc rgb '#%s'", mean_column(series, side), side_dash(side), side_colour(side));
    }
}

static void put_together(struct sheet *s, const struct pairs *p, struct area area)
{
    sheet_panel(s, area, "Still together", "days since the start", "% of recorded pairs");
    put_axes(s, p, false);
    fputs("set yrange [0:105]\nset ytics 25\nset xtics font ',12'\nset ytics font ',12'\n", s->to);
    sheet_curve(s, "$both using 1:2 with steps lw 3 lc rgb '#444444'");
}

/* Two panels, and a third where pairs have ended. */
static void put_below(struct sheet *s, const struct pairs *p)
{
    const int places = p->recorded.any_ended ? 3 : 2;
    struct area area[3];
    for (int i = 0; i < places; i++) {
        const double step = 0.98 / places, left = 0.07 + step * i;
        area[i] = (struct area){left, left + step - 0.08, PANEL_BOTTOM, 0.36};
    }
    put_wear(s, p, area[0], 1, "Resentment of the other");
    put_wear(s, p, area[1], 2, "Depletion by repairing");
    if (places == 3) {
        put_together(s, p, area[2]);
    }
}

static void say_trust(const struct pairs *p, char *title, size_t size)
{
    struct gathered last[2] = {{0}, {0}};
    for (int64_t i = 0; i < p->count; i++) {
        for (int side = 0; side < 2; side++) {
            const struct life *life = &p->pair[i].side[side];
            if (life->rows == life->recorded) {
                gather(&last[side], last_trust(&p->recorded, life));
            }
        }
    }
    if (last[0].n == 0) {
        snprintf(title, size, "Both sides of a pair: every recorded pair has ended");
        return;
    }
    snprintf(title, size, "Mean trust on the last day: %s in %s %.2f, %s in %s %.2f", p->name[0], p->name[1], last[0].mean, p->name[1], p->name[0],
             last[1].mean);
}

static void put_sheet(struct sheet *s, const struct result *result, struct pairs *p)
{
    char title[1000], subtitle[240], mean[2][PERSON_NAME + 40];
    struct entry more[ENTRIES_MOST] = {{mean[0], p->name[0]}, {mean[1], p->name[1]}, {"boxes fc rgb '#d8d8d8'", "10 to 90 % of pairs"}};
    put_both(s->to, p);
    put_couples(s->to, p);
    say_trust(p, title, sizeof title);
    const bool with_couples = p->count >= COUPLES;
    snprintf(subtitle, sizeof subtitle, "Recorded pairs: %lld%s. Thick: mean.%s", (long long)p->count,
             p->recorded.any_ended ? ", each while together (so a mean also moves as pairs end)" : "",
             with_couples ? " Thin: three pairs, at 10, 50 and 90 % of all by their last trust." : "");
    for (int side = 0; side < 2; side++) {
        snprintf(mean[side], sizeof mean[side], "lines lw 5 dt %s lc rgb '#%s'", side_dash(side), side_colour(side));
    }
    for (int c = 0; c < COUPLES; c++) {
        static const char *const called[COUPLES] = {"pair at 10 %", "pair at 50 %", "pair at 90 %"};
        more[3 + c] = (struct entry){couple_line[c], with_couples ? called[c] : NULL};
    }
    struct head head = {.title = title, .subtitle = subtitle};
    for (int i = 0; i < ENTRIES_MOST; i++) {
        head.more[i] = more[i];
    }
    sheet_head(s, result, head);
    put_trust(s, p, 0);
    put_trust(s, p, 1);
    put_below(s, p);
}

bool draw_both_sides(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    const int bond = first_mutual(result);
    struct pairs p = {.result = result};
    if (bond < 0 || !lives_read(result, &p.recorded, report)) {
        return false;
    }
    const struct tie tie = result->setting.tie[bond];
    bool good = false;
    if (!p.recorded.by_turns) {
        person_name(result, tie.seeker, p.name[0]);
        person_name(result, tie.giver, p.name[1]);
        good = gather_pairs(&p, tie, bond) || mend_complain(report, "error: not enough memory to draw the pairs");
        good = good && p.count > 0 && p.rows > 1;
    }
    if (good) {
        put_sheet(sheet, result, &p);
    }
    free(p.pair);
    free(p.values);
    lives_free(&p.recorded);
    return good;
}
