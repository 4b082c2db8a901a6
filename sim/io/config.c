/* One value of a config at a time, by the parameter table: checked, explained, set. */
#include "io/config_parts.h"
#include "io/text.h"
#include "model/setting.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NEAR = 80, SECTIONS = 4096, SHOWN_SETTING = 200 };

const struct mend_param mend_assay_name_line = {.key = "assays",
                                                .kind = MEND_CHOICE,
                                                .names = MEND_ASSAY_NAMES,
                                                .meaning =
                                                    "procedures that read the bond at the end of the run, or on the day of {name: ..., day: ...}",
                                                .fallback = NAN};
const struct mend_param mend_assay_day_line = {.key = "assays",
                                               .kind = MEND_COUNT,
                                               .names = "",
                                               .meaning = "day of an assay, on the state at its end; 0: at the end of the run",
                                               .fallback = 0,
                                               .least = 0,
                                               .most = 36500};

const struct mend_param mend_schedule_from_line = {
    .key = "schedule", .kind = MEND_COUNT, .names = "", .meaning = "first day of a change", .fallback = 1, .least = 1, .most = 36500};
const struct mend_param mend_schedule_to_line = {.key = "schedule",
                                                 .kind = MEND_COUNT,
                                                 .names = "",
                                                 .meaning = "last day of a change; left out: the end of the run",
                                                 .fallback = NAN,
                                                 .least = 1,
                                                 .most = 36500};

void mend_config_default(struct mend_config *config)
{
    *config = (struct mend_config){.params = mend_params_default(), .name = "caregiver-infant"};
    mend_config_settle(config);
}

/* What a setting is read by where the config does not say: infants by their three procedures, pairs by a discussion. */
static const char *usual_assays(int setting)
{
    const struct setting s = setting_at(setting);
    return s.tie[0].kind == CARE_TIE ? "home_observation|still_face|strange_situation" : s.tie[0].back != NO_BOND ? "conflict" : "";
}

void mend_config_settle(struct mend_config *config)
{
    const int setting = config->params.setting;
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        if (config->place[mend_config_place(line)].line == 0 && strcmp(line->key, "setting") != 0) {
            mend_param_set(&config->params, line, mend_param_fallback(line, setting));
        }
    }
    if (!config->assays_given) {
        char name[MEND_CONFIG_KEY];
        const char *usual = usual_assays(setting);
        config->assays = 0;
        for (int i = 0; *usual && *mend_name_at(name, sizeof name, usual, i); i++) {
            config->assay[config->assays++] = (struct mend_assay_plan){.name = mend_position(name, MEND_ASSAY_NAMES)};
        }
    }
}

void mend_config_name(char *name, int size, const char *path)
{
    const char *slash = strrchr(path, '/');
    mend_shorten(name, size, slash ? slash + 1 : path);
    char *dot = strrchr(name, '.');
    if (dot && dot > name) {
        *dot = 0;
    }
}

/* ---- what a key takes ---- */

static void expected_names(const char *names, char to[MEND_EXPECTED])
{
    int used = snprintf(to, MEND_EXPECTED, strchr(names, '|') ? "one of " : "");
    for (const char *from = names; *from && used < MEND_EXPECTED - 3; from++) {
        if (*from == '|') {
            to[used++] = ',';
            to[used++] = ' ';
        } else {
            to[used++] = *from;
        }
    }
    to[used] = 0;
}

char *mend_config_expected(const struct mend_param *line, char to[MEND_EXPECTED])
{
    char least[MEND_NUMBER_TEXT];
    char most[MEND_NUMBER_TEXT];
    if (line->kind == MEND_CHOICE) {
        expected_names(line->names, to);
    } else if (line->kind == MEND_FLAG) {
        snprintf(to, MEND_EXPECTED, "true or false");
    } else {
        snprintf(to, MEND_EXPECTED, "a %snumber from %s to %s", line->kind == MEND_COUNT ? "whole " : "", mend_number_text(least, line->least),
                 mend_number_text(most, line->most));
    }
    return to;
}

char *mend_config_fallback(const struct mend_param *line, char to[MEND_CONFIG_KEY])
{
    if (line->kind == MEND_FLAG || line->kind == MEND_CHOICE) {
        return mend_name_at(to, MEND_CONFIG_KEY, line->names, (int)line->fallback);
    }
    return mend_number_text(to, line->fallback);
}

bool mend_config_refuse(const struct mend_param *line, const char *where, const char *found, const char *hint, struct mend_report *report)
{
    char expected[MEND_EXPECTED];
    char otherwise[MEND_CONFIG_KEY];
    const bool has_default = !isnan(line->fallback);
    return mend_complain(report, "%s: error: %s: %s is not %s%s (%s%s%s)", where, line->key, found, mend_config_expected(line, expected), hint,
                         line->meaning, has_default ? "; default " : "", has_default ? mend_config_fallback(line, otherwise) : "");
}

/* ---- one value ---- */

/* What other dialects of YAML, and people, write for true and false. */
static const char *flag_hint(const char *text)
{
    if (mend_position(text, "yes|Yes|YES|y|Y|on|On|ON|True|TRUE|t|T|1") >= 0) {
        return "; did you mean true?";
    }
    return mend_position(text, "no|No|NO|n|N|off|Off|OFF|False|FALSE|f|F|0") >= 0 ? "; did you mean false?" : "";
}

static bool refuse_text(const struct mend_param *line, const char *where, const char *text, struct mend_report *report)
{
    char shown[MEND_SHOWN];
    char found[MEND_SHOWN + 8];
    char near[NEAR];
    char hint[NEAR + 24] = "";
    if (line->kind == MEND_FLAG) {
        snprintf(hint, sizeof hint, "%s", flag_hint(text));
    } else if (line->kind == MEND_CHOICE && mend_nearest(text, line->names, near, NEAR)) {
        snprintf(hint, sizeof hint, "; did you mean '%s'?", near);
    }
    snprintf(found, sizeof found, *text ? "'%s'" : "an empty value", mend_shorten(shown, MEND_SHOWN, text));
    return mend_config_refuse(line, where, found, hint, report);
}

bool mend_config_value(const struct mend_param *line, const char *where, const char *text, double *value, struct mend_report *report)
{
    double number = 0.0;
    bool good;
    if (line->kind == MEND_FLAG || line->kind == MEND_CHOICE) {
        number = mend_position(text, line->names);
        good = number >= 0.0;
    } else {
        good = mend_number_of(text, &number) && number >= line->least && number <= line->most;
        good = good && (line->kind == MEND_REAL || floor(number) == number);
    }
    if (!good) {
        return refuse_text(line, where, text, report);
    }
    *value = number;
    return true;
}

int64_t mend_assay_day(const struct mend_config *config, int assay)
{
    return config->assay[assay].day ? config->assay[assay].day : config->params.days;
}

size_t mend_config_place(const struct mend_param *line)
{
    return line->offset / sizeof(float);
}

bool mend_config_take(struct mend_config *config, const struct mend_param *line, struct mend_place place, const char *where, const char *text,
                      struct mend_report *report)
{
    double value = 0.0;
    if (!mend_config_value(line, where, text, &value, report)) {
        return false;
    }
    mend_param_set(&config->params, line, value);
    config->place[mend_config_place(line)] = place;
    return true;
}

bool mend_config_plan(struct mend_config *config, struct mend_assay_plan plan, const char *where, struct mend_report *report)
{
    if (config->assays == MEND_ASSAYS_MOST) {
        return mend_complain(report, "%s: error: assays: there are more than %d", where, (int)MEND_ASSAYS_MOST);
    }
    config->assay[config->assays++] = plan;
    return true;
}

/* ---- unknown keys ---- */

const char *mend_config_section(const char *name)
{
    const size_t length = strlen(name);
    for (int i = 0; i < mend_param_count; i++) {
        if (!strncmp(mend_param_table[i].key, name, length) && mend_param_table[i].key[length] == '.') {
            return mend_param_table[i].key;
        }
    }
    return NULL;
}

/* Every section once: "record|rupture|rupture.severity|...". */
static void list_sections(char names[SECTIONS])
{
    char name[MEND_CONFIG_KEY];
    names[0] = 0;
    for (int i = 0; i < mend_param_count; i++) {
        const char *key = mend_param_table[i].key;
        for (const char *dot = strchr(key, '.'); dot; dot = strchr(dot + 1, '.')) {
            snprintf(name, sizeof name, "%.*s", (int)(dot - key), key);
            const size_t used = strlen(names);
            if (mend_position(name, names) < 0 && used + strlen(name) + 2 < SECTIONS) {
                snprintf(names + used, SECTIONS - used, "%s%s", used ? "|" : "", name);
            }
        }
    }
}

/* The one key that ends in `.word`: what somebody means who forgot the section. NULL if there are none or several. */
static const char *only_key_ending_in(const char *word)
{
    const char *found = NULL;
    for (int i = 0; i < mend_param_count; i++) {
        const char *dot = strrchr(mend_param_table[i].key, '.');
        if (dot && !strcmp(dot + 1, word)) {
            if (found) {
                return NULL;
            }
            found = mend_param_table[i].key;
        }
    }
    return found;
}

static const char *nearest_key(const char *key, char near[NEAR])
{
    char sections[SECTIONS];
    if (mend_nearest(key, "population|assays|schedule", near, NEAR) || mend_nearest(key, NULL, near, NEAR)) {
        return near;
    }
    list_sections(sections);
    const char *section = mend_nearest(key, sections, near, NEAR);
    return section ? section : only_key_ending_in(key);
}

bool mend_config_unknown(const char *key, const char *where, struct mend_report *report)
{
    char near[NEAR];
    char shown[MEND_CONFIG_KEY];
    if (report->count >= MEND_REPORT_MOST) {
        return mend_complain(report, "unknown key"); /* counted only: not worth a search */
    }
    mend_shorten(shown, MEND_SHOWN, key);
    if (mend_config_section(key)) {
        return mend_complain(report, "%s: error: %s: this is a section; name one of its keys, such as '%s'", where, shown, mend_config_section(key));
    }
    const char *meant = nearest_key(key, near);
    if (meant) {
        return mend_complain(report, "%s: error: unknown key '%s'; did you mean '%s'?", where, shown, meant);
    }
    return mend_complain(report, "%s: error: unknown key '%s'; `mend params` lists the keys", where, shown);
}

/* ---- --set key=value ---- */

/* Copies what stands between `from` and `to` without the spaces around it. False if it does not fit. */
static bool copy_trimmed(char *copy, int size, const char *from, const char *to)
{
    while (from < to && *from == ' ') {
        from++;
    }
    while (to > from && to[-1] == ' ') {
        to--;
    }
    if (to - from >= size) {
        return false;
    }
    memcpy(copy, from, (size_t)(to - from));
    copy[to - from] = 0;
    return true;
}

static bool set_population(struct mend_config *config, struct mend_place place, const char *where, const char *value, struct mend_report *report)
{
    if (!mend_is_utf8(value)) {
        return mend_complain(report, "%s: error: population: the path is not UTF-8 text", where);
    }
    snprintf(config->population, sizeof config->population, "%s", value);
    config->population_place = place;
    return true;
}

static bool set_assays(struct mend_config *config, struct mend_place place, const char *where, const char *value, struct mend_report *report)
{
    struct mend_config wanted = *config;
    bool good = true;
    wanted.assays = 0;
    while (*value) {
        char name[MEND_CONFIG_KEY];
        double position = 0.0;
        const char *end = value + strcspn(value, ",");
        if (!copy_trimmed(name, sizeof name, value, end)) {
            return mend_complain(report, "%s: error: assays: the name of an assay is too long", where);
        }
        good = mend_config_value(&mend_assay_name_line, where, name, &position, report) &&
               mend_config_plan(&wanted, (struct mend_assay_plan){.name = (int)position, .place = place}, where, report) && good;
        value = end + (*end == ',');
    }
    if (good) {
        *config = wanted;
        config->assays_given = true;
    }
    return good;
}

/* The change of the schedule that `name` means ("KEY" or "KEY@2"); NULL, with a message, if there is none. */
static struct mend_change *change_of(struct mend_config *config, const char *name, const char *where, struct mend_report *report)
{
    char key[MEND_CONFIG_KEY];
    const char *at = strchr(name, '@');
    double nth = 1.0;
    snprintf(key, sizeof key, "%.*s", at ? (int)(at - name) : (int)strlen(name), name);
    const struct mend_param *line = mend_param_find(key);
    if (!line) {
        mend_config_unknown(key, where, report);
        return NULL;
    }
    const bool counted = !at || mend_number_of(at + 1, &nth);
    for (int k = 0; counted && k < config->changes; k++) {
        if (config->change[k].line == (int)(line - mend_param_table) && --nth == 0.0) {
            return &config->change[k];
        }
    }
    mend_complain(report, "%s: error: schedule.%s: the schedule of the config has no such change", where, name);
    return NULL;
}

/* `name` without `ending`, if it ends so. */
static bool cut_ending(char *name, const char *ending)
{
    const size_t length = strlen(name), cut = strlen(ending);
    const bool ends = length > cut && !strcmp(name + length - cut, ending);
    if (ends) {
        name[length - cut] = 0;
    }
    return ends;
}

static bool set_change(struct mend_config *config, const char *key, const char *where, const char *text, struct mend_report *report)
{
    char name[MEND_CONFIG_KEY];
    double value = 0.0;
    snprintf(name, sizeof name, "%s", key);
    const bool from = cut_ending(name, ".from"), to = !from && cut_ending(name, ".to");
    struct mend_change *change = change_of(config, name, where, report);
    const struct mend_param *line = from ? &mend_schedule_from_line : to ? &mend_schedule_to_line : change ? &mend_param_table[change->line] : NULL;
    if (!change || !mend_config_value(line, where, text, &value, report)) {
        return false;
    }
    if (from) {
        change->from = (int64_t)value;
    } else if (to) {
        change->to = (int64_t)value;
    } else {
        change->value = value;
    }
    return true;
}

bool mend_config_assign(struct mend_config *config, const char *key, struct mend_place place, const char *where, const char *text,
                        struct mend_report *report)
{
    if (!strcmp(key, "population")) {
        return set_population(config, place, where, text, report);
    }
    if (!strcmp(key, "assays")) {
        return set_assays(config, place, where, text, report);
    }
    if (!strncmp(key, "schedule.", strlen("schedule."))) {
        return set_change(config, key + strlen("schedule."), where, text, report);
    }
    const struct mend_param *line = mend_param_find(key);
    if (!line) {
        return mend_config_unknown(key, where, report);
    }
    const bool good = mend_config_take(config, line, place, where, text, report);
    if (!strcmp(key, "setting")) {
        mend_config_settle(config);
    }
    return good;
}

bool mend_config_set(struct mend_config *config, const char *assignment, struct mend_report *report)
{
    char shown[SHOWN_SETTING];
    char where[SHOWN_SETTING + 8];
    char key[MEND_CONFIG_KEY];
    char value[MEND_PATH];
    snprintf(where, sizeof where, "--set %s", mend_shorten(shown, SHOWN_SETTING, assignment));
    const char *sign = strchr(assignment, '=');
    if (!sign || !copy_trimmed(key, sizeof key, assignment, sign) || !*key) {
        return mend_complain(report, "%s: error: this is not key=value, such as repair.scale=0.5", where);
    }
    if (!copy_trimmed(value, sizeof value, sign + 1, sign + strlen(sign))) {
        return mend_complain(report, "%s: error: %s: the value is longer than %d bytes", where, key, (int)sizeof value - 1);
    }
    return mend_config_assign(config, key, (struct mend_place){.line = MEND_COMMAND_LINE}, where, value, report);
}
