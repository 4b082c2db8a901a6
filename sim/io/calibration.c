/* A calibration: what its design names, held against findings, rules and scenarios. */
#include "mend/calibrate.h"

#include "io/config_parts.h"
#include "io/design_parts.h"
#include "io/text.h"
#include "io/yaml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What growing up keeps was set before anything was fitted, and stays: the transmission over generations would be fitted by it and prove nothing. */
static const char never_free[] = "growth.inherit|growth.noise";

/* ---- findings and rule ---- */

static bool read_findings(struct reading *r, struct mend_report *report)
{
    struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE], path[MEND_PATH];
    design_where(r->design, r->findings_place, where);
    if (!r->findings[0]) {
        return mend_complain(report, "%s:1:1: error: findings: this key is missing; it is the path of a table of findings, such as ../findings.csv",
                             where);
    }
    const char *slash = strrchr(r->findings, '/');
    snprintf(path, sizeof path, "%.*srules.csv", slash ? (int)(slash - r->findings) + 1 : 0, r->findings);
    return (mend_findings_read(r->findings, &c->findings, report) && mend_rules_read(path, &c->rules, report)) ||
           mend_complain(report, "%s: error: findings: these cannot be used", where);
}

/* The first rule unless one is named. */
static bool find_rule(struct reading *r, struct mend_report *report)
{
    struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE], shown[MEND_SHOWN_PATH], names[MEND_SHOWN_PATH] = "";
    for (int i = 0; i < c->rules.count; i++) {
        const size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", c->rules.rule[i].name);
        if (!strcmp(c->rules.rule[i].name, r->rule)) {
            c->rule = i;
            return true;
        }
    }
    return !r->rule[0] || mend_complain(report, "%s: error: rule: '%s' is no rule of %s; they are %s", design_where(r->design, r->rule_place, where),
                                        r->rule, mend_shorten(shown, sizeof shown, c->rules.path), names);
}

/* Where the rule gives a value to a key, of so many bytes; 0: nowhere. What it gives is the rule, and not to be set beside it. */
static long long line_of_rule(const struct mend_calibration *c, const char *key, size_t length)
{
    const struct mend_rule *rule = &c->rules.rule[c->rule];
    long long line = 0;
    for (int i = 0; i < rule->values; i++) {
        line = strlen(rule->value[i].key) == length && !strncmp(rule->value[i].key, key, length) ? rule->value[i].line : line;
    }
    return line;
}

static bool check_sets(const struct reading *r, struct mend_report *report)
{
    const struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE], shown[MEND_SHOWN_PATH];
    bool good = true;
    for (int i = 0; i < r->sets; i++) {
        const long long line = line_of_rule(c, r->set[i].key, strlen(r->set[i].key));
        if (line > 0) {
            good = mend_complain(report, "%s: error: set: %s is what rule '%s' is made of (%s:%lld)",
                                 design_where(r->design, r->set[i].value.place, where), r->set[i].key, c->rules.rule[c->rule].name,
                                 mend_shorten(shown, sizeof shown, c->rules.path), line);
        }
    }
    return good;
}

/* ---- targets ---- */

static void nearest_id(const struct mend_findings *f, const char *id, char near[MEND_FINDING_ID + 32])
{
    char *names = calloc((size_t)f->rows + 1, MEND_FINDING_ID + 1), meant[MEND_FINDING_ID];
    for (int i = 0; names && i < f->rows; i++) {
        strcat(strcat(names, i ? "|" : ""), f->row[i].id);
    }
    near[0] = 0;
    if (names && mend_nearest(id, names, meant, sizeof meant)) {
        snprintf(near, MEND_FINDING_ID + 32, "; did you mean '%s'?", meant);
    }
    free(names);
}

/* What a finding has: lines in all, lines that may be fitted, and of these those that are covered. `note` says why one is not. */
struct counted {
    int lines, fit, covered;
    const char *note;
};

static struct counted count_lines(const struct mend_findings *f, const char *id)
{
    struct counted n = {.note = ""};
    for (int i = 0; i < f->rows; i++) {
        const struct mend_finding *row = &f->row[i];
        if (!strcmp(row->id, id)) {
            n.lines++;
            n.fit += row->use == MEND_FIT;
            n.covered += row->use == MEND_FIT && row->by[0];
            n.note = row->by[0] ? n.note : row->note;
        }
    }
    return n;
}

static bool may_be_target(const struct reading *r, int target, struct mend_report *report)
{
    const struct mend_findings *f = &r->calibration->findings;
    const char *id = r->target[target];
    const struct counted n = count_lines(f, id);
    char where[MEND_WHERE], near[MEND_FINDING_ID + 32], shown[MEND_SHOWN_PATH];
    design_where(r->design, r->target_place[target], where);
    for (int i = 0; i < target; i++) {
        if (!strcmp(r->target[i], id)) {
            return mend_complain(report, "%s: error: targets: '%s' is named twice", where, id);
        }
    }
    if (n.lines == 0) {
        nearest_id(f, id, near);
        return mend_complain(report, "%s: error: targets: there is no finding '%s' in %s%s", where, id, mend_shorten(shown, sizeof shown, f->path),
                             near);
    }
    if (n.fit == 0) {
        return mend_complain(report, "%s: error: targets: '%s' has no line with use `fit`: what is held back to test the model is never fitted",
                             where, id);
    }
    return n.covered > 0 || mend_complain(report, "%s: error: targets: no assay can produce '%s': it is not covered (%.300s)", where, id,
                                          n.note[0] ? n.note : "no measure is named for it");
}

static bool is_targeted(const struct reading *r, const struct mend_finding *f)
{
    bool is = false;
    for (int i = 0; i < r->targets; i++) {
        is = is || (f->use == MEND_FIT && f->by[0] && !strcmp(r->target[i], f->id));
    }
    return is;
}

static void need_scenario(struct mend_calibration *c, int scenario)
{
    bool is = scenario < 0;
    for (int k = 0; k < c->scenarios; k++) {
        is = is || c->scenario[k] == scenario;
    }
    if (!is) {
        c->scenario[c->scenarios++] = scenario;
    }
}

static void name_line(struct mend_calibration *c, int line)
{
    const struct mend_finding *row = c->findings.row;
    int before = 0, all = 0;
    for (int j = 0; j < c->lines; j++) {
        const bool is_same = !strcmp(row[c->line[j]].id, row[c->line[line]].id);
        before += is_same && j < line;
        all += is_same;
    }
    if (all > 1) {
        snprintf(c->line_name[line], MEND_LINE_NAME, "%s.%d", row[c->line[line]].id, before + 1);
    } else {
        snprintf(c->line_name[line], MEND_LINE_NAME, "%s", row[c->line[line]].id);
    }
}

static bool take_targets(struct reading *r, struct mend_report *report)
{
    struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE];
    bool good = true;
    if (r->targets == 0) {
        return mend_complain(report, "%s:1:1: error: targets: this key is missing; it lists ids of findings, such as [SSP-01, SEN-01]",
                             design_where(r->design, (struct mend_place){0}, where));
    }
    for (int i = 0; i < r->targets; i++) {
        good = may_be_target(r, i, report) && good;
    }
    for (int i = 0; good && i < c->findings.rows; i++) {
        const struct mend_finding *f = &c->findings.row[i];
        if (is_targeted(r, f) && c->lines == MEND_AIMS_MOST) {
            return mend_complain(report, "%s: error: targets: they have more than %d lines", design_where(r->design, r->targets_place, where),
                                 MEND_AIMS_MOST);
        }
        if (is_targeted(r, f)) {
            c->line[c->lines++] = i;
            need_scenario(c, f->scenario);
            need_scenario(c, f->against);
        }
    }
    for (int j = 0; j < c->lines; j++) {
        name_line(c, j);
    }
    return good;
}

/* ---- free parameters ---- */

/* What a scenario is made of cannot be free: a free value would undo it. */
static bool is_left_alone(const struct reading *r, const struct mend_factor *f, const struct mend_param *line, struct mend_report *report)
{
    const struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE], shown[MEND_SHOWN_PATH];
    design_where(r->design, f->place, where);
    for (int i = 0; i < r->sets; i++) {
        if (!strcmp(r->set[i].key, f->key)) {
            return mend_complain(report, "%s: error: factors: %s is given by `set`, so it cannot be free", where, f->key);
        }
    }
    for (int k = 0; k < c->scenarios; k++) {
        const struct mend_config *config = &c->findings.scenario[c->scenario[k]];
        int at = config->place[mend_config_place(line)].line;
        for (int i = 0; i < config->changes; i++) {
            at = &mend_param_table[config->change[i].line] == line ? config->change_place[i].line : at;
        }
        if (at > 0) {
            return mend_complain(report, "%s: error: factors: %s cannot be free: it is what scenario '%s' is made of (%s:%d)", where, f->key,
                                 config->name, mend_shorten(shown, sizeof shown, config->path), at);
        }
    }
    return true;
}

static bool is_prior(const struct reading *r, const struct mend_factor *f, struct mend_report *report)
{
    char where[MEND_WHERE], text[MEND_NUMBER_TEXT];
    const struct mend_param *line = mend_param_find(f->key);
    double value;
    design_where(r->design, f->place, where);
    if (!line) {
        return mend_config_unknown(f->key, where, report);
    }
    if (mend_position(f->key, never_free) >= 0) {
        return mend_complain(report,
                             "%s: error: factors: %s is never free: what growing up keeps of the learned pattern was set beforehand, or the "
                             "transmission over generations would be fitted and not found",
                             where, f->key);
    }
    if (line->kind != MEND_REAL) {
        return mend_complain(report, "%s: error: factors: %s is no real number: only real numbers can be free", where, f->key);
    }
    if (!f->ranged) {
        return mend_complain(report, "%s: error: factors: %s: a free parameter has a range as its prior, such as {from: 0.5, to: 2}", where, f->key);
    }
    if (f->steps > 0) {
        return mend_complain(report, "%s: error: factors: %s: steps belong to a grid; a prior is even over its range", where, f->key);
    }
    if (!((float)f->from < (float)f->to)) {
        return mend_complain(report, "%s: error: factors: %s: this prior has no width: from has to be below to", where, f->key);
    }
    return mend_config_value(line, where, mend_number_text(text, f->from), &value, report) &&
           mend_config_value(line, where, mend_number_text(text, f->to), &value, report) && is_left_alone(r, f, line, report);
}

static bool check_priors(const struct reading *r, struct mend_report *report)
{
    const struct mend_design *d = r->design;
    char where[MEND_WHERE];
    bool good = true;
    for (int k = 0; k < d->factors; k++) {
        good = is_prior(r, &d->factor[k], report) && good;
    }
    return d->factors > 0 ? good
                          : mend_complain(report,
                                          "%s:1:1: error: factors: this key is missing; it is a map of free parameters with their priors, such as "
                                          "{giver.sensitivity.mean: {from: -0.5, to: 1}}",
                                          design_where(d, (struct mend_place){0}, where));
}

/* ---- how populations are shared out ---- */

/* Of the first wave, which has to tell of the whole prior; of the check; of a set of known parameters, beside what a fit has in later waves. */
enum { FIRST_PERCENT = 40, CHECK_PART = 20, CHECK_LEAST = 3, CHECK_MOST = 50, OWN_PART = 4, MORE_THAN_FACTORS = 3 };

static struct mend_plan share_out(int64_t points, int64_t waves)
{
    struct mend_plan plan = {.check = points / CHECK_PART, .known = 1};
    plan.check = plan.check < CHECK_LEAST ? CHECK_LEAST : plan.check > CHECK_MOST ? CHECK_MOST : plan.check;
    const int64_t rest = points - MEND_START - plan.check;
    plan.wave[0] = waves == 1 ? rest : rest * FIRST_PERCENT / 100;
    plan.points = MEND_START + plan.check + plan.wave[0];
    for (int64_t w = 1; w < waves; w++) {
        plan.wave[w] = (rest - plan.wave[0]) / (waves - 1);
        plan.own[w] = (plan.wave[w] + OWN_PART - 1) / OWN_PART;
        plan.points += plan.wave[w];
        plan.known += plan.own[w];
    }
    return plan;
}

struct mend_plan mend_plan_of(const struct mend_calibration *c)
{
    return share_out(c->populations / c->scenarios, c->waves);
}

/* The first wave has to have points enough for the plainest polynomial. */
static bool check_budget(const struct reading *r, struct mend_report *report)
{
    const struct mend_calibration *c = r->calibration;
    const int64_t points = c->populations / c->scenarios;
    const int factors = r->design->factors;
    char where[MEND_WHERE];
    design_where(r->design, r->populations_place, where);
    if (c->populations < factors) {
        return mend_complain(report, "%s: error: populations: %lld populations are fewer than the %d free parameters", where,
                             (long long)c->populations, factors);
    }
    int64_t least = points;
    while (share_out(least, c->waves).wave[0] < factors + MORE_THAN_FACTORS) {
        least++;
    }
    return least == points || mend_complain(report, "%s: error: populations: a point takes %d of them, and %d free parameters take %lld at least",
                                            where, c->scenarios, factors, (long long)(least * c->scenarios));
}

/* ---- the whole ---- */

static bool settle_scenarios(struct reading *r, struct mend_report *report)
{
    struct mend_calibration *c = r->calibration;
    char where[MEND_WHERE];
    bool good = true;
    for (int k = 0; k < c->scenarios; k++) {
        struct mend_config *config = &c->findings.scenario[c->scenario[k]];
        good = mend_rule_apply(&c->rules, c->rule, config, report) && good;
        for (int i = 0; i < r->sets; i++) {
            const struct setting_given *set = &r->set[i];
            good =
                mend_config_assign(config, set->key, set->value.place, design_where(r->design, set->value.place, where), set->value.text, report) &&
                good;
        }
        good = mend_config_consistent(config, report) && good;
    }
    return good;
}

bool settle_calibration(struct reading *r, struct mend_report *report)
{
    r->design->kind = MEND_LHS;
    bool good = read_findings(r, report) && find_rule(r, report);
    good = good && check_sets(r, report) && take_targets(r, report);
    good = check_priors(r, report) && good;
    return good && check_budget(r, report) && settle_scenarios(r, report);
}

bool mend_calibration_set(struct mend_calibration *c, const char *assignment, struct mend_report *report)
{
    const char *equals = strchr(assignment, '=');
    const size_t length = equals ? (size_t)(equals - assignment) : strlen(assignment);
    bool good = true;
    for (int k = 0; k < c->design.factors; k++) {
        if (strlen(c->design.factor[k].key) == length && !strncmp(c->design.factor[k].key, assignment, length)) {
            return mend_complain(report, "--set %.200s: error: %s is a free parameter of this design", assignment, c->design.factor[k].key);
        }
    }
    const long long line = line_of_rule(c, assignment, length);
    if (line > 0) {
        return mend_complain(report, "--set %.200s: error: this is what rule '%s' is made of (%.300s:%lld)", assignment, c->rules.rule[c->rule].name,
                             c->rules.path, line);
    }
    for (int k = 0; good && k < c->scenarios; k++) {
        struct mend_config *config = &c->findings.scenario[c->scenario[k]];
        good = mend_config_set(config, assignment, report) && mend_config_consistent(config, report);
        c->seed = length == 4 && !strncmp(assignment, "seed", 4) ? config->params.seed : c->seed;
    }
    return good;
}

void mend_calibration_free(struct mend_calibration *c)
{
    mend_findings_free(&c->findings);
    mend_rules_free(&c->rules);
    mend_design_free(&c->design);
}
