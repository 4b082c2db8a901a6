#include "io/columns.h"

#include "reading/rule.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define IDS(file)                                                                                                                                    \
    {file, "dyad", FORM_whole, "id", "id of the dyad, the same in every table and whatever part of the population is run", false},                   \
        {file, "bond", FORM_whole, "", "bond of the dyad, in the order of the setting; in caregiver_infant 1: infant to caregiver", false},
#define MOMENT(file)                                                                                                                                 \
    {file, "day", FORM_whole, "days", "day of life, the first being 1", false}, {file, "turn", FORM_whole, "turns", "turns lived since birth", false},

const struct column columns[] = {
    IDS(FILE_TIMESERIES){FILE_TIMESERIES, "class", FORM_class, "", "the class as it is read at the end, so that lives can be grouped", false},
    MOMENT(FILE_TIMESERIES)
#define SERIES(name, form, unit, meaning) {FILE_TIMESERIES, #name, FORM_##form, unit, meaning, false},
#define GROWN_SERIES(name, form, unit, meaning) {FILE_TIMESERIES, #name, FORM_##form, unit, meaning, true},
#define POPULATION(name, form, unit, meaning) {FILE_POPULATION, #name, FORM_##form, unit, meaning, false},
#define GROWN_POPULATION(name, form, unit, meaning) {FILE_POPULATION, #name, FORM_##form, unit, meaning, true},
#include "reading/columns.def"
#undef SERIES
#undef GROWN_SERIES
#undef POPULATION
#undef GROWN_POPULATION
        IDS(FILE_EVENTS) MOMENT(FILE_EVENTS)
#define EVENT(name, form, unit, meaning) {FILE_EVENTS, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef EVENT
            IDS(FILE_OUTCOMES)
#define TRAIT(name, whose, least, most, unit, meaning) {FILE_OUTCOMES, #name, FORM_fine, unit, meaning, false},
#include "model/state.def"
#define BOND(name, birth, unit, meaning) {FILE_OUTCOMES, #name, FORM_fine, unit, meaning, false},
#include "model/state.def"
#define TALLY(name, unit, meaning) {FILE_OUTCOMES, #name, FORM_whole, unit, meaning, false},
#include "model/state.def"
#define OUTCOME(name, form, unit, meaning) {FILE_OUTCOMES, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef OUTCOME
#define GROWN(name, birth, unit, meaning) {FILE_OUTCOMES, #name, FORM_number, unit, meaning, true},
#define WIDE GROWN
#define DAYS(name, birth, unit, meaning) {FILE_OUTCOMES, #name, FORM_whole, unit, meaning, true},
#include "model/state.def"
#define GROWN_TALLY(name, unit, meaning) {FILE_OUTCOMES, #name, FORM_whole, unit, meaning, true},
#define WIDE_TALLY GROWN_TALLY
#include "model/state.def"
#define GROWN_OUTCOME(name, form, unit, meaning) {FILE_OUTCOMES, #name, FORM_##form, unit, meaning, true},
#include "reading/columns.def"
#undef GROWN_OUTCOME
                IDS(FILE_STRANGE)
#define EPISODE(name, form, unit, meaning) {FILE_STRANGE, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef EPISODE
                    IDS(FILE_FACE)
#define PHASE(name, form, unit, meaning) {FILE_FACE, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef PHASE
                        IDS(FILE_HOME)
#define VISIT(name, form, unit, meaning) {FILE_HOME, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef VISIT
                            {FILE_CONFLICT, "dyad", FORM_whole, "id", "id of the dyad", false},
    {FILE_CONFLICT, "person", FORM_whole, "", "1: A, 2: B", false},
#define TALK(name, form, unit, meaning) {FILE_CONFLICT, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef TALK
    {FILE_GENERATIONS, "dyad", FORM_whole, "id", "id of the unit: two family lines whose members of a generation pair up", false},
#define DESCENT(name, form, unit, meaning) {FILE_GENERATIONS, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef DESCENT
    {FILE_SUPPORT, "dyad", FORM_whole, "id", "id of the dyad", false},
#define SUPPORT(name, form, unit, meaning) {FILE_SUPPORT, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef SUPPORT
    {FILE_DIARY, "dyad", FORM_whole, "id", "id of the dyad", false},
    {FILE_DIARY, "person", FORM_whole, "", "1: A, 2: B", false},
#define ENTRY(name, form, unit, meaning) {FILE_DIARY, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef ENTRY
    IDS(FILE_RESILIENCE)
#define SHOCK(name, form, unit, meaning) {FILE_RESILIENCE, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef SHOCK
        {FILE_ALLIANCE, "dyad", FORM_whole, "id", "id of the dyad", false},
#define ALLIANCE(name, form, unit, meaning) {FILE_ALLIANCE, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef ALLIANCE
#define SUMMARY(name, form, unit, meaning) {FILE_SUMMARY, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef SUMMARY
#define SWEEP(name, form, unit, meaning) {FILE_SWEEP, #name, FORM_##form, unit, meaning, false},
#define INDICES(name, form, unit, meaning) {FILE_INDICES, #name, FORM_##form, unit, meaning, false},
#define COMPARE(name, form, unit, meaning) {FILE_COMPARE, #name, FORM_##form, unit, meaning, false},
#define GAIN(name, form, unit, meaning) {FILE_GAIN, #name, FORM_##form, unit, meaning, false},
#define VALIDATION(name, form, unit, meaning) {FILE_VALIDATION, #name, FORM_##form, unit, meaning, false},
#define VOTES(name, form, unit, meaning) {FILE_VOTES, #name, FORM_##form, unit, meaning, false},
#define CALIBRATION(name, form, unit, meaning) {FILE_CALIBRATION, #name, FORM_##form, unit, meaning, false},
#define CORRELATION(name, form, unit, meaning) {FILE_CORRELATIONS, #name, FORM_##form, unit, meaning, false},
#define POSTERIOR(name, form, unit, meaning) {FILE_POSTERIOR, #name, FORM_##form, unit, meaning, false},
#define PREDICTIVE(name, form, unit, meaning) {FILE_PREDICTIVE, #name, FORM_##form, unit, meaning, false},
#define POINTS(name, form, unit, meaning) {FILE_POINTS, #name, FORM_##form, unit, meaning, false},
#define RECOVERY(name, form, unit, meaning) {FILE_RECOVERY, #name, FORM_##form, unit, meaning, false},
#define RECOVERED(name, form, unit, meaning) {FILE_RECOVERED, #name, FORM_##form, unit, meaning, false},
#define RULE_VALUE(name, form, unit, meaning) {FILE_RULES, #name, FORM_##form, unit, meaning, false},
#include "reading/columns.def"
#undef SWEEP
#undef INDICES
#undef COMPARE
#undef GAIN
#undef VALIDATION
#undef VOTES
#undef CALIBRATION
#undef CORRELATION
#undef POSTERIOR
#undef PREDICTIVE
#undef POINTS
#undef RECOVERY
#undef RECOVERED
#undef RULE_VALUE
};
const int column_count = (int)(sizeof columns / sizeof columns[0]);

const struct file_line file_table[FILES] = {
    [FILE_TIMESERIES] = {"timeseries", "a recorded bond at a sampled time"},
    [FILE_POPULATION] = {"population", "a sampled day: the whole population in a few numbers"},
    [FILE_EVENTS] = {"events", "a rupture of a recorded dyad"},
    [FILE_OUTCOMES] = {"outcomes", "a bond at the end: traits, learned state, dimensions and class"},
    [FILE_STRANGE] = {"assay_strange_situation", "an episode of a dyad's Strange Situation"},
    [FILE_FACE] = {"assay_still_face", "a phase of a dyad's face-to-face play with still face"},
    [FILE_HOME] = {"assay_home_observation", "a dyad's home observation"},
    [FILE_CONFLICT] = {"assay_conflict", "a partner in a conflict discussion"},
    [FILE_GENERATIONS] = {"generations", "an infant of a generation and the caregiver who reared it"},
    [FILE_SUPPORT] = {"assay_support", "a minute of a pair's support discussion"},
    [FILE_DIARY] = {"assay_diary", "a day in the diary of a partner"},
    [FILE_RESILIENCE] = {"assay_resilience", "a bond after one standard shock"},
    [FILE_ALLIANCE] = {"assay_alliance", "a client's therapy so far"},
    [FILE_SUMMARY] = {"summary", "a measure of the population, with its 95 % interval"},
    [FILE_SWEEP] = {"sweep", "a population: a point of the design and one of its replicates"},
    [FILE_INDICES] = {"indices", "an index of sensitivity of one factor and measure, with its 95 % interval"},
    [FILE_COMPARE] = {"compare", "a measure under two configs, on the same lives"},
    [FILE_GAIN] = {"gain", "a measure along the one that the design sets it against: where it gains most, and where it stops mattering"},
    [FILE_VALIDATION] = {"validation", "a published figure under one rule"},
    [FILE_VOTES] = {"validation_findings", "a finding under one rule, and its vote"},
    [FILE_CALIBRATION] = {"calibration", "a free parameter: its prior, and what the targets tell of it"},
    [FILE_CORRELATIONS] = {"correlations", "two free parameters in the posterior"},
    [FILE_POSTERIOR] = {"posterior", "a draw from the posterior of the free parameters, which are its other columns"},
    [FILE_PREDICTIVE] = {"predictive", "a published figure, and what populations at draws of the posterior give"},
    [FILE_POINTS] = {"points", "a point that was simulated; its other columns are the free parameters, then the lines that were aimed at"},
    [FILE_RECOVERY] = {"recovery", "a free parameter in one set of known parameters, and how it was found again"},
    [FILE_RECOVERED] = {"recovery_summary", "a free parameter over all sets of known parameters"},
    [FILE_RULES] = {"rules", "a value that a rule gives to a key in every scenario"},
};

/* "x.csv" and "x.csv.gz" are of the stem "x". */
static bool is_of(const char *name, const char *stem, const char *const *endings, int count)
{
    const size_t length = strlen(stem);
    for (int e = 0; e < count; e++) {
        if (strncmp(name, stem, length) == 0 && strcmp(name + length, endings[e]) == 0) {
            return true;
        }
    }
    return false;
}

bool is_result_file(const char *name)
{
    static const char *const tables[] = {".csv", ".csv.gz"}, *const drawn[] = {".png", ".svg"}, *const whole[] = {""};
    static const char *const pictures[] = {
        "trajectories", "lives",       "class_shares",     "scores",     "phase_portrait", "time_to_repair", "strange_situation", "still_face",
        "both_sides",   "endings",     "adult_dimensions", "discussion", "labour",         "round_robin",    "perceived",         "generations",
        "sweep",        "sensitivity", "compare",          "validation", "agreement",      "calibration",    "predictive",        "recovery"};
    static const char *const others[] = {"manifest.json", "datapackage.json", "config.yaml", "sample.csv", "journal"};
    bool is = false;
    for (int f = 0; f < FILES; f++) {
        is = is || is_of(name, file_table[f].name, tables, 2);
    }
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++) {
        is = is || is_of(name, pictures[i], drawn, 2);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        is = is || is_of(name, others[i], whole, 1);
    }
    return is;
}

static const char *pick(const char *const *words, int count, double value)
{
    return value >= 0 && value < count ? words[(int)value] : "";
}

const char *word_of(enum form form, double value)
{
    static const char *const kinds[] = {"misattunement", "miscommunication", "conflict", "absence", "harm"};
    static const char *const owns[] = {"autonomous", "dismissing", "preoccupied"};
    static const char *const phases[] = {"play", "still", "reunion"};
    static const char *const episodes[] = {"1", "2", "3", "4", "5", "6", "7", "8", "after"};
    switch (form) {
    case FORM_class:
        return pick(class_names, CLASS_WORDS, value);
    case FORM_own:
        return pick(owns, 3, value);
    case FORM_kind:
        return pick(kinds, 5, value);
    case FORM_phase:
        return pick(phases, 3, value);
    case FORM_episode:
        return pick(episodes, 9, value);
    case FORM_rule:
        return value >= 0 && value < RULES ? class_rules[(int)value].name : "";
    default:
        return "";
    }
}
