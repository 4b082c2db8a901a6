#include "study/estimate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

struct estimate no_estimate(void)
{
    return (struct estimate){NAN, NAN, NAN, 0};
}

double z_of_interval(void)
{
    return gsl_cdf_ugaussian_Pinv(0.975);
}

struct estimate wilson_estimate(double p, double size, int64_t n)
{
    if (isnan(p) || isnan(size)) {
        return (struct estimate){p, NAN, NAN, n};
    }
    const double z = z_of_interval();
    const double middle = (p + z * z / (2 * size)) / (1 + z * z / size);
    const double half = z / (1 + z * z / size) * sqrt(p * (1 - p) / size + z * z / (4 * size * size));
    return (struct estimate){p, fmax(0, middle - half), fmin(1, middle + half), n};
}

struct estimate share_estimate(int64_t hits, int64_t n)
{
    return n == 0 ? no_estimate() : wilson_estimate((double)hits / (double)n, (double)n, n);
}

struct estimate mean_estimate(const double *x, int64_t n)
{
    if (n == 0) {
        return no_estimate();
    }
    const double mean = gsl_stats_mean(x, 1, (size_t)n);
    const double half = n > 1 ? gsl_cdf_tdist_Pinv(0.975, (double)n - 1) * gsl_stats_sd_m(x, 1, (size_t)n, mean) / sqrt((double)n) : NAN;
    return (struct estimate){mean, mean - half, mean + half, n};
}

struct estimate ratio_estimate(const double *part, const double *whole, int64_t n)
{
    double parts = 0, wholes = 0, squares = 0;
    for (int64_t i = 0; i < n; i++) {
        parts += part[i];
        wholes += whole[i];
    }
    if (!(wholes > 0)) {
        return (struct estimate){NAN, NAN, NAN, n};
    }
    const double size = (double)n, ratio = parts / wholes;
    for (int64_t i = 0; i < n; i++) {
        const double rest = part[i] - ratio * whole[i];
        squares += rest * rest;
    }
    const double half = n > 1 ? gsl_cdf_tdist_Pinv(0.975, size - 1) * sqrt(size / (size - 1) * squares) / wholes : NAN;
    return (struct estimate){ratio, ratio - half, ratio + half, n};
}

struct estimate median_estimate(double *x, int64_t n)
{
    if (n == 0) {
        return (struct estimate){NAN, NAN, NAN, 0};
    }
    gsl_sort(x, 1, (size_t)n);
    const double median = gsl_stats_median_from_sorted_data(x, 1, (size_t)n);
    int64_t rank = n / 2; /* counted from either end: fewer values than this lie below the true median with a chance of 2.5 % at most */
    while (rank > 0 && gsl_cdf_binomial_P((unsigned)rank - 1, 0.5, (unsigned)n) > 0.025) {
        rank--;
    }
    return rank > 0 ? (struct estimate){median, x[rank - 1], x[n - rank], n} : (struct estimate){median, NAN, NAN, n};
}

struct estimate correlation_estimate(const double *x, const double *y, int64_t n)
{
    const double r = n > 1 ? gsl_stats_correlation(x, 1, y, 1, (size_t)n) : NAN;
    const double half = n > 3 ? z_of_interval() / sqrt((double)n - 3) : NAN;
    return (struct estimate){r, tanh(atanh(r) - half), tanh(atanh(r) + half), n};
}

struct estimate difference_estimate(const double *a, int64_t na, const double *b, int64_t nb)
{
    const int64_t n = na + nb;
    if (na < 2 || nb < 2) {
        return (struct estimate){NAN, NAN, NAN, n};
    }
    const double size_a = (double)na, size_b = (double)nb;
    const double pooled =
        sqrt(((size_a - 1) * gsl_stats_variance(a, 1, (size_t)na) + (size_b - 1) * gsl_stats_variance(b, 1, (size_t)nb)) / (size_a + size_b - 2));
    const double d = (gsl_stats_mean(a, 1, (size_t)na) - gsl_stats_mean(b, 1, (size_t)nb)) / pooled;
    const double half = z_of_interval() * sqrt((size_a + size_b) / (size_a * size_b) + d * d / (2 * (size_a + size_b)));
    return (struct estimate){d, d - half, d + half, n};
}

struct estimate kappa_estimate(const int64_t *counts, int kinds)
{
    double n = 0, same = 0, chance = 0;
    for (int i = 0; i < kinds; i++) {
        double row = 0, column = 0;
        for (int j = 0; j < kinds; j++) {
            row += (double)counts[i * kinds + j];
            column += (double)counts[j * kinds + i];
        }
        n += row;
        same += (double)counts[i * kinds + i];
        chance += row * column;
    }
    const double agreed = same / n, expected = chance / (n * n);
    const double half = z_of_interval() * sqrt(agreed * (1 - agreed) / n) / (1 - expected);
    const double kappa = (agreed - expected) / (1 - expected);
    if (!(agreed > 0 && agreed < 1)) {
        return (struct estimate){kappa, NAN, NAN, (int64_t)n}; /* no variance to go by */
    }
    return (struct estimate){kappa, fmax(-1, kappa - half), fmin(1, kappa + half), (int64_t)n};
}

void percentile_interval(double *values, size_t n, double *lower, double *upper)
{
    gsl_sort(values, 1, n);
    *lower = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.025);
    *upper = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.975);
}
