/* The events of one YAML file, one after another, with their place. What a config does not use (anchors, aliases, tags, many documents) is refused
 * here. */
#ifndef MEND_IO_YAML_H
#define MEND_IO_YAML_H

#include "mend/report.h"

#include <stddef.h>
#include <yaml.h>

enum { MEND_WHERE = 360, MEND_YAML_DEEPEST = 8, MEND_YAML_BYTES = 4 << 20 };

/* `event` is the current one. Once `broken`, nothing more can be read. */
struct mend_yaml {
    yaml_parser_t parser;
    yaml_event_t event;
    bool broken;
    int depth;
    const char *path, *text;
    size_t size;
    struct mend_report *report;
};

/* Reads a whole text file of at most MEND_YAML_BYTES into memory that the caller frees. NULL, with a message, if it cannot be read. */
char *mend_text_of_file(const char *path, size_t *size, struct mend_report *report);

/* Says that there is no memory to read the file. Returns false. */
bool mend_complain_of_memory(const char *path, struct mend_report *report);

/* Starts on `text`, which must outlive `yaml`. False, with a message, if it is not UTF-8 text. mend_yaml_close is called in either case. */
bool mend_yaml_open(struct mend_yaml *yaml, const char *path, const char *text, size_t size, struct mend_report *report);
void mend_yaml_close(struct mend_yaml *yaml);

/* Moves to the next event. False, with a message, where the file is no YAML or too deep: then it is `broken`. */
bool mend_yaml_next(struct mend_yaml *yaml);

/* Moves to the last event of the node that starts with the current one. */
void mend_yaml_skip(struct mend_yaml *yaml);

/* "file:line:column" of the current event. Returns `where`. */
char *mend_yaml_where(const struct mend_yaml *yaml, char where[MEND_WHERE]);

/* The text of the current event if it is a scalar, else "". It lives until the next event. */
const char *mend_yaml_text(const struct mend_yaml *yaml);

/* How a message names the current event: "'high'", "a list", "a map", "an empty value". Returns `to`. */
char *mend_yaml_shown(const struct mend_yaml *yaml, char *to, int size);

#endif
