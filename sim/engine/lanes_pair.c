/* The lane loop of two adults and nobody else, in daily life as it mostly is: nobody watches, and there are no texts and the like. It gives the bits
 * of lanes_many.c. Here the constants of both bonds are set up once a stretch, and half a block at a time stays in the first-level cache. */
#include "engine/lane_exchange.h"

/* Inlined into the one function below. Parameters come by value: a copy that nothing else can point to lets the loops vectorise. */
#define STRETCH static inline __attribute__((always_inline))
enum { HALF = LANES / 2 };

STRETCH void draw_half(uint32_t (*restrict words)[LANES], const uint32_t *restrict dyad, const struct occasion o, int from)
{
#pragma omp simd
    for (int l = from; l < from + HALF; l++) {
        keep_words(words, l, words_of(o, dyad[l]));
    }
}

STRETCH void mood_of_one(const struct clock clock, const struct scene scene, struct block *restrict b, int person, uint32_t when, int from)
{
    float *restrict mood = b->person[person].mood;
    const uint32_t *restrict word = b->mood_word[person][when & 3u];
#pragma omp simd
    for (int l = from; l < from + HALF; l++) {
        mood[l] = mood_after(clock, scene, mood[l], rough_normal(word[l]));
    }
}

STRETCH void exchange_of_one(const struct mend_params params, const struct clock clock, const struct scene scene, const struct relation relation,
                             struct block *restrict b, struct deeds *restrict deeds, const float *trust_back, const float *resentment_back, int own,
                             int from)
{
#pragma omp simd
    for (int l = from; l < from + HALF; l++) {
        const struct bond_back back = {1.0f, trust_back[l], resentment_back[l]};
        exchange_in(&params, clock, scene, relation, b, deeds, own, own, 1 - own, back, NULL, l);
    }
}

/* The body of one: the other's protest stings, and the turn is over. */
STRETCH void body_of_one(const struct mend_params params, const struct clock clock, const struct scene scene, const struct relation relation,
                         struct block *restrict b, const struct deeds *restrict own, const struct deeds *restrict other, int person, int from)
{
    struct bond_lanes *bonds = &b->bond[person];
    struct tally_lanes *tally = &b->tally[person];
    struct person_lanes *lanes = &b->person[person];
    const struct traits_lanes *traits = &b->traits[person];
#pragma omp simd
    for (int l = from; l < from + HALF; l++) {
        const struct person before = person_in(lanes, l);
        if (relation.rival) {
            sting_learned_in(&params, scene, relation, bonds, other->stings[l], l);
        }
        const struct impact exchanged = {own->broken[l], unit(before.arousal + own->change[l]), own->opened[l], own->alarm[l]};
        const struct impact impact = stung_body(exchanged, own->tender[l], sting_in(&params, bonds, tally, other->stings[l], l));
        const float labour = own->asking[l] + other->labour[l];
        const struct traits today = under_strain(traits_in(traits, l), lanes->tension[l]);
        const struct person after = partner_after(&params, clock, scene, today, before, impact, other->rise[l], labour);
        keep_body(lanes, l, after);
        tally->arousal_sum[l] += after.arousal;
    }
}

STRETCH void turns_of_pair(const struct mend_params params, const struct clock clock, const struct scene scene, const struct relation first,
                           const struct relation second, struct block *restrict b, const struct stretch *s, int from)
{
    const uint32_t turns = s->turns;
    const enum stream stream = s->stream;
    struct occasion turn = s->when, mood = s->when;
    struct deeds a_to_b, b_to_a;
    for (uint32_t k = 0; k < turns; k++, turn.when++) {
        if (scene.calendar > 0.5f && (k == 0 || (turn.when & 3u) == 0)) {
            mood.when = turn.when >> 2;
            draw_half(b->mood_word[0], b->dyad, occasion_of(mood, stream, MOOD, 0), from);
            draw_half(b->mood_word[1], b->dyad, occasion_of(mood, stream, MOOD, 1), from);
        }
        mood_of_one(clock, scene, b, 0, turn.when, from);
        mood_of_one(clock, scene, b, 1, turn.when, from);
        draw_half(b->turn_word, b->dyad, occasion_of(turn, stream, TURN, 0), from);
        exchange_of_one(params, clock, scene, first, b, &a_to_b, b->bond[1].trust, b->bond[1].resentment, 0, from);
        draw_half(b->turn_word, b->dyad, occasion_of(turn, stream, TURN, 1), from);
        exchange_of_one(params, clock, scene, second, b, &b_to_a, a_to_b.trust, a_to_b.resentment, 1, from);
        body_of_one(params, clock, scene, first, b, &a_to_b, &b_to_a, 0, from);
        body_of_one(params, clock, scene, second, b, &b_to_a, &a_to_b, 1, from);
    }
}

STRETCH void halves_of_pair(const struct stretch *s, int rival)
{
    struct relation first = s->contact[0].relation, second = s->contact[1].relation;
    first.grown = second.grown = 1;
    first.wide = first.faithful = second.wide = second.faithful = 0;
    first.rival = second.rival = rival;
    for (int from = 0; from < LANES; from += HALF) {
        turns_of_pair(*s->params, s->clock, s->scene, first, second, s->block, s, from);
    }
}

static __attribute__((noinline)) void pair_under_a_rival(const struct stretch *s)
{
    halves_of_pair(s, 1);
}

void NAMED(lanes_of_pair_, ISA)(const struct stretch *s)
{
    if (s->contact[0].relation.rival) {
        pair_under_a_rival(s);
    } else {
        halves_of_pair(s, 0);
    }
}
