/* The one verb. A turn of one bond: does connection break? If broken, the seeker bids, the giver answers, both change. */
#ifndef MEND_MODEL_TURN_H
#define MEND_MODEL_TURN_H

#include "model/body.h"
#include "model/relation.h"
#include "model/rival.h"
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
        .usual = unit(p->rupture_hazard * scene.gap_minutes),
        .usual_grown = unit(p->rupture_hazard * scene.gap_minutes * p->adult_hazard),
        .arrival = p->rupture_exogenous ? p->rupture_per_day * p->rupture_scale * scene.gap_minutes / 1440.0f : 0.0f,
        .mood_kept = kept,
        .mood_step = root(1.0f - kept * kept),
        .delay = p->delay_discount / (float)p->repair_steps,
        .harm = p->harm_per_day * (1.0f - p->harm_reform) * scene.gap_minutes / 1440.0f,
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

/* Who meets whom in a turn of one bond, as they are at its start. */
struct sides {
    struct traits of_seeker, of_giver;
    struct person seeker, giver;
    struct bond bond;
    struct bond_back back;
};

/* Step 2. Whether connection breaks. A giver who leaves is felt as a rupture; one who is away opens none. */
LANE struct connected stay_connected(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation,
                                     float responsiveness, float present, float owed, struct chance u)
{
    const int leaving = scene.separation > 0.0f;
    const float due = either(owed >= 1.0f, present, 0.0f);
    const float hazard = relation.grown ? clock.hazard * relation.hazard : clock.hazard;
    const float breaks = either(u.opening < chance_of_rupture(p, hazard, responsiveness), present, due);
    const float harms = relation.wide ? either(u.harm < clock.harm, present, 0.0f) : 0.0f;
    const float opened = relation.wide ? at_least(breaks, harms) : breaks;
    const float kind = relation.wide ? either(harms > 0.5f, (float)HARM, kind_of(clock, u.kind)) : kind_of(clock, u.kind);
    const float harmed = relation.wide ? either(kind == (float)HARM, opened, 0.0f) : 0.0f;
    const float severity = severity_of(p, u.severity);
    return (struct connected){
        .opened = either(leaving, 1.0f, opened),
        .owed = owed - either(leaving, 0.0f, due),
        .severity = either(leaving, scene.separation, relation.wide ? either(harmed > 0.5f, p->harm_severity, severity) : severity),
        .kind = either(leaving, (float)ABSENCE, kind),
        .harmed = relation.wide ? either(leaving, 0.0f, harmed) : 0.0f,
    };
}

/* Step 6. The end of a rupture: repaired when all steps are done; lapsed when the seeker is calm or has given up. */
LANE float lapses(const struct mend_params *p, struct relation relation, struct bond bond, float arousal, float repaired, float present)
{
    const float calm = either(arousal < p->lapse_arousal, 1.0f, 0.0f);
    const float most = relation.grown ? (float)p->max_age * relation.patience : (float)p->max_age;
    return either(bond.age >= most, 1.0f, calm) * (1.0f - repaired) * present;
}

/* Steps that the repair of the open rupture takes; a rupture can be beyond repair. */
LANE float steps_needed(const struct mend_params *p, struct relation relation, struct bond bond)
{
    if (!relation.grown) {
        return (float)p->repair_steps;
    }
    const float steps = by_kind(relation.steps, bond.kind);
    return relation.wide ? either(bond.severity > p->irreparable, steps + 1000.0f, steps) : steps;
}

/* An answer that is late, or does not reach the seeker, is to the seeker as if there had been none. */
LANE struct answer answer_read(const struct mend_params *p, struct relation relation, struct bond bond, float arousal, float mediated, float late,
                               struct answer answer, struct chance u)
{
    const float reach = chance_of_reaching(p, relation, bond, expectation_of(p, relation, bond, arousal), arousal, mediated);
    const float read = answer.soothe * either(u.reach < reach, 1.0f - late, 0.0f);
    answer.ignore += answer.soothe - read;
    answer.soothe = read;
    return answer;
}

LANE struct deed deed_of(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation, struct sides s,
                         struct chance u)
{
    struct deed d = {.broken = s.bond.open};
    const float arousal = s.seeker.arousal;
    const struct traits giver = toward(relation, s.of_giver);
    const float availability = availability_of(p, giver, s.giver, s.back);
    d.present = relation.grown ? either(s.bond.away > 0.5f, 0.0f, scene.present) : scene.present;
    d.bid = bid_of(p, relation, s.bond, arousal, u);
    const float signal = either(d.broken > 0.5f, signal_seen(giver, d.bid, arousal), 0.5f);
    const float responsiveness =
        responsiveness_of(p, giver, relation.grown ? availability + availability_to(p, relation, s.giver) : availability, signal);
    const int from_outside = !relation.grown || relation.wide; /* may ruptures be exogenous? */
    const float owing = from_outside ? s.bond.owed + either(u.arrival < clock.arrival, d.present, 0.0f) : 0.0f;
    d.quiet = stay_connected(p, clock, scene, relation, responsiveness, d.present, owing, u);
    d.quiet.owed = either(d.broken > 0.5f, owing, d.quiet.owed);
    d.given = answer_to(p, giver, s.giver.arousal, relation.grown ? responsiveness * relation.repair : responsiveness, signal, d.present, u.answer);
    const float mediated = relation.wide ? either(u.mediated < p->mediated_share, 1.0f, 0.0f) : 0.0f;
    const float late = relation.wide ? mediated * either(u.late < p->answers_late, 1.0f, 0.0f) : 0.0f;
    d.answer = relation.wide ? answer_read(p, relation, s.bond, arousal, mediated, late, d.given, u) : d.given;
    const float unanswered = mediated * d.present * (1.0f - d.bid.minimise) * (d.given.ignore + late * d.given.soothe); /* a text sent and read */
    const float silence = relation.wide ? unanswered * (p->silence + p->silence_doubt * s.bond.doubt) : 0.0f;
    d.relief = relief_from(p, relation, s.of_seeker, s.bond, d.bid, d.answer, arousal, d.present, silence, u.acceptance);
    d.needed = steps_needed(p, relation, s.bond);
    d.steps = s.bond.steps + d.relief.accepted;
    d.opened = d.quiet.opened * (1.0f - d.broken);
    d.repaired = d.broken * either(d.steps >= d.needed, d.relief.accepted, 0.0f);
    d.lapsed = d.broken * lapses(p, relation, s.bond, d.relief.arousal, d.repaired, d.present);
    return d;
}

/* Step 7. What the turn taught the seeker, who had this arousal at its start, about this giver. */
LANE struct bond bond_learned(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation, struct bond old,
                              struct deed d, float arousal)
{
    const float teaches = scene.learning * d.broken;
    const float surprise = d.relief.worth - value_of(old, d.bid);
    const float part = part_of_repair(relation, d);
    struct bond bond = relation.rival ? lesson_learned(p, scene, relation, old, d.bid, lesson_of_rival(p, clock, relation, old, d, arousal))
                                      : lesson_learned(p, scene, relation, old, d.bid, lesson_of_repair(p, clock, relation, old, d));
    bond.fear = fear_learned(p, old.fear, teaches * d.answer.frighten * pace_of(relation), teaches * d.repaired);
    bond.pull = relation.grown ? pull_between_adults(p, old.pull, old.trust, teaches * d.answer.soothe, surprise, clock.pull_fade)
                               : pull_learned(p, old.pull, teaches * d.answer.soothe, surprise, clock.pull_fade);
    if (relation.grown) {
        const float hurt = teaches * (d.answer.rebuff + d.answer.frighten);
        bond.resentment = resentment_learned(p, old.resentment, hurt, teaches * d.repaired, teaches * d.lapsed, part);
    }
    return relation.wide ? harm_learned(p, bond, scene.learning * d.quiet.harmed * d.opened, teaches * d.repaired, d.steps) : bond;
}

/* Step 6. The rupture after the turn. An absence cannot be answered before the return; at the return the rupture is young. */
LANE struct bond rupture_after(struct scene scene, struct relation relation, struct bond bond, struct bond old, struct deed d)
{
    bond.owed = d.quiet.owed;
    bond.open = d.broken * (1.0f - d.repaired) * (1.0f - d.lapsed) + d.opened;
    bond.age = d.broken * (old.age + 1.0f);
    bond.aroused = relation.rival ? arousal_so_far(old, d) : 0.0f;
    bond.steps = d.broken * d.steps;
    bond.severity = either(d.opened > 0.5f, d.quiet.severity, old.severity);
    bond.kind = either(d.opened > 0.5f, d.quiet.kind, old.kind);
    if (relation.grown) {
        const float leaves = d.opened * either(bond.kind == (float)ABSENCE && !(scene.separation > 0.0f), relation.absence, 0.0f);
        const float back = either(old.away > 1.5f, 0.0f, either(old.away > 0.5f, 1.0f, 0.0f)); /* the giver comes back with the next turn */
        bond.away = at_least(leaves, old.away - 1.0f);
        bond.age = either(back > 0.5f, 0.0f, bond.age);
    }
    return bond;
}

LANE struct seen seen_in(struct deed d, float severity)
{
    const float broken = d.broken;
    return (struct seen){
        .opened = d.opened,
        .broken = broken,
        .minimised = broken * d.bid.minimise,
        .signalled = broken * d.bid.signal,
        .escalated = broken * d.bid.escalate,
        .conflicted = broken * d.bid.conflict,
        .strength = broken * d.bid.strength,
        .frightened = broken * d.given.frighten,
        .rebuffed = broken * d.given.rebuff,
        .soothed = broken * d.given.soothe,
        .ignored = broken * d.given.ignore,
        .perceived = broken * d.answer.soothe,
        .accepted = broken * d.relief.accepted,
        .repaired = d.repaired,
        .lapsed = d.lapsed,
        .severity = severity,
    };
}

LANE struct tally tally_after(struct relation relation, struct tally tally, struct bond old, struct deed d, float arousal)
{
    tally.ruptures += d.opened;
    tally.repairs += d.repaired;
    tally.prompt += d.broken * either(old.age < 0.5f, d.answer.soothe, 0.0f) * (1.0f - d.bid.escalate);
    tally.repair_turns += d.repaired * old.age;
    if (relation.grown) {
        tally.answered += d.broken * d.given.soothe;
    }
    if (relation.wide) {
        tally.bids += d.broken;
        tally.minimised += d.broken * d.bid.minimise;
        tally.escalated += d.broken * d.bid.escalate;
        tally.shut_down += d.broken * either(arousal > 0.5f, d.bid.minimise, 0.0f);
        tally.perceived += d.broken * d.answer.soothe;
        tally.harms += d.opened * d.quiet.harmed;
        tally.promises_broken += d.opened * d.quiet.harmed * old.promised;
    }
    return tally;
}

/* What a turn of one bond comes to. */
struct exchange {
    struct bond bond;
    struct tally tally;
    struct seen seen;
    struct impact impact; /* on the seeker's body */
    float rise;           /* of the giver's arousal */
    float labour;         /* what the giver's answer costs the giver */
    float asking;         /* what a bid in vain costs the seeker */
    float stings;         /* 1: protest, or a conflict, that opens a rupture on the bond back */
    float tender;         /* rise of the seeker's arousal if the giver's protest opens one on this bond */
};

/* One turn of one bond, the steps of docs/model.md: does connection break? If broken, the seeker bids, the giver answers, the bond learns. */
LANE struct exchange exchange_of(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation, struct sides s,
                                 struct tally tally, struct chance u)
{
    const struct deed d = deed_of(p, clock, scene, relation, s, u);
    const struct bond bond = rupture_after(scene, relation, bond_learned(p, clock, scene, relation, s.bond, d, s.seeker.arousal), s.bond, d);
    const float rise = rise_of_giver(p, s.giver.arousal, d.broken, d.bid.strength, s.seeker.arousal, d.present);
    const float fights = d.opened * either(d.quiet.kind == (float)CONFLICT, either(u.conflict < relation.conflict_back, 1.0f, 0.0f), 0.0f);
    return (struct exchange){
        .bond = bond,
        .tally = tally_after(relation, tally, s.bond, d, s.seeker.arousal),
        .seen = seen_in(d, bond.severity),
        .impact = {.broken = d.broken,
                   .exchanged = d.relief.arousal,
                   .opened = d.opened,
                   .alarm = alarm_of(p, s.of_seeker, s.seeker.load, felt_severity(p, s.bond, d.quiet.severity))},
        .rise = relation.grown ? rise * relation.alarm : rise,
        .labour = relation.grown ? scene.learning * d.broken * d.given.soothe * relation.labour : 0.0f,
        .asking = relation.grown ? scene.learning * d.broken * (1.0f - d.bid.minimise) * (1.0f - d.given.soothe) * relation.asking : 0.0f,
        .stings = relation.grown ? d.present * either(d.broken > 0.5f, d.bid.stings, fights) : 0.0f,
        .tender = relation.grown ? alarm_of(p, s.of_seeker, s.seeker.load, felt_severity(p, s.bond, p->protest_severity)) : 0.0f,
    };
}

/* What protest, or a conflict, of the other does to a bond: it opens where it is whole after its own turn (`stung` 0 or 1). */
LANE struct bond stung_bond(const struct mend_params *p, struct bond bond, float stung)
{
    bond.age *= 1.0f - stung;
    bond.steps *= 1.0f - stung;
    bond.open += stung;
    bond.kind = either(stung > 0.5f, (float)CONFLICT, bond.kind);
    bond.severity = either(stung > 0.5f, p->protest_severity, bond.severity);
    return bond;
}

/* And to the body of the one who is stung. */
LANE struct impact stung_body(struct impact impact, float tender, float stung)
{
    impact.opened = at_least(impact.opened, stung);
    impact.alarm += stung * tender;
    return impact;
}

/* The body of one who both seeks and gives: the exchanges as a seeker, then what the other's arousal adds, and what answering cost. */
LANE struct person partner_after(const struct mend_params *p, struct clock clock, struct scene scene, struct traits traits, struct person person,
                                 struct impact impact, float rise, float labour)
{
    struct person after = body_after(p, clock, scene, traits, person, impact);
    after.arousal = unit(after.arousal + rise);
    after.depletion = unit(after.depletion + labour);
    return after;
}

/* The turn of a pair that has no other bond: infant and caregiver. The giver's mood has moved already. */
LANE struct meeting meet(const struct mend_params *p, struct clock clock, struct scene scene, struct relation relation, struct traits of_seeker,
                         struct traits of_giver, struct meeting m, struct chance u)
{
    const struct sides sides = {of_seeker, of_giver, m.seeker, m.giver, m.bond, {0.0f, 0.0f, 0.0f}};
    const struct exchange e = exchange_of(p, clock, scene, relation, sides, m.tally, u);
    m.bond = e.bond;
    m.tally = e.tally;
    m.seen = e.seen;
    m.seeker = body_after(p, clock, scene, of_seeker, m.seeker, e.impact);
    m.giver.arousal = arousal_of_giver_after(p, m.giver.arousal, e.impact.broken, e.rise);
    m.tally.arousal_sum += m.seeker.arousal;
    return m;
}

#endif
