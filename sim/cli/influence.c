/* What a study of sensitivity found, as text. */
#include "cli/cli.h"
#include "cli/json.h"

#include "study/points.h"

#include <math.h>
#include <stdio.h>

/* The kind by which factors are put in order, and the one shown beside it. */
static enum mend_index_kind main_kind(const struct mend_design *d)
{
    return mend_index_is_of(d, MEND_TOTAL) ? MEND_TOTAL : MEND_EFFECT_SIZE;
}

static enum mend_index_kind kind_beside(const struct mend_design *d)
{
    return mend_index_is_of(d, MEND_TOTAL) ? MEND_FIRST : MEND_EFFECT;
}

/* The factors, the one that matters most first, chance last. */
static void put_in_order(const struct mend_design *d, const struct mend_influence *influence, int order[MEND_FACTORS_MOST + 1])
{
    const enum mend_index_kind kind = main_kind(d);
    for (int k = 0; k <= d->factors; k++) {
        int place = k;
        for (; k < d->factors && place > 0 && influence->of[order[place - 1]][kind].value < influence->of[k][kind].value; place--) {
            order[place] = order[place - 1];
        }
        order[place] = k;
    }
}

static void print_nothing(const struct mend_design *d, const struct mend_influence *influence)
{
    printf(influence->trials < MEND_TRIALS_LEAST
               ? "  Too few points: %lld of %lld trials have the measure, and %d are the least.\n"
               : "  Nothing to tell: the measure is the same, or nearly so, in all %lld of %lld trials that have it.\n",
           (long long)influence->trials, (long long)d->trials, MEND_TRIALS_LEAST);
}

static void print_verdict(const struct mend_design *d, const struct mend_influence *influence)
{
    const bool sobol = mend_index_is_of(d, MEND_TOTAL);
    const double wide = (sobol ? MEND_WIDE_SOBOL : MEND_WIDE_MORRIS) * influence->scale;
    const struct mend_index *seed = &influence->of[d->factors][main_kind(d)];
    if (sobol) {
        printf("  Seed noise is %.0f %% of the variance.", 100 * seed->value);
    } else {
        printf("  Another seed alone changes it by %.3g.", seed->value * MORRIS_STEP);
    }
    if (influence->converged) {
        printf(" Converged: no interval is wider than %.3g.\n", wide);
    } else {
        const struct mend_index *index = &influence->of[influence->widest][main_kind(d)];
        printf(" Not converged: the interval of %s is %.2g wide, and %.2g would do; that takes about %.0f points.\n",
               mend_influence_factor(d, influence->widest), index->upper - index->lower, wide, influence->trials_wanted);
    }
}

static void print_measure(const struct mend_design *d, const char *measure, const struct mend_influence *influence)
{
    const bool sobol = mend_index_is_of(d, MEND_TOTAL);
    int order[MEND_FACTORS_MOST + 1];
    printf("%s: %s\n", measure, sobol ? "share of its variance" : "change over the whole range of a factor");
    if (!influence->known) {
        print_nothing(d, influence);
        return;
    }
    put_in_order(d, influence, order);
    printf("  %-36s %8s  %-18s %8s  %s\n", "", sobol ? "in all" : "size", "95 % interval", sobol ? "alone" : "mean", "95 % interval");
    for (int i = 0; i <= d->factors; i++) {
        const struct mend_index *most = &influence->of[order[i]][main_kind(d)], *beside = &influence->of[order[i]][kind_beside(d)];
        printf("  %-36s %8.3f  [%.3f, %.3f]%*s %8.3f  [%.3f, %.3f]\n", mend_influence_factor(d, order[i]), most->value, most->lower, most->upper,
               4 - (most->lower < 0) - (most->upper >= 10), "", beside->value, beside->lower, beside->upper);
    }
    print_verdict(d, influence);
}

static json_t *json_of_factor(const struct mend_design *d, const struct mend_influence *influence, int factor)
{
    json_t *all = json_pack("{s:s}", "factor", mend_influence_factor(d, factor));
    for (int i = 0; i < MEND_INDEX_KINDS; i++) {
        const struct mend_index *index = &influence->of[factor][i];
        if (mend_index_is_of(d, (enum mend_index_kind)i)) {
            json_object_set_new(all, mend_index_names[i],
                                json_pack("{s:o, s:o, s:o}", "value", json_number(index->value), "lower", json_number(index->lower), "upper",
                                          json_number(index->upper)));
        }
    }
    return all;
}

static void print_as_json(const struct mend_design *d, const struct mend_influence *influence, const char *folder)
{
    json_t *measures = json_array();
    for (int m = 0; m < d->measures; m++) {
        json_t *factors = json_array();
        for (int k = 0; k <= d->factors; k++) {
            json_array_append_new(factors, json_of_factor(d, &influence[m], k));
        }
        json_array_append_new(measures,
                              json_pack("{s:s, s:I, s:b, s:o, s:o}", "measure", d->measure[m], "trials", (json_int_t)influence[m].trials, "converged",
                                        influence[m].converged, "trials_wanted", json_number(influence[m].trials_wanted), "factors", factors));
    }
    json_t *json = json_pack("{s:o, s:o}", "folder", json_path(folder), "measures", measures);
    json_print(json, JSON_INDENT(1) | JSON_REAL_PRECISION(8));
}

void print_influence(const struct mend_design *d, const struct mend_influence *influence, const char *folder, bool as_json)
{
    if (as_json) {
        print_as_json(d, influence, folder);
        return;
    }
    for (int m = 0; m < d->measures; m++) {
        print_measure(d, d->measure[m], &influence[m]);
    }
    printf("in %s/indices.csv\n", folder);
}
