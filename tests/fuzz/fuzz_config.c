/* Any bytes as a config and as --set: no crash, every refusal has a message, and what is accepted is written and read back to the same values. */
#include "io/config_parts.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mend_report report;

static void demand(bool truth, const char *claim)
{
    if (!truth) {
        fprintf(stderr, "not so: %s\n%s\n", claim, report.count ? report.message[0] : "");
        abort();
    }
}

static bool are_same(const struct mend_config *a, const struct mend_config *b)
{
    for (int i = 0; i < mend_param_count; i++) {
        if (mend_param_get(&a->params, &mend_param_table[i]) != mend_param_get(&b->params, &mend_param_table[i])) {
            return false;
        }
    }
    for (int i = 0; i < a->assays; i++) {
        if (a->assay[i].name != b->assay[i].name || a->assay[i].day != b->assay[i].day) {
            return false;
        }
    }
    return a->assays == b->assays && !strcmp(a->population, b->population);
}

static void returns_from_its_text(const struct mend_config *config)
{
    char *text = NULL;
    size_t size = 0;
    struct mend_config back;
    FILE *out = open_memstream(&text, &size);
    demand(out, "there is memory");
    mend_config_write(out, config, NULL, true);
    fclose(out);
    report.count = 0;
    demand(mend_config_read_text("fuzz.yaml", text, size, &back, &report), "what is written can be read");
    demand(are_same(config, &back), "what is written reads back to the same values");
    free(text);
}

static void read_file(const char *text, size_t size)
{
    struct mend_config config;
    report.count = 0;
    const bool good = mend_config_read_text("fuzz.yaml", text, size, &config, &report);
    demand(good == (report.count == 0), "a refusal has a message, an acceptance has none");
    if (good) {
        mend_config_consistent(&config, &report);
        returns_from_its_text(&config);
    }
}

static void set_value(const char *text, size_t size)
{
    struct mend_config config;
    char *assignment = strndup(text, size);
    demand(assignment, "there is memory");
    mend_config_default(&config);
    report.count = 0;
    if (mend_config_set(&config, assignment, &report)) {
        returns_from_its_text(&config);
    }
    free(assignment);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_file((const char *)data, size);
    set_value((const char *)data, size);
    return 0;
}
