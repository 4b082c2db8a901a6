#include "picture/multiples.h"

#include <math.h>
#include <stdio.h>

#define LEFT 0.045
#define RIGHT 0.975

/* As many columns as suit a wide sheet. */
struct area multiple(int i, int count)
{
    const int columns = count <= 3 ? count : count <= 4 ? 2 : count <= 9 ? 3 : 4, rows = (count + columns - 1) / columns;
    const double width = (RIGHT - LEFT) / columns, height = (PANEL_TOP + 0.055 - PANEL_BOTTOM + 0.04) / rows;
    const double left = LEFT + width * (i % columns), top = PANEL_TOP - height * (double)(i / columns);
    return (struct area){left, left + width - 0.04, top - height + 0.105, top};
}

void multiple_tics(FILE *to, const char *axis, double from, double until)
{
    const double rough = (until - from) / 3, power = pow(10, floor(log10(rough))), part = rough / power;
    fprintf(to, "set %stics font ',12' %g\n", axis, power * (part > 7.5 ? 10 : part > 3.5 ? 5 : part > 1.5 ? 2 : 1));
}

bool free_parameters_of(const struct result *result, struct free_parameters *out)
{
    const json_t *keys = json_object_get(result->study, "factors"), *priors = json_object_get(result->study, "priors");
    *out = (struct free_parameters){.all = (int)json_array_size(keys)};
    for (int k = 0; k < out->all && k < MULTIPLES_MOST; k++) {
        const json_t *prior = json_array_get(priors, (size_t)k);
        const char *key = json_string_value(json_array_get(keys, (size_t)k));
        out->key[k] = key ? key : "";
        out->from[k] = json_number_value(json_array_get(prior, 0));
        out->until[k] = json_number_value(json_array_get(prior, 1));
        out->shown++;
        if (!(out->from[k] < out->until[k])) {
            return false;
        }
    }
    return out->shown > 0;
}

char *say_dyads(const struct result *result, char to[48])
{
    const json_t *first = json_array_get(json_object_get(result->study, "scenarios"), 0);
    char number[32];
    snprintf(to, 48, "%s dyads", thousands(number, json_integer_value(json_object_get(first, "dyads"))));
    return to;
}
