#include "assay/assay.h"

#include "model/rupture.h"

#include <string.h>

enum { TURNS_A_MINUTE = 10, TALK_TURNS = DISCUSSION_MINUTES * TURNS_A_MINUTE, COOL_TURNS = 4 * TURNS_A_MINUTE, EARLY_TURNS = 3 * TURNS_A_MINUTE };

static const float TURN_MINUTES = 0.1f;

int conflict_discussion_turns(void)
{
    return TALK_TURNS + COOL_TURNS;
}

static struct scene scene_of_talk(void)
{
    return (struct scene){.present = 1.0f, .exchange_minutes = TURN_MINUTES, .gap_minutes = TURN_MINUTES};
}

/* The topic opens a rupture in both, the harder in the one whose topic it is; whatever else was open is put aside. */
static void raise_topic(const struct mend_params *p, struct block *b, const struct contact *c, float severity)
{
    struct bond_lanes *bond = &b->bond[c->bond];
    for (int l = 0; l < LANES; l++) {
        b->person[c->tie.seeker].arousal[l] = rest_of(b, c->tie.seeker, l);
    }
    memset(bond->away, 0, sizeof bond->away);
    memset(bond->ended, 0, sizeof bond->ended); /* who has parted can still be asked to talk; the row says that they had */
    open_conflict(p, b, c, severity);
}

float chance_of_positive(const struct mend_params *p, const struct block *b, const struct contact *c, int l)
{
    const struct bond_lanes *bond = &b->bond[c->bond];
    const float availability = b->traits[c->tie.giver].sensitivity[l] + b->traits[c->tie.giver].volatility[l] * b->person[c->tie.giver].mood[l] +
                               c->relation.availability - p->answer_flooding * b->person[c->tie.giver].arousal[l];
    return p->positive_base * logistic(p->positive_trust * (bond->trust[l] - 0.4f) - p->positive_resentment * bond->resentment[l] +
                                       p->positive_availability * availability);
}

/* What the observer codes in one turn of the bond of one partner: `own` bids are that partner's, answers are the other's to the other's credit. */
static void code_turn(const struct stage *stage, const struct block *b, int c, const struct seen_lanes *seen, uint32_t when, int turn,
                      struct discussion_reports *report)
{
    const struct mend_params *p = stage->params;
    const struct contact *contact = &stage->contact[c];
    const float *arousal = b->person[contact->tie.seeker].arousal;
    struct occasion o = occasion_of(stage->who, DISCUSSION, CODER, (uint32_t)contact->bond);
    const float first = turn < TURNS_A_MINUTE ? 1.0f : 0.0f, early = turn < EARLY_TURNS ? 1.0f : 0.0f;
    o.when = when;
    for (int l = 0; l < LANES; l++) {
        struct discussion_report *own = &report[l].of[c], *other = &report[l].of[1 - c];
        const float broken = seen->broken[l];
        const float warm = broken > 0.5f ? 0.0f : uniform(words_of(o, b->dyad[l]).word[0]) < chance_of_positive(p, b, contact, l) ? 1.0f : 0.0f;
        const float hostile = seen->rebuffed[l] + seen->frightened[l];
        own->positive += warm;
        own->negative += seen->escalated[l];
        own->pursued += seen->escalated[l];
        own->withdrawn += seen->minimised[l];
        own->flooded += either(arousal[l] > p->flooded_above, 1.0f, 0.0f);
        own->start += first * seen->escalated[l];
        own->early_positive += early * warm;
        own->early_negative += early * seen->escalated[l];
        other->positive += seen->soothed[l];
        other->negative += hostile;
        other->start += first * hostile;
        other->early_positive += early * seen->soothed[l];
        other->early_negative += early * hostile;
        other->attempts += seen->soothed[l];
        other->accepted += seen->accepted[l];
    }
}

/* Demand and withdrawal from turn to turn: nothing in the model links the two partners' bids but what they do to each other. */
static void code_sequence(const struct seen_lanes *before, const struct seen_lanes *now, struct discussion_reports *report)
{
    for (int c = 0; c < DISCUSSANTS; c++) {
        for (int l = 0; l < LANES; l++) {
            struct discussion_report *own = &report[l].of[c];
            const float pursued = before[1 - c].escalated[l], withdraws = now[c].minimised[l], returns = now[c].escalated[l];
            own->pursuits += pursued;
            own->answers_pursuit += pursued * withdraws;
            own->rests += 1.0f - pursued;
            own->answers_rest += (1.0f - pursued) * withdraws;
            own->returns_pursuit += pursued * returns;
            own->returns_rest += (1.0f - pursued) * returns;
        }
    }
}

static void cool_down(const struct stage *stage, struct block *b, uint32_t when, struct discussion_reports *report)
{
    lane_values before[DISCUSSANTS];
    for (int c = 0; c < DISCUSSANTS; c++) {
        const struct contact *contact = &stage->contact[c];
        memcpy(before[c], b->person[contact->tie.seeker].arousal, sizeof before[c]);
        memset(b->bond[contact->bond].open, 0, sizeof b->bond[contact->bond].open);
    }
    struct scene scene = scene_of_talk();
    scene.present = 0.0f; /* each alone: nothing breaks */
    play(stage, b, scene, DISCUSSION, when, COOL_TURNS, NULL);
    for (int c = 0; c < DISCUSSANTS; c++) {
        const float *after = b->person[stage->contact[c].tie.seeker].arousal;
        for (int l = 0; l < LANES; l++) {
            report[l].of[c].recovery = (before[c][l] - after[l]) / (COOL_TURNS * TURN_MINUTES);
        }
    }
}

void conflict_discussion(const struct stage *stage, const struct block *now, uint32_t when, struct discussion_reports *report)
{
    struct mend_params talk = *stage->params;
    talk.rupture_exogenous = 0; /* what breaks here comes from the talk */
    talk.mediated_share = 0.0f; /* and it is face to face */
    const struct mend_params *p = &talk;
    struct stage pair = stage_of_two(stage, 0);
    pair.params = p;
    struct block copy = *now;
    struct seen_lanes seen[2][DISCUSSANTS];
    memset(report, 0, LANES * sizeof *report);
    for (int c = 0; c < DISCUSSANTS; c++) {
        pair.contact[c].relation.hazard *= c == p->topic ? p->tension : p->tension_other;
        raise_topic(p, &copy, &pair.contact[c], c == p->topic ? p->topic_severity : p->topic_other);
    }
    for (int turn = 0; turn < TALK_TURNS; turn++) {
        struct seen_lanes *this = seen[turn % 2], *last = seen[1 - turn % 2];
        play(&pair, &copy, scene_of_talk(), DISCUSSION, when + (uint32_t)turn, 1, this);
        for (int c = 0; c < DISCUSSANTS; c++) {
            code_turn(&pair, &copy, c, &this[c], when + (uint32_t)turn, turn, report);
        }
        if (turn > 0) {
            code_sequence(last, this, report);
        }
    }
    cool_down(&pair, &copy, when + TALK_TURNS, report);
}
