/* Broken: what the seeker does about it. */
#ifndef MEND_MODEL_BID_H
#define MEND_MODEL_BID_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/relation.h"
#include "model/state.h"

struct bid {
    float minimise, signal, escalate; /* exactly one is 1: "I have to fix this myself", ..., "I have to escalate to be seen" */
    float conflict;                   /* 1: it came out frozen, interrupted, contradictory */
    float strength;                   /* of what is shown: 0, 1/2, 1, or that of conflict */
    float stings;                     /* 1: protest that opens a rupture on the bond back */
};

struct inclination {
    float minimise, escalate; /* probabilities; the rest is signalling */
};

/* Expectation of repair: the calmer the body, the more the explicit belief counts beside bodily trust. */
LANE float expectation_of(const struct mend_params *p, struct relation relation, struct bond bond, float arousal)
{
    return bond.trust + (relation.grown ? relation.belief : p->bid_belief) * (1.0f - arousal) * (bond.belief - bond.trust);
}

/* Step 3. Softmax over the learned values; expectation favours asking, doubt favours protest (uncertainty bonus). Who has less power knows what
 * protest costs. */
LANE struct inclination inclination_of(const struct mend_params *p, struct relation relation, struct bond bond, float arousal)
{
    const float hope = p->bid_expectation * (expectation_of(p, relation, bond, arousal) - 0.5f);
    const float urge = p->bid_arousal * (arousal - 0.5f) + p->bid_uncertainty * bond.doubt;
    const float protest = relation.grown ? urge - relation.protest_cost : urge;
    const float minimise = exponential(p->bid_slope * (bond.value_minimise - bond.value_signal - hope));
    const float escalate = exponential(p->bid_slope * (bond.value_escalate - bond.value_signal + protest));
    const float share = 1.0f / (minimise + 1.0f + escalate);
    return (struct inclination){minimise * share, escalate * share};
}

/* Step 3. Chance that the bid comes out as conflict: fear of the giver meets the pull toward them. */
LANE float chance_of_conflict(const struct mend_params *p, struct bond bond, struct inclination inclined, float arousal)
{
    return unit(p->bid_conflict * bond.fear * (1.0f - inclined.minimise) * arousal);
}

LANE struct bid bid_of(const struct mend_params *p, struct relation relation, struct bond bond, float arousal, struct chance u)
{
    const struct inclination inclined = inclination_of(p, relation, bond, arousal);
    const float free = relation.wide ? either(u.practice < p->practice, 0.0f, 1.0f) : 1.0f; /* by rule one comes honestly, whatever one feels */
    const float minimise = either(u.bid < inclined.minimise, free, 0.0f);
    const float escalate = either(u.bid >= 1.0f - inclined.escalate, free - minimise, 0.0f);
    const float signal = 1.0f - minimise - escalate;
    const float chance = chance_of_conflict(p, bond, inclined, arousal);
    const float conflict = either(u.conflict < chance, 1.0f, 0.0f);
    const float strength = either(conflict > 0.5f, p->conflict_strength, 0.5f * signal + escalate);
    const float rest = 1.0f - chance; /* a draw that made no conflict is uniform again over what is left */
    const float protest =
        relation.grown ? either(u.conflict - chance < rest * (relation.protest_back * arousal), escalate - escalate * conflict, 0.0f) : 0.0f;
    return (struct bid){minimise, signal, escalate, conflict, relation.grown ? unit(strength * relation.expression) : strength, protest};
}

#endif
