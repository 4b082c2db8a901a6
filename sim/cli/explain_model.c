/* explain: who is there, what they carry, and what chance decides, from the tables of the model. */
#include "cli/explain.h"

#include "io/text.h"
#include "mend/sample.h"
#include "model/setting.h"

#include <stdio.h>
#include <string.h>

static char text[EXPLANATION];

/* ---- settings ---- */

static const char *const kinds_of_who[] = {"newborn", "child", "adult", "only gives", "therapist", "faithful"};
static const char *const kinds_of_tie[] = {"care", "adults", "therapy", "God"};

static void add_people(const struct setting *s)
{
    for (int i = 0; i < s->people; i++) {
        const struct who *who = &s->who[i];
        add_text(text, sizeof text, "%s%s (%s", i ? ", " : "", who->name, kinds_of_who[who->kind]);
        add_text(text, sizeof text, who->reared_by == NOBODY ? ")" : ", reared by %s)", who->reared_by == NOBODY ? "" : s->who[who->reared_by].name);
    }
}

/* Each bond, or with the bond back each pair of bonds. */
static void add_ties(const struct setting *s)
{
    for (int k = 0, told = 0; k < s->ties; k++) {
        const struct tie *tie = &s->tie[k];
        const char *seeker = s->who[tie->seeker].name, *giver = s->who[tie->giver].name, *kind = kinds_of_tie[tie->kind];
        if (tie->back == NO_BOND) {
            add_text(text, sizeof text, "%s%d: %s to %s (%s)", told++ ? "; " : "", k + 1, seeker, giver, kind);
        } else if (tie->back > k) {
            add_text(text, sizeof text, "%s%d, %d: %s and %s (%s)", told++ ? "; " : "", k + 1, tie->back + 1, seeker, giver, kind);
        }
    }
}

static void explain_settings(struct question *q)
{
    char name[32];
    if (!is_asked(q, "settings")) {
        return;
    }
    snprintf(text, sizeof text, "each setting: who is there; its bonds by number, two where there is one each way; what it is");
    for (int s = 0; *mend_name_at(name, sizeof name, SETTING_NAMES, s); s++) {
        const struct setting setting = setting_at(s);
        add_text(text, sizeof text, "\n  %-16s\t", name);
        add_people(&setting);
        add_text(text, sizeof text, "\t");
        add_ties(&setting);
        add_text(text, sizeof text, "\t%s", setting.meaning);
    }
    answer(q, "settings", "all settings", "%s", text);
}

/* ---- state ---- */

struct state_line {
    const char *of, *name, *unit, *meaning;
    double at_birth;
};

enum {
    STATES = 0
#define PERSON(...) +1
#define PERSON_DAYS PERSON
#define BOND PERSON
#define RUPTURE PERSON
#define GROWN PERSON
#define WIDE PERSON
#define DAYS PERSON
#define RIVAL PERSON
#define TALLY PERSON
#define GROWN_TALLY PERSON
#define WIDE_TALLY PERSON
#define RUNNING PERSON
#include "model/state.def"
};

static void list_state(struct state_line to[STATES])
{
    const struct mend_params defaults = mend_params_default(), *p = &defaults;
    const struct state_line all[] = {
#define PERSON(name, birth, unit, meaning) {"person", #name, unit, meaning, (double)(birth)},
#define PERSON_DAYS PERSON
#define BOND(name, birth, unit, meaning) {"bond", #name, unit, meaning, (double)(birth)},
#define GROWN BOND
#define WIDE BOND
#define DAYS BOND
#define RUPTURE(name, birth, unit, meaning) {"rupture", #name, unit, meaning, (double)(birth)},
#define RIVAL RUPTURE
#define TALLY(name, unit, meaning) {"tally", #name, unit, meaning, 0},
#define GROWN_TALLY TALLY
#define WIDE_TALLY TALLY
#define RUNNING TALLY
#include "model/state.def"
    };
    memcpy(to, all, sizeof all);
}

/* What is no range is a unit: of a signed quantity, or of one that is counted. */
static const char *range_of(const char *unit)
{
    if (strncmp(unit, "0 ", 2) == 0) {
        return unit;
    }
    return strcmp(unit, "arousal") == 0 || strcmp(unit, "z-score") == 0 ? "unbounded" : "0 and up";
}

static const char *unit_of(const char *unit)
{
    return strncmp(unit, "0 ", 2) == 0 ? "" : unit;
}

static void add_state(const struct state_line *line)
{
    add_text(text, sizeof text, "\n  %-20s\t%-10s\t%-10s\t%-10s\t%-6g\t%s", line->name, line->of, range_of(line->unit), unit_of(line->unit),
             line->at_birth, line->meaning);
}

static void add_trait(const struct mend_trait_line *line)
{
    char range[32];
    snprintf(range, sizeof range, "%g to %g", line->least, line->most);
    add_text(text, sizeof text, "\n  %-20s\t%-10s\t%-10s\t%-10s\t%-6s\t%s", line->name, line->of_giver ? "giver" : "seeker", range, line->unit,
             "drawn", line->meaning);
}

static void answer_state(struct question *q, const struct state_line *line)
{
    char kind[64];
    snprintf(kind, sizeof kind, "state of a %s", line->of);
    answer(q, line->name, kind, "%s%s%s; at birth %g", line->meaning, line->unit[0] ? "; " : "", line->unit, line->at_birth);
}

static void explain_state(struct question *q)
{
    struct state_line lines[STATES];
    list_state(lines);
    snprintf(text, sizeof text,
             "state variables: name, what has it, range, unit, value at birth (before a setting's own defaults), meaning; then traits");
    for (int i = 0; i < STATES; i++) {
        add_state(&lines[i]);
        if (is_asked(q, lines[i].name)) {
            answer_state(q, &lines[i]);
        }
    }
    for (int t = 0; t < MEND_TRAITS; t++) {
        add_trait(&mend_trait_table[t]);
    }
    if (is_asked(q, "state")) {
        answer(q, "state", "all state variables", "%s", text);
    }
}

/* ---- draws ---- */

static const struct {
    const char *name, *when, *block, *word, *meaning;
} draws[] = {
#define ARRIVAL_DRAW(name, meaning) {#name, "a turn", "TURN", "low bytes", meaning},
#define TURN_DRAW(name, word, meaning) {#name, "a turn", "TURN", #word, meaning},
#define MORE_DRAW(name, word, meaning) {#name, "a turn", "MORE", #word, meaning},
#define MOOD_DRAW(name, word, meaning) {#name, "a turn", "MOOD", "turn modulo 4", meaning},
#define BIRTH_DRAW(name, purpose, word, meaning) {#name, "birth", #purpose, #word, meaning},
#define GROWTH_DRAW(name, word, meaning) {#name, "growing up", "GROWTH", #word, meaning},
#define NIGHT_DRAW(name, purpose, word, meaning) {#name, "a night", #purpose, #word, meaning},
#define ASSAY_DRAW(name, purpose, word, meaning) {#name, "an assay", #purpose, #word, meaning},
#include "model/draws.def"
#undef ARRIVAL_DRAW
#undef TURN_DRAW
#undef MORE_DRAW
#undef MOOD_DRAW
#undef BIRTH_DRAW
#undef GROWTH_DRAW
#undef NIGHT_DRAW
#undef ASSAY_DRAW
};
enum { DRAWS = sizeof draws / sizeof draws[0] };

static void explain_draws(struct question *q)
{
    snprintf(text, sizeof text, "random numbers: name, when it is drawn, block, word of the block, what for");
    for (int i = 0; i < DRAWS; i++) {
        add_text(text, sizeof text, "\n  %-20s\t%-10s\t%-12s\t%-13s\t%s", draws[i].name, draws[i].when, draws[i].block, draws[i].word,
                 draws[i].meaning);
        if (is_asked(q, draws[i].name)) {
            answer(q, q->name, "random draw", "%s", draws[i].meaning);
        }
    }
    if (is_asked(q, "draws")) {
        answer(q, "draws", "all random draws", "%s", text);
    }
}

void explain_model(struct question *q)
{
    explain_settings(q);
    explain_state(q);
    explain_draws(q);
}

const char *model_name(int i)
{
    static const char *const tables[] = {"settings", "state", "draws"};
    enum { TABLES = sizeof tables / sizeof tables[0] };
    static struct state_line lines[STATES];
    if (i < TABLES) {
        return tables[i];
    }
    list_state(lines);
    return i < TABLES + STATES ? lines[i - TABLES].name : i < TABLES + STATES + DRAWS ? draws[i - TABLES - STATES].name : NULL;
}
