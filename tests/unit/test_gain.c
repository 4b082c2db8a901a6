/* Claims about curves: where they gain most, and how sure that is. The truth is a known curve; data are drawn from it with known noise. */
#include "cli/shell.h"
#include "study/gain.h"
#include "suites.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { POINTS = 24, REPLICATES = 10, SIZE = POINTS * REPLICATES };

static double x[SIZE], y[SIZE];

/* ---- curves whose steepest point is known ---- */

static double logistic(double at)
{
    return 0.05 + 0.75 / (1 + exp(-8 * (at - 0.5)));
}

static double gompertz(double at)
{
    return 0.9 * exp(-exp(-7 * (at - 0.4)));
}

/* Its slope, 1.5 - 6 (x - .6)^2, is steepest at .6; a cubic spline has a cubic exactly. */
static double cubic(double at)
{
    return 1.5 * at - 2 * pow(at - 0.6, 3);
}

/* Its slope, 12 exp(-12 x), falls below .1 at ln(120) / 12. */
static double levelling(double at)
{
    return 1 - exp(-12 * at);
}

static double rising_to_the_end(double at)
{
    return exp(3 * at) / 20;
}

/* A replicate's own lives shift all of its curve, more in the middle and toward the end; each population has chance of its own. */
static void draw(double (*truth)(double), double noise, gsl_rng *rng)
{
    for (int r = 0; r < REPLICATES; r++) {
        const double middle = gsl_ran_gaussian(rng, noise), end = gsl_ran_gaussian(rng, noise);
        for (int i = 0; i < POINTS; i++) {
            const double at = 0.04 + 0.95 * i / (POINTS - 1);
            x[i * REPLICATES + r] = at;
            y[i * REPLICATES + r] = truth(at) + 4 * at * (1 - at) * middle + at * end + gsl_ran_gaussian(rng, noise);
        }
    }
}

static struct gain gain_without_noise(double (*truth)(double))
{
    struct gain gain;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    draw(truth, 0, rng);
    gsl_rng_free(rng);
    ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain));
    return gain;
}

static void expect_near(double found, double wanted, double within)
{
    ck_assert_msg(fabs(found - wanted) <= within, "%g is not %g within %g", found, wanted, within);
}

/* ---- claims ---- */

/* A grid of 300 steps over .95 finds it within half a step; slopes there are off by 6 (.0016)^2. */
START_TEST(the_steepest_point_of_a_cubic_is_where_its_second_derivative_is_0)
{
    const struct gain gain = gain_without_noise(cubic);
    ck_assert_int_eq(gain.place, GAIN_INSIDE);
    expect_near(gain.steepest.value, 0.6, 0.0017);
    expect_near(gain.slope.value, 1.5, 2e-5);
    expect_near(gain.residual, 0, 1e-9);
    expect_near(gain.r2, 1, 1e-9);
    expect_near(gain.from, 0.04, 1e-9);
    expect_near(gain.to, 0.99, 1e-9);
}
END_TEST

/* Of 200 intervals that cover with a chance of 95 %, 181 or more do, and of 40, 33 (three standard deviations less); and they say something. Chance
 * alone rules the first case, the choice of knots the second: there an interval from one number of knots covers hardly ever. */
static const struct {
    double (*truth)(double);
    double noise, steepest, width;
    int draws, fewest;
} covered[] = {{logistic, 0.016, 0.5, 0.12, 200, 181}, {gompertz, 0.002, 0.4, 0.03, 40, 33}};

START_TEST(the_interval_of_the_steepest_point_covers_it_in_95_of_100_draws)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int covers = 0;
    double width = 0;
    for (int k = 0; k < covered[_i].draws; k++) {
        struct gain gain;
        draw(covered[_i].truth, covered[_i].noise, rng);
        ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain));
        const double lower = fmax(gain.from, gain.steepest.lower), upper = fmin(gain.to, gain.steepest.upper); /* fmax passes over what is open */
        covers += lower <= covered[_i].steepest && covered[_i].steepest <= upper;
        width += (upper - lower) / covered[_i].draws;
    }
    gsl_rng_free(rng);
    printf("of 95 %% intervals of a steepest point %d of %d cover it; they are %.3f wide\n", covers, covered[_i].draws, width);
    ck_assert_msg(covers >= covered[_i].fewest, "%d of %d", covers, covered[_i].draws);
    ck_assert_msg(width < covered[_i].width, "%g wide", width);
}
END_TEST

START_TEST(where_a_curve_is_steepest_at_its_end_no_point_is_made_up)
{
    const struct gain gain = gain_without_noise(rising_to_the_end);
    ck_assert_int_eq(gain.place, GAIN_UPPER_END);
    ck_assert(isnan(gain.steepest.value) && isnan(gain.steepest.upper));
    ck_assert(isnan(gain.stops.value));
    expect_near(gain.slope.value, 3 * rising_to_the_end(0.99), 0.02);
}
END_TEST

START_TEST(a_curve_stops_mattering_where_a_further_tenth_brings_less_than_a_hundredth)
{
    const struct gain gain = gain_without_noise(levelling);
    expect_near(gain.stops.value, log(120) / 12, 0.02);
    ck_assert_int_eq(gain.place, GAIN_LOWER_END);
    ck_assert(gain.stops.lower <= gain.stops.value && gain.stops.value <= gain.stops.upper);
}
END_TEST

START_TEST(a_point_without_a_value_is_left_out_and_too_few_make_no_curve)
{
    struct gain gain = gain_without_noise(cubic);
    y[5 * REPLICATES] = NAN;
    ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain));
    ck_assert_int_eq(gain.points, POINTS - 1);
    expect_near(gain.steepest.value, 0.6, 0.0017);
    ck_assert(gain_of(x, y, GAIN_POINTS_LEAST, REPLICATES, &gain)); /* seven that are whole */
    ck_assert(gain.place == GAIN_UNKNOWN && isnan(gain.slope.value));
    for (int i = 0; i < SIZE; i++) {
        x[i] = 0.5;
        y[i] = i;
    }
    ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain) && gain.place == GAIN_UNKNOWN);
}
END_TEST

START_TEST(points_that_stand_at_the_same_place_do_no_harm)
{
    struct gain gain = gain_without_noise(cubic);
    for (int i = 0; i < SIZE / 2; i++) {
        x[i] = x[0];
        y[i] = y[0];
    }
    ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain));
    ck_assert(gain.place != GAIN_UNKNOWN);
}
END_TEST

/* Drawn alone it has no curve; beside others it shifts the points, and no more. */
START_TEST(a_replicate_whose_points_all_stand_at_one_place_does_no_harm)
{
    struct gain gain = gain_without_noise(cubic);
    for (int i = 0; i < SIZE; i++) {
        x[i] = i % REPLICATES > 0 ? 0.5 : x[i];
    }
    ck_assert(gain_of(x, y, POINTS, REPLICATES, &gain));
    ck_assert(gain.place != GAIN_UNKNOWN && gain.slope.lower < gain.slope.upper);
}
END_TEST

START_TEST(few_replicates_have_a_curve_and_no_interval)
{
    struct gain gain = gain_without_noise(cubic);
    ck_assert(gain_of(x, y, SIZE / (GAIN_REPLICATES_LEAST - 1), GAIN_REPLICATES_LEAST - 1, &gain));
    ck_assert(!isnan(gain.slope.value) && isnan(gain.slope.lower) && isnan(gain.steepest.lower) && isnan(gain.stops.lower));
}
END_TEST

void add_gain(Suite *suite)
{
    TCase *tests = tcase_create("gain");
    tcase_set_timeout(tests, 300);
    tcase_add_test(tests, the_steepest_point_of_a_cubic_is_where_its_second_derivative_is_0);
    tcase_add_loop_test(tests, the_interval_of_the_steepest_point_covers_it_in_95_of_100_draws, 0, 2);
    tcase_add_test(tests, where_a_curve_is_steepest_at_its_end_no_point_is_made_up);
    tcase_add_test(tests, a_curve_stops_mattering_where_a_further_tenth_brings_less_than_a_hundredth);
    tcase_add_test(tests, a_point_without_a_value_is_left_out_and_too_few_make_no_curve);
    tcase_add_test(tests, points_that_stand_at_the_same_place_do_no_harm);
    tcase_add_test(tests, a_replicate_whose_points_all_stand_at_one_place_does_no_harm);
    tcase_add_test(tests, few_replicates_have_a_curve_and_no_interval);
    suite_add_tcase(suite, tests);
}
