/* What an answer does to the seeker's body. */
#ifndef MEND_MODEL_RELIEF_H
#define MEND_MODEL_RELIEF_H

#include "mend/params.h"
#include "model/answer.h"
#include "model/bid.h"
#include "model/numbers.h"
#include "model/state.h"

struct relief {
    float accepted; /* 1: soothing was given and taken */
    float refused;  /* 1: soothing was given and not taken */
    float felt;     /* arousal after the answer, without the jump of fright */
    float arousal;  /* arousal after the answer */
    float worth;    /* fall in arousal less the cost of the bid: what the bid's value learns from */
};

/* Step 5. Chance that soothing is taken, a logit. */
LANE float logit_of_acceptance(const struct mend_params *p, struct relation relation, struct bond bond, struct bid bid, float arousal)
{
    const float logit = p->accept_base + p->accept_trust * (bond.trust - 0.5f) - p->accept_doubt * bond.doubt -
                        p->accept_arousal * arousal * bid.escalate - p->accept_conflict * bid.conflict - p->accept_minimise * bid.minimise -
                        p->accept_fear * bond.fear;
    return relation.grown ? logit - p->accept_resentment * bond.resentment : logit;
}

/* Change of arousal when the bid is ignored: a minimising seeker soothes itself, hardly when alone; the others grow more aroused. */
LANE float change_when_ignored(const struct mend_params *p, struct traits seeker, struct bid bid, float arousal, float present)
{
    const float soothes_itself = seeker.self_soothing * arousal * either(present > 0.5f, 1.0f, p->relief_alone);
    return bid.signal * p->rise_signal + bid.escalate * p->rise_escalate - bid.minimise * soothes_itself;
}

/* Effort of the drawn bid, in units of relief. */
LANE float cost_of(const struct mend_params *p, struct bid bid)
{
    return bid.escalate * p->cost_escalate + bid.signal * p->cost_signal;
}

/* Share of arousal that soothing takes where it is accepted. */
LANE float share_soothed(const struct mend_params *p, struct relation relation)
{
    return relation.grown ? relation.relief : p->relief_soothed;
}

/* Step 5. What the answer did to the body, and what the bid was worth. `silence`: what an unanswered text adds to arousal. */
LANE struct relief relief_from(const struct mend_params *p, struct relation relation, struct traits seeker, struct bond bond, struct bid bid,
                               struct answer answer, float arousal, float present, float silence, float u)
{
    const float accepted = answer.soothe * comes_true(u, logit_of_acceptance(p, relation, bond, bid, arousal));
    const float refused = answer.soothe - accepted;
    const float ignored = answer.ignore * change_when_ignored(p, seeker, bid, arousal, present);
    const float change = answer.rebuff * p->rise_rebuff * (1.0f - 0.5f * bid.minimise) -
                         (accepted * share_soothed(p, relation) + refused * p->relief_refused) * arousal +
                         (relation.wide ? ignored + answer.ignore * (silence - relation.earning * bid.escalate * arousal) : ignored);
    const float felt = unit(arousal + change);
    return (struct relief){accepted, refused, felt, unit(felt + answer.frighten * p->rise_fright), arousal - felt - cost_of(p, bid)};
}

#endif
