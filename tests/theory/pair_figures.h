/* What a population's outcome rows come to: means, shares, correlations over all of them or over one bond of every dyad. */
#ifndef TESTS_PAIR_FIGURES_H
#define TESTS_PAIR_FIGURES_H

#include "theory/adult_runs.h"

#include <check.h>
#include <stddef.h>

/* The suite `adults` is two files. */
TCase *adults_days_cases(void);

/* Bonds of a dyad from 0; both bonds of a pair, or all there are. */
enum { EVERY_BOND = -1, A_TO_B = 0, B_TO_A = 1 };

/* Where a value stands in a row: every field is a float. */
#define COLUMN(name) (offsetof(struct outcome_row, name) / sizeof(float))

static inline double value_in(const struct outcome_row *row, size_t column)
{
    return (double)((const float *)row)[column];
}

/* Rows that are meant; NULL: all. */
typedef bool who_is_meant(const struct outcome_row *row);

const struct outcome_row *row_of(const struct population *p, int64_t dyad, int bond);
/* Sums and means leave out missing values; without any the mean is NaN. */
double sum_of(const struct population *p, int bond, who_is_meant *meant, size_t column);
double mean_of_rows(const struct population *p, int bond, who_is_meant *meant, size_t column);
/* Share of `meant` among all rows of the bond. */
double share_of_rows(const struct population *p, int bond, who_is_meant *meant);
/* Over all rows in which both values are known. */
double correlation_of(const struct population *p, size_t x, size_t y);
/* Sorts the values. NaN if there are none. */
double median_of(double *value, int n);

bool reads_secure(const struct outcome_row *row);
bool reads_avoidant(const struct outcome_row *row); /* with fearful */
bool reads_anxious(const struct outcome_row *row);
bool was_secure(const struct outcome_row *row); /* as an infant */
bool was_avoidant(const struct outcome_row *row);
bool was_anxious(const struct outcome_row *row);

/* The figures of a population of pairs; those of one person are of A, then of B. */
enum pair_figure {
    PAIR_trust,
    PAIR_belief,
    PAIR_pull,
    PAIR_signal,
    PAIR_escalate_b,
    PAIR_depletion_a,
    PAIR_depletion_b,
    PAIR_secure,
    PAIR_avoidant,
    PAIR_anxious,
    PAIR_ruptures, /* a bond and day */
    PAIR_repaired, /* of all ruptures together */
    PAIR_repaired_a,
    PAIR_repaired_b,
    PAIR_ended,
    PAIR_cold_share, /* of those that ended */
    PAIR_repaired_with_trust,
    PAIR_latency_with_trust, /* the repaired share held fixed */
    PAIR_pursued_a,
    PAIR_pursued_b,
    PAIR_pursue_withdraw,
    PAIR_hash, /* of every byte of the outcome rows */
    RATIOS     /* from here on: a figure a pair, see figures_of_pairs */
};

/* Fills them. From RATIOS on: the ratio of positive to negative in the pair's discussion, below 0 if the pair will end, NaN if it had. */
void figures_of_pairs(const struct population *p, double *figure);

#endif
