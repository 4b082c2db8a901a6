#include "reference.h"

#include <math.h>

/* One turn while it is worked out; available is A of step 1. */
struct turn {
    const struct mend_params *p;
    const struct reference_scene *scene;
    const struct reference_traits *infant, *caregiver;
    struct reference_person *seeker, *giver;
    struct reference_bond *bond;
    struct reference_draws u;
    struct reference_seen seen;
    double available;
};

static double clamp(double x)
{
    return fmin(1, fmax(0, x));
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static double kind_of(const struct mend_params *p, double u)
{
    const double share[] = {p->kind_misattunement, p->kind_miscommunication, p->kind_conflict, p->kind_absence, p->kind_harm};
    double left = u * (share[0] + share[1] + share[2] + share[3] + share[4]);
    int kind = 0;
    while (kind < 4 && left >= share[kind])
        left -= share[kind++];
    return kind;
}

/* A rupture opens and is felt; what was learned counts most where little happened. */
static void open_rupture(struct turn *t, double severity, double kind)
{
    const double felt = severity + (1 - severity) * (t->p->alarm_doubt * t->bond->doubt + t->p->alarm_fear * t->bond->fear);
    const double alarm = t->p->alarm_gain * t->infant->reactivity * felt * (1 + t->p->alarm_load * t->seeker->load);
    t->seeker->arousal = clamp(t->seeker->arousal + alarm);
    t->bond->open = t->seen.opened = 1;
    t->bond->severity = severity;
    t->bond->kind = kind;
    t->bond->age = t->bond->steps = 0;
}

static void follow_cortisol(struct turn *t, double minutes)
{
    t->seeker->cortisol += (1 - exp(-minutes / t->p->cortisol_minutes)) * (t->seeker->arousal - t->seeker->cortisol);
}

/* Step 2. */
static void connected(struct turn *t)
{
    const struct mend_params *p = t->p;
    const double minutes = t->scene->gap_minutes, rest = clamp(t->infant->resting_arousal + t->scene->raise);
    t->seeker->arousal += (1 - exp(-p->rest_rate * minutes)) * (rest - t->seeker->arousal);
    follow_cortisol(t, minutes);
    const double bonded = p->rupture_hazard * (p->rupture_margin - logistic(t->available));
    const double hazard = p->rupture_scale * (p->rupture_exogenous ? p->rupture_per_day / 1440 : bonded);
    if (t->scene->present && t->u.opening < clamp(hazard * minutes))
        open_rupture(t, p->rupture_least + p->rupture_range * t->u.severity * t->u.severity, kind_of(p, t->u.kind));
    t->giver->arousal *= 1 - p->giver_settle_connected;
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

/* Step 4. Each answer takes its share of what those before it left; the giver sees some of the arousal behind a weak bid. */
static enum reference_answer answer(const struct turn *t)
{
    const struct mend_params *p = t->p;
    const struct reference_traits *care = t->caregiver;
    const double x = t->seen.strength + care->empathy * fmax(0, t->seeker->arousal - t->seen.strength), arousal = t->giver->arousal;
    const double fright = (p->fright_least + (1 - p->fright_least) * x) * (p->fright_calm + p->fright_aroused * arousal);
    const double unnoticed = x < 0.25 ? p->answer_unnoticed * (1 - care->initiative) : 0;
    const double soothe = logistic(t->available + care->intensity_dependence * (2 * x - 1) - unnoticed) * p->repair_scale;
    const double first = clamp(care->frightening * fright);
    const double second = first + (1 - first) * clamp(care->rejection * x * (p->rebuff_calm + p->rebuff_aroused * arousal));
    const double third = second + (1 - second) * clamp(soothe), u = t->u.answer;
    return u < first ? REFERENCE_FRIGHTEN : u < second ? REFERENCE_REBUFF : u < third ? REFERENCE_SOOTHE : REFERENCE_IGNORE;
}

static bool accepts(const struct turn *t)
{
    const struct mend_params *p = t->p;
    double logit = p->accept_base + p->accept_trust * (t->bond->trust - 0.5) - p->accept_doubt * t->bond->doubt - p->accept_fear * t->bond->fear;
    logit -= t->seen.bid == REFERENCE_ESCALATE ? p->accept_arousal * t->seeker->arousal : 0;
    logit -= t->seen.bid == REFERENCE_MINIMISE ? p->accept_minimise : 0;
    logit -= t->seen.conflict ? p->accept_conflict : 0;
    return t->u.acceptance < logistic(logit);
}

/* Step 5. How the answer changes the seeker's arousal. */
static double rise(const struct turn *t)
{
    const struct mend_params *p = t->p;
    const double arousal = t->seeker->arousal;
    if (t->seen.answer == REFERENCE_FRIGHTEN)
        return p->rise_fright;
    if (t->seen.answer == REFERENCE_REBUFF)
        return t->seen.bid == REFERENCE_MINIMISE ? p->rise_rebuff / 2 : p->rise_rebuff;
    if (t->seen.answer == REFERENCE_SOOTHE)
        return -arousal * (t->seen.accepted ? p->relief_soothed : p->relief_refused);
    if (t->seen.bid == REFERENCE_MINIMISE)
        return -arousal * t->infant->self_soothing * (t->scene->present ? 1 : p->relief_alone);
    return t->seen.bid == REFERENCE_SIGNAL ? p->rise_signal : p->rise_escalate;
}

/* Step 7. A fright brings no relief and takes none away, because fear is a drive of its own. */
static void learn(const struct turn *t, double relief)
{
    const struct mend_params *p = t->p;
    struct reference_bond *b = t->bond;
    const double cost[] = {0, p->cost_signal, p->cost_escalate}, surprise = relief - cost[t->seen.bid] - b->value[t->seen.bid];
    b->value[t->seen.bid] += p->learn_value * surprise;
    if (t->seen.answer == REFERENCE_SOOTHE)
        b->pull = clamp(b->pull + p->pull_gain * fmax(0, surprise) * (1 - b->pull));
    if (t->seen.answer == REFERENCE_FRIGHTEN)
        b->fear += p->fear_gain * (1 - b->fear);
    if (t->seen.repaired)
        b->fear -= p->fear_loss * b->fear;
    if (!p->learn_trust_on || (!t->seen.repaired && !t->seen.lapsed))
        return;
    const double y = t->seen.repaired ? exp(-p->delay_discount * b->age / (double)p->repair_steps) * b->credibility : 0, miss = y - b->trust;
    b->doubt += p->learn_trust * (miss * miss - b->doubt);
    b->trust += p->learn_trust * miss;
}

/* Steps 3 to 7. While the giver is away every bid is ignored, nothing ends, and the rupture does not age. */
static void broken(struct turn *t)
{
    const double before = t->seeker->arousal;
    struct reference_bond *b = t->bond;
    struct reference_seen *seen = &t->seen;
    bid(t);
    seen->broken = 1;
    seen->answer = t->scene->present ? answer(t) : REFERENCE_IGNORE;
    seen->accepted = seen->answer == REFERENCE_SOOTHE && accepts(t);
    t->seeker->arousal = clamp(before + rise(t));
    if (t->scene->present)
        t->giver->arousal += t->p->giver_alarm * (t->p->giver_alarm_least + seen->strength) * before * (1 - t->giver->arousal);
    follow_cortisol(t, t->scene->exchange_minutes);
    b->steps += seen->accepted;
    seen->repaired = seen->accepted && b->steps >= (double)t->p->repair_steps;
    seen->lapsed = t->scene->present && !seen->repaired && (t->seeker->arousal < t->p->lapse_arousal || b->age >= t->p->max_age);
    if (t->scene->learning)
        learn(t, seen->answer == REFERENCE_FRIGHTEN ? 0 : before - t->seeker->arousal);
    b->open = !seen->repaired && !seen->lapsed;
}

void reference_turn(const struct mend_params *p, const struct reference_scene *scene, const struct reference_traits *seeker_traits,
                    const struct reference_traits *giver_traits, struct reference_person *seeker, struct reference_person *giver,
                    struct reference_bond *bond, struct reference_tally *tally, struct reference_draws u, struct reference_seen *out)
{
    struct turn t = {p, scene, seeker_traits, giver_traits, seeker, giver, bond, u, {.answer = REFERENCE_IGNORE}, 0};
    const double day = 1.0 / (double)p->turns_per_day, persistence = exp(-day / p->mood_days);
    if (scene->calendar)
        giver->mood = persistence * giver->mood + sqrt(1 - persistence * persistence) * u.mood;
    t.available = giver_traits->sensitivity + giver_traits->volatility * giver->mood - p->answer_flooding * giver->arousal -
                  p->answer_depletion * giver->depletion;
    if (scene->separation > 0 && bond->open == 0)
        open_rupture(&t, scene->separation, 3); /* an absence */
    if (bond->open == 0)
        connected(&t);
    else
        broken(&t);
    giver->arousal = clamp(giver->arousal * (1 - p->giver_settle));
    if (scene->calendar) {
        seeker->load = clamp(seeker->load + day * p->load_rate * (seeker->cortisol - p->load_threshold - p->load_recovery * seeker->load));
        bond->pull -= day * p->pull_fade * bond->pull;
    }
    if (tally) {
        tally->ruptures += t.seen.opened;
        tally->prompt += t.seen.broken && bond->age == 0 && t.seen.answer == REFERENCE_SOOTHE && t.seen.bid != REFERENCE_ESCALATE;
        tally->repairs += t.seen.repaired;
        tally->repair_turns += t.seen.repaired ? bond->age : 0;
    }
    if (t.seen.broken && bond->open != 0)
        bond->age = scene->present ? bond->age + 1 : 0;
    t.seen.severity = bond->severity;
    if (out)
        *out = t.seen;
}

struct reference_dyad reference_birth(const struct mend_params *p, const double z[11], double birth_mood)
{
    const double d = z[3], h = z[4], u = z[5], warmth = z[6], risk = p->risk;
    struct reference_dyad dyad = {0};
    dyad.seeker_traits.reactivity = exp(p->reactivity_sd * z[0]);
    dyad.seeker_traits.self_soothing = clamp(p->self_soothing_median * exp(p->self_soothing_sd * z[1]));
    dyad.seeker_traits.resting_arousal = clamp(p->resting_median * exp(p->resting_sd * z[2]));
    dyad.giver_traits = (struct reference_traits){
        .deactivation = d,
        .hyperactivation = h,
        .unresolved = u,
        .sensitivity = p->sensitivity_mean + p->sensitivity_sd * warmth + p->sensitivity_deactivation * d + p->sensitivity_hyperactivation * h +
                       p->sensitivity_risk * risk,
        .volatility = p->volatility_scale * fabs(p->volatility_mean + p->volatility_hyperactivation * h + p->volatility_sd * z[7]),
        .intensity_dependence = p->intensity_scale * fabs(p->intensity_mean + p->intensity_hyperactivation * h + p->intensity_sd * z[8]),
        .rejection = clamp(p->rejection_scale * logistic(p->rejection_mean + p->rejection_deactivation * d + p->rejection_sd * z[9] +
                                                         p->rejection_warmth * warmth + p->rejection_risk * risk)),
        .frightening = clamp(p->frightening_scale * logistic(p->frightening_mean + p->frightening_unresolved * u + p->frightening_sd * z[10] +
                                                             p->frightening_warmth * warmth + p->frightening_risk * risk)),
        .initiative = p->initiative_mean,
        .empathy = p->empathy_mean};
    dyad.seeker.arousal = dyad.giver.arousal = p->birth_arousal;
    dyad.giver.mood = birth_mood;
    dyad.bond = (struct reference_bond){.trust = p->birth_trust, .doubt = p->birth_doubt, .belief = p->birth_trust, .pull = p->birth_pull};
    if (!p->learn_trust_on) {
        dyad.bond.trust = p->frozen_trust;
        dyad.bond.doubt = p->frozen_doubt;
    }
    dyad.bond.value[REFERENCE_SIGNAL] = p->birth_signal;
    dyad.bond.credibility = 1;
    return dyad;
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

/* Turns of the two reunions by what they are scored for; a conflicted bid is neither minimised nor escalated. */
struct reunions {
    double broken, minimised, escalated, refused, conflict;
};

static void observe(struct reunions *r, const struct reference_seen *seen)
{
    r->broken += seen->broken;
    r->conflict += seen->conflict;
    r->minimised += seen->broken && !seen->conflict && seen->bid == REFERENCE_MINIMISE;
    r->escalated += seen->broken && !seen->conflict && seen->bid == REFERENCE_ESCALATE;
    r->refused += seen->broken && seen->answer == REFERENCE_SOOTHE && !seen->accepted;
}

static void score(const struct mend_params *p, const struct reunions *r, struct reference_strange *s)
{
    const double protest = r->escalated + r->refused, turns = fmax(1, r->broken);
    s->avoidance = 1 + 6 * r->minimised / turns * fmin(1, r->minimised / p->score_avoidance);
    s->resistance = 1 + 6 * fmin(1, protest / turns) * fmin(1, protest / p->score_resistance);
    s->conflict = 1 + 8 * fmin(1, r->conflict / p->score_conflict);
    s->class = s->resistance > p->cutoff_insecure ? REFERENCE_ANXIOUS : REFERENCE_SECURE;
    if (s->avoidance > p->cutoff_insecure && s->avoidance >= s->resistance)
        s->class = REFERENCE_AVOIDANT;
    if (s->conflict >= p->cutoff_conflict)
        s->class = REFERENCE_DISORGANIZED;
}

struct reference_strange reference_strange_situation(const struct mend_params *p, struct reference_dyad dyad, reference_source draws, void *state)
{
    const double length = p->strange_minutes, minutes[] = {30, .5, 3, 3, 3, 3, 3, 3, 3, 15}, room = p->strange_room, stranger = p->strange_stranger;
    const double raise[] = {0, 0, room, stranger, stranger, 0, stranger, stranger, 0, 0};
    struct reference_strange s = {0};
    struct reunions reunions = {0};
    uint32_t when = 0;
    dyad.bond.open = dyad.giver.arousal = 0;
    dyad.seeker.arousal = dyad.seeker.cortisol = dyad.seeker_traits.resting_arousal;
    for (int episode = 0; episode < 10; episode++) { /* 0: the half hour before; 9: the quarter of an hour after */
        const bool away = episode == 4 || episode == 6 || episode == 7;
        const struct reference_scene scene = {false, false, !away, away ? p->separation_severity : 0, length, length, raise[episode]};
        const int turns = (int)lround(minutes[episode] / length);
        for (int turn = 0; turn < turns; turn++, when++) {
            const struct reference_seen seen = live(p, &scene, &dyad, draws(state, when));
            if (episode >= 1 && episode <= 8) {
                s.expressed[episode - 1] += seen.strength / turns;
                s.arousal[episode - 1] += dyad.seeker.arousal / turns;
            }
            if (episode == 5 || episode == 8)
                observe(&reunions, &seen);
        }
        if (episode == 2)
            s.cortisol_before = dyad.seeker.cortisol;
    }
    s.cortisol_after = dyad.seeker.cortisol;
    score(p, &reunions, &s);
    return s;
}

struct reference_home reference_home(const struct mend_params *p, struct reference_dyad dyad, double coder, reference_source draws, void *state)
{
    const struct reference_scene scene = daily(p, false);
    struct reference_home home = {0};
    double hits = 0;
    for (uint32_t when = 0; when < p->home_turns; when++) {
        const bool first = dyad.bond.open != 0 && dyad.bond.age == 0, visiting = home.ruptures < p->home_ruptures;
        const struct reference_seen seen = live(p, &scene, &dyad, draws(state, when));
        home.frightening += seen.broken && seen.answer == REFERENCE_FRIGHTEN;
        home.minutes += !visiting ? 0 : seen.broken ? scene.exchange_minutes : scene.gap_minutes;
        home.ruptures += visiting && first;
        hits += visiting && first && seen.answer == REFERENCE_SOOTHE && seen.bid != REFERENCE_ESCALATE;
    }
    home.sensitivity = home.ruptures > 0 ? hits / home.ruptures + p->home_error * coder : NAN;
    return home;
}
