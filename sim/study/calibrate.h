/* What the parts of a calibration share: its points as rows of a journal, and the quests that lay them. */
#ifndef MEND_STUDY_CALIBRATE_H
#define MEND_STUDY_CALIBRATE_H

#include "io/manifest.h"
#include "mend/calibrate.h"
#include "study/asked.h"
#include "study/journal.h"
#include "study/quest.h"

/* Room of a thread. */
struct calibration_seat {
    struct mend_config config;
    struct mend_summary summary;
    struct mend_report report;
    struct taken taken[MEND_SCENARIOS_MOST][ASKED_MOST];
};

/* A calibration at work. Rows are points: the start; the waves of the fit; its check; then each set of known parameters, its truth first and its own
 * waves after it. The first wave is everybody's. */
struct calibration_work {
    const struct mend_calibration *c;
    struct mend_calibration_order order;
    struct mend_plan plan;
    struct aim aim[MEND_AIMS_MOST];
    struct asking asking[MEND_SCENARIOS_MOST];
    struct journal journal;
    char hash[HASH_TEXT], heading[JOURNAL_HEADING];
    int64_t rows;  /* that this job knows of */
    double *unit;  /* rows x factors */
    double *value; /* rows x lines; NaN: not lived, failed, or not to be had */
    struct calibration_seat *seat;
    int64_t *due; /* rows to be lived now */
    int64_t pending, dealt, total, lived;
    int threads, inner;
};

/* Rows, by their place: point i of wave `wave` (from 0) of the fit; draw i of its check; the truth of a known set, and point i of its wave (from 1).
 */
int64_t row_of_wave(const struct mend_plan *plan, int wave, int64_t i);
int64_t row_of_check(const struct mend_plan *plan, int64_t i);
int64_t row_of_truth(const struct mend_plan *plan, int64_t known);
int64_t row_of_own(const struct mend_plan *plan, int64_t known, int wave, int64_t i);

/* The value of a free parameter, in its own unit, at a place of its prior from 0 to 1: rounded to the simulator's own precision. */
double parameter_at(const struct mend_factor *factor, double unit);

/* Gives a scenario what a point has: free parameters and seed. The start has no free parameters (`unit` NULL). */
bool point_of_scenario(const struct mend_calibration *c, int scenario, const double *unit, int64_t seed, struct mend_config *config,
                       struct mend_report *report);

/* Opens the folder, its journal and room; lays the first wave. False, with the reason; then nothing is left open. */
bool work_open(struct calibration_work *w, const char *path, struct mend_report *report);
void work_close(struct calibration_work *w);

/* Notes a row to be lived, and lives all of those noted that the journal lacks; what they gave is then in `value`. False, with the reason, if it was
 * stopped, or the journal cannot be written. */
void work_note(struct calibration_work *w, int64_t row, const double *unit);
bool work_live(struct calibration_work *w, struct mend_report *report);
/* Lives the start, where every line has to have a value under the first rule, and the first wave. */
bool work_begin(struct calibration_work *w, struct mend_report *report);

/* Whether it was told to stop. */
static inline bool work_is_stopped(const struct calibration_work *w)
{
    return w->order.run.stop && *w->order.run.stop;
}

/* One set of known parameters. */
struct known_set {
    struct quest quest;
    struct aim aim[MEND_AIMS_MOST];
    bool failed;
};

/* How far the lives of a row are off, in standard deviations: the worst line, and the squares of all together; infinite if a line is not known. */
struct offs {
    double worst, all;
};
struct offs offs_of(const struct calibration_work *w, const struct quest *q, int64_t row);

/* What quests told. */
bool tell_fit(const struct calibration_work *w, const struct quest *q, struct mend_fit *fit);
bool tell_recovery(const struct calibration_work *w, const struct known_set *set, struct mend_recovery *recovery);

/* Writes the manifest, by the tables that there are. */
bool write_facts(const struct calibration_work *w, const char *path, struct mend_report *report);
/* Writes the tables of either, and the manifest. */
bool write_fit(const struct calibration_work *w, const struct quest *q, const struct mend_fit *fit, const char *path, struct mend_report *report);
bool write_recovery(const struct calibration_work *w, const struct known_set *set, const struct mend_recovery *recovery, const char *path,
                    struct mend_report *report);

#endif
