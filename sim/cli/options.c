#include "cli/cli.h"

#include "engine/lanes.h"
#include "io/text.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_SET = 256,
    OPTION_SEED,
    OPTION_THREADS,
    OPTION_ISA,
    OPTION_QUIET,
    OPTION_JSON,
    OPTION_FORCE,
    OPTION_RESUME,
    OPTION_SHARD,
    OPTION_DRY_RUN,
    OPTION_MEASURE,
    OPTION_EFFECT,
    OPTION_ONLY,
    OPTION_RECOVER,
    OPTION_RULE
};

enum { THREADS_MOST = 4096 };

static const struct option known[] = {
    {"set", required_argument, NULL, OPTION_SET},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"threads", required_argument, NULL, OPTION_THREADS},
    {"isa", required_argument, NULL, OPTION_ISA},
    {"quiet", no_argument, NULL, OPTION_QUIET},
    {"json", no_argument, NULL, OPTION_JSON},
    {"force", no_argument, NULL, OPTION_FORCE},
    {"resume", no_argument, NULL, OPTION_RESUME},
    {"shard", required_argument, NULL, OPTION_SHARD},
    {"dry-run", no_argument, NULL, OPTION_DRY_RUN},
    {"measure", required_argument, NULL, OPTION_MEASURE},
    {"effect", required_argument, NULL, OPTION_EFFECT},
    {"only", required_argument, NULL, OPTION_ONLY},
    {"recover", required_argument, NULL, OPTION_RECOVER},
    {"rule", required_argument, NULL, OPTION_RULE},
    {"help", no_argument, NULL, 'h'},
    {"output", required_argument, NULL, 'o'},
    {NULL, 0, NULL, 0},
};

static bool read_whole(const char *text, const char *option, int most, int *to)
{
    char *end;
    errno = 0;
    const long n = strtol(text, &end, 10);
    if (errno || *end || end == text || n < 1 || n > most) {
        fprintf(stderr, "mend: %s: '%.60s' is not a whole number from 1 to %d\n", option, text, most);
        return false;
    }
    *to = (int)n;
    return true;
}

static bool read_rule(const char *text, struct options *options)
{
    options->rule = text;
    if (!text[0]) {
        fprintf(stderr, "mend: --rule: '' is no name of a rule\n");
    }
    return text[0];
}

static bool read_shard(const char *text, struct options *options)
{
    char end;
    if (sscanf(text, "%d/%d%c", &options->shard, &options->shards, &end) != 2 || options->shard < 1 || options->shards < options->shard) {
        fprintf(stderr, "mend: --shard: '%.60s' is not a part of a whole, such as 1/3, 2/3 or 3/3\n", text);
        return false;
    }
    return true;
}

static bool read_measure(const char *text, struct options *options)
{
    if (options->measures == SETS_MOST) {
        fprintf(stderr, "mend: more than %d --measure\n", SETS_MOST);
        return false;
    }
    options->measure[options->measures++] = text;
    return true;
}

static bool read_effect(const char *text, struct options *options)
{
    if (!mend_number_of(text, &options->effect) || !(options->effect > 0)) {
        fprintf(stderr, "mend: --effect: '%.60s' is not a number above 0\n", text);
        return false;
    }
    return true;
}

static bool read_isa(const char *text, struct options *options)
{
    for (int i = 0; i < ISAS; i++) {
        if (strcmp(text, isa_names[i]) == 0) {
            options->isa = i;
            return true;
        }
    }
    fprintf(stderr, "mend: --isa: '%.60s' is none of baseline, avx2, avx512\n", text);
    return false;
}

static bool read_set(const char *text, struct options *options)
{
    if (options->sets == SETS_MOST) {
        fprintf(stderr, "mend: more than %d --set\n", SETS_MOST);
        return false;
    }
    options->set[options->sets++] = text;
    return true;
}

static bool read_seed(const char *text, struct options *options)
{
    if (strlen(text) >= sizeof options->seed - sizeof "seed=") {
        fprintf(stderr, "mend: --seed: '%.60s...' is too long for a number\n", text);
        return false;
    }
    snprintf(options->seed, sizeof options->seed, "seed=%s", text);
    return true;
}

static bool read_option(int option, struct options *options)
{
    switch (option) {
    case 'o':
        options->output = optarg;
        return true;
    case 'h':
        return options->help = true;
    case OPTION_SET:
        return read_set(optarg, options);
    case OPTION_SEED:
        return read_seed(optarg, options);
    case OPTION_THREADS:
        return read_whole(optarg, "--threads", THREADS_MOST, &options->threads);
    case OPTION_ISA:
        return read_isa(optarg, options);
    case OPTION_QUIET:
        return options->quiet = true;
    case OPTION_JSON:
        return options->json = true;
    case OPTION_FORCE:
        return options->force = true;
    case OPTION_RESUME:
        return options->resume = true;
    case OPTION_SHARD:
        return read_shard(optarg, options);
    case OPTION_DRY_RUN:
        return options->dry_run = true;
    case OPTION_MEASURE:
        return read_measure(optarg, options);
    case OPTION_ONLY:
        options->only = optarg;
        return true;
    case OPTION_EFFECT:
        return read_effect(optarg, options);
    case OPTION_RECOVER:
        return read_whole(optarg, "--recover", MEND_KNOWN_MOST, &options->recover);
    case OPTION_RULE:
        return read_rule(optarg, options);
    default:
        fprintf(stderr, "mend --help lists the options\n"); /* getopt has named the wrong one */
        return false;
    }
}

/* The command line as it was typed, for the manifest. */
static const char *whole_line(int argc, char **argv)
{
    static char line[4096];
    size_t used = 0;
    for (int i = 0; i < argc && used < sizeof line; i++) {
        const int wrote = snprintf(line + used, sizeof line - used, "%s%s", i ? " " : "", i ? argv[i] : "mend");
        used += wrote > 0 ? (size_t)wrote : 0;
    }
    return line;
}

enum exit_code options_read(int argc, char **argv, struct options *options)
{
    *options = (struct options){.isa = -1, .shard = 1, .shards = 1, .line = whole_line(argc, argv)};
    argv[1] = "mend"; /* what getopt puts before its messages */
    for (int option = getopt_long(argc - 1, argv + 1, "o:h", known, NULL); option != -1;
         option = getopt_long(argc - 1, argv + 1, "o:h", known, NULL)) {
        if (!read_option(option, options)) {
            return EXIT_USAGE;
        }
    }
    for (int i = optind + 1; i < argc; i++) {
        if (options->operands == OPERANDS_MOST) {
            fprintf(stderr, "mend: too many operands\n");
            return EXIT_USAGE;
        }
        options->operand[options->operands++] = argv[i];
    }
    return EXIT_DONE;
}

enum exit_code say(const struct mend_report *report, enum exit_code code)
{
    for (int i = 0; i < report->count && i < MEND_REPORT_MOST; i++) {
        fprintf(stderr, "%s\n", report->message[i]);
    }
    if (report->count > MEND_REPORT_MOST) {
        fprintf(stderr, "and %d more\n", report->count - MEND_REPORT_MOST);
    }
    return code;
}

const char *short_number(double value, char to[SHORT_NUMBER])
{
    snprintf(to, SHORT_NUMBER, isfinite(value) ? "%.3g" : "-", value);
    return to;
}

enum exit_code config_of(const struct options *options, struct mend_config *config)
{
    static struct mend_report report;
    bool good = mend_config_read(options->operand[0], config, &report);
    for (int i = 0; i < options->sets; i++) {
        good = mend_config_set(config, options->set[i], &report) && good;
    }
    if (options->seed[0]) {
        good = mend_config_set(config, options->seed, &report) && good;
    }
    good = good && mend_config_consistent(config, &report);
    return good ? EXIT_DONE : say(&report, EXIT_USAGE);
}
