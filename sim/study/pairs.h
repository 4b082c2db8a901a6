/* What two partners have in common, and how they talk about a conflict. A pair is one value, or its two people are a cluster; nothing is known (n =
 * 0) where the setting has no pair. */
#ifndef MEND_STUDY_PAIRS_H
#define MEND_STUDY_PAIRS_H

#include "study/desk.h"

/* A's trust in B with B's in A, over pairs. */
struct estimate partners_trust(struct desk *d);

/* The repaired share of the client's ruptures with the therapist with the client's trust in the partner at the end, over clients. */
struct estimate alliance_and_trust(struct desk *d);

/* Pairs by what has become of them when the run ends. */
enum fate { ANY_FATE, STAYED, PARTED };

/* Median of (positive turns of both + 1) over (negative turns of both + 1) in the last discussion; only of pairs who were together on its day. */
struct estimate discussion_ratio(struct desk *d, enum fate fate);

/* Of each person in the last discussion: the share of own broken turns that were minimised right after the other escalated, less the same share in
 * other turns; the mean. */
struct estimate withdrawal_after_pursuit(struct desk *d);

/* Turns in which a person escalated in the last discussion, 0: A, 1: B; the mean over pairs. And A's less B's. */
struct estimate discussion_pursuit(struct desk *d, int person);
struct estimate discussion_pursuit_difference(struct desk *d);

/* Whether they have ended when the run does, told from the last discussion. The share of pairs that the best cut-off on positive : negative tells
 * rightly, found on these same pairs; no bounds. And r with having ended: of the logarithm of that ratio in the first three minutes; of negative
 * reciprocity, the chance of escalating right after the other did less that in other turns, mean of the two. */
struct estimate discussion_accuracy(struct desk *d);
struct estimate early_ratio_and_ending(struct desk *d);
struct estimate reciprocity_and_ending(struct desk *d);

/* What partners are like over the weeks of their last diary: each one's mean rating. r over pairs of two such means, and A's mean arousal less B's in
 * standard deviations of that difference (no bounds). */
enum diary_mean { AROUSAL_OF_A, AROUSAL_OF_B, CONTENTMENT_OF_A, CONTENTMENT_OF_B };
struct estimate diary_means_correlate(struct desk *d, enum diary_mean x, enum diary_mean y);
struct estimate diary_arousal_difference(struct desk *d);

#endif
