/* Means with 95 % intervals by step of a procedure (episode, phase) and class. */
#ifndef MEND_PICTURE_MEANS_H
#define MEND_PICTURE_MEANS_H

#include "picture/sheet.h"

/* The table of a procedure: which column names the step and what the steps are called there, in their order. */
struct procedure {
    const char *column;
    const char *const *step;
    int steps;
};

/* A column of a procedure's table as a panel shows it, over its first `steps` steps. */
struct measure_drawn {
    const char *column, *title, *unit;
    int steps;
};

/* Reads the table `file` and writes the data of its measures; `count` is that of the last. False if there is nothing to draw, with
 * the reason in `report` if the table is damaged. */
bool means_of_table(const struct result *result, const char *file, struct procedure procedure, const struct measure_drawn *measures,
                    int count_measures, FILE *to, int64_t count[GROUPS], struct mend_report *report);

/* The curves of the measure at this position, for the groups with a count. */
void means_curves(struct sheet *sheet, int measure, const int64_t count[GROUPS]);

#endif
