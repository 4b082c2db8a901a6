/* Recorded lives as paths in the plane of trust and arousal, a panel for each class. */
#include "picture/lives_read.h"
#include "picture/pictures.h"

enum { SMOOTHED_DAYS = 28, LIVES_MOST = 150, POINTS = 60 };

/* The row of a life at one of the POINTS moments, which are spread evenly over it. */
static int64_t row_at(const struct life *life, int moment)
{
    return (life->rows - 1) * moment / (POINTS - 1);
}

static void put_point(FILE *to, double trust, double arousal)
{
    put_number(to, trust);
    put_number(to, arousal);
    fputc('\n', to);
}

static double smoothed(const struct recorded *r, const struct life *life, int moment, enum series what)
{
    return life_mean(r, life, row_at(life, moment), half_window(r, life, SMOOTHED_DAYS), what);
}

/* All paths, an empty line after each; the group stands in a third column. */
static void put_paths(FILE *to, const struct recorded *r, int64_t lives)
{
    fputs("$paths << END\n", to);
    for (int64_t i = 0; i < lives; i++) {
        for (int moment = 0; moment < POINTS; moment++) {
            put_number(to, smoothed(r, &r->life[i], moment, SERIES_TRUST));
            put_number(to, smoothed(r, &r->life[i], moment, SERIES_AROUSAL_MEAN));
            fprintf(to, " %d\n", r->life[i].group);
        }
        fputc('\n', to);
    }
    fputs("END\n", to);
}

/* Where the lives of a group end. */
static void put_ends(FILE *to, const struct recorded *r, int group, int64_t lives)
{
    fprintf(to, "$ends%d << END\n", group);
    for (int64_t i = 0; i < lives; i++) {
        const struct life *life = &r->life[i];
        if (life->group == group) {
            put_point(to, smoothed(r, life, POINTS - 1, SERIES_TRUST), smoothed(r, life, POINTS - 1, SERIES_AROUSAL_MEAN));
        }
    }
    fputs("END\n", to);
}

/* The path of the mean of a group. */
static void put_mean(FILE *to, const struct recorded *r, int group, int64_t lives)
{
    fprintf(to, "$mean%d << END\n", group);
    for (int moment = 0; moment < POINTS; moment++) {
        double trust = 0, arousal = 0, n = 0;
        for (int64_t i = 0; i < lives; i++) {
            if (r->life[i].group == group) {
                trust += smoothed(r, &r->life[i], moment, SERIES_TRUST);
                arousal += smoothed(r, &r->life[i], moment, SERIES_AROUSAL_MEAN);
                n++;
            }
        }
        put_point(to, trust / n, arousal / n); /* NaN without lives, which is a missing value */
    }
    fputs("END\n", to);
}

#define BETWEEN 0.06
#define ABOVE 0.075

/* Panels in rows of two (three if there are five), the first above on the left. */
static struct area area_of(int place, int places)
{
    const int across = places > 4 ? 3 : places > 1 ? 2 : 1, down = (places + across - 1) / across;
    const double width = (0.9 + BETWEEN) / across, height = (PANEL_TOP - PANEL_BOTTOM + ABOVE) / down;
    const int column = place % across, row = place / across;
    const double left = 0.07 + width * column, top = PANEL_TOP - height * row;
    return (struct area){left, left + width - BETWEEN, top - height + ABOVE, top};
}

static void put_panel(struct sheet *s, const struct result *result, int group, int64_t lives, int place, int places)
{
    const char *colour = group_colour(group);
    char title[120];
    const struct area area = area_of(place, places);
    const bool is_lowest = area.bottom < PANEL_BOTTOM + 0.01, is_leftmost = area.left < 0.08;
    snprintf(title, sizeof title, "%s: %lld %s", group_name(result, group), (long long)lives, life_word(result, lives != 1));
    sheet_panel(s, area, title, is_lowest ? "trust, from 0 to 1" : "", is_leftmost ? "threat-arousal, from 0 to 1" : "");
    fprintf(s->to, "set xrange [0:1]\nset yrange [0:*]\nset ytics 0.2\nset format x '%s'\n", is_lowest ? "%g" : "");
    sheet_curve(s, "$paths using 1:2 with lines lw 1 lc rgb '#e4e4e4'");
    sheet_curve(s, "$paths using ($3==%d ? $1 : NaN):2 with lines lw 1.5 lc rgb '#90%s'", group, colour);
    sheet_curve(s, "$ends%d using 1:2 with points ls %d ps 1.2*P lc rgb '#40%s'", group, group + 1, colour);
    sheet_curve(s, "$mean%d using 1:2 with lines lw 4 lc rgb '#222222'", group);
    sheet_curve(s, "$mean%d every ::0::0 using 1:2 with points pt 7 ps 2.4*P lw 3 lc rgb '#ffffff'", group);
    sheet_curve(s, "$mean%d every ::0::0 using 1:2 with points pt 6 ps 2.4*P lw 3 lc rgb '#222222'", group);
    sheet_curve(s, "$mean%d every ::%d::%d using 1:2 with points ls %d ps 2.6*P lc rgb '#222222'", group, POINTS - 1, POINTS - 1, group + 1);
}

static void put_sheet(struct sheet *s, const struct result *result, const struct recorded *r, int64_t lives)
{
    int64_t count[GROUPS] = {0};
    int places = 0, place = 0;
    char title[100], subtitle[200], one[80], others[40];
    for (int64_t i = 0; i < lives; i++) {
        count[r->life[i].group]++;
    }
    put_paths(s->to, r, lives);
    for (int g = 0; g < GROUPS; g++) {
        put_ends(s->to, r, g, lives);
        put_mean(s->to, r, g, lives);
        places += count[g] > 0;
    }
    snprintf(title, sizeof title, "Where %s drift: trust and threat-arousal together", life_word(result, true));
    snprintf(subtitle, sizeof subtitle, "Recorded %s as paths, named by how they are read at the end; smoothed over up to four weeks.%s",
             life_word(result, true), r->any_ended ? " One that ended is drawn to its end." : "");
    snprintf(one, sizeof one, "one %s, to its mark (colour of the class)", life_word(result, false));
    snprintf(others, sizeof others, "other %s", life_word(result, true));
    sheet_head(s, result,
               (struct head){.title = title,
                             .subtitle = subtitle,
                             .more = {{"lines lw 2 lc rgb '#0072B2'", one},
                                      {"lines lw 5 lc rgb '#222222'", "mean of the class, from the open circle to the large mark"},
                                      {"lines lw 2 lc rgb '#c4c4c4'", others}}});
    for (int g = 0; g < GROUPS; g++) {
        if (count[g]) {
            put_panel(s, result, g, count[g], place++, places);
        }
    }
}

bool draw_phase_portrait(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct recorded r;
    if (!lives_read(result, &r, report)) {
        return false;
    }
    bool are_paths = false; /* not single moments */
    for (int64_t i = 0; i < r.lives; i++) {
        are_paths = are_paths || r.life[i].rows > 1;
    }
    if (are_paths) {
        put_sheet(sheet, result, &r, r.lives < LIVES_MOST ? r.lives : LIVES_MOST);
    }
    lives_free(&r);
    return are_paths;
}
