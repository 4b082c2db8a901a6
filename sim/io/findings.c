/* Reading findings and rules: two tables of text. */
#include "mend/findings.h"

#include "io/config_parts.h"
#include "io/measures.h"
#include "io/table.h"
#include "io/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A table under reading; messages name its line. */
struct sheet {
    const char *path;
    struct mend_table table;
    int64_t row;
    struct mend_report *report;
};

enum { WHERE = MEND_SHOWN_PATH + 32, COUNT_MOST = 1000000000 };

/* "file:line: error: COLUMN: ", as messages begin. */
static const char *where(const struct sheet *s, const char *column, char to[WHERE])
{
    snprintf(to, WHERE, "%.200s:%lld: error: %.60s: ", s->path, (long long)mend_table_line(&s->table, s->row), column);
    return to;
}

static const char *cell(const struct sheet *s, const char *column)
{
    return mend_table_text(&s->table, s->row, mend_table_column(&s->table, column));
}

/* Every column that `names` ("a|b|c") has, and no other. */
static bool has_columns(const struct sheet *s, const char *names)
{
    char name[MEND_SHOWN], near[MEND_SHOWN], shown[MEND_SHOWN];
    bool good = true;
    for (int i = 0; mend_name_at(name, sizeof name, names, i)[0]; i++) {
        good =
            (mend_table_column(&s->table, name) >= 0 || mend_complain(s->report, "%.200s:1: error: there is no column '%s'", s->path, name)) && good;
    }
    for (int c = 0; c < s->table.columns; c++) {
        const char *found = mend_table_name(&s->table, c);
        if (mend_position(found, names) < 0) {
            const char *meant = mend_nearest(found, names, near, sizeof near);
            good = mend_complain(s->report, "%.200s:1: error: unknown column '%s'%s%s%s", s->path, mend_shorten(shown, sizeof shown, found),
                                 meant ? "; did you mean '" : "; the columns are ", meant ? meant : names, meant ? "'?" : "");
        }
    }
    return good && (s->table.rows > 0 || mend_complain(s->report, "%.200s:1: error: there is no line below the header", s->path));
}

static bool take_text(const struct sheet *s, const char *column, char *to, size_t size)
{
    const char *text = cell(s, column);
    char start[WHERE];
    snprintf(to, size, "%s", text);
    if (!mend_is_utf8(text)) {
        return mend_complain(s->report, "%sthis is not UTF-8: save the table as UTF-8", where(s, column, start));
    }
    return strlen(text) < size || mend_complain(s->report, "%slonger than %zu bytes", where(s, column, start), size - 1);
}

/* One of `names`, or where the cell is empty the first. */
static bool take_word(const struct sheet *s, const char *column, const char *names, int *to)
{
    const char *text = cell(s, column);
    char start[WHERE], shown[MEND_SHOWN];
    *to = text[0] ? mend_position(text, names) : 0;
    return *to >= 0 || mend_complain(s->report, "%s'%s' is none of %s", where(s, column, start), mend_shorten(shown, sizeof shown, text), names);
}

/* A number; NaN where the cell is empty or, unless it is `demanded`, holds words. */
static bool take_number(const struct sheet *s, const char *column, bool demanded, double *to)
{
    const char *text = cell(s, column);
    char start[WHERE], shown[MEND_SHOWN];
    if (mend_number_of(text, to)) {
        return true;
    }
    *to = NAN;
    return !demanded || mend_complain(s->report, "%s'%s' is not a number", where(s, column, start), mend_shorten(shown, sizeof shown, text));
}

/* A number of people; 0 where the cell is empty. */
static bool take_count(const struct sheet *s, const char *column, int64_t *to)
{
    const char *text = cell(s, column);
    char start[WHERE], shown[MEND_SHOWN];
    double count = 0;
    const bool good = !text[0] || (mend_number_of(text, &count) && count >= 0 && count <= COUNT_MOST && count == floor(count));
    *to = good ? (int64_t)count : 0;
    return good || mend_complain(s->report, "%s'%s' is not a whole number from 0 to %d", where(s, column, start),
                                 mend_shorten(shown, sizeof shown, text), COUNT_MOST);
}

/* ---- findings ---- */

#define FINDING_COLUMNS                                                                                                                              \
    "id|use|measure|group|value|lower|upper|n|unit|accept|accept_lower|accept_upper|by|scenario|statistic|against|latent|source|verified|note"

/* The position of the scenario that a cell names, reading its config if nobody named it before; -1 where the cell is empty. */
static bool take_scenario(const struct sheet *s, const char *column, struct mend_findings *f, int *to)
{
    const char *name = cell(s, column);
    char start[WHERE], path[2 * MEND_PATH];
    *to = -1;
    for (int i = 0; name[0] && i < f->scenarios; i++) {
        *to = strcmp(f->scenario[i].name, name) == 0 ? i : *to;
    }
    if (!name[0] || *to >= 0) {
        return true;
    }
    if (f->scenarios == MEND_SCENARIOS_MOST) {
        return mend_complain(s->report, "%smore than %d scenarios", where(s, column, start), MEND_SCENARIOS_MOST);
    }
    const char *slash = strrchr(f->path, '/');
    snprintf(path, sizeof path, "%.*svalidation/%s.yaml", slash ? (int)(slash - f->path) + 1 : 0, f->path, name);
    FILE *file = strchr(name, '/') ? NULL : fopen(path, "r");
    if (!file) {
        return mend_complain(s->report, "%sthere is no scenario '%.60s' (%.300s)", where(s, column, start), name, path);
    }
    fclose(file);
    struct mend_config *config = &f->scenario[f->scenarios];
    if (!mend_config_read(path, config, s->report) || !mend_config_consistent(config, s->report)) {
        return false;
    }
    *to = f->scenarios++;
    return true;
}

static bool take_measure(const struct sheet *s, const char *column, char to[MEND_FINDING_TEXT])
{
    char start[WHERE];
    return take_text(s, column, to, MEND_FINDING_TEXT) && (!to[0] || demand_measure(to, where(s, column, start), s->report));
}

/* What the parts of a covered line ask of each other. */
static bool is_whole(const struct sheet *s, const struct mend_finding *f)
{
    char start[WHERE];
    if (f->scenario < 0) {
        return mend_complain(s->report, "%s'%.60s' is measured in some scenario, and none is named", where(s, "scenario", start), f->by);
    }
    if (f->lower > f->upper) {
        return mend_complain(s->report, "%sit lies above upper", where(s, "lower", start));
    }
    if (f->accept == MEND_WITHIN && !(f->accept_lower < f->accept_upper)) {
        return mend_complain(s->report, "%s'within' takes accept_lower and accept_upper, two numbers, the lower first", where(s, "accept", start));
    }
    if (f->accept == MEND_NONE && f->n < 1) {
        return mend_complain(s->report, "%s'none' takes n: an effect is none if a study of that size could not have detected it",
                             where(s, "n", start));
    }
    if ((f->statistic == MEND_VALUE) != (f->against < 0)) {
        return mend_complain(s->report, "%s%s", where(s, "against", start),
                             f->against < 0 ? "this statistic takes another scenario" : "'value' takes none");
    }
    return !f->latent[0] || f->statistic == MEND_VALUE || mend_complain(s->report, "%sonly a 'value' has one", where(s, "latent", start));
}

static bool read_finding(const struct sheet *s, struct mend_findings *all, struct mend_finding *f)
{
    char start[WHERE];
    int use, accept, statistic;
    f->line = mend_table_line(&s->table, s->row);
    bool good = take_text(s, "id", f->id, sizeof f->id) && take_word(s, "use", MEND_USES, &use) && take_word(s, "accept", MEND_ACCEPTS, &accept) &&
                take_word(s, "statistic", MEND_STATISTICS, &statistic) && take_text(s, "measure", f->measure, sizeof f->measure) &&
                take_text(s, "group", f->group, sizeof f->group) && take_text(s, "value", f->published, sizeof f->published) &&
                take_text(s, "unit", f->unit, sizeof f->unit) && take_text(s, "source", f->source, sizeof f->source) &&
                take_text(s, "verified", f->verified, sizeof f->verified) && take_text(s, "note", f->note, sizeof f->note) &&
                take_number(s, "value", false, &f->value) && take_number(s, "lower", cell(s, "lower")[0], &f->lower) &&
                take_number(s, "upper", cell(s, "upper")[0], &f->upper) && take_count(s, "n", &f->n) &&
                take_number(s, "accept_lower", cell(s, "accept_lower")[0], &f->accept_lower) &&
                take_number(s, "accept_upper", cell(s, "accept_upper")[0], &f->accept_upper) && take_measure(s, "by", f->by) &&
                take_measure(s, "latent", f->latent) && take_scenario(s, "scenario", all, &f->scenario) &&
                take_scenario(s, "against", all, &f->against);
    if (!good) {
        return false;
    }
    f->use = (enum mend_use)use;
    f->accept = (enum mend_accept)accept;
    f->statistic = (enum mend_statistic)statistic;
    if (!f->id[0]) {
        return mend_complain(s->report, "%sa finding takes an id", where(s, "id", start));
    }
    if (!f->by[0]) {
        return f->use == MEND_CONTEXT || f->note[0] ||
               mend_complain(s->report, "%s%.24s has no function: name a measure (`mend explain measures`), or say in `note` why it is not covered",
                             where(s, "by", start), f->id);
    }
    return is_whole(s, f);
}

bool mend_findings_read(const char *path, struct mend_findings *out, struct mend_report *report)
{
    char shown[MEND_SHOWN_PATH];
    struct sheet s = {.path = mend_shorten(shown, sizeof shown, path), .report = report};
    *out = (struct mend_findings){0};
    snprintf(out->path, sizeof out->path, "%s", path);
    if (!mend_table_read(path, &s.table, report)) {
        return false;
    }
    bool good = has_columns(&s, FINDING_COLUMNS);
    if (good) {
        out->row = calloc((size_t)s.table.rows, sizeof *out->row);
        out->scenario = calloc(MEND_SCENARIOS_MOST, sizeof *out->scenario);
        good = (out->row && out->scenario) || mend_complain(report, "error: not enough memory");
    }
    out->rows = good ? (int)s.table.rows : 0;
    for (s.row = 0; s.row < out->rows; s.row++) {
        good = read_finding(&s, out, &out->row[s.row]) && good;
    }
    mend_table_free(&s.table);
    if (!good) {
        mend_findings_free(out);
    }
    return good;
}

void mend_findings_free(struct mend_findings *f)
{
    free(f->row);
    free(f->scenario);
    *f = (struct mend_findings){0};
}

/* ---- rules ---- */

#define RULE_COLUMNS "rule|key|value|source"
/* Who is lived is the same under every rule. */
#define NO_RULE_KEYS "seed|replicate|first_dyad|dyads|population"

/* The rule that this line is of: the last, or a new one. NULL, with a message, if it has no name, was given before or memory ran out. */
static struct mend_rule *rule_of(const struct sheet *s, struct mend_rules *rules)
{
    char start[WHERE], name[MEND_RULE_NAME];
    if (!take_text(s, "rule", name, sizeof name)) {
        return NULL;
    }
    if (!name[0]) {
        mend_complain(s->report, "%sa rule takes a name", where(s, "rule", start));
        return NULL;
    }
    if (rules->count > 0 && strcmp(rules->rule[rules->count - 1].name, name) == 0) {
        return &rules->rule[rules->count - 1];
    }
    for (int i = 0; i < rules->count; i++) {
        if (strcmp(rules->rule[i].name, name) == 0) {
            mend_complain(s->report, "%sthe lines of '%s' do not follow each other", where(s, "rule", start), name);
            return NULL;
        }
    }
    struct mend_rule *rule = &rules->rule[rules->count++];
    snprintf(rule->name, sizeof rule->name, "%s", name);
    rule->value = calloc((size_t)s->table.rows, sizeof *rule->value);
    if (!rule->value) {
        mend_complain(s->report, "error: not enough memory");
    }
    return rule->value ? rule : NULL;
}

static bool read_rule_line(const struct sheet *s, struct mend_rules *rules, struct mend_config *scratch)
{
    const struct mend_place nowhere = {0, 0};
    char place[WHERE];
    struct mend_rule *rule = rule_of(s, rules);
    if (!rule) {
        return false;
    }
    if (mend_position(cell(s, "key"), NO_RULE_KEYS) >= 0) {
        return mend_complain(s->report, "%s%s says who is lived, which is the same under every rule", where(s, "key", place), cell(s, "key"));
    }
    struct mend_rule_value *value = &rule->value[rule->values++];
    value->line = mend_table_line(&s->table, s->row);
    snprintf(place, sizeof place, "%.200s:%lld", s->path, (long long)value->line);
    return take_text(s, "key", value->key, sizeof value->key) && take_text(s, "value", value->text, sizeof value->text) &&
           take_text(s, "source", value->source, sizeof value->source) &&
           mend_config_assign(scratch, value->key, nowhere, place, value->text, s->report);
}

bool mend_rules_read(const char *path, struct mend_rules *out, struct mend_report *report)
{
    static struct mend_config scratch;
    char shown[MEND_SHOWN_PATH];
    struct sheet s = {.path = mend_shorten(shown, sizeof shown, path), .report = report};
    *out = (struct mend_rules){0};
    snprintf(out->path, sizeof out->path, "%s", path);
    if (!mend_table_read(path, &s.table, report)) {
        return false;
    }
    bool good = has_columns(&s, RULE_COLUMNS);
    if (good) {
        out->rule = calloc((size_t)s.table.rows, sizeof *out->rule);
        good = out->rule || mend_complain(report, "error: not enough memory");
    }
    mend_config_default(&scratch);
    for (s.row = 0; out->rule && s.row < s.table.rows; s.row++) {
        good = read_rule_line(&s, out, &scratch) && good;
    }
    mend_table_free(&s.table);
    if (!good) {
        mend_rules_free(out);
    }
    return good;
}

void mend_rules_free(struct mend_rules *rules)
{
    for (int i = 0; i < rules->count; i++) {
        free(rules->rule[i].value);
    }
    free(rules->rule);
    *rules = (struct mend_rules){0};
}

/* Reading has tried every value alone; what is left is whether they go together in this scenario. */
bool mend_rule_apply(const struct mend_rules *rules, int rule, struct mend_config *config, struct mend_report *report)
{
    const struct mend_place nowhere = {0, 0};
    const struct mend_rule *r = &rules->rule[rule];
    bool good = true;
    for (int i = 0; i < r->values; i++) {
        good = mend_config_assign(config, r->value[i].key, nowhere, rules->path, r->value[i].text, report) && good;
    }
    return (good && mend_config_consistent(config, report)) ||
           mend_complain(report, "%.300s: error: the values of '%s' do not go together in scenario '%.60s'", rules->path, r->name, config->name);
}
