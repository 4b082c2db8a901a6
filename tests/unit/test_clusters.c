/* Statistics of clustered values against hand calculations, against those of estimate.h, and against a jackknife that leaves out unit by unit; the
 * round robin against families made of known parts. */
#include "unit/measures_bench.h"

#include "study/clusters.h"

#include <math.h>

enum { ROOM = 4096 };
static double x_room[ROOM], y_room[ROOM], influence_room[ROOM];
static int64_t unit_room[ROOM];

static struct clustered empty(int64_t units)
{
    return (struct clustered){x_room, y_room, unit_room, influence_room, 0, units};
}

/* ---- clusters ---- */

/* By hand: mean 5; the units pull by -6/5, 2/5 and 4/5; squares 1.44, .16, .64 sum to 2.24, times 3/2 is 3.36; t of 2 degrees of freedom 4.302653. */
START_TEST(a_mean_of_clustered_values_rests_on_its_units)
{
    struct clustered c = empty(4);
    const double x[] = {1, 3, 5, 7, 9}, half = 4.30265273 * sqrt(3.36);
    const int64_t unit[] = {0, 0, 1, 1, 3}; /* unit 2 has no value */
    for (int i = 0; i < 5; i++) {
        cluster_put(&c, x[i], 0, unit[i]);
    }
    const struct estimate e = cluster_mean(&c);
    ck_assert_double_eq_tol(e.value, 5, 1e-12);
    ck_assert_double_eq_tol(e.lower, 5 - half, 1e-7);
    ck_assert_double_eq_tol(e.upper, 5 + half, 1e-7);
    ck_assert_int_eq(e.n, 3);
}
END_TEST

/* By hand: 6 of 12, in units of 1 of 2, 1 of 4 and 4 of 6: pulls 0, -1/12 and 1/12, so the variance is 3/2 x 2/144 = 1/48, as that of 12 values. */
START_TEST(a_share_of_counts_is_as_good_as_so_many_independent_values)
{
    struct clustered c = empty(3);
    cluster_put(&c, 1, 2, 0);
    cluster_put(&c, 1, 4, 1);
    cluster_put(&c, 4, 6, 2);
    const struct estimate e = cluster_share(&c), twelve = share_estimate(6, 12);
    ck_assert_double_eq_tol(e.value, .5, 1e-12);
    ck_assert_double_eq_tol(e.lower, twelve.lower, 1e-12);
    ck_assert_double_eq_tol(e.upper, twelve.upper, 1e-12);
    ck_assert_int_eq(e.n, 3);
    c = empty(3);
    for (int64_t u = 0; u < 3; u++) { /* nobody: as good as none of three units */
        cluster_put(&c, 0, 1, u);
        cluster_put(&c, 0, 1, u);
    }
    const struct estimate none = cluster_share(&c);
    ck_assert(none.value == 0 && none.lower == 0 && none.upper == share_estimate(0, 3).upper && none.n == 3);
}
END_TEST

START_TEST(values_of_as_many_units_have_the_usual_intervals)
{
    enum { N = 40 };
    struct clustered c = empty(N);
    int64_t counts[4] = {0}, hits = 0;
    for (uint32_t i = 0; i < N; i++) {
        cluster_put(&c, normal(1, i) > 0, normal(1, i) + normal(2, i) > 0, N - 1 - i);
        counts[(int)x_room[i] * 2 + (int)y_room[i]]++;
        hits += x_room[i] > 0;
    }
    assert_same(cluster_mean(&c), mean_estimate(x_room, N));
    assert_same(cluster_correlation(&c), correlation_estimate(x_room, y_room, N));
    assert_same(cluster_difference(&c, 15), difference_estimate(x_room, 15, x_room + 15, N - 15));
    assert_same(cluster_kappa(&c, 2), kappa_estimate(counts, 2));
    for (int i = 0; i < N; i++) {
        y_room[i] = 1;
    }
    assert_same(cluster_share(&c), share_estimate(hits, N));
}
END_TEST

/* ---- against a jackknife ---- */

enum { UNITS = 500, OF_UNIT = 3, VALUES = UNITS * OF_UNIT, FIRST = VALUES / 3 };

static double mean_value(const double *x, const double *y, int64_t n)
{
    (void)y;
    return mean_estimate(x, n).value;
}

static double correlation_value(const double *x, const double *y, int64_t n)
{
    return correlation_estimate(x, y, n).value;
}

static double share_value(const double *x, const double *y, int64_t n)
{
    return mean_value(x, NULL, n) / mean_value(y, NULL, n);
}

static double kappa_value(const double *x, const double *y, int64_t n)
{
    int64_t counts[9] = {0};
    for (int64_t i = 0; i < n; i++) {
        counts[(int)x[i] * 3 + (int)y[i]]++;
    }
    return kappa_estimate(counts, 3).value;
}

/* y tells the first group. */
static double difference_value(const double *x, const double *y, int64_t n)
{
    static double a[VALUES], b[VALUES];
    int64_t na = 0, nb = 0;
    for (int64_t i = 0; i < n; i++) {
        if (y[i] > 0) {
            a[na++] = x[i];
        } else {
            b[nb++] = x[i];
        }
    }
    return difference_estimate(a, na, b, nb).value;
}

/* The standard error when unit after unit is left out. */
static double jackknife(double (*statistic)(const double *, const double *, int64_t))
{
    static double x[VALUES], y[VALUES], left[UNITS];
    double mean = 0, squares = 0;
    for (int64_t u = 0; u < UNITS; u++) {
        int64_t n = 0;
        for (int64_t i = 0; i < VALUES; i++) {
            x[n] = x_room[i];
            y[n] = y_room[i];
            n += unit_room[i] != u;
        }
        left[u] = statistic(x, y, n);
        mean += left[u] / UNITS;
    }
    for (int64_t u = 0; u < UNITS; u++) {
        squares += (left[u] - mean) * (left[u] - mean);
    }
    return sqrt(squares * (UNITS - 1) / UNITS);
}

/* Values of one unit hang together; every unit but some has all its values. The first FIRST values are the first group. */
static struct clustered hanging_together(void)
{
    struct clustered c = empty(UNITS);
    for (uint32_t i = 0; i < VALUES; i++) {
        const uint32_t unit = i % UNITS;
        const double common = normal(3, unit), x = common + normal(4, i) + (i < FIRST ? .4 : 0);
        cluster_put(&c, x, .5 * x + common + normal(5, i), unit);
    }
    return c;
}

static double three_kinds(double value)
{
    return value < -.5 ? 0 : value < .8 ? 1 : 2;
}

/* Both are large-sample and differ in the order of one over the number of units: 1 % is five times that. */
START_TEST(an_interval_of_clusters_is_that_of_leaving_out_unit_after_unit)
{
    const double z = 1.959963984540054, t = 1.964729;
    struct clustered c = hanging_together();
    struct estimate e = cluster_mean(&c);
    ck_assert_double_eq_tol((e.upper - e.lower) / 2 / t / jackknife(mean_value), 1, .01);
    e = cluster_correlation(&c);
    ck_assert_double_eq_tol((atanh(e.upper) - atanh(e.lower)) / 2 / z * (1 - e.value * e.value) / jackknife(correlation_value), 1, .01);
    for (int i = 0; i < VALUES; i++) {
        y_room[i] = i < FIRST;
    }
    e = cluster_difference(&c, FIRST);
    ck_assert_double_eq_tol((e.upper - e.lower) / 2 / z / jackknife(difference_value), 1, .01);
    c = hanging_together();
    for (int i = 0; i < VALUES; i++) {
        x_room[i] = three_kinds(x_room[i]);
        y_room[i] = three_kinds(y_room[i]);
    }
    e = cluster_kappa(&c, 3);
    ck_assert_double_eq_tol((e.upper - e.lower) / 2 / z / jackknife(kappa_value), 1, .01);
    for (int i = 0; i < VALUES; i++) {
        y_room[i] += x_room[i] + 1;
    }
    e = cluster_share(&c); /* Wilson's interval has this standard error at its own bounds and, nearly, in its middle */
    ck_assert_double_eq_tol((e.upper - e.lower) / 2 / z / jackknife(share_value), 1, .02);
}
END_TEST

/* Binomial (9, 1/2): at most 1 with a chance of 10/512, at most 2 with 46/512. Of 5, none with a chance of 1/32: too many. */
START_TEST(a_median_lies_between_order_statistics)
{
    double x[] = {7, 1, 9, 2, 8, 3, 6, 4, 5}, few[] = {5, 1, 4, 2, 3}, six[] = {1, 2, 3, 4, 5, 6};
    const struct estimate e = median_estimate(x, 9), none = median_estimate(few, 5), widest = median_estimate(six, 6);
    ck_assert(e.value == 5 && e.lower == 2 && e.upper == 8 && e.n == 9);
    ck_assert(none.value == 3 && isnan(none.lower) && isnan(none.upper));
    ck_assert(widest.value == 3.5 && widest.lower == 1 && widest.upper == 6);
    ck_assert(isnan(median_estimate(x, 0).value));
}
END_TEST

TCase *cluster_cases(void)
{
    TCase *tests = tcase_create("clusters");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, a_mean_of_clustered_values_rests_on_its_units);
    tcase_add_test(tests, a_share_of_counts_is_as_good_as_so_many_independent_values);
    tcase_add_test(tests, values_of_as_many_units_have_the_usual_intervals);
    tcase_add_test(tests, an_interval_of_clusters_is_that_of_leaving_out_unit_after_unit);
    tcase_add_test(tests, a_median_lies_between_order_statistics);
    return tests;
}
