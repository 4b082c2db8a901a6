#include "mend/run.h"

#include "engine/lanes.h"
#include "io/folder.h"
#include "io/manifest.h"
#include "study/record.h"
#include "study/tables.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_PATH = MEND_PATH + 256 };

bool mend_sample_of_config(struct mend_config *config, struct mend_sample *sample, struct mend_report *report)
{
    *sample = (struct mend_sample){0};
    if (!config->population[0]) {
        return true;
    }
    if (!mend_sample_read(config->population, sample, report)) {
        return false;
    }
    const struct mend_param *dyads = mend_param_find("dyads");
    if (config->place[mend_config_place(dyads)].line == 0) {
        const int64_t left = sample->rows - (config->params.first_dyad - 1);
        config->params.dyads = left < 1 ? 1 : left;
    }
    if ((double)config->params.dyads > dyads->most) {
        mend_sample_free(sample);
        return mend_complain(report, "%s: error: more than %.0f rows", config->population, dyads->most);
    }
    return true;
}

/* The resolved config; a sample is kept beside it, so that the folder can be run again wherever it is. */
static bool write_config(const struct folder *folder, const struct mend_config *config, struct mend_report *report)
{
    char path[FILE_PATH];
    folder_path(folder, "config.yaml", path, sizeof path);
    FILE *file = fopen(path, "w");
    if (file) {
        mend_config_write(file, config, config->population[0] ? "sample.csv" : "", true);
    }
    const bool good = file && !ferror(file);
    return (file && fclose(file) == 0 && good) ||
           mend_complain(report, "%s/config.yaml: error: cannot be written: %s", folder->final, strerror(errno));
}

static bool copy_sample(const struct folder *folder, const struct mend_config *config, struct mend_report *report)
{
    char path[FILE_PATH], buffer[65536];
    folder_path(folder, "sample.csv", path, sizeof path);
    FILE *from = fopen(config->population, "rb"), *to = fopen(path, "wb");
    bool good = from && to;
    for (size_t n = good ? fread(buffer, 1, sizeof buffer, from) : 0; n > 0; n = fread(buffer, 1, sizeof buffer, from)) {
        good = good && fwrite(buffer, 1, n, to) == n;
    }
    if (from) {
        fclose(from);
    }
    if (to && fclose(to) != 0) {
        good = false;
    }
    return good || mend_complain(report, "%s/sample.csv: error: cannot be written: %s", folder->final, strerror(errno));
}

/* The names of the files written so far, for the manifest. */
struct written {
    int count;
    char name[MANIFEST_FILES][128];
};

static bool write_tables(const struct folder *folder, const struct population *p, const struct mend_summary *summary, struct written *written,
                         struct mend_report *report)
{
    const bool compress = p->config.params.record_compress;
    const char *ending = compress ? ".csv.gz" : ".csv";
    bool present[RUN_FILES];
    for (int f = 0; f < RUN_FILES; f++) {
        present[f] = table_is_wanted(p, (enum file)f);
        if (!present[f]) {
            continue;
        }
        char path[FILE_PATH], *name = written->name[written->count++];
        snprintf(name, sizeof written->name[0], "%s%s", file_table[f].name, ending);
        folder_path(folder, name, path, sizeof path);
        if (!table_write(p, summary, (enum file)f, path, compress)) {
            return mend_complain(report, "%s/%s: error: cannot be written: %s", folder->final, name, strerror(errno));
        }
    }
    return datapackage_write(folder, &p->config, present, p->grown, ending, report);
}

static bool write_folder(const struct folder *folder, const struct population *p, const struct mend_summary *summary, const char *command,
                         double started, struct mend_report *report)
{
    struct written written = {0};
    const char *names[MANIFEST_FILES];
    if (!write_tables(folder, p, summary, &written, report) || !write_config(folder, &p->config, report)) {
        return false;
    }
    strcpy(written.name[written.count++], "config.yaml");
    if (p->config.population[0]) {
        if (!copy_sample(folder, &p->config, report)) {
            return false;
        }
        strcpy(written.name[written.count++], "sample.csv");
    }
    for (int i = 0; i < written.count; i++) {
        names[i] = written.name[i];
    }
    const struct run_facts facts = {command, p->threads, isa_names[p->isa], p->seconds, seconds_now() - started, (long long)mend_turns(&p->config)};
    return manifest_write(folder, &p->config, facts, names, written.count, report);
}

bool mend_run(const struct mend_config *config, const struct mend_sample *sample, struct mend_order order, const char *path, bool force,
              const char *command, struct mend_summary *summary, struct mend_report *report)
{
    const double started = seconds_now();
    struct folder folder;
    struct population p;
    if (!folder_open(&folder, path, force, report)) {
        return false;
    }
    bool good = population_live(config, sample->rows ? sample : NULL, order, &p, report);
    if (good) {
        good = summarise(&p, summary, report) && write_folder(&folder, &p, summary, command, started, report);
        population_free(&p);
    }
    if (good && order.stop && *order.stop) {
        good = mend_complain(report, "interrupted; nothing was written");
    }
    good = good && folder_close(&folder, report);
    if (!good) {
        folder_abandon(&folder);
    }
    return good;
}

static bool has_hash(const char *folder, const char *name, const char *expected)
{
    char file[2 * MEND_PATH], hash[HASH_TEXT];
    snprintf(file, sizeof file, "%s/%s", folder, name);
    return file_hash(file, hash) && strcmp(hash, expected) == 0;
}

static bool run_again(const char *path, struct mend_order order, const char *to, struct mend_report *report)
{
    static struct mend_config config;
    static struct mend_summary summary;
    struct mend_sample sample;
    char file[2 * MEND_PATH];
    snprintf(file, sizeof file, "%s/config.yaml", path);
    if (!mend_config_read(file, &config, report) || !mend_config_consistent(&config, report) || !mend_sample_of_config(&config, &sample, report)) {
        return false;
    }
    const bool good = mend_run(&config, &sample, order, to, false, "replay", &summary, report);
    mend_sample_free(&sample);
    return good;
}

bool mend_replay(const char *path, struct mend_order order, struct mend_replayed *out, struct mend_report *report)
{
    static struct manifest_files earlier;
    const char *scratch = getenv("TMPDIR");
    char again[MEND_PATH];
    snprintf(again, sizeof again, "%.900s/mend-replay-%ld", scratch && scratch[0] ? scratch : "/tmp", (long)getpid());
    if (!manifest_read(path, &earlier, report) || !run_again(path, order, again, report)) {
        return false;
    }
    out->count = earlier.count;
    for (int i = 0; i < earlier.count; i++) {
        strcpy(out->name[i], earlier.name[i]);
        out->same[i] = has_hash(again, earlier.name[i], earlier.hash[i]);
        out->kept[i] = has_hash(path, earlier.name[i], earlier.hash[i]);
    }
    (void)folder_remove(again);
    return true;
}
