/* A day of a setting: who meets whom, when, under which parameters. */
#ifndef MEND_LIFE_DAILY_H
#define MEND_LIFE_DAILY_H

#include "life/stage.h"

enum { SHIFTS_MOST = 2 };

/* The hours of one day in which the same people meet. */
struct shift {
    struct stage stage;
    uint32_t until; /* turn of the day at which the shift ends */
};

struct day_plan {
    struct mend_params now, in_session; /* the parameters of this day, and of a session */
    struct stage everybody;             /* every bond of the setting */
    struct shift shift[SHIFTS_MOST];
    int shifts;
    struct scene scene;
    struct stage session; /* with the therapist; no contact where there is none */
    struct scene session_scene;
    uint32_t session_turns; /* of this day; mostly 0 */
};

/* What a life needs to know to plan its days. */
struct calendar {
    const struct mend_params *base;
    const struct mend_change *change;
    int changes;
    struct stage bare; /* loop and chance; nobody on it */
    const struct setting *setting;
    int wide; /* whether any day of the run asks for a wider context: then every day counts what that counts */
};

/* The calendar of a run. */
struct calendar calendar_of(const struct mend_params *base, const struct mend_change *change, int changes, struct stage bare,
                            const struct setting *setting);

/* Plans day `day`, from 1. Stages of `plan` point into it: it must stay where it is. */
void plan_day(struct day_plan *plan, const struct calendar *calendar, int64_t day);

/* The shift of a turn of the day. */
const struct shift *shift_at(const struct day_plan *plan, uint32_t turn_of_day);

/* What an intervention adds to the sensitivity of those who only give, from one day to the next. */
void intervene(struct block *block, const struct setting *setting, float before, float now);

#endif
