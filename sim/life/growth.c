#include "life/growth.h"

#include "engine/birth.h"
#include "engine/quantile.h"
#include "model/grown.h"

static struct bond learned_in(const struct bond_lanes *b, int l)
{
    return (struct bond){
#define BOND(name, ...) .name = b->name[l],
#include "model/state.def"
    };
}

/* What else than infancy made this adult: three standard normals of a life. */
static struct attachment noise_of(const struct stage *stage, int person, uint32_t dyad)
{
    struct occasion o = occasion_of(stage->who, DAILY_LIFE, GROWTH, (uint32_t)person);
    o.when = 0;
    const struct words w = words_of(o, dyad);
    return (struct attachment){
#define GROWTH_DRAW(name, position, ...) .name = normal_of(w.word[position]),
#include "model/draws.def"
#undef GROWTH_DRAW
    };
}

static void start_bond(struct bond_lanes *to, int l, struct bond start)
{
#define BOND(name, ...) to->name[l] = start.name;
#define RUPTURE(name, birth, ...) to->name[l] = birth;
#define GROWN RUPTURE
#define WIDE RUPTURE
#define DAYS RUPTURE
#define RIVAL RUPTURE
#include "model/state.def"
}

void grow_up(const struct stage *stage, const struct setting *setting, struct block *block, int person)
{
    const struct mend_params *p = stage->params;
    const struct bond_lanes *infancy = &block->bond[bond_of_infancy(setting, person)];
    const float keeps = p->infancy_days > 0 ? 1.0f : 0.0f;
    for (int l = 0; l < LANES; l++) {
        const struct bond was = learned_in(infancy, l);
        const struct attachment noise = noise_of(stage, person, block->dyad[l]);
        bear_adult(block, person, l, p, stage->who, attachment_of(p, was, noise, keeps));
        block->person[person].working_model[l] = was.trust;
        block->person[person].general_doubt[l] = was.doubt;
        for (int k = 0; k < setting->ties; k++) {
            if (setting->tie[k].seeker == person) {
                start_bond(&block->bond[k], l, start_of_bond(p, was, p->history * keeps));
            }
        }
    }
}
