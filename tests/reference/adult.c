#include "adult.h"

#include <math.h>

/* One bond's turn while it is worked out. `start` stands still; seeker and bond are copies that change; what the giver's body gets is kept apart. */
struct side {
    const struct mend_params *p;
    const struct reference_scene *scene;
    const struct adult_pair *start;
    int me, other;
    bool there; /* the giver */
    struct adult_draws u;
    struct adult_person seeker;
    struct adult_bond bond;
    struct adult_tally tally;
    struct adult_seen seen;
    double giver_arousal, giver_depletion;
    bool opens_back;
};

static double clamp(double x)
{
    return fmin(1, fmax(0, x));
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* A third at twenty. */
static double plasticity(const struct mend_params *p, double years)
{
    return 1 / (1 + fmax(0, years - 1) / p->plasticity_years);
}

/* Doubt and trust learn from y, at this share of their rate. */
static void learn_trust(struct side *s, double y, double share)
{
    const double rate = s->p->learn_trust_on ? share * s->p->learn_trust * plasticity(s->p, s->start->years[s->me]) : 0;
    const double miss = y - s->bond.trust;
    s->bond.doubt += rate * (miss * miss - s->bond.doubt);
    s->bond.trust += rate * miss;
}

/* Power of the giver over the seeker, below 0 where it is the other way round. */
static double power_of_giver(const struct side *s)
{
    return s->other == 0 ? s->p->power : -s->p->power;
}

/* Step 1, with what adults add: the bond back, skill, guide, intervention and power. */
static double availability(const struct side *s)
{
    const struct mend_params *p = s->p;
    const struct reference_traits *care = &s->start->traits[s->other];
    const struct adult_person *giver = &s->start->person[s->other];
    const struct adult_bond *back = &s->start->bond[s->other];
    double logit = care->sensitivity + p->adult_sensitivity + care->volatility * giver->mood;
    logit -= p->answer_flooding * giver->arousal + p->answer_depletion * giver->depletion;
    logit += p->answer_trust_back * (back->trust - p->answer_trust_middle) - p->answer_resentment_back * back->resentment;
    logit += p->skill_gain * giver->repair_skill + p->guidance + p->intervention;
    return logit - p->power_answer * power_of_giver(s);
}

static enum adult_kind kind_of(const struct mend_params *p, double u)
{
    const double share[] = {p->kind_misattunement, p->kind_miscommunication, p->kind_conflict, p->kind_absence, p->kind_harm};
    double left = u * (share[0] + share[1] + share[2] + share[3] + share[4]);
    int kind = 0;
    while (kind < 4 && left >= share[kind])
        left -= share[kind++];
    return (enum adult_kind)kind;
}

/* Steps that a repair takes; beyond repair no number of them is enough, and none is a part of one. */
static double steps_of(const struct mend_params *p, const struct adult_bond *b)
{
    const double steps[] = {(double)p->steps_misattunement, (double)p->steps_miscommunication, (double)p->steps_conflict, (double)p->steps_absence,
                            (double)p->steps_harm};
    return b->severity > p->irreparable ? (double)INFINITY : steps[(int)b->kind];
}

/* How far a rupture raises arousal: what was learned is felt most where little happened. */
static double alarm(const struct mend_params *p, const struct reference_traits *seeker, double load, const struct adult_bond *learned,
                    double severity)
{
    const double felt = clamp(severity + (1 - severity) * (p->alarm_doubt * learned->doubt + p->alarm_fear * learned->fear));
    return p->alarm_gain * seeker->reactivity * felt * (1 + p->alarm_load * load);
}

/* A harm frightens; one that follows a repair in which responsibility was taken breaks a promise. */
static void harm(struct side *s)
{
    struct adult_bond *b = &s->bond;
    s->tally.harms++;
    s->tally.promises_broken += b->promised;
    if (!s->scene->learning)
        return;
    b->fear += s->p->harm_fear * (1 - b->fear);
    b->credibility_most -= b->promised * s->p->credibility_scar * b->credibility_most;
    if (b->promised)
        b->credibility = fmin(b->credibility_most, b->credibility - s->p->credibility_loss * b->credibility);
    b->promised = 0;
}

/* Step 2. Connected: the body rests, then a rupture of some kind may open. */
static void connected(struct side *s)
{
    const struct mend_params *p = s->p;
    const struct reference_traits *self = &s->start->traits[s->me];
    struct adult_bond *b = &s->bond;
    const double minutes = s->scene->gap_minutes, rest = clamp(self->resting_arousal + s->seeker.tension + s->scene->raise);
    s->seeker.arousal += (1 - exp(-p->rest_rate * minutes)) * (rest - s->seeker.arousal);
    s->seeker.cortisol += (1 - exp(-minutes / p->cortisol_minutes)) * (s->seeker.arousal - s->seeker.cortisol);
    const double hazard = p->rupture_exogenous ? 0 : p->adult_hazard * p->rupture_hazard * (p->rupture_margin - logistic(availability(s)));
    const bool leaving = s->scene->separation > 0, due = b->owed >= 1 && s->there && !leaving;
    const bool hurt = s->there && s->u.harm < clamp(p->harm_per_day * (1 - p->harm_reform) * minutes / 1440);
    const bool breaks = s->there && s->u.opening < clamp(p->rupture_scale * hazard * minutes);
    b->owed -= due;
    s->seen.opened = leaving || due || hurt || breaks;
    if (!s->seen.opened)
        return;
    b->age = b->steps = 0, b->open = 1;
    b->kind = leaving ? ADULT_ABSENCE : hurt ? ADULT_HARM : kind_of(p, s->u.kind);
    b->severity = leaving                 ? s->scene->separation
                  : b->kind == ADULT_HARM ? p->harm_severity
                                          : p->rupture_least + p->rupture_range * s->u.severity * s->u.severity;
    s->seeker.arousal = clamp(s->seeker.arousal + alarm(p, self, s->seeker.load, &s->start->bond[s->me], b->severity));
    b->away = b->kind == ADULT_ABSENCE && !leaving ? (double)p->absence_turns : 0;
    s->opens_back = b->kind == ADULT_CONFLICT && s->there && s->u.conflict < p->conflict_back;
    if (b->kind == ADULT_HARM)
        harm(s);
}

/* Step 3. Belief counts the more the calmer one is; who has less power knows what protest costs. */
static void bid(struct side *s)
{
    const struct mend_params *p = s->p;
    const struct adult_bond *b = &s->bond;
    const double arousal = s->seeker.arousal, expect = b->trust + p->adult_belief * (1 - arousal) * (b->belief - b->trust);
    const double hope = p->bid_expectation * (expect - 0.5), protest = p->bid_arousal * (arousal - 0.5) + p->bid_uncertainty * b->doubt;
    const double cost = p->power_protest * fmax(0, power_of_giver(s));
    const double minimise = exp(p->bid_slope * b->value[REFERENCE_MINIMISE]);
    const double signal = exp(p->bid_slope * (b->value[REFERENCE_SIGNAL] + hope));
    const double escalate = exp(p->bid_slope * (b->value[REFERENCE_ESCALATE] + hope + protest - cost)), total = minimise + signal + escalate;
    s->seen.bid = s->u.bid < minimise / total ? REFERENCE_MINIMISE : s->u.bid >= 1 - escalate / total ? REFERENCE_ESCALATE : REFERENCE_SIGNAL;
    const double frozen = clamp(p->bid_conflict * b->fear * (1 - minimise / total) * arousal);
    s->seen.conflict = s->u.conflict < frozen;
    const double strength = s->seen.conflict ? p->conflict_strength : 0.5 * s->seen.bid;
    s->seen.strength = clamp(strength * p->expressiveness * (s->me == 0 ? p->expression_a : p->expression_b));
    const double left = (s->u.conflict - frozen) / (1 - frozen); /* a draw that made no conflict is uniform over the rest */
    s->opens_back = s->there && !s->seen.conflict && s->seen.bid == REFERENCE_ESCALATE && left < p->protest_back * arousal;
}

/* Step 4. Each answer takes its share of what those before it left. */
static enum reference_answer answer(const struct side *s)
{
    const struct mend_params *p = s->p;
    const struct reference_traits *care = &s->start->traits[s->other];
    const double x = s->seen.strength + care->empathy * fmax(0, s->seeker.arousal - s->seen.strength);
    const double arousal = s->start->person[s->other].arousal, unnoticed = x < 0.25 ? p->answer_unnoticed * (1 - care->initiative) : 0;
    const double fright = (p->fright_least + (1 - p->fright_least) * x) * (p->fright_calm + p->fright_aroused * arousal);
    const double rebuff = x * (p->rebuff_calm + p->rebuff_aroused * arousal), share = s->other == 0 ? p->repair_a : p->repair_b;
    const double soothe = logistic(availability(s) + care->intensity_dependence * (2 * x - 1) - unnoticed) * p->repair_scale * share;
    const double first = clamp(p->adult_frightening * care->frightening * fright);
    const double second = first + (1 - first) * clamp(p->adult_rejection * care->rejection * rebuff);
    const double third = second + (1 - second) * clamp(soothe), u = s->u.answer;
    return u < first ? REFERENCE_FRIGHTEN : u < second ? REFERENCE_REBUFF : u < third ? REFERENCE_SOOTHE : REFERENCE_IGNORE;
}

static bool by_text(const struct side *s)
{
    return s->u.mediated < s->p->mediated_share;
}

static bool is_late(const struct side *s)
{
    return by_text(s) && s->u.late < s->p->answers_late;
}

/* Is a soothing answer read as one? It may be late; words that lost their cues, and styles that differ, each may hide it. */
static bool reaches(const struct side *s)
{
    const struct mend_params *p = s->p;
    const double lost = by_text(s) ? clamp(p->cues_lost + p->cues_doubt * s->bond.doubt) : 0;
    const double foreign = p->style_cost * fabs(p->directness_a - p->directness_b);
    return !is_late(s) && s->u.reach < (1 - lost) * (1 - foreign);
}

/* Step 5. Is soothing accepted? */
static bool accepts(const struct side *s)
{
    const struct mend_params *p = s->p;
    const struct adult_bond *b = &s->bond;
    double logit = p->accept_base + p->accept_trust * (b->trust - 0.5) - p->accept_doubt * b->doubt - p->accept_fear * b->fear;
    logit -= p->accept_resentment * b->resentment;
    logit -= s->seen.bid == REFERENCE_ESCALATE ? p->accept_arousal * s->seeker.arousal : 0;
    logit -= s->seen.bid == REFERENCE_MINIMISE ? p->accept_minimise : 0;
    logit -= s->seen.conflict ? p->accept_conflict : 0;
    return s->u.acceptance < logistic(logit);
}

/* A text that was read and has no answer yet. */
static bool is_silent(const struct side *s)
{
    const bool answered = s->seen.answer != REFERENCE_IGNORE && !(s->seen.answer == REFERENCE_SOOTHE && is_late(s));
    return s->there && by_text(s) && s->seen.bid != REFERENCE_MINIMISE && !answered;
}

/* Step 5. What the answer adds to the seeker's arousal: soothing that is not read as such is as none; silence is felt. */
static double rise(const struct side *s)
{
    const struct mend_params *p = s->p;
    const double arousal = s->seeker.arousal;
    const bool minimised = s->seen.bid == REFERENCE_MINIMISE;
    if (s->seen.answer == REFERENCE_FRIGHTEN)
        return p->rise_fright;
    if (s->seen.answer == REFERENCE_REBUFF)
        return minimised ? p->rise_rebuff / 2 : p->rise_rebuff;
    if (s->seen.perceived)
        return -arousal * (s->seen.accepted ? p->adult_relief : p->relief_refused);
    if (minimised)
        return -arousal * s->start->traits[s->me].self_soothing * (s->there ? 1 : p->relief_alone);
    const double silence = is_silent(s) ? p->silence + p->silence_doubt * s->bond.doubt : 0;
    return silence + (s->seen.bid == REFERENCE_SIGNAL ? p->rise_signal : p->rise_escalate);
}

/* Step 7. What a rupture that has ended teaches of trust. */
static double lesson(const struct side *s)
{
    const struct adult_bond *b = &s->bond;
    const double needed = steps_of(s->p, b), whole = exp(-s->p->delay_discount * b->age / needed) * b->credibility;
    return s->seen.repaired ? whole : s->p->repair_partial * fmin(1, b->steps / needed) * whole;
}

/* How much better than its value the drawn bid was. */
static double surprise(const struct side *s, double worth)
{
    const double cost[] = {0, s->p->cost_signal, s->p->cost_escalate};
    return worth - cost[s->seen.bid] - s->bond.value[s->seen.bid];
}

static void learn_value(struct side *s, double worth)
{
    s->bond.value[s->seen.bid] += plasticity(s->p, s->start->years[s->me]) * s->p->learn_value * surprise(s, worth);
}

/* What a broken turn teaches by the rule that is in force. */
static void learn_by_rule(struct side *s, double before, double relief)
{
    const struct adult_bond *b = &s->bond;
    const bool over = b->open == 0, first = b->age == 0 && s->there;
    switch (s->p->learn_rule) {
    case MEND_LEARN_REPAIR:
        learn_value(s, relief);
        if (over)
            learn_trust(s, lesson(s), 1);
        break;
    case MEND_LEARN_CALM:
        learn_value(s, -s->seeker.arousal);
        if (over)
            learn_trust(s, 1 - b->aroused / (b->age + 1), 1);
        break;
    case MEND_LEARN_RUPTURE_COUNT:
        learn_value(s, -b->severity);
        break;
    case MEND_LEARN_SENSITIVITY:
        if (first) {
            learn_value(s, s->seen.perceived ? s->p->adult_relief * before : 0);
            learn_trust(s, s->seen.perceived, 1);
        }
        break;
    }
}

/* What a connected turn teaches: something only where ruptures are counted. */
static void learn_connected(struct side *s)
{
    const struct mend_params *p = s->p;
    if (!s->scene->learning || p->learn_rule != MEND_LEARN_RUPTURE_COUNT)
        return;
    if (s->seen.opened)
        learn_trust(s, 0, s->bond.severity);
    else if (s->there)
        learn_trust(s, 1, clamp(p->adult_hazard * p->rupture_hazard * s->scene->gap_minutes));
}

static void learn(struct side *s, double before)
{
    const struct mend_params *p = s->p;
    struct adult_bond *b = &s->bond;
    const struct adult_seen *seen = &s->seen;
    const double rate = plasticity(p, s->start->years[s->me]), relief = seen->answer == REFERENCE_FRIGHTEN ? 0 : before - s->seeker.arousal;
    if (seen->perceived)
        b->pull = clamp(b->pull + p->adult_pull * (1 - b->trust) * fmax(0, surprise(s, relief)) * (1 - b->pull));
    if (seen->answer == REFERENCE_FRIGHTEN)
        b->fear += rate * p->fear_gain * (1 - b->fear);
    if (seen->repaired)
        b->fear -= p->fear_loss * b->fear; /* at an infant's pace */
    const double hurt = seen->answer == REFERENCE_FRIGHTEN || seen->answer == REFERENCE_REBUFF ? p->resentment_hurt : 0;
    const double undone = seen->lapsed ? p->resentment_lapse * (1 - fmin(1, b->steps / steps_of(p, b))) : 0;
    b->resentment += (hurt + undone) * (1 - b->resentment) - (seen->repaired ? p->resentment_repair * b->resentment : 0);
    if (seen->repaired && b->kind == ADULT_HARM && b->steps >= 2)
        b->promised = 1;
    learn_by_rule(s, before, relief);
}

static void count(struct side *s, double before)
{
    struct adult_tally *t = &s->tally;
    const struct adult_seen *seen = &s->seen;
    t->bids++;
    t->minimised += seen->bid == REFERENCE_MINIMISE;
    t->escalated += seen->bid == REFERENCE_ESCALATE;
    t->shut_down += seen->bid == REFERENCE_MINIMISE && before > 0.5;
    t->answered += seen->answer == REFERENCE_SOOTHE;
    t->perceived += seen->perceived;
    t->prompt += s->bond.age == 0 && seen->perceived && seen->bid != REFERENCE_ESCALATE;
    t->repairs += seen->repaired;
    t->repair_turns += seen->repaired ? s->bond.age : 0;
}

/* Steps 3 to 7. While the giver is away every bid is ignored and nothing ends. */
static void broken(struct side *s)
{
    const struct mend_params *p = s->p;
    struct adult_bond *b = &s->bond;
    struct adult_seen *seen = &s->seen;
    const double before = s->seeker.arousal, giver = s->start->person[s->other].arousal;
    bid(s);
    seen->answer = (int)(s->there ? answer(s) : REFERENCE_IGNORE);
    seen->perceived = seen->answer == REFERENCE_SOOTHE && reaches(s);
    seen->accepted = seen->perceived && accepts(s);
    s->seeker.arousal = clamp(before + rise(s));
    s->seeker.cortisol += (1 - exp(-s->scene->exchange_minutes / p->cortisol_minutes)) * (s->seeker.arousal - s->seeker.cortisol);
    b->steps += seen->accepted;
    seen->repaired = seen->accepted && b->steps >= steps_of(p, b);
    seen->lapsed = s->there && !seen->repaired && (s->seeker.arousal < p->lapse_arousal || b->age >= p->adult_patience * p->max_age);
    b->open = !seen->repaired && !seen->lapsed;
    s->giver_arousal += s->there ? p->adult_alarm * p->giver_alarm * (p->giver_alarm_least + seen->strength) * before * (1 - giver) : 0;
    count(s, before);
    b->aroused = (b->age == 0 ? 0 : b->aroused) + s->seeker.arousal;
    if (s->scene->learning) {
        s->giver_depletion += seen->answer == REFERENCE_SOOTHE ? p->depletion_gain : 0;
        s->seeker.depletion += seen->answer != REFERENCE_SOOTHE && seen->bid != REFERENCE_MINIMISE ? p->depletion_asking : 0;
        learn(s, before);
    }
    if (b->open != 0)
        b->age = s->there ? b->age + 1 : 0; /* at the return the rupture is as young as a new one */
    if (b->away > 0)
        b->away--;
}

static struct side one_bond(const struct mend_params *p, const struct reference_scene *scene, const struct adult_pair *start, int me,
                            struct adult_draws u)
{
    struct side s = {.p = p, .scene = scene, .start = start, .me = me, .other = 1 - me, .u = u};
    s.seeker = start->person[me], s.bond = start->bond[me], s.tally = start->tally[me];
    s.seen.answer = REFERENCE_IGNORE, s.seen.broken = s.bond.open != 0;
    s.there = scene->present && !(s.bond.away > 0);
    s.bond.owed += p->rupture_exogenous && s.there && u.arrival < p->rupture_per_day * p->rupture_scale * scene->gap_minutes / 1440;
    if (s.seen.broken) {
        broken(&s);
    } else {
        connected(&s);
        learn_connected(&s);
    }
    return s;
}

/* The other's protest, or the other's conflict, opens the bond of `s` if no rupture is open on it. Returns how far that arouses. */
static double provoke(struct side *s)
{
    const struct mend_params *p = s->p;
    struct adult_bond *b = &s->bond;
    if (b->open != 0)
        return 0;
    b->open = 1, b->kind = ADULT_CONFLICT, b->severity = p->protest_severity;
    b->age = b->steps = b->away = 0;
    s->seen.provoked = 1;
    s->tally.provoked++;
    if (s->scene->learning && p->learn_rule == MEND_LEARN_RUPTURE_COUNT)
        learn_trust(s, 0, b->severity);
    return alarm(p, &s->start->traits[s->me], s->start->person[s->me].load, &s->start->bond[s->me], b->severity);
}

void adult_turn(const struct mend_params *p, const struct reference_scene *scene, struct adult_pair *pair, const struct adult_draws draws[2],
                struct adult_seen seen[2])
{
    struct adult_pair start = *pair;
    const double day = 1.0 / (double)p->turns_per_day, stay = exp(-day / p->mood_days);
    for (int giver = 0; giver < 2 && scene->calendar; giver++)
        start.person[giver].mood = stay * start.person[giver].mood + sqrt(1 - stay * stay) * draws[1 - giver].mood;
    struct side side[2] = {one_bond(p, scene, &start, 0, draws[0]), one_bond(p, scene, &start, 1, draws[1])};
    double stung[2] = {0};
    for (int i = 0; i < 2; i++)
        stung[i] = side[1 - i].opens_back ? provoke(&side[i]) : 0;
    for (int i = 0; i < 2; i++) {
        struct adult_person now = side[i].seeker;
        now.arousal = clamp(now.arousal + side[1 - i].giver_arousal + stung[i]);
        now.depletion = clamp(now.depletion + side[1 - i].giver_depletion);
        if (scene->calendar) {
            now.load = clamp(now.load + day * p->load_rate * (now.cortisol - p->load_threshold - p->load_recovery * now.load));
            side[i].bond.pull -= day * p->pull_fade * start.bond[i].pull;
        }
        side[i].tally.ruptures += side[i].seen.opened + side[i].seen.provoked;
        pair->person[i] = now, pair->bond[i] = side[i].bond, pair->tally[i] = side[i].tally;
        if (seen)
            seen[i] = side[i].seen;
    }
}

/* Ending in anger grows rarer with the years, drifting apart takes years; pull and what binds from outside hold back both. */
static enum adult_route ending(const struct mend_params *p, const struct adult_pair *pair, double days, struct adult_night_draws u)
{
    const struct adult_bond *a = &pair->bond[0], *b = &pair->bond[1];
    const double resentment = (a->resentment + b->resentment) / 2, trust = (a->trust + b->trust) / 2, pull = (a->pull + b->pull) / 2;
    const double years = days / 365, held = (1 - p->dependence) * (1 - p->ending_pull * pull);
    const double hot = p->hot_rate * exp(fmin(4, p->hot_slope * (resentment - p->hot_middle))) * exp(-years / p->hot_years);
    const double cold = p->cold_rate * exp(fmin(4, p->cold_slope * (p->cold_middle - trust))) * (1 - exp(-years / p->cold_years));
    if (!p->can_end)
        return ADULT_TOGETHER;
    return u.hot < clamp(held * hot) ? ADULT_HOT : u.cold < clamp(held * cold) ? ADULT_COLD : ADULT_TOGETHER;
}

/* What strains the days from outside: a process of standard deviation strain.arousal that keeps exp(-1 / strain.days) of itself a night. */
static double strained(const struct mend_params *p, double tension, double household, double own)
{
    const double kept = exp(-1 / p->strain_days), news = sqrt(p->strain_shared) * household + sqrt(1 - p->strain_shared) * own;
    return p->strain_arousal > 0 ? kept * tension + sqrt(1 - kept * kept) * p->strain_arousal * news : tension;
}

/* Rest; what was learned is pooled, and draws each bond back; then belief drifts, and resentment and lost credibility fade. */
enum adult_route adult_night(const struct mend_params *p, struct adult_pair *pair, double days, struct adult_night_draws draws)
{
    for (int i = 0; i < 2; i++) {
        struct adult_bond *b = &pair->bond[i];
        struct adult_person *self = &pair->person[i];
        const double rate = plasticity(p, pair->years[i]);
        self->depletion -= p->depletion_rest * self->depletion;
        self->tension = strained(p, self->tension, draws.household, draws.own[i]);
        self->working_model += rate * p->pooling * (b->trust - self->working_model);
        self->general_doubt += rate * p->pooling * (b->doubt - self->general_doubt);
        const bool moves = p->learn_trust_on && p->learn_rule != MEND_LEARN_NONE;
        b->trust += moves ? rate * p->anchoring * (self->working_model - b->trust) : 0;
        b->doubt += moves ? rate * p->anchoring * (self->general_doubt - b->doubt) : 0;
        b->belief += p->teaching * (1 - b->belief) + p->belief_return * (b->trust - b->belief);
        b->resentment = clamp(b->resentment - p->resentment_fade * b->resentment * b->resentment);
        b->credibility += p->credibility_return * (b->credibility_most - b->credibility);
    }
    return ending(p, pair, days, draws);
}
