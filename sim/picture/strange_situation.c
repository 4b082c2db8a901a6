/* The Strange Situation episode by episode: what is shown, and what the body does. */
#include "picture/means.h"
#include "picture/pictures.h"

enum { EPISODES = 8, WITH_AFTER, MEASURES = 3 };

static const char *const episodes[] = {"1", "2", "3", "4", "5", "6", "7", "8", "after"};
static const struct procedure procedure = {"episode", episodes, WITH_AFTER};

static const struct measure_drawn measures[MEASURES] = {
    {"expressed", "Outside: distress that is shown", "mean expressed distress, from 0 to 1", EPISODES},
    {"arousal", "Inside: arousal", "mean threat-arousal, from 0 to 1", EPISODES},
    {"cortisol", "Inside, slower: cortisol", "cortisol, from 0 to 1", WITH_AFTER},
};

/* Episodes 4, 6 and 7 are without the caregiver. */
static void shade_separations(struct sheet *s)
{
    static const double apart[][2] = {{3.5, 4.5}, {5.5, 7.5}};
    for (int i = 0; i < 2; i++) {
        fprintf(s->to, "set object rectangle from %g, graph 0 to %g, graph 1 fc rgb '#eeeeee' fs solid noborder behind\n", apart[i][0], apart[i][1]);
        fprintf(s->to, "set label 'apart' at %g, graph 0.035 center font ',13' tc rgb '#666666'\n", (apart[i][0] + apart[i][1]) / 2);
    }
}

static void put_panel(struct sheet *s, int measure, const int64_t count[GROUPS])
{
    const double left = 0.06 + measure * 0.326;
    sheet_panel(s, (struct area){left, left + 0.255, 0.185, PANEL_TOP}, measures[measure].title, "episode", measures[measure].unit);
    fprintf(s->to, "set xrange [0.5:%g]\nset yrange [0:*]\nset xtics 1,1,8\n", measures[measure].steps + 0.5);
    if (measures[measure].steps == WITH_AFTER) {
        fputs("set xtics add ('after' 9)\n", s->to);
    }
    shade_separations(s);
    if (measure == 0) {
        sheet_note(
            s, "1 arrival     2 with caregiver     3 a stranger comes     4 caregiver leaves     5 reunion     6 alone     7 stranger returns     "
               "8 reunion     after: 15 minutes later");
    }
    means_curves(s, measure, count);
}

bool draw_strange_situation(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    int64_t count[GROUPS] = {0};
    const bool good = means_of_table(result, "assay_strange_situation", procedure, measures, MEASURES, sheet->to, count, report);
    if (good) {
        sheet_head(
            sheet, result,
            (struct head){
                .title = "The Strange Situation: what is shown, and what goes on inside",
                .subtitle = "Means of each class with 95 % intervals. Where a line is low on the left and high in the middle, arousal does not show.",
                .with = "linespoints",
                .count = count,
                .counted = true});
        for (int m = 0; m < MEASURES; m++) {
            put_panel(sheet, m, count);
        }
    }
    return good;
}
