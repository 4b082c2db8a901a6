/* A config: what a person asks for in a YAML file. */
#ifndef MEND_CONFIG_H
#define MEND_CONFIG_H

#include "mend/params.h"
#include "mend/report.h"

#include <stddef.h>
#include <stdio.h>

enum { MEND_PATH = 1024, MEND_ASSAYS_MOST = 16, MEND_CHANGES_MOST = 64 };

#define MEND_ASSAY_NAMES "home_observation|still_face|strange_situation|conflict|support|diary|resilience|alliance"

/* Where the user gave a value: a line and column of the config, from 1. Line 0: nowhere, it is a default; MEND_COMMAND_LINE: on the command line. */
enum { MEND_COMMAND_LINE = -1 };
struct mend_place {
    int line, column;
};

/* One assay of a run, on the state at the end of `day`; day 0: at the end of the run. `name` is its position in MEND_ASSAY_NAMES. */
struct mend_assay_plan {
    int name;
    int64_t day;
    struct mend_place place;
};

struct mend_config {
    struct mend_params params;
    char name[256];             /* the file's name without folder and ending; NAME of results/NAME */
    char population[MEND_PATH]; /* path of a sample (CSV), as seen from the working directory; empty: everybody is drawn */
    struct mend_place population_place;
    struct mend_assay_plan assay[MEND_ASSAYS_MOST];
    int assays;
    bool assays_given;                            /* by the file or the command line, and not by the setting */
    struct mend_change change[MEND_CHANGES_MOST]; /* the schedule */
    struct mend_place change_place[MEND_CHANGES_MOST];
    int changes;
    char path[MEND_PATH];                                                /* the file, as messages name it */
    struct mend_place place[sizeof(struct mend_params) / sizeof(float)]; /* of each parameter, where its field would stand in an array of floats */
};

/* The defaults: caregiver_infant with all its assays at the end. */
void mend_config_default(struct mend_config *config);

/* Gives everything that nobody has given the default of the setting. Reading and setting do this already. */
void mend_config_settle(struct mend_config *config);

/* Reads a YAML config. Reports every mistake of the file in one pass, each as `file:line:column: error: ...`. Returns false if there was any. */
bool mend_config_read(const char *path, struct mend_config *config, struct mend_report *report);

/* Applies one `key=value` of the command line, over what the file said. Messages start with `--set key=value: error: `. */
bool mend_config_set(struct mend_config *config, const char *assignment, struct mend_report *report);

/* What no single key can decide: assay days within the run, recording window, shares that sum to 0, and so on. Called after read and set.
 * Messages start with the place of the value at fault: `file:line:column: error: `, `--set key=value: error: `, or `error: ` alone if it is a
 * default. */
bool mend_config_consistent(const struct mend_config *config, struct mend_report *report);

/* Writes the complete resolved config as YAML that reads back to the same values, each key with its meaning as a comment where `comments`.
 * `population` is written as the given text (NULL: the config's own). */
void mend_config_write(FILE *out, const struct mend_config *config, const char *population, bool comments);

/* The day on which the assay at this position of the plan is held. */
int64_t mend_assay_day(const struct mend_config *config, int assay);

/* Where the place of a parameter stands in `place` of a config. */
size_t mend_config_place(const struct mend_param *line);

#endif
