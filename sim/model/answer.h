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

/* How this giver is toward this seeker: adults rebuff and frighten each other less than a child. */
LANE struct traits toward(struct relation relation, struct traits giver)
{
    if (relation.grown) {
        giver.rejection *= relation.rejection;
        giver.frightening *= relation.frightening;
    }
    return giver;
}

/* Step 4. Chance that an answer reaches the seeker for what it is. A text loses cues, the more so for the doubtful; styles of repair may differ; a
 * faithful giver's answer is perceived by those who expect it and are calm. */
LANE float chance_of_reaching(const struct mend_params *p, struct relation relation, struct bond bond, float expectation, float arousal,
                              float mediated)
{
    const float read = 1.0f - unit(p->style_cost * relation.style_gap);
    const float cues = 1.0f - mediated * unit(p->cues_lost + p->cues_doubt * bond.doubt);
    const float perceived = logistic(p->perceive_base + p->perceive_expectation * (expectation - 0.5f) - p->perceive_arousal * arousal);
    return read * cues * (relation.faithful ? perceived : 1.0f);
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

/* Step 5. Rise of the giver's arousal in a turn by the seeker's before the answer, not while away. */
LANE float rise_of_giver(const struct mend_params *p, float arousal_giver, float broken, float strength, float arousal_seeker, float present)
{
    return p->giver_alarm * broken * present * (p->giver_alarm_least + strength) * arousal_seeker * (1.0f - arousal_giver);
}

/* Step 5. The arousal of one who only gives settles as an exchange process. */
LANE float arousal_of_giver_after(const struct mend_params *p, float arousal_giver, float broken, float rise)
{
    const float settle = (p->giver_settle_connected * (1.0f - broken) + p->giver_settle) * arousal_giver;
    return unit(arousal_giver + rise - settle);
}

#endif
