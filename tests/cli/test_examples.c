/* The examples in R and Python do what they say, where their interpreters are. Where not, the tests say so and pass. */
#include "cli/shell.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IN_R, IN_PYTHON, LANGUAGES };

static const struct {
    const char *name, *ending, *find;
} languages[LANGUAGES] = {
    {"Rscript", "R", "command -v Rscript"},
    {"a python3 with pandas and matplotlib", "py",
     "for p in python3 /usr/bin/python3; do $p -c 'import pandas, matplotlib' 2>/dev/null && echo $p && exit 0; done; exit 1"},
};

/* The interpreter's name, or false with a word on stderr. */
static bool has_language(int language, char *interpreter, size_t size)
{
    if (shell("%s", languages[language].find) != 0) {
        fprintf(stderr, "examples: the scripts for %s are left out: there is none here\n", languages[language].name);
        return false;
    }
    snprintf(interpreter, size, "%.*s", (int)strcspn(said.out, "\n"), said.out);
    return true;
}

/* Runs scripts/examples/NAME on the folder r; its table goes to `table`, its figure to figure.png. */
static bool run_example(int language, const char *name)
{
    char interpreter[1024];
    if (!has_language(language, interpreter, sizeof interpreter)) {
        return false;
    }
    expect_code(0, "MPLCONFIGDIR=$PWD %s \"$ROOT\"/scripts/examples/%s.%s r figure.png >table && cat table", interpreter, name,
                languages[language].ending);
    ck_assert_msg(!said.err[0], "%s", said.err);
    return true;
}

/* A PNG's width stands in its bytes 16 to 19. */
static void expect_figure(void)
{
    expect_code(0, "head -c 4 figure.png | tail -c 3 | grep -q PNG && test $(wc -c <figure.png) -gt 10000 && test $(wc -c <figure.png) -lt 400000");
    expect_code(0, "test $(od -An -tu1 -j18 -N2 figure.png | awk '{ print 256 * $1 + $2 }') -ge 1200");
}

/* summary.csv has the same shares, intervals and means, from another program. */
START_TEST(the_example_of_a_run_prints_what_its_summary_says_and_draws)
{
    expect_code(0, "mend run a.yaml -o r --quiet");
    if (run_example(_i, "run")) {
        expect_code(0, "awk -F'[, ]+' 'function near(a, b) { return (a - b) ^ 2 < 4e-9 }"
                       " NR == FNR { if (NR > 1) { share[$1] = $3; lower[$1] = $4; upper[$1] = $5; trust[$1] = $6 } next }"
                       " { split($1, name, \".\"); c = name[2] } !(c in share) || $1 != name[1] \".\" c { next }"
                       " name[1] == \"share\" { n += near($3, share[c]) && near($4, lower[c]) && near($5, upper[c]) }"
                       " name[1] == \"trust\" { n += near($3, trust[c]) }"
                       " END { exit n < 4 || n != 2 * length(share) }' table r/summary.csv");
        expect_figure();
    }
}
END_TEST

static const char *const designs[] = {"[repair_share.mean, share.secure, trust.mean]", "[trust.mean, share.secure]"};

/* Of two values the mean has the standard error half their distance, and Student's t of one degree of freedom is 12.7062. A third replicate has no
 * values. */
START_TEST(the_example_of_a_sweep_prints_means_and_intervals_over_replicates_and_draws)
{
    char design[1024];
    const int language = _i % LANGUAGES, measured = _i / LANGUAGES;
    snprintf(design, sizeof design,
             "base: a.yaml\nset: {dyads: 60, days: 12, assays: [strange_situation], record: {dyads: 0}}\ndesign: grid\n"
             "factors: {repair.scale: [0.2, 0.6, 1]}\nreplicates: 3\nmeasures: %s\n",
             designs[measured]);
    put_text("d.yaml", design);
    expect_code(0, "mend sweep d.yaml -o r --quiet && awk -F, '$2 != 3' r/sweep.csv >whole");
    expect_code(0, "awk -F, -v OFS=, '$2 == 3 { for (i = 5; i <= NF; i++) $i = \"\" } 1' r/sweep.csv >gaps && mv gaps r/sweep.csv");
    if (run_example(language, "sweep")) {
        expect_code(0,
                    "for c in %s share.secure trust.mean; do pick whole $c >$c || exit 1; done; paste -d' ' %s share.secure trust.mean |"
                    " paste -d' ' - - >rows",
                    measured ? "repair.scale" : "repair_share.mean", measured ? "repair.scale" : "repair_share.mean");
        expect_code(0, "sed 1d table | tr -d '()' | paste -d' ' - rows | awk 'function near(a, b) { return (a - b) ^ 2 < 1e-7 }"
                       " function half(a, b) { return 12.7062 * (a > b ? a - b : b - a) / 2 }"
                       " { n += near($2, ($11 + $14) / 2) && near($3, ($12 + $15) / 2) && near($6 - $4, 2 * half($12, $15))"
                       " && near($7, ($13 + $16) / 2) && near($10 - $8, 2 * half($13, $16)) } END { exit n != 3 }'");
        expect_figure();
    }
}
END_TEST

START_TEST(both_languages_print_the_same)
{
    char ignored[1024];
    if (has_language(IN_R, ignored, sizeof ignored) && has_language(IN_PYTHON, ignored, sizeof ignored)) {
        put_text("d.yaml", "base: a.yaml\nset: {dyads: 40, days: 12, assays: [strange_situation], record: {dyads: 0}}\ndesign: grid\n"
                           "factors: {repair.scale: [0.2, 0.6, 1]}\nreplicates: 5\nmeasures: [share.secure, trust.mean]\n");
        static const char *const names[] = {"run", "sweep"}, *const commands[] = {"run a.yaml", "sweep d.yaml"};
        for (int k = 0; k < 2; k++) {
            expect_code(0, "rm -rf r && mend %s -o r --quiet", commands[k]);
            ck_assert(run_example(IN_R, names[k]));
            expect_code(0, "cp table first");
            ck_assert(run_example(IN_PYTHON, names[k]));
            expect_code(0, "cmp first table");
        }
    }
}
END_TEST

START_TEST(an_example_without_a_folder_says_how_to_call_it)
{
    char interpreter[1024];
    if (has_language(_i, interpreter, sizeof interpreter)) {
        for (int k = 0; k < 2; k++) {
            expect_code(1, "MPLCONFIGDIR=$PWD %s \"$ROOT\"/scripts/examples/%s.%s", interpreter, k ? "sweep" : "run", languages[_i].ending);
            expect_err("usage: ");
        }
    }
}
END_TEST

Suite *examples_suite(void)
{
    Suite *suite = suite_create("examples");
    TCase *tests = case_of_commands("examples", 120);
    tcase_add_loop_test(tests, the_example_of_a_run_prints_what_its_summary_says_and_draws, 0, LANGUAGES);
    tcase_add_loop_test(tests, the_example_of_a_sweep_prints_means_and_intervals_over_replicates_and_draws, 0,
                        LANGUAGES * (int)(sizeof designs / sizeof designs[0]));
    tcase_add_test(tests, both_languages_print_the_same);
    tcase_add_loop_test(tests, an_example_without_a_folder_says_how_to_call_it, 0, LANGUAGES);
    suite_add_tcase(suite, tests);
    return suite;
}
