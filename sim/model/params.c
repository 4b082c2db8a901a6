/* The parameter table, expanded from params.def. */
#include "mend/params.h"

#include "model/text.h"

#include <stddef.h>

#define PLACE(field) (uint32_t) offsetof(struct mend_params, field)
#define REAL(field, key, value, least, most, unit, source, meaning) {key, unit, source, meaning, "", MEND_REAL, PLACE(field), value, least, most},
#define COUNT(field, key, value, least, most, unit, source, meaning) {key, unit, source, meaning, "", MEND_COUNT, PLACE(field), value, least, most},
#define FLAG(field, key, value, source, meaning) {key, "", source, meaning, "false|true", MEND_FLAG, PLACE(field), value, 0, 1},
#define CHOICE(field, key, value, names, source, meaning) {key, "", source, meaning, names, MEND_CHOICE, PLACE(field), value, 0, 1000},

const struct mend_param mend_param_table[] = {
#include "model/params.def"
};
const int mend_param_count = (int)(sizeof mend_param_table / sizeof mend_param_table[0]);

static const void *field_of(const struct mend_params *p, const struct mend_param *line)
{
    return (const char *)p + line->offset;
}

double mend_param_get(const struct mend_params *p, const struct mend_param *line)
{
    const void *field = field_of(p, line);
    if (line->kind == MEND_REAL) {
        return *(const float *)field;
    }
    return line->kind == MEND_COUNT ? (double)*(const int64_t *)field : (double)*(const int32_t *)field;
}

void mend_param_set(struct mend_params *p, const struct mend_param *line, double value)
{
    void *field = (char *)p + line->offset;
    if (line->kind == MEND_REAL) {
        *(float *)field = (float)value;
    } else if (line->kind == MEND_COUNT) {
        *(int64_t *)field = (int64_t)value;
    } else {
        *(int32_t *)field = (int32_t)value;
    }
}

const struct mend_param *mend_param_find(const char *key)
{
    for (int i = 0; i < mend_param_count; i++) {
        if (same_text(mend_param_table[i].key, key)) {
            return &mend_param_table[i];
        }
    }
    return NULL;
}

int mend_can_change(const struct mend_param *line)
{
    static const char *const settled[] = {"setting",
                                          "dyads",
                                          "first_dyad",
                                          "days",
                                          "turns_per_day",
                                          "seed",
                                          "replicate",
                                          "risk",
                                          "record.",
                                          "temperament.",
                                          "giver.",
                                          "birth.",
                                          "infancy.",
                                          "growth.",
                                          "reading.",
                                          "strange_situation.",
                                          "adult.start.",
                                          "contact.first_volatility",
                                          "contact.second_volatility",
                                          "learning.rule",
                                          "adult.age",
                                          "adult.empathy",
                                          "adult.history",
                                          "roles.initiative",
                                          "lifespan.",
                                          "diary.days"};
    for (unsigned i = 0; i < sizeof settled / sizeof settled[0]; i++) {
        if (starts_with(line->key, settled[i])) {
            return 0;
        }
    }
    return 1;
}

void mend_params_on_day(const struct mend_params *base, const struct mend_change *change, int changes, int64_t day, struct mend_params *p)
{
    *p = *base;
    for (int k = 0; k < changes; k++) {
        if (change[k].from <= day && (change[k].to == 0 || day <= change[k].to)) {
            mend_param_set(p, &mend_param_table[change[k].line], change[k].value);
        }
    }
}

struct mend_params mend_params_default(void)
{
    struct mend_params p = {0};
    for (int i = 0; i < mend_param_count; i++) {
        mend_param_set(&p, &mend_param_table[i], mend_param_table[i].fallback);
    }
    return p;
}
