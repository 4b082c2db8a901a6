/* A block: 128 dyads side by side, every field an array over lanes, small enough to stay in the first-level cache for a whole life. */
#ifndef MEND_ENGINE_BLOCK_H
#define MEND_ENGINE_BLOCK_H

#include "engine/chance.h"
#include "model/state.h"

enum { LANES = 128, PERSONS_MOST = 8, BONDS_MOST = 20 };

/* The only bond of the caregiver-infant setting: person 0, the infant, seeks; person 1, the caregiver, gives. */
enum { INFANT, CAREGIVER, INFANT_BOND = 0 };

typedef float lane_values[LANES] __attribute__((aligned(64)));

struct person_lanes {
#define PERSON(name, ...) lane_values name;
#define PERSON_DAYS PERSON
#include "model/state.def"
};

struct traits_lanes {
#define TRAIT(name, ...) lane_values name;
#include "model/state.def"
};

struct bond_lanes {
#define BOND(name, ...) lane_values name;
#define RUPTURE BOND
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#define RIVAL BOND
#include "model/state.def"
};

struct tally_lanes {
#define TALLY(name, ...) lane_values name;
#define RUNNING TALLY
#define GROWN_TALLY TALLY
#define WIDE_TALLY TALLY
#include "model/state.def"
};

struct block {
    struct person_lanes person[PERSONS_MOST];
    struct traits_lanes traits[PERSONS_MOST];
    struct bond_lanes bond[BONDS_MOST];
    struct tally_lanes tally[BONDS_MOST];
    uint32_t mood_word[PERSONS_MOST][4][LANES] __attribute__((aligned(64))); /* steps of mood drawn ahead, one a turn */
    uint32_t turn_word[4][LANES] __attribute__((aligned(64)));               /* the draws of the turn under way */
    uint32_t more_word[4][LANES] __attribute__((aligned(64)));               /* those that only some contexts ask for */
    uint32_t dyad[LANES] __attribute__((aligned(64)));                       /* global ids; lanes beyond the population carry ids beyond it */
};

/* What an observer saw in one turn, lane by lane. */
struct seen_lanes {
    lane_values opened, broken, minimised, signalled, escalated, conflicted, strength, frightened, rebuffed, soothed, ignored, perceived, accepted,
        repaired, lapsed, severity;
};

#endif
