#include "io/csv.h"

#include <csv.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { BUFFER = 1 << 16, FIELD_MOST = 64 };

struct csv {
    gzFile file;
    size_t used;
    bool in_row, failed;
    int reason; /* errno of the first failure */
    char buffer[BUFFER];
};

struct csv *csv_open(const char *path, bool compress)
{
    struct csv *csv = calloc(1, sizeof *csv);
    if (!csv) {
        return NULL;
    }
    csv->file = gzopen(path, compress ? "wb1" : "wbT"); /* T: as it is, without compression */
    if (!csv->file) {
        free(csv);
        return NULL;
    }
    return csv;
}

static void fail(struct csv *csv, int reason)
{
    csv->reason = csv->failed ? csv->reason : reason;
    csv->failed = true;
}

static void flush(struct csv *csv)
{
    if (csv->used > 0 && !csv->failed && gzwrite(csv->file, csv->buffer, (unsigned)csv->used) != (int)csv->used) {
        fail(csv, errno);
    }
    csv->used = 0;
}

static void put(struct csv *csv, const char *bytes, size_t count)
{
    while (count > 0) {
        if (csv->used == BUFFER) {
            flush(csv);
        }
        const size_t part = count < BUFFER - csv->used ? count : BUFFER - csv->used;
        memcpy(csv->buffer + csv->used, bytes, part);
        csv->used += part;
        bytes += part;
        count -= part;
    }
}

static void begin_field(struct csv *csv)
{
    if (csv->in_row) {
        put(csv, ",", 1);
    }
    csv->in_row = true;
}

/* Digits of `value`, at least `least` of them, written so that they end before `end`. */
static char *digits_before(char *end, uint64_t value, int least)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
        least--;
    } while (value > 0 || least > 0);
    return end;
}

void csv_whole(struct csv *csv, int64_t value)
{
    char text[FIELD_MOST], *end = text + sizeof text;
    char *start = digits_before(end, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, 1);
    if (value < 0) {
        *--start = '-';
    }
    begin_field(csv);
    put(csv, start, (size_t)(end - start));
}

void csv_number(struct csv *csv, double value, int decimals)
{
    static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    const double scaled = fabs(value) * scales[decimals];
    if (!(scaled < 9e18)) { /* missing, or beyond what the fixed-point form can hold */
        csv_missing(csv);
        return;
    }
    char text[FIELD_MOST], *end = text + sizeof text;
    const uint64_t floor = (uint64_t)scaled, whole = floor + (scaled - (double)floor >= 0.5);
    char *start = digits_before(end, whole, decimals + 1);
    if (decimals > 0) {
        memmove(start - 1, start, (size_t)(end - start) - (size_t)decimals);
        start--;
        *(end - decimals - 1) = '.';
    }
    if (value < 0 && whole > 0) {
        *--start = '-';
    }
    begin_field(csv);
    put(csv, start, (size_t)(end - start));
}

static bool is_plain(const char *text)
{
    return text[strcspn(text, ",\"\r\n")] == '\0';
}

void csv_text(struct csv *csv, const char *text)
{
    const size_t length = strlen(text);
    begin_field(csv);
    if (is_plain(text)) {
        put(csv, text, length);
        return;
    }
    const size_t size = csv_write(NULL, 0, text, length);
    char *quoted = malloc(size);
    if (!quoted) {
        fail(csv, ENOMEM);
        return;
    }
    csv_write(quoted, size, text, length);
    put(csv, quoted, size);
    free(quoted);
}

void csv_missing(struct csv *csv)
{
    begin_field(csv);
}

void csv_header(struct csv *csv, enum file file, bool grown)
{
    for (int c = 0; c < column_count; c++) {
        if (columns[c].file == file && (grown || !columns[c].grown)) {
            csv_text(csv, columns[c].name);
        }
    }
}

void csv_end_row(struct csv *csv)
{
    put(csv, "\n", 1);
    csv->in_row = false;
}

bool csv_close(struct csv *csv)
{
    flush(csv);
    bool good = !csv->failed;
    int reason = csv->reason;
    errno = 0;
    if (gzclose(csv->file) != Z_OK) {
        reason = good ? errno : reason;
        good = false;
    }
    free(csv);
    errno = good ? 0 : reason ? reason : EIO;
    return good;
}
