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
    float matched, repairs, latency, censored, arousal, cortisol;
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
    float early_positive, early_negative;                 /* turns of the first three minutes */
    float recovery;                                       /* fall of arousal a minute in the cool-down */
    float answers_pursuit, pursuits, answers_rest, rests; /* own minimising in the turn after the other's escalation, and after any other turn */
    float returns_pursuit, returns_rest;                  /* own escalation in the same turns */
};

struct discussion_reports {
    struct discussion_report of[DISCUSSANTS];
};

/* Conflict discussion (Gottman & Levenson 1992): 15 minutes about the topic of A or of B, then 4 minutes of cooling down. On the stage are the first
 * contact and the bond back to it; others stay out. */
void conflict_discussion(const struct stage *stage, const struct block *now, uint32_t when, struct discussion_reports *report);
int conflict_discussion_turns(void);

/* Chance that a connected turn of this bond's lane `l` is seen as positive: a laugh, a kind word. */
float chance_of_positive(const struct mend_params *p, const struct block *block, const struct contact *contact, int l);

enum { SUPPORT_MINUTES = 8, INTERVALS_A_MINUTE = 6, SUPPORT_TURNS = SUPPORT_MINUTES * INTERVALS_A_MINUTE };

/* One minute of a support discussion, six intervals of ten seconds: shares, A's mean arousal, then counts. What begins in a minute (a bout of
 * signalling, the step to the next interval) belongs to it. */
struct support_minute {
    float signalling, coping;
    float arousal;
    float met;                  /* intervals in which A signals and B copes */
    float waiting, waiting_met; /* signals without coping that an interval follows; of these, those in which B then copes */
    float quiet, quiet_met;     /* the same for intervals with neither */
    float bouts, bouts_met;     /* runs of signalling intervals; of these, those in which B copes before they end */
};

struct support_report {
    struct support_minute minute[SUPPORT_MINUTES];
};

/* Support discussion: A, the seeker of the first bond, comes in stressed by something that B has not done, and both are filmed for eight minutes,
 * coded for stress communication and dyadic coping (Bodenmann 1995, Swiss Journal of Psychology 54:34-49; stressed as by Kirschbaum, Pirke &
 * Hellhammer 1993, doi:10.1159/000119004; raw data CouplesCope in the R package DySeq 0.22). On the stage are the first contact and the bond back to
 * it; others stay out. A pair that has parted does not come: NaN. */
void support_discussion(const struct stage *stage, const struct block *now, uint32_t when, struct support_report *report);

enum { DIARISTS = 2, DIARY_DAYS_MOST = 69 }; /* so many days of up to 1440 turns have room in a stream */

struct diary_entry {
    float arousal, contentment, sadness;
};

struct diary_report {
    struct diary_entry of[DIARISTS][DIARY_DAYS_MOST];
};

/* Diary (Bolger, Davis & Rafaeli 2003, doi:10.1146/annurev.psych.54.101601.145030): daily life goes on for diary.days in which strain comes and
 * goes and nothing is learned, and both partners of the first bond rate each day with an error of their own. Arousal is its mean over the day's
 * turns; contentment the chance that a turn was seen as positive or the answer soothing, less the share of turns in which one escalated, was rebuffed
 * or frightened, less arousal; sadness the share of turns in which one was hurt and took no comfort. The stage has all bonds of daily life. A pair
 * that has parted keeps no diary: NaN. */
void diary(const struct stage *stage, const struct block *now, uint32_t when, struct diary_report *report);

struct shock_report {
    float peak;      /* arousal after the opening */
    float half_life; /* turns until arousal was half-way back to rest, or as many as were watched */
    float censored;  /* 1: it was not reached */
    float repaired;
    float trust_lost; /* by the end of the rupture, or of the watch */
};

/* Resilience: one rupture of a given severity opens on the first bond, which is whole, its seeker at rest, the giver's arousal and mood 0; then daily
 * life, with learning, in which nothing else breaks but by protest. On the stage are this bond and the bond back, if there is one; others stay out.
 * Recovery time as resilience: Pimm 1984, doi:10.1038/307321a0. */
void resilience(const struct stage *stage, const struct block *now, uint32_t when, struct shock_report *report);

#endif
