#include "assay/assay.h"

#include "model/rupture.h"

#include <math.h>

enum { STILL = 1 };

/* One dyad at play. */
struct player {
    float matched, arousal, cortisol, mismatch_seconds; /* length of the mismatch under way */
};

/* What a phase adds up to; `spells` counts mismatches that ended or were cut off. */
struct phase_count {
    float matched, repairs, spells, spell_seconds, censored;
};

/* Chance that a mismatched pair matches again in this second: an available partner, a calm and trusting infant; none while the face is still. */
static float chance_of_match(const struct mend_params *p, float responsiveness, float trust, float arousal, int still)
{
    const float chance =
        p->play_match * responsiveness * (1.0f - p->play_arousal_cost * arousal) * (p->play_trust_least + p->play_trust_gain * trust);
    return still ? 0.0f : unit(chance);
}

static void end_spell(struct player *x, struct phase_count *c, float censored)
{
    c->spells += 1.0f;
    c->spell_seconds += x->mismatch_seconds;
    c->censored += censored;
    x->mismatch_seconds = 0.0f;
}

static void play_second(const struct mend_params *p, struct player *x, struct phase_count *c, float chance, int still, float u)
{
    x->cortisol += (1.0f - exponential(-1.0f / (60.0f * p->cortisol_minutes))) * (x->arousal - x->cortisol);
    const int was_matched = x->matched > 0.5f;
    x->matched = was_matched ? either(u < p->play_mismatch, 0.0f, 1.0f) : either(u < chance, 1.0f, 0.0f);
    if (x->matched > 0.5f) {
        c->matched += 1.0f;
        x->arousal = unit(x->arousal * (1.0f - p->play_settle));
        if (!was_matched) {
            c->repairs += 1.0f;
            end_spell(x, c, 0.0f);
        }
    } else {
        x->mismatch_seconds += 1.0f;
        x->arousal = unit(x->arousal + (still ? p->play_rise_still : p->play_rise));
    }
}

static struct phase_report play_phase(const struct mend_params *p, struct player *x, float responsiveness, float trust, int phase, struct occasion o,
                                      uint32_t dyad)
{
    struct phase_count c = {0};
    struct words w = {{0}};
    const int still = phase == STILL;
    for (int second = 0; second < PHASE_SECONDS; second++) {
        if (second % 4 == 0) {
            w = words_of(o, dyad);
            o.when++;
        }
        play_second(p, x, &c, chance_of_match(p, responsiveness, trust, x->arousal, still), still, uniform(w.word[second % 4]));
    }
    if (x->matched < 0.5f) {
        end_spell(x, &c, 1.0f);
    }
    return (struct phase_report){c.matched / PHASE_SECONDS, c.repairs, c.spells > 0.0f ? c.spell_seconds / c.spells : (float)NAN, c.censored,
                                 x->arousal, x->cortisol};
}

void still_face(const struct stage *stage, const struct block *now, uint32_t when, struct face_report *report)
{
    const struct mend_params *p = stage->params;
    const struct bond_back none = {0.0f, 0.0f, 0.0f};
    const struct contact *contact = &stage->contact[0];
    const struct traits_lanes *of_giver = &now->traits[contact->tie.giver];
    struct occasion o = occasion_of(stage->who, FACE_TO_FACE, PLAY, (uint32_t)contact->bond);
    for (int l = 0; l < LANES; l++) {
        const struct traits giver = {.sensitivity = of_giver->sensitivity[l], .volatility = of_giver->volatility[l]};
        const struct person self = {.mood = now->person[contact->tie.giver].mood[l]};
        const float responsiveness = responsiveness_of(p, giver, availability_of(p, giver, self, none), 0.5f);
        const float rest = now->traits[contact->tie.seeker].resting_arousal[l];
        struct player x = {.matched = 1.0f, .arousal = rest, .cortisol = rest};
        for (int phase = 0; phase < PLAY_PHASES; phase++) {
            o.when = when + (uint32_t)(phase * PHASE_SECONDS / 4);
            report[l].phase[phase] = play_phase(p, &x, responsiveness, now->bond[contact->bond].trust[l], phase, o, now->dyad[l]);
        }
    }
}
