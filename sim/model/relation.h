/* Kinds of tie: what an adult's bond to a partner, a friend, a colleague, a therapist or God changes in the one turn. */
#ifndef MEND_MODEL_RELATION_H
#define MEND_MODEL_RELATION_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/state.h"

enum tie_kind { CARE_TIE, PEER_TIE, THERAPY_TIE, SACRED_TIE };

/* One bond of a setting: who seeks, who gives, the bond the other way (or NO_BOND), and what kind it is. */
enum { NO_BOND = -1 };
struct tie {
    int seeker, giver, back;
    enum tie_kind kind;
};

/* Whether a config asks for what costs the lane loop more: texts, styles of repair, harm, ruptures beyond repair, or
 * that come from outside. */
static inline int is_wide(const struct mend_params *p)
{
    return p->mediated_share > 0.0f || p->directness_a != p->directness_b || p->harm_per_day > 0.0f || p->kind_harm > 0.0f || p->irreparable < 1.0f ||
           p->rupture_exogenous;
}

/* Whether trust and values learn by another rule than `repair`. */
static inline int is_rival(const struct mend_params *p)
{
    return p->learn_rule != MEND_LEARN_REPAIR;
}

/* Learning rates fall with age as 1 / (1 + years / half-time): 1 in infancy, a third at twenty. */
LANE float plasticity_at(const struct mend_params *p, float years)
{
    return 1.0f / (1.0f + at_least(0.0f, years - 1.0f) / p->plasticity_years);
}

/* A and B are the first two people of a setting; power is A's over B. */
static inline float power_of(const struct mend_params *p, int person)
{
    return person == 0 ? p->power : person == 1 ? -p->power : 0.0f;
}

static inline float expression_of(const struct mend_params *p, int person)
{
    return p->expressiveness * (person == 0 ? p->expression_a : person == 1 ? p->expression_b : 1.0f);
}

static inline float directness_of(const struct mend_params *p, int person)
{
    return person == 0 ? p->directness_a : person == 1 ? p->directness_b : 0.5f * (p->directness_a + p->directness_b);
}

/* An infant's bond is the turn itself, with nothing added. */
LANE struct relation care_relation(void)
{
    return (struct relation){.plasticity = 1.0f};
}

/* Between people who have grown up, at `years` of age of the seeker. Who has less power protests at a cost, is answered less by the one with power,
 * and answers more. */
static inline struct relation grown_relation(const struct mend_params *p, struct tie tie, float years)
{
    const float over = power_of(p, tie.giver); /* power of the giver over the seeker */
    struct relation r = {
        .grown = 1,
        .wide = tie.kind == SACRED_TIE || is_wide(p),
        .rival = is_rival(p),
        .plasticity = plasticity_at(p, years),
        .learning = plasticity_at(p, years),
        .hazard = p->adult_hazard,
        .patience = p->adult_patience,
        .steps = {(float)p->steps_misattunement, (float)p->steps_miscommunication, (float)p->steps_conflict, (float)p->steps_absence,
                  (float)p->steps_harm},
        .relief = p->adult_relief,
        .belief = p->adult_belief,
        .availability = p->adult_sensitivity - p->power_answer * over + p->guidance + p->intervention,
        .rejection = p->adult_rejection,
        .frightening = p->adult_frightening,
        .alarm = p->adult_alarm,
        .expression = expression_of(p, tie.seeker),
        .absence = (float)p->absence_turns,
        .labour = p->depletion_gain,
        .asking = p->depletion_asking,
        .repair = tie.giver == 0   ? p->repair_a
                  : tie.giver == 1 ? p->repair_b
                                   : 1.0f,
        .protest_cost = p->power_protest * at_least(0.0f, over),
        .style_gap = magnitude(directness_of(p, tie.seeker) - directness_of(p, tie.giver)),
        .protest_back = tie.back == NO_BOND ? 0.0f : p->protest_back,
        .conflict_back = tie.back == NO_BOND ? 0.0f : p->conflict_back,
    };
    if (tie.kind == THERAPY_TIE) {
        r.learning *= p->therapy_plasticity;
        r.availability = p->therapy_skill;
        r.rejection = p->therapy_rejection;
        r.frightening = p->therapy_frightening;
        r.style_gap = 0.0f; /* a therapist speaks the client's way */
    }
    if (tie.kind == SACRED_TIE) {
        r.faithful = 1;
        r.alarm = r.labour = 0.0f;
        r.earning = p->earning;
        r.hazard = p->sacred_dryness;
    }
    return r;
}

static inline struct relation relation_of(const struct mend_params *p, struct tie tie, float years)
{
    if (tie.kind == CARE_TIE) {
        struct relation care = care_relation();
        care.rival = is_rival(p);
        care.plasticity = plasticity_at(p, years);
        return care;
    }
    return grown_relation(p, tie, years);
}

#endif
