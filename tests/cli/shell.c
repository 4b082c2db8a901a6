#include "cli/shell.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534, COMMAND = 16384 };

struct said said;

static char base[512];  /* the folder of a case, which outlives a test that fails */
static char room[600];  /* the folder of a test, within it */
static char notes[640]; /* where stdout and stderr go: beside the room, so that the room holds only what the program left */
static pid_t started;   /* by start() and not finished: it has notes of its own */

static const char prelude[] =
    "mend() { \"$MEND\" \"$@\"; }\n"
    "pick() { awk -F, -v want=\"$2\" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) c = i; if (!c) exit 1; next } { print $c }' \"$1\"; }\n"
    "tables() { (cd \"$1\" && ls *.csv) >../names && (cd \"$2\" && ls *.csv) | cmp - ../names &&"
    " for t in $(cat ../names); do cmp \"$1/$t\" \"$2/$t\" || return 1; done; }\n"
    "rows() { awk -F, -v lo=\"$2\" -v hi=\"$3\" 'NR == 1 || ($1 >= lo && $1 <= hi)' \"$1\"; }\n";

/* ---- folders ---- */

static void make_base(void)
{
    const char *build = getenv("MEND_BUILD"), *tmp = getenv("TMPDIR");
    char here[PATH_MAX] = "", program[2 * PATH_MAX];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    build = build && build[0] ? build : "build";
    snprintf(program, sizeof program, "%s%s%s", build[0] == '/' ? "" : here, build[0] == '/' ? "" : "/", build);
    setenv("MEND_FOLDER", program, 1);
    snprintf(program + strlen(program), sizeof program - strlen(program), "/mend");
    setenv("MEND", program, 1);
    setenv("ROOT", here, 1);
    setenv("LC_ALL", "C", 1);
    snprintf(base, sizeof base, "%.400s/mend-cli-XXXXXX", tmp && tmp[0] ? tmp : "/tmp");
    if (!mkdtemp(base) || chmod(base, 0777) != 0) {
        perror(base);
        exit(EXIT_FAILURE);
    }
}

static void remove_base(void)
{
    char command[1200];
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", base, base);
    if (system(command) != 0) {
        fprintf(stderr, "%s could not be removed\n", base);
    }
}

static void enter_room(void)
{
    umask(022);
    snprintf(notes, sizeof notes, "%s/%ld", base, (long)getpid());
    snprintf(room, sizeof room, "%.560s/%ld/room", base, (long)getpid());
    ck_assert(mkdir(notes, 0777) == 0 && mkdir(room, 0777) == 0 && chmod(notes, 0777) == 0 && chmod(room, 0777) == 0);
    put_text("a.yaml", "setting: caregiver_infant\ndyads: 150\ndays: 20\nseed: 7\nrecord: {dyads: 150, every_days: 5, events: true}\n");
}

TCase *case_of_commands(const char *name, double seconds)
{
    TCase *tests = tcase_create(name);
    tcase_set_timeout(tests, seconds);
    tcase_add_unchecked_fixture(tests, make_base, remove_base);
    tcase_add_checked_fixture(tests, enter_room, NULL);
    return tests;
}

void put_bytes(const char *name, const char *bytes, size_t size)
{
    char path[1200];
    snprintf(path, sizeof path, "%s/%s", room, name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

void put_text(const char *name, const char *text)
{
    put_bytes(name, text, strlen(text));
}

/* ---- commands ---- */

/* A command may be killed before it says anything, even before it has a place to say it. */
static void empty(const char *name)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", notes, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
}

static void redirect(FILE *from, const char *name)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", notes, name);
    if (!freopen(path, "w", from)) {
        _exit(126);
    }
}

static void become_nobody(void)
{
    if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)) {
        _exit(126);
    }
}

static pid_t start_shell(const char *command, bool as_nobody, bool is_started)
{
    const char *const out = is_started ? "started_out" : "out", *const err = is_started ? "started_err" : "err";
    fflush(NULL);
    empty(out);
    empty(err);
    const pid_t pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        redirect(stdout, out);
        redirect(stderr, err);
        if (chdir(room) != 0 || !freopen("/dev/null", "r", stdin)) {
            _exit(126);
        }
        if (as_nobody) {
            become_nobody();
        }
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    return pid;
}

static void read_notes(const char *name, char *text, size_t size)
{
    char path[700];
    snprintf(path, sizeof path, "%s/%s", notes, name);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

int finish(pid_t pid)
{
    int status;
    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    said.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    read_notes(pid == started ? "started_out" : "out", said.out, sizeof said.out);
    read_notes(pid == started ? "started_err" : "err", said.err, sizeof said.err);
    return said.code;
}

static pid_t start_formatted(bool is_started, bool as_nobody, const char *format, va_list arguments)
{
    char command[COMMAND];
    const int used = snprintf(command, sizeof command, "%s", is_started ? "exec " : prelude);
    const int wrote = vsnprintf(command + used, sizeof command - (size_t)used, format, arguments);
    ck_assert_int_lt(used + wrote, COMMAND);
    return start_shell(command, as_nobody, is_started);
}

int shell(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const pid_t pid = start_formatted(false, false, format, arguments);
    va_end(arguments);
    return finish(pid);
}

int shell_as_nobody(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const pid_t pid = start_formatted(false, true, format, arguments);
    va_end(arguments);
    return finish(pid);
}

pid_t start(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    started = start_formatted(true, false, format, arguments);
    va_end(arguments);
    return started;
}

bool holds(const char *text, const char *words)
{
    return strstr(text, words) != NULL;
}

bool is_sanitized(void)
{
    return shell("mend version") == 0 && holds(said.out, "-fsanitize");
}

json_t *json_of_stdout(void)
{
    json_error_t error;
    json_t *json = json_loads(said.out, 0, &error);
    ck_assert_msg(json != NULL, "no JSON: %s in line %d of: %.300s", error.text, error.line, said.out);
    return json;
}
