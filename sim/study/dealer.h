/* What both crews have. The first rank's desk: rows are dealt out here and results taken in, one exchange at a time. */
#ifndef MEND_STUDY_DEALER_H
#define MEND_STUDY_DEALER_H

#include "study/crew.h"

#include <pthread.h>

struct dealer {
    const struct crew_task *task;
    pthread_mutex_t lock;
    bool ended; /* a row was stopped: no more are dealt */
};

/* Takes in a finished row (-1: none; of size 0: it was stopped) and gives the next one, or -1. From any thread; `from` is a struct dealer. */
int64_t dealer_trade(void *from, int thread, int64_t row, const void *result, int size);

/* The threads of this rank trade rows with `from` until there are no more. */
typedef int64_t (*trader)(void *from, int thread, int64_t row, const void *result, int size);
void work_through(const struct crew_task *task, trader trade, void *from);

/* How many ranks the launcher has started, as far as the environment tells; 0: there is no launcher. */
int ranks_started(void);

#endif
