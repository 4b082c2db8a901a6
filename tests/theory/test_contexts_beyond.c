/* The suite `contexts` beyond pairs: infants with others beside them, therapy, God. */
#include "model/turn.h"
#include "theory/context_figures.h"

#include <math.h>
#include <stdio.h>

static struct figures before, now;

static struct spread change(const char *who, const char *what, int figure, const char *claimed)
{
    return told(who, what, difference(&now, figure, &before, figure), claimed);
}

static struct spread present(const char *who, const char *what, int figure, const char *claimed)
{
    return told(who, what, over_seeds(&now, figure), claimed);
}

/* ---- infants ---- */

/* The second caregiver's moods swing twice as far as by default; the first's twice as far too, or not at all. */
START_TEST(a_consistent_caregiver_raises_security_with_an_inconsistent_one)
{
    struct way way = {.setting = "two_caregivers",
                      .sets = "dyads=512 assays=strange_situation contact.second_volatility=2 contact.first_volatility=2"};
    live_way(&way, figures_of_infants, &before);
    way.sets = "dyads=512 assays=strange_situation contact.second_volatility=2 contact.first_volatility=0";
    live_way(&way, figures_of_infants, &now);
    const char *const who = "first caregiver consistent, not inconsistent";
    told("both caregivers inconsistent", "secure with the second", over_seeds(&before, INFANT_secure_second), "");
    assert_above(change(who, "secure with the second", INFANT_secure_second, "> 0"), 0);
    assert_above(change(who, "trust in the second", INFANT_trust_second, "> 0"), 0);
}
END_TEST

/* Modestly: more than by chance, and less than the procedure agrees with itself. */
START_TEST(siblings_agree_modestly)
{
    live_way(&(struct way){.setting = "siblings", .sets = "dyads=512 assays=strange_situation"}, figures_of_infants, &now);
    assert_above(present("siblings", "kappa of their classes", INFANT_agreement, "> 0"), 0);
    present("siblings", "kappa of a class with itself", INFANT_reliability, "more than theirs");
    assert_below(told("siblings", "kappa of both less of one", difference(&now, INFANT_agreement, &now, INFANT_reliability), "< 0"), 0);
}
END_TEST

/* ---- therapy ---- */

/* Shares of sessions are those that were published (docs/emergence.md). */
START_TEST(clients_report_fewer_ruptures_than_observers_code_and_the_gain_reaches_their_own_pair)
{
    struct way way = {.setting = "therapy", .sets = "dyads=128 therapy.turns=0"};
    live_way(&way, figures_of_therapy, &before);
    way.sets = "dyads=128";
    live_way(&way, figures_of_therapy, &now);
    assert_within(present("therapy, a year", "share of sessions with a rupture, coded", THERAPY_coded, ".41 to 1"), .41, 1);
    assert_within(present("therapy, a year", "share of sessions with a rupture, reported", THERAPY_reported, ".19 to .42"), .19, .42);
    assert_above(told("therapy, a year", "coded less reported", difference(&now, THERAPY_coded, &now, THERAPY_reported), "> 0"), 0);
    const char *const who = "therapy, a year, less without";
    assert_above(change(who, "client's trust in the therapist", THERAPY_trust_therapist, "> 0"), 0);
    assert_above(change(who, "client's trust in the partner", THERAPY_trust_client, "> 0"), 0);
    assert_above(change(who, "partner's trust in the client", THERAPY_trust_partner, "> 0"), 0);
    change(who, "client secure with the partner", THERAPY_secure_client, "reported");
    change(who, "partner secure with the client", THERAPY_secure_partner, "reported");
    const char *const what = "r of share repaired there, trust in the partner";
    assert_within(present("therapy, a year", what, THERAPY_alliance, "reported"), -1, 1);
}
END_TEST

/* ---- families ---- */

/* Theory: person above reciprocity above partner above 0; reported as it comes out. */
START_TEST(whose_doing_anxiety_is_in_a_family_is_reported)
{
    const char *const words[FAMILY_FIGURES] = {"share of the person", "share of the partner", "share of the relationship",
                                               "generalized reciprocity, r", "dyadic reciprocity, r"};
    live_way(&(struct way){.setting = "family", .sets = "dyads=128"}, figures_of_families, &now);
    for (int k = 0; k < FAMILY_FIGURES; k++) {
        assert_within(present("attachment anxiety in families", words[k], k, "reported"), -1, 1);
    }
}
END_TEST

/* ---- God ---- */

static const char *const histories[HISTORIES] = {"secure as infants", "avoidant as infants", "anxious as infants"};

static void live_faith(void)
{
    live_way(&(struct way){.setting = "sacred", .sets = "dyads=512"}, figures_of_god, &now);
}

START_TEST(god_is_the_same_to_all_and_answers_every_bid)
{
    ck_assert_double_eq(present("believers", "share of seeds in which God is one giver", GOD_constant, "1").lower, 1);
    ck_assert_double_eq(present("believers", "share of seeds in which every bid is answered", GOD_answers, "1").lower, 1);
}
END_TEST

START_TEST(what_is_perceived_of_the_answers_differs_by_history)
{
    for (int h = 0; h < HISTORIES; h++) {
        assert_below(present(histories[h], "share of answers perceived", of_history(h, GOD_perceived), "< 1"), 1);
    }
    for (int h = 1; h < HISTORIES; h++) {
        assert_below(told(histories[h], "share of answers perceived, less the secure",
                          difference(&now, of_history(h, GOD_perceived), &now, of_history(WAS_SECURE, GOD_perceived)), "< 0"),
                     0);
    }
    assert_above(told("anxious less avoidant", "share of answers perceived",
                      difference(&now, of_history(WAS_ANXIOUS, GOD_perceived), &now, of_history(WAS_AVOIDANT, GOD_perceived)), "not 0"),
                 0);
}
END_TEST

/* The inclination to `most` is above both others. */
static void assert_dominates(int history, enum history_figure most)
{
    const enum history_figure bids[] = {GOD_minimise, GOD_signal, GOD_escalate};
    const char *const words[] = {"withdraw", "ask honestly", "earn"};
    for (int k = 0; k < 3; k++) {
        char what[64];
        snprintf(what, sizeof what, "inclination to %s", words[k]);
        present(histories[history], what, of_history(history, bids[k]), bids[k] == most ? "the highest" : "");
        if (bids[k] != most) {
            snprintf(what, sizeof what, "to %s less to %s", most == GOD_escalate ? "earn" : "withdraw", words[k]);
            assert_above(told(histories[history], what, difference(&now, of_history(history, most), &now, of_history(history, bids[k])), "> 0"), 0);
        }
    }
}

START_TEST(earning_dominates_after_inconsistent_histories_and_withdrawing_after_rejecting_ones)
{
    assert_dominates(WAS_ANXIOUS, GOD_escalate);
    assert_dominates(WAS_AVOIDANT, GOD_minimise);
}
END_TEST

static float shut_down_by(struct bid bid, float arousal)
{
    const struct deed deed = {.broken = 1, .bid = bid};
    return tally_after((struct relation){.wide = 1}, (struct tally){0}, (struct bond){0}, deed, arousal).shut_down;
}

START_TEST(minimising_at_high_arousal_is_read_as_shutting_down)
{
    ck_assert_float_eq(shut_down_by((struct bid){.minimise = 1}, .6f), 1);
    ck_assert_float_eq(shut_down_by((struct bid){.minimise = 1}, .4f), 0);
    ck_assert_float_eq(shut_down_by((struct bid){.signal = 1}, .6f), 0);
    ck_assert_float_eq(shut_down_by((struct bid){.escalate = 1}, .6f), 0);
    for (int h = 0; h < HISTORIES; h++) {
        const struct spread s = present(histories[h], "share of withdrawing that is shutting down", of_history(h, GOD_shut_down), "0 to 1");
        assert_above(s, 0);
        assert_below(s, 1);
    }
}
END_TEST

enum { EVERY = 15 };

/* Two years of prayer by a rule of life, whatever is felt; what is believed stays as it was. */
START_TEST(returning_without_feeling_raises_trust_over_months_at_constant_belief)
{
    const char *const who = "seven of ten prayers by rule from day 361 on";
    struct way way = {.setting = "sacred", .sets = "dyads=256 belief.return=0 record.every_days=15"};
    live_way(&way, trust_by_day, &before);
    way.change[0] = (struct planned){"sacred.practice", 361, 0, .7};
    live_way(&way, trust_by_day, &now);
    const int days[] = {390, 420, 540, 720, 1080};
    double slow[RUNS];
    for (size_t k = 0; k < sizeof days / sizeof days[0]; k++) {
        char what[64];
        snprintf(what, sizeof what, "trust on day %d, less without", days[k]);
        assert_above(change(who, what, days[k] / EVERY - 1, "> 0"), 0);
    }
    const struct spread belief = change(who, "belief on day 1080, less without", BELIEF_BY_DAY + 1080 / EVERY - 1, "0");
    ck_assert_double_eq(belief.mean, 0);
    ck_assert_double_eq(belief.sd, 0);
    for (int s = 0; s < RUNS; s++) {
        const double early = now.of[s][420 / EVERY - 1] - before.of[s][420 / EVERY - 1];
        slow[s] = early - (now.of[s][1080 / EVERY - 1] - before.of[s][1080 / EVERY - 1]) / 2;
    }
    assert_below(told(who, "gain of the first 60 days less half of all", spread_of(slow), "< 0"), 0);
}
END_TEST

TCase *contexts_beyond_cases(void)
{
    TCase *tests = tcase_create("beyond pairs");
    tcase_set_timeout(tests, 600);
    tcase_add_unchecked_fixture(tests, live_faith, NULL);
    tcase_add_test(tests, god_is_the_same_to_all_and_answers_every_bid);
    tcase_add_test(tests, what_is_perceived_of_the_answers_differs_by_history);
    tcase_add_test(tests, earning_dominates_after_inconsistent_histories_and_withdrawing_after_rejecting_ones);
    tcase_add_test(tests, minimising_at_high_arousal_is_read_as_shutting_down);
    tcase_add_test(tests, returning_without_feeling_raises_trust_over_months_at_constant_belief);
    tcase_add_test(tests, a_consistent_caregiver_raises_security_with_an_inconsistent_one);
    tcase_add_test(tests, siblings_agree_modestly);
    tcase_add_test(tests, whose_doing_anxiety_is_in_a_family_is_reported);
    tcase_add_test(tests, clients_report_fewer_ruptures_than_observers_code_and_the_gain_reaches_their_own_pair);
    return tests;
}
