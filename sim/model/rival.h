/* Rivals of the rule `repair` (docs/model.md, Rival rules): what trust and the values of bids learn from in its place, everything else being equal.
 * They look at no repair, so what discounts one (delay, credibility, credit to oneself) has no part in them. */
#ifndef MEND_MODEL_RIVAL_H
#define MEND_MODEL_RIVAL_H

#include "model/learning.h"

/* Arousal after each broken turn, summed over those that the age of the rupture counts: at a return it is young again. */
LANE float arousal_so_far(struct bond bond, struct deed d)
{
    return d.broken * (either(bond.age < 0.5f, 0.0f, bond.aroused) + d.relief.arousal);
}

/* Calm: how aroused one was, whatever was done about it. */
LANE struct lesson lesson_of_calm(struct bond bond, struct deed d)
{
    const float mean = arousal_so_far(bond, d) / (bond.age + 1.0f);
    return (struct lesson){1.0f - mean, d.repaired + d.lapsed, -d.relief.arousal, d.broken};
}

/* Rupture count: each rupture by its severity as it opens, and each turn without one by how likely one was. */
LANE struct lesson lesson_of_ruptures(struct clock clock, struct relation relation, struct bond bond, struct deed d)
{
    const float spared = (1.0f - d.broken) * (1.0f - d.opened) * d.present;
    return (struct lesson){1.0f - d.opened, d.opened * d.quiet.severity + spared * (relation.grown ? clock.usual_grown : clock.usual), -bond.severity,
                           d.broken};
}

/* Sensitivity: whether the first signal to a giver who is there was soothed, taken or not; what comes later teaches nothing. */
LANE struct lesson lesson_of_first_signal(const struct mend_params *p, struct relation relation, struct bond bond, struct deed d, float arousal)
{
    const float first = either(bond.age < 0.5f, d.broken * d.present, 0.0f);
    return (struct lesson){d.answer.soothe, first, d.answer.soothe * share_soothed(p, relation) * arousal, first};
}

LANE struct lesson whichever(int condition, struct lesson yes, struct lesson no)
{
    return (struct lesson){either(condition, yes.trust, no.trust), either(condition, yes.of_trust, no.of_trust),
                           either(condition, yes.worth, no.worth), either(condition, yes.of_worth, no.of_worth)};
}

/* `arousal`: of the seeker at the start of the turn. */
LANE struct lesson lesson_of_rival(const struct mend_params *p, struct clock clock, struct relation relation, struct bond bond, struct deed d,
                                   float arousal)
{
    const struct lesson nothing = {0.0f, 0.0f, 0.0f, 0.0f};
    struct lesson lesson = whichever(p->learn_rule == MEND_LEARN_CALM, lesson_of_calm(bond, d), nothing);
    lesson = whichever(p->learn_rule == MEND_LEARN_RUPTURE_COUNT, lesson_of_ruptures(clock, relation, bond, d), lesson);
    lesson = whichever(p->learn_rule == MEND_LEARN_SENSITIVITY, lesson_of_first_signal(p, relation, bond, d, arousal), lesson);
    lesson.worth -= cost_of(p, d.bid);
    return lesson;
}

/* A rupture that opens beside the turn of its bond, by protest or in an assay (`opened` 0 or 1), teaches where ruptures are counted. */
LANE struct bond opening_learned(const struct mend_params *p, struct scene scene, struct relation relation, struct bond bond, float opened,
                                 float severity)
{
    const float counted = either(p->learn_rule == MEND_LEARN_RUPTURE_COUNT, opened * severity, 0.0f);
    return trust_learned(bond, 0.0f, scene.learning * (float)p->learn_trust_on * counted * p->learn_trust * pace_of(relation));
}

#endif
