/* validate: published findings against simulated lives. */
#include "cli/cli.h"
#include "cli/json.h"

#include "io/text.h"
#include "mend/validate.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a validation is printed from. */
struct printed {
    const struct mend_findings *findings;
    const struct mend_rules *rules;
    const struct mend_validation *v;
    const char *folder;
};

/* ---- as text ---- */

static const char *use_text(enum mend_use use, char to[16])
{
    return mend_name_at(to, 16, MEND_USES, (int)use);
}

/* One line under the first rule: what was found, what is simulated. */
static void print_line(const struct mend_finding *f, const struct mend_score *s)
{
    char measure[46], group[26], published[24], accept[32], simulated[SHORT_NUMBER], lower[SHORT_NUMBER], upper[SHORT_NUMBER];
    mend_shorten(measure, sizeof measure, f->measure);
    mend_shorten(group, sizeof group, f->group);
    mend_shorten(published, sizeof published, f->published);
    mend_name_at(accept, sizeof accept, MEND_ACCEPTS, (int)f->accept);
    if (f->accept == MEND_WITHIN) {
        snprintf(accept, sizeof accept, "%.4g to %.4g", f->accept_lower, f->accept_upper);
    }
    printf("    %-3s %-45s %-25s %-23s %-16s %8s (%s to %s)\n", s->fits ? "yes" : "no", measure, group, published, accept,
           short_number(s->simulated, simulated), short_number(s->lower, lower), short_number(s->upper, upper));
}

static void print_lines(const struct printed *p, int first)
{
    for (int i = first; i < p->findings->rows; i++) {
        const struct mend_finding *f = &p->findings->row[i];
        if (f->use == p->findings->row[first].use && !strcmp(f->id, p->findings->row[first].id)) {
            const struct mend_score *s = mend_score_at(p->v, 0, i);
            if (s->scored) {
                print_line(f, s);
            } else {
                printf("    -   %.45s (%.200s)\n", f->measure, f->note);
            }
        }
    }
}

/* The finding's head: its votes under every rule. */
static void print_finding(const struct printed *p, int first)
{
    const struct mend_finding *f = &p->findings->row[first];
    char use[16];
    printf("%s, %s:", f->id, use_text(f->use, use));
    for (int rule = 0; rule < p->rules->count; rule++) {
        const struct mend_vote vote = mend_vote_of(p->findings, p->v, rule, f->id, f->use);
        printf("%s %s %d of %d%s", rule ? ";" : "", p->rules->rule[rule].name, vote.fit, vote.lines, vote.fits ? ", fits" : "");
    }
    printf("\n");
    print_lines(p, first);
}

static void print_votes(const struct printed *p)
{
    printf("\n%-28s %-4s %14s %18s %34s\n", "rule", "use", "lines that fit", "findings that fit", "of those that are covered whole");
    for (int rule = 0; rule < p->rules->count; rule++) {
        for (enum mend_use use = MEND_FIT; use <= MEND_TEST; use++) {
            char word[16];
            const struct mend_votes v = mend_votes_of(p->findings, p->v, rule, use);
            printf("%-28s %-4s %8d of %3d %12d of %3d %28d of %3d\n", p->rules->rule[rule].name, use_text(use, word), v.lines_fit, v.lines,
                   v.findings_fit, v.findings, v.whole_fit, v.whole);
        }
    }
    printf("a finding fits if all its lines do; a line that is not covered (-) is a miss\nin %s/validation.csv and validation_findings.csv\n",
           p->folder);
}

static void print_text(const struct printed *p)
{
    for (int i = 0; i < p->findings->rows; i++) {
        const struct mend_finding *f = &p->findings->row[i];
        if (mend_finding_is_first(p->findings, i) && mend_vote_of(p->findings, p->v, 0, f->id, f->use).covered > 0) {
            print_finding(p, i);
        }
    }
    print_votes(p);
}

/* ---- as JSON ---- */

static json_t *line_json(const struct printed *p, int rule, int row)
{
    const struct mend_finding *f = &p->findings->row[row];
    const struct mend_score *s = mend_score_at(p->v, rule, row);
    char use[16];
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:b}", "id", f->id, "measure", f->measure, "group", f->group,
                     "use", use_text(f->use, use), "rule", p->rules->rule[rule].name, "published", f->published, "simulated",
                     json_number(s->simulated), "simulated_lower", json_number(s->lower), "simulated_upper", json_number(s->upper), "study_lower",
                     json_number(s->study_lower), "study_upper", json_number(s->study_upper), "latent", json_number(s->latent), "change",
                     json_number(s->change), "fits", s->fits);
}

static json_t *votes_json(const struct printed *p, int rule, enum mend_use use)
{
    const struct mend_votes v = mend_votes_of(p->findings, p->v, rule, use);
    char word[16];
    return json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i}", "rule", p->rules->rule[rule].name, "use", use_text(use, word), "lines", v.lines,
                     "lines_fit", v.lines_fit, "findings", v.findings, "findings_fit", v.findings_fit, "whole", v.whole, "whole_fit", v.whole_fit);
}

static void print_json(const struct printed *p)
{
    json_t *lines = json_array(), *votes = json_array();
    for (int rule = 0; rule < p->rules->count; rule++) {
        for (int i = 0; i < p->findings->rows; i++) {
            if (mend_score_at(p->v, rule, i)->scored) {
                json_array_append_new(lines, line_json(p, rule, i));
            }
        }
        json_array_append_new(votes, votes_json(p, rule, MEND_FIT));
        json_array_append_new(votes, votes_json(p, rule, MEND_TEST));
    }
    json_t *json = json_pack("{s:o, s:o, s:o}", "folder", json_path(p->folder), "lines", lines, "votes", votes);
    json_print(json, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
}

/* ---- the command ---- */

/* The findings that ship: in the folder the user works in, beside a program that was built, or where an installed one has its data. */
static void shipped_findings(char path[MEND_PATH])
{
    static const char *const places[] = {"/../configs/findings.csv", "/../share/mend/configs/findings.csv"};
    char program[MEND_PATH - 64];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    snprintf(path, MEND_PATH, "configs/findings.csv");
    program[length > 0 ? length : 0] = 0;
    char *slash = strrchr(program, '/');
    for (size_t i = 0; slash && i < sizeof places / sizeof places[0] && access(path, R_OK) != 0; i++) {
        snprintf(path, MEND_PATH, "%.*s%s", (int)(slash - program), program, places[i]);
    }
}

static void rules_beside(const char *findings, char path[MEND_PATH])
{
    const char *slash = strrchr(findings, '/');
    snprintf(path, MEND_PATH, "%.*srules.csv", slash ? (int)(slash - findings) + 1 : 0, findings);
}

static bool read_all(const struct options *options, struct mend_findings *findings, struct mend_rules *rules, struct mend_report *report)
{
    char path[MEND_PATH], beside[MEND_PATH];
    shipped_findings(path);
    if (options->operands > 0) {
        snprintf(path, sizeof path, "%s", options->operand[0]);
    }
    rules_beside(path, beside);
    bool good = mend_findings_read(path, findings, report) && mend_rules_read(beside, rules, report);
    for (int k = 0; good && k < findings->scenarios; k++) {
        for (int i = 0; i < options->sets; i++) {
            good = mend_config_set(&findings->scenario[k], options->set[i], report) && good;
        }
        good = (!options->seed[0] || mend_config_set(&findings->scenario[k], options->seed, report)) && good;
    }
    return good;
}

static enum exit_code validate(const struct options *options, const struct mend_findings *findings, const struct mend_rules *rules,
                               struct mend_report *report)
{
    struct mend_validation v;
    struct progress progress = {.unit = "%", .all = 100};
    struct mend_order order = {.threads = options->threads, .isa = options->isa, .stop = &stop_requested};
    progress_show(options, &progress, &order);
    const bool done = mend_validate(findings, rules, options->only, order, &v, report);
    progress_clear(&progress);
    if (!done) {
        return say(report, stop_requested ? EXIT_INTERRUPTED : EXIT_FAILED);
    }
    const struct printed printed = {findings, rules, &v, options->output ? options->output : "results/validation"};
    const bool written = mend_validation_write(findings, rules, &v, printed.folder, options->force, options->line, report);
    if (written && options->json) {
        print_json(&printed);
    } else if (written && !options->quiet) {
        print_text(&printed);
    }
    mend_validation_free(&v);
    return written ? EXIT_DONE : say(report, EXIT_FAILED);
}

enum exit_code command_validate(const struct options *options)
{
    static struct mend_report report;
    struct mend_findings findings = {0};
    struct mend_rules rules = {0};
    const enum exit_code code =
        read_all(options, &findings, &rules, &report) ? validate(options, &findings, &rules, &report) : say(&report, EXIT_USAGE);
    mend_findings_free(&findings);
    mend_rules_free(&rules);
    return code;
}
