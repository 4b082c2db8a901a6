#include "study/emulator.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

const char *const emulator_forms[EMULATOR_FORMS] = {"linear", "linear with squares", "quadratic", "quadratic with cubes"};

/* Singular values below this share of the largest tell nothing. */
#define TINY 1e-10

int emulator_terms(enum emulator_form form, int factors)
{
    const int squares = form >= EMULATOR_SQUARES ? factors : 0, products = form >= EMULATOR_QUADRATIC ? factors * (factors - 1) / 2 : 0;
    return 1 + factors + squares + products + (form == EMULATOR_CUBES ? factors : 0);
}

enum emulator_form emulator_form_for(int64_t points, int factors)
{
    for (int form = EMULATOR_CUBES; form > EMULATOR_LINEAR; form--) {
        if (points >= 2 * emulator_terms((enum emulator_form)form, factors)) {
            return (enum emulator_form)form;
        }
    }
    return points >= factors + 3 ? EMULATOR_LINEAR : EMULATOR_FORMS;
}

static bool is_whole(const struct lived *lived, int64_t point)
{
    bool is = true;
    for (int j = 0; j < lived->lines; j++) {
        is = is && isfinite(lived->value[point * lived->lines + j]);
    }
    return is;
}

int64_t points_whole(const struct lived *lived)
{
    int64_t whole = 0;
    for (int64_t i = 0; i < lived->points; i++) {
        whole += is_whole(lived, i);
    }
    return whole;
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

/* The weighted design, taken apart: U, S and V of GSL, and the points that are its rows. */
struct bench {
    const struct lived *lived;
    const struct emulator *e;
    int64_t rows, *point;
    double *root_weight; /* of each row */
    double *left;        /* rows x lines: what is left of each, by the root of its weight */
    double sum, spent;   /* of weights; of these, what the terms take up */
    gsl_matrix *u, *v, *space;
    gsl_vector *s, *work;
};

static bool open_bench(struct bench *b)
{
    const size_t rows = (size_t)b->rows, terms = (size_t)b->e->terms;
    b->point = calloc(rows, sizeof *b->point);
    b->root_weight = calloc(rows, sizeof *b->root_weight);
    b->left = calloc(rows * (size_t)b->lived->lines, sizeof *b->left);
    b->u = gsl_matrix_alloc(rows, terms);
    b->v = gsl_matrix_alloc(terms, terms);
    b->space = gsl_matrix_alloc(terms, terms);
    b->s = gsl_vector_alloc(terms);
    b->work = gsl_vector_alloc(terms);
    return b->point && b->root_weight && b->left && b->u && b->v && b->space && b->s && b->work;
}

static void close_bench(struct bench *b)
{
    free(b->point);
    free(b->root_weight);
    free(b->left);
    gsl_matrix_free(b->u);
    gsl_matrix_free(b->v);
    gsl_matrix_free(b->space);
    gsl_vector_free(b->s);
    gsl_vector_free(b->work);
}

static void fill_bench(struct bench *b, const double *weight)
{
    int64_t row = 0;
    for (int64_t i = 0; i < b->lived->points; i++) {
        if (is_whole(b->lived, i)) {
            const double w = weight ? weight[i] : 1, root = sqrt(w);
            double *terms = gsl_matrix_ptr(b->u, (size_t)row, 0);
            put_terms(b->e->form, b->e->factors, &b->lived->unit[i * b->e->factors], terms);
            for (int t = 0; t < b->e->terms; t++) {
                terms[t] *= root;
            }
            b->point[row] = i;
            b->root_weight[row++] = root;
            b->sum += w;
        }
    }
    gsl_linalg_SV_decomp_mod(b->u, b->space, b->v, b->s, b->work);
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

/* The rows of (V / S)'; those of no consequence are 0. */
static void take_root(const struct bench *b, struct emulator *e)
{
    const double least = TINY * gsl_vector_get(b->s, 0);
    for (int c = 0; c < e->terms; c++) {
        const double s = gsl_vector_get(b->s, (size_t)c);
        for (int t = 0; t < e->terms; t++) {
            e->root[c * e->terms + t] = s > least ? gsl_matrix_get(b->v, (size_t)t, (size_t)c) / s : 0;
        }
    }
}

/* Coefficients are root' U' y. */
static void fit_line(const struct bench *b, int line, struct emulator *e)
{
    double *along = e->room, *coefficient = &e->coefficient[line * e->terms];
    for (int c = 0; c < e->terms; c++) {
        along[c] = 0;
        coefficient[c] = 0;
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
            coefficient[t] += e->root[c * e->terms + t] * along[c];
        }
    }
    for (int64_t i = 0; i < b->rows; i++) {
        const double *u = gsl_matrix_const_ptr(b->u, (size_t)i, 0);
        double rest = b->root_weight[i] * b->lived->value[b->point[i] * e->lines + line];
        for (int c = 0; c < e->terms; c++) {
            rest -= u[c] * along[c];
        }
        b->left[i * e->lines + line] = rest;
    }
}

static void take_residuals(const struct bench *b, struct emulator *e)
{
    const double rest = b->sum - b->spent;
    for (int a = 0; a < e->lines; a++) {
        for (int other = 0; other <= a; other++) {
            double sum = 0;
            for (int64_t i = 0; i < b->rows; i++) {
                sum += b->left[i * e->lines + a] * b->left[i * e->lines + other];
            }
            e->residual[a * e->lines + other] = e->residual[other * e->lines + a] = sum / rest;
        }
    }
}

static bool take_room(struct emulator *e, const struct lived *lived, int64_t whole)
{
    const enum emulator_form form = emulator_form_for(whole, lived->factors);
    emulator_free(e);
    if (form == EMULATOR_FORMS) {
        return false;
    }
    *e = (struct emulator){.form = form, .factors = lived->factors, .lines = lived->lines, .points = whole};
    e->terms = emulator_terms(form, lived->factors);
    const size_t terms = (size_t)e->terms, lines = (size_t)e->lines;
    e->coefficient = calloc(lines * terms, sizeof *e->coefficient);
    e->residual = calloc(lines * lines, sizeof *e->residual);
    e->root = calloc(terms * terms, sizeof *e->root);
    e->room = calloc(terms + lines, sizeof *e->room);
    return e->coefficient && e->residual && e->root && e->room;
}

/* How many points of full weight these are worth (Kish). */
static double worth_of(const struct bench *b)
{
    double squares = 0;
    for (int64_t i = 0; i < b->rows; i++) {
        squares += pow(b->root_weight[i], 4);
    }
    return b->sum * b->sum / squares;
}

bool emulator_fit(const struct lived *lived, const double *weight, struct emulator *out)
{
    struct bench b = {.lived = lived, .e = out, .rows = points_whole(lived)};
    if (!take_room(out, lived, b.rows)) {
        emulator_free(out);
        return false;
    }
    const bool good = open_bench(&b);
    if (good) {
        fill_bench(&b, weight);
        spend_weights(&b);
        take_root(&b, out);
        for (int j = 0; j < out->lines; j++) {
            fit_line(&b, j, out);
        }
        take_residuals(&b, out);
        out->freedom = worth_of(&b) - out->terms;
    }
    close_bench(&b);
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
