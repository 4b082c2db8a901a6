#include "life/calendar.h"

#include "model/days.h"

#include <math.h>
#include <string.h>

/* More turns than any life has: to end is to leave for good, and what a bond has learned stays. */
static const float FOR_GOOD = 1e9f;

static void next_day(const struct mend_params *p, struct bond_lanes *b)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct bond was = {.trust = b->trust[l],
                                 .belief = b->belief[l],
                                 .resentment = b->resentment[l],
                                 .credibility = b->credibility[l],
                                 .credibility_most = b->credibility_most[l]};
        const struct bond bond = bond_next_day(p, was);
        const int over = b->ended[l] > 0.5f;
        b->resentment[l] = either(over, was.resentment, bond.resentment);
        b->credibility[l] = either(over, was.credibility, bond.credibility);
        b->belief[l] = either(over, was.belief, bond.belief);
        b->pull[l] = faded(b->pull[l]);
        b->days_together[l] += 1.0f - b->ended[l];
    }
}

static void rest(const struct mend_params *p, struct person_lanes *person)
{
    for (int l = 0; l < LANES; l++) {
        person->depletion[l] = faded(unit(person->depletion[l] - p->depletion_rest * person->depletion[l]));
    }
}

/* A therapist whom the client does not see is nobody yet; nor is a caregiver with whom the infant spends no time. */
static int is_lived(const struct mend_params *p, const struct contact *contact)
{
    const int gone = contact->tie.kind == CARE_TIE && (contact->bond == 0 ? p->first_share <= 0.0f : p->first_share >= 1.0f);
    return !gone && (contact->tie.kind != THERAPY_TIE || p->therapy_turns > 0);
}

/* The working model of one person, from the bonds in which that person seeks and that have not ended. */
static void pool(const struct stage *stage, struct block *b, int person)
{
    const struct mend_params *p = stage->params;
    struct person_lanes *lanes = &b->person[person];
    lane_values trust = {0}, doubt = {0}, bonds = {0};
    float plasticity = 0.0f;
    for (int c = 0; c < stage->contacts; c++) {
        const struct contact *contact = &stage->contact[c];
        const struct bond_lanes *bond = &b->bond[contact->bond];
        if (contact->tie.seeker != person || !is_lived(p, contact)) {
            continue;
        }
        for (int l = 0; l < LANES; l++) {
            const float counts = 1.0f - bond->ended[l];
            trust[l] += counts * bond->trust[l];
            doubt[l] += counts * bond->doubt[l];
            bonds[l] += counts;
        }
        plasticity = contact->relation.plasticity;
    }
    for (int l = 0; l < LANES; l++) {
        const float share = bonds[l] > 0.0f ? 1.0f / bonds[l] : 0.0f, pace = bonds[l] > 0.0f ? plasticity : 0.0f;
        lanes->working_model[l] = pooled_next_day(p, lanes->working_model[l], trust[l] * share, pace);
        lanes->general_doubt[l] = pooled_next_day(p, lanes->general_doubt[l], doubt[l] * share, pace);
    }
}

static void anchor(const struct mend_params *p, struct block *b, const struct contact *c)
{
    const struct person_lanes *seeker = &b->person[c->tie.seeker];
    struct bond_lanes *bond = &b->bond[c->bond];
    for (int l = 0; l < LANES; l++) {
        const float pace = c->relation.plasticity * (1.0f - bond->ended[l]);
        bond->trust[l] = anchored_next_day(p, bond->trust[l], seeker->working_model[l], pace);
        bond->doubt[l] = anchored_next_day(p, bond->doubt[l], seeker->general_doubt[l], pace);
    }
}

/* What the hazards of ending look at. */
LANE struct bond feelings_in(const struct bond_lanes *b, int l)
{
    return (struct bond){.trust = b->trust[l], .pull = b->pull[l], .resentment = b->resentment[l]};
}

/* A pair ends as a whole: the draw is that of its first bond. */
static void part(const struct stage *stage, struct block *b, const struct contact *c, int64_t day)
{
    const struct mend_params *p = stage->params;
    struct bond_lanes *to = &b->bond[c->bond], *back = &b->bond[c->tie.back];
    struct occasion o = occasion_of(stage->who, DAILY_LIFE, CALENDAR, (uint32_t)c->bond);
    o.when = (uint32_t)day;
    lane_values route; /* in a pass of its own, which has no branches: most days nobody parts */
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct hazards h = hazards_of_ending(p, feelings_in(to, l), feelings_in(back, l), (float)day / 365.0f);
        const struct words w = words_of(o, b->dyad[l]);
        route[l] = either(uniform(w.word[0]) < h.hot, 1.0f, either(uniform(w.word[1]) < h.cold, 2.0f, 0.0f));
    }
    for (int l = 0; l < LANES; l++) {
        if (to->ended[l] < 0.5f && route[l] > 0.0f) {
            to->ended[l] = back->ended[l] = 1.0f;
            to->route[l] = back->route[l] = route[l];
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

static int trust_moves(const struct mend_params *p)
{
    return p->learn_trust_on && p->learn_rule != MEND_LEARN_NONE;
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
            if (stage->contact[c].tie.seeker == person && trust_moves(stage->params) && is_lived(stage->params, &stage->contact[c])) {
                anchor(stage->params, block, &stage->contact[c]);
            }
        }
    }
}

static float square_root(float x)
{
    return sqrtf(x);
}

/* Persons up to the last one who seeks. */
static int seekers_of(const struct stage *stage)
{
    int people = 0;
    for (int c = 0; c < stage->contacts; c++) {
        const struct tie tie = stage->contact[c].tie;
        people = tie.seeker >= people ? tie.seeker + 1 : people;
    }
    return people;
}

/* A night's steps of what strains days come from one block of words: the household's, then those of three persons. */
enum { STEPS = 4, OWN = 1, PERSONS_A_BLOCK = STEPS - OWN };

/* The exact shape of a noise that is summed again does not matter. */
static void draw_steps(struct occasion o, const uint32_t *restrict dyad, float (*restrict step)[LANES])
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct words w = words_of(o, dyad[l]);
        step[0][l] = rough_normal(w.word[0]);
        step[1][l] = rough_normal(w.word[1]);
        step[2][l] = rough_normal(w.word[2]);
        step[3][l] = rough_normal(w.word[3]);
    }
}

static void strain_person(struct strain s, float *restrict tension, const float *restrict household, const float *restrict own)
{
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        tension[l] = tension_next_day(s, tension[l], household[l], own[l]);
    }
}

void strain_next_day(const struct stage *stage, struct block *block, enum stream stream, uint32_t when)
{
    if (!(stage->params->strain_arousal > 0.0f)) {
        return;
    }
    const struct strain s = strain_of(stage->params, square_root);
    const int people = seekers_of(stage);
    lane_values step[STEPS], household;
    for (int person = 0; person < people; person++) {
        int grown;
        struct occasion o = occasion_of(stage->who, stream, STRAIN, (uint32_t)(person / PERSONS_A_BLOCK));
        o.when = when;
        if (person % PERSONS_A_BLOCK == 0) {
            draw_steps(o, block->dyad, step);
        }
        if (person == 0) {
            memcpy(household, step[0], sizeof household);
        }
        if (sought(stage, person, &grown) > 0 && grown) { /* who only gives has none: a therapist, God */
            strain_person(s, block->person[person].tension, household, step[OWN + person % PERSONS_A_BLOCK]);
        }
    }
}

void end_day(const struct stage *stage, struct block *block, int64_t day)
{
    const struct mend_params *p = stage->params;
    for (int person = 0; person < PERSONS_MOST; person++) {
        end_day_of_person(stage, block, person);
    }
    strain_next_day(stage, block, DAILY_LIFE, (uint32_t)day);
    for (int c = 0; c < stage->contacts; c++) {
        const struct contact *contact = &stage->contact[c];
        if (contact->relation.grown) {
            next_day(p, &block->bond[contact->bond]);
        }
    }
    for (int c = 0; p->can_end && c < stage->contacts; c++) { /* after the night of both, who so have had as many days together */
        const struct contact *contact = &stage->contact[c];
        if (contact->relation.grown && contact->tie.back > contact->bond) {
            part(stage, block, contact, day);
        }
    }
}
