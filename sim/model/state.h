/* One lane of the simulation as small structs: who meets whom, what they carry, and what one turn may use. */
#ifndef MEND_MODEL_STATE_H
#define MEND_MODEL_STATE_H

/* Traits and state of a body. In a bond one person is the seeker and one the giver; adults are both, in two bonds. */
struct person {
#define PERSON(name, ...) float name;
#include "model/state.def"
#undef PERSON
};

struct traits {
#define TRAIT(name, ...) float name;
#include "model/state.def"
#undef TRAIT
};

/* Directed, seeker -> giver. */
struct bond {
#define BOND(name, ...) float name;
#define RUPTURE BOND
#include "model/state.def"
#undef BOND
#undef RUPTURE
};

struct tally {
#define TALLY(name, ...) float name;
#define RUNNING TALLY
#include "model/state.def"
#undef TALLY
#undef RUNNING
};

/* What the giver learned about the seeker, where there is a bond back; its weight is 0 where there is none, as in infancy. */
struct bond_back {
    float weight, trust, resentment;
};

enum kind_of_rupture { MISATTUNEMENT, MISCOMMUNICATION, CONFLICT, ABSENCE, HARM, KINDS };
enum kind_of_answer { FRIGHTEN, REBUFF, SOOTHE, IGNORE };

/* The draws of one turn, uniform in [0, 1), and the step of the giver's mood, standard normal. See draws.def. */
struct chance {
    float arrival;                           /* every turn */
    float opening, severity, kind;           /* connected */
    float bid, answer, acceptance, conflict; /* broken */
    float mood;
};

/* What is fixed for a whole turn of a whole block: the setting's script, and the clocks worked out from it (turn.h). */
struct scene {
    float learning;                      /* 1 in daily life, 0 in most assays */
    float calendar;                      /* 1: mood, load and pull move; 0: the calendar stands still */
    float present;                       /* 1: the giver is there; 0: away */
    float separation;                    /* above 0: a leaving of this severity, felt if no rupture is open */
    float raise;                         /* of the resting level, by a strange place or person */
    float exchange_minutes, gap_minutes; /* length of a broken and of a connected turn */
};

struct clock {
    float rest;                                /* share of the way to rest that arousal goes in a connected turn */
    float cortisol_broken, cortisol_connected; /* share of the way to arousal that cortisol goes */
    float hazard;                              /* of a rupture in a connected turn; 0 if ruptures are exogenous */
    float arrival;                             /* chance of an exogenous rupture, in any turn */
    float mood_kept, mood_step;
    float delay; /* discount of a repair, a turn of delay */
    float load_rate, pull_fade;
    float kind_bound[KINDS - 1]; /* cumulative shares of the kinds */
};

/* What an observer could have seen in a turn. All are 0 or 1 but `strength` and `severity`. */
struct seen {
    float opened, broken;
    float minimised, signalled, escalated; /* the drawn bid */
    float conflicted;                      /* it came out as conflict */
    float strength;                        /* of the shown signal; 0 when connected */
    float frightened, rebuffed, soothed, ignored;
    float accepted;
    float repaired, lapsed;
    float severity;
};

/* Everything one turn may change. */
struct meeting {
    struct person seeker, giver;
    struct bond bond;
    struct tally tally;
    struct seen seen;
};

#endif
