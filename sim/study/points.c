#include "study/points.h"

#include "engine/chance.h"
#include "io/config_parts.h"
#include "io/text.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

int64_t design_rows(const struct mend_design *design)
{
    return design->points * design->replicates;
}

/* Of 53 bits. */
static double uniform_of(const struct mend_design *d, uint32_t factor, int64_t point)
{
    const uint64_t seed = (uint64_t)d->base.params.seed;
    const struct occasion who = {.seed_low = (uint32_t)seed, .seed_high = (uint32_t)(seed >> 32), .when = factor};
    const struct words w = words_of(occasion_of(who, STUDY, LAYOUT, 0), (uint32_t)point);
    return (double)(((uint64_t)w.word[0] << 32 | w.word[1]) >> 11) * 0x1p-53;
}

/* `columns` values for each of `rows`, in [0, 1). */
struct drawn {
    int64_t rows;
    int columns;
    double *value;
};

/* Each column's strata in an order of their own (Fisher & Yates), and a place within each. */
static bool draw_strata(const struct mend_design *d, struct drawn to)
{
    int64_t *order = calloc((size_t)to.rows, sizeof *order);
    for (int k = 0; order && k < to.columns; k++) {
        for (int64_t i = 0; i < to.rows; i++) {
            const int64_t other = (int64_t)(uniform_of(d, 2 * (uint32_t)k, i) * (double)(i + 1));
            order[i] = order[other];
            order[other] = i;
        }
        for (int64_t i = 0; i < to.rows; i++) {
            to.value[i * to.columns + k] = ((double)order[i] + uniform_of(d, 2 * (uint32_t)k + 1, i)) / (double)to.rows;
        }
    }
    const bool good = order != NULL;
    free(order);
    return good;
}

static bool draw_sobol(struct drawn to)
{
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)to.columns);
    for (int64_t i = 0; sequence && i < to.rows; i++) {
        gsl_qrng_get(sequence, &to.value[i * to.columns]);
    }
    if (sequence) {
        gsl_qrng_free(sequence);
    }
    return sequence != NULL;
}

static bool draw(const struct mend_design *d, struct drawn to)
{
    return d->kind == MEND_SOBOL ? draw_sobol(to) : draw_strata(d, to);
}

/* ---- trials ---- */

/* A trial of Sobol' indices: a row of one sample, the row of the other, the first with each factor in turn from the second, the first again. */
static bool draw_two_samples(struct mend_design *d)
{
    const int64_t k = d->factors, each = d->points / d->trials;
    double *drawn = calloc((size_t)(d->trials * 2 * k), sizeof *drawn);
    const bool good = drawn && draw(d, (struct drawn){d->trials, 2 * d->factors, drawn});
    for (int64_t i = 0; good && i < d->trials; i++) {
        const double *a = &drawn[i * 2 * k], *b = a + k;
        double *unit = &d->unit[i * each * k];
        for (int64_t place = 0; place < each; place++) {
            memcpy(&unit[place * k], place == 1 ? b : a, (size_t)k * sizeof *unit);
            if (place >= 2 && place < k + 2) {
                unit[place * k + place - 2] = b[place - 2];
            }
        }
    }
    free(drawn);
    return good;
}

/* A trial of Morris: a walk from a point of a grid of four levels, a factor a step, each by two thirds of its range, in an order of its own. */
static void draw_walk(struct mend_design *d, int64_t trial)
{
    const int64_t each = d->points / d->trials;
    double *unit = &d->unit[trial * each * d->factors];
    int order[MEND_FACTORS_MOST];
    bool up[MEND_FACTORS_MOST];
    for (int k = 0; k < d->factors; k++) {
        const int other = (int)(uniform_of(d, 3 * (uint32_t)k, trial) * (k + 1));
        order[k] = order[other];
        order[other] = k;
        up[k] = uniform_of(d, 3 * (uint32_t)k + 1, trial) < 0.5;
        unit[k] = (uniform_of(d, 3 * (uint32_t)k + 2, trial) < 0.5 ? 0 : 1 / 3.0) + (up[k] ? 0 : MORRIS_STEP);
    }
    for (int64_t place = 1; place < each; place++) {
        double *here = unit + place * d->factors;
        memcpy(here, here - d->factors, (size_t)d->factors * sizeof *here);
        if (place <= d->factors) {
            const int k = order[place - 1];
            here[k] += up[k] ? MORRIS_STEP : -MORRIS_STEP;
        }
    }
}

bool points_draw(struct mend_design *d, struct mend_report *report)
{
    bool good = true;
    if (d->unit || d->kind < MEND_LHS) {
        return true;
    }
    d->unit = calloc((size_t)(d->points * d->factors), sizeof *d->unit);
    if (d->unit && d->kind == MEND_MORRIS) {
        for (int64_t i = 0; i < d->trials; i++) {
            draw_walk(d, i);
        }
    } else if (d->unit) {
        good = d->trials ? draw_two_samples(d) : draw(d, (struct drawn){d->points, d->factors, d->unit});
    }
    return (d->unit && good) || mend_complain(report, "error: not enough memory for %lld points", (long long)d->points);
}

/* Which lives the points of a trial have, counted over trials: the second sample's are others than the first's, and so are those of the last point.
 */
static int64_t lives_of_point(const struct mend_design *d, int64_t point)
{
    const int64_t each = d->trials ? d->points / d->trials : 1, place = point % each;
    return d->trials ? 2 * (point / each) + (place == each - 1 || (d->kind != MEND_MORRIS && place == 1)) : 0;
}

/* Of a grid the last factor runs fastest. */
static int64_t position_in_grid(const struct mend_design *d, int64_t point, int factor)
{
    for (int k = d->factors - 1; k > factor; k--) {
        point /= d->factor[k].values;
    }
    return point % d->factor[factor].values;
}

const char *point_value(const struct mend_design *d, int64_t point, int factor, char room[VALUE_TEXT])
{
    const struct mend_factor *f = &d->factor[factor];
    if (d->unit) {
        const double u = d->unit[point * d->factors + factor];
        const double value = f->whole ? fmin(floor(f->from + u * (f->to - f->from + 1)), f->to) : f->from + u * (f->to - f->from);
        return mend_float_text(room, (float)value);
    }
    return f->value[d->kind == MEND_GRID ? position_in_grid(d, point, factor) : point].text;
}

int64_t seed_of(const struct mend_design *d, int64_t point, int64_t replicate)
{
    return d->base.params.seed + lives_of_point(d, point) * d->replicates + replicate;
}

bool point_config(const struct mend_design *d, int64_t point, int64_t replicate, struct mend_config *config, struct mend_report *report)
{
    char room[VALUE_TEXT], where[MEND_FACTOR_KEY + MEND_PATH];
    bool good = true;
    *config = d->base;
    for (int k = 0; k < d->factors; k++) {
        const char *value = point_value(d, point, k, room);
        snprintf(where, sizeof where, "%s=%s", d->factor[k].key, value);
        good = mend_config_assign(config, d->factor[k].key, (struct mend_place){.line = MEND_COMMAND_LINE}, where, value, report) && good;
    }
    config->params.seed = seed_of(d, point, replicate);
    return good && mend_config_consistent(config, report);
}
