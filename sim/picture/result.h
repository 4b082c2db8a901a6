/* A result folder as the pictures see it: its tables, by name, and who was read as what. */
#ifndef MEND_PICTURE_RESULT_H
#define MEND_PICTURE_RESULT_H

#include "io/table.h"

#include <jansson.h>

/* The four classes in the order of io/columns.h, then the bonds whose class was not read. */
enum { CLASSES_READ = 4, GROUP_UNREAD = CLASSES_READ, GROUPS };

/* "secure" to "disorganized", then "class not read". */
const char *group_name(int group);

struct bond_read;

struct result {
    const char *folder; /* as the user wrote it */
    json_t *manifest;
    struct mend_table outcomes;
    struct bond_read *bond; /* in the order of dyad and bond */
    int64_t bonds, in_group[GROUPS];
};

/* Opens the folder: its manifest and outcomes. False, with the reason, if it is none, or no result of mend; then nothing is held. `folder` has to
 * outlive it. */
bool result_open(struct result *result, const char *folder, struct mend_report *report);
void result_close(struct result *result);

/* Reads NAME.csv or NAME.csv.gz. False without a message if there is neither, with one if it is damaged; then nothing is held. */
bool result_table(const struct result *result, const char *name, struct mend_table *table, struct mend_report *report);

/* A parameter of the run by its key, or `otherwise` if the manifest has no such number. */
double result_parameter(const struct result *result, const char *key, double otherwise);
/* The name chosen for a parameter that is a choice. */
const char *result_choice(const struct result *result, const char *key, const char *otherwise);

/* A text of the manifest's top level, or `otherwise`. */
const char *result_text(const struct result *result, const char *key, const char *otherwise);

/* How a bond was read at the end. */
int result_group(const struct result *result, int64_t dyad, int64_t bond);

/* The columns with these `count` names, into `column`. False if one is missing. */
bool find_columns(const struct mend_table *table, const char *const *names, int count, int *column);

/* A cell as a whole number; -1 where it is none. */
int64_t whole_at(const struct mend_table *table, int64_t row, int column);

/* A number of things with a comma between thousands; needs 32 bytes. Returns `to`. */
char *thousands(char to[32], int64_t count);

#endif
