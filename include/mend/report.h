/* Mistakes as values: a list of finished messages. Only sim/cli prints them. */
#ifndef MEND_REPORT_H
#define MEND_REPORT_H

#include <stdbool.h>

enum { MEND_REPORT_MOST = 50, MEND_MESSAGE_LENGTH = 800 };

/* Messages beyond the first MEND_REPORT_MOST are counted and not kept. */
struct mend_report {
    int count;
    char message[MEND_REPORT_MOST][MEND_MESSAGE_LENGTH];
};

/* Adds one message, formatted like printf; control characters from the user's file are shown as '?'. Returns false, so that `return
 * mend_complain(...)` reads well. */
bool mend_complain(struct mend_report *report, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Of `names` ("a|b|c"), or of the parameter keys when names is NULL, the one nearest to `word` (edit distance), or NULL if none is near. The answer
 * lives in `buffer`. */
const char *mend_nearest(const char *word, const char *names, char *buffer, int size);

#endif
