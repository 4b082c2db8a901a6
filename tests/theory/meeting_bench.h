/* A meeting whose turn can be worked out by hand, and lives that start from it. Included by the tests of mechanisms: predictions of the theory, one
 * mechanism at a time. Unless said otherwise a tolerance of 1e-6 is a dozen roundings of single precision in [0, 1]; chances taken over many turns
 * are held within four standard errors. */
#ifndef MEND_TESTS_MEETING_BENCH_H
#define MEND_TESTS_MEETING_BENCH_H

#include "theory/one_turn.h"

#include <check.h>
#include <stddef.h>
#include <stdint.h>

/* mechanisms_suite() of test_mechanisms.c holds them all. */
TCase *mechanisms_learning_cases(void);
TCase *mechanisms_body_cases(void);
TCase *mechanisms_assays_cases(void);
TCase *mechanisms_rivals_cases(void);
TCase *mechanisms_rivals_of_adults_cases(void);

static const double close = 1e-6;

static struct mend_params p;
static struct scene scene;
static struct traits infant, caregiver;
static struct meeting m;
static struct chance u;
static struct block block;

/* A seeker with an open rupture before a giver who always soothes and is accepted; the drawn bid is to signal. */
static inline void fresh(void)
{
    p = mend_params_default();
    p.bid_slope = 0; /* each bid has one third of the draw */
    scene = (struct scene){.learning = 1, .calendar = 1, .present = 1, .exchange_minutes = 1, .gap_minutes = 24};
    infant = (struct traits){.reactivity = 1, .self_soothing = .06f, .resting_arousal = .08f};
    caregiver = (struct traits){.sensitivity = 20};
    m = (struct meeting){.seeker = {.arousal = .5f}, .bond = {.trust = .5f, .doubt = .1f, .belief = .5f, .pull = .2f, .credibility = 1, .open = 1}};
    u = (struct chance){.opening = .999f, .bid = .5f, .answer = .5f, .acceptance = 0, .conflict = .999f};
}

static inline struct meeting met(void)
{
    return one_turn(&p, scene, infant, caregiver, m, 0, u);
}

enum { DRAW_MINIMISE, DRAW_SIGNAL, DRAW_ESCALATE };

static inline void draw_bid(int bid)
{
    u.bid = ((float)bid + .5f) / 3;
}

static inline void answer_with(enum kind_of_answer answer)
{
    caregiver.sensitivity = answer == SOOTHE ? 20 : -20;
    caregiver.rejection = answer == REBUFF;
    caregiver.frightening = answer == FRIGHTEN;
    u.answer = answer == FRIGHTEN || answer == REBUFF ? 0 : .5f;
}

static inline struct stage stage_of(void)
{
    return stage_on(&p, 9);
}

/* A block of newborns, all with the traits and the bond set up above. */
static inline void bear_alike(uint32_t first)
{
    bear_infants(&block, &p, stage_of().who, first);
    for (int l = 0; l < LANES; l++) {
#define TRAIT(name, ...) block.traits[INFANT].name[l] = infant.name, block.traits[CAREGIVER].name[l] = caregiver.name;
#include "model/state.def"
#define BOND(name, ...) block.bond[INFANT_BOND].name[l] = m.bond.name;
#include "model/state.def"
    }
}

static inline void live(uint32_t from, uint32_t turns)
{
    const struct stage stage = stage_of();
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, from, turns, NULL);
}

static inline double mean_of_lanes(const float *values)
{
    double sum = 0;
    for (int l = 0; l < LANES; l++) {
        sum += (double)values[l];
    }
    return sum / LANES;
}

#endif
