/* Indices of sensitivity from values that are made by hand, and the points and lives that trials have. */
#include "mend/sensitivity.h"
#include "study/points.h"

#include "cli/shell.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mend_design drawn(enum mend_design_kind kind, int factors, int64_t trials, int64_t replicates, int64_t seed)
{
    const int more = kind == MEND_MORRIS ? MEND_MORE_OF_MORRIS : MEND_MORE_OF_SOBOL;
    struct mend_design d = {.kind = kind, .trials = trials, .points = trials * (factors + more), .replicates = replicates, .factors = factors};
    static struct mend_report report;
    d.base.params.seed = seed;
    ck_assert(points_draw(&d, &report));
    return d;
}

static struct mend_influence found(const struct mend_design *d, const double *values)
{
    struct mend_influence influence;
    ck_assert(mend_influence_of(d, values, &influence));
    return influence;
}

static void expect_near(double is, double wanted, double within)
{
    ck_assert_msg(fabs(is - wanted) <= within, "%.9g is not %.9g within %g", is, wanted, within);
}

/* Uniform in [0, 1). */
static double chance_of(int64_t number)
{
    uint64_t bits = (uint64_t)number * 0x9E3779B97F4A7C15u;
    for (int i = 0; i < 3; i++) {
        bits ^= bits >> 29;
        bits *= 0xBF58476D1CE4E5B9u;
        bits ^= bits >> 32;
    }
    return (double)(bits >> 11) * 0x1p-53;
}

/* ---- indices ---- */

/* What one factor's walks found: its only step is the second point. */
static void put_effects(const struct mend_design *d, const double *effect, double *values)
{
    for (int64_t i = 0; i < d->trials; i++) {
        values[3 * i] = 10;
        values[3 * i + 1] = values[3 * i + 2] = 10 + effect[i] * (d->unit[3 * i + 1] - d->unit[3 * i]);
    }
}

/* 1, -2, 3 and 6: their mean is 2, that of their sizes 3; squares of distances from the mean, 34 in all, over 3. Four walks are enough. */
START_TEST(effects_of_four_walks_have_the_mean_the_size_and_the_spread_computed_by_hand)
{
    static const double effect[] = {1, -2, 3, 6};
    struct mend_design d = drawn(MEND_MORRIS, 1, 4, 1, 1);
    double values[12];
    put_effects(&d, effect, values);
    const struct mend_influence influence = found(&d, values);
    ck_assert(influence.known && influence.trials == 4);
    expect_near(influence.of[0][MEND_EFFECT].value, 2, 1e-12);
    expect_near(influence.of[0][MEND_EFFECT_SIZE].value, 3, 1e-12);
    expect_near(influence.of[0][MEND_EFFECT_SPREAD].value, sqrt(34 / 3.0), 1e-12);
    free(d.unit);
}
END_TEST

/* A bootstrap interval of a mean of n ends 1.96 s sqrt((n - 1) / n) / sqrt(n) away, on either side. Each end of one interval is off by 4 % by chance,
 * their mean over 40 by .7 %. */
START_TEST(an_interval_of_a_mean_ends_196_hundredths_of_its_standard_error_away_on_either_side)
{
    enum { TIMES = 40, WALKS = 200 };
    double below = 0, above = 0, effect[WALKS], values[3 * WALKS];
    for (int t = 0; t < TIMES; t++) {
        struct mend_design d = drawn(MEND_MORRIS, 1, WALKS, 1, t);
        for (int i = 0; i < WALKS; i++) {
            effect[i] = chance_of(1 + WALKS * t + i);
        }
        put_effects(&d, effect, values);
        const struct mend_influence influence = found(&d, values);
        const struct mend_index mean = influence.of[0][MEND_EFFECT];
        const double error = influence.of[0][MEND_EFFECT_SPREAD].value * sqrt(WALKS - 1) / WALKS;
        below += (mean.value - mean.lower) / error / TIMES;
        above += (mean.upper - mean.value) / error / TIMES;
        free(d.unit);
    }
    expect_near(below, 1.96, 0.06);
    expect_near(above, 1.96, 0.06);
}
END_TEST

/* On the lives of a walk the factor does the same everywhere; what other lives do is anything. */
START_TEST(where_only_chance_is_uncertain_a_study_has_not_converged_and_names_the_seed)
{
    enum { WALKS = 10 };
    double effect[WALKS], values[3 * WALKS];
    struct mend_design d = drawn(MEND_MORRIS, 1, WALKS, 1, 1);
    for (int i = 0; i < WALKS; i++) {
        effect[i] = 1;
    }
    put_effects(&d, effect, values);
    for (int i = 0; i < WALKS; i++) {
        values[3 * i + 2] += 4 * chance_of(i + 1);
    }
    const struct mend_influence influence = found(&d, values);
    ck_assert(influence.known && !influence.converged && influence.widest == 1);
    expect_near(influence.of[0][MEND_EFFECT_SIZE].upper - influence.of[0][MEND_EFFECT_SIZE].lower, 0, 1e-12);
    ck_assert(influence.trials_wanted > WALKS);
    free(d.unit);
}
END_TEST

/* Not additive, and 0 to 4. */
static double wavy(const double *unit)
{
    return 1 + sin(6 * unit[0]) + 2 * unit[0] * unit[1];
}

static void put_wavy(const struct mend_design *d, double zero, double *values)
{
    for (int64_t i = 0; i < d->points; i++) {
        values[i] = zero + wavy(&d->unit[i * d->factors]) + 0.5 * chance_of(seed_of(d, i, 0));
    }
}

/* Variance knows no zero. Far from it the products of Saltelli's estimator would drown the rest. */
START_TEST(indices_do_not_depend_on_where_zero_is)
{
    enum { TRIALS = 64 };
    double values[5 * TRIALS];
    struct mend_design d = drawn(MEND_SOBOL, 2, TRIALS, 1, 1);
    put_wavy(&d, 0, values);
    const struct mend_influence here = found(&d, values);
    put_wavy(&d, 1000, values);
    const struct mend_influence far = found(&d, values);
    for (int k = 0; k <= 2; k++) {
        for (int kind = MEND_FIRST; kind <= MEND_TOTAL; kind++) {
            expect_near(far.of[k][kind].value, here.of[k][kind].value, 1e-6);
            expect_near(far.of[k][kind].lower, here.of[k][kind].lower, 1e-6);
            expect_near(far.of[k][kind].upper, here.of[k][kind].upper, 1e-6);
        }
    }
    free(d.unit);
}
END_TEST

/* Whatever point of it lacks a value, the others have the indices that they have alone; but the middle from which the products of the first order are
 * taken is that of all values. */
START_TEST(a_trial_that_lacks_a_value_is_left_out_whole)
{
    enum { TRIALS = 20, EACH = 5, HOLE = 7 };
    double values[EACH * TRIALS], others[EACH * (TRIALS - 1)];
    struct mend_design d = drawn(MEND_LHS, 2, TRIALS, 1, 1), fewer = d;
    fewer.trials = TRIALS - 1;
    fewer.points = EACH * (TRIALS - 1);
    put_wavy(&d, 0, values);
    memcpy(others, values, EACH * HOLE * sizeof *others);
    memcpy(others + EACH * HOLE, values + EACH * (HOLE + 1), EACH * (TRIALS - 1 - HOLE) * sizeof *others);
    values[EACH * HOLE + _i] = NAN;
    const struct mend_influence with_hole = found(&d, values), without = found(&fewer, others);
    ck_assert(with_hole.known && with_hole.trials == TRIALS - 1);
    for (int k = 0; k <= 2; k++) {
        expect_near(with_hole.of[k][MEND_FIRST].value, without.of[k][MEND_FIRST].value, 0.02);
        expect_near(with_hole.of[k][MEND_TOTAL].value, without.of[k][MEND_TOTAL].value, 1e-9);
    }
    free(d.unit);
}
END_TEST

/* Of one factor and four trials of four points one trial differs: 7 and -1, where all others are -1 (less the mean): a variance of 7, and (7 + 1)^2 /
 * 2 / 4 of it the seed's. A third of resamples lack the trial and with it all variance. */
START_TEST(where_resamples_have_no_variance_there_is_a_value_and_no_interval)
{
    double values[16] = {0};
    struct mend_design d = drawn(MEND_LHS, 1, 4, 1, 1);
    values[4] = values[6] = 8;
    const struct mend_influence influence = found(&d, values);
    expect_near(influence.of[1][MEND_TOTAL].value, 8 / 7.0, 1e-12);
    ck_assert(!influence.known && isnan(influence.of[1][MEND_TOTAL].lower) && isnan(influence.of[1][MEND_TOTAL].upper));
    free(d.unit);
}
END_TEST

/* ---- points and lives ---- */

/* Of 6 orders and of 4 x 4 places of two factors to start from, each as often as the others, within five standard deviations; steps stay within. */
START_TEST(walks_start_anywhere_on_the_grid_and_take_every_order_alike)
{
    enum { WALKS = 4800, FACTORS = 3, EACH = FACTORS + MEND_MORE_OF_MORRIS };
    int orders[FACTORS * FACTORS] = {0}, starts[16] = {0};
    struct mend_design d = drawn(MEND_MORRIS, FACTORS, WALKS, 1, 1);
    for (int i = 0; i < WALKS; i++) {
        const double *unit = &d.unit[i * EACH * FACTORS];
        int moved[EACH] = {0};
        for (int place = 1; place < EACH; place++) {
            for (int k = 0; k < FACTORS; k++) {
                const double now = unit[place * FACTORS + k], step = fabs(now - unit[(place - 1) * FACTORS + k]);
                ck_assert(now > -1e-9 && now < 1 + 1e-9 && (step == 0 || fabs(step - 2 / 3.0) < 1e-9));
                moved[place] += step > 0 ? k + 1 : 0;
            }
        }
        ck_assert(moved[1] >= 1 && moved[1] <= 3 && moved[2] >= 1 && moved[2] <= 3 && moved[1] + moved[2] + moved[3] == 6 && moved[4] == 0);
        orders[FACTORS * (moved[1] - 1) + moved[2] - 1]++;
        starts[(int)lround(3 * unit[0]) + 4 * (int)lround(3 * unit[1])]++;
    }
    for (int i = 0; i < FACTORS * FACTORS; i++) {
        ck_assert_msg(i % 4 == 0 ? orders[i] == 0 : abs(orders[i] - WALKS / 6) < 130, "order %d: %d", i, orders[i]);
    }
    for (int i = 0; i < 16; i++) {
        ck_assert_msg(abs(starts[i] - WALKS / 16) < 85, "start %d: %d", i, starts[i]);
    }
    free(d.unit);
}
END_TEST

static int by_size(const void *a, const void *b)
{
    const int64_t first = *(const int64_t *)a, second = *(const int64_t *)b;
    return (first > second) - (first < second);
}

/* Two kinds of lives a trial, in each replicate: those of its walk or first sample, and those of its last point and the second sample. */
START_TEST(no_two_trials_and_no_two_replicates_share_their_lives)
{
    enum { TRIALS = 9, REPLICATES = 3 };
    const enum mend_design_kind kind = _i ? MEND_MORRIS : MEND_SOBOL;
    struct mend_design d = drawn(kind, 2, TRIALS, REPLICATES, 70);
    const int64_t each = d.points / TRIALS;
    int64_t seeds[2 * TRIALS * REPLICATES];
    int count = 0;
    for (int64_t i = 0; i < TRIALS; i++) {
        for (int r = 0; r < REPLICATES; r++) {
            const int64_t own = seed_of(&d, i * each, r), other = seed_of(&d, i * each + each - 1, r);
            for (int64_t place = 1; place < each - 1; place++) {
                ck_assert_int_eq(seed_of(&d, i * each + place, r), kind == MEND_SOBOL && place == 1 ? other : own);
            }
            seeds[count++] = own;
            seeds[count++] = other;
        }
    }
    qsort(seeds, (size_t)count, sizeof *seeds, by_size);
    ck_assert_int_eq(seeds[0], 70);
    for (int i = 1; i < count; i++) {
        ck_assert_int_lt(seeds[i - 1], seeds[i]);
    }
    free(d.unit);
}
END_TEST

void add_influence(Suite *suite)
{
    TCase *tests = tcase_create("influence");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, effects_of_four_walks_have_the_mean_the_size_and_the_spread_computed_by_hand);
    tcase_add_test(tests, an_interval_of_a_mean_ends_196_hundredths_of_its_standard_error_away_on_either_side);
    tcase_add_test(tests, where_only_chance_is_uncertain_a_study_has_not_converged_and_names_the_seed);
    tcase_add_test(tests, indices_do_not_depend_on_where_zero_is);
    tcase_add_loop_test(tests, a_trial_that_lacks_a_value_is_left_out_whole, 0, 5);
    tcase_add_test(tests, where_resamples_have_no_variance_there_is_a_value_and_no_interval);
    tcase_add_test(tests, walks_start_anywhere_on_the_grid_and_take_every_order_alike);
    tcase_add_loop_test(tests, no_two_trials_and_no_two_replicates_share_their_lives, 0, 2);
    suite_add_tcase(suite, tests);
}
