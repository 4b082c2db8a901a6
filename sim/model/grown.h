/* What an infancy leaves: the adult's own attachment, and how a new bond starts. */
#ifndef MEND_MODEL_GROWN_H
#define MEND_MODEL_GROWN_H

#include "model/bid.h"

/* An adult's own attachment, z-scores. */
struct attachment {
    float deactivation, hyperactivation, unresolved;
};

static inline float logit(float share)
{
    return logarithm((share + 0.01f) / (1.01f - share));
}

/* The three patterns of an infancy before they are standardised: turning away, heightening, fright. */
static inline struct attachment pattern_of(const struct mend_params *p, struct bond infancy)
{
    const struct inclination inclined = inclination_of(p, care_relation(), infancy, 0.4f);
    return (struct attachment){
        .deactivation = logit(inclined.minimise) - 2.0f * infancy.trust,
        .hyperactivation = 0.5f * logit(inclined.escalate) + 20.0f * infancy.doubt,
        .unresolved = logarithm(infancy.fear + 0.02f),
    };
}

static inline float grown_of(const struct mend_params *p, float pattern, float mean, float sd, float noise, float keeps)
{
    const float z = at_most(3.0f, at_least(-3.0f, (pattern - mean) / sd));
    return keeps * p->inherit * z + (keeps > 0.0f ? p->carry : 1.0f) * noise;
}

/* The adult's own attachment: some of it what infancy taught, the rest a life's noise. `keeps` is 0 for who had no infancy here. */
static inline struct attachment attachment_of(const struct mend_params *p, struct bond infancy, struct attachment noise, float keeps)
{
    const struct attachment pattern = pattern_of(p, infancy);
    return (struct attachment){
        grown_of(p, pattern.deactivation, p->avoidance_mean, p->avoidance_sd, noise.deactivation, keeps),
        grown_of(p, pattern.hyperactivation, p->anxiety_mean, p->anxiety_sd, noise.hyperactivation, keeps),
        grown_of(p, pattern.unresolved, p->fright_mean, p->fright_sd, noise.unresolved, keeps),
    };
}

/* A new bond starts partly from what infancy taught, partly from what people expect of an acquaintance. */
static inline struct bond start_of_bond(const struct mend_params *p, struct bond infancy, float history)
{
    const float fresh = 1.0f - history, trust = history * infancy.trust + fresh * p->adult_trust;
    return (struct bond){
        .trust = trust,
        .belief = trust,
        .doubt = history * infancy.doubt + fresh * p->adult_doubt,
        .fear = history * p->adult_fear * infancy.fear,
        .value_minimise = history * infancy.value_minimise,
        .value_signal = history * infancy.value_signal + fresh * p->adult_signal,
        .value_escalate = history * infancy.value_escalate,
        .pull = p->birth_pull,
        .credibility = 1.0f,
    };
}

#endif
