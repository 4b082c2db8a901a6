/* What free parameters may be, given what was aimed at: draws from the posterior of emulators, under a prior that is even over the unit cube. */
#ifndef MEND_STUDY_POSTERIOR_H
#define MEND_STUDY_POSTERIOR_H

#include "study/emulator.h"

/* What a line is aimed at. side 0: near `value`, which is known to within the standard deviation `sd`. Side 1 or -1: above or below 0, or, with a
 * `margin`, not clearly on the other side: so many standard deviations of a simulated value are allowed. */
struct aim {
    int side;
    double value, sd, margin;
};

/* How far a line is off, in standard deviations of all that is not known: the published value, chance in a population, the emulator; 0 for a line on
 * the side that was asked for. `variance`: of the line about what it is thought to be. */
double implausibility(struct aim aim, double line, double variance);

/* Aims held against emulators. Lines with a value have one normal distribution together: published errors are independent, chance in a population is
 * not, for its lines hang together (shares of classes sum to 1). Signs count one by one (probit). */
struct judge {
    const struct emulator *e;
    const struct aim *aim;
    int near;      /* lines with a value */
    int *line;     /* which */
    double *along; /* near x near: directions in which chance is independent, of offs in standard deviations of what was published */
    double *share; /* near: the variance of chance in each, in units of what was published */
    double *off;   /* near: room */
};
/* False if memory ran out. */
bool judge_open(struct judge *j, const struct emulator *e, const struct aim *aim);
void judge_close(struct judge *j);

/* The largest implausibility over the lines at a point, by the emulators; and the log-likelihood there. Not for two threads at once. */
double implausibility_at(const struct emulator *e, const struct aim *aim, const double *unit);
double likelihood_at(const struct judge *j, const double *unit);

/* The emulators for these aims: fitted once evenly, then anew with weights that fall with the distance from what is aimed at, so that the polynomials
 * are good where they are needed. False if memory ran out or the points are too few. */
bool emulator_aim(const struct lived *lived, const struct aim *aim, struct emulator *out);

/* Draws from a posterior. */
struct cloud {
    int64_t draws;
    int factors;
    double *unit;       /* draws x factors */
    double *likelihood; /* log, of each */
};

/* Draws from the posterior, its standard deviations `wider` times as wide (1: as it is), by sequential Monte Carlo: draws of the prior on which the
 * likelihood is brought to bear little by little, with selection and Metropolis steps (Del Moral, Doucet & Jasra 2006, Journal of the Royal
 * Statistical Society B 68:411-436, doi:10.1111/j.1467-9868.2006.00553.x). A function of its arguments alone. `out` is {0} or an earlier one. False
 * if memory ran out. */
bool cloud_draw(const struct emulator *e, const struct aim *aim, double wider, int64_t draws, unsigned long seed, struct cloud *out);
void cloud_free(struct cloud *cloud);

/* A parameter is identified if the standard deviation of its posterior is less than half of its prior's: the rule of every calibration. */
#define IDENTIFIED_BELOW 0.5
/* A posterior leans on a bound of the prior if more than LEANING of it lies within BOUND_ZONE of the range from there. */
#define BOUND_ZONE 0.05
#define LEANING 0.15

/* One parameter, in units of its prior's range. */
struct marginal {
    double mean, median, sd, lower, upper; /* bounds of 90 % */
    bool identified;
    int leans; /* on the lower bound of its prior, -1; on the upper, 1 */
};
bool marginal_of(const struct cloud *cloud, int factor, struct marginal *out);

/* Of two parameters over the draws, in units of the prior's variance. */
double cloud_covariance(const struct cloud *cloud, int a, int b);
/* The draw of the highest likelihood. */
int64_t cloud_likeliest(const struct cloud *cloud);

/* Share of the prior where no line is implausible (implausibility above 3), by so many points of the prior. */
#define IMPLAUSIBLE 3
double plausible_share(const struct emulator *e, const struct aim *aim, int64_t points, unsigned long seed);

#endif
