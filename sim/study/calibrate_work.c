/* The points of a calibration: laid out as rows, lived by threads, kept in a journal. */
#include "study/calibrate.h"

#include "engine/threads.h"
#include "io/folder.h"
#include "io/text.h"
#include "study/dealer.h"
#include "study/points.h"
#include "version.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Another number for every change of where points are laid: what an earlier method began cannot be gone on with. */
enum { METHOD = 4 };
enum { FILE_PATH = MEND_PATH + 64 };

/* What a row gave: its lines, or why it failed. */
struct row_result {
    bool failed;
    union {
        double value[MEND_AIMS_MOST];
        char why[MEND_MESSAGE_LENGTH];
    };
};
_Static_assert(sizeof(struct row_result) <= CREW_RESULT, "a row's result has to fit");
_Static_assert(MEND_AIMS_MOST * 26 < JOURNAL_LINE, "and its line in the journal");

/* ---- rows ---- */

int64_t row_of_wave(const struct mend_plan *plan, int wave, int64_t i)
{
    int64_t row = MEND_START + i;
    for (int w = 0; w < wave; w++) {
        row += plan->wave[w];
    }
    return row;
}

int64_t row_of_check(const struct mend_plan *plan, int64_t i)
{
    return plan->points - plan->check + i;
}

int64_t row_of_truth(const struct mend_plan *plan, int64_t known)
{
    return plan->points + known * plan->known;
}

int64_t row_of_own(const struct mend_plan *plan, int64_t known, int wave, int64_t i)
{
    int64_t row = row_of_truth(plan, known) + 1 + i;
    for (int w = 1; w < wave; w++) {
        row += plan->own[w];
    }
    return row;
}

/* ---- one point ---- */

double parameter_at(const struct mend_factor *f, double unit)
{
    return (float)(f->from + unit * (f->to - f->from));
}

bool point_of_scenario(const struct mend_calibration *c, int scenario, const double *unit, int64_t seed, struct mend_config *config,
                       struct mend_report *report)
{
    *config = c->findings.scenario[scenario];
    for (int k = 0; unit && k < c->design.factors; k++) {
        mend_param_set(&config->params, mend_param_find(c->design.factor[k].key), parameter_at(&c->design.factor[k], unit[k]));
    }
    config->params.seed = seed;
    return mend_config_consistent(config, report);
}

static bool live_scenario(const struct calibration_work *w, int64_t row, int scenario, struct calibration_seat *seat)
{
    const struct mend_order order = {.threads = w->inner, .isa = w->order.run.isa, .stop = w->order.run.stop};
    const double *unit = row < MEND_START ? NULL : &w->unit[row * w->c->design.factors];
    struct population population;
    if (!point_of_scenario(w->c, scenario, unit, w->c->seed + row, &seat->config, &seat->report) ||
        !live_asked(&seat->config, order, &population, &seat->report)) {
        return false;
    }
    const bool good = take_asked(&w->asking[scenario], &population, &seat->summary, seat->taken[scenario], &seat->report);
    population_free(&population);
    return good;
}

static double line_of(const struct calibration_work *w, const struct calibration_seat *seat, int line)
{
    const struct mend_finding *f = &w->c->findings.row[w->c->line[line]];
    const struct taken in = seat->taken[f->scenario][asked_at(&w->asking[f->scenario], f->by)];
    return value_of_line(f, in, f->against < 0 ? in : seat->taken[f->against][asked_at(&w->asking[f->against], f->by)]);
}

/* A row that was stopped has no result; one that failed has its reason. */
static int run_row(void *context, int64_t row, int thread, void *result)
{
    const struct calibration_work *w = context;
    struct calibration_seat *seat = &w->seat[thread];
    struct row_result *out = result;
    seat->report.count = 0;
    out->failed = false;
    for (int k = 0; !out->failed && k < w->c->scenarios; k++) {
        out->failed = !live_scenario(w, row, w->c->scenario[k], seat);
    }
    if (work_is_stopped(w)) {
        return 0;
    }
    if (out->failed) {
        snprintf(out->why, sizeof out->why, "%s", seat->report.message[0]);
        return (int)(offsetof(struct row_result, why) + strlen(out->why) + 1);
    }
    for (int j = 0; j < w->c->lines; j++) {
        out->value[j] = line_of(w, seat, j);
    }
    return (int)(offsetof(struct row_result, value) + (size_t)w->c->lines * sizeof out->value[0]);
}

static void keep_row(void *context, int64_t row, const void *result)
{
    struct calibration_work *w = context;
    const struct row_result *from = result;
    if (from->failed) {
        (void)journal_add_failure(&w->journal, row, from->why);
    } else {
        (void)journal_add(&w->journal, row, from->value, w->c->lines); /* what cannot be written breaks the journal, which is seen at the end */
    }
    w->lived++;
    if (w->order.run.progress) {
        w->order.run.progress(w->order.run.context, w->lived, w->total);
    }
}

static int64_t next_row(void *context)
{
    struct calibration_work *w = context;
    return work_is_stopped(w) || w->journal.broken || w->dealt == w->pending ? -1 : w->due[w->dealt++];
}

/* ---- many ---- */

void work_note(struct calibration_work *w, int64_t row, const double *unit)
{
    if (unit) {
        memcpy(&w->unit[row * w->c->design.factors], unit, (size_t)w->c->design.factors * sizeof *unit);
    }
    w->due[w->pending++] = row;
}

static bool take_values(struct calibration_work *w, struct mend_report *report)
{
    char why[JOURNAL_LINE];
    bool good = true;
    for (int64_t i = 0; good && i < w->pending; i++) {
        double *value = &w->value[w->due[i] * w->c->lines];
        good = journal_has(&w->journal, w->due[i]) && journal_read(&w->journal, w->due[i], value, w->c->lines, why);
        for (int j = 0; good && why[0] && j < w->c->lines; j++) {
            value[j] = NAN;
        }
    }
    return good || mend_complain(report, "error: the journal cannot be read");
}

/* Those noted which the journal lacks come first, so that the rest need not be dealt. */
static int64_t put_lacking_first(struct calibration_work *w)
{
    int64_t lacking = 0;
    for (int64_t i = 0; i < w->pending; i++) {
        const int64_t row = w->due[i];
        if (!journal_has(&w->journal, row)) {
            w->due[i] = w->due[lacking];
            w->due[lacking++] = row;
        }
    }
    return lacking;
}

/* Threads share out points; where these are fewer, each point has several. */
bool work_live(struct calibration_work *w, struct mend_report *report)
{
    const int64_t noted = w->pending;
    w->pending = put_lacking_first(w);
    w->lived += noted - w->pending;
    const bool few = w->pending < w->threads;
    const struct crew_task task = {.context = w, .threads = few ? 1 : w->threads, .next = next_row, .run = run_row, .keep = keep_row};
    struct dealer dealer = {.task = &task, .lock = PTHREAD_MUTEX_INITIALIZER};
    w->inner = few ? w->threads : 1;
    if (w->pending > 0) {
        work_through(&task, dealer_trade, &dealer);
    }
    bool good = !w->journal.broken ||
                mend_complain(report, "the journal cannot be written: %s; what is finished is kept, --resume goes on", strerror(w->journal.reason));
    if (good && work_is_stopped(w)) {
        good = mend_complain(report, "interrupted: %lld of %lld points are finished and kept; --resume goes on", (long long)w->lived,
                             (long long)w->total);
    }
    w->pending = noted;
    good = good && take_values(w, report);
    w->pending = w->dealt = 0;
    return good;
}

/* What the start lacks is a mistake of the findings; under another rule than the first it is only unknown. */
static bool has_every_line(const struct calibration_work *w, struct mend_report *report)
{
    const struct mend_calibration *c = w->c;
    char why[JOURNAL_LINE];
    double value[MEND_AIMS_MOST];
    bool good = true;
    if (journal_read(&w->journal, 0, value, c->lines, why) && why[0]) {
        return mend_complain(report, "the parameters as the rule has them: %.600s", why);
    }
    for (int j = 0; j < c->lines && c->rule == 0; j++) {
        const struct mend_finding *f = &c->findings.row[c->line[j]];
        if (!isfinite(w->value[j])) {
            good = complain_of_unknown(&c->findings, f, f->scenario, report);
        }
    }
    return good;
}

bool work_begin(struct calibration_work *w, struct mend_report *report)
{
    work_note(w, 0, NULL);
    if (!work_live(w, report) || !has_every_line(w, report)) {
        return false;
    }
    for (int64_t i = 0; i < w->plan.wave[0]; i++) {
        work_note(w, row_of_wave(&w->plan, 0, i), NULL);
    }
    return work_live(w, report);
}

/* ---- the folder ---- */

/* What the calibration is, as text. */
static char *describe(const struct calibration_work *w)
{
    const struct mend_calibration *c = w->c;
    char *text = NULL;
    size_t size = 0;
    FILE *to = open_memstream(&text, &size);
    if (!to) {
        return NULL;
    }
    for (int k = 0; k < c->scenarios; k++) {
        fprintf(to, "# %s\n", c->findings.scenario[c->scenario[k]].name);
        mend_config_write(to, &c->findings.scenario[c->scenario[k]], NULL, false);
    }
    for (int k = 0; k < c->design.factors; k++) {
        fprintf(to, "# %s: %.17g to %.17g\n", c->design.factor[k].key, c->design.factor[k].from, c->design.factor[k].to);
    }
    for (int j = 0; j < c->lines; j++) {
        const struct mend_finding *f = &c->findings.row[c->line[j]];
        const struct aim *a = &w->aim[j];
        fprintf(to, "# %s %s %d %s %d %d, at %d %.17g %.17g %.17g\n", f->id, f->by, (int)f->statistic, f->unit, f->scenario, f->against, a->side,
                a->value, a->sd, a->margin);
    }
    fprintf(to, "# method %d, seed %lld, %lld populations in %lld waves\n", METHOD, (long long)c->seed, (long long)c->populations,
            (long long)c->waves);
    return fclose(to) == 0 ? text : NULL;
}

static bool open_journal(struct calibration_work *w, const char *path, struct mend_report *report)
{
    char file[FILE_PATH], *text = describe(w);
    if (!text) {
        return mend_complain(report, "error: not enough memory");
    }
    text_hash(text, w->hash);
    free(text);
    journal_heading(w->heading, MEND_VERSION, w->hash, 1, 1);
    snprintf(file, sizeof file, "%s/journal", path);
    return folder_enter(path, w->order.resume, w->order.force, report) &&
           journal_open(&w->journal, file, w->heading, row_of_truth(&w->plan, MEND_KNOWN_MOST), report);
}

static bool take_room(struct calibration_work *w)
{
    const size_t rows = (size_t)w->rows;
    w->unit = calloc(rows * (size_t)w->c->design.factors, sizeof *w->unit);
    w->value = calloc(rows * (size_t)w->c->lines, sizeof *w->value);
    w->due = calloc(rows, sizeof *w->due);
    w->seat = calloc((size_t)w->threads, sizeof *w->seat);
    return w->unit && w->value && w->due && w->seat;
}

/* A Latin hypercube, by the seed of the calibration. */
static bool lay_first_wave(struct calibration_work *w, struct mend_report *report)
{
    static struct mend_design design;
    design = w->c->design;
    design.points = w->plan.wave[0];
    design.base.params.seed = w->c->seed;
    if (!points_draw(&design, report)) {
        return false;
    }
    memcpy(&w->unit[MEND_START * design.factors], design.unit, (size_t)(design.points * design.factors) * sizeof *design.unit);
    free(design.unit);
    return true;
}

static bool ask_lines(struct calibration_work *w, struct mend_report *report)
{
    bool good = true;
    for (int j = 0; j < w->c->lines; j++) {
        const struct mend_finding *f = &w->c->findings.row[w->c->line[j]];
        w->aim[j] = aim_of(f);
        good = good && ask_line(w->asking, f);
    }
    return good || mend_complain(report, "%s: error: more than %d measures of one scenario", w->c->findings.path, ASKED_MOST);
}

bool work_open(struct calibration_work *w, const char *path, struct mend_report *report)
{
    w->plan = mend_plan_of(w->c);
    w->threads = threads_wanted(w->order.run.threads);
    w->rows = w->order.known ? row_of_truth(&w->plan, w->order.known) : w->plan.points;
    w->total = w->order.known ? MEND_START + w->plan.wave[0] + w->order.known * w->plan.known : w->plan.points;
    w->journal.file = -1;
    bool good = ask_lines(w, report) && (take_room(w) || mend_complain(report, "error: not enough memory"));
    good = good && lay_first_wave(w, report) && open_journal(w, path, report) && write_facts(w, path, report);
    if (!good) {
        work_close(w);
    }
    return good;
}

void work_close(struct calibration_work *w)
{
    if (w->journal.file >= 0) {
        journal_close(&w->journal);
    }
    free(w->unit);
    free(w->value);
    free(w->due);
    free(w->seat);
}
