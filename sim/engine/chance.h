/* Chance as a function of who, when and what for: Philox 4x32-10 (Salmon et al. 2011, SC '11, doi:10.1145/2063384.2063405).
 * There is no generator state, so no draw depends on threads, order, or on which dyads are simulated. */
#ifndef MEND_ENGINE_CHANCE_H
#define MEND_ENGINE_CHANCE_H

#include "model/numbers.h"

/* What for: the blocks of draws.def. */
enum purpose { TURN, MOOD, TEMPERAMENT, ATTACHMENT, CARE, CODER, PLAY, MORE, GROWTH, CALENDAR, RATING, LAYOUT, STRAIN };

/* Daily life and every assay draw from streams of their own, so that an assay changes nothing that follows it. */
enum stream { DAILY_LIFE, HOME, FACE_TO_FACE, STRANGE, STRANGE_AGAIN, DISCUSSION, SUPPORT, DIARY, SHOCK, STUDY };

struct words {
    uint32_t word[4];
};

/* Who (dyad, member), when, and what for, under one seed and replicate. */
struct occasion {
    uint32_t seed_low, seed_high, replicate;
    uint32_t what; /* stream, purpose and member, packed by `what_for` */
    uint32_t when;
};

LANE uint32_t what_for(enum stream stream, enum purpose purpose, uint32_t member)
{
    return (uint32_t)stream << 24 | (uint32_t)purpose << 16 | member;
}

/* The draws of one purpose: `who` with that named. Its `what` may already name a generation (generation_of), which stays. */
LANE struct occasion occasion_of(struct occasion who, enum stream stream, enum purpose purpose, uint32_t member)
{
    who.what |= what_for(stream, purpose, member);
    return who;
}

/* Members of one unit are fewer than 256; a generation, counted from 0, lies above them. */
LANE uint32_t generation_of(uint32_t generation)
{
    return generation << 8;
}

LANE uint32_t high_word(uint32_t a, uint32_t b)
{
    return (uint32_t)(((uint64_t)a * b) >> 32);
}

LANE struct words words_of(struct occasion o, uint32_t dyad)
{
    uint32_t a = dyad, b = o.when, c = o.what, d = o.replicate, key_low = o.seed_low, key_high = o.seed_high;
    for (int round = 0; round < 10; round++) {
        const uint32_t low_a = 0xD2511F53u * a, low_c = 0xCD9E8D57u * c;
        const uint32_t next_a = high_word(0xCD9E8D57u, c) ^ b ^ key_low, next_c = high_word(0xD2511F53u, a) ^ d ^ key_high;
        a = next_a;
        b = low_c;
        c = next_c;
        d = low_a;
        key_low += 0x9E3779B9u;
        key_high += 0xBB67AE85u;
    }
    return (struct words){{a, b, c, d}};
}

/* Uniform in [0, 1), of 24 bits. */
LANE float uniform(uint32_t word)
{
    return (float)(int32_t)(word >> 8) * 0x1p-24f;
}

/* Uniform in [0, 1), of the low bytes of three words, which `uniform` does not use. */
LANE float uniform_of_rests(uint32_t a, uint32_t b, uint32_t c)
{
    return (float)(int32_t)((a & 0xffu) | (b & 0xffu) << 8 | (c & 0xffu) << 16) * 0x1p-24f;
}

/* Nearly standard normal: the four bytes summed (mean 510, variance 4 (256^2 - 1) / 12); exact enough for a noise that is summed again. */
LANE float rough_normal(uint32_t word)
{
    const uint32_t pairs = (word & 0x00ff00ffu) + (word >> 8 & 0x00ff00ffu);
    return ((float)(int32_t)((pairs & 0xffffu) + (pairs >> 16)) - 510.0f) * (1.0f / 147.800541f);
}

#endif
