/* Indices of sensitivity. Each is a function of sums over trials, so that a bootstrap only has to sum trials anew. */
#include "mend/sensitivity.h"

#include "study/estimate.h"
#include "study/points.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

const char *const mend_index_names[MEND_INDEX_KINDS] = {"first", "total", "effect", "effect_size", "effect_spread"};

bool mend_index_is_of(const struct mend_design *design, enum mend_index_kind kind)
{
    return (kind >= MEND_EFFECT) == (design->kind == MEND_MORRIS);
}

enum { RESAMPLES = 1000, EACH = 3, COMMON = 2, KINDS = MEND_INDEX_KINDS };

/* What is summed of each trial: COMMON values, then EACH of every factor. */
struct terms {
    int64_t trials;
    int factors, columns; /* chance is the last factor */
    bool is_morris;
    double *value;
};

/* Of a trial of Sobol' indices; `middle` is what all values are taken from, so that the products stay small. */
static void terms_of_samples(const double *y, int factors, double middle, double *to)
{
    const double a = y[0] - middle, b = y[1] - middle;
    to[0] = a + b;
    to[1] = a * a + b * b;
    for (int k = 0; k < factors; k++) {
        const double mixed = y[2 + k] - middle;
        to[COMMON + EACH * k] = b * (mixed - a);
        to[COMMON + EACH * k + 1] = (a - mixed) * (a - mixed) / 2;
    }
}

/* The factor that a step of a walk moves, and which way. */
static int moved_by(const struct mend_design *d, int64_t point, double *step)
{
    const double *to = &d->unit[point * d->factors], *from = to - d->factors;
    for (int k = 0; k < d->factors; k++) {
        if (to[k] != from[k]) {
            *step = to[k] - from[k];
            return k;
        }
    }
    *step = MORRIS_STEP; /* of the last point, where lives change */
    return d->factors;
}

static void terms_of_walk(const struct mend_design *d, int64_t first, const double *y, double *to)
{
    for (int place = 1; place < d->factors + MEND_MORE_OF_MORRIS; place++) {
        double step;
        const int k = moved_by(d, first + place, &step);
        const double effect = (y[place] - y[place - 1]) / step;
        to[COMMON + EACH * k] = effect;
        to[COMMON + EACH * k + 1] = fabs(effect);
        to[COMMON + EACH * k + 2] = effect * effect;
    }
}

static bool is_whole(const double *y, int64_t count)
{
    bool is = true;
    for (int64_t i = 0; i < count; i++) {
        is = is && isfinite(y[i]);
    }
    return is;
}

static double middle_of(const double *y, int64_t count)
{
    double sum = 0;
    int64_t n = 0;
    for (int64_t i = 0; i < count; i++) {
        sum += isfinite(y[i]) ? y[i] : 0;
        n += isfinite(y[i]);
    }
    return n ? sum / (double)n : 0;
}

/* A trial that lacks a value is left out. */
static void take_trials(const struct mend_design *d, const double *values, struct terms *terms)
{
    const int64_t each = d->points / d->trials;
    const double middle = middle_of(values, d->points);
    for (int64_t i = 0; i < d->trials; i++) {
        const double *y = values + i * each;
        double *to = terms->value + terms->trials * terms->columns;
        if (is_whole(y, each)) {
            terms->is_morris ? terms_of_walk(d, i * each, y, to) : terms_of_samples(y, terms->factors, middle, to);
            terms->trials++;
        }
    }
}

/* ---- from sums to indices ---- */

struct point_estimates {
    double of[MEND_FACTORS_MOST + 1][KINDS];
};

static void estimate(const struct terms *t, const double *sum, struct point_estimates *out)
{
    const double n = (double)t->trials, variance = sum[1] / (2 * n) - sum[0] / (2 * n) * sum[0] / (2 * n);
    for (int k = 0; k < t->factors; k++) {
        const double *own = &sum[COMMON + EACH * k];
        double *of = out->of[k];
        for (int i = 0; i < KINDS; i++) {
            of[i] = NAN;
        }
        if (t->is_morris) {
            of[MEND_EFFECT] = own[0] / n;
            of[MEND_EFFECT_SIZE] = own[1] / n;
            of[MEND_EFFECT_SPREAD] = sqrt(fmax(0, own[2] - own[0] * own[0] / n) / (n - 1));
        } else if (variance > 0) {
            of[MEND_FIRST] = own[0] / n / variance;
            of[MEND_TOTAL] = own[1] / n / variance;
        }
    }
}

static void sum_all(const struct terms *t, double *sum)
{
    for (int c = 0; c < t->columns; c++) {
        sum[c] = 0;
    }
    for (int64_t i = 0; i < t->trials; i++) {
        for (int c = 0; c < t->columns; c++) {
            sum[c] += t->value[i * t->columns + c];
        }
    }
}

/* As many trials, drawn with replacement; the draw is a function of the resample alone. */
static void sum_resample(const struct terms *t, gsl_rng *rng, int resample, double *sum)
{
    gsl_rng_set(rng, (unsigned long)resample + 1);
    for (int c = 0; c < t->columns; c++) {
        sum[c] = 0;
    }
    for (int64_t i = 0; i < t->trials; i++) {
        const double *drawn = t->value + (int64_t)gsl_rng_uniform_int(rng, (unsigned long)t->trials) * t->columns;
        for (int c = 0; c < t->columns; c++) {
            sum[c] += drawn[c];
        }
    }
}

static struct mend_index read_resamples(const struct point_estimates *resample, int factor, int kind, double value)
{
    double all[RESAMPLES];
    struct mend_index index = {value, NAN, NAN};
    bool known = !isnan(value);
    for (int r = 0; r < RESAMPLES; r++) {
        all[r] = resample[r].of[factor][kind];
        known = known && !isnan(all[r]);
    }
    if (known) {
        percentile_interval(all, RESAMPLES, &index.lower, &index.upper);
    }
    return index;
}

/* Are the intervals narrow enough for the indices to be told apart? */
static void judge(const struct terms *t, struct mend_influence *out)
{
    const int kind = t->is_morris ? MEND_EFFECT_SIZE : MEND_TOTAL;
    const double wide = t->is_morris ? MEND_WIDE_MORRIS : MEND_WIDE_SOBOL;
    double width = 0;
    out->scale = t->is_morris ? 0 : 1;
    out->known = true;
    for (int k = 0; k < t->factors; k++) {
        const struct mend_index *index = &out->of[k][kind];
        out->known = out->known && !isnan(index->lower);
        out->scale = t->is_morris ? fmax(out->scale, index->value) : 1;
        if (index->upper - index->lower > width) {
            width = index->upper - index->lower;
            out->widest = k;
        }
    }
    out->known = out->known && out->scale > 0;
    if (out->known) {
        const double times = width / (wide * out->scale);
        out->converged = times <= 1;
        out->trials_wanted = ceil((double)t->trials * times * times);
    }
}

static bool read_terms(const struct terms *t, struct mend_influence *out)
{
    double *sum = calloc((size_t)t->columns, sizeof *sum);
    struct point_estimates *resample = calloc(RESAMPLES + 1, sizeof *resample), *all = resample ? &resample[RESAMPLES] : NULL;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    const bool good = sum && resample && rng;
    if (good) {
        sum_all(t, sum);
        estimate(t, sum, all);
        for (int r = 0; r < RESAMPLES; r++) {
            sum_resample(t, rng, r, sum);
            estimate(t, sum, &resample[r]);
        }
        for (int k = 0; k < t->factors; k++) {
            for (int i = 0; i < KINDS; i++) {
                out->of[k][i] = read_resamples(resample, k, i, all->of[k][i]);
            }
        }
        judge(t, out);
    }
    free(sum);
    free(resample);
    if (rng) {
        gsl_rng_free(rng);
    }
    return good;
}

bool mend_influence_of(const struct mend_design *d, const double *values, struct mend_influence *out)
{
    const int factors = d->factors + 1;
    struct terms terms = {.factors = factors, .columns = COMMON + EACH * factors, .is_morris = d->kind == MEND_MORRIS};
    *out = (struct mend_influence){.scale = NAN, .trials_wanted = NAN};
    terms.value = calloc((size_t)(d->trials * terms.columns), sizeof *terms.value);
    bool good = terms.value != NULL;
    if (good) {
        take_trials(d, values, &terms);
        out->trials = terms.trials;
        for (int k = 0; k < factors; k++) {
            for (int i = 0; i < KINDS; i++) {
                out->of[k][i] = (struct mend_index){NAN, NAN, NAN};
            }
        }
        good = terms.trials < MEND_TRIALS_LEAST || read_terms(&terms, out);
    }
    free(terms.value);
    return good;
}
