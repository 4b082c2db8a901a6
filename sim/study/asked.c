#include "study/asked.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

struct taken taken_of(const struct mend_summary *summary, const char *name)
{
    const struct mend_measured *m = mend_summary_find(summary, name);
    if (!m) {
        return (struct taken){NAN, NAN};
    }
    const double n = (double)m->n;
    return (struct taken){m->value, m->n > 1 ? (m->upper - m->lower) / 2 * sqrt(n) / gsl_cdf_tdist_Pinv(0.975, n - 1) : NAN};
}

static double logit(double p)
{
    return log(p / (1 - p));
}

/* d as r, for two groups of one size. */
static double r_of_d(double d)
{
    return d / sqrt(d * d + 4);
}

static double statistic_of(const struct mend_finding *f, struct taken in, struct taken against)
{
    const double percent = f->unit[0] == '%' ? 100 : 1;
    switch (f->statistic) {
    case MEND_VALUE:
        return percent * in.value;
    case MEND_DIFFERENCE:
        return percent * (in.value - against.value);
    case MEND_RATIO:
        return in.value / against.value;
    case MEND_LOGIT_D:
        return (logit(in.value) - logit(against.value)) * sqrt(3) / M_PI;
    case MEND_R:
        return r_of_d((in.value - against.value) / against.sd);
    }
    return NAN;
}

double value_of_line(const struct mend_finding *f, struct taken in, struct taken against)
{
    const double value = statistic_of(f, in, against);
    return isfinite(value) ? value : NAN;
}

bool ask(struct asking *a, const char *name)
{
    for (int i = 0; i < a->count; i++) {
        if (!strcmp(a->name[i], name)) {
            return true;
        }
    }
    if (a->count == ASKED_MOST) {
        return false;
    }
    a->name[a->count++] = name;
    return true;
}

bool ask_line(struct asking *of_scenario, const struct mend_finding *f)
{
    return ask(&of_scenario[f->scenario], f->by) && (f->against < 0 || ask(&of_scenario[f->against], f->by));
}

int asked_at(const struct asking *a, const char *name)
{
    int i = 0;
    while (strcmp(a->name[i], name) != 0) {
        i++;
    }
    return i;
}

bool live_asked(struct mend_config *config, struct mend_order order, struct population *out, struct mend_report *report)
{
    struct mend_sample sample;
    if (!mend_sample_of_config(config, &sample, report)) {
        return false;
    }
    record_nothing(config);
    const bool good = population_live(config, sample.rows ? &sample : NULL, order, out, report);
    mend_sample_free(&sample);
    return good;
}

bool take_asked(const struct asking *a, const struct population *p, struct mend_summary *room, struct taken *to, struct mend_report *report)
{
    double value[ASKED_MOST];
    const bool good = take_measures(p, a->name, a->count, room, value, report);
    for (int i = 0; good && i < a->count; i++) {
        to[i] = taken_of(room, a->name[i]);
    }
    return good;
}

bool complain_of_unknown(const struct mend_findings *findings, const struct mend_finding *f, int scenario, struct mend_report *report)
{
    return mend_complain(report, "%s:%lld: error: by: nothing in scenario '%s' gives '%s': see its setting, its assays and its dyads", findings->path,
                         (long long)f->line, findings->scenario[scenario].name, f->by);
}
