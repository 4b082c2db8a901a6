/* A result folder as the pictures see it: its tables, by name, and who was read as what. */
#ifndef MEND_PICTURE_RESULT_H
#define MEND_PICTURE_RESULT_H

#include "io/table.h"
#include "model/setting.h"

#include <jansson.h>

/* The four patterns in the order of reading/rule.h, by whichever words the setting has for them; then the bonds whose class was not read. */
enum { CLASSES_READ = 4, GROUP_UNREAD = CLASSES_READ, GROUPS };

struct bond_read;

struct result {
    const char *folder; /* as the user wrote it */
    json_t *manifest;
    const json_t *study;    /* of the manifest, where the folder holds a study and not a run: then there are no outcomes */
    struct setting setting; /* without people if this program does not know it */
    bool grown;             /* its bonds are between people who have grown up */
    struct mend_table outcomes;
    struct bond_read *bond; /* in the order of dyad and bond */
    int64_t bonds, in_group[GROUPS];
};

/* Opens the folder: its manifest and, of a run, outcomes. False, with the reason, if it is none, or no result of mend; then nothing is held. `folder`
 * has to outlive it. */
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

/* Whether the folder holds a study of this kind. */
bool result_is_study(const struct result *result, const char *kind);

/* The group of a class by its word, an infant's or an adult's; GROUP_UNREAD for any other. */
int group_of_class(const char *class);

/* "secure" to "disorganized", in every setting. */
const char *pattern_name(int group);

/* The class as the setting calls it: "secure" to "disorganized" or, between people who have grown up, "secure" to "fearful"; then "class not read".
 */
const char *group_name(const struct result *result, int group);

enum { PERSON_NAME = 48 };

/* What a person of the setting is called in a picture: "A", "first child". Returns `to`. */
const char *person_name(const struct result *result, int person, char to[PERSON_NAME]);

/* What a row of outcomes.csv is called: a life where it holds one bond, else a bond. */
const char *life_word(const struct result *result, bool many);

/* The first bond of the setting that has one back, from 0; -1 if none has. */
int first_mutual(const struct result *result);

/* How a bond was read at the end. */
int result_group(const struct result *result, int64_t dyad, int64_t bond);

/* The row of outcomes.csv that tells of a bond, both numbered from 1; -1 if none does. */
int64_t result_row(const struct result *result, int64_t dyad, int64_t bond);

/* The columns with these `count` names, into `column`. False if one is missing. */
bool find_columns(const struct mend_table *table, const char *const *names, int count, int *column);

/* A cell as a whole number; -1 where it is none. */
int64_t whole_at(const struct mend_table *table, int64_t row, int column);

/* A number of things with a comma between thousands; needs 32 bytes. Returns `to`. */
char *thousands(char to[32], int64_t count);

#endif
