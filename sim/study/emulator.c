#include "study/emulator.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

const char *const emulator_forms[EMULATOR_FORMS] = {"linear", "linear with squares", "quadratic", "quadratic with cubes"};

/* Singular values below this share of the largest tell nothing. */
#define TINY 1e-10
/* Points that a term takes at least. */
#define POINTS_FOR_TERM 2

int emulator_terms(enum emulator_form form, int factors)
{
    const int squares = form >= EMULATOR_SQUARES ? factors : 0, products = form >= EMULATOR_QUADRATIC ? factors * (factors - 1) / 2 : 0;
    return 1 + factors + squares + products + (form == EMULATOR_CUBES ? factors : 0);
}

enum emulator_form emulator_form_for(int64_t points, int factors)
{
    for (int form = EMULATOR_CUBES; form > EMULATOR_LINEAR; form--) {
        if (points >= POINTS_FOR_TERM * emulator_terms((enum emulator_form)form, factors)) {
            return (enum emulator_form)form;
        }
    }
    return points >= factors + 3 ? EMULATOR_LINEAR : EMULATOR_FORMS;
}

static bool has(const struct lived *lived, int64_t point, int line)
{
    return isfinite(lived->value[point * lived->lines + line]);
}

static bool has_any(const struct lived *lived, int64_t point)
{
    bool any = false;
    for (int j = 0; j < lived->lines; j++) {
        any = any || has(lived, point, j);
    }
    return any;
}

int64_t points_with(const struct lived *lived, int line)
{
    int64_t with = 0;
    for (int64_t i = 0; i < lived->points; i++) {
        with += line == ANY_LINE ? has_any(lived, i) : has(lived, i, line);
    }
    return with;
}

/* Over the cube these are nearly orthogonal, which keeps singular values near each other. */
static void put_terms(enum emulator_form form, int factors, const double *unit, double *to)
{
    *to++ = 1;
    for (int k = 0; k < factors; k++) {
        *to++ = 2 * unit[k] - 1;
    }
    for (int k = 0; form >= EMULATOR_SQUARES && k < factors; k++) {
        const double x = 2 * unit[k] - 1;
        *to++ = (3 * x * x - 1) / 2;
    }
    for (int k = 0; form == EMULATOR_CUBES && k < factors; k++) {
        const double x = 2 * unit[k] - 1;
        *to++ = (5 * x * x * x - 3 * x) / 2;
    }
    for (int k = 0; form >= EMULATOR_QUADRATIC && k < factors; k++) {
        for (int other = 0; other < k; other++) {
            *to++ = (2 * unit[k] - 1) * (2 * unit[other] - 1);
        }
    }
}

/* ---- the fit ---- */

/* The weighted design of the points that have a line, or any, taken apart: U, S and V / S by GSL, and the points that are its
 * rows. */
struct bench {
    const struct lived *lived;
    const struct emulator *e;
    int line;
    int64_t rows, *point;
    double *root_weight; /* of each row */
    double sum, squares; /* of weights */
    double spent;        /* what the terms take up of them */
    gsl_matrix *u, *v, *space;
    gsl_vector *s, *work;
};

static bool take_bench(struct bench *b)
{
    const size_t rows = (size_t)b->rows, terms = (size_t)b->e->terms;
    b->point = calloc(rows, sizeof *b->point);
    b->root_weight = calloc(rows, sizeof *b->root_weight);
    b->u = gsl_matrix_alloc(rows, terms);
    b->v = gsl_matrix_alloc(terms, terms);
    b->space = gsl_matrix_alloc(terms, terms);
    b->s = gsl_vector_alloc(terms);
    b->work = gsl_vector_alloc(terms);
    return b->point && b->root_weight && b->u && b->v && b->space && b->s && b->work;
}

static void close_bench(struct bench *b)
{
    free(b->point);
    free(b->root_weight);
    gsl_matrix_free(b->u);
    gsl_matrix_free(b->v);
    gsl_matrix_free(b->space);
    gsl_vector_free(b->s);
    gsl_vector_free(b->work);
}

static void fill_bench(struct bench *b, const double *weight)
{
    int64_t row = 0;
    b->sum = b->squares = 0;
    for (int64_t i = 0; i < b->lived->points; i++) {
        if (b->line == ANY_LINE ? has_any(b->lived, i) : has(b->lived, i, b->line)) {
            const double w = weight ? weight[i] : 1, root = sqrt(w);
            double *terms = gsl_matrix_ptr(b->u, (size_t)row, 0);
            put_terms(b->e->form, b->e->factors, &b->lived->unit[i * b->e->factors], terms);
            for (int t = 0; t < b->e->terms; t++) {
                terms[t] *= root;
            }
            b->point[row] = i;
            b->root_weight[row++] = root;
            b->sum += w;
            b->squares += w * w;
        }
    }
}

/* How many points of full weight these are worth (Kish). */
static double worth_of(const struct bench *b)
{
    return b->sum * b->sum / b->squares;
}

/* A row's leverage takes up so much of its weight: chance that all points have alike leaves the rest. */
static void spend_weights(struct bench *b)
{
    for (int64_t i = 0; i < b->rows; i++) {
        const double *u = gsl_matrix_const_ptr(b->u, (size_t)i, 0), w = b->root_weight[i] * b->root_weight[i];
        for (int c = 0; c < b->e->terms; c++) {
            b->spent += w * u[c] * u[c];
        }
    }
}

/* V becomes V / S, but for directions of no consequence, which become 0. */
static void divide_directions(struct bench *b)
{
    const size_t terms = (size_t)b->e->terms;
    for (size_t c = 0; c < terms; c++) {
        const double s = gsl_vector_get(b->s, c);
        for (size_t t = 0; t < terms; t++) {
            double *v = gsl_matrix_ptr(b->v, t, c);
            *v = s > TINY * gsl_vector_get(b->s, 0) ? *v / s : 0;
        }
    }
}

/* Where weights leave too few of the points that have the line, these count alike. */
static bool open_bench(struct bench *b, const double *weight)
{
    b->rows = points_with(b->lived, b->line);
    if (!take_bench(b)) {
        return false;
    }
    fill_bench(b, weight);
    if (weight && worth_of(b) < POINTS_FOR_TERM * b->e->terms) {
        fill_bench(b, NULL);
    }
    gsl_linalg_SV_decomp_mod(b->u, b->space, b->v, b->s, b->work);
    spend_weights(b);
    divide_directions(b);
    return true;
}

/* Coefficients are (V / S) U' y. What is left of each point is scaled so that squares sum to the variance of the line. */
static void fit_line(const struct bench *b, int line, double *left, struct emulator *e)
{
    double *along = e->room, *coefficient = &e->coefficient[line * e->terms];
    const double scale = sqrt(1 / (b->sum - b->spent));
    for (int c = 0; c < e->terms; c++) {
        along[c] = 0;
    }
    for (int64_t i = 0; i < b->rows; i++) {
        const double y = b->root_weight[i] * b->lived->value[b->point[i] * e->lines + line];
        const double *u = gsl_matrix_const_ptr(b->u, (size_t)i, 0);
        for (int c = 0; c < e->terms; c++) {
            along[c] += u[c] * y;
        }
    }
    for (int c = 0; c < e->terms; c++) {
        for (int t = 0; t < e->terms; t++) {
            coefficient[t] += gsl_matrix_get(b->v, (size_t)t, (size_t)c) * along[c];
        }
    }
    for (int64_t i = 0; i < b->rows; i++) {
        const double *u = gsl_matrix_const_ptr(b->u, (size_t)i, 0);
        double rest = b->root_weight[i] * b->lived->value[b->point[i] * e->lines + line];
        for (int c = 0; c < e->terms; c++) {
            rest -= u[c] * along[c];
        }
        left[b->point[i] * e->lines + line] = scale * rest;
    }
}

static bool fit_line_that_some_lack(const struct bench *all, int line, const double *weight, double *left, struct emulator *e)
{
    struct bench b = {.lived = all->lived, .e = e, .line = line};
    const bool good = open_bench(&b, weight);
    if (good) {
        fit_line(&b, line, left, e);
    }
    close_bench(&b);
    return good;
}

static void take_residuals(const double *left, int64_t points, struct emulator *e)
{
    for (int a = 0; a < e->lines; a++) {
        for (int other = 0; other <= a; other++) {
            double sum = 0;
            for (int64_t i = 0; i < points; i++) {
                sum += left[i * e->lines + a] * left[i * e->lines + other];
            }
            e->residual[a * e->lines + other] = e->residual[other * e->lines + a] = sum;
        }
    }
}

static bool fit_lines(const struct bench *all, const double *weight, double *left, struct emulator *e)
{
    bool good = true;
    for (int c = 0; c < e->terms; c++) {
        for (int t = 0; t < e->terms; t++) {
            e->root[c * e->terms + t] = gsl_matrix_get(all->v, (size_t)t, (size_t)c);
        }
    }
    for (int j = 0; good && j < e->lines; j++) {
        if (points_with(all->lived, j) == all->rows) {
            fit_line(all, j, left, e);
        } else {
            good = fit_line_that_some_lack(all, j, weight, left, e);
        }
    }
    take_residuals(left, all->lived->points, e);
    return good;
}

int64_t points_of_rarest(const struct lived *lived)
{
    int64_t least = lived->points;
    for (int j = 0; j < lived->lines; j++) {
        const int64_t with = points_with(lived, j);
        least = with < least ? with : least;
    }
    return least;
}

static bool take_room(struct emulator *e, const struct lived *lived)
{
    const enum emulator_form form = emulator_form_for(points_of_rarest(lived), lived->factors);
    emulator_free(e);
    if (form == EMULATOR_FORMS) {
        return false;
    }
    *e = (struct emulator){.form = form, .factors = lived->factors, .lines = lived->lines};
    e->terms = emulator_terms(form, lived->factors);
    const size_t terms = (size_t)e->terms, lines = (size_t)e->lines;
    e->coefficient = calloc(lines * terms, sizeof *e->coefficient);
    e->residual = calloc(lines * lines, sizeof *e->residual);
    e->root = calloc(terms * terms, sizeof *e->root);
    e->room = calloc(terms + lines, sizeof *e->room);
    return e->coefficient && e->residual && e->root && e->room;
}

bool emulator_fit(const struct lived *lived, const double *weight, struct emulator *out)
{
    if (!take_room(out, lived)) {
        emulator_free(out);
        return false;
    }
    struct bench all = {.lived = lived, .e = out, .line = ANY_LINE};
    double *left = calloc((size_t)(lived->points * lived->lines), sizeof *left);
    bool good = left && open_bench(&all, weight);
    if (good) {
        out->points = all.rows;
        out->freedom = worth_of(&all) - out->terms;
        good = fit_lines(&all, weight, left, out);
    }
    close_bench(&all);
    free(left);
    return good;
}

void emulator_free(struct emulator *e)
{
    free(e->coefficient);
    free(e->residual);
    free(e->root);
    free(e->room);
    *e = (struct emulator){0};
}

const double *emulator_at(const struct emulator *e, const double *unit, double *leverage)
{
    double *term = e->room, *line = e->room + e->terms;
    put_terms(e->form, e->factors, unit, term);
    for (int j = 0; j < e->lines; j++) {
        const double *coefficient = &e->coefficient[j * e->terms];
        line[j] = 0;
        for (int t = 0; t < e->terms; t++) {
            line[j] += coefficient[t] * term[t];
        }
    }
    double all = 0;
    for (int c = 0; c < e->terms; c++) {
        double along = 0;
        for (int t = 0; t < e->terms; t++) {
            along += e->root[c * e->terms + t] * term[t];
        }
        all += along * along;
    }
    *leverage = all;
    return line;
}
