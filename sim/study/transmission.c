#include "study/transmission.h"

#include "study/record.h"

#include <math.h>

/* What is read in a row; NaN: it cannot be. */
typedef double reading(const struct descent_row *row);

static double class_or_nan(float class)
{
    return class < 0 ? (double)NAN : (double)class;
}

static double is_secure(float class)
{
    return class < 0 ? (double)NAN : (double)(class == SECURE);
}

static double infant_class(const struct descent_row *row)
{
    return class_or_nan(row->infant_class);
}

static double infant_class_again(const struct descent_row *row)
{
    return class_or_nan(row->infant_class_again);
}

static double caregiver_class(const struct descent_row *row)
{
    return class_or_nan(row->caregiver_class);
}

static double infant_secure(const struct descent_row *row)
{
    return is_secure(row->infant_class);
}

static double infant_secure_again(const struct descent_row *row)
{
    return is_secure(row->infant_class_again);
}

static double caregiver_secure(const struct descent_row *row)
{
    return is_secure(row->caregiver_class);
}

static double caregiver_autonomous(const struct descent_row *row)
{
    return row->caregiver_pattern == SECURE;
}

enum class_read adult_word(const struct descent_row *row)
{
    return row->caregiver_is_unresolved > 0.5f ? DISORGANIZED : (enum class_read)row->caregiver_pattern;
}

static const struct descent_row *rows_of(const struct desk *d, int64_t unit, int64_t generation)
{
    return &d->p->records.descent[(unit * d->p->config.params.generations + generation - 1) * LINES];
}

/* Two readings of every infant of generations `first` to `last`. */
static struct clustered *gather(struct desk *d, int64_t first, int64_t last, reading *x, reading *y)
{
    struct clustered *c = values_on(d);
    for (int64_t u = 0; u < units_of(d) && d->p->records.descent; u++) {
        for (const struct descent_row *row = rows_of(d, u, first); row < rows_of(d, u, last) + LINES; row++) {
            const double a = x(row), b = y(row);
            if (!isnan(a) && !isnan(b)) {
                cluster_put(c, a, b, u);
            }
        }
    }
    return c;
}

static struct clustered *gather_all(struct desk *d, reading *x, reading *y)
{
    return gather(d, 2, d->p->config.params.generations, x, y);
}

struct estimate transmission_of_security(struct desk *d)
{
    return cluster_correlation(gather_all(d, caregiver_autonomous, infant_secure));
}

struct estimate transmission_of_own_security(struct desk *d)
{
    return cluster_correlation(gather_all(d, caregiver_secure, infant_secure));
}

struct estimate transmission_of_own_class(struct desk *d)
{
    return cluster_kappa(gather_all(d, caregiver_class, infant_class), CLASSES);
}

struct estimate transmission_reliability(struct desk *d)
{
    return cluster_kappa(gather_all(d, infant_class, infant_class_again), CLASSES);
}

struct estimate transmission_reliability_of_security(struct desk *d)
{
    return cluster_correlation(gather_all(d, infant_secure, infant_secure_again));
}

static double adult_word_of(const struct descent_row *row)
{
    return adult_word(row);
}

static double caregiver_pattern(const struct descent_row *row)
{
    return (double)row->caregiver_pattern;
}

static double caregiver_unresolved(const struct descent_row *row)
{
    return (double)row->caregiver_is_unresolved;
}

/* The share of values whose x is `x`, among those whose y is `y` (NaN: among all). */
static struct estimate share_of_values(struct clustered *c, double x, double y)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < c->n; i++) {
        if (isnan(y) || c->y[i] == y) {
            c->x[kept] = c->x[i] == x;
            c->y[kept] = 1;
            c->unit[kept++] = c->unit[i];
        }
    }
    c->n = kept;
    return cluster_share(c);
}

struct estimate transmission_share(struct desk *d, enum class_read from, enum class_read to)
{
    return share_of_values(gather_all(d, infant_class, adult_word_of), to, from);
}

struct estimate caregivers_share(struct desk *d, enum class_read pattern)
{
    return share_of_values(gather_all(d, caregiver_pattern, caregiver_pattern), pattern, NAN);
}

struct estimate caregivers_word(struct desk *d, enum class_read word)
{
    return share_of_values(gather_all(d, adult_word_of, adult_word_of), word, NAN);
}

struct estimate caregivers_unresolved(struct desk *d)
{
    return share_of_values(gather_all(d, caregiver_unresolved, caregiver_unresolved), 1, NAN);
}

struct estimate generation_share(struct desk *d, int64_t generation, enum class_read class)
{
    return share_of_values(gather(d, generation, generation, infant_class, infant_class), class, NAN);
}
