#include "assay/assay.h"

#include <math.h>
#include <stddef.h>

enum { NO_EPISODE = -1 };

static const float TURN_MINUTES = 0.25f;

/* The script. A separation starts with the caregiver leaving; a reunion is scored. */
struct step {
    int episode;
    int turns; /* of 15 seconds */
    int present, reunion;
    int raised; /* 0: not, 1: by the strange room, 2: by the stranger or the separation */
};

static const struct step script[] = {
    {NO_EPISODE, 120, 1, 0, 0},   /* connected turns before the visit */
    {0, 2, 1, 0, 0},              /* 1: shown in */
    {1, 12, 1, 0, 1},             /* 2: caregiver and infant */
    {2, 12, 1, 0, 2},             /* 3: a stranger comes */
    {3, 12, 0, 0, 2},             /* 4: first separation */
    {4, 12, 1, 1, 0},             /* 5: first reunion */
    {5, 12, 0, 0, 2},             /* 6: second separation, alone */
    {6, 12, 0, 0, 2},             /* 7: the stranger returns; still separated */
    {7, 12, 1, 1, 0},             /* 8: second reunion */
    {EPISODE_AFTER, 60, 1, 0, 0}, /* ordinary turns */
};

int strange_situation_turns(void)
{
    int turns = 0;
    for (size_t k = 0; k < sizeof script / sizeof script[0]; k++) {
        turns += script[k].turns;
    }
    return turns;
}

/* What the observer counts, lane by lane. A conflicted turn counts as neither minimised nor open; refused soothing counts whatever the bid. */
struct count {
    lane_values turns, broken, minimised, open_bids, escalated, refused, conflicted, expressed, arousal;
};

static void watch(struct count *c, const struct seen_lanes *seen, const float *arousal, const float *counted)
{
    for (int l = 0; l < LANES; l++) {
        const float plain = counted[l] * (1.0f - seen->conflicted[l]);
        c->turns[l] += counted[l];
        c->broken[l] += counted[l] * seen->broken[l];
        c->minimised[l] += plain * seen->minimised[l];
        c->open_bids[l] += plain * (seen->signalled[l] + seen->escalated[l]);
        c->escalated[l] += plain * seen->escalated[l];
        c->refused[l] += counted[l] * (seen->soothed[l] - seen->accepted[l]);
        c->conflicted[l] += counted[l] * seen->conflicted[l];
        c->expressed[l] += counted[l] * seen->strength[l];
        c->arousal[l] += counted[l] * arousal[l];
    }
}

static void add_count(struct count *to, const struct count *from)
{
    float *sum = to->turns;
    const float *part = from->turns;
    for (size_t k = 0; k < sizeof *to / sizeof *sum; k++) {
        sum[k] += part[k];
    }
}

struct scores {
    float proximity, avoidance, resistance, conflict;
};

static float share(float part, float whole)
{
    return whole > 0.0f ? part / whole : 0.0f;
}

/* Scores over `reunions` reunions; thresholds are meant for two. */
static struct scores scores_of(const struct mend_params *p, const struct count *c, int l, float reunions)
{
    const float scale = reunions / 2.0f, protest = c->escalated[l] + c->refused[l];
    return (struct scores){
        .proximity = 1.0f + 6.0f * share(c->open_bids[l], c->broken[l]),
        .avoidance = 1.0f + 6.0f * share(c->minimised[l], c->broken[l]) * unit(c->minimised[l] / (p->score_avoidance * scale)),
        .resistance = 1.0f + 6.0f * unit(share(protest, c->broken[l])) * unit(protest / (p->score_resistance * scale)),
        .conflict = 1.0f + 8.0f * unit(c->conflicted[l] / (p->score_conflict * scale)),
    };
}

static void start(struct block *b, const struct contact *c)
{
    struct bond_lanes *bond = &b->bond[c->bond];
    for (int l = 0; l < LANES; l++) {
        const float rest = b->traits[c->tie.seeker].resting_arousal[l];
        bond->open[l] = 0.0f;
        bond->age[l] = 0.0f;
        b->person[c->tie.seeker].arousal[l] = rest;
        b->person[c->tie.seeker].cortisol[l] = rest;
        b->person[c->tie.giver].arousal[l] = 0.0f;
    }
}

static void reunite(struct bond_lanes *bond)
{
    for (int l = 0; l < LANES; l++) {
        bond->age[l] = 0.0f; /* the rupture of the separation is open, and is now young */
    }
}

/* Puts back the lanes whose separation has been ended early: they wait, unchanged, until the others arrive. */
static void hold(struct block *b, const struct block *before, const float *counted)
{
    float(*now)[LANES] = (float(*)[LANES])b;
    const float(*then)[LANES] = (const float(*)[LANES])before;
    const size_t fields = offsetof(struct block, mood_word) / sizeof *now;
    for (size_t f = 0; f < fields; f++) {
        for (int l = 0; l < LANES; l++) {
            now[f][l] = counted[l] > 0.5f ? now[f][l] : then[f][l];
        }
    }
}

struct visit {
    const struct stage *stage;
    struct block *block, *before;
    enum stream stream;
    uint32_t when;
};

/* Plays one step of the script, turn by turn, and counts what was seen. */
static void play_step(struct visit *v, struct step step, struct count *c)
{
    const struct mend_params *p = v->stage->params;
    const float raises[3] = {0.0f, p->strange_room, p->strange_stranger};
    struct scene scene = {
        .present = (float)step.present,
        .separation = step.present ? 0.0f : p->separation_severity,
        .raise = raises[step.raised],
        .exchange_minutes = TURN_MINUTES,
        .gap_minutes = TURN_MINUTES,
    };
    struct seen_lanes seen;
    lane_values counted;
    for (int l = 0; l < LANES; l++) {
        counted[l] = 1.0f;
    }
    *c = (struct count){0};
    if (step.reunion) {
        reunite(&v->block->bond[v->stage->contact[0].bond]);
    }
    for (int k = 0; k < step.turns; k++) {
        const int curtails = p->strange_curtail && !step.present;
        const float *arousal = v->block->person[v->stage->contact[0].tie.seeker].arousal;
        for (int l = 0; curtails && k > 0 && l < LANES; l++) {
            counted[l] = arousal[l] >= p->strange_curtail_arousal ? 0.0f : counted[l];
        }
        if (curtails) {
            *v->before = *v->block;
        }
        play(v->stage, v->block, scene, v->stream, v->when++, 1, &seen);
        watch(c, &seen, arousal, counted);
        if (curtails) {
            hold(v->block, v->before, counted);
        }
    }
}

static void report_episode(struct strange_report *report, const struct mend_params *p, struct step step, const struct count *c,
                           const struct person_lanes *infant)
{
    for (int l = 0; l < LANES; l++) {
        const struct scores s = scores_of(p, c, l, 1.0f);
        const int after = step.episode == EPISODE_AFTER;
        report[l].episode[step.episode] = (struct episode_report){
            .proximity = step.reunion ? s.proximity : NAN,
            .avoidance = step.reunion ? s.avoidance : NAN,
            .resistance = step.reunion ? s.resistance : NAN,
            .conflict = step.reunion ? s.conflict : NAN,
            .expressed = after ? NAN : share(c->expressed[l], c->turns[l]),
            .arousal = after ? NAN : share(c->arousal[l], c->turns[l]),
            .cortisol = infant->cortisol[l],
            .load = infant->load[l],
        };
    }
}

static void report_reunions(struct strange_report *report, const struct mend_params *p, const struct count *reunions)
{
    for (int l = 0; l < LANES; l++) {
        const struct scores s = scores_of(p, reunions, l, 2.0f);
        report[l].proximity = s.proximity;
        report[l].avoidance = s.avoidance;
        report[l].resistance = s.resistance;
        report[l].conflict = s.conflict;
        report[l].cortisol_change = report[l].episode[EPISODE_AFTER].cortisol - report[l].episode[1].cortisol;
    }
}

void strange_situation(const struct stage *stage, const struct block *now, enum stream stream, uint32_t when, struct strange_report *report)
{
    struct block copy = *now, before;
    struct count episode, reunions = {0};
    struct visit visit = {stage, &copy, &before, stream, when};
    const struct contact *contact = &stage->contact[0];
    start(&copy, contact);
    for (size_t k = 0; k < sizeof script / sizeof script[0]; k++) {
        play_step(&visit, script[k], &episode);
        if (script[k].episode != NO_EPISODE) {
            report_episode(report, stage->params, script[k], &episode, &copy.person[contact->tie.seeker]);
        }
        if (script[k].reunion) {
            add_count(&reunions, &episode);
        }
    }
    report_reunions(report, stage->params, &reunions);
}
