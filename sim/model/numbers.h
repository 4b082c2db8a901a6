/* Arithmetic of one lane: only + - * / and comparisons, so that every compiler and instruction set gives the same bits. */
#ifndef MEND_MODEL_NUMBERS_H
#define MEND_MODEL_NUMBERS_H

#include <stdint.h>
#include <string.h>

#define LANE static inline __attribute__((always_inline))

/* A choice without a branch, so that lanes stay together. */
LANE float either(int condition, float yes, float no)
{
    return condition ? yes : no;
}

LANE float at_least(float floor, float x)
{
    return either(x < floor, floor, x);
}

LANE float at_most(float ceiling, float x)
{
    return either(x > ceiling, ceiling, x);
}

/* Clamps to [0, 1]. */
LANE float unit(float x)
{
    return at_most(1.0f, at_least(0.0f, x));
}

LANE float magnitude(float x)
{
    return either(x < 0.0f, -x, x);
}

LANE float float_of_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

LANE uint32_t bits_of_float(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* e^x, |x| clamped to 80, relative error below 4e-7 + |x| 2^-23. 2^n is built from bits, the rest is a minimax polynomial of degree 5 (Remez). */
LANE float exponential(float x)
{
    const float turns = at_most(80.0f, at_least(-80.0f, x)) * 1.44269504f;
    const float shifted = turns + 12582912.0f; /* 1.5 * 2^23: rounds to a whole number, kept in the low bits */
    const float f = turns - (shifted - 12582912.0f);
    const float power = 1.00000007f + f * (0.693146967f + f * (0.240221197f + f * (0.0555071327f + f * (0.00967554133f + f * 0.00132764722f))));
    return float_of_bits(bits_of_float(power) + (bits_of_float(shifted) << 23));
}

/* The logistic function, sigma in the equations. */
LANE float logistic(float x)
{
    return 1.0f / (1.0f + exponential(-x));
}

/* Whether a chance given as a logit comes true for a uniform draw u: u < logistic(x), without the division. */
LANE float comes_true(float u, float logit)
{
    return either(u + u * exponential(-logit) < 1.0f, 1.0f, 0.0f);
}

/* What fades for years ends as nothing, before it gets so small that a machine takes many times as long to multiply it. */
LANE float faded(float x)
{
    return either(x > 1e-30f, x, 0.0f);
}

/* ln x for normal positive x, relative error of ln below 1e-6. */
LANE float logarithm(float x)
{
    const uint32_t bits = bits_of_float(x);
    const uint32_t offset = bits - 0x3f3504f3u; /* sqrt(1/2): the mantissa lies in [sqrt(1/2), sqrt(2)) */
    const float exponent = (float)((int32_t)offset >> 23);
    const float m = float_of_bits((offset & 0x007fffffu) + 0x3f3504f3u) - 1.0f;
    const float series =
        0.999999945f +
        m * (-0.500003651f +
             m * (0.333350589f + m * (-0.249699091f + m * (0.199001657f + m * (-0.172508297f + m * (0.162225790f + m * -0.101068937f))))));
    return exponent * 0.693147181f + m * series;
}

#endif
