#include "unit/made_up.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct population people;
struct mend_summary summary;
struct mend_report report;
static struct outcome_row outcome[DYADS * BONDS];
struct talk_row talk[DYADS * OCCASIONS * DISCUSSANTS];
struct descent_row descent[DYADS * GENERATIONS * LINES];
struct episode_row episode[DYADS * 2 * OCCASIONS * EPISODES];
float first_class[DYADS * 2];

void settle(const char *setting, int64_t dyads)
{
    memset(outcome, 0, sizeof outcome);
    memset(talk, 0, sizeof talk);
    people = (struct population){0};
    mend_config_default(&people.config);
    people.config.params.setting = position_of_setting(setting);
    mend_config_settle(&people.config);
    people.config.params.dyads = dyads;
    const struct setting s = setting_at(people.config.params.setting);
    struct records *r = &people.records;
    r->outcome = outcome;
    r->bonds = s.ties;
    for (int k = 0; k < s.ties; k++) {
        r->care_bonds += s.tie[k].kind == CARE_TIE;
    }
    people.grown = r->care_bonds < r->bonds;
    for (int64_t i = 0; i < dyads * r->bonds; i++) {
        outcome[i].class = people.grown ? ADULT_SECURE : SECURE;
        outcome[i].class_again = people.grown ? UNREADABLE : SECURE;
        outcome[i].sessions = outcome[i].sessions_ruptured = outcome[i].sessions_reported = NAN;
    }
}

struct outcome_row *outcome_at(int dyad, int bond)
{
    return &outcome[dyad * people.records.bonds + bond];
}

const struct mend_measured *measured(const char *name)
{
    const struct mend_measured *m = mend_summary_find(&summary, name);
    ck_assert_msg(m != NULL, "no measure is called %s", name);
    return m;
}

void assert_measure(const char *name, double value, int64_t n)
{
    const struct mend_measured *m = measured(name);
    ck_assert_msg(fabs(m->value - value) < 1e-6, "%s is %.9g, not %.9g", name, m->value, value);
    ck_assert_msg(m->n == n, "%s rests on %lld, not %lld", name, (long long)m->n, (long long)n);
    ck_assert_msg(!strncmp(m->definition, name, strlen(name)) && !strcmp(m->definition + strlen(name), "/1"), "%s is defined by %s", name,
                  m->definition);
}

void assert_bounds(const char *name, double lower, double upper)
{
    const struct mend_measured *m = measured(name);
    ck_assert_msg(fabs(m->lower - lower) < 1e-6 && fabs(m->upper - upper) < 1e-6, "%s lies from %.9g to %.9g, not from %.9g to %.9g", name, m->lower,
                  m->upper, lower, upper);
}

void assert_missing(const char *name)
{
    ck_assert_msg(!mend_summary_find(&summary, name), "%s is in the summary", name);
}
