#include "study/points.h"

#include "engine/chance.h"
#include "io/config_parts.h"
#include "io/text.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>

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

/* Each factor's strata in an order of its own (Fisher & Yates), and a place within each. */
static bool draw_strata(struct mend_design *d)
{
    int64_t *order = calloc((size_t)d->points, sizeof *order);
    for (int k = 0; order && k < d->factors; k++) {
        for (int64_t i = 0; i < d->points; i++) {
            const int64_t other = (int64_t)(uniform_of(d, 2 * (uint32_t)k, i) * (double)(i + 1));
            order[i] = order[other];
            order[other] = i;
        }
        for (int64_t i = 0; i < d->points; i++) {
            d->unit[i * d->factors + k] = ((double)order[i] + uniform_of(d, 2 * (uint32_t)k + 1, i)) / (double)d->points;
        }
    }
    const bool good = order != NULL;
    free(order);
    return good;
}

static bool draw_sobol(struct mend_design *d)
{
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)d->factors);
    for (int64_t i = 0; sequence && i < d->points; i++) {
        gsl_qrng_get(sequence, &d->unit[i * d->factors]);
    }
    if (sequence) {
        gsl_qrng_free(sequence);
    }
    return sequence != NULL;
}

bool points_draw(struct mend_design *d, struct mend_report *report)
{
    if (d->unit || (d->kind != MEND_LHS && d->kind != MEND_SOBOL)) {
        return true;
    }
    d->unit = calloc((size_t)(d->points * d->factors), sizeof *d->unit);
    const bool good = d->unit && (d->kind == MEND_SOBOL ? draw_sobol(d) : draw_strata(d));
    return good || mend_complain(report, "error: not enough memory for %lld points", (long long)d->points);
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
        const double value = f->whole ? floor(f->from + u * (f->to - f->from + 1)) : f->from + u * (f->to - f->from);
        return mend_float_text(room, (float)value);
    }
    return f->value[d->kind == MEND_GRID ? position_in_grid(d, point, factor) : point].text;
}

int64_t replicate_seed(const struct mend_design *d, int64_t replicate)
{
    return d->base.params.seed + replicate;
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
    config->params.seed = replicate_seed(d, replicate);
    return good && mend_config_consistent(config, report);
}
