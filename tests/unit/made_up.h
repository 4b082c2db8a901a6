/* Small made-up populations whose measures can be worked out by hand. */
#ifndef TESTS_UNIT_MADE_UP_H
#define TESTS_UNIT_MADE_UP_H

#include "unit/measures_bench.h"

#include "reading/rule.h"
#include "study/record.h"
#include "study/summary.h"

enum { DYADS = 12, BONDS = 12, OCCASIONS = 2, GENERATIONS = 3 };

extern struct population people;
extern struct mend_summary summary;
extern struct mend_report report;
/* Room for the tables of procedures; which of them `people` has is for a test to say. */
extern struct talk_row talk[DYADS * OCCASIONS * DISCUSSANTS];
extern struct descent_row descent[DYADS * GENERATIONS * LINES];
extern struct episode_row episode[DYADS * 2 * OCCASIONS * EPISODES];
extern float first_class[DYADS * 2];

/* Nobody has lived: every outcome is 0, every class secure. */
void settle(const char *setting, int64_t dyads);
struct outcome_row *outcome_at(int dyad, int bond);

/* Of the last summary. */
const struct mend_measured *measured(const char *name);
void assert_measure(const char *name, double value, int64_t n);
void assert_bounds(const char *name, double lower, double upper);
void assert_missing(const char *name);

#endif
