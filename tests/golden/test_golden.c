/* The promise: the same version, config and seed give the same bytes. A hash that changes names its cause in CHANGELOG.md under Results. */
#include "cli/shell.h"
#include "suites.h"

static void expect_hash(const char *file, const char *hash)
{
    shell("sha256sum < golden/%s", file);
    ck_assert_msg(holds(said.out, hash), "%s: sha256 is now %.64s", file, said.out);
}

START_TEST(two_hundred_first_months_are_what_they_were)
{
    put_text("golden.yaml", "setting: caregiver_infant\ndyads: 200\ndays: 30\nseed: 42\nrecord: {dyads: 3, events: true}\n");
    expect_code(0, "mend run golden.yaml -o golden --quiet");
    expect_hash("outcomes.csv", "cdb99e21539e255c3dea9a19a646fb1c5a12ec720fe7b151bb3b311359216ecc");
    expect_hash("timeseries.csv", "2af2df03a2bc8a1d8261ffd31ca13707f25f2f0c96f57bf56dba1f62d83553d1");
    expect_hash("events.csv", "262bb860f28e3b855a5b80ad0234b46fe8b31b55a8e0a6a0109818a5ef37103d");
    expect_hash("population.csv", "9c216472d7a601668e313bc4b79bc7de614bf59323b2c9cf6fbe121f56ea5ea4");
    expect_hash("assay_strange_situation.csv", "400516694e745c9c5696acff15119a3c8955e7410ad7c5bc3388816a8c8671a8");
    expect_hash("assay_still_face.csv", "44b57f69943ccf27dbc47e686f9d311a652bd81af85e897d11bf4fde9b5a4832");
    expect_hash("assay_home_observation.csv", "c2698ad5870a13381ab2591aac1383f2f395641e13c825485350ef28d9aa7903");
}
END_TEST

Suite *golden_suite(void)
{
    Suite *suite = suite_create("golden");
    TCase *tests = case_of_commands("golden", 60);
    tcase_add_test(tests, two_hundred_first_months_are_what_they_were);
    suite_add_tcase(suite, tests);
    return suite;
}
