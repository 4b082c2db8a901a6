/* A CSV file in memory: libcsv splits cells, this file keeps them and knows the line. */
#include "io/table.h"

#include "io/text.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { CHUNK = 1 << 16 };

/* A table under construction. libcsv tells the cells but not the lines, so the bytes are fed line by line and counted here. */
struct reading {
    struct mend_table table;
    size_t text_used, text_room, cell_used, cell_room, line_used, line_room;
    struct csv_parser parser;
    struct mend_report *report;
    const char *path;
    size_t row_text, row_cell;        /* where the row being read starts */
    int64_t line, row_line, gap_line; /* current line; line of the row's start; a blank line in mid-table, 0 if none */
    bool blank, in_row, after_return; /* is the line so far blank; is a row (a quoted cell) open from the line before; was the last byte a CR */
    bool row_ended, broken, out_of_memory, started;
};

/* ---- memory ---- */

/* Makes room for `more` things of `unit` bytes; false, and out_of_memory, if there is none. `*place` stays valid. */
static bool make_room(struct reading *r, void **place, size_t used, size_t *room, size_t more, size_t unit)
{
    if (*room - used >= more) {
        return true;
    }
    size_t wider = *room < 1024 ? 1024 : *room;
    while (wider - used < more && wider < SIZE_MAX / 2 / unit) {
        wider *= 2;
    }
    void *grown = wider - used < more ? NULL : realloc(*place, wider * unit);
    if (!grown) {
        r->out_of_memory = true;
        return false;
    }
    *place = grown;
    *room = wider;
    return true;
}

static bool room_for_text(struct reading *r, size_t more)
{
    void *place = r->table.text;
    const bool good = make_room(r, &place, r->text_used, &r->text_room, more, 1);
    r->table.text = place;
    return good;
}

static bool room_for_cell(struct reading *r)
{
    void *place = r->table.cell;
    const bool good = make_room(r, &place, r->cell_used, &r->cell_room, 1, sizeof *r->table.cell);
    r->table.cell = place;
    return good;
}

static bool room_for_line(struct reading *r)
{
    void *place = r->table.line;
    const bool good = make_room(r, &place, r->line_used, &r->line_room, 1, sizeof *r->table.line);
    r->table.line = place;
    return good;
}

/* ---- messages ---- */

static void complain(struct reading *r, int64_t line, const char *what)
{
    char path[MEND_SHOWN_PATH];
    mend_complain(r->report, "%s:%lld: error: %s", mend_shorten(path, MEND_SHOWN_PATH, r->path), (long long)line, what);
}

/* A mistake after which nothing more can be told from the file. */
static void give_up(struct reading *r, int64_t line, const char *what)
{
    complain(r, line, what);
    r->broken = true;
}

static void complain_of_ragged(struct reading *r, size_t cells)
{
    char what[120];
    snprintf(what, sizeof what, "the row has %zu cell%s, the header has %d", cells, cells == 1 ? "" : "s", r->table.columns);
    complain(r, r->row_line, what);
}

/* ---- cells and rows, as libcsv finds them ---- */

static void take_cell(void *cell, size_t length, void *data)
{
    struct reading *r = data;
    if (r->broken || r->out_of_memory || !room_for_text(r, length + 1) || !room_for_cell(r)) {
        return;
    }
    r->table.cell[r->cell_used++] = r->text_used;
    if (length) {
        memcpy(r->table.text + r->text_used, cell, length);
    }
    r->table.text[r->text_used + length] = 0;
    r->text_used += length + 1;
}

/* A missing name would make a column that nobody can ask for, a repeated one two that nobody can tell apart. The first may go without a name: so R
 * and pandas head the numbers of the rows. */
static void check_name(struct reading *r, int column)
{
    char shown[MEND_SHOWN];
    char what[160];
    const char *name = mend_table_name(&r->table, column);
    if (!*name && column == 0) {
        return;
    }
    if (!*name) {
        snprintf(what, sizeof what, "column %d has no name", column + 1);
        complain(r, r->row_line, what);
        return;
    }
    const int first = mend_table_column(&r->table, name);
    if (first < column) {
        snprintf(what, sizeof what, "duplicate column '%s': columns %d and %d", mend_shorten(shown, MEND_SHOWN, name), first + 1, column + 1);
        complain(r, r->row_line, what);
    }
}

static void take_header(struct reading *r, size_t cells)
{
    if (cells > MEND_TABLE_COLUMNS_MOST) {
        char what[80];
        snprintf(what, sizeof what, "the header has more than %d columns", (int)MEND_TABLE_COLUMNS_MOST);
        give_up(r, r->row_line, what);
        return;
    }
    r->table.columns = (int)cells;
    for (int column = 0; column < r->table.columns; column++) {
        check_name(r, column);
    }
}

/* Where there is one column, an empty line may be a missing value: passing over it in silence would shift all rows after it. */
static void check_gap(struct reading *r)
{
    if (r->gap_line && r->table.columns == 1) {
        complain(r, r->gap_line, "the line is empty; write NA for a missing value");
    }
    r->gap_line = 0;
}

static void end_row(int terminator, void *data)
{
    struct reading *r = data;
    const size_t cells = r->cell_used - r->row_cell;
    (void)terminator;
    r->row_ended = true;
    if (r->broken || r->out_of_memory) {
        return;
    }
    if (!r->table.columns) {
        take_header(r, cells);
        r->gap_line = 0;
    } else {
        check_gap(r);
    }
    if (cells != (size_t)r->table.columns) {
        complain_of_ragged(r, cells);
        r->cell_used = r->row_cell;
        r->text_used = r->row_text;
    } else if (room_for_line(r)) {
        r->table.line[r->line_used++] = r->row_line;
    }
    r->row_cell = r->cell_used;
    r->row_text = r->text_used;
}

/* ---- lines ---- */

static bool is_blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
            return false;
        }
    }
    return true;
}

static void split(struct reading *r, const char *bytes, size_t size)
{
    if (csv_parse(&r->parser, bytes, size, take_cell, end_row, r) != size) {
        r->out_of_memory = r->out_of_memory || csv_error(&r->parser) == CSV_ENOMEM;
        if (!r->out_of_memory) {
            give_up(r, r->line, "a quote stands where none can; a cell that holds quotes is written \"like \"\"this\"\"\"");
        }
    }
}

/* Feeds a piece that lies within one line of the file. */
static void feed_piece(struct reading *r, const char *bytes, size_t size)
{
    if (!r->in_row) {
        r->row_line = r->line;
    }
    r->blank = r->blank && is_blank(bytes, size);
    r->row_ended = false;
    split(r, bytes, size);
}

/* A line has ended: a row that has not ended with it stands in a quoted cell and goes on. */
static void end_line(struct reading *r)
{
    const bool goes_on = !r->row_ended && (r->in_row || !r->blank);
    if (r->blank && !r->in_row && !r->gap_line) {
        r->gap_line = r->line;
    }
    r->in_row = goes_on;
    r->blank = true;
    r->line++;
}

/* The length of the first line of `bytes` with its end: LF, or a CR (the LF after a CR belongs to the same end). */
static size_t line_length(const char *bytes, size_t size, bool *ended)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n' || bytes[i] == '\r') {
            *ended = true;
            return i + 1;
        }
    }
    *ended = false;
    return size;
}

static void feed(struct reading *r, const char *bytes, size_t size)
{
    while (size && !r->broken && !r->out_of_memory) {
        if (r->after_return && *bytes == '\n') {
            split(r, bytes, 1); /* it may lie in a quoted cell, but it starts no new line */
            r->after_return = false;
            bytes++;
            size--;
            continue;
        }
        bool ended;
        const size_t length = line_length(bytes, size, &ended);
        feed_piece(r, bytes, length);
        r->after_return = ended && bytes[length - 1] == '\r';
        if (ended) {
            end_line(r);
        }
        bytes += length;
        size -= length;
    }
}

/* ---- the file ---- */

static size_t length_of_mark(const char *bytes, size_t size)
{
    return size >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
}

static void feed_chunk(struct reading *r, const char *bytes, size_t size)
{
    const size_t skipped = r->started ? 0 : length_of_mark(bytes, size);
    r->started = true;
    if (memchr(bytes, 0, size)) {
        give_up(r, r->line, "the file holds binary data (a NUL byte); a table is a CSV file");
        return;
    }
    feed(r, bytes + skipped, size - skipped);
}

static void complain_of_file(struct reading *r, int code, const char *otherwise)
{
    char path[MEND_SHOWN_PATH];
    const char *why = code == EISDIR ? "this is a folder, not a file" : code ? strerror(code) : otherwise;
    mend_complain(r->report, "%s: error: cannot read the file: %s", mend_shorten(path, MEND_SHOWN_PATH, r->path), why);
    r->broken = true;
}

static void read_stream(struct reading *r, gzFile file)
{
    char *chunk = malloc(CHUNK);
    int got = 1;
    r->out_of_memory = !chunk;
    while (got > 0 && !r->broken && !r->out_of_memory) {
        errno = 0;
        got = gzread(file, chunk, CHUNK);
        if (got > 0) {
            feed_chunk(r, chunk, (size_t)got);
        }
    }
    int state = Z_OK;
    const int code = errno;
    const char *trouble = gzerror(file, &state);
    if (!r->broken && !r->out_of_memory && (got < 0 || state < 0)) {
        complain_of_file(r, state == Z_ERRNO ? code : 0, *trouble ? trouble : "the compressed file is damaged or ends early");
    }
    free(chunk);
}

static void finish(struct reading *r)
{
    if (!r->broken && !r->out_of_memory && csv_fini(&r->parser, take_cell, end_row, r)) {
        give_up(r, r->row_line, "a quoted cell of this row has no closing quote");
    }
    if (r->out_of_memory) {
        give_up(r, r->line, "not enough memory to read the file");
    } else if (!r->broken && !r->table.columns) {
        give_up(r, 1, "the file is empty; the first row is a header with the columns' names");
    }
    r->table.rows = r->line_used ? (int64_t)r->line_used - 1 : 0;
}

bool mend_table_read(const char *path, struct mend_table *table, struct mend_report *report)
{
    const int before = report->count;
    struct reading r = {.report = report, .path = path, .line = 1, .row_line = 1, .blank = true};
    *table = (struct mend_table){0};
    errno = 0;
    gzFile file = gzopen(path, "rb");
    if (!file) {
        complain_of_file(&r, errno, "not enough memory");
        return false;
    }
    csv_init(&r.parser, CSV_STRICT | CSV_STRICT_FINI);
    read_stream(&r, file);
    finish(&r);
    csv_free(&r.parser);
    gzclose(file);
    if (report->count != before) {
        mend_table_free(&r.table);
        return false;
    }
    *table = r.table;
    return true;
}

void mend_table_free(struct mend_table *table)
{
    free(table->text);
    free(table->cell);
    free(table->line);
    *table = (struct mend_table){0};
}

/* ---- what it holds ---- */

const char *mend_table_name(const struct mend_table *table, int column)
{
    return table->text + table->cell[column];
}

int mend_table_column(const struct mend_table *table, const char *name)
{
    for (int column = 0; column < table->columns; column++) {
        if (!strcmp(mend_table_name(table, column), name)) {
            return column;
        }
    }
    return -1;
}

const char *mend_table_text(const struct mend_table *table, int64_t row, int column)
{
    return table->text + table->cell[(size_t)(row + 1) * (size_t)table->columns + (size_t)column];
}

bool mend_table_missing(const struct mend_table *table, int64_t row, int column)
{
    const char *text = mend_table_text(table, row, column);
    return !*text || !strcmp(text, "NA");
}

double mend_table_number(const struct mend_table *table, int64_t row, int column)
{
    double value;
    return mend_number_of(mend_table_text(table, row, column), &value) ? value : NAN;
}

int64_t mend_table_line(const struct mend_table *table, int64_t row)
{
    return table->line[row + 1];
}
