/* Threads over blocks. The only place that knows OpenMP. */
#ifndef MEND_ENGINE_THREADS_H
#define MEND_ENGINE_THREADS_H

#include <stdint.h>

/* How many threads this process may use. */
int threads_available(void);

/* Calls work(context, item, thread) for every item from 0 to items - 1 on `threads` threads, each bound to a processor of its own where there are
 * enough and the user has not bound them. Items may run in any order; `thread` counts from 0. */
void for_each_item(int64_t items, int threads, void (*work)(void *context, int64_t item, int thread), void *context);

#endif
