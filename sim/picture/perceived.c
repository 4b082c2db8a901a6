/* A believer and God: what is noticed of what is given, by what the believer's infancy was like. */
#include "picture/bars.h"
#include "picture/pictures.h"
#include "reading/rule.h"

#include <math.h>
#include <string.h>

enum { ANSWERED, PERCEIVED, BIDS, MINIMISED, ESCALATED, INFANT_CLASS, BOND, COLUMNS };
static const char *const names[COLUMNS] = {"answered", "perceived", "bids", "minimised", "escalated", "infant_class", "bond"};

enum { MEASURES = 3 };
static const struct {
    int part, whole;
    const char *title, *unit;
} drawn[MEASURES] = {
    {PERCEIVED, ANSWERED, "Answers noticed", "% of God's soothing answers"},
    {MINIMISED, BIDS, "Turning away", "% of broken turns that were minimised"},
    {ESCALATED, BIDS, "Protesting", "% of broken turns that were escalated"},
};

struct perceived {
    const struct result *result;
    int column[COLUMNS];
    int64_t count[CLASSES_READ];
    struct gathered of[MEASURES][CLASSES_READ];
};

/* The bond of the setting that is with God, from 0; -1 if none is. */
static int bond_with_god(const struct result *result)
{
    for (int k = 0; k < result->setting.ties; k++) {
        if (result->setting.tie[k].kind == SACRED_TIE) {
            return k;
        }
    }
    return -1;
}

/* By the class that the believer had as an infant; CLASSES_READ if none was read. */
static int infant_class(const struct perceived *p, int64_t row)
{
    const char *class = mend_table_text(&p->result->outcomes, row, p->column[INFANT_CLASS]);
    int g = 0;
    while (g < CLASSES_READ && strcmp(class, class_names[g]) != 0) {
        g++;
    }
    return g;
}

static bool gather_believers(struct perceived *p, int bond)
{
    const struct mend_table *t = &p->result->outcomes;
    int64_t all = 0;
    for (int64_t row = 0; row < t->rows; row++) {
        const int g = infant_class(p, row);
        if (g == CLASSES_READ || whole_at(t, row, p->column[BOND]) != bond + 1) {
            continue;
        }
        for (int m = 0; m < MEASURES; m++) {
            gather(&p->of[m][g], mend_table_number(t, row, p->column[drawn[m].part]) / mend_table_number(t, row, p->column[drawn[m].whole]));
        }
        p->count[g]++;
        all++;
    }
    return all > 0;
}

static void put_panel(struct sheet *s, const struct perceived *p, int measure)
{
    char block[] = "share0";
    struct bar bars[CLASSES_READ];
    const double left = 0.07 + 0.32 * measure;
    block[5] = (char)('0' + measure);
    for (int g = 0; g < CLASSES_READ; g++) {
        bars[g] = bar_of(g + 1, p->of[measure][g], 100, group_fill(g));
    }
    sheet_panel(s, (struct area){left, left + 0.26, PANEL_BOTTOM, PANEL_TOP}, drawn[measure].title, "class as an infant", drawn[measure].unit);
    put_bars(s->to, block, bars, CLASSES_READ);
    fputs("set xlabel offset 0,-0.6\nset xrange [0.4:4.6]\nset xtics scale 0 font ',13' (", s->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        fprintf(s->to, "%s\"%s\" %d", g ? ", " : "", g == CLASSES_READ - 1 ? "dis-\\norganized" : class_names[g], g + 1);
    }
    fputs(")\n", s->to);
    bar_curves(s, block, bars, CLASSES_READ, 0.62, "%.0f");
}

/* The classes with the least and the most, among those that have members. */
static void say_noticed(const struct perceived *p, char *title, size_t size)
{
    int least = -1, most = -1;
    for (int g = 0; g < CLASSES_READ; g++) {
        if (p->of[0][g].n) {
            least = least < 0 || p->of[0][g].mean < p->of[0][least].mean ? g : least;
            most = most < 0 || p->of[0][g].mean > p->of[0][most].mean ? g : most;
        }
    }
    if (least < 0) {
        snprintf(title, size, "What believers notice of the answers they are given");
    } else if (least == most) {
        snprintf(title, size, "Answers noticed: %.0f %%, by believers read as %s in infancy", 100 * p->of[0][most].mean, class_names[most]);
    } else {
        snprintf(title, size, "Answers noticed: %.0f %% where the infant was %s, %.0f %% where %s", 100 * p->of[0][most].mean, class_names[most],
                 100 * p->of[0][least].mean, class_names[least]);
    }
}

bool draw_perceived(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct perceived p = {.result = result};
    const int bond = bond_with_god(result);
    char title[200], subtitle[240], number[CLASSES_READ][32];
    (void)report;
    if (bond < 0 || !find_columns(&result->outcomes, names, COLUMNS, p.column) || !gather_believers(&p, bond)) {
        return false;
    }
    say_noticed(&p, title, sizeof title);
    snprintf(subtitle, sizeof subtitle,
             "Simulated believers, by how they were read as infants: %s %s, %s %s, %s %s, %s %s. Means with 95 %% intervals.",
             thousands(number[0], p.count[0]), class_names[0], thousands(number[1], p.count[1]), class_names[1], thousands(number[2], p.count[2]),
             class_names[2], thousands(number[3], p.count[3]), class_names[3]);
    sheet_head(sheet, result, (struct head){.title = title, .subtitle = subtitle});
    for (int m = 0; m < MEASURES; m++) {
        put_panel(sheet, &p, m);
    }
    return true;
}
