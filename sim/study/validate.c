#include "study/validate.h"

#include "engine/threads.h"
#include "study/resample.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Resamples of whole populations give standard errors; samples of the published size give quantiles. */
enum { RESAMPLES = 100, STUDIES = 200 };

/* ---- one line ---- */

bool agrees(const struct mend_finding *f, double value, double lower, double upper)
{
    const double detectable = 1.96 / sqrt((double)f->n);
    switch (f->accept) {
    case MEND_WITHIN:
        return value >= f->accept_lower && value <= f->accept_upper;
    case MEND_ABOVE:
        return lower > 0;
    case MEND_BELOW:
        return upper < 0;
    case MEND_NOT_BELOW:
        return upper >= 0;
    case MEND_NONE:
        return lower >= -detectable && upper <= detectable;
    }
    return false;
}

/* ---- all lines under one rule ---- */

/* Room of a thread. */
struct seat {
    struct population picked;
    struct mend_summary summary;
    int64_t *dyad;
};

/* What lines ask of a scenario, and what that is in the whole population and in resamples. */
struct scenario {
    struct taken whole[ASKED_MOST], resampled[ASKED_MOST][RESAMPLES];
    struct population population;
};

struct bench {
    const struct mend_findings *findings;
    const struct mend_rules *rules;
    const char *only;
    struct mend_order order;
    struct mend_validation *out;
    struct mend_report *report;
    struct scenario *scenario;
    struct asking *asking; /* of each scenario */
    struct seat *seat;
    int64_t room;          /* dyads that a seat has room for */
    int threads, at, rule; /* the scenario and the rule under work */
    int row;               /* and the line, of which samples are drawn */
    double study[STUDIES];
    double (*first)[RESAMPLES]; /* of each line under the first rule */
    int failed;
};

static bool is_stopped(const struct bench *b)
{
    return b->order.stop && *b->order.stop;
}

static bool is_scored(const struct bench *b, const struct mend_finding *f)
{
    return f->use != MEND_CONTEXT && f->by[0] && (!b->only || !strcmp(b->only, f->id));
}

/* Which scenarios are needed, and for what. */
static bool list_asked(struct bench *b)
{
    bool good = true, any = false;
    for (int i = 0; i < b->findings->rows; i++) {
        const struct mend_finding *f = &b->findings->row[i];
        if (is_scored(b, f)) {
            any = true;
            good = good && ask_line(b->asking, f) && (!f->latent[0] || ask(&b->asking[f->scenario], f->latent));
        }
    }
    if (!any) {
        return mend_complain(b->report, "%s: error: no line to score%s%s", b->findings->path, b->only ? ": no covered finding has the id " : "",
                             b->only ? b->only : "");
    }
    return good || mend_complain(b->report, "%s: error: more than %d measures of one scenario", b->findings->path, ASKED_MOST);
}

/* Room for samples of so many dyads. A scenario with a sample of its own may have more than its config says. */
static bool widen_seats(struct bench *b, int64_t dyads)
{
    bool good = true;
    for (int t = 0; good && dyads > b->room && t < b->threads; t++) {
        int64_t *wider = realloc(b->seat[t].dyad, (size_t)dyads * sizeof *wider);
        good = wider != NULL;
        b->seat[t].dyad = good ? wider : b->seat[t].dyad;
    }
    b->room = good && dyads > b->room ? dyads : b->room;
    return good || mend_complain(b->report, "error: not enough memory");
}

static bool live_scenario(struct bench *b, int k)
{
    static struct mend_config config;
    struct scenario *s = &b->scenario[k];
    config = b->findings->scenario[k];
    return mend_rule_apply(b->rules, b->rule, &config, b->report) && live_asked(&config, b->order, &s->population, b->report) &&
           widen_seats(b, s->population.config.params.dyads) && take_asked(&b->asking[k], &s->population, &b->seat[0].summary, s->whole, b->report);
}

/* What no assay of a scenario gives is a mistake of the findings; under another rule it is only unknown. */
static bool all_known(const struct bench *b, int k)
{
    bool good = true;
    for (int i = 0; i < b->findings->rows && b->rule == 0; i++) {
        const struct mend_finding *f = &b->findings->row[i];
        if (is_scored(b, f) && (f->scenario == k || f->against == k) && isnan(b->scenario[k].whole[asked_at(&b->asking[k], f->by)].value)) {
            good = complain_of_unknown(b->findings, f, k, b->report);
        }
    }
    return good;
}

static void fail(struct bench *b)
{
    __atomic_store_n(&b->failed, 1, __ATOMIC_RELAXED);
}

static void resample_scenario(void *context, int64_t k, int thread)
{
    struct bench *b = context;
    struct scenario *s = &b->scenario[b->at];
    struct seat *seat = &b->seat[thread];
    struct mend_report report = {0};
    struct taken taken[ASKED_MOST];
    const int64_t dyads = s->population.config.params.dyads;
    if (is_stopped(b)) {
        return;
    }
    if (!draw_dyads(k, dyads, dyads, seat->dyad) || !population_pick(&s->population, seat->dyad, dyads, &seat->picked) ||
        !take_asked(&b->asking[b->at], &seat->picked, &seat->summary, taken, &report)) {
        fail(b);
        return;
    }
    for (int i = 0; i < b->asking[b->at].count; i++) {
        s->resampled[i][k] = taken[i];
    }
}

/* Room for samples of any size up to a scenario's own. */
static void clear_seats(struct bench *b)
{
    for (int t = 0; t < b->threads; t++) {
        population_free(&b->seat[t].picked);
    }
}

/* ---- what a study of the published size would find ---- */

/* The measure of a line in a sample of its study's size; two scenarios have samples apart. */
static bool sample_scenario(struct bench *b, int scenario, int64_t k, struct seat *seat, struct taken *to)
{
    const struct mend_finding *f = &b->findings->row[b->row];
    const struct population *p = &b->scenario[scenario].population;
    struct mend_report report = {0};
    const int64_t dyads = p->config.params.dyads, n = f->n < dyads ? f->n : dyads;
    const char *name = f->by;
    double value;
    const bool good = draw_dyads(k, dyads, n, seat->dyad) && population_pick(p, seat->dyad, n, &seat->picked) &&
                      take_measures(&seat->picked, &name, 1, &seat->summary, &value, &report);
    *to = taken_of(&seat->summary, name);
    if (f->against >= 0) {
        population_free(&seat->picked); /* the next sample is of the other scenario */
    }
    return good;
}

static void sample_study(void *context, int64_t k, int thread)
{
    struct bench *b = context;
    const struct mend_finding *f = &b->findings->row[b->row];
    struct taken in = {NAN, NAN}, against = in;
    bool good = sample_scenario(b, f->scenario, k, &b->seat[thread], &in);
    good = good && (f->against < 0 || sample_scenario(b, f->against, k + STUDIES, &b->seat[thread], &against));
    b->study[k] = value_of_line(f, in, against);
    if (!good) {
        fail(b);
    }
}

/* Samples are no larger than the population: a larger study errs less, by the root of the sizes. */
static void read_studies(struct bench *b, struct mend_score *score)
{
    const struct mend_finding *f = &b->findings->row[b->row];
    const double dyads = (double)b->scenario[f->scenario].population.config.params.dyads;
    const double narrower = (double)f->n > dyads ? sqrt(dyads / (double)f->n) : 1;
    size_t known = 0;
    for (int k = 0; k < STUDIES; k++) {
        b->study[known] = b->study[k];
        known += !isnan(b->study[k]);
    }
    if (known < STUDIES * 9 / 10) {
        return; /* a study of that size often cannot tell */
    }
    const double middle = score->simulated;
    percentile_interval(b->study, known, &score->study_lower, &score->study_upper);
    score->study_lower = middle + narrower * (score->study_lower - middle);
    score->study_upper = middle + narrower * (score->study_upper - middle);
}

/* ---- scores ---- */

static double whole_line(const struct bench *b, const struct mend_finding *f)
{
    const struct taken in = b->scenario[f->scenario].whole[asked_at(&b->asking[f->scenario], f->by)];
    return value_of_line(f, in, f->against < 0 ? in : b->scenario[f->against].whole[asked_at(&b->asking[f->against], f->by)]);
}

static double resampled_line(const struct bench *b, const struct mend_finding *f, int k)
{
    const struct taken in = b->scenario[f->scenario].resampled[asked_at(&b->asking[f->scenario], f->by)][k];
    return value_of_line(f, in, f->against < 0 ? in : b->scenario[f->against].resampled[asked_at(&b->asking[f->against], f->by)][k]);
}

/* The standard deviation of the known among RESAMPLES values; NaN if many are unknown. */
static double spread(const double *value)
{
    double known[RESAMPLES];
    size_t n = 0;
    for (int k = 0; k < RESAMPLES; k++) {
        known[n] = value[k];
        n += !isnan(value[k]);
    }
    return n >= RESAMPLES * 9 / 10 ? gsl_stats_sd(known, 1, n) : NAN;
}

static void score_line(struct bench *b, int row)
{
    const struct mend_finding *f = &b->findings->row[row];
    const double half = gsl_cdf_ugaussian_Pinv(0.975);
    struct mend_score *score = mend_score_at(b->out, b->rule, row);
    double value[RESAMPLES], change[RESAMPLES];
    for (int k = 0; k < RESAMPLES; k++) {
        value[k] = resampled_line(b, f, k);
        change[k] = b->rule > 0 ? value[k] - b->first[row][k] : 0;
    }
    if (b->rule == 0) {
        memcpy(b->first[row], value, sizeof value);
    }
    score->scored = true;
    score->simulated = whole_line(b, f);
    score->lower = score->simulated - half * spread(value);
    score->upper = score->simulated + half * spread(value);
    score->change = score->simulated - mend_score_at(b->out, 0, row)->simulated;
    score->change_lower = score->change - half * spread(change);
    score->change_upper = score->change + half * spread(change);
    score->fits = agrees(f, score->simulated, score->lower, score->upper);
    if (f->latent[0]) {
        const struct taken latent = b->scenario[f->scenario].whole[asked_at(&b->asking[f->scenario], f->latent)];
        score->latent = value_of_line(f, latent, latent); /* only a plain value has one */
    }
    if (f->n > 0) {
        b->row = row;
        for_each_item(STUDIES, b->threads, sample_study, b);
        clear_seats(b);
        read_studies(b, score);
    }
}

static void tell_progress(const struct bench *b, int scenarios_done)
{
    if (b->order.progress) {
        b->order.progress(b->order.context, (int64_t)b->rule * b->findings->scenarios + scenarios_done,
                          (int64_t)b->rules->count * b->findings->scenarios);
    }
}

/* Lives and resamples every scenario, then scores every line. */
static bool score_rule(struct bench *b)
{
    const struct mend_order quiet = {.threads = b->order.threads, .isa = b->order.isa, .stop = b->order.stop};
    const struct mend_order own = b->order;
    bool good = true;
    for (b->at = 0; good && b->at < b->findings->scenarios; b->at++) {
        if (b->asking[b->at].count == 0) {
            continue;
        }
        b->order = quiet;
        good = live_scenario(b, b->at) && all_known(b, b->at);
        b->order = own;
        if (good) {
            for_each_item(RESAMPLES, b->threads, resample_scenario, b);
            clear_seats(b);
        }
        tell_progress(b, b->at + 1);
    }
    for (int i = 0; good && i < b->findings->rows && !is_stopped(b); i++) {
        if (is_scored(b, &b->findings->row[i])) {
            score_line(b, i);
        }
    }
    for (int k = 0; k < b->findings->scenarios; k++) {
        population_free(&b->scenario[k].population);
    }
    if (is_stopped(b) && b->report->count == 0) {
        good = mend_complain(b->report, "interrupted; nothing was written");
    }
    return good && (!b->failed || mend_complain(b->report, "error: not enough memory"));
}

static bool open_bench(struct bench *b)
{
    const size_t lines = (size_t)b->rules->count * (size_t)b->findings->rows;
    const struct mend_score unknown = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, false, false};
    b->scenario = calloc((size_t)b->findings->scenarios, sizeof *b->scenario);
    b->asking = calloc((size_t)b->findings->scenarios, sizeof *b->asking);
    b->first = calloc((size_t)b->findings->rows, sizeof *b->first);
    *b->out = (struct mend_validation){b->rules->count, b->findings->rows, calloc(lines, sizeof *b->out->score)};
    for (size_t i = 0; b->out->score && i < lines; i++) {
        b->out->score[i] = unknown;
    }
    b->seat = calloc((size_t)b->threads, sizeof *b->seat);
    return (b->scenario && b->asking && b->first && b->out->score && b->seat) || mend_complain(b->report, "error: not enough memory");
}

static void close_bench(struct bench *b)
{
    for (int t = 0; b->seat && t < b->threads; t++) {
        free(b->seat[t].dyad);
    }
    free(b->seat);
    free(b->scenario);
    free(b->asking);
    free(b->first);
}

bool mend_validate(const struct mend_findings *findings, const struct mend_rules *rules, const char *only, struct mend_order order,
                   struct mend_validation *out, struct mend_report *report)
{
    struct bench b = {
        .findings = findings, .rules = rules, .only = only, .order = order, .out = out, .report = report, .threads = threads_wanted(order.threads)};
    bool good = open_bench(&b) && list_asked(&b);
    for (b.rule = 0; good && b.rule < rules->count; b.rule++) {
        good = score_rule(&b);
    }
    close_bench(&b);
    if (!good) {
        mend_validation_free(out);
    }
    return good;
}

void mend_validation_free(struct mend_validation *v)
{
    free(v->score);
    *v = (struct mend_validation){0};
}

/* ---- votes ---- */

struct mend_vote mend_vote_of(const struct mend_findings *findings, const struct mend_validation *v, int rule, const char *id, enum mend_use use)
{
    struct mend_vote vote = {0};
    for (int i = 0; i < findings->rows; i++) {
        if (findings->row[i].use == use && !strcmp(findings->row[i].id, id)) {
            vote.lines++;
            vote.covered += mend_score_at(v, rule, i)->scored;
            vote.fit += mend_score_at(v, rule, i)->fits;
        }
    }
    vote.fits = vote.lines > 0 && vote.fit == vote.lines;
    return vote;
}

bool mend_finding_is_first(const struct mend_findings *findings, int row)
{
    for (int i = 0; i < row; i++) {
        if (findings->row[i].use == findings->row[row].use && !strcmp(findings->row[i].id, findings->row[row].id)) {
            return false;
        }
    }
    return true;
}

struct mend_votes mend_votes_of(const struct mend_findings *findings, const struct mend_validation *v, int rule, enum mend_use use)
{
    struct mend_votes all = {0};
    for (int i = 0; i < findings->rows; i++) {
        const struct mend_score *score = mend_score_at(v, rule, i);
        if (findings->row[i].use != use) {
            continue;
        }
        all.lines += score->scored;
        all.lines_fit += score->fits;
        const struct mend_vote vote = mend_vote_of(findings, v, rule, findings->row[i].id, use);
        if (mend_finding_is_first(findings, i) && vote.covered > 0) {
            all.findings++;
            all.findings_fit += vote.fits;
            all.whole += vote.covered == vote.lines;
            all.whole_fit += vote.fits;
        }
    }
    return all;
}
