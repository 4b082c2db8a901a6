#include "study/diary.h"

#include "assay/assay.h"

#include <gsl/gsl_statistics_double.h>

static void read_ratings(const struct entry_row *entry, int64_t days, enum rating rating, double *to)
{
    for (int64_t k = 0; k < days; k++) {
        to[k] = (double)(rating == RATING_arousal ? entry[k].arousal : rating == RATING_contentment ? entry[k].contentment : entry[k].sadness);
    }
}

/* Of the ratings `from` with those `to` of the next day. */
static double next_day(const double *from, const double *to, size_t days)
{
    return gsl_stats_correlation(from, 1, to + 1, 1, days - 1);
}

struct diary_told diary_tells(const struct entry_row *a, const struct entry_row *b, int64_t days)
{
    const size_t n = (size_t)days;
    struct diary_told told;
    double of[2][DIARY_DAYS_MOST];
    for (enum rating r = 0; r < RATINGS; r++) {
        read_ratings(a, days, r, of[0]);
        read_ratings(b, days, r, of[1]);
        told.concordance[r] = gsl_stats_correlation(of[0], 1, of[1], 1, n);
        for (int person = 0; person < 2; person++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++) {
                sum += of[person][k];
            }
            told.mean[person][r] = sum / (double)n;
            told.autocorrelation[person][r] = next_day(of[person], of[person], n);
            told.crossover[person][r] = next_day(of[person], of[!person], n);
        }
    }
    return told;
}
