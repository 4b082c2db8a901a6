/* One row of each table that tells of lives, expanded from columns.def: floats throughout, so that a table is a plain array. */
#ifndef MEND_READING_ROWS_H
#define MEND_READING_ROWS_H

#include <stdint.h>

struct outcome_row {
#define TRAIT(name, ...) float name;
#include "model/state.def"
#define BOND(name, ...) float name;
#include "model/state.def"
#define TALLY(name, ...) float name;
#include "model/state.def"
#define OUTCOME(name, ...) float name;
#include "reading/columns.def"
#undef OUTCOME
#define GROWN(name, ...) float name;
#define WIDE GROWN
#define DAYS GROWN
#include "model/state.def"
#define GROWN_TALLY(name, ...) float name;
#define WIDE_TALLY GROWN_TALLY
#include "model/state.def"
#define GROWN_OUTCOME(name, ...) float name;
#include "reading/columns.def"
#undef GROWN_OUTCOME
    float arousal; /* at the end; a moment's, so it stands in measures and not in outcomes.csv */
};

struct episode_row {
#define EPISODE(name, ...) float name;
#include "reading/columns.def"
#undef EPISODE
};

struct phase_row {
#define PHASE(name, ...) float name;
#include "reading/columns.def"
#undef PHASE
};

struct visit_row {
#define VISIT(name, ...) float name;
#include "reading/columns.def"
#undef VISIT
};

struct talk_row {
#define TALK(name, ...) float name;
#include "reading/columns.def"
#undef TALK
};

struct descent_row {
#define DESCENT(name, ...) float name;
#include "reading/columns.def"
#undef DESCENT
};

struct support_row {
#define SUPPORT(name, ...) float name;
#include "reading/columns.def"
#undef SUPPORT
};

struct entry_row {
#define ENTRY(name, ...) float name;
#include "reading/columns.def"
#undef ENTRY
};

struct shock_row {
#define SHOCK(name, ...) float name;
#include "reading/columns.def"
#undef SHOCK
};

struct alliance_row {
#define ALLIANCE(name, ...) float name;
#include "reading/columns.def"
#undef ALLIANCE
};

/* A recorded moment; the turn is counted from birth. */
struct series_row {
    uint32_t dyad, bond, turn;
#define SERIES(name, ...) float name;
#define GROWN_SERIES SERIES
#include "reading/columns.def"
#undef SERIES
#undef GROWN_SERIES
};

/* A rupture; the turn is that of its opening. */
struct event_row {
    uint32_t dyad, bond, turn;
#define EVENT(name, ...) float name;
#include "reading/columns.def"
#undef EVENT
};

#endif
