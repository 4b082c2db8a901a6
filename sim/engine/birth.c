#include "engine/birth.h"

#include "engine/quantile.h"
#include "mend/sample.h"
#include "model/care.h"

#include <stddef.h>

static float drawn(struct occasion o, enum purpose purpose, uint32_t member, uint32_t dyad, int word)
{
    return normal_of(words_of(occasion_of(o, DAILY_LIFE, purpose, member), dyad).word[word]);
}

static struct makings makings_of(struct occasion who, uint32_t member, uint32_t dyad)
{
    return (struct makings){
#define BIRTH_DRAW(name, purpose, word, meaning) .name = drawn(who, purpose, member, dyad, word),
#include "model/draws.def"
#undef BIRTH_DRAW
    };
}

static int is_given(float value)
{
    return value == value; /* NaN: to be drawn */
}

/* A sample's row may give some traits and leave others: what a given attachment implies for care is worked out, what is given stays. */
static struct traits traits_with(const struct mend_params *p, struct makings z, const float *given)
{
    struct traits t = {.deactivation = z.deactivation, .hyperactivation = z.hyperactivation, .unresolved = z.unresolved};
    struct traits in;
    int k = 0;
#define TRAIT(name, ...) in.name = given ? given[k++] : (float)NAN;
#include "model/state.def"
    t.deactivation = is_given(in.deactivation) ? in.deactivation : t.deactivation;
    t.hyperactivation = is_given(in.hyperactivation) ? in.hyperactivation : t.hyperactivation;
    t.unresolved = is_given(in.unresolved) ? in.unresolved : t.unresolved;
    t = temperament_of(p, care_of(p, t, z), z);
#define TRAIT(name, ...) t.name = is_given(in.name) ? in.name : t.name;
#include "model/state.def"
    return t;
}

static void keep_traits(struct traits_lanes *to, int l, struct traits t)
{
#define TRAIT(name, ...) to->name[l] = t.name;
#include "model/state.def"
}

static void bear_person(struct block *b, int person, int l, const struct mend_params *p, struct occasion who, const float *given)
{
    const struct makings z = makings_of(who, (uint32_t)person, b->dyad[l]);
    keep_traits(&b->traits[person], l, traits_with(p, z, given));
#define PERSON(name, birth, ...) b->person[person].name[l] = birth;
#define PERSON_DAYS PERSON
#include "model/state.def"
    b->person[person].mood[l] = z.mood;
}

static void bear_bond(struct block *b, int bond, int l, const struct mend_params *p)
{
#define BOND(name, birth, ...) b->bond[bond].name[l] = birth;
#define RUPTURE BOND
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#define RIVAL BOND
#define TALLY(name, ...) b->tally[bond].name[l] = 0.0f;
#define RUNNING TALLY
#define GROWN_TALLY TALLY
#define WIDE_TALLY TALLY
#include "model/state.def"
    if (!p->learn_trust_on) {
        b->bond[bond].trust[l] = p->frozen_trust;
        b->bond[bond].doubt[l] = p->frozen_doubt;
    }
}

void bear_adult(struct block *b, int person, int l, const struct mend_params *p, struct occasion who, struct attachment own)
{
    who.when = 0;
    const struct makings z = makings_of(who, (uint32_t)person, b->dyad[l]);
    struct traits adult = {.deactivation = own.deactivation, .hyperactivation = own.hyperactivation, .unresolved = own.unresolved};
    adult = temperament_of(p, care_of(p, adult, z), z);
    adult.initiative = person == 1 ? p->initiative_b : p->initiative_a;
    adult.empathy = p->adult_empathy;
    keep_traits(&b->traits[person], l, adult);
}

/* God: always there, always answering, the same to everybody. */
static void bear_faithful(struct block *b, int person, int l)
{
    keep_traits(&b->traits[person], l, (struct traits){.sensitivity = 20.0f, .initiative = 1.0f});
    b->person[person].mood[l] = b->person[person].arousal[l] = 0.0f;
}

void bear_block(struct block *b, const struct mend_params *p, const struct setting *setting, struct occasion who, uint32_t first, const float *given,
                int rows)
{
    *b = (struct block){0};
    who.when = 0;
    for (int l = 0; l < LANES; l++) {
        b->dyad[l] = first + (uint32_t)l;
        const float *row = l < rows ? given + (size_t)l * MEND_TRAITS : NULL;
        for (int person = 0; person < setting->people; person++) {
            bear_person(b, person, l, p, who, person < 2 ? row : NULL);
            if (setting->who[person].kind == GIVER) {
                const float scale = person == 1 ? p->first_volatility : person == 2 ? p->second_volatility : 1.0f;
                b->traits[person].volatility[l] *= takes_turns(setting) ? scale : 1.0f;
                b->person[person].arousal[l] = 0.0f;
            } else if (setting->who[person].kind == THERAPIST) {
                b->traits[person].initiative[l] = p->therapy_initiative;
                b->traits[person].empathy[l] = p->therapy_empathy;
                b->person[person].arousal[l] = 0.0f;
            } else if (setting->who[person].kind == FAITHFUL) {
                bear_faithful(b, person, l);
            }
        }
        for (int bond = 0; bond < setting->ties + setting->people; bond++) {
            bear_bond(b, bond, l, p);
        }
    }
}

void bear_again(struct block *b, const struct mend_params *p, struct occasion who, int person, int bond)
{
    who.when = 0;
    for (int l = 0; l < LANES; l++) {
        bear_person(b, person, l, p, who, NULL);
        bear_bond(b, bond, l, p);
    }
}
