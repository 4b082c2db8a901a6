/* Validation: published findings against simulated lives, rule by rule. */
#ifndef MEND_VALIDATE_H
#define MEND_VALIDATE_H

#include "mend/findings.h"
#include "mend/run.h"

/* A line of findings under a rule. `simulated` is what the procedure gives in the whole simulated population, with a 95 % interval; `study` what a
 * study of the published size would have found in 95 of 100 cases; `latent` the same coefficient without the study's errors. `change` is `simulated`
 * less that of the first rule, on the same lives. NaN: not to be had. */
struct mend_score {
    double simulated, lower, upper, latent;
    double study_lower, study_upper;
    double change, change_lower, change_upper;
    bool scored, fits;
};

struct mend_validation {
    int rules, rows;
    struct mend_score *score; /* rules x rows */
};

static inline struct mend_score *mend_score_at(const struct mend_validation *v, int rule, int row)
{
    return &v->score[(int64_t)rule * v->rows + row];
}

/* Lives every scenario that is needed under every rule and scores the lines with the id `only`, or all (NULL). The scenarios' seeds are used as they
 * are: the same lives under every rule. False, with the reason in `report`, if a measure is not to be had in its scenario, a population cannot be
 * lived, or it was stopped; then nothing is left allocated. */
bool mend_validate(const struct mend_findings *findings, const struct mend_rules *rules, const char *only, struct mend_order order,
                   struct mend_validation *out, struct mend_report *report);
void mend_validation_free(struct mend_validation *v);

/* A finding's vote in one use under one rule: it fits if all its lines in that use do; a line that is not covered is a miss. A finding none of whose
 * lines is covered has no vote (`covered` 0). */
struct mend_vote {
    int lines, covered, fit;
    bool fits;
};
struct mend_vote mend_vote_of(const struct mend_findings *findings, const struct mend_validation *v, int rule, const char *id, enum mend_use use);

/* Whether this line is the first of its finding in its use: to go through findings. */
bool mend_finding_is_first(const struct mend_findings *findings, int row);

/* Votes of one rule in one use. */
struct mend_votes {
    int lines, lines_fit;       /* covered lines */
    int findings, findings_fit; /* covered findings */
    int whole, whole_fit;       /* of these, the findings all of whose lines are covered */
};
struct mend_votes mend_votes_of(const struct mend_findings *findings, const struct mend_validation *v, int rule, enum mend_use use);

/* Writes validation.csv (a line under a rule), validation_findings.csv (a finding under a rule) and a manifest into the folder `path`. */
bool mend_validation_write(const struct mend_findings *findings, const struct mend_rules *rules, const struct mend_validation *v, const char *path,
                           bool force, const char *command, struct mend_report *report);

#endif
