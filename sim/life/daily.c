#include "life/daily.h"

/* Age of a seeker on a day: learning slows with it. */
static float age_on(const struct mend_params *p, enum who_kind kind, int64_t day)
{
    const float years = (float)(day - 1) / 365.0f;
    return kind == NEWBORN ? years : kind == CHILD ? p->child_age + years : p->adult_age + years;
}

static void meet_on(struct stage *stage, const struct calendar *calendar, int k, int64_t day)
{
    const struct setting *s = calendar->setting;
    stage_meet(stage, k, s->tie[k], age_on(stage->params, s->who[s->tie[k].seeker].kind, day));
    struct relation *relation = &stage->contact[stage->contacts - 1].relation;
    relation->wide = relation->wide || (relation->grown && calendar->wide);
}

struct calendar calendar_of(const struct mend_params *base, const struct mend_change *change, int changes, struct stage bare,
                            const struct setting *setting)
{
    struct calendar calendar = {base, change, changes, bare, setting, is_wide(base)};
    for (int k = 0; k < changes; k++) {
        struct mend_params then = *base;
        mend_param_set(&then, &mend_param_table[change[k].line], change[k].value);
        calendar.wide = calendar.wide || is_wide(&then);
    }
    return calendar;
}

static void plan_shifts(struct day_plan *plan, const struct calendar *calendar, int64_t day)
{
    const struct setting *s = calendar->setting;
    const uint32_t turns = (uint32_t)plan->now.turns_per_day;
    const struct stage empty = plan->everybody;
    plan->shifts = takes_turns(s) ? 2 : 1;
    for (int k = 0; k < plan->shifts; k++) {
        plan->shift[k] = (struct shift){empty, turns};
    }
    if (plan->shifts == 2) {
        plan->shift[0].until = (uint32_t)((float)turns * plan->now.first_share + 0.5f);
    }
    for (int k = 0; k < s->ties; k++) {
        meet_on(&plan->everybody, calendar, k, day);
        if (s->tie[k].kind == THERAPY_TIE) {
            meet_on(&plan->session, calendar, k, day);
        } else {
            meet_on(&plan->shift[plan->shifts == 2 ? k : 0].stage, calendar, k, day);
        }
    }
}

/* Learning slows in the bonds of a growing child too: their rates lie in the parameters. */
static void slow_with_age(struct mend_params *p, const struct setting *s, int64_t day)
{
    if (s->who[0].kind == NEWBORN) {
        const float plasticity = plasticity_at(p, age_on(p, NEWBORN, day));
        p->learn_value *= plasticity;
        p->learn_trust *= plasticity;
        p->fear_gain *= plasticity;
    }
}

static void plan_session(struct day_plan *plan, int64_t day)
{
    const struct mend_params *p = &plan->now;
    plan->in_session = *p;
    plan->in_session.rupture_scale *= p->therapy_tension;
    plan->in_session.mediated_share = plan->in_session.harm_per_day = 0.0f; /* what passes between the partners stays there */
    plan->session.params = &plan->in_session;
    plan->session_scene = (struct scene){.learning = 1.0f, .present = 1.0f, .exchange_minutes = 1.0f, .gap_minutes = 1.0f};
    plan->session_turns = plan->session.contacts > 0 && (day - 1) % p->therapy_days == 0 ? (uint32_t)p->therapy_turns : 0;
}

void plan_day(struct day_plan *plan, const struct calendar *calendar, int64_t day)
{
    mend_params_on_day(calendar->base, calendar->change, calendar->changes, day, &plan->now);
    slow_with_age(&plan->now, calendar->setting, day);
    plan->everybody = plan->session = calendar->bare;
    plan->everybody.params = plan->session.params = &plan->now;
    plan->scene = daily_scene(&plan->now);
    if (plan->now.away) {
        plan->scene.present = 0.0f;
        plan->scene.separation = plan->now.away_severity;
    }
    plan_shifts(plan, calendar, day);
    plan_session(plan, day);
}

const struct shift *shift_at(const struct day_plan *plan, uint32_t turn_of_day)
{
    return &plan->shift[plan->shifts == 2 && turn_of_day >= plan->shift[0].until];
}

void intervene(struct block *block, const struct setting *setting, float before, float now)
{
    for (int person = 0; person < setting->people && before != now; person++) {
        float *sensitivity = block->traits[person].sensitivity;
        for (int l = 0; setting->who[person].kind == GIVER && l < LANES; l++) {
            sensitivity[l] += now - before;
        }
    }
}
