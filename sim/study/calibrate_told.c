/* What a finished calibration tells: of a fit, its parameters and lines; of known parameters, how well they were found. */
#include "study/calibrate.h"

#include "study/estimate.h"
#include "study/trades.h"
#include "study/validate.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Points by which the share of the prior is told where no line is implausible. */
enum { PLAUSIBLE_POINTS = 10000 };
/* Of the check; more are never laid (mend_plan_of). */
enum { CHECKED_MOST = 64 };

/* Adds the draws' covariances, so many times. */
static void add_covariances(const struct cloud *cloud, double times, double all[][MEND_FACTORS_MOST])
{
    for (int a = 0; a < cloud->factors; a++) {
        for (int b = 0; b < cloud->factors; b++) {
            all[a][b] += times * cloud_covariance(cloud, a, b);
        }
    }
}

/* ---- lines ---- */

/* As validation would: the value, with the interval that chance gives it in a population of this size. */
static bool would_fit(const struct mend_finding *f, double value, double chance)
{
    return agrees(f, value, value - 1.96 * chance, value + 1.96 * chance);
}

/* The values of a line at the draws of the check; gives how many are known. */
static size_t gather(const struct calibration_work *w, int line, double *value)
{
    size_t known = 0;
    for (int64_t i = 2; i < w->plan.check; i++) {
        value[known] = w->value[row_of_check(&w->plan, i) * w->c->lines + line];
        known += isfinite(value[known]);
    }
    return known;
}

static void tell_line(const struct calibration_work *w, const struct quest *q, int line, int64_t best, struct mend_aimed *to)
{
    const struct mend_finding *f = &w->c->findings.row[w->c->line[line]];
    const struct aim aim = w->aim[line];
    const double chance = quest_chance(q, line), sd = aim.side ? chance : sqrt(aim.sd * aim.sd + chance * chance);
    double value[CHECKED_MOST];
    const size_t known = gather(w, line, value);
    *to =
        (struct mend_aimed){.aimed = isfinite(chance), .side = aim.side, .value = aim.value, .sd = aim.side ? chance : aim.sd, .margin = aim.margin};
    to->start = w->value[line];
    to->best = w->value[best * w->c->lines + line];
    to->fitted_before = would_fit(f, to->start, chance);
    to->simulated = to->lower = to->upper = to->distance = NAN;
    if (known > 0) {
        gsl_sort(value, 1, known);
        to->simulated = gsl_stats_mean(value, 1, known);
        to->lower = gsl_stats_quantile_from_sorted_data(value, 1, known, 0.025);
        to->upper = gsl_stats_quantile_from_sorted_data(value, 1, known, 0.975);
        to->distance = to->aimed ? implausibility(aim, to->simulated, sd * sd) : NAN;
        to->fits = agrees(f, to->simulated, to->lower, to->upper);
    }
}

struct offs offs_of(const struct calibration_work *w, const struct quest *q, int64_t row)
{
    struct offs off = {0, 0};
    for (int a = 0; a < q->aimed.lines; a++) {
        const struct aim aim = q->aimed_at[a];
        const double value = w->value[row * w->c->lines + q->line[a]], sd = aim.side ? 0 : aim.sd;
        const double far = isfinite(value) ? implausibility(aim, value, sd * sd + residual_of(&q->emulator, a)) : INFINITY;
        off.worst = fmax(off.worst, far);
        off.all += far * far;
    }
    return off;
}

/* The medians, which parameters that are not told leave in the middle of what they may be. Along a bent ridge they can lie beside it: if a line is
 * implausible there, the likeliest draw, if its lives agree better. */
static int64_t best_row(const struct calibration_work *w, const struct quest *q)
{
    const int64_t at_medians = row_of_check(&w->plan, 0), at_likeliest = row_of_check(&w->plan, 1);
    const struct offs medians = offs_of(w, q, at_medians), likeliest = offs_of(w, q, at_likeliest);
    return medians.worst > IMPLAUSIBLE && likeliest.all < medians.all ? at_likeliest : at_medians;
}

/* ---- a fit ---- */

static bool tell_parameter(const struct calibration_work *w, const struct quest *q, int k, int64_t best, struct mend_fitted *to)
{
    const struct mend_factor *f = &w->c->design.factor[k];
    const double width = f->to - f->from;
    struct marginal m;
    if (!marginal_of(&q->cloud, k, &m)) {
        return false;
    }
    *to = (struct mend_fitted){
        .from = f->from,
        .to = f->to,
        .start = mend_param_get(&w->c->findings.scenario[w->c->scenario[0]].params, mend_param_find(f->key)),
        .mean = f->from + width * m.mean,
        .median = f->from + width * m.median,
        .sd = width * m.sd,
        .lower = f->from + width * m.lower,
        .upper = f->from + width * m.upper,
        .best = parameter_at(f, w->unit[best * w->c->design.factors + k]),
        .identified = m.identified,
        .leans = m.leans,
    };
    return true;
}

bool tell_fit(const struct calibration_work *w, const struct quest *q, struct mend_fit *fit)
{
    static double covariance[MEND_FACTORS_MOST][MEND_FACTORS_MOST];
    const int64_t best = best_row(w, q);
    bool good = true;
    *fit = (struct mend_fit){.parameters = w->c->design.factors,
                             .lines = w->c->lines,
                             .form = emulator_forms[q->emulator.form],
                             .points = w->plan.points,
                             .failed = q->aimed.points - points_with(&q->aimed, ANY_LINE),
                             .plausible = plausible_share(&q->emulator, q->aimed_at, PLAUSIBLE_POINTS, q->seed)};
    memset(covariance, 0, sizeof covariance);
    add_covariances(&q->cloud, 1, covariance);
    for (int k = 0; good && k < fit->parameters; k++) {
        good = tell_parameter(w, q, k, best, &fit->parameter[k]);
        for (int other = 0; other < fit->parameters; other++) {
            fit->correlation[k][other] = covariance[k][other] / sqrt(covariance[k][k] * covariance[other][other]);
        }
    }
    for (int j = 0; j < fit->lines; j++) {
        tell_line(w, q, j, best, &fit->line[j]);
    }
    return good && find_trades(fit->parameters, covariance, fit->trade);
}

/* ---- known parameters ---- */

static bool tell_set(const struct calibration_work *w, const struct known_set *set, int64_t known, int k, struct mend_recovery *r)
{
    const double truth = w->unit[row_of_truth(&w->plan, known) * r->parameters + k];
    struct mend_recovered *to = &r->parameter[k];
    struct marginal m;
    if (!marginal_of(&set->quest.cloud, k, &m)) {
        return false;
    }
    to->identified += m.identified;
    to->covered += m.identified && m.lower <= truth && truth <= m.upper;
    to->bias += m.median - truth;
    to->width += m.sd * sqrt(12);
    return true;
}

static void tell_coverage(struct mend_recovery *r)
{
    for (int k = 0; k < r->parameters; k++) {
        struct mend_recovered *to = &r->parameter[k];
        to->bias /= r->known;
        to->width /= r->known;
        r->identified += to->identified;
        r->covered += to->covered;
    }
    const struct estimate e = share_estimate(r->covered, r->identified);
    r->coverage = e.value;
    r->lower = e.lower;
    r->upper = e.upper;
}

/* A set whose truth has no line, or whose points were too few, is left out. */
bool tell_recovery(const struct calibration_work *w, const struct known_set *set, struct mend_recovery *r)
{
    static double covariance[MEND_FACTORS_MOST][MEND_FACTORS_MOST];
    bool good = true;
    *r = (struct mend_recovery){.parameters = w->c->design.factors};
    for (int64_t i = 0; i < w->order.known; i++) {
        r->known += !set[i].failed;
        r->left_out += set[i].failed;
    }
    memset(covariance, 0, sizeof covariance);
    for (int64_t i = 0; good && i < w->order.known; i++) {
        if (!set[i].failed) {
            add_covariances(&set[i].quest.cloud, 1.0 / r->known, covariance);
        }
        for (int k = 0; good && !set[i].failed && k < r->parameters; k++) {
            good = tell_set(w, &set[i], i, k, r);
        }
    }
    tell_coverage(r);
    return good && find_trades(r->parameters, covariance, r->trade);
}
