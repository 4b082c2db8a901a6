/* Rows dealt out: each once, one exchange at a time, none after a row that was stopped; and how many ranks a launcher tells of. */
#include "study/dealer.h"

#include "cli/shell.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROWS = 200 };

/* A study of rows that do nothing; its functions note whether another one is at work. */
struct study {
    int64_t dealt, kept[ROWS];
    int inside, most_inside;
    int64_t stopped; /* the row that is; -1: none */
};

static void be_inside(struct study *s)
{
    static const struct timespec moment = {.tv_nsec = 20000};
    const int now = __atomic_add_fetch(&s->inside, 1, __ATOMIC_SEQ_CST);
    nanosleep(&moment, NULL);
    s->most_inside = now > s->most_inside ? now : s->most_inside;
    __atomic_sub_fetch(&s->inside, 1, __ATOMIC_SEQ_CST);
}

static int64_t next_row(void *context)
{
    struct study *s = context;
    be_inside(s);
    return s->dealt < ROWS ? s->dealt++ : -1;
}

static int run_row(void *context, int64_t row, int thread, void *result)
{
    const struct study *s = context;
    (void)thread;
    memcpy(result, &row, sizeof row);
    return row == s->stopped ? 0 : (int)sizeof row;
}

static void keep_row(void *context, int64_t row, const void *result)
{
    struct study *s = context;
    be_inside(s);
    ck_assert(memcmp(result, &row, sizeof row) == 0);
    s->kept[row]++;
}

static struct crew_task task_of(struct study *s, int threads)
{
    return (struct crew_task){s, threads, next_row, run_row, keep_row};
}

START_TEST(every_row_is_dealt_once_and_one_exchange_is_made_at_a_time)
{
    struct study s = {.stopped = -1};
    const struct crew_task task = task_of(&s, 4);
    crew_work(&task);
    for (int i = 0; i < ROWS; i++) {
        ck_assert_int_eq(s.kept[i], 1);
    }
    ck_assert_int_eq(s.most_inside, 1);
}
END_TEST

/* Others hand in what they have begun and get nothing more, though there are rows. */
START_TEST(after_a_row_that_was_stopped_nobody_gets_another)
{
    struct study s = {.stopped = -1};
    const struct crew_task task = task_of(&s, 1);
    struct dealer dealer = {.task = &task, .lock = PTHREAD_MUTEX_INITIALIZER};
    const int64_t one = 1;
    ck_assert_int_eq(dealer_trade(&dealer, 0, -1, NULL, 0), 0);
    ck_assert_int_eq(dealer_trade(&dealer, 1, -1, NULL, 0), 1);
    ck_assert_int_eq(dealer_trade(&dealer, 0, 0, NULL, 0), -1);
    ck_assert_int_eq(dealer_trade(&dealer, 1, 1, &one, sizeof one), -1);
    ck_assert_int_eq(dealer_trade(&dealer, 2, -1, NULL, 0), -1);
    ck_assert(s.kept[0] == 0 && s.kept[1] == 1 && s.dealt == 2);
    s = (struct study){.stopped = 10};
    crew_work(&task);
    ck_assert(s.kept[9] == 1 && s.kept[10] == 0 && s.dealt == 11);
}
END_TEST

/* What Open MPI, MPICH and Intel's MPI, and srun leave in the environment of a rank. Slurm tells its tasks of a program that is started once, too. */
static const struct {
    const char *set[2][2];
    int ranks;
} launched[] = {
    {{{NULL, NULL}, {NULL, NULL}}, 0},
    {{{"OMPI_COMM_WORLD_SIZE", "3"}, {"PMIX_RANK", "0"}}, 3},
    {{{"OMPI_COMM_WORLD_SIZE", "1"}, {NULL, NULL}}, 1},
    {{{"PMI_RANK", "2"}, {"PMI_SIZE", "4"}}, 4},
    {{{"PMI_RANK", "0"}, {NULL, NULL}}, 1},
    {{{"PMI_RANK", "0"}, {"SLURM_STEP_NUM_TASKS", "2"}}, 2},
    {{{"PMIX_RANK", "0"}, {"SLURM_STEP_NUM_TASKS", "2"}}, 2},
    {{{"SLURM_STEP_NUM_TASKS", "8"}, {NULL, NULL}}, 0},
};

START_TEST(a_launcher_is_known_by_what_it_leaves_in_the_environment)
{
    static const char *const all[] = {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS", "PMI_RANK", "PMIX_RANK"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        unsetenv(all[i]);
    }
    for (int i = 0; i < 2 && launched[_i].set[i][0]; i++) {
        setenv(launched[_i].set[i][0], launched[_i].set[i][1], 1);
    }
    ck_assert_int_eq(ranks_started(), launched[_i].ranks);
    ck_assert(crew_is_split() == (launched[_i].ranks > 1)); /* one alone is whole */
}
END_TEST

void add_dealer(Suite *suite)
{
    TCase *tests = tcase_create("dealer");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, every_row_is_dealt_once_and_one_exchange_is_made_at_a_time);
    tcase_add_test(tests, after_a_row_that_was_stopped_nobody_gets_another);
    tcase_add_loop_test(tests, a_launcher_is_known_by_what_it_leaves_in_the_environment, 0, sizeof launched / sizeof launched[0]);
    suite_add_tcase(suite, tests);
}
