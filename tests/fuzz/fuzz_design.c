/* Any bytes as a design, for a sweep, for sensitivity and to calibrate: no crash, every refusal has a message, and of what is accepted points from
 * the first to the last can be asked for. */
#define _GNU_SOURCE /* memfd_create */
#include "mend/calibrate.h"
#include "study/points.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct mend_report report;
static struct mend_design design;
static struct mend_config config;

static void demand(bool truth, const char *claim)
{
    if (!truth) {
        fprintf(stderr, "not so: %s\n%s\n", claim, report.count ? report.message[0] : "");
        abort();
    }
}

/* A file in memory, and its path. */
static int put_file(const char *head, const uint8_t *data, size_t size, char path[64])
{
    const int file = memfd_create("design", 0);
    const size_t length = strlen(head);
    demand(file >= 0 && write(file, head, length) == (ssize_t)length && write(file, data, size) == (ssize_t)size, "there is memory");
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

static void visit_points(void)
{
    enum { MANY = 20000, VISITED = 5 };
    if (design.points * design.factors > MANY) {
        return;
    }
    demand(points_draw(&design, &report), "points are drawn");
    for (int64_t i = 0; i < VISITED; i++) {
        report.count = 0;
        const bool good = point_config(&design, i * (design.points - 1) / (VISITED - 1), design.replicates - 1, &config, &report);
        demand(good == (report.count == 0), "a point that is refused has a message, any other none");
    }
}

static void read_design(const char *path, enum mend_purpose purpose)
{
    report.count = 0;
    const bool good = mend_design_read(path, purpose, &design, &report);
    demand(good == (report.count == 0), "a refusal has a message, an acceptance has none");
    if (good) {
        demand(design.points > 0 && design.replicates > 0 && design.factors > 0 && design.measures > 0, "a design has points and measures");
        visit_points();
        mend_design_free(&design);
    }
}

/* Findings have scenarios in a folder, so what names any is hardly ever accepted. */
static void read_calibration(const char *path)
{
    static struct mend_calibration c;
    report.count = 0;
    const bool good = mend_calibration_read(path, NULL, &c, &report);
    demand(good == (report.count == 0), "a refusal has a message, an acceptance has none");
    if (good) {
        mend_calibration_free(&c);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char base[] = "setting: caregiver_infant\nschedule: [{from: 3, to: 9, set: {repair.scale: 0.5}}]\n";
    char path[64], base_path[64], head[96];
    const int base_file = put_file(base, (const uint8_t *)"", 0, base_path);
    snprintf(head, sizeof head, "base: %s\n", base_path);
    const int file = put_file(head, data, size, path);
    read_design(path, MEND_TO_SWEEP);
    read_design(path, MEND_FOR_SENSITIVITY);
    const int bare_file = put_file("", data, size, path);
    read_calibration(path);
    close(bare_file);
    close(file);
    close(base_file);
    return 0;
}
