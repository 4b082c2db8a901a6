/* A design between its reading (design_read.c) and its settling (design.c). */
#ifndef MEND_IO_DESIGN_PARTS_H
#define MEND_IO_DESIGN_PARTS_H

#include "mend/calibrate.h"

enum { SETS_MOST = 128, TARGETS_MOST = 64 };

/* `set: {days: 180}`, to be applied once the base is known. */
struct setting_given {
    char key[MEND_FACTOR_KEY];
    struct mend_value value;
};

struct reading {
    struct mend_design *design;
    enum mend_purpose purpose;
    char base[MEND_PATH];
    struct mend_place base_place, kind_place, points_place, table_place, factors_place, against_place;
    int sets;
    struct setting_given set[SETS_MOST];

    /* To calibrate; `calibration` is NULL for any other purpose. */
    struct mend_calibration *calibration;
    char findings[MEND_PATH], rule[MEND_RULE_NAME], target[TARGETS_MOST][MEND_FINDING_ID];
    int targets;
    struct mend_place findings_place, rule_place, targets_place, target_place[TARGETS_MOST], populations_place;
};

/* "file:line:column" of a place in the design; without a line, the file alone. Returns `where`. */
char *design_where(const struct mend_design *design, struct mend_place place, char *where);

/* Adds a value to a factor, or gives a copy of a text; false or NULL if memory ran out. */
bool add_value(struct mend_factor *factor, const char *text, struct mend_place place);
char *copy_of(const char *text);

/* Applies `set` to the base, tries every value of every factor on it, and counts the points. Reports every mistake. */
bool settle_design(struct reading *reading, struct mend_report *report);
/* The same to calibrate: findings, rule, scenarios, targets, priors. */
bool settle_calibration(struct reading *reading, struct mend_report *report);

#endif
