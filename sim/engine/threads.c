#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#ifdef _OPENMP
#include <omp.h>
#endif

#include "engine/threads.h"

#include <stdlib.h>
#include <string.h>

static int user_binds(void)
{
    return getenv("OMP_PROC_BIND") || getenv("OMP_PLACES");
}

#if defined(__linux__) && defined(_OPENMP)
/* Unbound threads wander and share a processor: two gave 1.3 times one, bound 1.9 times. */
static void bind_to(const cpu_set_t *allowed, int position)
{
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, allowed) && position-- == 0) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(cpu, &one);
            (void)sched_setaffinity(0, sizeof one, &one); /* an order that is refused costs speed, nothing else */
            return;
        }
    }
}

void for_each_item(int64_t items, int threads, void (*work)(void *context, int64_t item, int thread), void *context)
{
    cpu_set_t allowed;
    const int known = sched_getaffinity(0, sizeof allowed, &allowed) == 0;
    const int binds = known && threads > 1 && threads <= CPU_COUNT(&allowed) && !user_binds();
#pragma omp parallel num_threads(threads)
    {
        if (binds) {
            bind_to(&allowed, omp_get_thread_num());
        }
#pragma omp for schedule(dynamic, 1)
        for (int64_t i = 0; i < items; i++) {
            work(context, i, omp_get_thread_num());
        }
        if (binds) {
            (void)sched_setaffinity(0, sizeof allowed, &allowed);
        }
    }
}
#elif defined(_OPENMP)
void for_each_item(int64_t items, int threads, void (*work)(void *context, int64_t item, int thread), void *context)
{
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
    for (int64_t i = 0; i < items; i++) {
        work(context, i, omp_get_thread_num());
    }
}
#else
void for_each_item(int64_t items, int threads, void (*work)(void *context, int64_t item, int thread), void *context)
{
    (void)threads;
    for (int64_t i = 0; i < items; i++) {
        work(context, i, 0);
    }
}
#endif

static int has_bit(const struct processors *p, int position)
{
    return p->bit[position / 8] >> position % 8 & 1;
}

static void set_bit(struct processors *p, int position)
{
    p->bit[position / 8] |= (unsigned char)(1 << position % 8);
}

enum { PROCESSORS_MOST = 8 * (int)sizeof(struct processors) };

#if defined(__linux__)
void processors_allowed(struct processors *out)
{
    cpu_set_t allowed;
    const int known = sched_getaffinity(0, sizeof allowed, &allowed) == 0;
    memset(out, 0, sizeof *out);
    for (int i = 0; i < PROCESSORS_MOST; i++) {
        if (known ? i < CPU_SETSIZE && CPU_ISSET(i, &allowed) : i < threads_available()) {
            set_bit(out, i);
        }
    }
}

static void keep(const struct processors *p)
{
    cpu_set_t kept;
    CPU_ZERO(&kept);
    for (int i = 0; i < PROCESSORS_MOST && i < CPU_SETSIZE; i++) {
        if (has_bit(p, i)) {
            CPU_SET(i, &kept);
        }
    }
    (void)sched_setaffinity(0, sizeof kept, &kept); /* an order that is refused costs speed, nothing else */
}
#else
void processors_allowed(struct processors *out)
{
    memset(out, 0, sizeof *out);
    for (int i = 0; i < PROCESSORS_MOST && i < threads_available(); i++) {
        set_bit(out, i);
    }
}

static void keep(const struct processors *p)
{
    (void)p;
}
#endif

int processors_keep_part(const struct processors *from, int part, int parts)
{
    struct processors kept = {{0}};
    int count = 0, position = 0, in_part = 0;
    for (int i = 0; i < PROCESSORS_MOST; i++) {
        count += has_bit(from, i);
    }
    const int first = count < parts ? part % (count ? count : 1) : (int)((int64_t)part * count / parts);
    const int end = count < parts ? first + 1 : (int)((int64_t)(part + 1) * count / parts);
    for (int i = 0; i < PROCESSORS_MOST; i++) {
        if (has_bit(from, i) && position++ >= first && position <= end) {
            set_bit(&kept, i);
            in_part++;
        }
    }
    if (in_part > 0 && parts > 1 && !user_binds()) {
        keep(&kept);
    }
    return in_part > 0 ? in_part : 1;
}

int threads_available(void)
{
#ifdef _OPENMP
    return omp_get_max_threads();
#else
    return 1;
#endif
}

int machine_has(enum isa isa)
{
#ifdef __x86_64__
    if (isa == ISA_AVX512) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
               __builtin_cpu_supports("avx512bw");
    }
    if (isa == ISA_AVX2) {
        return __builtin_cpu_supports("avx2");
    }
#endif
    return isa == ISA_BASELINE;
}
