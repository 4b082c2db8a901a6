/* params, init, version, plot: the commands that list and write. */
#include "cli/cli.h"
#include "cli/json.h"

#include "io/text.h"
#include "picture/picture.h"
#include "version.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *range_text(const struct mend_param *line, char text[PHRASE])
{
    if (line->kind == MEND_FLAG || line->kind == MEND_CHOICE) {
        snprintf(text, PHRASE, "one of: %s", line->names);
    } else {
        snprintf(text, PHRASE, "%.16g to %.16g%s%s", line->least, line->most, line->unit[0] ? " " : "", line->unit);
    }
    return text;
}

static void add_value(const struct mend_param *line, double value, char text[PHRASE])
{
    const size_t used = strlen(text);
    if (line->kind != MEND_FLAG && line->kind != MEND_CHOICE) {
        snprintf(text + used, PHRASE - used, "%.16g", value);
        return;
    }
    const char *name = line->names;
    for (int k = 0; k < (int)value; k++) {
        name = strchr(name, '|') + 1;
    }
    snprintf(text + used, PHRASE - used, "%.*s", (int)strcspn(name, "|"), name);
}

const char *setting_value_text(const struct mend_param *line, int setting, char text[PHRASE])
{
    text[0] = 0;
    add_value(line, mend_param_fallback(line, setting), text);
    return text;
}

/* The default, and in brackets what it is in settings where it differs: "60 (romantic 20, friendship 5)". */
const char *default_text(const struct mend_param *line, char text[PHRASE])
{
    bool any = false;
    char name[PHRASE];
    text[0] = 0;
    add_value(line, line->fallback, text);
    for (int s = 0; *mend_name_at(name, sizeof name, SETTING_NAMES, s); s++) {
        const double value = mend_param_fallback(line, s);
        if (value != line->fallback) {
            const size_t used = strlen(text);
            snprintf(text + used, PHRASE - used, "%s%.40s ", any ? ", " : " (", name);
            add_value(line, value, text);
            any = true;
        }
    }
    if (any) {
        const size_t used = strlen(text);
        snprintf(text + used, PHRASE - used, ")");
    }
    return text;
}

static json_t *param_json(const struct mend_param *line)
{
    return json_pack("{s:s, s:f, s:f, s:f, s:s, s:s, s:s, s:s}", "key", line->key, "default", line->fallback, "least", line->least, "most",
                     line->most, "names", line->names, "unit", line->unit, "source", line->source, "meaning", line->meaning);
}

static enum exit_code params_json(void)
{
    json_t *params = json_array(), *traits = json_array();
    for (int i = 0; i < mend_param_count; i++) {
        json_array_append_new(params, param_json(&mend_param_table[i]));
    }
    for (int t = 0; t < MEND_TRAITS; t++) {
        const struct mend_trait_line *line = &mend_trait_table[t];
        json_array_append_new(traits, json_pack("{s:s, s:s, s:f, s:f, s:s, s:s}", "name", line->name, "of", line->of_giver ? "giver" : "seeker",
                                                "least", line->least, "most", line->most, "unit", line->unit, "meaning", line->meaning));
    }
    json_t *all = json_pack("{s:o, s:o}", "parameters", params, "traits", traits);
    json_print(all, JSON_INDENT(1) | JSON_REAL_PRECISION(9));
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
    mend_config_default(&config);
    if (options->operands) {
        config.params.setting = mend_position(options->operand[0], SETTING_NAMES);
        if (config.params.setting >= 0) {
            mend_config_settle(&config);
        }
    }
    if (config.params.setting < 0) {
        fprintf(stderr, "mend init: '%.60s' is no setting; there is: %s\n", options->operand[0], SETTING_NAMES);
        return EXIT_USAGE;
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
