#include "theory/pairs_side_by_side.h"

#include "io/text.h"

#include <math.h>

struct mend_params pair_params(void)
{
    struct mend_params p;
    const int romantic = mend_position("romantic", SETTING_NAMES);
    for (int i = 0; i < mend_param_count; i++) {
        mend_param_set(&p, &mend_param_table[i], mend_param_fallback(&mend_param_table[i], romantic));
    }
    p.setting = romantic;
    p.infancy_days = 0;
    return p;
}

struct stage pair_stage(const struct mend_params *p, const double years[2])
{
    const struct setting setting = setting_at((int)p->setting);
    struct stage stage = {.params = p, .loop = lane_loop_for(best_isa()), .who = {.seed_low = SEED}};
    for (int k = 0; k < 2; k++) {
        stage_meet(&stage, k, setting.tie[k], (float)years[k]);
    }
    return stage;
}

/* ---- from lanes to the reference ---- */

static struct adult_bond adult_bond_in(const struct bond_lanes *b, int l)
{
    return (struct adult_bond){.trust = (double)b->trust[l],
                               .doubt = (double)b->doubt[l],
                               .belief = (double)b->belief[l],
                               .fear = (double)b->fear[l],
                               .value = {(double)b->value_minimise[l], (double)b->value_signal[l], (double)b->value_escalate[l]},
                               .pull = (double)b->pull[l],
                               .resentment = (double)b->resentment[l],
                               .credibility = (double)b->credibility[l],
                               .owed = (double)b->owed[l],
                               .open = (double)b->open[l],
                               .severity = (double)b->severity[l],
                               .age = (double)b->age[l],
                               .kind = (double)b->kind[l],
                               .steps = (double)b->steps[l],
                               .away = (double)b->away[l],
                               .promised = (double)b->promised[l],
                               .credibility_most = (double)b->credibility_most[l],
                               .aroused = (double)b->aroused[l]};
}

static struct adult_person adult_in(const struct person_lanes *a, int l)
{
    return (struct adult_person){.arousal = (double)a->arousal[l],
                                 .cortisol = (double)a->cortisol[l],
                                 .load = (double)a->load[l],
                                 .depletion = (double)a->depletion[l],
                                 .mood = (double)a->mood[l],
                                 .working_model = (double)a->working_model[l],
                                 .general_doubt = (double)a->general_doubt[l],
                                 .repair_skill = (double)a->repair_skill[l],
                                 .tension = (double)a->tension[l]};
}

static struct adult_tally adult_tally_in(const struct tally_lanes *t, int l)
{
    return (struct adult_tally){
#define TALLY(name, ...) .name = (double)t->name[l],
#define GROWN_TALLY TALLY
#define WIDE_TALLY TALLY
#include "model/state.def"
    };
}

struct adult_pair pair_in(const struct block *b, int l, const double years[2])
{
    struct adult_pair pair = {.years = {years[0], years[1]}};
    for (int k = 0; k < 2; k++) {
        pair.traits[k] = (struct reference_traits){
#define TRAIT(name, ...) .name = (double)b->traits[k].name[l],
#include "model/state.def"
        };
        pair.person[k] = adult_in(&b->person[k], l);
        pair.bond[k] = adult_bond_in(&b->bond[k], l);
        pair.tally[k] = adult_tally_in(&b->tally[k], l);
    }
    return pair;
}

static struct words drawn(uint32_t dyad, enum purpose purpose, uint32_t member, uint32_t when)
{
    return words_of((struct occasion){.seed_low = SEED, .what = what_for(DAILY_LIFE, purpose, member), .when = when}, dyad);
}

void pair_luck(uint32_t dyad, uint32_t when, struct adult_draws to[2])
{
    for (uint32_t k = 0; k < 2; k++) {
        const struct words turn = drawn(dyad, TURN, k, when), more = drawn(dyad, MORE, k, when), mood = drawn(dyad, MOOD, 1 - k, when / 4);
        double u[4], v[4];
        for (int i = 0; i < 4; i++) {
            u[i] = (double)uniform(turn.word[i]);
            v[i] = (double)uniform(more.word[i]);
        }
        to[k] = (struct adult_draws){.opening = u[0],
                                     .severity = u[1],
                                     .kind = u[2],
                                     .harm = v[2],
                                     .conflict = u[3],
                                     .bid = u[0],
                                     .answer = u[1],
                                     .acceptance = u[2],
                                     .reach = v[0],
                                     .late = v[1],
                                     .mediated = v[3],
                                     .arrival = (double)uniform_of_rests(turn.word[0], turn.word[1], turn.word[2]),
                                     .mood = (double)rough_normal(mood.word[when % 4])};
    }
}

struct adult_night_draws night_luck(uint32_t dyad, uint32_t day)
{
    const struct words ending = drawn(dyad, CALENDAR, 0, day), strain = drawn(dyad, STRAIN, 0, day);
    return (struct adult_night_draws){.hot = (double)uniform(ending.word[0]),
                                      .cold = (double)uniform(ending.word[1]),
                                      .household = (double)rough_normal(strain.word[0]),
                                      .own = {(double)rough_normal(strain.word[1]), (double)rough_normal(strain.word[2])}};
}

/* ---- decisions ---- */

struct pair_outcome pair_reckoned(const struct mend_params *p, const struct reference_scene *scene, const struct adult_pair *start,
                                  const struct adult_draws draws[2])
{
    struct pair_outcome o = {.pair = *start};
    adult_turn(p, scene, &o.pair, draws, o.seen);
    return o;
}

static bool same_seen(const struct adult_seen *a, const struct adult_seen *b)
{
    return a->opened == b->opened && a->provoked == b->provoked && a->broken == b->broken && a->bid == b->bid && a->conflict == b->conflict &&
           a->answer == b->answer && a->perceived == b->perceived && a->accepted == b->accepted && a->repaired == b->repaired &&
           a->lapsed == b->lapsed;
}

bool same_pair_decisions(const struct pair_outcome *a, const struct pair_outcome *b)
{
    bool same = true;
    for (int k = 0; k < 2; k++) {
        same = same && same_seen(&a->seen[k], &b->seen[k]) && a->pair.bond[k].kind == b->pair.bond[k].kind &&
               a->pair.bond[k].owed == b->pair.bond[k].owed;
    }
    return same;
}

/* Every decision is one draw against one chance: moved together, the draws find those that lie near. */
static void move_draws(struct adult_draws *u, double by)
{
    double *const each[] = {&u->opening, &u->kind, &u->harm, &u->conflict, &u->bid, &u->answer, &u->acceptance, &u->reach, &u->late, &u->mediated};
    for (size_t i = 0; i < sizeof each / sizeof each[0]; i++) {
        *each[i] += by;
    }
}

bool pair_is_settled(const struct mend_params *p, const struct reference_scene *scene, const struct adult_pair *start,
                     const struct adult_draws draws[2], struct pair_outcome *outcome)
{
    bool settled = true;
    *outcome = pair_reckoned(p, scene, start, draws);
    for (int sign = -1; sign <= 1 && settled; sign += 2) {
        struct adult_draws moved[2] = {draws[0], draws[1]};
        struct adult_pair elsewhere[3] = {*start, *start, *start};
        move_draws(&moved[0], sign * margin);
        move_draws(&moved[1], sign * margin);
        elsewhere[0].person[0].mood += sign * margin;
        elsewhere[0].person[1].mood += sign * margin;
        elsewhere[1].person[0].arousal += sign * margin;
        elsewhere[2].person[1].arousal += sign * margin;
        struct pair_outcome other = pair_reckoned(p, scene, start, moved);
        settled = settled && same_pair_decisions(outcome, &other);
        for (int i = 0; i < 3; i++) {
            other = pair_reckoned(p, scene, &elsewhere[i], draws);
            settled = settled && same_pair_decisions(outcome, &other);
        }
    }
    return settled;
}

bool lane_decided_so(const struct block *b, const struct seen_lanes seen[2], int l, const struct adult_pair *before,
                     const struct pair_outcome *expected)
{
    bool same = true;
    for (int k = 0; k < 2; k++) {
        const struct seen_lanes *s = &seen[k];
        const struct adult_seen *e = &expected->seen[k];
        struct adult_seen found = {.opened = s->opened[l] > 0.5f,
                                   .provoked = (double)b->tally[k].provoked[l] > before->tally[k].provoked,
                                   .broken = s->broken[l] > 0.5f,
                                   .conflict = s->conflicted[l] > 0.5f,
                                   .answer = s->frightened[l] > 0.5f ? REFERENCE_FRIGHTEN
                                             : s->rebuffed[l] > 0.5f ? REFERENCE_REBUFF
                                             : s->soothed[l] > 0.5f  ? REFERENCE_SOOTHE
                                                                     : REFERENCE_IGNORE,
                                   .perceived = s->perceived[l] > 0.5f,
                                   .accepted = s->accepted[l] > 0.5f,
                                   .repaired = s->repaired[l] > 0.5f,
                                   .lapsed = s->lapsed[l] > 0.5f};
        found.bid = s->escalated[l] > 0.5f ? REFERENCE_ESCALATE : s->signalled[l] > 0.5f ? REFERENCE_SIGNAL : REFERENCE_MINIMISE;
        same = same && same_seen(&found, e) && (double)b->bond[k].kind[l] == expected->pair.bond[k].kind &&
               fabs((double)s->strength[l] - e->strength) <= 1e-6;
    }
    return same;
}

/* ---- states ---- */

static void assert_same_bond(const struct adult_bond *found, const struct adult_bond *expected, bool present, double tolerance)
{
    const double *a = &found->trust, *b = &expected->trust;
    static const char *const names[] = {"trust", "doubt",      "belief",      "fear", "minimising", "signalling", "escalating",
                                        "pull",  "resentment", "credibility", "owed", "open",       "severity"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) { /* the first fields, all of them doubles */
        ck_near(names[i], a[i], b[i], tolerance);
    }
    ck_near("kind", found->kind, expected->kind, 0);
    ck_near("promised", found->promised, expected->promised, 0);
    ck_near("most credibility", found->credibility_most, expected->credibility_most, tolerance);
    if (expected->open != 0 && present) {
        ck_near("steps", found->steps, expected->steps, 0);
        ck_near("away", found->away, expected->away, 0);
        if (expected->away == 0) {
            ck_near("age", found->age, expected->age, 0);
        }
    }
}

void assert_same_pair(const struct adult_pair *found, const struct adult_pair *expected, bool present, double tolerance, double mood)
{
    for (int k = 0; k < 2; k++) {
        const struct adult_person *a = &found->person[k], *b = &expected->person[k];
        ck_near("arousal", a->arousal, b->arousal, tolerance);
        ck_near("cortisol", a->cortisol, b->cortisol, tolerance);
        ck_near("load", a->load, b->load, tolerance);
        ck_near("depletion", a->depletion, b->depletion, tolerance);
        ck_near("mood", a->mood, b->mood, mood);
        ck_near("working model", a->working_model, b->working_model, tolerance);
        ck_near("general doubt", a->general_doubt, b->general_doubt, tolerance);
        ck_near("tension", a->tension, b->tension, tolerance);
        ck_near("skill of repairing", a->repair_skill, b->repair_skill, 0);
        assert_same_bond(&found->bond[k], &expected->bond[k], present, tolerance);
    }
}

void assert_same_tallies(const struct adult_pair *found, const struct adult_pair *expected, bool wide)
{
    for (int k = 0; k < 2; k++) {
        const struct adult_tally *a = &found->tally[k], *b = &expected->tally[k];
#define TALLY(name, ...) ck_near(#name, a->name, b->name, 0);
#define GROWN_TALLY TALLY
#include "model/state.def"
        if (wide) {
#define WIDE_TALLY(name, ...) ck_near(#name, a->name, b->name, 0);
#include "model/state.def"
        }
    }
}
