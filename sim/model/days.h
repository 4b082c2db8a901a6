/* What moves with the days and not with the turns: resentment, credibility, belief, the working model, and whether adults stay together. */
#ifndef MEND_MODEL_DAYS_H
#define MEND_MODEL_DAYS_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/state.h"

/* One night of one bond. Resentment fades by its square, so that its odds fall as a power of time; credibility comes back as far as broken promises
 * let it; belief is taught, and drifts toward what the body has learned. */
static inline struct bond bond_next_day(const struct mend_params *p, struct bond bond)
{
    bond.resentment = unit(bond.resentment - p->resentment_fade * bond.resentment * bond.resentment);
    bond.credibility += p->credibility_return * (bond.credibility_most - bond.credibility);
    bond.belief += p->teaching * (1.0f - bond.belief) + p->belief_return * (bond.trust - bond.belief);
    return bond;
}

/* The working model, general trust and general doubt, pools what a person's bonds have learned, the slower the older the person. */
static inline float pooled_next_day(const struct mend_params *p, float general, float mean_of_bonds, float plasticity)
{
    return general + p->pooling * plasticity * (mean_of_bonds - general);
}

/* Each bond is drawn back toward it. */
static inline float anchored_next_day(const struct mend_params *p, float learned, float general, float plasticity)
{
    return learned + p->anchoring * plasticity * (general - learned);
}

/* What strains a person's days from outside: of what there was, a part is left; what is new comes to the household or to the person alone (standard
 * normal draws). From there stress spills over into the bond and crosses over to the other: Bolger, DeLongis, Kessler & Wethington
 * 1989, Journal of Marriage and the Family 51:175-183. */
struct strain {
    float kept, household, own; /* shares of the old tension and of the two draws */
};

static inline struct strain strain_of(const struct mend_params *p, float (*root)(float))
{
    const float kept = exponential(-1.0f / p->strain_days), size = p->strain_arousal * root(1.0f - kept * kept);
    return (struct strain){kept, size * root(p->strain_shared), size * root(1.0f - p->strain_shared)};
}

LANE float tension_next_day(struct strain s, float tension, float household, float own)
{
    return s.kept * tension + (s.household * household + s.own * own);
}

struct hazards {
    float hot, cold; /* chances of ending on this day */
};

/* Two routes: in anger, early, and by distance, late (Gottman & Levenson 1992 found the first; docs/model.md). Pull and dependence hold back both. */
static inline struct hazards hazards_of_ending(const struct mend_params *p, struct bond a, struct bond b, float years)
{
    const float resentment = 0.5f * (a.resentment + b.resentment);
    const float pull = 0.5f * (a.pull + b.pull), closeness = 0.5f * (a.trust + b.trust);
    const float held = (1.0f - p->dependence) * (1.0f - p->ending_pull * pull);
    const float angry = exponential(at_most(4.0f, p->hot_slope * (resentment - p->hot_middle)));
    const float distant = exponential(at_most(4.0f, p->cold_slope * (p->cold_middle - closeness)));
    return (struct hazards){
        .hot = unit(p->hot_rate * angry * held * exponential(-years / p->hot_years)),
        .cold = unit(p->cold_rate * distant * held * (1.0f - exponential(-years / p->cold_years))),
    };
}

#endif
