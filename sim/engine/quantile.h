/* The standard normal quantile, for traits: Wichura (1988), Applied Statistics 37:477-484, algorithm AS 241 (PPND7), doi:10.2307/2347330. */
#ifndef MEND_ENGINE_QUANTILE_H
#define MEND_ENGINE_QUANTILE_H

#include "model/numbers.h"

#include <math.h>

/* Of a point q = p - 1/2 in the middle (|q| <= .425). */
static inline float quantile_middle(float q)
{
    const float r = 0.180625f - q * q;
    return q * (((59.109374720f * r + 159.29113202f) * r + 50.434271938f) * r + 3.3871327179f) /
           (((67.187563600f * r + 78.757757664f) * r + 17.895169469f) * r + 1.0f);
}

/* Of a tail of probability p, as a distance from 0. */
static inline float quantile_tail(float p)
{
    float r = sqrtf(-logarithm(p));
    if (r <= 5.0f) {
        r -= 1.6f;
        return (((0.17023821103f * r + 1.3067284816f) * r + 2.7568153900f) * r + 1.4234372777f) / ((0.12021132975f * r + 0.73700164250f) * r + 1.0f);
    }
    r -= 5.0f;
    return (((0.017337203997f * r + 0.42868294337f) * r + 3.0812263860f) * r + 6.6579051150f) / ((0.012258202635f * r + 0.24197894225f) * r + 1.0f);
}

/* A standard normal draw from a random word: the quantile of the middle of one of 2^24 equal slices. */
static inline float normal_of(uint32_t word)
{
    const float slice = (float)(int32_t)(word >> 8);
    const float q = (slice - 8388607.5f) * 0x1p-24f;
    if (magnitude(q) <= 0.425f) {
        return quantile_middle(q);
    }
    const float tail = q < 0.0f ? (slice + 0.5f) * 0x1p-24f : (16777215.0f - slice + 0.5f) * 0x1p-24f;
    const float z = quantile_tail(tail);
    return q < 0.0f ? -z : z;
}

#endif
