#include "study/round_robin.h"

#include "engine/chance.h"
#include "study/estimate.h"

#include <math.h>
#include <stdlib.h>

/* Of what two of a family have with each other, the sum tells of u = (person + partner) / sqrt 2, the difference of v = (person - partner) / sqrt 2.
 * Their errors are independent, so u and v are fitted apart, by least squares. */
struct squares {
    double u, v, uv;        /* summed over members */
    double sum, difference; /* what u and v leave, summed over twos */
};

static int cell_of(int i, int j)
{
    return i * (MEMBERS - 1) + j - (j > i);
}

bool is_round_robin(const struct setting *s)
{
    for (int k = 0; k < s->ties; k++) {
        if (cell_of(s->tie[k].seeker, s->tie[k].giver) != k || s->tie[k].kind != PEER_TIE) {
            return false;
        }
    }
    return s->ties == CELLS;
}

/* Sum and difference of two, over the square root of 2: so they vary as much as each of the two, if these are independent. */
static double sum_of(const double *x, int i, int j)
{
    return M_SQRT1_2 * (x[cell_of(i, j)] + x[cell_of(j, i)]);
}

static double difference_of(const double *x, int i, int j)
{
    return M_SQRT1_2 * (x[cell_of(i, j)] - x[cell_of(j, i)]);
}

/* Least squares on one family: sum_ij = mean + u_i + u_j, difference_ij = v_i - v_j. Gives the mean of the sums. */
static double fit(const double *x, double u[MEMBERS], double v[MEMBERS])
{
    double mean = 0;
    for (int i = 0; i < MEMBERS; i++) {
        u[i] = v[i] = 0;
        for (int j = 0; j < MEMBERS; j++) {
            u[i] += i == j ? 0 : sum_of(x, i, j);
            v[i] += i == j ? 0 : difference_of(x, i, j);
        }
        mean += u[i] / CELLS;
    }
    for (int i = 0; i < MEMBERS; i++) {
        u[i] = (u[i] - (MEMBERS - 1) * mean) / (MEMBERS - 2);
        v[i] /= MEMBERS;
    }
    return mean;
}

static struct squares squares_of(const double *x)
{
    double u[MEMBERS], v[MEMBERS];
    const double mean = fit(x, u, v);
    struct squares s = {0};
    for (int i = 0; i < MEMBERS; i++) {
        s.u += u[i] * u[i];
        s.v += v[i] * v[i];
        s.uv += u[i] * v[i];
        for (int j = i + 1; j < MEMBERS; j++) {
            const double left_sum = sum_of(x, i, j) - mean - u[i] - u[j], left_difference = difference_of(x, i, j) - v[i] + v[j];
            s.sum += left_sum * left_sum;
            s.difference += left_difference * left_difference;
        }
    }
    return s;
}

static void add_squares(struct squares *to, struct squares s, double times)
{
    to->u += times * s.u;
    to->v += times * s.v;
    to->uv += times * s.uv;
    to->sum += times * s.sum;
    to->difference += times * s.difference;
}

/* From squares about the cells' means, which have taken one family's worth of freedom. Left over: n (n - 3) / 2 sums and (n - 1) (n - 2) / 2
 * differences of a family; the errors of u and v are those of sums over n - 2, of differences over n. */
static struct relations relations_from(struct squares s, int64_t families)
{
    const double n = MEMBERS, free_families = (double)families - 1, free_members = free_families * (n - 1);
    const double of_sum = s.sum / (free_families * n * (n - 3) / 2), of_difference = s.difference / (free_families * (n - 1) * (n - 2) / 2);
    const double of_u = s.u / free_members - of_sum / (n - 2), of_v = s.v / free_members - of_difference / n;
    return (struct relations){
        .person = (of_u + of_v) / 2 + s.uv / free_members,
        .partner = (of_u + of_v) / 2 - s.uv / free_members,
        .relationship = (of_sum + of_difference) / 2,
        .generalized = (of_u - of_v) / 2,
        .dyadic = (of_sum - of_difference) / 2,
    };
}

/* Families as they are drawn: cells summed, and squares summed. The squares of what is left of the cells' means are the squares less those of the
 * means, as squares go, since every step to them is linear. */
struct drawn {
    double cell[CELLS];
    struct squares squares;
};

static void draw(struct drawn *d, const double *x, struct squares squares)
{
    for (int c = 0; c < CELLS; c++) {
        d->cell[c] += x[c];
    }
    add_squares(&d->squares, squares, 1);
}

static struct relations relations_drawn(struct drawn *d, int64_t families)
{
    for (int c = 0; c < CELLS; c++) {
        d->cell[c] /= (double)families;
    }
    add_squares(&d->squares, squares_of(d->cell), -(double)families);
    return relations_from(d->squares, families);
}

struct relations relations_of(const double *x, int64_t families)
{
    struct drawn d = {0};
    for (int64_t f = 0; f < families; f++) {
        draw(&d, x + f * CELLS, squares_of(x + f * CELLS));
    }
    return relations_drawn(&d, families);
}

static void shares_of(struct relations r, double out[RELATION_SHARES])
{
    const double all = r.person + r.partner + r.relationship;
    out[PERSON_SHARE] = r.person / all;
    out[PARTNER_SHARE] = r.partner / all;
    out[RELATIONSHIP_SHARE] = r.relationship / all;
    out[GENERALIZED_R] = r.person > 0 && r.partner > 0 ? r.generalized / sqrt(r.person * r.partner) : NAN;
    out[DYADIC_R] = r.relationship > 0 ? r.dyadic / r.relationship : NAN;
}

/* A resample: as many families as there are, each drawn from all, by a stream of draws that no life has. */
static struct relations resample(const struct mend_params *p, const double *x, const struct squares *squares, int64_t families, uint32_t which)
{
    enum { NO_LIFE = 0xff };
    const struct occasion o = {(uint32_t)p->seed, (uint32_t)((uint64_t)p->seed >> 32), (uint32_t)p->replicate, (uint32_t)NO_LIFE << 24, which};
    struct drawn d = {0};
    struct words w = {{0}};
    for (int64_t k = 0; k < families; k++) {
        if (k % 4 == 0) {
            w = words_of(o, (uint32_t)(k / 4));
        }
        const int64_t f = (int64_t)((uint64_t)w.word[k % 4] * (uint64_t)families >> 32);
        draw(&d, x + f * CELLS, squares[f]);
    }
    return relations_drawn(&d, families);
}

/* Percentiles of the resamples in which it is known; none where it is unknown in one of ten. */
static void bound(struct estimate *e, double *resampled)
{
    size_t known = 0;
    for (int k = 0; k < RESAMPLES; k++) {
        if (!isnan(resampled[k])) {
            resampled[known++] = resampled[k];
        }
    }
    if (10 * known > (size_t)9 * RESAMPLES) {
        percentile_interval(resampled, known, &e->lower, &e->upper);
    }
}

bool round_robin(const struct mend_params *p, const double *x, int64_t families, struct estimate out[RELATION_SHARES])
{
    double value[RELATION_SHARES], each[RELATION_SHARES], resampled[RELATION_SHARES][RESAMPLES];
    struct squares *squares = malloc(((size_t)families + 1) * sizeof *squares);
    if (!squares) {
        return false;
    }
    for (int64_t f = 0; f < families; f++) {
        squares[f] = squares_of(x + f * CELLS);
    }
    shares_of(relations_of(x, families), value);
    for (int k = 0; k < RESAMPLES; k++) {
        shares_of(resample(p, x, squares, families, (uint32_t)k), each);
        for (int s = 0; s < RELATION_SHARES; s++) {
            resampled[s][k] = each[s];
        }
    }
    for (int s = 0; s < RELATION_SHARES; s++) {
        out[s] = (struct estimate){value[s], NAN, NAN, families};
        bound(&out[s], resampled[s]);
    }
    free(squares);
    return true;
}
