#include "study/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* ROW<space>ok VALUE VALUE ...  or  ROW<space>failed WHY; each line ends with a line feed. */

static bool write_whole(int file, const char *text, size_t size, int64_t at)
{
    while (size > 0) {
        const ssize_t wrote = pwrite(file, text, size, at);
        if (wrote < 0 && errno == EINTR) {
            continue;
        }
        if (wrote <= 0) {
            errno = wrote < 0 ? errno : ENOSPC;
            return false;
        }
        text += wrote;
        size -= (size_t)wrote;
        at += wrote;
    }
    return true;
}

/* Notes where the lines are. */
static bool take_line(struct journal *j, const char *line, int64_t at)
{
    char *end;
    errno = 0;
    const long long row = strtoll(line, &end, 10);
    const bool failed = strncmp(end, " failed ", 8) == 0;
    if (end == line || errno || row < 0 || row >= j->rows || (!failed && strncmp(end, " ok", 3) != 0)) {
        return false;
    }
    if (j->at[row] < 0) {
        j->done++;
        j->failed += failed;
    }
    j->at[row] = at;
    return true;
}

/* Reads all whole lines of an earlier journal. False, with a message, if it is of another study, or none. */
static bool read_lines(struct journal *j, const char *path, const char *heading, struct mend_report *report)
{
    static const char no_journal[] = "%.300s: error: this is no journal of mend";
    FILE *file = fdopen(dup(j->file), "r");
    char line[JOURNAL_LINE];
    bool good = file != NULL;
    int64_t at = 0;
    for (int number = 0; good && fgets(line, sizeof line, file); number++) {
        const size_t length = strlen(line);
        if (length == 0 || line[length - 1] != '\n') {
            break; /* torn */
        }
        line[length - 1] = 0;
        if (number == 0 && strcmp(line, heading) != 0) {
            good = mend_complain(
                report,
                strncmp(line, "mend ", 5) == 0
                    ? "%.300s: error: this folder holds another study, or one of another version; run into another folder (-o), or replace "
                      "it with --force"
                    : no_journal,
                path);
        } else if (number > 0 && !take_line(j, line, at)) {
            good = mend_complain(report, no_journal, path);
        }
        at += (int64_t)length;
    }
    if (file) {
        fclose(file);
    }
    j->end = at;
    return good;
}

void journal_heading(char heading[JOURNAL_HEADING], const char *version, const char *hash, int part, int parts)
{
    snprintf(heading, JOURNAL_HEADING, "mend %.60s sweep %.100s part %d of %d", version, hash, part, parts);
}

/* Opens the file and makes room for where its lines are. */
static bool begin(struct journal *j, const char *path, int flags, int64_t rows, struct mend_report *report)
{
    *j = (struct journal){.rows = rows, .file = open(path, flags | O_CLOEXEC, 0666)};
    if (j->file < 0) {
        mend_complain(report, "%.300s: error: %s", path, strerror(errno));
        return false;
    }
    j->at = malloc((size_t)(rows > 0 ? rows : 1) * sizeof *j->at);
    if (!j->at) {
        journal_close(j);
        mend_complain(report, "error: not enough memory for %lld rows", (long long)rows);
        return false;
    }
    for (int64_t i = 0; i < rows; i++) {
        j->at[i] = -1;
    }
    return true;
}

bool journal_open(struct journal *j, const char *path, const char *heading, int64_t rows, struct mend_report *report)
{
    char first[JOURNAL_LINE];
    if (!begin(j, path, O_RDWR | O_CREAT, rows, report)) {
        return false;
    }
    const int length = snprintf(first, sizeof first, "%s\n", heading);
    bool good = flock(j->file, LOCK_EX | LOCK_NB) == 0 || mend_complain(report, "%.300s: error: another mend is at work on it", path);
    good = good && read_lines(j, path, heading, report);
    if (good && j->end == 0) {
        good = write_whole(j->file, first, (size_t)length, 0) || mend_complain(report, "%.300s: error: %s", path, strerror(errno));
        j->end = length;
    }
    good = good && (ftruncate(j->file, j->end) == 0 || mend_complain(report, "%.300s: error: %s", path, strerror(errno)));
    if (!good) {
        journal_close(j);
    }
    return good;
}

bool journal_look(struct journal *j, const char *path, const char *heading, int64_t rows, struct mend_report *report)
{
    if (!begin(j, path, O_RDONLY, rows, report)) {
        return false;
    }
    const bool good = read_lines(j, path, heading, report) && (j->done == rows || mend_complain(report, "%.300s: error: %lld of %lld rows are in it",
                                                                                                path, (long long)j->done, (long long)rows));
    if (!good) {
        journal_close(j);
    }
    return good;
}

void journal_close(struct journal *j)
{
    if (j->file >= 0) {
        (void)fsync(j->file);
        close(j->file);
    }
    free(j->at);
    j->file = -1;
    j->at = NULL;
}

bool journal_has(const struct journal *j, int64_t row)
{
    return j->at[row] >= 0;
}

/* What a full disk has torn is cut off, so that the journal stays whole lines. */
static bool append(struct journal *j, int64_t row, const char *line, size_t length, bool failed)
{
    if (!j->broken && write_whole(j->file, line, length, j->end)) {
        j->at[row] = j->end;
        j->end += (int64_t)length;
        j->done++;
        j->failed += failed;
    } else if (!j->broken) {
        j->broken = true;
        j->reason = errno;
        if (ftruncate(j->file, j->end) != 0) {
            j->reason = errno; /* the torn line is dropped when the journal is read */
        }
    }
    return !j->broken;
}

bool journal_add(struct journal *j, int64_t row, const double *value, int values)
{
    char line[JOURNAL_LINE];
    int length = snprintf(line, sizeof line, "%lld ok", (long long)row);
    for (int i = 0; i < values; i++) {
        length += snprintf(line + length, sizeof line - (size_t)length, " %.17g", value[i]);
    }
    line[length++] = '\n';
    return append(j, row, line, (size_t)length, false);
}

bool journal_add_failure(struct journal *j, int64_t row, const char *why)
{
    char line[JOURNAL_LINE];
    int length = snprintf(line, sizeof line - 1, "%lld failed %.3000s", (long long)row, why);
    for (int i = 0; i < length; i++) {
        line[i] = line[i] == '\n' ? ' ' : line[i];
    }
    line[length++] = '\n';
    return append(j, row, line, (size_t)length, true);
}

/* The line of a finished row. False if it cannot be read. */
static bool read_line(const struct journal *j, int64_t row, char line[JOURNAL_LINE])
{
    const ssize_t size = pread(j->file, line, JOURNAL_LINE - 1, j->at[row]);
    line[size > 0 ? size : 0] = 0;
    char *end = strchr(line, '\n');
    if (end) {
        *end = 0;
    }
    return end != NULL;
}

bool journal_add_copy(struct journal *j, int64_t row, const struct journal *from, int64_t from_row)
{
    char line[JOURNAL_LINE], copy[JOURNAL_LINE + 32];
    const char *rest = read_line(from, from_row, line) ? strchr(line, ' ') : NULL;
    if (!rest) {
        return false;
    }
    const int length = snprintf(copy, sizeof copy, "%lld%s\n", (long long)row, rest);
    return length < JOURNAL_LINE && append(j, row, copy, (size_t)length, strncmp(rest, " failed ", 8) == 0);
}

bool journal_read(const struct journal *j, int64_t row, double *value, int values, char why[JOURNAL_LINE])
{
    char line[JOURNAL_LINE];
    if (!read_line(j, row, line)) {
        return false;
    }
    char *next = strchr(line, ' ');
    why[0] = 0;
    if (!next || strncmp(next, " failed ", 8) == 0) {
        snprintf(why, JOURNAL_LINE, "%s", next ? next + 8 : "");
        return next != NULL;
    }
    next += 3;
    for (int i = 0; i < values; i++) {
        value[i] = strtod(next, &next);
    }
    return *next == 0;
}
