/* A line on the terminal that is written over; nothing where stderr is a file. */
#include "cli/cli.h"

#include "study/population.h"

#include <stdio.h>
#include <unistd.h>

/* What was done before the first call tells nothing of how fast this goes: an earlier process may have done it. A comparison begins
 * to count anew for each side. */
static void show(void *context, int64_t done, int64_t items)
{
    struct progress *p = context;
    const double now = seconds_now();
    if (p->started == 0 || done < p->last) {
        p->started = now;
        p->first = done;
    }
    p->last = done;
    if (now - p->started < 0.2 || now - p->shown < 0.2 || done == p->first) {
        return;
    }
    const double rate = (double)(done - p->first) / (now - p->started);
    p->shown = now;
    fprintf(stderr, "\r%3.0f %%  %.3g %s a second  %.0f s left   ", 100 * (double)done / (double)items, rate / (double)items * p->all, p->unit,
            (double)(items - done) / rate);
    fflush(stderr);
}

void progress_show(const struct options *options, struct progress *progress, struct mend_order *order)
{
    if (!options->quiet && isatty(STDERR_FILENO)) {
        order->progress = show;
        order->context = progress;
    }
}

void progress_clear(const struct progress *progress)
{
    if (progress->shown > 0) {
        fprintf(stderr, "\r%60s\r", "");
    }
}
