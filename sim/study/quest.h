/* A quest for the parameters that agree with what is aimed at: history matching in waves, and the posterior at its end. It does not know where its
 * points are lived. */
#ifndef MEND_STUDY_QUEST_H
#define MEND_STUDY_QUEST_H

#include "mend/calibrate.h"
#include "study/posterior.h"

enum { QUEST_DRAWS = 1000, QUEST_DRAWS_LAST = 2000 };

struct quest {
    int waves, wave; /* in all; that are lived */
    unsigned long seed;
    const struct aim *aim; /* of each line */
    struct lived lived;    /* its room holds `room` points */
    int64_t room;
    /* Aimed at in the last turn: lines that at least half of the points have; of fewer, too little can be told (nobody there is of that class). Nor
     * is a line aimed at whose aim is not known. */
    struct lived aimed;       /* the same points with these lines alone */
    int line[MEND_AIMS_MOST]; /* which they are */
    struct aim aimed_at[MEND_AIMS_MOST];
    struct emulator emulator;
    struct cloud cloud;
};

/* False if memory ran out. */
bool quest_open(struct quest *q, int factors, int lines, int64_t room, int waves, const struct aim *aim, unsigned long seed);
void quest_close(struct quest *q);

/* Adds a point of the wave under way, and what was simulated there. */
void quest_add(struct quest *q, const double *unit, const double *value);

/* Ends a wave: fits emulators to all that was lived, each line where points have it, and draws from their posterior, widened for the wave that
 * follows (points are laid where lines are not implausible), as it is after the last. False if memory ran out or points that have a line are too few.
 */
bool quest_turn(struct quest *q);
/* The standard deviation that chance in a population, and lack of fit, give a line; NaN: it was not aimed at. */
double quest_chance(const struct quest *q, int line);
/* How many times as wide the posterior is drawn from which a wave (from 1) takes its points. */
double quest_width(int wave, int waves);
/* Point i of `count` of the wave that follows, in the unit cube. */
const double *quest_point(const struct quest *q, int64_t i, int64_t count);

/* What a line of findings aims at. The standard deviation is that of the published interval (95 %) or, where none was published, of the bounds within
 * which a value agrees, taken as such an interval; "none" aims at 0 within what a study of that size could not detect. */
struct aim aim_of(const struct mend_finding *f);
/* The same line as a study would find it where the truth gives `value` (not finite: it finds none, and the aim is not known); `normal` is that
 * study's error, standard normal. */
struct aim aim_at_known(struct aim published, double value, double normal);

#endif
