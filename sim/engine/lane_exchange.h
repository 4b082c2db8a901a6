/* One lane's exchange on one bond, and what it leaves for the bodies of the two. For the loops of adults alone. */
#ifndef MEND_ENGINE_LANE_EXCHANGE_H
#define MEND_ENGINE_LANE_EXCHANGE_H

#include "engine/lane_access.h"

/* What the exchange of one bond comes to for its two people, and of the bond at the start of the turn what others need. */
struct deeds {
    lane_values broken, change, opened, alarm, asking; /* the seeker's */
    lane_values rise, labour;                          /* the giver's */
    lane_values stings, tender;                        /* protest that hurts the giver; how much the giver's would hurt the seeker */
    lane_values trust, resentment;                     /* at the start */
};

LANE void exchange_in(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation, struct block *b,
                      struct deeds *deeds, int bond, int seeker, int giver, struct bond_back back, struct seen_lanes *seen, int l)
{
    const struct chance plain = chance_in(b->turn_word, l);
    const struct chance u = relation.wide ? more_chance_in(b, l, plain) : plain;
    const struct sides sides = {
        .of_seeker = traits_in(&b->traits[seeker], l),
        .of_giver = traits_in(&b->traits[giver], l),
        .seeker = person_in(&b->person[seeker], l),
        .giver = person_in(&b->person[giver], l),
        .bond = bond_in(&b->bond[bond], relation, l),
        .back = back,
    };
    const struct exchange e = exchange_of(p, clock, scene, relation, sides, tally_in(&b->tally[bond], relation, l), u);
    keep_exchange(&b->bond[bond], &b->tally[bond], relation, l, e);
    deeds->broken[l] = e.impact.broken;
    deeds->change[l] = e.impact.broken * (e.impact.exchanged - sides.seeker.arousal);
    deeds->opened[l] = e.impact.opened;
    deeds->alarm[l] = e.impact.opened * e.impact.alarm;
    deeds->asking[l] = e.asking;
    deeds->rise[l] = e.rise;
    deeds->labour[l] = e.labour;
    deeds->stings[l] = e.stings;
    deeds->tender[l] = e.tender;
    deeds->trust[l] = sides.bond.trust;
    deeds->resentment[l] = sides.bond.resentment;
    if (seen) {
        keep_seen(seen, l, e.seen);
    }
}

/* Before they do: where ruptures are counted, one that opens so counts too. */
LANE void sting_learned_in(const struct mend_params *p, struct scene scene, struct relation relation, struct bond_lanes *bonds, float stings, int l)
{
    const struct bond now = {.trust = bonds->trust[l], .doubt = bonds->doubt[l]};
    const struct bond bond = opening_learned(p, scene, relation, now, stings * (1.0f - bonds->open[l]), p->protest_severity);
    bonds->trust[l] = bond.trust;
    bonds->doubt[l] = bond.doubt;
}

/* Protest and conflict open the bond back, where it is whole after its own turn: 1 where they did. */
LANE float sting_in(const struct mend_params *p, struct bond_lanes *bonds, struct tally_lanes *tally, float stings, int l)
{
    const float stung = stings * (1.0f - bonds->open[l]);
    const struct bond now = {
        .open = bonds->open[l], .age = bonds->age[l], .steps = bonds->steps[l], .kind = bonds->kind[l], .severity = bonds->severity[l]};
    const struct bond bond = stung_bond(p, now, stung);
    bonds->open[l] = bond.open;
    bonds->age[l] = bond.age;
    bonds->steps[l] = bond.steps;
    bonds->kind[l] = bond.kind;
    bonds->severity[l] = bond.severity;
    tally->ruptures[l] += stung;
    tally->provoked[l] += stung;
    return stung;
}

LANE void keep_body(struct person_lanes *lanes, int l, struct person person)
{
    lanes->arousal[l] = person.arousal;
    lanes->cortisol[l] = person.cortisol;
    lanes->load[l] = person.load;
    lanes->depletion[l] = person.depletion;
}

#endif
