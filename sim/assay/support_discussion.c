#include "assay/assay.h"

#include "model/rupture.h"

#include <math.h>
#include <string.h>

enum { A, B };

static const float INTERVAL_MINUTES = 1.0f / INTERVALS_A_MINUTE;

/* The coded sequence, interval by interval. */
struct sequence {
    lane_values signals[SUPPORT_TURNS], copes[SUPPORT_TURNS], arousal[SUPPORT_TURNS];
};

/* An interval does to bodies what its length is worth of a turn of daily life. */
static struct mend_params params_of_talk(const struct mend_params *daily)
{
    struct mend_params p = *daily;
    p.relief_refused *= p.support_pace;
    p.rise_signal *= p.support_pace;
    p.rise_escalate *= p.support_pace;
    p.rise_rebuff *= p.support_pace;
    p.rise_fright *= p.support_pace;
    p.giver_alarm *= p.support_pace;
    p.answer_unnoticed = p.support_unnoticed;
    p.mediated_share = 0.0f; /* they sit face to face */
    return p;
}

/* A comes in aroused by something else, B at rest; whatever was open between them is put aside, and so is the mood of the hour: they have come for
 * this. */
static void come_in(const struct mend_params *p, struct block *b, const struct stage *stage)
{
    for (int c = A; c <= B; c++) {
        const int person = stage->contact[c].tie.seeker;
        struct bond_lanes *bond = &b->bond[stage->contact[c].bond];
        for (int l = 0; l < LANES; l++) {
            const struct traits traits = {.reactivity = b->traits[person].reactivity[l]};
            const float alarm = alarm_of(p, traits, b->person[person].load[l], p->support_severity);
            b->person[person].arousal[l] = unit(rest_of(b, person, l) + (c == A ? alarm : 0.0f));
            b->person[person].mood[l] = 0.0f;
            b->traits[person].self_soothing[l] *= p->support_pace;
            bond->open[l] = bond->owed[l] = bond->away[l] = 0.0f;
        }
    }
}

/* The need stays open as long as the talk: B cannot undo what B has not done. What B can do is calm. */
static void need(struct bond_lanes *bond)
{
    for (int l = 0; l < LANES; l++) {
        bond->open[l] = 1.0f;
        bond->age[l] = bond->steps[l] = 0.0f;
        bond->kind[l] = (float)MISATTUNEMENT;
    }
}

/* Telling follows arousal, and each goes on with what they were doing; `before` is NULL in the first interval. */
static void lean(const struct mend_params *p, struct block *b, const struct block *now, const struct stage *stage, const struct seen_lanes *before)
{
    const int a = stage->contact[A].tie.seeker, bond = stage->contact[A].bond, other = stage->contact[A].tie.giver;
    for (int l = 0; l < LANES; l++) {
        const float signalled = before ? before->signalled[l] + before->escalated[l] : 0.5f;
        const float told = 2.0f * signalled - 1.0f;
        const float coped = before ? 2.0f * before->soothed[l] - 1.0f : 0.0f;
        const float urge = p->support_urge * (b->person[a].arousal[l] - p->support_middle) + p->support_goes_on * told;
        b->bond[bond].value_signal[l] = now->bond[bond].value_signal[l] + urge;
        b->bond[bond].value_escalate[l] = now->bond[bond].value_escalate[l] + urge;
        b->traits[other].sensitivity[l] = now->traits[other].sensitivity[l] + p->support_attention + p->support_momentum * coped;
    }
}

static void code_interval(struct sequence *s, int k, const struct seen_lanes *seen, const float *arousal)
{
    for (int l = 0; l < LANES; l++) {
        s->signals[k][l] = seen->signalled[l] + seen->escalated[l];
        s->copes[k][l] = seen->soothed[l];
        s->arousal[k][l] = arousal[l];
    }
}

/* What happened in each minute, and what followed in the next interval. */
static void count_intervals(const struct sequence *s, int l, struct support_minute *minutes)
{
    for (int k = 0; k < SUPPORT_TURNS; k++) {
        struct support_minute *m = &minutes[k / INTERVALS_A_MINUTE];
        const float signals = s->signals[k][l], copes = s->copes[k][l];
        const float followed = k + 1 < SUPPORT_TURNS ? 1.0f - copes : 0.0f;
        const float then = k + 1 < SUPPORT_TURNS ? followed * s->copes[k + 1][l] : 0.0f;
        m->signalling += signals / INTERVALS_A_MINUTE;
        m->coping += copes / INTERVALS_A_MINUTE;
        m->arousal += s->arousal[k][l] / INTERVALS_A_MINUTE;
        m->met += signals * copes;
        m->waiting += signals * followed;
        m->waiting_met += signals * then;
        m->quiet += (1.0f - signals) * followed;
        m->quiet_met += (1.0f - signals) * then;
    }
}

static void count_bouts(const struct sequence *s, int l, struct support_minute *minutes)
{
    struct support_minute *began = NULL; /* where the bout under way did; NULL: there is none */
    int met = 0;
    for (int k = 0; k < SUPPORT_TURNS; k++) {
        if (s->signals[k][l] < 0.5f) {
            began = NULL;
            continue;
        }
        if (!began) {
            began = &minutes[k / INTERVALS_A_MINUTE];
            began->bouts += 1.0f;
            met = 0;
        }
        if (!met && s->copes[k][l] > 0.5f) {
            began->bouts_met += 1.0f;
            met = 1;
        }
    }
}

static void report_absence(struct support_report *report)
{
    for (int m = 0; m < SUPPORT_MINUTES; m++) {
        report->minute[m] = (struct support_minute){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
}

void support_discussion(const struct stage *stage, const struct block *now, uint32_t when, struct support_report *report)
{
    const struct mend_params p = params_of_talk(stage->params);
    const struct scene scene = {.present = 1.0f, .exchange_minutes = INTERVAL_MINUTES, .gap_minutes = INTERVAL_MINUTES};
    const int a = stage->contact[A].tie.seeker, bond = stage->contact[A].bond;
    struct stage talk = stage_of_two(stage, A);
    struct block copy = *now;
    struct sequence sequence;
    struct seen_lanes seen[DISCUSSANTS];
    talk.params = &p;
    for (int c = A; c <= B; c++) {
        talk.contact[c].relation.relief *= p.support_pace;
        talk.contact[c].relation.rejection *= p.support_pace; /* as likely in a minute as in a minute of daily life */
        talk.contact[c].relation.frightening *= p.support_pace;
    }
    come_in(&p, &copy, &talk);
    for (int k = 0; k < SUPPORT_TURNS; k++) {
        need(&copy.bond[bond]);
        lean(&p, &copy, now, &talk, k > 0 ? &seen[A] : NULL);
        play(&talk, &copy, scene, SUPPORT, when + (uint32_t)k, 1, seen);
        code_interval(&sequence, k, &seen[A], copy.person[a].arousal);
    }
    memset(report, 0, LANES * sizeof *report);
    for (int l = 0; l < LANES; l++) {
        if (now->bond[bond].ended[l] > 0.5f) {
            report_absence(&report[l]);
            continue;
        }
        count_intervals(&sequence, l, report[l].minute);
        count_bouts(&sequence, l, report[l].minute);
    }
}
