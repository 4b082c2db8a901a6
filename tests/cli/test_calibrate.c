/* A calibration as a user meets it. The findings here are invented. */
#include "cli/shell.h"
#include "suites.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define HEADER                                                                                                                                       \
    "id,use,measure,group,value,lower,upper,n,unit,accept,accept_lower,accept_upper,by,scenario,statistic,against,latent,source,verified,note\n"
#define SMALL "setting: caregiver_infant\ndyads: 128\ndays: 20\nassays: [still_face, strange_situation]\n"

static const char findings[] = HEADER "X-01,fit,trust,all,0.565,,,40,,within,0.55,0.58,trust.mean,small,,,,nobody,,\n"
                                      "X-01,fit,secure,all,50,40,60,4000,%,within,30,70,share.secure,small,,,,nobody,,\n"
                                      "X-02,fit,less trust,all,less,,,,,below,,,trust.mean,poor,difference,small,,nobody,,\n"
                                      "X-03,fit,matched,all,30,,,,%,within,28,32,matched_play.mean,small,,,,nobody,,\n"
                                      "X-04,test,held back,all,1,,,,,above,,,trust.mean,small,,,,nobody,,\n"
                                      "X-05,fit,dreams,all,less,,,,,,,,,,,,,nobody,,nobody dreams here\n"
                                      "X-06,fit,talk,all,1,,,,,above,,,support.bouts,small,,,,nobody,,\n"
                                      "X-07,context,once,all,1,,,,,,,,,,,,,nobody,,background\n";
static const char rules[] = "rule,key,value,source\nrepair,learning.rule,repair,\nwithout volatility,giver.volatility.scale,0,nobody\n";

#define HEAD "findings: findings.csv\nrule: repair\n"
#define FACTORS "factors:\n  giver.sensitivity.mean: {from: -1, to: 2}\n  still_face.match: {from: 0.1, to: 0.4}\n"
#define SHORT FACTORS "populations: 60\nwaves: 3\n"
#define DESIGN HEAD "targets: [X-01, X-03]\n" SHORT

static void put_files(void)
{
    shell("mkdir validation");
    put_text("validation/small.yaml", SMALL);
    put_text("validation/poor.yaml", SMALL "repair: {scale: 0.3}\n");
    put_text("findings.csv", findings);
    put_text("rules.csv", rules);
    put_text("d.yaml", DESIGN);
}

static double field(const char *file, const char *words, const char *column)
{
    expect_code(0, "(head -n 1 r/%s; grep '%s' r/%s) >picked.csv; pick picked.csv %s | tail -n 1", file, words, file, column);
    return said.out[0] == '\n' ? (double)NAN : atof(said.out);
}

/* ---- what it gives ---- */

START_TEST(a_calibration_finds_what_was_aimed_at_and_says_what_it_could_tell)
{
    put_files();
    put_text("d.yaml", HEAD "targets: [X-01, X-03]\n" FACTORS "populations: 120\n");
    expect_code(0, "mend calibrate d.yaml -o r");
    expect_out("still_face.match");
    expect_out("lines agree; before, ");
    expect_code(0, "for t in calibration correlations posterior predictive points rules; do test -s r/$t.csv || exit 1; done");
    /* The share matched in play hangs on this and on little else. */
    ck_assert(field("calibration.csv", "^still_face.match,", "identified") == 1);
    ck_assert(fabs(field("predictive.csv", "^X-03,", "simulated") - 30) < 3);
    ck_assert(field("predictive.csv", "^X-03,", "fits") == 1);
    ck_assert(field("calibration.csv", "^still_face.match,", "lower") < field("calibration.csv", "^still_face.match,", "mean"));
    /* The start, the waves and the check. */
    expect_code(
        0, "test $(wc -l <r/points.csv) -le 121 && test $(cut -d, -f2 r/points.csv | grep -c draw) = 4 && test $(wc -l <r/posterior.csv) = 1001");
}
END_TEST

/* The best point as a rule, in a run of the scenario with the point's own seed, gives the line that points.csv has. */
START_TEST(the_best_point_is_a_rule_that_gives_its_lines_again)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --quiet");
    expect_code(0, "head -n 1 r/rules.csv | grep -qx rule,key,value,source && grep -q '^repair,learning.rule,repair,' r/rules.csv");
    expect_code(0,
                "best=$(grep '^repair,still_face.match,' r/rules.csv | cut -d, -f3); mend run validation/small.yaml -o one --quiet "
                "$(grep '^repair,[gs]' r/rules.csv | sed 's/^repair,\\([^,]*\\),\\([^,]*\\),.*/--set \\1=\\2/') --set seed=$(awk -F, -v b=$best "
                "'($2 == \"median\" || $2 == \"likeliest\") && ($5 - b)^2 < 1e-10 { print $1 + 1; exit }' r/points.csv) && grep '^matched_play.mean' "
                "one/summary.csv | cut -d, -f3");
    ck_assert_double_eq_tol(100 * atof(said.out), field("predictive.csv", "^X-03,", "best"), 1e-3);
}
END_TEST

/* Nobody is disorganized without fear. */
START_TEST(another_rule_is_calibrated_alike_and_a_line_that_it_never_has_is_not_aimed_at)
{
    put_files();
    shell("(cat findings.csv; echo 'X-03,fit,disorganized,all,0.2,,,400,,within,0.1,0.3,sensitivity.r.disorganized,small,,,,nobody,,') >more.csv && "
          "mv more.csv findings.csv && echo 'without fear,learning.fear_gain,0,ablation' >>rules.csv && sed -i "
          "'s/still_face,/home_observation, still_face,/' validation/small.yaml");
    put_text("d.yaml", HEAD "targets: [X-03]\n" SHORT);
    expect_code(0, "mend calibrate d.yaml -o r --rule 'without fear'");
    expect_out("not aimed at: most points lack it");
    expect_code(0, "grep -q '^without fear,learning.fear_gain,0,ablation$' r/rules.csv && ! grep -q ^repair r/rules.csv");
    /* the check has one draw, whose population errs by 1 and which lies within 1.4 of 30 as posteriors go */
    ck_assert(isnan(field("predictive.csv", "^X-03.2,", "distance")) && fabs(field("predictive.csv", "^X-03.1,", "simulated") - 30) < 5);
    expect_code(0, "mend calibrate d.yaml -o r --rule 'without fear' --recover 2 --resume");
    expect_out("2 sets of known parameters"); /* what no life of the rule gives, no study of one publishes */
    expect_code(2, "mend calibrate d.yaml -o other --rule ''");
    expect_code(2, "mend calibrate d.yaml -o other --rule hope");
    expect_err("d.yaml: error: rule: 'hope' is no rule of rules.csv; they are repair, without volatility, without fear");
}
END_TEST

/* Where next to nobody frightens, nobody is disorganized; a population at the check has somebody all the same. */
START_TEST(a_line_that_is_not_aimed_at_is_no_distance_off)
{
    put_files();
    shell("echo 'X-03,fit,disorganized,all,0.2,,,400,,within,0.1,0.3,frightening.r.disorganized,small,,,,nobody,,' >>findings.csv && sed -i "
          "'s/still_face,/home_observation, still_face,/' validation/small.yaml");
    put_text("d.yaml", HEAD "targets: [X-03]\nfactors:\n  giver.frightening.mean: {from: -16, to: -4}\n  still_face.match: {from: 0.1, to: 0.4}\n"
                            "populations: 120\nwaves: 3\n");
    expect_code(0, "mend calibrate d.yaml -o r");
    expect_out("not aimed at: most points lack it");
    ck_assert(!isnan(field("predictive.csv", "^X-03.2,", "simulated")) && isnan(field("predictive.csv", "^X-03.2,", "distance")));
    ck_assert(field("predictive.csv", "^X-03.1,", "distance") < 5);
}
END_TEST

START_TEST(two_scenarios_make_a_point_of_two_populations_and_a_sign_is_aimed_at)
{
    put_files();
    put_text("d.yaml", HEAD "targets: [X-01, X-02]\n" SHORT);
    expect_code(0, "mend calibrate d.yaml -o r --json");
    json_t *json = json_of_stdout();
    ck_assert_int_le((int)json_integer_value(json_object_get(json, "points")), 30);
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "lines")), 3);
    ck_assert_int_eq((int)json_array_size(json_object_get(json, "parameters")), 2);
    json_decref(json);
    ck_assert(field("predictive.csv", "^X-02,", "simulated") < 0 && field("predictive.csv", "^X-02,", "fits") == 1);
    expect_code(0, "grep '^X-02,' r/predictive.csv | cut -d, -f5 | grep -qx below");
}
END_TEST

START_TEST(known_parameters_are_sought_again)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --recover 3");
    expect_out("3 sets of known parameters");
    expect_code(0, "test $(wc -l <r/recovery.csv) = 7 && test $(wc -l <r/recovery_summary.csv) = 4 && test ! -e r/calibration.csv");
    ck_assert(field("recovery_summary.csv", "^still_face.match,", "identified") >= 2);
    ck_assert(fabs(field("recovery_summary.csv", "^still_face.match,", "bias")) < 0.2);
    /* A further set changes nothing of the first ones, and a fit in the same folder has its first wave already. */
    expect_code(0, "cp r/recovery.csv before && mend calibrate d.yaml -o r --recover 4 --resume --quiet && head -n 7 r/recovery.csv | cmp - before");
    expect_code(
        0, "mend calibrate d.yaml -o r --resume --quiet && mend calibrate d.yaml -o fresh --quiet && cmp r/calibration.csv fresh/calibration.csv "
           "&& grep -q recovery_summary r/datapackage.json && grep -q predictive r/datapackage.json");
    expect_code(0, "mend calibrate d.yaml -o r --recover 4 --resume --json");
    json_t *json = json_of_stdout();
    ck_assert_int_eq((int)json_integer_value(json_object_get(json, "sets")), 4);
    json_decref(json);
}
END_TEST

/* Every column, in its order, with what it means. */
START_TEST(every_column_of_a_calibration_is_described)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --quiet --recover 1 && mend calibrate d.yaml -o r --resume --quiet && cat r/datapackage.json");
    json_t *json = json_of_stdout();
    const json_t *tables = json_object_get(json, "resources");
    ck_assert_int_eq((int)json_array_size(tables), 8);
    for (size_t i = 0; i < json_array_size(tables); i++) {
        const json_t *table = json_array_get(tables, i), *fields = json_object_get(json_object_get(table, "schema"), "fields");
        char names[2000] = "";
        for (size_t c = 0; c < json_array_size(fields); c++) {
            const json_t *field = json_array_get(fields, c);
            strcat(strcat(names, c ? "," : ""), json_string_value(json_object_get(field, "name")));
            ck_assert(strlen(json_string_value(json_object_get(field, "description"))) > 5);
        }
        expect_code(0, "test \"$(head -n 1 r/%s)\" = '%s'", json_string_value(json_object_get(table, "path")), names);
    }
    json_decref(json);
}
END_TEST

/* ---- the same, however it is run ---- */

START_TEST(threads_change_no_byte)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --quiet --threads 1 && mend calibrate d.yaml -o t --quiet --threads 2 && tables r t");
    expect_code(0, "mend calibrate d.yaml -o s --quiet --seed 2 && ! cmp -s r/points.csv s/points.csv");
    expect_code(0,
                "mend calibrate d.yaml -o a --quiet --recover 2 --threads 1 && mend calibrate d.yaml -o b --quiet --recover 2 --threads 2 && tables "
                "a b");
}
END_TEST

static void wait_a_little(int round)
{
    const struct timespec pause = {.tv_nsec = 3000000L + 9000000L * round};
    nanosleep(&pause, NULL);
}

START_TEST(a_calibration_that_is_killed_goes_on_to_the_same_bytes)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --quiet");
    for (int round = 0; round < 12; round++) {
        const pid_t pid = start("\"$MEND\" calibrate d.yaml -o t --resume --quiet");
        wait_a_little(round);
        kill(pid, SIGKILL);
        finish(pid);
    }
    expect_code(0, "mend calibrate d.yaml -o t --resume --quiet && tables r t");
    expect_code(0, "test $(cut -d' ' -f1 t/journal | sort | uniq -d | wc -l) = 0");
}
END_TEST

START_TEST(a_calibration_that_is_interrupted_says_so_and_can_be_gone_on_with)
{
    put_files();
    put_text("d.yaml", HEAD "targets: [X-01]\nset: {dyads: 256, days: 60}\n" FACTORS);
    const pid_t pid = start("\"$MEND\" calibrate d.yaml -o t --quiet");
    for (int k = 0; k < 500 && shell("test -e t/journal && test $(wc -l <t/journal) -gt 3") != 0; k++) {
        wait_a_little(1);
    }
    kill(pid, SIGINT);
    ck_assert_int_eq(finish(pid), 3);
    expect_err("points are finished and kept; --resume goes on");
    expect_code(1, "mend calibrate d.yaml -o t --quiet");
    expect_err("--force");
    put_text("d.yaml", HEAD "targets: [X-01]\nset: {dyads: 128}\n" FACTORS);
    expect_code(1, "mend calibrate d.yaml -o t --quiet --resume");
    expect_err("this folder holds another study");
}
END_TEST

START_TEST(a_dry_run_says_what_it_takes_and_writes_nothing)
{
    put_files();
    expect_code(0, "mend calibrate d.yaml -o r --dry-run && test ! -e r");
    expect_out("60 points, 60 populations");
    expect_code(0, "mend calibrate d.yaml --dry-run --json --recover 20");
    json_t *json = json_of_stdout();
    const double populations = json_number_value(json_object_get(json, "populations"));
    ck_assert(populations > 60 && populations < 20 * 60);
    json_decref(json);
}
END_TEST

START_TEST(several_processes_of_a_launcher_and_parts_are_refused)
{
    put_files();
    expect_code(1, "OMPI_COMM_WORLD_SIZE=2 \"$MEND\" calibrate d.yaml -o r");
    expect_err("a calibration works with the threads of one process");
    expect_code(2, "mend calibrate d.yaml -o r --shard 1/2");
    expect_err("--shard: a calibration has no parts");
}
END_TEST

#define SCRIPT "MEND_BUILD=\"$MEND_FOLDER\" sh 'my scripts/scripts/calibrate-rules.sh' "

/* Infants, and then couples: in the meantime the rule has got lines, on which what was done before does not rest. */
START_TEST(rules_are_calibrated_by_a_script_that_goes_on_where_it_was_interrupted)
{
    shell("mkdir my\\ scripts && cp -r \"$ROOT\"/scripts \"$ROOT\"/configs my\\ scripts && echo \"it's a/b,learning.rule,none,rival\" >>my\\ scripts/"
          "configs/rules.csv && cp my\\ scripts/configs/rules.csv before");
    put_text("my scripts/configs/validation/infants.yaml", SMALL);
    put_text("my scripts/configs/studies/calibrate-infants.yaml",
             "findings: ../findings.csv\ntargets: [MIC-01]\nfactors: {still_face.match: {from: 0.1, to: 0.35}}\npopulations: 10\nwaves: 1\n");
    put_text(
        "my scripts/configs/studies/calibrate-couples.yaml",
        "findings: ../findings.csv\nset: {dyads: 64, days: 20, assays: support}\ntargets: [COU-01]\nfactors: {support.urge: {from: 0.1, to: 1.2}}\n"
        "populations: 10\nwaves: 1\n");
    expect_code(0, SCRIPT "\"it's a/b\" 'without learned trust' && mv my\\ scripts/configs/rules.csv whole && rm -r my\\ scripts/results");
    expect_code(
        0, "grep -q '^without learned trust,learning.frozen.trust,' whole && grep -q '^without learned trust,support.urge,' whole && test $(grep "
           "-c \"^it's a/b,growth.\" whole) = 6");
    expect_code(2, "mv before my\\ scripts/configs/rules.csv; mv my\\ scripts/configs/studies/calibrate-couples.yaml kept; " SCRIPT "\"it's a/b\"");
    expect_code(0, "mv kept my\\ scripts/configs/studies/calibrate-couples.yaml; " SCRIPT "\"it's a/b\" 'without learned trust'");
    expect_code(0, "cmp my\\ scripts/configs/rules.csv whole");
    expect_code(2, SCRIPT "hope");
    expect_err("'hope' is no rule of");
}
END_TEST

START_TEST(a_calibration_is_drawn_as_three_pictures)
{
    put_files();
    shell("sed -i 's/X-01,fit,secure,all/X-01,fit,trust,the secure/' findings.csv"); /* of one measure in two groups both are named */
    expect_code(0,
                "command -v gnuplot || exit 0; mend calibrate d.yaml -o r --quiet --recover 2 && mend plot r && test -e r/recovery.png && test ! -e "
                "r/calibration.png && mend calibrate d.yaml -o r --resume --quiet && mend plot r && grep -q 'Sensitivity of caregivers' "
                "r/calibration.svg && grep -q 'Regaining a match in play' r/recovery.svg && grep -q 'trust, the secure' r/predictive.svg && grep -q "
                "'>X-03  matched<' r/predictive.svg");
    expect_code(0, "mend calibrate d.yaml -o r --force --quiet && test ! -e r/recovery.csv"); /* pictures and all are of mend, and may be replaced */
}
END_TEST

/* ---- what is refused ---- */

static const struct {
    const char *text, *words;
} refused[] = {
    {"rule: repair\ntargets: [X-01]\n" FACTORS, "d.yaml:1:1: error: findings: this key is missing"},
    {HEAD FACTORS, "d.yaml:1:1: error: targets: this key is missing"},
    {HEAD "targets: [X-01]\n", "d.yaml:1:1: error: factors: this key is missing"},
    {"base: a.yaml\n" DESIGN, "d.yaml:1:1: error: unknown key 'base' in a design to calibrate"},
    {HEAD "targets: [X-01, X-99]\n" FACTORS, "d.yaml:3:17: error: targets: there is no finding 'X-99' in findings.csv; did you mean 'X-0"},
    {HEAD "targets: [X-01, X-01]\n" FACTORS, "d.yaml:3:17: error: targets: 'X-01' is named twice"},
    {HEAD "targets: [X-04]\n" FACTORS, "d.yaml:3:11: error: targets: 'X-04' has no line with use `fit`"},
    {HEAD "targets: [X-07]\n" FACTORS, "d.yaml:3:11: error: targets: 'X-07' has no line with use `fit`"},
    {HEAD "targets: [X-05]\n" FACTORS, "d.yaml:3:11: error: targets: no assay can produce 'X-05': it is not covered (nobody dreams here)"},
    {HEAD "targets: X-01\n" FACTORS, "d.yaml:3:10: error: targets: this is a list of ids"},
    {"findings: findings.csv\nrule: hope\ntargets: [X-01]\n" FACTORS,
     "d.yaml:2:7: error: rule: 'hope' is no rule of rules.csv; they are repair, without volatility"},
    {HEAD "targets: [X-01]\nfactors: {still_face.match: {from: 0.2, to: 0.2}}\n",
     "d.yaml:4:29: error: factors: still_face.match: this prior has no width: from has to be below to"},
    {HEAD "targets: [X-01]\nfactors: {still_face.match: {from: 0.2, to: 2}}\n",
     "d.yaml:4:29: error: still_face.match: '2' is not a number from 0 to 1"},
    {HEAD "targets: [X-01]\nfactors: {still_face.match: [0.1, 0.2]}\n",
     "d.yaml:4:29: error: factors: still_face.match: a free parameter has a range"},
    {HEAD "targets: [X-01]\nfactors: {still_face.mach: {from: 0.1, to: 0.2}}\n", "unknown key 'still_face.mach'; did you mean 'still_face.match'"},
    {HEAD "targets: [X-01]\nfactors: {days: {from: 10, to: 20}}\n", "d.yaml:4:17: error: factors: days is no real number"},
    {HEAD "targets: [X-01]\nfactors: {growth.inherit: {from: 0, to: 1}}\n", "d.yaml:4:27: error: factors: growth.inherit is never free"},
    {HEAD "targets: [X-01]\nfactors: {growth.noise: {from: 0, to: 1}}\n", "d.yaml:4:25: error: factors: growth.noise is never free"},
    {HEAD "targets: [X-02]\nfactors: {repair.scale: {from: 0, to: 1}}\n",
     "factors: repair.scale cannot be free: it is what scenario 'poor' is made of (validation/poor.yaml:5)"},
    {HEAD "targets: [X-01]\nset: {learning.rule: calm}\n" SHORT,
     "d.yaml:4:22: error: set: learning.rule is what rule 'repair' is made of (rules.csv:2)"},
    {HEAD "targets: [X-01]\nset: {still_face.match: 0.2}\nfactors: {still_face.match: {from: 0, to: 1}}\n",
     "d.yaml:5:29: error: factors: still_face.match is given by `set`"},
    {HEAD "targets: [X-01]\n" FACTORS "populations: 1\n", "d.yaml:7:14: error: populations: 1 populations are fewer than the 2 free parameters"},
    {HEAD "targets: [X-01]\n" FACTORS "populations: 10\n",
     "d.yaml:7:14: error: populations: a point takes 1 of them, and 2 free parameters take 17 at least"},
    {HEAD "targets: [X-01]\n" FACTORS "waves: 0\n", "d.yaml:7:8: error: waves: "},
    {HEAD "targets: [X-01]\nset: {dyads: many}\n" FACTORS, "d.yaml:4:14: error: dyads: 'many' is not a whole number"},
};

START_TEST(a_design_that_cannot_be_calibrated_is_refused_with_its_place)
{
    put_files();
    put_text("d.yaml", refused[_i].text);
    expect_code(2, "mend calibrate d.yaml -o r");
    expect_err(refused[_i].words);
    expect_code(0, "test ! -e r");
}
END_TEST

START_TEST(findings_that_cannot_be_used_are_refused_with_their_line)
{
    put_files();
    expect_code(2, "sed '1s/,scenario,/,scenery,/' findings.csv >f && mv f findings.csv && mend calibrate d.yaml -o r");
    expect_err("findings.csv:1: error: there is no column 'scenario'");
    expect_err("findings.csv:1: error: unknown column 'scenery'");
    expect_err("d.yaml:1:11: error: findings: these cannot be used");
    put_text("findings.csv", findings);
    expect_code(2, "sed 's/,nobody dreams here$/,/' findings.csv >f && mv f findings.csv && mend calibrate d.yaml -o r");
    expect_err("findings.csv:7: error: by: X-05 has no function");
    expect_code(0, "test ! -e r");
}
END_TEST

/* That a scenario has no assay for a measure shows when it is first lived. */
START_TEST(a_target_that_no_assay_of_its_scenario_produces_is_refused_before_the_budget_is_spent)
{
    put_files();
    put_text("d.yaml", HEAD "targets: [X-06]\n" SHORT);
    expect_code(1, "mend calibrate d.yaml -o r --quiet");
    expect_err("findings.csv:8: error: by: nothing in scenario 'small' gives 'support.bouts'");
    expect_code(0, "test $(wc -l <r/journal) = 2");
}
END_TEST

START_TEST(the_command_line_sets_every_scenario_and_no_free_parameter)
{
    put_files();
    expect_code(2, "mend calibrate d.yaml -o r --set still_face.match=0.3");
    expect_err("--set still_face.match=0.3: error: still_face.match is a free parameter of this design");
    expect_code(2, "mend calibrate d.yaml -o r --set learning.rule=calm");
    expect_err("--set learning.rule=calm: error: this is what rule 'repair' is made of (rules.csv:2)");
    expect_code(2, "mend calibrate d.yaml -o r --recover 0");
    expect_err("--recover: '0' is not a whole number from 1 to 200");
    expect_code(2, "mend calibrate d.yaml -o r --recover 4294967297");
    expect_code(0,
                "mend calibrate d.yaml -o r --quiet --set dyads=130 && mend calibrate d.yaml -o s --quiet && ! cmp -s r/points.csv s/points.csv && "
                "grep -q '\"dyads\": 130' r/manifest.json");
}
END_TEST

Suite *calibrate_suite(void)
{
    Suite *suite = suite_create("calibrate");
    TCase *tests = case_of_commands("calibrate", 120);
    add_quest(suite);
    tcase_add_test(tests, a_calibration_finds_what_was_aimed_at_and_says_what_it_could_tell);
    tcase_add_test(tests, the_best_point_is_a_rule_that_gives_its_lines_again);
    tcase_add_test(tests, another_rule_is_calibrated_alike_and_a_line_that_it_never_has_is_not_aimed_at);
    tcase_add_test(tests, a_line_that_is_not_aimed_at_is_no_distance_off);
    tcase_add_test(tests, two_scenarios_make_a_point_of_two_populations_and_a_sign_is_aimed_at);
    tcase_add_test(tests, known_parameters_are_sought_again);
    tcase_add_test(tests, every_column_of_a_calibration_is_described);
    tcase_add_test(tests, threads_change_no_byte);
    tcase_add_test(tests, a_calibration_that_is_killed_goes_on_to_the_same_bytes);
    tcase_add_test(tests, a_calibration_that_is_interrupted_says_so_and_can_be_gone_on_with);
    tcase_add_test(tests, a_dry_run_says_what_it_takes_and_writes_nothing);
    tcase_add_test(tests, several_processes_of_a_launcher_and_parts_are_refused);
    tcase_add_test(tests, rules_are_calibrated_by_a_script_that_goes_on_where_it_was_interrupted);
    tcase_add_test(tests, a_calibration_is_drawn_as_three_pictures);
    tcase_add_loop_test(tests, a_design_that_cannot_be_calibrated_is_refused_with_its_place, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(tests, findings_that_cannot_be_used_are_refused_with_their_line);
    tcase_add_test(tests, a_target_that_no_assay_of_its_scenario_produces_is_refused_before_the_budget_is_spent);
    tcase_add_test(tests, the_command_line_sets_every_scenario_and_no_free_parameter);
    suite_add_tcase(suite, tests);
    return suite;
}
