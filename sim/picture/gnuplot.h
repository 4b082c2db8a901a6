/* Runs gnuplot. It reads its script from its input and writes the picture to its output, so that no path ever stands in a script. */
#ifndef MEND_PICTURE_GNUPLOT_H
#define MEND_PICTURE_GNUPLOT_H

#include "mend/report.h"

#include <stddef.h>

enum { PICTURE_PNG, PICTURE_SVG, PICTURE_FORMATS, PICTURE_NAME = 128 };

/* A folder held open, and what to call it in messages. */
struct place {
    int folder;
    const char *shown;
};

/* Draws the script of `size` bytes as NAME.png and NAME.svg into the folder; `file` receives their names. Both appear whole, or the old ones stay.
 * False, with the reason, if gnuplot is missing or fails or a file cannot be written. */
bool gnuplot_draw(struct place place, const char *name, const char *script, size_t size, char file[PICTURE_FORMATS][PICTURE_NAME],
                  struct mend_report *report);

#endif
