/* The lane loop, compiled once for each instruction set; all give the same bits. */
#ifndef MEND_ENGINE_LANES_H
#define MEND_ENGINE_LANES_H

#include "engine/block.h"
#include "mend/params.h"

/* The turns of one bond of a block, from `when.when` on. With `seen`, it holds what happened in the last of them. */
struct stretch {
    const struct mend_params *params;
    struct block *block;
    struct scene scene;
    struct clock clock;
    struct tie tie;
    int bond;
    struct occasion when; /* `what` is filled in by the loop */
    enum stream stream;
    uint32_t turns;
    struct seen_lanes *seen; /* NULL: nobody watches */
};

typedef void lane_loop(const struct stretch *s);

enum isa { ISA_BASELINE, ISA_AVX2, ISA_AVX512, ISAS };
extern const char *const isa_names[ISAS];

/* The loop for an instruction set, or NULL where this machine or this build lacks it. */
lane_loop *lane_loop_for(enum isa isa);
/* The best instruction set of this machine. */
enum isa best_isa(void);

#endif
