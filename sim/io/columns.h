/* Every table of a result folder, of a run and of a study, and every column in it, for headers, datapackage.json, `mend explain` and docs/outputs.md.
 */
#ifndef MEND_IO_COLUMNS_H
#define MEND_IO_COLUMNS_H

#include <stdbool.h>

/* How a value is printed. `fine` has six decimals, `number` four; the others that are not whole are words. */
enum form { FORM_whole, FORM_number, FORM_fine, FORM_text, FORM_class, FORM_rule, FORM_kind, FORM_phase, FORM_episode, FORM_own };

enum file {
    FILE_TIMESERIES,
    FILE_POPULATION,
    FILE_EVENTS,
    FILE_OUTCOMES,
    FILE_STRANGE,
    FILE_FACE,
    FILE_HOME,
    FILE_CONFLICT,
    FILE_GENERATIONS,
    FILE_SUPPORT,
    FILE_DIARY,
    FILE_RESILIENCE,
    FILE_ALLIANCE,
    FILE_SUMMARY,
    RUN_FILES,
    FILE_SWEEP = RUN_FILES, /* and a column a factor, and a column a measure */
    FILE_INDICES,
    FILE_COMPARE,
    FILE_GAIN, /* and a column a factor after the first */
    FILE_VALIDATION,
    FILE_VOTES,
    FILE_CALIBRATION,
    FILE_CORRELATIONS,
    FILE_POSTERIOR, /* and a column a free parameter */
    FILE_PREDICTIVE,
    FILE_POINTS, /* and a column a free parameter, and a column a line */
    FILE_RECOVERY,
    FILE_RECOVERED,
    FILE_RULES,
    FILES
};

struct column {
    enum file file;
    const char *name;
    enum form form;
    const char *unit, *meaning;
    bool grown; /* only of settings with bonds between people who have grown up */
};

/* In the order of the files and of the columns in each. */
extern const struct column columns[];
extern const int column_count;

struct file_line {
    const char *name; /* without .csv */
    const char *row;  /* what one row is */
};
extern const struct file_line file_table[FILES];

/* Whether a result folder holds a file of this name because mend put it there: a table, a description, a sample, a picture. */
bool is_result_file(const char *name);

/* The word that a value of a wordy form stands for; "" for a missing one. */
const char *word_of(enum form form, double value);

#endif
