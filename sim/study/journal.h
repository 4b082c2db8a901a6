/* The journal of a study: one line for each population that is finished, appended as soon as it is, so that nothing finished is lost or run twice. */
#ifndef MEND_STUDY_JOURNAL_H
#define MEND_STUDY_JOURNAL_H

#include "mend/report.h"

#include <stdbool.h>
#include <stdint.h>

struct journal {
    int file;
    int64_t rows, done, failed; /* of the design; finished; of these failed */
    int64_t *at;                /* of each row where its line starts in the file; -1: not finished */
    int64_t end;                /* of what has been written whole */
    bool broken;                /* something could not be written: then nothing more is */
    int reason;                 /* errno of that */
};

enum { JOURNAL_HEADING = 256 };
/* The heading of a part of a sweep: the version that runs it, and the hash of what it is. */
void journal_heading(char heading[JOURNAL_HEADING], const char *version, const char *hash, int part, int parts);

/* Opens or makes the journal at `path`. `heading`, one line, says of which study it is: with another one the journal is refused. A torn last line is
 * dropped. One process at a time. */
bool journal_open(struct journal *j, const char *path, const char *heading, int64_t rows, struct mend_report *report);
void journal_close(struct journal *j);

/* Opens the journal of a finished study to read it, in a folder that may be read only. */
bool journal_look(struct journal *j, const char *path, const char *heading, int64_t rows, struct mend_report *report);

bool journal_has(const struct journal *j, int64_t row);

/* Adds a finished row: its values (NaN: missing), or the reason why it failed. False if it could not be written. */
bool journal_add(struct journal *j, int64_t row, const double *value, int values);
bool journal_add_failure(struct journal *j, int64_t row, const char *why);
/* Adds row `from_row` of another journal as row `row`, digit for digit. */
bool journal_add_copy(struct journal *j, int64_t row, const struct journal *from, int64_t from_row);

enum { JOURNAL_LINE = 4096 };
/* Reads a finished row: its values, or why it failed (else ""). False if it cannot be read. */
bool journal_read(const struct journal *j, int64_t row, double *value, int values, char why[JOURNAL_LINE]);

#endif
