/* What a body does by itself, once a turn, whatever number of bonds it has. */
#ifndef MEND_MODEL_BODY_H
#define MEND_MODEL_BODY_H

#include "mend/params.h"
#include "model/numbers.h"
#include "model/state.h"

/* Mood moves first, with the calendar: an autoregressive process of variance 1; `step` is a standard normal draw. */
LANE float mood_after(struct clock clock, struct scene scene, float mood, float step)
{
    return either(scene.calendar > 0.5f, clock.mood_kept * mood + clock.mood_step * step, mood);
}

/* A strained day raises the level to which arousal returns; an easy one lowers it. */
LANE struct traits under_strain(struct traits person, float tension)
{
    person.resting_arousal += tension;
    return person;
}

/* Arousal returns to rest only where nothing is broken; then what opened raises it. Cortisol follows arousal as it was before the opening, and load
 * follows cortisol. */
LANE struct person body_after(const struct mend_params *p, struct clock clock, struct scene scene, struct traits of_seeker, struct person seeker,
                              struct impact impact)
{
    const int is_broken = impact.broken > 0.5f;
    const float rested = seeker.arousal + clock.rest * (unit(of_seeker.resting_arousal + scene.raise) - seeker.arousal);
    const float settled = either(is_broken, impact.exchanged, rested);
    struct person after = seeker;
    after.arousal = either(impact.opened > 0.5f, unit(settled + impact.alarm), settled);
    after.cortisol += either(is_broken, clock.cortisol_broken, clock.cortisol_connected) * (settled - seeker.cortisol);
    after.load = unit(seeker.load + clock.load_rate * (after.cortisol - p->load_threshold - p->load_recovery * seeker.load));
    return after;
}

#endif
