/* A result folder that appears whole or not at all: written under a passing name beside its place, then renamed. */
#ifndef MEND_IO_FOLDER_H
#define MEND_IO_FOLDER_H

#include "mend/config.h"

struct folder {
    char final[MEND_PATH], passing[MEND_PATH + 64];
};

/* Makes the passing folder for `path`, and the folders above it. Refuses a path that exists, unless `force` is given and it is an empty folder, or an
 * earlier result with nothing in it that is not of mend. */
bool folder_open(struct folder *folder, const char *path, bool force, struct mend_report *report);
/* Puts the folder in its place; an earlier result is moved away first and then removed. */
bool folder_close(struct folder *folder, struct mend_report *report);
/* For a study whose folder is there from the start, so that it can be gone on with: makes it, and with `force` replaces an earlier result; with
 * `resume` one that is there is entered as it is. */
bool folder_enter(const char *path, bool resume, bool force, struct mend_report *report);
/* Removes the passing folder and what is in it. */
void folder_abandon(struct folder *folder);

/* Path of a file in the passing folder. */
void folder_path(const struct folder *folder, const char *name, char *path, size_t size);

/* Removes a folder with the plain files in it; folders in it stay, and so does it then. False, with errno, if it is still there. */
bool folder_remove(const char *path);

#endif
