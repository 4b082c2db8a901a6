/* What a block writes down while it lives. */
#ifndef MEND_STUDY_RECORD_H
#define MEND_STUDY_RECORD_H

#include "life/daily.h"
#include "study/lives.h"

/* Positions in MEND_ASSAY_NAMES. */
enum { ASSAY_HOME, ASSAY_FACE, ASSAY_STRANGE, ASSAY_CONFLICT, ASSAY_SUPPORT, ASSAY_DIARY, ASSAY_RESILIENCE, ASSAY_ALLIANCE, ASSAY_KINDS };

enum { CARE_BONDS_MOST = 2, LINES = 2 };

/* Hours with a therapist, of those the ones with a rupture as an observer codes them, and as the client reports them. */
struct sessions {
    float held, ruptured, reported;
};

/* A block that is living. */
struct life {
    struct seen_lanes seen[TIES_MOST]; /* of the last turn of each bond, where somebody watched */
    struct strange_report strange[CARE_BONDS_MOST][LANES], strange_again[CARE_BONDS_MOST][LANES];
    struct event_row open[TIES_MOST][LANES]; /* the rupture under way on each bond, as an observer notes it */
    float arousal_since[TIES_MOST][LANES];   /* summed since the last row of turn-by-turn recording */
    struct sessions sessions[LANES];
    float caregiver_class[PEOPLE_MOST][LANES]; /* as an infant, of who reared each */
    float infant_class_again[PEOPLE_MOST][LANES];
    float infant_class[PEOPLE_MOST][LANES]; /* of the adults, at the end of their infancy */
    const struct lives *lives;
    const struct setting *setting;
    struct block *block;
    struct calendar calendar;
    struct day_plan plan;    /* of the day under way */
    int64_t first;           /* position of lane 0 in the population */
    int dyads, recorded;     /* how many lanes are real, and recorded */
    uint32_t lived;          /* turns of daily life */
    uint32_t in_session;     /* turns with a therapist */
    uint32_t met[TIES_MOST]; /* turns in contact since the last sample */
    int64_t rows;            /* of timeseries.csv written for each recorded bond */
    uint32_t turns_since;    /* the last such row */
    bool has_class;          /* a Strange Situation was run */
};

/* Holds an assay on the block as it is and keeps its rows. */
void record_visit(struct life *x, int occasion, int64_t day, struct records *records);
void record_play(struct life *x, int occasion, int64_t day, struct records *records);
void record_strange(struct life *x, int occasion, int64_t day, struct records *records);
void record_conflict(struct life *x, int occasion, int64_t day, struct records *records);
void record_support(struct life *x, int occasion, int64_t day, struct records *records);
void record_diary(struct life *x, int occasion, int64_t day, struct records *records);
void record_resilience(struct life *x, int occasion, int64_t day, struct records *records);
void record_alliance(struct life *x, int occasion, int64_t day, struct records *records);

/* After a turn that was seen of the bonds on this stage: notes the ruptures that opened, went on and ended. False if memory ran out. */
bool record_events(struct life *x, const struct stage *stage, struct records *records);
/* At the end of a day: ruptures that were open when the two parted are written as censored. False if memory ran out. */
bool record_parted_events(struct life *x, struct records *records);
/* At the end: ruptures that are still open are written as censored. */
bool record_open_events(struct life *x, struct records *records);

/* After a turn within the recording window: a row of the time series where one is due. */
void record_turn(struct life *x, struct records *records);
/* At the end of a sampled day: the day's sample, and a row of the time series unless that is recorded by turns. */
void record_day(struct life *x, int64_t day, struct records *records, struct day_sample *days);
/* Infancy, growing up and first day of the setting's adults, in generation `generation` from 1. */
void begin_generation(struct life *x, int64_t generation);
/* Who reared whom in it. */
void record_generation(const struct life *x, int64_t generation, struct records *records);
void record_outcomes(struct life *x, struct records *records);

/* The class that a Strange Situation is read as. */
enum class_read class_of(const struct mend_params *p, const struct strange_report *r);

#endif
