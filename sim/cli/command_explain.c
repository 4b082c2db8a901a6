/* explain: what any name of the program means. */
#include "cli/cli.h"
#include "cli/explain.h"
#include "cli/json.h"

#include "io/columns.h"
#include "io/measures.h"
#include "io/text.h"
#include "model/setting.h"
#include "reading/rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void answer(struct question *q, const char *name, const char *kind, const char *format, ...)
{
    static char text[EXPLANATION];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    q->found++;
    if (q->answers) {
        json_array_append_new(q->answers, json_pack("{s:s, s:s, s:s}", "name", name, "kind", kind, "text", text));
    } else {
        printf("%s (%s)\n  %s\n", name, kind, text);
    }
}

void add_text(char *text, size_t size, const char *format, ...)
{
    const size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + used, size - used, format, arguments);
    va_end(arguments);
}

/* Adds a line "  name   meaning; unit" to a list. */
static void list(char *text, size_t size, const char *name, const char *meaning, const char *unit)
{
    add_text(text, size, "\n  %-34s %s%s%s", name, meaning, unit[0] ? "; " : "", unit);
}

bool is_asked(const struct question *q, const char *name)
{
    return strcmp(q->name, name) == 0;
}

/* A parameter, or all parameters below a heading such as `rupture`. */
static void explain_params(struct question *q)
{
    const size_t length = strlen(q->name);
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        char range[PHRASE], value[PHRASE];
        if (is_asked(q, line->key) || (strncmp(line->key, q->name, length) == 0 && line->key[length] == '.')) {
            answer(q, line->key, "parameter", "%s\n  %s; default %s; source: %s", line->meaning, range_text(line, range), default_text(line, value),
                   line->source);
        }
    }
}

/* A setting: who is in it, its bonds, and the defaults that are its own. */
static void explain_settings(struct question *q)
{
    static char text[EXPLANATION];
    char name[PHRASE], value[PHRASE];
    for (int s = 0; *mend_name_at(name, sizeof name, SETTING_NAMES, s); s++) {
        if (!is_asked(q, name)) {
            continue;
        }
        const struct setting setting = setting_at(s);
        snprintf(text, sizeof text, "%s", setting.meaning);
        for (int k = 0; k < setting.ties; k++) {
            char bond[PHRASE], number[32];
            snprintf(number, sizeof number, "bond %d", k + 1);
            snprintf(bond, sizeof bond, "%s to %s", setting.who[setting.tie[k].seeker].name, setting.who[setting.tie[k].giver].name);
            list(text, sizeof text, number, bond, "");
        }
        for (int i = 0; i < mend_param_count; i++) {
            const struct mend_param *line = &mend_param_table[i];
            if (mend_param_fallback(line, s) != line->fallback) {
                list(text, sizeof text, line->key, setting_value_text(line, s, value), "");
            }
        }
        answer(q, q->name, "setting", "%s", text);
    }
}

static void explain_rules(struct question *q)
{
    for (int r = 0; r < RULES; r++) {
        if (is_asked(q, class_rules[r].name) || is_asked(q, "reading.rule")) {
            answer(q, class_rules[r].name, "rule of reading.rule", "%s", class_rules[r].meaning);
        }
    }
}

static void explain_traits(struct question *q)
{
    for (int t = 0; t < MEND_TRAITS; t++) {
        const struct mend_trait_line *line = &mend_trait_table[t];
        if (is_asked(q, line->name)) {
            answer(q, line->name,
                   line->of_giver ? "trait of the caregiver; may be a column of a sample" : "trait of the infant; may be a column of a sample",
                   "%s; from %g to %g%s%s", line->meaning, line->least, line->most, line->unit[0] ? " " : "", line->unit);
        }
    }
}

static void explain_columns(struct question *q)
{
    for (int c = 0; c < column_count; c++) {
        if (is_asked(q, columns[c].name)) {
            char kind[PHRASE];
            snprintf(kind, sizeof kind, "column of %s.csv", file_table[columns[c].file].name);
            answer(q, q->name, kind, "%s%s%s", columns[c].meaning, columns[c].unit[0] ? "; " : "", columns[c].unit);
        }
    }
}

static void explain_files(struct question *q)
{
    static char text[EXPLANATION];
    const size_t stem = strcspn(q->name, ".");
    for (int f = 0; f < FILES; f++) {
        const char *name = file_table[f].name;
        if (strncmp(name, q->name, stem) != 0 || name[stem] != '\0' || (q->name[stem] && strcmp(q->name + stem, ".csv") != 0)) {
            continue;
        }
        snprintf(text, sizeof text, "one row is %s", file_table[f].row);
        for (int c = 0; c < column_count; c++) {
            if (columns[c].file == (enum file)f) {
                list(text, sizeof text, columns[c].name, columns[c].meaning, columns[c].unit);
            }
        }
        char full[PHRASE];
        snprintf(full, sizeof full, "%s.csv", name);
        answer(q, full, "file of a result folder", "%s", text);
    }
}

static void explain_measure(struct question *q, const char *meaning)
{
    answer(q, q->name, "measure of summary.csv",
           "%s\n  with a 95 %% interval; n: what it rests on, which is dyads, each with all its bonds and generations, unless it says otherwise",
           meaning);
}

/* What a config holds beside parameters. */
static const char *const parts[][2] = {
    {"assays", "the procedures of a run, in a list: a bare name at the end of the run, {name: conflict, day: 180} on that day; none: []"
               "\n  home_observation   visits at home: sensitivity and frightening as coded"
               "\n  still_face         two minutes of play, of a still face, and of reunion"
               "\n  strange_situation  eight episodes with two separations and reunions, scores and class"
               "\n  conflict           partners discuss a topic of one of them (conflict.topic), then cool down"
               "\n  support            one partner comes in stressed, the other is there"
               "\n  diary              daily ratings of arousal and contentment over weeks"
               "\n  resilience         one standard shock: peak, half-life of recovery, trust lost"
               "\n  alliance           ruptures of therapy sessions as reported and as coded, and what was repaired"},
    {"schedule",
     "parameters that change from one day to another, in a list such as"
     "\n  [{from: 100, to: 200, set: {mediated.share: 0}}, {from: 300, set: {repair.scale: 1.5}}]"
     "\n  days count from 1, both ends belong to the stretch, and without `to` it goes on to the end; stretches of one parameter must not overlap"},
    {"population", "a CSV file with one row a dyad, columns named like traits (`mend params` lists them); what it leaves out is drawn."
                   "\n  Its path is meant as seen from the config's own folder; on the command line, --set population=FILE, from where you are"},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

static void explain_parts(struct question *q)
{
    for (int i = 0; i < PARTS; i++) {
        if (is_asked(q, parts[i][0])) {
            answer(q, q->name, "part of a config", "%s", parts[i][1]);
        }
    }
}

static void explain_measures(struct question *q)
{
    static char text[EXPLANATION];
    const char *meaning = measure_meaning(q->name);
    snprintf(text, sizeof text, "rows of summary.csv");
    for (int i = 0; i < measure_count; i++) {
        list(text, sizeof text, measure_names[i].name, measure_names[i].meaning, "");
    }
    for (int i = 0; i < measure_family_count; i++) {
        list(text, sizeof text, measure_families[i].name, measure_families[i].meaning, "");
    }
    if (meaning) {
        explain_measure(q, meaning);
    }
    if (is_asked(q, "measures")) {
        answer(q, "measures", "all measures", "%s", text);
    }
}

static void add_name(char *names, size_t size, const char *name)
{
    add_text(names, size, "%s%s", names[0] ? "|" : "", name);
}

/* Every name that could have been asked for, "a|b|c". */
static const char *all_names(void)
{
    static char names[EXPLANATION];
    for (int i = 0; i < mend_param_count; i++) {
        add_name(names, sizeof names, mend_param_table[i].key);
    }
    add_name(names, sizeof names, SETTING_NAMES);
    for (int i = 0; i < PARTS; i++) {
        add_name(names, sizeof names, parts[i][0]);
    }
    for (int r = 0; r < RULES; r++) {
        add_name(names, sizeof names, class_rules[r].name);
    }
    for (int t = 0; t < MEND_TRAITS; t++) {
        add_name(names, sizeof names, mend_trait_table[t].name);
    }
    for (int c = 0; c < column_count; c++) {
        add_name(names, sizeof names, columns[c].name);
    }
    for (int f = 0; f < FILES; f++) {
        add_name(names, sizeof names, file_table[f].name);
    }
    for (int i = 0; i < measure_count; i++) {
        add_name(names, sizeof names, measure_names[i].name);
    }
    for (int i = 0; model_name(i); i++) {
        add_name(names, sizeof names, model_name(i));
    }
    return names;
}

static enum exit_code say_unknown(const char *name)
{
    char buffer[PHRASE];
    const char *near = mend_nearest(name, all_names(), buffer, sizeof buffer);
    fprintf(stderr, "mend: nothing is called '%.60s'", name);
    fprintf(stderr, near ? "; did you mean '%s'? " : "; ", near);
    fprintf(stderr, "`mend params` lists parameters and traits, `mend explain measures` the rows of summary.csv\n");
    return EXIT_USAGE;
}

enum exit_code command_explain(const struct options *options)
{
    struct question q = {.name = options->operand[0], .answers = options->json ? json_array() : NULL};
    explain_params(&q);
    explain_parts(&q);
    explain_settings(&q);
    explain_rules(&q);
    explain_traits(&q);
    explain_columns(&q);
    explain_files(&q);
    explain_measures(&q);
    explain_model(&q);
    if (q.answers && q.found) {
        json_print(q.answers, JSON_INDENT(1));
    } else {
        json_decref(q.answers);
    }
    return q.found ? EXIT_DONE : say_unknown(q.name);
}
