/* The settings, expanded from settings.def. */
#include "model/setting.h"

#include "model/text.h"

enum setting_name {
#define SETTING(name, meaning) SETTING_##name,
#include "model/settings.def"
#undef SETTING
    SETTINGS
};

struct line_of_who {
    enum setting_name setting;
    struct who who;
};

struct line_of_tie {
    enum setting_name setting;
    struct tie tie;
};

static const struct {
    const char *name, *meaning;
} names[] = {
#define SETTING(name, meaning) {#name, meaning},
#include "model/settings.def"
#undef SETTING
};

static const struct line_of_who people[] = {
#define WHO(setting, name, kind, reared_by) {SETTING_##setting, {#name, kind, reared_by}},
#include "model/settings.def"
#undef WHO
};

static const struct line_of_tie ties[] = {
#define TIE(setting, seeker, giver, back, kind) {SETTING_##setting, {seeker, giver, (back)-1, kind}},
#include "model/settings.def"
#undef TIE
};

static const struct {
    enum setting_name setting;
    const char *key;
    double value;
} defaults[] = {
#define DEFAULT(setting, key, value) {SETTING_##setting, key, value},
#include "model/settings.def"
#undef DEFAULT
};

struct setting setting_at(int position)
{
    struct setting s = {.name = names[position].name, .meaning = names[position].meaning};
    for (unsigned i = 0; i < sizeof people / sizeof people[0]; i++) {
        if ((int)people[i].setting == position) {
            s.who[s.people++] = people[i].who;
        }
    }
    for (unsigned i = 0; i < sizeof ties / sizeof ties[0]; i++) {
        if ((int)ties[i].setting == position) {
            s.tie[s.ties++] = ties[i].tie;
        }
    }
    return s;
}

double mend_param_fallback(const struct mend_param *line, int setting)
{
    double value = line->fallback;
    for (unsigned i = 0; i < sizeof defaults / sizeof defaults[0]; i++) {
        if ((int)defaults[i].setting == setting && same_text(defaults[i].key, line->key)) {
            value = defaults[i].value; /* the last line of a key holds */
        }
    }
    return value;
}
