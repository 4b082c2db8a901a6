/* What several commands put into their JSON. */
#include "cli/json.h"

#include "io/text.h"
#include "mend.h"

#include <math.h>
#include <stdio.h>

json_t *json_number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

json_t *json_path(const char *path)
{
    char name[MEND_PATH];
    snprintf(name, sizeof name, "%s", path);
    mend_make_utf8(name);
    return json_string(name);
}

void json_print(json_t *json, size_t flags)
{
    json_dumpf(json, stdout, flags);
    putchar('\n');
    json_decref(json);
}
