/* Any bytes, plain or compressed, as a sample and as a table: no crash, every refusal has a message, and what is accepted lies in its range. */
#define _GNU_SOURCE /* memfd_create */
#include "io/table.h"
#include "mend/sample.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mend_report report;

static void demand(bool truth, const char *claim)
{
    if (!truth) {
        fprintf(stderr, "not so: %s\n%s\n", claim, report.count ? report.message[0] : "");
        abort();
    }
}

static void read_table(const char *path)
{
    struct mend_table table;
    size_t length = 0;
    report.count = 0;
    const bool good = mend_table_read(path, &table, &report);
    demand(good == (report.count == 0), "a refusal has a message, an acceptance has none");
    for (int64_t row = 0; good && row < table.rows; row++) {
        demand(mend_table_line(&table, row) > mend_table_line(&table, row - 1), "lines grow");
        for (int column = 0; column < table.columns; column++) {
            length += strlen(mend_table_text(&table, row, column)) + (mend_table_number(&table, row, column) > 0.0);
        }
    }
    demand(length < SIZE_MAX, "every cell can be read");
    mend_table_free(&table);
}

static void read_sample(const char *path)
{
    struct mend_sample sample;
    report.count = 0;
    const bool good = mend_sample_read(path, &sample, &report);
    demand(good == (report.count == 0) && good == (sample.value != NULL), "a refusal has a message and no values");
    for (int64_t i = 0; i < sample.rows * MEND_TRAITS; i++) {
        const struct mend_trait_line *trait = &mend_trait_table[i % MEND_TRAITS];
        demand(!((double)sample.value[i] < trait->least || (double)sample.value[i] > trait->most), "a trait is in range or to be drawn");
    }
    mend_sample_free(&sample);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    const int file = memfd_create("sample", 0);
    demand(file >= 0 && write(file, data, size) == (ssize_t)size, "there is memory");
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    read_table(path);
    read_sample(path);
    close(file);
    return 0;
}
