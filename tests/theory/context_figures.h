/* Figures of single contexts: texts and doubt, kinds of rupture, days, infants with others beside them, therapy, God. */
#ifndef TESTS_CONTEXT_FIGURES_H
#define TESTS_CONTEXT_FIGURES_H

#include "model/state.h"
#include "theory/pair_figures.h"

#include <check.h>

/* The suite `contexts` is two files. */
TCase *contexts_beyond_cases(void);

/* Of two rows a bond in the time series: bonds in thirds by their doubt in the first; mean trust in the second, and the share repaired of the
 * ruptures between the two. */
enum { THIRDS = 3, BY_DOUBT_trust = 0, BY_DOUBT_repaired = THIRDS };
void figures_by_doubt(const struct population *p, double *figure);

/* Of events of severity .5 whose end was seen, by kind: the share repaired, and the mean turns to repair. */
enum { BY_KIND_repaired = 0, BY_KIND_latency = KINDS };
extern const char *const kind_words[KINDS];
void figures_by_kind(const struct population *p, double *figure);

/* Mean trust of all bonds on each sampled day; belief from half of FIGURES on. */
enum { BELIEF_BY_DAY = FIGURES / 2 };
void trust_by_day(const struct population *p, double *figure);

/* Inclination to signal in a romantic bond of trust 1/2 in which all three bids have relieved as much, at this belief and arousal. */
double signalling(double belief, double arousal);

/* Two infants' bonds, or two of one infant: security, agreement of the classes, and that of one class with itself. */
enum bonds_of_infants { INFANT_secure_first, INFANT_secure_second, INFANT_trust_second, INFANT_agreement, INFANT_reliability };
void figures_of_infants(const struct population *p, double *figure);

/* Client and partner, client and therapist. */
enum therapy_figure {
    THERAPY_trust_client,
    THERAPY_trust_partner,
    THERAPY_trust_therapist,
    THERAPY_secure_client,
    THERAPY_secure_partner,
    THERAPY_coded,
    THERAPY_reported,
    THERAPY_alliance /* r of the share repaired with the therapist and trust in the partner */
};
void figures_of_therapy(const struct population *p, double *figure);

/* Attachment anxiety in families of four: shares of the variance, and how far it is returned. */
enum family_figure { FAMILY_person, FAMILY_partner, FAMILY_relationship, FAMILY_generalized, FAMILY_dyadic, FAMILY_FIGURES };
void figures_of_families(const struct population *p, double *figure);

/* Believers who were secure, avoidant or anxious as infants, HISTORY_FIGURES each. */
enum { WAS_SECURE, WAS_AVOIDANT, WAS_ANXIOUS, HISTORIES };
enum history_figure { GOD_perceived, GOD_minimise, GOD_signal, GOD_escalate, GOD_shut_down, HISTORY_FIGURES };
/* 1 where God is one and the same to all, and where every bid is answered. */
enum { GOD_constant = HISTORIES * HISTORY_FIGURES, GOD_answers };
static inline int of_history(int history, enum history_figure figure)
{
    return history * HISTORY_FIGURES + (int)figure;
}
void figures_of_god(const struct population *p, double *figure);

#endif
