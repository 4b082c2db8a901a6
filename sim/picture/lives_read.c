#include "picture/lives_read.h"

#include <math.h>
#include <stdlib.h>

/* The bond whose rows begin here; its recording ends where the next dyad or bond begins. */
static struct life life_from(const struct result *result, const struct recorded *r, int64_t first, int dyad, int bond)
{
    struct life life = {.first = first, .dyad = whole_at(&r->table, first, dyad), .bond = whole_at(&r->table, first, bond)};
    life.group = result_group(result, life.dyad, life.bond);
    bool ended = false;
    for (int64_t row = first; row < r->table.rows && whole_at(&r->table, row, dyad) == life.dyad && whole_at(&r->table, row, bond) == life.bond;
         row++) {
        ended = ended || life_value(r, &life, life.recorded, SERIES_ENDED) > 0;
        life.rows += !ended;
        life.recorded++;
    }
    return life;
}

static bool split_lives(const struct result *result, struct recorded *r, int dyad, int bond)
{
    r->life = malloc((size_t)(r->table.rows + 1) * sizeof *r->life);
    for (int64_t row = 0; r->life && row < r->table.rows;) {
        const struct life life = life_from(result, r, row, dyad, bond);
        r->life[r->lives] = life;
        r->lives += life.rows > 0;
        r->any_ended = r->any_ended || life.rows < life.recorded;
        row += life.recorded;
    }
    return r->life != NULL;
}

bool lives_read(const struct result *result, struct recorded *recorded, struct mend_report *report)
{
    static const char *const names[SERIES_COLUMNS] = {"day", "turn", "trust", "arousal", "arousal_mean", "open", "ended", "resentment", "depletion"};
    static const char *const ids[] = {"dyad", "bond"};
    int id[2];
    *recorded = (struct recorded){.turns_per_day = result_parameter(result, "turns_per_day", 0)};
    if (!result_table(result, "timeseries", &recorded->table, report)) {
        return false;
    }
    if (!find_columns(&recorded->table, names, SERIES_EVERYWHERE, recorded->column) || !find_columns(&recorded->table, ids, 2, id) ||
        recorded->table.rows == 0) {
        lives_free(recorded);
        return false;
    }
    for (int i = SERIES_EVERYWHERE; i < SERIES_COLUMNS; i++) {
        recorded->column[i] = mend_table_column(&recorded->table, names[i]);
    }
    recorded->by_turns = result_parameter(result, "record.every_turns", 0) > 0 && recorded->turns_per_day > 0;
    if (!split_lives(result, recorded, id[0], id[1])) {
        lives_free(recorded);
        return mend_complain(report, "error: not enough memory to read timeseries.csv");
    }
    return true;
}

void lives_free(struct recorded *recorded)
{
    mend_table_free(&recorded->table);
    free(recorded->life);
    recorded->life = NULL;
}

double life_value(const struct recorded *recorded, const struct life *life, int64_t row, enum series what)
{
    const int column = recorded->column[what];
    return column < 0 ? NAN : mend_table_number(&recorded->table, life->first + row, column);
}

double life_mean(const struct recorded *recorded, const struct life *life, int64_t row, int64_t half, enum series what)
{
    const int64_t from = row < half ? 0 : row - half, to = row + half < life->rows ? row + half : life->rows - 1;
    double sum = 0, n = 0;
    for (int64_t i = from; i <= to; i++) {
        const double value = life_value(recorded, life, i, what);
        if (!isnan(value)) {
            sum += value;
            n++;
        }
    }
    return n > 0 ? sum / n : NAN;
}

double life_days(const struct recorded *recorded, const struct life *life, int64_t row)
{
    return recorded->by_turns ? life_value(recorded, life, row, SERIES_TURN) / recorded->turns_per_day : life_value(recorded, life, row, SERIES_DAY);
}

int64_t half_window(const struct recorded *recorded, const struct life *life, double days)
{
    if (life->rows < 2) {
        return 0;
    }
    const double step = (life_days(recorded, life, life->rows - 1) - life_days(recorded, life, 0)) / (double)(life->rows - 1);
    const double half = step > 0 ? days / step / 2 : 0, most = (double)life->rows / 16;
    return (int64_t)(half < most ? half : most);
}

const struct life *first_of(const struct recorded *recorded, int group)
{
    for (int64_t i = 0; i < recorded->lives; i++) {
        if (recorded->life[i].group == group) {
            return &recorded->life[i];
        }
    }
    return NULL;
}
