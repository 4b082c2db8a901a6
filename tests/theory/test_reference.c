/* The simulator against the slow obvious reference in double precision: the same state and the same draws must give the same turn, year and scores.
 *
 * Tolerances. A state in [0, 1] is the result of at most a dozen roundings of 2^-24 and one exponential (3e-7): 4e-6 a turn. The step of mood comes from
 * 1 - kept^2 with kept = .98, where a relative error of 3e-7 in kept grows 25 times; with a step of at most 3.5 that is 1e-5 a turn. A decision is
 * a draw against a chance that is off by as much: up to 1e-5 of mood, times a volatility of at most 4, times the slope of the logistic, 1/4. So the two may
 * decide differently where a draw lies within `margin` of its chance; such cases are found by moving the draws, and left out. */
#include "suites.h"

#include "assay/assay.h"
#include "engine/birth.h"
#include "engine/quantile.h"
#include "engine/threads.h"
#include "model/turn.h"
#include "reading/rule.h"
#include "reference/reference.h"
#include "study/population.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

static const double margin = 2e-5, turn_tolerance = 4e-6, mood_tolerance = 1e-5;

static struct mend_params p;
static gsl_rng *rng;

static void fresh(void)
{
    p = mend_params_default();
    rng = gsl_rng_alloc(gsl_rng_mt19937);
}

static void clear(void)
{
    gsl_rng_free(rng);
}

/* ---- from one to the other ---- */

static struct reference_person person_of(struct person x)
{
    return (struct reference_person){(double)x.arousal, (double)x.cortisol, (double)x.load, (double)x.depletion, (double)x.mood};
}

static struct reference_bond bond_of(struct bond b)
{
    return (struct reference_bond){
        .trust = (double)b.trust, .doubt = (double)b.doubt, .belief = (double)b.belief, .fear = (double)b.fear,
        .value = {(double)b.value_minimise, (double)b.value_signal, (double)b.value_escalate},
        .pull = (double)b.pull, .resentment = (double)b.resentment, .credibility = (double)b.credibility,
        .open = (double)b.open, .severity = (double)b.severity, .age = (double)b.age, .kind = (double)b.kind, .steps = (double)b.steps};
}

static struct reference_traits traits_of(struct traits t)
{
    return (struct reference_traits){
#define TRAIT(name, ...) .name = (double)t.name,
#include "model/state.def"
#undef TRAIT
    };
}

static struct reference_draws draws_of(struct chance u)
{
    return (struct reference_draws){(double)u.opening,    (double)u.severity, (double)u.kind, (double)u.bid, (double)u.answer,
                                    (double)u.acceptance, (double)u.conflict, (double)u.mood};
}

static struct reference_scene scene_of(struct scene s)
{
    return (struct reference_scene){s.learning > 0.5f,          s.calendar > 0.5f,           s.present > 0.5f,     (double)s.separation,
                                    (double)s.exchange_minutes, (double)s.gap_minutes, (double)s.raise};
}

/* What was decided in a turn, as one number for each thing that could differ. */
struct decided {
    int opened, broken, bid, conflict, answer, accepted, repaired, lapsed, kind;
};

static struct decided decided_by_reference(struct reference_seen s, double kind)
{
    return (struct decided){s.opened, s.broken, s.broken ? s.bid : -1, s.conflict, s.broken ? s.answer : -1, s.accepted, s.repaired, s.lapsed, (int)kind};
}

static struct decided decided_in(struct seen s, float kind)
{
    struct decided d = {s.opened > 0.5f, s.broken > 0.5f, -1, s.conflicted > 0.5f, -1, s.accepted > 0.5f, s.repaired > 0.5f, s.lapsed > 0.5f, (int)kind};
    if (d.broken) {
        d.bid = s.minimised > 0.5f ? REFERENCE_MINIMISE : s.signalled > 0.5f ? REFERENCE_SIGNAL : s.escalated > 0.5f ? REFERENCE_ESCALATE : -2;
        d.answer = s.frightened > 0.5f ? REFERENCE_FRIGHTEN : s.rebuffed > 0.5f ? REFERENCE_REBUFF : s.soothed > 0.5f ? REFERENCE_SOOTHE
                   : s.ignored > 0.5f ? REFERENCE_IGNORE : -2;
    }
    return d;
}

static bool same_decisions(struct decided a, struct decided b)
{
    return a.opened == b.opened && a.broken == b.broken && a.bid == b.bid && a.conflict == b.conflict && a.answer == b.answer && a.accepted == b.accepted &&
           a.repaired == b.repaired && a.lapsed == b.lapsed && a.kind == b.kind;
}

/* ---- one turn from a random state ---- */

struct situation {
    struct scene scene;
    struct traits seeker, giver;
    struct meeting m;
    struct chance u;
};

static float uniform_in(double least, double most)
{
    return (float)gsl_ran_flat(rng, least, most);
}

static int one_in(int n)
{
    return (int)gsl_rng_uniform_int(rng, (unsigned long)n) == 0;
}

/* In [0, 1], often at one of its ends. */
static float somewhere(void)
{
    return one_in(8) ? (float)one_in(2) : uniform_in(0, 1);
}

static struct scene random_scene(void)
{
    struct scene s = {.learning = (float)!one_in(4), .present = (float)!one_in(4), .exchange_minutes = p.exchange_minutes, .gap_minutes = 24};
    s.calendar = one_in(5) ? 1 - s.learning : s.learning;
    if (one_in(2)) {
        s.exchange_minutes = s.gap_minutes = p.strange_minutes;
        s.raise = one_in(2) ? p.strange_room : p.strange_stranger;
    }
    s.separation = s.present < 0.5f && !one_in(3) ? p.separation_severity : 0;
    return s;
}

static struct meeting random_meeting(void)
{
    struct meeting m = {0};
    m.seeker = (struct person){.arousal = somewhere(), .cortisol = somewhere(), .load = somewhere()};
    m.seeker.arousal = one_in(4) ? uniform_in(0, .16) : m.seeker.arousal; /* calm enough to lapse */
    m.giver = (struct person){.arousal = somewhere(), .depletion = one_in(4) ? somewhere() : 0, .mood = uniform_in(-3, 3)};
    m.bond = (struct bond){.trust = somewhere(), .doubt = uniform_in(0, one_in(2) ? .2 : 1), .belief = somewhere(), .fear = somewhere(),
                           .pull = somewhere(), .credibility = one_in(4) ? somewhere() : 1, .severity = somewhere(), .open = (float)!one_in(3)};
    m.bond.value_minimise = uniform_in(-.1, .3);
    m.bond.value_signal = uniform_in(-.1, .5);
    m.bond.value_escalate = uniform_in(-.2, .5);
    m.bond.kind = (float)gsl_rng_uniform_int(rng, KINDS);
    if (m.bond.open > 0.5f) {
        m.bond.age = one_in(3) ? 0 : one_in(3) ? (float)p.max_age - (float)one_in(2) : (float)gsl_rng_uniform_int(rng, 18);
        m.bond.steps = (float)gsl_rng_uniform_int(rng, (unsigned long)p.repair_steps);
    }
    return m;
}

static struct situation random_situation(void)
{
    return (struct situation){
        .scene = random_scene(),
        .seeker = {.reactivity = (float)exp(gsl_ran_gaussian(rng, .25)), .self_soothing = uniform_in(0, .3), .resting_arousal = uniform_in(0, .9)},
        .giver = {.sensitivity = uniform_in(-3, 3), .volatility = uniform_in(0, 4), .intensity_dependence = uniform_in(0, 2), .rejection = somewhere(),
                  .frightening = one_in(2) ? uniform_in(0, .1) : somewhere(), .initiative = p.initiative_mean, .empathy = p.empathy_mean},
        .m = random_meeting(),
        .u = {uniform_in(0, one_in(2) ? .1 : 1), uniform_in(0, 1), uniform_in(0, 1), uniform_in(0, 1), uniform_in(0, 1), uniform_in(0, 1), uniform_in(0, 1),
              uniform_in(-3.4, 3.4)},
    };
}

static float root(float x)
{
    return sqrtf(x);
}

static struct meeting met(const struct situation *s)
{
    return meet(&p, clock_of(&p, s->scene, root), s->scene, s->seeker, s->giver, (struct bond_back){0, 0, 0}, s->m, s->u);
}

/* What the reference makes of a situation. */
struct outcome {
    struct reference_person seeker, giver;
    struct reference_bond bond;
    struct reference_tally tally;
    struct reference_seen seen;
};

static struct outcome reckon(const struct situation *s, struct reference_draws u, double arousal_shift)
{
    struct outcome o = {.seeker = person_of(s->m.seeker), .giver = person_of(s->m.giver), .bond = bond_of(s->m.bond)};
    const struct reference_scene scene = scene_of(s->scene);
    const struct reference_traits seeker = traits_of(s->seeker), giver = traits_of(s->giver);
    o.seeker.arousal += arousal_shift;
    reference_turn(&p, &scene, &seeker, &giver, &o.seeker, &o.giver, &o.bond, &o.tally, u, &o.seen);
    return o;
}

static struct decided decisions(struct outcome o)
{
    return decided_by_reference(o.seen, o.bond.kind);
}

/* Whether moving any draw, or arousal, by `margin` would decide something else. */
static bool is_near_a_threshold(const struct situation *s)
{
    const struct reference_draws u = draws_of(s->u);
    const struct decided now = decisions(reckon(s, u, 0));
    for (int sign = -1; sign <= 1; sign += 2) {
        for (int draw = 0; draw < 8; draw++) {
            struct reference_draws moved = u;
            double *const each[8] = {&moved.opening, &moved.severity, &moved.kind, &moved.bid, &moved.answer, &moved.acceptance, &moved.conflict, &moved.mood};
            *each[draw] += sign * margin;
            if (!same_decisions(now, decisions(reckon(s, moved, 0)))) {
                return true;
            }
        }
        if (!same_decisions(now, decisions(reckon(s, u, sign * margin)))) {
            return true;
        }
    }
    return false;
}

/* An assertion of libcheck costs a system call even when it holds; these are millions. A NaN is never near. */
static void ck_near(const char *what, double product, double reference, double tolerance)
{
    if (!(fabs(product - reference) <= tolerance)) {
        ck_abort_msg("%s: simulator %.9g, reference %.9g (off by %.2g)", what, product, reference, fabs(product - reference));
    }
}

/* Age and steps mean something only while a rupture is open, age only while the giver is there: a reunion starts it anew. */
static void assert_same_state(const struct meeting *m, const struct outcome *o, const struct reference_scene *scene, double tolerance, double mood)
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
    if (o->bond.open != 0) {
        ck_near("steps", (double)m->bond.steps, o->bond.steps, 0);
        if (scene->present) {
            ck_near("age", (double)m->bond.age, o->bond.age, 0);
        }
    }
}

static void assert_same_turn(const struct situation *s)
{
    const struct meeting m = met(s);
    const struct outcome o = reckon(s, draws_of(s->u), 0);
    const struct reference_scene scene = scene_of(s->scene);
    if (!same_decisions(decided_in(m.seen, m.bond.kind), decisions(o))) {
        ck_abort_msg("decided differently: bid %d, answer %d in the reference", o.seen.bid, o.seen.answer);
    }
    ck_near("strength", (double)m.seen.strength, o.seen.strength, 1e-7);
    ck_near("severity seen", (double)m.seen.severity, o.seen.severity, turn_tolerance);
    assert_same_state(&m, &o, &scene, turn_tolerance, mood_tolerance);
    ck_near("ruptures", (double)m.tally.ruptures, o.tally.ruptures, 0);
    ck_near("repairs", (double)m.tally.repairs, o.tally.repairs, 0);
    ck_near("prompt", (double)m.tally.prompt, o.tally.prompt, 0);
    ck_near("turns to repair", (double)m.tally.repair_turns, o.tally.repair_turns, 0);
}

/* `cases` situations; counts what happened in them, so that no branch goes untried. */
static void compare_turns(int cases)
{
    int skipped = 0, answers[4] = {0}, bids[3] = {0}, opened = 0, accepted = 0, repaired = 0, lapsed = 0, conflicts = 0;
    for (int k = 0; k < cases; k++) {
        const struct situation s = random_situation();
        if (is_near_a_threshold(&s)) {
            skipped++;
            continue;
        }
        assert_same_turn(&s);
        const struct reference_seen seen = reckon(&s, draws_of(s.u), 0).seen;
        answers[seen.answer] += seen.broken;
        bids[seen.bid] += seen.broken;
        opened += seen.opened;
        accepted += seen.accepted;
        repaired += seen.repaired;
        lapsed += seen.lapsed;
        conflicts += seen.conflict;
    }
    ck_assert_int_lt(skipped, cases / 200);
    const int enough = cases / 200;
    ck_assert(answers[0] > enough && answers[1] > enough && answers[2] > enough && answers[3] > enough);
    ck_assert(bids[0] > enough && bids[1] > enough && bids[2] > enough && opened > enough);
    ck_assert(accepted > enough && repaired > enough && lapsed > enough && conflicts > enough);
}

START_TEST(a_turn_is_that_of_the_reference_from_any_state)
{
    compare_turns(200000);
}
END_TEST

/* What infancy leaves at its neutral value: several steps, belief, arousal bonus, initiative, empathy, depletion, kinds, risk. */
START_TEST(a_turn_is_that_of_the_reference_with_what_infancy_does_not_use)
{
    p.repair_steps = 3;
    p.bid_belief = .4f;
    p.bid_arousal = .3f;
    p.initiative_mean = .4f;
    p.empathy_mean = .6f;
    p.kind_miscommunication = .3f;
    p.kind_harm = .1f;
    p.repair_scale = .8f;
    p.rupture_scale = 3;
    p.turns_per_day = 20;
    p.alarm_load = 1;
    p.conflict_strength = .2f;
    compare_turns(150000);
}
END_TEST

START_TEST(a_turn_is_that_of_the_reference_when_ruptures_come_from_outside_and_trust_is_frozen)
{
    p.rupture_exogenous = 1;
    p.rupture_per_day = 8;
    p.learn_trust_on = 0;
    p.repair_scale = 1.5f;
    compare_turns(80000);
}
END_TEST

/* ---- a year with the same draws ---- */

static struct block block;

struct luck {
    uint32_t dyad;
    enum stream stream;
    double shift; /* added to every uniform */
};

/* The draws of a turn as lanes.c takes them. */
static struct reference_draws luck_of(void *state, uint32_t when)
{
    const struct luck *luck = state;
    const struct occasion turn = {.seed_low = 3, .what = what_for(luck->stream, TURN, INFANT_BOND), .when = when};
    const struct occasion mood = {.seed_low = 3, .what = what_for(luck->stream, MOOD, CAREGIVER), .when = when / 4};
    const struct words w = words_of(turn, luck->dyad), steps = words_of(mood, luck->dyad);
    double u[4];
    for (int k = 0; k < 4; k++) {
        u[k] = (double)uniform(w.word[k]) + luck->shift;
    }
    return (struct reference_draws){.opening = u[0], .severity = u[1] - luck->shift, .kind = u[2], .bid = u[0], .answer = u[1], .acceptance = u[2], .conflict = u[3],
                                    .mood = (double)rough_normal(steps.word[when % 4])};
}

static struct person person_in(const struct person_lanes *from, int l)
{
    return (struct person){
#define PERSON(name, ...) .name = from->name[l],
#include "model/state.def"
#undef PERSON
    };
}

static struct bond bond_in(const struct bond_lanes *from, int l)
{
    return (struct bond){
#define BOND(name, ...) .name = from->name[l],
#define RUPTURE BOND
#include "model/state.def"
#undef BOND
#undef RUPTURE
    };
}

static struct traits traits_in(const struct traits_lanes *from, int l)
{
    return (struct traits){
#define TRAIT(name, ...) .name = from->name[l],
#include "model/state.def"
#undef TRAIT
    };
}

static struct seen seen_in_lane(const struct seen_lanes *s, int l)
{
    return (struct seen){s->opened[l],     s->broken[l],   s->minimised[l], s->signalled[l], s->escalated[l], s->conflicted[l], s->strength[l], s->frightened[l],
                         s->rebuffed[l], s->soothed[l], s->ignored[l],   s->accepted[l],  s->repaired[l],  s->lapsed[l],     s->severity[l]};
}

static struct reference_dyad dyad_in(const struct block *b, int l)
{
    return (struct reference_dyad){
        .seeker_traits = traits_of(traits_in(&b->traits[INFANT], l)),
        .giver_traits = traits_of(traits_in(&b->traits[CAREGIVER], l)),
        .seeker = person_of(person_in(&b->person[INFANT], l)),
        .giver = person_of(person_in(&b->person[CAREGIVER], l)),
        .bond = bond_of(bond_in(&b->bond[INFANT_BOND], l)),
    };
}

static struct stage stage_of(void)
{
    return (struct stage){&p, lane_loop_for(best_isa()), {.seed_low = 3}};
}

START_TEST(a_newborn_and_its_caregiver_are_those_of_the_reference)
{
    p.risk = 2;
    bear_block(&block, &p, (struct occasion){.seed_low = 3}, 1, NULL, 0);
    for (int l = 0; l < LANES; l++) {
        double z[11], mood = 0;
        int k = 0;
        struct occasion o = {.seed_low = 3};
        const struct { enum purpose purpose; uint32_t member; int words; } order[] = {{TEMPERAMENT, INFANT, 3}, {ATTACHMENT, CAREGIVER, 4}, {CARE, CAREGIVER, 4}};
        for (int i = 0; i < 3; i++) {
            o.what = what_for(DAILY_LIFE, order[i].purpose, order[i].member);
            for (int word = 0; word < order[i].words; word++) {
                z[k++] = (double)normal_of(words_of(o, block.dyad[l]).word[word]);
            }
        }
        o.what = what_for(DAILY_LIFE, TEMPERAMENT, CAREGIVER);
        mood = (double)normal_of(words_of(o, block.dyad[l]).word[3]);
        const struct reference_dyad expected = reference_birth(&p, z, mood), found = dyad_in(&block, l);
        const double *a = (const double *)&expected.giver_traits.deactivation, *b = (const double *)&found.giver_traits.deactivation;
        for (int t = 0; t < 10; t++) { /* deactivation to empathy; a logit of up to 10 is a dozen roundings */
            ck_near("trait of the giver", b[t], a[t], 1e-5);
        }
        ck_near("reactivity", found.seeker_traits.reactivity, expected.seeker_traits.reactivity, turn_tolerance);
        ck_near("self-soothing", found.seeker_traits.self_soothing, expected.seeker_traits.self_soothing, turn_tolerance);
        ck_near("resting arousal", found.seeker_traits.resting_arousal, expected.seeker_traits.resting_arousal, turn_tolerance);
        const struct meeting m = {.seeker = person_in(&block.person[INFANT], l), .giver = person_in(&block.person[CAREGIVER], l), .bond = bond_in(&block.bond[INFANT_BOND], l)};
        const struct outcome o2 = {.seeker = expected.seeker, .giver = expected.giver, .bond = expected.bond};
        assert_same_state(&m, &o2, &(struct reference_scene){.present = true}, 1e-7, 1e-7);
    }
}
END_TEST

/* Over a year errors add up, but everything forgets: trust, doubt and values at 1.5 to 3 % a lesson (errors grow 70-fold at most), mood at 2 % a turn, fear and
 * load more slowly, though in steps a hundred times smaller. 1e-4 holds them all. Where a decision fell differently after all the two lives part, and are
 * followed no further; mood alone may be off by 5e-5, so that one decision in some 10,000 may fall so, and a dyad takes about that many in a year. */
START_TEST(a_year_is_that_of_the_reference_under_the_same_draws)
{
    enum { TURNS = 365 * 60 };
    static struct reference_dyad twin[LANES];
    static struct seen_lanes seen;
    static bool parted[LANES];
    const struct stage stage = stage_of();
    const struct scene daily = daily_scene(&p);
    const struct reference_scene scene = scene_of(daily);
    int together = LANES;
    double turns_together = 0;
    bear_block(&block, &p, stage.who, 1, NULL, 0);
    for (int l = 0; l < LANES; l++) {
        twin[l] = dyad_in(&block, l);
    }
    for (uint32_t when = 0; when < TURNS; when++) {
        play(&stage, &block, daily, DAILY_LIFE, when, 1, &seen);
        for (int l = 0; l < LANES; l++) {
            struct reference_dyad *d = &twin[l];
            struct luck luck = {block.dyad[l], DAILY_LIFE, 0};
            struct reference_seen expected;
            if (parted[l]) {
                continue;
            }
            reference_turn(&p, &scene, &d->seeker_traits, &d->giver_traits, &d->seeker, &d->giver, &d->bond, &d->tally, luck_of(&luck, when), &expected);
            const struct meeting m = {.seeker = person_in(&block.person[INFANT], l), .giver = person_in(&block.person[CAREGIVER], l), .bond = bond_in(&block.bond[INFANT_BOND], l)};
            if (!same_decisions(decided_in(seen_in_lane(&seen, l), m.bond.kind), decided_by_reference(expected, d->bond.kind))) {
                parted[l] = true;
                together--;
                continue;
            }
            turns_together++;
            if (when % 16 == 15 || expected.broken) {
                const struct outcome o = {.seeker = d->seeker, .giver = d->giver, .bond = d->bond};
                assert_same_state(&m, &o, &scene, 1e-4, 1e-4);
            }
        }
    }
    ck_assert_int_gt(together, LANES * 3 / 4);
    ck_assert_double_gt(turns_together, 0.9 * TURNS * LANES);
    for (int l = 0; l < LANES; l++) {
        if (!parted[l]) {
            const struct tally_lanes *tally = &block.tally[INFANT_BOND];
            ck_near("ruptures of the year", (double)tally->ruptures[l], twin[l].tally.ruptures, 0);
            ck_near("repairs of the year", (double)tally->repairs[l], twin[l].tally.repairs, 0);
            ck_near("prompt answers of the year", (double)tally->prompt[l], twin[l].tally.prompt, 0);
            ck_near("turns to repair of the year", (double)tally->repair_turns[l], twin[l].tally.repair_turns, 0);
        }
    }
}
END_TEST

/* ---- assays of the same state with the same draws ---- */

enum { ASSAY_BLOCKS = 4 };

static void live_for_assays(uint32_t first)
{
    const struct stage stage = stage_of();
    bear_block(&block, &p, stage.who, first, NULL, 0);
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, 0, 60 * 60, NULL);
}

static bool same_strange(const struct reference_strange *a, const struct reference_strange *b)
{
    return a->broken == b->broken && a->minimised == b->minimised && a->protest == b->protest && a->conflicted == b->conflicted &&
           memcmp(a->expressed, b->expressed, sizeof a->expressed) == 0;
}

/* The reference's result, and whether moving every draw, or the level of calm, by `margin` would change it. */
static bool strange_is_settled(struct reference_dyad d, uint32_t dyad, struct reference_strange *out)
{
    struct luck luck = {dyad, STRANGE, 0};
    const struct mend_params before = p;
    bool settled = true;
    *out = reference_strange_situation(&p, d, luck_of, &luck);
    for (int sign = -1; sign <= 1; sign += 2) {
        luck.shift = sign * margin;
        const struct reference_strange moved = reference_strange_situation(&p, d, luck_of, &luck);
        luck.shift = 0;
        p.lapse_arousal += (float)(sign * margin);
        p.strange_curtail_arousal += (float)(sign * margin);
        const struct reference_strange calmer = reference_strange_situation(&p, d, luck_of, &luck);
        p = before;
        settled = settled && same_strange(out, &moved) && same_strange(out, &calmer);
    }
    return settled;
}

/* Scores come from the same whole counts in a few single-precision operations on numbers up to 7: 8 roundings of 7 units. Arousal and cortisol gather
 * up to 266 turns of roundings, but forget 4 % and 1 % a turn. */
static void compare_strange(const struct strange_report *r, const struct reference_strange *s)
{
    const double score = 8 * 9 * 0x1p-24;
    ck_near("avoidance", (double)r->avoidance, s->avoidance, score);
    ck_near("resistance", (double)r->resistance, s->resistance, score);
    ck_near("conflict", (double)r->conflict, s->conflict, score);
    for (int e = 0; e < 8; e++) {
        ck_near("expressed distress", (double)r->episode[e].expressed, s->expressed[e + 1], 1e-6);
        ck_near("arousal of the episode", (double)r->episode[e].arousal, s->arousal[e + 1], 2e-5);
    }
    ck_near("cortisol before", (double)r->episode[1].cortisol, s->cortisol_before, 2e-5);
    ck_near("cortisol after", (double)r->episode[EPISODE_AFTER].cortisol, s->cortisol_after, 2e-5);
    ck_near("change of cortisol", (double)r->cortisol_change, s->cortisol_after - s->cortisol_before, 4e-5);
    const struct scores_read read = {r->proximity, r->avoidance, r->resistance, r->conflict};
    ck_assert_int_eq((int)class_rules[0].read(read, (struct cutoffs){p.cutoff_insecure, p.cutoff_conflict}), (int)s->class);
}

static void compare_strange_situations(void)
{
    static struct strange_report report[LANES];
    const struct stage stage = stage_of();
    int classes[CLASSES] = {0}, unsettled = 0;
    for (uint32_t k = 0; k < ASSAY_BLOCKS; k++) {
        live_for_assays(1 + k * LANES);
        strange_situation(&stage, &block, STRANGE, 0, report);
        for (int l = 0; l < LANES; l++) {
            struct reference_strange expected;
            if (strange_is_settled(dyad_in(&block, l), block.dyad[l], &expected)) {
                compare_strange(&report[l], &expected);
                classes[expected.class]++;
            } else {
                unsettled++;
            }
        }
    }
    ck_assert_int_lt(unsettled, ASSAY_BLOCKS * LANES / 20);
    ck_assert(classes[SECURE] > 10 && classes[AVOIDANT] > 10 && classes[ANXIOUS] > 0 && classes[DISORGANIZED] > 0);
}

START_TEST(a_strange_situation_gives_the_scores_of_the_reference)
{
    p.learn_value = .1f; /* half a year in sixty days, so that all classes occur */
    p.fear_gain = .1f;
    compare_strange_situations();
}
END_TEST

START_TEST(a_curtailed_strange_situation_gives_the_scores_of_the_reference)
{
    p.learn_value = .1f;
    p.fear_gain = .1f;
    p.strange_curtail = 1;
    p.strange_curtail_arousal = .7f;
    compare_strange_situations();
}
END_TEST

static bool same_home(const struct reference_home *a, const struct reference_home *b)
{
    return a->ruptures == b->ruptures && a->frightening == b->frightening && a->minutes == b->minutes && a->sensitivity == b->sensitivity;
}

START_TEST(a_home_observation_gives_the_scores_of_the_reference)
{
    static struct home_report report[LANES];
    const struct stage stage = stage_of();
    int settled = 0;
    double frightening = 0;
    p.frightening_mean = -3;
    live_for_assays(1);
    home_observation(&stage, &block, 0, report);
    for (int l = 0; l < LANES; l++) {
        const struct occasion coding = {.seed_low = 3, .what = what_for(HOME, CODER, INFANT_BOND)};
        const double error = (double)normal_of(words_of(coding, block.dyad[l]).word[0]);
        struct luck luck = {block.dyad[l], HOME, 0};
        struct reference_home home[3];
        for (int k = 0; k < 3; k++) {
            luck.shift = (k == 1) * margin - (k == 2) * margin;
            home[k] = reference_home(&p, dyad_in(&block, l), error, luck_of, &luck);
        }
        if (home[0].ruptures > 0 && same_home(&home[0], &home[1]) && same_home(&home[0], &home[2])) {
            settled++;
            frightening += home[0].frightening;
            ck_near("sensitivity as coded", (double)report[l].sensitivity, home[0].sensitivity, 1e-6);
            ck_near("frightening as coded", (double)report[l].frightening, home[0].frightening, 0);
            ck_near("minutes", (double)report[l].minutes, home[0].minutes, 0);
        }
    }
    ck_assert_int_gt(settled, LANES * 9 / 10);
    ck_assert_double_gt(frightening, 10);
}
END_TEST

/* ---- another generator, another program: the same statistics ---- */

enum { REFERENCE_DYADS = 1200 };

struct reading {
    int class;
    double trust, doubt, load, ruptures, repairs;
};

static struct reading of_reference[REFERENCE_DYADS];

static struct reference_draws gsl_draws(void *state, uint32_t when)
{
    gsl_rng *r = state;
    (void)when;
    return (struct reference_draws){gsl_rng_uniform(r), gsl_rng_uniform(r), gsl_rng_uniform(r),      gsl_rng_uniform(r),
                                    gsl_rng_uniform(r), gsl_rng_uniform(r), gsl_rng_uniform(r), gsl_ran_gaussian_ziggurat(r, 1)};
}

static void live_reference(void *context, int64_t i, int thread)
{
    gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
    double z[11];
    (void)context;
    (void)thread;
    gsl_rng_set(r, 1000 + (unsigned long)i);
    for (int k = 0; k < 11; k++) {
        z[k] = gsl_ran_gaussian(r, 1);
    }
    struct reference_dyad d = reference_birth(&p, z, gsl_ran_gaussian(r, 1));
    reference_live(&p, &d, 0, 365 * 60, gsl_draws, r);
    const struct reference_strange s = reference_strange_situation(&p, d, gsl_draws, r);
    of_reference[i] = (struct reading){(int)s.class, d.bond.trust, d.bond.doubt, d.seeker.load, d.tally.ruptures, d.tally.repairs};
    gsl_rng_free(r);
}

/* Means of the two within four standard errors of their difference: one in 16,000 comparisons of equals fails. */
static void assert_same_mean(const char *what, double mean, double square, double n, double mean2, double square2, double n2)
{
    const double error = sqrt((square - mean * mean) / n + (square2 - mean2 * mean2) / n2);
    printf("    %-24s reference %8.4f  simulator %8.4f  (standard error %.4f)\n", what, mean, mean2, error);
    ck_assert_msg(fabs(mean - mean2) <= 4 * error, "%s: reference %.4f, simulator %.4f, standard error %.4f", what, mean, mean2, error);
}

static double value_of_reading(const struct reading *r, int what)
{
    const double values[] = {r->class == 0, r->class == 1, r->class == 2, r->class == 3, r->trust, r->doubt, r->load, r->ruptures, r->repairs};
    return values[what];
}

START_TEST(the_reference_with_another_generator_gives_the_same_population)
{
    static struct mend_config config;
    static struct mend_report report;
    static struct population product;
    const char *const names[] = {"secure", "avoidant", "anxious", "disorganized", "trust", "doubt", "load", "ruptures", "repairs"};
    for_each_item(REFERENCE_DYADS, threads_available(), live_reference, NULL);
    mend_config_default(&config);
    config.params.record_dyads = 0;
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &product, &report));
    for (int what = 0; what < 9; what++) {
        double sum[2] = {0}, square[2] = {0};
        const int n = (int)config.params.dyads;
        for (int i = 0; i < REFERENCE_DYADS; i++) {
            const double x = value_of_reading(&of_reference[i], what);
            sum[0] += x;
            square[0] += x * x;
        }
        for (int i = 0; i < n; i++) {
            const struct outcome_row *row = &product.records.outcome[i];
            const struct reading r = {(int)row->class, (double)row->trust, (double)row->doubt, (double)row->load, (double)row->ruptures, (double)row->repairs};
            const double x = value_of_reading(&r, what);
            sum[1] += x;
            square[1] += x * x;
        }
        assert_same_mean(names[what], sum[0] / REFERENCE_DYADS, square[0] / REFERENCE_DYADS, REFERENCE_DYADS, sum[1] / n, square[1] / n, n);
    }
    population_free(&product);
}
END_TEST

Suite *reference_suite(void)
{
    Suite *suite = suite_create("reference");
    TCase *tests = tcase_create("reference");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, fresh, clear);
    tcase_add_test(tests, a_turn_is_that_of_the_reference_from_any_state);
    tcase_add_test(tests, a_turn_is_that_of_the_reference_with_what_infancy_does_not_use);
    tcase_add_test(tests, a_turn_is_that_of_the_reference_when_ruptures_come_from_outside_and_trust_is_frozen);
    tcase_add_test(tests, a_newborn_and_its_caregiver_are_those_of_the_reference);
    tcase_add_test(tests, a_year_is_that_of_the_reference_under_the_same_draws);
    tcase_add_test(tests, a_strange_situation_gives_the_scores_of_the_reference);
    tcase_add_test(tests, a_curtailed_strange_situation_gives_the_scores_of_the_reference);
    tcase_add_test(tests, a_home_observation_gives_the_scores_of_the_reference);
    suite_add_tcase(suite, tests);
    TCase *population = tcase_create("population");
    tcase_set_timeout(population, 120);
    tcase_add_checked_fixture(population, fresh, clear);
    tcase_add_test(population, the_reference_with_another_generator_gives_the_same_population);
    suite_add_tcase(suite, population);
    return suite;
}
