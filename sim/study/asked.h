/* What scoring findings and fitting to them share: living a scenario for the measures that lines of findings ask of it, and the value of a line. */
#ifndef MEND_STUDY_ASKED_H
#define MEND_STUDY_ASKED_H

#include "mend/findings.h"
#include "study/summary.h"

/* A measure in a population, and the standard deviation that the interval of a mean tells of (NaN: none). */
struct taken {
    double value, sd;
};
struct taken taken_of(const struct mend_summary *summary, const char *name);

/* The line's value: its statistic of the measure in its scenario and in the one it is held against (unused for MEND_VALUE), in the line's unit. NaN:
 * it has none (the logit of nobody). */
double value_of_line(const struct mend_finding *f, struct taken in, struct taken against);

enum { ASKED_MOST = 128 };
/* The measures that are asked of one scenario, each once. */
struct asking {
    int count;
    const char *name[ASKED_MOST];
};
/* Asks for a measure; asks for what a line takes of its scenarios, of which there is an asking each. False: there is no more room. */
bool ask(struct asking *a, const char *name);
bool ask_line(struct asking *of_scenario, const struct mend_finding *f);
/* The place of a measure that was asked for. */
int asked_at(const struct asking *a, const char *name);

/* Lives the population of a scenario for measures alone. */
bool live_asked(struct mend_config *config, struct mend_order order, struct population *out, struct mend_report *report);
/* What was asked for, in a population, in the order of asking. What `room` holds is lost. */
bool take_asked(const struct asking *a, const struct population *p, struct mend_summary *room, struct taken *to, struct mend_report *report);

/* Says that nothing in a scenario gives what a line asks of it; returns false. */
bool complain_of_unknown(const struct mend_findings *findings, const struct mend_finding *f, int scenario, struct mend_report *report);

#endif
