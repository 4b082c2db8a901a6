/* explain, params, init, version, plot: the commands that tell. */
#include "cli/cli.h"

#include "io/columns.h"
#include "picture/picture.h"
#include "reading/rule.h"
#include "version.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PHRASE = 256 };

/* What a parameter may be, and its default, as text. */
static const char *range_text(const struct mend_param *line, char text[PHRASE])
{
    if (line->kind == MEND_FLAG || line->kind == MEND_CHOICE) {
        snprintf(text, PHRASE, "one of: %s", line->names);
    } else {
        snprintf(text, PHRASE, "%.16g to %.16g%s%s", line->least, line->most, line->unit[0] ? " " : "", line->unit);
    }
    return text;
}

static const char *default_text(const struct mend_param *line, char text[PHRASE])
{
    if (line->kind != MEND_FLAG && line->kind != MEND_CHOICE) {
        snprintf(text, PHRASE, "%.16g", line->fallback);
        return text;
    }
    const char *name = line->names;
    for (int k = 0; k < (int)line->fallback; k++) {
        name = strchr(name, '|') + 1;
    }
    snprintf(text, PHRASE, "%.*s", (int)strcspn(name, "|"), name);
    return text;
}

static void explain_param(const struct mend_param *line)
{
    char range[PHRASE], value[PHRASE];
    printf("%s (parameter)\n  %s\n  %s; default %s; source: %s\n", line->key, line->meaning, range_text(line, range), default_text(line, value), line->source);
    for (int r = 0; strcmp(line->key, "reading.rule") == 0 && r < RULES; r++) {
        printf("  %s: %s\n", class_rules[r].name, class_rules[r].meaning);
    }
}

/* A parameter, or all parameters below a heading such as `rupture`. */
static int explain_params(const char *name)
{
    const size_t length = strlen(name);
    int found = 0;
    for (int i = 0; i < mend_param_count; i++) {
        const char *key = mend_param_table[i].key;
        if (strcmp(key, name) == 0 || (strncmp(key, name, length) == 0 && key[length] == '.')) {
            explain_param(&mend_param_table[i]);
            found++;
        }
    }
    return found;
}

static int explain_columns(const char *name)
{
    int found = 0;
    for (int c = 0; c < column_count; c++) {
        if (strcmp(columns[c].name, name) == 0) {
            printf("%s (column of %s.csv)\n  %s%s%s\n", name, file_table[columns[c].file].name, columns[c].meaning, columns[c].unit[0] ? "; " : "", columns[c].unit);
            found++;
        }
    }
    return found;
}

static int explain_file(const char *name)
{
    char bare[128];
    snprintf(bare, sizeof bare, "%.100s", name);
    bare[strcspn(bare, ".")] = '\0';
    for (int f = 0; f < FILES; f++) {
        if (strcmp(file_table[f].name, bare) == 0) {
            printf("%s.csv (file of a result folder)\n  one row is %s\n", bare, file_table[f].row);
            for (int c = 0; c < column_count; c++) {
                if (columns[c].file == (enum file)f) {
                    printf("  %-16s %s%s%s\n", columns[c].name, columns[c].meaning, columns[c].unit[0] ? "; " : "", columns[c].unit);
                }
            }
            return 1;
        }
    }
    return 0;
}

static const struct {
    const char *name, *meaning;
} measures[] = {
#define MEASURE(name, statistic, variable, group, versus, meaning) {name, #statistic ": " meaning},
#include "reading/measures.def"
#undef MEASURE
};

static int explain_measure(const char *name)
{
    if (strcmp(name, "measures") == 0) {
        printf("measures (rows of summary.csv)\n");
        for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
            printf("  %-34s %s\n", measures[i].name, measures[i].meaning);
        }
        return 1;
    }
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++) {
        if (strcmp(measures[i].name, name) == 0) {
            printf("%s (measure of summary.csv)\n  %s\n", name, measures[i].meaning);
            return 1;
        }
    }
    if (strncmp(name, "share.", 6) == 0 && (strstr(name, ".rule_") || strstr(name, ".cutoff_") || strstr(name, ".conflict_"))) {
        printf("%s (measure of summary.csv)\n  SHARE: the class share when the same scores are read by that rule, that cut-off of avoidance and resistance,\n"
               "  or that cut-off of conflict\n", name);
        return 1;
    }
    return 0;
}

static int explain_trait(const char *name)
{
    for (int t = 0; t < MEND_TRAITS; t++) {
        const struct mend_trait_line *line = &mend_trait_table[t];
        if (strcmp(line->name, name) == 0) {
            printf("%s (trait of the %s; may be a column of a sample)\n  %s; from %g to %g%s%s\n", name, line->of_giver ? "caregiver" : "infant", line->meaning,
                   line->least, line->most, line->unit[0] ? " " : "", line->unit);
            return 1;
        }
    }
    return 0;
}

static int explain_draw(const char *name)
{
    static const char *const draws[][2] = {
#define TURN_DRAW(name, word, meaning) {#name, meaning},
#define BIRTH_DRAW(name, purpose, word, meaning) {#name, meaning},
#define ASSAY_DRAW(name, purpose, word, meaning) {#name, meaning},
#define MOOD_DRAW(name, word, meaning) {#name, meaning},
#include "model/draws.def"
#undef TURN_DRAW
#undef BIRTH_DRAW
#undef ASSAY_DRAW
#undef MOOD_DRAW
    };
    int found = 0;
    for (size_t i = 0; i < sizeof draws / sizeof draws[0]; i++) {
        if (strcmp(draws[i][0], name) == 0) {
            printf("%s (random draw)\n  %s\n", name, draws[i][1]);
            found++;
        }
    }
    return found;
}

enum exit_code command_explain(const struct options *options)
{
    const char *name = options->operand[0];
    char buffer[128];
    const int found = explain_params(name) + explain_trait(name) + explain_columns(name) + explain_file(name) + explain_measure(name) + explain_draw(name);
    if (found > 0) {
        return EXIT_DONE;
    }
    const char *near = mend_nearest(name, NULL, buffer, sizeof buffer);
    fprintf(stderr, "mend: nothing is called '%.60s'", name);
    fprintf(stderr, near ? "; did you mean '%s'? " : "; ", near);
    fprintf(stderr, "`mend params` lists parameters and traits, `mend explain measures` the rows of summary.csv\n");
    return EXIT_USAGE;
}

static json_t *param_json(const struct mend_param *line)
{
    return json_pack("{s:s, s:f, s:f, s:f, s:s, s:s, s:s, s:s}", "key", line->key, "default", line->fallback, "least", line->least, "most", line->most,
                     "names", line->names, "unit", line->unit, "source", line->source, "meaning", line->meaning);
}

static enum exit_code params_json(void)
{
    json_t *params = json_array(), *traits = json_array();
    for (int i = 0; i < mend_param_count; i++) {
        json_array_append_new(params, param_json(&mend_param_table[i]));
    }
    for (int t = 0; t < MEND_TRAITS; t++) {
        const struct mend_trait_line *line = &mend_trait_table[t];
        json_array_append_new(traits, json_pack("{s:s, s:s, s:f, s:f, s:s, s:s}", "name", line->name, "of", line->of_giver ? "giver" : "seeker", "least",
                                                line->least, "most", line->most, "unit", line->unit, "meaning", line->meaning));
    }
    json_t *all = json_pack("{s:o, s:o}", "parameters", params, "traits", traits);
    json_dumpf(all, stdout, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
    putchar('\n');
    json_decref(all);
    return EXIT_DONE;
}

enum exit_code command_params(const struct options *options)
{
    if (options->json) {
        return params_json();
    }
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        char range[PHRASE], value[PHRASE];
        printf("%-44s\t%-16s\t%-28s\t%-14s\t%s\n", line->key, default_text(line, value), range_text(line, range), line->source, line->meaning);
    }
    printf("\ntraits, which may be columns of a sample (population: FILE.csv):\n");
    for (int t = 0; t < MEND_TRAITS; t++) {
        const struct mend_trait_line *line = &mend_trait_table[t];
        printf("%-24s\t%-10s\t%g to %g\t%s\n", line->name, line->of_giver ? "caregiver" : "infant", line->least, line->most, line->meaning);
    }
    return EXIT_DONE;
}

/* The file appears whole or not at all. */
static enum exit_code init_file(const struct mend_config *config, const struct options *options)
{
    char passing[MEND_PATH + 64];
    snprintf(passing, sizeof passing, "%.*s.unfinished-%ld", MEND_PATH, options->output, (long)getpid());
    if (!options->force && access(options->output, F_OK) == 0) {
        fprintf(stderr, "%s: error: there is such a file already; --force replaces it\n", options->output);
        return EXIT_FAILED;
    }
    FILE *out = fopen(passing, "wx");
    bool good = out != NULL;
    if (out) {
        mend_config_write(out, config, NULL, true);
        good = !ferror(out);
        good = fclose(out) == 0 && good && rename(passing, options->output) == 0;
    }
    if (!good) {
        fprintf(stderr, "%s: error: cannot be written: %s\n", options->output, strerror(errno));
        (void)unlink(passing);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

enum exit_code command_init(const struct options *options)
{
    static struct mend_config config;
    static struct mend_report report;
    char setting[256];
    mend_config_default(&config);
    if (options->operands) {
        snprintf(setting, sizeof setting, "setting=%.200s", options->operand[0]);
        if (!mend_config_set(&config, setting, &report)) {
            return say(&report, EXIT_USAGE);
        }
    }
    if (!options->output) {
        mend_config_write(stdout, &config, NULL, true);
        return EXIT_DONE;
    }
    return init_file(&config, options);
}

enum exit_code command_version(const struct options *options)
{
    if (options->json) {
        printf("{\"version\": \"%s\", \"commit\": \"%s\", \"compiler\": \"%s\"}\n", MEND_VERSION, MEND_COMMIT, MEND_COMPILER);
    } else {
        printf("mend %s (%s)\n%s\n%s\n", MEND_VERSION, MEND_COMMIT, MEND_COMPILER, MEND_FLAGS);
    }
    return EXIT_DONE;
}

enum exit_code command_plot(const struct options *options)
{
    static struct mend_report report;
    static struct pictures drawn;
    if (!pictures_draw(options->operand[0], &drawn, &report)) {
        return say(&report, EXIT_FAILED);
    }
    for (int i = 0; !options->quiet && i < drawn.count; i++) {
        printf("%s/%s\n", options->operand[0], drawn.name[i]);
    }
    return EXIT_DONE;
}
