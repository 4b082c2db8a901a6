/* The slow obvious reference of two adults: what docs/model.md adds to the turn between people who have grown up, and the nights, of one pair with a
 * bond each way, in double precision with libm, for tests. It shares with the simulator the parameter struct and nothing else. */
#ifndef REFERENCE_ADULT_H
#define REFERENCE_ADULT_H

#include <stdbool.h>

#include "mend/params.h"
#include "reference/reference.h"

enum adult_kind { ADULT_MISATTUNEMENT, ADULT_MISCOMMUNICATION, ADULT_CONFLICT, ADULT_ABSENCE, ADULT_HARM };

/* All in [0, 1] but mood (a z-score), tension (arousal, of either sign), value (arousal, unbounded), age and away (turns), steps and kind. */
struct adult_person {
    double arousal, cortisol, load, depletion, mood, working_model, general_doubt, repair_skill, tension;
};
struct adult_bond {
    double trust, doubt, belief, fear, value[3], pull, resentment, credibility, owed, open, severity, age, kind, steps, away, promised,
        credibility_most, aroused; /* the last as in reference_bond */
};
struct adult_tally {
    double ruptures, repairs, prompt, repair_turns, answered, provoked, bids, minimised, escalated, shut_down, perceived, harms, promises_broken;
};
/* Person 0 is A. Bond i is from person i to the other. `years`: of age. */
struct adult_pair {
    struct reference_traits traits[2];
    struct adult_person person[2];
    struct adult_bond bond[2];
    struct adult_tally tally[2];
    double years[2];
};
/* Of one bond. Uniforms in [0, 1), mood of its giver a standard normal. A connected turn uses the first five, a broken one those from conflict to
 * mediated, any turn the last two. */
struct adult_draws {
    double opening, severity, kind, harm, conflict, bid, answer, acceptance, reach, late, mediated, arrival, mood;
};
/* As reference_seen. provoked: opened, by the other; perceived: soothing that reached the seeker for what it is. */
struct adult_seen {
    int opened, provoked, broken, bid, conflict, answer, perceived, accepted, repaired, lapsed;
    double strength;
};
enum adult_route { ADULT_TOGETHER, ADULT_HOT, ADULT_COLD };

/* One turn of both bonds, each from the state at its start. `seen` may be NULL. */
void adult_turn(const struct mend_params *p, const struct reference_scene *scene, struct adult_pair *pair, const struct adult_draws draws[2],
                struct adult_seen seen[2]);
/* Of one night: uniforms against the two hazards, and standard normals of what strains tomorrow, the household's and each one's own. */
struct adult_night_draws {
    double hot, cold, household, own[2];
};
/* One night, after so many days together. It says whether, and how, the two part. */
enum adult_route adult_night(const struct mend_params *p, struct adult_pair *pair, double days, struct adult_night_draws draws);

#endif
