/* Mistakes as values, and the nearest name to a misspelt one. */
#include "mend/report.h"

#include "io/text.h"
#include "mend/params.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WORD = 63 }; /* no name of the program is longer; a longer word is near none */

/* U+0080 to U+009F, of which some terminals take U+009B for the start of a command. */
static bool is_late_control(const char *text, size_t length)
{
    return length == 2 && (unsigned char)text[0] == 0xc2 && (unsigned char)text[1] < 0xa0;
}

/* What a user's file holds must neither steer the terminal nor break the line. */
static void make_harmless(char *text)
{
    size_t left = strlen(text);
    while (left) {
        const size_t length = mend_utf8_length(text, left);
        const size_t step = length ? length : 1;
        if (!length || (length == 1 && ((unsigned char)*text < 0x20 || *text == 0x7f)) || is_late_control(text, length)) {
            memset(text, '?', step);
        }
        text += step;
        left -= step;
    }
}

bool mend_complain(struct mend_report *report, const char *format, ...)
{
    if (report->count < 0 || report->count >= MEND_REPORT_MOST) {
        report->count += report->count < INT_MAX;
        return false;
    }
    char *message = report->message[report->count++];
    va_list arguments;
    va_start(arguments, format);
    const int wanted = vsnprintf(message, MEND_MESSAGE_LENGTH, format, arguments);
    va_end(arguments);
    if (wanted < 0) {
        message[0] = 0;
    } else if (wanted >= MEND_MESSAGE_LENGTH) {
        memcpy(message + MEND_MESSAGE_LENGTH - 4, "...", 4);
    }
    make_harmless(message);
    return false;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

/* Edit distance with neighbours swapped counted once (optimal string alignment), blind to case. Row i - 2 of the table is needed for the swap. */
static int distance(const char *a, int a_length, const char *b, int b_length)
{
    int row[3][WORD + 1];
    for (int j = 0; j <= b_length; j++) {
        row[0][j] = j;
    }
    for (int i = 1; i <= a_length; i++) {
        int *here = row[i % 3];
        const int *above = row[(i + 2) % 3];
        const int *twice_above = row[(i + 1) % 3];
        here[0] = i;
        for (int j = 1; j <= b_length; j++) {
            const char x = lower(a[i - 1]);
            const char y = lower(b[j - 1]);
            here[j] = least_of(above[j - 1] + (x != y), 1 + least_of(above[j], here[j - 1]));
            if (i > 1 && j > 1 && x == lower(b[j - 2]) && y == lower(a[i - 2])) {
                here[j] = least_of(here[j], twice_above[j - 2] + 1);
            }
        }
    }
    return row[a_length % 3][b_length];
}

struct nearest {
    const char *word, *name;
    int word_length, name_length, distance;
};

static void weigh(struct nearest *best, const char *name, size_t length)
{
    if (length == 0 || length > WORD) {
        return;
    }
    const int d = distance(best->word, best->word_length, name, (int)length);
    if (d < best->distance) {
        best->name = name;
        best->name_length = (int)length;
        best->distance = d;
    }
}

static void weigh_each(struct nearest *best, const char *names)
{
    while (*names) {
        const size_t length = strcspn(names, "|");
        weigh(best, names, length);
        names += length + (names[length] == '|');
    }
}

const char *mend_nearest(const char *word, const char *names, char *buffer, int size)
{
    const size_t length = strnlen(word, WORD + 1);
    if (length == 0 || length > WORD) {
        return NULL;
    }
    /* Near is within a third of the word, and less than all of it. */
    const int most = least_of((int)(length + 2) / 3, (int)length - 1);
    struct nearest best = {.word = word, .word_length = (int)length, .distance = most + 1};
    if (names) {
        weigh_each(&best, names);
    }
    for (int i = 0; !names && i < mend_param_count; i++) {
        weigh(&best, mend_param_table[i].key, strlen(mend_param_table[i].key));
    }
    if (!best.name) {
        return NULL;
    }
    snprintf(buffer, (size_t)size, "%.*s", best.name_length, best.name);
    return buffer;
}
