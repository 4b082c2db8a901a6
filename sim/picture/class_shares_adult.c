/* Shares of the classes between people who have grown up, and how they hang on where the lines between them are drawn. */
#include "picture/bars.h"
#include "picture/pictures.h"
#include "reading/adult.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ANXIETY, AVOIDANCE, DIMENSIONS, CUTOFFS = 9, THREE = 3 };
static const char *const names[DIMENSIONS] = {"attachment_anxiety", "attachment_avoidance"};

/* Mickelson, Kessler & Shaver 1997, Journal of Personality and Social Psychology 73:1092-1106, doi:10.1037/0022-3514.73.5.1092; US national sample,
 * 8080 adults, each choosing one of three descriptions. In %; the rest could not be classed. */
static const double published[THREE] = {59, 25, 11};

#define PUBLISHED "points pt 6 ps 2.4*P lw 3 lc rgb '#222222'"

struct adults {
    const struct result *result;
    int column[DIMENSIONS];
    double cutoff[DIMENSIONS];
    int64_t read;
    bool with_published;
};

static struct bar share_bar(const struct adults *a, double x, int64_t count, const char *fill)
{
    const double share = (double)count / (double)a->read;
    double lower, upper;
    share_interval(share, (double)a->read, &lower, &upper);
    return (struct bar){x, 100 * share, 100 * lower, 100 * upper, fill};
}

/* Shares by the rule `quadrant` with one cut-off moved about the one in use: the data block $moved0 or $moved1. */
static void put_moved(FILE *to, const struct adults *a, int which)
{
    fprintf(to, "$moved%d << END\n", which);
    for (int k = 0; k < CUTOFFS; k++) {
        double cutoff[DIMENSIONS] = {a->cutoff[ANXIETY], a->cutoff[AVOIDANCE]};
        const int quarters = k - CUTOFFS / 2;
        cutoff[which] += 0.25 * quarters;
        const struct mend_params p = {.cutoff_anxiety = (float)cutoff[ANXIETY], .cutoff_avoidance = (float)cutoff[AVOIDANCE]};
        int64_t count[CLASSES_READ] = {0};
        for (int64_t row = 0; row < a->result->outcomes.rows; row++) {
            const struct dimensions d = {(float)mend_table_number(&a->result->outcomes, row, a->column[ANXIETY]),
                                         (float)mend_table_number(&a->result->outcomes, row, a->column[AVOIDANCE])};
            count[quadrant_of(&p, d) - ADULT_SECURE]++;
        }
        put_number(to, cutoff[which]);
        for (int g = 0; g < CLASSES_READ; g++) {
            put_number(to, 100 * (double)count[g] / (double)a->result->outcomes.rows);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

static void put_moved_panel(struct sheet *s, const struct adults *a, int which, struct area area, const char *title, const char *x)
{
    sheet_panel(s, area, title, x, "% of bonds");
    fprintf(s->to, "set yrange [0:100]\nset ytics 25\nset autoscale xfix\nset offsets 0.1,0.1,0,0\nset xtics 0.5\n");
    fprintf(s->to, "set arrow from %g,graph 0 to %g,graph 1 nohead lc rgb '#222222' lw 1.5 dt (8,4) back\n", a->cutoff[which], a->cutoff[which]);
    fprintf(s->to, "set label 'in use' at %g,graph 0.92 left offset 0.5,0 font ',13' tc rgb '#666666'\n", a->cutoff[which]);
    for (int g = 0; g < CLASSES_READ; g++) {
        sheet_curve(s, "$moved%d using 1:%d with linespoints ls %d ps 1.1*P", which, g + 2, g + 1);
    }
}

static void put_four(struct sheet *s, const struct adults *a, const struct bar *bars)
{
    sheet_panel(s, (struct area){0.07, a->with_published ? 0.36 : 0.52, PANEL_BOTTOM, PANEL_TOP}, "By the rule in use", "", "% of bonds");
    fputs("set xrange [0.4:4.6]\nset xtics scale 0 font ',13' (", s->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        fprintf(s->to, "%s'%s' %d", g ? ", " : "", group_name(a->result, g), g + 1);
    }
    fputs(")\n", s->to);
    bar_curves(s, "four", bars, CLASSES_READ, 0.62, "%.1f");
}

/* The survey's people chose among three descriptions; what it calls avoidant is set beside all who are high in avoidance. */
static void put_three(struct sheet *s, const struct bar *bars)
{
    sheet_panel(s, (struct area){0.42, 0.62, PANEL_BOTTOM, PANEL_TOP}, "In three, as in the survey", "", "% of bonds");
    fputs("set xrange [0.4:3.6]\nset xtics scale 0 font ',14' ('secure' 1, \"dismissing\\nor fearful\" 2, \"pre-\\noccupied\" 3)\n", s->to);
    bar_curves(s, "three", bars, THREE, 0.62, "%.1f");
    sheet_curve(s, "$published using ($1+0.2):2 with " PUBLISHED);
}

static void put_sheet(struct sheet *s, const struct adults *a)
{
    const int64_t *in = a->result->in_group;
    char title[120], subtitle[200], number[32];
    const int64_t count[GROUPS] = {1, 1, 1, 1, 0}, three[THREE] = {in[0], in[1] + in[3], in[2]};
    struct bar four_bars[CLASSES_READ], three_bars[THREE];
    for (int g = 0; g < CLASSES_READ; g++) {
        four_bars[g] = share_bar(a, g + 1, in[g], group_fill(g));
    }
    fputs("$published << END\n", s->to);
    for (int g = 0; g < THREE; g++) {
        three_bars[g] = share_bar(a, g + 1, three[g], "fs solid noborder fc rgb '#b8c0c8'");
        fprintf(s->to, "%d %g\n", g + 1, published[g]);
    }
    fputs("END\n", s->to);
    put_bars(s->to, "four", four_bars, CLASSES_READ);
    put_bars(s->to, "three", three_bars, THREE);
    put_moved(s->to, a, ANXIETY);
    put_moved(s->to, a, AVOIDANCE);
    snprintf(title, sizeof title, "%.0f %% are read as %s, %.0f %% as %s, %.0f %% as %s, %.0f %% as %s", four_bars[0].value, group_name(a->result, 0),
             four_bars[1].value, group_name(a->result, 1), four_bars[2].value, group_name(a->result, 2), four_bars[3].value,
             group_name(a->result, 3));
    snprintf(subtitle, sizeof subtitle,
             "Simulated bonds: %s, with 95 %% intervals. A class is a reading: its cut-offs are tuned, and the shares change with them.",
             thousands(number, a->read));
    sheet_head(s, a->result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .with = "linespoints",
                             .count = count,
                             .more = {{PUBLISHED, a->with_published ? "published: US adults, one of three (Mickelson et al. 1997)" : NULL}}});
    put_four(s, a, four_bars);
    if (a->with_published) {
        put_three(s, three_bars);
    }
    const double left = a->with_published ? 0.69 : 0.60;
    put_moved_panel(s, a, ANXIETY, (struct area){left, 0.97, 0.525, PANEL_TOP}, "Other cut-offs for anxiety",
                    "attachment anxiety, score from 1 to 7");
    put_moved_panel(s, a, AVOIDANCE, (struct area){left, 0.97, PANEL_BOTTOM, 0.395}, "Other cut-offs for avoidance",
                    "attachment avoidance, score from 1 to 7");
}

bool draw_adult_shares(const struct result *result, struct sheet *sheet)
{
    struct adults a = {.result = result,
                       .cutoff = {result_parameter(result, "reading.adult_anxiety", NAN), result_parameter(result, "reading.adult_avoidance", NAN)},
                       .with_published = !strcmp(result->setting.name, "romantic")};
    for (int g = 0; g < CLASSES_READ; g++) {
        a.read += result->in_group[g];
    }
    if (!find_columns(&result->outcomes, names, DIMENSIONS, a.column) || a.read == 0 || isnan(a.cutoff[ANXIETY] + a.cutoff[AVOIDANCE])) {
        return false;
    }
    put_sheet(sheet, &a);
    return true;
}
