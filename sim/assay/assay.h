/* Assays: the same turns on a copy of the state, in a scripted setting, seen by a simulated observer. Learning is off and the calendar stands
 * still; the fast body and cortisol live. The first contact of the stage is the bond that is looked at. Each fills one report a lane; `when` is the
 * first turn of its stream of draws. */
#ifndef MEND_ASSAY_ASSAY_H
#define MEND_ASSAY_ASSAY_H

#include "life/stage.h"

/* Draws of two days of an assay lie so far apart in its stream: more turns than any of them takes, and 32 bits hold 36,500 of them. */
enum { ASSAY_ROOM = 100000 };

enum { EPISODES = 9, EPISODE_AFTER = 8 }; /* positions 0 to 7 are episodes 1 to 8 */

/* What one episode, or several together, showed. NaN where a score is not taken. */
struct episode_report {
    float proximity, avoidance, resistance, conflict;
    float expressed, arousal, cortisol, load;
};

struct strange_report {
    struct episode_report episode[EPISODES];
    float proximity, avoidance, resistance, conflict; /* both reunions together */
    float cortisol_change;                            /* after the end, less the end of episode 2 */
};

/* Strange Situation (Ainsworth, Blehar, Waters & Wall 1978), 8 episodes in 15-second turns. `stream`: STRANGE, or STRANGE_AGAIN for
 * a second one on the same state. `report` has LANES entries. */
void strange_situation(const struct stage *stage, const struct block *now, enum stream stream, uint32_t when, struct strange_report *report);

/* How many turns it takes, with the half hour before and the quarter of an hour after. */
int strange_situation_turns(void);

struct home_report {
    float minutes, sensitivity, frightening;
};

/* Home observation: daily life is watched until enough ruptures were seen; sensitivity carries the coder's error. */
void home_observation(const struct stage *stage, const struct block *now, uint32_t when, struct home_report *report);

enum { PLAY_PHASES = 3, PHASE_SECONDS = 120 };

struct phase_report {
    float matched, repairs, latency, censored, arousal;
};

struct face_report {
    struct phase_report phase[PLAY_PHASES];
};

/* Face-to-face play, still face, reunion (Tronick et al. 1978), two minutes each in one-second steps. Matching is a process of its
 * own, finer than ruptures. `when` counts blocks of four seconds. */
void still_face(const struct stage *stage, const struct block *now, uint32_t when, struct face_report *report);

enum { DISCUSSANTS = 2, DISCUSSION_MINUTES = 15 };

/* What one of two partners did in a discussion. Turns of six seconds; counts are of turns. */
struct discussion_report {
    float positive, negative, attempts, accepted, withdrawn, pursued, flooded;
    float start;                                          /* negative turns in the first minute */
    float recovery;                                       /* fall of arousal a minute in the cool-down */
    float answers_pursuit, pursuits, answers_rest, rests; /* own minimising in the turn after the other's escalation, and after any other turn */
};

struct discussion_reports {
    struct discussion_report of[DISCUSSANTS];
};

/* Conflict discussion (Gottman & Levenson 1992): 15 minutes about the topic of A or of B, then 4 minutes of cooling down. On the stage are the first
 * contact and the bond back to it; others stay out. */
void conflict_discussion(const struct stage *stage, const struct block *now, uint32_t when, struct discussion_reports *report);
int conflict_discussion_turns(void);

#endif
