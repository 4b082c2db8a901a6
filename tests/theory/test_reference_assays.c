/* Assays by the simulator and by the reference, of the same state with the same draws. Its cases belong to reference_suite(). */
#include "assay/assay.h"
#include "engine/quantile.h"
#include "reading/rule.h"
#include "theory/side_by_side.h"

#include <string.h>

static struct mend_params p;
static struct block block;

static void fresh(void)
{
    p = mend_params_default();
}

enum { ASSAY_BLOCKS = 4 };

static void live_for_assays(uint32_t first)
{
    const struct stage stage = stage_on(&p, SEED);
    bear_infants(&block, &p, stage.who, first);
    play(&stage, &block, daily_scene(&p), DAILY_LIFE, 0, 60 * 60, NULL);
}

static bool same_strange(const struct reference_strange *a, const struct reference_strange *b)
{
    return a->broken == b->broken && a->minimised == b->minimised && a->protest == b->protest && a->conflicted == b->conflicted &&
           memcmp(a->expressed, b->expressed, sizeof a->expressed) == 0;
}

/* The reference's result, and whether moving every draw, or the level of calm, by `margin` would change it. */
static bool strange_is_settled(struct reference_dyad d, uint32_t dyad, struct reference_strange *out)
{
    struct luck luck = {dyad, STRANGE, 0};
    const struct mend_params before = p;
    bool settled = true;
    *out = reference_strange_situation(&p, d, luck_of, &luck);
    for (int sign = -1; sign <= 1; sign += 2) {
        luck.shift = sign * margin;
        const struct reference_strange moved = reference_strange_situation(&p, d, luck_of, &luck);
        luck.shift = 0;
        p.lapse_arousal += (float)(sign * margin);
        p.strange_curtail_arousal += (float)(sign * margin);
        const struct reference_strange calmer = reference_strange_situation(&p, d, luck_of, &luck);
        p = before;
        settled = settled && same_strange(out, &moved) && same_strange(out, &calmer);
    }
    return settled;
}

/* Scores come from the same whole counts in a few single-precision operations on numbers up to 7: 8 roundings of 7 units. Arousal and cortisol gather
 * up to 266 turns of roundings, but forget 4 % and 1 % a turn. */
static void compare_strange(const struct strange_report *r, const struct reference_strange *s)
{
    const double score = 8 * 9 * 0x1p-24;
    ck_near("avoidance", (double)r->avoidance, s->avoidance, score);
    ck_near("resistance", (double)r->resistance, s->resistance, score);
    ck_near("conflict", (double)r->conflict, s->conflict, score);
    for (int e = 0; e < 8; e++) {
        ck_near("expressed distress", (double)r->episode[e].expressed, s->expressed[e + 1], 1e-6);
        ck_near("arousal of the episode", (double)r->episode[e].arousal, s->arousal[e + 1], 2e-5);
    }
    ck_near("cortisol before", (double)r->episode[1].cortisol, s->cortisol_before, 2e-5);
    ck_near("cortisol after", (double)r->episode[EPISODE_AFTER].cortisol, s->cortisol_after, 2e-5);
    ck_near("change of cortisol", (double)r->cortisol_change, s->cortisol_after - s->cortisol_before, 4e-5);
    const struct scores_read read = {r->proximity, r->avoidance, r->resistance, r->conflict};
    ck_assert_int_eq((int)class_rules[0].read(read, (struct cutoffs){p.cutoff_insecure, p.cutoff_conflict}), (int)s->class);
}

static void compare_strange_situations(void)
{
    static struct strange_report report[LANES];
    const struct stage stage = stage_on(&p, SEED);
    int classes[CLASSES] = {0}, unsettled = 0;
    for (uint32_t k = 0; k < ASSAY_BLOCKS; k++) {
        live_for_assays(1 + k * LANES);
        strange_situation(&stage, &block, STRANGE, 0, report);
        for (int l = 0; l < LANES; l++) {
            struct reference_strange expected;
            if (strange_is_settled(dyad_in(&block, l), block.dyad[l], &expected)) {
                compare_strange(&report[l], &expected);
                classes[expected.class]++;
            } else {
                unsettled++;
            }
        }
    }
    ck_assert_int_lt(unsettled, ASSAY_BLOCKS * LANES / 20);
    ck_assert(classes[SECURE] > 10 && classes[AVOIDANT] > 10 && classes[ANXIOUS] > 0 && classes[DISORGANIZED] > 0);
}

START_TEST(a_strange_situation_gives_the_scores_of_the_reference)
{
    p.learn_value = .1f; /* half a year in sixty days, so that all classes occur */
    p.fear_gain = .1f;
    compare_strange_situations();
}
END_TEST

START_TEST(a_curtailed_strange_situation_gives_the_scores_of_the_reference)
{
    p.learn_value = .1f;
    p.fear_gain = .1f;
    p.strange_curtail = 1;
    p.strange_curtail_arousal = .7f;
    compare_strange_situations();
}
END_TEST

static bool same_home(const struct reference_home *a, const struct reference_home *b)
{
    return a->ruptures == b->ruptures && a->frightening == b->frightening && a->minutes == b->minutes && a->sensitivity == b->sensitivity;
}

START_TEST(a_home_observation_gives_the_scores_of_the_reference)
{
    static struct home_report report[LANES];
    const struct stage stage = stage_on(&p, SEED);
    int settled = 0;
    double frightening = 0;
    p.frightening_mean = -3;
    live_for_assays(1);
    home_observation(&stage, &block, 0, report);
    for (int l = 0; l < LANES; l++) {
        const struct occasion coding = {.seed_low = SEED, .what = what_for(HOME, CODER, INFANT_BOND)};
        const double error = (double)normal_of(words_of(coding, block.dyad[l]).word[0]);
        struct luck luck = {block.dyad[l], HOME, 0};
        struct reference_home home[3];
        for (int k = 0; k < 3; k++) {
            luck.shift = (k == 1) * margin - (k == 2) * margin;
            home[k] = reference_home(&p, dyad_in(&block, l), error, luck_of, &luck);
        }
        if (home[0].ruptures > 0 && same_home(&home[0], &home[1]) && same_home(&home[0], &home[2])) {
            settled++;
            frightening += home[0].frightening;
            ck_near("sensitivity as coded", (double)report[l].sensitivity, home[0].sensitivity, 1e-6);
            ck_near("frightening as coded", (double)report[l].frightening, home[0].frightening, 0);
            ck_near("minutes", (double)report[l].minutes, home[0].minutes, 0);
        }
    }
    ck_assert_int_gt(settled, LANES * 9 / 10);
    ck_assert_double_gt(frightening, 10);
}
END_TEST

TCase *reference_assays_cases(void)
{
    TCase *cases = tcase_create("assays");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, a_strange_situation_gives_the_scores_of_the_reference);
    tcase_add_test(cases, a_curtailed_strange_situation_gives_the_scores_of_the_reference);
    tcase_add_test(cases, a_home_observation_gives_the_scores_of_the_reference);
    return cases;
}
