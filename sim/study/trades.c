#include "study/trades.h"

#include "study/posterior.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

#define TOLD (IDENTIFIED_BELOW * IDENTIFIED_BELOW)

static double correlation(double covariance[][MEND_FACTORS_MOST], int a, int b)
{
    const double r = covariance[a][b] / sqrt(covariance[a][a] * covariance[b][b]);
    return isfinite(r) ? r : 0;
}

static int partner_of(int factors, double covariance[][MEND_FACTORS_MOST], int k)
{
    int partner = -1;
    for (int other = 0; other < factors; other++) {
        const double most = partner < 0 ? TRADES_FROM : fabs(correlation(covariance, k, partner));
        partner = other != k && fabs(correlation(covariance, k, other)) >= most ? other : partner;
    }
    return partner;
}

/* Each pair gives both the smaller of their groups, until nothing changes. */
static void group_all(int factors, double covariance[][MEND_FACTORS_MOST], struct mend_trade *out)
{
    for (int round = 0; round < factors; round++) {
        for (int a = 0; a < factors; a++) {
            for (int b = 0; b < a; b++) {
                const bool is_open = covariance[a][a] >= TOLD || covariance[b][b] >= TOLD;
                if (is_open && fabs(correlation(covariance, a, b)) >= TRADES_FROM) {
                    const int least = out[a].group < out[b].group ? out[a].group : out[b].group;
                    out[a].group = out[b].group = least;
                }
            }
        }
    }
}

/* The principal directions of a group that are not told. */
static bool count_open(int factors, double covariance[][MEND_FACTORS_MOST], const struct mend_trade *trade, int group, int *open)
{
    int member[MEND_FACTORS_MOST];
    size_t size = 0;
    for (int k = 0; k < factors; k++) {
        member[size] = k;
        size += trade[k].group == group;
    }
    gsl_matrix *m = gsl_matrix_alloc(size, size);
    gsl_vector *variance = gsl_vector_alloc(size);
    gsl_eigen_symm_workspace *room = gsl_eigen_symm_alloc(size);
    const bool good = m && variance && room;
    for (size_t i = 0; good && i < size * size; i++) {
        gsl_matrix_set(m, i / size, i % size, covariance[member[i / size]][member[i % size]]);
    }
    *open = 0;
    if (good) {
        gsl_eigen_symm(m, variance, room);
    }
    for (size_t i = 0; good && i < size; i++) {
        *open += gsl_vector_get(variance, i) >= TOLD;
    }
    gsl_matrix_free(m);
    gsl_vector_free(variance);
    if (room) {
        gsl_eigen_symm_free(room);
    }
    return good;
}

bool find_trades(int factors, double covariance[][MEND_FACTORS_MOST], struct mend_trade *out)
{
    bool good = true;
    for (int k = 0; k < factors; k++) {
        const int partner = partner_of(factors, covariance, k);
        out[k] = (struct mend_trade){partner, k, 0, partner < 0 ? NAN : correlation(covariance, k, partner)};
    }
    group_all(factors, covariance, out);
    for (int k = 0; good && k < factors; k++) {
        good = count_open(factors, covariance, out, out[k].group, &out[k].fix);
    }
    return good;
}
