/* A setting: persons and bonds as data (settings.def). */
#ifndef MEND_MODEL_SETTING_H
#define MEND_MODEL_SETTING_H

#include "model/relation.h"

enum { PEOPLE_MOST = 8, TIES_MOST = 12, NOBODY = -1 };

enum who_kind { NEWBORN, CHILD, ADULT, GIVER, THERAPIST, FAITHFUL };

struct who {
    const char *name;
    enum who_kind kind;
    int reared_by; /* of a child or an adult: the caregiver of infancy */
};

/* The bonds of the setting come first; the bond of the infancy of the i-th person is bond `ties + i`. */
struct setting {
    const char *name, *meaning;
    int people, ties;
    struct who who[PEOPLE_MOST];
    struct tie tie[TIES_MOST];
};

/* An infant with two caregivers is with one at a time; everybody else meets all day. */
static inline int takes_turns(const struct setting *s)
{
    return s->ties == 2 && s->tie[0].kind == CARE_TIE && s->tie[0].seeker == s->tie[1].seeker;
}

/* By position in SETTING_NAMES. */
struct setting setting_at(int position);

/* The bond that a person had as an infant, and the tie it was. */
static inline int bond_of_infancy(const struct setting *s, int person)
{
    return s->ties + person;
}

static inline struct tie tie_of_infancy(const struct setting *s, int person)
{
    return (struct tie){person, s->who[person].reared_by, NO_BOND, CARE_TIE};
}

#endif
