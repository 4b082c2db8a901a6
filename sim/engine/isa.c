/* Which lane loops this build and this machine have. */
#include "engine/lanes.h"
#include "engine/threads.h"

#include <stddef.h>

const char *const isa_names[ISAS] = {"baseline", "avx2", "avx512"};

void lane_loop_baseline(const struct stretch *s);
/* Absent on machines other than x86-64, where the Makefile builds the baseline alone. */
void lane_loop_avx2(const struct stretch *s) __attribute__((weak));
void lane_loop_avx512(const struct stretch *s) __attribute__((weak));

lane_loop *lane_loop_for(enum isa isa)
{
    lane_loop *const loops[ISAS] = {lane_loop_baseline, lane_loop_avx2, lane_loop_avx512};
    return machine_has(isa) ? loops[isa] : NULL;
}

enum isa best_isa(void)
{
    for (int isa = ISAS - 1; isa > 0; isa--) {
        if (lane_loop_for((enum isa)isa)) {
            return (enum isa)isa;
        }
    }
    return ISA_BASELINE;
}
