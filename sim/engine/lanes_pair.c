/* The lane loop of a pair: two bonds, one each way, and nobody else. The same turn as in lanes_many.c, in one pass: what the two do to each other
 * stays in registers. Compiled like lanes.c once for each instruction set. */
#include "engine/lane_access.h"

LANE void keep_partner(struct person_lanes *to, int l, struct person after)
{
    to->arousal[l] = after.arousal;
    to->cortisol[l] = after.cortisol;
    to->load[l] = after.load;
    to->depletion[l] = after.depletion;
    to->mood[l] = after.mood;
}

LANE struct bond_back back_of(struct bond bond)
{
    return (struct bond_back){1.0f, bond.trust, bond.resentment};
}

/* One bond after its turn and after what the other's did to it. */
LANE struct exchange stung(const struct mend_params *p, struct exchange e, struct sides s, float stings)
{
    const float stung = stings * (1.0f - e.bond.open);
    e.bond = stung_bond(p, e.bond, stung);
    e.impact.exchanged = unit(s.seeker.arousal + e.impact.broken * (e.impact.exchanged - s.seeker.arousal));
    e.impact.alarm *= e.impact.opened;
    e.impact = stung_body(p, e.impact, s.of_seeker, s.seeker.load, s.bond, stung);
    e.tally.ruptures += stung;
    e.tally.provoked += stung;
    return e;
}

static inline __attribute__((always_inline)) void pair_turn(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                            const struct relation to_b, const struct relation to_a, struct block *restrict b,
                                                            const struct contact c, uint32_t mood_of)
{
    struct person_lanes *a_lanes = &b->person[c.tie.seeker], *b_lanes = &b->person[c.tie.giver];
    const struct traits_lanes *of_a = &b->traits[c.tie.seeker], *of_b = &b->traits[c.tie.giver];
    struct bond_lanes *a_bond = &b->bond[c.bond], *b_bond = &b->bond[c.tie.back];
    const uint32_t *a_mood = b->mood_word[c.tie.seeker][mood_of], *b_mood = b->mood_word[c.tie.giver][mood_of];
    struct tally_lanes *a_tally = &b->tally[c.bond], *b_tally = &b->tally[c.tie.back];
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        struct person a = person_in(a_lanes, l), o = person_in(b_lanes, l);
        a.mood = mood_after(clock, scene, a.mood, rough_normal(a_mood[l]));
        o.mood = mood_after(clock, scene, o.mood, rough_normal(b_mood[l]));
        const struct traits a_traits = traits_in(of_a, l), o_traits = traits_in(of_b, l);
        const struct bond ab = bond_in(a_bond, to_b, l), ba = bond_in(b_bond, to_a, l);
        const struct sides as = {a_traits, o_traits, a, o, ab, back_of(ba)}, os = {o_traits, a_traits, o, a, ba, back_of(ab)};
        const struct exchange x = exchange_of(&params, clock, scene, to_b, as, tally_in(a_tally, to_b, l), chance_in(b->turn_word, l));
        const struct exchange y = exchange_of(&params, clock, scene, to_a, os, tally_in(b_tally, to_a, l), chance_in(b->more_word, l));
        struct exchange ax = stung(&params, x, as, y.stings), oy = stung(&params, y, os, x.stings);
        const struct person a_after = partner_after(&params, clock, scene, a_traits, a, ax.impact, oy.rise, oy.labour + ax.asking);
        const struct person o_after = partner_after(&params, clock, scene, o_traits, o, oy.impact, ax.rise, ax.labour + oy.asking);
        keep_exchange(a_bond, a_tally, to_b, l, ax);
        keep_exchange(b_bond, b_tally, to_a, l, oy);
        keep_partner(a_lanes, l, a_after);
        keep_partner(b_lanes, l, o_after);
        a_tally->arousal_sum[l] += a_after.arousal;
        b_tally->arousal_sum[l] += o_after.arousal;
    }
}

/* Daily life of adults who have nobody else, unwatched, in no wider context: what nearly every turn of a pair is. */
static int is_plain(const struct stretch *s)
{
    const struct scene scene = s->scene;
    const struct relation to_b = s->contact[0].relation, to_a = s->contact[1].relation;
    return s->contacts == 2 && s->contact[0].tie.back == s->contact[1].bond && !s->seen && to_b.grown && !to_b.wide && to_a.grown && !to_a.wide &&
           scene.learning == 1.0f && scene.calendar == 1.0f && scene.present == 1.0f && scene.separation == 0.0f && scene.raise == 0.0f;
}

int NAMED(lanes_of_pair_, ISA)(const struct stretch *s)
{
    if (!is_plain(s)) {
        return 0;
    }
    struct relation to_b = s->contact[0].relation, to_a = s->contact[1].relation;
    to_b.grown = to_a.grown = 1;
    to_b.wide = to_a.wide = to_b.faithful = to_a.faithful = 0;
    const struct scene scene = {1.0f, 1.0f, 1.0f, 0.0f, 0.0f, s->scene.exchange_minutes, s->scene.gap_minutes}; /* constants cost nothing */
    const struct mend_params params = *s->params;
    const struct contact c = s->contact[0];
    struct occasion turn = s->when;
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        if (k == 0 || (turn.when & 3u) == 0) {
            struct occasion mood = turn;
            mood.when = turn.when >> 2;
            draw_words(s->block->mood_word[c.tie.seeker], s->block->dyad, occasion_of(mood, s->stream, MOOD, (uint32_t)c.tie.seeker));
            draw_words(s->block->mood_word[c.tie.giver], s->block->dyad, occasion_of(mood, s->stream, MOOD, (uint32_t)c.tie.giver));
        }
        draw_words(s->block->turn_word, s->block->dyad, occasion_of(turn, s->stream, TURN, (uint32_t)c.bond));
        draw_words(s->block->more_word, s->block->dyad, occasion_of(turn, s->stream, TURN, (uint32_t)c.tie.back));
        pair_turn(params, s->clock, scene, to_b, to_a, s->block, c, turn.when & 3u);
    }
    return 1;
}
