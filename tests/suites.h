/* The suites of `make check`: each is a function that gives a Suite of libcheck. */
#ifndef TESTS_SUITES_H
#define TESTS_SUITES_H

#include <check.h>

#define SUITES(SUITE)                                                                                                                                \
    SUITE(config)                                                                                                                                    \
    SUITE(sample)                                                                                                                                    \
    SUITE(infants)                                                                                                                                   \
    SUITE(adults)                                                                                                                                    \
    SUITE(contexts)                                                                                                                                  \
    SUITE(lifespan)                                                                                                                                  \
    SUITE(cli)                                                                                                                                       \
    SUITE(sweep)                                                                                                                                     \
    SUITE(validate)                                                                                                                                  \
    SUITE(calibrate)                                                                                                                                 \
    SUITE(sensitivity)                                                                                                                               \
    SUITE(cluster)                                                                                                                                   \
    SUITE(examples)                                                                                                                                  \
    SUITE(bits)                                                                                                                                      \
    SUITE(fault)                                                                                                                                     \
    SUITE(docs)                                                                                                                                      \
    SUITE(golden)                                                                                                                                    \
    SUITE(picture)                                                                                                                                   \
    SUITE(numbers)                                                                                                                                   \
    SUITE(chance)                                                                                                                                    \
    SUITE(reference)                                                                                                                                 \
    SUITE(reference_adult)                                                                                                                           \
    SUITE(mechanisms)                                                                                                                                \
    SUITE(several)                                                                                                                                   \
    SUITE(output)                                                                                                                                    \
    SUITE(procedures)                                                                                                                                \
    SUITE(measures)

#define SUITE(name) Suite *name##_suite(void);
SUITES(SUITE)
#undef SUITE

#endif
