/* Small things every reader and writer needs: UTF-8, numbers as text, long text cut for a message. */
#ifndef MEND_IO_TEXT_H
#define MEND_IO_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes for a number as text, and for a value and a path as a message shows them. */
enum { MEND_NUMBER_TEXT = 32, MEND_SHOWN = 48, MEND_SHOWN_PATH = 300 };

/* Length in bytes of the UTF-8 character at `bytes` (1 to 4), or 0 if the `left` bytes do not start with a whole, well-formed one. */
size_t mend_utf8_length(const char *bytes, size_t left);

/* True if `text` is well-formed UTF-8 to its end. */
bool mend_is_utf8(const char *text);

/* Puts '?' in place of each byte that is not part of a well-formed character: names of files and command lines may be any bytes. */
void mend_make_utf8(char *text);

/* Copies `text` into the `size` bytes at `to`; what does not fit is cut between two characters and shown as "...". Returns `to`. */
char *mend_shorten(char *to, int size, const char *text);

/* Reads a decimal number such as -1, .5 or 1e-3 that fills the whole text. False for anything else: spaces, hexadecimal, nan, inf or too large. */
bool mend_number_of(const char *text, double *value);

/* The shortest decimal text that mend_number_of reads back as the same double. Needs MEND_NUMBER_TEXT bytes. Returns `to`. */
char *mend_number_text(char to[MEND_NUMBER_TEXT], double value);

/* The shortest decimal text that mend_number_of reads back as the same float. Needs MEND_NUMBER_TEXT bytes. Returns `to`. */
char *mend_float_text(char to[MEND_NUMBER_TEXT], float value);

/* The position of `word` in `names` ("a|b|c"), or -1. */
int mend_position(const char *word, const char *names);

/* Copies the name at `position` of `names` ("a|b|c") into the `size` bytes at `to`; empty beyond the last. Returns `to`. */
char *mend_name_at(char *to, int size, const char *names, int position);

#endif
