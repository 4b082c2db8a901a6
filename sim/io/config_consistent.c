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

/* The place of a change of the schedule; all its changes come from the file. */
static char *place_of_change(const struct mend_config *config, int k, char to[PLACE])
{
    return place_text(config, config->change_place[k], "", to);
}

static bool overlap(const struct mend_change *a, const struct mend_change *b)
{
    return a->line == b->line && (b->to == 0 || a->from <= b->to) && (a->to == 0 || b->from <= a->to);
}

static void check_change(const struct mend_config *config, int k, struct mend_report *report)
{
    char place[PLACE];
    const struct mend_change *change = &config->change[k];
    const char *key = mend_param_table[change->line].key;
    place_of_change(config, k, place);
    if (change->to && change->to < change->from) {
        mend_complain(report, "%serror: schedule: %s ends on day %lld, before it begins (day %lld)", place, key, (long long)change->to,
                      (long long)change->from);
    }
    if (change->from > config->params.days) {
        mend_complain(report, "%serror: schedule: %s changes on day %lld, after the end of the run (days: %lld)", place, key, (long long)change->from,
                      (long long)config->params.days);
    }
    for (int other = 0; other < k; other++) {
        if (overlap(change, &config->change[other])) {
            mend_complain(report, "%serror: schedule: %s is set twice on the same days; the other stretch is on line %d", place, key,
                          config->change_place[other].line);
            return;
        }
    }
}

/* ---- what a setting has ---- */

enum need { ADULTS = 1, PAIR = 2, THERAPY = 4, GOD = 8, TWO_CAREGIVERS = 16, INFANT = 32, FALLIBLE = 64 };

static int has(const struct setting *s)
{
    int had = s->who[0].kind == NEWBORN ? INFANT : ADULTS;
    for (int k = 0; k < s->ties; k++) {
        had |= s->tie[k].back != NO_BOND ? PAIR : 0;
        had |= s->tie[k].kind == THERAPY_TIE ? THERAPY : s->tie[k].kind == SACRED_TIE ? GOD : FALLIBLE;
    }
    return takes_turns(s) ? had | TWO_CAREGIVERS : had;
}

/* Sections that act only where somebody has the part they speak of. */
static const struct {
    const char *section;
    enum need need;
    const char *lacks;
} parts[] = {
    {"roles.", PAIR, "nobody in the roles of A and B"},
    {"culture.directness", PAIR, "nobody in the roles of A and B"},
    {"conflict.", PAIR, "no pair that could discuss a topic"},
    {"ending.", PAIR, "no pair that could part"},
    {"strain.", ADULTS, "no adults whose days could be strained"},
    {"adult.", ADULTS, "no adults with a bond of their own"},
    {"infancy.", ADULTS, "no adults with an infancy behind them"},
    {"mediated.", PAIR, "no pair that writes to each other"},
    {"harm.", PAIR, "no pair in which one could harm the other"},
    {"support.", PAIR, "no pair that could hold the discussion"},
    {"diary.", PAIR, "no pair that could keep one"},
    {"resilience.", FALLIBLE, "no giver who could let somebody down"},
    {"therapy.", THERAPY, "no therapist"},
    {"sacred.", GOD, "no bond to God"},
    {"contact.", TWO_CAREGIVERS, "no two caregivers who share the day"},
};

static void check_part(const struct setting *s, const char *key, const char *place, struct mend_report *report)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!strncmp(key, parts[i].section, strlen(parts[i].section)) && !(has(s) & (int)parts[i].need)) {
            mend_complain(report, "%serror: %s: the setting %s has %s, so this would change nothing", place, key, s->name, parts[i].lacks);
        }
    }
}

/* Whether a value is what the setting has anyway. A real is kept in single precision. */
static bool is_usual(const struct mend_config *config, const struct mend_param *line)
{
    const double usual = mend_param_fallback(line, config->params.setting);
    return mend_param_get(&config->params, line) == (line->kind == MEND_REAL ? (double)(float)usual : usual);
}

/* Everything that the user set must have somebody it speaks of. */
static void check_parts(const struct mend_config *config, const struct setting *s, struct mend_report *report)
{
    char place[PLACE];
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        if (config->place[mend_config_place(line)].line != 0 && !is_usual(config, line)) {
            check_part(s, line->key, place_of_key(config, line->key, place), report);
        }
    }
    for (int k = 0; k < config->changes; k++) {
        check_part(s, mend_param_table[config->change[k].line].key, place_of_change(config, k, place), report);
    }
}

/* What an assay looks at. */
static const struct {
    const char *assays;
    enum need need;
    const char *of;
} looks[] = {
    {"home_observation|still_face|strange_situation", INFANT, "an infant with a caregiver"},
    {"conflict|support|diary", PAIR, "two people with a bond each way"},
    {"alliance", THERAPY, "a client and a therapist"},
    {"resilience", FALLIBLE, "a giver who can let somebody down"},
};

/* The settings that have what is needed: "a, b, c". Returns `to`. */
static char *settings_with(enum need need, char to[PLACE])
{
    char name[MEND_CONFIG_KEY];
    to[0] = 0;
    for (int i = 0; *mend_name_at(name, sizeof name, SETTING_NAMES, i); i++) {
        const struct setting s = setting_at(i);
        const size_t used = strlen(to);
        if (has(&s) & (int)need) {
            snprintf(to + used, PLACE - used, "%s%s", used ? ", " : "", name);
        }
    }
    return to;
}

static void check_looks(const struct mend_config *config, int assay, const struct setting *s, struct mend_report *report)
{
    char name[MEND_SHOWN], place[PLACE], others[PLACE];
    mend_name_at(name, sizeof name, MEND_ASSAY_NAMES, config->assay[assay].name);
    place_of_assay(config, assay, place);
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        if (mend_position(name, looks[i].assays) >= 0 && !(has(s) & (int)looks[i].need)) {
            mend_complain(report, "%serror: assays: %s needs %s, whom the setting %s does not have; held in %s", place, name, looks[i].of, s->name,
                          settings_with(looks[i].need, others));
        }
    }
}

static void check_people(const struct mend_config *config, const struct setting *s, struct mend_report *report)
{
    char place[PLACE];
    const struct mend_params *p = &config->params;
    if (p->record_bond > s->ties) {
        mend_complain(report, "%serror: record.bond: there is no bond %lld; the setting %s has %d", place_of_key(config, "record.bond", place),
                      (long long)p->record_bond, s->name, s->ties);
    }
    const bool lines = s->people >= 4 && s->who[0].kind == ADULT && s->who[1].kind == ADULT && s->who[0].reared_by >= 2 && s->ties == 2;
    if (p->generations > 1 && !lines) {
        mend_complain(report, "%serror: lifespan.generations: the setting %s has no pair of adults who could rear the next generation; take romantic",
                      place_of_key(config, "lifespan.generations", place), s->name);
    }
    if (p->generations > 1 && p->infancy_days == 0) {
        mend_complain(report, "%serror: infancy.days: generations need an infancy, or nothing would be handed on",
                      place_of_key(config, "infancy.days", place));
    }
    if (config->population[0] && s->who[0].kind != NEWBORN) {
        char path[MEND_PATH + 16];
        snprintf(path, sizeof path, "population=%s", config->population);
        mend_complain(report,
                      "%serror: population: a sample gives the traits of an infant and a caregiver, and the setting %s grows its adults; take "
                      "caregiver_infant",
                      place_text(config, config->population_place, path, place), s->name);
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
    for (int k = 0; k < config->changes; k++) {
        check_change(config, k, report);
    }
    const struct setting setting = setting_at(config->params.setting);
    for (int i = 0; i < config->assays; i++) {
        check_looks(config, i, &setting, report);
    }
    check_parts(config, &setting, report);
    check_people(config, &setting, report);
    return report->count == before;
}
