/* Small multiples: a panel a parameter, in rows. */
#ifndef MEND_PICTURE_MULTIPLES_H
#define MEND_PICTURE_MULTIPLES_H

#include "picture/sheet.h"

enum { MULTIPLES_MOST = 16 };

/* Where panel i of `count` (at most MULTIPLES_MOST) lies, with room for its title and its axis. */
struct area multiple(int i, int count);
/* Two or three ticks between these, on the axis `axis` ("x", "y"). */
void multiple_tics(FILE *to, const char *axis, double from, double until);

/* Of a calibration: its free parameters and their priors, from the manifest; those that are shown. */
struct free_parameters {
    int all, shown;
    const char *key[MULTIPLES_MOST];
    double from[MULTIPLES_MOST], until[MULTIPLES_MOST];
};
bool free_parameters_of(const struct result *result, struct free_parameters *out);
/* Populations of how many dyads: "2,048 dyads" of the first scenario. Returns `to`. */
char *say_dyads(const struct result *result, char to[48]);

#endif
