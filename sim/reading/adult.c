#include "reading/adult.h"

#include "model/bid.h"

struct dimensions dimensions_of(const struct mend_params *p, struct relation relation, struct bond bond)
{
    const struct inclination inclined = inclination_of(p, relation, bond, 0.4f);
    const float turning_away = 0.5f * (inclined.minimise + 1.0f - bond.trust);
    const float alarm = inclined.escalate + p->dimension_doubt * bond.doubt + p->dimension_fear * bond.fear;
    return (struct dimensions){1.0f + 6.0f * unit(0.5f * alarm), 1.0f + 6.0f * unit(turning_away)};
}

enum class_read quadrant_of(const struct mend_params *p, struct dimensions d)
{
    const int anxious = d.anxiety > p->cutoff_anxiety, avoidant = d.avoidance > p->cutoff_avoidance;
    return anxious ? (avoidant ? ADULT_FEARFUL : ADULT_PREOCCUPIED) : avoidant ? ADULT_DISMISSING : ADULT_SECURE;
}

enum class_read own_pattern_of(const struct mend_params *p, float deactivation, float hyperactivation)
{
    if (deactivation < p->cutoff_deactivation && hyperactivation < p->cutoff_hyperactivation) {
        return SECURE;
    }
    return deactivation - p->cutoff_deactivation >= hyperactivation - p->cutoff_hyperactivation ? AVOIDANT : ANXIOUS;
}
