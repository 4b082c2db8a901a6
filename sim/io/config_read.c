/* A config file: YAML's events, walked by the parameter table. Reading goes on after a mistake, so that one pass finds them all. */
#include "io/config_walk.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `repair:` with nothing after it. */
static bool is_nothing(const struct walk *w)
{
    return type_of(w) == YAML_SCALAR_EVENT && w->yaml.event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !*mend_yaml_text(&w->yaml);
}

void refuse_kind(struct walk *w, const struct mend_param *line)
{
    char where[MEND_WHERE];
    char found[FOUND];
    if (type_of(w) != YAML_ALIAS_EVENT) {
        mend_config_refuse(line, mend_yaml_where(&w->yaml, where), mend_yaml_shown(&w->yaml, found, FOUND), "", w->report);
    }
    leave(w);
}

/* ---- keys ---- */

bool take_key(struct walk *w, const char *section, struct key *key)
{
    const char *name = mend_yaml_text(&w->yaml);
    mend_yaml_where(&w->yaml, key->where);
    key->line = w->yaml.event.start_mark.line + 1;
    if (type_of(w) == YAML_SCALAR_EVENT && *name) {
        snprintf(key->name, sizeof key->name, "%s%s%s", section, *section ? "." : "", name);
        return true;
    }
    if (type_of(w) == YAML_SCALAR_EVENT) {
        mend_complain(w->report, "%s: error: a key has no name", key->where);
    } else if (type_of(w) != YAML_ALIAS_EVENT) {
        mend_complain(w->report, "%s: error: a list or a map cannot be a key", key->where);
    }
    leave(w);
    return false;
}

bool walk_map(struct walk *w, const char *section, take_value *take, void *context)
{
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_MAPPING_END_EVENT) {
        struct key key;
        const bool good = take_key(w, section, &key);
        if (!mend_yaml_next(&w->yaml)) {
            return false;
        }
        if (good) {
            take(w, &key, context);
        } else {
            leave(w);
        }
    }
    return true;
}

static const struct seen *seen_before(const struct walk *w, const char *name)
{
    for (int i = 0; i < w->seen_count; i++) {
        if (!strcmp(w->seen[i].name, name)) {
            return &w->seen[i];
        }
    }
    return NULL;
}

bool is_first(struct walk *w, const struct key *key)
{
    const struct seen *before = seen_before(w, key->name);
    if (before) {
        return mend_complain(w->report, "%s: error: duplicate key '%s'; it is first given on line %zu", key->where, key->name, before->line);
    }
    if (w->seen_count < SEEN_MOST) {
        struct seen *seen = &w->seen[w->seen_count++];
        memcpy(seen->name, key->name, sizeof seen->name);
        seen->line = key->line;
    }
    return true;
}

/* ---- values ---- */

static void read_parameter(struct walk *w, const struct mend_param *line)
{
    char where[MEND_WHERE];
    if (type_of(w) == YAML_SCALAR_EVENT) {
        mend_config_take(w->config, line, place_of(w), mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), w->report);
    } else {
        refuse_kind(w, line);
    }
}

void take_path(struct walk *w, const char *key, char to[MEND_PATH])
{
    char where[MEND_WHERE];
    const char *path = mend_yaml_text(&w->yaml), *slash = strrchr(w->yaml.path, '/');
    const int folder = *path && *path != '/' && slash ? (int)(slash - w->yaml.path) + 1 : 0;
    if (snprintf(to, MEND_PATH, "%.*s%s", folder, w->yaml.path, path) >= MEND_PATH) {
        to[0] = 0;
        mend_complain(w->report, "%s: error: %s: the path is longer than %d bytes", mend_yaml_where(&w->yaml, where), key, MEND_PATH - 1);
    }
}

static void read_population(struct walk *w)
{
    static const struct mend_param line = {
        .key = "population", .kind = MEND_CHOICE, .names = "the path of a CSV file", .meaning = "traits of real or invented dyads", .fallback = NAN};
    if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, &line);
        return;
    }
    w->config->population_place = place_of(w);
    take_path(w, line.key, w->config->population);
}

/* ---- sections ---- */

static void read_map(struct walk *w, const char *section);

/* A section may be left empty, as when all its lines are commented out. */
static void read_section(struct walk *w, const struct key *key)
{
    char where[MEND_WHERE];
    char found[FOUND];
    if (type_of(w) == YAML_MAPPING_START_EVENT) {
        read_map(w, key->name);
    } else if (!is_nothing(w)) {
        if (type_of(w) != YAML_ALIAS_EVENT) {
            mend_complain(w->report, "%s: error: %s: %s is not a section, a map with keys such as '%s'", mend_yaml_where(&w->yaml, where), key->name,
                          mend_yaml_shown(&w->yaml, found, FOUND), mend_config_section(key->name));
        }
        leave(w);
    }
}

enum meaning { UNKNOWN, PARAMETER, ASSAYS, SCHEDULE, POPULATION, SECTION };

static enum meaning meaning_of(const char *name)
{
    if (mend_param_find(name)) {
        return PARAMETER;
    }
    if (!strcmp(name, "assays")) {
        return ASSAYS;
    }
    if (!strcmp(name, "schedule")) {
        return SCHEDULE;
    }
    if (!strcmp(name, "population")) {
        return POPULATION;
    }
    return mend_config_section(name) ? SECTION : UNKNOWN;
}

static void read_value(struct walk *w, const struct key *key, void *nothing)
{
    (void)nothing;
    const enum meaning meaning = meaning_of(key->name);
    if (meaning == UNKNOWN) {
        mend_config_unknown(key->name, key->where, w->report);
        leave(w);
    } else if (!is_first(w, key)) {
        leave(w);
    } else if (meaning == PARAMETER) {
        read_parameter(w, mend_param_find(key->name));
    } else if (meaning == ASSAYS) {
        read_assays(w);
    } else if (meaning == SCHEDULE) {
        read_schedule(w);
    } else if (meaning == POPULATION) {
        read_population(w);
    } else {
        read_section(w, key);
    }
}

static void read_map(struct walk *w, const char *section)
{
    walk_map(w, section, read_value, NULL);
}

/* ---- the file ---- */

static void refuse_root(struct walk *w)
{
    char where[MEND_WHERE];
    char found[FOUND];
    mend_complain(w->report, "%s: error: %s is not a config, which is lines of `key: value`", mend_yaml_where(&w->yaml, where),
                  mend_yaml_shown(&w->yaml, found, FOUND));
    leave(w);
}

static void refuse_empty(struct walk *w)
{
    char path[MEND_SHOWN_PATH];
    mend_complain(w->report, "%s:1:1: error: the file is empty; a config needs at least `setting: caregiver_infant`",
                  mend_shorten(path, sizeof path, w->yaml.path));
}

static void demand_setting(struct walk *w)
{
    char expected[MEND_EXPECTED];
    char path[MEND_SHOWN_PATH];
    if (!w->yaml.broken && !seen_before(w, "setting")) {
        mend_complain(w->report, "%s:1:1: error: setting: this key is missing; it is %s", mend_shorten(path, sizeof path, w->yaml.path),
                      mend_config_expected(mend_param_find("setting"), expected));
    }
}

static void read_document(struct walk *w)
{
    char where[MEND_WHERE];
    if (is_nothing(w)) {
        refuse_empty(w);
    } else if (type_of(w) != YAML_MAPPING_START_EVENT) {
        refuse_root(w);
    } else {
        read_map(w, "");
        demand_setting(w);
    }
    if (mend_yaml_next(&w->yaml) && mend_yaml_next(&w->yaml) && type_of(w) == YAML_DOCUMENT_START_EVENT) {
        mend_complain(w->report, "%s: error: a second document starts here; a config is one", mend_yaml_where(&w->yaml, where));
    }
}

static void read_stream(struct walk *w)
{
    if (!mend_yaml_next(&w->yaml) || !mend_yaml_next(&w->yaml)) {
        return;
    }
    if (type_of(w) == YAML_STREAM_END_EVENT) {
        refuse_empty(w);
    } else if (mend_yaml_next(&w->yaml)) {
        read_document(w);
    }
}

bool mend_config_read_text(const char *path, const char *text, size_t size, struct mend_config *config, struct mend_report *report)
{
    const int before = report->count;
    mend_config_default(config);
    mend_config_name(config->name, sizeof config->name, path);
    mend_shorten(config->path, sizeof config->path, path);
    struct walk *w = calloc(1, sizeof *w);
    if (!w) {
        return mend_complain_of_memory(path, report);
    }
    w->config = config;
    w->report = report;
    if (mend_yaml_open(&w->yaml, path, text, size, report)) {
        read_stream(w);
    }
    mend_yaml_close(&w->yaml);
    mend_config_settle(config);
    free(w);
    return report->count == before;
}

bool mend_config_read(const char *path, struct mend_config *config, struct mend_report *report)
{
    size_t size = 0;
    mend_config_default(config);
    char *text = mend_text_of_file(path, &size, report);
    const bool good = text && mend_config_read_text(path, text, size, config, report);
    free(text);
    return good;
}
