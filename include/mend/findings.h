/* Published findings, and how each is read from simulated lives: a CSV with a line for each published figure. And rules: what is changed in every
 * scenario so that another learning rule, or a model without one of its parts, can be held against the same findings. */
#ifndef MEND_FINDINGS_H
#define MEND_FINDINGS_H

#include "mend/config.h"

/* What a line may be used for. MEND_FIT: calibration may use it; MEND_TEST: never; MEND_CONTEXT: background, not scored. */
#define MEND_USES "fit|test|context"
enum mend_use { MEND_FIT, MEND_TEST, MEND_CONTEXT, MEND_USE_KINDS };

/* When the simulated value agrees. WITHIN: it lies between the line's bounds. The others look at its 95 % interval: ABOVE and BELOW 0 with all of it;
 * NOT_BELOW: not with all of it; NONE: no effect that a study of the published size could have detected, all of it within 1.96 / sqrt(n), as r. */
#define MEND_ACCEPTS "within|above|below|not below|none"
enum mend_accept { MEND_WITHIN, MEND_ABOVE, MEND_BELOW, MEND_NOT_BELOW, MEND_NONE };

/* What is made of a measure in one scenario, or in it and another. VALUE: the measure. DIFFERENCE and RATIO: less, or over, the same in `against`.
 * LOGIT_D: d of two shares, the difference of their logits in standard deviations of the logistic distribution, pi / sqrt(3). R: the difference of
 * two means in standard deviations of the second, as r. */
#define MEND_STATISTICS "value|difference|ratio|logit d|r"
enum mend_statistic { MEND_VALUE, MEND_DIFFERENCE, MEND_RATIO, MEND_LOGIT_D, MEND_R };

enum { MEND_SCENARIOS_MOST = 64, MEND_FINDING_ID = 24, MEND_FINDING_TEXT = 400, MEND_RULE_NAME = 48 };

/* One line. A line that is not covered has no `by`; `note` says why. */
struct mend_finding {
    char id[MEND_FINDING_ID];
    enum mend_use use;
    char measure[MEND_FINDING_TEXT], group[MEND_FINDING_TEXT], published[MEND_FINDING_TEXT]; /* what was measured, in whom, what was found */
    double value, lower, upper;                                                              /* of what was found, as numbers; NaN: none */
    int64_t n;                                                                               /* of the study; 0: not told */
    char unit[MEND_FINDING_TEXT];                                                            /* starts with %: shares are scored as percentages */
    enum mend_accept accept;
    double accept_lower, accept_upper;
    char by[MEND_FINDING_TEXT], latent[MEND_FINDING_TEXT]; /* measures of summary.csv: as a study sees it; and without its errors, or "" */
    enum mend_statistic statistic;
    int scenario, against; /* positions, or -1 */
    char source[MEND_FINDING_TEXT], verified[MEND_FINDING_TEXT], note[MEND_FINDING_TEXT];
    int64_t line;
};

struct mend_findings {
    char path[MEND_PATH];
    int rows, scenarios;
    struct mend_finding *row;
    struct mend_config *scenario; /* named as findings name them */
};

/* Reads a CSV of findings; scenario NAME is the config validation/NAME.yaml beside it. Every mistake is reported as `file:line: error: ...`. False if
 * there was any; then nothing is allocated. */
bool mend_findings_read(const char *path, struct mend_findings *out, struct mend_report *report);
void mend_findings_free(struct mend_findings *findings);

/* A rule: a name, and values of keys that it gives to every scenario. */
struct mend_rule_value {
    char key[128], text[128], source[MEND_FINDING_TEXT];
    int64_t line;
};
struct mend_rule {
    char name[MEND_RULE_NAME];
    int values;
    struct mend_rule_value *value;
};
struct mend_rules {
    char path[MEND_PATH];
    int count;
    struct mend_rule *rule;
};

/* Reads a CSV with columns rule, key, value and source (which is for people); lines of a rule follow each other, the first rule is the one that the
 * others are held against. Every mistake is reported as `file:line: error: ...`. False if there was any; then nothing is allocated. */
bool mend_rules_read(const char *path, struct mend_rules *out, struct mend_report *report);
void mend_rules_free(struct mend_rules *rules);

/* Gives a config the values of a rule. False, with a message, if they do not go together. */
bool mend_rule_apply(const struct mend_rules *rules, int rule, struct mend_config *config, struct mend_report *report);

#endif
