#include "assay/assay.h"

#include "engine/quantile.h"
#include "life/calendar.h"

#include <math.h>
#include <string.h>

/* What a day adds up to for one partner. */
struct day {
    lane_values arousal, good, bad, alone;
};

/* The contacts of the two partners: the first bond, and the bond back. */
static void find_pair(const struct stage *stage, int pair[DIARISTS])
{
    pair[0] = pair[1] = 0;
    for (int c = 0; c < stage->contacts; c++) {
        if (stage->contact[c].bond == stage->contact[0].tie.back) {
            pair[1] = c;
        }
    }
}

static void live_turn(struct day *day, const struct mend_params *p, const struct block *b, const struct contact *contact,
                      const struct seen_lanes *seen)
{
    const float *arousal = b->person[contact->tie.seeker].arousal;
    for (int l = 0; l < LANES; l++) {
        const float broken = seen->broken[l];
        day->arousal[l] += arousal[l];
        day->good[l] += broken > 0.5f ? seen->soothed[l] : chance_of_positive(p, b, contact, l);
        day->alone[l] += broken - seen->accepted[l];
        day->bad[l] += seen->escalated[l] + seen->rebuffed[l] + seen->frightened[l];
    }
}

/* Contentment is pleasure without arousal (Russell 1980, doi:10.1037/h0077714): warmth, less what hurt, less arousal. Sadness is what one has who is
 * hurt and gets no comfort. */
static struct diary_entry entry_of(const struct mend_params *p, const struct day *day, int l, struct words errors)
{
    const float turns = (float)p->turns_per_day;
    return (struct diary_entry){
        .arousal = day->arousal[l] / turns + p->diary_error_arousal * normal_of(errors.word[0]),
        .contentment = (day->good[l] - day->bad[l] - day->arousal[l]) / turns + p->diary_error_contentment * normal_of(errors.word[1]),
        .sadness = day->alone[l] / turns + p->diary_error_sadness * normal_of(errors.word[2]),
    };
}

/* The day of both, turn by turn. */
static void live_through(const struct stage *stage, struct block *b, const int pair[DIARISTS], struct occasion *now, struct day day[DIARISTS])
{
    const struct mend_params *p = stage->params;
    struct seen_lanes seen[TIES_MOST];
    struct scene scene = daily_scene(p);
    scene.learning = 0.0f;
    memset(day, 0, DIARISTS * sizeof *day);
    for (int64_t turn = 0; turn < p->turns_per_day; turn++, now->when++) {
        play(stage, b, scene, DIARY, now->when, 1, seen);
        for (int c = 0; c < DIARISTS; c++) {
            live_turn(&day[c], p, b, &stage->contact[pair[c]], &seen[pair[c]]);
        }
    }
}

void diary(const struct stage *stage, const struct block *now, uint32_t when, struct diary_report *report)
{
    const struct mend_params *p = stage->params;
    struct block copy = *now;
    struct day day[DIARISTS];
    struct occasion rating = stage->who;
    int pair[DIARISTS];
    find_pair(stage, pair);
    rating.when = when;
    for (int64_t k = 0; k < p->diary_days; k++) {
        live_through(stage, &copy, pair, &rating, day);
        for (int c = 0; c < DIARISTS; c++) {
            const int bond = stage->contact[pair[c]].bond;
            const struct occasion o = occasion_of(rating, DIARY, RATING, (uint32_t)bond);
            for (int l = 0; l < LANES; l++) {
                report[l].of[c][k] =
                    now->bond[bond].ended[l] > 0.5f ? (struct diary_entry){NAN, NAN, NAN} : entry_of(p, &day[c], l, words_of(o, now->dyad[l]));
            }
        }
        strain_next_day(stage, &copy, DIARY, rating.when);
    }
}
