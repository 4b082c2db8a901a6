/* Scores to a class, by a named rule. A class is a reading of continuous scores; no agent carries it. */
#ifndef MEND_READING_RULE_H
#define MEND_READING_RULE_H

#include "mend/params.h"

enum class_read {
    SECURE,
    AVOIDANT,
    ANXIOUS,
    DISORGANIZED,
    CLASSES,
    ADULT_SECURE = CLASSES,
    ADULT_DISMISSING,
    ADULT_PREOCCUPIED,
    ADULT_FEARFUL,
    CLASS_WORDS,
    UNREADABLE = -1
};
/* The infant classes, then the adult ones in the same order: dismissing is avoidant, preoccupied anxious, fearful disorganized. */
extern const char *const class_names[CLASS_WORDS];

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
