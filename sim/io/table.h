/* A CSV file in memory: a header row of names, then rows of as many cells. Reads RFC 4180 (quotes, CRLF), a byte order mark, and gzip. */
#ifndef MEND_IO_TABLE_H
#define MEND_IO_TABLE_H

#include "mend/report.h"

#include <stddef.h>
#include <stdint.h>

enum { MEND_TABLE_COLUMNS_MOST = 4096 };

/* The cells lie one after another in `text`, each ended by NUL; `cell` holds where each starts, the header's first. Use the functions below. */
struct mend_table {
    int64_t rows; /* without the header */
    int columns;
    char *text;
    size_t *cell;  /* (rows + 1) x columns */
    int64_t *line; /* rows + 1: the line of the file on which each starts, from 1; the header's first */
};

/* Reads the CSV at `path` (plain or gzip). Every mistake is reported as `path:line: error: ...`: what is no file or no text, an empty file,
 * a repeated column, a nameless one that is not the first, a stray or open quote, a row with more or fewer cells than the header. False if there was
 * any; then nothing is allocated. */
bool mend_table_read(const char *path, struct mend_table *table, struct mend_report *report);

/* Frees what mend_table_read allocated; an empty table is allowed. */
void mend_table_free(struct mend_table *table);

/* The name of a column, 0 <= column < columns. */
const char *mend_table_name(const struct mend_table *table, int column);

/* The column with this name, or -1. */
int mend_table_column(const struct mend_table *table, const char *name);

/* The text of a cell, 0 <= row < rows and 0 <= column < columns; empty where the cell is. Spaces around an unquoted cell are dropped. */
const char *mend_table_text(const struct mend_table *table, int64_t row, int column);

/* Is the cell empty or NA? */
bool mend_table_missing(const struct mend_table *table, int64_t row, int column);

/* A cell as a number, in whatever unit the column has; NaN where it is missing or no decimal number. */
double mend_table_number(const struct mend_table *table, int64_t row, int column);

/* The line of the file, from 1, on which a row starts. */
int64_t mend_table_line(const struct mend_table *table, int64_t row);

#endif
