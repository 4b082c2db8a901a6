/* timeseries.csv as lives: the recorded bonds, each with its rows. */
#ifndef MEND_PICTURE_LIVES_READ_H
#define MEND_PICTURE_LIVES_READ_H

#include "picture/result.h"

enum series {
    SERIES_DAY,
    SERIES_TURN,
    SERIES_TRUST,
    SERIES_AROUSAL,
    SERIES_AROUSAL_MEAN,
    SERIES_OPEN,
    SERIES_EVERYWHERE, /* the columns from here on are only of settings with bonds between people who have grown up */
    SERIES_ENDED = SERIES_EVERYWHERE,
    SERIES_RESENTMENT,
    SERIES_DEPLETION,
    SERIES_COLUMNS
};

/* The rows first to first + recorded - 1 of the table are one recorded bond; in the first `rows` of them it had not ended. */
struct life {
    int64_t first, rows, recorded, dyad, bond;
    int group;
};

struct recorded {
    struct mend_table table;
    int column[SERIES_COLUMNS];
    struct life *life;
    int64_t lives;
    bool by_turns; /* else by days */
    bool any_ended;
    double turns_per_day;
};

/* False without a message if no lives were recorded, with one if the file is damaged; then nothing is held. A bond that had ended by its first row
 * is none of the lives. */
bool lives_read(const struct result *result, struct recorded *recorded, struct mend_report *report);
void lives_free(struct recorded *recorded);

/* A value of a life in its row-th row; NaN where the table has no such column. */
double life_value(const struct recorded *recorded, const struct life *life, int64_t row, enum series what);

/* The mean of the values that are known within `half` rows on either side. */
double life_mean(const struct recorded *recorded, const struct life *life, int64_t row, int64_t half, enum series what);

/* Days since the first, in parts where the series is by turns. */
double life_days(const struct recorded *recorded, const struct life *life, int64_t row);

/* How many rows on either side make a window of so many days; at most an eighth of the life. */
int64_t half_window(const struct recorded *recorded, const struct life *life, double days);

/* The first recorded life of a group, or NULL. */
const struct life *first_of(const struct recorded *recorded, int group);

#endif
