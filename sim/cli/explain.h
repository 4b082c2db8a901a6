/* What `mend explain` is asked, and how it answers. */
#ifndef MEND_CLI_EXPLAIN_H
#define MEND_CLI_EXPLAIN_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum { EXPLANATION = 65536 };

/* What was asked for, and what was found so far: printed at once, or kept for JSON. */
struct question {
    const char *name;
    json_t *answers; /* NULL: print */
    int found;
};

bool is_asked(const struct question *q, const char *name);
void answer(struct question *q, const char *name, const char *kind, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Adds to a text as printf prints. */
void add_text(char *text, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The tables of the model: `settings`, `state` and `draws` give each as lines with a tab between the cells, from which scripts/write-docs.sh makes
 * the tables of docs/model.md; the name of one state variable or draw gives that alone. */
void explain_model(struct question *q);
/* The i-th name that these know, from 0; NULL beyond the last. */
const char *model_name(int i);

#endif
