/* A config as YAML that reads back to the same values. */
#include "io/config_parts.h"
#include "io/text.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SPACES = 2 };

/* What is being written, and where to. */
struct writing {
    FILE *out;
    const struct mend_config *config;
    bool comments;
};

static bool is_under(const char *key, const char *section, size_t length)
{
    return !strncmp(key, section, length) && (length == 0 || key[length] == '.');
}

static void write_indent(FILE *out, int depth)
{
    fprintf(out, "%*s", depth * SPACES, "");
}

/* ---- values ---- */

static void write_value(FILE *out, const struct mend_params *params, const struct mend_param *line)
{
    char text[MEND_CONFIG_KEY];
    const double value = mend_param_get(params, line);
    if (line->kind == MEND_REAL) {
        fputs(mend_float_text(text, (float)value), out);
    } else if (line->kind == MEND_COUNT) {
        fputs(mend_number_text(text, value), out);
    } else {
        fputs(mend_name_at(text, sizeof text, line->names, (int)value), out);
    }
}

/* What a key takes, in few words: "0 to 10; ", or the names of a choice; a flag needs none. */
static void write_range(FILE *out, const struct mend_param *line)
{
    char expected[MEND_EXPECTED];
    char least[MEND_NUMBER_TEXT];
    char most[MEND_NUMBER_TEXT];
    if (line->kind == MEND_CHOICE) {
        fprintf(out, "%s; ", mend_config_expected(line, expected));
    } else if (line->kind != MEND_FLAG) {
        fprintf(out, "%s to %s; ", mend_number_text(least, line->least), mend_number_text(most, line->most));
    }
}

/* "  # meaning (unit; 0 to 10; default 1)" */
static void write_comment(FILE *out, const struct mend_param *line, int setting)
{
    char otherwise[MEND_CONFIG_KEY];
    struct mend_param here = *line;
    here.fallback = mend_param_fallback(line, setting);
    fprintf(out, "  # %s (%s%s", line->meaning, line->unit, *line->unit ? "; " : "");
    write_range(out, line);
    fprintf(out, "default %s)", mend_config_fallback(&here, otherwise));
}

static void write_leaf(const struct writing *w, const struct mend_param *line, const char *name, int depth)
{
    write_indent(w->out, depth);
    fprintf(w->out, "%s: ", name);
    write_value(w->out, &w->config->params, line);
    if (w->comments) {
        write_comment(w->out, line, w->config->params.setting);
    }
    fputc('\n', w->out);
}

/* ---- sections ---- */

/* Has an earlier line of the table opened the section that is the first `length` bytes of this line's key? */
static bool is_opened(int line, size_t length)
{
    const char *key = mend_param_table[line].key;
    for (int i = 0; i < line; i++) {
        if (is_under(mend_param_table[i].key, key, length)) {
            return true;
        }
    }
    return false;
}

/* Writes the keys under the first `length` bytes of `section`. The lines of a section need not stand together in the table. */
static void write_section(const struct writing *w, const char *section, size_t length, int depth)
{
    for (int i = 0; i < mend_param_count; i++) {
        const char *key = mend_param_table[i].key;
        if (!is_under(key, section, length)) {
            continue;
        }
        const char *name = key + length + (length > 0);
        const char *dot = strchr(name, '.');
        if (!dot) {
            write_leaf(w, &mend_param_table[i], name, depth);
        } else if (!is_opened(i, (size_t)(dot - key))) {
            write_indent(w->out, depth);
            fprintf(w->out, "%.*s:\n", (int)(dot - name), name);
            write_section(w, key, (size_t)(dot - key), depth + 1);
        }
    }
}

/* ---- what is no parameter ---- */

static void write_assays(const struct writing *w)
{
    char name[MEND_CONFIG_KEY];
    const struct mend_config *config = w->config;
    fprintf(w->out, "assays:%s", config->assays ? "" : " []");
    if (w->comments) {
        fprintf(w->out, "  # %s; none: []", mend_assay_name_line.meaning);
    }
    fputc('\n', w->out);
    for (int i = 0; i < config->assays; i++) {
        mend_name_at(name, sizeof name, MEND_ASSAY_NAMES, config->assay[i].name);
        if (config->assay[i].day) {
            fprintf(w->out, "  - {name: %s, day: %" PRId64 "}\n", name, config->assay[i].day);
        } else {
            fprintf(w->out, "  - %s\n", name);
        }
    }
}

/* Plain text that no reader of YAML takes for anything else: a path with a letter first and a dot or a slash in it. */
static bool is_plain(const char *text)
{
    const bool starts = isalpha((unsigned char)text[0]) || text[0] == '/' || !strncmp(text, "./", 2) || !strncmp(text, "../", 3);
    for (const char *c = text; *c; c++) {
        if (!isalnum((unsigned char)*c) && !strchr("._-/", *c)) {
            return false;
        }
    }
    return starts && strpbrk(text, "./");
}

static unsigned code_point(const char *text, size_t length)
{
    static const unsigned char lead[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned code = (unsigned char)text[0] & lead[length];
    for (size_t i = 1; i < length; i++) {
        code = code << 6 | ((unsigned char)text[i] & 0x3f);
    }
    return code;
}

/* Characters that YAML folds, refuses or hides. */
static bool is_escaped(unsigned code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029 || code == 0xfeff || code == 0xfffe || code == 0xffff;
}

static void write_quoted(FILE *out, const char *text)
{
    size_t left = strlen(text);
    fputc('"', out);
    while (left) {
        const size_t length = mend_utf8_length(text, left);
        const unsigned code = length ? code_point(text, length) : '?';
        if (is_escaped(code)) {
            fprintf(out, "\\u%04x", code);
        } else if (code == '"' || code == '\\') {
            fprintf(out, "\\%c", (int)code);
        } else {
            fwrite(length ? text : "?", 1, length ? length : 1, out);
        }
        text += length ? length : 1;
        left -= length ? length : 1;
    }
    fputc('"', out);
}

static void write_path(FILE *out, const char *path)
{
    if (is_plain(path)) {
        fputs(path, out);
    } else {
        write_quoted(out, path);
    }
}

static void write_population(const struct writing *w, const char *path)
{
    if (*path) {
        fputs("population: ", w->out);
        write_path(w->out, path);
    } else if (w->comments) {
        fputs("# population: sample.csv", w->out);
    } else {
        return;
    }
    fputs(w->comments ? "  # a CSV with a row a dyad and columns named like traits; what it leaves out is drawn\n" : "\n", w->out);
}

/* A change a line: what stands in one stretch of the user's file becomes several stretches of the same days. */
static void write_schedule(const struct writing *w)
{
    char text[MEND_CONFIG_KEY];
    const struct mend_config *config = w->config;
    if (config->changes == 0) {
        fputs(w->comments ? "schedule: []  # changes from one day to another: [{from: 100, to: 200, set: {mediated.share: 0}}]\n" : "schedule: []\n",
              w->out);
        return;
    }
    fputs("schedule:\n", w->out);
    for (int k = 0; k < config->changes; k++) {
        const struct mend_change *change = &config->change[k];
        const struct mend_param *line = &mend_param_table[change->line];
        struct mend_params holder = config->params;
        mend_param_set(&holder, line, change->value);
        fprintf(w->out, "  - {from: %" PRId64 ", ", change->from);
        if (change->to) {
            fprintf(w->out, "to: %" PRId64 ", ", change->to);
        }
        fprintf(w->out, "set: {%s: ", mend_shorten(text, sizeof text, line->key));
        write_value(w->out, &holder, line);
        fputs("}}\n", w->out);
    }
}

void mend_config_write(FILE *out, const struct mend_config *config, const char *population, bool comments)
{
    const struct writing w = {.out = out, .config = config, .comments = comments};
    write_section(&w, "", 0, 0);
    write_population(&w, population ? population : config->population);
    write_assays(&w);
    write_schedule(&w);
}
