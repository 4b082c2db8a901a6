/* A sample of one's own: traits of real or invented dyads, read from a CSV file. */
#ifndef MEND_SAMPLE_H
#define MEND_SAMPLE_H

#include "mend/report.h"

#include <stdint.h>

enum mend_trait {
#define TRAIT(name, ...) MEND_TRAIT_##name,
#include "model/state.def"
    MEND_TRAITS
};

/* One line of the trait table (sim/model/state.def). `of_giver`: the trait is the giver's, else the seeker's. */
struct mend_trait_line {
    const char *name, *unit, *meaning;
    bool of_giver;
    double least, most;
};
extern const struct mend_trait_line mend_trait_table[MEND_TRAITS];

/* rows x MEND_TRAITS, row by row; NaN where the sample leaves a trait to be drawn. Row r, from 1, is dyad r, whatever part of the population is run.
 */
struct mend_sample {
    int64_t rows;
    float *value;
};

/* Reads a CSV with a header row of trait names; a first column without a name, a column `dyad` and columns starting with `x_` are allowed and
 * ignored, any other is an error that names the nearest trait. An empty field or NA is drawn. Every mistake is reported as `file:line: error: ...`.
 * False if there was any; then nothing is allocated. */
bool mend_sample_read(const char *path, struct mend_sample *sample, struct mend_report *report);
void mend_sample_free(struct mend_sample *sample);

#endif
