#include "cli/cli.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

volatile int stop_requested;

const struct command commands[] = {
    {"run", "CONFIG", "live one population; the result goes to results/NAME, or to -o DIR", 1, 1, command_run},
    {"sweep", "DESIGN", "live a population at every point of a design; --resume goes on with one that was stopped", 1, 1, command_sweep},
    {"sensitivity", "DESIGN", "find which factors matter most: Sobol' indices or elementary effects, with intervals and a verdict", 1, 1,
     command_sensitivity},
    {"compare", "A B", "live the same dyads under two configs: differences with intervals, and how many lives a difference takes", 2, 2,
     command_compare},
    {"calibrate", "DESIGN", "find values of free parameters that agree with published findings, and which of them the findings can tell", 1, 1,
     command_calibrate},
    {"validate", "[FINDINGS]", "hold published findings against simulated lives, under every rule; configs/findings.csv if none is named", 0, 1,
     command_validate},
    {"merge", "DIR...", "join the parts of a sweep (--shard) into one folder, -o DIR", 1, OPERANDS_MOST, command_merge},
    {"check", "CONFIG", "read a config, say what is wrong with it, or how long it will take", 1, 1, command_check},
    {"init", "[SETTING]", "write a commented config to start from, to standard output or to -o FILE", 0, 1, command_init},
    {"explain", "NAME", "say what a parameter, column, measure, trait, rule or file means", 1, 1, command_explain},
    {"params", "", "list every parameter and trait with its default, range, unit and source", 0, 0, command_params},
    {"replay", "DIR", "run a result folder again and compare every byte", 1, 1, command_replay},
    {"plot", "DIR", "draw the pictures of a result folder into it", 1, 1, command_plot},
    {"version", "", "print the version and how the program was built", 0, 0, command_version},
};
const int command_count = (int)(sizeof commands / sizeof commands[0]);

static void request_stop(int signal_number)
{
    (void)signal_number;
    stop_requested = 1;
}

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = request_stop, .sa_flags = (int)SA_RESETHAND}; /* a second Ctrl-C ends at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void print_usage(FILE *out)
{
    fprintf(out, "mend simulates how attachment forms through rupture and repair.\n\nusage: mend COMMAND [OPTIONS] ...\n\n");
    for (int i = 0; i < command_count; i++) {
        fprintf(out, "  %-11s %-10s %s\n", commands[i].name, commands[i].operands, commands[i].meaning);
    }
    fprintf(out, "\noptions, after the command:\n"
                 "  -o DIR            where the result goes\n"
                 "  --set KEY=VALUE   change one key of the config; may be repeated\n"
                 "  --seed N          names the random numbers\n"
                 "  --threads N       processors to use (default: all)\n"
                 "  --isa NAME        instruction set: baseline, avx2 or avx512 (default: the best here; all give the same bytes)\n"
                 "  --force           replace an earlier result\n"
                 "  --measure NAME    of a comparison: a row of summary.csv to compare; may be repeated\n"
                 "  --effect X        of a comparison: say how many lives would show a difference of X\n"
                 "  --only ID         of a validation: one finding alone\n"
                 "  --recover N       of a calibration: no fit, but N sets of known parameters, to be found again\n"
                 "  --rule NAME       of a calibration: this rule in place of the design's\n"
                 "  --resume          of a sweep, sensitivity or calibration: go on with what is in the folder\n"
                 "  --shard I/N       of a sweep or sensitivity: run the I-th of N parts\n"
                 "  --dry-run         of a sweep, sensitivity or calibration: say what it will take, and write nothing\n"
                 "  --quiet           print nothing but mistakes\n"
                 "  --json            print results as JSON\n"
                 "  -h, --help        this page\n"
                 "\nexit: 0 done, 1 failed, 2 wrong usage or config, 3 interrupted\n"
                 "Start with: mend init > my.yaml, mend run my.yaml, mend plot results/my\n");
}

static const struct command *find_command(const char *name)
{
    for (int i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static enum exit_code refuse_command(const char *name)
{
    char buffer[64], names[512] = "";
    for (int i = 0; i < command_count; i++) {
        strcat(strcat(names, i ? "|" : ""), commands[i].name);
    }
    const char *near = mend_nearest(name, names, buffer, sizeof buffer);
    fprintf(stderr, "mend: '%.60s' is no command", name);
    fprintf(stderr, near ? "; did you mean '%s'?\n" : "\n", near);
    fprintf(stderr, "mend --help lists the commands\n");
    return EXIT_USAGE;
}

/* What was printed may not have arrived: a full disk, a closed pipe. */
static enum exit_code close_output(enum exit_code done)
{
    const bool failed = fflush(stdout) != 0 || ferror(stdout);
    if (failed && done == EXIT_DONE) {
        fprintf(stderr, "mend: standard output cannot be written\n");
        return EXIT_FAILED;
    }
    return done;
}

static enum exit_code print_help(void)
{
    print_usage(stdout);
    return close_output(EXIT_DONE);
}

int main(int argc, char **argv)
{
    struct options options;
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        return print_help();
    }
    const struct command *command = find_command(strcmp(argv[1], "--version") == 0 ? "version" : argv[1]);
    if (!command) {
        return refuse_command(argv[1]);
    }
    const enum exit_code read = options_read(argc, argv, &options);
    if (read != EXIT_DONE) {
        return read;
    }
    if (options.help) {
        return print_help();
    }
    if (options.operands < command->least || options.operands > command->most) {
        fprintf(stderr, "usage: mend %s %s [OPTIONS]\n", command->name, command->operands);
        return EXIT_USAGE;
    }
    catch_signals();
    const enum exit_code done = command->run(&options);
    return close_output(done);
}
