#include "study/dealer.h"

#include "engine/threads.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>

int64_t dealer_trade(void *from, int thread, int64_t row, const void *result, int size)
{
    struct dealer *dealer = from;
    const struct crew_task *task = dealer->task;
    (void)thread;
    pthread_mutex_lock(&dealer->lock);
    if (row >= 0 && size > 0) {
        task->keep(task->context, row, result);
    }
    dealer->ended = dealer->ended || (row >= 0 && size == 0);
    const int64_t next = dealer->ended ? -1 : task->next(task->context);
    pthread_mutex_unlock(&dealer->lock);
    return next;
}

struct shift {
    const struct crew_task *task;
    trader trade;
    void *from;
};

static void work_shift(void *context, int64_t item, int thread)
{
    const struct shift *shift = context;
    const struct crew_task *task = shift->task;
    alignas(max_align_t) unsigned char result[CREW_RESULT];
    (void)item;
    int64_t row = shift->trade(shift->from, thread, -1, NULL, 0);
    while (row >= 0) {
        const int size = task->run(task->context, row, thread, result);
        row = shift->trade(shift->from, thread, row, result, size);
    }
}

void work_through(const struct crew_task *task, trader trade, void *from)
{
    struct shift shift = {task, trade, from};
    for_each_item(task->threads, task->threads, work_shift, &shift);
}

/* Open MPI's mpirun; those of MPICH and Intel, and srun for them; srun for Open MPI. */
int ranks_started(void)
{
    static const char *const sizes[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"};
    int size = getenv("PMI_RANK") || getenv("PMIX_RANK");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        const char *text = getenv(sizes[i]);
        /* Slurm counts the tasks of programs that it does not start as ranks, too. */
        if (text && atoi(text) > size && (i < 2 || size > 0)) {
            size = atoi(text);
        }
    }
    return size;
}
