/* Which lane loops this build and this machine have. */
#include "engine/lanes.h"

#include <stddef.h>

void lane_loop_baseline(const struct stretch *s);
/* Absent on machines other than x86-64, where the Makefile builds the baseline alone. */
void lane_loop_avx2(const struct stretch *s) __attribute__((weak));
void lane_loop_avx512(const struct stretch *s) __attribute__((weak));

static int machine_has(enum isa isa)
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
