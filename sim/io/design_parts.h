/* A design between its reading (design_read.c) and its settling (design.c). */
#ifndef MEND_IO_DESIGN_PARTS_H
#define MEND_IO_DESIGN_PARTS_H

#include "mend/design.h"

enum { SETS_MOST = 128 };

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
};

/* Adds a value to a factor, or gives a copy of a text; false or NULL if memory ran out. */
bool add_value(struct mend_factor *factor, const char *text, struct mend_place place);
char *copy_of(const char *text);

/* Applies `set` to the base, tries every value of every factor on it, and counts the points. Reports every mistake. */
bool settle_design(struct reading *reading, struct mend_report *report);

#endif
