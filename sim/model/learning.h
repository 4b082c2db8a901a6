/* What a broken turn, and the end of a rupture, teach the seeker about this giver. */
#ifndef MEND_MODEL_LEARNING_H
#define MEND_MODEL_LEARNING_H

#include "mend/params.h"
#include "model/relief.h"

/* What the drawn bid had taught to expect of it. */
LANE float value_of(struct bond bond, struct bid bid)
{
    return bid.minimise * bond.value_minimise + bid.signal * bond.value_signal + bid.escalate * bond.value_escalate;
}

/* Step 7. The value of the drawn bid follows the relief that came after it; `rate` is 0 when connected or when learning is off. */
LANE struct bond values_learned(struct bond bond, struct bid bid, float surprise, float rate)
{
    const float step = rate * surprise;
    bond.value_minimise += step * bid.minimise;
    bond.value_signal += step * bid.signal;
    bond.value_escalate += step * bid.escalate;
    return bond;
}

/* Step 7. What a rupture taught when it ended: a repair, discounted by its delay and by the giver's credibility; nothing if it lapsed, or a little if
 * some of the steps of repair were taken (`part` of them). */
LANE float lesson_of(const struct mend_params *p, struct relation relation, struct bond bond, float repaired, float part, float delay)
{
    const float worth = relation.grown ? repaired + (1.0f - repaired) * p->repair_partial * part : repaired;
    return worth * bond.credibility * exponential(-delay * bond.age);
}

/* Step 7. Doubt learns from the old trust, then trust learns; `rate` is 0 unless a rupture has ended. */
LANE struct bond trust_learned(struct bond bond, float lesson, float rate)
{
    const float surprise = lesson - bond.trust;
    bond.doubt += rate * (surprise * surprise - bond.doubt);
    bond.trust += rate * surprise;
    return bond;
}

/* Step 7. Fear is a drive of its own: gained at a fright, lost a little at a completed repair. */
LANE float fear_learned(const struct mend_params *p, float fear, float frightened, float repaired)
{
    return fear + frightened * p->fear_gain * (1.0f - fear) - repaired * p->fear_loss * fear;
}

/* Step 7. Resentment: raised by rebuff, by fright, and by a rupture that lapsed, the less of its repair was done the more; shrunk by repair. It fades
 * by its square in calendar time (calendar.h). */
LANE float resentment_learned(const struct mend_params *p, float resentment, float hurt, float repaired, float lapsed, float part)
{
    const float rise = hurt * p->resentment_hurt + lapsed * (1.0f - part) * p->resentment_lapse;
    return unit(resentment + rise * (1.0f - resentment) - repaired * p->resentment_repair * resentment);
}

/* Step 7. A harm that follows a repair in which responsibility was taken is a broken promise: credibility falls, and part of it for good. */
LANE struct bond harm_learned(const struct mend_params *p, struct bond bond, float harmed, float repaired, float steps)
{
    const float broken_promise = harmed * bond.promised;
    const float taken =
        repaired * either(bond.kind == (float)HARM && steps > 1.5f, 1.0f, 0.0f); /* to acknowledge is the first step, this the second */
    bond.credibility_most *= 1.0f - broken_promise * p->credibility_scar;
    const float shaken = at_most(bond.credibility_most, bond.credibility * (1.0f - p->credibility_loss));
    bond.credibility = either(broken_promise > 0.5f, shaken, bond.credibility);
    bond.promised = either(harmed > 0.5f, 0.0f, either(taken > 0.5f, 1.0f, bond.promised));
    bond.fear += harmed * p->harm_fear * (1.0f - bond.fear);
    return bond;
}

/* Step 7. Pull toward the giver: fed by soothing that is better than expected, fading with days. It is not trust. */
LANE float pull_learned(const struct mend_params *p, float pull, float soothed, float surprise, float fade)
{
    return pull + soothed * p->pull_gain * at_least(0.0f, surprise) * (1.0f - pull) - fade * pull;
}

/* Between adults, soothing that comes where it was not expected binds the most: partial reinforcement. */
LANE float pull_between_adults(const struct mend_params *p, float pull, float trust, float soothed, float surprise, float fade)
{
    return pull + soothed * p->adult_pull * (1.0f - trust) * at_least(0.0f, surprise) * (1.0f - pull) - fade * pull;
}

#endif
