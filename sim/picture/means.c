#include "picture/means.h"

#include "picture/statistics.h"

#include <math.h>
#include <string.h>

enum { STEPS_MOST = 12 };

struct means {
    struct gathered of[STEPS_MOST][GROUPS];
};

static int step_of(struct procedure p, const char *word)
{
    for (int i = 0; i < p.steps; i++) {
        if (!strcmp(word, p.step[i])) {
            return i;
        }
    }
    return -1;
}

static double last_day(const struct mend_table *t, int column)
{
    double last = -INFINITY;
    for (int64_t row = 0; row < t->rows; row++) {
        last = fmax(last, mend_table_number(t, row, column));
    }
    return last;
}

/* Gathers the column `value` of the table; where a procedure was repeated, only its last day. False if a column is missing. */
static bool means_gather(const struct result *result, const struct mend_table *table, struct procedure procedure, const char *value,
                         struct means *means)
{
    const char *const names[] = {"dyad", "bond", "day", procedure.column, value};
    int column[5];
    memset(means, 0, sizeof *means);
    if (!find_columns(table, names, 5, column)) {
        return false;
    }
    const double last = last_day(table, column[2]);
    for (int64_t row = 0; row < table->rows; row++) {
        const int step = step_of(procedure, mend_table_text(table, row, column[3]));
        if (step >= 0 && mend_table_number(table, row, column[2]) >= last) {
            const int group = result_group(result, whole_at(table, row, column[0]), whole_at(table, row, column[1]));
            gather(&means->of[step][group], mend_table_number(table, row, column[4]));
        }
    }
    return true;
}

/* How many bonds of each group took part: the most values that any step has. */
static void means_count(const struct means *means, int steps, int64_t count[GROUPS])
{
    for (int g = 0; g < GROUPS; g++) {
        count[g] = 0;
        for (int i = 0; i < steps; i++) {
            count[g] = means->of[i][g].n > count[g] ? means->of[i][g].n : count[g];
        }
    }
}

/* Every measure lies between 0 and 1, which the interval of a mean of few does not know. */
static void put_row(FILE *to, double x, struct gathered g)
{
    const double half = half_interval(g), mean = g.n ? g.mean : NAN;
    put_number(to, x);
    put_number(to, mean);
    put_number(to, isnan(half) ? mean : fmax(mean - half, 0));
    put_number(to, isnan(half) ? mean : fmin(mean + half, 1));
    fputc('\n', to);
}

/* Data blocks $mM0 to $mM4, one a group: step from 1, moved a little so that groups stand side by side; mean; lower; upper. */
static void put_means(FILE *to, int measure, const struct means *means, int steps)
{
    for (int g = 0; g < GROUPS; g++) {
        fprintf(to, "$m%d%d << END\n", measure, g);
        for (int i = 0; i < steps; i++) {
            put_row(to, i + 1 + 0.07 * (g - (CLASSES_READ - 1) / 2.0), means->of[i][g]);
        }
        fputs("END\n", to);
    }
}

void means_curves(struct sheet *sheet, int measure, const int64_t count[GROUPS])
{
    for (int g = 0; g < GROUPS; g++) {
        if (count[g]) {
            sheet_curve(sheet, "$m%d%d using 1:2 with lines ls %d lw 2", measure, g, g + 1);
            sheet_curve(sheet, "$m%d%d using 1:2:3:4 with yerrorbars ls %d lw 2 dt solid", measure, g, g + 1);
        }
    }
}

bool means_of_table(const struct result *result, const char *file, struct procedure procedure, const struct measure_drawn *measures,
                    int count_measures, FILE *to, int64_t count[GROUPS], struct mend_report *report)
{
    struct mend_table t;
    struct means means;
    bool good = result_table(result, file, &t, report);
    for (int m = 0; good && m < count_measures; m++) {
        good = t.rows > 0 && means_gather(result, &t, procedure, measures[m].column, &means);
        if (good) {
            means_count(&means, measures[m].steps, count);
            put_means(to, m, &means, measures[m].steps);
        }
    }
    mend_table_free(&t);
    return good;
}
