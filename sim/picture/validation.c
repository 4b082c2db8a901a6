/* A validation as a table: a row for each finding, a column for each rule, and a cell that is full where every published figure fits. */
#include "picture/pictures.h"
#include "picture/validated.h"

#include <math.h>
#include <string.h>

enum { FINDINGS_SHOWN = 16, RULES_SHOWN = 10, WORDS = 200 };

/* Lengths in points of the sheet, which is 1600 wide and 1000 high. */
#define SHEET_WIDTH 1600.0
#define SHEET_HEIGHT 1000.0
#define MARGIN 48.0
#define BETWEEN 24.0
#define GROUP_GAP 12.0
#define ID_MOST 110.0
#define NAME_MOST 260.0 /* of a slanted name, along it */
#define GAP 12.0        /* between texts */
#define TALLEST 34.0
#define BOTTOM 0.09

#define ALL_FILL "fs solid border rgb '#0072B2' fc rgb '#0072B2'"
#define SOME_FILL "fs solid noborder fc rgb '#BFDDF0'"
#define NONE_FILL "fs empty border rgb '#999999'"

/* How many findings fit of those in a use, under one rule. */
struct standing {
    int of[USES_DRAWN], fit[USES_DRAWN];
    int64_t lines, lines_fit;
};

struct chart {
    const struct validated *v;
    int rules; /* that are drawn */
    int in_use[USES_DRAWN];
    double cell, names, overhang, pitch; /* width of a column; height of the slanted names, and how far they stand out; height of a row */
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

static struct standing standing_of(const struct validated *v, int rule)
{
    struct standing t = {0};
    for (int k = 0; k < v->findings; k++) {
        const struct vote *vote = vote_at(v, k, rule);
        if (vote->is_known) {
            t.of[v->finding[k].use]++;
            t.fit[v->finding[k].use] += vote->fits;
            t.lines += vote->lines;
            t.lines_fit += vote->fit;
        }
    }
    return t;
}

/* ---- what came out ---- */

/* The first rule, the other rules, and the first without one of its parts. */
enum group { FIRST, RIVAL, ABLATION };

static enum group group_of(const struct validated *v, int rule)
{
    return rule == 0 ? FIRST : strncmp(v->rule[rule], "without ", strlen("without ")) ? RIVAL : ABLATION;
}

/* What was never tuned to counts first, then what may have been, then single figures. */
static int compare_standings(const struct standing *a, const struct standing *b)
{
    const int64_t more[] = {a->fit[MEND_TEST] - b->fit[MEND_TEST], a->fit[MEND_FIT] - b->fit[MEND_FIT], a->lines_fit - b->lines_fit};
    const int by = more[0] ? 0 : more[1] ? 1 : 2;
    return more[by] < 0 ? -1 : more[by] > 0;
}

/* The best of a group (-1: it is empty), and how many others are as good. */
static int best_of(const struct validated *v, enum group group, int *equals)
{
    int best = -1;
    struct standing most = {0};
    *equals = 0;
    for (int rule = 0; rule < v->rules; rule++) {
        const struct standing t = standing_of(v, rule);
        if (group_of(v, rule) == group) {
            const int is = best < 0 ? 1 : compare_standings(&t, &most);
            *equals = is > 0 ? 0 : *equals + (is == 0);
            most = is > 0 ? t : most;
            best = is > 0 ? rule : best;
        }
    }
    return best;
}

/* "12 of 15 fitted and 6 of 14 tested findings" */
static void say_first(const struct validated *v, char *to, size_t size)
{
    const struct standing t = standing_of(v, 0);
    const char *first = v->rule[0];
    if (v->findings == 1) {
        snprintf(to, size, "%.48s fits %lld of %lld figures of %.24s", first, (long long)t.lines_fit, (long long)t.lines, v->finding[0].id);
    } else if (t.of[MEND_FIT] && t.of[MEND_TEST]) {
        snprintf(to, size, "%.48s fits %d of %d fitted and %d of %d tested findings", first, t.fit[MEND_FIT], t.of[MEND_FIT], t.fit[MEND_TEST],
                 t.of[MEND_TEST]);
    } else {
        const int use = t.of[MEND_FIT] ? MEND_FIT : MEND_TEST;
        snprintf(to, size, "%.48s fits %d of %d %s findings", first, t.fit[use], t.of[use], use_words[use]);
    }
}

/* "; the best rival, calm, 9 and 5" */
static void say_best(const struct validated *v, char *to, size_t size)
{
    int equals;
    const int rival = best_of(v, RIVAL, &equals), best = rival < 0 ? best_of(v, ABLATION, &equals) : rival;
    char count[64], others[48] = "";
    if (best < 0) {
        to[0] = 0;
        return;
    }
    const struct standing t = standing_of(v, best);
    if (v->findings == 1) {
        snprintf(count, sizeof count, "%lld", (long long)t.lines_fit);
    } else if (t.of[MEND_FIT] && t.of[MEND_TEST]) {
        snprintf(count, sizeof count, "%d and %d", t.fit[MEND_FIT], t.fit[MEND_TEST]);
    } else {
        snprintf(count, sizeof count, "%d", t.fit[MEND_FIT] + t.fit[MEND_TEST]);
    }
    if (equals) {
        snprintf(others, sizeof others, " and %d as good", equals);
    }
    snprintf(to, size, "; the best %s, %.48s%s, %s", rival < 0 ? "other" : "rival", v->rule[best], others, count);
}

static void put_head(struct sheet *sheet, const struct validated *v)
{
    char first[WORDS], best[WORDS], title[2 * WORDS];
    say_first(v, first, sizeof first);
    say_best(v, best, sizeof best);
    snprintf(title, sizeof title, "%s%s", first, best);
    sheet_head(sheet, v->result,
               (struct head){.title = title,
                             .subtitle = "A finding fits if all its published figures do; a figure that this simulator cannot give is a miss. In a "
                                         "cell: how many figures fit, of how many.",
                             .more = {{"boxes " ALL_FILL, "all figures fit: the finding fits"},
                                      {"boxes " SOME_FILL, "some fit, and that share is filled"},
                                      {"boxes " NONE_FILL " lc rgb '#999999'", "none fits"}}});
}

/* "Left out: 2 of 18 fitted findings, 1 of 11 rules. Counts are of all. " */
static void say_left_out(const struct chart *c, char *to, size_t size)
{
    const char *before = "Left out: ";
    size_t used = 0;
    to[0] = 0;
    for (int use = 0; use < USES_DRAWN; use++) {
        if (c->in_use[use] > FINDINGS_SHOWN) {
            snprintf(to + used, size - used, "%s%d of %d %s findings", before, c->in_use[use] - FINDINGS_SHOWN, c->in_use[use], use_words[use]);
            before = ", ";
        }
        used = strlen(to);
    }
    if (c->v->rules > c->rules) {
        snprintf(to + used, size - used, "%s%d of %d rules", before, c->v->rules - c->rules, c->v->rules);
        used = strlen(to);
    }
    if (used) {
        snprintf(to + used, size - used, ". Counts are of all. ");
    }
}

static void put_note(struct sheet *sheet, const struct chart *c)
{
    char left_out[WORDS], note[2 * WORDS];
    int equals;
    say_left_out(c, left_out, sizeof left_out);
    const bool is_chosen = best_of(c->v, RIVAL, &equals) > 0 && c->v->rules > 2 && c->v->findings > 1;
    snprintf(note, sizeof note, "%s%s%s%s", left_out, is_chosen ? "Best rival: the other learning rule that fits most " : "",
             is_chosen ? use_words[c->in_use[MEND_TEST] ? MEND_TEST : MEND_FIT] : "", is_chosen ? " findings." : "");
    sheet_note(sheet, note);
}

/* ---- a block ---- */

/* A block's place on the sheet; within it, lengths are counted from its left and from its top. */
struct block {
    const struct chart *c;
    int use, rows;
    double left, width, id, label, misses; /* widths of the id, of it with its words, and of the column that counts figures not to be had */
    int64_t not_given;
};

static double x_of(const struct block *b, int rule)
{
    double x = b->label + b->misses + b->c->cell * (rule + 0.5);
    for (int k = 1; k <= rule; k++) {
        x += group_of(b->c->v, k) != group_of(b->c->v, k - 1) ? GROUP_GAP : 0;
    }
    return x;
}

static double y_of(const struct block *b, double row)
{
    return b->c->names + b->c->pitch * (row + 0.5);
}

/* The finding of a row; rows of a use are in the order of the table. */
static int finding_of(const struct block *b, int row)
{
    int k = -1;
    for (int seen = -1; seen < row;) {
        seen += b->c->v->finding[++k].use == b->use;
    }
    return k;
}

/* Widths: the columns have theirs, the labels what is left, if they need it. */
static struct block block_of(const struct chart *c, int use, double left, double width)
{
    struct block b = {.c = c, .use = use, .rows = least(c->in_use[use], FINDINGS_SHOWN), .left = left, .width = width};
    double words = 0;
    for (int row = 0; row < b.rows; row++) {
        const int k = finding_of(&b, row);
        const struct vote *vote = vote_at(c->v, k, 0);
        b.id = fmax(b.id, text_width(c->v->finding[k].id, 12));
        words = fmax(words, text_width(c->v->finding[k].measure, 11));
        b.not_given += vote->lines - vote->covered;
    }
    b.id = fmin(b.id, ID_MOST) + GAP;
    b.misses = b.not_given ? 34 : 0;
    b.label = fmin(width - b.misses - c->cell * c->rules - 2 * GROUP_GAP, fmax(b.id + words + GAP, text_width("findings that fit, of 100", 15)));
    return b;
}

static void put_text(FILE *to, const char *text, double x, double y, const char *how)
{
    fputs("set label ", to);
    put_quoted(to, text);
    fprintf(to, " at first %.1f,%.1f %s noenhanced\n", x, y, how);
}

static void put_labels(FILE *to, const struct block *b)
{
    char text[WORDS];
    for (int row = 0; row < b->rows; row++) {
        const struct finding *f = &b->c->v->finding[finding_of(b, row)];
        put_text(to, text_within(text, WORDS, f->id, 12, ID_MOST), 0, y_of(b, row), "left font ',12' tc rgb '#222222'");
        put_text(to, text_within(text, WORDS, f->measure, 11, b->label - b->id - 0.5 * GAP), b->id, y_of(b, row), "left font ',11' tc rgb '#666666'");
    }
}

/* Slanted, so that long names stand beside each other; the first rule's in bold. */
static void put_names(FILE *to, const struct block *b)
{
    char name[MEND_RULE_NAME], place[120];
    const double y = b->c->names - 6;
    if (b->not_given) {
        put_text(to, "cannot be given", b->label + b->misses / 2, y, "left rotate by 60 font ',12' tc rgb '#666666'");
    }
    for (int rule = 0; rule < b->c->rules; rule++) {
        text_within(name, sizeof name, b->c->v->rule[rule], 12, NAME_MOST);
        if (rule == 0) {
            snprintf(place, sizeof place, "at first %.1f,%.1f left rotate by 60 font ',13'", x_of(b, rule), y);
            put_bold(to, name, place);
        } else {
            put_text(to, name, x_of(b, rule), y, "left rotate by 60 font ',12' tc rgb '#222222'");
        }
    }
}

static void put_counts(FILE *to, const struct block *b)
{
    char text[48], place[120];
    const double y = y_of(b, b->rows + 0.35), line = y_of(b, b->rows - 0.38);
    fprintf(to, "set arrow from first 0,%.1f to first %.1f,%.1f nohead lw 1.5 lc rgb '#999999'\n", line, x_of(b, b->c->rules - 1) + b->c->cell / 2,
            line);
    snprintf(place, sizeof place, "at first 0,%.1f left font ',14'", y);
    snprintf(text, sizeof text, "findings that fit, of %d", standing_of(b->c->v, 0).of[b->use]);
    put_bold(to, text, place);
    for (int rule = 0; rule < b->c->rules; rule++) {
        const struct standing t = standing_of(b->c->v, rule);
        snprintf(text, sizeof text, "%d", t.fit[b->use]);
        snprintf(place, sizeof place, "at first %.1f,%.1f center font ',14'", x_of(b, rule), y);
        put_bold(to, text, place);
    }
}

/* What stands in a cell, and how many figures of the finding cannot be given. */
static void put_figures(FILE *to, const struct block *b)
{
    char text[64], how[64];
    for (int row = 0; row < b->rows; row++) {
        const int k = finding_of(b, row);
        const struct vote *first = vote_at(b->c->v, k, 0);
        if (first->lines > first->covered) {
            snprintf(text, sizeof text, "%lld", (long long)(first->lines - first->covered));
            put_text(to, text, b->label + b->misses / 2, y_of(b, row), "center font ',12' tc rgb '#666666'");
        }
        for (int rule = 0; rule < b->c->rules; rule++) {
            const struct vote *vote = vote_at(b->c->v, k, rule);
            if (vote->is_known) {
                snprintf(text, sizeof text, "%lld/%lld", (long long)vote->fit, (long long)vote->lines);
                snprintf(how, sizeof how, "center front font ',%d' tc rgb '%s'", text_width(text, 12) < 0.9 * b->c->cell ? 12 : 9,
                         vote->fits ? "#ffffff" : "#222222");
                put_text(to, text, x_of(b, rule), y_of(b, row), how);
            }
        }
    }
}

/* A cell is a frame, filled from the left as far as its figures fit. */
static void put_cells(FILE *to, const struct block *b)
{
    const double half = b->c->pitch * 0.42, side = b->c->cell * 0.45;
    for (int row = 0; row < b->rows; row++) {
        for (int rule = 0; rule < b->c->rules; rule++) {
            const struct vote *vote = vote_at(b->c->v, finding_of(b, row), rule);
            const double left = x_of(b, rule) - side, y = y_of(b, row);
            if (vote->is_known && vote->fit > 0) {
                fprintf(to, "set object rectangle from first %.1f,%.1f to first %.1f,%.1f %s\n", left, y - half,
                        left + 2 * side * (double)vote->fit / (double)vote->lines, y + half, vote->fits ? ALL_FILL : SOME_FILL);
            }
            if (vote->is_known && !vote->fits) {
                fprintf(to, "set object rectangle from first %.1f,%.1f to first %.1f,%.1f " NONE_FILL "\n", left, y - half, left + 2 * side,
                        y + half);
            }
        }
    }
}

static void put_block(struct sheet *sheet, const struct block *b, bool is_first)
{
    FILE *to = sheet->to;
    char heading[WORDS];
    snprintf(heading, sizeof heading, "%c%s: %s", use_words[b->use][0] - 'a' + 'A', use_words[b->use] + 1, use_meanings[b->use]);
    sheet_panel(sheet, (struct area){b->left / SHEET_WIDTH, (b->left + b->width) / SHEET_WIDTH, BOTTOM, PANEL_TOP}, heading, "", "");
    fprintf(to, "unset border\nunset tics\nunset grid\nset xrange [0:%.1f]\nset yrange [%.1f:0]\n", b->width, (PANEL_TOP - BOTTOM) * SHEET_HEIGHT);
    put_labels(to, b);
    put_names(to, b);
    put_cells(to, b);
    put_figures(to, b);
    put_counts(to, b);
    if (is_first) {
        put_note(sheet, b->c);
    }
    sheet_curve(sheet, "NaN");
}

/* ---- the sheet ---- */

static struct chart chart_of(const struct validated *v)
{
    struct chart c = {.v = v, .rules = least(v->rules, RULES_SHOWN)};
    double name = text_width("cannot be given", 12);
    int rows = 0;
    for (int k = 0; k < v->findings; k++) {
        c.in_use[v->finding[k].use]++;
    }
    for (int rule = 0; rule < c.rules; rule++) {
        name = fmax(name, fmin(NAME_MOST, text_width(v->rule[rule], 12)));
    }
    for (int use = 0; use < USES_DRAWN; use++) {
        const int own = least(c.in_use[use], FINDINGS_SHOWN);
        rows = rows > own ? rows : own;
    }
    c.cell = c.rules > 8 ? 38 : c.rules > 5 ? 46 : 56;
    c.names = 24 + 0.87 * name; /* sine and cosine of 60 degrees */
    c.overhang = fmax(0, GAP + 0.5 * name - c.cell / 2 - 0.8 * MARGIN);
    c.pitch = fmin(TALLEST, ((PANEL_TOP - BOTTOM) * SHEET_HEIGHT - c.names) / (rows + 1.4));
    return c;
}

static void put_sheet(struct sheet *sheet, const struct validated *v)
{
    const struct chart c = chart_of(v);
    const int blocks = (c.in_use[MEND_FIT] > 0) + (c.in_use[MEND_TEST] > 0);
    const double width = (SHEET_WIDTH - 2 * MARGIN - c.overhang - BETWEEN * (blocks - 1)) / blocks;
    double left = MARGIN;
    put_head(sheet, v);
    for (int use = 0; use < USES_DRAWN; use++) {
        if (c.in_use[use] > 0) {
            const struct block b = block_of(&c, use, left, width);
            put_block(sheet, &b, left == MARGIN);
            left += width + BETWEEN;
        }
    }
}

bool draw_validation(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    struct validated v;
    const bool good = validated_open(&v, result, report);
    if (good) {
        put_sheet(sheet, &v);
    }
    validated_close(&v);
    return good;
}
