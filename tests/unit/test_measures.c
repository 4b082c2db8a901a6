/* The measures of summary.csv. */
#include "suites.h"
#include "unit/measures_bench.h"

Suite *measures_suite(void)
{
    Suite *suite = suite_create("measures");
    suite_add_tcase(suite, cluster_cases());
    return suite;
}
