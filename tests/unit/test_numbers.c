/* The arithmetic of one lane against libm, GSL and published known answers. Errors are bounded by what single precision can hold: a rounding is at
 * most 2^-24 of the value (half a unit in the last place), and a tolerance counts the roundings. */
#include "suites.h"

#include "engine/chance.h"
#include "engine/quantile.h"
#include "model/numbers.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

static const double rounding = 0x1p-24;

/* An assertion of libcheck costs a system call even when it holds; these are millions. A NaN is never near. */
static void assert_near(const char *what, double at, double found, double exact, double tolerance)
{
    if (!(fabs(found - exact) <= tolerance)) {
        ck_abort_msg("%s of %.9g is %.9g, not %.9g: off by %.3g, allowed %.3g", what, at, found, exact, fabs(found - exact), tolerance);
    }
}

/* Relative error of e^x: the polynomial of degree 5 misses 2^f by (ln 2 / 2)^6 / (6! 2^5) = 8e-8 at best, Horner's last steps add three roundings,
 * and rounding log2(e) and its product with x shifts the argument by twice 2^-24 of |x|. */
static double exponential_error(double x)
{
    return 8e-8 + 3.5 * rounding + 2 * rounding * fabs(x);
}

START_TEST(the_exponential_is_that_of_libm_within_single_precision)
{
    for (int i = -800000; i <= 800000; i++) {
        const float x = (float)i * 1e-4f;
        const double exact = exp((double)x);
        assert_near("e^x", (double)x, (double)exponential(x), exact, exponential_error((double)x) * exact);
    }
    for (float x = 1; x > 1e-12f; x /= 1.37f) {
        ck_assert_double_le(fabs((double)exponential(x) - exp((double)x)), 2 * exponential_error(0));
        ck_assert_double_le(fabs((double)exponential(-x) - exp(-(double)x)), 2 * exponential_error(0));
    }
}
END_TEST

START_TEST(the_exponential_is_held_at_eighty_beyond_eighty)
{
    const float beyond[] = {80.0f, 80.001f, 1000.0f, FLT_MAX, INFINITY};
    for (size_t i = 0; i < sizeof beyond / sizeof beyond[0]; i++) {
        ck_assert_double_le(fabs((double)exponential(beyond[i]) / exp(80) - 1), exponential_error(80));
        ck_assert_double_le(fabs((double)exponential(-beyond[i]) / exp(-80) - 1), exponential_error(80));
    }
}
END_TEST

/* The error of e^-x, of which a share of at most 1 reaches the result, and the roundings of a sum and a quotient. */
static double logistic_error(double x)
{
    return exponential_error(x) + 2 * rounding;
}

START_TEST(the_logistic_is_that_of_libm)
{
    for (int i = -80000; i <= 80000; i++) {
        const float x = (float)i * 1e-3f;
        const double exact = 1 / (1 + exp(-(double)x));
        assert_near("logistic", (double)x, (double)logistic(x), exact, logistic_error((double)x) * exact);
    }
    ck_assert(logistic(500.0f) <= 1.0f && logistic(-500.0f) >= 0.0f);
}
END_TEST

START_TEST(a_chance_comes_true_where_the_draw_is_below_the_logistic)
{
    int64_t decided = 0, near = 0;
    for (int i = -3000; i <= 3000; i++) {
        const float logit = (float)i * 0.01f;
        const double chance = 1 / (1 + exp(-(double)logit));
        for (uint32_t k = 0; k < 100; k++) {
            const uint32_t middle = (uint32_t)(chance * 16777216.0), spread = k < 50 ? k * 335544u : middle + 16 * k - 16 * 75;
            const float u = uniform((spread & 0xffffffu) << 8);
            const double tolerance = chance * (exponential_error((double)logit) + 2 * rounding);
            if (fabs((double)u - chance) <= tolerance) {
                near++;
                continue;
            }
            decided++;
            assert_near("comes_true", (double)logit, (double)comes_true(u, logit), (double)u < chance ? 1 : 0, 0);
        }
    }
    ck_assert_int_gt(decided, 4 * near);
    ck_assert_float_eq(comes_true(0.0f, -30.0f), 1.0f); /* every chance is above 0 */
    ck_assert_float_eq(comes_true(uniform(UINT32_MAX), 30.0f), 1.0f);
    ck_assert_float_eq(comes_true(uniform(UINT32_MAX), 10.0f), 0.0f); /* sigma(10) = 1 - 4.5e-5 */
}
END_TEST

START_TEST(the_logarithm_is_that_of_libm_to_a_millionth_of_itself)
{
    for (uint32_t bits = 0x00800000u; bits < 0x7f800000u; bits += 1021u) { /* from the smallest normal number to the largest */
        const float x = float_of_bits(bits);
        const double exact = log((double)x);
        assert_near("ln", (double)x, (double)logarithm(x), exact, 1e-6 * fabs(exact));
    }
    for (uint32_t bits = 0x3f7f0000u; bits < 0x3f810000u; bits++) { /* close to 1, where the logarithm vanishes */
        const double x = (double)float_of_bits(bits), exact = log(x);
        assert_near("ln", x, (double)logarithm(float_of_bits(bits)), exact, 1e-6 * fabs(exact));
    }
    ck_assert_float_eq(logarithm(1.0f), 0.0f);
}
END_TEST

START_TEST(clamps_keep_what_lies_between_and_give_the_bound_beyond)
{
    ck_assert_float_eq(unit(-0.5f), 0.0f);
    ck_assert_float_eq(unit(0.0f), 0.0f);
    ck_assert_float_eq(unit(0.25f), 0.25f);
    ck_assert_float_eq(unit(1.0f), 1.0f);
    ck_assert_float_eq(unit(1.5f), 1.0f);
    ck_assert_float_eq(unit(INFINITY), 1.0f);
    ck_assert_float_eq(unit(-INFINITY), 0.0f);
    ck_assert_float_eq(at_least(2.0f, 1.0f), 2.0f);
    ck_assert_float_eq(at_least(2.0f, 3.0f), 3.0f);
    ck_assert_float_eq(at_most(2.0f, 1.0f), 1.0f);
    ck_assert_float_eq(at_most(2.0f, 3.0f), 2.0f);
    ck_assert_float_eq(magnitude(-3.5f), 3.5f);
    ck_assert_float_eq(magnitude(3.5f), 3.5f);
    ck_assert_float_eq(either(1, 2.0f, 3.0f), 2.0f);
    ck_assert_float_eq(either(0, 2.0f, 3.0f), 3.0f);
}
END_TEST

/* AS 241 (PPND7) is good to 1e-7 of the quantile. All coefficients are positive, so two cubics and a quotient add at most 14 roundings; in the tails
 * the argument sqrt(-ln p) is off by half the 1e-6 of the logarithm and a rounding, and dz/z is at most twice dr/r there. */
static void assert_is_quantile(uint32_t slice, uint32_t low_byte)
{
    const double p = (slice + 0.5) / 16777216,
                 exact = p < 0.5 ? gsl_cdf_ugaussian_Pinv(p) : gsl_cdf_ugaussian_Qinv((16777216 - (slice + 0.5)) / 16777216);
    const double share = 1e-7 + 14 * rounding + (fabs(p - 0.5) > 0.425 ? 2 * (5e-7 + rounding) : 0);
    const float z = normal_of(slice << 8 | low_byte);
    assert_near("quantile of slice", slice, (double)z, exact, share * fabs(exact));
}

START_TEST(normals_are_quantiles_of_the_middles_of_slices)
{
    for (uint32_t slice = 0; slice < 16777216u; slice += 97) {
        assert_is_quantile(slice, slice & 0xffu);
    }
}
END_TEST

START_TEST(normals_are_exact_in_the_extreme_tails)
{
    for (uint32_t k = 0; k < 20000; k++) {
        assert_is_quantile(k, 0);
        assert_is_quantile(16777215u - k, 0xffu);
    }
}
END_TEST

START_TEST(normals_are_symmetric)
{
    for (uint32_t word = 0; word < 0x80000000u - 4099u * 17u; word += 4099u * 17u) {
        assert_near("quantile of word", word, (double)normal_of(word), -(double)normal_of(~word), 0);
    }
    ck_assert_float_eq(normal_of(0), -normal_of(UINT32_MAX));
}
END_TEST

/* How many of the 2^32 words have each sum of bytes, by convolution. */
static void count_byte_sums(double count[1021])
{
    double now[1021] = {1};
    for (int byte = 0; byte < 4; byte++) {
        for (int sum = 0; sum <= 1020; sum++) {
            count[sum] = 0;
            for (int value = 0; value <= 255 && value <= sum; value++) {
                count[sum] += now[sum - value];
            }
        }
        for (int sum = 0; sum <= 1020; sum++) {
            now[sum] = count[sum];
        }
    }
}

static uint32_t word_with_sum(int sum)
{
    uint32_t word = 0;
    for (int byte = 0; byte < 4; byte++) {
        const int value = sum > 255 ? 255 : sum;
        word = word << 8 | (uint32_t)value;
        sum -= value;
    }
    return word;
}

/* A discrete uniform on n values has variance (n^2 - 1) / 12 and excess kurtosis -6/5 (n^2 + 1) / (n^2 - 1); a sum of four has four times the one and
 * a quarter of the other. The factor is a rounded number: 2^-24 of it, twice that in the square, four times in the fourth power. */
START_TEST(the_rough_normal_has_the_moments_of_a_standard_normal)
{
    double count[1021], moment[5] = {0};
    count_byte_sums(count);
    for (int sum = 0; sum <= 1020; sum++) {
        const double z = (double)rough_normal(word_with_sum(sum)), share = count[sum] / 4294967296.0;
        for (int k = 0; k <= 4; k++) {
            moment[k] += share * pow(z, k);
        }
    }
    ck_assert_double_eq_tol(moment[0], 1, 1e-15);
    ck_assert_double_eq_tol(moment[1], 0, rounding);
    ck_assert_double_eq_tol(moment[2], 1, 6 * rounding);
    ck_assert_double_eq_tol(moment[3], 0, 3 * rounding);
    ck_assert_double_eq_tol(moment[4], 3 - 0.3 * 65537.0 / 65535.0, 3 * 12 * rounding);
}
END_TEST

START_TEST(the_rough_normal_counts_every_byte_alike)
{
    for (uint32_t k = 0; k < 100000; k++) {
        const uint32_t word = k * 2654435761u;
        const int sum = (int)(word & 255u) + (int)(word >> 8 & 255u) + (int)(word >> 16 & 255u) + (int)(word >> 24);
        assert_near("rough normal of word", word, (double)rough_normal(word), (sum - 510) / sqrt(21845), 4 * 2e-6);
    }
    ck_assert_float_eq(rough_normal(0), -rough_normal(UINT32_MAX));
}
END_TEST

static void assert_words(struct occasion o, uint32_t dyad, const uint32_t expected[4])
{
    const struct words w = words_of(o, dyad);
    for (int k = 0; k < 4; k++) {
        ck_assert_uint_eq(w.word[k], expected[k]);
    }
}

/* kat_vectors of Random123 (Salmon et al. 2011), philox4x32 with 10 rounds. The counter is dyad, when, what, replicate; the key is the seed. */
START_TEST(words_are_the_published_known_answers_of_philox)
{
    const uint32_t f = 0xffffffffu;
    assert_words((struct occasion){0}, 0, (const uint32_t[]){0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u});
    assert_words((struct occasion){.seed_low = f, .seed_high = f, .replicate = f, .what = f, .when = f}, f,
                 (const uint32_t[]){0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu});
    assert_words(
        (struct occasion){.seed_low = 0xa4093822u, .seed_high = 0x299f31d0u, .replicate = 0x03707344u, .what = 0x13198a2eu, .when = 0x85a308d3u},
        0x243f6a88u, (const uint32_t[]){0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u});
}
END_TEST

START_TEST(a_uniform_is_the_top_24_bits_of_a_word)
{
    ck_assert_float_eq(uniform(0), 0.0f);
    ck_assert_float_eq(uniform(0xffu), 0.0f);
    ck_assert_float_eq(uniform(0x100u), 0x1p-24f);
    ck_assert_float_eq(uniform(0x80000000u), 0.5f);
    ck_assert_double_eq((double)uniform(UINT32_MAX), 1 - 0x1p-24);
}
END_TEST

/* Chi-square of 64 equal bins, within the central 1 - 2e-6 of its distribution; four words, and three ways to count: by dyad, by turn, by purpose. */
START_TEST(uniforms_fill_their_bins_evenly_however_they_are_counted)
{
    enum { BINS = 64, DRAWS = 1 << 17 };
    for (int way = 0; way < 3; way++) {
        int count[4][BINS] = {{0}};
        for (uint32_t k = 0; k < DRAWS; k++) {
            struct occasion o = {.seed_low = 1, .what = what_for(DAILY_LIFE, TURN, 0)};
            o.when = way == 1 ? k : 7;
            o.what += way == 2 ? k : 0;
            const struct words w = words_of(o, way == 0 ? k : 11);
            for (int word = 0; word < 4; word++) {
                count[word][(int)(uniform(w.word[word]) * BINS)]++;
            }
        }
        for (int word = 0; word < 4; word++) {
            double chi = 0;
            for (int b = 0; b < BINS; b++) {
                chi += pow(count[word][b] - (double)DRAWS / BINS, 2) / ((double)DRAWS / BINS);
            }
            ck_assert_double_lt(chi, gsl_cdf_chisq_Qinv(1e-6, BINS - 1));
            ck_assert_double_gt(chi, gsl_cdf_chisq_Pinv(1e-6, BINS - 1));
        }
    }
}
END_TEST

Suite *numbers_suite(void)
{
    Suite *suite = suite_create("numbers");
    TCase *tests = tcase_create("numbers");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, the_exponential_is_that_of_libm_within_single_precision);
    tcase_add_test(tests, the_exponential_is_held_at_eighty_beyond_eighty);
    tcase_add_test(tests, the_logistic_is_that_of_libm);
    tcase_add_test(tests, a_chance_comes_true_where_the_draw_is_below_the_logistic);
    tcase_add_test(tests, the_logarithm_is_that_of_libm_to_a_millionth_of_itself);
    tcase_add_test(tests, clamps_keep_what_lies_between_and_give_the_bound_beyond);
    tcase_add_test(tests, normals_are_quantiles_of_the_middles_of_slices);
    tcase_add_test(tests, normals_are_exact_in_the_extreme_tails);
    tcase_add_test(tests, normals_are_symmetric);
    tcase_add_test(tests, the_rough_normal_has_the_moments_of_a_standard_normal);
    tcase_add_test(tests, the_rough_normal_counts_every_byte_alike);
    tcase_add_test(tests, words_are_the_published_known_answers_of_philox);
    tcase_add_test(tests, a_uniform_is_the_top_24_bits_of_a_word);
    tcase_add_test(tests, uniforms_fill_their_bins_evenly_however_they_are_counted);
    suite_add_tcase(suite, tests);
    return suite;
}
