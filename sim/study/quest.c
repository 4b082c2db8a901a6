#include "study/quest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The posterior is three times as wide before the second wave, when emulators are rough, and half as much again before the last. */
#define WIDEST 3
#define NARROWEST 1.5
#define SD_OF_95 3.92

bool quest_open(struct quest *q, int factors, int lines, int64_t room, int waves, const struct aim *aim, unsigned long seed)
{
    *q = (struct quest){.waves = waves, .seed = seed, .aim = aim, .room = room, .lived = {.factors = factors, .lines = lines}};
    q->lived.unit = calloc((size_t)(room * factors), sizeof *q->lived.unit);
    q->lived.value = calloc((size_t)(room * lines), sizeof *q->lived.value);
    q->aimed.value = calloc((size_t)(room * lines), sizeof *q->aimed.value);
    return q->lived.unit && q->lived.value && q->aimed.value;
}

void quest_close(struct quest *q)
{
    free(q->lived.unit);
    free(q->lived.value);
    free(q->aimed.value);
    emulator_free(&q->emulator);
    cloud_free(&q->cloud);
}

void quest_add(struct quest *q, const double *unit, const double *value)
{
    struct lived *l = &q->lived;
    if (l->points < q->room) {
        memcpy(&l->unit[l->points * l->factors], unit, (size_t)l->factors * sizeof *unit);
        memcpy(&l->value[l->points * l->lines], value, (size_t)l->lines * sizeof *value);
        l->points++;
    }
}

double quest_width(int wave, int waves)
{
    const double way = waves > 2 ? (double)(wave - 1) / (waves - 2) : 0.5;
    return WIDEST * pow(NARROWEST / WIDEST, way);
}

static void choose_lines(struct quest *q)
{
    const struct lived *l = &q->lived;
    q->aimed = (struct lived){.points = l->points, .factors = l->factors, .unit = l->unit, .value = q->aimed.value};
    for (int j = 0; j < l->lines; j++) {
        if (2 * points_with(l, j) >= l->points && (q->aim[j].side || isfinite(q->aim[j].value))) {
            q->aimed_at[q->aimed.lines] = q->aim[j];
            q->line[q->aimed.lines++] = j;
        }
    }
    for (int64_t i = 0; i < l->points; i++) {
        for (int a = 0; a < q->aimed.lines; a++) {
            q->aimed.value[i * q->aimed.lines + a] = l->value[i * l->lines + q->line[a]];
        }
    }
}

double quest_chance(const struct quest *q, int line)
{
    for (int a = 0; a < q->aimed.lines; a++) {
        if (q->line[a] == line) {
            return sqrt(residual_of(&q->emulator, a));
        }
    }
    return NAN;
}

bool quest_turn(struct quest *q)
{
    q->wave++;
    const bool is_last = q->wave == q->waves;
    choose_lines(q);
    return q->aimed.lines > 0 && emulator_aim(&q->aimed, q->aimed_at, &q->emulator) &&
           cloud_draw(&q->emulator, q->aimed_at, is_last ? 1 : quest_width(q->wave, q->waves), is_last ? QUEST_DRAWS_LAST : QUEST_DRAWS,
                      q->seed + (unsigned long)q->wave, &q->cloud);
}

/* Draws that follow each other come of one ancestor. */
const double *quest_point(const struct quest *q, int64_t i, int64_t count)
{
    const struct cloud *c = &q->cloud;
    return &c->unit[(int64_t)((double)i * (double)c->draws / (double)count) * c->factors];
}

/* ---- aims ---- */

struct aim aim_of(const struct mend_finding *f)
{
    const bool is_published = f->lower < f->upper;
    const double low = is_published ? f->lower : f->accept_lower, high = is_published ? f->upper : f->accept_upper;
    switch (f->accept) {
    case MEND_ABOVE:
        return (struct aim){.side = 1};
    case MEND_BELOW:
        return (struct aim){.side = -1};
    case MEND_NOT_BELOW:
        return (struct aim){.side = 1, .margin = SD_OF_95 / 2};
    case MEND_NONE:
        return (struct aim){.value = 0, .sd = 1 / sqrt((double)f->n)};
    default:
        return (struct aim){.value = isnan(f->value) ? (low + high) / 2 : f->value, .sd = (high - low) / SD_OF_95};
    }
}

struct aim aim_at_known(struct aim published, double value, double normal)
{
    if (published.side && isfinite(value)) {
        return (struct aim){.side = value < 0 ? -1 : 1};
    }
    return (struct aim){.value = value + published.sd * normal, .sd = published.sd};
}
