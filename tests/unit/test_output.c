/* CSV out against snprintf and zlib, statistics against textbooks, and the tables of a small run against values worked out from scratch. */
#include "suites.h"

#include "io/csv.h"
#include "study/estimate.h"
#include "study/tables.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static char path[64];
static struct csv *csv;

static void open_file(void)
{
    strcpy(path, "/tmp/mend-output-XXXXXX");
    close(mkstemp(path));
    csv = csv_open(path, false);
    ck_assert_ptr_nonnull(csv);
}

static void remove_file(void)
{
    unlink(path);
}

/* What has been written, at most `most` bytes and a final 0. */
static size_t read_back(char *to, size_t most)
{
    ck_assert(csv_close(csv));
    FILE *file = fopen(path, "rb");
    const size_t n = fread(to, 1, most, file);
    fclose(file);
    to[n] = '\0';
    return n;
}

/* ---- numbers ---- */

enum { MANY = 1 << 22 };
static char found[MANY + 1], expected[MANY + 64];

/* Whether value times 10^decimals lies so close to a tie that its rounding in double precision could decide: snprintf rounds the exact binary value.
 */
static bool is_nearly_a_tie(double value, int decimals)
{
    const double scaled = fabs(value) * pow(10, decimals), rest = fabs(scaled - floor(scaled) - 0.5);
    return rest <= 4 * DBL_EPSILON * fmax(1, scaled);
}

static bool is_negative_zero(const char *text)
{
    return text[0] == '-' && text[strspn(text, "-0.")] == '\0';
}

/* What csv_number should write: as snprintf does, but never a negative zero. */
static int number_text(char *to, double value, int decimals)
{
    const int n = sprintf(to, "%.*f", decimals, value);
    if (!is_negative_zero(to)) {
        return n;
    }
    memmove(to, to + 1, (size_t)n);
    return n - 1;
}

START_TEST(numbers_are_written_as_snprintf_writes_them)
{
    uint64_t state = 88172645463325252u;
    size_t length = 0;
    for (int k = 0; k < 120000; k++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const double sign = state & 1 ? 1 : -1, unit = (double)(state >> 11) * 0x1p-53;
        const int decimals = (int)(state >> 3 & 7), size = (int)(state >> 6 & 15) - 7;
        const double value = sign * unit * pow(10, size);
        if (!is_nearly_a_tie(value, decimals) && length < MANY - 64) {
            csv_number(csv, value, decimals);
            csv_end_row(csv);
            length += (size_t)number_text(expected + length, value, decimals);
            expected[length++] = '\n';
        }
    }
    expected[length] = '\0';
    ck_assert_int_gt((int)length, 900000);
    ck_assert_uint_eq(read_back(found, MANY), length);
    ck_assert_mem_eq(found, expected, length);
}
END_TEST

/* Every value that a column of one single-precision number in [0, 1] with 4 decimals may meet near its ties. */
START_TEST(single_precision_values_near_a_tie_are_rounded_to_one_of_their_neighbours)
{
    size_t length = 0;
    for (int k = 0; k < 10000; k++) {
        csv_number(csv, (double)((float)k / 10000 + .00005f), 4);
        csv_end_row(csv);
    }
    length = read_back(found, MANY);
    ck_assert_uint_eq(length, 10000 * 7);
    for (int k = 0; k < 10000; k++) {
        const double exact = (double)((float)k / 10000 + .00005f);
        if (!(fabs(strtod(found + 7 * k, NULL) - exact) <= .00005 + 1e-12)) {
            ck_abort_msg("%.12g is written %.6s", exact, found + 7 * k);
        }
    }
}
END_TEST

static void assert_number(double value, int decimals, const char *text)
{
    open_file();
    csv_number(csv, value, decimals);
    csv_text(csv, "x"); /* so that a missing value shows */
    csv_end_row(csv);
    read_back(found, MANY);
    sprintf(expected, "%s,x\n", text);
    ck_assert_msg(strcmp(found, expected) == 0, "%.17g with %d decimals is written %s", value, decimals, found);
    remove_file();
}

START_TEST(corners_of_numbers_are_written_plainly)
{
    csv_close(csv);
    remove_file();
    assert_number(NAN, 4, "");
    assert_number(INFINITY, 4, "");
    assert_number(-INFINITY, 0, "");
    assert_number(0, 0, "0");
    assert_number(0, 4, "0.0000");
    assert_number(-0.0, 4, "0.0000");
    assert_number(-0.00004, 4, "0.0000"); /* a negative that rounds to zero loses its sign */
    assert_number(-0.4, 0, "0");
    assert_number(-0.00006, 4, "-0.0001");
    assert_number(0.5, 0, "1"); /* ties: half away from zero */
    assert_number(1.5, 0, "2");
    assert_number(2.5, 0, "3");
    assert_number(-2.5, 0, "-3");
    assert_number(0.125, 2, "0.13");
    assert_number(-0.375, 2, "-0.38");
    assert_number(0.99996, 4, "1.0000");
    assert_number(9.9999, 0, "10");
    assert_number(999.99999, 4, "1000.0000");
    assert_number(DBL_MIN, 6, "0.000000");
    assert_number(123456789012.0, 2, "123456789012.00");
    assert_number(4503599627370495.0, 0, "4503599627370495");
    assert_number(1e300, 2, ""); /* beyond what fixed point holds: missing, not wrong */
}
END_TEST

START_TEST(whole_numbers_are_written_as_snprintf_writes_them)
{
    const int64_t corners[] = {0, 1, -1, 9, 10, -10, 99, 100, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN, INT64_MIN + 1, 1000000007};
    size_t length = 0;
    for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++) {
        csv_whole(csv, corners[i]);
        length += (size_t)sprintf(expected + length, "%s%lld", i ? "," : "", (long long)corners[i]);
    }
    for (int64_t k = 1, sign = 1; k < INT64_MAX / 7; k = k * 7 + 3, sign = -sign) {
        csv_whole(csv, sign * k);
        length += (size_t)sprintf(expected + length, ",%lld", (long long)(sign * k));
    }
    csv_end_row(csv);
    strcpy(expected + length, "\n");
    read_back(found, MANY);
    ck_assert_str_eq(found, expected);
}
END_TEST

/* ---- text and files ---- */

START_TEST(text_is_quoted_only_where_it_must_be)
{
    const char *const texts[][2] = {{"plain", "plain"},
                                    {"", ""},
                                    {"two words", "two words"},
                                    {"a,b", "\"a,b\""},
                                    {"say \"no\"", "\"say \"\"no\"\"\""},
                                    {"two\nlines", "\"two\nlines\""},
                                    {"return\r", "\"return\r\""},
                                    {"\"", "\"\"\"\""},
                                    {"ärger", "ärger"}};
    expected[0] = '\0';
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        csv_text(csv, texts[i][0]);
        sprintf(expected + strlen(expected), "%s%s", i ? "," : "", texts[i][1]);
    }
    csv_end_row(csv);
    csv_missing(csv);
    csv_missing(csv);
    csv_end_row(csv);
    strcat(expected, "\n,\n");
    read_back(found, MANY);
    ck_assert_str_eq(found, expected);
}
END_TEST

/* An opening quote, the text with its quote doubled, a closing quote. */
START_TEST(long_text_is_written_whole)
{
    static char text[20001];
    memset(text, 'a', 20000);
    csv_text(csv, text);
    csv_end_row(csv);
    text[777] = '"';
    csv_text(csv, text);
    csv_end_row(csv);
    ck_assert_uint_eq(read_back(found, MANY), 20000 + 1 + 20003 + 1);
    ck_assert(found[20001 + 20002] == '"');
}
END_TEST

START_TEST(a_compressed_file_holds_the_same_bytes)
{
    static const char *const words[] = {"secure", "anxious, or not", "avoidant"};
    static char packed[64];
    strcpy(packed, "/tmp/mend-packed-XXXXXX");
    close(mkstemp(packed));
    struct csv *both[] = {csv, csv_open(packed, true)};
    for (int f = 0; f < 2; f++) {
        for (int k = 0; k < 40000; k++) {
            csv_whole(both[f], k);
            csv_number(both[f], sin(k), 4);
            csv_text(both[f], words[k % 3]);
            csv_end_row(both[f]);
        }
    }
    const size_t length = read_back(found, MANY);
    ck_assert(csv_close(both[1]));
    gzFile file = gzopen(packed, "rb");
    ck_assert_int_eq(gzread(file, expected, MANY), (int)length);
    ck_assert(!gzdirect(file));
    gzclose(file);
    unlink(packed);
    ck_assert_int_gt((int)length, 3 * 65536); /* several buffers full */
    ck_assert_mem_eq(found, expected, length);
}
END_TEST

START_TEST(a_file_that_cannot_be_made_or_written_is_reported)
{
    csv_close(csv);
    ck_assert_ptr_null(csv_open("/nowhere/at/all.csv", false));
    struct csv *full = csv_open("/dev/full", false);
    if (full) {
        for (int k = 0; k < 100000; k++) {
            csv_whole(full, k);
        }
        ck_assert(!csv_close(full));
    }
}
END_TEST

/* ---- statistics ---- */

#define ck_estimate(e, v, l, u, tolerance)                                                                                                           \
    do {                                                                                                                                             \
        const struct estimate checked = (e);                                                                                                         \
        ck_assert_double_eq_tol(checked.value, v, tolerance);                                                                                        \
        ck_assert_double_eq_tol(checked.lower, l, tolerance);                                                                                        \
        ck_assert_double_eq_tol(checked.upper, u, tolerance);                                                                                        \
    } while (0)

static const double z = 1.959963984540054; /* normal quantile of .975 */

/* Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3, four decimals. */
START_TEST(a_share_has_the_interval_of_wilson)
{
    ck_estimate(share_estimate(81, 263), 81. / 263, .2553, .3662, 5.1e-5);
    ck_estimate(share_estimate(15, 148), 15. / 148, .0624, .1605, 5.1e-5);
    ck_estimate(share_estimate(0, 20), 0, 0, .1611, 5.1e-5);
    ck_estimate(share_estimate(1, 29), 1. / 29, .0061, .1718, 5.1e-5);
    for (int n = 1; n <= 60; n += 7) {
        for (int hits = 0; hits <= n; hits++) { /* the bounds are where the share lies z standard errors away */
            const struct estimate e = share_estimate(hits, n);
            ck_assert_double_eq_tol(pow(e.value - e.lower, 2), z * z * e.lower * (1 - e.lower) / n, 1e-12);
            ck_assert_double_eq_tol(pow(e.value - e.upper, 2), z * z * e.upper * (1 - e.upper) / n, 1e-12);
        }
    }
}
END_TEST

/* t of 4 degrees of freedom, .975: 2.776445. Sum of squares of 1 to 5 about 3: 10. */
START_TEST(a_mean_has_the_interval_of_student)
{
    const double x[] = {1, 2, 3, 4, 5}, half = 2.776445105 * sqrt(10. / 4 / 5);
    ck_estimate(mean_estimate(x, 5), 3, 3 - half, 3 + half, 1e-8);
}
END_TEST

/* By hand: sums of squares 10 and 6, of products 6. */
START_TEST(a_correlation_has_the_interval_of_fisher)
{
    const double x[] = {1, 2, 3, 4, 5}, y[] = {2, 4, 5, 4, 5}, minus[] = {-2, -4, -5, -4, -5};
    const double r = 6 / sqrt(60), middle = .5 * log((1 + r) / (1 - r)), half = z / sqrt(2);
    const double lower = (exp(2 * (middle - half)) - 1) / (exp(2 * (middle - half)) + 1),
                 upper = (exp(2 * (middle + half)) - 1) / (exp(2 * (middle + half)) + 1);
    ck_estimate(correlation_estimate(x, y, 5), r, lower, upper, 1e-12);
    ck_estimate(correlation_estimate(x, minus, 5), -r, -upper, -lower, 1e-12);
}
END_TEST

/* By hand: variances 4 and 1 with 2 and 4 degrees of freedom pool to 2; means 6 and 3. Hedges & Olkin: variance 8/15 + d^2/16. */
START_TEST(a_difference_is_in_pooled_standard_deviations)
{
    const double a[] = {4, 6, 8}, b[] = {2, 2.5, 2.5, 3.5, 4.5}; /* b: sum of squares about 3: 1 + .25 + .25 + .25 + 2.25 = 4 */
    const double d = 3 / sqrt(2), half = z * sqrt(8. / 15 + d * d / 16);
    ck_estimate(difference_estimate(a, 3, b, 5), d, d - half, d + half, 1e-12);
    ck_estimate(difference_estimate(b, 5, a, 3), -d, -d - half, -d + half, 1e-12);
}
END_TEST

/* The usual two by two: 20 and 15 agreed, 5 and 10 not: .7 agreed, .5 by chance, kappa .4, standard error sqrt(.7 .3 / 50) / .5. */
START_TEST(kappa_is_agreement_beyond_chance)
{
    const int64_t counts[] = {20, 5, 10, 15}, perfect[] = {3, 0, 0, 0, 4, 0, 0, 0, 5};
    const double half = z * sqrt(.7 * .3 / 50) / .5;
    ck_estimate(kappa_estimate(counts, 2), .4, .4 - half, .4 + half, 1e-12);
    const struct estimate whole = kappa_estimate(perfect, 3); /* no variance to take an interval from */
    ck_assert(whole.value == 1 && isnan(whole.lower) && isnan(whole.upper));
}
END_TEST

START_TEST(too_little_to_say_is_said_with_missing_bounds)
{
    const double x[] = {1, 2, 3}, y[] = {3, 5, 4};
    ck_assert(isnan(share_estimate(0, 0).value) && isnan(mean_estimate(x, 0).value) && isnan(correlation_estimate(x, y, 1).value));
    ck_assert(isnan(mean_estimate(x, 1).lower) && mean_estimate(x, 1).value == 1);
    ck_assert(isnan(correlation_estimate(x, y, 3).lower) && !isnan(correlation_estimate(x, y, 3).value));
    ck_assert(isnan(difference_estimate(x, 1, y, 3).value) && isnan(difference_estimate(x, 3, y, 1).upper));
    ck_assert_int_eq((int)share_estimate(3, 7).n, 7);
}
END_TEST

/* ---- population.csv ---- */

enum { DYADS = 150, DAYS = 8, EVERY = 2, ROWS = DAYS / EVERY };

static struct mend_config config;
static struct mend_report report;
static struct population lived;

static void live_a_little(void)
{
    mend_config_default(&config);
    config.params.dyads = config.params.record_dyads = DYADS;
    config.params.days = DAYS;
    config.params.record_every_days = EVERY;
    config.params.rupture_scale = 4;
    config.assays = 0;
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &lived, &report));
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A value of a sampled day that a row of timeseries.csv also has. */
static double sampled(int day, int dyad, int what)
{
    const struct series_row *row = &lived.records.series[dyad * ROWS + day];
    return (double)(what == 0 ? row->trust : what == 1 ? row->arousal_mean : row->load);
}

/* Mean and sd are printed with 4 decimals, from values cut to 2^-24: sd^2 may be off by 2^-22. A quantile is the middle of one of 256 bins: half a
 * bin. */
static void assert_distribution(const double *printed, int day, int what)
{
    double x[DYADS], mean = 0, square = 0;
    for (int i = 0; i < DYADS; i++) {
        x[i] = sampled(day, i, what);
        mean += x[i] / DYADS;
    }
    for (int i = 0; i < DYADS; i++) {
        square += (x[i] - mean) * (x[i] - mean) / (DYADS - 1);
    }
    qsort(x, DYADS, sizeof *x, ascending);
    ck_assert_double_eq_tol(printed[0], mean, .5e-4 + 0x1p-23);
    ck_assert_double_eq_tol(printed[1], sqrt(square), .5e-4 + sqrt(square + 0x1p-22) - sqrt(square));
    const double shares[] = {.05, .5, .95};
    for (int q = 0; q < 3; q++) {
        ck_assert_double_eq_tol(printed[2 + q], x[(int)ceil(shares[q] * DYADS) - 1], .5 / 256 + .5e-4);
    }
}

START_TEST(a_sampled_day_has_the_mean_the_spread_and_the_quantiles_of_its_dyads)
{
    live_a_little();
    csv_close(csv);
    ck_assert(table_write(&lived, NULL, FILE_POPULATION, path, false));
    FILE *file = fopen(path, "r");
    char line[1024];
    double ruptures = 0, repairs = 0, told_ruptures = 0, told_repairs = 0;
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_msg(strncmp(line, "day,n,", 6) == 0, "%s", line);
    for (int day = 0; day < ROWS; day++) {
        double value[19] = {0};
        int count = 0;
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        for (char *word = strtok(line, ","); word && count < 19; word = strtok(NULL, ",")) {
            value[count++] = strtod(word, NULL);
        }
        ck_assert_int_eq(count, 19);
        ck_assert_double_eq(value[0], (day + 1) * EVERY);
        ck_assert_double_eq(value[1], DYADS);
        for (int what = 0; what < 3; what++) {
            assert_distribution(value + 2 + 5 * what, day, what);
        }
        told_ruptures += value[17] * DYADS * EVERY;
        told_repairs += value[18] * DYADS * EVERY;
    }
    ck_assert_ptr_null(fgets(line, sizeof line, file));
    fclose(file);
    for (int i = 0; i < DYADS; i++) {
        ruptures += (double)lived.records.outcome[i].ruptures;
        repairs += (double)lived.records.outcome[i].repairs;
    }
    ck_assert_double_gt(ruptures, 1000);
    ck_assert_double_eq_tol(told_ruptures, ruptures, ROWS * .5e-4 * DYADS * EVERY); /* four decimals a dyad and day */
    ck_assert_double_eq_tol(told_repairs, repairs, ROWS * .5e-4 * DYADS * EVERY);
    population_free(&lived);
}
END_TEST

/* The mean over the turns since the last sample, by turn-by-turn rows: sums of 120 single-precision values below 1, a rounding each. */
START_TEST(the_arousal_of_a_sampled_day_is_the_mean_of_its_turns)
{
    static const int turns = EVERY * 60;
    mend_config_default(&config);
    config.params.dyads = config.params.record_dyads = DYADS;
    config.params.days = config.params.record_to_day = DAYS;
    config.params.record_every_days = EVERY;
    config.params.record_every_turns = 1;
    config.assays = 0;
    ck_assert(population_live(&config, NULL, (struct mend_order){.isa = -1}, &lived, &report));
    for (int day = 0; day < ROWS; day++) {
        double mean = 0;
        for (int i = 0; i < DYADS; i++) {
            for (int k = 0; k < turns; k++) {
                mean += (double)lived.records.series[(i * ROWS + day) * turns + k].arousal / turns / DYADS;
            }
        }
        ck_assert_double_eq_tol((double)lived.days[day].sum[1] / 16777216 / DYADS, mean, turns * 0x1p-24 + 0x1p-24);
    }
    population_free(&lived);
}
END_TEST

START_TEST(outcomes_have_a_row_for_every_dyad_and_as_many_fields_as_the_header)
{
    live_a_little();
    csv_close(csv);
    ck_assert(table_write(&lived, NULL, FILE_OUTCOMES, path, false));
    FILE *file = fopen(path, "r");
    char line[4096];
    int rows = -1, fields = 0;
    while (fgets(line, sizeof line, file)) {
        int commas = 0;
        for (const char *c = line; *c; c++) {
            commas += *c == ',';
        }
        fields = rows < 0 ? commas : fields;
        ck_assert_int_eq(commas, fields);
        ck_assert(rows < 0 || strtol(line, NULL, 10) == rows + 1);
        rows++;
    }
    fclose(file);
    ck_assert_int_eq(rows, DYADS);
    population_free(&lived);
}
END_TEST

Suite *output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *tests = tcase_create("output");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, open_file, remove_file);
    tcase_add_test(tests, numbers_are_written_as_snprintf_writes_them);
    tcase_add_test(tests, single_precision_values_near_a_tie_are_rounded_to_one_of_their_neighbours);
    tcase_add_test(tests, corners_of_numbers_are_written_plainly);
    tcase_add_test(tests, whole_numbers_are_written_as_snprintf_writes_them);
    tcase_add_test(tests, text_is_quoted_only_where_it_must_be);
    tcase_add_test(tests, long_text_is_written_whole);
    tcase_add_test(tests, a_compressed_file_holds_the_same_bytes);
    tcase_add_test(tests, a_file_that_cannot_be_made_or_written_is_reported);
    tcase_add_test(tests, a_share_has_the_interval_of_wilson);
    tcase_add_test(tests, a_mean_has_the_interval_of_student);
    tcase_add_test(tests, a_correlation_has_the_interval_of_fisher);
    tcase_add_test(tests, a_difference_is_in_pooled_standard_deviations);
    tcase_add_test(tests, kappa_is_agreement_beyond_chance);
    tcase_add_test(tests, too_little_to_say_is_said_with_missing_bounds);
    tcase_add_test(tests, a_sampled_day_has_the_mean_the_spread_and_the_quantiles_of_its_dyads);
    tcase_add_test(tests, the_arousal_of_a_sampled_day_is_the_mean_of_its_turns);
    tcase_add_test(tests, outcomes_have_a_row_for_every_dyad_and_as_many_fields_as_the_header);
    suite_add_tcase(suite, tests);
    return suite;
}
