/* Indices of sensitivity against functions whose indices are known exactly, and a study of them as a user meets it. */
#include "cli/shell.h"
#include "mend/sensitivity.h"
#include "study/points.h"
#include "suites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846

enum { MOST = 4 };

/* What is analysed: a function of factors in [0, 1], and noise that the seed brings. */
struct subject {
    int factors;
    double (*value)(const double *unit);
    double noise; /* its standard deviation */
};

/* Homma & Saltelli 1996, with Ishigami & Homma's a = 7 and b = .1, of three factors from -pi to pi; the fourth does nothing. */
static double ishigami(const double *unit)
{
    const double x = PI * (2 * unit[0] - 1), y = PI * (2 * unit[1] - 1), z = PI * (2 * unit[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + 0.1 * pow(z, 4) * sin(x);
}

static const double g_weight[MOST] = {0, 1, 4.5, 9};

/* Sobol's g-function. */
static double g_function(const double *unit)
{
    double product = 1;
    for (int k = 0; k < MOST; k++) {
        product *= (fabs(4 * unit[k] - 2) + g_weight[k]) / (1 + g_weight[k]);
    }
    return product;
}

static double straight(const double *unit)
{
    return 3 * unit[0] - 2 * unit[1] + 0 * unit[2];
}

static double crossed(const double *unit)
{
    return unit[0] * unit[1];
}

/* Normal, a function of the seed alone. */
static double noise_of(int64_t seed)
{
    uint64_t bits = (uint64_t)seed * 0x9E3779B97F4A7C15u;
    double sum = -6;
    for (int i = 0; i < 12; i++) {
        bits ^= bits >> 29;
        bits *= 0xBF58476D1CE4E5B9u;
        bits ^= bits >> 32;
        sum += (double)(bits >> 11) * 0x1p-53;
    }
    return sum;
}

static struct mend_design design_of(struct subject subject, enum mend_design_kind kind, int64_t trials, int64_t seed)
{
    const int more = kind == MEND_MORRIS ? MEND_MORE_OF_MORRIS : MEND_MORE_OF_SOBOL;
    struct mend_design d = {.kind = kind, .trials = trials, .points = trials * (subject.factors + more), .replicates = 1, .factors = subject.factors};
    static struct mend_report report;
    d.base.params.seed = seed;
    ck_assert(points_draw(&d, &report));
    return d;
}

static struct mend_influence analysed(struct subject subject, enum mend_design_kind kind, int64_t trials, int64_t seed)
{
    struct mend_influence influence;
    struct mend_design d = design_of(subject, kind, trials, seed);
    double *value = malloc((size_t)d.points * sizeof *value);
    for (int64_t point = 0; point < d.points; point++) {
        value[point] = subject.value(&d.unit[point * d.factors]) + subject.noise * noise_of(seed_of(&d, point, 0));
    }
    ck_assert(mend_influence_of(&d, value, &influence));
    free(value);
    free(d.unit);
    return influence;
}

/* The exact indices, first and total, with the noise as the last factor; variances by hand. */
struct exact {
    double first[MOST + 1], total[MOST + 1];
};

static struct exact exact_ishigami(double noise)
{
    const double a = 7, b = 0.1, one = 0.5 * pow(1 + b * pow(PI, 4) / 5, 2), two = a * a / 8, both = 8 * b * b * pow(PI, 8) / 225;
    const double all = one + two + both + noise * noise;
    return (struct exact){{one / all, two / all, 0, 0, noise * noise / all}, {(one + both) / all, two / all, both / all, 0, noise * noise / all}};
}

static struct exact exact_g(void)
{
    struct exact e = {{0}, {0}};
    double all = 1;
    for (int k = 0; k < MOST; k++) {
        all *= 1 + 1 / (3 * pow(1 + g_weight[k], 2));
    }
    for (int k = 0; k < MOST; k++) {
        const double own = 1 / (3 * pow(1 + g_weight[k], 2));
        e.first[k] = own / (all - 1);
        e.total[k] = own * all / (1 + own) / (all - 1);
    }
    return e;
}

static bool covers(struct mend_index index, double exact)
{
    return index.lower <= exact && exact <= index.upper;
}

static void expect_exact(const struct mend_influence *found, struct exact exact, int factors)
{
    for (int k = 0; k <= factors; k++) {
        const struct mend_index first = found->of[k][MEND_FIRST], total = found->of[k][MEND_TOTAL];
        ck_assert_msg(covers(first, exact.first[k]), "factor %d alone: %g is not in [%g, %g]", k + 1, exact.first[k], first.lower, first.upper);
        ck_assert_msg(covers(total, exact.total[k]), "factor %d in all: %g is not in [%g, %g]", k + 1, exact.total[k], total.lower, total.upper);
        ck_assert(first.lower <= first.value && first.value <= first.upper && total.lower <= total.value && total.value <= total.upper);
        ck_assert(total.upper - total.lower < 0.1 && first.upper - first.lower < 0.2); /* and not by being wide */
    }
    ck_assert(found->converged && found->known);
}

static const struct subject ishigami_and_nothing = {4, ishigami, 0}, g_of_four = {4, g_function, 0};

START_TEST(the_indices_of_ishigami_s_function_lie_in_their_intervals)
{
    const enum mend_design_kind kind = _i ? MEND_LHS : MEND_SOBOL;
    const struct mend_influence found = analysed(ishigami_and_nothing, kind, 4096, 1);
    expect_exact(&found, exact_ishigami(0), 4);
    printf("Ishigami, %s, 4,096 points: alone %.3f %.3f %.3f (exact .314 .442 0), in all %.3f %.3f %.3f (.558 .442 .244)\n",
           _i ? "Latin hypercube" : "Sobol' points", found.of[0][MEND_FIRST].value, found.of[1][MEND_FIRST].value, found.of[2][MEND_FIRST].value,
           found.of[0][MEND_TOTAL].value, found.of[1][MEND_TOTAL].value, found.of[2][MEND_TOTAL].value);
}
END_TEST

START_TEST(the_indices_of_the_g_function_lie_in_their_intervals)
{
    const struct mend_influence found = analysed(g_of_four, _i ? MEND_LHS : MEND_SOBOL, 4096, 1);
    expect_exact(&found, exact_g(), 4);
}
END_TEST

/* Noise of the seed is a factor of its own: as large as it is, and no part of the others. */
START_TEST(noise_of_the_seed_is_told_apart_from_what_factors_do)
{
    const struct subject noisy = {4, ishigami, 2};
    const struct mend_influence found = analysed(noisy, MEND_SOBOL, 4096, 1);
    expect_exact(&found, exact_ishigami(2), 4);
    ck_assert(found.of[4][MEND_TOTAL].value > 0.2);
    ck_assert(found.of[3][MEND_TOTAL].value == 0 && found.of[3][MEND_FIRST].value == 0); /* what does nothing, on the same lives, changes nothing */
}
END_TEST

/* 95 % intervals hold the truth about so often. Strata narrow the error of what a factor does alone, and a bootstrap does not know of them. */
START_TEST(intervals_cover_the_exact_indices)
{
    enum { TIMES = 120 };
    const struct subject noisy = {4, ishigami, 2};
    const struct exact exact = exact_ishigami(2);
    int covered = 0, all = 0;
    for (int seed = 1; seed <= TIMES; seed++) {
        const struct mend_influence found = analysed(noisy, MEND_LHS, 128, 1000 * seed);
        for (int k = 0; k <= 4; k++) {
            if (exact.total[k] > 0) {
                covered += covers(found.of[k][MEND_TOTAL], exact.total[k]) + covers(found.of[k][MEND_FIRST], exact.first[k]);
                all += 2;
            }
        }
    }
    const double share = (double)covered / all;
    printf("intervals of Sobol' indices cover the exact ones in %.3f of %d\n", share, all);
    ck_assert(share > 0.91 && share < 0.99);
}
END_TEST

START_TEST(too_few_points_are_called_too_few_and_told_how_many_would_do)
{
    const struct mend_influence few = analysed(ishigami_and_nothing, MEND_LHS, 64, 1);
    ck_assert(few.known && !few.converged && few.trials_wanted > 300 && few.trials_wanted < 8000);
    const struct mend_influence enough = analysed(ishigami_and_nothing, MEND_LHS, (int64_t)few.trials_wanted * 5 / 4, 1);
    ck_assert(enough.converged);
}
END_TEST

/* Of a sum every effect is the factor's weight, wherever the walk comes by. */
START_TEST(elementary_effects_of_a_sum_are_its_weights)
{
    const struct subject sum = {3, straight, 0.3};
    const struct mend_influence found = analysed(sum, MEND_MORRIS, 50, 1);
    static const double weight[] = {3, -2, 0};
    for (int k = 0; k < 3; k++) {
        ck_assert(fabs(found.of[k][MEND_EFFECT].value - weight[k]) < 1e-9 && fabs(found.of[k][MEND_EFFECT_SIZE].value - fabs(weight[k])) < 1e-9);
        ck_assert(found.of[k][MEND_EFFECT_SPREAD].value < 1e-6);
    }
    /* Two normal draws of .3 differ by .3 sqrt(2) sqrt(2 / pi) in the mean; over a step of two thirds. */
    const double floor = 0.3 * 2 / sqrt(PI) * 1.5;
    ck_assert_msg(fabs(found.of[3][MEND_EFFECT_SIZE].value - floor) < 0.25 * floor, "%g", found.of[3][MEND_EFFECT_SIZE].value);
    ck_assert(found.converged);
}
END_TEST

/* Of a product an effect is where the other factor stands: mean 1/2, over 0, 1/3, 2/3, 1 with a standard deviation of .3727. */
START_TEST(elementary_effects_of_a_product_spread_as_the_other_factor_does)
{
    const struct subject product = {2, crossed, 0};
    const struct mend_influence found = analysed(product, MEND_MORRIS, 400, 1);
    for (int k = 0; k < 2; k++) {
        ck_assert(covers(found.of[k][MEND_EFFECT], 0.5) && covers(found.of[k][MEND_EFFECT_SPREAD], 0.3727));
    }
    ck_assert(found.of[2][MEND_EFFECT_SIZE].value == 0);
}
END_TEST

/* ---- a study ---- */

#define SMALL "base: a.yaml\nset: {dyads: 40, days: 12, assays: [strange_situation], record: {dyads: 0, events: false}}\n"
#define FACTORS "factors: {repair.scale: {from: 0.2, to: 1.8}, learning.plasticity_years: {from: 1, to: 3}, risk: {from: 0, to: 3}}\n"
#define SOBOL SMALL "design: sobol\npoints: 32\n" FACTORS
#define MORRIS SMALL "design: morris\npoints: 12\n" FACTORS
#define MEASURES "measures: [trust.mean, share.secure]\n"

/* A value of indices.csv. */
static double index_in(const char *measure, const char *factor, const char *index)
{
    expect_code(0, "grep '^%s,%s,%s,' r/indices.csv | cut -d, -f4", measure, factor, index);
    return atof(said.out);
}

/* The years after which learning slows do nothing in a life of twelve days. */
START_TEST(a_factor_that_does_nothing_has_no_share_and_the_seed_shows_the_noise)
{
    put_text("d.yaml", SOBOL MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r && test $(wc -l <r/sweep.csv) = 193 && test $(wc -l <r/indices.csv) = 17");
    expect_out("trust.mean: share of its variance");
    expect_out("Seed noise is ");
    expect_out("onverged: ");
    ck_assert(index_in("trust.mean", "learning.plasticity_years", "total") == 0 && index_in("trust.mean", "learning.plasticity_years", "first") == 0);
    ck_assert(index_in("trust.mean", "repair.scale", "total") > 3 * index_in("trust.mean", "seed", "total"));
    ck_assert(index_in("trust.mean", "seed", "total") > 0);
}
END_TEST

/* From the table's own values: the variance that is left where only one factor differs, by Jansen, and by hand. */
static const char *const of_table[] = {"trust.mean", "arousal.mean"};

START_TEST(indices_are_those_of_the_rows_of_the_table)
{
    put_text("d.yaml", SOBOL "measures: [trust.mean, arousal.mean]\nreplicates: 2\n");
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && pick r/sweep.csv %s", of_table[_i]);
    double total = 0, sum = 0, squares = 0, mean[6];
    char *at = said.out;
    for (int i = 0; i < 32; i++) {
        for (int place = 0; place < 6; place++) {
            mean[place] = strtod(at, &at);
            mean[place] = (mean[place] + strtod(at, &at)) / 2;
        }
        sum += mean[0] + mean[1];
        squares += mean[0] * mean[0] + mean[1] * mean[1];
        total += (mean[0] - mean[2]) * (mean[0] - mean[2]) / 2;
    }
    const double variance = squares / 64 - sum / 64 * sum / 64;
    ck_assert_msg(fabs(total / 32 / variance - index_in(of_table[_i], "repair.scale", "total")) < 1e-3, "%g", total / 32 / variance);
}
END_TEST

/* Every column of indices.csv: bounds in their order, and as many trials as have the measure; here one lacks it. */
START_TEST(the_table_of_indices_has_bounds_in_order_and_counts_the_trials_that_have_the_measure)
{
    put_text("d.yaml", SOBOL MEASURES);
    expect_code(
        0, "mend sensitivity d.yaml -o r --quiet && sed -i 's/^43 ok [^ ]*/43 ok nan/' r/journal && mend sensitivity d.yaml -o r --resume --quiet");
    expect_code(0, "cut -d, -f1,7 r/indices.csv | sort -u | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "measure,trials share.secure,32 trust.mean,31 ");
    expect_code(0, "awk -F, 'NR > 1 && !($5 <= $4 && $4 <= $6 || $2 == \"learning.plasticity_years\")' r/indices.csv");
    ck_assert_str_eq(said.out, "");
    expect_code(0, "test $(awk -F, '$5 < $6' r/indices.csv | wc -l) -ge 10");
}
END_TEST

/* What is printed: the factors by their main index, chance last, and beside it the other kind; what of a change the seed makes, by the step of two
 * thirds; and how wide an interval may be, .1 of the variance or a quarter of the largest size. */
START_TEST(what_is_printed_is_what_stands_in_the_table_by_order_of_size)
{
    static const char *const kind[][2] = {{"total", "first"}, {"effect_size", "effect"}};
    char printed[4000], name[100], last[100] = "";
    double before = INFINITY, largest = 0;
    put_text("d.yaml", _i ? MORRIS "measures: [trust.mean]\n" : SOBOL "measures: [trust.mean]\n");
    expect_code(0, "mend sensitivity d.yaml -o r");
    snprintf(printed, sizeof printed, "%s", said.out);
    char *line = strtok(printed, "\n");
    ck_assert(holds(line, "trust.mean: ") && strtok(NULL, "\n"));
    for (int k = 0; k <= 3; k++) {
        double size, beside;
        line = strtok(NULL, "\n");
        ck_assert_msg(sscanf(line, " %99s %lf [%*[^]]] %lf", name, &size, &beside) == 3, "%s", line);
        if (k < 3) {
            ck_assert_msg(size <= before, "%s is %g after %g", name, size, before);
            before = size;
        }
        const double exact = index_in("trust.mean", name, kind[_i][0]);
        largest = fmax(largest, exact);
        ck_assert(fabs(size - exact) < 6e-4 && fabs(beside - index_in("trust.mean", name, kind[_i][1])) < 6e-4);
        strcpy(last, name);
    }
    ck_assert_str_eq(last, "seed");
    line = strtok(NULL, "\n");
    const double seed = index_in("trust.mean", "seed", kind[_i][0]);
    double noise, would_do = 0;
    ck_assert(sscanf(line, _i ? " Another seed alone changes it by %lf" : " Seed noise is %lf", &noise) == 1);
    ck_assert_msg(_i ? fabs(noise - seed * 2 / 3) < 0.005 * seed : fabs(noise - 100 * seed) < 0.51, "%s", line);
    const char *wide = strstr(line, "wider than ");
    ck_assert(wide ? sscanf(wide, "wider than %lf", &would_do) == 1 : sscanf(strstr(line, " wide, and "), " wide, and %lf would do", &would_do) == 1);
    ck_assert_msg(fabs(would_do / (_i ? 0.25 * largest : 0.1) - 1) < 0.05, "%s", line);
}
END_TEST

/* Four levels of a walk are the four numbers, and the last level is no number more. */
START_TEST(walks_over_whole_numbers_stay_in_their_range)
{
    put_text("d.yaml", SMALL "design: morris\npoints: 12\nfactors: {days: {from: 9, to: 12}, risk: {from: 0, to: 3}}\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && pick r/sweep.csv days | sort -n -u | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "9 10 11 12 ");
}
END_TEST

START_TEST(walks_find_what_matters_and_parts_and_threads_change_nothing)
{
    put_text("d.yaml", MORRIS MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r --threads 1 && test $(wc -l <r/sweep.csv) = 61");
    expect_out("trust.mean: change over the whole range of a factor");
    ck_assert(index_in("trust.mean", "learning.plasticity_years", "effect_size") == 0 && index_in("trust.mean", "repair.scale", "effect") > 0);
    ck_assert(index_in("trust.mean", "repair.scale", "effect_size") > 2 * index_in("trust.mean", "seed", "effect_size"));
    expect_code(0, "mend sensitivity d.yaml -o t --quiet --threads 7 && cmp r/sweep.csv t/sweep.csv && cmp r/indices.csv t/indices.csv");
    expect_code(0, "for i in 1 2; do mend sensitivity d.yaml -o p$i --shard $i/2 && test ! -e p$i/indices.csv || exit 1; done; mend merge p1 p2 -o m "
                   "--quiet && cmp r/sweep.csv m/sweep.csv && mend sensitivity d.yaml -o m --resume --quiet && cmp r/indices.csv m/indices.csv");
}
END_TEST

START_TEST(too_few_walks_tell_nothing_and_say_so)
{
    put_text("d.yaml", SMALL "design: morris\npoints: 3\n" FACTORS MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r && mend plot r && test ! -e r/sensitivity.png");
    expect_out("Too few points: 3 of 3 trials have the measure, and 4 are the least.");
}
END_TEST

/* Every column, in its order, with what it means. */
START_TEST(every_column_of_a_study_is_described)
{
    put_text("d.yaml", SOBOL MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && cat r/datapackage.json");
    json_t *json = json_of_stdout();
    const json_t *tables = json_object_get(json, "resources");
    ck_assert_int_eq((int)json_array_size(tables), 2);
    for (size_t i = 0; i < 2; i++) {
        const json_t *table = json_array_get(tables, i), *fields = json_object_get(json_object_get(table, "schema"), "fields");
        char names[1000] = "";
        for (size_t c = 0; c < json_array_size(fields); c++) {
            const json_t *field = json_array_get(fields, c);
            strcat(strcat(names, c ? "," : ""), json_string_value(json_object_get(field, "name")));
            ck_assert(strlen(json_string_value(json_object_get(field, "description"))) > 8);
        }
        expect_code(0, "test \"$(head -n 1 r/%s)\" = '%s'", json_string_value(json_object_get(table, "path")), names);
    }
    json_decref(json);
}
END_TEST

START_TEST(a_study_of_sensitivity_is_gone_on_with_and_printed_as_json)
{
    put_text("d.yaml", SOBOL MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && cp r/indices.csv i && rm r/indices.csv && sed -i '$d' r/journal");
    expect_code(0, "mend sensitivity d.yaml -o r --resume --json && cmp r/indices.csv i");
    json_t *json = json_of_stdout();
    const json_t *measure = json_array_get(json_object_get(json, "measures"), 0);
    ck_assert_int_eq((int)json_array_size(json_object_get(measure, "factors")), 4);
    ck_assert(json_is_boolean(json_object_get(measure, "converged")));
    json_decref(json);
    expect_code(0, "mend sensitivity d.yaml -o r --resume --json >a && mend sensitivity d.yaml -o r --resume --json --quiet | cmp a -");
    expect_code(1, "mend sweep d.yaml -o r --resume");
    expect_err("this folder holds another study");
}
END_TEST

START_TEST(a_study_of_sensitivity_is_drawn_as_bars)
{
    put_text("d.yaml", _i ? MORRIS MEASURES : SOBOL MEASURES);
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && mend plot r");
    expect_out("r/sensitivity.png");
    expect_code(0, "for word in 'rust that breaks are repaired' 'hance of repair' 'seed alone' 'noise' interval; do grep -q \"$word\" "
                   "r/sensitivity.svg || exit 1; done");
}
END_TEST

START_TEST(a_factor_without_a_plain_name_keeps_its_key)
{
    put_text("d.yaml", SMALL "design: morris\npoints: 6\nfactors: {bid.belief: {from: 0, to: 1}}\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sensitivity d.yaml -o r --quiet && mend plot r && cat r/sensitivity.svg");
    expect_out(">bid.belief moves trust that breaks are repaired most: by ");
}
END_TEST

static const struct {
    const char *text, *words;
} refused[] = {
    {SMALL "design: grid\nfactors: {repair.scale: [0, 1]}\n" MEASURES, "d.yaml:3:9: error: design: sensitivity takes sobol or lhs"},
    {SMALL "design: sobol\n" FACTORS MEASURES, "d.yaml:3:9: error: points: this key is missing"},
    {SMALL "design: morris\npoints: 3\nfactors: {repair.scale: [0, 1]}\n" MEASURES,
     "factors: repair.scale: where points are drawn a factor is a range"},
    {SMALL "design: sobol\npoints: 0\n" FACTORS MEASURES, "d.yaml:4:9: error: points: "},
};

START_TEST(a_design_that_has_no_indices_is_refused_with_its_place)
{
    put_text("d.yaml", refused[_i].text);
    expect_code(2, "mend sensitivity d.yaml -o r");
    expect_err(refused[_i].words);
    expect_code(0, "test ! -e r");
}
END_TEST

START_TEST(walks_are_no_sweep_and_21_factors_are_too_many_for_two_samples_of_sobol_points)
{
    put_text("d.yaml", MORRIS MEASURES);
    expect_code(2, "mend sweep d.yaml -o r");
    expect_err("d.yaml:3:9: error: design: morris is a design of `mend sensitivity`");
    put_text("head", SMALL "points: 4\nfactors:\n");
    expect_code(0, "mend params --json | sed -n 's/.*\"key\": \"\\([a-z_]*\\.[a-z_.]*\\)\".*/  \\1: {from: 0, to: 1}/p' | head -n 21 >factors");
    expect_code(2, "test $(wc -l <factors) = 21 || exit 9; (cat head factors; echo 'measures: [trust.mean]'; echo 'design: sobol') >d.yaml; mend "
                   "sensitivity d.yaml -o r");
    expect_err("Sobol' points have at most 40 dimensions, and here are 21 factors with two dimensions each; take lhs");
}
END_TEST

Suite *sensitivity_suite(void)
{
    Suite *suite = suite_create("sensitivity");
    TCase *functions = tcase_create("functions"), *studies = case_of_commands("sensitivity", 60);
    tcase_set_timeout(functions, 60);
    tcase_add_loop_test(functions, the_indices_of_ishigami_s_function_lie_in_their_intervals, 0, 2);
    tcase_add_loop_test(functions, the_indices_of_the_g_function_lie_in_their_intervals, 0, 2);
    tcase_add_test(functions, noise_of_the_seed_is_told_apart_from_what_factors_do);
    tcase_add_test(functions, intervals_cover_the_exact_indices);
    tcase_add_test(functions, too_few_points_are_called_too_few_and_told_how_many_would_do);
    tcase_add_test(functions, elementary_effects_of_a_sum_are_its_weights);
    tcase_add_test(functions, elementary_effects_of_a_product_spread_as_the_other_factor_does);
    tcase_add_test(studies, a_factor_that_does_nothing_has_no_share_and_the_seed_shows_the_noise);
    tcase_add_loop_test(studies, indices_are_those_of_the_rows_of_the_table, 0, 2);
    tcase_add_test(studies, the_table_of_indices_has_bounds_in_order_and_counts_the_trials_that_have_the_measure);
    tcase_add_loop_test(studies, what_is_printed_is_what_stands_in_the_table_by_order_of_size, 0, 2);
    tcase_add_test(studies, walks_over_whole_numbers_stay_in_their_range);
    tcase_add_test(studies, walks_find_what_matters_and_parts_and_threads_change_nothing);
    tcase_add_test(studies, too_few_walks_tell_nothing_and_say_so);
    tcase_add_test(studies, every_column_of_a_study_is_described);
    tcase_add_test(studies, a_study_of_sensitivity_is_gone_on_with_and_printed_as_json);
    tcase_add_loop_test(studies, a_study_of_sensitivity_is_drawn_as_bars, 0, 2);
    tcase_add_test(studies, a_factor_without_a_plain_name_keeps_its_key);
    tcase_add_loop_test(studies, a_design_that_has_no_indices_is_refused_with_its_place, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(studies, walks_are_no_sweep_and_21_factors_are_too_many_for_two_samples_of_sobol_points);
    suite_add_tcase(suite, functions);
    suite_add_tcase(suite, studies);
    add_influence(suite);
    return suite;
}
