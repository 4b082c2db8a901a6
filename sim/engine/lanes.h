/* The lane loop, compiled once for each instruction set; all give the same bits. */
#ifndef MEND_ENGINE_LANES_H
#define MEND_ENGINE_LANES_H

#include "engine/block.h"
#include "mend/params.h"
#include "model/relation.h"

/* One bond that is in contact: which it is, between whom, and what kind of tie. */
struct contact {
    int bond;
    struct tie tie;
    struct relation relation;
};

/* Turns of a block, from `when.when` on, of every bond that is in contact. Each bond's turn starts from the state at the start of the turn, so their
 * order does not matter. With `seen` (one a contact), it holds what happened in the last turn. */
struct stretch {
    const struct mend_params *params;
    struct block *block;
    struct scene scene;
    struct clock clock;
    const struct contact *contact;
    int contacts;
    struct occasion when; /* `what` names a generation or nothing; the loop adds the rest */
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
