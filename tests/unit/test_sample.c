/* Claims about samples, and about the CSV tables they are read from. */
#include "io/table.h"
#include "mend/sample.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

Suite *sample_suite(void);

static char folder[64];
static char path[128];
static struct mend_report report;
static struct mend_sample sample;
static struct mend_table table;

static void make_folder(void)
{
    snprintf(folder, sizeof folder, "/tmp/mend-sample-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/sample.csv", folder);
    report.count = 0;
}

static void remove_folder(void)
{
    mend_sample_free(&sample);
    mend_table_free(&table);
    remove(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

static void write_bytes(const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static void accepts(const char *text)
{
    write_bytes(text, strlen(text));
    report.count = 0;
    mend_sample_free(&sample);
    ck_assert_msg(mend_sample_read(path, &sample, &report), "%s", report.message[0]);
    ck_assert_int_eq(report.count, 0);
}

static bool is_reported(const char *words)
{
    for (int i = 0; i < report.count && i < MEND_REPORT_MOST; i++) {
        if (strstr(report.message[i], words)) {
            return true;
        }
    }
    return false;
}

static void refuses_bytes(const char *bytes, size_t size, const char *words)
{
    write_bytes(bytes, size);
    mend_sample_free(&sample);
    report.count = 0;
    ck_assert_msg(!mend_sample_read(path, &sample, &report), "accepted: %s", bytes);
    ck_assert_ptr_null(sample.value);
    ck_assert_msg(report.count == 1 && is_reported(words), "%d messages, first\n%s\nnot\n%s", report.count, report.message[0], words);
}

static void refuses(const char *text, const char *words)
{
    refuses_bytes(text, strlen(text), words);
}

static float value(int row, enum mend_trait trait)
{
    return sample.value[row * MEND_TRAITS + (int)trait];
}

static void tabulates(const char *text)
{
    write_bytes(text, strlen(text));
    report.count = 0;
    mend_table_free(&table);
    ck_assert_msg(mend_table_read(path, &table, &report), "%s", report.message[0]);
}

/* ---- samples ---- */

START_TEST(columns_in_any_order_fill_their_traits_and_leave_the_rest_to_be_drawn)
{
    accepts("dyad,sensitivity,x_note,reactivity\n1,-0.5,hello,1.25\n2,,,NA\n");
    ck_assert_int_eq(sample.rows, 2);
    ck_assert(value(0, MEND_TRAIT_sensitivity) == -0.5f);
    ck_assert(value(0, MEND_TRAIT_reactivity) == 1.25f);
    ck_assert(isnan(value(0, MEND_TRAIT_rejection)));
    ck_assert(isnan(value(1, MEND_TRAIT_sensitivity)));
    ck_assert(isnan(value(1, MEND_TRAIT_reactivity)));
}
END_TEST

/* As write.csv of R and to_csv of pandas write them. */
START_TEST(a_first_column_without_a_name_is_ignored)
{
    const char *const texts[] = {"\"\",\"sensitivity\"\n\"1\",-0.5\n\"b\",NA\n", ",sensitivity\r\n0,-0.5\r\n1,\r\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        accepts(texts[i]);
        ck_assert_int_eq(sample.rows, 2);
        ck_assert(value(0, MEND_TRAIT_sensitivity) == -0.5f);
        ck_assert(isnan(value(1, MEND_TRAIT_sensitivity)));
        ck_assert(isnan(value(0, MEND_TRAIT_reactivity)));
    }
    refuses("\"\"\n1\n", "sample.csv:1: error: no column is a trait");
}
END_TEST

START_TEST(every_trait_is_in_the_table_with_its_owner)
{
    ck_assert_str_eq(mend_trait_table[MEND_TRAIT_reactivity].name, "reactivity");
    ck_assert(!mend_trait_table[MEND_TRAIT_reactivity].of_giver);
    ck_assert_str_eq(mend_trait_table[MEND_TRAIT_sensitivity].unit, "logit");
    ck_assert(mend_trait_table[MEND_TRAIT_sensitivity].of_giver);
    ck_assert_int_eq(MEND_TRAITS, 13);
}
END_TEST

START_TEST(every_trait_takes_its_least_and_most_and_nothing_beyond)
{
    char text[200];
    for (int trait = 0; trait < MEND_TRAITS; trait++) {
        const struct mend_trait_line *line = &mend_trait_table[trait];
        snprintf(text, sizeof text, "%s\n%.17g\n%.17g\n", line->name, line->least, line->most);
        accepts(text);
        ck_assert(value(0, (enum mend_trait)trait) == (float)line->least);
        ck_assert(value(1, (enum mend_trait)trait) == (float)line->most);
        snprintf(text, sizeof text, "%s\n%.17g\n", line->name, nextafter(line->least, -INFINITY));
        refuses(text, "is not a number from");
        snprintf(text, sizeof text, "%s\n%.17g\n", line->name, nextafter(line->most, INFINITY));
        refuses(text, "is not a number from");
    }
}
END_TEST

START_TEST(an_unknown_column_names_the_nearest_trait)
{
    refuses("dyad,sensitivty\n1,0\n", "sample.csv:1: error: unknown column 'sensitivty'; did you mean 'sensitivity'?");
    refuses("weather\n1\n", "sample.csv:1: error: unknown column 'weather'; it is none of the traits");
}
END_TEST

START_TEST(a_cell_that_is_no_number_in_range_is_named_with_its_line)
{
    refuses("sensitivity\n0\nhigh\n", "sample.csv:3: error: sensitivity: 'high' is not a number from -20 to 20 (availability to answer a bid (S))");
    refuses("rejection\n1.5\n", "sample.csv:2: error: rejection: '1.5' is not a number from 0 to 1");
    refuses("rejection\nnan\n", "'nan' is not a number");
    refuses("rejection\n0x1\n", "'0x1' is not a number");
    refuses("rejection\n\"0,5\"\n", "'0,5' is not a number");
}
END_TEST

START_TEST(a_sample_without_rows_or_traits_is_refused)
{
    refuses("sensitivity\n", "sample.csv:1: error: there is no row below the header");
    refuses("dyad,x_note\n1,2\n", "sample.csv:1: error: no column is a trait");
    refuses("", "sample.csv:1: error: the file is empty");
    refuses("\n\n", "sample.csv:1: error: the file is empty");
}
END_TEST

START_TEST(every_mistake_of_a_sample_is_reported_in_one_pass)
{
    write_bytes("sensitivty,rejection,empathy\n0,2,0\n0,0,x\n", 41);
    ck_assert(!mend_sample_read(path, &sample, &report));
    ck_assert_int_eq(report.count, 3);
    ck_assert(is_reported(":1: error: unknown column 'sensitivty'"));
    ck_assert(is_reported(":2: error: rejection:"));
    ck_assert(is_reported(":3: error: empathy:"));
}
END_TEST

/* ---- tables ---- */

START_TEST(a_ragged_row_is_named_with_its_line)
{
    refuses("sensitivity,empathy\n0,0\n1\n", "sample.csv:3: error: the row has 1 cell, the header has 2");
    refuses("sensitivity,empathy\r\n0,0\r\n0,0,0\r\n", "sample.csv:3: error: the row has 3 cells, the header has 2");
}
END_TEST

START_TEST(a_duplicate_column_or_a_later_one_without_a_name_is_refused)
{
    refuses("sensitivity,sensitivity\n0,0\n", "sample.csv:1: error: duplicate column 'sensitivity': columns 1 and 2");
    refuses("sensitivity,\n1,0\n", "sample.csv:1: error: column 2 has no name");
    refuses(",sensitivity,\n1,0,0\n", "sample.csv:1: error: column 3 has no name");
}
END_TEST

START_TEST(quotes_that_do_not_pair_are_refused)
{
    refuses("x_a,sensitivity\n\"a\n", "sample.csv:2: error: a quoted cell of this row has no closing quote");
    refuses("x_a,sensitivity\na\"b,0\n", "sample.csv:2: error: a quote stands where none can");
}
END_TEST

START_TEST(binary_data_is_refused)
{
    refuses_bytes("sensitivity\n0\0\n", 15, "binary data (a NUL byte)");
}
END_TEST

START_TEST(an_empty_line_is_no_missing_value)
{
    refuses("sensitivity\n0\n\n1\n", "sample.csv:3: error: the line is empty; write NA for a missing value");
    accepts("sensitivity\n0\n1\n\n\n");
    ck_assert_int_eq(sample.rows, 2);
    accepts("sensitivity,empathy\n0,0\n\n1,1\n");
    ck_assert_int_eq(sample.rows, 2);
}
END_TEST

START_TEST(quoted_cells_hold_commas_quotes_and_lines)
{
    tabulates("\xef\xbb\xbfname,\"two\r\nlines\"\r\n\"a,\"\"b\"\"\", c \r\n\"x\n\ny\",2\r\nlast,3");
    ck_assert_int_eq(table.columns, 2);
    ck_assert_int_eq(table.rows, 3);
    ck_assert_str_eq(mend_table_name(&table, 0), "name");
    ck_assert_str_eq(mend_table_name(&table, 1), "two\r\nlines");
    ck_assert_str_eq(mend_table_text(&table, 0, 0), "a,\"b\"");
    ck_assert_str_eq(mend_table_text(&table, 0, 1), "c");
    ck_assert_str_eq(mend_table_text(&table, 1, 0), "x\n\ny");
    ck_assert_str_eq(mend_table_text(&table, 2, 0), "last");
    ck_assert_int_eq(mend_table_line(&table, 0), 3);
    ck_assert_int_eq(mend_table_line(&table, 1), 4);
    ck_assert_int_eq(mend_table_line(&table, 2), 7);
    ck_assert(mend_table_number(&table, 2, 1) == 3.0);
    ck_assert_int_eq(mend_table_column(&table, "name"), 0);
    ck_assert_int_eq(mend_table_column(&table, "nobody"), -1);
}
END_TEST

START_TEST(any_line_ending_counts_the_same_lines)
{
    const char *const texts[] = {"a,b\n1,2\n\n3,4\n", "a,b\r\n1,2\r\n\r\n3,4\r\n", "a,b\r1,2\r\r3,4\r", "a,b\n1,2\n\n3,4"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        tabulates(texts[i]);
        ck_assert_int_eq(table.rows, 2);
        ck_assert_int_eq(mend_table_line(&table, 0), 2);
        ck_assert_int_eq(mend_table_line(&table, 1), 4);
    }
}
END_TEST

START_TEST(a_missing_cell_is_not_a_number)
{
    tabulates("a,b,c,d\n,NA,word,1e-3\n");
    ck_assert(mend_table_missing(&table, 0, 0));
    ck_assert(mend_table_missing(&table, 0, 1));
    ck_assert(!mend_table_missing(&table, 0, 2));
    ck_assert(isnan(mend_table_number(&table, 0, 0)));
    ck_assert(isnan(mend_table_number(&table, 0, 1)));
    ck_assert(isnan(mend_table_number(&table, 0, 2)));
    ck_assert(mend_table_number(&table, 0, 3) == 1e-3);
}
END_TEST

/* Longer than any buffer on the way, so that lines and cells straddle its ends. */
START_TEST(a_long_table_keeps_every_cell_and_line_plain_or_compressed)
{
    const int rows = 40000;
    for (int compressed = 0; compressed < 2; compressed++) {
        gzFile file = gzopen(path, compressed ? "wb1" : "wbT");
        ck_assert_ptr_nonnull(file);
        gzprintf(file, "id,\"quoted\"\r\n");
        for (int row = 0; row < rows; row++) {
            gzprintf(file, "%d,\"%d\r\n\"\r\n", row, 3 * row);
        }
        ck_assert_int_eq(gzclose(file), Z_OK);
        mend_table_free(&table);
        ck_assert_msg(mend_table_read(path, &table, &report), "%s", report.message[0]);
        ck_assert_int_eq(table.rows, rows);
        for (int row = 0; row < rows; row++) {
            ck_assert(mend_table_number(&table, row, 0) == row);
            ck_assert_int_eq(atoi(mend_table_text(&table, row, 1)), 3 * row);
            ck_assert_int_eq(mend_table_line(&table, row), 2 + 2 * row);
        }
    }
}
END_TEST

START_TEST(a_torn_compressed_table_is_refused)
{
    gzFile file = gzopen(path, "wb1");
    ck_assert_ptr_nonnull(file);
    gzprintf(file, "sensitivity\n");
    for (int row = 0; row < 1000; row++) {
        gzprintf(file, "%d.%d\n", row % 7, row);
    }
    ck_assert_int_eq(gzclose(file), Z_OK);
    ck_assert_int_eq(truncate(path, 500), 0);
    ck_assert(!mend_sample_read(path, &sample, &report));
    ck_assert_int_eq(report.count, 1);
    ck_assert_msg(is_reported("sample.csv: error: cannot read the file: "), "%s", report.message[0]);
}
END_TEST

START_TEST(what_cannot_be_opened_or_read_is_refused)
{
    ck_assert(!mend_sample_read("/nowhere/sample.csv", &sample, &report));
    ck_assert_str_eq(report.message[0], "/nowhere/sample.csv: error: cannot read the file: No such file or directory");
    ck_assert(!mend_sample_read(folder, &sample, &report));
    ck_assert_msg(strstr(report.message[1], ": error: cannot read the file: this is a folder, not a file") != NULL, "%s", report.message[1]);
    ck_assert_ptr_null(sample.value);
}
END_TEST

static TCase *sample_cases(void)
{
    TCase *cases = tcase_create("sample");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, columns_in_any_order_fill_their_traits_and_leave_the_rest_to_be_drawn);
    tcase_add_test(cases, a_first_column_without_a_name_is_ignored);
    tcase_add_test(cases, every_trait_is_in_the_table_with_its_owner);
    tcase_add_test(cases, every_trait_takes_its_least_and_most_and_nothing_beyond);
    tcase_add_test(cases, an_unknown_column_names_the_nearest_trait);
    tcase_add_test(cases, a_cell_that_is_no_number_in_range_is_named_with_its_line);
    tcase_add_test(cases, a_sample_without_rows_or_traits_is_refused);
    tcase_add_test(cases, every_mistake_of_a_sample_is_reported_in_one_pass);
    return cases;
}

static TCase *table_cases(void)
{
    TCase *cases = tcase_create("table");
    tcase_add_checked_fixture(cases, make_folder, remove_folder);
    tcase_add_test(cases, a_ragged_row_is_named_with_its_line);
    tcase_add_test(cases, a_duplicate_column_or_a_later_one_without_a_name_is_refused);
    tcase_add_test(cases, quotes_that_do_not_pair_are_refused);
    tcase_add_test(cases, binary_data_is_refused);
    tcase_add_test(cases, an_empty_line_is_no_missing_value);
    tcase_add_test(cases, quoted_cells_hold_commas_quotes_and_lines);
    tcase_add_test(cases, any_line_ending_counts_the_same_lines);
    tcase_add_test(cases, a_missing_cell_is_not_a_number);
    tcase_add_test(cases, a_long_table_keeps_every_cell_and_line_plain_or_compressed);
    tcase_add_test(cases, a_torn_compressed_table_is_refused);
    tcase_add_test(cases, what_cannot_be_opened_or_read_is_refused);
    return cases;
}

Suite *sample_suite(void)
{
    Suite *suite = suite_create("sample");
    suite_add_tcase(suite, sample_cases());
    suite_add_tcase(suite, table_cases());
    return suite;
}
