#include "picture/result.h"

#include "io/text.h"
#include "reading/rule.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RESULT_PATH = 4096, SHOWN_FOLDER = 300 };

struct bond_read {
    int64_t dyad, bond, row;
    int group;
};

int group_of_class(const char *class)
{
    for (int word = 0; word < CLASS_WORDS; word++) {
        if (!strcmp(class, class_names[word])) {
            return word % CLASSES_READ;
        }
    }
    return GROUP_UNREAD;
}

/* ---- the folder ---- */

static bool complain(const struct result *r, const char *what, struct mend_report *report)
{
    char shown[SHOWN_FOLDER];
    return mend_complain(report, "%s: error: %s", mend_shorten(shown, SHOWN_FOLDER, r->folder), what);
}

static bool path_of(const struct result *r, const char *name, const char *ending, char path[RESULT_PATH])
{
    const int length = snprintf(path, RESULT_PATH, "%s/%s%s", r->folder, name, ending);
    return length > 0 && length < RESULT_PATH;
}

static bool is_folder(const struct result *r, struct mend_report *report)
{
    struct stat about;
    if (stat(r->folder, &about)) {
        return complain(r, errno == ENOENT ? "there is no such folder" : strerror(errno), report);
    }
    return S_ISDIR(about.st_mode) || complain(r, "this is a file; the pictures are drawn of a folder, the result of mend run", report);
}

static bool read_manifest(struct result *r, struct mend_report *report)
{
    char path[RESULT_PATH], what[JSON_ERROR_TEXT_LENGTH + 80];
    json_error_t mistake;
    if (!path_of(r, "manifest", ".json", path)) {
        return complain(r, "the path is too long", report);
    }
    if (access(path, F_OK)) {
        return complain(r, "this is no result of mend: it has no manifest.json", report);
    }
    r->manifest = json_load_file(path, 0, &mistake);
    if (!r->manifest) {
        snprintf(what, sizeof what, "manifest.json, line %d: %s", mistake.line, mistake.text);
        return complain(r, what, report);
    }
    return true;
}

/* ---- who was read as what ---- */

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_bonds(const void *a, const void *b)
{
    const struct bond_read *x = a, *y = b;
    const int dyads = compare(x->dyad, y->dyad);
    return dyads ? dyads : compare(x->bond, y->bond);
}

static void read_setting(struct result *r)
{
    const int position = mend_position(result_choice(r, "setting", "caregiver_infant"), SETTING_NAMES);
    if (position >= 0) {
        r->setting = setting_at(position);
        r->grown = r->setting.tie[0].kind != CARE_TIE;
    }
}

static bool read_bonds(struct result *r, struct mend_report *report)
{
    static const char *const names[] = {"dyad", "bond", "class"};
    int column[3];
    if (!find_columns(&r->outcomes, names, 3, column)) {
        return complain(r, "this is no result of mend: outcomes.csv has no columns dyad, bond and class", report);
    }
    r->bonds = r->outcomes.rows;
    r->bond = malloc((size_t)(r->bonds + 1) * sizeof *r->bond);
    if (!r->bond) {
        return complain(r, "not enough memory", report);
    }
    for (int64_t i = 0; i < r->bonds; i++) {
        const int group = group_of_class(mend_table_text(&r->outcomes, i, column[2]));
        r->bond[i] = (struct bond_read){whole_at(&r->outcomes, i, column[0]), whole_at(&r->outcomes, i, column[1]), i, group};
        r->in_group[group]++;
    }
    qsort(r->bond, (size_t)r->bonds, sizeof *r->bond, compare_bonds);
    return true;
}

static bool read_outcomes(struct result *r, struct mend_report *report)
{
    const int before = report->count;
    if (!result_table(r, "outcomes", &r->outcomes, report)) {
        return report->count == before ? complain(r, "this is no result of mend: it has no outcomes.csv", report) : false;
    }
    return read_bonds(r, report);
}

bool result_open(struct result *result, const char *folder, struct mend_report *report)
{
    *result = (struct result){.folder = folder};
    if (is_folder(result, report) && read_manifest(result, report)) {
        result->study = json_object_get(result->manifest, "study");
        if (result->study || read_outcomes(result, report)) {
            read_setting(result);
            return true;
        }
    }
    result_close(result);
    return false;
}

void result_close(struct result *result)
{
    json_decref(result->manifest);
    mend_table_free(&result->outcomes);
    free(result->bond);
    *result = (struct result){0};
}

/* ---- what it holds ---- */

bool result_table(const struct result *result, const char *name, struct mend_table *table, struct mend_report *report)
{
    static const char *const endings[] = {".csv", ".csv.gz"};
    char path[RESULT_PATH];
    *table = (struct mend_table){0};
    for (int i = 0; i < 2; i++) {
        if (path_of(result, name, endings[i], path) && !access(path, F_OK)) {
            return mend_table_read(path, table, report);
        }
    }
    return false;
}

double result_parameter(const struct result *result, const char *key, double otherwise)
{
    const json_t *value = json_object_get(json_object_get(result->manifest, "parameters"), key);
    return json_is_number(value) ? json_number_value(value) : otherwise;
}

const char *result_choice(const struct result *result, const char *key, const char *otherwise)
{
    const json_t *value = json_object_get(json_object_get(result->manifest, "parameters"), key);
    return json_is_string(value) ? json_string_value(value) : otherwise;
}

const char *result_text(const struct result *result, const char *key, const char *otherwise)
{
    const json_t *value = json_object_get(result->manifest, key);
    return json_is_string(value) ? json_string_value(value) : otherwise;
}

bool result_is_study(const struct result *result, const char *kind)
{
    const char *is = json_string_value(json_object_get(result->study, "kind"));
    return is && !strcmp(is, kind);
}

const char *pattern_name(int group)
{
    return class_names[group];
}

const char *group_name(const struct result *result, int group)
{
    return group == GROUP_UNREAD ? "class not read" : class_names[result->grown ? CLASSES_READ + group : group];
}

/* What the config calls A or B, where it says other than A and B; else NULL. */
static const char *label_of(const struct result *result, int person)
{
    static const char *const usual[] = {"A", "B"};
    const char *label = person > 1 ? "" : result_choice(result, person ? "roles.label_b" : "roles.label_a", usual[person]);
    return person > 1 || !strcmp(label, usual[person]) ? NULL : label;
}

const char *person_name(const struct result *result, int person, char to[PERSON_NAME])
{
    const char *label = label_of(result, person);
    snprintf(to, PERSON_NAME, "%s", label ? label : result->setting.who[person].name);
    for (char *at = to; *at; at++) {
        *at = *at == '_' ? ' ' : *at;
    }
    if (strlen(to) == 1) {
        to[0] = (char)toupper((unsigned char)to[0]);
    }
    return to;
}

const char *life_word(const struct result *result, bool many)
{
    const bool is_life = result->setting.ties == 1 && !result->grown;
    return is_life ? (many ? "lives" : "life") : many ? "bonds" : "bond";
}

int first_mutual(const struct result *result)
{
    for (int k = 0; k < result->setting.ties; k++) {
        if (result->setting.tie[k].back != NO_BOND) {
            return k;
        }
    }
    return -1;
}

static const struct bond_read *find_bond(const struct result *result, int64_t dyad, int64_t bond)
{
    const struct bond_read wanted = {.dyad = dyad, .bond = bond};
    return bsearch(&wanted, result->bond, (size_t)result->bonds, sizeof wanted, compare_bonds);
}

int result_group(const struct result *result, int64_t dyad, int64_t bond)
{
    const struct bond_read *found = find_bond(result, dyad, bond);
    return found ? found->group : GROUP_UNREAD;
}

int64_t result_row(const struct result *result, int64_t dyad, int64_t bond)
{
    const struct bond_read *found = find_bond(result, dyad, bond);
    return found ? found->row : -1;
}

bool find_columns(const struct mend_table *table, const char *const *names, int count, int *column)
{
    for (int i = 0; i < count; i++) {
        column[i] = mend_table_column(table, names[i]);
        if (column[i] < 0) {
            return false;
        }
    }
    return true;
}

int64_t whole_at(const struct mend_table *table, int64_t row, int column)
{
    const double value = mend_table_number(table, row, column);
    return fabs(value) < 9e15 ? (int64_t)value : -1;
}

char *thousands(char to[32], int64_t count)
{
    char digits[24];
    const int length = snprintf(digits, sizeof digits, "%lld", (long long)(count < 0 ? 0 : count));
    int at = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) {
            to[at++] = ',';
        }
        to[at++] = digits[i];
    }
    to[at] = 0;
    return to;
}
