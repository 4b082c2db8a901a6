#!/bin/sh
# Calibrates rules of configs/rules.csv, each on the same findings, with the same free parameters and the same budget, and puts what came of it there:
#
#   scripts/calibrate-rules.sh                       # all of them, for hours
#   scripts/calibrate-rules.sh calm 'without fear'   # these
#
# First infants, whose best point gives what growing up is standardised by; then couples, who grow up under the rule. Where trust is not learned, it is
# frozen at what `repair` learns. Where it was interrupted it goes on. Results are in results/calibrate-infants-RULE and results/calibrate-couples-RULE, and
# the lines that the rule had before in results/calibrate-infants-RULE.csv. To begin a rule anew, remove its results.
set -eu
cd "$(dirname "$0")/.."
mend=${MEND_BUILD:-build}/mend
rules=configs/rules.csv
lived=results/calibrate-lived

# live RULE: a first generation under it
live() {
    awk -F, -v rule="$1" '$1 == rule { printf "--set\n%s=%s\n", $2, $3 }' $rules |
        xargs -d '\n' "$mend" run configs/validation/infants.yaml -o $lived --force --quiet
}

# line RULE MEASURE KEY SOURCE: a line of the rule, with what was lived as the value; a spread of 0 counts as .001
line() {
    awk -F, -v rule="$1" -v measure="$2" -v key="$3" -v from="$4" '
        $1 == measure && $3 != "" { printf "%s,%s,%.4g,%s\n", rule, key, key ~ /sd$/ && $3 < .001 ? .001 : $3, from; found = 1 }
        END { if (!found) { print "no " measure " was lived" >"/dev/stderr"; exit 1 } }' $lived/summary.csv
}

# put RULE FILE: the rule's lines of FILE in the place of those it has
put() {
    awk -F, -v rule="$1" -v from="$2" '
        $1 != rule { print; next }
        !poured { while ((getline line < from) > 0) if (index(line, rule ",") == 1) print line; poured = 1 }' $rules >$rules.new
    mv $rules.new $rules
}

# add RULE KEYS: lines from standard input in the place of those whose key begins with KEYS
add() {
    { awk -F, -v rule="$1" -v keys="$2" '$1 == rule && index($2, keys) != 1' $rules; cat; } >results/lines.csv
    put "$1" results/lines.csv
}

freeze() {
    live repair
    for what in trust doubt; do
        line "$1" $what.mean learning.frozen.$what "what repair learns"
    done >results/learned.csv
    add "$1" learning.frozen. <results/learned.csv
}

grow() {
    live "$1"
    for part in avoidance anxiety fright; do
        for moment in mean sd; do
            line "$1" growing.$part.$moment growth.$part.$moment "its first generation"
        done
    done >results/grown.csv
    add "$1" growth. <results/grown.csv
}

# begin RULE NAME: keeps the rule's lines; where its calibration has begun puts them back, for it rests on them
begin() {
    kept=results/calibrate-infants-$2.csv
    if [ -e "$kept" ] && [ -d "results/calibrate-infants-$2" ]; then
        put "$1" "$kept"
    else
        awk -F, -v rule="$1" '$1 == rule' $rules >"$kept.new"
        mv "$kept.new" "$kept"
    fi
}

calibrate() {
    name=$(printf '%s' "$1" | tr ' /' --)
    begin "$1" "$name"
    [ "$1" != 'without learned trust' ] || freeze "$1"
    for who in infants couples; do
        folder=results/calibrate-$who-$name
        "$mend" calibrate configs/studies/calibrate-$who.yaml --rule "$1" -o "$folder" --resume
        put "$1" "$folder/rules.csv"
        [ $who = couples ] || grow "$1"
    done
}

mkdir -p results
if [ $# -eq 0 ]; then
    set -f
    IFS='
'
    # shellcheck disable=SC2046 # a name a line
    set -- $(awk -F, 'NR > 1 && !seen[$1]++ { print $1 }' $rules)
    unset IFS
fi
for rule; do
    echo "== $rule"
    calibrate "$rule"
done
