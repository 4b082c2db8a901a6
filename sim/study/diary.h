/* What the weeks of a diary tell of a pair. */
#ifndef MEND_STUDY_DIARY_H
#define MEND_STUDY_DIARY_H

#include "reading/rows.h"

#include <stdint.h>

enum rating { RATING_arousal, RATING_contentment, RATING_sadness, RATINGS };

/* Of a pair's last diary, worked out once, for every resample of a population asks again. Correlations are within the pair, over days; NaN for a pair
 * that kept no diary, or where ratings never differ. Of A, then of B. */
struct diary_told {
    double mean[2][RATINGS];
    double autocorrelation[2][RATINGS]; /* with the day before */
    double concordance[RATINGS];        /* of the two, on the same day */
    double crossover[2][RATINGS];       /* with the other's on the next day */
};

/* `a` and `b`: so many days of each partner. */
struct diary_told diary_tells(const struct entry_row *a, const struct entry_row *b, int64_t days);

#endif
