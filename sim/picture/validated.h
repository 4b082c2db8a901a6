/* The tables of a validation as its pictures read them: with a message for everything in them that cannot be. */
#ifndef MEND_PICTURE_VALIDATED_H
#define MEND_PICTURE_VALIDATED_H

#include "mend/findings.h"
#include "picture/result.h"

/* What a finding is used for in a picture: MEND_FIT and MEND_TEST. */
enum { USES_DRAWN = 2 };

/* "fitted" or "tested"; and what that means. */
extern const char *const use_words[USES_DRAWN], *const use_meanings[USES_DRAWN];

/* A finding in one use, with the first of its measures. */
struct finding {
    const char *id, *measure;
    int use;
};

/* Its vote under a rule: of its lines, those that are covered and those that fit. */
struct vote {
    bool is_known, fits;
    int64_t lines, covered, fit;
};

/* Findings and rules in the order in which the tables name them first. */
struct validated {
    const struct result *result;
    struct mend_table lines, votes;
    int findings, rules;
    struct finding *finding;
    const char **rule;
    struct vote *vote; /* findings x rules */
};

/* Reads the votes of the folder. False without a message if it holds no validation, with one if a table of it is damaged; either way it has to be
 * closed. */
bool validated_open(struct validated *v, const struct result *result, struct mend_report *report);
void validated_close(struct validated *v);

static inline const struct vote *vote_at(const struct validated *v, int finding, int rule)
{
    return &v->vote[finding * v->rules + rule];
}

/* Reads the table NAME.csv with these columns, into `column`. False without a message if there is none. */
bool validated_table(const struct result *result, const char *name, const char *const *names, int count, int *column, struct mend_table *table,
                     struct mend_report *report);

/* MEND_FIT or MEND_TEST by a cell's word; -1, with a message, for any other. */
int validated_use(const struct result *result, const char *name, const struct mend_table *table, int64_t row, int column, struct mend_report *report);

/* Adds "FOLDER/NAME.csv:LINE: error: WHAT" for a row of the table; false. */
bool validated_complain(const struct result *result, const char *name, const struct mend_table *table, int64_t row, const char *what,
                        struct mend_report *report);

#endif
