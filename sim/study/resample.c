#include "study/resample.h"

#include <gsl/gsl_rng.h>

bool draw_dyads(int64_t k, int64_t dyads, int64_t count, int64_t *dyad)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!rng) {
        return false;
    }
    gsl_rng_set(rng, (unsigned long)k + 1);
    for (int64_t i = 0; i < count; i++) {
        dyad[i] = (int64_t)gsl_rng_uniform_int(rng, (unsigned long)dyads);
    }
    gsl_rng_free(rng);
    return true;
}
