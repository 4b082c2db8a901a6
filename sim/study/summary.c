#include "study/summary.h"

#include "reading/rule.h"
#include "study/estimate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One bond as a measure sees it. */
struct view {
    const struct mend_params *p;
    const struct outcome_row *row;
    const struct episode_row *strange;
    const struct phase_row *face;
    const struct visit_row *home;
};

static int64_t bonds_of(const struct population *p)
{
    return p->config.params.dyads * p->records.bonds;
}

static struct view view_of(const struct population *p, int64_t i)
{
    const struct records *r = &p->records;
    if (r->care_bonds == 0) {
        return (struct view){.p = &p->config.params, .row = &r->outcome[i]};
    }
    return (struct view){
        &p->config.params,
        &r->outcome[i],
        r->strange_days ? &r->episode[((i + 1) * r->strange_days - 1) * EPISODES] : NULL,
        r->face_days ? &r->phase[((i + 1) * r->face_days - 1) * PLAY_PHASES] : NULL,
        r->home_days ? &r->visit[(i + 1) * r->home_days - 1] : NULL,
    };
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
    const struct visit_row *home = v.home;
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
    (void)p;
    switch (group) {
#define GROUP(name, condition)                                                                                                                       \
    case IS_##name:                                                                                                                                  \
        return condition;
#include "reading/measures.def"
#undef GROUP
    }
    return false;
}

enum statistic { SHARE, MEAN, CORRELATION, DIFFERENCE, KAPPA, STABILITY };

struct measure {
    const char *name;
    enum statistic statistic;
    enum variable variable;
    enum group group, versus;
};

static const struct measure measures[] = {
#define MEASURE(name, statistic, variable, group, versus, meaning) {name, statistic, OF_##variable, IS_##group, IS_##versus},
#include "reading/measures.def"
#undef MEASURE
};

/* Room for two values of each dyad. */
struct desk {
    const struct population *p;
    double *x, *y;
};

static struct estimate measure_share(const struct desk *d, const struct measure *m)
{
    int64_t hits = 0, n = 0;
    for (int64_t i = 0; i < bonds_of(d->p); i++) {
        const struct view v = view_of(d->p, i);
        if (v.row->class >= 0 && is_in(m->versus, v)) {
            n++;
            hits += is_in(m->group, v);
        }
    }
    return share_estimate(hits, n);
}

/* The known values of the variable in a group. */
static int64_t values_in(const struct desk *d, enum variable variable, enum group group, double *to)
{
    int64_t n = 0;
    for (int64_t i = 0; i < bonds_of(d->p); i++) {
        const struct view v = view_of(d->p, i);
        const double x = value_of_variable(variable, v);
        if (is_in(group, v) && !isnan(x)) {
            to[n++] = x;
        }
    }
    return n;
}

static struct estimate measure_correlation(const struct desk *d, const struct measure *m)
{
    const int64_t in = values_in(d, m->variable, m->group, d->x);
    const int64_t all = in + values_in(d, m->variable, m->versus, d->x + in);
    for (int64_t i = 0; i < all; i++) {
        d->y[i] = i < in;
    }
    return correlation_estimate(d->x, d->y, all);
}

static struct estimate measure_difference(const struct desk *d, const struct measure *m)
{
    const int64_t na = values_in(d, m->variable, m->group, d->x), nb = values_in(d, m->variable, m->versus, d->y);
    return difference_estimate(d->x, na, d->y, nb);
}

static struct estimate measure_kappa(const struct desk *d)
{
    int64_t counts[CLASSES * CLASSES] = {0};
    for (int64_t i = 0; i < bonds_of(d->p); i++) {
        const struct outcome_row *row = &d->p->records.outcome[i];
        if (row->class >= 0 && row->class_again >= 0) {
            counts[(int)row->class * CLASSES + (int)row->class_again]++;
        }
    }
    return kappa_estimate(counts, CLASSES);
}

static struct estimate measure_stability(const struct desk *d, const struct measure *m)
{
    int64_t n = 0;
    for (int64_t i = 0; i < bonds_of(d->p); i++) {
        struct outcome_row again = d->p->records.outcome[i];
        struct view v = view_of(d->p, i);
        if (v.row->class_again < 0) {
            continue;
        }
        d->x[n] = is_in(m->group, v);
        again.pattern = again.class_again;
        v.row = &again;
        d->y[n++] = is_in(m->group, v);
    }
    return correlation_estimate(d->x, d->y, n);
}

static struct estimate measure(const struct desk *d, const struct measure *m)
{
    switch (m->statistic) {
    case SHARE:
        return measure_share(d, m);
    case MEAN:
        return mean_estimate(d->x, values_in(d, m->variable, m->group, d->x));
    case CORRELATION:
        return measure_correlation(d, m);
    case DIFFERENCE:
        return measure_difference(d, m);
    case KAPPA:
        return measure_kappa(d);
    case STABILITY:
        return measure_stability(d, m);
    }
    return (struct estimate){NAN, NAN, NAN, 0};
}

void summary_add(struct mend_summary *s, const char *name, struct estimate e)
{
    struct mend_measured *row = &s->row[s->count++];
    snprintf(row->name, sizeof row->name, "%s", name);
    snprintf(row->definition, sizeof row->definition, "%.*s/1", MEND_MEASURE_NAME - 3, name);
    row->value = e.value;
    row->lower = e.lower;
    row->upper = e.upper;
    row->n = e.n;
}

/* Class shares when the same scores are read by another rule or another cut-off. */
static void add_shares(struct mend_summary *s, const struct population *p, int rule, struct cutoffs cutoffs, const char *suffix)
{
    int64_t counts[CLASSES] = {0}, n = 0;
    for (int64_t i = 0; i < bonds_of(p); i++) {
        const struct outcome_row *row = &p->records.outcome[i];
        if (row->class >= 0) {
            counts[class_rules[rule].read((struct scores_read){row->proximity, row->avoidance, row->resistance, row->conflict}, cutoffs)]++;
            n++;
        }
    }
    for (int c = 0; c < CLASSES; c++) {
        char name[MEND_MEASURE_NAME];
        snprintf(name, sizeof name, "share.%s.%s", class_names[c], suffix);
        summary_add(s, name, share_estimate(counts[c], n));
    }
}

static void add_readings(struct mend_summary *s, const struct population *p)
{
    const struct mend_params *params = &p->config.params;
    char suffix[MEND_MEASURE_NAME];
    for (int rule = 0; rule < RULES; rule++) {
        snprintf(suffix, sizeof suffix, "rule_%s", class_rules[rule].name);
        add_shares(s, p, rule, (struct cutoffs){params->cutoff_insecure, params->cutoff_conflict}, suffix);
    }
    for (int step = 0; step <= 6; step++) {
        const float cutoff = 2.5f + 0.5f * (float)step;
        snprintf(suffix, sizeof suffix, "cutoff_%.1f", (double)cutoff);
        add_shares(s, p, params->reading_rule, (struct cutoffs){cutoff, params->cutoff_conflict}, suffix);
    }
    for (int cutoff = 3; cutoff <= 9; cutoff += 2) {
        snprintf(suffix, sizeof suffix, "conflict_%d", cutoff);
        add_shares(s, p, params->reading_rule, (struct cutoffs){params->cutoff_insecure, (float)cutoff}, suffix);
    }
}

bool summarise(const struct population *p, struct mend_summary *out, struct mend_report *report)
{
    const size_t room = (size_t)bonds_of(p) + 1;
    struct desk desk = {p, malloc(room * sizeof(double)), malloc(room * sizeof(double))};
    const bool good = desk.x && desk.y;
    *out = (struct mend_summary){0};
    if (good) {
        for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
            summary_add(out, measures[i].name, measure(&desk, &measures[i]));
        }
        if (p->records.strange_days) {
            add_readings(out, p);
        }
        summarise_procedures(p, out, desk.x, desk.y);
    }
    free(desk.x);
    free(desk.y);
    return good || mend_complain(report, "not enough memory for the summary of %lld dyads", (long long)p->config.params.dyads);
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
