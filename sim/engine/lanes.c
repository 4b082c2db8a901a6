/* The lane loop. This file is compiled once for each instruction set, with ISA naming the function. */
#include "engine/lanes.h"

#include "model/turn.h"

#include <stddef.h>

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
    to->accepted[l] = s.accepted;
    to->repaired[l] = s.repaired;
    to->lapsed[l] = s.lapsed;
    to->severity[l] = s.severity;
}

LANE struct chance chance_in(const struct block *b, const uint32_t *mood_word, int l)
{
    return (struct chance){
#define ARRIVAL_DRAW(name, meaning) .name = uniform_of_rests(b->turn_word[0][l], b->turn_word[1][l], b->turn_word[2][l]),
#define TURN_DRAW(name, position, meaning) .name = uniform(b->turn_word[position][l]),
#define MOOD_DRAW(name, position, meaning) .name = rough_normal(mood_word[l]),
#include "model/draws.def"
#undef ARRIVAL_DRAW
#undef TURN_DRAW
#undef MOOD_DRAW
    };
}

/* Parameters come by value: a copy that nothing else can point to lets the loop vectorise. */
static inline __attribute__((always_inline)) void one_turn(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                           struct block *restrict b, struct tie tie, int bond, struct occasion o,
                                                           struct seen_lanes *restrict seen)
{
    struct person_lanes *seeker = &b->person[tie.seeker], *giver = &b->person[tie.giver];
    const struct traits_lanes *of_seeker = &b->traits[tie.seeker], *of_giver = &b->traits[tie.giver];
    struct bond_lanes *bonds = &b->bond[bond];
    struct tally_lanes *tally = &b->tally[bond];
    const uint32_t *mood = b->mood_word[o.when & 3u];
    draw_words(b->turn_word, b->dyad, o);
    const struct bond_back none = {0.0f, 0.0f, 0.0f};
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct chance u = chance_in(b, mood, l);
        const struct meeting m =
            meet(&params, clock, scene, traits_in(of_seeker, l), traits_in(of_giver, l), none, meeting_in(seeker, giver, bonds, tally, l), u);
        keep_meeting(seeker, giver, bonds, tally, l, m);
        if (seen) {
            keep_seen(seen, l, m.seen);
        }
    }
}

void NAMED(lane_loop_, ISA)(const struct stretch *s)
{
    const struct mend_params params = *s->params;
    struct occasion turn = s->when, mood = s->when;
    turn.what = what_for(s->stream, TURN, (uint32_t)s->bond);
    mood.what = what_for(s->stream, MOOD, (uint32_t)s->tie.giver);
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        if (s->scene.calendar > 0.5f && (k == 0 || (turn.when & 3u) == 0)) {
            mood.when = turn.when >> 2;
            draw_words(s->block->mood_word, s->block->dyad, mood);
        }
        if (s->seen) {
            one_turn(params, s->clock, s->scene, s->block, s->tie, s->bond, turn, s->seen);
        } else {
            one_turn(params, s->clock, s->scene, s->block, s->tie, s->bond, turn, NULL);
        }
    }
}
