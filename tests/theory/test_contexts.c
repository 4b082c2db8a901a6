/* What the contexts of bonds between adults must show (docs/emergence.md): none of it is written into the model, and any of it could fail. Each
 * figure is the mean over 20 seeds with its 95 % interval; contrasts are between the same lives. */
#include "suites.h"
#include "theory/context_figures.h"

#include <math.h>
#include <stdio.h>

static struct figures before, now, six_years;

/* Lives pairs with these sets over those of every pair here. */
#define TWO_YEARS "dyads=128 days=730 ending.possible=false "

static void live_pairs(const char *sets, struct figures *out)
{
    live_way(&(struct way){.setting = "romantic", .sets = sets}, figures_of_pairs, out);
}

static void live_six_years(void)
{
    live_pairs("dyads=128", &six_years);
}

/* The difference of a figure now less before, as a row. */
static struct spread change(const char *who, const char *what, int figure, const char *claimed)
{
    return told(who, what, difference(&now, figure, &before, figure), claimed);
}

/* ---- what is said, written and shown ---- */

static const char *const thirds[THIRDS] = {"half by text: the third of least doubt", "half by text: the middle",
                                           "half by text: the third of most doubt"};

/* A figure of each third falls, and the most where there was most doubt. */
static void assert_falls_with_doubt(const char *what, int figure)
{
    struct figures fall;
    char less[64];
    for (int k = 0; k < THIRDS; k++) {
        assert_below(change(thirds[k], what, figure + k, "< 0"), 0);
        for (int s = 0; s < RUNS; s++) {
            fall.of[s][k] = now.of[s][figure + k] - before.of[s][figure + k];
        }
    }
    for (int k = 0; k < THIRDS - 1; k++) {
        snprintf(less, sizeof less, "%s, less that of %s", what, k ? "the middle" : "the least");
        assert_below(told(thirds[THIRDS - 1], less, difference(&fall, THIRDS - 1, &fall, k), "< 0"), 0);
    }
}

/* From the second year on half of what passes is by text; the doubtful are told apart on the day before. */
START_TEST(texts_cost_repair_and_trust_and_the_doubtful_the_most)
{
    struct way way = {.setting = "romantic", .sets = "dyads=256 days=730 ending.possible=false record.dyads=256 record.every_days=365"};
    live_way(&way, figures_by_doubt, &before);
    way.change[0] = (struct planned){"mediated.share", 366, 0, .5};
    live_way(&way, figures_by_doubt, &now);
    assert_falls_with_doubt("trust", BY_DOUBT_trust);
    assert_falls_with_doubt("share repaired", BY_DOUBT_repaired);
}
END_TEST

START_TEST(teaching_moves_belief_and_leaves_trust)
{
    live_pairs(TWO_YEARS, &before);
    live_pairs(TWO_YEARS "belief.teaching=0.02", &now);
    assert_above(change("taught, a fiftieth of the way a day", "belief", PAIR_belief, "> 0"), 0);
    const struct spread trust = change("taught, a fiftieth of the way a day", "trust", PAIR_trust, "within .01");
    assert_above(trust, -.01);
    assert_below(trust, .01);
    change("taught, a fiftieth of the way a day", "inclination to signal at arousal .4", PAIR_signal, "reported");
}
END_TEST

START_TEST(what_is_taught_moves_a_calm_person_and_not_a_flooded_one)
{
    double moved[2];
    const double arousal[2] = {.1, .95};
    for (int k = 0; k < 2; k++) {
        char what[64];
        snprintf(what, sizeof what, "signal at arousal %g, belief .9 less .5", arousal[k]);
        moved[k] = signalling(.9, arousal[k]) - signalling(.5, arousal[k]);
        printf("    %-46s %-46s %8.4f\n", "a bond of trust .5, equal values", what, moved[k]);
    }
    ck_assert_double_gt(moved[1], 0);
    ck_assert_double_gt(moved[0], 10 * moved[1]);
}
END_TEST

/* Directness of A and of B: in words, or by coming near again. */
START_TEST(either_style_of_repair_works_and_a_mismatch_costs)
{
    static struct figures indirect;
    live_pairs(TWO_YEARS "culture.directness_a=1 culture.directness_b=1", &before);
    live_pairs(TWO_YEARS "culture.directness_a=0 culture.directness_b=0", &indirect);
    live_pairs(TWO_YEARS "culture.directness_a=1 culture.directness_b=0", &now);
    assert_above(told("both direct", "share repaired", over_seeds(&before, PAIR_repaired), "most"), .5);
    assert_above(told("both indirect", "share repaired", over_seeds(&indirect, PAIR_repaired), "most"), .5);
    const struct spread s = told("both indirect less both direct", "trust", difference(&indirect, PAIR_trust, &before, PAIR_trust), "within .01");
    assert_above(s, -.01);
    assert_below(s, .01);
    assert_below(change("one direct, one indirect", "share repaired", PAIR_repaired, "< 0"), 0);
    assert_below(change("one direct, one indirect", "trust", PAIR_trust, "< 0"), 0);
}
END_TEST

/* ---- who repairs, and who may ask ---- */

#define ONE_SIDED "roles.repair_a=1.3 roles.repair_b=0.4"

START_TEST(one_sided_repair_depletes_the_repairer)
{
    live_pairs("dyads=128 days=365 ending.possible=false", &before);
    live_pairs("dyads=128 days=365 ending.possible=false " ONE_SIDED, &now);
    assert_above(change("A repairs 1.3, B .4; a year", "depletion of A", PAIR_depletion_a, "> 0"), 0);
    assert_above(told("A repairs 1.3, B .4; a year", "depletion of A less B's", difference(&now, PAIR_depletion_a, &now, PAIR_depletion_b), "> 0"),
                 0);
}
END_TEST

/* A asks one who seldom answers, and to ask in vain is labour too: only where asking costs nothing is it the repairing that depletes. */
START_TEST(repairing_alone_depletes_the_repairer)
{
    live_pairs("dyads=128 days=365 ending.possible=false depletion.asking=0", &before);
    live_pairs("dyads=128 days=365 ending.possible=false depletion.asking=0 " ONE_SIDED, &now);
    assert_above(change("the same, asking costs nothing", "depletion of A", PAIR_depletion_a, "> 0"), 0);
    assert_above(told("the same, asking costs nothing", "depletion of A less B's", difference(&now, PAIR_depletion_a, &now, PAIR_depletion_b), "> 0"),
                 0);
}
END_TEST

START_TEST(one_sided_repair_ends_pairs)
{
    live_pairs("dyads=128 " ONE_SIDED, &now);
    told("pairs, six years", "share that end", over_seeds(&six_years, PAIR_ended), "");
    assert_above(told("A repairs 1.3, B .4; six years", "share that end", difference(&now, PAIR_ended, &six_years, PAIR_ended), "> 0"), 0);
}
END_TEST

START_TEST(friends_drift_apart_where_romantic_pairs_break)
{
    live_way(&(struct way){.setting = "friendship", .sets = "dyads=128"}, figures_of_pairs, &now);
    told("friends, six years", "share that end", over_seeds(&now, PAIR_ended), "");
    told("pairs, six years", "share of endings that are cold", over_seeds(&six_years, PAIR_cold_share), "");
    told("friends, six years", "share of endings that are cold", over_seeds(&now, PAIR_cold_share), "");
    assert_above(told("friends less pairs", "share of endings that are cold", difference(&now, PAIR_cold_share, &six_years, PAIR_cold_share), "> 0"),
                 0);
}
END_TEST

START_TEST(who_has_less_power_protests_less_and_has_fewer_ruptures_repaired)
{
    const char *const who = "B, under A's power of .6";
    struct way way = {.setting = "workplace", .sets = "dyads=128 roles.power=0", .talk_day = 730};
    live_way(&way, figures_of_pairs, &before);
    way.sets = "dyads=128 roles.power=0.6";
    live_way(&way, figures_of_pairs, &now);
    assert_below(change(who, "escalated turns of a discussion, less equals", PAIR_pursued_b, "< 0"), 0);
    assert_below(told(who, "escalated turns of a discussion, less A", difference(&now, PAIR_pursued_b, &now, PAIR_pursued_a), "< 0"), 0);
    assert_below(change(who, "inclination to escalate, less equals", PAIR_escalate_b, "< 0"), 0);
    assert_below(change(who, "share repaired, less equals", PAIR_repaired_b, "< 0"), 0);
    assert_below(told(who, "share repaired, less A", difference(&now, PAIR_repaired_b, &now, PAIR_repaired_a), "< 0"), 0);
}
END_TEST

/* ---- kinds ---- */

/* From the first day on every rupture that opens by itself has a severity of .5. */
static void live_kinds(void)
{
    live_way(&(struct way){.setting = "romantic",
                           .sets = "dyads=128 days=365 ending.possible=false record.dyads=128 record.every_days=365 record.events=true",
                           .change = {{"rupture.severity.least", 1, 0, .5}, {"rupture.severity.range", 1, 0, 0}}},
             figures_by_kind, &now);
}

static void assert_apart(struct spread s)
{
    ck_assert_msg(s.lower > 0 || s.upper < 0, "%.4f to %.4f has 0 in it", s.lower, s.upper);
}

static struct spread kinds_told(int a, int b, int figure, const char *what, const char *claimed)
{
    char who[64];
    snprintf(who, sizeof who, "%s less %s", kind_words[a], kind_words[b]);
    return told(who, what, difference(&now, figure + a, &now, figure + b), claimed);
}

START_TEST(at_equal_severity_kinds_of_rupture_differ_in_repair)
{
    live_kinds();
    for (int k = 0; k < HARM; k++) {
        told(kind_words[k], "share repaired, severity .5", over_seeds(&now, BY_KIND_repaired + k), "");
        told(kind_words[k], "turns to repair, severity .5", over_seeds(&now, BY_KIND_latency + k), "");
    }
    assert_apart(kinds_told(CONFLICT, MISCOMMUNICATION, BY_KIND_repaired, "share repaired", "not 0"));
    assert_apart(kinds_told(CONFLICT, ABSENCE, BY_KIND_repaired, "share repaired", "not 0"));
    kinds_told(ABSENCE, MISCOMMUNICATION, BY_KIND_repaired, "share repaired", "reported");
    assert_apart(kinds_told(CONFLICT, MISCOMMUNICATION, BY_KIND_latency, "turns to repair", "not 0"));
    assert_apart(kinds_told(CONFLICT, ABSENCE, BY_KIND_latency, "turns to repair", "not 0"));
    assert_apart(kinds_told(ABSENCE, MISCOMMUNICATION, BY_KIND_latency, "turns to repair", "not 0"));
}
END_TEST

/* ---- days that change ---- */

enum { EVERY = 10 };

static struct spread gain_on(const char *who, int day)
{
    char what[64];
    snprintf(what, sizeof what, "trust on day %d, less without", day);
    return change(who, what, day / EVERY - 1, "");
}

/* Trust of `f` on one day less that on another. */
static struct spread between(const char *who, const struct figures *f, int day, int earlier)
{
    char what[64];
    snprintf(what, sizeof what, "trust on day %d less day %d", day, earlier);
    return told(who, what, difference(f, day / EVERY - 1, f, earlier / EVERY - 1), "");
}

/* Less than half of the gain of two years comes within sixty days: at each seed, the first less half of the second. */
static void assert_slow(const char *who, int early, int late)
{
    double less[RUNS];
    for (int s = 0; s < RUNS; s++) {
        const double first = now.of[s][early / EVERY - 1] - before.of[s][early / EVERY - 1];
        less[s] = first - (now.of[s][late / EVERY - 1] - before.of[s][late / EVERY - 1]) / 2;
    }
    assert_below(told(who, "gain of the first 60 days less half of all", spread_of(less), "< 0"), 0);
}

static const struct way three_years = {.setting = "romantic", .sets = "dyads=128 days=1090 ending.possible=false record.every_days=10"};

START_TEST(a_consistent_giver_moves_trust_slowly)
{
    struct way way = three_years;
    live_way(&way, trust_by_day, &before);
    way.change[0] = (struct planned){"repair.scale", 361, 0, 2};
    live_way(&way, trust_by_day, &now);
    const char *const who = "repair doubled from day 361 on";
    const int days[] = {390, 420, 540, 720, 1090};
    for (size_t k = 0; k < sizeof days / sizeof days[0]; k++) {
        assert_above(gain_on(who, days[k]), 0);
    }
    assert_slow(who, 420, 1090);
}
END_TEST

/* Trust comes back to where it was before the event; how far it stays behind the same lives without the event is reported. */
START_TEST(a_life_event_moves_trust_and_lets_it_come_back)
{
    struct way way = three_years;
    live_way(&way, trust_by_day, &before);
    way.change[0] = (struct planned){"intervention.sensitivity", 401, 520, -1.5};
    live_way(&way, trust_by_day, &now);
    const char *const who = "four months of less sensitivity (-1.5)";
    assert_below(gain_on(who, 520), 0);
    gain_on(who, 1090);
    assert_below(between(who, &now, 520, 400), 0);
    assert_above(between(who, &now, 1090, 520), 0);
    double back[RUNS];
    for (int s = 0; s < RUNS; s++) {
        const double *day = now.of[s];
        back[s] = (day[1090 / EVERY - 1] - day[520 / EVERY - 1]) - (day[400 / EVERY - 1] - day[520 / EVERY - 1]) / 2;
    }
    assert_above(told(who, "what came back by day 1090 less half of the fall", spread_of(back), "> 0"), 0);
}
END_TEST

START_TEST(guided_steps_of_couple_therapy_raise_repair_and_trust)
{
    struct way way = {.setting = "romantic", .sets = TWO_YEARS};
    live_way(&way, figures_of_pairs, &before);
    way.change[0] = (struct planned){"skill.guidance", 361, 480, 1};
    live_way(&way, figures_of_pairs, &now);
    assert_above(change("four guided months", "share repaired", PAIR_repaired, "> 0"), 0);
    assert_above(change("four guided months", "trust eight months later", PAIR_trust, "> 0"), 0);
}
END_TEST

Suite *contexts_suite(void)
{
    Suite *suite = suite_create("contexts");
    TCase *tests = tcase_create("pairs");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, texts_cost_repair_and_trust_and_the_doubtful_the_most);
    tcase_add_test(tests, teaching_moves_belief_and_leaves_trust);
    tcase_add_test(tests, what_is_taught_moves_a_calm_person_and_not_a_flooded_one);
    tcase_add_test(tests, either_style_of_repair_works_and_a_mismatch_costs);
    tcase_add_test(tests, one_sided_repair_depletes_the_repairer);
    tcase_add_test(tests, repairing_alone_depletes_the_repairer);
    tcase_add_test(tests, who_has_less_power_protests_less_and_has_fewer_ruptures_repaired);
    tcase_add_test(tests, at_equal_severity_kinds_of_rupture_differ_in_repair);
    tcase_add_test(tests, a_consistent_giver_moves_trust_slowly);
    tcase_add_test(tests, a_life_event_moves_trust_and_lets_it_come_back);
    tcase_add_test(tests, guided_steps_of_couple_therapy_raise_repair_and_trust);
    suite_add_tcase(suite, tests);
    tests = tcase_create("endings");
    tcase_set_timeout(tests, 600);
    tcase_add_unchecked_fixture(tests, live_six_years, NULL);
    tcase_add_test(tests, one_sided_repair_ends_pairs);
    tcase_add_test(tests, friends_drift_apart_where_romantic_pairs_break);
    suite_add_tcase(suite, tests);
    suite_add_tcase(suite, contexts_beyond_cases());
    return suite;
}
