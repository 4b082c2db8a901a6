/* The lane loop: turns of an infant and a caregiver; other people go through loops of their own. This file is compiled once for each instruction set,
 * with ISA naming the function. */
#include "engine/lane_access.h"

void NAMED(lane_loop_, ISA)(const struct stretch *s);

LANE struct meeting meeting_in(const struct person_lanes *seeker, const struct person_lanes *giver, const struct bond_lanes *bond,
                               const struct tally_lanes *tally, struct relation relation, int l)
{
    return (struct meeting){
#define PERSON(name, ...) .seeker.name = seeker->name[l], .giver.name = giver->name[l],
#define BOND(name, ...) .bond.name = bond->name[l],
#define RUPTURE BOND
#define RIVAL(name, ...) .bond.name = relation.rival ? bond->name[l] : 0.0f,
#define TALLY(name, ...) .tally.name = tally->name[l],
#define RUNNING TALLY
#include "model/state.def"
    };
}

LANE void keep_meeting(struct person_lanes *seeker, struct person_lanes *giver, struct bond_lanes *bond, struct tally_lanes *tally,
                       struct relation relation, int l, struct meeting m)
{
#define PERSON(name, ...) seeker->name[l] = m.seeker.name;
#define BOND(name, ...) bond->name[l] = m.bond.name;
#define RUPTURE BOND
#define TALLY(name, ...) tally->name[l] = m.tally.name;
#define RUNNING TALLY
#include "model/state.def"
    giver->arousal[l] = m.giver.arousal;
    giver->mood[l] = m.giver.mood;
    if (relation.rival) {
#define RIVAL(name, ...) bond->name[l] = m.bond.name;
#include "model/state.def"
    }
}

/* Parameters come by value: a copy that nothing else can point to lets the loop vectorise. */
static inline __attribute__((always_inline)) void one_turn(const struct mend_params params, const struct clock clock, const struct scene scene,
                                                           const struct relation relation, struct block *restrict b, struct tie tie, int bond,
                                                           struct occasion o, struct seen_lanes *restrict seen)
{
    struct person_lanes *seeker = &b->person[tie.seeker], *giver = &b->person[tie.giver];
    const struct traits_lanes *of_seeker = &b->traits[tie.seeker], *of_giver = &b->traits[tie.giver];
    struct bond_lanes *bonds = &b->bond[bond];
    struct tally_lanes *tally = &b->tally[bond];
    const uint32_t *mood = b->mood_word[tie.giver][o.when & 3u];
    draw_words(b->turn_word, b->dyad, o);
#pragma omp simd
    for (int l = 0; l < LANES; l++) {
        const struct chance u = chance_in(b->turn_word, l);
        struct meeting m = meeting_in(seeker, giver, bonds, tally, relation, l);
        m.giver.mood = mood_after(clock, scene, m.giver.mood, rough_normal(mood[l]));
        m = meet(&params, clock, scene, relation, traits_in(of_seeker, l), traits_in(of_giver, l), m, u);
        keep_meeting(seeker, giver, bonds, tally, relation, l, m);
        if (seen) {
            keep_seen(seen, l, m.seen);
        }
    }
}

/* Two adults, a bond each way, and neither a watcher nor a wider context. */
static int is_plain_pair(const struct stretch *s)
{
    int plain = s->contacts == 2 && !s->seen;
    for (int own = 0; plain && own < 2; own++) {
        const struct contact c = s->contact[own];
        plain = c.relation.grown && !c.relation.wide && c.bond == own && c.tie.seeker == own && c.tie.giver == 1 - own && c.tie.back == 1 - own;
    }
    return plain;
}

/* The turns of a stretch with one bond, an infant's. Its relation is a constant, so what that leaves out costs nothing. */
static inline __attribute__((always_inline)) void turns_of_one(const struct stretch *s, const struct relation relation)
{
    const struct mend_params params = *s->params;
    const struct contact only = s->contact[0];
    struct occasion mood = occasion_of(s->when, s->stream, MOOD, (uint32_t)only.tie.giver);
    struct occasion turn = occasion_of(s->when, s->stream, TURN, (uint32_t)only.bond);
    for (uint32_t k = 0; k < s->turns; k++, turn.when++) {
        if (s->scene.calendar > 0.5f && (k == 0 || (turn.when & 3u) == 0)) {
            mood.when = turn.when >> 2;
            draw_words(s->block->mood_word[only.tie.giver], s->block->dyad, mood);
        }
        if (s->seen) {
            one_turn(params, s->clock, s->scene, relation, s->block, only.tie, only.bond, turn, s->seen);
        } else {
            one_turn(params, s->clock, s->scene, relation, s->block, only.tie, only.bond, turn, NULL);
        }
    }
}

/* A function of its own: the loops of the rule `repair` are compiled as if there were no other. */
static __attribute__((noinline)) void turns_under_a_rival(const struct stretch *s)
{
    struct relation relation = care_relation();
    relation.rival = 1;
    turns_of_one(s, relation);
}

void NAMED(lane_loop_, ISA)(const struct stretch *s)
{
    const struct relation relation = s->contact[0].relation;
    if (s->contacts > 1 || relation.grown) {
        (is_plain_pair(s) ? NAMED(lanes_of_pair_, ISA) : NAMED(lanes_of_many_, ISA))(s);
    } else if (relation.rival) {
        turns_under_a_rival(s);
    } else {
        turns_of_one(s, care_relation());
    }
}
