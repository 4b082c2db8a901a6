/* Generation by generation: what infants are read as, and what caregivers of each adult pattern hand on. */
#include "io/text.h"
#include "picture/pictures.h"
#include "picture/statistics.h"

#include <math.h>

enum { GENERATION, PATTERN, UNRESOLVED, CLASS, COLUMNS };
static const char *const names[COLUMNS] = {"generation", "caregiver_pattern", "caregiver_is_unresolved", "infant_class"};

/* What an adult's own attachment is called in one who rears a child; unresolved goes before the rest, as in the transmission measures. */
enum { PATTERNS = 4, GENERATIONS_MOST = 250 };
#define PATTERN_NAMES "autonomous|dismissing|preoccupied|unresolved"

struct descent {
    int column[COLUMNS];
    int64_t in_generation[GENERATIONS_MOST][CLASSES_READ], of_pattern[PATTERNS][CLASSES_READ];
    int64_t infants;
    int generations;
};

static int64_t sum_of(const int64_t *count)
{
    int64_t sum = 0;
    for (int g = 0; g < CLASSES_READ; g++) {
        sum += count[g];
    }
    return sum;
}

/* The caregivers of the first generation are drawn and not reared, so what they hand on tells of the draw too; all are counted. */
static void count_all(struct descent *d, const struct mend_table *t)
{
    for (int64_t row = 0; row < t->rows; row++) {
        const int64_t generation = whole_at(t, row, d->column[GENERATION]);
        const bool unresolved = mend_table_number(t, row, d->column[UNRESOLVED]) > 0.5;
        const int pattern = unresolved ? PATTERNS - 1 : mend_position(mend_table_text(t, row, d->column[PATTERN]), PATTERN_NAMES);
        const int class = group_of_class(mend_table_text(t, row, d->column[CLASS]));
        if (generation >= 1 && generation <= GENERATIONS_MOST && class < CLASSES_READ) {
            d->in_generation[generation - 1][class]++;
            d->generations = generation > d->generations ? (int)generation : d->generations;
            d->infants++;
            if (pattern >= 0) {
                d->of_pattern[pattern][class]++;
            }
        }
    }
}

/* Data blocks $class0 to $class3: generation, share, lower, upper; generations a little apart, so that intervals do not hide each other. */
static void put_shares(FILE *to, const struct descent *d)
{
    for (int g = 0; g < CLASSES_READ; g++) {
        fprintf(to, "$class%d << END\n", g);
        for (int i = 0; i < d->generations; i++) {
            const double n = (double)sum_of(d->in_generation[i]), share = (double)d->in_generation[i][g] / n;
            double lower = NAN, upper = NAN;
            share_interval(share, n, &lower, &upper);
            put_number(to, i + 1 + 0.03 * (g - 1.5));
            put_number(to, 100 * share);
            put_number(to, 100 * lower);
            put_number(to, 100 * upper);
            fputc('\n', to);
        }
        fputs("END\n", to);
    }
}

/* The data block $handed: class from the left, pattern from below, share of the pattern's infants. */
static void put_handed(FILE *to, const struct descent *d)
{
    fputs("$handed << END\n", to);
    for (int p = 0; p < PATTERNS; p++) {
        for (int g = 0; g < CLASSES_READ; g++) {
            fprintf(to, "%d %d", g + 1, PATTERNS - p);
            put_number(to, 100 * (double)d->of_pattern[p][g] / (double)sum_of(d->of_pattern[p]));
            fputc('\n', to);
        }
    }
    fputs("END\n", to);
}

static void put_lines(struct sheet *s, const struct descent *d)
{
    sheet_panel(s, (struct area){0.07, 0.46, PANEL_BOTTOM, PANEL_TOP}, "Infants of each generation", "generation", "% of infants");
    fprintf(s->to, "set xrange [0.7:%g]\nset xtics %d\nset yrange [0:100]\nset ytics 25\n", d->generations + 0.3, 1 + d->generations / 12);
    for (int g = 0; g < CLASSES_READ; g++) {
        sheet_curve(s, "$class%d using 1:3:(0):($4-$3) with vectors heads size graph 0.008,90 lw 2 lc rgb '#%s'", g, group_colour(g));
        sheet_curve(s, "$class%d using 1:2 with linespoints ls %d", g, g + 1);
    }
}

static void put_matrix(struct sheet *s, const struct descent *d)
{
    char number[32], pattern[32];
    sheet_panel(s, (struct area){0.58, 0.97, PANEL_BOTTOM, PANEL_TOP}, "By the caregiver's adult pattern, % of infants", "class of the infant", "");
    fprintf(s->to, "set xrange [0.5:%g]\nset yrange [0.5:%g]\nunset grid\nset border 0\n", CLASSES_READ + 0.5, PATTERNS + 0.5);
    fputs("set palette defined (0 '#eef2f5', 1 '#5B9BD0')\nset cbrange [0:100]\nunset colorbox\nset xtics scale 0 font ',13' (", s->to);
    for (int g = 0; g < CLASSES_READ; g++) {
        fprintf(s->to, "%s'%s' %d", g ? ", " : "", pattern_name(g), g + 1);
    }
    fputs(")\nset ytics scale 0 font ',14' (", s->to);
    for (int p = 0; p < PATTERNS; p++) {
        fprintf(s->to, "%s\"%s\\n(%s)\" %d", p ? ", " : "", mend_name_at(pattern, sizeof pattern, PATTERN_NAMES, p),
                thousands(number, sum_of(d->of_pattern[p])), PATTERNS - p);
    }
    fputs(")\n", s->to);
    sheet_curve(s, "$handed using 1:2:(0.48):(0.48):3 with boxxyerror fs solid noborder fc palette");
    sheet_curve(s, "$handed using 1:2:(sprintf('%%.0f', $3)) with labels font ',20' tc rgb '#222222'");
}

static void put_sheet(struct sheet *s, const struct result *result, const struct descent *d)
{
    char title[200], subtitle[200], number[32];
    double secure[PATTERNS];
    for (int p = 0; p < PATTERNS; p++) {
        secure[p] = 100 * (double)d->of_pattern[p][0] / (double)sum_of(d->of_pattern[p]);
    }
    put_shares(s->to, d);
    put_handed(s->to, d);
    snprintf(title, sizeof title, "Infants are secure with %.0f %% of autonomous caregivers, %.0f %% of dismissing, %.0f %% of preoccupied ones",
             secure[0], secure[1], secure[2]);
    snprintf(subtitle, sizeof subtitle,
             "%s simulated infants of %d %s, with 95 %% intervals. From the second generation on, caregivers are the infants of the one before.",
             thousands(number, d->infants), d->generations, d->generations == 1 ? "generation" : "generations");
    struct head head = {.title = title, .subtitle = subtitle};
    char with[CLASSES_READ][24];
    for (int g = 0; g < CLASSES_READ; g++) { /* infants, in a setting whose groups are adults */
        snprintf(with[g], sizeof with[g], "linespoints ls %d", g + 1);
        head.more[g] = (struct entry){with[g], pattern_name(g)};
    }
    sheet_head(s, result, head);
    put_lines(s, d);
    put_matrix(s, d);
}

bool draw_generations(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct descent descent;
    struct mend_table table;
    bool good = false;
    descent = (struct descent){0};
    if (!result_table(result, "generations", &table, report)) {
        return false;
    }
    if (find_columns(&table, names, COLUMNS, descent.column)) {
        count_all(&descent, &table);
        good = descent.infants > 0;
        for (int p = 0; p < PATTERNS; p++) {
            good = good && sum_of(descent.of_pattern[p]) > 0;
        }
        if (good) {
            put_sheet(sheet, result, &descent);
        }
    }
    mend_table_free(&table);
    return good;
}
