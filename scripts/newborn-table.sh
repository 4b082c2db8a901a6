#!/bin/sh
# Writes docs/newborn.md: how claims about few or no ruptures rest on what a newborn is assumed to expect. Takes a few minutes.
set -eu
cd "$(dirname "$0")/.."
mend=build/mend
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The four class shares at trust $1, doubt $2 and rupture rate $3, as "52 14 10 24".
shares() {
    $mend run configs/caregiver-infant.yaml -o "$work/run" --force --quiet --set record.dyads=0 --set "birth.trust=$1" --set "birth.doubt=$2" \
        --set "rupture.scale=$3" --set 'assays=strange_situation'
    awk -F, '$1 ~ /^share\.(secure|avoidant|anxious|disorganized)$/ { printf "%s%.0f", (n++ ? " " : ""), 100 * $3 }' "$work/run/summary.csv"
}

{
    cat <<'TEXT'
# What a newborn expects, and what follows for a life without ruptures

*Written by `scripts/newborn-table.sh`; do not edit. 10,000 dyads a cell, seed 1.*

Nothing in the findings that the simulator is held against says what a newborn expects of a break in connection. `birth.trust` and `birth.doubt` are
therefore **not identified**. With ordinary ruptures it does not matter: a year of experience washes the start out. With few ruptures, or none, it is
almost all that matters, so no claim about such lives is a result of this simulator. Each cell gives secure / avoidant / anxious / disorganized in percent.

TEXT
    for rate in 0 0.1 1; do
        case $rate in 0) echo '## No ruptures' ;; 0.1) echo '## A tenth of the ruptures' ;; 1) echo '## Ordinary ruptures' ;; esac
        printf '\n| doubt at birth | trust .4 | trust .5 | trust .6 | trust .7 | trust .8 |\n| --- | --- | --- | --- | --- | --- |\n'
        for doubt in .03 .05 .08 .10 .15; do
            printf '| %s ' "$doubt"
            for trust in .4 .5 .6 .7 .8; do
                cell=$(shares "0$trust" "0$doubt" "$rate")
                echo "$rate $doubt $trust $cell" >>"$work/cells"
                printf '| %s ' "$(echo "$cell" | sed 's, , / ,g')"
            done
            echo '|'
        done
        echo
    done
    echo '## Where the order flips'
    echo
    echo 'Secure share without ruptures less secure share with ordinary ones, in points. Positive: the assumed newborn makes a life without ruptures look'
    echo 'safer than an ordinary one; negative: less safe. The sign is a matter of the assumption.'
    printf '\n| doubt at birth | trust .4 | trust .5 | trust .6 | trust .7 | trust .8 |\n| --- | --- | --- | --- | --- | --- |\n'
    awk '$1 == 0 { none[$2, $3] = $4 } $1 == 1 { usual[$2, $3] = $4 }
        END {
            rows = split(".03 .05 .08 .10 .15", doubt, " "); columns = split(".4 .5 .6 .7 .8", trust, " ")
            for (i = 1; i <= rows; i++) {
                printf "| %s ", doubt[i]
                for (j = 1; j <= columns; j++) printf "| %+d ", none[doubt[i], trust[j]] - usual[doubt[i], trust[j]]
                print "|"
            }
        }' "$work/cells"
} >"$work/newborn.md"
mv "$work/newborn.md" docs/newborn.md
