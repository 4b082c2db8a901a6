/* The lane loop. This file is compiled once for each instruction set, with ISA naming the function. */
#include "engine/lanes.h"

#include "model/turn.h"

#include <stddef.h>
#include <string.h>

#define JOIN(a, b) a##b
#define NAMED(prefix, isa) JOIN(prefix, isa)

void NAMED(lane_loop_, ISA)(const struct stretch *s);

/* One block of random words for every lane, in a pass of its own: short iterations overlap where long ones would wait. */
static void draw_words(uint32_t (*restrict words)[LANES], const uint32_t *restrict dyad, const struct occasion o)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct words w = words_of(o, dyad[l]);
        words[0][l] = w.word[0];
        words[1][l] = w.word[1];
        words[2][l] = w.word[2];
        words[3][l] = w.word[3];
    }
}

LANE struct meeting meeting_in(const struct person_lanes *seeker, const struct person_lanes *giver, const struct bond_lanes *bond,
                               const struct tally_lanes *tally, int l)
{
    return (struct meeting){
#define PERSON(name, ...) .seeker.name = seeker->name[l], .giver.name = giver->name[l],
#define BOND(name, ...) .bond.name = bond->name[l],
#define RUPTURE BOND
#define TALLY(name, ...) .tally.name = tally->name[l],
#define RUNNING TALLY
#include "model/state.def"
#undef PERSON
#undef BOND
#undef RUPTURE
#undef TALLY
#undef RUNNING
    };
}

LANE void keep_meeting(struct person_lanes *seeker, struct person_lanes *giver, struct bond_lanes *bond, struct tally_lanes *tally, int l,
                       struct meeting m)
{
#define PERSON(name, ...) seeker->name[l] = m.seeker.name;
#define BOND(name, ...) bond->name[l] = m.bond.name;
#define RUPTURE BOND
#define TALLY(name, ...) tally->name[l] = m.tally.name;
#define RUNNING TALLY
#include "model/state.def"
#undef PERSON
#undef BOND
#undef RUPTURE
#undef TALLY
#undef RUNNING
    giver->arousal[l] = m.giver.arousal;
    giver->mood[l] = m.giver.mood;
}

LANE struct traits traits_in(const struct traits_lanes *t, int l)
{
    return (struct traits){
#define TRAIT(name, ...) .name = t->name[l],
#include "model/state.def"
#undef TRAIT
    };
}

LANE void keep_seen(struct seen_lanes *to, int l, struct seen s)
{
    to->opened[l] = s.opened;
    to->broken[l] = s.broken;
    to->minimised[l] = s.minimised;
    to->signalled[l] = s.signalled;
    to->escalated[l] = s.escalated;
    to->conflicted[l] = s.conflicted;
    to->strength[l] = s.strength;
    to->frightened[l] = s.frightened;
    to->rebuffed[l] = s.rebuffed;
    to->soothed[l] = s.soothed;
    to->ignored[l] = s.ignored;
    to->perceived[l] = s.perceived;
    to->accepted[l] = s.accepted;
    to->repaired[l] = s.repaired;
    to->lapsed[l] = s.lapsed;
    to->severity[l] = s.severity;
}

LANE struct chance chance_in(const struct block *b, int l)
{
    return (struct chance){
#define ARRIVAL_DRAW(name, meaning) .name = uniform_of_rests(b->turn_word[0][l], b->turn_word[1][l], b->turn_word[2][l]),
#define TURN_DRAW(name, position, meaning) .name = uniform(b->turn_word[position][l]),
#include "model/draws.def"
#undef ARRIVAL_DRAW
#undef TURN_DRAW
    };
}

LANE struct chance more_chance_in(const struct block *b, int l, struct chance u)
{
#define MORE_DRAW(name, position, meaning) u.name = uniform(b->more_word[position][l]);
#include "model/draws.def"
#undef MORE_DRAW
    return u;
}

/* ---- infant and caregiver: one bond, all of it in one pass ---- */

/* Parameters come by value: a copy that nothing else can point to lets the loop vectorise. */
static inline __attribute__((always_inline)) void one_turn(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                           struct block *restrict b, struct tie tie, int bond, struct occasion o,
                                                           struct seen_lanes *restrict seen)
{
    struct person_lanes *seeker = &b->person[tie.seeker], *giver = &b->person[tie.giver];
    const struct traits_lanes *of_seeker = &b->traits[tie.seeker], *of_giver = &b->traits[tie.giver];
    struct bond_lanes *bonds = &b->bond[bond];
    struct tally_lanes *tally = &b->tally[bond];
    const uint32_t *mood = b->mood_word[tie.giver][o.when & 3u];
    draw_words(b->turn_word, b->dyad, o);
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct chance u = chance_in(b, l);
        struct meeting m = meeting_in(seeker, giver, bonds, tally, l);
        m.giver.mood = mood_after(clock, scene, m.giver.mood, rough_normal(mood[l]));
        m = meet(&params, clock, scene, traits_in(of_seeker, l), traits_in(of_giver, l), m, u);
        keep_meeting(seeker, giver, bonds, tally, l, m);
        if (seen) {
            keep_seen(seen, l, m.seen);
        }
    }
}

/* ---- several bonds at once ---- */

LANE struct bond bond_in(const struct bond_lanes *bonds, struct relation relation, int l)
{
    struct bond bond = {0};
#define BOND(name, ...) bond.name = bonds->name[l];
#define RUPTURE BOND
#define GROWN BOND
#define WIDE(name, ...) bond.name = relation.wide ? bonds->name[l] : 0.0f;
#include "model/state.def"
#undef BOND
#undef RUPTURE
#undef GROWN
#undef WIDE
    return bond;
}

LANE struct person person_in(const struct person_lanes *person, int l)
{
    return (struct person){
#define PERSON(name, ...) .name = person->name[l],
#include "model/state.def"
#undef PERSON
    };
}

LANE struct tally tally_in(const struct tally_lanes *tally, struct relation relation, int l)
{
    return (struct tally){
#define TALLY(name, ...) .name = tally->name[l],
#define GROWN_TALLY TALLY
#define WIDE_TALLY(name, ...) .name = relation.wide ? tally->name[l] : 0.0f,
#include "model/state.def"
#undef TALLY
#undef GROWN_TALLY
#undef WIDE_TALLY
    };
}

LANE void keep_exchange(struct bond_lanes *bonds, struct tally_lanes *tally, struct relation relation, int l, struct exchange e)
{
#define BOND(name, ...) bonds->name[l] = e.bond.name;
#define RUPTURE BOND
#define GROWN BOND
#define TALLY(name, ...) tally->name[l] = e.tally.name;
#define GROWN_TALLY TALLY
#include "model/state.def"
#undef BOND
#undef RUPTURE
#undef GROWN
#undef TALLY
#undef GROWN_TALLY
    if (relation.wide) {
#define WIDE(name, ...) bonds->name[l] = e.bond.name;
#define WIDE_TALLY(name, ...) tally->name[l] = e.tally.name;
#include "model/state.def"
#undef WIDE
#undef WIDE_TALLY
    }
}

/* What the turn's exchanges add up to for one person: as a seeker, and as the one who gives. */
struct sums {
    lane_values broken, change, opened, alarm;
    lane_values asked, rise;
    lane_values labour; /* as either */
};

/* The values of a bond at the start of a turn that others need, and what its seeker's protest does to the bond back. */
struct start {
    lane_values trust, resentment, doubt, fear, stings;
};

struct table {
    int seeks[PERSONS_MOST], gives[PERSONS_MOST];
    struct sums sums[PERSONS_MOST];
    struct start start[BONDS_MOST];
};

static void set_table(const struct stretch *s, struct table *t)
{
    memset(t->seeks, 0, sizeof t->seeks);
    memset(t->gives, 0, sizeof t->gives);
    for (int c = 0; c < s->contacts; c++) {
        t->seeks[s->contact[c].tie.seeker] = 1;
        t->gives[s->contact[c].tie.giver] = 1;
    }
}

static void clear_table(const struct stretch *s, struct table *t)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (t->seeks[person] || t->gives[person]) {
            memset(&t->sums[person], 0, sizeof t->sums[person]);
        }
    }
    for (int c = 0; c < s->contacts; c++) {
        struct start *start = &t->start[s->contact[c].bond];
        const struct bond_lanes *bond = &s->block->bond[s->contact[c].bond];
        memcpy(start->trust, bond->trust, sizeof start->trust);
        memcpy(start->resentment, bond->resentment, sizeof start->resentment);
        memcpy(start->doubt, bond->doubt, sizeof start->doubt);
        memcpy(start->fear, bond->fear, sizeof start->fear);
    }
}

LANE struct sides sides_in(const struct block *b, const struct table *t, const struct contact *c, struct relation relation, int l)
{
    const int back = c->tie.back == NO_BOND ? c->bond : c->tie.back;
    return (struct sides){
        .of_seeker = traits_in(&b->traits[c->tie.seeker], l),
        .of_giver = traits_in(&b->traits[c->tie.giver], l),
        .seeker = person_in(&b->person[c->tie.seeker], l),
        .giver = person_in(&b->person[c->tie.giver], l),
        .bond = bond_in(&b->bond[c->bond], relation, l),
        .back = {c->tie.back == NO_BOND ? 0.0f : 1.0f, t->start[back].trust[l], t->start[back].resentment[l]},
    };
}

/* The exchanges of one bond, added to the table. `relation` comes by value with its switches as constants, so that what it leaves out costs nothing.
 */
static inline __attribute__((always_inline)) void one_exchange(const struct mend_params params, const struct stretch *s,
                                                               const struct relation relation, struct block *restrict b, struct table *restrict t,
                                                               const struct contact c, struct seen_lanes *restrict seen)
{
    const struct clock clock = s->clock;
    const struct scene scene = s->scene;
    struct sums *seeker = &t->sums[c.tie.seeker], *giver = &t->sums[c.tie.giver];
    struct bond_lanes *bonds = &b->bond[c.bond];
    struct tally_lanes *tally = &b->tally[c.bond];
    float *stings = t->start[c.bond].stings;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct chance plain = chance_in(b, l);
        const struct chance u = relation.wide ? more_chance_in(b, l, plain) : plain;
        const struct sides sides = sides_in(b, t, &c, relation, l);
        const struct exchange e = exchange_of(&params, clock, scene, relation, sides, tally_in(tally, relation, l), u);
        keep_exchange(bonds, tally, relation, l, e);
        seeker->broken[l] = at_least(seeker->broken[l], e.impact.broken);
        seeker->change[l] += e.impact.broken * (e.impact.exchanged - sides.seeker.arousal);
        seeker->opened[l] = at_least(seeker->opened[l], e.impact.opened);
        seeker->alarm[l] += e.impact.opened * e.impact.alarm;
        giver->asked[l] = at_least(giver->asked[l], e.impact.broken);
        giver->rise[l] += e.rise;
        giver->labour[l] += e.labour;
        seeker->labour[l] += e.asking;
        stings[l] = e.stings;
        if (seen) {
            keep_seen(seen, l, e.seen);
        }
    }
}

/* Protest and conflict open the bond back, where it is whole after its own turn. */
static void sting(const struct mend_params params, struct block *restrict b, struct table *restrict t, const struct contact c)
{
    struct bond_lanes *bonds = &b->bond[c.tie.back];
    struct tally_lanes *tally = &b->tally[c.tie.back];
    const float *load = b->person[c.tie.giver].load, *reactivity = b->traits[c.tie.giver].reactivity;
    const struct start *start = &t->start[c.tie.back];
    const float *stings = t->start[c.bond].stings;
    struct sums *sums = &t->sums[c.tie.giver];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const float stung = stings[l] * (1.0f - bonds->open[l]);
        const struct bond before = {.doubt = start->doubt[l], .fear = start->fear[l]};
        const struct bond now = {
            .open = bonds->open[l], .age = bonds->age[l], .steps = bonds->steps[l], .kind = bonds->kind[l], .severity = bonds->severity[l]};
        const struct bond bond = stung_bond(&params, now, stung);
        const struct impact impact = stung_body(&params, (struct impact){.opened = sums->opened[l], .alarm = sums->alarm[l]},
                                                (struct traits){.reactivity = reactivity[l]}, load[l], before, stung);
        bonds->open[l] = bond.open;
        bonds->age[l] = bond.age;
        bonds->steps[l] = bond.steps;
        bonds->kind[l] = bond.kind;
        bonds->severity[l] = bond.severity;
        tally->ruptures[l] += stung;
        tally->provoked[l] += stung;
        sums->opened[l] = impact.opened;
        sums->alarm[l] = impact.alarm;
    }
}

/* The bodies, once a turn, after all that was exchanged. */
static inline __attribute__((always_inline)) void one_body(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                           struct block *restrict b, const struct table *restrict t, int person, int seeks)
{
    struct person_lanes *lanes = &b->person[person];
    const struct traits_lanes *traits = &b->traits[person];
    const struct sums *sums = &t->sums[person];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        struct person after = person_in(lanes, l);
        if (seeks) {
            const struct impact impact = {sums->broken[l], unit(after.arousal + sums->change[l]), sums->opened[l], sums->alarm[l]};
            after = partner_after(&params, clock, scene, traits_in(traits, l), after, impact, sums->rise[l], sums->labour[l]);
        } else {
            after.arousal = arousal_of_giver_after(&params, after.arousal, sums->asked[l], sums->rise[l]);
            after.depletion = unit(after.depletion + sums->labour[l]);
        }
        lanes->arousal[l] = after.arousal;
        lanes->cortisol[l] = after.cortisol;
        lanes->load[l] = after.load;
        lanes->depletion[l] = after.depletion;
    }
}

static void moods(const struct stretch *s, const struct table *t, uint32_t when)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        float *restrict mood = s->block->person[person].mood;
        const uint32_t *restrict word = s->block->mood_word[person][when & 3u];
        if (!t->gives[person]) {
            continue;
        }
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            mood[l] = mood_after(s->clock, s->scene, mood[l], rough_normal(word[l]));
        }
    }
}

/* Each kind of tie is a function of its own, and in it each of watched and unwatched a loop: joined, they would not vectorise. */
#define EXCHANGE(kind, switches)                                                                                                                     \
    static __attribute__((noinline)) void kind##_exchange(const struct mend_params params, const struct stretch *s, struct table *t,                 \
                                                          const struct contact c, struct seen_lanes *seen)                                           \
    {                                                                                                                                                \
        struct relation relation = c.relation;                                                                                                       \
        switches;                                                                                                                                    \
        if (seen) {                                                                                                                                  \
            one_exchange(params, s, relation, s->block, t, c, seen);                                                                                 \
        } else {                                                                                                                                     \
            one_exchange(params, s, relation, s->block, t, c, NULL);                                                                                 \
        }                                                                                                                                            \
    }
EXCHANGE(care, relation = care_relation())
EXCHANGE(plain, relation.grown = 1; relation.wide = relation.faithful = 0)
EXCHANGE(wide, relation.grown = relation.wide = 1)
#undef EXCHANGE

static void exchanges(const struct mend_params params, const struct stretch *s, struct table *t, struct occasion o)
{
    for (int k = 0; k < s->contacts; k++) {
        const struct contact c = s->contact[k];
        struct seen_lanes *seen = s->seen ? &s->seen[k] : NULL;
        draw_words(s->block->turn_word, s->block->dyad, occasion_of(o, s->stream, TURN, (uint32_t)c.bond));
        if (c.relation.wide) {
            draw_words(s->block->more_word, s->block->dyad, occasion_of(o, s->stream, MORE, (uint32_t)c.bond));
        }
        (c.relation.wide ? wide_exchange : c.relation.grown ? plain_exchange : care_exchange)(params, s, t, c, seen);
    }
}

static void turn_of_many(const struct mend_params params, const struct stretch *s, struct table *t, struct occasion o)
{
    clear_table(s, t);
    moods(s, t, o.when);
    exchanges(params, s, t, o);
    for (int c = 0; c < s->contacts; c++) {
        if (s->contact[c].tie.back != NO_BOND) {
            sting(params, s->block, t, s->contact[c]);
        }
    }
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (t->seeks[person]) {
            one_body(params, s->clock, s->scene, s->block, t, person, 1);
        } else if (t->gives[person]) {
            one_body(params, s->clock, s->scene, s->block, t, person, 0);
        }
    }
    for (int c = 0; c < s->contacts; c++) {
        float *restrict sum = s->block->tally[s->contact[c].bond].arousal_sum;
        const float *restrict arousal = s->block->person[s->contact[c].tie.seeker].arousal;
        for (int l = 0; l < LANES; l++) {
            sum[l] += arousal[l];
        }
    }
}

/* ---- the loop ---- */

static void draw_moods(const struct stretch *s, struct occasion o, const int *gives)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (gives[person]) {
            draw_words(s->block->mood_word[person], s->block->dyad, occasion_of(o, s->stream, MOOD, (uint32_t)person));
        }
    }
}

void NAMED(lane_loop_, ISA)(const struct stretch *s)
{
    const struct mend_params params = *s->params;
    const struct contact only = s->contact[0];
    const int alone = s->contacts == 1 && !only.relation.grown;
    struct occasion turn = s->when, mood = s->when;
    struct table table;
    set_table(s, &table);
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        if (s->scene.calendar > 0.5f && (k == 0 || (turn.when & 3u) == 0)) {
            mood.when = turn.when >> 2;
            draw_moods(s, mood, table.gives);
        }
        if (!alone) {
            turn_of_many(params, s, &table, turn);
        } else if (s->seen) {
            one_turn(params, s->clock, s->scene, s->block, only.tie, only.bond, occasion_of(turn, s->stream, TURN, (uint32_t)only.bond), s->seen);
        } else {
            one_turn(params, s->clock, s->scene, s->block, only.tie, only.bond, occasion_of(turn, s->stream, TURN, (uint32_t)only.bond), NULL);
        }
    }
}
