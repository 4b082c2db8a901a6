/* Bars with 95 % intervals and their values. */
#ifndef MEND_PICTURE_BARS_H
#define MEND_PICTURE_BARS_H

#include "picture/sheet.h"
#include "picture/statistics.h"

/* A bar stands at x, filled as `fill` says. What is missing is not drawn. */
struct bar {
    double x, value, lower, upper;
    const char *fill;
};

/* The mean of what was gathered, times `scale`, as a bar; nothing that is counted or shared is below 0. */
struct bar bar_of(double x, struct gathered g, double scale, const char *fill);

/* Writes the bars as a data block of this name (without $). Before the panel. */
void put_bars(FILE *to, const char *block, const struct bar *bars, int count);

/* Draws them in the panel, `width` wide, each with its interval and, unless `format` is NULL, its value printed by it (as
 * by printf, for one double). Sets the range of y.
 */
void bar_curves(struct sheet *sheet, const char *block, const struct bar *bars, int count, double width, const char *format);

#endif
