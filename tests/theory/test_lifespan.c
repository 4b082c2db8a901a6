/* What must come out of whole lives (docs/emergence.md): generations, stability of a class, resilience. What is only reported is no claim: it is
 * printed, and must be a number that can be. Each figure is the mean over 20 seeds with its 95 % interval. */
#include "reading/rule.h"
#include "study/estimate.h"
#include "suites.h"
#include "theory/pair_figures.h"

#include <math.h>
#include <stdio.h>

/* ---- tables of two readings ---- */

struct table {
    int64_t count[CLASSES * CLASSES]; /* row, then column */
};

static void note(struct table *t, float row, float column)
{
    t->count[(int)row * CLASSES + (int)column]++;
}

static double row_share(const struct table *t, int row, int column)
{
    double all = 0;
    for (int c = 0; c < CLASSES; c++) {
        all += (double)t->count[row * CLASSES + c];
    }
    return (double)t->count[row * CLASSES + column] / all;
}

/* Kappa, and phi of being secure by both readings. */
static double kappa_of(const struct table *t)
{
    return kappa_estimate(t->count, CLASSES).value;
}

static double phi_of(const struct table *t)
{
    double all = 0, first = 0, second = 0;
    for (int k = 0; k < CLASSES * CLASSES; k++) {
        all += (double)t->count[k];
        first += k / CLASSES == SECURE ? (double)t->count[k] : 0;
        second += k % CLASSES == SECURE ? (double)t->count[k] : 0;
    }
    const double both = (double)t->count[SECURE] / all, a = first / all, b = second / all;
    return (both - a * b) / sqrt(a * (1 - a) * b * (1 - b));
}

/* A reported figure: it exists, and can be. */
static void report_of(const char *who, const char *what, struct spread s, double least, double most)
{
    told(who, what, s, "reported");
    assert_within(s, least, most);
}

/* ---- generations ---- */

enum { GENERATIONS = 5, PATTERNS = 3, OWN_ROWS = PATTERNS + 1, UNRESOLVED = PATTERNS };
static const char *const classes[CLASSES] = {"secure", "avoidant", "anxious", "disorganized"};
static const char *const own[OWN_ROWS] = {"autonomous", "dismissing", "preoccupied", "unresolved"};

/* What follows LATER is of the second generation on: the patterns of caregivers, tables by their pattern and by a mother's own class as an infant,
 * and agreements; AGAIN is the procedure given twice. */
enum lifespan_figure {
    INFANTS = 0,
    CAREGIVERS = INFANTS + GENERATIONS * CLASSES,
    LATER = CAREGIVERS + GENERATIONS * PATTERNS,
    BY_OWN = LATER + PATTERNS,
    BY_CLASS = BY_OWN + OWN_ROWS * CLASSES,
    FROM_AUTONOMOUS = BY_CLASS + CLASSES * CLASSES,
    FROM_OWN_R,
    FROM_OWN_KAPPA,
    AGAIN_R,
    AGAIN_KAPPA
};

static struct figures lines, one_year, three_years;

struct descent {
    struct table by_own, unresolved, by_class, again;
    double infants[GENERATIONS][CLASSES], caregivers[GENERATIONS][PATTERNS], n[GENERATIONS];
};

static void note_row(struct descent *d, const struct descent_row *row)
{
    const int g = (int)row->generation - 1;
    d->n[g]++;
    d->infants[g][(int)row->infant_class]++;
    d->caregivers[g][(int)row->caregiver_pattern]++;
    if (g > 0) {
        note(&d->by_own, row->caregiver_pattern, row->infant_class);
        note(&d->by_class, row->caregiver_class, row->infant_class);
        note(&d->again, row->infant_class, row->infant_class_again);
        if (row->caregiver_is_unresolved > 0) {
            note(&d->unresolved, 0, row->infant_class);
        }
    }
}

static void figures_of_tables(const struct descent *d, double *figure)
{
    for (int c = 0; c < CLASSES; c++) {
        for (int row = 0; row < CLASSES; row++) {
            figure[BY_OWN + row * CLASSES + c] = row == UNRESOLVED ? row_share(&d->unresolved, 0, c) : row_share(&d->by_own, row, c);
            figure[BY_CLASS + row * CLASSES + c] = row_share(&d->by_class, row, c);
        }
    }
    figure[FROM_AUTONOMOUS] = phi_of(&d->by_own); /* autonomous stands where secure does */
    figure[FROM_OWN_R] = phi_of(&d->by_class);
    figure[FROM_OWN_KAPPA] = kappa_of(&d->by_class);
    figure[AGAIN_R] = phi_of(&d->again);
    figure[AGAIN_KAPPA] = kappa_of(&d->again);
}

static void figures_of_lines(const struct population *p, double *figure)
{
    struct descent d = {0};
    double later[PATTERNS] = {0}, n = 0;
    for (int64_t i = 0; i < p->config.params.dyads * GENERATIONS * 2; i++) {
        note_row(&d, &p->records.descent[i]);
    }
    for (int g = 0; g < GENERATIONS; g++) {
        for (int c = 0; c < CLASSES; c++) {
            figure[INFANTS + g * CLASSES + c] = d.infants[g][c] / d.n[g];
        }
        for (int o = 0; o < PATTERNS; o++) {
            figure[CAREGIVERS + g * PATTERNS + o] = d.caregivers[g][o] / d.n[g];
            later[o] += g > 0 ? d.caregivers[g][o] : 0;
        }
        n += g > 0 ? d.n[g] : 0;
    }
    for (int o = 0; o < PATTERNS; o++) {
        figure[LATER + o] = later[o] / n;
    }
    figures_of_tables(&d, figure);
}

static void live_lines(void)
{
    live_way(&(struct way){.setting = "romantic", .sets = "dyads=256 days=365 lifespan.generations=5"}, figures_of_lines, &lines);
}

/* Mothers in the Adult Attachment Interview: Bakermans-Kranenburg & van IJzendoorn 2009, Attachment & Human Development 11:223-263. */
START_TEST(caregivers_who_were_reared_here_are_those_of_the_interview)
{
    const double published[PATTERNS] = {.58, .23, .19};
    for (int o = 0; o < PATTERNS; o++) {
        char claimed[64];
        snprintf(claimed, sizeof claimed, "%.2f within .06", published[o]);
        assert_within(told("caregivers, generations 2 to 5", own[o], over_seeds(&lines, LATER + o), claimed), published[o] - .06, published[o] + .06);
    }
}
END_TEST

static void assert_stays(const char *who, const char *what, int later, int first)
{
    const struct spread s = told(who, what, difference(&lines, later, &lines, first), "within .04");
    assert_above(s, -.04);
    assert_below(s, .04);
}

START_TEST(shares_stay_as_they_are_over_five_generations)
{
    for (int c = 0; c < CLASSES; c++) {
        told("infants of generation 1", classes[c], over_seeds(&lines, INFANTS + c), "");
    }
    for (int g = 1; g < GENERATIONS; g++) {
        char who[64];
        snprintf(who, sizeof who, "infants of generation %d less 1", g + 1);
        for (int c = 0; c < CLASSES; c++) {
            assert_stays(who, classes[c], INFANTS + g * CLASSES + c, INFANTS + c);
        }
        snprintf(who, sizeof who, "caregivers of generation %d less 1", g + 1);
        for (int o = 0; o < PATTERNS; o++) {
            assert_stays(who, own[o], CAREGIVERS + g * PATTERNS + o, CAREGIVERS + o);
        }
    }
}
END_TEST

/* By way of the care that the grown child gives: what became of the infant tells more of the next one than what the infant was. */
START_TEST(who_was_secure_as_an_infant_rears_more_secure_infants)
{
    assert_above(told("generations 2 to 5", "r of mother secure as an infant, child secure", over_seeds(&lines, FROM_OWN_R), "> 0"), 0);
    assert_above(told("generations 2 to 5", "r from the grown caregiver, less from the infant",
                      difference(&lines, FROM_AUTONOMOUS, &lines, FROM_OWN_R), "> 0"),
                 0);
}
END_TEST

START_TEST(transmission_is_reported_beside_the_reliability_of_the_procedure)
{
    report_of("generations 2 to 5", "r of caregiver autonomous, child secure", over_seeds(&lines, FROM_AUTONOMOUS), -1, 1);
    report_of("generations 2 to 5", "r of mother secure as an infant, child secure", over_seeds(&lines, FROM_OWN_R), -1, 1);
    report_of("generations 2 to 5", "kappa of mother's own class with the child's", over_seeds(&lines, FROM_OWN_KAPPA), -1, 1);
    report_of("generations 2 to 5", "r of secure with itself", over_seeds(&lines, AGAIN_R), -1, 1);
    report_of("generations 2 to 5", "kappa of the class with itself", over_seeds(&lines, AGAIN_KAPPA), -1, 1);
    for (int row = 0; row < CLASSES; row++) {
        for (int c = 0; c < CLASSES; c++) {
            char who[64];
            snprintf(who, sizeof who, "children of %s caregivers", own[row]);
            report_of(who, classes[c], over_seeds(&lines, BY_OWN + row * CLASSES + c), 0, 1);
        }
    }
    for (int row = 0; row < CLASSES; row++) {
        for (int c = 0; c < CLASSES; c++) {
            char who[64];
            snprintf(who, sizeof who, "children of mothers once %s", classes[row]);
            report_of(who, classes[c], over_seeds(&lines, BY_CLASS + row * CLASSES + c), 0, 1);
        }
    }
}
END_TEST

/* ---- stability ---- */

enum { INFANTS_SEEN = 256 };

/* A figure an infant: its class, and the class when the procedure is given again, which is not -1. */
static void classes_of_infants(const struct population *p, double *figure)
{
    for (int64_t i = 0; i < p->config.params.dyads; i++) {
        figure[i] = (double)(row_of(p, i, 0)->class * CLASSES + row_of(p, i, 0)->class_again);
    }
}

/* The class at one year with that at three, of which each second infant is taken from `other`. */
static void report_stability(const char *who, const struct figures *other)
{
    double kappa[RUNS], r[RUNS], own_kappa[RUNS], own_r[RUNS];
    for (int s = 0; s < RUNS; s++) {
        struct table years = {0}, again = {0};
        for (int i = 0; i < INFANTS_SEEN; i++) {
            const int first = (int)one_year.of[s][i], later = (int)(i % 2 ? other : &three_years)->of[s][i];
            note(&years, (float)(first / CLASSES), (float)(later / CLASSES));
            note(&again, (float)(later / CLASSES), (float)(later % CLASSES));
        }
        kappa[s] = kappa_of(&years);
        r[s] = phi_of(&years);
        own_kappa[s] = kappa_of(&again);
        own_r[s] = phi_of(&again);
    }
    report_of(who, "kappa of the class at one and three years", spread_of(kappa), -1, 1);
    report_of(who, "kappa of the class at three with itself", spread_of(own_kappa), -1, 1);
    report_of(who, "r of secure at one and three years", spread_of(r), -1, 1);
    report_of(who, "r of secure at three with itself", spread_of(own_r), -1, 1);
}

START_TEST(stability_with_and_without_life_events_is_reported)
{
    static struct figures other;
    struct way way = {.setting = "caregiver_infant", .sets = "dyads=256 days=365 assays=strange_situation"};
    live_way(&way, classes_of_infants, &one_year);
    way.sets = "dyads=256 days=1095 assays=strange_situation";
    live_way(&way, classes_of_infants, &three_years);
    report_stability("no life event", &three_years);
    way.change[0] = (struct planned){"intervention.sensitivity", 501, 620, -1.5};
    live_way(&way, classes_of_infants, &other);
    report_stability("half lose care (-1.5) for four months", &other);
    way.change[0].to = 0;
    live_way(&way, classes_of_infants, &other);
    report_stability("half lose care (-1.5) for good", &other);
}
END_TEST

/* ---- resilience ---- */

/* The same sensitive givers (configs/sensitive.yaml) in three pasts; on the last day and in the shock all give as they do. */
enum { REPAIRED, SPARED, UNREPAIRED, PASTS };
static const char *const pasts[PASTS] = {"half-life in turns, ruptures were repaired", "half-life in turns, spared of ruptures",
                                         "half-life in turns, ruptures mostly unrepaired"};
enum { SHOCK_half_life, SHOCK_ruptures, SHOCK_repaired };

static void figures_of_shock(const struct population *p, double *figure)
{
    static double half_life[FIGURES];
    const int n = (int)p->config.params.dyads;
    for (int i = 0; i < n; i++) {
        half_life[i] = (double)p->records.shock[i].half_life;
    }
    figure[SHOCK_half_life] = median_of(half_life, n);
    figure[SHOCK_ruptures] = mean_of_rows(p, EVERY_BOND, NULL, COLUMN(ruptures));
    figure[SHOCK_repaired] = sum_of(p, EVERY_BOND, NULL, COLUMN(repairs)) / sum_of(p, EVERY_BOND, NULL, COLUMN(ruptures));
}

static struct figures shock[PASTS];

static void live_pasts(double trust, double doubt)
{
    char sets[160];
    snprintf(sets, sizeof sets, "dyads=128 days=365 giver.sensitivity.mean=1.3 assays=resilience birth.trust=%g birth.doubt=%g", trust, doubt);
    const struct planned meanwhile[PASTS] = {[SPARED] = {"rupture.scale", 1, 0, 0}, [UNREPAIRED] = {"repair.scale", 1, 364, .1}};
    for (int k = 0; k < PASTS; k++) {
        live_way(&(struct way){"caregiver_infant", sets, 0, {meanwhile[k]}}, figures_of_shock, &shock[k]);
    }
}

/* How the past that was meant came about. */
static void assert_pasts(const char *newborn)
{
    assert_above(told(newborn, "share repaired, where repaired", over_seeds(&shock[REPAIRED], SHOCK_repaired), "most"), .5);
    assert_below(told(newborn, "share repaired, where mostly not", over_seeds(&shock[UNREPAIRED], SHOCK_repaired), "less than half"), .5);
    ck_assert_double_eq(over_seeds(&shock[SPARED], SHOCK_ruptures).mean, 0);
}

START_TEST(who_was_repaired_and_who_was_spared_recover_faster_than_who_was_not)
{
    const double trusts[] = {.4, .6, .8}, doubts[] = {.03, .08, .15};
    for (int i = 0; i < 9; i++) {
        char newborn[64];
        snprintf(newborn, sizeof newborn, "trust %g and doubt %g at birth", trusts[i / 3], doubts[i % 3]);
        live_pasts(trusts[i / 3], doubts[i % 3]);
        assert_pasts(newborn);
        for (int k = 0; k < PASTS; k++) {
            told(newborn, pasts[k], over_seeds(&shock[k], SHOCK_half_life), "");
        }
        assert_below(told(newborn, "half-life, repaired less unrepaired", difference(&shock[REPAIRED], 0, &shock[UNREPAIRED], 0), "< 0"), 0);
        assert_below(told(newborn, "half-life, spared less unrepaired", difference(&shock[SPARED], 0, &shock[UNREPAIRED], 0), "< 0"), 0);
        told(newborn, "half-life, repaired less spared", difference(&shock[REPAIRED], 0, &shock[SPARED], 0), "reported");
    }
}
END_TEST

Suite *lifespan_suite(void)
{
    Suite *suite = suite_create("lifespan");
    TCase *tests = tcase_create("generations");
    tcase_set_timeout(tests, 600);
    tcase_add_unchecked_fixture(tests, live_lines, NULL);
    tcase_add_test(tests, caregivers_who_were_reared_here_are_those_of_the_interview);
    tcase_add_test(tests, shares_stay_as_they_are_over_five_generations);
    tcase_add_test(tests, who_was_secure_as_an_infant_rears_more_secure_infants);
    tcase_add_test(tests, transmission_is_reported_beside_the_reliability_of_the_procedure);
    suite_add_tcase(suite, tests);
    tests = tcase_create("one life");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, stability_with_and_without_life_events_is_reported);
    tcase_add_test(tests, who_was_repaired_and_who_was_spared_recover_faster_than_who_was_not);
    suite_add_tcase(suite, tests);
    return suite;
}
