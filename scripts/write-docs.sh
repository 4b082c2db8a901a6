#!/bin/sh
# Writes the pages that list parameters, files and commands, and the tables of the model's page, from the program's own tables, into docs/ or into the
# folder given. A test holds the committed pages against a fresh copy.
# shellcheck disable=SC2016 # backquotes of Markdown
set -eu
cd "$(dirname "$0")/.."
mend=${MEND_BUILD:-build}/mend
to=${1:-docs}
tables=$(mktemp -d)
trap 'rm -rf "$tables"' EXIT
note='*Written by `scripts/write-docs.sh` from the program; do not edit.*'

# Lines of so many cells, with a tab between, as rows of a table; the first cell is a name.
rows() {
    awk -F '\t' -v cells="$1" 'NF == cells {
        for (i = 1; i <= NF; i++) { gsub(/^ +| +$/, "", $i); gsub(/\|/, "\\|", $i); row = i == 1 ? "| `" $1 "` |" : row " " $i " |" }
        print row
    }'
}
$mend params >"$tables/params"
$mend explain state >"$tables/state"

{
    printf '# Parameters\n\n%s\n\n' "$note"
    cat <<'TEXT'
Every key of a config, with its default, what it may be, and where the number comes from: *design* (how the program is used), *procedure* (how the
published procedure runs), *tuned* (found by a search on findings that may be fitted, see [emergence.md](emergence.md)), *assumed* (nobody measured it),
*not identified* (nothing here can tell its value).

| key | default | range | source | meaning |
| --- | --- | --- | --- | --- |
TEXT
    rows 5 <"$tables/params"
    printf '\n## Traits\n\nColumns that a sample of your own may have (`population: FILE.csv`, one row a dyad); what is missing is drawn.\n\n'
    printf '| trait | of the | range | meaning |\n| --- | --- | --- | --- |\n'
    rows 4 <"$tables/params"
} >"$to/parameters.md"

{
    printf '# Files of a result folder\n\n%s\n\n' "$note"
    cat <<'TEXT'
Plain CSV (RFC 4180 with line feeds): a header row, a point as decimal mark, an empty field where there is no value. `manifest.json` says what was run,
`config.yaml` is the complete config, `datapackage.json` describes every column (Frictionless). A file is there if the run was asked for it.
Behind the columns below, `sweep.csv` has one for each factor and each measure of its design, and `gain.csv` one for each factor but the first.
TEXT
    for file in outcomes timeseries population events assay_strange_situation assay_still_face assay_home_observation assay_conflict assay_support \
        assay_diary assay_resilience assay_alliance generations summary sweep indices compare gain validation validation_findings \
        calibration correlations posterior predictive points rules recovery recovery_summary; do
        $mend explain "$file.csv" | awk -v file="$file" 'NR == 1 { printf "\n## %s.csv\n\n", file }
            NR == 2 { sub(/^ +/, ""); printf "%s.\n\n| column | meaning |\n| --- | --- |\n", $0 }
            NR > 2 { name = $1; sub(/^ *[^ ]+ +/, ""); gsub(/\|/, "\\|"); printf "| `%s` | %s |\n", name, $0 }'
    done
    printf '\n## Measures of summary.csv\n\n'
    cat <<'TEXT'
A run has the measures that its setting and its assays let it take. Intervals are 95 %: Wilson for shares, Student t for means, order statistics for
medians, Fisher z for correlations, Hedges and Olkin (1985) for differences, large-sample for kappa, a bootstrap over families for what a round robin
tells. `n` counts dyads, unless a measure says otherwise: the bonds and the generations of one dyad hang together, so they are one unit, and intervals
rest on units.

| measure | meaning |
| --- | --- |
TEXT
    $mend explain measures | awk 'NR > 2 { name = $1; sub(/^ *[^ ]+ +/, ""); printf "| `%s` | %s |\n", name, $0 }'
} >"$to/outputs.md"

{
    printf '# Commands\n\n%s\n\n```\n' "$note"
    $mend --help
    printf '```\n'
} >"$to/commands.md"

{
    printf '# Scenarios\n\n%s\n\n' "$note"
    cat <<'TEXT'
Every config that ships, with what to watch when it runs: `build/mend run configs/NAME.yaml`, then `build/mend plot results/NAME`. The first lines of each
file also say what is and is not modelled, and where it comes from. Figures are of simulated lives: they say what the model does, not what people do.
[One line each, and how to turn a context on](contexts.md).
TEXT
    for config in configs/*.yaml; do
        awk -v name="$(basename "$config" .yaml)" '
            NR == 1 { sub(/^# /, ""); printf "\n## [%s](../configs/%s.yaml)\n\n%s\n", name, name, $0 }
            /^# What to watch: / { watching = 1; print "" }
            /^# Modelled: / { watching = 0 }
            watching { sub(/^# /, ""); print }' "$config"
    done
} >"$to/scenarios.md"

# The tables of docs/model.md; the prose around them is written by hand. A marker names a table, and one of parameters also the keys, or the beginnings of
# keys, that it lists.
{
    printf '| setting | who is there | bonds | what it is |\n| --- | --- | --- | --- |\n'
    $mend explain settings | rows 4
} >"$tables/settings"
for of in person bond rupture tally; do
    {
        printf '| name | range | unit | at birth | meaning |\n| --- | --- | --- | --- | --- |\n'
        awk -F '\t' -v OFS='\t' -v of="$of" '$2 ~ "^" of " *$" { print $1, $3, $4, $5, $6 }' "$tables/state" | rows 5
    } >"$tables/state-$of"
done
{
    printf '| trait | as | range | unit | meaning |\n| --- | --- | --- | --- | --- |\n'
    awk -F '\t' -v OFS='\t' '$2 ~ /^(seeker|giver) *$/ { print $1, $2, $3, $4, $6 }' "$tables/state" | rows 5
} >"$tables/traits"
{
    printf '| draw | when | block | word | what it decides |\n| --- | --- | --- | --- | --- |\n'
    $mend explain draws | rows 5
} >"$tables/draws"
rows 5 <"$tables/params" >"$tables/parameters"
awk -v tables="$tables" '
    function complain(what) { print "write-docs.sh: docs/model.md:" FNR ": " what >"/dev/stderr"; exit 1 }
    function list(key,    found, i) {
        for (i = 1; i <= keys; i++)
            if (name[i] == key || index(name[i], key ".") == 1) { print row[i]; found = 1 }
        if (!found) complain("no parameter is called " key)
    }
    FNR == NR { keys++; row[keys] = $0; name[keys] = substr($2, 2, length($2) - 2); next }
    /^<!-- generated: / {
        print; inside = 1; words = split($0, word, " ")
        if (word[3] == "parameters") {
            print "| key | default | range | source | meaning |\n| --- | --- | --- | --- | --- |"
            for (k = 4; k < words; k++) list(word[k])
            next
        }
        if ((getline line <(tables "/" word[3])) <= 0) complain("no table is called " word[3])
        do print line; while ((getline line <(tables "/" word[3])) > 0)
        next
    }
    /^<!-- end -->/ { inside = 0 }
    !inside' "$tables/parameters" docs/model.md >"$tables/page"
cat "$tables/page" >"$to/model.md"
