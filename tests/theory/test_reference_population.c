/* The reference with another generator against the simulator: another program, the same statistics. Its cases belong to reference_suite(). */
#include "engine/threads.h"
#include "study/population.h"
#include "theory/side_by_side.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

static struct mend_params p;

static void fresh(void)
{
    p = mend_params_default();
}

enum { REFERENCE_DYADS = 1200 };

struct reading {
    int class;
    double trust, doubt, load, ruptures, repairs;
};

static struct reading of_reference[REFERENCE_DYADS];

static struct reference_draws gsl_draws(void *state, uint32_t when)
{
    gsl_rng *r = state;
    (void)when;
    return (struct reference_draws){gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_rng_uniform(r),
                                    gsl_ran_gaussian_ziggurat(r, 1),
                                    1};
}

static void live_reference(void *context, int64_t i, int thread)
{
    gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
    double z[11];
    (void)context;
    (void)thread;
    gsl_rng_set(r, 1000 + (unsigned long)i);
    for (int k = 0; k < 11; k++) {
        z[k] = gsl_ran_gaussian(r, 1);
    }
    struct reference_dyad d = reference_birth(&p, z, gsl_ran_gaussian(r, 1));
    reference_live(&p, &d, 0, 365 * 60, gsl_draws, r);
    const struct reference_strange s = reference_strange_situation(&p, d, gsl_draws, r);
    of_reference[i] = (struct reading){(int)s.class, d.bond.trust, d.bond.doubt, d.seeker.load, d.tally.ruptures, d.tally.repairs};
    gsl_rng_free(r);
}

/* Means of the two within four standard errors of their difference: one in 16,000 comparisons of equals fails. */
static void assert_same_mean(const char *what, double mean, double square, double n, double mean2, double square2, double n2)
{
    const double error = sqrt((square - mean * mean) / n + (square2 - mean2 * mean2) / n2);
    printf("    %-24s reference %8.4f  simulator %8.4f  (standard error %.4f)\n", what, mean, mean2, error);
    ck_assert_msg(fabs(mean - mean2) <= 4 * error, "%s: reference %.4f, simulator %.4f, standard error %.4f", what, mean, mean2, error);
}

static double value_of_reading(const struct reading *r, int what)
{
    const double values[] = {r->class == 0, r->class == 1, r->class == 2, r->class == 3, r->trust, r->doubt, r->load, r->ruptures, r->repairs};
    return values[what];
}

START_TEST(the_reference_with_another_generator_gives_the_same_population)
{
    static struct mend_config config;
    static struct mend_report report;
    static struct population product;
    const char *const names[] = {"secure", "avoidant", "anxious", "disorganized", "trust", "doubt", "load", "ruptures", "repairs"};
    for_each_item(REFERENCE_DYADS, threads_available(), live_reference, NULL);
    mend_config_default(&config);
    config.params.record_dyads = 0;
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &product, &report));
    for (int what = 0; what < 9; what++) {
        double sum[2] = {0}, square[2] = {0};
        const int n = (int)config.params.dyads;
        for (int i = 0; i < REFERENCE_DYADS; i++) {
            const double x = value_of_reading(&of_reference[i], what);
            sum[0] += x;
            square[0] += x * x;
        }
        for (int i = 0; i < n; i++) {
            const struct outcome_row *row = &product.records.outcome[i];
            const struct reading r = {(int)row->class,   (double)row->trust,    (double)row->doubt,
                                      (double)row->load, (double)row->ruptures, (double)row->repairs};
            const double x = value_of_reading(&r, what);
            sum[1] += x;
            square[1] += x * x;
        }
        assert_same_mean(names[what], sum[0] / REFERENCE_DYADS, square[0] / REFERENCE_DYADS, REFERENCE_DYADS, sum[1] / n, square[1] / n, n);
    }
    population_free(&product);
}
END_TEST

TCase *reference_population_cases(void)
{
    TCase *cases = tcase_create("population");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, the_reference_with_another_generator_gives_the_same_population);
    return cases;
}
