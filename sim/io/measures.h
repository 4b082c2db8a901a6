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

struct mend_report;
/* Says of each of `count` names that is none, with the nearest. False if there was any. */
bool are_measures(const char *const *names, int count, struct mend_report *report);

/* Whether some run has a row of this name. */
bool is_measure(const char *name);

/* The name nearest to this one, in `buffer`, or NULL. */
const char *nearest_measure(const char *name, char *buffer, int size);

#endif
