/* Plain names of measures and factors, short enough for an axis. */
#ifndef MEND_PICTURE_PLAIN_H
#define MEND_PICTURE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* The key to ask the others with: in some settings a measure has a name of its own. */
const char *plain_key(const char *setting, const char *key);

/* What a measure or a key is called on an axis; of one that has no such name its own, a value of the schedule without that word. */
const char *plain_name(const char *key);

/* The same without what stands after it in brackets or behind a colon. Returns `to`. */
char *plain_short(const char *key, char *to, size_t size);

/* Either, as the first words of a sentence: with a capital, but for a key that has no such name. Returns `to`. */
char *plain_title(const char *key, char *to, size_t size);
char *plain_short_title(const char *key, char *to, size_t size);

/* Gives the first letter its capital. Returns `text`. */
char *capital(char *text);

/* "where .75 of ruptures are repaired", for a value of a measure or factor. Returns `to`. */
char *plain_where(const char *key, double value, char *to, size_t size);

/* Is it a share of bonds, to be told in per cent? */
bool is_of_bonds(const char *key);

/* A number with two digits or three, and no 0 before its point: .91, .003, 3.2, 40. Returns `to`. */
char *plain_number(double value, char *to, size_t size);

#endif
