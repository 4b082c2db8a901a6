/* Calibration: the fit to published findings, and the recovery of known parameters. */
#include "study/calibrate.h"

#include "engine/threads.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

/* Quests have chance of their own: the fit's, and each known set's. */
enum { QUEST_SEEDS = 100, TRUTH_SEED = 50, CHECK_SEED = 60 };

static unsigned long seed_of_quest(const struct mend_calibration *c, int64_t quest)
{
    return (unsigned long)c->seed * 1000003UL + (unsigned long)(quest + 1) * QUEST_SEEDS;
}

static bool complain_of_points(const struct calibration_work *w, const struct quest *q, struct mend_report *report)
{
    const long long enough = (long long)points_of_rarest(&q->aimed);
    return mend_complain(report,
                         q->aimed.lines == 0 || enough < w->c->design.factors + 3 ? "error: only %lld points have the lines; too few to go on"
                                                                                  : "error: not enough memory for %lld points",
                         q->aimed.lines == 0 ? 0 : enough);
}

static void add_row(const struct calibration_work *w, struct quest *q, int64_t row)
{
    quest_add(q, &w->unit[row * w->c->design.factors], &w->value[row * w->c->lines]);
}

static void add_first_wave(const struct calibration_work *w, struct quest *q)
{
    for (int64_t i = 0; i < w->plan.wave[0]; i++) {
        add_row(w, q, row_of_wave(&w->plan, 0, i));
    }
}

/* ---- the fit ---- */

static bool search(struct calibration_work *w, struct quest *q, struct mend_report *report)
{
    add_first_wave(w, q);
    for (int wave = 1; wave < w->c->waves; wave++) {
        if (!quest_turn(q)) {
            return complain_of_points(w, q, report);
        }
        for (int64_t i = 0; i < w->plan.wave[wave]; i++) {
            work_note(w, row_of_wave(&w->plan, wave, i), quest_point(q, i, w->plan.wave[wave]));
        }
        if (!work_live(w, report)) {
            return false;
        }
        for (int64_t i = 0; i < w->plan.wave[wave]; i++) {
            add_row(w, q, row_of_wave(&w->plan, wave, i));
        }
    }
    return quest_turn(q) || complain_of_points(w, q, report);
}

static bool take_medians(const struct cloud *cloud, double *unit)
{
    struct marginal m;
    bool good = true;
    for (int k = 0; good && k < cloud->factors; k++) {
        good = marginal_of(cloud, k, &m);
        unit[k] = m.median;
    }
    return good;
}

/* The check: the medians, the likeliest draw, and draws as they come. */
static bool check(struct calibration_work *w, const struct quest *q, struct mend_report *report)
{
    const struct cloud *cloud = &q->cloud;
    double median[MEND_FACTORS_MOST];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!rng || !take_medians(cloud, median)) {
        return mend_complain(report, "error: not enough memory");
    }
    gsl_rng_set(rng, q->seed + CHECK_SEED);
    work_note(w, row_of_check(&w->plan, 0), median);
    work_note(w, row_of_check(&w->plan, 1), &cloud->unit[cloud_likeliest(cloud) * cloud->factors]);
    for (int64_t i = 2; i < w->plan.check; i++) {
        const int64_t draw = (int64_t)gsl_rng_uniform_int(rng, (unsigned long)cloud->draws);
        work_note(w, row_of_check(&w->plan, i), &cloud->unit[draw * cloud->factors]);
    }
    gsl_rng_free(rng);
    return work_live(w, report);
}

static bool fit_findings(struct calibration_work *w, const char *path, struct mend_fit *fit, struct mend_report *report)
{
    struct quest q;
    bool good = quest_open(&q, w->c->design.factors, w->c->lines, w->plan.points, (int)w->c->waves, w->aim, seed_of_quest(w->c, 0)) ||
                mend_complain(report, "error: not enough memory");
    good = good && search(w, &q, report) && check(w, &q, report);
    good = good && (tell_fit(w, &q, fit) || mend_complain(report, "error: not enough memory")) && write_fit(w, &q, fit, path, report);
    quest_close(&q);
    return good;
}

/* ---- known parameters ---- */

struct recovery_work {
    struct calibration_work *w;
    struct known_set *set;
};

/* Truths are drawn from the prior: of these, and of no others, 90 % intervals should hold 90 in 100. */
static void lay_truth(struct calibration_work *w, int64_t known)
{
    double unit[MEND_FACTORS_MOST];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, seed_of_quest(w->c, known + 1) + TRUTH_SEED);
    for (int k = 0; k < w->c->design.factors; k++) {
        unit[k] = gsl_rng_uniform(rng);
    }
    gsl_rng_free(rng);
    work_note(w, row_of_truth(&w->plan, known), unit);
}

/* What a study would publish of the truth's lives: their lines, with the published error. */
static bool publish(struct calibration_work *w, int64_t known, struct known_set *set)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    const double *value = &w->value[row_of_truth(&w->plan, known) * w->c->lines];
    const unsigned long seed = seed_of_quest(w->c, known + 1);
    gsl_rng_set(rng, seed + TRUTH_SEED + 1);
    for (int j = 0; j < w->c->lines; j++) {
        set->aim[j] = aim_at_known(w->aim[j], value[j], gsl_ran_gaussian(rng, 1));
    }
    gsl_rng_free(rng);
    return quest_open(&set->quest, w->c->design.factors, w->c->lines, w->plan.wave[0] + w->plan.known, (int)w->c->waves, set->aim, seed);
}

static void turn_set(void *context, int64_t known, int thread)
{
    const struct recovery_work *r = context;
    struct known_set *set = &r->set[known];
    (void)thread;
    if (!work_is_stopped(r->w)) {
        set->failed = set->failed || !quest_turn(&set->quest);
    }
}

static void turn_sets(struct recovery_work *r)
{
    for_each_item(r->w->order.known, r->w->threads, turn_set, r);
}

static void note_wave(struct recovery_work *r, int wave)
{
    for (int64_t known = 0; known < r->w->order.known; known++) {
        for (int64_t i = 0; i < r->w->plan.own[wave] && !r->set[known].failed; i++) {
            work_note(r->w, row_of_own(&r->w->plan, known, wave, i), quest_point(&r->set[known].quest, i, r->w->plan.own[wave]));
        }
    }
}

static void add_wave(struct recovery_work *r, int wave)
{
    for (int64_t known = 0; known < r->w->order.known; known++) {
        for (int64_t i = 0; i < r->w->plan.own[wave] && !r->set[known].failed; i++) {
            add_row(r->w, &r->set[known].quest, row_of_own(&r->w->plan, known, wave, i));
        }
    }
}

static bool lay_truths(struct recovery_work *r, struct mend_report *report)
{
    struct calibration_work *w = r->w;
    bool good = true;
    for (int64_t known = 0; known < w->order.known; known++) {
        lay_truth(w, known);
    }
    if (!work_live(w, report)) {
        return false;
    }
    for (int64_t known = 0; known < w->order.known; known++) {
        good = publish(w, known, &r->set[known]) && good;
        if (good) {
            add_first_wave(w, &r->set[known].quest);
        }
    }
    return good || mend_complain(report, "error: not enough memory");
}

/* All sets go through their waves side by side, each by itself: a set is the same whatever others there are. */
static bool search_sets(struct recovery_work *r, struct mend_report *report)
{
    bool good = lay_truths(r, report);
    for (int wave = 1; good && wave < r->w->c->waves; wave++) {
        turn_sets(r);
        note_wave(r, wave);
        good = work_live(r->w, report);
        add_wave(r, wave);
    }
    if (good) {
        turn_sets(r);
    }
    return good && (!work_is_stopped(r->w) || mend_complain(report, "interrupted; every point is finished and kept, --resume goes on"));
}

static bool recover(struct calibration_work *w, const char *path, struct mend_recovery *recovery, struct mend_report *report)
{
    struct recovery_work r = {w, calloc((size_t)w->order.known, sizeof *r.set)};
    bool good = r.set || mend_complain(report, "error: not enough memory");
    good = good && search_sets(&r, report);
    good = good && (tell_recovery(w, r.set, recovery) || mend_complain(report, "error: not enough memory")) &&
           write_recovery(w, r.set, recovery, path, report);
    for (int i = 0; r.set && i < w->order.known; i++) {
        quest_close(&r.set[i].quest);
    }
    free(r.set);
    return good;
}

/* ---- both ---- */

bool mend_calibrate(const struct mend_calibration *c, struct mend_calibration_order order, const char *path, struct mend_calibration_done *done,
                    struct mend_fit *fit, struct mend_recovery *recovery, struct mend_report *report)
{
    static struct calibration_work w;
    w = (struct calibration_work){.c = c, .order = order};
    *done = (struct mend_calibration_done){0};
    if (!work_open(&w, path, report)) {
        return false;
    }
    bool good = work_begin(&w, report);
    good = good && (order.known ? recover(&w, path, recovery, report) : fit_findings(&w, path, fit, report));
    done->points = w.total;
    done->done = w.lived;
    done->stopped = !good && work_is_stopped(&w);
    work_close(&w);
    return good;
}
