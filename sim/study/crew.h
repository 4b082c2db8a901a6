/* Who lives the rows of a study: the threads of this process and, in a program made with MPI=1 and started by mpirun or srun, those of other
 * processes, its ranks. The Makefile chooses between two makes of this: study/crew.c is alone, mpi/crew.c knows ranks. What is marked "All" has to be
 * called by every rank, in the same order. */
#ifndef MEND_STUDY_CREW_H
#define MEND_STUDY_CREW_H

#include "mend/report.h"

#include <stdint.h>

/* All: before anything else here, and at the end. Without a launcher there is one rank. False, with a message, if the MPI there is will not do. */
bool crew_join(struct mend_report *report);
void crew_leave(void);

/* Has a launcher started several processes that do not know of each other, since mend is made without MPI, or with another one than the launcher's?
 */
bool crew_is_split(void);

/* From 0. The first rank owns the folder and speaks; the others are quiet. */
int crew_rank(void);
/* Threads of this rank: so many as are wanted or, by default (0), as there are processors for it: ranks on one host share them. */
int crew_threads(int wanted);

/* All. The sum over the ranks, and what the first one gives. */
int64_t crew_sum(int64_t value);
int64_t crew_first(int64_t value);
/* All. Is it `good` on every rank? If not, only the first of those where it is not keeps its report: a mistake is told once. */
bool crew_agrees(bool good, struct mend_report *report);
/* All. Is the text that of the first rank? If not, there is a message. */
bool crew_shares(const char *text, struct mend_report *report);

enum { CREW_RESULT = 8192 }; /* bytes that a row's result may have */
struct crew_task {
    void *context;
    int threads; /* of this rank */
    /* On the first rank, one call at a time: the next row, or -1: no more. */
    int64_t (*next)(void *context);
    /* On any rank and thread (from 0): lives a row. Gives the bytes of its result; 0: it was stopped, then no more rows are begun. */
    int (*run)(void *context, int64_t row, int thread, void *result);
    /* On the first rank, one call at a time: takes a finished row's result. */
    void (*keep)(void *context, int64_t row, const void *result);
};

/* All. Runs rows until there are no more; those that are begun are finished, or stop by themselves. */
void crew_work(const struct crew_task *task);

#endif
