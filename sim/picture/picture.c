#include "picture/picture.h"

#include "picture/gnuplot.h"
#include "picture/pictures.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    bool (*draw)(const struct result *, struct sheet *, struct mend_report *);
    bool of_study;
} pictures[] = {
#define PICTURE(name) {#name, draw_##name, false},
    PICTURES(PICTURE)
#undef PICTURE
#define PICTURE(name) {#name, draw_##name, true},
        STUDY_PICTURES(PICTURE)
#undef PICTURE
};
enum { COUNT = sizeof pictures / sizeof pictures[0] };
_Static_assert((int)COUNT *(int)PICTURE_FORMATS <= (int)PICTURES_MOST, "struct pictures has room for every file");

/* A script in memory. Its text is valid once the sheet is closed, and is the caller's to free. */
struct script {
    char *text;
    size_t size;
};

/* False without a message if there is nothing to draw. */
static bool write_script(int picture, const struct result *result, struct script *script, struct mend_report *report)
{
    struct sheet sheet = {.to = open_memstream(&script->text, &script->size)};
    if (!sheet.to) {
        return mend_complain(report, "error: not enough memory to draw %s", pictures[picture].name);
    }
    const bool good = pictures[picture].draw(result, &sheet, report);
    sheet_end(&sheet);
    const bool failed = ferror(sheet.to);
    if (fclose(sheet.to) || failed) {
        return mend_complain(report, "error: not enough memory to draw %s", pictures[picture].name);
    }
    return good;
}

static void draw_one(int picture, const struct result *result, struct place place, struct pictures *drawn, struct mend_report *report)
{
    struct script script = {0};
    char file[PICTURE_FORMATS][PICTURE_NAME];
    if (write_script(picture, result, &script, report) && gnuplot_draw(place, pictures[picture].name, script.text, script.size, file, report)) {
        for (int f = 0; f < PICTURE_FORMATS; f++) {
            strcpy(drawn->name[drawn->count++], file[f]);
        }
    }
    free(script.text);
}

static bool draw_all(const struct result *result, struct place place, struct pictures *drawn, struct mend_report *report)
{
    const int before = report->count;
    for (int i = 0; i < COUNT && report->count == before; i++) {
        if (pictures[i].of_study == (result->study != NULL)) {
            draw_one(i, result, place, drawn, report);
        }
    }
    if (report->count == before && drawn->count == 0) {
        return mend_complain(report,
                             result->study ? "%.300s: error: nothing to draw: the study is not finished, or has no factor with numbers, or no measure"
                                           : "%.300s: error: nothing to draw: it has no daily values, recorded lives or scores",
                             result->folder);
    }
    return report->count == before;
}

bool pictures_draw(const char *folder, struct pictures *drawn, struct mend_report *report)
{
    struct result result;
    drawn->count = 0;
    if (!result_open(&result, folder, report)) {
        return false;
    }
    const struct place place = {open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), folder};
    bool good = false;
    if (place.folder < 0) {
        mend_complain(report, "%.300s: error: %s", folder, strerror(errno));
    } else {
        good = draw_all(&result, place, drawn, report);
        close(place.folder);
    }
    result_close(&result);
    return good;
}
