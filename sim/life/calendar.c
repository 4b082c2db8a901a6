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

/* The working model of one person and the bonds in which that person seeks. */
static void pool(const struct stage *stage, struct block *b, int person)
{
    const struct mend_params *p = stage->params;
    float *model = b->person[person].working_model;
    for (int l = 0; l < LANES; l++) {
        float sum = 0.0f, bonds = 0.0f, plasticity = 0.0f;
        for (int c = 0; c < stage->contacts; c++) {
            const struct contact *contact = &stage->contact[c];
            if (contact->tie.seeker == person) {
                sum += b->bond[contact->bond].trust[l];
                bonds += 1.0f;
                plasticity = contact->relation.plasticity;
            }
        }
        model[l] = bonds > 0.0f ? working_model_next_day(p, model[l], sum / bonds, plasticity) : model[l];
    }
}

static void anchor(const struct mend_params *p, struct block *b, const struct contact *c)
{
    const float *model = b->person[c->tie.seeker].working_model;
    float *trust = b->bond[c->bond].trust;
    for (int l = 0; l < LANES; l++) {
        if (b->bond[c->bond].ended[l] < 0.5f) {
            trust[l] = trust_next_day(p, trust[l], model[l], c->relation.plasticity);
        }
    }
}

/* A pair ends as a whole: the draw is that of its first bond. */
static void part(const struct stage *stage, struct block *b, const struct contact *c, int64_t day)
{
    const struct mend_params *p = stage->params;
    struct bond_lanes *to = &b->bond[c->bond], *back = &b->bond[c->tie.back];
    struct occasion o = stage->who;
    o.what = what_for(DAILY_LIFE, CALENDAR, (uint32_t)c->bond);
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

void end_day(const struct stage *stage, struct block *block, int64_t day)
{
    const struct mend_params *p = stage->params;
    for (int person = 0; person < PERSONS_MOST; person++) {
        int grown = 0;
        for (int c = 0; c < stage->contacts; c++) {
            const struct contact *contact = &stage->contact[c];
            grown += contact->relation.grown && (contact->tie.seeker == person || contact->tie.giver == person);
        }
        if (grown) {
            rest(p, &block->person[person]);
            pool(stage, block, person);
        }
    }
    for (int c = 0; c < stage->contacts; c++) {
        const struct contact *contact = &stage->contact[c];
        if (contact->relation.grown) {
            next_day(p, &block->bond[contact->bond]);
            anchor(p, block, contact);
        }
    }
    for (int c = 0; p->can_end && c < stage->contacts; c++) { /* after the night of both, who so have had as many days together */
        const struct contact *contact = &stage->contact[c];
        if (contact->relation.grown && contact->tie.back > contact->bond) {
            part(stage, block, contact, day);
        }
    }
}
