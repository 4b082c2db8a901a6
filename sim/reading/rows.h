/* One row of each table that tells of lives, expanded from columns.def: floats throughout, so that a table is a plain array. */
#ifndef MEND_READING_ROWS_H
#define MEND_READING_ROWS_H

#include <stdint.h>

struct outcome_row {
#define TRAIT(name, ...) float name;
#include "model/state.def"
#undef TRAIT
#define BOND(name, ...) float name;
#include "model/state.def"
#undef BOND
#define TALLY(name, ...) float name;
#include "model/state.def"
#undef TALLY
#define OUTCOME(name, ...) float name;
#include "reading/columns.def"
#undef OUTCOME
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

/* A recorded moment; the turn is counted from birth. */
struct series_row {
    uint32_t dyad, turn;
#define SERIES(name, ...) float name;
#include "reading/columns.def"
#undef SERIES
};

/* A rupture; the turn is that of its opening. */
struct event_row {
    uint32_t dyad, turn;
#define EVENT(name, ...) float name;
#include "reading/columns.def"
#undef EVENT
};

#endif
