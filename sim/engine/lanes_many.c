/* The lane loop of several bonds at once, and of adults. Compiled like lanes.c once for each instruction set. */
#include "engine/lane_exchange.h"

#include <string.h>

struct table {
    struct deeds of[BONDS_MOST];
    struct deeds as_seeker, as_giver; /* sums for one person, of all bonds */
    int seeks[PERSONS_MOST], gives[PERSONS_MOST];
    int meets[BONDS_MOST];     /* whether the bond has its turns in this stretch */
    int exchanged[BONDS_MOST]; /* and has had its exchange of this turn */
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

/* The bond back as it was at the start of the turn. */
struct back_lanes {
    float weight;
    const float *trust, *resentment;
};

static struct back_lanes back_of(const struct block *b, const struct table *t, int back)
{
    if (back == NO_BOND) {
        return (struct back_lanes){0.0f, b->bond[0].trust, b->bond[0].resentment};
    }
    if (t->exchanged[back]) {
        return (struct back_lanes){1.0f, t->of[back].trust, t->of[back].resentment};
    }
    return (struct back_lanes){1.0f, b->bond[back].trust, b->bond[back].resentment};
}

/* The exchanges of one bond. Parameters and `relation` come by value, the latter with its switches as constants: so the loop vectorises, and what the
 * relation leaves out costs nothing. */
static inline __attribute__((always_inline)) void one_exchange(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                               const struct relation relation, struct block *restrict b, struct deeds *restrict deeds,
                                                               const struct back_lanes back, int bond, const struct tie tie,
                                                               struct seen_lanes *restrict seen)
{
    const int seeker = tie.seeker, giver = tie.giver;
    const float weight = back.weight, *trust = back.trust, *resentment = back.resentment;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct bond_back felt_back = {weight, trust[l], resentment[l]};
        exchange_in(&params, clock, scene, relation, b, deeds, bond, seeker, giver, felt_back, seen, l);
    }
}

/* Each kind of tie is a function of its own, and in it each of watched and unwatched a loop: joined, they would not vectorise. */
#define EXCHANGE(kind, switches)                                                                                                                     \
    static __attribute__((noinline)) void kind##_exchange(const struct mend_params params, const struct stretch *s, struct deeds *deeds,             \
                                                          const struct back_lanes back, const struct contact c, struct seen_lanes *seen)             \
    {                                                                                                                                                \
        struct relation relation = c.relation;                                                                                                       \
        switches;                                                                                                                                    \
        if (seen) {                                                                                                                                  \
            one_exchange(params, s->clock, s->scene, relation, s->block, deeds, back, c.bond, c.tie, seen);                                          \
        } else {                                                                                                                                     \
            one_exchange(params, s->clock, s->scene, relation, s->block, deeds, back, c.bond, c.tie, NULL);                                          \
        }                                                                                                                                            \
    }
EXCHANGE(care, relation = care_relation())
EXCHANGE(plain, relation.grown = 1; relation.wide = relation.faithful = relation.rival = 0)
EXCHANGE(wide, relation.grown = relation.wide = 1; relation.rival = 0)
EXCHANGE(rival_care, relation = care_relation(); relation.rival = 1)
EXCHANGE(rival_plain, relation.grown = relation.rival = 1; relation.wide = relation.faithful = 0)
EXCHANGE(rival_wide, relation.grown = relation.wide = relation.rival = 1)
#undef EXCHANGE

typedef void exchange_loop(const struct mend_params params, const struct stretch *s, struct deeds *deeds, const struct back_lanes back,
                           const struct contact c, struct seen_lanes *seen);

static exchange_loop *exchange_for(struct relation r)
{
    static exchange_loop *const of[2][3] = {{care_exchange, plain_exchange, wide_exchange},
                                            {rival_care_exchange, rival_plain_exchange, rival_wide_exchange}};
    return of[r.rival][r.wide ? 2 : r.grown];
}

static void exchanges(const struct mend_params *params, const struct stretch *s, struct table *t, struct occasion o)
{
    memset(t->exchanged, 0, sizeof t->exchanged);
    for (int k = 0; k < s->contacts; k++) {
        const struct contact c = s->contact[k];
        const struct back_lanes back = back_of(s->block, t, c.tie.back);
        struct seen_lanes *seen = s->seen ? &s->seen[k] : NULL;
        draw_words(s->block->turn_word, s->block->dyad, occasion_of(o, s->stream, TURN, (uint32_t)c.bond));
        if (c.relation.wide) {
            draw_words(s->block->more_word, s->block->dyad, occasion_of(o, s->stream, MORE, (uint32_t)c.bond));
        }
        exchange_for(c.relation)(*params, s, &t->of[c.bond], back, c, seen);
        t->exchanged[c.bond] = 1;
    }
}

/* Before the other's protest opens this bond. */
static void learn_of_sting(const struct mend_params params, const struct scene scene, struct block *restrict b, const struct table *restrict t,
                           const struct contact c)
{
    const struct relation relation = c.relation;
    struct bond_lanes *bonds = &b->bond[c.bond];
    const float *stings = t->of[c.tie.back].stings;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        sting_learned_in(&params, scene, relation, bonds, stings[l], l);
    }
}

static void sting(const struct mend_params params, struct block *restrict b, struct table *restrict t, const struct contact c)
{
    struct bond_lanes *bonds = &b->bond[c.tie.back];
    struct tally_lanes *tally = &b->tally[c.tie.back];
    struct deeds *deeds = &t->of[c.tie.back];
    const float *stings = t->of[c.bond].stings;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const float stung = sting_in(&params, bonds, tally, stings[l], l);
        const struct impact impact = stung_body((struct impact){.opened = deeds->opened[l], .alarm = deeds->alarm[l]}, deeds->tender[l], stung);
        deeds->opened[l] = impact.opened;
        deeds->alarm[l] = impact.alarm;
    }
}

/* Adds what one bond came to; of its labour the asking or the answering. */
static void add(struct deeds *restrict sum, const struct deeds *restrict deeds, float *restrict labour, const float *restrict labour_of_bond)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        sum->broken[l] = at_least(sum->broken[l], deeds->broken[l]);
        sum->change[l] += deeds->change[l];
        sum->opened[l] = at_least(sum->opened[l], deeds->opened[l]);
        sum->alarm[l] += deeds->alarm[l];
        sum->rise[l] += deeds->rise[l];
        labour[l] += labour_of_bond[l];
    }
}

/* What all bonds of a person come to. Both kinds of labour go into one sum, in the order of the bonds. */
static void add_up(const struct stretch *s, struct table *t, int person)
{
    memset(&t->as_seeker, 0, sizeof t->as_seeker);
    memset(&t->as_giver, 0, sizeof t->as_giver);
    for (int c = 0; c < s->contacts; c++) {
        const struct deeds *deeds = &t->of[s->contact[c].bond];
        if (s->contact[c].tie.seeker == person) {
            add(&t->as_seeker, deeds, t->as_seeker.labour, deeds->asking);
        }
        if (s->contact[c].tie.giver == person) {
            add(&t->as_giver, deeds, t->as_seeker.labour, deeds->labour);
        }
    }
}

/* The body of one, once a turn, after all that was exchanged. */
static inline __attribute__((always_inline)) void one_body(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                           struct block *restrict b, const struct table *restrict t, int person, int seeks)
{
    struct person_lanes *lanes = &b->person[person];
    const struct traits_lanes *traits = &b->traits[person];
    const struct deeds *seeking = &t->as_seeker, *giving = &t->as_giver;
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        struct person after = person_in(lanes, l);
        if (seeks) {
            const struct impact impact = {seeking->broken[l], unit(after.arousal + seeking->change[l]), seeking->opened[l], seeking->alarm[l]};
            after = partner_after(&params, clock, scene, under_strain(traits_in(traits, l), lanes->tension[l]), after, impact, giving->rise[l],
                                  seeking->labour[l]);
        } else {
            after.arousal = arousal_of_giver_after(&params, after.arousal, giving->broken[l], giving->rise[l]);
            after.depletion = unit(after.depletion + seeking->labour[l]);
        }
        keep_body(lanes, l, after);
    }
}

static void bodies(const struct mend_params params, const struct stretch *s, struct table *t)
{
    for (int person = 0; person < PERSONS_MOST; person++) {
        if (t->seeks[person] || t->gives[person]) {
            add_up(s, t, person);
        }
        if (t->seeks[person]) {
            one_body(params, s->clock, s->scene, s->block, t, person, 1);
        } else if (t->gives[person]) {
            one_body(params, s->clock, s->scene, s->block, t, person, 0);
        }
    }
}

/* Moods of all who give; their steps are drawn four turns at a time. */
static void moods(const struct stretch *s, const struct table *t, uint32_t when, int first)
{
    struct occasion o = s->when;
    o.when = when >> 2;
    for (int person = 0; person < PERSONS_MOST && s->scene.calendar > 0.5f; person++) {
        float *restrict mood = s->block->person[person].mood;
        const uint32_t *restrict word = s->block->mood_word[person][when & 3u];
        if (!t->gives[person]) {
            continue;
        }
        if (first || (when & 3u) == 0) {
            draw_words(s->block->mood_word[person], s->block->dyad, occasion_of(o, s->stream, MOOD, (uint32_t)person));
        }
#pragma omp simd
        for (int l = 0; l < LANES; l++) {
            mood[l] = mood_after(s->clock, s->scene, mood[l], rough_normal(word[l]));
        }
    }
}

static void turn_of_many(const struct mend_params *params, const struct stretch *s, struct table *t, struct occasion o)
{
    exchanges(params, s, t, o);
    for (int c = 0; c < s->contacts; c++) {
        if (s->contact[c].relation.rival && s->contact[c].tie.back != NO_BOND && t->meets[s->contact[c].tie.back]) {
            learn_of_sting(*params, s->scene, s->block, t, s->contact[c]);
        }
    }
    for (int c = 0; c < s->contacts; c++) {
        if (s->contact[c].tie.back != NO_BOND && t->meets[s->contact[c].tie.back]) {
            sting(*params, s->block, t, s->contact[c]);
        }
    }
    bodies(*params, s, t);
    for (int c = 0; c < s->contacts; c++) {
        float *restrict sum = s->block->tally[s->contact[c].bond].arousal_sum;
        const float *restrict arousal = s->block->person[s->contact[c].tie.seeker].arousal;
        for (int l = 0; l < LANES; l++) {
            sum[l] += arousal[l];
        }
    }
}

void NAMED(lanes_of_many_, ISA)(const struct stretch *s)
{
    struct occasion turn = s->when;
    struct table table;
    set_table(s, &table);
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        moods(s, &table, turn.when, k == 0);
        turn_of_many(s->params, s, &table, turn);
    }
}
