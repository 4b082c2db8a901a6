/* From one generation to the next: infancies, growing up, and who rears whom. */
#include "engine/birth.h"
#include "life/growth.h"
#include "reading/adult.h"
#include "study/record.h"

#include <string.h>

/* Infancy runs under the parameters of an infant's bond, whatever the setting asks of adults. */
static struct mend_params params_of_infancy(const struct mend_params *setting)
{
    struct mend_params p = *setting;
    p.turns_per_day = p.infancy_turns;
    p.repair_scale = p.infancy_repair;
    p.rupture_scale = 1.0f;
    p.rupture_exogenous = 0;
    return p;
}

/* The infancy of one who will be an adult: a year with the caregiver of infancy, a Strange Situation, and growing up. */
static void rear(struct life *x, int person)
{
    const struct stage *stage = &x->calendar.bare;
    const struct mend_params p = params_of_infancy(x->calendar.base);
    struct stage home = {.params = &p, .loop = stage->loop, .who = stage->who}, life = *stage;
    life.params = x->calendar.base;
    stage_meet(&home, bond_of_infancy(x->setting, person), tie_of_infancy(x->setting, person), 1.0f);
    const uint32_t first = (uint32_t)person << 26; /* one who rears two has a mood of each time */
    play(&home, x->block, daily_scene(&p), DAILY_LIFE, first, (uint32_t)(p.infancy_days * p.turns_per_day), NULL);
    strange_situation(&home, x->block, STRANGE, 0, x->strange[0]);
    strange_situation(&home, x->block, STRANGE_AGAIN, 0, x->strange_again[0]);
    for (int l = 0; l < LANES; l++) {
        const bool had = p.infancy_days > 0;
        x->infant_class[person][l] = had ? (float)class_of(&p, &x->strange[0][l]) : (float)UNREADABLE;
        x->infant_class_again[person][l] = had ? (float)class_of(&p, &x->strange_again[0][l]) : (float)UNREADABLE;
    }
    grow_up(&life, x->setting, x->block, person);
}

/* The adults of one generation become the caregivers of the next: in infancy a caregiver's depletion, empathy and initiative play no part. */
static void become_caregiver(struct life *x, int person)
{
    struct block *b = x->block;
    const int place = x->setting->who[person].reared_by;
    b->person[place] = b->person[person];
    b->traits[place] = b->traits[person];
    for (int l = 0; l < LANES; l++) {
        b->person[place].arousal[l] = b->person[place].depletion[l] = b->traits[place].empathy[l] = 0.0f;
        b->traits[place].initiative[l] = x->calendar.base->initiative_mean;
    }
    memcpy(x->caregiver_class[person], x->infant_class[person], sizeof x->caregiver_class[person]);
}

void begin_generation(struct life *x, int64_t generation)
{
    const struct mend_params *p = x->calendar.base;
    x->lived = x->in_session = 0;
    memset(x->met, 0, sizeof x->met);
    x->calendar.bare.who.what = generation_of((uint32_t)generation - 1);
    for (int person = 0; person < x->setting->people; person++) {
        if (x->setting->who[person].reared_by == NOBODY) {
            continue;
        }
        if (generation > 1) {
            become_caregiver(x, person);
            bear_again(x->block, p, x->calendar.bare.who, person, bond_of_infancy(x->setting, person));
        } else {
            for (int l = 0; l < LANES; l++) {
                x->caregiver_class[person][l] = (float)UNREADABLE;
            }
        }
        rear(x, person);
    }
    for (int k = 0; k < x->setting->ties && generation > 1; k++) {
        memset(&x->block->tally[k], 0, sizeof x->block->tally[k]);
    }
}

void record_generation(const struct life *x, int64_t generation, struct records *records)
{
    const struct mend_params *p = x->calendar.base;
    for (int l = 0; l < x->dyads && records->descent; l++) {
        for (int line = 0; line < LINES; line++) {
            const int place = x->setting->who[line].reared_by;
            const struct traits_lanes *caregiver = &x->block->traits[place];
            const struct bond_lanes *bond = &x->block->bond[bond_of_infancy(x->setting, line)];
            const float d = caregiver->deactivation[l], h = caregiver->hyperactivation[l], u = caregiver->unresolved[l];
            records->descent[((x->first + l) * p->generations + generation - 1) * LINES + line] = (struct descent_row){
                .generation = (float)generation,
                .line = (float)line + 1.0f,
                .caregiver_deactivation = d,
                .caregiver_hyperactivation = h,
                .caregiver_unresolved = u,
                .caregiver_pattern = (float)own_pattern_of(p, d, h),
                .caregiver_is_unresolved = u > p->cutoff_unresolved ? 1.0f : 0.0f,
                .caregiver_class = x->caregiver_class[line][l],
                .infant_class = x->infant_class[line][l],
                .infant_class_again = x->infant_class_again[line][l],
                .trust = bond->trust[l],
                .doubt = bond->doubt[l],
                .fear = bond->fear[l],
            };
        }
    }
}
