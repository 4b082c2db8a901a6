#include "theory/side_by_side.h"

#include <math.h>

/* ---- from one to the other ---- */

struct reference_person person_of(struct person x)
{
    return (struct reference_person){(double)x.arousal, (double)x.cortisol, (double)x.load, (double)x.depletion, (double)x.mood};
}

struct reference_bond bond_of(struct bond b)
{
    return (struct reference_bond){.trust = (double)b.trust,
                                   .doubt = (double)b.doubt,
                                   .belief = (double)b.belief,
                                   .fear = (double)b.fear,
                                   .value = {(double)b.value_minimise, (double)b.value_signal, (double)b.value_escalate},
                                   .pull = (double)b.pull,
                                   .resentment = (double)b.resentment,
                                   .credibility = (double)b.credibility,
                                   .open = (double)b.open,
                                   .severity = (double)b.severity,
                                   .age = (double)b.age,
                                   .kind = (double)b.kind,
                                   .steps = (double)b.steps,
                                   .owed = (double)b.owed,
                                   .aroused = (double)b.aroused};
}

struct reference_traits traits_of(struct traits t)
{
    return (struct reference_traits){
#define TRAIT(name, ...) .name = (double)t.name,
#include "model/state.def"
    };
}

struct reference_scene scene_of(struct scene s)
{
    return (struct reference_scene){s.learning > 0.5f,          s.calendar > 0.5f,     s.present > 0.5f, (double)s.separation,
                                    (double)s.exchange_minutes, (double)s.gap_minutes, (double)s.raise};
}

/* ---- lanes ---- */

static struct person person_in(const struct person_lanes *from, int l)
{
    return (struct person){
#define PERSON(name, ...) .name = from->name[l],
#include "model/state.def"
    };
}

static struct bond bond_in(const struct bond_lanes *from, int l)
{
    return (struct bond){
#define BOND(name, ...) .name = from->name[l],
#define RUPTURE BOND
#define RIVAL BOND
#include "model/state.def"
    };
}

static struct traits traits_in(const struct traits_lanes *from, int l)
{
    return (struct traits){
#define TRAIT(name, ...) .name = from->name[l],
#include "model/state.def"
    };
}

struct meeting meeting_in(const struct block *b, int l)
{
    return (struct meeting){
        .seeker = person_in(&b->person[INFANT], l), .giver = person_in(&b->person[CAREGIVER], l), .bond = bond_in(&b->bond[INFANT_BOND], l)};
}

struct reference_dyad dyad_in(const struct block *b, int l)
{
    const struct meeting m = meeting_in(b, l);
    return (struct reference_dyad){
        .seeker_traits = traits_of(traits_in(&b->traits[INFANT], l)),
        .giver_traits = traits_of(traits_in(&b->traits[CAREGIVER], l)),
        .seeker = person_of(m.seeker),
        .giver = person_of(m.giver),
        .bond = bond_of(m.bond),
    };
}

struct reference_draws luck_of(void *state, uint32_t when)
{
    const struct luck *luck = state;
    const struct occasion turn = {.seed_low = SEED, .what = what_for(luck->stream, TURN, INFANT_BOND), .when = when};
    const struct occasion mood = {.seed_low = SEED, .what = what_for(luck->stream, MOOD, CAREGIVER), .when = when / 4};
    const struct words w = words_of(turn, luck->dyad), steps = words_of(mood, luck->dyad);
    double u[4];
    for (int k = 0; k < 4; k++) {
        u[k] = (double)uniform(w.word[k]) + luck->shift;
    }
    return (struct reference_draws){.opening = u[0],
                                    .severity = u[1] - luck->shift,
                                    .kind = u[2],
                                    .bid = u[0],
                                    .answer = u[1],
                                    .acceptance = u[2],
                                    .conflict = u[3],
                                    .mood = (double)rough_normal(steps.word[when % 4]),
                                    .arrival = (double)uniform_of_rests(w.word[0], w.word[1], w.word[2])};
}

/* ---- the same or not ---- */

struct decided decided_by_reference(struct reference_seen s, double kind)
{
    return (struct decided){s.opened, s.broken, s.broken ? s.bid : -1, s.conflict, s.broken ? s.answer : -1, s.accepted, s.repaired,
                            s.lapsed, (int)kind};
}

struct decided decided_in(struct seen s, float kind)
{
    struct decided d = {s.opened > 0.5f,   s.broken > 0.5f, -1,       s.conflicted > 0.5f, -1, s.accepted > 0.5f,
                        s.repaired > 0.5f, s.lapsed > 0.5f, (int)kind};
    if (d.broken) {
        d.bid = s.minimised > 0.5f ? REFERENCE_MINIMISE : s.signalled > 0.5f ? REFERENCE_SIGNAL : s.escalated > 0.5f ? REFERENCE_ESCALATE : -2;
        d.answer = s.frightened > 0.5f ? REFERENCE_FRIGHTEN
                   : s.rebuffed > 0.5f ? REFERENCE_REBUFF
                   : s.soothed > 0.5f  ? REFERENCE_SOOTHE
                   : s.ignored > 0.5f  ? REFERENCE_IGNORE
                                       : -2;
    }
    return d;
}

bool same_decisions(struct decided a, struct decided b)
{
    return a.opened == b.opened && a.broken == b.broken && a.bid == b.bid && a.conflict == b.conflict && a.answer == b.answer &&
           a.accepted == b.accepted && a.repaired == b.repaired && a.lapsed == b.lapsed && a.kind == b.kind;
}

void ck_near(const char *what, double product, double reference, double tolerance)
{
    if (!(fabs(product - reference) <= tolerance)) {
        ck_abort_msg("%s: simulator %.9g, reference %.9g (off by %.2g)", what, product, reference, fabs(product - reference));
    }
}

void assert_same_state(const struct meeting *m, const struct outcome *o, const struct reference_scene *scene, double tolerance, double mood)
{
    ck_near("arousal", (double)m->seeker.arousal, o->seeker.arousal, tolerance);
    ck_near("cortisol", (double)m->seeker.cortisol, o->seeker.cortisol, tolerance);
    ck_near("load", (double)m->seeker.load, o->seeker.load, tolerance);
    ck_near("giver's arousal", (double)m->giver.arousal, o->giver.arousal, tolerance);
    ck_near("mood", (double)m->giver.mood, o->giver.mood, mood);
    ck_near("depletion", (double)m->giver.depletion, o->giver.depletion, 0);
    ck_near("trust", (double)m->bond.trust, o->bond.trust, tolerance);
    ck_near("doubt", (double)m->bond.doubt, o->bond.doubt, tolerance);
    ck_near("belief", (double)m->bond.belief, o->bond.belief, 0);
    ck_near("fear", (double)m->bond.fear, o->bond.fear, tolerance);
    ck_near("value of minimising", (double)m->bond.value_minimise, o->bond.value[REFERENCE_MINIMISE], tolerance);
    ck_near("value of signalling", (double)m->bond.value_signal, o->bond.value[REFERENCE_SIGNAL], tolerance);
    ck_near("value of escalating", (double)m->bond.value_escalate, o->bond.value[REFERENCE_ESCALATE], tolerance);
    ck_near("pull", (double)m->bond.pull, o->bond.pull, tolerance);
    ck_near("resentment", (double)m->bond.resentment, o->bond.resentment, 0);
    ck_near("credibility", (double)m->bond.credibility, o->bond.credibility, 0);
    ck_near("open", (double)m->bond.open, o->bond.open, 0);
    ck_near("severity", (double)m->bond.severity, o->bond.severity, tolerance);
    ck_near("kind", (double)m->bond.kind, o->bond.kind, 0);
    ck_near("owed", (double)m->bond.owed, o->bond.owed, 0);
    if (o->bond.open != 0) {
        ck_near("steps", (double)m->bond.steps, o->bond.steps, 0);
        if (scene->present) {
            ck_near("age", (double)m->bond.age, o->bond.age, 0);
        }
    }
}
