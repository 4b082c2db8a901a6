/* One run: a config and a sample become a result folder. */
#ifndef MEND_STUDY_RUN_H
#define MEND_STUDY_RUN_H

#include "study/summary.h"

/* Reads the sample that the config names, if any, and checks that it covers the dyads. */
bool sample_of_config(const struct mend_config *config, struct mend_sample *sample, struct mend_report *report);

/* Lives the population (with the sample of sample_of_config) and writes the folder `path`. `command` goes into the manifest. Fills `summary`. Returns false with the reason in `report`;
 * then no folder is left. */
bool run_to_folder(const struct mend_config *config, const struct mend_sample *sample, struct run_order order, const char *path, bool force, const char *command,
                   struct summary *summary, struct mend_report *report);

/* Runs the config of an earlier result folder again and compares every file with its manifest. False if it could not be run or read. */
struct replayed {
    int count;
    char name[32][128];
    bool same[32]; /* the new run gave the bytes of the manifest */
    bool kept[32]; /* the folder's own file still has them */
};
bool replay_folder(const char *path, struct run_order order, struct replayed *out, struct mend_report *report);

/* Turns of a run: daily life and every assay. */
int64_t turns_of_run(const struct mend_config *config);

#endif
