#include "study/desk.h"

#include "study/record.h"

#include <stdlib.h>
#include <string.h>

/* The most values that a measure takes from one unit: a change takes two of a bond. */
static int64_t values_of_unit(const struct mend_params *p)
{
    const struct setting setting = setting_at(p->setting);
    const int64_t of_bonds = 2 * setting.ties > DISCUSSANTS ? 2 * setting.ties : DISCUSSANTS;
    const int64_t of_infants = p->generations > 1 ? p->generations * LINES : 0;
    return of_infants > of_bonds ? of_infants : of_bonds;
}

int64_t desk_bytes(const struct mend_params *p)
{
    const struct clustered *c = NULL;
    return p->dyads * (values_of_unit(p) * (int64_t)(sizeof *c->x + sizeof *c->y + sizeof *c->unit) + (int64_t)sizeof *c->influence);
}

bool desk_open(struct desk *d, const struct population *p)
{
    const int64_t units = p->config.params.dyads;
    const size_t room = (size_t)(units * values_of_unit(&p->config.params)) + 1;
    *d = (struct desk){p, setting_at(p->config.params.setting), {.units = units}, NULL, 0};
    d->values.x = malloc(room * sizeof *d->values.x);
    d->values.y = malloc(room * sizeof *d->values.y);
    d->values.unit = malloc(room * sizeof *d->values.unit);
    d->values.influence = malloc(((size_t)units + 1) * sizeof *d->values.influence);
    const bool good = d->values.x && d->values.y && d->values.unit && d->values.influence;
    if (!good) {
        desk_close(d);
    }
    return good;
}

void desk_close(struct desk *d)
{
    free(d->values.x);
    free(d->values.y);
    free(d->values.unit);
    free(d->values.influence);
    d->values = (struct clustered){0};
}

bool is_wanted(const struct desk *d, const char *name)
{
    bool is = !d->wanted;
    for (int i = 0; i < d->count_wanted && !is; i++) {
        is = !strcmp(name, d->wanted[i]);
    }
    return is;
}
