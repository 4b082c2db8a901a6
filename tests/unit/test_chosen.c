/* Measures that are asked for by name, as sweeps and comparisons do, against the same among all. */
#include "unit/measures_bench.h"

#include "study/summary.h"

#include <math.h>
#include <string.h>

static const char *const lives[][4] = {
    {"setting=caregiver_infant", "assays=home_observation,still_face,strange_situation,resilience", "dyads=60"},
    {"setting=two_caregivers", "assays=strange_situation", "dyads=40"},
    {"setting=romantic", "assays=conflict,support,diary,resilience", "infancy.days=20"},
    {"setting=therapy", "assays=alliance,conflict", "infancy.days=20"},
    {"setting=family", "assays=conflict", "infancy.days=20"},
    {"setting=romantic", "lifespan.generations=3", "infancy.days=20"},
};

static struct population live(const char *const *sets)
{
    static struct mend_config config;
    static struct mend_report report;
    struct population p;
    mend_config_default(&config);
    for (int k = 0; k < 4; k++) {
        ck_assert_msg(mend_config_set(&config, sets[k] ? sets[k] : "days=40", &report), "%s", report.message[0]);
    }
    mend_config_settle(&config);
    config.params.dyads = config.params.dyads > 60 ? 30 : config.params.dyads;
    record_nothing(&config);
    ck_assert_msg(population_live(&config, NULL, (struct mend_order){.threads = 1, .isa = -1}, &p, &report), "%s", report.message[0]);
    return p;
}

static void assert_equal(double a, double b, const char *name)
{
    ck_assert_msg((isnan(a) && isnan(b)) || !memcmp(&a, &b, sizeof a), "%s is %.17g alone and %.17g among all", name, a, b);
}

START_TEST(a_measure_asked_for_alone_is_what_it_is_among_all)
{
    static struct mend_summary all, room;
    static struct mend_report report;
    struct population p = live(lives[_i]);
    ck_assert(summarise(&p, &all, &report));
    ck_assert_int_ge(all.count, 40);
    for (int i = 0; i < all.count; i++) {
        const char *const names[] = {all.row[i].name, all.row[all.count - 1 - i].name, "no.such.measure"};
        double value[3];
        ck_assert(take_measures(&p, names, 3, &room, value, &report));
        ck_assert_int_le(room.count, 2);
        assert_equal(value[0], all.row[i].value, names[0]);
        assert_equal(value[1], all.row[all.count - 1 - i].value, names[1]);
        ck_assert(isnan(value[2]));
    }
    population_free(&p);
}
END_TEST

TCase *chosen_cases(void)
{
    TCase *tests = tcase_create("chosen");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, a_measure_asked_for_alone_is_what_it_is_among_all, 0, sizeof lives / sizeof lives[0]);
    return tests;
}
