/* UTF-8, numbers as text, long text cut for a message. */
#include "io/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes a lead byte announces; 0 for a byte that cannot lead. C0, C1 and F5 and above never occur in UTF-8. */
static size_t announced(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead <= 0xdf) {
        return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        return 3;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/* The second byte tells overlong forms, surrogates and what lies beyond U+10FFFF. */
static bool second_fits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xe0:
        return second >= 0xa0;
    case 0xed:
        return second <= 0x9f;
    case 0xf0:
        return second >= 0x90;
    case 0xf4:
        return second <= 0x8f;
    default:
        return true;
    }
}

size_t mend_utf8_length(const char *bytes, size_t left)
{
    const unsigned char *b = (const unsigned char *)bytes;
    const size_t length = left ? announced(b[0]) : 0;
    if (length > left) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((b[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return length < 2 || second_fits(b[0], b[1]) ? length : 0;
}

bool mend_is_utf8(const char *text)
{
    size_t left = strlen(text);
    while (left) {
        const size_t length = mend_utf8_length(text, left);
        if (!length) {
            return false;
        }
        text += length;
        left -= length;
    }
    return true;
}

void mend_make_utf8(char *text)
{
    for (char *at = text; *at;) {
        const size_t length = mend_utf8_length(at, strlen(at));
        if (length == 0) {
            *at = '?';
        }
        at += length ? length : 1;
    }
}

char *mend_shorten(char *to, int size, const char *text)
{
    const size_t room = (size_t)size - 1;
    const size_t whole = strnlen(text, room + 1);
    if (whole <= room) {
        memcpy(to, text, whole);
        to[whole] = 0;
        return to;
    }
    size_t kept = room - 3;
    while (kept && ((unsigned char)text[kept] & 0xc0) == 0x80) {
        kept--;
    }
    memcpy(to, text, kept);
    memcpy(to + kept, "...", 4);
    return to;
}

static const char *past_digits(const char *text)
{
    while (*text >= '0' && *text <= '9') {
        text++;
    }
    return text;
}

/* The end of the mantissa, or NULL if there is no digit in it. */
static const char *past_mantissa(const char *text)
{
    const char *whole = past_digits(text);
    if (*whole != '.') {
        return whole == text ? NULL : whole;
    }
    const char *part = past_digits(whole + 1);
    return part - text > 1 ? part : NULL;
}

/* strtod alone also takes spaces, hexadecimal, nan and inf, which nobody means in a config. */
static bool is_decimal(const char *text)
{
    text += *text == '-' || *text == '+';
    text = past_mantissa(text);
    if (!text) {
        return false;
    }
    if (*text == 'e' || *text == 'E') {
        text++;
        text += *text == '-' || *text == '+';
        const char *end = past_digits(text);
        return end > text && !*end;
    }
    return !*text;
}

bool mend_number_of(const char *text, double *value)
{
    if (!is_decimal(text)) {
        return false;
    }
    const double number = strtod(text, NULL);
    if (!isfinite(number)) {
        return false;
    }
    *value = number + 0.0; /* -0 becomes 0, so that equal values have equal bits */
    return true;
}

/* Other readers of YAML take 1e-05 for a word: a mantissa gets its point. */
static void give_point(char text[MEND_NUMBER_TEXT])
{
    char *exponent = strchr(text, 'e');
    if (exponent && !strchr(text, '.')) {
        memmove(exponent + 2, exponent, strlen(exponent) + 1);
        exponent[0] = '.';
        exponent[1] = '0';
    }
}

static bool is_whole(double value, double most)
{
    return fabs(value) < most && floor(value) == value;
}

char *mend_number_text(char to[MEND_NUMBER_TEXT], double value)
{
    if (is_whole(value, 9007199254740992.0)) {
        snprintf(to, MEND_NUMBER_TEXT, "%.0f", value + 0.0);
        return to;
    }
    for (int digits = 6; digits <= 17; digits++) {
        snprintf(to, MEND_NUMBER_TEXT, "%.*g", digits, value);
        if (strtod(to, NULL) == value) {
            break;
        }
    }
    give_point(to);
    return to;
}

char *mend_float_text(char to[MEND_NUMBER_TEXT], float value)
{
    if (is_whole((double)value, 1e7)) {
        snprintf(to, MEND_NUMBER_TEXT, "%.0f", (double)value + 0.0);
        return to;
    }
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(to, MEND_NUMBER_TEXT, "%.*g", digits, (double)value);
        if ((float)strtod(to, NULL) == value) {
            break;
        }
    }
    give_point(to);
    return to;
}

int mend_position(const char *word, const char *names)
{
    const size_t length = strlen(word);
    int position = 0;
    while (*names) {
        const size_t next = strcspn(names, "|");
        if (next == length && !memcmp(names, word, length)) {
            return position;
        }
        names += next + (names[next] == '|');
        position++;
    }
    return -1;
}

char *mend_name_at(char *to, int size, const char *names, int position)
{
    while (position-- > 0 && *names) {
        const size_t next = strcspn(names, "|");
        names += next + (names[next] == '|');
    }
    snprintf(to, (size_t)size, "%.*s", (int)strcspn(names, "|"), names);
    return to;
}
