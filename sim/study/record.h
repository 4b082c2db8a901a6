/* What a block writes down while it lives. */
#ifndef MEND_STUDY_RECORD_H
#define MEND_STUDY_RECORD_H

#include "study/lives.h"

/* Positions in MEND_ASSAY_NAMES. */
enum { ASSAY_HOME, ASSAY_FACE, ASSAY_STRANGE, ASSAY_KINDS };

/* A block that is living. */
struct life {
    struct seen_lanes seen; /* of the last turn, where somebody watched */
    struct strange_report strange[LANES], strange_again[LANES];
    struct event_row open[LANES]; /* the rupture under way, as an observer notes it */
    float arousal_since[LANES];   /* summed since the last row of turn-by-turn recording */
    const struct lives *lives;
    struct block *block;
    struct scene daily;
    int64_t first;        /* position of lane 0 in the population */
    int dyads, recorded;  /* how many lanes are real, and recorded */
    uint32_t lived;       /* turns */
    int64_t rows;         /* of timeseries.csv written for each recorded dyad */
    uint32_t turns_since; /* the last such row */
    bool has_class;       /* a Strange Situation was run */
};

void record_visit(struct life *x, int occasion, int64_t day, struct records *records);
void record_play(struct life *x, int occasion, int64_t day, struct records *records);
void record_strange(struct life *x, int occasion, int64_t day, struct records *records);

/* After a turn that was seen: notes the ruptures that opened, went on and ended. False if memory ran out. */
bool record_events(struct life *x, struct records *records);
/* At the end: ruptures that are still open are written as censored. */
bool record_open_events(struct life *x, struct records *records);

/* After a turn within the recording window: a row of the time series where one is due. */
void record_turn(struct life *x, struct records *records);
/* At the end of a sampled day: the day's sample, and a row of the time series unless that is recorded by turns. */
void record_day(struct life *x, int64_t day, struct records *records, struct day_sample *days);
void record_outcomes(struct life *x, struct records *records);

#endif
