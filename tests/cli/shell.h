/* The program as a user meets it: commands in a shell, in a fresh folder that goes away. */
#ifndef MEND_TESTS_SHELL_H
#define MEND_TESTS_SHELL_H

#include <check.h>
#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What the last command said. A program killed by signal n has code 128 + n; texts end at 1 MiB. */
struct said {
    int code;
    char out[1 << 20], err[1 << 20];
};
extern struct said said;

/* A case whose every test has a folder of its own, where its commands run and its files lie; a.yaml is in it, a config of a small population. */
TCase *case_of_commands(const char *name, double seconds);

/* Runs a command, formatted like printf, as `sh` does. It knows
 *   mend ...           the program; "$MEND" is its path, "$ROOT" that of the repository
 *   pick FILE COLUMN   prints the cells of a column
 *   tables A B         are all CSV files of two folders the same, byte for byte?
 *   rows FILE LO HI    prints the header and the rows of dyads LO to HI
 * Gives back the exit code. */
int shell(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The same, as a user without rights. */
int shell_as_nobody(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Starts a command and returns at once; `exec` is put before it. */
pid_t start(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Waits for it, fills `said`. */
int finish(pid_t pid);

/* Writes a file of the folder. */
void put_bytes(const char *name, const char *bytes, size_t size);
void put_text(const char *name, const char *text);

/* Is the program made with a sanitizer, which wants more memory than a test can grant? */
bool is_sanitized(void);

/* What the last command printed, as JSON. */
json_t *json_of_stdout(void);

/* Cases of cli_suite() and fault_suite() that have a file of their own. */
void add_results(Suite *suite);
void add_machine(Suite *suite);
/* And of sweep_suite(). */
void add_compare(Suite *suite);
void add_forecast(Suite *suite);
void add_against(Suite *suite);
void add_gain(Suite *suite);
void add_dealer(Suite *suite);
/* And of sensitivity_suite(). */
void add_influence(Suite *suite);

/* And of calibrate_suite(). */
void add_quest(Suite *suite);

bool holds(const char *text, const char *words);

#define expect_code(wanted, ...)                                                                                                                     \
    do {                                                                                                                                             \
        const int code_ = shell(__VA_ARGS__);                                                                                                        \
        ck_assert_msg(code_ == (wanted), "exit code %d, not %d, of: %s\nstdout: %.500s\nstderr: %.500s", code_, (wanted), #__VA_ARGS__, said.out,    \
                      said.err);                                                                                                                     \
    } while (0)
#define expect_out(words) ck_assert_msg(holds(said.out, words), "stdout lacks '%s': %.600s", words, said.out)
#define expect_err(words) ck_assert_msg(holds(said.err, words), "stderr lacks '%s': %.600s", words, said.err)
#define expect_silence() ck_assert_msg(!said.out[0] && !said.err[0], "not silent: %.300s%.300s", said.out, said.err)

#endif
