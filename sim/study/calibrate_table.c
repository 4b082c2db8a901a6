/* The tables of a calibration. */
#include "study/calibrate.h"

#include "io/csv.h"
#include "io/text.h"
#include "study/estimate.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS = 6, FILE_PATH = MEND_PATH + 96, DRAWS_WRITTEN = 1000 };

/* A table is put in its place when it is whole. */
struct passing {
    struct csv *csv;
    char file[FILE_PATH], name[FILE_PATH + 16];
};

static void open_table(struct passing *t, const char *folder, enum file file)
{
    snprintf(t->file, sizeof t->file, "%s/%s.csv", folder, file_table[file].name);
    snprintf(t->name, sizeof t->name, "%s.unfinished", t->file);
    t->csv = csv_open(t->name, false);
    if (t->csv) {
        csv_header(t->csv, file, false);
    }
}

static bool close_table(struct passing *t, struct mend_report *report)
{
    return (t->csv && csv_close(t->csv) && rename(t->name, t->file) == 0) ||
           mend_complain(report, "%.300s: error: cannot be written: %s", t->file, strerror(errno));
}

/* ---- the fit ---- */

static const char *key_of(const struct calibration_work *w, int factor)
{
    return factor < 0 ? "" : w->c->design.factor[factor].key;
}

static const char *bound_of(int leans)
{
    return leans < 0 ? "lower" : leans > 0 ? "upper" : "";
}

static void put_parameter(struct csv *csv, const struct calibration_work *w, const struct mend_fit *fit, int k)
{
    const struct mend_fitted *p = &fit->parameter[k];
    const double value[] = {p->from, p->to, p->start, p->mean, p->median, p->sd, p->lower, p->upper};
    csv_text(csv, key_of(w, k));
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        csv_number(csv, value[i], DIGITS);
    }
    csv_whole(csv, p->identified);
    csv_text(csv, bound_of(p->leans));
    csv_number(csv, p->best, DIGITS);
    csv_text(csv, key_of(w, fit->trade[k].partner));
    csv_number(csv, fit->trade[k].correlation, 4);
    csv_end_row(csv);
}

static void put_pairs(struct csv *csv, const struct calibration_work *w, const struct mend_fit *fit, int k)
{
    for (int other = k + 1; other < fit->parameters; other++) {
        csv_text(csv, key_of(w, k));
        csv_text(csv, key_of(w, other));
        csv_number(csv, fit->correlation[k][other], 4);
        csv_end_row(csv);
    }
}

/* A table whose columns are those of columns.def alone: a row, or several, a parameter. */
static bool write_parameters(const struct calibration_work *w, const struct mend_fit *fit, enum file file, const char *path,
                             struct mend_report *report)
{
    struct passing t;
    open_table(&t, path, file);
    if (t.csv) {
        csv_end_row(t.csv);
    }
    for (int k = 0; t.csv && k < fit->parameters; k++) {
        if (file == FILE_CALIBRATION) {
            put_parameter(t.csv, w, fit, k);
        } else {
            put_pairs(t.csv, w, fit, k);
        }
    }
    return close_table(&t, report);
}

static void put_keys(struct csv *csv, const struct calibration_work *w)
{
    for (int k = 0; k < w->c->design.factors; k++) {
        csv_text(csv, key_of(w, k));
    }
}

static void put_values(struct csv *csv, const struct calibration_work *w, const double *unit)
{
    for (int k = 0; k < w->c->design.factors; k++) {
        csv_number(csv, parameter_at(&w->c->design.factor[k], unit[k]), DIGITS);
    }
}

static bool write_posterior(const struct calibration_work *w, const struct cloud *cloud, const char *path, struct mend_report *report)
{
    struct passing t;
    const double most = cloud->likelihood[cloud_likeliest(cloud)];
    const int64_t step = (cloud->draws + DRAWS_WRITTEN - 1) / DRAWS_WRITTEN;
    open_table(&t, path, FILE_POSTERIOR);
    if (t.csv) {
        put_keys(t.csv, w);
        csv_end_row(t.csv);
    }
    for (int64_t i = 0; t.csv && i < cloud->draws; i += step) {
        csv_whole(t.csv, i / step + 1);
        csv_number(t.csv, cloud->likelihood[i] - most, 4);
        put_values(t.csv, w, &cloud->unit[i * cloud->factors]);
        csv_end_row(t.csv);
    }
    return close_table(&t, report);
}

static void put_aimed(struct csv *csv, const struct calibration_work *w, int line, const struct mend_aimed *a)
{
    const struct mend_finding *f = &w->c->findings.row[w->c->line[line]];
    const bool bounded = f->accept == MEND_WITHIN;
    csv_text(csv, w->c->line_name[line]);
    csv_text(csv, f->measure);
    csv_text(csv, f->group);
    csv_text(csv, f->published);
    csv_text(csv, a->side == 0 ? "near" : a->side > 0 ? (a->margin > 0 ? "not below" : "above") : "below");
    csv_number(csv, a->value, DIGITS);
    csv_number(csv, a->sd, DIGITS);
    csv_number(csv, bounded ? f->accept_lower : NAN, DIGITS);
    csv_number(csv, bounded ? f->accept_upper : NAN, DIGITS);
    csv_number(csv, a->start, DIGITS);
    csv_number(csv, a->simulated, DIGITS);
    csv_number(csv, a->lower, DIGITS);
    csv_number(csv, a->upper, DIGITS);
    csv_number(csv, a->best, DIGITS);
    csv_number(csv, a->distance, 4);
    csv_whole(csv, a->fits);
    csv_end_row(csv);
}

static bool write_predictive(const struct calibration_work *w, const struct mend_fit *fit, const char *path, struct mend_report *report)
{
    struct passing t;
    open_table(&t, path, FILE_PREDICTIVE);
    if (t.csv) {
        csv_end_row(t.csv);
    }
    for (int j = 0; t.csv && j < fit->lines; j++) {
        put_aimed(t.csv, w, j, &fit->line[j]);
    }
    return close_table(&t, report);
}

/* What laid a row. */
static const char *wave_of(const struct calibration_work *w, int64_t row, char to[32])
{
    static const char *const checked[] = {"median", "likeliest", "draw"};
    const int64_t of_check = row - row_of_check(&w->plan, 0);
    int wave = 0;
    if (row < MEND_START || of_check >= 0) {
        return row < MEND_START ? "start" : checked[of_check < 2 ? of_check : 2];
    }
    while (wave + 1 < w->c->waves && row >= row_of_wave(&w->plan, wave + 1, 0)) {
        wave++;
    }
    snprintf(to, 32, "%d", wave + 1);
    return to;
}

static void put_point(struct csv *csv, const struct calibration_work *w, const struct quest *q, int64_t row)
{
    char wave[32];
    const double worst = offs_of(w, q, row).worst;
    csv_whole(csv, row);
    csv_text(csv, wave_of(w, row, wave));
    csv_number(csv, isfinite(worst) ? worst : NAN, 4);
    for (int k = 0; k < w->c->design.factors; k++) {
        const struct mend_factor *f = &w->c->design.factor[k];
        const struct mend_params *start = &w->c->findings.scenario[w->c->scenario[0]].params;
        csv_number(csv, row < MEND_START ? mend_param_get(start, mend_param_find(f->key)) : parameter_at(f, w->unit[row * w->c->design.factors + k]),
                   DIGITS);
    }
    for (int j = 0; j < w->c->lines; j++) {
        csv_number(csv, w->value[row * w->c->lines + j], DIGITS);
    }
    csv_end_row(csv);
}

static bool write_points(const struct calibration_work *w, const struct quest *q, const char *path, struct mend_report *report)
{
    struct passing t;
    open_table(&t, path, FILE_POINTS);
    if (t.csv) {
        put_keys(t.csv, w);
        for (int j = 0; j < w->c->lines; j++) {
            csv_text(t.csv, w->c->line_name[j]);
        }
        csv_end_row(t.csv);
    }
    for (int64_t row = 0; t.csv && row < w->plan.points; row++) {
        put_point(t.csv, w, q, row);
    }
    return close_table(&t, report);
}

/* The rule as it would be with the best point: its own lines, then what was free. */
static bool write_rule(const struct calibration_work *w, const struct mend_fit *fit, const char *path, struct mend_report *report)
{
    const struct mend_rule *rule = &w->c->rules.rule[w->c->rule];
    struct passing t;
    char number[MEND_NUMBER_TEXT], source[400];
    open_table(&t, path, FILE_RULES);
    snprintf(source, sizeof source, "mend calibrate %.200s, best point", w->c->design.name);
    if (t.csv) {
        csv_end_row(t.csv);
    }
    for (int i = 0; t.csv && i < rule->values; i++) {
        bool is_free = false;
        for (int k = 0; k < fit->parameters; k++) {
            is_free = is_free || !strcmp(rule->value[i].key, key_of(w, k));
        }
        if (!is_free) {
            csv_text(t.csv, rule->name);
            csv_text(t.csv, rule->value[i].key);
            csv_text(t.csv, rule->value[i].text);
            csv_text(t.csv, rule->value[i].source);
            csv_end_row(t.csv);
        }
    }
    for (int k = 0; t.csv && k < fit->parameters; k++) {
        csv_text(t.csv, rule->name);
        csv_text(t.csv, key_of(w, k));
        csv_text(t.csv, mend_float_text(number, (float)fit->parameter[k].best));
        csv_text(t.csv, source);
        csv_end_row(t.csv);
    }
    return close_table(&t, report);
}

bool write_facts(const struct calibration_work *w, const char *path, struct mend_report *report)
{
    char fitted[FILE_PATH], recovered[FILE_PATH];
    snprintf(fitted, sizeof fitted, "%s/%s.csv", path, file_table[FILE_CALIBRATION].name);
    snprintf(recovered, sizeof recovered, "%s/%s.csv", path, file_table[FILE_RECOVERED].name);
    const struct calibration_facts facts = {w->order.command, w->hash, access(fitted, F_OK) == 0, access(recovered, F_OK) == 0};
    return calibration_manifest_write(path, w->c, facts, report);
}

bool write_fit(const struct calibration_work *w, const struct quest *q, const struct mend_fit *fit, const char *path, struct mend_report *report)
{
    return write_points(w, q, path, report) && write_posterior(w, &q->cloud, path, report) && write_predictive(w, fit, path, report) &&
           write_rule(w, fit, path, report) && write_parameters(w, fit, FILE_CORRELATIONS, path, report) &&
           write_parameters(w, fit, FILE_CALIBRATION, path, report) && write_facts(w, path, report);
}

/* ---- known parameters ---- */

static bool put_set(struct csv *csv, const struct calibration_work *w, const struct known_set *set, int64_t known)
{
    bool good = true;
    for (int k = 0; good && !set->failed && k < w->c->design.factors; k++) {
        const struct mend_factor *f = &w->c->design.factor[k];
        const double truth = w->unit[row_of_truth(&w->plan, known) * w->c->design.factors + k], width = f->to - f->from;
        struct marginal m;
        good = marginal_of(&set->quest.cloud, k, &m);
        const double value[] = {f->from + width * truth,   f->from + width * m.mean, f->from + width * m.median, width * m.sd,
                                f->from + width * m.lower, f->from + width * m.upper};
        csv_whole(csv, known + 1);
        csv_text(csv, f->key);
        for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
            csv_number(csv, value[i], DIGITS);
        }
        csv_whole(csv, m.identified);
        csv_whole(csv, m.lower <= truth && truth <= m.upper);
        csv_text(csv, bound_of(m.leans));
        csv_end_row(csv);
    }
    return good;
}

static bool write_sets(const struct calibration_work *w, const struct known_set *set, const char *path, struct mend_report *report)
{
    struct passing t;
    bool good = true;
    open_table(&t, path, FILE_RECOVERY);
    if (t.csv) {
        csv_end_row(t.csv);
    }
    for (int64_t i = 0; good && t.csv && i < w->order.known; i++) {
        good = put_set(t.csv, w, &set[i], i);
    }
    return close_table(&t, report) && (good || mend_complain(report, "error: not enough memory"));
}

static void put_recovered(struct csv *csv, const char *name, int sets, int identified, int covered)
{
    const struct estimate e = share_estimate(covered, identified);
    csv_text(csv, name);
    csv_whole(csv, sets);
    csv_whole(csv, identified);
    csv_whole(csv, covered);
    csv_number(csv, e.value, 4);
    csv_number(csv, e.lower, 4);
    csv_number(csv, e.upper, 4);
}

static bool write_summary(const struct calibration_work *w, const struct mend_recovery *r, const char *path, struct mend_report *report)
{
    struct passing t;
    open_table(&t, path, FILE_RECOVERED);
    if (t.csv) {
        csv_end_row(t.csv);
    }
    for (int k = 0; t.csv && k < r->parameters; k++) {
        const struct mend_recovered *p = &r->parameter[k];
        put_recovered(t.csv, key_of(w, k), r->known, p->identified, p->covered);
        csv_number(t.csv, p->bias, 4);
        csv_number(t.csv, p->width, 4);
        csv_text(t.csv, key_of(w, r->trade[k].partner));
        csv_number(t.csv, r->trade[k].correlation, 4);
        csv_end_row(t.csv);
    }
    if (t.csv) {
        put_recovered(t.csv, "all", r->known, r->identified, r->covered);
        for (int i = 0; i < 4; i++) {
            csv_missing(t.csv);
        }
        csv_end_row(t.csv);
    }
    return close_table(&t, report);
}

bool write_recovery(const struct calibration_work *w, const struct known_set *set, const struct mend_recovery *recovery, const char *path,
                    struct mend_report *report)
{
    return write_sets(w, set, path, report) && write_summary(w, recovery, path, report) && write_facts(w, path, report);
}
