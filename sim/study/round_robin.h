/* Whose doing it is: a round robin of four people, each about each of the others, taken apart by the Social Relations Model (Warner, Kenny & Stoto
 * 1979, Journal of Personality and Social Psychology 37:1742-1757, doi:10.1037/0022-3514.37.10.1742).
 *
 *   what i has with j = mean of the cell + person(i) + partner(j) + relationship(i, j)
 *
 * A cell is a pair of roles (mother about father, ...), so that what all families have in common is taken out first. What a family's members have in
 * common is no one's doing here: persons and partners are told from the others of their own family. */
#ifndef MEND_STUDY_ROUND_ROBIN_H
#define MEND_STUDY_ROUND_ROBIN_H

#include "study/desk.h"

enum { MEMBERS = 4, CELLS = MEMBERS * (MEMBERS - 1), RESAMPLES = 200 };

/* Variances of the three components, each of which an estimate may put a little below 0 where there is none, and what is reciprocated: `generalized`,
 * the covariance of person and partner; `dyadic`, that of relationship(i, j) and relationship(j, i). */
struct relations {
    double person, partner, relationship, generalized, dyadic;
};

/* By the method of moments. `x`: families x CELLS, the cell of seeker i and giver j at 3 i + j, less 1 where j > i: the order of the family's bonds.
 * At least two families. */
struct relations relations_of(const double *x, int64_t families);

/* Whether the bonds of a setting are these cells in this order. */
bool is_round_robin(const struct setting *s);

/* Shares of the variance, and correlations; a correlation is NaN where a variance that it needs is not above 0. */
enum relation_share { PERSON_SHARE, PARTNER_SHARE, RELATIONSHIP_SHARE, GENERALIZED_R, DYADIC_R, RELATION_SHARES };

/* Each of them for `x`, with the 95 % interval that a bootstrap over families gives: RESAMPLES resamples, drawn from the run's seed; n is families.
 * False if memory ran out. */
bool round_robin(const struct mend_params *p, const double *x, int64_t families, struct estimate out[RELATION_SHARES]);

#endif
