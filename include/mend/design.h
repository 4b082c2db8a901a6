/* A design: which configs a study runs. */
#ifndef MEND_DESIGN_H
#define MEND_DESIGN_H

#include "mend/config.h"

/* From MEND_LHS on points are drawn from ranges. */
#define MEND_DESIGN_NAMES "grid|list|csv|lhs|sobol|morris"
enum mend_design_kind { MEND_GRID, MEND_LIST, MEND_CSV, MEND_LHS, MEND_SOBOL, MEND_MORRIS };

/* Points of a trial beside one a factor (study/points.h). */
enum { MEND_MORE_OF_SOBOL = 3, MEND_MORE_OF_MORRIS = 2 };

enum { MEND_FACTORS_MOST = 64, MEND_SOBOL_MOST = 40, MEND_CHOSEN_MOST = 64, MEND_FACTOR_KEY = 128, MEND_MEASURE_CHOSEN = 96 };

/* One value as somebody wrote it, and where. */
struct mend_value {
    char *text;
    struct mend_place place;
};

/* What a study changes from point to point: any key that `--set` takes. A range has no values where points are drawn (lhs, sobol). */
struct mend_factor {
    char key[MEND_FACTOR_KEY];
    struct mend_place place;
    bool ranged, whole; /* whole: only whole numbers will do */
    double from, to;
    int64_t steps;
    int64_t values;
    struct mend_value *value;
};

struct mend_design {
    char name[256], path[MEND_PATH]; /* of the file, as in a config */
    char table[MEND_PATH];           /* design: csv reads its points here */
    struct mend_config base;         /* with what `set` changes */
    enum mend_design_kind kind;
    int64_t points, replicates;
    int64_t trials; /* of a study of sensitivity: `points` are so many trials of a point a factor and some more; 0 of a sweep */
    int factors, measures;
    struct mend_factor factor[MEND_FACTORS_MOST];
    char measure[MEND_CHOSEN_MOST][MEND_MEASURE_CHOSEN];
    struct mend_place measure_place[MEND_CHOSEN_MOST];
    char against[MEND_MEASURE_CHOSEN]; /* of the measures: what stands on the x axis in place of the first factor of a grid; "": nothing does */
    double *unit;                      /* points x factors in [0, 1], of a design whose points are drawn (study/points.h) */
};

/* What a design is read for; those to calibrate are read by mend_calibration_read. */
enum mend_purpose { MEND_TO_SWEEP, MEND_FOR_SENSITIVITY, MEND_TO_CALIBRATE };

/* Reads a design and the base it names, and tries every value of every factor on the base. Reports every mistake as `file:line:column: error: ...`.
 * Returns false if there was any; then nothing is allocated. */
bool mend_design_read(const char *path, enum mend_purpose purpose, struct mend_design *design, struct mend_report *report);
void mend_design_free(struct mend_design *design);

#endif
