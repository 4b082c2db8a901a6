#include "reference.h"

#include <math.h>

/* A turn while it is worked out. */
struct turn {
    const struct mend_params *p;
    const struct reference_scene *scene;
    const struct reference_traits *infant, *caregiver;
    struct reference_person *seeker, *giver;
    struct reference_bond *bond;
    struct reference_draws u;
    struct reference_seen seen;
};

static double clamp(double x)
{
    return fmin(1, fmax(0, x));
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* Step 1. */
static double availability(const struct turn *t)
{
    const double strain = t->p->answer_flooding * t->giver->arousal + t->p->answer_depletion * t->giver->depletion;
    return t->caregiver->sensitivity + t->caregiver->volatility * t->giver->mood - strain;
}

static int kind_of(const struct mend_params *p, double u)
{
    const double share[] = {p->kind_misattunement, p->kind_miscommunication, p->kind_conflict, p->kind_absence, p->kind_harm};
    double left = u * (share[0] + share[1] + share[2] + share[3] + share[4]);
    int kind = 0;
    while (kind < 4 && left >= share[kind])
        left -= share[kind++];
    return kind;
}

/* Step 2. Connected: the body rests, then a rupture may open. What was learned is felt most where little happened. */
static void connected(struct turn *t)
{
    const struct mend_params *p = t->p;
    struct reference_person *seeker = t->seeker;
    struct reference_bond *b = t->bond;
    const double minutes = t->scene->gap_minutes, rest = clamp(t->infant->resting_arousal + t->scene->raise);
    seeker->arousal += (1 - exp(-p->rest_rate * minutes)) * (rest - seeker->arousal);
    seeker->cortisol += (1 - exp(-minutes / p->cortisol_minutes)) * (seeker->arousal - seeker->cortisol);
    const double hazard = p->rupture_exogenous ? 0 : p->rupture_hazard * (p->rupture_margin - logistic(availability(t)));
    const bool leaving = t->scene->separation > 0, due = b->owed >= 1 && t->scene->present && !leaving;
    t->seen.opened = leaving || due || (t->scene->present && t->u.opening < clamp(p->rupture_scale * hazard * minutes));
    b->owed -= due;
    if (!t->seen.opened)
        return;
    b->age = b->steps = 0, b->open = 1;
    b->kind = leaving ? 3 : kind_of(p, t->u.kind); /* a leaving is an absence */
    b->severity = leaving ? t->scene->separation : p->rupture_least + p->rupture_range * t->u.severity * t->u.severity;
    const double felt = clamp(b->severity + (1 - b->severity) * (p->alarm_doubt * b->doubt + p->alarm_fear * b->fear));
    seeker->arousal = clamp(seeker->arousal + p->alarm_gain * t->infant->reactivity * felt * (1 + p->alarm_load * seeker->load));
}

/* Step 3. Habit, expectation and unpredictability decide; fear that meets approach turns the drawn bid into conflict. */
static void bid(struct turn *t)
{
    const struct mend_params *p = t->p;
    const struct reference_bond *b = t->bond;
    const double arousal = t->seeker->arousal, expect = b->trust + p->bid_belief * (1 - arousal) * (b->belief - b->trust);
    const double hope = p->bid_expectation * (expect - 0.5), protest = p->bid_arousal * (arousal - 0.5) + p->bid_uncertainty * b->doubt;
    const double minimise = exp(p->bid_slope * b->value[REFERENCE_MINIMISE]);
    const double signal = exp(p->bid_slope * (b->value[REFERENCE_SIGNAL] + hope));
    const double escalate = exp(p->bid_slope * (b->value[REFERENCE_ESCALATE] + hope + protest)), total = minimise + signal + escalate;
    t->seen.bid = t->u.bid < minimise / total ? REFERENCE_MINIMISE : t->u.bid >= 1 - escalate / total ? REFERENCE_ESCALATE : REFERENCE_SIGNAL;
    t->seen.conflict = t->u.conflict < clamp(p->bid_conflict * b->fear * (1 - minimise / total) * arousal);
    t->seen.strength = t->seen.conflict ? p->conflict_strength : 0.5 * t->seen.bid;
}

/* Step 4. Each answer takes its share of what those before it left; empathy sees some of the arousal behind a weak bid. */
static enum reference_answer answer(const struct turn *t)
{
    const struct mend_params *p = t->p;
    const struct reference_traits *care = t->caregiver;
    const double x = t->seen.strength + care->empathy * fmax(0, t->seeker->arousal - t->seen.strength), arousal = t->giver->arousal;
    const double unnoticed = x < 0.25 ? p->answer_unnoticed * (1 - care->initiative) : 0;
    const double fright = (p->fright_least + (1 - p->fright_least) * x) * (p->fright_calm + p->fright_aroused * arousal);
    const double soothe = logistic(availability(t) + care->intensity_dependence * (2 * x - 1) - unnoticed) * p->repair_scale;
    const double first = clamp(care->frightening * fright);
    const double second = first + (1 - first) * clamp(care->rejection * x * (p->rebuff_calm + p->rebuff_aroused * arousal));
    const double third = second + (1 - second) * clamp(soothe), u = t->u.answer;
    return u < first ? REFERENCE_FRIGHTEN : u < second ? REFERENCE_REBUFF : u < third ? REFERENCE_SOOTHE : REFERENCE_IGNORE;
}

/* Step 5. Is soothing accepted? */
static bool accepts(const struct turn *t)
{
    const struct mend_params *p = t->p;
    double logit = p->accept_base + p->accept_trust * (t->bond->trust - 0.5) - p->accept_doubt * t->bond->doubt - p->accept_fear * t->bond->fear;
    logit -= t->seen.bid == REFERENCE_ESCALATE ? p->accept_arousal * t->seeker->arousal : 0;
    logit -= t->seen.bid == REFERENCE_MINIMISE ? p->accept_minimise : 0;
    logit -= t->seen.conflict ? p->accept_conflict : 0;
    return t->u.acceptance < logistic(logit);
}

/* Step 5. What the answer adds to the seeker's arousal. */
static double rise(const struct turn *t)
{
    const struct mend_params *p = t->p;
    const double arousal = t->seeker->arousal;
    const bool minimised = t->seen.bid == REFERENCE_MINIMISE;
    if (t->seen.answer == REFERENCE_FRIGHTEN)
        return p->rise_fright;
    if (t->seen.answer == REFERENCE_REBUFF)
        return minimised ? p->rise_rebuff / 2 : p->rise_rebuff;
    if (t->seen.answer == REFERENCE_SOOTHE)
        return -arousal * (t->seen.accepted ? p->relief_soothed : p->relief_refused);
    if (minimised)
        return -arousal * t->infant->self_soothing * (t->scene->present ? 1 : p->relief_alone);
    return t->seen.bid == REFERENCE_SIGNAL ? p->rise_signal : p->rise_escalate;
}

/* Step 7. How much better than its value the drawn bid was. */
static double surprise(const struct turn *t, double worth)
{
    const double cost[] = {0, t->p->cost_signal, t->p->cost_escalate};
    return worth - cost[t->seen.bid] - t->bond->value[t->seen.bid];
}

static void learn_value(const struct turn *t, double worth)
{
    t->bond->value[t->seen.bid] += t->p->learn_value * surprise(t, worth);
}

/* Doubt and trust learn from y, at this share of their rate. */
static void learn_trust(const struct turn *t, double y, double share)
{
    const double rate = t->p->learn_trust_on ? share * t->p->learn_trust : 0, miss = y - t->bond->trust;
    t->bond->doubt += rate * (miss * miss - t->bond->doubt);
    t->bond->trust += rate * miss;
}

/* What a broken turn teaches by the rule that is in force. */
static void learn_by_rule(const struct turn *t, double before, double relief)
{
    const struct mend_params *p = t->p;
    const struct reference_bond *b = t->bond;
    const bool over = b->open == 0, first = b->age == 0 && t->scene->present, soothed = t->seen.answer == REFERENCE_SOOTHE;
    switch (p->learn_rule) {
    case MEND_LEARN_REPAIR:
        learn_value(t, relief);
        if (over)
            learn_trust(t, t->seen.repaired ? exp(-p->delay_discount * b->age / (double)p->repair_steps) * b->credibility : 0, 1);
        break;
    case MEND_LEARN_CALM:
        learn_value(t, -t->seeker->arousal);
        if (over)
            learn_trust(t, 1 - b->aroused / (b->age + 1), 1);
        break;
    case MEND_LEARN_RUPTURE_COUNT:
        learn_value(t, -b->severity);
        break;
    case MEND_LEARN_SENSITIVITY:
        if (first) {
            learn_value(t, soothed ? p->relief_soothed * before : 0);
            learn_trust(t, soothed, 1);
        }
        break;
    }
}

/* What a connected turn teaches: something only where ruptures are counted. */
static void learn_connected(const struct turn *t)
{
    const struct mend_params *p = t->p;
    if (!t->scene->learning || p->learn_rule != MEND_LEARN_RUPTURE_COUNT)
        return;
    if (t->seen.opened)
        learn_trust(t, 0, t->bond->severity);
    else if (t->scene->present)
        learn_trust(t, 1, clamp(p->rupture_hazard * t->scene->gap_minutes));
}

/* Step 7. A fright counts as no relief, because fear is a drive of its own. */
static void learn(const struct turn *t, double before)
{
    const struct mend_params *p = t->p;
    struct reference_bond *b = t->bond;
    const double relief = t->seen.answer == REFERENCE_FRIGHTEN ? 0 : before - t->seeker->arousal;
    if (t->seen.answer == REFERENCE_SOOTHE)
        b->pull = clamp(b->pull + p->pull_gain * fmax(0, surprise(t, relief)) * (1 - b->pull));
    if (t->seen.answer == REFERENCE_FRIGHTEN)
        b->fear += p->fear_gain * (1 - b->fear);
    if (t->seen.repaired)
        b->fear -= p->fear_loss * b->fear;
    learn_by_rule(t, before, relief);
}

/* Steps 3 to 7. While the giver is away every bid is ignored and nothing ends. */
static void broken(struct turn *t)
{
    const struct mend_params *p = t->p;
    struct reference_person *seeker = t->seeker;
    struct reference_seen *seen = &t->seen;
    const double before = seeker->arousal;
    bid(t);
    seen->answer = t->scene->present ? answer(t) : REFERENCE_IGNORE;
    seen->accepted = seen->answer == REFERENCE_SOOTHE && accepts(t);
    seeker->arousal = clamp(before + rise(t));
    seeker->cortisol += (1 - exp(-t->scene->exchange_minutes / p->cortisol_minutes)) * (seeker->arousal - seeker->cortisol);
    t->bond->steps += seen->accepted;
    seen->repaired = seen->accepted && t->bond->steps >= (double)p->repair_steps;
    seen->lapsed = t->scene->present && !seen->repaired && (seeker->arousal < p->lapse_arousal || t->bond->age >= p->max_age);
    t->bond->open = !seen->repaired && !seen->lapsed;
    t->bond->aroused = (t->bond->age == 0 ? 0 : t->bond->aroused) + seeker->arousal;
    if (t->scene->learning)
        learn(t, before);
}

void reference_turn(const struct mend_params *p, const struct reference_scene *scene, const struct reference_traits *seeker_traits,
                    const struct reference_traits *giver_traits, struct reference_person *seeker, struct reference_person *giver,
                    struct reference_bond *bond, struct reference_tally *tally, struct reference_draws u, struct reference_seen *out)
{
    const double day = 1.0 / (double)p->turns_per_day, stay = exp(-day / p->mood_days), before = seeker->arousal, pull = bond->pull;
    struct turn t = {p, scene, seeker_traits, giver_traits, seeker, giver, bond, u, {.answer = REFERENCE_IGNORE, .broken = bond->open != 0}};
    if (scene->calendar)
        giver->mood = stay * giver->mood + sqrt(1 - stay * stay) * u.mood;
    bond->owed += p->rupture_exogenous && scene->present && u.arrival < p->rupture_per_day * p->rupture_scale * scene->gap_minutes / 1440;
    if (t.seen.broken) {
        broken(&t);
    } else {
        connected(&t);
        learn_connected(&t);
    }
    const double rise =
        t.seen.broken && scene->present ? p->giver_alarm * (p->giver_alarm_least + t.seen.strength) * before * (1 - giver->arousal) : 0;
    const double settle = (t.seen.broken ? 0 : p->giver_settle_connected) + p->giver_settle;
    giver->arousal = clamp(giver->arousal + rise - settle * giver->arousal);
    if (scene->calendar) {
        seeker->load = clamp(seeker->load + day * p->load_rate * (seeker->cortisol - p->load_threshold - p->load_recovery * seeker->load));
        bond->pull -= day * p->pull_fade * pull;
    }
    if (tally) {
        tally->ruptures += t.seen.opened;
        tally->prompt += bond->age == 0 && t.seen.answer == REFERENCE_SOOTHE && t.seen.bid != REFERENCE_ESCALATE;
        tally->repairs += t.seen.repaired;
        tally->repair_turns += t.seen.repaired ? bond->age : 0;
    }
    if (t.seen.broken && bond->open != 0)
        bond->age = scene->present ? bond->age + 1 : 0; /* at reunion the rupture is as young as a new one */
    t.seen.severity = bond->severity;
    if (out)
        *out = t.seen;
}

struct reference_dyad reference_birth(const struct mend_params *p, const double z[11], double birth_mood)
{
    const double d = z[3], h = z[4], u = z[5], warmth = z[6], risk = p->risk;
    const double rejection = p->rejection_mean + p->rejection_deactivation * d + p->rejection_sd * z[9] + p->rejection_warmth * warmth;
    const double frightening = p->frightening_mean + p->frightening_unresolved * u + p->frightening_sd * z[10] + p->frightening_warmth * warmth;
    struct reference_dyad born = {.giver = {.mood = birth_mood}, .seeker = {.arousal = p->birth_arousal}};
    born.seeker_traits.reactivity = exp(p->reactivity_sd * z[0]);
    born.seeker_traits.self_soothing = clamp(p->self_soothing_median * exp(p->self_soothing_sd * z[1]));
    born.seeker_traits.resting_arousal = clamp(p->resting_median * exp(p->resting_sd * z[2]));
    struct reference_traits *care = &born.giver_traits;
    *care = (struct reference_traits){
        .deactivation = d, .hyperactivation = h, .unresolved = u, .initiative = p->initiative_mean, .empathy = p->empathy_mean};
    care->sensitivity = p->sensitivity_mean + p->sensitivity_sd * warmth + p->sensitivity_deactivation * d + p->sensitivity_hyperactivation * h +
                        p->sensitivity_risk * risk;
    care->volatility = p->volatility_scale * fabs(p->volatility_mean + p->volatility_hyperactivation * h + p->volatility_sd * z[7]);
    care->intensity_dependence = p->intensity_scale * fabs(p->intensity_mean + p->intensity_hyperactivation * h + p->intensity_sd * z[8]);
    care->rejection = clamp(p->rejection_scale * logistic(rejection + p->rejection_risk * risk));
    care->frightening = clamp(p->frightening_scale * logistic(frightening + p->frightening_risk * risk));
    born.bond = (struct reference_bond){.belief = p->birth_trust, .pull = p->birth_pull, .credibility = 1, .value = {0, p->birth_signal, 0}};
    born.bond.trust = p->learn_trust_on ? p->birth_trust : p->frozen_trust;
    born.bond.doubt = p->learn_trust_on ? p->birth_doubt : p->frozen_doubt;
    return born;
}

static struct reference_scene daily(const struct mend_params *p, bool alive)
{
    return (struct reference_scene){alive, alive, true, 0, p->exchange_minutes, 1440.0 / (double)p->turns_per_day, 0};
}

static struct reference_seen live(const struct mend_params *p, const struct reference_scene *scene, struct reference_dyad *d,
                                  struct reference_draws u)
{
    struct reference_seen seen;
    reference_turn(p, scene, &d->seeker_traits, &d->giver_traits, &d->seeker, &d->giver, &d->bond, scene->learning ? &d->tally : 0, u, &seen);
    return seen;
}

void reference_live(const struct mend_params *p, struct reference_dyad *dyad, uint32_t first, uint32_t end, reference_source draws, void *state)
{
    const struct reference_scene scene = daily(p, true);
    for (uint32_t when = first; when < end; when++)
        live(p, &scene, dyad, draws(state, when));
}

/* A conflicted bid is neither minimised nor escalated; an escalation that is refused soothing counts twice. */
static void score(const struct mend_params *p, const struct reference_seen *seen, struct reference_strange *s)
{
    const int plain = seen->broken && !seen->conflict, refused = seen->answer == REFERENCE_SOOTHE && !seen->accepted;
    s->broken += seen->broken;
    s->conflicted += seen->conflict;
    s->minimised += plain && seen->bid == REFERENCE_MINIMISE;
    s->protest += (plain && seen->bid == REFERENCE_ESCALATE) + refused;
    s->avoidance = 1 + 6 * s->minimised / fmax(1, s->broken) * fmin(1, s->minimised / p->score_avoidance);
    s->resistance = 1 + 6 * fmin(1, s->protest / fmax(1, s->broken)) * fmin(1, s->protest / p->score_resistance);
    s->conflict = 1 + 8 * fmin(1, s->conflicted / p->score_conflict);
    s->class = s->resistance > p->cutoff_insecure ? REFERENCE_ANXIOUS : REFERENCE_SECURE;
    if (s->avoidance > p->cutoff_insecure && s->avoidance >= s->resistance)
        s->class = REFERENCE_AVOIDANT;
    if (s->conflict >= p->cutoff_conflict)
        s->class = REFERENCE_DISORGANIZED;
}

struct reference_strange reference_strange_situation(const struct mend_params *p, struct reference_dyad dyad, reference_source draws, void *state)
{
    const double stranger = p->strange_stranger, raise[] = {0, 0, p->strange_room, stranger, stranger, 0, stranger, stranger, 0, 0};
    const double length = .25, minutes[] = {30, .5, 3, 3, 3, 3, 3, 3, 3, 15}; /* before, the eight episodes, after */
    struct reference_strange s = {0};
    dyad.bond.open = dyad.giver.arousal = 0;
    dyad.seeker.arousal = dyad.seeker.cortisol = dyad.seeker_traits.resting_arousal;
    for (uint32_t episode = 0, start = 0; episode < 10; episode++) {
        const bool away = episode == 4 || episode == 6 || episode == 7, reunion = episode == 5 || episode == 8;
        const struct reference_scene scene = {false, false, !away, away ? p->separation_severity : 0, length, length, raise[episode]};
        const uint32_t turns = (uint32_t)fmax(1, round(minutes[episode] / length));
        for (uint32_t turn = 0; turn < turns; turn++) {
            const struct reference_seen seen = live(p, &scene, &dyad, draws(state, start + turn));
            s.expressed[episode] += (seen.strength - s.expressed[episode]) / (turn + 1); /* running means */
            s.arousal[episode] += (dyad.seeker.arousal - s.arousal[episode]) / (turn + 1);
            if (reunion)
                score(p, &seen, &s);
            if (away && p->strange_curtail && dyad.seeker.arousal >= p->strange_curtail_arousal)
                break;
        }
        start += turns;
        *(episode <= 2 ? &s.cortisol_before : &s.cortisol_after) = dyad.seeker.cortisol; /* the last of each stays */
    }
    return s;
}

struct reference_home reference_home(const struct mend_params *p, struct reference_dyad dyad, double coder, reference_source draws, void *state)
{
    const struct reference_scene scene = daily(p, false);
    struct reference_home home = {0};
    double hits = 0;
    for (uint32_t when = 0; when < p->home_turns; when++) {
        const bool visiting = home.ruptures < p->home_ruptures, first = visiting && dyad.bond.open != 0 && dyad.bond.age == 0;
        const struct reference_seen seen = live(p, &scene, &dyad, draws(state, when));
        home.frightening += seen.answer == REFERENCE_FRIGHTEN && seen.broken;
        home.minutes += !visiting ? 0 : seen.broken ? scene.exchange_minutes : scene.gap_minutes;
        home.ruptures += first;
        hits += first && seen.answer == REFERENCE_SOOTHE && seen.bid != REFERENCE_ESCALATE;
    }
    home.sensitivity = home.ruptures > 0 ? hits / home.ruptures + p->home_error * coder : NAN;
    return home;
}
