#include "study/infants.h"

#include "reading/rule.h"

#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

static bool are_shared(const struct desk *d, enum shared shared)
{
    const struct tie *tie = d->setting.tie;
    return d->p->records.care_bonds == 2 && (shared == ONE_INFANT ? tie[0].seeker == tie[1].seeker : tie[0].giver == tie[1].giver);
}

/* Puts two classes on the desk, if both could be read. */
static void put_classes(struct clustered *c, float first, float second, int64_t unit)
{
    if (first >= 0 && second >= 0) {
        cluster_put(c, (double)first, (double)second, unit);
    }
}

/* Makes of two classes whether each is secure. */
static struct clustered *as_security(struct clustered *c)
{
    for (int64_t i = 0; i < c->n; i++) {
        c->x[i] = c->x[i] == SECURE;
        c->y[i] = c->y[i] == SECURE;
    }
    return c;
}

static struct clustered *classes_of_both(struct desk *d, enum shared shared)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && are_shared(d, shared); u++) {
        put_classes(c, outcomes_of(d, u)[0].class, outcomes_of(d, u)[1].class, u);
    }
    return c;
}

struct estimate classes_agree(struct desk *d, enum shared shared)
{
    return cluster_kappa(classes_of_both(d, shared), CLASSES);
}

struct estimate security_agrees(struct desk *d, enum shared shared)
{
    return cluster_correlation(as_security(classes_of_both(d, shared)));
}

struct estimate secure_with(struct desk *d, int caregiver)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && are_shared(d, ONE_INFANT); u++) {
        const float class = outcomes_of(d, u)[caregiver].class;
        if (class >= 0) {
            cluster_put(c, class == SECURE, 1, u);
        }
    }
    return cluster_share(c);
}

static struct clustered *classes_of_occasions(struct desk *d)
{
    struct clustered *c = values_on(d);
    const struct records *r = &d->p->records;
    for (int64_t i = 0; i < units_of(d) * r->care_bonds && r->first_class; i++) {
        const int64_t unit = i / r->care_bonds;
        put_classes(c, r->first_class[i], outcomes_of(d, unit)[i % r->care_bonds].class, unit);
    }
    return c;
}

struct estimate class_is_stable(struct desk *d)
{
    return cluster_kappa(classes_of_occasions(d), CLASSES);
}

struct estimate security_is_stable(struct desk *d)
{
    return cluster_correlation(as_security(classes_of_occasions(d)));
}

struct estimate secure_is_most_stable(struct desk *d)
{
    const struct clustered *c = classes_of_occasions(d);
    double stayed[CLASSES] = {0}, seen[CLASSES] = {0}, most = 0;
    for (int64_t i = 0; i < c->n; i++) {
        seen[(int)c->x[i]]++;
        stayed[(int)c->x[i]] += c->x[i] == c->y[i];
    }
    for (int k = AVOIDANT; k < CLASSES; k++) {
        most = seen[k] > 0 ? fmax(most, stayed[k] / seen[k]) : most;
    }
    return (struct estimate){stayed[SECURE] / seen[SECURE] - most, NAN, NAN, c->n};
}

/* ---- curves of the chance of being secure ---- */

bool is_irritable(const struct mend_params *p, const struct outcome_row *row)
{
    const double upper_third = 0.43073; /* quantile of the normal distribution */
    return (double)row->reactivity > exp(upper_third * (double)p->reactivity_sd);
}

/* Newton's steps for the two coefficients of a logistic curve; false if it has none. */
static bool fit_logistic(const struct clustered *c, double b[2])
{
    b[0] = b[1] = 0;
    for (int step = 0; step < 25; step++) {
        double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
        for (int64_t i = 0; i < c->n; i++) {
            const double p = 1 / (1 + exp(-b[0] - b[1] * c->x[i])), w = p * (1 - p);
            g0 += c->y[i] - p;
            g1 += (c->y[i] - p) * c->x[i];
            h00 += w;
            h01 += w * c->x[i];
            h11 += w * c->x[i] * c->x[i];
        }
        const double size = h00 * h11 - h01 * h01;
        b[0] += (h11 * g0 - h01 * g1) / size;
        b[1] += (h00 * g1 - h01 * g0) / size;
    }
    return isfinite(b[0]) && isfinite(b[1]) && b[1] != 0;
}

struct estimate met_where_half_are_secure(struct desk *d)
{
    struct clustered *c = values_on(d);
    double b[2];
    for (int64_t i = 0; i < units_of(d) * d->p->records.bonds && !d->p->grown; i++) {
        const struct outcome_row *row = &d->p->records.outcome[i];
        if (row->class >= 0 && row->ruptures > 0 && is_irritable(&d->p->config.params, row)) {
            cluster_put(c, (double)row->prompt_share, row->class == SECURE, i / d->p->records.bonds);
        }
    }
    return c->n > 2 && fit_logistic(c, b) ? (struct estimate){-b[0] / b[1], NAN, NAN, c->n} : no_estimate();
}

/* Least squares of y on 1, x and x squared; false if memory ran out. */
static bool fit_parabola(const struct clustered *c, double b[3])
{
    const size_t n = (size_t)c->n;
    gsl_matrix *x = gsl_matrix_alloc(n, 3), *covariance = gsl_matrix_alloc(3, 3);
    gsl_multifit_linear_workspace *room = gsl_multifit_linear_alloc(n, 3);
    gsl_vector_const_view y = gsl_vector_const_view_array(c->y, n);
    gsl_vector_view to = gsl_vector_view_array(b, 3);
    double left;
    const bool good = x && covariance && room;
    for (size_t i = 0; good && i < n; i++) {
        gsl_matrix_set(x, i, 0, 1);
        gsl_matrix_set(x, i, 1, c->x[i]);
        gsl_matrix_set(x, i, 2, c->x[i] * c->x[i]);
    }
    if (good) {
        gsl_multifit_linear(x, &y.vector, &to.vector, covariance, &left, room);
    }
    if (room) {
        gsl_multifit_linear_free(room);
    }
    gsl_matrix_free(x);
    gsl_matrix_free(covariance);
    return good;
}

struct estimate best_matching_is_midrange(struct desk *d)
{
    const struct records *r = &d->p->records;
    struct clustered *c = values_on(d);
    double b[3];
    for (int64_t i = 0; i < units_of(d) * r->bonds && !d->p->grown && r->face_days; i++) {
        if (r->outcome[i].class >= 0) {
            cluster_put(c, (double)r->phase[(i + 1) * r->face_days * PLAY_PHASES - PLAY_PHASES].matched, r->outcome[i].class == SECURE, i / r->bonds);
        }
    }
    if (c->n < 10 || !fit_parabola(c, b)) {
        return no_estimate();
    }
    gsl_sort(c->x, 1, (size_t)c->n);
    const double low = gsl_stats_quantile_from_sorted_data(c->x, 1, (size_t)c->n, 0.1);
    const double high = gsl_stats_quantile_from_sorted_data(c->x, 1, (size_t)c->n, 0.9);
    return (struct estimate){fmin(b[1] + 2 * b[2] * low, -b[1] - 2 * b[2] * high), NAN, NAN, c->n};
}
