/* Scores to a class, by a named rule. A class is a reading of continuous scores; no agent carries it. */
#ifndef MEND_READING_RULE_H
#define MEND_READING_RULE_H

#include "mend/params.h"

enum class_read { SECURE, AVOIDANT, ANXIOUS, DISORGANIZED, CLASSES, UNREADABLE = -1 };
extern const char *const class_names[CLASSES];

struct scores_read {
    float proximity, avoidance, resistance, conflict;
};

struct cutoffs {
    float insecure, conflict;
};

/* One rule: its name in RULE_NAMES, what it does in a sentence, and the reading. */
struct class_rule {
    const char *name, *meaning;
    enum class_read (*read)(struct scores_read, struct cutoffs);
};
enum { RULES = 2 };
extern const struct class_rule class_rules[RULES];

#endif
