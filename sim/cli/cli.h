/* The command line: one table of commands, options that all share, and the only place that prints or exits. */
#ifndef MEND_CLI_CLI_H
#define MEND_CLI_CLI_H

#include "mend.h"

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INTERRUPTED = 3 };

enum { SETS_MOST = 256, OPERANDS_MOST = 1024 };

struct options {
    const char *output;         /* -o, or NULL */
    const char *set[SETS_MOST]; /* --set key=value, in order */
    int sets;
    char seed[64];    /* "seed=N", or empty */
    int threads, isa; /* 0 and -1: not given */
    bool quiet, json, force, help, resume, dry_run;
    int shard, shards;       /* 1 and 1: not given */
    double effect;           /* 0: not given */
    int recover;             /* --recover, or 0 */
    const char *only, *rule; /* or NULL */
    const char *measure[SETS_MOST];
    int measures;
    const char *operand[OPERANDS_MOST];
    int operands;
    const char *line; /* the whole command line as text, for the manifest */
};

struct command {
    const char *name, *operands, *meaning;
    int least, most; /* how many operands */
    enum exit_code (*run)(const struct options *options);
};

extern const struct command commands[];
extern const int command_count;

/* Reads the options after the command word. EXIT_DONE, or EXIT_USAGE after saying why. */
enum exit_code options_read(int argc, char **argv, struct options *options);

/* Prints what a report holds to stderr; gives `code` back. */
enum exit_code say(const struct mend_report *report, enum exit_code code);

enum { SHORT_NUMBER = 24 };
/* Three digits of a number, or a dash for one that is not known. Returns `to`. */
const char *short_number(double value, char to[SHORT_NUMBER]);

/* Reads the config of the first operand, applies --set and --seed, and checks it as a whole. */
enum exit_code config_of(const struct options *options, struct mend_config *config);

enum { PHRASE = 256 };
/* What a parameter may be, and its default, as text; both give `text` back. */
const char *range_text(const struct mend_param *line, char text[PHRASE]);
const char *default_text(const struct mend_param *line, char text[PHRASE]);
/* The default in one setting. */
const char *setting_value_text(const struct mend_param *line, int setting, char text[PHRASE]);

/* Prints what a study of sensitivity found, as a table for each measure with its verdict, or as JSON. */
void print_influence(const struct mend_design *design, const struct mend_influence *influence, const char *folder, bool as_json);

/* How far something has come: `all` of some unit is the whole. */
struct progress {
    const char *unit;
    double all;
    double started, shown; /* seconds; 0: not yet */
    int64_t first, last;   /* items that were done at the first call, and at the last */
};

/* Lets an order show its progress on the terminal, if there is one and it is wanted; wipes it away. `progress` has to outlive the order. */
void progress_show(const struct options *options, struct progress *progress, struct mend_order *order);
void progress_clear(const struct progress *progress);

/* Set by SIGINT and SIGTERM. */
extern volatile int stop_requested;

enum exit_code command_run(const struct options *options);
enum exit_code command_sweep(const struct options *options);
enum exit_code command_sensitivity(const struct options *options);
enum exit_code command_calibrate(const struct options *options);
enum exit_code command_compare(const struct options *options);
enum exit_code command_validate(const struct options *options);
enum exit_code command_merge(const struct options *options);
enum exit_code command_check(const struct options *options);
enum exit_code command_init(const struct options *options);
enum exit_code command_explain(const struct options *options);
enum exit_code command_params(const struct options *options);
enum exit_code command_replay(const struct options *options);
enum exit_code command_plot(const struct options *options);
enum exit_code command_version(const struct options *options);

#endif
