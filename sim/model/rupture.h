/* Connection: how available the giver is, when connection breaks, and how a break feels. */
#ifndef MEND_MODEL_RUPTURE_H
#define MEND_MODEL_RUPTURE_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/state.h"

/* Step 1. Availability of the giver, a logit: sensitivity, mood as far as the giver is volatile, flooding, depletion, and the bond back. */
LANE float availability_of(const struct mend_params *p, struct traits giver, struct person self, struct bond_back back)
{
    const float relation = back.weight * (p->answer_trust_back * (back.trust - p->answer_trust_middle) - p->answer_resentment_back * back.resentment);
    return giver.sensitivity + giver.volatility * self.mood - p->answer_flooding * self.arousal - p->answer_depletion * self.depletion + relation;
}

/* Step 1. What an adult adds to it: how one is toward partners, friends, clients; a skill of repairing that was learned. */
LANE float availability_to(const struct mend_params *p, struct relation relation, struct person self)
{
    return relation.grown ? relation.availability + p->skill_gain * self.repair_skill : 0.0f;
}

/* Step 1. How responsive the giver is to a signal of this strength, 0 to 1: strong signals gain with intensity-dependence, weak ones go unnoticed.
 * An ordinary signal (1/2), which is also what a connected seeker gives, meets plain availability. */
LANE float responsiveness_of(const struct mend_params *p, struct traits giver, float availability, float signal)
{
    const float unnoticed = either(signal < 0.25f, p->answer_unnoticed * (1.0f - giver.initiative), 0.0f);
    return logistic(availability + giver.intensity_dependence * (2.0f * signal - 1.0f) - unnoticed);
}

/* Step 2. Chance that connection breaks in this connected turn. */
LANE float chance_of_rupture(const struct mend_params *p, float hazard, float responsiveness)
{
    return unit(hazard * (p->rupture_margin - responsiveness));
}

LANE float severity_of(const struct mend_params *p, float u)
{
    return p->rupture_least + p->rupture_range * u * u;
}

LANE float kind_of(struct clock clock, float u)
{
    float kind = 0.0f;
    for (int k = 0; k < KINDS - 1; k++) {
        kind += either(u >= clock.kind_bound[k], 1.0f, 0.0f);
    }
    return kind;
}

/* The entry of a table by kind of rupture, without a branch. */
LANE float by_kind(const float *table, float kind)
{
    float entry = table[0];
    for (int k = 1; k < KINDS; k++) {
        entry = either(kind >= (float)k, table[k], entry);
    }
    return entry;
}

/* Step 2. How a break feels: doubt and fear make small breaks feel large. */
LANE float felt_severity(const struct mend_params *p, struct bond bond, float severity)
{
    return unit(severity + (1.0f - severity) * (p->alarm_doubt * bond.doubt + p->alarm_fear * bond.fear));
}

/* Step 2. Rise of arousal by the alarm of a break. */
LANE float alarm_of(const struct mend_params *p, struct traits seeker, float load, float felt)
{
    return seeker.reactivity * p->alarm_gain * felt * (1.0f + p->alarm_load * load);
}

#endif
