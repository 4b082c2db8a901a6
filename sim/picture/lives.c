/* A life of each class turn by turn, its open ruptures shaded. Only where lives were recorded by turns. */
#include "picture/lives_read.h"
#include "picture/pictures.h"

enum { DAYS_MOST = 10 };

#define TRUST "#333333"
#define OPEN "#dddddd"

/* The rows of the first days. */
static int64_t rows_shown(const struct recorded *r, const struct life *life)
{
    const double end = life_days(r, life, 0) + DAYS_MOST;
    int64_t rows = 0;
    while (rows < life->rows && life_days(r, life, rows) <= end) {
        rows++;
    }
    return rows;
}

/* A box from half a step before the first open row to half a step after the last, so that a rupture of one turn is seen too. */
static void put_ruptures(FILE *to, const struct recorded *r, const struct life *life, int64_t rows, int group)
{
    const double half = rows > 1 ? (life_days(r, life, rows - 1) - life_days(r, life, 0)) / (double)(rows - 1) / 2 : 0;
    fprintf(to, "$open%d << END\n", group);
    for (int64_t row = 0; row < rows; row++) {
        int64_t last = row;
        while (last < rows && life_value(r, life, last, SERIES_OPEN) > 0) {
            last++;
        }
        if (last > row) {
            put_number(to, life_days(r, life, row) - half);
            put_number(to, life_days(r, life, last - 1) + half);
            fputs(" 0 1\n", to);
            row = last;
        }
    }
    fputs("? ? ? ?\nEND\n", to);
}

static void put_life(FILE *to, const struct recorded *r, const struct life *life, int group)
{
    const int64_t rows = rows_shown(r, life);
    put_ruptures(to, r, life, rows, group);
    fprintf(to, "$life%d << END\n", group);
    for (int64_t row = 0; row < rows; row++) {
        put_number(to, life_days(r, life, row));
        put_number(to, life_value(r, life, row, SERIES_TRUST));
        put_number(to, life_value(r, life, row, SERIES_AROUSAL));
        fputc('\n', to);
    }
    fputs("END\n", to);
}

static void put_panel(struct sheet *s, const struct result *result, int group, int place, int places)
{
    const double height = (PANEL_TOP - PANEL_BOTTOM + 0.055) / places, top = PANEL_TOP - place * height;
    const struct area area = {0.07, 0.97, top - height + 0.055, top};
    sheet_panel(s, area, group_name(result, group),
                place < places - 1 ? ""
                : result->grown    ? "days since the start"
                                   : "days since birth",
                "from 0 to 1");
    sheet_schedule(s, result, place == 0);
    fprintf(s->to, "set yrange [0:1]\nset ytics 0.5\nset autoscale xfix\nset format x '%s'\n", place == places - 1 ? "%g" : "");
    sheet_curve(s, "$open%d using (($1+$2)/2):(0.5):1:2:3:4 with boxxyerror fc rgb '" OPEN "'", group);
    sheet_curve(s, "$life%d using 1:3 with lines lc rgb '#%s' lw 2", group, group_colour(group));
    sheet_curve(s, "$life%d using 1:2 with lines lc rgb '" TRUST "' lw 2 dt (8,4)", group);
}

static void put_sheet(struct sheet *s, const struct result *result, const struct recorded *r)
{
    int places = 0, place = 0;
    char title[120], subtitle[200];
    for (int g = 0; g < GROUPS; g++) {
        const struct life *life = first_of(r, g);
        if (life) {
            put_life(s->to, r, life, g);
            places++;
        }
    }
    snprintf(title, sizeof title, "Single %s, turn by turn: connection breaks, and is found again", life_word(result, true));
    snprintf(subtitle, sizeof subtitle,
             "For each class the first recorded %s, named by how it is read at the end. Where it is grey, a rupture is open.",
             life_word(result, false));
    sheet_head(s, result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .more = {{"lines lw 3 lc rgb '#0072B2'", "threat-arousal (colour of the class)"},
                                      {"lines lw 3 dt (8,4) lc rgb '" TRUST "'", "trust"},
                                      {"boxes fc rgb '" OPEN "'", "a rupture is open"}}});
    for (int g = 0; g < GROUPS; g++) {
        if (first_of(r, g)) {
            put_panel(s, result, g, place++, places);
        }
    }
}

bool draw_lives(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct recorded r;
    if (!lives_read(result, &r, report)) {
        return false;
    }
    const bool by_turns = r.by_turns;
    if (by_turns) {
        put_sheet(sheet, result, &r);
    }
    lives_free(&r);
    return by_turns;
}
