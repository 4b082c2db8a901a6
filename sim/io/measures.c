#include "io/measures.h"

#include "mend/report.h"

#include <stdio.h>
#include <string.h>

const struct measure_name measure_names[] = {
#define MEASURE(name, statistic, variable, group, versus, meaning) {name, #statistic ": " meaning},
#define PAIRED_MEASURE(name, statistic, variable, other, group, meaning) {name, #statistic ": " meaning},
#define SUPPORT_RATIO(name, when, part, whole, meaning) {name, "RATIO: " meaning},
#define DIARY_MEAN(name, link, rating, meaning) {name, "MEAN: " meaning},
#define ALLIANCE_RATIO(name, part, whole, meaning) {name, "RATIO: " meaning},
#define SHOCK_MEASURE(name, statistic, value, meaning) {name, #statistic ": " meaning},
#define GROWN_MEASURE MEASURE
#define GROWN_PART(name, part, whole, group, meaning) {name, "SHARE: " meaning},
#define COMPUTED(name, expression, meaning) {name, meaning},
#define ROUND_ROBIN(name, variable, share, meaning) {name, meaning},
#include "reading/measures.def"
#undef MEASURE
#undef PAIRED_MEASURE
#undef SUPPORT_RATIO
#undef DIARY_MEAN
#undef SHOCK_MEASURE
#undef ALLIANCE_RATIO
#undef GROWN_MEASURE
#undef GROWN_PART
#undef COMPUTED
#undef ROUND_ROBIN
};
const int measure_count = (int)(sizeof measure_names / sizeof measure_names[0]);

const struct measure_family measure_families[] = {
    {"share.CLASS.rule_RULE", "share.", ".rule_", "SHARE: the class share when the same scores are read by that rule"},
    {"share.CLASS.cutoff_NUMBER", "share.", ".cutoff_",
     "SHARE: the class share when the same scores are read by that cut-off of avoidance and resistance"},
    {"share.CLASS.conflict_NUMBER", "share.", ".conflict_", "SHARE: the class share when the same scores are read by that cut-off of conflict"},
    {"share.CLASS.abc", "share.", ".abc",
     "SHARE: the class share of secure, avoidant and anxious when nobody is read as disorganized, as before there was that class"},
    {"generation.NUMBER.CLASS", "generation.", ".", "SHARE: of infants of that generation who are read as that class"},
};
const int measure_family_count = (int)(sizeof measure_families / sizeof measure_families[0]);

const char *measure_meaning(const char *name)
{
    for (int i = 0; i < measure_count; i++) {
        if (!strcmp(name, measure_names[i].name)) {
            return measure_names[i].meaning;
        }
    }
    for (int i = 0; i < measure_family_count; i++) {
        const struct measure_family *family = &measure_families[i];
        const size_t length = strlen(family->stem);
        if (!strncmp(name, family->stem, length) && strstr(name + length, family->within)) {
            return family->meaning;
        }
    }
    return NULL;
}

static const char *nearest_measure(const char *name, char *buffer, int size)
{
    static char names[32768];
    size_t used = 0;
    for (int i = 0; i < measure_count && used < sizeof names; i++) {
        const int wrote = snprintf(names + used, sizeof names - used, "%s%s", i ? "|" : "", measure_names[i].name);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    return mend_nearest(name, names, buffer, size);
}

bool demand_measure(const char *name, const char *start, struct mend_report *report)
{
    char near[128];
    if (measure_meaning(name)) {
        return true;
    }
    const char *meant = nearest_measure(name, near, sizeof near);
    return mend_complain(report, "%sno measure is called '%.96s'%s%s%s; `mend explain measures` lists them", start, name,
                         meant ? "; did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
}
