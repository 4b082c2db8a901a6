/* What several commands put into their JSON. */
#ifndef MEND_CLI_JSON_H
#define MEND_CLI_JSON_H

#include <jansson.h>

/* A number; null where it is not known. */
json_t *json_number(double value);
/* A path, whatever its bytes: JSON is UTF-8. */
json_t *json_path(const char *path);

/* Prints it as a line of its own, or several; `json` is taken. */
void json_print(json_t *json, size_t flags);

#endif
