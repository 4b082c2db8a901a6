/* A bench with small results, made by the real program, and what is drawn of them. Included by the tests of pictures. */
#ifndef MEND_TESTS_PICTURE_BENCH_H
#define MEND_TESTS_PICTURE_BENCH_H

#include "picture/picture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The claims of test_picture_adults.c and test_picture_validation.c; picture_suite() of test_picture.c holds them all. */
TCase *picture_adults_cases(void);
TCase *picture_validation_cases(void);

enum { PATH_ROOM = 512, FILE_ROOM = 1 << 20 };

static char bench[64]; /* holds the result, its copies and the stand-in */
static char folder[PATH_ROOM];
static struct pictures drawn;
static struct mend_report report;
static char said[FILE_ROOM]; /* what gnuplot was told */

/* ---- the bench ---- */

static inline void shell(const char *command)
{
    char line[4 * PATH_ROOM];
    const char *build = getenv("MEND_BUILD");
    snprintf(line, sizeof line, "MEND=%s/mend B=%s; %s", build ? build : "build", bench, command);
    ck_assert_msg(system(line) == 0, "failed: %s", line);
}

static inline void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(text, file), 0);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void write_in(const char *name, const char *text)
{
    char path[2 * PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    write_file(path, text);
}

/* The result of a small config, from which every test takes a copy. */
static inline void make_bench_of(const char *config)
{
    char path[PATH_ROOM];
    snprintf(bench, sizeof bench, "/tmp/mend-picture-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(bench));
    snprintf(path, sizeof path, "%s/small.yaml", bench);
    write_file(path, config);
    shell("$MEND run $B/small.yaml -o $B/result --quiet >/dev/null");
}

static inline void remove_bench(void)
{
    shell("rm -rf \"$B\"");
}

static inline void fresh_copy(void)
{
    snprintf(folder, sizeof folder, "%s/copy", bench);
    shell("rm -rf $B/copy && cp -r $B/result $B/copy");
    report.count = 0;
}

/* Puts a shell script in gnuplot's place. The path is put back by the end of the test, which runs in a process of its own. */
static inline void stand_in(const char *script)
{
    char path[PATH_ROOM], search[8 * PATH_ROOM];
    snprintf(path, sizeof path, "%s/gnuplot", bench);
    write_file(path, script);
    ck_assert_int_eq(chmod(path, 0755), 0);
    snprintf(search, sizeof search, "%s:%s", bench, getenv("PATH"));
    ck_assert_int_eq(setenv("PATH", search, 1), 0);
}

static inline size_t read_in(const char *name, char *bytes)
{
    char path[2 * PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        return 0;
    }
    const size_t size = fread(bytes, 1, FILE_ROOM - 1, file);
    fclose(file);
    bytes[size] = 0;
    return size;
}

static inline bool is_drawn(const char *name)
{
    for (int i = 0; i < drawn.count; i++) {
        if (!strcmp(drawn.name[i], name)) {
            return true;
        }
    }
    return false;
}

static inline void draws(void)
{
    ck_assert_msg(pictures_draw(folder, &drawn, &report), "%s", report.message[0]);
    ck_assert_int_eq(report.count, 0);
}

static inline void refuses(const char *words)
{
    ck_assert(!pictures_draw(folder, &drawn, &report));
    ck_assert_int_eq(report.count, 1);
    ck_assert_msg(strstr(report.message[0], words) != NULL, "'%s' is not in: %s", words, report.message[0]);
}

static inline void has_no_picture(void)
{
    shell("test -z \"$(find $B/copy -name '*.png' -o -name '*.svg')\"");
}

/* Passes for a gnuplot, and keeps what it was told about a picture whose script holds $1. */
static inline void listen(const char *words)
{
    char script[2 * PATH_ROOM];
    snprintf(script, sizeof script,
             "#!/bin/sh\ncat >%s/said.$$\ngrep -q '%s' %s/said.$$ && cp %s/said.$$ %s/copy/said\nprintf 'IEND\\256B`\\202</svg>'\n", bench, words,
             bench, bench, bench);
    stand_in(script);
}

/* Draws, and keeps what gnuplot was told about the picture whose script holds these words. */
static inline void draws_saying(const char *words)
{
    listen(words);
    draws();
    ck_assert_msg(read_in("said", said) > 0, "nothing was drawn that says '%s'", words);
}

static inline void told(const char *words)
{
    ck_assert_msg(strstr(said, words) != NULL, "'%s' is not in: %.4000s", words, said);
}

static inline void not_told(const char *words)
{
    ck_assert_msg(strstr(said, words) == NULL, "'%s' is in: %.4000s", words, said);
}

#endif
