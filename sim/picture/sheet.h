/* A sheet: the gnuplot script of one picture, with head, legend, panels and foot the same on every picture. It names no file and no terminal. */
#ifndef MEND_PICTURE_SHEET_H
#define MEND_PICTURE_SHEET_H

#include "picture/result.h"

#include <stdio.h>

struct sheet {
    FILE *to;
    int curves; /* of the panel being drawn */
};

/* An entry of the legend: how gnuplot draws its sample, and its name. */
struct entry {
    const char *with, *name;
};

enum { ENTRIES_MOST = 6 };

/* What stands above the panels. In the legend are the groups with a count above 0 (none if count is NULL), each drawn `with` lines, points or
 * linespoints and, if `counted`, followed by its count; then the entries of `more` that have a name. */
struct head {
    const char *title, *subtitle;
    const char *with;
    const int64_t *count;
    bool counted;
    struct entry more[ENTRIES_MOST];
};

/* Where a panel lies, as shares of the sheet, from the left and from below. */
struct area {
    double left, right, bottom, top;
};

/* The height that panels may fill. */
#define PANEL_BOTTOM 0.135
#define PANEL_TOP 0.785

/* Writes head, legend and foot. The first thing on every sheet; before it only data blocks. */
void sheet_head(struct sheet *sheet, const struct result *result, struct head head);

/* Begins a panel; what was set for the one before is gone. */
void sheet_panel(struct sheet *sheet, struct area area, const char *title, const char *x, const char *y);

/* Shades the days on which the run's schedule changes something and, if `named`, says what. For a panel whose x is days since the start, before its
 * first curve. */
void sheet_schedule(struct sheet *sheet, const struct result *result, bool named);

/* Adds a curve to the panel: what gnuplot wants after `plot`. */
void sheet_curve(struct sheet *sheet, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Ends the last panel. */
void sheet_end(struct sheet *sheet);

/* A line of small print under the panels. Belongs to the panel being drawn, before its first curve. */
void sheet_note(struct sheet *sheet, const char *text);

/* The colour of a group, as RRGGBB. */
const char *group_colour(int group);

/* How the bar of a group is filled: each has its own pattern, so that it can be told without its colour. */
const char *group_fill(int group);

/* The two persons of a pair, 0 and 1, whose colours are none of the groups': colour as RRGGBB, dash of a line, filling of a bar. */
const char *side_colour(int side);
const char *side_dash(int side);
const char *side_fill(int side);

/* A text as gnuplot reads it, in quotes; what is no UTF-8 becomes question marks. */
void put_quoted(FILE *to, const char *text);

/* Sets a label in bold: `how` is what follows its text, place and font. */
void put_bold(FILE *to, const char *text, const char *how);

/* About how wide a text is, in points of a sheet that is 1600 of them wide, in letters of this size; and a text cut so that it is no wider. Returns
 * `to`. */
double text_width(const char *text, int size);
char *text_within(char *to, int room, const char *text, int size, double width);

/* A number of a data block, a blank before it; a missing one is a question mark. */
void put_number(FILE *to, double value);

enum { SPREAD_MOST = 16 };

/* Moves `count` values (at most SPREAD_MOST) apart until neighbours have this gap between them, keeping their order: for labels at the ends of
 * curves. */
void spread(double *value, int count, double gap);

#endif
