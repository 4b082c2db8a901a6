/* Emulators: polynomials in place of the simulator, one for each line that calibration aims at. They tell in a microsecond what a population would
 * give at any values of the free parameters, and how far off they may be. */
#ifndef MEND_STUDY_EMULATOR_H
#define MEND_STUDY_EMULATOR_H

#include <stdbool.h>
#include <stdint.h>

/* What has been lived: points in the unit cube, and what each of the lines was there. A point that lacks a line (not finite) tells of the
 * others. */
struct lived {
    int64_t points;
    int factors, lines;
    double *unit;  /* points x factors */
    double *value; /* points x lines */
};

/* Legendre's polynomials of each factor up to the second, products of two, and the third of each factor, for shares level off. The richest form is
 * taken that leaves as many points as terms, by the line that fewest points have. */
enum emulator_form { EMULATOR_LINEAR, EMULATOR_SQUARES, EMULATOR_QUADRATIC, EMULATOR_CUBES, EMULATOR_FORMS };
extern const char *const emulator_forms[EMULATOR_FORMS];

/* `residual` are variances and covariances of what the polynomials leave: chance in a population of this size, in which lines hang together, and lack
 * of fit. With weights they are those of the points that weigh; `freedom` is how many points that is worth, less the terms. */
struct emulator {
    enum emulator_form form;
    int factors, lines, terms;
    int64_t points;      /* that have a line */
    double *coefficient; /* lines x terms */
    double *residual;    /* lines x lines */
    double freedom;
    double *root; /* terms x terms: what a prediction's variance adds, as a share of the residual's, is |root terms|^2 */
    double *room; /* terms; and lines, which emulator_at gives */
};

int emulator_terms(enum emulator_form form, int factors);
/* The form for so many points; EMULATOR_FORMS: they are too few even for the plainest. */
enum emulator_form emulator_form_for(int64_t points, int factors);

/* Points that have a line, or ANY_LINE; and those that have the line that fewest have. */
enum { ANY_LINE = -1 };
int64_t points_with(const struct lived *lived, int line);
int64_t points_of_rarest(const struct lived *lived);

/* Fits by least squares, by singular values (GSL); weights from 0 to 1, or NULL: all alike. `out` is {0} or an earlier one, whose room is freed.
 * False if memory ran out or the points are too few (emulator_form_for). */
bool emulator_fit(const struct lived *lived, const double *weight, struct emulator *out);
void emulator_free(struct emulator *e);

/* The variance of what is left of a line. */
static inline double residual_of(const struct emulator *e, int line)
{
    return e->residual[line * e->lines + line];
}

/* The lines at a point of the unit cube, valid until the next call, and what the variance of each is as a multiple of its residual's beside 1. Not
 * for two threads at once. */
const double *emulator_at(const struct emulator *e, const double *unit, double *leverage);

#endif
