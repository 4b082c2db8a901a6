/* Means with 95 % intervals by step of a procedure (episode, phase) and class. */
#ifndef MEND_PICTURE_MEANS_H
#define MEND_PICTURE_MEANS_H

#include "picture/sheet.h"

enum { STEPS_MOST = 12 };

/* The table of a procedure: which column names the step and what the steps are called there, in their order. */
struct procedure {
    const char *column;
    const char *const *step;
    int steps;
};

/* Count, mean and sum of squares about it, gathered one value at a time (Welford 1962). */
struct gathered {
    int64_t n;
    double mean, squares;
};

struct means {
    struct gathered of[STEPS_MOST][GROUPS];
};

/* Gathers the column `value` of the table; where a procedure was repeated, only its last day. False if a column is missing. */
bool means_gather(const struct result *result, const struct mend_table *table, struct procedure procedure, const char *value, struct means *means);

/* How many bonds of each group took part: the most values that any step has. */
void means_count(const struct means *means, int steps, int64_t count[GROUPS]);

/* Data blocks $NAME0 to $NAME4, one a group: step from 1, moved a little so that groups stand side by side; mean; lower; upper. */
void put_means(FILE *to, const char *name, const struct means *means, int steps);

/* A column of a procedure's table as a panel shows it, over its first `steps` steps. */
struct measure_drawn {
    const char *column, *title, *unit;
    int steps;
};

/* Reads the table `file` and writes the data blocks m0, m1 ... of its measures; `count` is that of the last. False if there is nothing to draw, with
 * the reason in `report` if the table is damaged. */
bool means_of_table(const struct result *result, const char *file, struct procedure procedure, const struct measure_drawn *measures,
                    int count_measures, FILE *to, int64_t count[GROUPS], struct mend_report *report);

/* The curves of these data blocks, for the groups with a count. */
void means_curves(struct sheet *sheet, const char *name, const int64_t count[GROUPS]);

#endif
