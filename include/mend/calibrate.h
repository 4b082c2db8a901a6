/* Calibration: which values of free parameters agree with published findings, and which of them the findings can tell at all. */
#ifndef MEND_CALIBRATE_H
#define MEND_CALIBRATE_H

#include "mend/design.h"
#include "mend/findings.h"
#include "mend/run.h"

enum { MEND_AIMS_MOST = 120, MEND_WAVES_MOST = 10, MEND_KNOWN_MOST = 200, MEND_LINE_NAME = MEND_FINDING_ID + 12 };

/* What a calibration asks. */
struct mend_calibration {
    struct mend_design design;     /* name and path; its factors are the free parameters, each a range of real numbers: its prior, even within it */
    struct mend_findings findings; /* the scenarios of `scenario` have the rule's values, and what `set` changes */
    struct mend_rules rules;
    int rule;
    int lines, line[MEND_AIMS_MOST];                /* aimed at: rows of the findings, in their order; only such as may be fitted */
    char line_name[MEND_AIMS_MOST][MEND_LINE_NAME]; /* ID, or ID.2 where the finding has several */
    int scenarios, scenario[MEND_SCENARIOS_MOST];   /* that these lines need: positions among those of the findings */
    int64_t populations, waves, seed;
};

/* Reads a design with `findings`, and the findings and rules it names; calibrates `rule`, or the design's where this is NULL. Refuses what cannot be
 * aimed at or must not be free. Reports every mistake as `file:line:column: error: ...`. False if there was any; then nothing is allocated. */
bool mend_calibration_read(const char *path, const char *rule, struct mend_calibration *c, struct mend_report *report);
void mend_calibration_free(struct mend_calibration *c);
/* Applies one `key=value` of the command line to every scenario. `seed` names the chance of the whole calibration. */
bool mend_calibration_set(struct mend_calibration *c, const char *assignment, struct mend_report *report);

/* How the populations are shared out. A point is a population of each scenario. */
struct mend_plan {
    int64_t points;                /* of a fit, in all: START, the waves, the check */
    int64_t wave[MEND_WAVES_MOST]; /* points of each */
    int64_t check;                 /* of the posterior predictive check */
    int64_t own[MEND_WAVES_MOST];  /* of one set of known parameters: points of each wave after the first, which all share */
    int64_t known;                 /* one set of known parameters takes, with the point that it is to be found from */
};
enum { MEND_START = 1 }; /* the first point: the parameters as the rule has them */
struct mend_plan mend_plan_of(const struct mend_calibration *c);

/* How to calibrate, apart from what. `run.progress` is called with points done and points in all. */
struct mend_calibration_order {
    struct mend_order run;
    bool resume, force;
    int known; /* above 0: no fit, but so many sets of known parameters, to be found again */
    const char *command;
};

/* What a free parameter trades off with. `partner`: the one with which its correlation in the posterior is largest; -1: with none is it large.
 * `group`: parameters of one group trade off with each other, and it is named by the first of them; `fix` of them have to be fixed for the rest to be
 * identified: so many directions in which the group may go are as open as under the prior, nearly. */
struct mend_trade {
    int partner, group, fix;
    double correlation; /* with the partner, or NaN */
};

/* A free parameter, in its own unit. `start`: as the rule has it. */
struct mend_fitted {
    double from, to, start;
    double mean, median, sd, lower, upper, best; /* of the posterior; bounds of 90 % */
    bool identified;                             /* sd is less than half of the prior's */
    int leans;                                   /* on the lower bound of its prior, -1; on the upper, 1 */
};

/* A line that was aimed at. side 0: near `value`, known to within `sd`; 1, -1: above, below 0. `simulated`: mean over populations at draws of the
 * posterior, with the bounds of 95 % of them. */
struct mend_aimed {
    bool aimed; /* false: too few points had it, and nothing was aimed at it */
    int side;
    double value, sd, margin;
    double start, simulated, lower, upper, best;
    double distance;          /* of `simulated`, in standard deviations of the published value and of chance; NaN: not aimed at */
    bool fits, fitted_before; /* as validation would score it: over the draws; at the start */
};

struct mend_fit {
    int parameters, lines;
    const char *form;       /* of the last emulators' polynomials */
    int64_t points, failed; /* in all; passed over by the last emulators, for they lack every line */
    double plausible;       /* share of the prior where no line is implausible, by the last emulators */
    struct mend_fitted parameter[MEND_FACTORS_MOST];
    struct mend_trade trade[MEND_FACTORS_MOST];
    struct mend_aimed line[MEND_AIMS_MOST];
    double correlation[MEND_FACTORS_MOST][MEND_FACTORS_MOST];
};

/* Finding known parameters again: of one of them, over the sets. */
struct mend_recovered {
    int identified, covered; /* sets in which it was; of these, those whose interval holds the truth */
    double bias;             /* mean of median less truth over all sets, as a share of the prior's range */
    double width;            /* mean sd of the posterior, as a share of the prior's */
};
struct mend_recovery {
    int known, left_out, parameters; /* sets; those beside them of which too little is known */
    int identified, covered;         /* over all parameters and sets */
    double coverage, lower, upper;   /* of those that are identified, with the 95 % interval */
    struct mend_recovered parameter[MEND_FACTORS_MOST];
    struct mend_trade trade[MEND_FACTORS_MOST]; /* by the mean covariance over sets */
};

struct mend_calibration_done {
    int64_t points, done;
    bool stopped;
};

/* What it will take. */
struct mend_calibration_forecast {
    int64_t points, populations, turns, memory;
    int threads;
    double cpu_seconds, seconds;
};
bool mend_calibration_forecast_of(const struct mend_calibration *c, struct mend_calibration_order order, struct mend_calibration_forecast *out,
                                  struct mend_report *report);

/* Lives what is not yet in the folder `path`, and writes what came of it there. With order.known, the recovery into `recovery`, else the fit into
 * `fit`: both may share a folder, and then share the first wave. False, with the reason in `report`, if it was stopped or something failed; what was
 * finished stays, and `resume` goes on with it. */
bool mend_calibrate(const struct mend_calibration *c, struct mend_calibration_order order, const char *path, struct mend_calibration_done *done,
                    struct mend_fit *fit, struct mend_recovery *recovery, struct mend_report *report);

#endif
