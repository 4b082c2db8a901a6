/* The parts of one sweep, joined. */
#include "mend/sweep.h"

#include "io/csv.h"
#include "io/folder.h"
#include "io/manifest.h"
#include "io/table.h"
#include "study/gain.h"
#include "study/journal.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_PATH = MEND_PATH + 128 };

struct part {
    const char *path;
    json_t *manifest;
    struct mend_table table;
};

static json_t *study_of(const struct part *part)
{
    return json_object_get(part->manifest, "study");
}

static int64_t whole_of(const struct part *part, const char *key)
{
    return json_integer_value(json_object_get(study_of(part), key));
}

static bool read_part(struct part *part, struct mend_report *report)
{
    char file[FILE_PATH];
    snprintf(file, sizeof file, "%.1000s/manifest.json", part->path);
    part->manifest = json_load_file(file, 0, NULL);
    if (!study_of(part)) {
        return mend_complain(report, "%.300s: error: this is no folder of a sweep", part->path);
    }
    if (whole_of(part, "done") < whole_of(part, "rows")) {
        return mend_complain(report, "%.300s: error: this part is not finished: %lld of %lld rows; go on with it with --resume", part->path,
                             (long long)whole_of(part, "done"), (long long)whole_of(part, "rows"));
    }
    snprintf(file, sizeof file, "%.1000s/sweep.csv", part->path);
    if (!mend_table_read(file, &part->table, report)) {
        return false;
    }
    return part->table.rows == whole_of(part, "rows") || mend_complain(report, "%.300s: error: sweep.csv has %lld rows and not %lld", part->path,
                                                                       (long long)part->table.rows, (long long)whole_of(part, "rows"));
}

/* Puts the part at the place of its number. */
static bool place_part(struct part *placed, const struct part *part, const struct part *first, int count, struct mend_report *report)
{
    const char *design = json_string_value(json_object_get(study_of(part), "design"));
    const char *other = json_string_value(json_object_get(study_of(first), "design"));
    const char *version = json_string_value(json_object_get(part->manifest, "version")),
               *other_version = json_string_value(json_object_get(first->manifest, "version"));
    const int64_t shard = whole_of(part, "shard"), shards = whole_of(part, "shards");
    if (!design || !other || strcmp(design, other) != 0 || !version || !other_version || strcmp(version, other_version) != 0) {
        return mend_complain(report, "%.300s: error: this is a part of another sweep, or of another version, than %.300s", part->path, first->path);
    }
    if (shards != count || shard < 1 || shard > count) {
        return mend_complain(report, "%.300s: error: this is part %lld of %lld, and %d parts are given", part->path, (long long)shard,
                             (long long)shards, count);
    }
    if (placed[shard - 1].path) {
        return mend_complain(report, "%.300s: error: this is part %lld, and so is %.300s", part->path, (long long)shard, placed[shard - 1].path);
    }
    placed[shard - 1] = *part;
    return true;
}

static void write_cells(struct csv *csv, const struct mend_table *table, int64_t row)
{
    for (int c = 0; c < table->columns; c++) {
        csv_text(csv, row < 0 ? mend_table_name(table, c) : mend_table_text(table, row, c));
    }
    csv_end_row(csv);
}

/* The journal's heading of the part, or of the whole. */
static void heading_of(const struct part *part, int shard, int shards, char heading[JOURNAL_HEADING])
{
    journal_heading(heading, json_string_value(json_object_get(part->manifest, "version")),
                    json_string_value(json_object_get(study_of(part), "design")), shard, shards);
}

/* Rows were dealt out in turn, and are taken up so. */
static bool join_journals(struct journal *whole, const char *file, const struct part *placed, int count, struct mend_report *report)
{
    char from[FILE_PATH], heading[JOURNAL_HEADING];
    bool good = true;
    for (int i = 0; good && i < count; i++) {
        struct journal part;
        heading_of(&placed[i], i + 1, count, heading);
        snprintf(from, sizeof from, "%.1000s/journal", placed[i].path);
        if (!journal_look(&part, from, heading, placed[i].table.rows, report)) {
            return false;
        }
        for (int64_t row = 0; good && row < part.rows; row++) {
            good = journal_add_copy(whole, row * count + i, &part, row);
        }
        journal_close(&part);
    }
    return good || mend_complain(report, "%.300s: error: cannot be written: %s", file, strerror(whole->broken ? whole->reason : EIO));
}

/* With it the joined folder is one that --resume finds finished, and holds every digit of the measures. */
static bool write_journal(const struct folder *folder, const struct part *placed, int count, int64_t rows, struct mend_report *report)
{
    char file[FILE_PATH], heading[JOURNAL_HEADING];
    struct journal whole;
    heading_of(&placed[0], 1, 1, heading);
    folder_path(folder, "journal", file, sizeof file);
    if (!journal_open(&whole, file, heading, rows, report)) {
        return false;
    }
    const bool good = join_journals(&whole, file, placed, count, report);
    journal_close(&whole);
    return good;
}

static bool write_table(const struct folder *folder, const struct part *placed, int count, int64_t rows, struct mend_report *report)
{
    char file[FILE_PATH];
    folder_path(folder, "sweep.csv", file, sizeof file);
    struct csv *csv = csv_open(file, false);
    if (csv) {
        write_cells(csv, &placed[0].table, -1);
        for (int64_t row = 0; row < rows; row++) {
            write_cells(csv, &placed[row % count].table, row / count);
        }
    }
    return (csv && csv_close(csv)) || mend_complain(report, "%.300s: error: cannot be written: %s", file, strerror(errno));
}

static bool write_manifest(const struct folder *folder, const struct part *placed, int count, int64_t rows, struct mend_report *report)
{
    json_t *manifest = json_deep_copy(placed[0].manifest), *study = json_object_get(manifest, "study");
    int64_t failed = 0;
    for (int i = 0; i < count; i++) {
        failed += whole_of(&placed[i], "failed");
    }
    json_object_set_new(study, "shard", json_integer(1));
    json_object_set_new(study, "shards", json_integer(1));
    json_object_set_new(study, "rows", json_integer(rows));
    json_object_set_new(study, "done", json_integer(rows));
    json_object_set_new(study, "failed", json_integer(failed));
    return json_write(folder, "manifest.json", manifest, report);
}

/* The columns are the same in every part. */
static bool write_description(const struct folder *folder, const struct part *part, struct mend_report *report)
{
    char file[FILE_PATH];
    snprintf(file, sizeof file, "%.1000s/datapackage.json", part->path);
    json_t *json = json_load_file(file, 0, NULL);
    return json ? json_write(folder, "datapackage.json", json, report) : mend_complain(report, "%.300s: error: this cannot be read", file);
}

/* With room for the parts as they come, and in their places. */
static bool merge_parts(struct part *part, struct part *placed, const char *const *paths, int count, struct folder *folder, int64_t *rows,
                        struct mend_report *report)
{
    for (int i = 0; i < count; i++) {
        part[i].path = paths[i];
        if (!read_part(&part[i], report) || !place_part(placed, &part[i], &part[0], count, report)) {
            return false;
        }
        *rows += part[i].table.rows;
    }
    return write_table(folder, placed, count, *rows, report) && write_journal(folder, placed, count, *rows, report) &&
           write_manifest(folder, placed, count, *rows, report) && write_description(folder, part, report) && gain_write(folder->passing, report) &&
           folder_close(folder, report);
}

bool mend_merge(const char *const *paths, int count, const char *to, bool force, int64_t *rows, struct mend_report *report)
{
    struct folder folder;
    *rows = 0;
    if (!folder_open(&folder, to, force, report)) {
        return false;
    }
    struct part *part = calloc((size_t)count, sizeof *part), *placed = calloc((size_t)count, sizeof *placed);
    const bool good =
        part && placed ? merge_parts(part, placed, paths, count, &folder, rows, report) : mend_complain(report, "error: not enough memory");
    if (!good) {
        folder_abandon(&folder);
    }
    for (int i = 0; part && i < count; i++) {
        mend_table_free(&part[i].table);
        json_decref(part[i].manifest);
    }
    free(part);
    free(placed);
    return good;
}
