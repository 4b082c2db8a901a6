#include "picture/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

void gather(struct gathered *g, double value)
{
    if (isnan(value)) {
        return;
    }
    g->n++;
    const double away = value - g->mean;
    g->mean += away / (double)g->n;
    g->squares += away * (value - g->mean);
}

double half_interval(struct gathered g)
{
    const double n = (double)g.n;
    return g.n > 1 ? gsl_cdf_tdist_Pinv(0.975, n - 1) * sqrt(g.squares / (n - 1) / n) : NAN;
}

double quantile(double *values, int64_t count, double share)
{
    if (count == 0) {
        return NAN;
    }
    gsl_sort(values, 1, (size_t)count);
    return gsl_stats_quantile_from_sorted_data(values, 1, (size_t)count, share);
}

void share_interval(double share, double n, double *lower, double *upper)
{
    const double z = gsl_cdf_ugaussian_Pinv(0.975);
    const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
    const double half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    *lower = fmax(0, middle - half);
    *upper = fmin(1, middle + half);
}
