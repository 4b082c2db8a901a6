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

/* Step 7. What a rupture taught when it ended: a repair, discounted by its delay and by the giver's credibility; nothing if it lapsed. */
LANE float lesson_of(struct bond bond, float repaired, float delay)
{
    return repaired * bond.credibility * exponential(-delay * bond.age);
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

/* Step 7. Pull toward the giver: fed by soothing that is better than expected, fading with days. It is not trust. */
LANE float pull_learned(const struct mend_params *p, float pull, float soothed, float surprise, float fade)
{
    return pull + soothed * p->pull_gain * at_least(0.0f, surprise) * (1.0f - pull) - fade * pull;
}

#endif
