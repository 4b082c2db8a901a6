/* A folder with one config in it, and what reading that config says. Included by the tests of configs. */
#ifndef MEND_TESTS_CONFIG_BENCH_H
#define MEND_TESTS_CONFIG_BENCH_H

#include "mend/config.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The claims of test_config_refused.c; config_suite() of test_config.c holds them all. */
TCase *config_refused_cases(void);

static char folder[64];
static char path[128];
static struct mend_report report;
static struct mend_config config;

static inline void make_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/mend-config-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/infant.yaml", folder);
    report.count = 0;
    mend_config_default(&config);
}

static inline void remove_folder(void)
{
    remove(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

static inline void write_bytes(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static inline bool read_bytes(const char *bytes, size_t size)
{
    write_bytes(bytes, size);
    report.count = 0;
    return mend_config_read(path, &config, &report);
}

static inline bool read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static inline void accepts(const char *text)
{
    const bool good = read_text(text);
    ck_assert_msg(good && report.count == 0, "refused: %s\n%s", text, report.message[0]);
}

static inline bool is_reported(const char *words)
{
    for (int i = 0; i < report.count && i < MEND_REPORT_MOST; i++) {
        if (strstr(report.message[i], words)) {
            return true;
        }
    }
    return false;
}

/* The file is refused with one message, which holds these words. */
static inline void refuses(const char *text, const char *words)
{
    ck_assert_msg(!read_text(text), "accepted: %s", text);
    ck_assert_msg(is_reported(words), "of %d messages the first is\n%s\nand none says\n%s", report.count, report.message[0], words);
    ck_assert_msg(report.count == 1, "%d messages; the second is\n%s", report.count, report.message[1]);
}

#endif
