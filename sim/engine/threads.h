/* What the machine offers: threads, processors, instruction sets. The only place that knows OpenMP and the kind of machine. */
#ifndef MEND_ENGINE_THREADS_H
#define MEND_ENGINE_THREADS_H

#include "engine/lanes.h"

/* How many threads this process may use. */
int threads_available(void);

/* Processors, a bit each. */
struct processors {
    unsigned char bit[128];
};

/* Those that this thread may run on; where that is not known, as many as there are. */
void processors_allowed(struct processors *out);

/* Keeps this thread, and those that it starts from now on, to part `part` (from 0) of `parts` equal ones of `from`, unless the user has bound
 * threads. Gives the number of processors in the part: at least 1, where parts are more than processors. */
int processors_keep_part(const struct processors *from, int part, int parts);

/* Whether the processor has an instruction set. */
int machine_has(enum isa isa);

/* Calls work(context, item, thread) for every item from 0 to items - 1 on `threads` threads, each bound to a processor of its own where there are
 * enough and the user has not bound them. Items may run in any order; `thread` counts from 0. */
void for_each_item(int64_t items, int threads, void (*work)(void *context, int64_t item, int thread), void *context);

#endif
