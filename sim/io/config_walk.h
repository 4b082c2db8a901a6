/* Walking a config's YAML events: what reading values and reading lists share. */
#ifndef MEND_IO_CONFIG_WALK_H
#define MEND_IO_CONFIG_WALK_H

#include "io/config_parts.h"
#include "io/text.h"
#include "io/yaml.h"

enum { SEEN_MOST = 1024, FOUND = MEND_SHOWN + 8 };

/* A known key or section that the file has given. */
struct seen {
    char name[MEND_CONFIG_KEY];
    size_t line;
};

struct walk {
    struct mend_yaml yaml;
    struct mend_config *config;
    struct mend_report *report;
    int seen_count;
    struct seen seen[SEEN_MOST];
};

/* A key where it stands, with the sections around it: "repair.scale". */
struct key {
    char name[MEND_CONFIG_KEY];
    char where[MEND_WHERE];
    size_t line;
};

static inline yaml_event_type_t type_of(const struct walk *w)
{
    return w->yaml.event.type;
}

static inline struct mend_place place_of(const struct walk *w)
{
    const yaml_mark_t mark = w->yaml.event.start_mark;
    return (struct mend_place){.line = (int)mark.line + 1, .column = (int)mark.column + 1};
}

/* Leaves a value whose mistake has been named. */
static inline void leave(struct walk *w)
{
    mend_yaml_skip(&w->yaml);
}

/* Says that the current value is of the wrong kind and leaves it. An alias has been refused already. */
void refuse_kind(struct walk *w, const struct mend_param *line);

/* Takes the current event as a key of `section`. False, with a message, if it is none; then it has been left. */
bool take_key(struct walk *w, const char *section, struct key *key);

/* Notes a known key. False, with a message, if the file gave it before; then its value has still to be left. */
bool is_first(struct walk *w, const struct key *key);

/* Puts the path that the current scalar holds, meant as seen from the file's own folder, into `to`: "", with a message, if it is too long. */
void take_path(struct walk *w, const char *key, char to[MEND_PATH]);

/* Walks a map: each of its keys, with its value as the current event, goes to `take`, which reads or leaves the value. False if the file broke off.
 */
typedef void take_value(struct walk *w, const struct key *key, void *context);
bool walk_map(struct walk *w, const char *section, take_value *take, void *context);

/* The two lists of a config. The current event is the value of their key. */
void read_assays(struct walk *w);
void read_schedule(struct walk *w);

#endif
