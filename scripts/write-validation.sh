#!/bin/sh
# Writes the tables of docs/validation.md, between its markers, from what `mend validate` has left in a folder (default: results/validation).
# shellcheck disable=SC2016 # backquotes of Markdown
set -eu
cd "$(dirname "$0")/.."
from=${1:-results/validation}
page=${2:-docs/validation.md}
tables=$(mktemp -d)
trap 'rm -rf "$tables"' EXIT

# Reads a CSV with quotes: at[column] is where a column stands, field[] the fields of the row.
reader='
function split_row(line,    n, quoted, c, i) {
    n = 1; quoted = 0; delete field; field[1] = ""
    for (i = 1; i <= length(line); i++) {
        c = substr(line, i, 1)
        if (c == "\"") quoted = !quoted
        else if (c == "," && !quoted) field[++n] = ""
        else field[n] = field[n] c
    }
    return n
}
function get(column) { return field[at[column]] }
function text(column,    s) { s = get(column); gsub(/\|/, "\\|", s); return s }
function number(s) { return s == "" ? "-" : sprintf("%.3g", s) }
function published(    s) {
    s = "published" in at ? text("published") : text("value")
    return s == "" && get("lower") != "" ? number(get("lower")) " to " number(get("upper")) : s
}
function span(lower, upper) { return lower == "" || upper == "" ? "" : " (" number(lower) " to " number(upper) ")" }
FNR == 1 { delete at; n = split_row($0); for (i = 1; i <= n; i++) at[field[i]] = i; next }
{ split_row($0) }'

# Votes of each rule.
awk "$reader"'
{
    rule = get("rule"); use = get("use")
    if (!(rule in seen)) { seen[rule] = 1; order[++rules] = rule }
    key = rule SUBSEP use
    lines[key] += get("covered"); lines_fit[key] += get("lines_fit")
    if (get("covered") > 0) { findings[key]++; fits[key] += get("fits") }
    if (get("covered") == get("lines")) { whole[key]++; whole_fits[key] += get("fits") }
}
function share(part, all, key) { return part[key] + 0 " of " all[key] + 0 }
END {
    print "| rule | fitted: lines | fitted: findings | test: lines | test: findings | of the test findings that are covered whole |"
    print "| --- | --- | --- | --- | --- | --- |"
    for (i = 1; i <= rules; i++) {
        f = order[i] SUBSEP "fit"; t = order[i] SUBSEP "test"
        print "| " order[i] " | " share(lines_fit, lines, f) " | " share(fits, findings, f) " | " share(lines_fit, lines, t) " | " \
              share(fits, findings, t) " | " share(whole_fits, whole, t) " |"
    }
}' "$from/validation_findings.csv" >"$tables/votes"

# Each line under the first rule, and under which rules it agrees.
lines_of() {
    awk -v use="$1" "$reader"'
    get("use") == use {
        rule = get("rule")
        if (!(rule in seen)) { seen[rule] = 1; order[++rules] = rule }
        if (rules == 1) row[++rows] = "| " text("id") " | " text("measure") ", " text("group") " (`" get("by") "`) | " published() " | " number(get("simulated")) \
            span(get("simulated_lower"), get("simulated_upper")) " | " (get("accept") == "within" ? number(get("accept_lower")) " to " \
            number(get("accept_upper")) : get("accept") == "none" ? "none" : get("accept") " 0") " |"
        row_of[rule]++
        row[row_of[rule]] = row[row_of[rule]] (get("fits") == 1 ? " yes |" : " no |")
    }
    END {
        head = "| finding | what | published | simulated (95 % interval) | agrees if |"; rule_off = "| --- | --- | --- | --- | --- |"
        for (i = 1; i <= rules; i++) { head = head " " order[i] " |"; rule_off = rule_off " --- |" }
        print head; print rule_off
        for (i = 1; i <= rows; i++) print row[i]
    }' "$from/validation.csv"
}
lines_of fit >"$tables/fit"
lines_of test >"$tables/test"

# Under every other rule, the lines that the first rule meets and this one does not, with the change on the same lives.
awk "$reader"'
NR == 2 { first = get("rule") }
{
    rule = get("rule"); at_line[rule]++
    if (rule == first) { met[at_line[rule]] = get("fits") == 1; next }
    if (!(rule in seen)) { seen[rule] = 1; order[++rules] = rule }
    if (met[at_line[rule]] && get("fits") == 0)
        lost[rule] = lost[rule] "| " rule " | " text("id") " (" get("use") ") | " text("measure") ", " text("group") " | " number(get("simulated")) \
            " | " number(get("change")) span(get("change_lower"), get("change_upper")) " |\n"
}
END {
    print "| rule | finding | what it loses | simulated | change against " first " (95 % interval, paired) |\n| --- | --- | --- | --- | --- |"
    for (i = 1; i <= rules; i++) printf "%s", lost[order[i]]
}' "$from/validation.csv" >"$tables/lost"

# What no setting can express.
awk "$reader"'
get("use") != "context" && get("by") == "" {
    why = text("note"); sub(/^not covered: /, "", why)
    print "| " text("id") " (" get("use") ") | " text("measure") ", " text("group") " | " published() " | " why " |"
}' configs/findings.csv | { printf '| finding | what | published | why it is not covered |\n| --- | --- | --- | --- |\n'; cat; } >"$tables/uncovered"

awk -v tables="$tables" '
/^<!-- generated: / { print; while ((getline line < (tables "/" $3)) > 0) print line; inside = 1; next }
/^<!-- end -->/ { inside = 0 }
!inside' "$page" >"$tables/page"
cat "$tables/page" >"$page"
