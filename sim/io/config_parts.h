/* What reading a file, reading --set and writing a config share. */
#ifndef MEND_IO_CONFIG_PARTS_H
#define MEND_IO_CONFIG_PARTS_H

#include "mend/config.h"

#include <stddef.h>

enum { MEND_CONFIG_KEY = 128, MEND_EXPECTED = 400 };

/* Reads a config from memory; `path` names it in messages and places `population`. Else as mend_config_read. */
bool mend_config_read_text(const char *path, const char *text, size_t size, struct mend_config *config, struct mend_report *report);

/* The lines by which the parts of an assay plan are checked; they stand beside the parameter table, since a list is no parameter. */
extern const struct mend_param mend_assay_name_line, mend_assay_day_line;

/* And those of the schedule. */
extern const struct mend_param mend_schedule_from_line, mend_schedule_to_line;

/* What a key takes: "a number from 0 to 10", "true or false" ... Returns `to`. */
char *mend_config_expected(const struct mend_param *line, char to[MEND_EXPECTED]);

/* The default of a key as it stands in a config. Returns `to`. */
char *mend_config_fallback(const struct mend_param *line, char to[MEND_CONFIG_KEY]);

/* Says that `found` is not what `line` takes, with its meaning and default; `hint` ("" or "; did you mean ...") stands before them. Returns false. */
bool mend_config_refuse(const struct mend_param *line, const char *where, const char *found, const char *hint, struct mend_report *report);

/* Reads the text of one value as `line` asks: a number in range, a flag as 0 or 1, a choice as its position. False, with a message, if it cannot be.
 */
bool mend_config_value(const struct mend_param *line, const char *where, const char *text, double *value, struct mend_report *report);

/* The same, kept in the config together with its place, which `where` names in a message. */
bool mend_config_take(struct mend_config *config, const struct mend_param *line, struct mend_place place, const char *where, const char *text,
                      struct mend_report *report);

/* Gives any key of a config the value that `text` holds: a parameter, `population`, `assays` ("a,b") or the value of a change in the schedule
 * (`schedule.KEY`, its days `schedule.KEY.from` and `.to`; `schedule.KEY@2` is the second change of that key). `where` starts a message. */
bool mend_config_assign(struct mend_config *config, const char *key, struct mend_place place, const char *where, const char *text,
                        struct mend_report *report);

/* Adds an assay to the plan. False, with a message, if there are too many. */
bool mend_config_plan(struct mend_config *config, struct mend_assay_plan plan, const char *where, struct mend_report *report);

/* The first key of the section `name` (one that starts with `name` and a dot), or NULL if there is no such section. */
const char *mend_config_section(const char *name);

/* Says that no key or section is called `key`, with the nearest. Returns false. */
bool mend_config_unknown(const char *key, const char *where, struct mend_report *report);

/* Of a path: the file's name without folder and ending. */
void mend_config_name(char *name, int size, const char *path);

#endif
