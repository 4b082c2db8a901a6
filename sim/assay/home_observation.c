#include "assay/assay.h"

#include "engine/quantile.h"

/* What the visitor has seen so far. */
struct visit {
    lane_values first_bids, met, frightening, minutes;
};

/* Whether this turn holds the first bid of a rupture; the age of the rupture was read before the turn. */
static void watch(struct visit *v, const struct mend_params *p, const struct seen_lanes *seen, const float *age_before)
{
    const float gap = 1440.0f / (float)p->turns_per_day;
    for (int l = 0; l < LANES; l++) {
        const float watching = either(v->first_bids[l] < p->home_ruptures, 1.0f, 0.0f);
        const float first = watching * seen->broken[l] * either(age_before[l] < 0.5f, 1.0f, 0.0f);
        v->minutes[l] += watching * either(seen->broken[l] > 0.5f, p->exchange_minutes, gap);
        v->first_bids[l] += first;
        v->met[l] += first * seen->soothed[l] * (1.0f - seen->escalated[l]);
        v->frightening[l] += seen->frightened[l];
    }
}

void home_observation(const struct stage *stage, const struct block *now, uint32_t when, struct home_report *report)
{
    const struct mend_params *p = stage->params;
    struct scene scene = daily_scene(p);
    scene.learning = scene.calendar = 0.0f;
    const int bond = stage->contact[0].bond;
    struct block copy = *now;
    struct visit v = {0};
    struct seen_lanes seen;
    lane_values age_before;
    for (int64_t k = 0; k < p->home_turns; k++) {
        for (int l = 0; l < LANES; l++) {
            age_before[l] = copy.bond[bond].age[l];
        }
        play(stage, &copy, scene, HOME, when + (uint32_t)k, 1, &seen);
        watch(&v, p, &seen, age_before);
    }
    struct occasion coding = occasion_of(stage->who, HOME, CODER, (uint32_t)bond);
    coding.when = when;
    for (int l = 0; l < LANES; l++) {
        const float error = p->home_error * normal_of(words_of(coding, now->dyad[l]).word[0]);
        const float met = v.first_bids[l] > 0.0f ? v.met[l] / v.first_bids[l] : 0.5f; /* nothing seen: the middle of the scale */
        report[l] = (struct home_report){v.minutes[l], met + error, v.frightening[l]};
    }
}
