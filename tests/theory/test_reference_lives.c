/* A birth and a year of the simulator against those of the reference under the same draws. Its cases belong to reference_suite(). */
#include "engine/quantile.h"
#include "theory/side_by_side.h"

static struct mend_params p;
static struct block block;

static void fresh(void)
{
    p = mend_params_default();
}

static struct seen seen_in_lane(const struct seen_lanes *s, int l)
{
    return (struct seen){.opened = s->opened[l],
                         .broken = s->broken[l],
                         .minimised = s->minimised[l],
                         .signalled = s->signalled[l],
                         .escalated = s->escalated[l],
                         .conflicted = s->conflicted[l],
                         .strength = s->strength[l],
                         .frightened = s->frightened[l],
                         .rebuffed = s->rebuffed[l],
                         .soothed = s->soothed[l],
                         .ignored = s->ignored[l],
                         .perceived = s->perceived[l],
                         .accepted = s->accepted[l],
                         .repaired = s->repaired[l],
                         .lapsed = s->lapsed[l],
                         .severity = s->severity[l]};
}

START_TEST(a_newborn_and_its_caregiver_are_those_of_the_reference)
{
    p.risk = 2;
    bear_infants(&block, &p, (struct occasion){.seed_low = SEED}, 1);
    for (int l = 0; l < LANES; l++) {
        double z[11], mood = 0;
        int k = 0;
        struct occasion o = {.seed_low = SEED};
        const struct {
            enum purpose purpose;
            uint32_t member;
            int words;
        } order[] = {{TEMPERAMENT, INFANT, 3}, {ATTACHMENT, CAREGIVER, 4}, {CARE, CAREGIVER, 4}};
        for (int i = 0; i < 3; i++) {
            o.what = what_for(DAILY_LIFE, order[i].purpose, order[i].member);
            for (int word = 0; word < order[i].words; word++) {
                z[k++] = (double)normal_of(words_of(o, block.dyad[l]).word[word]);
            }
        }
        o.what = what_for(DAILY_LIFE, TEMPERAMENT, CAREGIVER);
        mood = (double)normal_of(words_of(o, block.dyad[l]).word[3]);
        const struct reference_dyad expected = reference_birth(&p, z, mood), found = dyad_in(&block, l);
        const double *a = (const double *)&expected.giver_traits.deactivation, *b = (const double *)&found.giver_traits.deactivation;
        for (int t = 0; t < 10; t++) { /* deactivation to empathy; a logit of up to 10 is a dozen roundings */
            ck_near("trait of the giver", b[t], a[t], 1e-5);
        }
        ck_near("reactivity", found.seeker_traits.reactivity, expected.seeker_traits.reactivity, turn_tolerance);
        ck_near("self-soothing", found.seeker_traits.self_soothing, expected.seeker_traits.self_soothing, turn_tolerance);
        ck_near("resting arousal", found.seeker_traits.resting_arousal, expected.seeker_traits.resting_arousal, turn_tolerance);
        const struct meeting m = meeting_in(&block, l);
        const struct outcome o2 = {.seeker = expected.seeker, .giver = expected.giver, .bond = expected.bond};
        assert_same_state(&m, &o2, &(struct reference_scene){.present = true}, 1e-7, 1e-7);
    }
}
END_TEST

/* Over a year errors add up, but everything forgets: trust, doubt and values at 1.5 to 3 % a lesson (errors grow 70-fold at most), mood at 2 % a
 * turn, fear and load more slowly, though in steps a hundred times smaller. 1e-4 holds them all. Where a decision fell differently after all the two
 * lives part, and are followed no further; mood alone may be off by 5e-5, so that one decision in some 10,000 may fall so, and a dyad takes about
 * that many in a year. */
static void compare_lives(uint32_t turns)
{
    static struct reference_dyad twin[LANES];
    static struct seen_lanes seen;
    static bool parted[LANES];
    const struct stage stage = stage_on(&p, SEED);
    const struct scene daily = daily_scene(&p);
    const struct reference_scene scene = scene_of(daily);
    int together = LANES;
    double turns_together = 0;
    bear_infants(&block, &p, stage.who, 1);
    for (int l = 0; l < LANES; l++) {
        twin[l] = dyad_in(&block, l);
    }
    for (uint32_t when = 0; when < turns; when++) {
        play(&stage, &block, daily, DAILY_LIFE, when, 1, &seen);
        for (int l = 0; l < LANES; l++) {
            struct reference_dyad *d = &twin[l];
            struct luck luck = {block.dyad[l], DAILY_LIFE, 0};
            struct reference_seen expected;
            if (parted[l]) {
                continue;
            }
            reference_turn(&p, &scene, &d->seeker_traits, &d->giver_traits, &d->seeker, &d->giver, &d->bond, &d->tally, luck_of(&luck, when),
                           &expected);
            const struct meeting m = meeting_in(&block, l);
            if (!same_decisions(decided_in(seen_in_lane(&seen, l), m.bond.kind), decided_by_reference(expected, d->bond.kind))) {
                parted[l] = true;
                together--;
                continue;
            }
            turns_together++;
            if (when % 16 == 15 || expected.broken) {
                const struct outcome o = {.seeker = d->seeker, .giver = d->giver, .bond = d->bond};
                assert_same_state(&m, &o, &scene, 1e-4, 1e-4);
            }
        }
    }
    ck_assert_int_gt(together, LANES * 3 / 4);
    ck_assert_double_gt(turns_together, 0.9 * turns * LANES);
    for (int l = 0; l < LANES; l++) {
        if (!parted[l]) {
            const struct tally_lanes *tally = &block.tally[INFANT_BOND];
            ck_near("ruptures of the life", (double)tally->ruptures[l], twin[l].tally.ruptures, 0);
            ck_near("repairs of the life", (double)tally->repairs[l], twin[l].tally.repairs, 0);
            ck_near("prompt answers of the life", (double)tally->prompt[l], twin[l].tally.prompt, 0);
            ck_near("turns to repair of the life", (double)tally->repair_turns[l], twin[l].tally.repair_turns, 0);
        }
    }
}

START_TEST(a_year_is_that_of_the_reference_under_the_same_draws)
{
    compare_lives(365 * 60);
}
END_TEST

START_TEST(so_are_two_months_under_every_rival_rule)
{
    p.learn_rule = _i;
    compare_lives(60 * 60);
}
END_TEST

TCase *reference_lives_cases(void)
{
    TCase *cases = tcase_create("lives");
    tcase_set_timeout(cases, 120);
    tcase_add_checked_fixture(cases, fresh, NULL);
    tcase_add_test(cases, a_newborn_and_its_caregiver_are_those_of_the_reference);
    tcase_add_test(cases, a_year_is_that_of_the_reference_under_the_same_draws);
    tcase_add_loop_test(cases, so_are_two_months_under_every_rival_rule, MEND_LEARN_CALM, MEND_LEARN_NONE + 1);
    return cases;
}
