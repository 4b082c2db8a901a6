/* The round robin of a family, against families made of known parts. */
#include "unit/measures_bench.h"

#include "study/round_robin.h"

#include <math.h>
#include <stdlib.h>

static int cell_of(int i, int j)
{
    return 3 * i + j - (j > i);
}

/* A family and its mirror image, so that cells have a mean of 0; with their mean they have one family's freedom between them. */
static struct relations mirrored(double pair[2][CELLS])
{
    for (int c = 0; c < CELLS; c++) {
        pair[1][c] = -pair[0][c];
    }
    return relations_of(pair[0], 2);
}

static void assert_relations(struct relations r, double person, double partner, double relationship, double generalized, double dyadic)
{
    ck_assert_double_eq_tol(r.person, person, 1e-12);
    ck_assert_double_eq_tol(r.partner, partner, 1e-12);
    ck_assert_double_eq_tol(r.relationship, relationship, 1e-12);
    ck_assert_double_eq_tol(r.generalized, generalized, 1e-12);
    ck_assert_double_eq_tol(r.dyadic, dyadic, 1e-12);
}

/* By hand: squares 10 and 2.5, products .5, twice, over 3. */
START_TEST(persons_and_partners_alone_are_found_exactly)
{
    const double person[] = {1, -1, 2, -2}, partner[] = {.5, 1, -.5, -1};
    double x[2][CELLS];
    for (int i = 0; i < MEMBERS; i++) {
        for (int j = 0; j < MEMBERS; j++) {
            if (i != j) {
                x[0][cell_of(i, j)] = person[i] + partner[j];
            }
        }
    }
    assert_relations(mirrored(x), 20. / 3, 5. / 3, 0, 1. / 3, 0);
}
END_TEST

/* By hand, from the mean squares of Warner, Kenny & Stoto: between, 2 x 4 x 2 / 2 = 8, which leaves -8 / (2 x 2) of each person; within, a ring of
 * four differences of 2 / sqrt 2: 2 x 4 x 2 / 3 = 16/3, of which 1/8 is taken from each person. */
START_TEST(relationships_alone_are_found_exactly)
{
    double same[2][CELLS] = {{0}}, opposite[2][CELLS] = {{0}};
    const int plus[2][2] = {{0, 1}, {2, 3}}, minus[2][2] = {{0, 2}, {1, 3}};
    for (int k = 0; k < 2; k++) {
        same[0][cell_of(plus[k][0], plus[k][1])] = same[0][cell_of(plus[k][1], plus[k][0])] = 1;
        same[0][cell_of(minus[k][0], minus[k][1])] = same[0][cell_of(minus[k][1], minus[k][0])] = -1;
    }
    assert_relations(mirrored(same), -2, -2, 4, -2, 4);
    for (int i = 0; i < MEMBERS; i++) {
        opposite[0][cell_of(i, (i + 1) % MEMBERS)] = 1;
        opposite[0][cell_of((i + 1) % MEMBERS, i)] = -1;
    }
    assert_relations(mirrored(opposite), -2. / 3, -2. / 3, 8. / 3, 2. / 3, -8. / 3);
}
END_TEST

/* Known variances and covariances of a made-up round robin. */
static const struct relations truth = {.person = .5, .partner = .3, .relationship = .8, .generalized = .2, .dyadic = .4};

/* Two values of these variances and this covariance. */
static void draw_two(double a, double b, double both, const uint32_t words[2], double out[2])
{
    const double first = (double)normal_of(words[0]), second = (double)normal_of(words[1]);
    out[0] = sqrt(a) * first;
    out[1] = both / sqrt(a) * first + sqrt(b - both * both / a) * second;
}

/* A family with a level of its own, and roles that differ. */
static void draw_family(uint32_t what, uint32_t family, double x[CELLS])
{
    double own[MEMBERS][2], each[2];
    const double level = normal(what, family);
    for (uint32_t i = 0; i < MEMBERS; i++) {
        const struct words w = words_of((struct occasion){.seed_low = 6, .what = what, .when = i}, family);
        draw_two(truth.person, truth.partner, truth.generalized, w.word, own[i]);
    }
    for (int i = 0; i < MEMBERS; i++) {
        for (int j = i + 1; j < MEMBERS; j++) {
            const struct words w = words_of((struct occasion){.seed_low = 7, .what = what, .when = (uint32_t)cell_of(i, j)}, family);
            draw_two(truth.relationship, truth.relationship, truth.dyadic, w.word, each);
            x[cell_of(i, j)] = level + 3 * i - j + own[i][0] + own[j][1] + each[0];
            x[cell_of(j, i)] = level + 3 * j - i + own[j][0] + own[i][1] + each[1];
        }
    }
}

/* Standard errors of normal theory: a mean square of f degrees of freedom varies by 2 squares over f; what is left of sums has 2 a family, of
 * differences 3, persons and partners have 3. */
START_TEST(known_variances_of_a_round_robin_are_found_within_sampling_error)
{
    enum { FAMILIES = 4000 };
    double *x = malloc(FAMILIES * CELLS * sizeof *x);
    for (uint32_t f = 0; f < FAMILIES; f++) {
        draw_family(8, f, x + f * CELLS);
    }
    const struct relations found = relations_of(x, FAMILIES);
    const double sums = truth.relationship + truth.dyadic, differences = truth.relationship - truth.dyadic, members = 3 * (FAMILIES - 1);
    const double of_sums = 2 * sums * sums / (2 * (FAMILIES - 1)), of_differences = 2 * differences * differences / members;
    const double persons = truth.person + sums / 4 + differences / 8, partners = truth.partner + sums / 4 + differences / 8;
    const double products = truth.generalized + sums / 4 - differences / 8, taken = of_sums / 16 + of_differences / 64;
    ck_assert_double_eq_tol(found.person, truth.person, 4 * sqrt(2 * persons * persons / members + taken));
    ck_assert_double_eq_tol(found.partner, truth.partner, 4 * sqrt(2 * partners * partners / members + taken));
    ck_assert_double_eq_tol(found.generalized, truth.generalized, 4 * sqrt((persons * partners + products * products) / members + taken));
    ck_assert_double_eq_tol(found.relationship, truth.relationship, 4 * sqrt(of_sums + of_differences) / 2);
    ck_assert_double_eq_tol(found.dyadic, truth.dyadic, 4 * sqrt(of_sums + of_differences) / 2);
    free(x);
}
END_TEST

/* Of 80 intervals from 80 families each, binomially, fewer than 66 would hold the truth once in 100,000 times at 95 %, once in 80 at 90 %; a
 * percentile bootstrap of so few families lies between the two. */
START_TEST(a_bootstrap_over_families_holds_the_truth_as_often_as_it_says)
{
    enum { RUNS = 80, FAMILIES = 80 };
    static double x[FAMILIES * CELLS];
    const double all = truth.person + truth.partner + truth.relationship;
    const double share[RELATION_SHARES] = {[PERSON_SHARE] = truth.person / all,
                                           [PARTNER_SHARE] = truth.partner / all,
                                           [RELATIONSHIP_SHARE] = truth.relationship / all,
                                           [GENERALIZED_R] = truth.generalized / sqrt(truth.person * truth.partner),
                                           [DYADIC_R] = truth.dyadic / truth.relationship};
    int held[RELATION_SHARES] = {0};
    for (int run = 0; run < RUNS; run++) {
        struct mend_params p = mend_params_default();
        struct estimate e[RELATION_SHARES];
        p.seed = run + 1;
        for (uint32_t f = 0; f < FAMILIES; f++) {
            draw_family(100 + (uint32_t)run, f, x + f * CELLS);
        }
        ck_assert(round_robin(&p, x, FAMILIES, e));
        for (int s = 0; s < RELATION_SHARES; s++) {
            held[s] += e[s].lower <= share[s] && share[s] <= e[s].upper;
            ck_assert_int_eq(e[s].n, FAMILIES);
        }
    }
    for (int s = 0; s < RELATION_SHARES; s++) {
        ck_assert_msg(held[s] >= 66, "interval %d holds the truth %d times of %d", s, held[s], RUNS);
    }
}
END_TEST

START_TEST(the_same_seed_resamples_the_same_families)
{
    enum { FAMILIES = 30 };
    static double x[FAMILIES * CELLS];
    struct mend_params p = mend_params_default();
    struct estimate first[RELATION_SHARES], again[RELATION_SHARES], other[RELATION_SHARES];
    for (uint32_t f = 0; f < FAMILIES; f++) {
        draw_family(9, f, x + f * CELLS);
    }
    ck_assert(round_robin(&p, x, FAMILIES, first) && round_robin(&p, x, FAMILIES, again));
    p.seed++;
    ck_assert(round_robin(&p, x, FAMILIES, other));
    for (int s = 0; s < RELATION_SHARES; s++) {
        assert_same(first[s], again[s]);
        ck_assert_double_eq(first[s].value, other[s].value);
        ck_assert_double_ne(first[s].lower, other[s].lower);
    }
}
END_TEST

START_TEST(only_a_family_is_a_round_robin)
{
    struct setting s = setting_at(position_of_setting("family"));
    ck_assert(is_round_robin(&s));
    s = setting_at(position_of_setting("romantic"));
    ck_assert(!is_round_robin(&s));
}
END_TEST

TCase *round_robin_cases(void)
{
    TCase *tests = tcase_create("round robin");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, persons_and_partners_alone_are_found_exactly);
    tcase_add_test(tests, relationships_alone_are_found_exactly);
    tcase_add_test(tests, known_variances_of_a_round_robin_are_found_within_sampling_error);
    tcase_add_test(tests, a_bootstrap_over_families_holds_the_truth_as_often_as_it_says);
    tcase_add_test(tests, the_same_seed_resamples_the_same_families);
    tcase_add_test(tests, only_a_family_is_a_round_robin);
    return tests;
}
