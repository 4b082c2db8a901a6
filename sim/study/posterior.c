#include "study/posterior.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Steps of the likelihood leave half of the draws their weight; after each, so many Metropolis steps, and more at the end. */
enum { MOVES = 8, MOVES_LAST = 24, STEPS_MOST = 200, ROUNDS = 2 };
#define KEPT 0.5
/* Points that weigh, for each term of a polynomial. */
#define POINTS_A_TERM 4
/* No variance is less: a line that never changes has none at all. */
#define LEAST_VARIANCE 1e-18

/* ---- aims ---- */

static double variance_of(struct aim aim, double residual, double leverage)
{
    const double published = aim.side ? 0 : aim.sd * aim.sd;
    return fmax(LEAST_VARIANCE, published + residual * (1 + leverage));
}

double implausibility(struct aim aim, double line, double variance)
{
    const double sd = sqrt(fmax(LEAST_VARIANCE, variance));
    return aim.side ? fmax(0, -(aim.side * line / sd + aim.margin)) : fabs(line - aim.value) / sd;
}

double implausibility_at(const struct emulator *e, const struct aim *aim, const double *unit)
{
    double leverage, most = 0;
    const double *line = emulator_at(e, unit, &leverage);
    for (int j = 0; j < e->lines; j++) {
        most = fmax(most, implausibility(aim[j], line[j], variance_of(aim[j], residual_of(e, j), leverage)));
    }
    return most;
}

/* ---- judging ---- */

/* Chance in units of what was published. Estimated from few points its correlations come out too large: they are drawn toward 0. */
static void put_chance(const struct judge *j, gsl_matrix *chance)
{
    const double kept = j->e->freedom / (j->e->freedom + j->near);
    for (int a = 0; a < j->near; a++) {
        for (int b = 0; b < j->near; b++) {
            const double both = j->e->residual[j->line[a] * j->e->lines + j->line[b]] / (j->aim[j->line[a]].sd * j->aim[j->line[b]].sd);
            gsl_matrix_set(chance, (size_t)a, (size_t)b, a == b ? both : kept * both);
        }
    }
}

static bool find_directions(struct judge *j)
{
    const size_t near = (size_t)j->near;
    gsl_matrix *chance = gsl_matrix_alloc(near, near), *direction = gsl_matrix_alloc(near, near);
    gsl_vector *share = gsl_vector_alloc(near);
    gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(near);
    const bool good = chance && direction && share && room;
    if (good) {
        put_chance(j, chance);
        gsl_eigen_symmv(chance, share, direction, room);
    }
    for (size_t d = 0; good && d < near; d++) {
        j->share[d] = fmax(0, gsl_vector_get(share, d));
        for (size_t a = 0; a < near; a++) {
            j->along[d * near + a] = gsl_matrix_get(direction, a, d);
        }
    }
    gsl_matrix_free(chance);
    gsl_matrix_free(direction);
    gsl_vector_free(share);
    if (room) {
        gsl_eigen_symmv_free(room);
    }
    return good;
}

bool judge_open(struct judge *j, const struct emulator *e, const struct aim *aim)
{
    const size_t lines = (size_t)e->lines;
    *j = (struct judge){.e = e, .aim = aim};
    j->line = calloc(lines, sizeof *j->line);
    j->along = calloc(lines * lines, sizeof *j->along);
    j->share = calloc(lines, sizeof *j->share);
    j->off = calloc(lines, sizeof *j->off);
    if (!j->line || !j->along || !j->share || !j->off) {
        return false;
    }
    for (int k = 0; k < e->lines; k++) {
        j->line[j->near] = k;
        j->near += !aim[k].side;
    }
    return j->near == 0 || find_directions(j);
}

void judge_close(struct judge *j)
{
    free(j->line);
    free(j->along);
    free(j->share);
    free(j->off);
}

/* The logarithm of the normal distribution's lower tail, also where that is no number any more. */
static double log_of_tail(double z)
{
    return z > -35 ? log(gsl_cdf_ugaussian_P(z)) : -z * z / 2 - log(-z) - log(2 * M_PI) / 2;
}

double likelihood_at(const struct judge *j, const double *unit)
{
    double leverage, all = 0;
    const double *line = emulator_at(j->e, unit, &leverage);
    for (int a = 0; a < j->near; a++) {
        j->off[a] = (line[j->line[a]] - j->aim[j->line[a]].value) / j->aim[j->line[a]].sd;
    }
    for (int d = 0; d < j->near; d++) {
        const double *along = &j->along[d * j->near], variance = 1 + j->share[d] * (1 + leverage);
        double off = 0;
        for (int a = 0; a < j->near; a++) {
            off += along[a] * j->off[a];
        }
        all -= off * off / variance / 2 + log(variance) / 2;
    }
    for (int k = 0; k < j->e->lines; k++) {
        if (j->aim[k].side) {
            const double sd = sqrt(variance_of(j->aim[k], residual_of(j->e, k), leverage));
            all += log_of_tail(j->aim[k].side * line[k] / sd + j->aim[k].margin);
        }
    }
    return all;
}

double plausible_share(const struct emulator *e, const struct aim *aim, int64_t points, unsigned long seed)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double *unit = calloc((size_t)e->factors, sizeof *unit);
    int64_t plausible = 0;
    gsl_rng_set(rng, seed);
    for (int64_t i = 0; unit && i < points; i++) {
        for (int k = 0; k < e->factors; k++) {
            unit[k] = gsl_rng_uniform(rng);
        }
        plausible += implausibility_at(e, aim, unit) <= IMPLAUSIBLE;
    }
    free(unit);
    gsl_rng_free(rng);
    return (double)plausible / (double)points;
}

/* ---- emulators where they are needed ---- */

/* Of each point, how far the lines are off by the emulators, all together: the sum of squares, less that of the nearest point. */
static void measure_distances(const struct emulator *e, const struct aim *aim, const struct lived *lived, double *distance)
{
    double least = INFINITY;
    for (int64_t i = 0; i < lived->points; i++) {
        double leverage;
        const double *line = emulator_at(e, &lived->unit[i * lived->factors], &leverage);
        distance[i] = 0;
        for (int j = 0; j < e->lines; j++) {
            const double off = implausibility(aim[j], line[j], variance_of(aim[j], residual_of(e, j), leverage));
            distance[i] += off * off;
        }
        least = fmin(least, distance[i]);
    }
    for (int64_t i = 0; i < lived->points; i++) {
        distance[i] -= least;
    }
}

/* Weights of a bell so wide; gives how many points of full weight they are worth (Kish). */
static double weigh(const double *distance, int64_t points, double width, double *weight)
{
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < points; i++) {
        weight[i] = exp(-distance[i] / (2 * width * width));
        sum += weight[i];
        squares += weight[i] * weight[i];
    }
    return sum * sum / squares;
}

/* The bell whose weights are worth so many points; by halving the logarithm. */
static void weigh_points(const double *distance, int64_t points, double wanted, double *weight)
{
    double low = 0, high = 20;
    for (int i = 0; i < 40; i++) {
        const double middle = (low + high) / 2;
        *(weigh(distance, points, exp(middle), weight) < wanted ? &low : &high) = middle;
    }
    weigh(distance, points, exp(high), weight);
}

bool emulator_aim(const struct lived *lived, const struct aim *aim, struct emulator *out)
{
    double *distance = calloc((size_t)lived->points, sizeof *distance), *weight = calloc((size_t)lived->points, sizeof *weight);
    bool good = distance && weight && emulator_fit(lived, NULL, out);
    for (int round = 0; good && round < ROUNDS && out->points > POINTS_A_TERM * out->terms; round++) {
        measure_distances(out, aim, lived, distance);
        weigh_points(distance, lived->points, POINTS_A_TERM * out->terms, weight);
        good = emulator_fit(lived, weight, out);
    }
    free(distance);
    free(weight);
    return good;
}

/* ---- draws ---- */

/* Draws on their way from the prior to the posterior; the likelihood bears on them to the power `heed`. */
struct swarm {
    struct judge judge;
    struct cloud *cloud, *picked;
    gsl_rng *rng;
    double heed;
    gsl_matrix *spread; /* of a Metropolis step, its triangular root */
    double *trial, *normal, *step;
};

static bool take_room(struct cloud *cloud, int64_t draws, int factors)
{
    cloud_free(cloud);
    *cloud = (struct cloud){draws, factors, calloc((size_t)(draws * factors), sizeof *cloud->unit), calloc((size_t)draws, sizeof *cloud->likelihood)};
    return cloud->unit && cloud->likelihood;
}

static void draw_prior(struct swarm *s)
{
    struct cloud *c = s->cloud;
    for (int64_t i = 0; i < c->draws; i++) {
        for (int k = 0; k < c->factors; k++) {
            c->unit[i * c->factors + k] = gsl_rng_uniform(s->rng);
        }
        c->likelihood[i] = likelihood_at(&s->judge, &c->unit[i * c->factors]);
    }
}

static double most_likely(const struct cloud *c)
{
    return c->likelihood[cloud_likeliest(c)];
}

/* How many draws are left if the likelihood bears so much more. */
static double draws_left(const struct cloud *c, double more)
{
    const double most = most_likely(c);
    double sum = 0, squares = 0;
    for (int64_t i = 0; i < c->draws; i++) {
        const double w = exp(more * (c->likelihood[i] - most));
        sum += w;
        squares += w * w;
    }
    return sum * sum / squares;
}

/* How much more it may bear in this step, up to `rest`. */
static double next_step(const struct cloud *c, double rest)
{
    double low = 0, high = rest;
    if (draws_left(c, rest) >= KEPT * (double)c->draws) {
        return rest;
    }
    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;
        *(draws_left(c, middle) < KEPT * (double)c->draws ? &high : &low) = middle;
    }
    return high;
}

/* Systematic selection by weight. */
static void pick(struct swarm *s, double more)
{
    struct cloud *from = s->cloud, *to = s->picked;
    const double most = most_likely(from), n = (double)from->draws;
    double sum = 0, passed = 0;
    for (int64_t i = 0; i < from->draws; i++) {
        sum += exp(more * (from->likelihood[i] - most));
    }
    const double first = gsl_rng_uniform(s->rng);
    int64_t picked = 0;
    for (int64_t i = 0; i < from->draws; i++) {
        passed += exp(more * (from->likelihood[i] - most)) / sum * n;
        for (; picked < to->draws && (first + (double)picked < passed || i == from->draws - 1); picked++) {
            memcpy(&to->unit[picked * to->factors], &from->unit[i * to->factors], (size_t)to->factors * sizeof *to->unit);
            to->likelihood[picked] = from->likelihood[i];
        }
    }
    s->cloud = to;
    s->picked = from;
}

/* Steps as the draws lie, as long as suits a normal distribution of so many dimensions. */
static void spread_steps(struct swarm *s)
{
    const struct cloud *c = s->cloud;
    const double scale = 2.38 * 2.38 / c->factors;
    for (int a = 0; a < c->factors; a++) {
        for (int b = 0; b < c->factors; b++) {
            const double both = gsl_stats_covariance(&c->unit[a], (size_t)c->factors, &c->unit[b], (size_t)c->factors, (size_t)c->draws);
            gsl_matrix_set(s->spread, (size_t)a, (size_t)b, scale * both + (a == b ? 1e-12 : 0));
        }
    }
    gsl_linalg_cholesky_decomp1(s->spread);
}

/* Short steps find their way along a bent ridge. */
static void draw_step(struct swarm *s)
{
    static const double lengths[] = {1, 0.5, 0.15};
    const double length = lengths[gsl_rng_uniform_int(s->rng, 3)];
    for (int k = 0; k < s->cloud->factors; k++) {
        s->normal[k] = gsl_ran_gaussian(s->rng, length);
        s->step[k] = 0;
        for (int other = 0; other <= k; other++) {
            s->step[k] += gsl_matrix_get(s->spread, (size_t)k, (size_t)other) * s->normal[other];
        }
    }
}

/* How many steps there are to the bounds of the prior, ahead (sign 1) or behind (-1). */
static double steps_to_bounds(const struct swarm *s, const double *unit, double sign)
{
    double least = INFINITY;
    for (int k = 0; k < s->cloud->factors; k++) {
        const double step = sign * s->step[k], way = step > 0 ? 1 - unit[k] : -unit[k];
        least = step == 0 ? least : fmin(least, way / step);
    }
    return fmax(0, least);
}

/* A step that meets a bound turns round on its own line, so that it is as likely as the one back. (Mirrored in each parameter by itself it would not
 * be where parameters hang together.) */
static double turned(double behind, double ahead)
{
    const double way = behind + ahead, at = fmod(behind + 1, 2 * way);
    return (at > way ? 2 * way - at : at) - behind;
}

static void move_draw(struct swarm *s, int64_t i)
{
    struct cloud *c = s->cloud;
    double *unit = &c->unit[i * c->factors];
    draw_step(s);
    const double behind = steps_to_bounds(s, unit, -1), ahead = steps_to_bounds(s, unit, 1);
    const double steps = ahead >= 1 ? 1 : behind + ahead > 0 ? turned(behind, ahead) : 0;
    for (int k = 0; k < c->factors; k++) {
        s->trial[k] = fmax(0, fmin(1, unit[k] + steps * s->step[k]));
    }
    const double likelihood = likelihood_at(&s->judge, s->trial);
    if (log(gsl_rng_uniform_pos(s->rng)) < s->heed * (likelihood - c->likelihood[i])) {
        memcpy(unit, s->trial, (size_t)c->factors * sizeof *unit);
        c->likelihood[i] = likelihood;
    }
}

static void move_draws(struct swarm *s, int moves)
{
    spread_steps(s);
    for (int m = 0; m < moves; m++) {
        for (int64_t i = 0; i < s->cloud->draws; i++) {
            move_draw(s, i);
        }
    }
}

static void draw_posterior(struct swarm *s, double wider)
{
    const double end = 1 / (wider * wider);
    draw_prior(s);
    for (int step = 0; s->heed < end && step < STEPS_MOST; step++) {
        const double rest = end - s->heed, more = step == STEPS_MOST - 1 ? rest : next_step(s->cloud, rest);
        pick(s, more);
        s->heed = more == rest ? end : s->heed + more;
        move_draws(s, s->heed == end ? MOVES_LAST : MOVES);
    }
}

bool cloud_draw(const struct emulator *e, const struct aim *aim, double wider, int64_t draws, unsigned long seed, struct cloud *out)
{
    struct cloud other = {0};
    struct swarm s = {.cloud = out, .picked = &other, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    s.spread = gsl_matrix_alloc((size_t)e->factors, (size_t)e->factors);
    s.trial = calloc((size_t)e->factors, sizeof *s.trial);
    s.normal = calloc((size_t)e->factors, sizeof *s.normal);
    s.step = calloc((size_t)e->factors, sizeof *s.step);
    const bool judged = judge_open(&s.judge, e, aim), good = judged && s.rng && s.spread && s.trial && s.normal && s.step &&
                                                             take_room(out, draws, e->factors) && take_room(&other, draws, e->factors);
    if (good) {
        gsl_rng_set(s.rng, seed);
        draw_posterior(&s, wider);
    }
    if (s.cloud == &other) { /* the last selection has left the draws there */
        const struct cloud swap = *out;
        *out = other;
        other = swap;
    }
    cloud_free(&other);
    judge_close(&s.judge);
    free(s.trial);
    free(s.normal);
    free(s.step);
    gsl_matrix_free(s.spread);
    if (s.rng) {
        gsl_rng_free(s.rng);
    }
    return good;
}

void cloud_free(struct cloud *cloud)
{
    free(cloud->unit);
    free(cloud->likelihood);
    *cloud = (struct cloud){0};
}

/* ---- what draws tell ---- */

static int leaning(const double *sorted, int64_t n)
{
    int64_t low = 0, high = 0;
    for (int64_t i = 0; i < n; i++) {
        low += sorted[i] < BOUND_ZONE;
        high += sorted[i] > 1 - BOUND_ZONE;
    }
    const bool is_low = (double)low > LEANING * (double)n, is_high = (double)high > LEANING * (double)n;
    return is_low == is_high ? (is_low ? (low > high ? -1 : 1) : 0) : is_low ? -1 : 1;
}

bool marginal_of(const struct cloud *cloud, int factor, struct marginal *out)
{
    const size_t n = (size_t)cloud->draws;
    double *value = calloc(n, sizeof *value);
    if (!value) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        value[i] = cloud->unit[i * (size_t)cloud->factors + (size_t)factor];
    }
    gsl_sort(value, 1, n);
    *out = (struct marginal){.mean = gsl_stats_mean(value, 1, n),
                             .median = gsl_stats_median_from_sorted_data(value, 1, n),
                             .sd = gsl_stats_sd(value, 1, n),
                             .lower = gsl_stats_quantile_from_sorted_data(value, 1, n, 0.05),
                             .upper = gsl_stats_quantile_from_sorted_data(value, 1, n, 0.95),
                             .leans = leaning(value, cloud->draws)};
    out->identified = out->sd < IDENTIFIED_BELOW / sqrt(12);
    free(value);
    return true;
}

double cloud_covariance(const struct cloud *c, int a, int b)
{
    return 12 * gsl_stats_covariance(&c->unit[a], (size_t)c->factors, &c->unit[b], (size_t)c->factors, (size_t)c->draws);
}

int64_t cloud_likeliest(const struct cloud *c)
{
    int64_t best = 0;
    for (int64_t i = 1; i < c->draws; i++) {
        best = c->likelihood[i] > c->likelihood[best] ? i : best;
    }
    return best;
}
