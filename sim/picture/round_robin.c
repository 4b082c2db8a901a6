/* Everybody with everybody: what each person of a group has learned about each other one. */
#include "picture/pictures.h"
#include "picture/statistics.h"

#include <math.h>

enum { TRUST, ANXIETY, MEASURES };
enum { BOND = MEASURES, COLUMNS };
static const char *const names[COLUMNS] = {"trust", "attachment_anxiety", "bond"};

/* Pale to deep in one hue each, never so dark that a number cannot be read on it. */
static const struct {
    const char *title, *dark;
    double span; /* of the shades, at least: a fifth of the scale, so that small differences look small */
} drawn[MEASURES] = {
    {"Mean trust, from 0 to 1", "#5B9BD0", 0.2},
    {"Mean attachment anxiety, score from 1 to 7", "#B98ABF", 1.2},
};

struct round {
    const struct result *result;
    int column[COLUMNS], place[PEOPLE_MOST], person[PEOPLE_MOST], people; /* people: of those who have bonds here, place and person in each other */
    struct gathered of[MEASURES][TIES_MOST];
};

/* At least three people, and every one of them with a bond to every other. */
static bool is_round(struct round *r)
{
    const struct setting *s = &r->result->setting;
    for (int i = 0; i < PEOPLE_MOST; i++) {
        r->place[i] = -1;
    }
    for (int k = 0; k < s->ties; k++) {
        if (r->place[s->tie[k].seeker] < 0) {
            r->person[r->people] = s->tie[k].seeker;
            r->place[s->tie[k].seeker] = r->people++;
        }
    }
    return r->people > 2 && s->ties == r->people * (r->people - 1);
}

static void gather_cells(struct round *r)
{
    const struct mend_table *t = &r->result->outcomes;
    for (int64_t row = 0; row < t->rows; row++) {
        const int64_t bond = whole_at(t, row, r->column[BOND]);
        for (int m = 0; m < MEASURES && bond >= 1 && bond <= r->result->setting.ties; m++) {
            gather(&r->of[m][bond - 1], mend_table_number(t, row, r->column[m]));
        }
    }
}

/* A data block $robin0 or $robin1: giver from the left, seeker from above, mean, half of its interval. */
static void put_cells(FILE *to, const struct round *r, int measure)
{
    fprintf(to, "$robin%d << END\n", measure);
    for (int k = 0; k < r->result->setting.ties; k++) {
        const struct tie tie = r->result->setting.tie[k];
        fprintf(to, "%d %d", r->place[tie.giver] + 1, r->people - r->place[tie.seeker]);
        put_number(to, r->of[measure][k].n ? r->of[measure][k].mean : NAN);
        put_number(to, half_interval(r->of[measure][k]));
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* The lowest and the highest mean. */
static void find_ends(const struct round *r, int measure, double *least, double *most)
{
    *least = *most = r->of[measure][0].mean;
    for (int k = 1; k < r->result->setting.ties; k++) {
        *least = fmin(*least, r->of[measure][k].mean);
        *most = fmax(*most, r->of[measure][k].mean);
    }
}

static void put_names(FILE *to, const struct round *r, char axis)
{
    char name[PERSON_NAME];
    fprintf(to, "set %ctics scale 0 font ',15' (", axis);
    for (int i = 0; i < r->people; i++) {
        fprintf(to, "%s'%s' %d", i ? ", " : "", person_name(r->result, r->person[i], name), axis == 'x' ? i + 1 : r->people - i);
    }
    fputs(")\n", to);
}

static void put_matrix(struct sheet *s, const struct round *r, int measure, struct area area)
{
    double least, most;
    find_ends(r, measure, &least, &most);
    const double middle = (least + most) / 2, half = fmax((most - least) / 2, drawn[measure].span / 2);
    sheet_panel(s, area, drawn[measure].title, "who gives", "who seeks");
    fprintf(s->to, "set xrange [0.5:%g]\nset yrange [0.5:%g]\nunset grid\nset border 0\n", r->people + 0.5, r->people + 0.5);
    fprintf(s->to, "set palette defined (0 '#eef2f5', 1 '%s')\nset cbrange [%g:%g]\nunset colorbox\nset ytics rotate by 90 center\n",
            drawn[measure].dark, middle - half, middle + half);
    put_names(s->to, r, 'x');
    put_names(s->to, r, 'y');
    sheet_curve(s, "$robin%d using 1:2:(0.48):(0.48):3 with boxxyerror fs solid noborder fc palette", measure);
    sheet_curve(s, "$robin%d using 1:($2+0.08):(sprintf('%%.2f', $3)) with labels font ',22' tc rgb '#222222'", measure);
    sheet_curve(s, "$robin%d using 1:($2-0.2):(sprintf('± %%.2f', $4)) with labels font ',13' tc rgb '#222222'", measure);
}

static void put_sheet(struct sheet *s, const struct round *r)
{
    char title[200], subtitle[200], number[32];
    double least[MEASURES], most[MEASURES];
    for (int m = 0; m < MEASURES; m++) {
        put_cells(s->to, r, m);
        find_ends(r, m, &least[m], &most[m]);
    }
    snprintf(title, sizeof title, "Bond by bond, mean trust is from %.2f to %.2f, mean attachment anxiety from %.2f to %.2f", least[TRUST],
             most[TRUST], least[ANXIETY], most[ANXIETY]);
    snprintf(subtitle, sizeof subtitle,
             "Means of %s simulated families at the end, with half of the 95 %% interval. The shades span at least a fifth of a scale.",
             thousands(number, r->of[TRUST][0].n));
    sheet_head(s, r->result, (struct head){.title = title, .subtitle = subtitle});
    put_matrix(s, r, TRUST, (struct area){0.08, 0.48, PANEL_BOTTOM, PANEL_TOP});
    put_matrix(s, r, ANXIETY, (struct area){0.58, 0.98, PANEL_BOTTOM, PANEL_TOP});
}

bool draw_round_robin(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct round r = {.result = result};
    (void)report;
    if (!is_round(&r) || !find_columns(&result->outcomes, names, COLUMNS, r.column)) {
        return false;
    }
    gather_cells(&r);
    for (int k = 0; k < result->setting.ties; k++) {
        if (r.of[TRUST][k].n == 0 || r.of[ANXIETY][k].n == 0) {
            return false;
        }
    }
    put_sheet(sheet, &r);
    return true;
}
