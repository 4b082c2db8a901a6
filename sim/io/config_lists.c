/* The lists of a config: its assays, and its schedule. */
#include "io/config_walk.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- assays ---- */

/* One of the two parts of {name: still_face, day: 30}. */
static void read_assay_part(struct walk *w, const struct key *key, const struct mend_param *line, double *part)
{
    char where[MEND_WHERE];
    if (*part >= 0.0) {
        mend_complain(w->report, "%s: error: duplicate key '%s' in an assay", key->where, key->name);
        leave(w);
    } else if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, line);
    } else if (!mend_config_value(line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), part, w->report)) {
        *part = 0.0; /* given, and its mistake is named */
    }
}

static void read_assay_key(struct walk *w, const struct key *key, double *name, double *day)
{
    char shown[MEND_SHOWN];
    if (!strcmp(key->name, "name")) {
        read_assay_part(w, key, &mend_assay_name_line, name);
    } else if (!strcmp(key->name, "day")) {
        read_assay_part(w, key, &mend_assay_day_line, day);
    } else {
        mend_complain(w->report, "%s: error: unknown key '%s' in an assay; it has a name and a day", key->where,
                      mend_shorten(shown, MEND_SHOWN, key->name));
        leave(w);
    }
}

static void read_assay_map(struct walk *w)
{
    char where[MEND_WHERE];
    double name = -1.0;
    double day = -1.0;
    const struct mend_place place = place_of(w);
    mend_yaml_where(&w->yaml, where);
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_MAPPING_END_EVENT) {
        struct key key;
        const bool good = take_key(w, "", &key);
        if (!mend_yaml_next(&w->yaml)) {
            return;
        }
        if (good) {
            read_assay_key(w, &key, &name, &day);
        } else {
            leave(w);
        }
    }
    if (name < 0.0 && !w->yaml.broken) {
        mend_complain(w->report, "%s: error: assays: an assay has no name; write {name: still_face, day: 30}", where);
    } else if (name >= 0.0) {
        const struct mend_assay_plan plan = {.name = (int)name, .day = day > 0.0 ? (int64_t)day : 0, .place = place};
        mend_config_plan(w->config, plan, where, w->report);
    }
}

static void read_assay(struct walk *w)
{
    char where[MEND_WHERE];
    double name;
    if (type_of(w) == YAML_MAPPING_START_EVENT) {
        read_assay_map(w);
    } else if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, &mend_assay_name_line);
    } else if (mend_config_value(&mend_assay_name_line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), &name, w->report)) {
        mend_config_plan(w->config, (struct mend_assay_plan){.name = (int)name, .place = place_of(w)}, where, w->report);
    }
}

void read_assays(struct walk *w)
{
    char where[MEND_WHERE];
    char found[FOUND];
    if (type_of(w) != YAML_SEQUENCE_START_EVENT) {
        if (type_of(w) != YAML_ALIAS_EVENT) {
            mend_complain(w->report, "%s: error: assays: %s is not a list, such as [still_face, {name: strange_situation, day: 180}]; none: []",
                          mend_yaml_where(&w->yaml, where), mend_yaml_shown(&w->yaml, found, FOUND));
        }
        leave(w);
        return;
    }
    w->config->assays = 0;
    w->config->assays_given = true;
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        read_assay(w);
    }
}

/* ---- schedule ---- */

/* A stretch of the schedule as it is read: when, and which changes of the config it has made so far. */
struct stretch {
    double from, to;
    int first;
    bool set;
};

static void read_stretch_day(struct walk *w, const struct key *key, const struct mend_param *line, double *day)
{
    char where[MEND_WHERE];
    if (*day >= 0.0) {
        mend_complain(w->report, "%s: error: duplicate key '%s' in the schedule", key->where, key->name);
        leave(w);
    } else if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, line);
    } else if (!mend_config_value(line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), day, w->report)) {
        *day = 1.0; /* given, and its mistake is named */
    }
}

/* One `key: value` of a stretch's `set`, by the name of the whole key. */
static void read_change(struct walk *w, const struct key *key)
{
    char where[MEND_WHERE];
    double value = 0.0;
    const struct mend_param *line = mend_param_find(key->name);
    if (!line) {
        mend_config_unknown(key->name, key->where, w->report);
        leave(w);
    } else if (!mend_can_change(line)) {
        mend_complain(w->report, "%s: error: schedule: %s cannot change in the course of a life; it is settled before it begins", key->where,
                      line->key);
        leave(w);
    } else if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, line);
    } else if (w->config->changes == MEND_CHANGES_MOST) {
        mend_complain(w->report, "%s: error: schedule: there are more than %d changes", key->where, (int)MEND_CHANGES_MOST);
        leave(w);
    } else if (mend_config_value(line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), &value, w->report)) {
        const int k = w->config->changes++;
        w->config->change[k] = (struct mend_change){.line = (int)(line - mend_param_table), .value = value};
        w->config->change_place[k] = place_of(w);
    }
}

/* `set: {mediated.share: 0}`, or with sections as elsewhere: `set: {mediated: {share: 0}}`. */
static void read_changes(struct walk *w, const char *section)
{
    static const struct mend_param line = {.key = "schedule",
                                           .kind = MEND_CHOICE,
                                           .names = "a map of keys and values",
                                           .meaning = "what is changed from one day to another",
                                           .fallback = NAN};
    if (type_of(w) != YAML_MAPPING_START_EVENT) {
        refuse_kind(w, &line);
        return;
    }
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_MAPPING_END_EVENT) {
        struct key key;
        const bool good = take_key(w, section, &key);
        if (!mend_yaml_next(&w->yaml)) {
            return;
        }
        if (!good) {
            leave(w);
        } else if (type_of(w) == YAML_MAPPING_START_EVENT && mend_config_section(key.name)) {
            read_changes(w, key.name);
        } else {
            read_change(w, &key);
        }
    }
}

static void read_stretch_key(struct walk *w, const struct key *key, struct stretch *s)
{
    char shown[MEND_SHOWN];
    if (!strcmp(key->name, "from")) {
        read_stretch_day(w, key, &mend_schedule_from_line, &s->from);
    } else if (!strcmp(key->name, "to")) {
        read_stretch_day(w, key, &mend_schedule_to_line, &s->to);
    } else if (!strcmp(key->name, "set")) {
        s->set = true;
        read_changes(w, "");
    } else {
        mend_complain(w->report, "%s: error: unknown key '%s' in the schedule; it has from, to and set", key->where,
                      mend_shorten(shown, MEND_SHOWN, key->name));
        leave(w);
    }
}

static void read_stretch(struct walk *w)
{
    static const struct mend_param line = {.key = "schedule",
                                           .kind = MEND_CHOICE,
                                           .names = "a map such as {from: 100, to: 200, set: {mediated.share: 0}}",
                                           .meaning = "a change from one day to another",
                                           .fallback = NAN};
    char where[MEND_WHERE];
    struct stretch s = {.from = -1.0, .to = -1.0, .first = w->config->changes};
    if (type_of(w) != YAML_MAPPING_START_EVENT) {
        refuse_kind(w, &line);
        return;
    }
    mend_yaml_where(&w->yaml, where);
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_MAPPING_END_EVENT) {
        struct key key;
        const bool good = take_key(w, "", &key);
        if (!mend_yaml_next(&w->yaml)) {
            return;
        }
        if (good) {
            read_stretch_key(w, &key, &s);
        } else {
            leave(w);
        }
    }
    if (!s.set && !w->yaml.broken) {
        mend_complain(w->report, "%s: error: schedule: nothing is set; write {from: 100, to: 200, set: {mediated.share: 0}}", where);
    }
    for (int k = s.first; k < w->config->changes; k++) {
        w->config->change[k].from = s.from > 0.0 ? (int64_t)s.from : 1;
        w->config->change[k].to = s.to > 0.0 ? (int64_t)s.to : 0;
    }
}

void read_schedule(struct walk *w)
{
    char where[MEND_WHERE];
    char found[FOUND];
    if (type_of(w) != YAML_SEQUENCE_START_EVENT) {
        if (type_of(w) != YAML_ALIAS_EVENT) {
            mend_complain(w->report, "%s: error: schedule: %s is not a list, such as [{from: 100, to: 200, set: {mediated.share: 0}}]; none: []",
                          mend_yaml_where(&w->yaml, where), mend_yaml_shown(&w->yaml, found, FOUND));
        }
        leave(w);
        return;
    }
    w->config->changes = 0;
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        read_stretch(w);
    }
}
