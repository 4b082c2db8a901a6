/* The one verb. A turn of one bond: does connection break? If broken, the seeker bids, the giver answers, both change. */
#ifndef MEND_MODEL_TURN_H
#define MEND_MODEL_TURN_H

#include "model/answer.h"
#include "model/bid.h"
#include "model/learning.h"
#include "model/relief.h"
#include "model/rupture.h"

/* The clocks of a scene: rates a minute and a day become shares a turn. */
static inline struct clock clock_of(const struct mend_params *p, struct scene scene, float (*root)(float))
{
    const float turns_a_day = (float)p->turns_per_day;
    const float kept = exponential(-1.0f / (p->mood_days * turns_a_day));
    const float shares = (((p->kind_misattunement + p->kind_miscommunication) + p->kind_conflict) + p->kind_absence) + p->kind_harm;
    struct clock clock = {
        .rest = 1.0f - exponential(-p->rest_rate * scene.gap_minutes),
        .cortisol_broken = 1.0f - exponential(-scene.exchange_minutes / p->cortisol_minutes),
        .cortisol_connected = 1.0f - exponential(-scene.gap_minutes / p->cortisol_minutes),
        .hazard = p->rupture_exogenous ? 0.0f : p->rupture_hazard * p->rupture_scale * scene.gap_minutes,
        .arrival = p->rupture_exogenous ? p->rupture_per_day * p->rupture_scale * scene.gap_minutes / 1440.0f : 0.0f,
        .mood_kept = kept,
        .mood_step = root(1.0f - kept * kept),
        .delay = p->delay_discount / (float)p->repair_steps,
        .load_rate = scene.calendar * p->load_rate / turns_a_day,
        .pull_fade = scene.calendar * p->pull_fade / turns_a_day,
    };
    const float kinds[KINDS] = {p->kind_misattunement, p->kind_miscommunication, p->kind_conflict, p->kind_absence, p->kind_harm};
    float below = 0.0f; /* the last sum equals `shares`, so that a kind whose share is 0 is never drawn */
    for (int k = 0; k < KINDS - 1; k++) {
        below += kinds[k];
        clock.kind_bound[k] = below / shares;
    }
    return clock;
}

struct connected {
    float arousal; /* after returning toward rest */
    float opened;  /* 1: connection broke, or the giver left */
    float owed;    /* exogenous ruptures that wait */
    float severity, kind;
};

/* Step 2. A giver who leaves is felt as a rupture; one who is away opens none. */
LANE struct connected stay_connected(const struct mend_params *p, struct clock clock, struct scene scene, struct traits seeker, struct person self,
                                     float responsiveness, float owed, struct chance u)
{
    const int leaving = scene.separation > 0.0f;
    const float due = either(owed >= 1.0f, scene.present, 0.0f);
    const float breaks = either(u.opening < chance_of_rupture(p, clock, responsiveness), scene.present, due);
    return (struct connected){
        .arousal = self.arousal + clock.rest * (unit(seeker.resting_arousal + scene.raise) - self.arousal),
        .opened = either(leaving, 1.0f, breaks),
        .owed = owed - either(leaving, 0.0f, due),
        .severity = either(leaving, scene.separation, severity_of(p, u.severity)),
        .kind = either(leaving, (float)ABSENCE, kind_of(clock, u.kind)),
    };
}

/* Step 6. The end of a rupture: repaired when all steps are done; lapsed when the seeker is calm or has given up. */
LANE float lapses(const struct mend_params *p, struct bond bond, float arousal, float repaired, float present)
{
    const float calm = either(arousal < p->lapse_arousal, 1.0f, 0.0f);
    return either(bond.age >= (float)p->max_age, 1.0f, calm) * (1.0f - repaired) * present;
}

LANE struct bond bond_learned(const struct mend_params *p, struct clock clock, struct scene scene, struct bond old, struct bid bid,
                              struct answer answer, struct relief relief, float broken, float repaired, float lapsed)
{
    const float teaches = scene.learning * broken;
    const float ended = teaches * (repaired + lapsed) * (float)p->learn_trust_on;
    const float surprise = relief.worth - value_of(old, bid);
    struct bond bond = values_learned(old, bid, surprise, teaches * p->learn_value);
    bond = trust_learned(bond, lesson_of(old, repaired, clock.delay), ended * p->learn_trust);
    bond.fear = fear_learned(p, old.fear, teaches * answer.frighten, teaches * repaired);
    bond.pull = pull_learned(p, old.pull, teaches * answer.soothe, surprise, clock.pull_fade);
    return bond;
}

LANE struct seen seen_in(struct connected quiet, struct bid bid, struct answer answer, struct relief relief, float broken, float repaired,
                         float lapsed, float severity)
{
    return (struct seen){
        .opened = quiet.opened * (1.0f - broken),
        .broken = broken,
        .minimised = broken * bid.minimise,
        .signalled = broken * bid.signal,
        .escalated = broken * bid.escalate,
        .conflicted = broken * bid.conflict,
        .strength = broken * bid.strength,
        .frightened = broken * answer.frighten,
        .rebuffed = broken * answer.rebuff,
        .soothed = broken * answer.soothe,
        .ignored = broken * answer.ignore,
        .accepted = broken * relief.accepted,
        .repaired = repaired,
        .lapsed = lapsed,
        .severity = severity,
    };
}

/* One turn of one bond, the steps of docs/model.md. Persons and bond come in as they were at its start and go out as they are at its end. */
LANE struct meeting meet(const struct mend_params *p, struct clock clock, struct scene scene, struct traits of_seeker, struct traits of_giver,
                         struct bond_back back, struct meeting m, struct chance u)
{
    const struct bond old = m.bond;
    const struct person seeker = m.seeker;
    const float broken = old.open;
    const int is_broken = broken > 0.5f;
    const float owed = old.owed + either(u.arrival < clock.arrival, scene.present, 0.0f);
    m.giver.mood = either(scene.calendar > 0.5f, clock.mood_kept * m.giver.mood + clock.mood_step * u.mood, m.giver.mood);

    const float availability = availability_of(p, of_giver, m.giver, back);
    const struct bid bid = bid_of(p, old, seeker.arousal, u);
    const float signal = either(is_broken, signal_seen(of_giver, bid, seeker.arousal), 0.5f);
    const float responsiveness = responsiveness_of(p, of_giver, availability, signal);
    const struct connected quiet = stay_connected(p, clock, scene, of_seeker, seeker, responsiveness, owed, u);
    const struct answer answer = answer_to(p, of_giver, m.giver.arousal, responsiveness, signal, scene.present, u.answer);
    const struct relief relief = relief_from(p, of_seeker, old, bid, answer, seeker.arousal, scene.present, u.acceptance);
    const float steps = old.steps + relief.accepted;
    const float repaired = broken * either(steps >= (float)p->repair_steps, relief.accepted, 0.0f);
    const float lapsed = broken * lapses(p, old, relief.arousal, repaired, scene.present);

    const float alarm = alarmed(p, of_seeker, quiet.arousal, seeker.load, felt_severity(p, old, quiet.severity));
    const float settled = either(is_broken, relief.arousal, quiet.arousal); /* what cortisol follows: before the opening */
    m.seeker.arousal = either(is_broken, relief.arousal, either(quiet.opened > 0.5f, alarm, quiet.arousal));
    m.seeker.cortisol += either(is_broken, clock.cortisol_broken, clock.cortisol_connected) * (settled - seeker.cortisol);
    m.seeker.load = unit(seeker.load + clock.load_rate * (m.seeker.cortisol - p->load_threshold - p->load_recovery * seeker.load));
    m.giver.arousal = arousal_of_giver_after(p, m.giver.arousal, broken, bid.strength, seeker.arousal, scene.present);

    const float opened = quiet.opened * (1.0f - broken);
    m.bond = bond_learned(p, clock, scene, old, bid, answer, relief, broken, repaired, lapsed);
    m.bond.owed = either(is_broken, owed, quiet.owed);
    m.bond.open = broken * (1.0f - repaired) * (1.0f - lapsed) + opened;
    m.bond.age = broken * (old.age + 1.0f);
    m.bond.steps = broken * steps;
    m.bond.severity = either(opened > 0.5f, quiet.severity, old.severity);
    m.bond.kind = either(opened > 0.5f, quiet.kind, old.kind);

    m.tally.ruptures += opened;
    m.tally.repairs += repaired;
    m.tally.prompt += broken * either(old.age < 0.5f, answer.soothe, 0.0f) * (1.0f - bid.escalate);
    m.tally.repair_turns += repaired * old.age;
    m.tally.arousal_sum += m.seeker.arousal;
    m.seen = seen_in(quiet, bid, answer, relief, broken, repaired, lapsed, m.bond.severity);
    return m;
}

#endif
