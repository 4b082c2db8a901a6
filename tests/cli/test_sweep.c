/* Sweeps as a user meets them: designs, rows, parts, what is stopped and gone on with, what is refused. */
#include "cli/shell.h"
#include "suites.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define SMALL "base: a.yaml\nset: {dyads: 40, days: 12, assays: [strange_situation], record: {dyads: 0, events: false}}\n"
#define GRID SMALL "design: grid\nfactors:\n  repair.scale: [0.2, 0.6, 1]\n  rupture: {scale: {from: 0.5, to: 2, steps: 4}}\nreplicates: 2\n"
#define MEASURES "measures: [share.secure, trust.mean]\n"

static void put_grid(void)
{
    put_text("d.yaml", GRID MEASURES);
}

/* ---- points and rows ---- */

START_TEST(a_grid_has_a_row_for_every_combination_and_replicate_in_the_order_of_the_design)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --quiet && test $(wc -l <r/sweep.csv) = 25 && head -n 1 r/sweep.csv");
    expect_out("point,replicate,seed,repair.scale,rupture.scale,share.secure,trust.mean\n");
    expect_code(0, "pick r/sweep.csv repair.scale | uniq -c | tr -s ' \\n' '  '");
    ck_assert_str_eq(said.out, " 8 0.2 8 0.6 8 1 ");
    expect_code(0, "pick r/sweep.csv rupture.scale | uniq -c | head -n 4 | tr -s ' \\n' '  '");
    ck_assert_str_eq(said.out, " 2 0.5 2 1 2 1.5 2 2 ");
    expect_code(0, "pick r/sweep.csv seed | sort | uniq -c | tr -s ' \\n' '  '");
    ck_assert_str_eq(said.out, " 12 7 12 8 ");
}
END_TEST

/* The seed of a row and the values of its point are all that it takes. */
START_TEST(run_with_a_row_s_seed_and_values_gives_its_measures)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --quiet && sed -n 13p r/sweep.csv"); /* the 12th row: point 6, replicate 2 */
    expect_out("6,2,8,0.6,1,");
    expect_code(0, "mend run a.yaml -o s --quiet --seed 8 --set repair.scale=0.6 --set rupture.scale=1 --set dyads=40 --set days=12"
                   " --set assays=strange_situation --set record.dyads=0 --set record.events=false");
    expect_code(0, "for m in share.secure trust.mean; do test \"$(pick r/sweep.csv $m | sed -n 12p)\" = \"$(grep ^$m, s/summary.csv | cut -d, -f3)\""
                   " || exit 1; done");
}
END_TEST

START_TEST(in_a_list_and_in_a_table_a_row_is_a_point)
{
    put_text("d.yaml", SMALL "design: list\nfactors: {repair.scale: [0.5, 1], days: [5, 6]}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml -o r --quiet && cut -d, -f1-5 r/sweep.csv | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "point,replicate,seed,repair.scale,days 1,1,7,0.5,5 2,1,7,1,6 ");
    put_text("points.csv", "setting,infancy.days\nromantic,3\nfriendship,4\n");
    put_text("e.yaml", "base: a.yaml\nset: {dyads: 10, days: 6, assays: []}\ndesign: csv\nfile: points.csv\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sweep e.yaml -o s --quiet && cut -d, -f1-5 s/sweep.csv | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "point,replicate,seed,setting,infancy.days 1,1,7,romantic,3 2,1,7,friendship,4 ");
}
END_TEST

START_TEST(a_value_of_the_schedule_can_be_a_factor)
{
    put_text("b.yaml", "setting: caregiver_infant\ndyads: 20\ndays: 30\nassays: []\nschedule: [{from: 6, to: 30, set: {repair.scale: 1}}]\n");
    put_text("d.yaml",
             "base: b.yaml\ndesign: grid\nfactors: {schedule.repair.scale: [0, 1], schedule.repair.scale.from: [6, 26]}\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/sweep.csv trust.mean | tr '\\n' ' '");
    double trust[4];
    ck_assert_int_eq(sscanf(said.out, "%lf %lf %lf %lf", &trust[0], &trust[1], &trust[2], &trust[3]), 4);
    ck_assert_msg(trust[0] < trust[1] && trust[1] < trust[2] && trust[2] == trust[3], "%s", said.out); /* without repair for long, for short; never */
}
END_TEST

/* Each of n points of a Latin hypercube lies in an n-th of its own of every range. */
START_TEST(a_latin_hypercube_has_one_point_in_every_part_of_every_range)
{
    put_text("d.yaml", SMALL "design: lhs\npoints: 16\nfactors: {repair.scale: {from: 0, to: 2}, risk: {from: 0, to: 4}}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/sweep.csv repair.scale | awk '{ print int($1 * 8) }' | sort -n | uniq | wc -l");
    ck_assert_int_eq(atoi(said.out), 16);
    expect_code(0, "pick r/sweep.csv risk | awk '{ print int($1 * 4) }' | sort -n | uniq | wc -l");
    ck_assert_int_eq(atoi(said.out), 16);
    expect_code(0, "test \"$(pick r/sweep.csv repair.scale | sort -n)\" != \"$(pick r/sweep.csv repair.scale)\"");
}
END_TEST

/* Twelve parts of a range of three whole numbers: four each. */
START_TEST(whole_numbers_of_a_range_come_up_alike_from_end_to_end)
{
    put_text("d.yaml", SMALL "design: lhs\npoints: 12\nfactors: {days: {from: 5, to: 7}}\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet && pick r/sweep.csv days | sort | uniq -c | tr -s ' \\n' '  '");
    ck_assert_str_eq(said.out, " 4 5 4 6 4 7 ");
}
END_TEST

/* The first points of the sequence in two dimensions, as in Joe & Kuo 2003, without the origin. */
START_TEST(sobol_points_are_those_of_the_sequence)
{
    put_text("d.yaml", SMALL "design: sobol\npoints: 3\nfactors: {repair.scale: {from: 0, to: 1}, risk: {from: 0, to: 4}}\n" MEASURES);
    expect_code(0, "mend sweep d.yaml -o r --quiet && cut -d, -f4,5 r/sweep.csv | tr '\\n' ' '");
    ck_assert_str_eq(said.out, "repair.scale,risk 0.5,2 0.75,1 0.25,3 ");
}
END_TEST

/* ---- parts, threads, and going on ---- */

START_TEST(threads_and_parts_change_no_byte)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --quiet --threads 1");
    expect_code(0, "for t in 2 7; do mend sweep d.yaml -o t$t --quiet --threads $t && cmp r/sweep.csv t$t/sweep.csv || exit 1; done");
    expect_code(0, "for i in 1 2 3; do mend sweep d.yaml -o p$i --quiet --shard $i/3 || exit 1; done; mend merge p2 p3 p1 -o m --quiet");
    expect_code(0, "cmp r/sweep.csv m/sweep.csv");
    expect_code(0, "mend sweep d.yaml -o q --quiet --shard 1/1 && cmp r/sweep.csv q/sweep.csv");
}
END_TEST

START_TEST(a_joined_folder_is_that_of_a_finished_sweep)
{
    put_grid();
    expect_code(
        0, "for i in 1 2 3; do mend sweep d.yaml -o p$i --quiet --shard $i/3 || exit 1; done; chmod -R a-w p1; mend merge p1 p3 p2 -o m --quiet");
    expect_code(0, "cmp p1/datapackage.json m/datapackage.json && sed -n '/\"study\"/,/}/p' m/manifest.json >study && cp m/sweep.csv s &&"
                   " cp m/journal j && mend sweep d.yaml -o m --resume --json");
    expect_out("\"earlier\": 24");
    expect_code(0, "cmp s m/sweep.csv && cmp j m/journal");
    expect_code(0, "mend sweep d.yaml -o r --quiet && cmp s r/sweep.csv && sort r/journal >a && sort m/journal | cmp a -");
    expect_code(0, "sed -n '/\"study\"/,/}/p' r/manifest.json | cmp - study");
    expect_code(1, "chmod u+w p1 p1/journal; sed -i '$d' p1/journal; mend merge p1 p2 p3 -o n");
    expect_err("p1/journal: error: 7 of 8 rows are in it");
    expect_code(1, "rm p1/journal; mend merge p1 p2 p3 -o n");
    expect_err("p1/journal: error: ");
    expect_code(0, "test ! -e n");
}
END_TEST

/* Each part has a reason of its own, and in the whole each is at its row. */
START_TEST(rows_that_failed_stay_failed_in_the_joined_folder)
{
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}}\ndesign: grid\n"
                       "factors: {rupture: {kinds: {misattunement: [0, 0.6], conflict: [0, 0.4], absence: [0], miscommunication: [0]}}}\n"
                       "measures: [trust.mean]\n");
    expect_code(1, "mend sweep d.yaml -o p1 --quiet --shard 1/2");
    expect_code(0, "mend sweep d.yaml -o p2 --quiet --shard 2/2 && mend merge p1 p2 -o m --quiet && grep -q '\"failed\": 1$' m/manifest.json");
    expect_code(1, "mend sweep d.yaml -o m --resume");
    expect_err("point 1, replicate 1 failed: ");
    expect_err("1 of 4 rows failed");
}
END_TEST

START_TEST(parts_that_do_not_make_a_whole_are_refused)
{
    put_grid();
    put_text("e.yaml", GRID "measures: [trust.mean]\n");
    expect_code(0, "for i in 1 2; do mend sweep d.yaml -o p$i --quiet --shard $i/2 && mend sweep e.yaml -o e$i --quiet --shard $i/2 || exit 1; done");
    expect_code(1, "mend merge p1 -o m");
    expect_err("p1: error: this is part 1 of 2, and 1 parts are given");
    expect_code(1, "mend merge p1 p1 -o m");
    expect_err("p1: error: this is part 1, and so is p1");
    expect_code(1, "mend merge p1 e2 -o m");
    expect_err("e2: error: this is a part of another sweep");
    expect_code(1, "mend merge p1 nowhere -o m");
    expect_err("nowhere: error: this is no folder of a sweep");
    expect_code(1, "cp -r p2 q && sed -i 's/\"done\": 12/\"done\": 11/' q/manifest.json && mend merge p1 q -o m");
    expect_err("q: error: this part is not finished: 11 of 12 rows; go on with it with --resume");
    expect_code(1, "sed 's/^  \"version\": \"[^\"]*/&9/' p2/manifest.json >q/manifest.json && mend merge p1 q -o m");
    expect_err("q: error: this is a part of another sweep, or of another version, than p1");
    expect_code(1, "sed 's/\"shard\": 2/\"shard\": 0/' p2/manifest.json >q/manifest.json && mend merge p1 q -o m");
    expect_err("q: error: this is part 0 of 2, and 2 parts are given");
    expect_code(1, "cp p2/manifest.json q && sed -i '$d' q/sweep.csv && mend merge p1 q -o m");
    expect_err("q: error: sweep.csv has 11 rows and not 12");
    expect_code(2, "mend merge p1 p2");
    expect_code(0, "test ! -e m");
}
END_TEST

START_TEST(a_finished_sweep_is_not_run_again_and_not_replaced_unasked)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --quiet && cp r/journal j && cp r/sweep.csv s && rm r/sweep.csv");
    expect_code(1, "mend sweep d.yaml -o r");
    expect_err("r: error: there is a result already");
    expect_code(0, "mend sweep d.yaml -o r --resume --json && cmp r/journal j && cmp r/sweep.csv s");
    expect_out("\"earlier\": 24");
    expect_code(0, "mend sweep d.yaml -o r --force --json && cmp r/sweep.csv s");
    expect_out("\"earlier\": 0");
}
END_TEST

START_TEST(resume_works_on_a_folder_that_is_absent_torn_or_complete)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --resume --quiet && cp r/sweep.csv s");
    for (int bytes = 0; bytes < 2000; bytes += 133) {
        expect_code(0, "head -c %d r/journal >j && mkdir -p t && cp j t/journal && mend sweep d.yaml -o t --resume --quiet && cmp t/sweep.csv s",
                    bytes);
        expect_code(0, "test $(wc -l <t/journal) = 25 && test $(cut -d' ' -f1 t/journal | sort | uniq -d | wc -l) = 0 && rm -r t");
    }
}
END_TEST

/* Some milliseconds, other ones each time. */
static void wait_a_little(int round)
{
    const struct timespec time = {.tv_nsec = (long)(5 + 37 * round % 90) * 1000000L};
    nanosleep(&time, NULL);
}

START_TEST(twenty_kills_lose_nothing_that_was_finished)
{
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 400, days: 40, assays: [], record: {dyads: 0}}\ndesign: grid\nfactors:\n"
                       "  repair.scale: {from: 0.1, to: 2, steps: 60}\nreplicates: 5\nmeasures: [trust.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    for (int round = 0; round < 20; round++) {
        const pid_t pid = start("\"$MEND\" sweep d.yaml -o t --resume --quiet");
        wait_a_little(round);
        kill(pid, SIGKILL);
        finish(pid);
        expect_code(
            0, "test ! -e t/journal || { cut -d' ' -f1 t/journal >now && { test ! -e before || test $(wc -l <now) -ge $(wc -l <before); } && mv now "
               "before; }");
    }
    expect_code(0, "mend sweep d.yaml -o t --resume --quiet && cmp r/sweep.csv t/sweep.csv");
    expect_code(0, "test $(wc -l <t/journal) = 301 && test $(cut -d' ' -f1 t/journal | sort | uniq -d | wc -l) = 0");
}
END_TEST

START_TEST(an_interrupt_ends_with_exit_3_and_keeps_what_is_finished)
{
    static const int signals[] = {SIGINT, SIGTERM};
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 400, days: 40, assays: [], record: {dyads: 0}}\ndesign: grid\nfactors:\n"
                       "  repair.scale: {from: 0.1, to: 2, steps: 2000}\nmeasures: [trust.mean]\n");
    const pid_t pid = start("\"$MEND\" sweep d.yaml -o t --quiet");
    for (int k = 0; k < 500 && shell("test -e t/journal && test $(wc -l <t/journal) -gt 3") != 0; k++) {
        wait_a_little(k);
    }
    kill(pid, signals[_i]);
    ck_assert_int_eq(finish(pid), 3);
    expect_err("interrupted: ");
    expect_err(" of 2000 rows are finished and kept; --resume goes on");
    expect_code(0, "test ! -e t/sweep.csv && test $(wc -l <t/journal) -gt 3");
}
END_TEST

/* `ulimit -f` stands for a disk that fills up: the manifest fits, the journal does not. */
START_TEST(a_full_disk_loses_nothing_that_was_finished)
{
    put_text("d.yaml", SMALL "design: grid\nfactors: {repair.scale: [0.2, 0.6, 1], rupture.scale: {from: 0.5, to: 2, steps: 4}}\nreplicates: 40\n"
                             "measures: [share.secure, share.avoidant, share.anxious, share.disorganized, trust.mean, arousal.mean, doubt.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    expect_code(1, "mkdir t; trap '' XFSZ; ulimit -f 48; mend sweep d.yaml -o t --resume 2>&1 | cat >&2; mend sweep d.yaml -o t --resume --quiet");
    expect_err("t/journal: error: cannot be written: File too large; what is finished is kept, --resume goes on");
    expect_code(0, "test $(wc -l <t/journal) -gt 10 && tail -c 1 t/journal | od -c | grep -q '\\n'");
    expect_code(0, "mend sweep d.yaml -o t --resume --quiet && cmp r/sweep.csv t/sweep.csv");
}
END_TEST

START_TEST(two_processes_do_not_work_on_one_folder)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --quiet");
    expect_code(1, "flock r/journal \"$MEND\" sweep d.yaml -o r --resume");
    expect_err("r/journal: error: another mend is at work on it");
}
END_TEST

START_TEST(a_point_whose_values_do_not_go_together_is_told_and_the_others_go_on)
{
    put_text("d.yaml", "base: a.yaml\nset: {dyads: 20, days: 12, assays: [], record: {dyads: 0}}\ndesign: grid\n"
                       "factors: {rupture: {kinds: {misattunement: [0, 0.6], conflict: [0, 0.4], absence: [0], miscommunication: [0]}}}\n"
                       "measures: [trust.mean]\n");
    expect_code(1, "mend sweep d.yaml -o r");
    expect_err("point 1, replicate 1 failed: ");
    expect_err("1 of 4 rows failed");
    expect_code(0, "test $(wc -l <r/sweep.csv) = 5 && test -z \"$(pick r/sweep.csv trust.mean | head -n 1)\" && test $(pick r/sweep.csv trust.mean | "
                   "grep -c .) = 3");
}
END_TEST

START_TEST(a_dry_run_writes_nothing)
{
    put_grid();
    expect_code(0, "mend sweep d.yaml -o r --dry-run && test ! -e r");
    expect_out("12 points, 24 populations");
    expect_code(0, "mend sweep d.yaml --dry-run --json && test ! -e results");
    json_t *json = json_of_stdout();
    ck_assert_int_eq((int)json_integer_value(json_object_get(json, "rows")), 24);
    json_decref(json);
}
END_TEST

START_TEST(a_folder_of_another_design_is_refused)
{
    put_grid();
    put_text("e.yaml", GRID "measures: [trust.mean]\n");
    expect_code(0, "mend sweep d.yaml -o r --quiet && cp r/journal j");
    expect_code(1, "mend sweep e.yaml -o r --resume");
    expect_err("r/journal: error: this folder holds another study, or one of another version");
    expect_code(1, "sed -i '1s/^mend [^ ]*/mend 0.0.1/' r/journal; mend sweep d.yaml -o r --resume");
    expect_err("one of another version");
    expect_code(1, "echo dear >r/journal; mend sweep d.yaml -o r --resume");
    expect_err("this is no journal of mend");
    expect_code(1, "mend sweep d.yaml -o r --shard 1/2 --resume; cp j r/journal; mend sweep d.yaml -o r --shard 1/2 --resume");
}
END_TEST

/* ---- bad designs ---- */

static const struct {
    const char *text, *words;
} refused[] = {
    {SMALL "design: grid\nfactors: {repair.scael: [1]}\n" MEASURES, "d.yaml:4:26: error: unknown key 'repair.scael'; did you mean 'repair.scale'?"},
    {SMALL "design: grid\nfactors: {repair.scale: [1, high]}\n" MEASURES, "d.yaml:4:29: error: repair.scale: 'high' is not a number from 0 to 10"},
    {SMALL "design: grid\nfactors: {repair.scale: [1, 11]}\n" MEASURES, "d.yaml:4:29: error: repair.scale: '11' is not a number from 0 to 10"},
    {SMALL "design: grid\nfactors: {repair.scale: []}\n" MEASURES, "d.yaml:4:25: error: factors: repair.scale: the list is empty"},
    {SMALL "design: grid\nfactors: {repair.scale: {from: 2, to: 1, steps: 3}}\n" MEASURES,
     "d.yaml:4:25: error: factors: repair.scale: the range is empty"},
    {SMALL "design: grid\nfactors: {repair.scale: {from: 1, to: 2}}\n" MEASURES, "repair.scale: a range of a grid needs steps, 2 or more"},
    {SMALL "design: grid\nfactors: {dyads: {from: 1, to: 3, steps: 4}}\n" MEASURES, "no more than there are whole numbers in it"},
    {SMALL "design: lhs\npoints: 4\nfactors: {repair.scale: [1, 2]}\n" MEASURES, "repair.scale: where points are drawn a factor is a range"},
    {SMALL "design: lhs\nfactors: {repair.scale: {from: 1, to: 2}}\n" MEASURES, "d.yaml:3:9: error: points: this key is missing"},
    {SMALL "design: grid\npoints: 4\nfactors: {repair.scale: [1]}\n" MEASURES,
     "d.yaml:4:9: error: points: this key belongs to lhs, sobol and morris"},
    {SMALL "design: list\nfactors: {repair.scale: [1, 2], days: [3]}\n" MEASURES, "days has 1 values and repair.scale 2"},
    {SMALL "design: gird\nfactors: {repair.scale: [1]}\n" MEASURES, "d.yaml:3:9: error: design: 'gird' is not one of"},
    {SMALL "design: grid\nfactors: {seed: [1, 2]}\n" MEASURES, "factors: seed belongs to the replicates"},
    {SMALL "design: grid\nfactors: {repair.scale: [1], repair: {scale: [2]}}\n" MEASURES, "'repair.scale' is given twice"},
    {SMALL "design: grid\nfactors: {repair.scale: [1]}\nreplicates: 0\n" MEASURES,
     "d.yaml:5:13: error: replicates: '0' is not a whole number from 1"},
    {SMALL "design: grid\nfactors: {repair.scale: [1]}\nmeasures: [share.secur]\n",
     "d.yaml:5:12: error: measures: no measure is called 'share.secur'"},
    {SMALL "design: grid\nfactors: {repair.scale: [1]}\n", "measures: this key is missing"},
    {SMALL "design: grid\nfactors: {schedule.repair.scale: [1]}\n" MEASURES, "the schedule of the config has no such change"},
    {SMALL "design: grid\n" MEASURES, "factors: this key is missing"},
    {"design: grid\nfactors: {repair.scale: [1]}\n" MEASURES, "d.yaml:1:1: error: base: this key is missing"},
    {"base: nowhere.yaml\ndesign: grid\nfactors: {repair.scale: [1]}\n" MEASURES, "nowhere.yaml: error: "},
    {"base: a.yaml\nbase: a.yaml\n", "d.yaml:2:1: error: duplicate key 'base'; it is first given on line 1"},
    {"base: a.yaml\nfactor: {}\n", "unknown key 'factor' in a design; did you mean 'factors'?"},
    {"base: a.yaml\nset: {dyads: no}\ndesign: grid\nfactors: {repair.scale: [1]}\n" MEASURES,
     "d.yaml:2:14: error: dyads: 'no' is not a whole number"},
    {"just words\n", "d.yaml:1:1: error: this is not a design"},
    {"", "this is not a design"},
};

START_TEST(a_bad_design_is_refused_with_its_place)
{
    put_text("d.yaml", refused[_i].text);
    expect_code(2, "mend sweep d.yaml -o r");
    expect_err(refused[_i].words);
    expect_code(0, "test ! -e r");
}
END_TEST

START_TEST(a_bad_table_of_points_is_refused_with_its_line)
{
    put_text("d.yaml", SMALL "design: csv\nfile: p.csv\n" MEASURES);
    expect_code(2, "printf 'repair.scale,days\\n1,2\\n1\\n' >p.csv; mend sweep d.yaml -o r");
    expect_err("p.csv:3: error: ");
    expect_code(2, "printf 'repair.scale\\n1\\nhigh\\n' >p.csv; mend sweep d.yaml -o r");
    expect_err("p.csv:3: error: repair.scale: 'high' is not a number");
    expect_code(2, "printf 'repair.scale\\n1\\0\\n' >p.csv; mend sweep d.yaml -o r");
    expect_err("p.csv:1: error: the file holds binary data");
    expect_code(2, "printf 'repair.scale\\n' >p.csv; mend sweep d.yaml -o r");
    expect_err("p.csv:1: error: a design needs 1 to 64 columns and a row a point");
    expect_code(2, "rm p.csv; mend sweep d.yaml -o r");
    expect_err("p.csv: error: ");
}
END_TEST

START_TEST(more_than_40_sobol_dimensions_are_refused)
{
    put_text("head", SMALL "design: sobol\npoints: 4\nfactors:\n");
    expect_code(0, "mend params --json | sed -n 's/.*\"key\": \"\\([a-z_]*\\.[a-z_.]*\\)\".*/  \\1: {from: 0, to: 1}/p' | head -n 41 >factors");
    expect_code(2, "test $(wc -l <factors) = 41 || exit 9; (cat head factors; echo 'measures: [trust.mean]') >d.yaml; mend sweep d.yaml -o r");
    expect_err("Sobol' points have at most 40 dimensions, and here are 41 factors; take lhs");
}
END_TEST

START_TEST(ten_million_populations_are_asked_about_first)
{
    put_text("d.yaml", SMALL "design: lhs\npoints: 10000000\nfactors: {repair.scale: {from: 0, to: 1}}\n" MEASURES);
    expect_code(2, "mend sweep d.yaml -o r");
    expect_err("d.yaml: error: 10000000 populations are many; look at --dry-run first");
}
END_TEST

Suite *sweep_suite(void)
{
    Suite *suite = suite_create("sweep");
    TCase *tests = case_of_commands("sweep", 60);
    tcase_add_test(tests, a_grid_has_a_row_for_every_combination_and_replicate_in_the_order_of_the_design);
    tcase_add_test(tests, run_with_a_row_s_seed_and_values_gives_its_measures);
    tcase_add_test(tests, in_a_list_and_in_a_table_a_row_is_a_point);
    tcase_add_test(tests, a_value_of_the_schedule_can_be_a_factor);
    tcase_add_test(tests, a_latin_hypercube_has_one_point_in_every_part_of_every_range);
    tcase_add_test(tests, whole_numbers_of_a_range_come_up_alike_from_end_to_end);
    tcase_add_test(tests, sobol_points_are_those_of_the_sequence);
    tcase_add_test(tests, threads_and_parts_change_no_byte);
    tcase_add_test(tests, a_joined_folder_is_that_of_a_finished_sweep);
    tcase_add_test(tests, rows_that_failed_stay_failed_in_the_joined_folder);
    tcase_add_test(tests, parts_that_do_not_make_a_whole_are_refused);
    tcase_add_test(tests, a_finished_sweep_is_not_run_again_and_not_replaced_unasked);
    tcase_add_test(tests, resume_works_on_a_folder_that_is_absent_torn_or_complete);
    tcase_add_test(tests, twenty_kills_lose_nothing_that_was_finished);
    tcase_add_loop_test(tests, an_interrupt_ends_with_exit_3_and_keeps_what_is_finished, 0, 2);
    tcase_add_test(tests, a_full_disk_loses_nothing_that_was_finished);
    tcase_add_test(tests, two_processes_do_not_work_on_one_folder);
    tcase_add_test(tests, a_point_whose_values_do_not_go_together_is_told_and_the_others_go_on);
    tcase_add_test(tests, a_dry_run_writes_nothing);
    tcase_add_test(tests, a_folder_of_another_design_is_refused);
    tcase_add_loop_test(tests, a_bad_design_is_refused_with_its_place, 0, sizeof refused / sizeof refused[0]);
    tcase_add_test(tests, a_bad_table_of_points_is_refused_with_its_line);
    tcase_add_test(tests, more_than_40_sobol_dimensions_are_refused);
    tcase_add_test(tests, ten_million_populations_are_asked_about_first);
    suite_add_tcase(suite, tests);
    add_compare(suite);
    add_forecast(suite);
    add_against(suite);
    add_gain(suite);
    add_dealer(suite);
    return suite;
}
