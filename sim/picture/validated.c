#include "picture/validated.h"

#include "io/text.h"

#include <stdlib.h>
#include <string.h>

const char *const use_words[USES_DRAWN] = {"fitted", "tested"};
const char *const use_meanings[USES_DRAWN] = {"calibration may use these", "nothing was tuned to these"};

enum vote_column { ID, USE, RULE, LINES, COVERED, FIT, FITS, VOTE_COLUMNS };

static const char votes_name[] = "validation_findings", lines_name[] = "validation";

bool validated_complain(const struct result *result, const char *name, const struct mend_table *table, int64_t row, const char *what,
                        struct mend_report *report)
{
    char shown[MEND_SHOWN_PATH];
    return mend_complain(report, "%s/%s.csv:%lld: error: %s", mend_shorten(shown, sizeof shown, result->folder), name,
                         (long long)mend_table_line(table, row), what);
}

bool validated_table(const struct result *result, const char *name, const char *const *names, int count, int *column, struct mend_table *table,
                     struct mend_report *report)
{
    char shown[MEND_SHOWN_PATH];
    if (!result_is_study(result, "validate") || !result_table(result, name, table, report)) {
        return false;
    }
    mend_shorten(shown, sizeof shown, result->folder);
    for (int i = 0; i < count; i++) {
        column[i] = mend_table_column(table, names[i]);
        if (column[i] < 0) {
            return mend_complain(report, "%s/%s.csv: error: it has no column '%s'", shown, name, names[i]);
        }
    }
    return table->rows > 0 || mend_complain(report, "%s/%s.csv: error: it has no rows", shown, name);
}

int validated_use(const struct result *result, const char *name, const struct mend_table *table, int64_t row, int column, struct mend_report *report)
{
    const int use = mend_position(mend_table_text(table, row, column), MEND_USES);
    if (use != MEND_FIT && use != MEND_TEST) {
        validated_complain(result, name, table, row, "use is neither 'fit' nor 'test'", report);
        return -1;
    }
    return use;
}

/* ---- votes ---- */

static int place_of_finding(struct validated *v, const char *id, int use)
{
    int k = 0;
    while (k < v->findings && (v->finding[k].use != use || strcmp(v->finding[k].id, id) != 0)) {
        k++;
    }
    if (k == v->findings) {
        v->finding[v->findings++] = (struct finding){.id = id, .measure = "", .use = use};
    }
    return k;
}

static int place_of_rule(struct validated *v, const char *name)
{
    int k = 0;
    while (k < v->rules && strcmp(v->rule[k], name) != 0) {
        k++;
    }
    if (k == v->rules) {
        v->rule[v->rules++] = name;
    }
    return k;
}

/* A row's vote, or one that is not known if its numbers do not go together. */
static struct vote vote_of_row(const struct mend_table *table, int64_t row, const int *column)
{
    struct vote vote = {
        .lines = whole_at(table, row, column[LINES]), .covered = whole_at(table, row, column[COVERED]), .fit = whole_at(table, row, column[FIT])};
    const int64_t fits = whole_at(table, row, column[FITS]);
    vote.fits = fits == 1;
    vote.is_known = vote.fit >= 0 && vote.fit <= vote.covered && vote.covered <= vote.lines && vote.lines > 0 && fits == (vote.fit == vote.lines);
    return vote;
}

/* The place of each row among findings and rules; then there is room for the votes. */
static bool take_names(struct validated *v, const int *column, struct mend_report *report)
{
    for (int64_t row = 0; row < v->votes.rows; row++) {
        const int use = validated_use(v->result, votes_name, &v->votes, row, column[USE], report);
        if (use < 0) {
            return false;
        }
        place_of_finding(v, mend_table_text(&v->votes, row, column[ID]), use);
        place_of_rule(v, mend_table_text(&v->votes, row, column[RULE]));
    }
    v->vote = calloc((size_t)v->findings * (size_t)v->rules, sizeof *v->vote);
    return v->vote || mend_complain(report, "error: not enough memory");
}

static bool take_votes(struct validated *v, const int *column, struct mend_report *report)
{
    for (int64_t row = 0; row < v->votes.rows; row++) {
        const int use = mend_position(mend_table_text(&v->votes, row, column[USE]), MEND_USES);
        const int finding = place_of_finding(v, mend_table_text(&v->votes, row, column[ID]), use);
        struct vote *vote = &v->vote[finding * v->rules + place_of_rule(v, mend_table_text(&v->votes, row, column[RULE]))];
        if (vote->is_known) {
            return validated_complain(v->result, votes_name, &v->votes, row, "the finding has a vote under this rule already", report);
        }
        *vote = vote_of_row(&v->votes, row, column);
        if (!vote->is_known) {
            return validated_complain(v->result, votes_name, &v->votes, row, "lines, covered, lines_fit and fits do not go together", report);
        }
    }
    return true;
}

static bool read_votes(struct validated *v, struct mend_report *report)
{
    static const char *const names[VOTE_COLUMNS] = {"id", "use", "rule", "lines", "covered", "lines_fit", "fits"};
    int column[VOTE_COLUMNS];
    if (!validated_table(v->result, votes_name, names, VOTE_COLUMNS, column, &v->votes, report)) {
        return false;
    }
    v->finding = calloc((size_t)v->votes.rows, sizeof *v->finding);
    v->rule = calloc((size_t)v->votes.rows, sizeof *v->rule);
    if (!v->finding || !v->rule) {
        return mend_complain(report, "error: not enough memory");
    }
    return take_names(v, column, report) && take_votes(v, column, report);
}

static bool read_measures(struct validated *v, struct mend_report *report)
{
    static const char *const names[] = {"id", "use", "measure"};
    int column[3];
    if (!validated_table(v->result, lines_name, names, 3, column, &v->lines, report)) {
        return false;
    }
    for (int64_t row = v->lines.rows - 1; row >= 0; row--) {
        for (int k = 0; k < v->findings; k++) {
            if (!strcmp(v->finding[k].id, mend_table_text(&v->lines, row, column[0])) &&
                v->finding[k].use == mend_position(mend_table_text(&v->lines, row, column[1]), MEND_USES)) {
                v->finding[k].measure = mend_table_text(&v->lines, row, column[2]);
            }
        }
    }
    return true;
}

bool validated_open(struct validated *v, const struct result *result, struct mend_report *report)
{
    *v = (struct validated){.result = result};
    return read_votes(v, report) && read_measures(v, report);
}

void validated_close(struct validated *v)
{
    mend_table_free(&v->lines);
    mend_table_free(&v->votes);
    free(v->finding);
    free(v->rule);
    free(v->vote);
    *v = (struct validated){0};
}
