#!/bin/sh
# Holds the sources to the design: includes go downward, the core stays free of the world, files and functions stay small.
# Prints file:line for each breach and exits 1; silent when all is well.
#
#   scripts/check-includes.sh [FOLDER]     FOLDER holds sim/ and include/; by default this checkout
set -u
cd "${1:-$(dirname "$0")/..}" || exit 2

# shellcheck disable=SC2016 # it is awk that expands
breaches=$(find sim include -name '*.[ch]' -o -name '*.def' | LC_ALL=C sort | xargs awk '
BEGIN {
    count = split("model engine life assay reading study cli", parts, " ")
    for (i = 1; i <= count; i++)
        rank[parts[i]] = i
    core_top = rank["reading"]
    # The other make of a file of study, which may include what study may; nobody includes it.
    rank["mpi"] = rank["study"]
    split("stdint.h stddef.h stdbool.h string.h stdlib.h math.h", names, " ")
    for (i in names)
        allowed_in_core["<" names[i] ">"] = 1
    # Each is looked for with the endings f and l too; sqrtf alone is exactly rounded everywhere.
    split("acos acosh asin asinh atan atan2 atanh cbrt ceil cos cosh erf erfc exp exp2 expm1 fabs fdim floor fma fmax fmin fmod frexp hypot" \
        " ilogb ldexp lgamma llrint llround log log10 log1p log2 logb lrint lround modf nearbyint pow remainder remquo rint round scalbln" \
        " scalbn sin sinh sqrt tan tanh tgamma trunc", names, " ")
    for (i in names) {
        libm[names[i]] = libm[names[i] "f"] = libm[names[i] "l"] = 1
    }
    delete libm["sqrtf"]
    longest_file = 500
    longest_function = 60
}

function breach(line, text) {
    reports[++report_count] = FILENAME ":" line ": " text
}

# The line without comments and without what stands between quotes; `in_comment` lives from line to line.
function bare(line,    out, c, two, quote, i, n) {
    n = length(line)
    quote = ""
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; i++ }
        } else if (quote != "") {
            if (c == "\\") i++
            else if (c == quote) { out = out c; quote = "" }
        } else if (two == "/*") {
            in_comment = 1; out = out " "; i++
        } else if (two == "//") {
            break
        } else {
            if (c == "\"" || c == "\047") quote = c
            out = out c
        }
    }
    return out
}

# 0 for io and picture, which stand beside the order. (To ask rank[] itself would enter the part there.)
function rank_of(part) {
    return part in rank ? rank[part] : 0
}

# The part of sim/ that a path inside sim/ lies in.
function part_of(path) {
    return substr(path, 1, index(path, "/") - 1)
}

function is_table(path) {
    return path ~ /^model\/[a-z_]*\.def$/
}

function may_include(from, to, path) {
    if (from == "io" || from == "picture")
        return to == from || (from == "picture" && to == "io") || (rank_of(to) && rank_of(to) <= core_top)
    if (to == "mpi")
        return from == "mpi"
    if (to == "io" || to == "picture")
        return rank_of(from) >= rank["study"]
    return rank_of(to) <= rank_of(from)
}

function check_include(line, target,    path, to) {
    path = substr(target, 2, length(target) - 2)
    if (FILENAME ~ /^include\//) {
        brings[substr(FILENAME, 9), ++brought[substr(FILENAME, 9)]] = target
        if (target ~ /^"/ && path !~ /^mend\// && !is_table(path))
            breach(line, "a public header includes " target ", which is not installed")
        return
    }
    if (target ~ /^</) {
        if (target == "<mpi.h>" && part != "mpi")
            breach(line, part " includes <mpi.h>, which only sim/mpi may")
        if (is_core && !(target in allowed_in_core) && !(target ~ /^<(omp|sched)[.]h>$/ && FILENAME ~ /^sim\/engine\/threads\.[ch]$/))
            breach(line, "the core includes " target)
    } else if (path ~ /^mend(\.h$|\/)/) {
        if (is_core) {
            core_user[++core_users] = FILENAME ":" line
            core_uses[core_users] = path
        }
    } else if (path == "version.h") {
        if (is_core)
            breach(line, "the core includes the generated version.h")
    } else {
        to = part_of(path)
        if (!(to in rank) && to != "io" && to != "picture")
            breach(line, target " is not a path inside sim/ or include/")
        else if (!may_include(part, to, path))
            breach(line, part " includes " target ", which is " (rank_of(part) && rank_of(to) > rank_of(part) ? "above" : "not below") " it")
    }
}

# Conditions are allowed as include guards, around the lines of a table, for the name of the instruction set, and in two files.
function check_condition(line, text,    name) {
    if (FILENAME ~ /^sim\/engine\/threads/ || FILENAME == "sim/cli/main.c" || FILENAME ~ /^include\//)
        return
    if (FILENAME == "sim/engine/lanes.c" && text ~ /[^A-Za-z0-9_]ISA([^A-Za-z0-9_]|$)/)
        return
    if (FILENAME ~ /\.(h|def)$/ && text ~ /^#[ \t]*ifn?def[ \t]+[A-Z][A-Z0-9_]*[ \t]*$/) {
        name = text
        sub(/^#[ \t]*ifn?def[ \t]+/, "", name)
        sub(/[ \t]*$/, "", name)
        conditions++
        condition_line[conditions] = line
        condition_name[conditions] = name
        if (directives == 1 && text ~ /ifndef/)
            guard = name
        return
    }
    breach(line, "a condition of the preprocessor: " text)
}

# A condition around a table names a macro that the file uses or defines with arguments.
function settle_conditions(    i, name) {
    for (i = 1; i <= conditions; i++) {
        name = condition_name[i]
        if (!(name == guard && guarded) && !(name in used_as_macro))
            reports[++report_count] = file ":" condition_line[i] ": a condition of the preprocessor on " name ", which is neither an include guard nor a line of a table"
    }
}

function check_directive(line, text,    word, target) {
    directives++
    if (directives == 2 && guard != "" && text ~ ("^#[ \t]*define[ \t]+" guard "[ \t]*$"))
        guarded = 1
    if (text ~ /^#[ \t]*(if|ifdef|ifndef|elif)([^a-z]|$)/)
        check_condition(line, text)
    if (match(text, /^#[ \t]*define[ \t]+[A-Z][A-Z0-9_]*\(/)) {
        word = substr(text, 1, RLENGTH - 1)
        sub(/^#[ \t]*define[ \t]+/, "", word)
        used_as_macro[word] = 1
    }
}

function check_libm(line, text,    word) {
    while (match(text, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
        word = substr(text, RSTART, RLENGTH)
        sub(/[ \t]*\($/, "", word)
        if (word in libm)
            breach(line, "the core calls " word " of libm, of which only sqrtf gives the same bits everywhere")
        text = substr(text, RSTART + RLENGTH)
    }
}

# Functions are found by their braces: at the top level, a brace after a closing parenthesis opens one.
function follow_braces(line, text,    i, c) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "{") {
            if (depth++ == 0) {
                sub(/[ \t]+$/, "", head)
                in_function = head ~ /\)$/ && head !~ /=/ && head !~ /^typedef/
            }
        } else if (c == "}") {
            if (--depth == 0) {
                if (in_function && line - head_line + 1 > longest_function)
                    breach(head_line, "a function of " line - head_line + 1 " lines; " longest_function " is the most")
                in_function = 0
                head = ""
            }
        } else if (depth == 0) {
            if (c == ";")
                head = ""
            else if (head != "" || c !~ /[ \t]/) {
                if (head == "")
                    head_line = line
                head = head c
            }
        }
    }
    if (head != "")
        head = head " "
}

function end_file() {
    if (file == "")
        return
    settle_conditions()
    if (length_of_file > longest_file)
        reports[++report_count] = file ":" longest_file + 1 ": a file of " length_of_file " lines; " longest_file " is the most"
}

FNR == 1 {
    end_file()
    file = FILENAME
    part = FILENAME ~ /^sim\// ? part_of(substr(FILENAME, 5)) : ""
    is_core = part in rank && rank[part] <= core_top
    in_comment = continued = directives = conditions = guarded = depth = in_function = 0
    guard = head = ""
    split("", used_as_macro)
    if (FILENAME ~ /^sim\// && !(part in rank) && part != "io" && part != "picture")
        breach(1, "not in a part of sim/ that the design names")
}

{
    length_of_file = FNR
    commented = in_comment
    text = bare($0)
    sub(/^[ \t]+/, "", text)
    if (continued) {
        # the rest of a directive
    } else if (text ~ /^#/) {
        check_directive(FNR, text)
        if (!commented && match($0, /^[ \t]*#[ \t]*include[ \t]*("[^"]*"|<[^>]*>)/)) {
            target = substr($0, 1, RLENGTH)
            sub(/^[^"<]*/, "", target)
            check_include(FNR, target)
        }
    } else {
        if (FILENAME ~ /\.[ch]$/)
            follow_braces(FNR, text)
        if (match(text, /^[A-Z][A-Z0-9_]*[ \t]*\(/))
            used_as_macro[substr(text, 1, match(text, /[ \t(]/) - 1)] = 1
    }
    if (is_core)
        check_libm(FNR, text)
    continued = (continued || text ~ /^#/) && $0 ~ /\\$/
}

# What a public header brings in, through other public headers, that the core may not have.
function brought_by(header,    i, target, found) {
    if (header in seen)
        return ""
    seen[header] = 1
    for (i = 1; i <= brought[header]; i++) {
        target = brings[header, i]
        if (target ~ /^</) {
            if (!(target in allowed_in_core))
                return target
        } else if ((found = brought_by(substr(target, 2, length(target) - 2))) != "") {
            return found
        }
    }
    return ""
}

END {
    end_file()
    for (u = 1; u <= core_users; u++) {
        split("", seen)
        if ((found = brought_by(core_uses[u])) != "")
            reports[++report_count] = core_user[u] ": the core includes \"" core_uses[u] "\", which brings in " found
    }
    for (r = 1; r <= report_count; r++)
        print reports[r]
}
') || exit 2
[ -z "$breaches" ] || {
    printf '%s\n' "$breaches" | LC_ALL=C sort -t : -k 1,1 -k 2,2n
    exit 1
}
