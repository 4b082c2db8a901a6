#include "assay/assay.h"

#include "model/rival.h"

#include <string.h>

/* The shock under way on the bond that is looked at. */
struct course {
    lane_values rest, half, trust; /* where arousal comes from, half-way back to it, and trust before */
    lane_values ended;             /* 1: the rupture is over */
};

/* Both bonds whole, nothing strains the day, the seeker at rest, the giver calm and in the middle of the scale. */
static void calm(struct block *b, const struct stage *stage)
{
    const struct tie tie = stage->contact[0].tie;
    for (int c = 0; c < stage->contacts; c++) {
        struct bond_lanes *bond = &b->bond[stage->contact[c].bond];
        for (int l = 0; l < LANES; l++) {
            bond->open[l] = bond->owed[l] = bond->away[l] = 0.0f;
        }
    }
    for (int l = 0; l < LANES; l++) {
        b->person[tie.seeker].tension[l] = b->person[tie.giver].tension[l] = 0.0f;
        b->person[tie.seeker].arousal[l] = b->traits[tie.seeker].resting_arousal[l];
        b->person[tie.giver].arousal[l] = b->person[tie.giver].mood[l] = 0.0f;
    }
}

/* Where ruptures are what teaches, this one does too. */
static void count_rupture(const struct mend_params *p, struct scene scene, struct bond_lanes *bond, struct relation relation)
{
    for (int l = 0; l < LANES; l++) {
        const struct bond before = {.trust = bond->trust[l], .doubt = bond->doubt[l]};
        const struct bond after = opening_learned(p, scene, relation, before, 1.0f, p->shock_severity);
        bond->trust[l] = after.trust;
        bond->doubt[l] = after.doubt;
    }
}

static void shock(const struct mend_params *p, struct scene scene, struct block *b, const struct contact *c, struct course *course,
                  struct shock_report *report)
{
    const float *arousal = b->person[c->tie.seeker].arousal;
    *course = (struct course){0};
    memcpy(course->rest, arousal, sizeof course->rest);
    memcpy(course->trust, b->bond[c->bond].trust, sizeof course->trust);
    open_conflict(p, b, c, p->shock_severity);
    count_rupture(p, scene, &b->bond[c->bond], c->relation);
    for (int l = 0; l < LANES; l++) {
        course->half[l] = course->rest[l] + 0.5f * (arousal[l] - course->rest[l]);
        report[l] = (struct shock_report){.peak = arousal[l], .half_life = (float)p->shock_turns, .censored = 1.0f};
    }
}

/* After `turns` turns. Nothing is learned of the rupture after its end. */
static void follow(struct course *course, const struct seen_lanes *seen, const float *arousal, const float *trust, int64_t turns,
                   struct shock_report *report)
{
    for (int l = 0; l < LANES; l++) {
        struct shock_report *r = &report[l];
        if (r->censored > 0.5f && arousal[l] <= course->half[l]) {
            r->half_life = (float)turns;
            r->censored = 0.0f;
        }
        if (course->ended[l] < 0.5f) {
            course->ended[l] = seen->repaired[l] + seen->lapsed[l];
            r->repaired = seen->repaired[l];
            r->trust_lost = course->trust[l] - trust[l];
        }
    }
}

void resilience(const struct stage *stage, const struct block *now, uint32_t when, struct shock_report *report)
{
    struct mend_params p = *stage->params;
    struct scene scene = daily_scene(&p);
    struct stage two = stage_of_two(stage, 0);
    struct block copy = *now;
    struct course course;
    struct seen_lanes seen[2];
    const struct contact *contact = &stage->contact[0];
    p.rupture_scale = p.harm_per_day = 0.0f;
    p.rupture_exogenous = 0;
    two.params = &p;
    scene.calendar = 0.0f;
    calm(&copy, &two);
    shock(&p, scene, &copy, contact, &course, report);
    for (int64_t k = 0; k < p.shock_turns; k++) {
        play(&two, &copy, scene, SHOCK, when + (uint32_t)k, 1, seen);
        follow(&course, &seen[0], copy.person[contact->tie.seeker].arousal, copy.bond[contact->bond].trust, k + 1, report);
    }
}
