/* The events of one YAML file, with their place. */
#include "io/yaml.h"

#include "io/text.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool complain_at(struct mend_yaml *yaml, size_t line, size_t column, const char *what)
{
    char path[MEND_SHOWN_PATH];
    return mend_complain(yaml->report, "%s:%zu:%zu: error: %s", mend_shorten(path, MEND_SHOWN_PATH, yaml->path), line, column, what);
}

bool mend_complain_of_memory(const char *path, struct mend_report *report)
{
    char shown[MEND_SHOWN_PATH];
    return mend_complain(report, "%s: error: not enough memory to read the file", mend_shorten(shown, MEND_SHOWN_PATH, path));
}

/* ---- the file ---- */

static char *read_stream(FILE *file, size_t *size, bool *large)
{
    size_t room = 1 << 14;
    char *text = malloc(room);
    *size = 0;
    if (!text) {
        return NULL;
    }
    while (!feof(file) && !ferror(file)) {
        if (*size == room) {
            room *= 2;
            char *wider = *size > MEND_YAML_BYTES ? NULL : realloc(text, room);
            if (!wider) {
                *large = *size > MEND_YAML_BYTES;
                free(text);
                return NULL;
            }
            text = wider;
        }
        *size += fread(text + *size, 1, room - *size, file);
    }
    *large = *size > MEND_YAML_BYTES;
    return text;
}

/* Why the file could not be read, or NULL if it was. */
static const char *trouble_of(const char *text, bool large, bool failed, int code)
{
    if (large) {
        return "the file is larger than 4 MiB, far too large for a config";
    }
    if (!text) {
        return "not enough memory to read the file";
    }
    if (!failed) {
        return NULL;
    }
    return code == EISDIR ? "this is a folder, not a file" : strerror(code);
}

char *mend_text_of_file(const char *path, size_t *size, struct mend_report *report)
{
    char shown[MEND_SHOWN_PATH];
    mend_shorten(shown, MEND_SHOWN_PATH, path);
    errno = 0;
    FILE *file = fopen(path, "rb");
    if (!file) {
        mend_complain(report, "%s: error: cannot open the file: %s", shown, strerror(errno));
        return NULL;
    }
    bool large = false;
    errno = 0;
    char *text = read_stream(file, size, &large);
    const char *trouble = trouble_of(text, large, ferror(file) != 0, errno);
    if (trouble) {
        mend_complain(report, "%s: error: %s", shown, trouble);
        free(text);
        text = NULL;
    }
    fclose(file);
    return text;
}

/* ---- what is no text ---- */

static bool is_text_character(const char *at, size_t length)
{
    const unsigned char byte = (unsigned char)*at;
    if (length == 1) {
        return (byte >= 0x20 && byte != 0x7f) || byte == '\t' || byte == '\n' || byte == '\r';
    }
    return length > 1;
}

/* libyaml gives no line for a byte it cannot read, so those are looked for first. */
static bool is_plain_text(struct mend_yaml *yaml)
{
    size_t line = 1;
    size_t column = 1;
    size_t at = 0;
    while (at < yaml->size) {
        const char *here = yaml->text + at;
        const size_t length = mend_utf8_length(here, yaml->size - at);
        if (!is_text_character(here, length)) {
            char what[120];
            snprintf(what, sizeof what, "byte 0x%02x is binary data or another encoding; a config is a text file in UTF-8", (unsigned char)*here);
            return complain_at(yaml, line, column, what);
        }
        column = *here == '\n' ? 1 : column + 1;
        line += *here == '\n';
        at += length;
    }
    return true;
}

/* ---- events ---- */

bool mend_yaml_open(struct mend_yaml *yaml, const char *path, const char *text, size_t size, struct mend_report *report)
{
    *yaml = (struct mend_yaml){.path = path, .text = text, .size = size, .report = report};
    if (!yaml_parser_initialize(&yaml->parser)) {
        yaml->broken = true;
        return mend_complain_of_memory(path, report);
    }
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)text, size);
    yaml->broken = !is_plain_text(yaml);
    return !yaml->broken;
}

void mend_yaml_close(struct mend_yaml *yaml)
{
    yaml_event_delete(&yaml->event);
    yaml_parser_delete(&yaml->parser);
}

/* Is the character at `mark` a tab? A tab that indents is the commonest slip in YAML, and libyaml does not name it. */
static bool is_tab(const struct mend_yaml *yaml, yaml_mark_t mark)
{
    size_t at = 0;
    for (size_t line = 0; line < mark.line; line++) {
        const char *end = memchr(yaml->text + at, '\n', yaml->size - at);
        if (!end) {
            return false;
        }
        at = (size_t)(end - yaml->text) + 1;
    }
    for (size_t column = 0; at < yaml->size && column < mark.column; column++) {
        at += mend_utf8_length(yaml->text + at, yaml->size - at);
    }
    return at < yaml->size && yaml->text[at] == '\t';
}

/* A reader's error has an offset in bytes and no mark. */
static yaml_mark_t mark_of_offset(const struct mend_yaml *yaml, size_t offset)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0; i < offset && i < yaml->size; i++) {
        mark.line += yaml->text[i] == '\n';
        mark.column = yaml->text[i] == '\n' ? 0 : mark.column + 1;
    }
    return mark;
}

static bool complain_of_syntax(struct mend_yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        return mend_complain_of_memory(yaml->path, yaml->report);
    }
    const bool reader = parser->error == YAML_READER_ERROR;
    const yaml_mark_t mark = reader ? mark_of_offset(yaml, parser->problem_offset) : parser->problem_mark;
    char context[160] = "";
    if (parser->context && !reader) {
        snprintf(context, sizeof context, " (%s that starts on line %zu)", parser->context, parser->context_mark.line + 1);
    }
    char what[400];
    snprintf(what, sizeof what, "this is not YAML: %s%s%s", parser->problem ? parser->problem : "unknown error", context,
             !reader && is_tab(yaml, mark) ? "; indent with spaces, not with a tab" : "");
    return complain_at(yaml, mark.line + 1, mark.column + 1, what);
}

static const char *anchor_of(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return (const char *)event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT:
        return (const char *)event->data.mapping_start.anchor;
    default:
        return NULL;
    }
}

static const char *tag_of(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return (const char *)event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return (const char *)event->data.mapping_start.tag;
    default:
        return NULL;
    }
}

static void complain_of(struct mend_yaml *yaml, const char *before, const char *name, const char *after)
{
    char shown[MEND_SHOWN];
    char what[200];
    snprintf(what, sizeof what, "%s%s%s", before, mend_shorten(shown, MEND_SHOWN, name), after);
    complain_at(yaml, yaml->event.start_mark.line + 1, yaml->event.start_mark.column + 1, what);
}

/* A double-quoted "\0" would end the text early and so pass for a shorter one. */
static void refuse_hidden_nul(struct mend_yaml *yaml)
{
    char *text = (char *)yaml->event.data.scalar.value;
    const size_t length = yaml->event.data.scalar.length;
    if (strlen(text) < length) {
        complain_of(yaml, "'", text, "' is followed by a NUL character, which a config cannot hold");
        for (size_t i = 0; i < length; i++) {
            text[i] = text[i] ? text[i] : '?';
        }
    }
}

/* Features of YAML that a config does without. Each is reported and reading goes on, so that one pass finds every mistake. */
static void refuse_features(struct mend_yaml *yaml)
{
    const char *anchor = anchor_of(&yaml->event);
    const char *tag = tag_of(&yaml->event);
    if (anchor) {
        complain_of(yaml, "the anchor '&", anchor, "' is not used in a config; write the value where it belongs");
    }
    if (tag) {
        complain_of(yaml, "the tag '", tag, "' is not used in a config; write the value alone");
    }
    if (yaml->event.type == YAML_ALIAS_EVENT) {
        complain_of(yaml, "the alias '*", (const char *)yaml->event.data.alias.anchor, "' is not used in a config; write the value out");
    }
    if (yaml->event.type == YAML_SCALAR_EVENT) {
        refuse_hidden_nul(yaml);
    }
}

static int deeper(yaml_event_type_t type)
{
    if (type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT) {
        return 1;
    }
    return type == YAML_SEQUENCE_END_EVENT || type == YAML_MAPPING_END_EVENT ? -1 : 0;
}

bool mend_yaml_next(struct mend_yaml *yaml)
{
    if (yaml->broken) {
        return false;
    }
    yaml_event_delete(&yaml->event);
    if (!yaml_parser_parse(&yaml->parser, &yaml->event)) {
        yaml->broken = true;
        return complain_of_syntax(yaml);
    }
    yaml->depth += deeper(yaml->event.type);
    if (yaml->depth > MEND_YAML_DEEPEST) {
        yaml->broken = true;
        return complain_at(yaml, yaml->event.start_mark.line + 1, yaml->event.start_mark.column + 1,
                           "lists and maps are nested too deeply here; no key of a config needs it");
    }
    refuse_features(yaml);
    return true;
}

void mend_yaml_skip(struct mend_yaml *yaml)
{
    int open = deeper(yaml->event.type);
    while (open > 0 && mend_yaml_next(yaml)) {
        open += deeper(yaml->event.type);
    }
}

char *mend_yaml_where(const struct mend_yaml *yaml, char where[MEND_WHERE])
{
    char path[MEND_SHOWN_PATH];
    const yaml_mark_t mark = yaml->event.start_mark;
    snprintf(where, MEND_WHERE, "%s:%zu:%zu", mend_shorten(path, MEND_SHOWN_PATH, yaml->path), mark.line + 1, mark.column + 1);
    return where;
}

const char *mend_yaml_text(const struct mend_yaml *yaml)
{
    return yaml->event.type == YAML_SCALAR_EVENT ? (const char *)yaml->event.data.scalar.value : "";
}

char *mend_yaml_shown(const struct mend_yaml *yaml, char *to, int size)
{
    char text[MEND_SHOWN];
    switch (yaml->event.type) {
    case YAML_SEQUENCE_START_EVENT:
        snprintf(to, (size_t)size, "a list");
        break;
    case YAML_MAPPING_START_EVENT:
        snprintf(to, (size_t)size, "a map");
        break;
    default:
        mend_shorten(text, MEND_SHOWN, mend_yaml_text(yaml));
        snprintf(to, (size_t)size, *text ? "'%s'" : "an empty value", text);
    }
    return to;
}
