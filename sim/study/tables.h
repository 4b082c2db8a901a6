/* A population as the CSV files of a result folder. */
#ifndef MEND_STUDY_TABLES_H
#define MEND_STUDY_TABLES_H

#include "io/columns.h"
#include "study/summary.h"

/* Whether a run of this config leaves this file. */
bool table_is_wanted(const struct population *p, enum file file);

/* Writes one table to `path`. False, with errno, if it could not be written. */
bool table_write(const struct population *p, const struct mend_summary *summary, enum file file, const char *path, bool compress);

#endif
