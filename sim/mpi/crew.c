/* A crew of ranks: the processes that mpirun or srun started. Started otherwise, the program is one rank and calls no MPI. Its place at the front of
 * the archive hides study/crew.c.
 *
 * The first rank deals: a thread of its own answers the other ranks' threads, each of which hands in a row's result and gets the next row. Nobody
 * waits in MPI, where waiting burns a processor: all ask, and nap. A parcel is bytes: ranks are taken to be machines of one kind. */
#include "study/crew.h"

#include "engine/threads.h"
#include "study/dealer.h"
#include "study/population.h"

#include <mpi.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST = 0 };

static int rank, ranks = 1, processors; /* of this rank; 0: not known */
static bool joined;

enum { SHORT_NAP = 50000, LONG_NAP = 1000000 }; /* nanoseconds; asking costs some 10 microseconds */

/* Longer from time to time. */
static void nap(long *length)
{
    const struct timespec time = {.tv_nsec = *length};
    nanosleep(&time, NULL);
    *length = 2 * *length < LONG_NAP ? 2 * *length : LONG_NAP;
}

static void wait_for(MPI_Request *request)
{
    int done = 0;
    long length = SHORT_NAP;
    for (MPI_Test(request, &done, MPI_STATUS_IGNORE); !done; MPI_Test(request, &done, MPI_STATUS_IGNORE)) {
        nap(&length);
    }
}

/* ---- ranks ---- */

/* Ranks of one host that may run on the same processors take an equal part each, else all would bind their threads to the first ones. */
static void take_processors(void)
{
    struct processors mine, other;
    MPI_Comm host;
    int place = 0, sharing = 0, here, on_host;
    processors_allowed(&mine);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &host);
    MPI_Comm_rank(host, &here);
    MPI_Comm_size(host, &on_host);
    for (int k = 0; k < on_host; k++) {
        other = mine;
        MPI_Bcast(&other, sizeof other, MPI_BYTE, k, host);
        if (memcmp(&other, &mine, sizeof mine) == 0) {
            place += k < here;
            sharing++;
        }
    }
    MPI_Comm_free(&host);
    processors = processors_keep_part(&mine, place, sharing);
}

bool crew_join(struct mend_report *report)
{
    int given;
    if (ranks_started() == 0) {
        return true;
    }
    MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &given);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    joined = true;
    if (given < MPI_THREAD_SERIALIZED && ranks > 1) {
        const bool tells = rank == FIRST;
        crew_leave();
        return tells && mend_complain(report, "error: the MPI of this machine allows no calls from threads");
    }
    take_processors();
    return true;
}

void crew_leave(void)
{
    MPI_Request request;
    if (joined) {
        MPI_Ibarrier(MPI_COMM_WORLD, &request);
        wait_for(&request);
        MPI_Finalize();
        joined = false;
    }
}

bool crew_is_split(void)
{
    return ranks == 1 && ranks_started() > 1;
}

int crew_rank(void)
{
    return rank;
}

int crew_threads(int wanted)
{
    return threads_wanted(wanted > 0 || getenv("OMP_NUM_THREADS") ? wanted : processors);
}

/* ---- what ranks agree on ---- */

static int64_t reduce(int64_t value, MPI_Op operation)
{
    int64_t all = value;
    MPI_Request request;
    if (ranks > 1) {
        MPI_Iallreduce(&value, &all, 1, MPI_INT64_T, operation, MPI_COMM_WORLD, &request);
        wait_for(&request);
    }
    return all;
}

static void copy_from_first(void *bytes, int size)
{
    MPI_Request request;
    if (ranks > 1) {
        MPI_Ibcast(bytes, size, MPI_BYTE, FIRST, MPI_COMM_WORLD, &request);
        wait_for(&request);
    }
}

int64_t crew_sum(int64_t value)
{
    return reduce(value, MPI_SUM);
}

int64_t crew_first(int64_t value)
{
    copy_from_first(&value, sizeof value);
    return value;
}

bool crew_agrees(bool good, struct mend_report *report)
{
    const int64_t teller = reduce(good ? ranks : rank, MPI_MIN);
    if (teller < ranks && teller != rank) {
        report->count = 0;
    }
    return teller == ranks;
}

bool crew_shares(const char *text, struct mend_report *report)
{
    char of_first[512], name[MPI_MAX_PROCESSOR_NAME] = "";
    int length;
    snprintf(of_first, sizeof of_first, "%s", text);
    copy_from_first(of_first, sizeof of_first);
    const bool same = strncmp(of_first, text, sizeof of_first - 1) == 0;
    if (!same) {
        MPI_Get_processor_name(name, &length);
        mend_complain(report, "error: rank %d on %.100s has another study than rank 0: the design, a file that it names, or mend differs", rank,
                      name);
    }
    return crew_agrees(same, report);
}

/* ---- rows ---- */

struct parcel {
    int64_t row;
    alignas(max_align_t) unsigned char result[CREW_RESULT];
};

struct desk {
    struct dealer dealer;
    int64_t afar; /* threads of other ranks that are at work */
};

/* Answers the other ranks until each of their threads has been told that there is no more. A thread is known by its rank and its tag. */
static void *serve(void *context)
{
    struct desk *desk = context;
    struct parcel parcel;
    long length = SHORT_NAP;
    while (desk->afar > 0) {
        MPI_Status from;
        int came, bytes;
        MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &came, &from);
        if (!came) {
            nap(&length);
            continue;
        }
        length = SHORT_NAP;
        MPI_Get_count(&from, MPI_BYTE, &bytes);
        MPI_Recv(&parcel, bytes, MPI_BYTE, from.MPI_SOURCE, from.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        const int64_t next = dealer_trade(&desk->dealer, 0, parcel.row, parcel.result, bytes - (int)offsetof(struct parcel, result));
        MPI_Send(&next, 1, MPI_INT64_T, from.MPI_SOURCE, from.MPI_TAG, MPI_COMM_WORLD);
        desk->afar -= next < 0;
    }
    return NULL;
}

/* Without a thread to spare, the first rank serves and lives nothing itself. */
static void work_and_serve(const struct crew_task *task, int64_t afar)
{
    struct desk desk = {.dealer = {.task = task, .lock = PTHREAD_MUTEX_INITIALIZER}, .afar = afar};
    pthread_t server;
    if (afar > 0 && pthread_create(&server, NULL, serve, &desk) != 0) {
        serve(&desk);
        afar = 0;
    }
    work_through(task, dealer_trade, &desk.dealer);
    if (afar > 0) {
        pthread_join(server, NULL);
    }
}

/* Threads call MPI one at a time, as MPI_THREAD_SERIALIZED wants it, and wait beside each other. `from` is the lock. */
static int64_t trade_afar(void *from, int thread, int64_t row, const void *result, int size)
{
    struct parcel parcel;
    MPI_Request request;
    int64_t next;
    int done = 0;
    long length = SHORT_NAP;
    parcel.row = row;
    if (size > 0) {
        memcpy(parcel.result, result, (size_t)size);
    }
    pthread_mutex_lock(from);
    MPI_Irecv(&next, 1, MPI_INT64_T, FIRST, thread, MPI_COMM_WORLD, &request);
    MPI_Send(&parcel, (int)offsetof(struct parcel, result) + size, MPI_BYTE, FIRST, thread, MPI_COMM_WORLD);
    MPI_Test(&request, &done, MPI_STATUS_IGNORE);
    pthread_mutex_unlock(from);
    while (!done) {
        nap(&length);
        pthread_mutex_lock(from);
        MPI_Test(&request, &done, MPI_STATUS_IGNORE);
        pthread_mutex_unlock(from);
    }
    return next;
}

void crew_work(const struct crew_task *task)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const int64_t afar = crew_sum(rank == FIRST ? 0 : task->threads);
    if (rank == FIRST) {
        work_and_serve(task, afar);
    } else {
        work_through(task, trade_afar, &lock);
    }
}
