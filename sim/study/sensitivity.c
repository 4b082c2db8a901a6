/* A study of sensitivity: a sweep whose points are trials, and the indices of what came out. */
#include "mend/sensitivity.h"

#include "io/csv.h"
#include "study/crew.h"
#include "study/sweep.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *mend_influence_factor(const struct mend_design *d, int factor)
{
    return factor < d->factors ? d->factor[factor].key : "seed";
}

static void write_influence(struct csv *csv, const struct mend_design *d, int measure, const struct mend_influence *influence)
{
    for (int k = 0; k <= d->factors; k++) {
        for (int i = 0; i < MEND_INDEX_KINDS; i++) {
            const struct mend_index *index = &influence->of[k][i];
            if (mend_index_is_of(d, (enum mend_index_kind)i)) {
                csv_text(csv, d->measure[measure]);
                csv_text(csv, mend_influence_factor(d, k));
                csv_text(csv, mend_index_names[i]);
                csv_number(csv, index->value, 6);
                csv_number(csv, index->lower, 6);
                csv_number(csv, index->upper, 6);
                csv_whole(csv, influence->trials);
                csv_end_row(csv);
            }
        }
    }
}

static bool write_indices(const struct mend_design *d, const struct mend_influence *influence, const char *path, struct mend_report *report)
{
    char file[MEND_PATH + 64];
    snprintf(file, sizeof file, "%s/indices.csv", path);
    struct csv *csv = csv_open(file, false);
    if (csv) {
        csv_header(csv, FILE_INDICES, false);
        csv_end_row(csv);
    }
    for (int m = 0; csv && m < d->measures; m++) {
        write_influence(csv, d, m, &influence[m]);
    }
    return (csv && csv_close(csv)) || mend_complain(report, "%.300s: error: cannot be written: %s", file, strerror(errno));
}

bool mend_sensitivity(struct mend_design *d, struct mend_sweep_order order, const char *path, struct mend_sweep_done *done,
                      struct mend_influence *out, struct mend_report *report)
{
    if (!mend_sweep(d, order, path, done, report)) {
        return false;
    }
    if (order.shards > 1 || crew_rank() != 0) {
        return true;
    }
    double *values = calloc((size_t)(d->points * d->measures), sizeof *values);
    bool good = values || mend_complain(report, "error: not enough memory");
    good = good && sweep_values(d, order, path, values, report);
    for (int m = 0; good && m < d->measures; m++) {
        good = mend_influence_of(d, values + m * d->points, &out[m]) || mend_complain(report, "error: not enough memory");
    }
    free(values);
    return good && write_indices(d, out, path, report);
}
