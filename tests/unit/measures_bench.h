/* What the tests of measures share. */
#ifndef TESTS_UNIT_MEASURES_BENCH_H
#define TESTS_UNIT_MEASURES_BENCH_H

#include "engine/chance.h"
#include "engine/quantile.h"
#include "io/text.h"
#include "mend/params.h"
#include "study/estimate.h"

#include <check.h>

static inline int position_of_setting(const char *name)
{
    return mend_position(name, SETTING_NAMES);
}

/* A standard normal draw, a function of its two numbers. */
static inline double normal(uint32_t what, uint32_t who)
{
    const struct words w = words_of((struct occasion){.seed_low = 5, .what = what}, who);
    return (double)normal_of(w.word[0]);
}

static inline void assert_same(struct estimate a, struct estimate b)
{
    ck_assert_double_eq(a.value, b.value);
    ck_assert_double_eq(a.lower, b.lower);
    ck_assert_double_eq(a.upper, b.upper);
    ck_assert_int_eq(a.n, b.n);
}

/* Tests that stand in files of their own. */
TCase *cluster_cases(void);
TCase *round_robin_cases(void);
TCase *chosen_cases(void);
TCase *published_cases(void);

#endif
