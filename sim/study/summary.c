#include "study/summary.h"

#include "model/grown.h"
#include "reading/adult.h"
#include "study/infants.h"
#include "study/pairs.h"
#include "study/round_robin.h"
#include "study/transmission.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- one bond ---- */

/* One bond as a measure sees it. */
struct view {
    const struct mend_params *p;
    const struct outcome_row *row;
    const struct episode_row *strange;
    const struct phase_row *face;
    const struct visit_row *home, *first_home;
    int64_t unit;
    int place; /* among the bonds of its unit */
    enum tie_kind kind;
    bool in_pair; /* it is one of the two bonds of a pair */
    bool once;    /* the first of the bonds in which its seeker seeks */
};

static int64_t bonds_of(const struct desk *d)
{
    return units_of(d) * d->p->records.bonds;
}

static bool is_first_of_seeker(const struct setting *s, int place)
{
    for (int k = 0; k < place; k++) {
        if (s->tie[k].seeker == s->tie[place].seeker) {
            return false;
        }
    }
    return true;
}

static struct view view_of(const struct desk *d, int64_t i)
{
    const struct records *r = &d->p->records;
    const int place = (int)(i % r->bonds);
    struct view v = {.p = &d->p->config.params,
                     .row = &r->outcome[i],
                     .unit = i / r->bonds,
                     .place = place,
                     .kind = d->setting.tie[place].kind,
                     .in_pair = has_pair(&d->setting) && place < 2,
                     .once = is_first_of_seeker(&d->setting, place)};
    if (r->care_bonds > 0) {
        v.strange = r->strange_days ? &r->episode[((i + 1) * r->strange_days - 1) * EPISODES] : NULL;
        v.face = r->face_days ? &r->phase[((i + 1) * r->face_days - 1) * PLAY_PHASES] : NULL;
        v.home = r->home_days ? &r->visit[(i + 1) * r->home_days - 1] : NULL;
        v.first_home = r->home_days ? &r->visit[i * r->home_days] : NULL;
    }
    return v;
}

/* What an infancy taught, as growing up finds it. */
static struct bond infancy_of(const struct outcome_row *row)
{
    return (struct bond){.trust = row->trust,
                         .belief = row->belief,
                         .doubt = row->doubt,
                         .fear = row->fear,
                         .value_minimise = row->value_minimise,
                         .value_signal = row->value_signal,
                         .value_escalate = row->value_escalate};
}

enum variable {
#define VARIABLE(name, ...) OF_##name,
#include "reading/measures.def"
#undef VARIABLE
};

enum group {
#define GROUP(name, ...) IS_##name,
#include "reading/measures.def"
#undef GROUP
};

static double value_of_variable(enum variable variable, struct view v)
{
    const struct mend_params *p = v.p;
    const struct outcome_row *row = v.row;
    const struct episode_row *strange = v.strange;
    const struct phase_row *face = v.face;
    const struct visit_row *home = v.home, *first_home = v.first_home;
    const float days = (float)p->days;
    switch (variable) {
#define VARIABLE(name, expression)                                                                                                                   \
    case OF_##name:                                                                                                                                  \
        return (double)(expression);
#include "reading/measures.def"
#undef VARIABLE
    }
    return NAN;
}

static bool is_in(enum group group, struct view v)
{
    const struct mend_params *p = v.p;
    const struct outcome_row *row = v.row;
    switch (group) {
#define GROUP(name, condition)                                                                                                                       \
    case IS_##name:                                                                                                                                  \
        return condition;
#include "reading/measures.def"
#undef GROUP
    }
    return false;
}

/* ---- the measures ---- */

enum statistic { SHARE, MEAN, SD, MEDIAN, CORRELATION, DIFFERENCE, KAPPA, STABILITY, PART_OF_WHOLE, R, CHANGE };

struct measure {
    const char *name;
    enum statistic statistic;
    enum variable variable, other; /* other: the whole that the variable is part of, or beside which it stands */
    enum group group, versus;
};

static const struct measure measures[] = {
#define MEASURE(name, statistic, variable, group, versus, meaning) {name, statistic, OF_##variable, OF_##variable, IS_##group, IS_##versus},
#define PAIRED_MEASURE(name, statistic, variable, other, group, meaning) {name, statistic, OF_##variable, OF_##other, IS_##group, IS_##group},
#include "reading/measures.def"
#undef MEASURE
#undef PAIRED_MEASURE
};

static const struct measure grown_measures[] = {
#define GROWN_MEASURE(name, statistic, variable, group, versus, meaning) {name, statistic, OF_##variable, OF_##variable, IS_##group, IS_##versus},
#define GROWN_PART(name, part, whole, group, meaning) {name, PART_OF_WHOLE, OF_##part, OF_##whole, IS_##group, IS_##group},
#include "reading/measures.def"
#undef GROWN_MEASURE
#undef GROWN_PART
};

static struct estimate measure_share(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < bonds_of(d); i++) {
        const struct view v = view_of(d, i);
        if (v.row->class >= 0 && is_in(m->versus, v)) {
            cluster_put(c, is_in(m->group, v), 1, v.unit);
        }
    }
    return cluster_share(c);
}

static struct estimate measure_part(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < bonds_of(d); i++) {
        const struct view v = view_of(d, i);
        const double part = value_of_variable(m->variable, v), whole = value_of_variable(m->other, v);
        if (is_in(m->group, v) && part >= 0 && whole > 0) {
            cluster_put(c, part, whole, v.unit);
        }
    }
    return cluster_share(c);
}

/* The known values of the variable in a group, beside `y`. */
static void put_values(struct desk *d, enum variable variable, enum group group, double y)
{
    for (int64_t i = 0; i < bonds_of(d); i++) {
        const struct view v = view_of(d, i);
        const double x = value_of_variable(variable, v);
        if (is_in(group, v) && !isnan(x)) {
            cluster_put(&d->values, x, y, v.unit);
        }
    }
}

static struct estimate measure_correlation(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    put_values(d, m->variable, m->group, 1);
    put_values(d, m->variable, m->versus, 0);
    return cluster_correlation(c);
}

static struct estimate measure_r(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < bonds_of(d); i++) {
        const struct view v = view_of(d, i);
        const double x = value_of_variable(m->variable, v), y = value_of_variable(m->other, v);
        if (is_in(m->group, v) && !isnan(x) && !isnan(y)) {
            cluster_put(c, x, y, v.unit);
        }
    }
    return cluster_correlation(c);
}

static struct estimate measure_change(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    put_values(d, m->variable, m->group, 0);
    put_values(d, m->other, m->group, 1);
    return cluster_correlation(c);
}

static struct estimate measure_difference(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    put_values(d, m->variable, m->group, 1);
    const int64_t first = c->n;
    put_values(d, m->variable, m->versus, 0);
    return cluster_difference(c, first);
}

static struct estimate measure_kappa(struct desk *d)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < bonds_of(d); i++) {
        const struct view v = view_of(d, i);
        if (v.row->class >= 0 && v.row->class_again >= 0) {
            cluster_put(c, (double)v.row->class, (double)v.row->class_again, v.unit);
        }
    }
    return cluster_kappa(c, CLASSES);
}

static struct estimate measure_stability(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    for (int64_t i = 0; i < bonds_of(d); i++) {
        struct view v = view_of(d, i);
        struct outcome_row again = *v.row;
        if (v.row->class_again < 0) {
            continue;
        }
        const bool before = is_in(m->group, v);
        again.pattern = again.class_again;
        v.row = &again;
        cluster_put(c, before, is_in(m->group, v), v.unit);
    }
    return cluster_correlation(c);
}

static struct estimate measure(struct desk *d, const struct measure *m)
{
    struct clustered *c = values_on(d);
    switch (m->statistic) {
    case SHARE:
        return measure_share(d, m);
    case MEAN:
        put_values(d, m->variable, m->group, 0);
        return cluster_mean(c);
    case SD:
        put_values(d, m->variable, m->group, 0);
        return c->n > 1 ? (struct estimate){gsl_stats_sd(c->x, 1, (size_t)c->n), NAN, NAN, c->n} : no_estimate();
    case MEDIAN:
        put_values(d, m->variable, m->group, 0);
        return median_estimate(c->x, c->n);
    case CORRELATION:
        return measure_correlation(d, m);
    case DIFFERENCE:
        return measure_difference(d, m);
    case KAPPA:
        return measure_kappa(d);
    case STABILITY:
        return measure_stability(d, m);
    case PART_OF_WHOLE:
        return measure_part(d, m);
    case R:
        return measure_r(d, m);
    case CHANGE:
        return measure_change(d, m);
    }
    return no_estimate();
}

/* ---- the rows ---- */

void summary_add(struct mend_summary *s, const char *name, struct estimate e)
{
    if (s->count == MEND_MEASURES_MOST) {
        return;
    }
    struct mend_measured *row = &s->row[s->count++];
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->definition, sizeof row->definition, "%.*s/1", MEND_MEASURE_NAME - 3, name);
    row->value = e.value;
    row->lower = e.lower;
    row->upper = e.upper;
    row->n = e.n;
}

/* Of the measures that only some settings have, those that could be taken here. */
static void add_known(struct mend_summary *s, const char *name, struct estimate e)
{
    if (!isnan(e.value)) {
        summary_add(s, name, e);
    }
}

/* Class shares when the same scores are read by another rule or another cut-off. */
static void add_shares(struct mend_summary *s, struct desk *d, int rule, struct cutoffs cutoffs, const char *suffix)
{
    for (int k = 0; k < CLASSES; k++) {
        char name[MEND_MEASURE_NAME];
        snprintf(name, sizeof name, "share.%s.%s", class_names[k], suffix);
        if (!is_wanted(d, name)) {
            continue;
        }
        struct clustered *c = values_on(d);
        for (int64_t i = 0; i < bonds_of(d); i++) {
            const struct outcome_row *row = &d->p->records.outcome[i];
            const struct scores_read scores = {row->proximity, row->avoidance, row->resistance, row->conflict};
            if (row->class >= 0) {
                cluster_put(c, (int)class_rules[rule].read(scores, cutoffs) == k, 1, i / d->p->records.bonds);
            }
        }
        summary_add(s, name, cluster_share(c));
    }
}

static void add_readings(struct mend_summary *s, struct desk *d)
{
    const struct mend_params *params = &d->p->config.params;
    char suffix[MEND_MEASURE_NAME];
    for (int rule = 0; rule < RULES; rule++) {
        snprintf(suffix, sizeof suffix, "rule_%s", class_rules[rule].name);
        add_shares(s, d, rule, (struct cutoffs){params->cutoff_insecure, params->cutoff_conflict}, suffix);
    }
    for (int step = 0; step <= 6; step++) {
        const float cutoff = 2.5f + 0.5f * (float)step;
        snprintf(suffix, sizeof suffix, "cutoff_%.1f", (double)cutoff);
        add_shares(s, d, params->reading_rule, (struct cutoffs){cutoff, params->cutoff_conflict}, suffix);
    }
    add_shares(s, d, params->reading_rule, (struct cutoffs){params->cutoff_insecure, INFINITY}, "abc");
    for (int cutoff = 3; cutoff <= 9; cutoff += 2) {
        snprintf(suffix, sizeof suffix, "conflict_%d", cutoff);
        add_shares(s, d, params->reading_rule, (struct cutoffs){params->cutoff_insecure, (float)cutoff}, suffix);
    }
}

/* What other files of study/ compute, in the order of measures.def. */
static void add_computed(struct mend_summary *s, struct desk *d)
{
#define COMPUTED(name, expression, meaning)                                                                                                          \
    if (is_wanted(d, name)) {                                                                                                                        \
        add_known(s, name, expression);                                                                                                              \
    }
#include "reading/measures.def"
#undef COMPUTED
}

static void add_generations(struct mend_summary *s, struct desk *d)
{
    const int64_t generations = d->p->records.descent ? d->p->config.params.generations : 0;
    for (int64_t g = 1; g <= generations; g++) {
        for (int k = 0; k < CLASSES; k++) {
            char name[MEND_MEASURE_NAME];
            snprintf(name, sizeof name, "generation.%lld.%s", (long long)g, class_names[k]);
            if (is_wanted(d, name)) {
                add_known(s, name, generation_share(d, g, (enum class_read)k));
            }
        }
    }
}

/* The shares of one variable, as the round robin of a family gives them. */
static bool take_round_robin(struct desk *d, enum variable variable, struct estimate out[RELATION_SHARES])
{
    struct clustered *c = values_on(d);
    put_values(d, variable, IS_everybody, 0);
    return round_robin(&d->p->config.params, c->x, c->n / CELLS, out);
}

static bool add_round_robins(struct mend_summary *s, struct desk *d)
{
    static const struct {
        const char *name;
        enum variable variable;
        enum relation_share share;
    } lines[] = {
#define ROUND_ROBIN(name, variable, share, meaning) {name, OF_##variable, share},
#include "reading/measures.def"
#undef ROUND_ROBIN
    };
    struct estimate taken[RELATION_SHARES];
    int taken_of = -1; /* the variable */
    for (size_t i = 0; is_round_robin(&d->setting) && i < sizeof lines / sizeof lines[0]; i++) {
        if (!is_wanted(d, lines[i].name)) {
            continue;
        }
        if (taken_of != (int)lines[i].variable && !take_round_robin(d, lines[i].variable, taken)) {
            return false;
        }
        taken_of = (int)lines[i].variable;
        add_known(s, lines[i].name, taken[lines[i].share]);
    }
    return true;
}

static bool add_all(struct mend_summary *s, struct desk *d)
{
    const bool grown = d->p->grown;
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        if (is_wanted(d, measures[i].name)) {
            (grown ? add_known : summary_add)(s, measures[i].name, measure(d, &measures[i]));
        }
    }
    if (d->p->records.strange_days && !grown) {
        add_readings(s, d);
    }
    summarise_procedures(d, s);
    for (size_t i = 0; grown && i < sizeof grown_measures / sizeof grown_measures[0]; i++) {
        if (is_wanted(d, grown_measures[i].name)) {
            add_known(s, grown_measures[i].name, measure(d, &grown_measures[i]));
        }
    }
    add_computed(s, d);
    add_generations(s, d);
    return add_round_robins(s, d);
}

static bool summarise_wanted(const struct population *p, const char *const *names, int count, struct mend_summary *out, struct mend_report *report)
{
    struct desk desk;
    out->count = 0;
    bool good = desk_open(&desk, p);
    if (good) {
        desk.wanted = names;
        desk.count_wanted = count;
        good = add_all(out, &desk);
        desk_close(&desk);
    }
    return good || mend_complain(report, "not enough memory for the summary of %lld dyads", (long long)p->config.params.dyads);
}

bool summarise(const struct population *p, struct mend_summary *out, struct mend_report *report)
{
    return summarise_wanted(p, NULL, 0, out, report);
}

bool take_measures(const struct population *p, const char *const *names, int count, struct mend_summary *room, double *value,
                   struct mend_report *report)
{
    if (!summarise_wanted(p, names, count, room, report)) {
        return false;
    }
    for (int m = 0; m < count; m++) {
        const struct mend_measured *row = mend_summary_find(room, names[m]);
        value[m] = row ? row->value : NAN;
    }
    return true;
}

const struct mend_measured *mend_summary_find(const struct mend_summary *s, const char *name)
{
    for (int i = 0; i < s->count; i++) {
        if (strcmp(s->row[i].name, name) == 0) {
            return &s->row[i];
        }
    }
    return NULL;
}
