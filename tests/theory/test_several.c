/* Several bonds at once: what one of them does to another, and what nothing may depend on. Small blocks through the lane loop. */
#include "assay/assay.h"
#include "io/text.h"
#include "life/calendar.h"
#include "life/growth.h"
#include "suites.h"
#include "theory/one_turn.h"

#include <check.h>
#include <string.h>

static struct mend_params p;
static struct setting setting;
static struct block block, other;

/* A setting by name, with its own defaults. Adults start as strangers to their past: no lane lives an infancy here. */
static void enter(const char *name)
{
    const int position = mend_position(name, SETTING_NAMES);
    ck_assert_int_ge(position, 0);
    for (int i = 0; i < mend_param_count; i++) {
        mend_param_set(&p, &mend_param_table[i], mend_param_fallback(&mend_param_table[i], position));
    }
    p.infancy_days = 0;
    setting = setting_at(position);
}

static struct stage nobody_yet(void)
{
    return (struct stage){.params = &p, .loop = lane_loop_for(best_isa()), .who = {.seed_low = 11}};
}

static void add_tie(struct stage *stage, int tie)
{
    const bool adult = setting.who[setting.tie[tie].seeker].kind == ADULT;
    stage_meet(stage, tie, setting.tie[tie], adult ? p.adult_age : 1.0f);
}

/* Everybody of the setting, their bonds in its order or the other way round. */
static struct stage everybody(bool backwards)
{
    struct stage stage = nobody_yet();
    for (int k = 0; k < setting.ties; k++) {
        add_tie(&stage, backwards ? setting.ties - 1 - k : k);
    }
    return stage;
}

/* The first day: newborns, givers, and adults with the attachment that a life's noise gives them. */
static void bear(struct block *b, uint32_t first)
{
    const struct stage stage = nobody_yet();
    bear_block(b, &p, &setting, stage.who, first, NULL, 0);
    for (int person = 0; person < setting.people; person++) {
        if (setting.who[person].kind == ADULT) {
            grow_up(&stage, &setting, b, person);
        }
    }
}

static void live_turns(const struct stage *stage, struct block *b, uint32_t turns)
{
    play(stage, b, daily_scene(&p), DAILY_LIFE, 0, turns, NULL);
}

static void live_days(const struct stage *stage, struct block *b, int64_t first, int64_t last)
{
    const uint32_t turns = (uint32_t)p.turns_per_day;
    for (int64_t day = first; day <= last; day++) {
        play(stage, b, daily_scene(&p), DAILY_LIFE, (uint32_t)(day - 1) * turns, turns, NULL);
        end_day(stage, b, day);
    }
}

/* All that a block carries; what comes after it are the words of the turn that was drawn last. */
static const size_t CARRIED = offsetof(struct block, turn_word);

static bool same_lives(const struct block *a, const struct block *b)
{
    return memcmp(a, b, CARRIED) == 0;
}

static double sum_of_lanes(const float *values)
{
    double sum = 0;
    for (int l = 0; l < LANES; l++) {
        sum += (double)values[l];
    }
    return sum;
}

/* No value of these two arrays of floats is further from its twin than `tolerance`. */
static void assert_near(const char *what, const void *a, const void *b, size_t size, double tolerance)
{
    const float *x = a, *y = b;
    for (size_t k = 0; k < size / sizeof(float); k++) {
        if (!(fabs((double)x[k] - (double)y[k]) <= tolerance)) {
            ck_abort_msg("%s: field %zu of lane %zu is %.9g and %.9g", what, k / LANES, k % LANES, (double)x[k], (double)y[k]);
        }
    }
}

/* ---- the order of bonds ---- */

START_TEST(the_order_of_a_pair_s_bonds_changes_no_bit)
{
    enter("romantic");
    p.learn_rule = _i;
    p.hot_middle = 0; /* some part */
    const struct stage forwards = everybody(false), backwards = everybody(true);
    ck_assert_int_ne(forwards.contact[0].bond, backwards.contact[0].bond);
    bear(&block, 1);
    bear(&other, 1);
    live_days(&forwards, &block, 1, 100);
    live_days(&backwards, &other, 1, 100);
    ck_assert_double_gt(sum_of_lanes(block.tally[0].provoked), 0);
    ck_assert_double_gt(sum_of_lanes(block.bond[0].ended), 0);
    ck_assert(same_lives(&block, &other));
}
END_TEST

/* Bodies add up what three bonds did to them, and sums of three floats depend on their order in the last place: after ten days by a few roundings of
 * 2^-24. No draw of these lives lies so near its chance that a bond would take another way. */
START_TEST(the_order_of_a_family_s_bonds_changes_no_more_than_rounding)
{
    enter("family");
    const struct stage forwards = everybody(false), backwards = everybody(true);
    bear(&block, 1);
    bear(&other, 1);
    live_turns(&forwards, &block, 200);
    live_turns(&backwards, &other, 200);
    assert_near("persons", block.person, other.person, sizeof block.person, 1e-5);
    assert_near("bonds", block.bond, other.bond, sizeof block.bond, 1e-5);
    for (int k = 0; k < setting.ties; k++) {
        ck_assert_double_gt(sum_of_lanes(block.tally[k].repairs), 0);
        ck_assert_mem_eq(block.tally[k].ruptures, other.tally[k].ruptures, sizeof(lane_values));
        ck_assert_mem_eq(block.tally[k].repairs, other.tally[k].repairs, sizeof(lane_values));
        ck_assert_mem_eq(block.tally[k].provoked, other.tally[k].provoked, sizeof(lane_values));
    }
}
END_TEST

/* ---- an infant's bond among others ---- */

/* Two infants, each with a caregiver who has nothing to do with the other two. */
static void enter_neighbours(void)
{
    enter("caregiver_infant");
    setting = (struct setting){
        .people = 4,
        .ties = 2,
        .who = {{"infant", NEWBORN, NOBODY}, {"caregiver", GIVER, NOBODY}, {"neighbour", NEWBORN, NOBODY}, {"caregiver", GIVER, NOBODY}},
        .tie = {{0, 1, NO_BOND, CARE_TIE}, {2, 3, NO_BOND, CARE_TIE}},
    };
}

/* Alone it is one pass over the lanes, beside others it goes through the table of sums: the change of arousal is added to it and not set, which is
 * one rounding. */
START_TEST(an_infant_learns_the_same_whatever_else_goes_on_next_door)
{
    enter_neighbours();
    const struct stage both = everybody(false);
    bear(&block, 1);
    live_turns(&both, &block, 2000);
    for (int k = 0; k < setting.ties; k++) {
        const struct stage alone = stage_of_one(&both, k);
        const struct tie tie = setting.tie[k];
        bear(&other, 1);
        live_turns(&alone, &other, 2000);
        assert_near("bond", &block.bond[k], &other.bond[k], sizeof block.bond[k], 1e-6);
        assert_near("seeker", &block.person[tie.seeker], &other.person[tie.seeker], sizeof block.person[0], 1e-6);
        assert_near("giver", &block.person[tie.giver], &other.person[tie.giver], sizeof block.person[0], 1e-6);
        ck_assert_double_gt(sum_of_lanes(other.tally[k].repairs), LANES);
        ck_assert_mem_eq(block.tally[k].ruptures, other.tally[k].ruptures, sizeof(lane_values));
        ck_assert_mem_eq(block.tally[k].repairs, other.tally[k].repairs, sizeof(lane_values));
        ck_assert_mem_eq(block.tally[k].prompt, other.tally[k].prompt, sizeof(lane_values));
        ck_assert_mem_eq(block.tally[k].repair_turns, other.tally[k].repair_turns, sizeof(lane_values));
    }
}
END_TEST

/* ---- places ---- */

static void exchange(void *a, void *b, size_t size)
{
    static char kept[sizeof(struct bond_lanes)];
    ck_assert_uint_le(size, sizeof kept);
    memcpy(kept, a, size);
    memcpy(a, b, size);
    memcpy(b, kept, size);
}

/* A sits where B sat, with all that either is and has learned. The draws stay with the places. */
static void exchange_places(struct block *b)
{
    exchange(&b->person[0], &b->person[1], sizeof b->person[0]);
    exchange(&b->traits[0], &b->traits[1], sizeof b->traits[0]);
    exchange(&b->bond[0], &b->bond[1], sizeof b->bond[0]);
    exchange(&b->tally[0], &b->tally[1], sizeof b->tally[0]);
}

/* What a life came to for who sits at `place`. */
enum { LEARNED = 7 };
static const char *const learned_names[LEARNED] = {"trust", "doubt", "resentment", "value of signalling", "ruptures", "labour", "load"};

static float learned_by(const struct block *b, int place, int l, int what)
{
    const struct bond_lanes *bond = &b->bond[place];
    const float values[LEARNED] = {
        bond->trust[l],          bond->doubt[l], bond->resentment[l], bond->value_signal[l], b->tally[place].ruptures[l], b->tally[place].answered[l],
        b->person[place].load[l]};
    return values[what];
}

/* Differences between the same persons' two lives: a sum, and a sum of squares. */
struct differences {
    double sum[LEARNED], square[LEARNED];
    int n;
};

/* Ten blocks of pairs live half a year as they are, and once more in each other's place. */
static struct differences of_exchanged_pairs(void)
{
    struct differences d = {.n = 0};
    const struct stage stage = everybody(false);
    for (uint32_t k = 0; k < 10; k++) {
        bear(&block, 1 + k * LANES);
        other = block;
        exchange_places(&other);
        live_days(&stage, &block, 1, 180);
        live_days(&stage, &other, 1, 180);
        for (int l = 0; l < LANES; l++, d.n++) {
            for (int what = 0; what < LEARNED; what++) {
                const double x = (double)learned_by(&block, 0, l, what) - (double)learned_by(&other, 1, l, what);
                d.sum[what] += x;
                d.square[what] += x * x;
            }
        }
    }
    return d;
}

static double standard_errors(const struct differences *d, int what)
{
    const double mean = d->sum[what] / d->n;
    return mean / sqrt((d->square[what] / d->n - mean * mean) / d->n);
}

START_TEST(nothing_knows_a_from_b_where_roles_are_equal)
{
    enter("romantic");
    p.can_end = 0; /* who has parted learns nothing more */
    const struct differences equal = of_exchanged_pairs();
    for (int what = 0; what < LEARNED; what++) {
        ck_assert_msg(fabs(standard_errors(&equal, what)) < 4, "%s: %.1f standard errors", learned_names[what], standard_errors(&equal, what));
    }
    p.power = .8f; /* and would be found out: A is answered more */
    const struct differences unequal = of_exchanged_pairs();
    ck_assert_double_gt(standard_errors(&unequal, 0), 10);
}
END_TEST

/* ---- protest and the bond back ---- */

/* Ruptures that the other's protest, or a conflict of the other's, opened in 1,000 turns. */
static double provoked(float protest_back, float conflict_back)
{
    enter("romantic");
    p.protest_back = protest_back;
    p.conflict_back = conflict_back;
    const struct stage stage = everybody(false);
    bear(&block, 1);
    live_turns(&stage, &block, 1000);
    ck_assert_double_gt(sum_of_lanes(block.tally[0].ruptures), 0);
    return sum_of_lanes(block.tally[0].provoked) + sum_of_lanes(block.tally[1].provoked);
}

START_TEST(protest_opens_the_bond_back_only_as_far_as_it_may)
{
    ck_assert_double_eq(provoked(0, 0), 0);
    const double some = provoked(.25f, 0);
    ck_assert_double_gt(some, 0);
    ck_assert_double_gt(provoked(1, 0), 2 * some);
    ck_assert_double_gt(provoked(0, .5f), 0);
}
END_TEST

/* A is aroused, hurt and always protests; B is whole, and nothing breaks by itself. */
static void hurt_a(void)
{
    enter("romantic");
    p.rupture_scale = 0;
    p.protest_back = 1;
    p.bid_slope = 100;
    bear(&block, 1);
    for (int l = 0; l < LANES; l++) {
        block.person[0].arousal[l] = 1;
        block.bond[0].open[l] = 1;
        block.bond[0].value_escalate[l] = 2;
        block.bond[0].fear[l] = 0;
        block.person[1].arousal[l] = .2f;
        block.traits[1].reactivity[l] = 1;
        block.traits[1].resting_arousal[l] = .1f;
        block.bond[1].doubt[l] = .05f;
        block.bond[1].fear[l] = 0;
        block.bond[1].age[l] = 5;
    }
}

/* B rests while A protests, is alarmed by a rupture of severity .3, and takes up what A shows: .4 of an infant's caregiver's rise. */
START_TEST(a_protest_is_a_rupture_to_the_other_who_is_alarmed_by_it)
{
    const double rested = .2 + (1 - exp(-.15 * 72)) * (.1 - .2), felt = .3 + .7 * 4.66 * .05, rise = .4 * .1 * (.3 + 1) * 1 * (1 - .2);
    hurt_a();
    const struct stage stage = everybody(false);
    live_turns(&stage, &block, 1);
    for (int l = 0; l < LANES; l++) {
        const struct bond_lanes *stung = &block.bond[1];
        ck_assert_msg(stung->open[l] == 1 && stung->age[l] == 0 && stung->severity[l] == .3f && stung->kind[l] == CONFLICT, "lane %d", l);
        ck_assert_double_eq_tol((double)block.person[1].arousal[l], rested + .7 * felt + rise, 1e-6);
        ck_assert_msg(block.tally[1].provoked[l] == 1 && block.tally[1].ruptures[l] == 1 && block.tally[0].ruptures[l] == 0, "lane %d", l);
    }
    hurt_a();
    p.repair_scale = 0;
    for (int l = 0; l < LANES; l++) {
        block.bond[1].open[l] = 1; /* and stays so: what is broken cannot break once more */
    }
    live_turns(&stage, &block, 1);
    ck_assert_double_eq(sum_of_lanes(block.tally[1].provoked), 0);
}
END_TEST

/* ---- instruction sets ---- */

static const char *const settings[] = {"two_caregivers", "siblings", "romantic", "workplace", "therapy", "family", "sacred"};
enum { SETTINGS_TRIED = sizeof settings / sizeof settings[0] };

static void assert_same_bits(uint32_t turns)
{
    struct stage stage = everybody(false);
    bear(&block, 1);
    stage.loop = lane_loop_for(ISA_BASELINE);
    live_turns(&stage, &block, turns);
    for (int isa = ISA_BASELINE + 1; isa < ISAS; isa++) {
        stage.loop = lane_loop_for((enum isa)isa);
        if (stage.loop) {
            bear(&other, 1);
            live_turns(&stage, &other, turns);
            ck_assert_msg(same_lives(&block, &other), "%s with %s", setting.name, isa_names[isa]);
        }
    }
}

START_TEST(every_instruction_set_gives_the_same_bits_in_every_setting)
{
    enter(settings[_i]);
    assert_same_bits(2000);
}
END_TEST

START_TEST(every_instruction_set_gives_the_same_bits_with_texts_styles_and_harm)
{
    enter("romantic");
    p.mediated_share = .3f;
    p.directness_a = .9f;
    p.harm_per_day = .1f;
    p.irreparable = .7f;
    assert_same_bits(2000);
    ck_assert_double_gt(sum_of_lanes(block.tally[0].harms), 0);
}
END_TEST

static const char *const settings_of_rivals[] = {"caregiver_infant", "siblings", "romantic", "therapy", "sacred"};
enum { SETTINGS_OF_RIVALS = sizeof settings_of_rivals / sizeof settings_of_rivals[0] };

START_TEST(every_instruction_set_gives_the_same_bits_under_every_rival_rule)
{
    for (int rule = MEND_LEARN_CALM; rule <= MEND_LEARN_NONE; rule++) {
        enter(settings_of_rivals[_i]);
        p.learn_rule = rule;
        assert_same_bits(1000);
    }
}
END_TEST

/* ---- the end ---- */

/* Everybody parts in anger at the end of day `day`. */
static void live_until_parted(const struct stage *stage, int64_t day)
{
    p.can_end = 0;
    live_days(stage, &block, 1, day - 1);
    p.can_end = 1;
    p.hot_rate = 1e9f;
    live_days(stage, &block, day, day);
}

START_TEST(a_pair_that_has_ended_keeps_what_it_learned_and_breaks_no_more)
{
    enter("romantic");
    const struct stage stage = everybody(false);
    bear(&block, 1);
    live_until_parted(&stage, 60);
    other = block;
    live_days(&stage, &block, 61, 160);
    for (int k = 0; k < setting.ties; k++) {
        struct bond_lanes *now = &block.bond[k];
        const struct bond_lanes *then = &other.bond[k];
        for (int l = 0; l < LANES; l++) {
            ck_assert_msg(then->ended[l] == 1 && then->route[l] == 1 && then->days_together[l] == 60 && then->open[l] == 0, "lane %d", l);
        }
        ck_assert_double_gt(sum_of_lanes(other.tally[k].ruptures), LANES);
        ck_assert_mem_eq(&block.tally[k], &other.tally[k], offsetof(struct tally_lanes, arousal_sum));
        ck_assert_mem_eq(block.tally[k].provoked, other.tally[k].provoked, sizeof(lane_values));
        memcpy(now->pull, then->pull, sizeof now->pull); /* which fades with days, as it does in all who are apart */
        ck_assert_mem_eq(now, then, offsetof(struct bond_lanes, open));
        ck_assert_double_eq(sum_of_lanes(now->open), 0);
        ck_assert_mem_eq(now->days_together, then->days_together, sizeof now->days_together);
    }
    live_turns(&stage, &block, 1); /* after the last night the days are strained anew */
    for (int k = 0; k < setting.ties; k++) {
        lane_values rest;
        for (int l = 0; l < LANES; l++) {
            rest[l] = rest_of(&block, k, l);
        }
        assert_near("arousal at rest", block.person[k].arousal, rest, sizeof rest, 1e-5); /* e^-10.8 = 2e-5 of the way is left */
    }
}
END_TEST

/* Lanes are dyads: to part in one of them is nothing to the others. */
START_TEST(who_stays_together_lives_as_if_nobody_had_parted)
{
    enter("romantic");
    p.hot_middle = 0;
    const struct stage stage = everybody(false);
    int parted = 0;
    bear(&block, 1);
    bear(&other, 1);
    live_days(&stage, &block, 1, 120);
    p.can_end = 0;
    live_days(&stage, &other, 1, 120);
    for (int l = 0; l < LANES; l++) {
        ck_assert(block.bond[0].ended[l] == block.bond[1].ended[l] && block.bond[0].route[l] == block.bond[1].route[l]);
        parted += block.bond[0].ended[l] > 0.5f;
        for (int k = 0; k < setting.ties && block.bond[0].ended[l] < 0.5f; k++) {
            ck_assert(block.bond[k].trust[l] == other.bond[k].trust[l] && block.tally[k].ruptures[l] == other.tally[k].ruptures[l]);
            ck_assert(block.person[k].arousal[l] == other.person[k].arousal[l] && block.bond[k].days_together[l] == 120);
        }
    }
    ck_assert_int_gt(parted, LANES / 10);
    ck_assert_int_lt(parted, LANES * 9 / 10);
}
END_TEST

/* ---- growing up ---- */

/* What both have learned of the caregiver of their infancy: to minimise, signal and escalate in two, one and one of four bids. */
static void bear_with_infancies(void)
{
    enter("romantic");
    p.bid_slope = 1;
    p.bid_expectation = p.bid_uncertainty = p.bid_arousal = 0;
    bear_block(&block, &p, &setting, nobody_yet().who, 1, NULL, 0);
    for (int person = 0; person < 2; person++) {
        struct bond_lanes *infancy = &block.bond[bond_of_infancy(&setting, person)];
        for (int l = 0; l < LANES; l++) {
            infancy->trust[l] = .3f;
            infancy->doubt[l] = .05f;
            infancy->fear[l] = .2f;
            infancy->value_minimise[l] = .8f;
            infancy->value_signal[l] = infancy->value_escalate[l] = .8f - (float)log(2);
        }
    }
}

static void grow_up_after(int64_t days)
{
    const struct stage stage = nobody_yet();
    p.infancy_days = days;
    grow_up(&stage, &setting, &block, 0);
    grow_up(&stage, &setting, &block, 1);
}

static void assert_grown(const float *grown, const float *noise, double pattern)
{
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)grown[l], .6 * pattern + .8 * (double)noise[l], 1e-5);
    }
}

/* Who had no infancy here is a life's noise alone. Standardised by the mean and the standard deviation of each pattern; never beyond three. */
START_TEST(growing_up_keeps_six_tenths_of_what_infancy_taught_and_adds_eight_tenths_of_noise)
{
    const double turning_away = log(.51 / .51) - 2 * .3, heightening = .5 * log(.26 / .76) + 20 * .05, fright = log(.2 + .02);
    struct traits_lanes noise[2];
    bear_with_infancies();
    grow_up_after(0);
    memcpy(noise, block.traits, sizeof noise);
    ck_assert_float_ne(noise[0].deactivation[0], noise[1].deactivation[0]);
    grow_up_after(365);
    for (int person = 0; person < 2; person++) {
        assert_grown(block.traits[person].deactivation, noise[person].deactivation, (turning_away + 1.84) / 1.8);
        assert_grown(block.traits[person].hyperactivation, noise[person].hyperactivation, (heightening - .833) / 1.165);
        assert_grown(block.traits[person].unresolved, noise[person].unresolved, (fright + 2.115) / 1.136);
    }
    for (int l = 0; l < LANES; l++) {
        block.bond[bond_of_infancy(&setting, 1)].doubt[l] = 1;
    }
    grow_up_after(365);
    assert_grown(block.traits[1].hyperactivation, noise[1].hyperactivation, 3);
}
END_TEST

/* Of a bond that starts: four fifths of infancy and one of an acquaintance, and half of what is kept of fear. */
static void assert_start(const struct bond_lanes *bond, double trust, double doubt, double fear, double minimise, double signal, double escalate)
{
    for (int l = 0; l < LANES; l++) {
        ck_assert_double_eq_tol((double)bond->trust[l], trust, 1e-6);
        ck_assert_double_eq_tol((double)bond->belief[l], trust, 1e-6);
        ck_assert_double_eq_tol((double)bond->doubt[l], doubt, 1e-6);
        ck_assert_double_eq_tol((double)bond->fear[l], fear, 1e-6);
        ck_assert_double_eq_tol((double)bond->value_minimise[l], minimise, 1e-6);
        ck_assert_double_eq_tol((double)bond->value_signal[l], signal, 1e-6);
        ck_assert_double_eq_tol((double)bond->value_escalate[l], escalate, 1e-6);
    }
}

START_TEST(a_new_bond_starts_from_the_infancy_of_the_one_who_seeks)
{
    const double value = .8 - log(2);
    bear_with_infancies();
    for (int l = 0; l < LANES; l++) {
        block.bond[bond_of_infancy(&setting, 1)].trust[l] = .9f;
    }
    grow_up_after(365);
    assert_start(&block.bond[0], .8 * .3 + .2 * .7, .8 * .05 + .2 * .05, .8 * .5 * .2, .8 * .8, .8 * value + .2 * .15, .8 * value);
    assert_start(&block.bond[1], .8 * .9 + .2 * .7, .8 * .05 + .2 * .05, .8 * .5 * .2, .8 * .8, .8 * value + .2 * .15, .8 * value);
    ck_assert_float_eq(block.person[0].working_model[0], .3f);
    ck_assert_float_eq(block.person[1].working_model[0], .9f);
    ck_assert_float_eq(block.person[0].general_doubt[0], .05f);
    grow_up_after(0);
    assert_start(&block.bond[0], .7, .05, 0, 0, .15, 0);
}
END_TEST

/* ---- an assay of two among many ---- */

START_TEST(a_conflict_discussion_is_the_pair_s_alone)
{
    static struct discussion_reports among_all[LANES], among_two[LANES];
    const char *const crowds[] = {"therapy", "family"};
    enter(crowds[_i]);
    const struct stage stage = everybody(false);
    struct stage pair = nobody_yet();
    add_tie(&pair, 0);
    add_tie(&pair, setting.tie[0].back);
    bear(&block, 1);
    live_turns(&stage, &block, 500);
    other = block;
    conflict_discussion(&stage, &block, 0, among_all);
    conflict_discussion(&pair, &block, 0, among_two);
    ck_assert_mem_eq(among_all, among_two, sizeof among_all);
    ck_assert_mem_eq(&block, &other, sizeof block);
    ck_assert_float_gt(among_all[0].of[0].positive + among_all[0].of[1].positive, 0);
}
END_TEST

Suite *several_suite(void)
{
    Suite *suite = suite_create("several");
    TCase *cases = tcase_create("several bonds");
    tcase_set_timeout(cases, 60);
    tcase_add_loop_test(cases, the_order_of_a_pair_s_bonds_changes_no_bit, MEND_LEARN_REPAIR, MEND_LEARN_NONE + 1);
    tcase_add_test(cases, the_order_of_a_family_s_bonds_changes_no_more_than_rounding);
    tcase_add_test(cases, an_infant_learns_the_same_whatever_else_goes_on_next_door);
    tcase_add_test(cases, nothing_knows_a_from_b_where_roles_are_equal);
    tcase_add_test(cases, protest_opens_the_bond_back_only_as_far_as_it_may);
    tcase_add_test(cases, a_protest_is_a_rupture_to_the_other_who_is_alarmed_by_it);
    tcase_add_loop_test(cases, every_instruction_set_gives_the_same_bits_in_every_setting, 0, SETTINGS_TRIED);
    tcase_add_test(cases, every_instruction_set_gives_the_same_bits_with_texts_styles_and_harm);
    tcase_add_loop_test(cases, every_instruction_set_gives_the_same_bits_under_every_rival_rule, 0, SETTINGS_OF_RIVALS);
    tcase_add_test(cases, a_pair_that_has_ended_keeps_what_it_learned_and_breaks_no_more);
    tcase_add_test(cases, who_stays_together_lives_as_if_nobody_had_parted);
    tcase_add_test(cases, growing_up_keeps_six_tenths_of_what_infancy_taught_and_adds_eight_tenths_of_noise);
    tcase_add_test(cases, a_new_bond_starts_from_the_infancy_of_the_one_who_seeks);
    tcase_add_loop_test(cases, a_conflict_discussion_is_the_pair_s_alone, 0, 2);
    suite_add_tcase(suite, cases);
    return suite;
}
