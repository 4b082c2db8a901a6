/* What a broken turn, and the end of a rupture, teach the seeker about this giver. */
#ifndef MEND_MODEL_LEARNING_H
#define MEND_MODEL_LEARNING_H

#include "mend/params.h"
#include "model/deed.h"

/* What a turn teaches: what trust and doubt learn from, and what the value of the drawn bid learns from; each with the share of its learning rate. */
struct lesson {
    float trust, of_trust;
    float worth, of_worth;
};

/* Learning rates of this bond, as a share of an infant's in the first year. */
LANE float pace_of(struct relation relation)
{
    return relation.grown ? relation.learning : 1.0f;
}

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

/* How much of its repair was done on the open rupture; in infancy it is done or not. */
LANE float part_of_repair(struct relation relation, struct deed d)
{
    return relation.grown ? at_most(1.0f, d.steps * (1.0f / d.needed)) : 0.0f;
}

/* Step 7. What the end of a rupture teaches: a repair, discounted by its delay and by the giver's credibility; nothing if it lapsed, or a little if
 * some of the steps of repair were taken. What was earned is to one's own credit, and teaches no trust. A bid's value follows relief. */
LANE struct lesson lesson_of_repair(const struct mend_params *p, struct clock clock, struct relation relation, struct bond bond, struct deed d)
{
    const float delay = relation.grown ? p->delay_discount * (1.0f / d.needed) : clock.delay;
    const float partly = relation.grown ? (1.0f - d.repaired) * p->repair_partial * part_of_repair(relation, d) : 0.0f;
    const float earned = relation.wide ? d.repaired * either(relation.earning > 0.0f, d.bid.escalate, 0.0f) : 0.0f;
    return (struct lesson){
        .trust = (relation.grown ? d.repaired + partly : d.repaired) * bond.credibility * exponential(-delay * bond.age),
        .of_trust = relation.wide ? d.repaired - earned + d.lapsed : d.repaired + d.lapsed,
        .worth = d.relief.worth,
        .of_worth = d.broken,
    };
}

/* Step 7. Doubt learns from the old trust, then trust learns; `rate` is 0 where nothing was to be learned. */
LANE struct bond trust_learned(struct bond bond, float lesson, float rate)
{
    const float surprise = lesson - bond.trust;
    bond.doubt += rate * (surprise * surprise - bond.doubt);
    bond.trust += rate * surprise;
    return bond;
}

/* Step 7. What the lesson of a turn leaves. */
LANE struct bond lesson_learned(const struct mend_params *p, struct scene scene, struct relation relation, struct bond bond, struct bid bid,
                                struct lesson lesson)
{
    const float trusts = scene.learning * (float)p->learn_trust_on * lesson.of_trust, pace = pace_of(relation);
    bond = values_learned(bond, bid, lesson.worth - value_of(bond, bid), scene.learning * lesson.of_worth * p->learn_value * pace);
    return trust_learned(bond, lesson.trust, trusts * p->learn_trust * pace);
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
