/* A crew of one rank. In a program made with MPI=1, mpi/crew.c stands in front of it. */
#include "study/crew.h"

#include "study/dealer.h"
#include "study/population.h"

bool crew_join(struct mend_report *report)
{
    (void)report;
    return true;
}

void crew_leave(void)
{
}

bool crew_is_split(void)
{
    return ranks_started() > 1;
}

int crew_rank(void)
{
    return 0;
}

int crew_threads(int wanted)
{
    return threads_wanted(wanted);
}

int64_t crew_sum(int64_t value)
{
    return value;
}

int64_t crew_first(int64_t value)
{
    return value;
}

bool crew_agrees(bool good, struct mend_report *report)
{
    (void)report;
    return good;
}

bool crew_shares(const char *text, struct mend_report *report)
{
    (void)text;
    (void)report;
    return true;
}

void crew_work(const struct crew_task *task)
{
    struct dealer dealer = {.task = task, .lock = PTHREAD_MUTEX_INITIALIZER};
    work_through(task, dealer_trade, &dealer);
}
