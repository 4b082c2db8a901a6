/* What no single key can decide. */
#include "io/config_parts.h"
#include "io/text.h"
#include "model/setting.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_SETTING = 200, PLACE = MEND_SHOWN_PATH + 32 };

/* Dyads are numbered in 32 bits. */
static const int64_t LAST_DYAD = 4294967295;

/* ---- where a message points ---- */

/* How a message starts: "b.yaml:2:33: ", "--set days=3: " on the command line, "" for a default. `setting` is the value as "days=3". Returns `to`. */
static char *place_text(const struct mend_config *config, struct mend_place place, const char *setting, char to[PLACE])
{
    char shown[MEND_SHOWN_PATH];
    to[0] = 0;
    if (place.line == MEND_COMMAND_LINE) {
        snprintf(to, PLACE, "--set %s: ", mend_shorten(shown, SHOWN_SETTING, setting));
    } else if (place.line > 0) {
        snprintf(to, PLACE, "%s:%d:%d: ", mend_shorten(shown, MEND_SHOWN_PATH, config->path), place.line, place.column);
    }
    return to;
}

/* The place of the first of these keys ("a|b|c") that is no default. Returns `to`. */
static char *place_of_key(const struct mend_config *config, const char *keys, char to[PLACE])
{
    char key[MEND_CONFIG_KEY];
    to[0] = 0;
    for (int i = 0; !to[0] && *mend_name_at(key, sizeof key, keys, i); i++) {
        char number[MEND_NUMBER_TEXT];
        char setting[MEND_CONFIG_KEY + MEND_NUMBER_TEXT];
        const struct mend_param *line = mend_param_find(key);
        snprintf(setting, sizeof setting, "%s=%s", key, mend_number_text(number, mend_param_get(&config->params, line)));
        place_text(config, config->place[mend_config_place(line)], setting, to);
    }
    return to;
}

/* All assays of the command line stand in one setting. Returns `to`. */
static char *place_of_assay(const struct mend_config *config, int assay, char to[PLACE])
{
    char name[MEND_SHOWN];
    char setting[MEND_ASSAYS_MOST * MEND_SHOWN] = "assays";
    for (int i = 0; i < config->assays; i++) {
        const size_t used = strlen(setting);
        snprintf(setting + used, sizeof setting - used, "%c%s", i ? ',' : '=',
                 mend_name_at(name, sizeof name, MEND_ASSAY_NAMES, config->assay[i].name));
    }
    return place_text(config, config->assay[assay].place, setting, to);
}

/* ---- the checks ---- */

static void check_assay(const struct mend_config *config, int assay, struct mend_report *report)
{
    char name[MEND_SHOWN];
    char place[PLACE];
    const int64_t day = mend_assay_day(config, assay);
    place_of_assay(config, assay, place);
    mend_name_at(name, sizeof name, MEND_ASSAY_NAMES, config->assay[assay].name);
    if (day > config->params.days) {
        mend_complain(report, "%serror: assays: %s is on day %lld, after the end of the run (days: %lld)", place, name, (long long)day,
                      (long long)config->params.days);
    }
    const struct setting setting = setting_at(config->params.setting);
    if (!strcmp(name, "conflict") && setting.tie[0].back == NO_BOND) {
        mend_complain(report, "%serror: assays: %s needs two people with a bond each way, whom the setting %s does not have", place, name,
                      setting.name);
    }
    for (int other = 0; other < assay; other++) {
        if (config->assay[other].name == config->assay[assay].name && mend_assay_day(config, other) == day) {
            mend_complain(report, "%serror: assays: %s is listed twice for day %lld; an assay is run once a day", place, name, (long long)day);
            return;
        }
    }
}

static void check_dyads(const struct mend_config *config, struct mend_report *report)
{
    char place[PLACE];
    const struct mend_params *p = &config->params;
    if (p->first_dyad > LAST_DYAD - (p->dyads - 1)) {
        place_of_key(config, "first_dyad|dyads", place);
        mend_complain(report, "%serror: first_dyad: the last dyad would be %lld; ids end at %lld (first_dyad: %lld, dyads: %lld)", place,
                      (long long)(p->first_dyad + p->dyads - 1), (long long)LAST_DYAD, (long long)p->first_dyad, (long long)p->dyads);
    }
}

static void check_window(const struct mend_config *config, struct mend_report *report)
{
    char place[PLACE];
    const struct mend_params *p = &config->params;
    if (p->record_every_turns == 0) {
        return;
    }
    place_of_key(config, "record.to_day|record.from_day|record.every_turns", place);
    if (p->record_to_day <= p->record_from_day) {
        mend_complain(report, "%serror: record.to_day: %lld is not after record.from_day (%lld), so that no turn would be recorded", place,
                      (long long)p->record_to_day, (long long)p->record_from_day);
    }
    if (p->record_to_day > p->days) {
        mend_complain(report, "%serror: record.to_day: %lld is after the end of the run (days: %lld)", place, (long long)p->record_to_day,
                      (long long)p->days);
    }
}

static void check_kinds(const struct mend_config *config, struct mend_report *report)
{
    static const char kinds[] = "rupture.kinds.misattunement|rupture.kinds.miscommunication|rupture.kinds.conflict|"
                                "rupture.kinds.absence|rupture.kinds.harm";
    char place[PLACE];
    const struct mend_params *p = &config->params;
    const float sum = p->kind_misattunement + p->kind_miscommunication + p->kind_conflict + p->kind_absence + p->kind_harm;
    if (!(sum > 0.0f)) {
        mend_complain(report, "%serror: rupture.kinds: the five shares are all 0; at least one must be above 0", place_of_key(config, kinds, place));
    }
}

bool mend_config_consistent(const struct mend_config *config, struct mend_report *report)
{
    const int before = report->count;
    check_dyads(config, report);
    check_window(config, report);
    check_kinds(config, report);
    for (int i = 0; i < config->assays; i++) {
        check_assay(config, i, report);
    }
    return report->count == before;
}
