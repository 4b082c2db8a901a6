/* Comparing keys, without a library: the model runs where there is none. */
#ifndef MEND_MODEL_TEXT_H
#define MEND_MODEL_TEXT_H

static inline int same_text(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    return *a == *b;
}

static inline int starts_with(const char *key, const char *section)
{
    while (*section && *key == *section) {
        key++;
        section++;
    }
    return *section == 0;
}

#endif
