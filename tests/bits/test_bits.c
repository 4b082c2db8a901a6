/* The promise: a config and a seed give the same bytes, on however many threads, with every instruction set and compiler, whole or in parts. */
#include "cli/shell.h"
#include "suites.h"

#include <stdio.h>

/* 300 dyads are three blocks of lanes, the last of them not full. */
static void run_300(const char *folder, const char *options)
{
    expect_code(0, "mend run a.yaml -o %s --set dyads=300 --set record.dyads=300 --set days=30 --quiet %s", folder, options);
}

static void same_tables(const char *a, const char *b)
{
    expect_code(0, "tables %s %s", a, b);
}

/* ---- how it is computed changes nothing ---- */

START_TEST(the_same_seed_gives_the_same_bytes_on_1_2_and_7_threads)
{
    run_300("r", "--threads 1");
    run_300("two", "--threads 2");
    run_300("seven", "--threads 7");
    same_tables("r", "two");
    same_tables("r", "seven");
    expect_code(0, "OMP_NUM_THREADS=3 mend replay r --quiet");
}
END_TEST

static const char *const isas[] = {"baseline", "avx2", "avx512"};

static bool machine_has(int isa)
{
    return isa == 0 || shell("grep -qw %s /proc/cpuinfo", isa == 1 ? "avx2" : "avx512bw") == 0;
}

START_TEST(every_instruction_set_gives_the_same_bytes)
{
    char option[64];
    snprintf(option, sizeof option, "--isa %s", isas[_i]);
    if (!machine_has(_i) || (shell("mend run a.yaml -o try --quiet %s", option) == 1 && holds(said.err, "lacks the instruction set"))) {
        return;
    }
    run_300("r", "");
    run_300("s", option);
    same_tables("r", "s");
    expect_code(0, "grep -q '\"isa\": \"%s\"' s/manifest.json", isas[_i]);
}
END_TEST

START_TEST(an_instruction_set_that_the_machine_lacks_is_refused)
{
    for (int isa = 1; isa < 3; isa++) {
        if (!machine_has(isa)) {
            expect_code(1, "mend run a.yaml -o r --quiet --isa %s", isas[isa]);
            expect_err("instruction set");
            expect_code(0, "test \"$(ls -A)\" = a.yaml");
        }
    }
}
END_TEST

START_TEST(the_other_compiler_gives_the_same_bytes)
{
    if (shell("test -x \"$MEND_FOLDER/other/mend\"") == 0) {
        run_300("r", "");
        expect_code(0, "\"$MEND_FOLDER/other/mend\" replay r --quiet && test \"$(mend version)\" != \"$(\"$MEND_FOLDER/other/mend\" version)\"");
    }
}
END_TEST

/* Every other setting, with what makes its turns and days differ from those of a pair that is left alone; and rival rules, each in its own loops. */
static const char *const other_settings[] = {
    "setting: caregiver_infant\nlearning.rule: calm\nassays: [strange_situation, resilience]\n",
    "setting: two_caregivers\ncontact: {first: 0.3}\nassays: [home_observation, still_face, strange_situation, resilience]\n",
    "setting: siblings\nassays: [still_face, strange_situation]\nschedule: [{from: 5, to: 6, set: {life.away: true}}]\n",
    "setting: romantic\nassays: [conflict, support, diary, resilience]\nending.hot.middle: 0\n",
    "setting: romantic\nmediated.share: 0.3\nculture.directness_a: 0.9\nharm.per_day: 0.1\nlifespan: {generations: 2}\n",
    "setting: friendship\nrupture: {exogenous: true}\nschedule: [{from: 5, set: {intervention.sensitivity: -1}}]\n",
    "setting: workplace\nassays: [conflict]\nbelief: {teaching: 0.1}\n",
    "setting: therapy\nassays: [conflict, resilience, alliance]\ntherapy: {every_days: 3}\n",
    "setting: family\nassays: [conflict, resilience]\n",
    "setting: sacred\nsacred: {practice: 0.5}\n",
    "setting: romantic\nlearning.rule: rupture_count\nassays: [resilience]\n",
    "setting: therapy\nlearning.rule: sensitivity\nmediated.share: 0.3\n",
};
enum { OF_INFANTS = 3 }; /* the first so many have no adults in them */

START_TEST(so_it_is_in_every_setting)
{
    char text[512];
    snprintf(text, sizeof text, "%sdyads: 300\ndays: 12\nrecord: {dyads: 100, every_days: 4, events: true}\n%s", other_settings[_i],
             _i < OF_INFANTS ? "" : "infancy: {days: 10}\n");
    put_text("b.yaml", text);
    expect_code(0, "mend run b.yaml -o r --threads 1 --quiet");
    for (int threads = 2; threads <= 7; threads += 5) {
        expect_code(0, "mend run b.yaml -o t%d --threads %d --quiet", threads, threads);
        expect_code(0, "tables r t%d", threads);
    }
    for (int isa = 0; isa < 3; isa++) {
        if (machine_has(isa) &&
            (shell("mend run b.yaml -o s%d --isa %s --quiet", isa, isas[isa]) == 0 || !holds(said.err, "lacks the instruction set"))) {
            expect_code(0, "tables r s%d", isa);
        }
    }
    if (shell("test -x \"$MEND_FOLDER/other/mend\"") == 0) {
        expect_code(0, "\"$MEND_FOLDER/other/mend\" replay r --quiet");
    }
    for (int dyads = 0; dyads <= 300; dyads += 300) {
        expect_code(0, "mend run b.yaml -o d%d --set record.dyads=%d --quiet", dyads, dyads);
        expect_code(0, "cmp r/outcomes.csv d%d/outcomes.csv && cmp r/summary.csv d%d/summary.csv", dyads, dyads);
    }
}
END_TEST

START_TEST(another_seed_or_replicate_gives_other_lives)
{
    run_300("r", "--threads 1");
    run_300("s", "--seed 8");
    run_300("t", "--set replicate=1");
    expect_code(1, "cmp r/outcomes.csv s/outcomes.csv");
    expect_code(1, "cmp r/outcomes.csv t/outcomes.csv");
    expect_code(1, "cmp s/outcomes.csv t/outcomes.csv");
}
END_TEST

START_TEST(a_seed_beyond_32_bits_counts_whole)
{
    run_300("r", "--seed 5");
    run_300("s", "--seed 4294967301");
    expect_code(1, "cmp r/outcomes.csv s/outcomes.csv");
}
END_TEST

/* ---- a part is a part of the whole ---- */

/* The first dyad and the number of dyads of a part; parts begin and end within blocks. */
static const int parts[][2] = {{1, 100}, {301, 100}, {1000, 1}, {129, 128}, {100, 901}};

START_TEST(a_part_of_a_population_gives_the_rows_of_the_whole)
{
    const int first = parts[_i][0], last = first + parts[_i][1] - 1;
    expect_code(0, "mend run a.yaml -o r --set dyads=1000 --set record.dyads=1000 --set days=12 --quiet");
    expect_code(0, "mend run a.yaml -o s --set first_dyad=%d --set dyads=%d --set record.dyads=1000 --set days=12 --quiet", first, parts[_i][1]);
    expect_code(0,
                "for t in outcomes timeseries events assay_home_observation assay_still_face assay_strange_situation; do"
                " rows r/$t.csv %d %d | cmp - s/$t.csv || exit 1; done",
                first, last);
    expect_code(0, "test \"$(pick s/outcomes.csv dyad | head -n 1)\" = %d && test \"$(pick s/outcomes.csv dyad | tail -n 1)\" = %d", first, last);
}
END_TEST

/* ---- what is watched changes nothing ---- */

static const char *const records[] = {"--set record.dyads=0", "--set record.every_days=1", "--set record.events=false --set record.dyads=7",
                                      "--set record.every_turns=1 --set record.to_day=3",
                                      "--set record.every_turns=7 --set record.from_day=2 --set record.to_day=20"};

START_TEST(recording_changes_no_outcome)
{
    run_300("r", "");
    run_300("s", records[_i]);
    expect_code(
        0, "for t in outcomes summary assay_home_observation assay_still_face assay_strange_situation; do cmp r/$t.csv s/$t.csv || exit 1; done");
}
END_TEST

static const char *const rules[] = {"repair", "calm", "rupture_count", "sensitivity", "none"};

/* Unwatched it goes through the loop of pairs, watched through that of many bonds. */
START_TEST(a_pair_lives_the_same_whether_watched_or_not)
{
    put_text("b.yaml", "setting: romantic\ndyads: 256\ndays: 730\nassays: []\nrecord: {dyads: 0, every_days: 730}\n");
    expect_code(0, "mend run b.yaml -o r --set learning.rule=%s --quiet", rules[_i]);
    expect_code(0, "mend run b.yaml -o s --set learning.rule=%s --set record.events=true --set record.dyads=256 --quiet", rules[_i]);
    expect_code(0, "cmp r/outcomes.csv s/outcomes.csv");
}
END_TEST

START_TEST(events_are_the_same_whoever_else_is_recorded)
{
    run_300("r", "");
    run_300("s", "--set record.dyads=40 --set record.every_days=1");
    expect_code(0, "rows r/events.csv 1 40 | cmp - s/events.csv && test $(wc -l <s/events.csv) -gt 40");
}
END_TEST

static const struct {
    const char *assays, *tables;
} assay_sets[] = {
    {"[strange_situation]", "outcomes assay_strange_situation"},
    {"[home_observation, strange_situation]", "outcomes assay_home_observation assay_strange_situation"},
    {"[still_face]", "assay_still_face"},
    {"[home_observation]", "assay_home_observation"},
    {"[strange_situation, home_observation, still_face]", "outcomes assay_home_observation assay_still_face assay_strange_situation"},
    {"[{name: still_face, day: 4}, home_observation, still_face, strange_situation]", "outcomes assay_home_observation assay_strange_situation"},
};

START_TEST(an_assay_changes_no_row_of_the_others)
{
    char config[512];
    const char *form = "setting: caregiver_infant\ndyads: 300\ndays: 20\nrecord: {dyads: 300, events: true}\nassays: %s\n";
    snprintf(config, sizeof config, form, "[home_observation, still_face, strange_situation]");
    put_text("all.yaml", config);
    snprintf(config, sizeof config, form, assay_sets[_i].assays);
    put_text("some.yaml", config);
    expect_code(0,
                "mend run all.yaml -o all --quiet && mend run some.yaml -o some --quiet && for t in %s events population; do"
                " cmp all/$t.csv some/$t.csv || exit 1; done",
                assay_sets[_i].tables);
    expect_code(0, "for c in trust doubt fear ruptures repairs; do pick all/outcomes.csv $c >1; pick some/outcomes.csv $c | cmp - 1 || exit 1; done");
}
END_TEST

/* ---- a sample of one's own ---- */

static const char sample[] = "dyad,sensitivity,x_note,reactivity,rejection\n1,1.25,a,0.5,NA\n2,-0.125,\"b, c\",,0.25\n3,NA,,2,0.0625\n";

START_TEST(traits_that_a_sample_gives_are_taken_as_they_are_and_the_rest_is_drawn_as_ever)
{
    put_text("s.csv", sample);
    run_300("r", "");
    run_300("s", "--set population=s.csv");
    expect_code(0, "for c in sensitivity reactivity rejection; do pick s/outcomes.csv $c | head -n 3 | tr '\\n' ' '; done; for c in sensitivity "
                   "reactivity rejection; do"
                   " pick r/outcomes.csv $c | head -n 3 | tr '\\n' ' '; done");
    double s[9], r[9];
    ck_assert_int_eq(sscanf(said.out, "%lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf %lf", s, s + 1, s + 2, s + 3, s + 4, s + 5,
                            s + 6, s + 7, s + 8, r, r + 1, r + 2, r + 3, r + 4, r + 5, r + 6, r + 7, r + 8),
                     18);
    const double wanted[9] = {1.25, -0.125, r[2], 0.5, r[4], 2, r[6], 0.25, 0.0625}; /* printed with six decimals, so exactly */
    for (int i = 0; i < 9; i++) {
        ck_assert_msg(s[i] == wanted[i], "value %d is %g, not %g", i, s[i], wanted[i]);
    }
    expect_code(0, "for c in self_soothing resting_arousal deactivation hyperactivation unresolved volatility intensity_dependence frightening; do"
                   " pick r/outcomes.csv $c >1; pick s/outcomes.csv $c | cmp - 1 || exit 1; done");
}
END_TEST

START_TEST(dyads_beyond_the_rows_of_a_sample_live_as_without_it)
{
    put_text("s.csv", sample);
    run_300("r", "");
    run_300("s", "--set population=s.csv");
    expect_code(0, "for t in outcomes timeseries events assay_still_face assay_strange_situation; do rows r/$t.csv 4 300 >1; rows s/$t.csv 4 300 | "
                   "cmp - 1 || exit 1; done");
    expect_code(1, "cmp -s r/outcomes.csv s/outcomes.csv");
}
END_TEST

START_TEST(a_sample_of_what_would_be_drawn_changes_no_class)
{
    run_300("r", "");
    expect_code(0, "cut -d, -f1,3-15 r/outcomes.csv >s.csv && head -n 1 s.csv");
    ck_assert_str_eq(
        said.out, "dyad,reactivity,self_soothing,resting_arousal,deactivation,hyperactivation,unresolved,sensitivity,volatility,intensity_dependence,"
                  "rejection,frightening,initiative,empathy\n");
    run_300("s", "--set population=s.csv");
    expect_code(0, "cut -d, -f3-15 r/outcomes.csv >1; cut -d, -f3-15 s/outcomes.csv | cmp - 1 && cmp s.csv s/sample.csv && mend replay s --quiet");
}
END_TEST

START_TEST(a_sample_lies_beside_its_config_wherever_the_program_is_started)
{
    expect_code(0, "mkdir sub");
    put_text("sub/s.csv", sample);
    put_text("sub/b.yaml", "setting: caregiver_infant\ndyads: 10\ndays: 2\npopulation: s.csv\n");
    expect_code(0,
                "mend run sub/b.yaml -o r --quiet && cd sub && mend run b.yaml -o ../s --quiet && cd .. && tables r s && cmp r/sample.csv sub/s.csv");
    expect_code(0, "test \"$(pick r/outcomes.csv sensitivity | head -n 1)\" = 1.250000");
}
END_TEST

Suite *bits_suite(void)
{
    Suite *suite = suite_create("bits");
    TCase *tests = case_of_commands("bits", 120);
    tcase_add_test(tests, the_same_seed_gives_the_same_bytes_on_1_2_and_7_threads);
    tcase_add_loop_test(tests, every_instruction_set_gives_the_same_bytes, 0, 3);
    tcase_add_test(tests, an_instruction_set_that_the_machine_lacks_is_refused);
    tcase_add_test(tests, the_other_compiler_gives_the_same_bytes);
    tcase_add_loop_test(tests, so_it_is_in_every_setting, 0, sizeof other_settings / sizeof other_settings[0]);
    tcase_add_test(tests, another_seed_or_replicate_gives_other_lives);
    tcase_add_test(tests, a_seed_beyond_32_bits_counts_whole);
    tcase_add_loop_test(tests, a_part_of_a_population_gives_the_rows_of_the_whole, 0, sizeof parts / sizeof parts[0]);
    tcase_add_loop_test(tests, recording_changes_no_outcome, 0, sizeof records / sizeof records[0]);
    tcase_add_loop_test(tests, a_pair_lives_the_same_whether_watched_or_not, 0, sizeof rules / sizeof rules[0]);
    tcase_add_test(tests, events_are_the_same_whoever_else_is_recorded);
    tcase_add_loop_test(tests, an_assay_changes_no_row_of_the_others, 0, sizeof assay_sets / sizeof assay_sets[0]);
    tcase_add_test(tests, traits_that_a_sample_gives_are_taken_as_they_are_and_the_rest_is_drawn_as_ever);
    tcase_add_test(tests, dyads_beyond_the_rows_of_a_sample_live_as_without_it);
    tcase_add_test(tests, a_sample_of_what_would_be_drawn_changes_no_class);
    tcase_add_test(tests, a_sample_lies_beside_its_config_wherever_the_program_is_started);
    suite_add_tcase(suite, tests);
    return suite;
}
