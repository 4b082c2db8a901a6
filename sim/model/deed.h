/* What happens in a turn of one bond, before anybody has learned of it. */
#ifndef MEND_MODEL_DEED_H
#define MEND_MODEL_DEED_H

#include "model/relief.h"

struct connected {
    float opened; /* 1: connection broke, or the giver left */
    float owed;   /* exogenous ruptures that wait */
    float severity, kind;
    float harmed; /* 1: by a harm */
};

/* What happens between the two: the bid, the answer, what came of it. */
struct deed {
    float broken, present;
    struct bid bid;
    struct connected quiet;
    struct answer given, answer; /* as meant, and as it reached the seeker */
    struct relief relief;
    float needed, steps; /* steps of repair: of this rupture, and done */
    float opened, repaired, lapsed;
};

#endif
