/* The lists of a config: its assays, and its schedule. */
#include "io/config_walk.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One number of a list's entry, such as the day of {name: still_face, day: 30}; below 0 as long as it has not been given. */
static void read_part(struct walk *w, const struct key *key, const char *list, const struct mend_param *line, double *part)
{
    char where[MEND_WHERE];
    if (*part >= 0.0) {
        mend_complain(w->report, "%s: error: duplicate key '%s' in %s", key->where, key->name, list);
        leave(w);
    } else if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, line);
    } else if (!mend_config_value(line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), part, w->report)) {
        *part = 0.0; /* given, and its mistake is named */
    }
}

static void refuse_part(struct walk *w, const struct key *key, const char *list, const char *parts)
{
    char shown[MEND_SHOWN];
    mend_complain(w->report, "%s: error: unknown key '%s' in %s; it has %s", key->where, mend_shorten(shown, MEND_SHOWN, key->name), list, parts);
    leave(w);
}

/* ---- assays ---- */

/* An assay as it is read: its position in MEND_ASSAY_NAMES, and its day. */
struct assay {
    double name, day;
};

static void read_assay_key(struct walk *w, const struct key *key, void *assay)
{
    struct assay *a = assay;
    if (!strcmp(key->name, "name")) {
        read_part(w, key, "an assay", &mend_assay_name_line, &a->name);
    } else if (!strcmp(key->name, "day")) {
        read_part(w, key, "an assay", &mend_assay_day_line, &a->day);
    } else {
        refuse_part(w, key, "an assay", "a name and a day");
    }
}

static void read_assay_map(struct walk *w)
{
    char where[MEND_WHERE];
    struct assay a = {-1.0, -1.0};
    const struct mend_place place = place_of(w);
    mend_yaml_where(&w->yaml, where);
    if (!walk_map(w, "", read_assay_key, &a)) {
        return;
    }
    if (a.name < 0.0 && !w->yaml.broken) {
        mend_complain(w->report, "%s: error: assays: an assay has no name; write {name: still_face, day: 30}", where);
    } else if (a.name >= 0.0) {
        const struct mend_assay_plan plan = {.name = (int)a.name, .day = a.day > 0.0 ? (int64_t)a.day : 0, .place = place};
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
};

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

static void read_changes(struct walk *w, const char *section);

static void read_change_or_section(struct walk *w, const struct key *key, void *nothing)
{
    (void)nothing;
    if (type_of(w) == YAML_MAPPING_START_EVENT && mend_config_section(key->name)) {
        read_changes(w, key->name);
    } else {
        read_change(w, key);
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
    walk_map(w, section, read_change_or_section, NULL);
}

static void read_stretch_key(struct walk *w, const struct key *key, void *stretch)
{
    struct stretch *s = stretch;
    if (!strcmp(key->name, "from")) {
        read_part(w, key, "the schedule", &mend_schedule_from_line, &s->from);
    } else if (!strcmp(key->name, "to")) {
        read_part(w, key, "the schedule", &mend_schedule_to_line, &s->to);
    } else if (!strcmp(key->name, "set")) {
        read_changes(w, "");
    } else {
        refuse_part(w, key, "the schedule", "from, to and set");
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
    const int complaints = w->report->count;
    if (type_of(w) != YAML_MAPPING_START_EVENT) {
        refuse_kind(w, &line);
        return;
    }
    mend_yaml_where(&w->yaml, where);
    if (!walk_map(w, "", read_stretch_key, &s)) {
        return;
    }
    if (w->config->changes == s.first && w->report->count == complaints && !w->yaml.broken) {
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
