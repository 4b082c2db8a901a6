/* One lane of the simulation as small structs: who meets whom, what they carry, and what one turn may use. */
#ifndef MEND_MODEL_STATE_H
#define MEND_MODEL_STATE_H

/* Traits and state of a body. In a bond one person is the seeker and one the giver; adults are both, in two bonds. */
struct person {
#define PERSON(name, ...) float name;
#include "model/state.def"
};

struct traits {
#define TRAIT(name, ...) float name;
#include "model/state.def"
};

/* Directed, seeker -> giver. */
struct bond {
#define BOND(name, ...) float name;
#define RUPTURE BOND
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#define RIVAL BOND
#include "model/state.def"
};

struct tally {
#define TALLY(name, ...) float name;
#define RUNNING TALLY
#define GROWN_TALLY TALLY
#define WIDE_TALLY TALLY
#include "model/state.def"
};

/* What the giver learned about the seeker, where there is a bond back; its weight is 0 where there is none, as in infancy. */
struct bond_back {
    float weight, trust, resentment;
};

enum kind_of_rupture { MISATTUNEMENT, MISCOMMUNICATION, CONFLICT, ABSENCE, HARM, KINDS };
enum kind_of_answer { FRIGHTEN, REBUFF, SOOTHE, IGNORE };

/* What kind of tie a bond is: numbers by which an adult's bond differs from an infant's, and one setting from another (relation.h). */
struct relation {
    int grown;                         /* 0: an infant's bond to a caregiver; all that follows is then left out */
    int wide;                          /* texts, styles of repair, harm or a faithful giver are in play; else they cost no time */
    int rival;                         /* trust and values learn by a rival of the rule repair; else what that needs costs no time */
    int faithful;                      /* the giver never ruptures, tires or changes (God): what varies is what reaches the seeker */
    float plasticity;                  /* share of an infant's that age leaves of it */
    float learning;                    /* learning rates, as a share of an infant's */
    float hazard, patience;            /* multiply the hazard of a rupture and the age at which it is given up */
    float steps[KINDS], relief;        /* steps that the repair of each kind takes; arousal lost in a step, as a share */
    float belief;                      /* weight of explicit belief in the expectation of a calm seeker */
    float availability;                /* of the giver toward this seeker, beside sensitivity: a logit */
    float rejection, frightening;      /* multiply the giver's */
    float alarm;                       /* multiplies how far the seeker's arousal reaches the giver */
    float expression;                  /* multiplies how far a bid can be seen */
    float absence;                     /* turns that an absent giver stays away */
    float labour, asking;              /* depletion that a soothing answer costs the giver, and a bid in vain the seeker */
    float earning;                     /* relief of escalating by itself, as performance, as a share of arousal; what it earns teaches no trust */
    float repair;                      /* multiplies the chance that the giver answers by soothing */
    float protest_cost;                /* added to the cost of escalating */
    float style_gap;                   /* how far the two differ in how they repair, 0 to 1 */
    float protest_back, conflict_back; /* chance that protest, that a conflict, opens a rupture on the bond back */
};

/* The draws of one turn of a bond, uniform in [0, 1). See draws.def. */
struct chance {
    float arrival;                               /* every turn */
    float opening, severity, kind;               /* connected */
    float bid, answer, acceptance, conflict;     /* broken */
    float reach, late, harm, practice, mediated; /* where the context asks for them */
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
    float usual, usual_grown;                  /* the hazard as people know it, in infancy and after, whatever makes ruptures rare or frequent here */
    float arrival;                             /* chance of an exogenous rupture, in any turn */
    float mood_kept, mood_step;
    float delay; /* discount of a repair, a turn of delay */
    float harm;  /* chance of a harm in a connected turn */
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
    float perceived; /* the answer reached the seeker for what it was */
    float repaired, lapsed;
    float severity;
};

/* What the exchanges of a turn do to the body of one who seeks. */
struct impact {
    float broken;    /* 1: a rupture with somebody is open */
    float exchanged; /* arousal after the exchanges */
    float opened;    /* 1: a rupture opened */
    float alarm;     /* rise of arousal by that */
};

/* Everything one turn may change. */
struct meeting {
    struct person seeker, giver;
    struct bond bond;
    struct tally tally;
    struct seen seen;
};

#endif
