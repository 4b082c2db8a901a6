/* The lives of one block: birth, daily life with its samples and records, assays on their days, outcomes. */
#ifndef MEND_STUDY_LIVES_H
#define MEND_STUDY_LIVES_H

#include "assay/assay.h"
#include "mend/config.h"
#include "mend/sample.h"
#include "reading/rows.h"
#include "study/diary.h"

enum { BINS = 256, SAMPLED = 3 };

/* What else is sampled of bonds between people who have grown up. */
enum grown_sample {
#define GROWN_POPULATION(name, ...) SAMPLE_##name,
#include "reading/columns.def"
#undef GROWN_POPULATION
    GROWN_SAMPLED
};

/* What a population looked like on one sampled day, in whole numbers only, so that the order of adding does not matter:
 * histograms of trust, mean arousal and load, and sums of each value and its square in units of 2^-24. */
struct day_sample {
    int64_t n, ruptures, repairs;
    int64_t grown[GROWN_SAMPLED]; /* sums in the same units */
    int64_t sum[SAMPLED], square[SAMPLED];
    uint32_t bin[SAMPLED][BINS];
};

/* Where a block leaves what it lived. Tables hold the rows of every dyad in order; a block writes its own part. NULL: not asked for. */
struct records {
    struct outcome_row *outcome;   /* one a bond */
    float *first_class;            /* of the first Strange Situation of each bond to a caregiver, where it is held on several days */
    struct episode_row *episode;   /* strange_days x EPISODES a bond to a caregiver */
    struct phase_row *phase;       /* face_days x PLAY_PHASES of it */
    struct visit_row *visit;       /* home_days of it */
    struct talk_row *talk;         /* conflict_days x DISCUSSANTS a dyad */
    struct support_row *support;   /* support_days x SUPPORT_MINUTES a dyad */
    struct entry_row *entry;       /* diary_days x diary.days of each partner */
    struct diary_told *told;       /* of the last of these, one a dyad */
    struct shock_row *shock;       /* resilience_days a bond */
    struct alliance_row *alliance; /* alliance_days a dyad */
    struct descent_row *descent;   /* generations x 2 lines a dyad, where there are several generations */
    struct series_row *series;     /* series_rows a recorded bond */
    struct event_row *event;       /* of this block alone: grown as needed, freed by the owner */
    int64_t events, events_room;
    int strange_days, face_days, home_days, conflict_days, support_days, diary_days, resilience_days, alliance_days;
    int bonds, care_bonds; /* of a dyad */
    int series_bonds;      /* of a dyad, in the time series */
    int64_t series_rows;
};

/* All that the lives of a run share. */
struct lives {
    const struct mend_config *config;
    const struct mend_sample *sample; /* NULL: everybody is drawn */
    struct setting setting;
    struct stage stage;       /* nobody on it yet */
    const volatile int *stop; /* not NULL: set from outside to give up */
};

/* How many dyads are recorded. */
int64_t recorded_dyads_of(const struct mend_params *p);

/* How many rows of timeseries.csv a recorded dyad takes, and how many days are sampled. */
int64_t series_rows_of(const struct mend_params *p);
int64_t sampled_days_of(const struct mend_params *p);

/* Room of `size` bytes whose address is a multiple of `boundary`, within a plain allocation, which is what to free; NULL if memory ran out. glibc
 * hardly uses again what aligned_alloc gave: threads that live one block after another would hold three times what they need. */
void *room_at(size_t boundary, size_t size, void **allocation);

/* Bytes that a thread takes to live a block. */
int64_t bytes_of_block_at_work(void);

/* Lives block `k` of the population (dyads k * LANES, ...) and fills its part of `records`; adds its samples to `days` (sampled_days_of entries,
 * owned by the calling thread). False if memory for events ran out, or if the run was stopped. */
bool live_block(const struct lives *lives, int64_t k, struct records *records, struct day_sample *days);

#endif
