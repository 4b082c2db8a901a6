/* Care follows from the caregiver's own attachment; temperament is drawn. One mapping for every generation. */
#ifndef MEND_MODEL_CARE_H
#define MEND_MODEL_CARE_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/state.h"

/* The standard normals that make a person. */
struct makings {
#define BIRTH_DRAW(name, ...) float name;
#include "model/draws.def"
#undef BIRTH_DRAW
};

/* How an adult with this attachment gives care, under `p->risk` stressors. */
static inline struct traits care_of(const struct mend_params *p, struct traits adult, struct makings z)
{
    const float d = adult.deactivation, h = adult.hyperactivation, u = adult.unresolved;
    adult.sensitivity = p->sensitivity_mean + p->sensitivity_sd * z.warmth + p->sensitivity_deactivation * d + p->sensitivity_hyperactivation * h +
                        p->sensitivity_risk * p->risk;
    adult.volatility = p->volatility_scale * magnitude(p->volatility_mean + p->volatility_hyperactivation * h + p->volatility_sd * z.volatility);
    adult.intensity_dependence =
        p->intensity_scale * magnitude(p->intensity_mean + p->intensity_hyperactivation * h + p->intensity_sd * z.intensity_dependence);
    adult.rejection = unit(p->rejection_scale * logistic(p->rejection_mean + p->rejection_deactivation * d + p->rejection_sd * z.rejection +
                                                         p->rejection_warmth * z.warmth + p->rejection_risk * p->risk));
    adult.frightening = unit(p->frightening_scale * logistic(p->frightening_mean + p->frightening_unresolved * u + p->frightening_sd * z.frightening +
                                                             p->frightening_warmth * z.warmth + p->frightening_risk * p->risk));
    adult.initiative = p->initiative_mean;
    adult.empathy = p->empathy_mean;
    return adult;
}

static inline struct traits temperament_of(const struct mend_params *p, struct traits person, struct makings z)
{
    person.reactivity = exponential(p->reactivity_sd * z.reactivity);
    person.self_soothing = unit(p->self_soothing_median * exponential(p->self_soothing_sd * z.self_soothing));
    person.resting_arousal = unit(p->resting_median * exponential(p->resting_sd * z.resting_arousal));
    return person;
}

#endif
