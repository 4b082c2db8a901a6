/* Measures of the procedures that not every run has, where they were held. */
#include "study/summary.h"

#include <math.h>

/* ---- support discussion ---- */

enum {
    RATIOS = 0
#define SUPPORT_RATIO(...) +1
#include "reading/measures.def"
#undef SUPPORT_RATIO
};

struct ratio {
    double part, whole;
};

/* What one minute adds to each ratio. */
static void add_minute(const struct support_row *m, struct ratio ratios[RATIOS])
{
    int k = 0;
#define SUPPORT_RATIO(name, when, its_part, its_whole, meaning)                                                                                      \
    if (when) {                                                                                                                                      \
        ratios[k].part += (double)(its_part);                                                                                                        \
        ratios[k].whole += (double)(its_whole);                                                                                                      \
    }                                                                                                                                                \
    k++;
#include "reading/measures.def"
#undef SUPPORT_RATIO
}

/* The last discussion of a dyad; one that was not held adds nothing. */
static void add_discussion(const struct records *r, int64_t dyad, struct ratio ratios[RATIOS])
{
    const struct support_row *minutes = &r->support[((dyad + 1) * r->support_days - 1) * SUPPORT_MINUTES];
    for (int m = 0; m < SUPPORT_MINUTES && !isnan(minutes[m].signalling); m++) {
        add_minute(&minutes[m], ratios);
    }
}

static struct estimate ratio_of(const struct population *p, int ratio, double *x, double *y)
{
    int64_t n = 0;
    for (int64_t dyad = 0; dyad < p->config.params.dyads; dyad++) {
        struct ratio ratios[RATIOS] = {{0}};
        add_discussion(&p->records, dyad, ratios);
        if (ratios[ratio].whole > 0) {
            x[n] = ratios[ratio].part;
            y[n++] = ratios[ratio].whole;
        }
    }
    return ratio_estimate(x, y, n);
}

/* ---- diary ---- */

enum link { AUTOCORRELATION, AUTOCORRELATION_A, AUTOCORRELATION_B, CONCORDANCE, A_TO_B, B_TO_A };

static double link_of(const struct diary_told *told, enum link link, enum rating rating)
{
    const double of_a = told->autocorrelation[0][rating], of_b = told->autocorrelation[1][rating];
    switch (link) {
    case AUTOCORRELATION_A:
        return of_a;
    case AUTOCORRELATION_B:
        return of_b;
    case CONCORDANCE:
        return told->concordance[rating];
    case A_TO_B:
        return told->crossover[0][rating];
    case B_TO_A:
        return told->crossover[1][rating];
    default:
        return isnan(of_a) ? of_b : isnan(of_b) ? of_a : (of_a + of_b) / 2;
    }
}

static struct estimate mean_link(const struct population *p, enum link link, enum rating rating, double *x)
{
    int64_t n = 0;
    for (int64_t dyad = 0; dyad < p->config.params.dyads; dyad++) {
        x[n] = link_of(&p->records.told[dyad], link, rating);
        n += !isnan(x[n]);
    }
    return mean_estimate(x, n);
}

/* ---- resilience ---- */

enum statistic { MEAN, MEDIAN };

/* The bonds' last shocks: the values of the measure at `position`. */
static int64_t read_shocks(const struct population *p, int position, double *x)
{
    const struct records *r = &p->records;
    const int64_t bonds = p->config.params.dyads * r->bonds;
    for (int64_t i = 0; i < bonds; i++) {
        const struct shock_row *s = &r->shock[(i + 1) * r->resilience_days - 1];
        const float values[] = {
#define SHOCK_MEASURE(name, statistic, value, meaning) value,
#include "reading/measures.def"
#undef SHOCK_MEASURE
        };
        x[i] = (double)values[position];
    }
    return bonds;
}

static struct estimate shock_measure(const struct population *p, int position, enum statistic statistic, double *x)
{
    const int64_t n = read_shocks(p, position, x);
    return statistic == MEDIAN ? median_estimate(x, n) : mean_estimate(x, n);
}

/* ---- alliance ---- */

static struct estimate alliance_ratio(const struct population *p, int position, double *x, double *y)
{
    const struct records *r = &p->records;
    for (int64_t i = 0; i < p->config.params.dyads; i++) {
        const struct alliance_row *a = &r->alliance[(i + 1) * r->alliance_days - 1];
        const float ratios[][2] = {
#define ALLIANCE_RATIO(name, part, whole, meaning) {part, whole},
#include "reading/measures.def"
#undef ALLIANCE_RATIO
        };
        x[i] = (double)ratios[position][0];
        y[i] = (double)ratios[position][1];
    }
    return ratio_estimate(x, y, p->config.params.dyads);
}

/* Adds the measure if it was asked for; else its estimate is not computed. */
#define ADD(name, estimate)                                                                                                                          \
    if (is_wanted(d, name)) {                                                                                                                        \
        summary_add(out, name, estimate);                                                                                                            \
    }

void summarise_procedures(struct desk *d, struct mend_summary *out)
{
    const struct population *p = d->p;
    const struct records *r = &p->records;
    double *x = d->values.x, *y = d->values.y;
    int k = 0;
    if (r->support_days > 0) {
#define SUPPORT_RATIO(name, ...) ADD(name, ratio_of(p, k, x, y)) k++;
#include "reading/measures.def"
#undef SUPPORT_RATIO
    }
    if (r->diary_days > 0) {
#define DIARY_MEAN(name, link, rating, meaning) ADD(name, mean_link(p, link, RATING_##rating, x))
#include "reading/measures.def"
#undef DIARY_MEAN
    }
    k = 0;
    if (r->resilience_days > 0) {
#define SHOCK_MEASURE(name, statistic, value, meaning) ADD(name, shock_measure(p, k, statistic, x)) k++;
#include "reading/measures.def"
#undef SHOCK_MEASURE
    }
    k = 0;
    if (r->alliance_days > 0) {
#define ALLIANCE_RATIO(name, part, whole, meaning) ADD(name, alliance_ratio(p, k, x, y)) k++;
#include "reading/measures.def"
#undef ALLIANCE_RATIO
    }
}
