#include "io/manifest.h"

#include "io/measures.h"
#include "io/text.h"
#include "mend/calibrate.h"
#include "version.h"

#include <errno.h>
#include <jansson.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

enum { FILE_PATH = MEND_PATH + 256 };

static void put_digest(struct sha256_ctx *sha, char hash[HASH_TEXT])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        snprintf(hash + 2 * i, 3, "%02x", digest[i]);
    }
}

void text_hash(const char *text, char hash[HASH_TEXT])
{
    struct sha256_ctx sha;
    sha256_init(&sha);
    sha256_update(&sha, strlen(text), (const uint8_t *)text);
    put_digest(&sha, hash);
}

bool file_hash(const char *path, char hash[HASH_TEXT])
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    struct sha256_ctx sha;
    uint8_t buffer[65536];
    sha256_init(&sha);
    for (size_t n = fread(buffer, 1, sizeof buffer, file); n > 0; n = fread(buffer, 1, sizeof buffer, file)) {
        sha256_update(&sha, n, buffer);
    }
    const bool good = !ferror(file);
    fclose(file);
    put_digest(&sha, hash);
    return good;
}

/* Text of the user's as JSON, which is UTF-8. */
static json_t *json_text(const char *text)
{
    char clean[4096];
    snprintf(clean, sizeof clean, "%s", text);
    mend_make_utf8(clean);
    return json_string(clean);
}

bool json_write(const struct folder *folder, const char *name, json_t *json, struct mend_report *report)
{
    char path[FILE_PATH];
    folder_path(folder, name, path, sizeof path);
    errno = 0;
    FILE *file = json ? fopen(path, "w") : NULL;
    bool good = file && json_dumpf(json, file, JSON_INDENT(2)) == 0 && fputc('\n', file) != EOF;
    if (file && fclose(file) != 0) {
        good = false;
    }
    json_decref(json);
    return good || mend_complain(report, "%s/%s: error: cannot be written: %s", folder->final, name, errno ? strerror(errno) : "no memory");
}

static json_t *parameter_value(const struct mend_param *line, double value)
{
    if (line->kind == MEND_REAL) {
        return json_real(value);
    }
    if (line->kind == MEND_FLAG) {
        return json_boolean(value != 0);
    }
    if (line->kind == MEND_CHOICE) {
        char name[128];
        mend_name_at(name, sizeof name, line->names, (int)value);
        return json_string(name);
    }
    return json_integer((json_int_t)value);
}

/* The resolved parameters. */
static json_t *parameters(const struct mend_config *config)
{
    json_t *all = json_object();
    for (int i = 0; i < mend_param_count; i++) {
        json_object_set_new(all, mend_param_table[i].key,
                            parameter_value(&mend_param_table[i], mend_param_get(&config->params, &mend_param_table[i])));
    }
    return all;
}

/* What changes from one day to another. */
static json_t *schedule(const struct mend_config *config)
{
    json_t *all = json_array();
    for (int k = 0; k < config->changes; k++) {
        const struct mend_change *change = &config->change[k];
        const struct mend_param *line = &mend_param_table[change->line];
        const int64_t to = change->to ? change->to : config->params.days;
        json_array_append_new(all, json_pack("{s:I, s:I, s:s, s:o}", "from", (json_int_t)change->from, "to", (json_int_t)to, "key", line->key,
                                             "value", parameter_value(line, change->value)));
    }
    return all;
}

static json_t *hashes(const struct folder *folder, const char *const *names, int count)
{
    json_t *all = json_array();
    for (int i = 0; i < count; i++) {
        char path[FILE_PATH], hash[HASH_TEXT];
        folder_path(folder, names[i], path, sizeof path);
        if (!file_hash(path, hash)) {
            json_decref(all);
            return NULL;
        }
        json_array_append_new(all, json_pack("{s:s, s:s}", "name", names[i], "sha256", hash));
    }
    return all;
}

/* How every manifest begins: which program it was, how it was called, on what; then the keys of `rest`, which is taken. */
static json_t *manifest_of(const char *command, const char *name, json_t *rest)
{
    json_t *json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "program", "mend", "version", MEND_VERSION, "commit", MEND_COMMIT, "compiler",
                             MEND_COMPILER, "flags", MEND_FLAGS, "command", json_text(command), "name", json_text(name));
    const bool good = rest && json_object_update(json, rest) == 0;
    json_decref(rest);
    if (!good) {
        json_decref(json);
    }
    return good ? json : NULL;
}

bool manifest_write(const struct folder *folder, const struct mend_config *config, struct run_facts facts, const char *const *names, int count,
                    struct mend_report *report)
{
    json_t *files_written = hashes(folder, names, count);
    if (!files_written) {
        return json_write(folder, "manifest.json", NULL, report);
    }
    json_t *rest = json_pack("{s:s, s:i, s:I, s:I, s:f, s:f, s:o, s:o, s:o}", "isa", facts.isa, "threads", facts.threads, "seed",
                             (json_int_t)config->params.seed, "turns", (json_int_t)facts.turns, "seconds_lives", facts.seconds_lives, "seconds",
                             facts.seconds_all, "parameters", parameters(config), "schedule", schedule(config), "files", files_written);
    json_t *json = manifest_of(facts.command, config->name, rest);
    return json_write(folder, "manifest.json", json, report);
}

static const char *type_of(enum form form)
{
    return form == FORM_whole ? "integer" : form == FORM_number || form == FORM_fine ? "number" : "string";
}

static json_t *field(const char *name, const char *type, const char *meaning, const char *unit)
{
    return json_pack("{s:s, s:s, s:s, s:s}", "name", name, "type", type, "description", meaning, "unit", unit);
}

static json_t *resource_of(enum file file, bool grown, const char *ending)
{
    char path[160];
    snprintf(path, sizeof path, "%s%s", file_table[file].name, ending);
    json_t *fields = json_array();
    for (int c = 0; c < column_count; c++) {
        if (columns[c].file == file && (grown || !columns[c].grown)) {
            json_array_append_new(fields, field(columns[c].name, type_of(columns[c].form), columns[c].meaning, columns[c].unit));
        }
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:{s:o, s:[s]}}", "name", file_table[file].name, "path", path, "title", file_table[file].row,
                     "profile", "tabular-data-resource", "encoding", "utf-8", "schema", "fields", fields, "missingValues", "");
}

static bool write_datapackage(const struct folder *folder, const char *title, json_t *resources, struct mend_report *report)
{
    json_t *json =
        json_pack("{s:s, s:s, s:o, s:s, s:o}", "profile", "tabular-data-package", "name", "mend-result", "title", json_text(title), "description",
                  "Simulated lives. For understanding a mechanism and for teaching; not for assessing a person or a family.", "resources", resources);
    return json_write(folder, "datapackage.json", json, report);
}

bool datapackage_write(const struct folder *folder, const struct mend_config *config, const bool present[RUN_FILES], bool grown, const char *ending,
                       struct mend_report *report)
{
    json_t *resources = json_array();
    for (int f = 0; f < RUN_FILES; f++) {
        if (present[f]) {
            json_array_append_new(resources, resource_of((enum file)f, grown, ending));
        }
    }
    return write_datapackage(folder, config->name, resources, report);
}

/* The factors, from `first` on, as columns. */
static void add_factors(json_t *resource, const struct mend_design *design, int first)
{
    json_t *fields = json_object_get(json_object_get(resource, "schema"), "fields");
    for (int k = first; k < design->factors; k++) {
        const struct mend_param *line = mend_param_find(design->factor[k].key);
        const bool is_number = line ? line->kind == MEND_REAL || line->kind == MEND_COUNT : design->factor[k].ranged;
        json_array_append_new(fields, field(design->factor[k].key, is_number ? "number" : "string", line ? line->meaning : "value of the schedule",
                                            line ? line->unit : ""));
    }
}

static void add_measures(json_t *resource, const struct mend_design *design)
{
    json_t *fields = json_object_get(json_object_get(resource, "schema"), "fields");
    for (int m = 0; m < design->measures; m++) {
        json_array_append_new(fields, field(design->measure[m], "number", measure_meaning(design->measure[m]), ""));
    }
}

static json_t *tables_of_design(const struct mend_design *design)
{
    json_t *resources = json_pack("[o]", resource_of(FILE_SWEEP, false, ".csv"));
    add_factors(json_array_get(resources, 0), design, 0);
    add_measures(json_array_get(resources, 0), design);
    if (design->trials) {
        json_array_append_new(resources, resource_of(FILE_INDICES, false, ".csv"));
    }
    if (design->against[0]) {
        json_array_append_new(resources, resource_of(FILE_GAIN, false, ".csv"));
        add_factors(json_array_get(resources, json_array_size(resources) - 1), design, 1);
    }
    return resources;
}

bool study_manifest_write(const char *path, const struct mend_design *design, struct study_facts facts, struct mend_report *report)
{
    struct folder folder;
    json_t *factors = json_array(), *measures = json_array(), *files = json_array();
    snprintf(folder.final, sizeof folder.final, "%s", path);
    snprintf(folder.passing, sizeof folder.passing, "%s", path);
    for (int k = 0; k < design->factors; k++) {
        json_array_append_new(factors, json_string(design->factor[k].key));
    }
    for (int m = 0; m < design->measures; m++) {
        json_array_append_new(measures, json_string(design->measure[m]));
    }
    json_t *study = json_pack("{s:s, s:s, s:o, s:o, s:I, s:I, s:I, s:i, s:i, s:I, s:I, s:I}", "kind", design->trials ? "sensitivity" : "sweep",
                              "design", facts.hash, "factors", factors, "measures", measures, "points", (json_int_t)design->points, "trials",
                              (json_int_t)design->trials, "replicates", (json_int_t)design->replicates, "shard", facts.shard, "shards", facts.shards,
                              "rows", (json_int_t)facts.rows, "done", (json_int_t)facts.done, "failed", (json_int_t)facts.failed);
    if (design->against[0]) {
        json_object_set_new(study, "against", json_string(design->against));
        json_object_set_new(study, "curves", json_integer(design->points / design->factor[0].values));
    }
    json_t *json = manifest_of(facts.command, design->name,
                               json_pack("{s:o, s:o, s:o, s:o}", "study", study, "parameters", parameters(&design->base), "schedule",
                                         schedule(&design->base), "files", files));
    return json_write(&folder, "manifest.json", json, report) && write_datapackage(&folder, design->name, tables_of_design(design), report);
}

bool comparison_manifest_write(const struct folder *folder, const struct mend_config *a, const struct mend_config *b, int64_t dyads,
                               const char *command, struct mend_report *report)
{
    json_t *study = json_pack("{s:s, s:o, s:o, s:I, s:o, s:o}", "kind", "compare", "a", json_text(a->name), "b", json_text(b->name), "dyads",
                              (json_int_t)dyads, "parameters_b", parameters(b), "schedule_b", schedule(b));
    json_t *json = manifest_of(command, a->name,
                               json_pack("{s:o, s:o, s:o, s:[]}", "study", study, "parameters", parameters(a), "schedule", schedule(a), "files"));
    return json_write(folder, "manifest.json", json, report) &&
           write_datapackage(folder, a->name, json_pack("[o]", resource_of(FILE_COMPARE, false, ".csv")), report);
}

bool validation_manifest_write(const struct folder *folder, const char *findings, const char *rules, const char *command, struct mend_report *report)
{
    static const char *const tables[] = {"validation.csv", "validation_findings.csv"};
    char of_findings[HASH_TEXT] = "", of_rules[HASH_TEXT] = "";
    (void)file_hash(findings, of_findings);
    (void)file_hash(rules, of_rules);
    json_t *files = hashes(folder, tables, 2);
    json_t *study = json_pack("{s:s, s:o, s:s, s:o, s:s}", "kind", "validate", "findings", json_text(findings), "findings_sha256", of_findings,
                              "rules", json_text(rules), "rules_sha256", of_rules);
    json_t *json = manifest_of(command, "validation", files ? json_pack("{s:o, s:o}", "study", study, "files", files) : NULL);
    json_t *resources = json_pack("[o, o]", resource_of(FILE_VALIDATION, false, ".csv"), resource_of(FILE_VOTES, false, ".csv"));
    return json_write(folder, "manifest.json", json, report) && write_datapackage(folder, "validation", resources, report);
}

/* ---- calibration ---- */

/* The lines that were aimed at, as columns. */
static void add_lines(json_t *resource, const struct mend_calibration *c)
{
    json_t *fields = json_object_get(json_object_get(resource, "schema"), "fields");
    for (int j = 0; j < c->lines; j++) {
        const struct mend_finding *f = &c->findings.row[c->line[j]];
        char meaning[2 * MEND_FINDING_TEXT + 8];
        snprintf(meaning, sizeof meaning, "%s; %s", f->measure, f->group);
        json_array_append_new(fields, field(c->line_name[j], "number", meaning, f->unit));
    }
}

static json_t *tables_of_calibration(const struct mend_calibration *c, struct calibration_facts facts)
{
    static const enum file of_fit[] = {FILE_CALIBRATION, FILE_CORRELATIONS, FILE_POSTERIOR, FILE_PREDICTIVE, FILE_POINTS, FILE_RULES};
    json_t *resources = json_array();
    for (size_t i = 0; facts.fitted && i < sizeof of_fit / sizeof of_fit[0]; i++) {
        json_t *resource = resource_of(of_fit[i], false, ".csv");
        if (of_fit[i] == FILE_POSTERIOR || of_fit[i] == FILE_POINTS) {
            add_factors(resource, &c->design, 0);
        }
        if (of_fit[i] == FILE_POINTS) {
            add_lines(resource, c);
        }
        json_array_append_new(resources, resource);
    }
    if (facts.recovered) {
        json_array_append_new(resources, resource_of(FILE_RECOVERY, false, ".csv"));
        json_array_append_new(resources, resource_of(FILE_RECOVERED, false, ".csv"));
    }
    return resources;
}

bool calibration_manifest_write(const char *path, const struct mend_calibration *c, struct calibration_facts facts, struct mend_report *report)
{
    struct folder folder;
    char of_findings[HASH_TEXT] = "", of_rules[HASH_TEXT] = "";
    json_t *parameters_free = json_array(), *priors = json_array(), *lines = json_array(), *scenarios = json_array();
    snprintf(folder.final, sizeof folder.final, "%s", path);
    snprintf(folder.passing, sizeof folder.passing, "%s", path);
    (void)file_hash(c->findings.path, of_findings);
    (void)file_hash(c->rules.path, of_rules);
    for (int k = 0; k < c->design.factors; k++) {
        json_array_append_new(parameters_free, json_string(c->design.factor[k].key));
        json_array_append_new(priors, json_pack("[f, f]", c->design.factor[k].from, c->design.factor[k].to));
    }
    for (int j = 0; j < c->lines; j++) {
        json_array_append_new(lines, json_text(c->line_name[j]));
    }
    for (int k = 0; k < c->scenarios; k++) {
        const struct mend_config *config = &c->findings.scenario[c->scenario[k]];
        json_array_append_new(scenarios, json_pack("{s:o, s:I}", "name", json_text(config->name), "dyads", (json_int_t)config->params.dyads));
    }
    json_t *study =
        json_pack("{s:s, s:s, s:o, s:s, s:o, s:s, s:o, s:o, s:o, s:o, s:o, s:I, s:I, s:I}", "kind", "calibrate", "design", facts.hash, "findings",
                  json_text(c->findings.path), "findings_sha256", of_findings, "rules", json_text(c->rules.path), "rules_sha256", of_rules, "rule",
                  json_text(c->rules.rule[c->rule].name), "factors", parameters_free, "priors", priors, "lines", lines, "scenarios", scenarios,
                  "seed", (json_int_t)c->seed, "populations", (json_int_t)c->populations, "waves", (json_int_t)c->waves);
    char setting[64];
    mend_name_at(setting, sizeof setting, SETTING_NAMES, c->findings.scenario[c->scenario[0]].params.setting);
    json_t *rest =
        study ? json_pack("{s:o, s:{s:I, s:s}, s:[]}", "study", study, "parameters", "seed", (json_int_t)c->seed, "setting", setting, "files") : NULL;
    json_t *json = manifest_of(facts.command, c->design.name, rest);
    return json_write(&folder, "manifest.json", json, report) && write_datapackage(&folder, c->design.name, tables_of_calibration(c, facts), report);
}

static bool take_file(struct manifest_files *files, json_t *entry)
{
    const char *name = json_string_value(json_object_get(entry, "name")), *hash = json_string_value(json_object_get(entry, "sha256"));
    if (!name || !hash || strchr(name, '/') || strlen(name) >= sizeof files->name[0] || strlen(hash) != HASH_TEXT - 1 ||
        files->count == MANIFEST_FILES) {
        return false;
    }
    strcpy(files->name[files->count], name);
    strcpy(files->hash[files->count++], hash);
    return true;
}

bool manifest_read(const char *folder, struct manifest_files *files, struct mend_report *report)
{
    char path[FILE_PATH];
    json_error_t error;
    snprintf(path, sizeof path, "%s/manifest.json", folder);
    *files = (struct manifest_files){0};
    json_t *json = json_load_file(path, 0, &error);
    if (!json) {
        return error.line > 0 ? mend_complain(report, "%s:%d:%d: error: %s", path, error.line, error.column, error.text)
                              : mend_complain(report, "%s: error: no result of mend: %s", path, error.text);
    }
    const char *version = json_string_value(json_object_get(json, "version"));
    const char *program = json_string_value(json_object_get(json, "program"));
    json_t *list = json_object_get(json, "files"), *entry;
    size_t i;
    bool good = program && strcmp(program, "mend") == 0 && version && json_is_array(list);
    snprintf(files->version, sizeof files->version, "%s", version ? version : "");
    json_array_foreach(list, i, entry)
    {
        good = good && take_file(files, entry);
    }
    json_decref(json);
    return good || mend_complain(report, "%s: error: this is no manifest of mend", path);
}
