#include "study/gain.h"

#include <gsl/gsl_bspline.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>

/* The curve is a cubic B-spline by least squares, with knots at quantiles of x. A logistic would not do: where the share of ruptures repaired
 * nears 1, shares of classes bend off far more sharply than they rise (residuals of four parameters are five times those of the spline, with R2 =
 * .9997; a fifth parameter for asymmetry does not help, and moves the steepest point by .04), and some measures rise and then fall.
 *
 * Where exactly a spline is steepest depends on its number of knots, more than on chance where there are many lives. So the slope is the mean over
 * splines of several numbers of knots, and in the bootstrap every resample draws these numbers anew: the interval tells of that choice too.
 *
 * What is drawn with replacement are whole replicates. A replicate has the same lives at every point, so its rows hang together over the curve; from
 * replicate to replicate they are independent. Percentiles of a bootstrap of few units are too narrow, and are taken further out, as Student's t is
 * beside the normal (Hesterberg 2015, The American Statistician 69:371-386, doi:10.1080/00031305.2015.1089789). */
enum { ORDER = 4, KNOTS_MOST = 8, GRID = 301, RESAMPLES = 400 };

const char *const gain_places[] = {"", "inside", "lower end", "upper end"};

/* A spline with `inner` knots between the ends. */
struct spline {
    int inner;
    size_t coefficients;
    gsl_bspline_workspace *basis;
    gsl_multifit_linear_workspace *room;
    gsl_vector *knot, *value, *coefficient, *y;
    gsl_matrix *x, *covariance, *slope;
};

struct bench {
    const double *x, *y; /* as given, of the points that have every value */
    size_t points, replicates;
    int fewest, splines; /* inner knots of the first spline; one more in each of the next */
    struct spline spline[KNOTS_MOST];
    size_t *picked;                /* replicates */
    double *mean_x, *mean_y, *fit; /* of each point, in order of x */
    double slope[GRID];            /* evenly from the first x to the last */
};

/* ---- room ---- */

static bool open_spline(struct spline *s, size_t points, int inner)
{
    const size_t breaks = (size_t)inner + 2, p = breaks + ORDER - 2;
    *s = (struct spline){
        .inner = inner,
        .coefficients = p,
        .basis = gsl_bspline_alloc(ORDER, breaks),
        .room = gsl_multifit_linear_alloc(points, p),
        .knot = gsl_vector_alloc(breaks),
        .value = gsl_vector_alloc(p),
        .coefficient = gsl_vector_alloc(p),
        .y = gsl_vector_alloc(points),
        .x = gsl_matrix_alloc(points, p),
        .covariance = gsl_matrix_alloc(p, p),
        .slope = gsl_matrix_alloc(ORDER, 2),
    };
    return s->basis && s->room && s->knot && s->value && s->coefficient && s->y && s->x && s->covariance && s->slope;
}

/* GSL's functions that free take no NULL but those of vectors and matrices. */
static void close_spline(struct spline *s)
{
    if (s->basis) {
        gsl_bspline_free(s->basis);
    }
    if (s->room) {
        gsl_multifit_linear_free(s->room);
    }
    gsl_vector_free(s->knot);
    gsl_vector_free(s->value);
    gsl_vector_free(s->coefficient);
    gsl_vector_free(s->y);
    gsl_matrix_free(s->x);
    gsl_matrix_free(s->covariance);
    gsl_matrix_free(s->slope);
}

/* From a sixth to a third of the points as knots, which leaves more points than coefficients. */
static bool open_bench(struct bench *b)
{
    const int points = (int)b->points, most = points / 3 < KNOTS_MOST ? points / 3 : KNOTS_MOST;
    bool good = true;
    b->fewest = points / 6 < KNOTS_MOST / 2 ? points / 6 : KNOTS_MOST / 2;
    b->splines = most - b->fewest + 1;
    for (int k = 0; k < b->splines; k++) {
        good = open_spline(&b->spline[k], b->points, b->fewest + k) && good;
    }
    b->picked = calloc(b->replicates, sizeof *b->picked);
    b->mean_x = calloc(3 * b->points, sizeof *b->mean_x);
    if (b->mean_x) {
        b->mean_y = b->mean_x + b->points;
        b->fit = b->mean_y + b->points;
    }
    return good && b->picked && b->mean_x;
}

static void close_bench(struct bench *b)
{
    for (int k = 0; k < b->splines; k++) {
        close_spline(&b->spline[k]);
    }
    free(b->picked);
    free(b->mean_x);
}

/* ---- one curve ---- */

/* The means of the picked replicates. */
static void take_means(struct bench *b)
{
    for (size_t i = 0; i < b->points; i++) {
        b->mean_x[i] = b->mean_y[i] = b->fit[i] = 0;
        for (size_t r = 0; r < b->replicates; r++) {
            b->mean_x[i] += b->x[i * b->replicates + b->picked[r]] / (double)b->replicates;
            b->mean_y[i] += b->y[i * b->replicates + b->picked[r]] / (double)b->replicates;
        }
    }
    gsl_sort2(b->mean_x, 1, b->mean_y, 1, b->points);
    for (int g = 0; g < GRID; g++) {
        b->slope[g] = 0;
    }
}

static bool is_spread(const struct bench *b)
{
    return b->mean_x[0] < b->mean_x[b->points - 1];
}

static double grid_at(const struct bench *b, int g)
{
    const double first = b->mean_x[0], last = b->mean_x[b->points - 1];
    return fmin(last, first + (last - first) * g / (GRID - 1)); /* rounding may not lead beyond the last knot */
}

static void lay_knots(struct spline *s, const struct bench *b)
{
    for (int k = 0; k <= s->inner + 1; k++) {
        gsl_vector_set(s->knot, (size_t)k, gsl_stats_quantile_from_sorted_data(b->mean_x, 1, b->points, (double)k / (s->inner + 1)));
    }
    gsl_bspline_knots(s->knot, s->basis);
}

/* Fits the spline and adds its values and slopes to the bench's, as one of `count`. */
static void add_spline(struct spline *s, struct bench *b, int count)
{
    double chi_squared;
    lay_knots(s, b);
    for (size_t i = 0; i < b->points; i++) {
        gsl_vector_view row = gsl_matrix_row(s->x, i);
        gsl_bspline_eval(b->mean_x[i], &row.vector, s->basis);
        gsl_vector_set(s->y, i, b->mean_y[i]);
    }
    gsl_multifit_linear(s->x, s->y, s->coefficient, s->covariance, &chi_squared, s->room);
    for (size_t i = 0; i < b->points; i++) {
        for (size_t c = 0; c < s->coefficients; c++) {
            b->fit[i] += gsl_matrix_get(s->x, i, c) * gsl_vector_get(s->coefficient, c) / count;
        }
    }
    for (int g = 0; g < GRID; g++) {
        size_t first, last;
        gsl_bspline_deriv_eval_nonzero(grid_at(b, g), 1, s->slope, &first, &last, s->basis);
        for (size_t c = first; c <= last; c++) {
            b->slope[g] += gsl_matrix_get(s->slope, c - first, 1) * gsl_vector_get(s->coefficient, c) / count;
        }
    }
}

static int steepest_of(const struct bench *b)
{
    int most = 0;
    for (int g = 1; g < GRID; g++) {
        most = fabs(b->slope[g]) > fabs(b->slope[most]) ? g : most;
    }
    return most;
}

/* Beyond the data is infinity. */
static double steepest_at(const struct bench *b)
{
    const int g = steepest_of(b);
    return g == 0 ? -INFINITY : g == GRID - 1 ? INFINITY : grid_at(b, g);
}

/* A stretch of fewer points than FLAT_LEAST is none: the slope crosses 0 in places, and its end is loose. */
static double stops_at(const struct bench *b)
{
    enum { FLAT_LEAST = 3 };
    int g = GRID;
    while (g > 0 && fabs(b->slope[g - 1]) < GAIN_LITTLE) {
        g--;
    }
    return g == GRID || grid_at(b, g) > b->mean_x[b->points - FLAT_LEAST] ? INFINITY : grid_at(b, g);
}

/* ---- the curve and its interval ---- */

/* Of points that all stand at one place nothing is known. */
static bool read_curve(struct bench *b, struct gain *out)
{
    double left = 0;
    for (size_t r = 0; r < b->replicates; r++) {
        b->picked[r] = r;
    }
    take_means(b);
    if (!is_spread(b)) {
        return false;
    }
    for (int k = 0; k < b->splines; k++) {
        add_spline(&b->spline[k], b, b->splines);
    }
    for (size_t i = 0; i < b->points; i++) {
        left += (b->mean_y[i] - b->fit[i]) * (b->mean_y[i] - b->fit[i]);
    }
    const int g = steepest_of(b);
    const double at = steepest_at(b), stops = stops_at(b), spread = gsl_stats_tss(b->mean_y, 1, b->points);
    out->from = b->mean_x[0];
    out->to = b->mean_x[b->points - 1];
    out->place = g == 0 ? GAIN_LOWER_END : g == GRID - 1 ? GAIN_UPPER_END : GAIN_INSIDE;
    out->steepest.value = isfinite(at) ? at : NAN;
    out->slope.value = b->slope[g];
    out->stops.value = isfinite(stops) ? stops : NAN;
    out->r2 = spread > 0 ? 1 - left / spread : NAN;
    out->residual = sqrt(left / (double)b->points);
    return true;
}

/* Puts `values` in order. */
static void bound(struct gain_value *to, double *values, size_t replicates)
{
    const double size = (double)replicates;
    const double tail = gsl_cdf_ugaussian_P(-sqrt(size / (size - 1)) * gsl_cdf_tdist_Pinv(0.975, size - 1));
    const int rank = (int)(tail * RESAMPLES);
    gsl_sort(values, 1, RESAMPLES);
    to->lower = isfinite(values[rank]) ? values[rank] : NAN;
    to->upper = isfinite(values[RESAMPLES - 1 - rank]) ? values[RESAMPLES - 1 - rank] : NAN;
}

static bool resample(struct bench *b, struct gain *out)
{
    double steepest[RESAMPLES], slope[RESAMPLES], stops[RESAMPLES];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int k = 0; rng && k < RESAMPLES; k++) {
        do { /* a replicate whose points all stand at one place is no curve alone */
            for (size_t r = 0; r < b->replicates; r++) {
                b->picked[r] = gsl_rng_uniform_int(rng, b->replicates);
            }
            take_means(b);
        } while (!is_spread(b));
        for (int i = 0; i < b->splines; i++) {
            add_spline(&b->spline[gsl_rng_uniform_int(rng, (unsigned long)b->splines)], b, b->splines);
        }
        steepest[k] = steepest_at(b);
        slope[k] = b->slope[steepest_of(b)];
        stops[k] = stops_at(b);
    }
    if (rng) {
        bound(&out->steepest, steepest, b->replicates);
        bound(&out->slope, slope, b->replicates);
        bound(&out->stops, stops, b->replicates);
        gsl_rng_free(rng);
    }
    return rng != NULL;
}

static bool read_gain(struct bench *b, struct gain *out)
{
    const bool good = open_bench(b) && (!read_curve(b, out) || b->replicates < GAIN_REPLICATES_LEAST || resample(b, out));
    close_bench(b);
    return good;
}

static bool is_whole(const double *x, const double *y, int64_t replicates)
{
    bool is = true;
    for (int64_t r = 0; r < replicates; r++) {
        is = is && isfinite(x[r]) && isfinite(y[r]);
    }
    return is;
}

bool gain_of(const double *x, const double *y, int64_t points, int64_t replicates, struct gain *out)
{
    const struct gain_value unknown = {NAN, NAN, NAN};
    const size_t size = (size_t)(points * replicates);
    double *kept = malloc((2 * size + 1) * sizeof *kept);
    int64_t whole = 0;
    *out = (struct gain){0, NAN, NAN, GAIN_UNKNOWN, unknown, unknown, unknown, NAN, NAN};
    for (int64_t i = 0; kept && i < points; i++) {
        if (is_whole(x + i * replicates, y + i * replicates, replicates)) {
            for (int64_t r = 0; r < replicates; r++) {
                kept[whole * replicates + r] = x[i * replicates + r];
                kept[(int64_t)size + whole * replicates + r] = y[i * replicates + r];
            }
            whole++;
        }
    }
    out->points = whole;
    struct bench bench = {.x = kept, .y = kept ? kept + size : NULL, .points = (size_t)whole, .replicates = (size_t)replicates};
    const bool good = kept && (whole < GAIN_POINTS_LEAST || read_gain(&bench, out));
    free(kept);
    return good;
}
