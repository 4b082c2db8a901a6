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
    expect_hash("outcomes.csv", "19f647346de0a4eae6ef91b1b1e47583ad9d6b27758a919d9d6c3ba378cf2799");
    expect_hash("timeseries.csv", "4c31a7d75cf7f3cf0c7364b503ab71fd1764246d47ef04444a9537a2ab66d10e");
    expect_hash("events.csv", "262bb860f28e3b855a5b80ad0234b46fe8b31b55a8e0a6a0109818a5ef37103d");
    expect_hash("population.csv", "9c216472d7a601668e313bc4b79bc7de614bf59323b2c9cf6fbe121f56ea5ea4");
    expect_hash("assay_strange_situation.csv", "a0c9335522433cb721737c9b0f22942a65192daf380bd331cd97b67bab1217bd");
    expect_hash("assay_still_face.csv", "af82029b06b77304b4e07a48f8fa857b9814a20934021f1c4d6a70a3e143ff70");
    expect_hash("assay_home_observation.csv", "56b580d1ee585118cab8a9b7f54d43198ef3277e3ebd4ceafba629d46fb546f5");
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
