/* What matters most: a bar a factor and measure, with intervals, and chance as the last bar. */
#include "mend/design.h"
#include "picture/pictures.h"
#include "picture/plain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MEASURES_SHOWN = 4, FACTORS_SHOWN = 15, ROWS_MOST = FACTORS_SHOWN + 1, PLAIN = 160 };
enum { MEASURE, FACTOR, INDEX, VALUE, LOWER, UPPER, COLUMNS };
static const char *const names[COLUMNS] = {"measure", "factor", "index", "value", "lower", "upper"};

#define MAIN_FILL "fs solid border rgb '#0072B2' fc rgb '#BFDDF0'"
#define FIRST_FILL "fs solid noborder fc rgb '#0072B2'"
#define SEED_FILL "fs pattern 4 border rgb '#777777' fc rgb '#777777'"

/* `beside`: what a factor does alone, or of elementary effects their mean, with its sign. */
struct found {
    double value, lower, upper, beside;
};

struct indices {
    const struct result *result;
    struct mend_table table;
    int column[COLUMNS];
    const char *measure[MEASURES_SHOWN], *factor[ROWS_MOST];
    int measures, factors, factors_all; /* chance is the last factor */
    bool is_morris;
    struct found of[MEASURES_SHOWN][ROWS_MOST];
};

static const char *text_at(const struct indices *x, int64_t row, int what)
{
    return mend_table_text(&x->table, row, x->column[what]);
}

static double number_of(const struct indices *x, const char *measure, const char *factor, const char *index, int what)
{
    for (int64_t row = 0; row < x->table.rows; row++) {
        if (!strcmp(text_at(x, row, MEASURE), measure) && !strcmp(text_at(x, row, FACTOR), factor) && !strcmp(text_at(x, row, INDEX), index)) {
            return mend_table_number(&x->table, row, x->column[what]);
        }
    }
    return NAN;
}

static const char *main_index(const struct indices *x)
{
    return x->is_morris ? "effect_size" : "total";
}

/* The factors in order of the first measure, the most influential first and chance last; what does not fit is left out. */
static void order_factors(struct indices *x, const json_t *list)
{
    const int all = (int)json_array_size(list);
    const char *name[MEND_FACTORS_MOST];
    double value[MEND_FACTORS_MOST];
    for (int k = 0; k < all && k < MEND_FACTORS_MOST; k++) {
        const char *own = json_string_value(json_array_get(list, (size_t)k));
        const double weight = number_of(x, x->measure[0], own ? own : "", main_index(x), VALUE);
        int place = k;
        for (; place > 0 && value[place - 1] < weight; place--) {
            name[place] = name[place - 1];
            value[place] = value[place - 1];
        }
        name[place] = own ? own : "";
        value[place] = weight;
    }
    x->factors_all = all;
    for (int k = 0; k < all && k < FACTORS_SHOWN; k++) {
        x->factor[x->factors++] = name[k];
    }
    x->factor[x->factors++] = "seed";
}

static bool read_indices(struct indices *x, struct mend_report *report)
{
    const json_t *factors = json_object_get(x->result->study, "factors"), *measures = json_object_get(x->result->study, "measures");
    if (!result_table(x->result, "indices", &x->table, report)) {
        return false;
    }
    if (!find_columns(&x->table, names, COLUMNS, x->column) || x->table.rows == 0 || json_array_size(measures) == 0 ||
        json_array_size(factors) == 0 || json_array_size(factors) > MEND_FACTORS_MOST) {
        return false;
    }
    x->is_morris = strncmp(text_at(x, 0, INDEX), "effect", 6) == 0;
    for (size_t m = 0; m < json_array_size(measures) && x->measures < MEASURES_SHOWN; m++) {
        const char *name = json_string_value(json_array_get(measures, m));
        x->measure[x->measures++] = name ? name : "";
    }
    order_factors(x, factors);
    for (int m = 0; m < x->measures; m++) {
        for (int k = 0; k < x->factors; k++) {
            x->of[m][k] = (struct found){number_of(x, x->measure[m], x->factor[k], main_index(x), VALUE),
                                         number_of(x, x->measure[m], x->factor[k], main_index(x), LOWER),
                                         number_of(x, x->measure[m], x->factor[k], main_index(x), UPPER),
                                         number_of(x, x->measure[m], x->factor[k], x->is_morris ? "effect" : "first", VALUE)};
        }
    }
    return !isnan(x->of[0][0].value); /* too few trials tell nothing */
}

/* Whether a factor moves the measure the same way nearly everywhere: an arrow, or nothing. */
static const char *direction(const struct indices *x, struct found f)
{
    return !x->is_morris || !(fabs(f.beside) > 0.8 * f.value) ? "" : f.beside > 0 ? " ↑" : " ↓";
}

/* The data block $mNUMBER: height, value, lower, upper, what the factor does alone, and its number. */
static void put_rows(FILE *to, const struct indices *x, int measure)
{
    fprintf(to, "$m%d << END\n", measure);
    for (int k = 0; k < x->factors; k++) {
        const struct found f = x->of[measure][k];
        put_number(to, x->factors - 1 - k);
        put_number(to, f.value);
        put_number(to, f.lower);
        put_number(to, f.upper);
        put_number(to, fmax(0, fmin(f.beside, f.value)));
        if (isnan(f.value)) {
            fputs(" \"\"\n", to);
        } else {
            fprintf(to, x->is_morris ? " \"%.2g%s\"\n" : " \"%.2f%s\"\n", f.value, direction(x, f));
        }
    }
    fputs("END\n", to);
}

static double most_of(const struct indices *x, int measure)
{
    double most = 0;
    for (int k = 0; k < x->factors; k++) {
        most = fmax(most, fmax(x->of[measure][k].value, x->of[measure][k].upper)); /* fmax passes over what is missing */
    }
    return most > 0 ? most : 1;
}

static void put_names(FILE *to, const struct indices *x, bool shown)
{
    char name[PLAIN];
    fputs("set ytics scale 0 font ',14' noenhanced (", to);
    for (int k = 0; k < x->factors; k++) {
        plain_short(x->factor[k], name, sizeof name);
        fputs(k ? ", " : "", to);
        put_quoted(to, !shown ? "" : k < x->factors - 1 ? name : "noise (seed alone)");
        fprintf(to, " %d", x->factors - 1 - k);
    }
    fputs(")\n", to);
}

static const char *key_of_measure(const struct indices *x, int measure)
{
    return plain_key(result_choice(x->result, "setting", ""), x->measure[measure]);
}

/* A name that is too long for its panel gives way to the key. */
static void title_panel(const struct indices *x, int measure, char title[PLAIN])
{
    enum { LETTERS = 76 }; /* of titles beside each other */
    plain_short_title(key_of_measure(x, measure), title, PLAIN);
    if ((int)strlen(title) > LETTERS / x->measures) {
        snprintf(title, PLAIN, "%s", x->measure[measure]);
    }
}

/* Between ticks: 1, 2 or 5 times a power of ten, so that there are two to five. */
static double step_of(double most)
{
    const double power = pow(10, floor(log10(most))), times = most / power;
    return times < 2 ? power / 2 : times < 5 ? power : 2 * power;
}

static void put_panel(struct sheet *sheet, const struct indices *x, int measure)
{
    const double from = 0.27, width = (0.975 - from) / x->measures, left = from + width * measure;
    const double most = most_of(x, measure);
    const int factors = x->factors - 1;
    char title[PLAIN];
    title_panel(x, measure, title);
    sheet_panel(sheet, (struct area){left, left + width - 0.018, PANEL_BOTTOM, PANEL_TOP}, title,
                x->is_morris ? "change over the range" : "share of its variance", "");
    fprintf(sheet->to, "set xrange [0:%g]\nset yrange [-0.6:%g]\nset xtics font ',12' %g\n", (x->is_morris ? 1.34 : 1.22) * most, x->factors - 0.4,
            step_of(most));
    put_names(sheet->to, x, measure == 0);
    sheet_curve(sheet, "$m%d every ::0::%d using ($2/2):1:($2/2):(0.36) with boxxyerror " MAIN_FILL, measure, factors - 1);
    sheet_curve(sheet, "$m%d every ::%d::%d using ($2/2):1:($2/2):(0.36) with boxxyerror " SEED_FILL, measure, factors, factors);
    if (!x->is_morris) {
        sheet_curve(sheet, "$m%d every ::0::%d using ($5/2):1:($5/2):(0.2) with boxxyerror " FIRST_FILL, measure, factors - 1);
    }
    sheet_curve(sheet, "$m%d using 3:1:($4-$3):(0) with vectors heads size graph 0.006,90 lw 2 lc rgb '#222222'", measure);
    sheet_curve(sheet, "$m%d using (valid(4) ? $4 : $2):1:6 with labels left offset 0.6,0 font ',13' tc rgb '#222222'", measure);
}

static void put_sheet(struct sheet *sheet, const struct indices *x)
{
    char title[500], subtitle[300], left_out[80] = "", number[32], factor[PLAIN], measure[PLAIN];
    struct head head = {.title = title, .subtitle = subtitle};
    const struct found *most = &x->of[0][0], *seed = &x->of[0][x->factors - 1];
    int entries = 0;
    plain_short(key_of_measure(x, 0), measure, sizeof measure);
    plain_short_title(x->factor[0], factor, sizeof factor);
    const long long populations = json_integer_value(json_object_get(x->result->study, "rows"));
    for (int m = 0; m < x->measures; m++) {
        put_rows(sheet->to, x, m);
    }
    if (x->is_morris) {
        const double step = 2.0 / 3; /* of the range: the seed's effect is scaled as if it had one (Morris' four levels) */
        snprintf(title, sizeof title, "%s moves %s most: by %.2g over its range; another seed alone by %.2g", factor, measure, most->value,
                 seed->value * step);
        head.more[entries++] = (struct entry){"boxes " MAIN_FILL, "mean size of what a factor changes"};
    } else {
        snprintf(title, sizeof title, "%s matters most to %s: %.0f %% of the variance (%.0f to %.0f); noise: %.0f %%", factor, measure,
                 100 * most->value, 100 * most->lower, 100 * most->upper, 100 * seed->value);
        head.more[entries++] = (struct entry){"boxes " FIRST_FILL, "a factor alone"};
        head.more[entries++] = (struct entry){"boxes " MAIN_FILL, "with what it does through others"};
    }
    head.more[entries] = (struct entry){"boxes " SEED_FILL, "noise: the seed alone"};
    if (x->factors_all > FACTORS_SHOWN) {
        snprintf(left_out, sizeof left_out, " The first %d of %d factors are drawn.", FACTORS_SHOWN, x->factors_all);
    }
    snprintf(subtitle, sizeof subtitle, "%s simulated populations; 95 %% intervals by bootstrap.%s%s", thousands(number, populations),
             x->is_morris ? " Arrows: the same way nearly everywhere." : "", left_out);
    sheet_head(sheet, x->result, head);
    for (int m = 0; m < x->measures; m++) {
        put_panel(sheet, x, m);
    }
}

bool draw_sensitivity(const struct result *result, struct sheet *sheet, struct mend_report *report)
{
    static struct indices x;
    x = (struct indices){.result = result};
    const bool good = read_indices(&x, report);
    if (good) {
        put_sheet(sheet, &x);
    }
    mend_table_free(&x.table);
    return good;
}
