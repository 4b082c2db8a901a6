/* manifest.json: what a run was, so that it can be run again; datapackage.json: what every column means (Frictionless). */
#ifndef MEND_IO_MANIFEST_H
#define MEND_IO_MANIFEST_H

#include "io/columns.h"
#include "io/folder.h"
#include "mend/design.h"

#include <jansson.h>

/* How a run went. */
struct run_facts {
    const char *command;
    int threads;
    const char *isa;
    double seconds_lives, seconds_all;
    long long turns;
};

enum { HASH_TEXT = 65 };

/* SHA-256 of a text, and of a file, as 64 hexadecimal digits. False, with errno, if it cannot be read. */
void text_hash(const char *text, char hash[HASH_TEXT]);
bool file_hash(const char *path, char hash[HASH_TEXT]);

/* Writes `json`, which is taken, as a file of the folder. False, with a message, if that fails, or if it is NULL: memory ran out. */
bool json_write(const struct folder *folder, const char *name, json_t *json, struct mend_report *report);

/* Writes manifest.json into the folder: program, compiler, seed, resolved parameters, and the hash of each of `count` files. */
bool manifest_write(const struct folder *folder, const struct mend_config *config, struct run_facts facts, const char *const *names, int count,
                    struct mend_report *report);

/* What a study was: its design's hash (text_hash), which part of it the folder holds, how far it came. */
struct study_facts {
    const char *command, *hash;
    int shard, shards;
    long long rows, done, failed;
};

/* Writes manifest.json and datapackage.json into the folder `path` of a study. */
bool study_manifest_write(const char *path, const struct mend_design *design, struct study_facts facts, struct mend_report *report);

/* The same of a comparison, with the parameters of both sides; `dyads` under each. */
bool comparison_manifest_write(const struct folder *folder, const struct mend_config *a, const struct mend_config *b, int64_t dyads,
                               const char *command, struct mend_report *report);

/* The same of a validation: the findings' and the rules' files with their hashes, and the tables. */
bool validation_manifest_write(const struct folder *folder, const char *findings, const char *rules, const char *command, struct mend_report *report);

/* The same of a calibration; which of its tables there are. `path` as in study_manifest_write. */
struct calibration_facts {
    const char *command, *hash;
    bool fitted, recovered;
};
struct mend_calibration;
bool calibration_manifest_write(const char *path, const struct mend_calibration *c, struct calibration_facts facts, struct mend_report *report);

/* The files of an earlier result and their hashes, from its manifest.json; `name[i]` and `hash[i]` for the returned count, or -1. */
enum { MANIFEST_FILES = 32 };
struct manifest_files {
    int count;
    char name[MANIFEST_FILES][128], hash[MANIFEST_FILES][HASH_TEXT];
    char version[64];
};
bool manifest_read(const char *folder, struct manifest_files *files, struct mend_report *report);

/* Writes datapackage.json: every table in `present` with its columns, those of people who have grown up where `grown`. `ending`: ".csv" or ".csv.gz".
 */
bool datapackage_write(const struct folder *folder, const struct mend_config *config, const bool present[RUN_FILES], bool grown, const char *ending,
                       struct mend_report *report);

#endif
