#include "picture/gnuplot.h"

#include "io/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHOWN_FOLDER = 300, NOT_FOUND = 127, TAIL = 64 };

extern char **environ;

#define LOOKS "size 1600,1000 background '#ffffff' font"

/* How a format is asked for (%s: the picture's name), and what a whole file of it ends with. P scales points: SVG measures them, and letters, in
 * other units than PNG does. */
static const struct {
    const char *ending, *terminal, *last;
    size_t last_length;
} formats[PICTURE_FORMATS] = {
    [PICTURE_PNG] = {".png",
                     "if (strstrt(GPVAL_TERMINALS, ' pngcairo ')) { set terminal pngcairo " LOOKS " 'sans,15' } "
                     "else { set terminal png truecolor " LOOKS " 'sans,12' }\nP = 1\n",
                     "IEND\xae\x42\x60\x82", 8},
    [PICTURE_SVG] = {".svg", "set terminal svg name '%s' dynamic " LOOKS " 'sans-serif,15' fontscale 1.3\nP = 0.6\n", "</svg>", 6},
};

/* One gnuplot at work on one file. */
struct job {
    char passing[PICTURE_NAME + 32];
    FILE *script, *messages;
    int out;
    pid_t pid;
};

static bool complain(struct place place, const char *name, const char *what, struct mend_report *report)
{
    char shown[SHOWN_FOLDER];
    return mend_complain(report, "%s: error: %s: %s", mend_shorten(shown, SHOWN_FOLDER, place.shown), name, what);
}

static bool complain_of_start(struct place place, const char *name, int error, struct mend_report *report)
{
    if (error == ENOENT) {
        return mend_complain(report, "error: the pictures are drawn by gnuplot, and it is not installed; scripts/setup.sh installs it");
    }
    char what[200];
    snprintf(what, sizeof what, "gnuplot cannot be started: %s", strerror(error));
    return complain(place, name, what, report);
}

/* ---- starting ---- */

/* The script in a file without a name: gnuplot may then say what it likes while it reads, and nobody waits for anybody. */
static bool write_script(FILE *to, const char *name, int format, const char *script, size_t size)
{
    fprintf(to, formats[format].terminal, name);
    fwrite(script, 1, size, to);
    return !ferror(to) && fflush(to) == 0 && fseek(to, 0, SEEK_SET) == 0;
}

static bool open_job(struct job *job, struct place place, const char *name, int format)
{
    snprintf(job->passing, sizeof job->passing, ".%s-%ld%s", name, (long)getpid(), formats[format].ending);
    unlinkat(place.folder, job->passing, 0); /* of an earlier run that was cut off */
    job->out = openat(place.folder, job->passing, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return job->out >= 0;
}

static int spawn(struct job *job)
{
    static char program[] = "gnuplot", defaults[] = "-d";
    char *words[] = {program, defaults, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid = 0;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) {
        return error;
    }
    error = posix_spawn_file_actions_adddup2(&actions, fileno(job->script), STDIN_FILENO);
    error = error ? error : posix_spawn_file_actions_adddup2(&actions, job->out, STDOUT_FILENO);
    error = error ? error : posix_spawn_file_actions_adddup2(&actions, fileno(job->messages), STDERR_FILENO);
    error = error ? error : posix_spawnp(&pid, program, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    job->pid = error ? 0 : pid;
    return error;
}

static bool start(struct job *job, struct place place, const char *name, int format, const char *script, size_t size, struct mend_report *report)
{
    *job = (struct job){.out = -1};
    if (!open_job(job, place, name, format)) {
        return complain(place, name, strerror(errno), report);
    }
    job->script = tmpfile();
    job->messages = tmpfile();
    if (!job->script || !job->messages || !write_script(job->script, name, format, script, size)) {
        return complain(place, name, "cannot write a temporary file for gnuplot", report);
    }
    const int error = spawn(job);
    return !error || complain_of_start(place, name, error, report);
}

/* ---- ending ---- */

/* What gnuplot said first: the line that numbers its mistake if there is one, else the first that is not empty. */
static void first_message(FILE *messages, char *message, int size)
{
    char line[400];
    bool is_numbered = false;
    snprintf(message, (size_t)size, "gnuplot failed and did not say why");
    rewind(messages);
    for (bool found = false; !is_numbered && fgets(line, sizeof line, messages);) {
        const char *text = line + strspn(line, " \t");
        const size_t length = strcspn(text, "\n");
        is_numbered = !strncmp(text, "line ", 5);
        if (length && (is_numbered || !found)) {
            snprintf(message, (size_t)size, "gnuplot says: %.*s", (int)length, text);
            found = true;
        }
    }
}

/* A full disk cuts a picture off, and not every terminal of gnuplot notices. */
static bool is_whole(int file, int format)
{
    char tail[TAIL];
    const off_t size = lseek(file, 0, SEEK_END);
    const off_t from = size > TAIL ? size - TAIL : 0;
    const ssize_t got = pread(file, tail, TAIL, from);
    for (ssize_t i = 0; i + (ssize_t)formats[format].last_length <= got; i++) {
        if (!memcmp(tail + i, formats[format].last, formats[format].last_length)) {
            return true;
        }
    }
    return false;
}

static bool wait_for(struct job *job, struct place place, const char *name, int format, struct mend_report *report)
{
    char message[500];
    int status = 0;
    while (waitpid(job->pid, &status, 0) < 0 && errno == EINTR) {
    }
    job->pid = 0;
    if (WIFSIGNALED(status)) {
        snprintf(message, sizeof message, "gnuplot was ended by signal %d", WTERMSIG(status));
        return complain(place, name, message, report);
    }
    if (WEXITSTATUS(status) == NOT_FOUND) {
        return complain_of_start(place, name, ENOENT, report);
    }
    if (WEXITSTATUS(status)) {
        first_message(job->messages, message, sizeof message);
        return complain(place, name, message, report);
    }
    return is_whole(job->out, format) || complain(place, name, "the picture could not be written whole; is the disk full?", report);
}

static void close_job(struct job *job, struct place place)
{
    while (job->pid > 0 && waitpid(job->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    if (job->script) {
        fclose(job->script);
    }
    if (job->messages) {
        fclose(job->messages);
    }
    if (job->out >= 0) {
        close(job->out);
        unlinkat(place.folder, job->passing, 0); /* gone already if it was put in its place */
    }
}

static bool put_in_place(struct job *job, struct place place, const char *file, struct mend_report *report)
{
    return renameat(place.folder, job->passing, place.folder, file) == 0 || complain(place, file, strerror(errno), report);
}

bool gnuplot_draw(struct place place, const char *name, const char *script, size_t size, char file[PICTURE_FORMATS][PICTURE_NAME],
                  struct mend_report *report)
{
    struct job job[PICTURE_FORMATS] = {{.out = -1}, {.out = -1}};
    bool good = true;
    for (int f = 0; good && f < PICTURE_FORMATS; f++) {
        good = start(&job[f], place, name, f, script, size, report);
    }
    for (int f = 0; good && f < PICTURE_FORMATS; f++) {
        good = wait_for(&job[f], place, name, f, report);
    }
    for (int f = 0; good && f < PICTURE_FORMATS; f++) {
        snprintf(file[f], PICTURE_NAME, "%.100s%s", name, formats[f].ending);
        good = put_in_place(&job[f], place, file[f], report);
    }
    for (int f = 0; f < PICTURE_FORMATS; f++) {
        close_job(&job[f], place);
    }
    return good;
}
