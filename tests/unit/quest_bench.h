/* What stands in for the simulator where the truth is known, and a quest among its points. */
#ifndef TESTS_UNIT_QUEST_BENCH_H
#define TESTS_UNIT_QUEST_BENCH_H

#include "study/quest.h"

#include <check.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

enum { FACTORS_MOST = 5, LINES_MOST = 8 };

/* What stands in for the simulator: lines of parameters in the unit cube, and the standard deviation of chance in each. */
struct model {
    int factors, lines;
    void (*at)(const double *unit, double *line);
    double chance;
};

static void live(struct model m, const double *unit, gsl_rng *rng, double *line)
{
    m.at(unit, line);
    for (int j = 0; j < m.lines; j++) {
        line[j] += gsl_ran_gaussian(rng, m.chance);
    }
}

/* A quest in waves as a calibration's: `first` points anywhere, `later` in each wave that follows. */
static void seek(struct model m, const struct aim *aim, int waves, int first, int later, unsigned long seed, struct quest *q)
{
    double unit[FACTORS_MOST], line[LINES_MOST];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed + 1000);
    ck_assert(quest_open(q, m.factors, m.lines, first + later * waves, waves, aim, seed));
    for (int i = 0; i < first; i++) {
        for (int k = 0; k < m.factors; k++) {
            unit[k] = gsl_rng_uniform(rng);
        }
        live(m, unit, rng, line);
        quest_add(q, unit, line);
    }
    for (int wave = 1; wave < waves; wave++) {
        ck_assert(quest_turn(q));
        for (int i = 0; i < later; i++) {
            memcpy(unit, quest_point(q, i, later), sizeof *unit * (size_t)m.factors);
            live(m, unit, rng, line);
            quest_add(q, unit, line);
        }
    }
    ck_assert(quest_turn(q));
    gsl_rng_free(rng);
}

/* ---- models ---- */

static void quadratics(const double *u, double *line)
{
    line[0] = 3 - 2 * u[0] + u[1] * u[1] + 4 * u[0] * u[2];
    line[1] = u[2] * u[2] - u[1] * u[2] + 0.5;
}

/* Intercept and slopes of straight lines. */
static const double straight_at[4][3] = {{1, 2, 1}, {0, 1, -1.5}, {-1, 0.5, 2}, {2, -1, 0.5}};

static void straight(const double *u, double *line)
{
    for (int j = 0; j < 4; j++) {
        line[j] = straight_at[j][0] + straight_at[j][1] * u[0] + straight_at[j][2] * u[1];
    }
}

/* Five parameters, of which the last does nothing; shares in per cent, that bend as shares do. */
static void shares(const double *u, double *line)
{
    static const double slope[LINES_MOST][4] = {{2, 1, 0, 0},  {0, -2, 1, 0}, {1, 0, 2, -1}, {0, 0, 1, 2},
                                                {-1, 1, 0, 1}, {1, 1, 1, 1},  {0, 2, 0, -1}, {1, 0, -1, 0}};
    for (int j = 0; j < LINES_MOST; j++) {
        double all = 0;
        for (int k = 0; k < 4; k++) {
            all += slope[j][k] * (2 * u[k] - 1);
        }
        line[j] = 100 / (1 + exp(-all));
    }
}

static void sum_of_two(const double *u, double *line)
{
    line[0] = u[0] + u[1];
    line[1] = 2 * (u[0] + u[1]) + u[2];
    line[2] = u[2];
}

static void sum_and_difference(const double *u, double *line)
{
    line[0] = u[0] + u[1];
    line[1] = u[0] - u[1];
}

static void sum_of_three(const double *u, double *line)
{
    line[0] = u[0] + u[1] + u[2];
}

static void apart(const double *u, double *line)
{
    line[0] = u[0];
    line[1] = u[1];
}

/* The second line is to be had where the first is large, in two fifths of the square. */
static void rare(const double *u, double *line)
{
    line[0] = u[0];
    line[1] = u[0] > 0.6 ? u[1] : NAN;
}

#endif
