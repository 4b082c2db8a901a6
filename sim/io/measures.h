/* The names of the rows of summary.csv, for `mend explain`, docs/outputs.md and designs. */
#ifndef MEND_IO_MEASURES_H
#define MEND_IO_MEASURES_H

#include <stdbool.h>

struct measure_name {
    const char *name, *meaning;
};
extern const struct measure_name measure_names[];
extern const int measure_count;

/* Measures of which there are as many as rules, cut-offs or generations: they begin with `stem` and have `within` in what follows. */
struct measure_family {
    const char *name, *stem, *within, *meaning;
};
extern const struct measure_family measure_families[];
extern const int measure_family_count;

/* What the row of this name means; NULL if no run has one. */
const char *measure_meaning(const char *name);

/* The same; if not, says so with the nearest name, in a message that begins with `start`, such as "d.yaml:5:12: error: measures: ". */
struct mend_report;
bool demand_measure(const char *name, const char *start, struct mend_report *report);

#endif
