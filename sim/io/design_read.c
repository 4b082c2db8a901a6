/* A design file: YAML's events kept as texts, to be tried on the base config once all is known; so keys may come in any order. */
#include "io/config_walk.h"
#include "io/design_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct mend_param kind_line = {
    .key = "design", .kind = MEND_CHOICE, .names = MEND_DESIGN_NAMES, .meaning = "how points are laid", .fallback = NAN};
static const struct mend_param points_line = {
    .key = "points", .kind = MEND_COUNT, .least = 1, .most = 1e9, .meaning = "how many points are drawn", .fallback = NAN};
static const struct mend_param replicates_line = {
    .key = "replicates", .kind = MEND_COUNT, .least = 1, .most = 1e6, .meaning = "populations at each point", .fallback = 1};
static const struct mend_param range_from = {
    .key = "from", .kind = MEND_REAL, .least = -1e9, .most = 1e9, .meaning = "where a range begins", .fallback = NAN};
static const struct mend_param range_to = {.key = "to", .kind = MEND_REAL, .least = -1e9, .most = 1e9, .meaning = "where it ends", .fallback = NAN};
static const struct mend_param range_steps = {
    .key = "steps", .kind = MEND_COUNT, .least = 1, .most = 1e6, .meaning = "values in a range, its ends among them", .fallback = NAN};
static const struct mend_param populations_line = {
    .key = "populations", .kind = MEND_COUNT, .least = 1, .most = 1e5, .meaning = "how many may be lived", .fallback = 2000};
static const struct mend_param waves_line = {.key = "waves",
                                             .kind = MEND_COUNT,
                                             .least = 1,
                                             .most = MEND_WAVES_MOST,
                                             .meaning = "in how many rounds points are laid, each nearer to what is aimed at",
                                             .fallback = 4};
static const struct mend_param text_line = {
    .key = "base", .kind = MEND_CHOICE, .names = "a path", .meaning = "the config of which the points are changes", .fallback = NAN};

/* ---- what the keys hold ---- */

static void read_path(struct walk *w, const struct key *key, char to[MEND_PATH], struct mend_place *place)
{
    struct mend_param line = text_line;
    line.key = key->name;
    if (type_of(w) != YAML_SCALAR_EVENT || !*mend_yaml_text(&w->yaml)) {
        refuse_kind(w, &line);
        return;
    }
    *place = place_of(w);
    take_path(w, key->name, to);
}

/* One number or choice; NaN, with a message, if it is none. */
static double take_number(struct walk *w, const struct mend_param *line)
{
    char where[MEND_WHERE];
    double value = NAN;
    if (type_of(w) != YAML_SCALAR_EVENT) {
        refuse_kind(w, line);
    } else if (!mend_config_value(line, mend_yaml_where(&w->yaml, where), mend_yaml_text(&w->yaml), &value, w->report)) {
        value = NAN;
    }
    return value;
}

/* Sections may stand around keys, as in a config: `repair: {scale: ...}` is repair.scale. A map under a name that is a key is that key's own. */
static bool is_section(const struct walk *w, const char *name)
{
    const bool in_schedule = !strcmp(name, "schedule");
    return type_of(w) == YAML_MAPPING_START_EVENT && (in_schedule || (!mend_param_find(name) && mend_config_section(name)));
}

/* The names of a list with commas between them, as `--set assays=a,b` takes them. False, with a message, if one is no name. */
static bool take_names(struct walk *w, const char *key, char *names, size_t size)
{
    char where[MEND_WHERE];
    bool good = true;
    names[0] = 0;
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        const size_t used = strlen(names);
        if (type_of(w) != YAML_SCALAR_EVENT) {
            good = mend_complain(w->report, "%s: error: set: %s takes one value, or a list of names", mend_yaml_where(&w->yaml, where), key);
            leave(w);
        }
        snprintf(names + used, size - used, "%s%s", used ? "," : "", mend_yaml_text(&w->yaml));
    }
    return good;
}

static void read_set(struct walk *w, const struct key *key, void *context)
{
    struct reading *r = context;
    char where[MEND_WHERE], names[MEND_PATH];
    if (is_section(w, key->name)) {
        walk_map(w, key->name, read_set, r);
        return;
    }
    if (r->sets == SETS_MOST || (type_of(w) != YAML_SCALAR_EVENT && type_of(w) != YAML_SEQUENCE_START_EVENT)) {
        mend_complain(w->report, r->sets == SETS_MOST ? "%s: error: set: there are too many keys (at %s)" : "%s: error: set: %s takes one value",
                      mend_yaml_where(&w->yaml, where), key->name);
        leave(w);
        return;
    }
    struct setting_given *set = &r->set[r->sets];
    const struct mend_place place = place_of(w);
    memcpy(set->key, key->name, sizeof set->key);
    if (type_of(w) == YAML_SCALAR_EVENT) {
        set->value = (struct mend_value){copy_of(mend_yaml_text(&w->yaml)), place};
        r->sets++;
    } else if (take_names(w, key->name, names, sizeof names)) {
        set->value = (struct mend_value){copy_of(names), place};
        r->sets++;
    }
}

static void read_range_key(struct walk *w, const struct key *key, void *context)
{
    struct mend_factor *f = context;
    char shown[MEND_SHOWN];
    if (!strcmp(key->name, "from")) {
        f->from = take_number(w, &range_from);
    } else if (!strcmp(key->name, "to")) {
        f->to = take_number(w, &range_to);
    } else if (!strcmp(key->name, "steps")) {
        const double steps = take_number(w, &range_steps);
        f->steps = isnan(steps) ? 1 : (int64_t)steps;
    } else {
        mend_complain(w->report, "%s: error: unknown key '%s' in a range; it has from, to and, in a grid, steps", key->where,
                      mend_shorten(shown, MEND_SHOWN, key->name));
        leave(w);
    }
}

static void read_values(struct walk *w, struct mend_factor *f)
{
    char where[MEND_WHERE];
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        if (type_of(w) != YAML_SCALAR_EVENT) {
            mend_complain(w->report, "%s: error: factors: %s: a list or a map is not a value", mend_yaml_where(&w->yaml, where), f->key);
            leave(w);
        } else if (!add_value(f, mend_yaml_text(&w->yaml), place_of(w))) {
            mend_complain_of_memory(w->yaml.path, w->report);
        }
    }
}

static void read_factor(struct walk *w, const struct key *key, void *context)
{
    struct reading *r = context;
    struct mend_design *d = r->design;
    char where[MEND_WHERE], found[FOUND];
    if (is_section(w, key->name)) {
        walk_map(w, key->name, read_factor, r);
        return;
    }
    for (int k = 0; k < d->factors; k++) {
        if (!strcmp(d->factor[k].key, key->name)) {
            mend_complain(w->report, "%s: error: factors: '%s' is given twice", key->where, key->name);
            leave(w);
            return;
        }
    }
    if (d->factors == MEND_FACTORS_MOST) {
        mend_complain(w->report, "%s: error: factors: there are more than %d", key->where, MEND_FACTORS_MOST);
        leave(w);
        return;
    }
    struct mend_factor *f = &d->factor[d->factors];
    *f = (struct mend_factor){.place = place_of(w), .from = NAN, .to = NAN};
    memcpy(f->key, key->name, sizeof f->key);
    mend_yaml_where(&w->yaml, where);
    if (type_of(w) == YAML_SEQUENCE_START_EVENT) {
        d->factors++;
        read_values(w, f);
    } else if (type_of(w) == YAML_MAPPING_START_EVENT) {
        d->factors++;
        f->ranged = true;
        if (walk_map(w, "", read_range_key, f) && (isnan(f->from) || isnan(f->to))) {
            mend_complain(w->report, "%s: error: factors: %s: a range is {from: 0.5, to: 2}, in a grid with steps: 4", where, f->key);
        }
    } else {
        mend_complain(w->report, "%s: error: factors: %s: %s is neither a list of values nor a range such as {from: 0.5, to: 2}", where, f->key,
                      mend_yaml_shown(&w->yaml, found, FOUND));
        leave(w);
    }
}

static void read_measures(struct walk *w, struct mend_design *d)
{
    char where[MEND_WHERE];
    if (type_of(w) != YAML_SEQUENCE_START_EVENT) {
        mend_complain(w->report, "%s: error: measures: this is a list of names of rows of summary.csv, such as [share.secure, trust.mean]",
                      mend_yaml_where(&w->yaml, where));
        leave(w);
        return;
    }
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        const char *name = mend_yaml_text(&w->yaml);
        if (type_of(w) != YAML_SCALAR_EVENT || !*name || strlen(name) >= MEND_MEASURE_CHOSEN) {
            mend_complain(w->report, "%s: error: measures: this is no name of a measure", mend_yaml_where(&w->yaml, where));
            leave(w);
        } else if (d->measures == MEND_CHOSEN_MOST) {
            mend_complain(w->report, "%s: error: measures: there are more than %d", mend_yaml_where(&w->yaml, where), MEND_CHOSEN_MOST);
        } else {
            d->measure_place[d->measures] = place_of(w);
            snprintf(d->measure[d->measures++], MEND_MEASURE_CHOSEN, "%s", name);
        }
    }
}

static void read_against(struct walk *w, struct reading *r)
{
    char where[MEND_WHERE];
    const char *name = mend_yaml_text(&w->yaml);
    r->against_place = place_of(w);
    if (type_of(w) != YAML_SCALAR_EVENT || !*name || strlen(name) >= MEND_MEASURE_CHOSEN) {
        mend_complain(w->report, "%s: error: against: this is one of the design's measures, such as repair_share.mean",
                      mend_yaml_where(&w->yaml, where));
        leave(w);
    } else {
        snprintf(r->design->against, MEND_MEASURE_CHOSEN, "%s", name);
    }
}

static void read_rule(struct walk *w, struct reading *r)
{
    char where[MEND_WHERE];
    const char *name = mend_yaml_text(&w->yaml);
    r->rule_place = place_of(w);
    if (type_of(w) != YAML_SCALAR_EVENT || !*name || strlen(name) >= sizeof r->rule) {
        mend_complain(w->report, "%s: error: rule: this is the name of a rule of rules.csv beside the findings, such as repair",
                      mend_yaml_where(&w->yaml, where));
        leave(w);
    } else {
        snprintf(r->rule, sizeof r->rule, "%s", name);
    }
}

static void read_targets(struct walk *w, struct reading *r)
{
    char where[MEND_WHERE];
    r->targets_place = place_of(w);
    if (type_of(w) != YAML_SEQUENCE_START_EVENT) {
        mend_complain(w->report, "%s: error: targets: this is a list of ids of findings, such as [SSP-01, SEN-01]", mend_yaml_where(&w->yaml, where));
        leave(w);
        return;
    }
    while (mend_yaml_next(&w->yaml) && type_of(w) != YAML_SEQUENCE_END_EVENT) {
        const char *id = mend_yaml_text(&w->yaml);
        if (type_of(w) != YAML_SCALAR_EVENT || !*id || strlen(id) >= MEND_FINDING_ID) {
            mend_complain(w->report, "%s: error: targets: this is no id of a finding", mend_yaml_where(&w->yaml, where));
            leave(w);
        } else if (r->targets == TARGETS_MOST) {
            mend_complain(w->report, "%s: error: targets: there are more than %d", mend_yaml_where(&w->yaml, where), TARGETS_MOST);
        } else {
            r->target_place[r->targets] = place_of(w);
            snprintf(r->target[r->targets++], MEND_FINDING_ID, "%s", id);
        }
    }
}

static void read_map_of(struct walk *w, const struct key *key, take_value *take, struct reading *r)
{
    char where[MEND_WHERE], found[FOUND];
    if (type_of(w) == YAML_MAPPING_START_EVENT) {
        walk_map(w, "", take, r);
    } else {
        mend_complain(w->report, "%s: error: %s: %s is not a map of keys", mend_yaml_where(&w->yaml, where), key->name,
                      mend_yaml_shown(&w->yaml, found, FOUND));
        leave(w);
    }
}

#define DESIGN_KEYS "base|set|design|factors|points|file|replicates|measures|against"

#define CALIBRATION_KEYS "findings|rule|set|targets|factors|populations|waves|seed"

static void read_calibration_key(struct walk *w, const struct key *key, struct reading *r)
{
    struct mend_calibration *c = r->calibration;
    if (!strcmp(key->name, "findings")) {
        read_path(w, key, r->findings, &r->findings_place);
    } else if (!strcmp(key->name, "rule")) {
        read_rule(w, r);
    } else if (!strcmp(key->name, "targets")) {
        read_targets(w, r);
    } else {
        const bool populations = !strcmp(key->name, "populations"), waves = !strcmp(key->name, "waves");
        const double count = take_number(w, populations ? &populations_line : waves ? &waves_line : mend_param_find("seed"));
        *(populations ? &c->populations : waves ? &c->waves : &c->seed) = isnan(count) ? 1 : (int64_t)count;
        r->populations_place = populations ? place_of(w) : r->populations_place;
    }
}

/* Says which keys a design has, and which one may have been meant. */
static void refuse_key(struct walk *w, const struct key *key, const struct reading *r)
{
    const char *const keys = r->calibration ? CALIBRATION_KEYS : DESIGN_KEYS;
    char near[MEND_SHOWN], shown[MEND_SHOWN], name[MEND_SHOWN], all[MEND_SHOWN_PATH] = "";
    const char *meant = mend_nearest(key->name, keys, near, MEND_SHOWN);
    for (int i = 0; mend_name_at(name, sizeof name, keys, i)[0]; i++) {
        strcat(strcat(all, i ? ", " : ""), name);
    }
    mend_complain(w->report, "%s: error: unknown key '%s' in a design%s%s%s%s; it has %s", key->where, mend_shorten(shown, MEND_SHOWN, key->name),
                  r->calibration ? " to calibrate" : "", meant ? "; did you mean '" : "", meant ? meant : "", meant ? "'?" : "", all);
    leave(w);
}

static void read_design_key(struct walk *w, const struct key *key, void *context)
{
    struct reading *r = context;
    struct mend_design *d = r->design;
    if (mend_position(key->name, r->calibration ? CALIBRATION_KEYS : DESIGN_KEYS) < 0) {
        refuse_key(w, key, r);
        return;
    }
    if (!is_first(w, key)) {
        leave(w);
        return;
    }
    if (!strcmp(key->name, "base")) {
        read_path(w, key, r->base, &r->base_place);
    } else if (!strcmp(key->name, "file")) {
        read_path(w, key, d->table, &r->table_place);
    } else if (!strcmp(key->name, "set")) {
        read_map_of(w, key, read_set, r);
    } else if (!strcmp(key->name, "factors")) {
        r->factors_place = place_of(w);
        read_map_of(w, key, read_factor, r);
    } else if (r->calibration) {
        read_calibration_key(w, key, r);
    } else if (!strcmp(key->name, "measures")) {
        read_measures(w, d);
    } else if (!strcmp(key->name, "against")) {
        read_against(w, r);
    } else if (!strcmp(key->name, "design")) {
        const double kind = take_number(w, &kind_line);
        r->kind_place = place_of(w);
        d->kind = isnan(kind) ? MEND_GRID : (enum mend_design_kind)kind;
    } else {
        const bool points = !strcmp(key->name, "points");
        const double count = take_number(w, points ? &points_line : &replicates_line);
        *(points ? &d->points : &d->replicates) = isnan(count) ? 1 : (int64_t)count;
        if (points) {
            r->points_place = place_of(w);
        }
    }
}

static void read_document(struct walk *w, struct reading *r)
{
    char where[MEND_WHERE];
    while (!w->yaml.broken && type_of(w) != YAML_MAPPING_START_EVENT && type_of(w) != YAML_STREAM_END_EVENT && type_of(w) != YAML_SCALAR_EVENT &&
           type_of(w) != YAML_SEQUENCE_START_EVENT) {
        mend_yaml_next(&w->yaml);
    }
    if (!w->yaml.broken && type_of(w) != YAML_MAPPING_START_EVENT) {
        mend_complain(w->report, "%s: error: this is not a design, which is lines of `key: value` with at least %s and factors",
                      mend_yaml_where(&w->yaml, where), r->calibration ? "findings, targets" : "base");
    } else if (!w->yaml.broken) {
        walk_map(w, "", read_design_key, r);
    }
}

/* `calibration` is NULL, or holds the design; `rule` is NULL, or goes before the design's. */
static bool read_design(const char *path, enum mend_purpose purpose, struct mend_design *design, struct mend_calibration *calibration,
                        const char *rule, struct mend_report *report)
{
    const int before = report->count;
    size_t size = 0;
    mend_config_name(design->name, sizeof design->name, path);
    mend_shorten(design->path, sizeof design->path, path);
    char *text = mend_text_of_file(path, &size, report);
    struct walk *w = calloc(1, sizeof *w);
    struct reading *r = calloc(1, sizeof *r);
    if (text && w && r) {
        r->design = design;
        r->calibration = calibration;
        r->purpose = purpose;
        w->report = report;
        if (mend_yaml_open(&w->yaml, path, text, size, report) && mend_yaml_next(&w->yaml)) {
            read_document(w, r);
        }
        mend_yaml_close(&w->yaml);
        if (rule) {
            snprintf(r->rule, sizeof r->rule, "%s", rule);
            r->rule_place = (struct mend_place){0};
        }
        if (report->count == before) {
            (calibration ? settle_calibration : settle_design)(r, report);
        }
        for (int i = 0; i < r->sets; i++) {
            free(r->set[i].value.text);
        }
    } else if (text) {
        mend_complain_of_memory(path, report);
    }
    free(text);
    free(w);
    free(r);
    return report->count == before;
}

bool mend_design_read(const char *path, enum mend_purpose purpose, struct mend_design *design, struct mend_report *report)
{
    *design = (struct mend_design){.replicates = 1};
    const bool good = read_design(path, purpose, design, NULL, NULL, report);
    if (!good) {
        mend_design_free(design);
    }
    return good;
}

bool mend_calibration_read(const char *path, const char *rule, struct mend_calibration *c, struct mend_report *report)
{
    *c = (struct mend_calibration){.populations = (int64_t)populations_line.fallback, .waves = (int64_t)waves_line.fallback, .seed = 1};
    c->design.replicates = 1;
    const bool good = read_design(path, MEND_TO_CALIBRATE, &c->design, c, rule, report);
    if (!good) {
        mend_calibration_free(c);
    }
    return good;
}
