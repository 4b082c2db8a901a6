/* The slow obvious reference: caregiver and infant of docs/model.md, one dyad at a time, in double precision with libm, for tests and the
 * benchmark. It shares with the simulator the parameter struct and nothing else, so that a mistake in either shows. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "mend/params.h"

enum reference_bid { REFERENCE_MINIMISE, REFERENCE_SIGNAL, REFERENCE_ESCALATE };
enum reference_answer { REFERENCE_FRIGHTEN, REFERENCE_REBUFF, REFERENCE_SOOTHE, REFERENCE_IGNORE };
enum reference_class { REFERENCE_SECURE, REFERENCE_AVOIDANT, REFERENCE_ANXIOUS, REFERENCE_DISORGANIZED };

/* All in [0, 1] but mood (a z-score), value (arousal, unbounded), age (turns), steps and kind (order of rupture.kinds in params.def). */
struct reference_person {
    double arousal, cortisol, load, depletion, mood;
};
struct reference_bond {
    double trust, doubt, belief, fear, value[3], pull, resentment, credibility, open, severity, age, kind, steps, owed,
        aroused; /* arousal after each broken turn, summed from age 0 on */
};
struct reference_tally {
    double ruptures, repairs, prompt, repair_turns;
};
struct reference_traits { /* a seeker has the first three, a giver the others */
    double reactivity, self_soothing, resting_arousal, deactivation, hyperactivation, unresolved, sensitivity, volatility, intensity_dependence,
        rejection, frightening, initiative, empathy;
};
struct reference_dyad {
    struct reference_traits seeker_traits, giver_traits;
    struct reference_person seeker, giver;
    struct reference_bond bond;
    struct reference_tally tally;
};
/* What the setting fixes for a turn. Without learning, all that the bond has learned stands still; without the calendar, mood, load and the fading
 * of pull. separation: severity of a leaving, 0 for none, felt if no rupture is open. raise: of resting arousal. */
struct reference_scene {
    bool learning, calendar, present;
    double separation, exchange_minutes, gap_minutes, raise;
};
/* Uniforms in [0, 1), mood a standard normal. A connected turn uses the first three, a broken one the next four, arrival any turn. */
struct reference_draws {
    double opening, severity, kind, bid, answer, acceptance, conflict, mood, arrival;
};
/* What an observer sees. A turn is broken if a rupture was open at its start; bid to lapsed are of broken turns (connected: IGNORE and 0).
 * strength: of the signal, 0 when connected; severity: of the open or last rupture. */
struct reference_seen {
    int opened, broken, bid, conflict, answer, accepted, repaired, lapsed;
    double strength, severity;
};
/* Turns of the reunions (episodes 5 and 8) and their scores; means over the turns of each episode (0: the half hour before, 9: the quarter of an hour
 * after); cortisol at the end of episode 2 and after. */
struct reference_strange {
    double broken, minimised, protest, conflicted, avoidance, resistance, conflict, expressed[10], arousal[10], cortisol_before, cortisol_after;
    enum reference_class class;
};
/* Sensitivity as coded (NaN if no rupture was seen); frightening answers in all turns; ruptures seen and minutes until the last of them. */
struct reference_home {
    double sensitivity, frightening, ruptures, minutes;
};
/* The draws of turn `when` of daily life or of one assay; each counts its turns from 0. */
typedef struct reference_draws (*reference_source)(void *state, uint32_t when);

/* One turn of one bond (section 3). `tally` and `out` may be NULL. */
void reference_turn(const struct mend_params *p, const struct reference_scene *scene, const struct reference_traits *seeker_traits,
                    const struct reference_traits *giver_traits, struct reference_person *seeker, struct reference_person *giver,
                    struct reference_bond *bond, struct reference_tally *tally, struct reference_draws u, struct reference_seen *out);
/* A newborn and an adult caregiver, from standard normals. z: reactivity, self-soothing, resting arousal; deactivation, hyperactivation,
 * unresolved, warmth; volatility, intensity-dependence, rejection, frightening. */
struct reference_dyad reference_birth(const struct mend_params *p, const double z[11], double birth_mood);
/* Turns first to end - 1 of daily life. */
void reference_live(const struct mend_params *p, struct reference_dyad *dyad, uint32_t first, uint32_t end, reference_source draws, void *state);
/* Section 6.1 on a copy. Turns: the half hour before (120), the episodes in order (86), the quarter of an hour after (60). */
struct reference_strange reference_strange_situation(const struct mend_params *p, struct reference_dyad dyad, reference_source draws, void *state);
/* Section 6.3 on a copy. coder: a standard normal. */
struct reference_home reference_home(const struct mend_params *p, struct reference_dyad dyad, double coder, reference_source draws, void *state);

#endif
