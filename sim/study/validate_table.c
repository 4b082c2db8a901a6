/* validation.csv and validation_findings.csv. */
#include "mend/validate.h"

#include "io/csv.h"
#include "io/folder.h"
#include "io/manifest.h"
#include "io/text.h"

#include <errno.h>
#include <math.h>
#include <string.h>

enum { DIGITS = 6 };

static void put_word(struct csv *csv, const char *names, int position)
{
    char word[64];
    csv_text(csv, mend_name_at(word, sizeof word, names, position));
}

static void put_line(struct csv *csv, const struct mend_findings *all, const struct mend_finding *f, const char *rule, const struct mend_score *s)
{
    const bool bounded = f->accept == MEND_WITHIN;
    csv_text(csv, f->id);
    csv_text(csv, f->measure);
    csv_text(csv, f->group);
    put_word(csv, MEND_USES, (int)f->use);
    csv_text(csv, rule);
    csv_text(csv, f->published);
    csv_number(csv, f->lower, DIGITS);
    csv_number(csv, f->upper, DIGITS);
    csv_number(csv, s->simulated, DIGITS);
    csv_number(csv, s->lower, DIGITS);
    csv_number(csv, s->upper, DIGITS);
    csv_whole(csv, s->fits);
    put_word(csv, MEND_ACCEPTS, (int)f->accept);
    csv_number(csv, bounded ? f->accept_lower : NAN, DIGITS);
    csv_number(csv, bounded ? f->accept_upper : NAN, DIGITS);
    f->n > 0 ? csv_whole(csv, f->n) : csv_missing(csv);
    csv_number(csv, s->study_lower, DIGITS);
    csv_number(csv, s->study_upper, DIGITS);
    csv_number(csv, s->latent, DIGITS);
    csv_number(csv, s->change, DIGITS);
    csv_number(csv, s->change_lower, DIGITS);
    csv_number(csv, s->change_upper, DIGITS);
    csv_text(csv, f->by);
    csv_text(csv, all->scenario[f->scenario].name);
    put_word(csv, MEND_STATISTICS, (int)f->statistic);
    csv_text(csv, f->against < 0 ? "" : all->scenario[f->against].name);
    csv_text(csv, f->source);
    csv_end_row(csv);
}

static void put_vote(struct csv *csv, const struct mend_finding *f, const char *rule, struct mend_vote vote)
{
    csv_text(csv, f->id);
    put_word(csv, MEND_USES, (int)f->use);
    csv_text(csv, rule);
    csv_whole(csv, vote.lines);
    csv_whole(csv, vote.covered);
    csv_whole(csv, vote.fit);
    csv_whole(csv, vote.fits);
    csv_end_row(csv);
}

/* What a validation is written from. */
struct writing {
    const struct mend_findings *findings;
    const struct mend_rules *rules;
    const struct mend_validation *v;
};

static void put_lines(struct csv *csv, const struct writing *w, int row)
{
    for (int rule = 0; rule < w->rules->count; rule++) {
        const struct mend_score *score = mend_score_at(w->v, rule, row);
        if (score->scored) {
            put_line(csv, w->findings, &w->findings->row[row], w->rules->rule[rule].name, score);
        }
    }
}

static void put_votes(struct csv *csv, const struct writing *w, int row)
{
    const struct mend_finding *f = &w->findings->row[row];
    for (int rule = 0; rule < w->rules->count && mend_finding_is_first(w->findings, row); rule++) {
        const struct mend_vote vote = mend_vote_of(w->findings, w->v, rule, f->id, f->use);
        if (vote.covered > 0) {
            put_vote(csv, f, w->rules->rule[rule].name, vote);
        }
    }
}

static bool write_file(const struct writing *w, const struct folder *folder, enum file file, struct mend_report *report)
{
    char name[64], path[2 * MEND_PATH];
    snprintf(name, sizeof name, "%s.csv", file_table[file].name);
    folder_path(folder, name, path, sizeof path);
    struct csv *csv = csv_open(path, false);
    if (csv) {
        csv_header(csv, file, false);
        csv_end_row(csv);
    }
    for (int row = 0; csv && row < w->findings->rows; row++) {
        (file == FILE_VOTES ? put_votes : put_lines)(csv, w, row);
    }
    return (csv && csv_close(csv)) || mend_complain(report, "%.300s/%s: error: cannot be written: %s", folder->final, name, strerror(errno));
}

bool mend_validation_write(const struct mend_findings *findings, const struct mend_rules *rules, const struct mend_validation *v, const char *path,
                           bool force, const char *command, struct mend_report *report)
{
    const struct writing w = {findings, rules, v};
    struct folder folder;
    if (!folder_open(&folder, path, force, report)) {
        return false;
    }
    const bool good = write_file(&w, &folder, FILE_VALIDATION, report) && write_file(&w, &folder, FILE_VOTES, report) &&
                      validation_manifest_write(&folder, findings->path, rules->path, command, report) && folder_close(&folder, report);
    if (!good) {
        folder_abandon(&folder);
    }
    return good;
}
