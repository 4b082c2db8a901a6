/* Chance is a function of who, when and what for: changing one thing leaves every unrelated draw as it was. */
#include "suites.h"

#include "study/population.h"
#include "theory/one_turn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mend_params defaults, changed;
static struct block a, b;
static const struct occasion anybody = {.seed_low = 5};

static void fresh(void)
{
    defaults = changed = mend_params_default();
}

static struct stage stage_of(const struct mend_params *p, struct occasion who)
{
    return infant_stage(p, lane_loop_for(best_isa()), who);
}

static void live(struct block *block, const struct mend_params *p, struct occasion who, uint32_t first, uint32_t turns)
{
    const struct stage stage = stage_of(p, who);
    bear_infants(block, p, who, first);
    play(&stage, block, daily_scene(p), DAILY_LIFE, 0, turns, NULL);
}

/* Whether all that a lane carries is the same, bit for bit, as what another lane of another block carries. */
static bool same_lane(const struct block *x, int lx, const struct block *y, int ly)
{
    const size_t fields = offsetof(struct block, mood_word) / sizeof(lane_values);
    const char *from = (const char *)x, *to = (const char *)y;
    for (size_t f = 0; f < fields; f++) {
        const size_t start = f * sizeof(lane_values);
        if (memcmp(from + start + (size_t)lx * sizeof(float), to + start + (size_t)ly * sizeof(float), sizeof(float)) != 0) {
            return false;
        }
    }
    return true;
}

static bool same_lives(const struct block *x, const struct block *y)
{
    return memcmp(x, y, offsetof(struct block, mood_word)) == 0;
}

#define ck_assert_same(x, y, field) ck_assert_mem_eq((x)->field, (y)->field, sizeof(lane_values))
#define ck_assert_other(x, y, field) ck_assert_mem_ne((x)->field, (y)->field, sizeof(lane_values))

START_TEST(a_changed_spread_of_volatility_changes_no_other_trait)
{
    changed.volatility_hyperactivation = 0.5f;
    changed.volatility_sd = 2.0f;
    bear_infants(&a, &defaults, anybody, 1);
    bear_infants(&b, &changed, anybody, 1);
    ck_assert_other(&a.traits[CAREGIVER], &b.traits[CAREGIVER], volatility);
    memcpy(b.traits[CAREGIVER].volatility, a.traits[CAREGIVER].volatility, sizeof(lane_values));
    memcpy(b.traits[INFANT].volatility, a.traits[INFANT].volatility, sizeof(lane_values));
    ck_assert(same_lives(&a, &b));
}
END_TEST

/* What is drawn at birth is drawn from these keys alone. */
static bool shapes_births(const struct mend_param *line)
{
    const char *const keys[] = {"giver.", "temperament.", "birth.", "risk", "learning.trust", "learning.frozen"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strncmp(line->key, keys[i], strlen(keys[i])) == 0 && strcmp(line->key, "learning.trust_rate") != 0) {
            return true;
        }
    }
    return false;
}

START_TEST(no_parameter_of_daily_life_changes_a_birth)
{
    int tried = 0;
    bear_infants(&a, &defaults, anybody, 1);
    for (int i = 0; i < mend_param_count; i++) {
        const struct mend_param *line = &mend_param_table[i];
        if (!shapes_births(line)) {
            changed = defaults;
            mend_param_set(&changed, line, line->fallback == line->most ? line->least : line->most);
            bear_infants(&b, &changed, anybody, 1);
            ck_assert_msg(same_lives(&a, &b), "%s changes births", line->key);
            tried++;
        }
    }
    ck_assert_int_gt(tried, 50);
}
END_TEST

START_TEST(the_mood_of_the_giver_goes_its_way_whatever_happens_in_the_bond)
{
    const char *const keys[] = {"rupture.scale", "repair.scale", "bid.slope", "relief.fright", "learning.trust_rate", "answer.flooding"};
    live(&a, &defaults, anybody, 1, 601);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const struct mend_param *line = mend_param_find(keys[i]);
        changed = defaults;
        mend_param_set(&changed, line, 0);
        live(&b, &changed, anybody, 1, 601);
        ck_assert_same(&a.person[CAREGIVER], &b.person[CAREGIVER], mood);
        ck_assert_msg(!same_lives(&a, &b), "%s changes nothing", keys[i]);
    }
}
END_TEST

START_TEST(the_same_dyad_lives_the_same_life_in_any_lane_of_any_block)
{
    const uint32_t firsts[] = {65, 2, 120};
    live(&a, &defaults, anybody, 1, 1000);
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        const int shift = (int)firsts[i] - 1;
        live(&b, &defaults, anybody, firsts[i], 1000);
        for (int l = shift; l < LANES; l++) {
            ck_assert_uint_eq(a.dyad[l], b.dyad[l - shift]);
            ck_assert_msg(same_lane(&a, l, &b, l - shift), "dyad %u", a.dyad[l]);
        }
        ck_assert(!same_lane(&a, LANES - 1, &b, 0));
    }
}
END_TEST

START_TEST(a_life_is_the_same_however_many_turns_are_played_at_once_and_whoever_watches)
{
    struct seen_lanes seen;
    const struct stage stage = stage_of(&defaults, anybody);
    const struct scene daily = daily_scene(&defaults);
    live(&a, &defaults, anybody, 1, 997);
    bear_infants(&b, &defaults, anybody, 1);
    for (uint32_t lived = 0, step = 1; lived < 997; lived += step, step = step % 7 + 1) {
        step = step < 997 - lived ? step : 997 - lived;
        play(&stage, &b, daily, DAILY_LIFE, lived, step, step % 2 ? &seen : NULL);
    }
    ck_assert(same_lives(&a, &b));
}
END_TEST

START_TEST(every_instruction_set_gives_the_same_bits)
{
    for (int isa = 0; isa < ISAS; isa++) {
        struct stage stage = stage_of(&defaults, anybody);
        stage.loop = lane_loop_for((enum isa)isa);
        if (stage.loop) {
            struct block *to = isa == 0 ? &a : &b;
            bear_infants(to, &defaults, anybody, 1);
            play(&stage, to, daily_scene(&defaults), DAILY_LIFE, 0, 1500, NULL);
            ck_assert(isa == 0 || same_lives(&a, &b));
        }
    }
}
END_TEST

START_TEST(threads_change_nothing)
{
    static struct mend_config config;
    static struct mend_report report;
    static struct population one, many;
    mend_config_default(&config);
    config.params.dyads = 600;
    config.params.days = 12;
    ck_assert(population_live(&config, NULL, (struct mend_order){.threads = 1, .isa = -1}, &one, &report));
    for (int threads = 2; threads <= 5; threads += 3) {
        ck_assert(population_live(&config, NULL, (struct mend_order){.threads = threads, .isa = -1}, &many, &report));
        ck_assert_mem_eq(one.records.outcome, many.records.outcome, 600 * sizeof *one.records.outcome);
        ck_assert_mem_eq(one.records.series, many.records.series, 100 * 12 * sizeof *one.records.series);
        ck_assert_mem_eq(one.days, many.days, 12 * sizeof *one.days);
        population_free(&many);
    }
    population_free(&one);
}
END_TEST

START_TEST(seed_and_replicate_name_different_lives)
{
    const struct occasion others[] = {{.seed_low = 6}, {.seed_low = 5, .seed_high = 1}, {.seed_low = 5, .replicate = 1}};
    live(&a, &defaults, anybody, 1, 1);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        live(&b, &defaults, others[i], 1, 1);
        for (int l = 0; l < LANES; l++) {
            ck_assert_float_ne(a.person[CAREGIVER].mood[l], b.person[CAREGIVER].mood[l]);
            ck_assert_float_ne(a.traits[INFANT].reactivity[l], b.traits[INFANT].reactivity[l]);
        }
    }
}
END_TEST

START_TEST(a_seed_beyond_32_bits_and_a_first_dyad_are_heard_by_a_whole_run)
{
    static struct mend_config config;
    static struct mend_report report;
    static struct population whole, part, other;
    const struct mend_order order = {.threads = 1, .isa = -1};
    mend_config_default(&config);
    config.params.dyads = 300;
    config.params.days = 3;
    ck_assert(population_live(&config, NULL, order, &whole, &report));
    config.params.first_dyad = 151;
    config.params.dyads = 150;
    ck_assert(population_live(&config, NULL, order, &part, &report));
    ck_assert_mem_eq(whole.records.outcome + 150, part.records.outcome, 150 * sizeof *part.records.outcome);
    config.params.seed += (int64_t)1 << 32;
    ck_assert(population_live(&config, NULL, order, &other, &report));
    ck_assert_mem_ne(other.records.outcome, part.records.outcome, 150 * sizeof *part.records.outcome);
    population_free(&whole);
    population_free(&part);
    population_free(&other);
}
END_TEST

START_TEST(no_two_purposes_share_a_block_of_words)
{
    static uint32_t seen[(SHOCK + 1) * (CALENDAR + 1) * BONDS_MOST];
    int count = 0;
    for (int stream = DAILY_LIFE; stream <= SHOCK; stream++) {
        for (int purpose = TURN; purpose <= CALENDAR; purpose++) {
            for (uint32_t member = 0; member < BONDS_MOST; member++) {
                seen[count] = what_for((enum stream)stream, (enum purpose)purpose, member);
                for (int i = 0; i < count; i++) {
                    if (seen[i] == seen[count]) {
                        ck_abort_msg("stream %d, purpose %d, member %u", stream, purpose, member);
                    }
                }
                count++;
            }
        }
    }
}
END_TEST

/* Draws that the model treats as independent, over the turns of one dyad: the words of a turn, of the next turn, of the mood, of the next dyad, of an
 * assay and of the caregiver's side. Of 153 correlations of n values, each with sd 1/sqrt(n), none should pass 4 sd (one in a hundred such tables
 * would). */
START_TEST(named_draws_are_uncorrelated_within_and_between_turns)
{
    enum { SOURCES = 6, SERIES = 4 * SOURCES, DRAWS = 1 << 16 };
    static float series[SERIES][DRAWS];
    for (uint32_t k = 0; k < DRAWS; k++) {
        struct occasion turn = {.seed_low = 1, .what = what_for(DAILY_LIFE, TURN, 0), .when = k}, next = turn, mood = turn, home = turn, back = turn;
        next.when = k + 1;
        mood.what = what_for(DAILY_LIFE, MOOD, CAREGIVER);
        home.what = what_for(HOME, TURN, 0);
        back.what = what_for(DAILY_LIFE, TURN, 1);
        const struct words w[SOURCES] = {words_of(turn, 1), words_of(next, 1), words_of(mood, 1),
                                         words_of(home, 1), words_of(back, 1), words_of(turn, 2)};
        for (int s = 0; s < SERIES; s++) {
            series[s][k] = uniform(w[s / 4].word[s % 4]) - 0.5f;
        }
    }
    for (int i = 0; i < SERIES; i++) {
        for (int j = i + 1; j < SERIES; j++) {
            double sum = 0;
            for (int k = 0; k < DRAWS; k++) {
                sum += (double)series[i][k] * (double)series[j][k];
            }
            ck_assert_msg(fabs(sum / DRAWS * 12) < 4 / sqrt(DRAWS), "words %d and %d: r %.5f", i, j, sum / DRAWS * 12);
        }
    }
}
END_TEST

/* Traits that the model draws independently: over n dyads, within 4 / sqrt(n) of no correlation, and moments of a standard normal within 4 standard
 * errors. */
START_TEST(the_makings_of_persons_are_independent_standard_normals)
{
    enum { MAKINGS = 6, BLOCKS = 80, N = BLOCKS * LANES };
    static double z[MAKINGS][N];
    for (int k = 0; k < BLOCKS; k++) {
        bear_infants(&a, &defaults, anybody, 1 + (uint32_t)(k * LANES));
        for (int l = 0; l < LANES; l++) {
            const double all[MAKINGS] = {
                (double)a.traits[CAREGIVER].deactivation[l],       (double)a.traits[CAREGIVER].hyperactivation[l],
                (double)a.traits[CAREGIVER].unresolved[l],         (double)a.person[CAREGIVER].mood[l],
                log((double)a.traits[INFANT].reactivity[l]) / .25, log((double)a.traits[INFANT].resting_arousal[l] / .08) / .5};
            for (int m = 0; m < MAKINGS; m++) {
                z[m][k * LANES + l] = all[m];
            }
        }
    }
    for (int i = 0; i < MAKINGS; i++) {
        double sum = 0, square = 0;
        for (int k = 0; k < N; k++) {
            sum += z[i][k];
            square += z[i][k] * z[i][k];
        }
        ck_assert_double_lt(fabs(sum / N), 4 / sqrt(N));
        ck_assert_double_lt(fabs(square / N - 1), 4 * sqrt(2.0 / N));
        for (int j = 0; j < i; j++) {
            double cross = 0;
            for (int k = 0; k < N; k++) {
                cross += z[i][k] * z[j][k];
            }
            ck_assert_msg(fabs(cross / N) < 4 / sqrt(N), "makings %d and %d", i, j);
        }
    }
}
END_TEST

Suite *chance_suite(void)
{
    Suite *suite = suite_create("chance");
    TCase *tests = tcase_create("chance");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, fresh, NULL);
    tcase_add_test(tests, a_changed_spread_of_volatility_changes_no_other_trait);
    tcase_add_test(tests, no_parameter_of_daily_life_changes_a_birth);
    tcase_add_test(tests, the_mood_of_the_giver_goes_its_way_whatever_happens_in_the_bond);
    tcase_add_test(tests, the_same_dyad_lives_the_same_life_in_any_lane_of_any_block);
    tcase_add_test(tests, a_life_is_the_same_however_many_turns_are_played_at_once_and_whoever_watches);
    tcase_add_test(tests, every_instruction_set_gives_the_same_bits);
    tcase_add_test(tests, threads_change_nothing);
    tcase_add_test(tests, seed_and_replicate_name_different_lives);
    tcase_add_test(tests, a_seed_beyond_32_bits_and_a_first_dyad_are_heard_by_a_whole_run);
    tcase_add_test(tests, no_two_purposes_share_a_block_of_words);
    tcase_add_test(tests, named_draws_are_uncorrelated_within_and_between_turns);
    tcase_add_test(tests, the_makings_of_persons_are_independent_standard_normals);
    suite_add_tcase(suite, tests);
    return suite;
}
