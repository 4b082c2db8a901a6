#include "io/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
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

/* Whether a folder holds nothing, or an earlier result: what --force may replace. */
static bool is_replaceable(const char *path)
{
    char manifest[LONG_PATH];
    snprintf(manifest, sizeof manifest, "%s/manifest.json", path);
    if (exists(manifest)) {
        return true;
    }
    DIR *dir = opendir(path);
    bool empty = dir != NULL;
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir)) {
        empty = empty && (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0);
    }
    if (dir) {
        closedir(dir);
    }
    return empty;
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
    return is_replaceable(path) || mend_complain(report, "%s: error: the folder holds files but no manifest.json, so it is no result of mend; it was left as it is", path);
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
