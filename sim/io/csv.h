/* CSV out (RFC 4180 with plain line feeds, header row, `.` decimal, empty = missing). Numbers by a fixed-point formatter that gives the same bytes
 * everywhere; text fields by libcsv. One file may be compressed (.csv.gz). */
#ifndef MEND_IO_CSV_H
#define MEND_IO_CSV_H

#include "io/columns.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv;

/* Opens a file for writing; NULL if it cannot be made (errno says why). */
struct csv *csv_open(const char *path, bool compress);
/* The names of a table's columns, those of people who have grown up among them where `grown`; the row is not ended. */
void csv_header(struct csv *csv, enum file file, bool grown);
/* A whole number; a number with `decimals` digits after the point (NaN: missing; rounded half away from zero); text; a missing value. */
void csv_whole(struct csv *csv, int64_t value);
void csv_number(struct csv *csv, double value, int decimals);
void csv_text(struct csv *csv, const char *text);
void csv_missing(struct csv *csv);
void csv_end_row(struct csv *csv);
/* Writes out what is left and closes. False, with errno, if anything since the opening could not be written. */
bool csv_close(struct csv *csv);

#endif
