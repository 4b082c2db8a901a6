/* A sweep as its pictures see it: points, replicates, which columns are factors and which measures. */
#ifndef MEND_PICTURE_SWEPT_H
#define MEND_PICTURE_SWEPT_H

#include "picture/sheet.h"
#include "picture/statistics.h"

enum { FACTORS_SHOWN = 6, MEASURES_MOST = 64, PANELS_MOST = 4 };

struct swept {
    const struct result *result;
    struct mend_table table;
    int factor[FACTORS_SHOWN], factors;   /* columns of the first factors; how many there are in all */
    int measure[MEASURES_MOST], measures; /* columns of the measures */
    int against;                          /* the measure on the x axis, or -1 */
    int share[CLASSES_READ];              /* of the measures the shares of the classes, or -1 */
    int other[PANELS_MOST], others;       /* and the first of the rest, without `against` */
    int64_t points, replicates;
};

/* By what key a column's plain name is asked for (picture/plain.h); the name, and as a title. */
const char *swept_key(const struct swept *s, int column);
const char *swept_name(const struct swept *s, int column);
char *swept_title(const struct swept *s, int column, char *to, size_t size);

bool has_shares(const struct swept *s);
/* 100 of what is told in per cent of bonds, else 1. */
double swept_scale(const struct swept *s, int column);
/* What an axis says of it: "% of bonds", "% of pairs" or nothing. */
const char *swept_unit(const struct swept *s, int column);

/* The mean of a measure over the replicates of a point, NaN if none has it; and the value of a factor there. Points and factors count from 0. */
double mean_at(const struct swept *s, int64_t point, int column);
double factor_at(const struct swept *s, int64_t point, int factor);

/* A row of a data block: x, and of a measure at a point the mean and its 95 % interval, as they are shown. */
void put_point(FILE *to, const struct swept *s, double x, int64_t point, int column);

/* The values of a factor, in order, each once. */
enum { AXIS_MOST = 2500 };
struct axis {
    int64_t count;
    double value[AXIS_MOST];
};
/* False if there are more points than AXIS_MOST. */
bool axis_of(const struct swept *s, int factor, struct axis *axis);
int64_t position_on(const struct axis *axis, double value);

/* "240 simulated populations. Lines: means of populations with 10 sets of lives ...". Returns `to`. */
char *swept_subtitle(const struct swept *s, char *to, size_t size);

/* Each draws the whole sheet. */
bool draw_curves(struct sheet *sheet, const struct swept *s, struct mend_report *report);
bool draw_levels(struct sheet *sheet, const struct swept *s);
bool draw_maps(struct sheet *sheet, const struct swept *s);

#endif
