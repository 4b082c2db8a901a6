#include "life/calendar.h"

#include "model/days.h"

/* More turns than any life has: to end is to leave for good, and what a bond has learned stays. */
static const float FOR_GOOD = 1e9f;

static struct bond bond_in(const struct bond_lanes *b, int l)
{
    struct bond bond;
#define BOND(name, ...) bond.name = b->name[l];
#define RUPTURE BOND
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#include "model/state.def"
#undef BOND
#undef RUPTURE
#undef GROWN
#undef WIDE
#undef DAYS
    return bond;
}

static void next_day(const struct mend_params *p, struct bond_lanes *b)
{
    for (int l = 0; l < LANES; l++) {
        if (b->ended[l] < 0.5f) {
            const struct bond bond = bond_next_day(p, bond_in(b, l));
            b->resentment[l] = bond.resentment;
            b->credibility[l] = bond.credibility;
            b->belief[l] = bond.belief;
            b->days_together[l] += 1.0f;
        }
    }
}

static void rest(const struct mend_params *p, struct person_lanes *person)
{
    for (int l = 0; l < LANES; l++) {
        person->depletion[l] = unit(person->depletion[l] - p->depletion_rest * person->depletion[l]);
    }
}

/* The working model of one person, from the bonds in which that person seeks and that have not ended. */
static void pool(const struct stage *stage, struct block *b, int person)
{
    const struct mend_params *p = stage->params;
    struct person_lanes *lanes = &b->person[person];
    for (int l = 0; l < LANES; l++) {
        float trust = 0.0f, doubt = 0.0f, bonds = 0.0f, plasticity = 0.0f;
        for (int c = 0; c < stage->contacts; c++) {
            const struct contact *contact = &stage->contact[c];
            const struct bond_lanes *bond = &b->bond[contact->bond];
            const float counts = contact->tie.seeker == person ? 1.0f - bond->ended[l] : 0.0f;
            trust += counts * bond->trust[l];
            doubt += counts * bond->doubt[l];
            bonds += counts;
            plasticity = counts > 0.0f ? contact->relation.plasticity : plasticity;
        }
        if (bonds > 0.0f) {
            lanes->working_model[l] = pooled_next_day(p, lanes->working_model[l], trust / bonds, plasticity);
            lanes->general_doubt[l] = pooled_next_day(p, lanes->general_doubt[l], doubt / bonds, plasticity);
        }
    }
}

static void anchor(const struct mend_params *p, struct block *b, const struct contact *c)
{
    const struct person_lanes *seeker = &b->person[c->tie.seeker];
    struct bond_lanes *bond = &b->bond[c->bond];
    for (int l = 0; l < LANES; l++) {
        if (bond->ended[l] < 0.5f) {
            bond->trust[l] = anchored_next_day(p, bond->trust[l], seeker->working_model[l], c->relation.plasticity);
            bond->doubt[l] = anchored_next_day(p, bond->doubt[l], seeker->general_doubt[l], c->relation.plasticity);
        }
    }
}

/* A pair ends as a whole: the draw is that of its first bond. */
static void part(const struct stage *stage, struct block *b, const struct contact *c, int64_t day)
{
    const struct mend_params *p = stage->params;
    struct bond_lanes *to = &b->bond[c->bond], *back = &b->bond[c->tie.back];
    struct occasion o = occasion_of(stage->who, DAILY_LIFE, CALENDAR, (uint32_t)c->bond);
    o.when = (uint32_t)day;
    for (int l = 0; l < LANES; l++) {
        const struct hazards h = hazards_of_ending(p, bond_in(to, l), bond_in(back, l), (float)day / 365.0f);
        const struct words w = words_of(o, b->dyad[l]);
        const float route = uniform(w.word[0]) < h.hot ? 1.0f : uniform(w.word[1]) < h.cold ? 2.0f : 0.0f;
        if (to->ended[l] < 0.5f && route > 0.0f) {
            to->ended[l] = back->ended[l] = 1.0f;
            to->route[l] = back->route[l] = route;
            to->open[l] = back->open[l] = to->owed[l] = back->owed[l] = 0.0f;
            to->away[l] = back->away[l] = FOR_GOOD;
        }
    }
}

/* How many bonds of the stage the person seeks in, and whether one of the person's bonds is between people who have grown up. */
static int sought(const struct stage *stage, int person, int *grown)
{
    int seeks = 0;
    *grown = 0;
    for (int c = 0; c < stage->contacts; c++) {
        const struct contact *contact = &stage->contact[c];
        seeks += contact->tie.seeker == person;
        *grown = *grown || (contact->relation.grown && (contact->tie.seeker == person || contact->tie.giver == person));
    }
    return seeks;
}

/* An infant with one bond pools nothing: there the working model would be that bond again. */
static void end_day_of_person(const struct stage *stage, struct block *block, int person)
{
    int grown;
    const int seeks = sought(stage, person, &grown);
    if (grown) {
        rest(stage->params, &block->person[person]);
    }
    if (grown || seeks > 1) {
        pool(stage, block, person);
        for (int c = 0; c < stage->contacts; c++) {
            if (stage->contact[c].tie.seeker == person && stage->params->learn_trust_on) {
                anchor(stage->params, block, &stage->contact[c]);
            }
        }
    }
}

void end_day(const struct stage *stage, struct block *block, int64_t day)
{
    const struct mend_params *p = stage->params;
    for (int person = 0; person < PERSONS_MOST; person++) {
        end_day_of_person(stage, block, person);
    }
    for (int c = 0; c < stage->contacts; c++) {
        const struct contact *contact = &stage->contact[c];
        if (!contact->relation.grown) {
            continue;
        }
        next_day(p, &block->bond[contact->bond]);
        if (p->can_end && contact->tie.back > contact->bond) {
            part(stage, block, contact, day);
        }
    }
}
