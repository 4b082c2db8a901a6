/* Claims about calibration where the truth is known: functions of parameters stand in for the simulator. */
#include "cli/shell.h"
#include "study/trades.h"
#include "suites.h"
#include "unit/quest_bench.h"

#include <stdio.h>

static struct marginal told(const struct quest *q, int factor)
{
    struct marginal m;
    ck_assert(marginal_of(&q->cloud, factor, &m));
    return m;
}

static void expect_near(double found, double wanted, double within)
{
    ck_assert_msg(fabs(found - wanted) <= within, "%g is not %g within %g", found, wanted, within);
}

/* ---- emulators ---- */

static struct lived lived_at(struct model m, int points, double *unit, double *value)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < points; i++) {
        for (int k = 0; k < m.factors; k++) {
            unit[i * m.factors + k] = gsl_rng_uniform(rng);
        }
        live(m, &unit[i * m.factors], rng, &value[i * m.lines]);
    }
    gsl_rng_free(rng);
    return (struct lived){points, m.factors, m.lines, unit, value};
}

START_TEST(the_emulator_of_a_quadratic_is_the_quadratic)
{
    double unit[60 * 3], value[60 * 2], line[2], leverage;
    const struct model m = {3, 2, quadratics, 0};
    const struct lived lived = lived_at(m, _i ? 24 : 60, unit, value);
    struct emulator e = {0};
    ck_assert(emulator_fit(&lived, NULL, &e));
    ck_assert_int_eq(e.form, _i ? EMULATOR_QUADRATIC : EMULATOR_CUBES);
    ck_assert_int_eq(e.terms, _i ? 10 : 13);
    for (int i = 0; i < 8; i++) { /* the corners, outside of most points */
        const double corner[] = {i & 1, i >> 1 & 1, i >> 2 & 1};
        const double *found = emulator_at(&e, corner, &leverage);
        quadratics(corner, line);
        expect_near(found[0], line[0], 1e-9);
        expect_near(found[1], line[1], 1e-9);
        ck_assert(leverage > 0);
    }
    ck_assert(residual_of(&e, 0) < 1e-20 && residual_of(&e, 1) < 1e-20);
    emulator_free(&e);
}
END_TEST

/* With chance of variance 4 the residual estimates it: of 400 points less 13 terms within 4 standard errors, sqrt(2 / 387) each. Leverages sum to
 * the number of terms over the points. */
START_TEST(what_an_emulator_leaves_is_chance_and_leverages_sum_to_its_terms)
{
    enum { POINTS = 400 };
    static double unit[POINTS * 3], value[POINTS * 2];
    const struct model m = {3, 2, quadratics, 2};
    const struct lived lived = lived_at(m, POINTS, unit, value);
    struct emulator e = {0};
    double all = 0, leverage;
    ck_assert(emulator_fit(&lived, NULL, &e));
    expect_near(residual_of(&e, 0), 4, 4 * 4 * sqrt(2.0 / 387));
    expect_near(e.residual[1], 0, 4 * 4 / sqrt(387));
    for (int i = 0; i < POINTS; i++) {
        emulator_at(&e, &unit[i * 3], &leverage);
        all += leverage;
    }
    expect_near(all, 13, 1e-9);
    emulator_free(&e);
}
END_TEST

START_TEST(fewer_points_have_plainer_emulators_and_too_few_none)
{
    double unit[60 * 3], value[60 * 2];
    const struct model m = {3, 2, quadratics, 0};
    struct lived lived = lived_at(m, 60, unit, value);
    struct emulator e = {0};
    ck_assert_int_eq(emulator_form_for(26, 3), EMULATOR_CUBES);
    ck_assert_int_eq(emulator_form_for(25, 3), EMULATOR_QUADRATIC);
    ck_assert_int_eq(emulator_form_for(20, 3), EMULATOR_QUADRATIC);
    ck_assert_int_eq(emulator_form_for(19, 3), EMULATOR_SQUARES);
    ck_assert_int_eq(emulator_form_for(13, 3), EMULATOR_LINEAR);
    ck_assert_int_eq(emulator_form_for(5, 3), EMULATOR_FORMS);
    value[7 * 2] = NAN; /* the line that fewest points have decides */
    lived.points = 20;
    ck_assert_int_eq(points_of_rarest(&lived), 19);
    ck_assert(emulator_fit(&lived, NULL, &e) && e.form == EMULATOR_SQUARES);
    lived.points = 5;
    ck_assert(!emulator_fit(&lived, NULL, &e));
    emulator_free(&e);
}
END_TEST

START_TEST(a_point_that_lacks_a_line_tells_of_the_others_alone)
{
    enum { POINTS = 60, FEWER = 45, TERMS = 8 };
    double unit[POINTS * 2], value[POINTS * 2], weight[POINTS], whole[TERMS], part[TERMS], left;
    const struct model m = {2, 2, apart, 0.1};
    struct lived lived = lived_at(m, POINTS, unit, value);
    struct emulator e = {0};
    for (int i = 0; i < POINTS; i++) {
        weight[i] = 0.5 + 0.5 * unit[2 * i];
    }
    ck_assert(emulator_fit(&lived, weight, &e) && e.terms == TERMS);
    memcpy(whole, e.coefficient, sizeof whole);
    lived.points = FEWER;
    ck_assert(emulator_fit(&lived, weight, &e) && e.terms == TERMS);
    memcpy(part, &e.coefficient[TERMS], sizeof part);
    left = residual_of(&e, 1);
    lived.points = POINTS;
    for (int i = FEWER; i < POINTS; i++) {
        value[2 * i + 1] = NAN;
    }
    ck_assert(emulator_fit(&lived, weight, &e) && e.points == POINTS);
    for (int t = 0; t < TERMS; t++) {
        expect_near(e.coefficient[t], whole[t], 1e-12);
        expect_near(e.coefficient[TERMS + t], part[t], 1e-12);
    }
    expect_near(residual_of(&e, 1), left, 1e-12);
    ck_assert(e.residual[1] * e.residual[1] <= residual_of(&e, 0) * residual_of(&e, 1));
    emulator_free(&e);
}
END_TEST

/* ---- aims ---- */

START_TEST(a_published_interval_gives_the_standard_deviation_and_else_the_bounds_do)
{
    struct mend_finding f = {.value = 0.3, .lower = 0.2, .upper = 0.396, .accept = MEND_WITHIN, .accept_lower = -1, .accept_upper = 1, .n = 100};
    expect_near(aim_of(&f).sd, 0.05, 1e-12);
    expect_near(aim_of(&f).value, 0.3, 0);
    f.lower = f.upper = NAN;
    expect_near(aim_of(&f).sd, 2 / 3.92, 1e-12);
    f.value = NAN;
    expect_near(aim_of(&f).value, 0, 1e-12);
    f.accept = MEND_NONE;
    expect_near(aim_of(&f).sd, 0.1, 1e-12);
    f.accept = MEND_BELOW;
    ck_assert_int_eq(aim_of(&f).side, -1);
}
END_TEST

START_TEST(a_sign_is_implausible_on_the_other_side_alone)
{
    const struct aim above = {.side = 1}, not_below = {.side = 1, .margin = 1.96}, near = {.value = 2, .sd = 1};
    expect_near(implausibility(above, 5, 4), 0, 0);
    expect_near(implausibility(above, -6, 4), 3, 1e-12);
    expect_near(implausibility(not_below, -2, 4), 0, 0);
    expect_near(implausibility(not_below, -6, 4), 3 - 1.96, 1e-12);
    expect_near(implausibility(near, 8, 4), 3, 1e-12);
}
END_TEST

/* ---- posteriors ---- */

/* Of straight lines under an even prior the posterior is normal: precision B'B / s^2. Four standard errors of a mean of 2,000 draws that hang
 * together a little; standard deviations to 8 %. */
START_TEST(the_posterior_of_straight_lines_is_that_of_theory)
{
    const struct model m = {2, 4, straight, 0};
    const double s = 0.1, off[] = {0.05, -0.08, 0.02, 0.1}, truth[] = {0.45, 0.55};
    double line[4], p00 = 0, p01 = 0, p11 = 0, r0 = 0, r1 = 0;
    struct aim aim[4];
    struct quest q;
    straight(truth, line);
    for (int j = 0; j < 4; j++) {
        const double *b = &straight_at[j][1], y = line[j] + off[j] - straight_at[j][0];
        aim[j] = (struct aim){.value = line[j] + off[j], .sd = s};
        p00 += b[0] * b[0];
        p01 += b[0] * b[1];
        p11 += b[1] * b[1];
        r0 += b[0] * y;
        r1 += b[1] * y;
    }
    const double det = p00 * p11 - p01 * p01, mean[] = {(p11 * r0 - p01 * r1) / det, (p00 * r1 - p01 * r0) / det};
    const double sd[] = {s * sqrt(p11 / det), s * sqrt(p00 / det)};
    seek(m, aim, 3, 30, 20, 1, &q);
    for (int k = 0; k < 2; k++) {
        const struct marginal found = told(&q, k);
        expect_near(found.mean, mean[k], 6 * sd[k] / sqrt(QUEST_DRAWS_LAST));
        expect_near(found.sd, sd[k], 0.08 * sd[k]);
        expect_near(found.lower, mean[k] - 1.645 * sd[k], 0.15 * sd[k]);
        expect_near(found.upper, mean[k] + 1.645 * sd[k], 0.15 * sd[k]);
        ck_assert(found.identified && found.leans == 0);
    }
    expect_near(cloud_covariance(&q.cloud, 0, 1) / 12, -s * s * p01 / det, 0.1 * sd[0] * sd[1]);
    quest_close(&q);
}
END_TEST

/* A ridge across a corner of the square, where the sum is .8, with the bounds of the prior at its ends: against sums over a fine grid. Of 20,000
 * draws the standard deviation errs by 1 %, the share near a bound by .003. */
START_TEST(the_posterior_of_a_ridge_between_two_bounds_is_that_of_theory)
{
    enum { GRID = 1000, DRAWS = 20000 };
    double unit[40 * 2], value[40 * 2], all = 0, mean = 0, squares = 0, near_bound = 0, drawn_near = 0;
    const struct model m = {2, 2, sum_and_difference, 0};
    const struct lived lived = lived_at(m, 40, unit, value);
    const struct aim aim[] = {{.value = 0.8, .sd = 0.1}, {.value = 0, .sd = 1}};
    struct emulator e = {0};
    struct cloud cloud = {0};
    struct marginal found;
    for (int i = 0; i < GRID * GRID; i++) {
        const double u[] = {(i / GRID + 0.5) / GRID, (i % GRID + 0.5) / GRID};
        const double sum = (u[0] + u[1] - 0.8) / 0.1, difference = u[0] - u[1], density = exp(-(sum * sum + difference * difference) / 2);
        all += density;
        mean += density * u[0];
        squares += density * u[0] * u[0];
        near_bound += density * (u[0] < 0.05);
    }
    ck_assert(emulator_fit(&lived, NULL, &e) && cloud_draw(&e, aim, 1, DRAWS, 1, &cloud) && marginal_of(&cloud, 0, &found));
    for (int i = 0; i < DRAWS; i++) {
        drawn_near += cloud.unit[2 * i] < 0.05;
    }
    expect_near(found.mean, mean / all, 0.008);
    expect_near(found.sd, sqrt(squares / all - mean / all * (mean / all)), 0.008);
    expect_near(drawn_near / DRAWS, near_bound / all, 0.01);
    emulator_free(&e);
    cloud_free(&cloud);
}
END_TEST

/* Two lines that have their chance in common, of variance t^2: the posterior of each parameter has s^2 + t^2, and the two hang together by t^2. */
START_TEST(chance_that_lines_have_in_common_makes_parameters_hang_together)
{
    enum { POINTS = 600 };
    static double unit[POINTS * 2], value[POINTS * 2];
    const double t = 0.05, s = 0.05;
    const struct model m = {2, 2, apart, 0};
    const struct lived lived = lived_at(m, POINTS, unit, value);
    const struct aim aim[] = {{.value = 0.5, .sd = s}, {.value = 0.5, .sd = s}};
    struct emulator e = {0};
    struct cloud cloud = {0};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int i = 0; i < POINTS; i++) {
        const double common = gsl_ran_gaussian(rng, t);
        value[2 * i] += common;
        value[2 * i + 1] += common;
    }
    ck_assert(emulator_fit(&lived, NULL, &e) && cloud_draw(&e, aim, 1, QUEST_DRAWS_LAST, 1, &cloud));
    expect_near(cloud_covariance(&cloud, 0, 0) / 12, s * s + t * t, 0.12 * (s * s + t * t));
    expect_near(cloud_covariance(&cloud, 0, 1) / 12, t * t, 0.2 * t * t);
    gsl_rng_free(rng);
    emulator_free(&e);
    cloud_free(&cloud);
}
END_TEST

START_TEST(a_line_that_most_points_lack_is_aimed_at_once_waves_come_where_it_is_to_be_had)
{
    const struct model m = {2, 2, rare, 0.01};
    const struct aim here[] = {{.value = 0.8, .sd = 0.02}, {.value = 0.5, .sd = 0.02}}, elsewhere[] = {{.value = 0.2, .sd = 0.02}, here[1]};
    struct quest q;
    seek(m, elsewhere, 4, 40, 30, 1, &q);
    ck_assert_int_eq(q.aimed.lines, 1);
    ck_assert(told(&q, 0).identified && !told(&q, 1).identified && isnan(quest_chance(&q, 1)));
    quest_close(&q);
    seek(m, here, 4, 40, 30, 1, &q);
    ck_assert_int_eq(q.aimed.lines, 2);
    ck_assert(told(&q, 0).identified && told(&q, 1).identified);
    expect_near(told(&q, 1).mean, 0.5, 0.03);
    expect_near(quest_chance(&q, 1), 0.01, 0.003);
    quest_close(&q);
}
END_TEST

/* A study errs, and so do simulated populations: 90 % intervals hold the truth in 80 to 98 of 100 cases all the same. */
START_TEST(intervals_cover_known_parameters_in_80_to_98_of_100_cases)
{
    enum { SETS = 40 };
    const struct model m = {5, 8, shares, 1};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    int identified = 0, covered = 0, of_nothing = 0;
    for (int set = 0; set < SETS; set++) {
        double truth[5], line[8];
        struct aim aim[8];
        struct quest q;
        for (int k = 0; k < 5; k++) {
            truth[k] = 0.1 + 0.8 * gsl_rng_uniform(rng);
        }
        live(m, truth, rng, line);
        for (int j = 0; j < 8; j++) {
            aim[j] = aim_at_known((struct aim){.sd = 2}, line[j], gsl_ran_gaussian(rng, 1));
        }
        seek(m, aim, 4, 80, 20, 100 * (unsigned long)set + 7, &q);
        for (int k = 0; k < 5; k++) {
            const struct marginal found = told(&q, k);
            identified += found.identified;
            covered += found.identified && found.lower <= truth[k] && truth[k] <= found.upper;
            of_nothing += k == 4 && found.identified;
        }
        quest_close(&q);
    }
    gsl_rng_free(rng);
    printf("90 %% intervals of %d identified parameters cover %d\n", identified, covered);
    ck_assert_int_eq(of_nothing, 0);
    ck_assert_int_ge(identified, 3 * SETS);
    ck_assert_msg(covered >= 0.8 * identified && covered <= 0.98 * identified, "%d of %d", covered, identified);
}
END_TEST

START_TEST(a_parameter_that_does_nothing_is_not_identified_and_fills_its_prior)
{
    const struct model m = {5, 8, shares, 0.5};
    const double truth[] = {0.5, 0.5, 0.5, 0.5, 0.1};
    struct aim aim[8];
    struct quest q;
    double line[8];
    shares(truth, line);
    for (int j = 0; j < 8; j++) {
        aim[j] = (struct aim){.value = line[j], .sd = 1};
    }
    seek(m, aim, 3, 80, 30, 3, &q);
    const struct marginal nothing = told(&q, 4);
    ck_assert(!nothing.identified && told(&q, 0).identified);
    ck_assert_msg(nothing.sd > 0.8 / sqrt(12), "%g", nothing.sd);
    ck_assert(nothing.leans == 0);
    quest_close(&q);
}
END_TEST

static void take_trades(const struct quest *q, struct mend_trade *trade)
{
    static double covariance[MEND_FACTORS_MOST][MEND_FACTORS_MOST];
    for (int a = 0; a < q->cloud.factors; a++) {
        for (int b = 0; b < q->cloud.factors; b++) {
            covariance[a][b] = cloud_covariance(&q->cloud, a, b);
        }
    }
    ck_assert(find_trades(q->cloud.factors, covariance, trade));
}

START_TEST(two_of_which_only_the_sum_matters_trade_off_and_one_has_to_be_fixed)
{
    const struct model m = {3, 3, sum_of_two, 0.01};
    const struct aim aim[] = {{.value = 1, .sd = 0.02}, {.value = 2.4, .sd = 0.04}, {.value = 0.4, .sd = 0.02}};
    struct mend_trade trade[3];
    struct quest q;
    seek(m, aim, 3, 40, 20, 5, &q);
    ck_assert(!told(&q, 0).identified && !told(&q, 1).identified && told(&q, 2).identified);
    take_trades(&q, trade);
    ck_assert(trade[0].partner == 1 && trade[1].partner == 0 && trade[0].group == trade[1].group);
    ck_assert_msg(trade[0].correlation < -0.95, "%g", trade[0].correlation);
    ck_assert(trade[0].fix == 1 && trade[2].fix == 0 && trade[2].group == 2);
    quest_close(&q);
}
END_TEST

START_TEST(of_three_of_which_only_the_sum_matters_two_have_to_be_fixed)
{
    const struct model m = {3, 1, sum_of_three, 0.01};
    const struct aim aim[] = {{.value = 1.5, .sd = 0.02}};
    struct mend_trade trade[3];
    struct quest q;
    seek(m, aim, 3, 40, 20, 5, &q);
    take_trades(&q, trade);
    for (int k = 0; k < 3; k++) {
        ck_assert(!told(&q, k).identified && trade[k].group == 0 && trade[k].fix == 2);
    }
    quest_close(&q);
}
END_TEST

START_TEST(what_lies_beyond_the_prior_leans_on_its_bound)
{
    const struct model m = {2, 4, straight, 0};
    const double beyond[] = {1.2, 0.5};
    struct aim aim[4];
    struct quest q;
    double line[4];
    straight(beyond, line);
    for (int j = 0; j < 4; j++) {
        aim[j] = (struct aim){.value = line[j], .sd = 0.1};
    }
    seek(m, aim, 3, 30, 20, 1, &q);
    ck_assert_int_eq(told(&q, 0).leans, 1);
    ck_assert_int_eq(told(&q, 1).leans, 0);
    quest_close(&q);
}
END_TEST

START_TEST(a_sign_shuts_out_the_half_that_has_the_other)
{
    const struct model m = {2, 4, straight, 0.05};
    /* The second line, u0 - 1.5 u1, is above 0; the others tell next to nothing. */
    const struct aim aim[] = {{.value = 2, .sd = 100}, {.side = 1}, {.value = 0, .sd = 100}, {.value = 2, .sd = 100}};
    struct quest q;
    int above = 0;
    seek(m, aim, 3, 30, 20, 1, &q);
    for (int64_t i = 0; i < q.cloud.draws; i++) {
        above += q.cloud.unit[2 * i] - 1.5 * q.cloud.unit[2 * i + 1] > -0.05;
    }
    ck_assert_msg(above > 0.95 * (double)q.cloud.draws, "%d", above);
    quest_close(&q);
}
END_TEST

START_TEST(the_same_seed_gives_the_same_draws_and_another_seed_others)
{
    const struct model m = {2, 4, straight, 0.1};
    const struct aim aim[] = {{.value = 2, .sd = 1}, {.side = 1}, {.value = 0, .sd = 1}, {.value = 2, .sd = 1}};
    struct quest a, b, c;
    seek(m, aim, 3, 30, 20, 1, &a);
    seek(m, aim, 3, 30, 20, 1, &b);
    seek(m, aim, 3, 30, 20, 2, &c);
    const size_t size = (size_t)(a.cloud.draws * a.cloud.factors) * sizeof *a.cloud.unit;
    ck_assert(memcmp(a.cloud.unit, b.cloud.unit, size) == 0 && memcmp(a.cloud.unit, c.cloud.unit, size) != 0);
    quest_close(&a);
    quest_close(&b);
    quest_close(&c);
}
END_TEST

void add_quest(Suite *suite)
{
    TCase *tests = tcase_create("quest");
    tcase_set_timeout(tests, 300);
    tcase_add_loop_test(tests, the_emulator_of_a_quadratic_is_the_quadratic, 0, 2);
    tcase_add_test(tests, what_an_emulator_leaves_is_chance_and_leverages_sum_to_its_terms);
    tcase_add_test(tests, fewer_points_have_plainer_emulators_and_too_few_none);
    tcase_add_test(tests, a_published_interval_gives_the_standard_deviation_and_else_the_bounds_do);
    tcase_add_test(tests, a_sign_is_implausible_on_the_other_side_alone);
    tcase_add_test(tests, the_posterior_of_straight_lines_is_that_of_theory);
    tcase_add_test(tests, the_posterior_of_a_ridge_between_two_bounds_is_that_of_theory);
    tcase_add_test(tests, chance_that_lines_have_in_common_makes_parameters_hang_together);
    tcase_add_test(tests, a_point_that_lacks_a_line_tells_of_the_others_alone);
    tcase_add_test(tests, a_line_that_most_points_lack_is_aimed_at_once_waves_come_where_it_is_to_be_had);
    tcase_add_test(tests, intervals_cover_known_parameters_in_80_to_98_of_100_cases);
    tcase_add_test(tests, a_parameter_that_does_nothing_is_not_identified_and_fills_its_prior);
    tcase_add_test(tests, two_of_which_only_the_sum_matters_trade_off_and_one_has_to_be_fixed);
    tcase_add_test(tests, of_three_of_which_only_the_sum_matters_two_have_to_be_fixed);
    tcase_add_test(tests, what_lies_beyond_the_prior_leans_on_its_bound);
    tcase_add_test(tests, a_sign_shuts_out_the_half_that_has_the_other);
    tcase_add_test(tests, the_same_seed_gives_the_same_draws_and_another_seed_others);
    suite_add_tcase(suite, tests);
}
