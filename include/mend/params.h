/* The numbers and choices of a simulation: one struct, expanded from sim/model/params.def. */
#ifndef MEND_PARAMS_H
#define MEND_PARAMS_H

#include <stdint.h>

#define SETTING_NAMES "caregiver_infant|two_caregivers|siblings|romantic|friendship|workplace|therapy|family|sacred"
#define ROLE_NAMES "A|B|woman|man|mother|father|elder|younger|leader|member|client|partner"
#define RULE_NAMES "halfway|proximity"
#define LEARNING_NAMES "repair|calm|rupture_count|sensitivity|none"

/* learning.rule, in the order of LEARNING_NAMES. */
enum mend_learning { MEND_LEARN_REPAIR, MEND_LEARN_CALM, MEND_LEARN_RUPTURE_COUNT, MEND_LEARN_SENSITIVITY, MEND_LEARN_NONE };

enum mend_kind { MEND_REAL, MEND_COUNT, MEND_FLAG, MEND_CHOICE };

struct mend_params {
#define REAL(field, ...) float field;
#define COUNT(field, ...) int64_t field;
#define FLAG(field, ...) int32_t field;
#define CHOICE(field, ...) int32_t field;
#include "model/params.def"
#undef REAL
#undef COUNT
#undef FLAG
#undef CHOICE
};

/* One line of the parameter table. `fallback`, `least` and `most` are exact for counts up to 2^53; a choice counts its names from 0. */
struct mend_param {
    const char *key, *unit, *source, *meaning, *names;
    enum mend_kind kind;
    uint32_t offset; /* of the field in struct mend_params */
    double fallback, least, most;
};

extern const struct mend_param mend_param_table[];
extern const int mend_param_count;

/* A parameter that has another value from the morning of day `from` to the evening of day `to`; 0: to the end of the run. */
struct mend_change {
    int64_t from, to;
    int line; /* of mend_param_table */
    double value;
};
/* Whether a parameter acts day by day, so that a schedule can change it. */
int mend_can_change(const struct mend_param *line);
/* `p` as it is on a day: `base` with the changes that hold then. */
void mend_params_on_day(const struct mend_params *base, const struct mend_change *change, int changes, int64_t day, struct mend_params *p);

/* The value of one parameter as a number; a flag is 0 or 1, a choice its position. */
double mend_param_get(const struct mend_params *p, const struct mend_param *line);
/* Sets it without a range check; io/config checks first. */
void mend_param_set(struct mend_params *p, const struct mend_param *line, double value);
/* The line with this key, or NULL. */
const struct mend_param *mend_param_find(const char *key);
/* Its default in a setting (position in SETTING_NAMES). */
double mend_param_fallback(const struct mend_param *line, int setting);
/* Every parameter at its default in the first setting. */
struct mend_params mend_params_default(void);

#endif
