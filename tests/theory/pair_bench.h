/* Pairs that are all alike, whose turns can be worked out by hand. Included by the tests of procedures. Tolerances of 1e-6 are a dozen roundings of
 * single precision; shares over many intervals are held within four standard errors. */
#ifndef MEND_TESTS_PAIR_BENCH_H
#define MEND_TESTS_PAIR_BENCH_H

#include "assay/assay.h"
#include "engine/birth.h"

#include <check.h>
#include <math.h>
#include <string.h>

/* procedures_suite() of test_procedures.c holds them all. */
TCase *procedures_days_cases(void);
TCase *procedures_strain_cases(void);
TCase *procedures_plan_cases(void);

static struct mend_params p;
static struct traits of_a, of_b;
static struct bond learned; /* by A about B */
static struct block block, before;
static struct setting setting;

static inline struct setting setting_named(const char *name)
{
    int k = 0;
    while (strcmp(setting_at(k).name, name) != 0) {
        k++;
    }
    return setting_at(k);
}

/* Two adults who notice everything alike and whom nothing tires or floods; between them nothing breaks of itself, and nobody's protest hurts. */
static inline void fresh(void)
{
    p = mend_params_default();
    p.turns_per_day = 20;
    p.rupture_scale = 0;
    p.protest_back = p.conflict_back = 0;
    p.answer_flooding = p.answer_depletion = p.answer_trust_back = p.answer_resentment_back = 0;
    of_a = of_b = (struct traits){.reactivity = 1, .self_soothing = .06f, .resting_arousal = .08f, .initiative = .4f};
    learned = (struct bond){.trust = .5f, .doubt = .1f, .belief = .5f, .credibility = 1, .credibility_most = 1};
    setting = setting_named("romantic");
}

static inline void give_traits(int person, struct traits traits)
{
    for (int l = 0; l < LANES; l++) {
#define TRAIT(name, ...) block.traits[person].name[l] = traits.name;
#include "model/state.def"
        block.person[person].arousal[l] = traits.resting_arousal;
        block.person[person].mood[l] = 0;
    }
}

/* Dyads `first`, `first` + 1, ... of the setting; the first two people are as set up above, and so is every bond. */
static inline void bear_alike(uint32_t first)
{
    bear_block(&block, &p, &setting, (struct occasion){.seed_low = 9}, first, NULL, 0);
    give_traits(0, of_a);
    give_traits(1, of_b);
    for (int k = 0; k < setting.ties; k++) {
        for (int l = 0; l < LANES; l++) {
#define BOND(name, ...) block.bond[k].name[l] = learned.name;
#define RUPTURE BOND
#define WIDE BOND
#include "model/state.def"
        }
    }
    before = block;
}

static inline struct stage everybody(void)
{
    struct stage stage = {.params = &p, .loop = lane_loop_for(best_isa()), .who = {.seed_low = 9}};
    for (int k = 0; k < setting.ties; k++) {
        stage_meet(&stage, k, setting.tie[k], setting.who[setting.tie[k].seeker].kind == NEWBORN ? 1 : p.adult_age);
    }
    return stage;
}

static inline struct stage pair(void)
{
    const struct stage stage = everybody();
    return stage_of_two(&stage, 0);
}

enum { DRAW_MINIMISE, DRAW_SIGNAL, DRAW_ESCALATE };

static inline void always(int bid)
{
    p.bid_slope = 100;
    learned.value_minimise = bid == DRAW_MINIMISE ? 5 : -5;
    learned.value_signal = bid == DRAW_SIGNAL ? 5 : -5;
    learned.value_escalate = bid == DRAW_ESCALATE ? 5 : -5;
}

/* How a partner meets whatever is shown: always, or never, by soothing; and whether soothing is taken. */
static inline void soothes(struct traits *giver, int always_or_never)
{
    giver->sensitivity = always_or_never ? 40 : -40;
}

static inline void takes_soothing(int always_or_never)
{
    p.accept_base = always_or_never ? 40 : -40;
}

static inline void assert_share(double hits, double trials, double expected)
{
    const double error = sqrt(expected * (1 - expected) / trials);
    ck_assert_msg(fabs(hits / trials - expected) < 4 * error, "%g of %g is %g, not %g", hits, trials, hits / trials, expected);
}

static inline double sigma(double x)
{
    return 1 / (1 + exp(-x));
}

#endif
