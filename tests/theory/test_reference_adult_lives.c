/* A year of pairs of adults by the simulator and by the reference: under the same draws, and with another generator. Its cases belong to
 * reference_adult_suite(); what is left out stands there. */
#include "engine/threads.h"
#include "life/calendar.h"
#include "life/growth.h"
#include "theory/pairs_side_by_side.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { DAYS = 365, PER_DAY = 20 };

static struct mend_params p;
static struct block block;

static void fresh(void)
{
    p = pair_params();
    p.fear_loss = 0;
}

static void ages_on(int day, double years[2])
{
    years[0] = years[1] = (double)p.adult_age + (day - 1) / 365.0;
}

static void bear_pairs(uint32_t first)
{
    double years[2];
    ages_on(1, years);
    const struct setting setting = setting_at((int)p.setting);
    const struct stage stage = pair_stage(&p, years);
    bear_block(&block, &p, &setting, stage.who, first, NULL, 0);
    grow_up(&stage, &setting, &block, 0);
    grow_up(&stage, &setting, &block, 1);
}

/* ---- the same draws ---- */

struct twins {
    struct adult_pair pair[LANES];
    bool apart[LANES]; /* decided differently, or no longer a couple */
    int differed, ended;
    double turns, ruptures;
};

static void turn_of_twins(struct twins *t, const struct stage *stage, uint32_t when)
{
    static struct seen_lanes seen[2];
    const struct scene daily = daily_scene(&p);
    const struct reference_scene scene = scene_of(daily);
    play(stage, &block, daily, DAILY_LIFE, when, 1, seen);
    for (int l = 0; l < LANES; l++) {
        if (t->apart[l]) {
            continue;
        }
        struct adult_draws draws[2];
        pair_luck(block.dyad[l], when, draws);
        const struct pair_outcome o = pair_reckoned(&p, &scene, &t->pair[l], draws);
        if (!lane_decided_so(&block, seen, l, &t->pair[l], &o)) {
            t->apart[l] = true;
            t->differed++;
            continue;
        }
        t->pair[l] = o.pair;
        t->turns++;
        t->ruptures += o.seen[0].opened + o.seen[1].opened;
    }
}

/* Errors add up over a year, but everything forgets, or moves in small steps: see test_reference_lives.c. An adult's trust learns at .004 a lesson.
 */
static void night_of_twins(struct twins *t, const struct stage *stage, const double years[2], int day, bool wide)
{
    end_day(stage, &block, day);
    for (int l = 0; l < LANES; l++) {
        if (t->apart[l]) {
            continue;
        }
        t->pair[l].years[0] = years[0], t->pair[l].years[1] = years[1];
        const enum adult_route route = adult_night(&p, &t->pair[l], day, night_luck(block.dyad[l], (uint32_t)day));
        ck_near("route", (double)block.bond[0].route[l], route, 0);
        if (route != ADULT_TOGETHER) {
            t->apart[l] = true;
            t->ended++;
            continue;
        }
        const struct adult_pair found = pair_in(&block, l, years);
        assert_same_pair(&found, &t->pair[l], true, 1e-4, 1e-4);
        assert_same_tallies(&found, &t->pair[l], wide);
    }
}

static void compare_lives(int days, bool wide)
{
    static struct twins t;
    t = (struct twins){0};
    bear_pairs(1);
    for (int day = 1; day <= days; day++) {
        double years[2];
        ages_on(day, years);
        const struct stage stage = pair_stage(&p, years);
        for (int l = 0; l < LANES; l++) {
            t.pair[l] = day == 1 ? pair_in(&block, l, years) : t.pair[l];
            t.pair[l].years[0] = t.pair[l].years[1] = years[0];
        }
        for (uint32_t turn = 0; turn < PER_DAY; turn++) {
            turn_of_twins(&t, &stage, (uint32_t)(day - 1) * PER_DAY + turn);
        }
        night_of_twins(&t, &stage, years, day, wide);
    }
    printf("    %.0f turns of both bonds together, %.0f ruptures; of %d pairs %d parted, %d took another way\n", t.turns, t.ruptures, LANES, t.ended,
           t.differed);
    ck_assert_int_lt(t.differed, LANES / 4);
    ck_assert_double_gt(t.turns, .5 * days * PER_DAY * LANES);
}

START_TEST(a_year_of_a_pair_is_that_of_the_reference_under_the_same_draws)
{
    p.hot_middle = .1f; /* some part */
    compare_lives(DAYS, false);
}
END_TEST

static void turn_every_context_on(void)
{
    p.mediated_share = .3f;
    p.silence = p.silence_doubt = 0;
    p.directness_a = .8f;
    p.harm_per_day = .02f;
    p.harm_reform = .5f;
    p.power = .5f;
    p.guidance = .3f;
    p.teaching = .01f;
}

START_TEST(a_year_of_a_pair_is_that_of_the_reference_with_every_context_on)
{
    turn_every_context_on();
    compare_lives(DAYS, true);
}
END_TEST

START_TEST(half_a_year_of_a_pair_is_that_of_the_reference_under_every_rival_rule)
{
    p.learn_rule = _i;
    p.can_end = 0;
    compare_lives(DAYS / 2, false);
    turn_every_context_on();
    compare_lives(DAYS / 2, true);
}
END_TEST

/* ---- another generator ---- */

enum { PAIRS = 200, MEASURES = 16 };
static const char *const measures[MEASURES] = {"trust",      "doubt",     "resentment", "pull",     "minimising", "signalling",
                                               "escalating", "belief",    "ruptures",   "provoked", "repairs",    "repair turns",
                                               "answered",   "depletion", "load",       "cortisol"};
static struct adult_pair alike;
static double reached[PAIRS][2][MEASURES];

static void measure(const struct adult_pair *pair, double to[2][MEASURES])
{
    for (int k = 0; k < 2; k++) {
        const struct adult_bond *b = &pair->bond[k];
        const struct adult_tally *t = &pair->tally[k];
        const struct adult_person *a = &pair->person[k];
        const double values[MEASURES] = {b->trust,    b->doubt,     b->resentment, b->pull,     b->value[0], b->value[1],
                                         b->value[2], b->belief,    t->ruptures,   t->provoked, t->repairs,  t->repair_turns,
                                         t->answered, a->depletion, a->load,       a->cortisol};
        for (int what = 0; what < MEASURES; what++) {
            to[k][what] = values[what];
        }
    }
}

static struct adult_draws gsl_draws(gsl_rng *r)
{
    double u[11];
    for (int i = 0; i < 11; i++) {
        u[i] = gsl_rng_uniform(r);
    }
    return (struct adult_draws){u[0], u[1], u[2], u[3], u[4], u[5], u[6], u[7], u[8], u[9], u[10], 1, gsl_ran_gaussian_ziggurat(r, 1)};
}

static void live_reference(void *context, int64_t i, int thread)
{
    const struct reference_scene scene = scene_of(daily_scene(&p));
    struct adult_pair pair = alike;
    gsl_rng *r = gsl_rng_alloc(gsl_rng_taus2);
    (void)context;
    (void)thread;
    gsl_rng_set(r, 7000 + (unsigned long)i);
    for (int day = 1; day <= DAYS; day++) {
        ages_on(day, pair.years);
        for (int turn = 0; turn < PER_DAY; turn++) {
            const struct adult_draws draws[2] = {gsl_draws(r), gsl_draws(r)};
            adult_turn(&p, &scene, &pair, draws, NULL);
        }
        const struct adult_night_draws night = {
            1, 1, gsl_ran_gaussian_ziggurat(r, 1), {gsl_ran_gaussian_ziggurat(r, 1), gsl_ran_gaussian_ziggurat(r, 1)}};
        adult_night(&p, &pair, day, night);
    }
    measure(&pair, reached[i]);
    gsl_rng_free(r);
}

/* The pair in lane 0 in every lane; the draws stay with the lanes. */
static void make_alike(uint32_t first)
{
    double years[2];
    bear_pairs(1);
    float(*field)[LANES] = (float(*)[LANES]) & block;
    for (size_t f = 0; f < offsetof(struct block, mood_word) / sizeof *field; f++) {
        for (int l = 1; l < LANES; l++) {
            field[f][l] = field[f][0];
        }
    }
    for (int l = 0; l < LANES; l++) {
        block.dyad[l] = first + (uint32_t)l;
    }
    ages_on(1, years);
    alike = pair_in(&block, 0, years);
}

static void live_lanes(void)
{
    for (int day = 1; day <= DAYS; day++) {
        double years[2];
        ages_on(day, years);
        const struct stage stage = pair_stage(&p, years);
        play(&stage, &block, daily_scene(&p), DAILY_LIFE, (uint32_t)(day - 1) * PER_DAY, PER_DAY, NULL);
        end_day(&stage, &block, day);
    }
}

struct moments {
    double sum, square, n;
};

static void add(struct moments *m, double x)
{
    m->sum += x;
    m->square += x * x;
    m->n++;
}

/* Within four standard errors: one in 16,000 comparisons of equals fails, and there are 32 of them. */
static void assert_same_means(const char *what, const struct moments *a, const struct moments *b)
{
    const double mean = a->sum / a->n, other = b->sum / b->n;
    const double error = sqrt((a->square / a->n - mean * mean) / a->n + (b->square / b->n - other * other) / b->n);
    printf("    %-14s reference %9.5f  simulator %9.5f  (%.1f standard errors)\n", what, mean, other, (other - mean) / error);
    ck_assert_msg(fabs(mean - other) <= 4 * error, "%s: reference %.5f, simulator %.5f, standard error %.5f", what, mean, other, error);
}

START_TEST(a_year_of_one_pair_has_the_statistics_of_the_reference_with_another_generator)
{
    static struct moments of_reference[2][MEASURES], of_lanes[2][MEASURES];
    p.can_end = 0;
    p.harm_per_day = .01f;
    p.mediated_share = .2f;
    p.silence = p.silence_doubt = 0;
    make_alike(1);
    for_each_item(PAIRS, threads_available(), live_reference, NULL);
    for (uint32_t first = 1; first <= PAIRS; first += LANES) {
        make_alike(first);
        live_lanes();
        for (int l = 0; l < LANES; l++) {
            double values[2][MEASURES];
            const struct adult_pair pair = pair_in(&block, l, alike.years);
            measure(&pair, values);
            for (int i = 0; i < 2 * MEASURES; i++) {
                add(&of_lanes[i / MEASURES][i % MEASURES], values[i / MEASURES][i % MEASURES]);
            }
        }
    }
    for (int i = 0; i < 2 * MEASURES; i++) {
        for (int k = 0; k < PAIRS; k++) {
            add(&of_reference[i / MEASURES][i % MEASURES], reached[k][i / MEASURES][i % MEASURES]);
        }
        assert_same_means(measures[i % MEASURES], &of_reference[i / MEASURES][i % MEASURES], &of_lanes[i / MEASURES][i % MEASURES]);
    }
}
END_TEST

TCase *adult_lives_cases(void)
{
    TCase *cases = tcase_create("years");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, a_year_of_a_pair_is_that_of_the_reference_under_the_same_draws);
    tcase_add_test(cases, a_year_of_a_pair_is_that_of_the_reference_with_every_context_on);
    tcase_add_loop_test(cases, half_a_year_of_a_pair_is_that_of_the_reference_under_every_rival_rule, MEND_LEARN_CALM, MEND_LEARN_NONE + 1);
    tcase_add_test(cases, a_year_of_one_pair_has_the_statistics_of_the_reference_with_another_generator);
    return cases;
}
