#include "io/folder.h"

#include "io/columns.h"
#include "io/manifest.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONG_PATH = MEND_PATH + 512 };

static bool is_folder(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

static bool exists(const char *path)
{
    struct stat s;
    return lstat(path, &s) == 0;
}

/* What --force may replace: a folder that holds nothing, or an earlier result and nothing else. */
static bool is_replaceable(const char *path, struct mend_report *report)
{
    static struct manifest_files files;
    static struct mend_report unread;
    char foreign[256] = "";
    int entries = 0;
    DIR *dir = opendir(path);
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
        const bool is_dots = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
        entries += !is_dots;
        if (!is_dots && !is_result_file(e->d_name)) {
            snprintf(foreign, sizeof foreign, "%s", e->d_name);
        }
    }
    if (!dir) {
        return mend_complain(report, "%s: error: the folder cannot be read: %s", path, strerror(errno));
    }
    closedir(dir);
    if (foreign[0]) {
        return mend_complain(report, "%s: error: it holds '%s', which is not of mend; move it away, or name another folder with -o", path, foreign);
    }
    return entries == 0 || manifest_read(path, &files, &unread) ||
           mend_complain(report, "%s: error: the folder is no result of mend; it was left as it is", path);
}

static bool make_folders_above(const char *path)
{
    char part[MEND_PATH];
    snprintf(part, sizeof part, "%s", path);
    for (char *slash = strchr(part + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(part, 0777) != 0 && !is_folder(part)) {
            return false;
        }
        *slash = '/';
    }
    return true;
}

static bool may_take(const char *path, bool force, struct mend_report *report)
{
    if (!exists(path)) {
        return true;
    }
    if (!is_folder(path)) {
        return mend_complain(report, "%s: error: a file of this name is in the way of the result folder", path);
    }
    if (!force) {
        return mend_complain(report, "%s: error: there is a result already; --force replaces it, -o names another folder", path);
    }
    return is_replaceable(path, report);
}

/* A link stays, and what it leads to is replaced. */
static void follow_links(char path[MEND_PATH])
{
    char real[PATH_MAX];
    struct stat s;
    if (lstat(path, &s) == 0 && S_ISLNK(s.st_mode) && realpath(path, real) && strlen(real) < MEND_PATH) {
        strcpy(path, real);
    }
}

bool folder_open(struct folder *folder, const char *path, bool force, struct mend_report *report)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    if (length == 0 || length >= MEND_PATH) {
        return mend_complain(report, "the name of the result folder is empty or too long");
    }
    snprintf(folder->final, sizeof folder->final, "%.*s", (int)length, path);
    follow_links(folder->final);
    if (!may_take(folder->final, force, report)) {
        return false;
    }
    snprintf(folder->passing, sizeof folder->passing, "%s.unfinished-%ld", folder->final, (long)getpid());
    if (!make_folders_above(folder->passing) || mkdir(folder->passing, 0777) != 0) {
        return mend_complain(report, "%s: error: the result folder cannot be made: %s", folder->final, strerror(errno));
    }
    return true;
}

void folder_path(const struct folder *folder, const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s/%s", folder->passing, name);
}

bool folder_remove(const char *path)
{
    DIR *dir = opendir(path);
    if (!dir) {
        return errno == ENOENT;
    }
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        char file[LONG_PATH];
        snprintf(file, sizeof file, "%s/%s", path, e->d_name);
        struct stat s;
        if (lstat(file, &s) == 0 && !S_ISDIR(s.st_mode)) {
            (void)unlink(file); /* what stays is seen by rmdir */
        }
    }
    closedir(dir);
    return rmdir(path) == 0;
}

void folder_abandon(struct folder *folder)
{
    (void)folder_remove(folder->passing);
}

bool folder_close(struct folder *folder, struct mend_report *report)
{
    char earlier[MEND_PATH + 64];
    snprintf(earlier, sizeof earlier, "%s.replaced-%ld", folder->final, (long)getpid());
    const bool replaces = exists(folder->final);
    if (replaces && rename(folder->final, earlier) != 0) {
        return mend_complain(report, "%s: error: the earlier result cannot be replaced: %s", folder->final, strerror(errno));
    }
    if (rename(folder->passing, folder->final) != 0) {
        const int reason = errno;
        if (replaces) {
            (void)rename(earlier, folder->final);
        }
        return mend_complain(report, "%s: error: the result folder cannot be put in its place: %s", folder->final, strerror(reason));
    }
    if (replaces && !folder_remove(earlier)) {
        return mend_complain(report, "%s: error: the earlier result was moved here and could not be removed: %s", earlier, strerror(errno));
    }
    return true;
}

bool folder_enter(const char *path, bool resume, bool force, struct mend_report *report)
{
    struct folder folder;
    if (resume && exists(path)) {
        return is_folder(path) || mend_complain(report, "%.300s: error: this is a file, not the folder of a study", path);
    }
    return folder_open(&folder, path, force, report) && folder_close(&folder, report);
}
