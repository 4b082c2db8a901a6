/* How a turn reaches into a block: lane by lane, the structs of the model out of arrays and back. For the files of the lane loop alone. */
#ifndef MEND_ENGINE_LANE_ACCESS_H
#define MEND_ENGINE_LANE_ACCESS_H

#include "engine/lanes.h"
#include "model/turn.h"

#include <stddef.h>

#define JOIN(a, b) a##b
#define NAMED(prefix, isa) JOIN(prefix, isa)

LANE void keep_words(uint32_t (*words)[LANES], int l, struct words w)
{
    words[0][l] = w.word[0];
    words[1][l] = w.word[1];
    words[2][l] = w.word[2];
    words[3][l] = w.word[3];
}

/* One block of random words for every lane, in a pass of its own: short iterations overlap where long ones would wait. */
static inline void draw_words(uint32_t (*restrict words)[LANES], const uint32_t *restrict dyad, const struct occasion o)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        keep_words(words, l, words_of(o, dyad[l]));
    }
}

LANE struct traits traits_in(const struct traits_lanes *t, int l)
{
    return (struct traits){
#define TRAIT(name, ...) .name = t->name[l],
#include "model/state.def"
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

LANE struct chance chance_in(const uint32_t (*word)[LANES], int l)
{
    return (struct chance){
#define ARRIVAL_DRAW(name, meaning) .name = uniform_of_rests(word[0][l], word[1][l], word[2][l]),
#define TURN_DRAW(name, position, meaning) .name = uniform(word[position][l]),
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

LANE struct bond bond_in(const struct bond_lanes *bonds, struct relation relation, int l)
{
    struct bond bond = {0};
#define BOND(name, ...) bond.name = bonds->name[l];
#define RUPTURE BOND
#define GROWN BOND
#define WIDE(name, ...) bond.name = relation.wide ? bonds->name[l] : 0.0f;
#define RIVAL(name, ...) bond.name = relation.rival ? bonds->name[l] : 0.0f;
#include "model/state.def"
    return bond;
}

LANE struct person person_in(const struct person_lanes *person, int l)
{
    return (struct person){
#define PERSON(name, ...) .name = person->name[l],
#include "model/state.def"
    };
}

LANE struct tally tally_in(const struct tally_lanes *tally, struct relation relation, int l)
{
    return (struct tally){
#define TALLY(name, ...) .name = tally->name[l],
#define GROWN_TALLY TALLY
#define WIDE_TALLY(name, ...) .name = relation.wide ? tally->name[l] : 0.0f,
#include "model/state.def"
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
    if (relation.wide) {
#define WIDE(name, ...) bonds->name[l] = e.bond.name;
#define WIDE_TALLY(name, ...) tally->name[l] = e.tally.name;
#include "model/state.def"
    }
    if (relation.rival) {
#define RIVAL(name, ...) bonds->name[l] = e.bond.name;
#include "model/state.def"
    }
}

/* The turns of a stretch with several bonds, or with adults (lanes_many.c), and of two adults alone (lanes_pair.c). */
void NAMED(lanes_of_many_, ISA)(const struct stretch *s);
void NAMED(lanes_of_pair_, ISA)(const struct stretch *s);

#endif
