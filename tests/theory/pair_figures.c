#include "theory/pair_figures.h"

#include "reading/rule.h"

#include <math.h>
#include <stdlib.h>

const struct outcome_row *row_of(const struct population *p, int64_t dyad, int bond)
{
    return &p->records.outcome[dyad * p->records.bonds + bond];
}

/* ---- over rows ---- */

struct tally_of_rows {
    double n, meant, sum, known;
};

static struct tally_of_rows tally_rows(const struct population *p, int bond, who_is_meant *meant, size_t column)
{
    struct tally_of_rows t = {0};
    for (int64_t dyad = 0; dyad < p->config.params.dyads; dyad++) {
        for (int k = 0; k < p->records.bonds; k++) {
            const struct outcome_row *row = row_of(p, dyad, k);
            if (bond != EVERY_BOND && bond != k) {
                continue;
            }
            t.n++;
            if (!meant || meant(row)) {
                const double value = value_in(row, column);
                t.meant++;
                t.sum += isnan(value) ? 0 : value;
                t.known += !isnan(value);
            }
        }
    }
    return t;
}

double sum_of(const struct population *p, int bond, who_is_meant *meant, size_t column)
{
    return tally_rows(p, bond, meant, column).sum;
}

double mean_of_rows(const struct population *p, int bond, who_is_meant *meant, size_t column)
{
    const struct tally_of_rows t = tally_rows(p, bond, meant, column);
    return t.known > 0 ? t.sum / t.known : NAN;
}

double share_of_rows(const struct population *p, int bond, who_is_meant *meant)
{
    const struct tally_of_rows t = tally_rows(p, bond, meant, COLUMN(trust));
    return t.meant / t.n;
}

double correlation_of(const struct population *p, size_t x, size_t y)
{
    double n = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
    for (int64_t i = 0; i < p->config.params.dyads * p->records.bonds; i++) {
        const double a = value_in(&p->records.outcome[i], x), b = value_in(&p->records.outcome[i], y);
        if (!isnan(a) && !isnan(b)) {
            n++;
            sx += a;
            sy += b;
            sxx += a * a;
            syy += b * b;
            sxy += a * b;
        }
    }
    return (sxy - sx * sy / n) / sqrt((sxx - sx * sx / n) * (syy - sy * sy / n));
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median_of(double *value, int n)
{
    qsort(value, (size_t)n, sizeof *value, by_size);
    return n == 0 ? (double)NAN : 0.5 * (value[(n - 1) / 2] + value[n / 2]);
}

bool reads_secure(const struct outcome_row *row)
{
    return row->pattern == SECURE;
}

bool reads_avoidant(const struct outcome_row *row)
{
    return row->pattern == AVOIDANT || row->pattern == DISORGANIZED;
}

bool reads_anxious(const struct outcome_row *row)
{
    return row->pattern == ANXIOUS;
}

bool was_secure(const struct outcome_row *row)
{
    return row->infant_class == SECURE;
}

bool was_avoidant(const struct outcome_row *row)
{
    return row->infant_class == AVOIDANT;
}

bool was_anxious(const struct outcome_row *row)
{
    return row->infant_class == ANXIOUS;
}

/* ---- pairs ---- */

/* Trust with mean latency, the repaired share held fixed. */
static double latency_at_fixed_share(const struct population *p)
{
    const double with_trust = correlation_of(p, COLUMN(repair_latency), COLUMN(trust));
    const double with_share = correlation_of(p, COLUMN(repair_latency), COLUMN(repair_share));
    const double share = correlation_of(p, COLUMN(repair_share), COLUMN(trust));
    return (with_trust - with_share * share) / sqrt((1 - with_share * with_share) * (1 - share * share));
}

/* FNV-1a of every outcome row, to 52 bits, which a double holds. */
static double hash_of_rows(const struct population *p)
{
    const unsigned char *byte = (const unsigned char *)p->records.outcome;
    const size_t size = (size_t)(p->config.params.dyads * p->records.bonds) * sizeof *p->records.outcome;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ byte[i]) * 1099511628211u;
    }
    return (double)(hash >> 12);
}

static bool ended_cold(const struct outcome_row *row)
{
    return row->route == 2.0f;
}

static void figures_of_bonds(const struct population *p, double *figure)
{
    figure[PAIR_trust] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(trust));
    figure[PAIR_belief] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(belief));
    figure[PAIR_pull] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(pull));
    figure[PAIR_signal] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(signal));
    figure[PAIR_escalate_b] = mean_of_rows(p, B_TO_A, NULL, COLUMN(escalate));
    figure[PAIR_depletion_a] = mean_of_rows(p, A_TO_B, NULL, COLUMN(depletion));
    figure[PAIR_depletion_b] = mean_of_rows(p, B_TO_A, NULL, COLUMN(depletion));
    figure[PAIR_secure] = share_of_rows(p, EVERY_BOND, reads_secure);
    figure[PAIR_avoidant] = share_of_rows(p, EVERY_BOND, reads_avoidant);
    figure[PAIR_anxious] = share_of_rows(p, EVERY_BOND, reads_anxious);
}

static double repaired_share(const struct population *p, int bond)
{
    return sum_of(p, bond, NULL, COLUMN(repairs)) / sum_of(p, bond, NULL, COLUMN(ruptures));
}

static void figures_of_repair(const struct population *p, double *figure)
{
    figure[PAIR_ruptures] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(ruptures)) / (double)p->config.params.days;
    figure[PAIR_repaired] = repaired_share(p, EVERY_BOND);
    figure[PAIR_repaired_a] = repaired_share(p, A_TO_B);
    figure[PAIR_repaired_b] = repaired_share(p, B_TO_A);
    figure[PAIR_ended] = mean_of_rows(p, A_TO_B, NULL, COLUMN(ended));
    figure[PAIR_cold_share] = share_of_rows(p, A_TO_B, ended_cold) / figure[PAIR_ended];
    figure[PAIR_repaired_with_trust] = correlation_of(p, COLUMN(repair_share), COLUMN(trust));
    figure[PAIR_latency_with_trust] = latency_at_fixed_share(p);
    figure[PAIR_hash] = hash_of_rows(p);
}

/* Those who were together on the day of the discussion, which is the only one. */
static void figures_of_talk(const struct population *p, double *figure)
{
    double pairs = 0, pursued[2] = {0}, differences = 0, turning_away = 0;
    for (int64_t i = 0; i < p->config.params.dyads; i++) {
        const struct talk_row *talk = &p->records.talk[2 * i];
        const struct outcome_row *row = row_of(p, i, A_TO_B);
        if (row->ended > 0.5f && row->days_together <= talk->day) {
            continue;
        }
        const double ratio = (double)((talk[0].positive + talk[1].positive + 1) / (talk[0].negative + talk[1].negative + 1));
        figure[RATIOS + i] = row->ended > 0 ? -ratio : ratio;
        pairs++;
        for (int person = 0; person < 2; person++) {
            const double d = (double)(talk[person].after_pursuit - talk[person].after_rest);
            pursued[person] += (double)talk[person].pursued;
            differences += !isnan(d);
            turning_away += isnan(d) ? 0 : d;
        }
    }
    figure[PAIR_pursued_a] = pursued[0] / pairs;
    figure[PAIR_pursued_b] = pursued[1] / pairs;
    figure[PAIR_pursue_withdraw] = turning_away / differences;
}

void figures_of_pairs(const struct population *p, double *figure)
{
    figures_of_bonds(p, figure);
    figures_of_repair(p, figure);
    if (p->records.conflict_days == 1) {
        figures_of_talk(p, figure);
    }
}
