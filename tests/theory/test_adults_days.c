/* What must come out of the days of a pair, and of a talk in which one is under stress: rows DIA-01 and COU-01 of the published targets, all of which
 * were fitted. Couples' days by raw data of 80 (sample1, R package dyadmlvar; Bar-Kalifa, Rafaeli & Sened 2016), talks by those of 64 (CouplesCope, R
 * package DySeq). The two partners here are alike, so what was published of men and of women holds both to the narrower of the two intervals. */
#include "study/summary.h"
#include "suites.h"
#include "theory/pair_figures.h"

#include <stdio.h>

static const struct {
    const char *measure, *published;
    double least, most;
} rows[] = {
    {"diary.autocorrelation.arousal.a", "anxiety, .244 and .176: .181 to .235", .181, .235},
    {"diary.autocorrelation.arousal.b", "the same", .181, .235},
    {"diary.autocorrelation.contentment.a", "contentment, .213 and .218: .175 to .263", .175, .263},
    {"diary.autocorrelation.contentment.b", "the same", .175, .263},
    {"diary.concordance.arousal", "anxiety, .124: .075 to .174", .075, .174},
    {"diary.concordance.sadness", "sadness, .180: .112 to .241", .112, .241},
    {"diary.concordance.contentment", "contentment, .287: .234 to .340", .234, .340},
    {"diary.crossover.arousal.a_to_b", "anxiety, .088 and .068: .044 to .123", .044, .123},
    {"diary.crossover.arousal.b_to_a", "the same", .044, .123},
    {"support.signalling.first", ".891: .836 to .938", .836, .938},
    {"support.signalling.last", ".365: .271 to .464", .271, .464},
    {"support.coping.signal", ".852: .822 to .882", .822, .882},
    {"support.coping.no_signal", ".227: .185 to .276", .185, .276},
    {"support.coping.after_signal", ".478: .406 to .550", .406, .550},
    {"support.coping.after_nothing", ".158: .126 to .195", .126, .195},
    {"support.bouts_met", ".886: .808 to .964", .808, .964},
};
enum { ROWS = sizeof rows / sizeof rows[0], SUPPORT_ROWS = 9 };

static struct figures pairs, unstrained;

static void figures_of_days(const struct population *p, double *figure)
{
    static struct mend_summary room;
    static struct mend_report report;
    const char *names[ROWS];
    for (int i = 0; i < ROWS; i++) {
        names[i] = rows[i].measure;
    }
    if (!take_measures(p, names, ROWS, &room, figure, &report)) {
        fprintf(stderr, "%s\n", report.message[0]);
    }
}

static void live_pairs(void)
{
    live_way(&(struct way){.setting = "romantic", .sets = "dyads=256 assays=support,diary"}, figures_of_days, &pairs);
    live_way(&(struct way){.setting = "romantic", .sets = "dyads=256 assays=support,diary strain.arousal=0"}, figures_of_days, &unstrained);
}

static void assert_rows(int first, int last)
{
    for (int i = first; i < last; i++) {
        assert_within(told("pairs, 6 years", rows[i].measure, over_seeds(&pairs, i), rows[i].published), rows[i].least, rows[i].most);
    }
}

START_TEST(days_of_a_pair_hang_together_as_those_of_couples_do)
{
    assert_rows(0, SUPPORT_ROWS);
}
END_TEST

START_TEST(one_under_stress_is_heard_as_in_couples)
{
    assert_rows(SUPPORT_ROWS, ROWS);
}
END_TEST

/* What strain does to days: the same pairs without it. */
START_TEST(without_strain_a_day_says_little_about_the_next)
{
    for (int i = 0; i < 4; i++) {
        told("the same without strain", rows[i].measure, over_seeds(&unstrained, i), "reported");
        assert_above(told("less without strain", rows[i].measure, difference(&pairs, i, &unstrained, i), "> 0"), 0);
    }
}
END_TEST

TCase *adults_days_cases(void)
{
    TCase *tests = tcase_create("days");
    tcase_set_timeout(tests, 600);
    tcase_add_unchecked_fixture(tests, live_pairs, NULL);
    tcase_add_test(tests, days_of_a_pair_hang_together_as_those_of_couples_do);
    tcase_add_test(tests, one_under_stress_is_heard_as_in_couples);
    tcase_add_test(tests, without_strain_a_day_says_little_about_the_next);
    return tests;
}
