/* The lane loop of several bonds at once, and of adults. Compiled like lanes.c once for each instruction set. */
#include "engine/lane_access.h"

#include <string.h>

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
    int seeks[PERSONS_MOST], gives[PERSONS_MOST], meets[BONDS_MOST];
    struct sums sums[PERSONS_MOST];
    struct start start[BONDS_MOST];
};

static void set_table(const struct stretch *s, struct table *t)
{
    memset(t->seeks, 0, sizeof t->seeks);
    memset(t->gives, 0, sizeof t->gives);
    memset(t->meets, 0, sizeof t->meets);
    for (int c = 0; c < s->contacts; c++) {
        t->seeks[s->contact[c].tie.seeker] = 1;
        t->gives[s->contact[c].tie.giver] = 1;
        t->meets[s->contact[c].bond] = 1;
    }
}

static void keep_start(const struct block *b, struct table *t, int k)
{
    struct start *start = &t->start[k];
    const struct bond_lanes *bond = &b->bond[k];
    memcpy(start->trust, bond->trust, sizeof start->trust);
    memcpy(start->resentment, bond->resentment, sizeof start->resentment);
    memcpy(start->doubt, bond->doubt, sizeof start->doubt);
    memcpy(start->fear, bond->fear, sizeof start->fear);
}

static void clear_table(const struct stretch *s, struct table *t)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (t->seeks[person] || t->gives[person]) {
            memset(&t->sums[person], 0, sizeof t->sums[person]);
        }
    }
    for (int c = 0; c < s->contacts; c++) {
        keep_start(s->block, t, s->contact[c].bond);
        if (s->contact[c].tie.back != NO_BOND && !t->meets[s->contact[c].tie.back]) {
            keep_start(s->block, t, s->contact[c].tie.back); /* not here, and yet what the giver feels */
        }
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
        const struct chance plain = chance_in(b->turn_word, l);
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
        if (s->contact[c].tie.back != NO_BOND && t->meets[s->contact[c].tie.back]) {
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

static void draw_moods(const struct stretch *s, struct occasion o, const int *gives)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (gives[person]) {
            draw_words(s->block->mood_word[person], s->block->dyad, occasion_of(o, s->stream, MOOD, (uint32_t)person));
        }
    }
}

void NAMED(lanes_of_many_, ISA)(const struct stretch *s)
{
    const struct mend_params params = *s->params;
    struct occasion turn = s->when, mood = s->when;
    struct table table;
    set_table(s, &table);
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        if (s->scene.calendar > 0.5f && (k == 0 || (turn.when & 3u) == 0)) {
            mood.when = turn.when >> 2;
            draw_moods(s, mood, table.gives);
        }
        turn_of_many(params, s, &table, turn);
    }
}
