#include "study/clusters.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

enum { KINDS_MOST = 8 };

void cluster_put(struct clustered *c, double x, double y, int64_t unit)
{
    c->x[c->n] = x;
    c->y[c->n] = y;
    c->unit[c->n++] = unit;
}

/* ---- units ---- */

/* NaN: a unit that has no value. */
static void forget(struct clustered *c)
{
    for (int64_t u = 0; u < c->units; u++) {
        c->influence[u] = NAN;
    }
}

static void count(struct clustered *c, int64_t i, double influence)
{
    double *sum = &c->influence[c->unit[i]];
    *sum = isnan(*sum) ? influence : *sum + influence;
}

static int64_t units_known(const struct clustered *c)
{
    int64_t known = 0;
    for (int64_t u = 0; u < c->units; u++) {
        known += !isnan(c->influence[u]);
    }
    return known;
}

/* How many units have a value. */
static int64_t units_in(struct clustered *c)
{
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        count(c, i, 0);
    }
    return units_known(c);
}

/* From the influences, which sum to 0. */
static double standard_error(const struct clustered *c)
{
    const double units = (double)units_known(c);
    double squares = 0;
    for (int64_t u = 0; u < c->units; u++) {
        squares += isnan(c->influence[u]) ? 0 : c->influence[u] * c->influence[u];
    }
    return units > 1 ? sqrt(units / (units - 1) * squares) : NAN;
}

/* ---- statistics ---- */

struct estimate cluster_mean(struct clustered *c)
{
    const int64_t units = units_in(c);
    if (units == c->n) {
        return mean_estimate(c->x, c->n);
    }
    const double mean = gsl_stats_mean(c->x, 1, (size_t)c->n);
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        count(c, i, (c->x[i] - mean) / (double)c->n);
    }
    const double half = units > 1 ? gsl_cdf_tdist_Pinv(0.975, (double)units - 1) * standard_error(c) : NAN;
    return (struct estimate){mean, mean - half, mean + half, units};
}

struct estimate cluster_share(struct clustered *c)
{
    const int64_t units = units_in(c);
    double part = 0, whole = 0;
    for (int64_t i = 0; i < c->n; i++) {
        part += c->x[i];
        whole += c->y[i];
    }
    if (units == c->n && whole == (double)c->n) {
        return share_estimate((int64_t)part, c->n);
    }
    const double share = part / whole;
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        count(c, i, (c->x[i] - share * c->y[i]) / whole);
    }
    const double error = standard_error(c);
    const bool varies = share > 0 && share < 1;
    return wilson_estimate(share, varies ? share * (1 - share) / (error * error) : (double)units, units);
}

struct estimate cluster_correlation(struct clustered *c)
{
    const int64_t units = units_in(c);
    if (units == c->n) {
        return correlation_estimate(c->x, c->y, c->n);
    }
    const size_t n = (size_t)c->n;
    const double mean_x = gsl_stats_mean(c->x, 1, n), mean_y = gsl_stats_mean(c->y, 1, n);
    const double sd_x = sqrt(gsl_stats_variance_with_fixed_mean(c->x, 1, n, mean_x)),
                 sd_y = sqrt(gsl_stats_variance_with_fixed_mean(c->y, 1, n, mean_y));
    const double r = gsl_stats_correlation(c->x, 1, c->y, 1, n);
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        const double x = (c->x[i] - mean_x) / sd_x, y = (c->y[i] - mean_y) / sd_y;
        count(c, i, (x * y - 0.5 * r * (x * x + y * y)) / (double)n);
    }
    const double half = units > 3 ? z_of_interval() * standard_error(c) / (1 - r * r) : NAN;
    return (struct estimate){r, tanh(atanh(r) - half), tanh(atanh(r) + half), units};
}

struct estimate cluster_difference(struct clustered *c, int64_t first)
{
    const int64_t units = units_in(c), second = c->n - first;
    struct estimate e = difference_estimate(c->x, first, c->x + first, second);
    e.n = units;
    if (units == c->n || isnan(e.value)) {
        return e;
    }
    const double mean_a = gsl_stats_mean(c->x, 1, (size_t)first), mean_b = gsl_stats_mean(c->x + first, 1, (size_t)second);
    const double sd = (mean_a - mean_b) / e.value;
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        const bool is_first = i < first;
        const double z = (c->x[i] - (is_first ? mean_a : mean_b)) / sd;
        count(c, i, (is_first ? z / (double)first : -z / (double)second) - 0.5 * e.value * (z * z - 1) / (double)c->n);
    }
    const double half = z_of_interval() * standard_error(c);
    return (struct estimate){e.value, e.value - half, e.value + half, units};
}

/* Margins of a table of shares, `kinds` by `kinds`, and what it agrees, by itself and by chance. */
struct agreement {
    double first[KINDS_MOST], second[KINDS_MOST], agreed, chance;
};

static struct agreement agreement_of(const int64_t *counts, int kinds, double n)
{
    struct agreement a = {0};
    for (int j = 0; j < kinds; j++) {
        for (int k = 0; k < kinds; k++) {
            a.first[j] += (double)counts[j * kinds + k] / n;
            a.second[k] += (double)counts[j * kinds + k] / n;
        }
        a.agreed += (double)counts[j * kinds + j] / n;
    }
    for (int k = 0; k < kinds; k++) {
        a.chance += a.first[k] * a.second[k];
    }
    return a;
}

struct estimate cluster_kappa(struct clustered *c, int kinds)
{
    int64_t counts[KINDS_MOST * KINDS_MOST] = {0};
    for (int64_t i = 0; i < c->n; i++) {
        counts[(int)c->x[i] * kinds + (int)c->y[i]]++;
    }
    struct estimate e = kappa_estimate(counts, kinds);
    const int64_t units = units_in(c);
    if (units == c->n) {
        return e;
    }
    const struct agreement a = agreement_of(counts, kinds, (double)c->n);
    forget(c);
    for (int64_t i = 0; i < c->n; i++) {
        const int j = (int)c->x[i], k = (int)c->y[i];
        const double by_chance = a.second[j] + a.first[k] - 2 * a.chance;
        const double influence = ((j == k) - a.agreed) / (1 - a.chance) - (1 - a.agreed) / ((1 - a.chance) * (1 - a.chance)) * by_chance;
        count(c, i, influence / (double)c->n);
    }
    const double half = z_of_interval() * standard_error(c);
    const bool varies = a.agreed > 0 && a.agreed < 1 && units > 1;
    e.lower = varies ? fmax(-1, e.value - half) : NAN;
    e.upper = varies ? fmin(1, e.value + half) : NAN;
    e.n = units;
    return e;
}
