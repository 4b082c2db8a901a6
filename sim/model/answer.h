/* Broken: what the giver does with the bid. */
#ifndef MEND_MODEL_ANSWER_H
#define MEND_MODEL_ANSWER_H

#include "mend/params.h"
#include "model/bid.h"
#include "model/numbers.h"
#include "model/state.h"

struct answer {
    float frighten, rebuff, soothe, ignore; /* exactly one is 1 */
};

/* What the giver sees: with empathy, the arousal behind a weaker bid. */
LANE float signal_seen(struct traits giver, struct bid bid, float arousal)
{
    return bid.strength + giver.empathy * at_least(0.0f, arousal - bid.strength);
}

/* Step 4. Frighten, rebuff, soothe or ignore, in this order; a giver who is away ignores. */
LANE struct answer answer_to(const struct mend_params *p, struct traits giver, float arousal_giver, float responsiveness, float signal, float present,
                             float u)
{
    const float frighten =
        unit(giver.frightening * (p->fright_least + (1.0f - p->fright_least) * signal) * (p->fright_calm + p->fright_aroused * arousal_giver));
    const float rebuff = unit(giver.rejection * signal * (p->rebuff_calm + p->rebuff_aroused * arousal_giver)) * (1.0f - frighten);
    const float soothe = (1.0f - frighten - rebuff) * unit(responsiveness * p->repair_scale);
    const float to_frighten = either(u < present * frighten, 1.0f, 0.0f);
    const float to_rebuff = either(u < present * (frighten + rebuff), 1.0f, 0.0f);
    const float to_soothe = either(u < present * (frighten + rebuff + soothe), 1.0f, 0.0f);
    return (struct answer){to_frighten, to_rebuff - to_frighten, to_soothe - to_rebuff, 1.0f - to_soothe};
}

/* Step 5. The giver's arousal after a turn: raised by the seeker's before the answer, not while away; it settles as an exchange process. */
LANE float arousal_of_giver_after(const struct mend_params *p, float arousal_giver, float broken, float strength, float arousal_seeker, float present)
{
    const float rise = p->giver_alarm * broken * present * (p->giver_alarm_least + strength) * arousal_seeker * (1.0f - arousal_giver);
    const float settle = (p->giver_settle_connected * (1.0f - broken) + p->giver_settle) * arousal_giver;
    return unit(arousal_giver + rise - settle);
}

#endif
