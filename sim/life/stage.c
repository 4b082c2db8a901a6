#include "life/stage.h"

#include "model/turn.h"

#include <math.h>

struct scene daily_scene(const struct mend_params *p)
{
    return (struct scene){
        .learning = 1.0f,
        .calendar = 1.0f,
        .present = 1.0f,
        .exchange_minutes = p->exchange_minutes,
        .gap_minutes = 1440.0f / (float)p->turns_per_day,
    };
}

void stage_meet(struct stage *stage, int bond, struct tie tie, float years)
{
    stage->contact[stage->contacts++] = (struct contact){bond, tie, relation_of(stage->params, tie, years)};
}

struct stage stage_of_one(const struct stage *stage, int contact)
{
    struct stage one = *stage;
    one.contacts = 1;
    one.contact[0] = stage->contact[contact];
    return one;
}

struct stage stage_of_two(const struct stage *stage, int contact)
{
    struct stage two = stage_of_one(stage, contact);
    for (int c = 0; c < stage->contacts; c++) {
        if (stage->contact[c].bond == stage->contact[contact].tie.back) {
            two.contact[two.contacts++] = stage->contact[c];
        }
    }
    return two;
}

struct stage infant_stage(const struct mend_params *p, lane_loop *loop, struct occasion who)
{
    struct stage stage = {.params = p, .loop = loop, .who = who};
    stage_meet(&stage, INFANT_BOND, (struct tie){INFANT, CAREGIVER, NO_BOND, CARE_TIE}, 1.0f);
    return stage;
}

float rest_of(const struct block *block, int person, int l)
{
    return unit(block->traits[person].resting_arousal[l] + block->person[person].tension[l]);
}

void open_conflict(const struct mend_params *p, struct block *block, const struct contact *contact, float severity)
{
    struct bond_lanes *bond = &block->bond[contact->bond];
    struct person_lanes *seeker = &block->person[contact->tie.seeker];
    for (int l = 0; l < LANES; l++) {
        const struct bond learned = {.doubt = bond->doubt[l], .fear = bond->fear[l]};
        const struct traits traits = {.reactivity = block->traits[contact->tie.seeker].reactivity[l]};
        seeker->arousal[l] = unit(seeker->arousal[l] + alarm_of(p, traits, seeker->load[l], felt_severity(p, learned, severity)));
        bond->open[l] = 1.0f;
        bond->age[l] = bond->steps[l] = 0.0f;
        bond->severity[l] = severity;
        bond->kind[l] = (float)CONFLICT;
    }
}

static float square_root(float x)
{
    return sqrtf(x);
}

void play(const struct stage *stage, struct block *block, struct scene scene, enum stream stream, uint32_t when, uint32_t turns,
          struct seen_lanes *seen)
{
    struct occasion occasion = stage->who;
    occasion.when = when;
    const struct stretch stretch = {
        .params = stage->params,
        .block = block,
        .scene = scene,
        .clock = clock_of(stage->params, scene, square_root),
        .contact = stage->contact,
        .contacts = stage->contacts,
        .when = occasion,
        .stream = stream,
        .turns = turns,
        .seen = seen,
    };
    stage->loop(&stretch);
}
