/* Play, still face, reunion: matching and arousal. */
#include "picture/means.h"
#include "picture/pictures.h"

enum { PHASES = 3, MEASURES = 2 };

static const char *const phases[] = {"play", "still", "reunion"};
static const struct procedure procedure = {"phase", phases, PHASES};

static const struct measure_drawn measures[MEASURES] = {
    {"matched", "Time in tune with each other", "mean share of seconds matched, from 0 to 1", PHASES},
    {"arousal", "Arousal of the infant at the end of each phase", "mean threat-arousal, from 0 to 1", PHASES},
};

static void put_panel(struct sheet *s, int measure, const int64_t count[GROUPS])
{
    const double left = 0.07 + measure * 0.5;
    sheet_panel(s, (struct area){left, left + 0.40, PANEL_BOTTOM, PANEL_TOP}, measures[measure].title, "", measures[measure].unit);
    fputs("set xrange [0.6:3.4]\nset yrange [0:*]\nset xtics ('play' 1, 'still face' 2, 'reunion' 3) font ',16'\n"
          "set object rectangle from 1.5, graph 0 to 2.5, graph 1 fc rgb '#eeeeee' fs solid noborder behind\n",
          s->to);
    means_curves(s, measure, count);
}

bool draw_still_face(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    int64_t count[GROUPS] = {0};
    const bool good = means_of_table(result, "assay_still_face", procedure, measures, MEASURES, sheet->to, count, report);
    if (good) {
        sheet_head(
            sheet, result,
            (struct head){.title = "The still face: two minutes without an answer, and what follows",
                          .subtitle = "Means of each class with 95 % intervals: in play, while the caregiver's face is still (grey), at the reunion.",
                          .with = "linespoints",
                          .count = count,
                          .counted = true});
        for (int m = 0; m < MEASURES; m++) {
            put_panel(sheet, m, count);
        }
    }
    return good;
}
