/* Pictures of a result folder, drawn by gnuplot from its CSV files. */
#ifndef MEND_PICTURE_PICTURE_H
#define MEND_PICTURE_PICTURE_H

#include "mend/report.h"

enum { PICTURES_MOST = 48 };

/* The pictures that were drawn: file names within the folder. */
struct pictures {
    int count;
    char name[PICTURES_MOST][128];
};

/* Draws every picture that the folder has data for, as PNG and SVG, into it. False, with the reason, if the folder is no result, gnuplot is missing
 * or fails, or nothing could be drawn; a picture appears whole or not at all. */
bool pictures_draw(const char *folder, struct pictures *drawn, struct mend_report *report);

#endif
