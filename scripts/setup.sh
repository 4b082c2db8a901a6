#!/bin/sh
# Installs what mend needs and this machine lacks. If nothing is missing it says nothing.
#
#   scripts/setup.sh                   looks; as root, where there is apt-get, installs; else prints what to run and exits 1
#   scripts/setup.sh --print           prints what to run, installs nothing
#   scripts/setup.sh --without-tests   leaves out what only the tests need
#   scripts/setup.sh --cluster         with what `make MPI=1` and the tests of clusters need: an MPI and, from apt and dnf, Slurm
#
# An MPI for the tests, and Slurm, are wished for: installed where that is possible, and done without where it is not.
#
# CC, OPENMP, PKG_CONFIG, CPPFLAGS and LDFLAGS mean what they mean to the Makefile.
set -u

# Several packages are joined by commas; a dash stands for none.
# part      header           apt               dnf                  conda         brew
parts='
compiler    -                gcc,libc6-dev     gcc,glibc-devel      c-compiler    gcc
clang       -                clang,libomp-dev  clang,libomp-devel   clang,llvm-openmp llvm,libomp
openmp      omp.h            gcc,libc6-dev     gcc,glibc-devel      c-compiler    gcc
libomp      omp.h            libomp-dev        libomp-devel         llvm-openmp   libomp
make        -                make              make                 make          make
pkg-config  -                pkg-config        pkgconf-pkg-config   pkg-config    pkg-config
gsl         gsl/gsl_cdf.h    libgsl-dev        gsl-devel            gsl           gsl
libcsv      csv.h            libcsv-dev        libcsv-devel         -             libcsv
yaml-0.1    yaml.h           libyaml-dev       libyaml-devel        yaml          libyaml
jansson     jansson.h        libjansson-dev    jansson-devel        jansson       jansson
nettle      nettle/sha2.h    nettle-dev        nettle-devel         nettle        nettle
zlib        zlib.h           zlib1g-dev        zlib-devel           zlib          zlib
gnuplot     -                gnuplot-nox       gnuplot              gnuplot       gnuplot
check       check.h          check             check-devel          check         check
mpi         -                openmpi-bin,libopenmpi-dev openmpi-devel openmpi      open-mpi
slurm       -                slurmctld,slurmd,slurm-client,munge slurm,slurm-slurmctld,slurm-slurmd,munge - -
ip          -                iproute2          iproute              -             -
'
pkg_config=${PKG_CONFIG:-pkg-config}

# Compiles and links a main that returns the C expression $2 with the compiler $1; the rest are further arguments.
# shellcheck disable=SC2086 # a compiler and flags may be several words
links() {
    links_cc=$1 links_value=$2
    shift 2
    echo "int main(void) { return $links_value; }" |
        $links_cc ${CPPFLAGS-} -x c - -o "$scratch/a" ${LDFLAGS-} "$@" 2>"$scratch/log"
}

# shellcheck disable=SC2086 # OPENMP may be several words
has_openmp() {
    links "$1" 'omp_get_max_threads() < 1' -include omp.h ${OPENMP--fopenmp}
}

# Sets `cc` to the first compiler with OpenMP, else to the first that works at all, else to nothing.
find_compiler() {
    cc=
    if [ -n "${CC-}" ]; then
        set -- "$CC"
    else
        set -- clang gcc cc
    fi
    for candidate; do
        if has_openmp "$candidate"; then
            cc=$candidate
            return
        elif [ -z "$cc" ] && links "$candidate" 0; then
            cc=$candidate
        fi
    done
}

names_clang() {
    case $1 in *clang*) return 0 ;; *) return 1 ;; esac
}

# Names the compiler part that is missing, if one is.
missing_compiler() {
    if [ -z "$cc" ]; then
        if names_clang "${CC-}"; then echo clang; else echo compiler; fi
    elif ! has_openmp "$cc"; then
        if names_clang "$cc"; then echo libomp; else echo openmp; fi
    fi
}

# Without a compiler, the best that can be done is to look where headers lie.
has_header() {
    if [ -n "$cc" ]; then
        links "$cc" 0 -include "$1"
    else
        [ -e "${CONDA_PREFIX-/usr}/include/$1" ]
    fi
}

# libcsv has no .pc file.
has_libcsv() {
    if [ -n "$cc" ]; then
        links "$cc" 'csv_strerror(0) == 0' -include csv.h -lcsv
    else
        has_header csv.h
    fi
}

# Is the library with this pkg-config name there? While pkg-config itself is missing, its header is looked for.
has_library() {
    if command -v "$pkg_config" >/dev/null; then
        "$pkg_config" --exists "$1"
    else
        has_header "$2"
    fi
}

# Daemons lie where only root looks.
has_programs() {
    for program; do
        PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null || return 1
    done
}

has() {
    case $1 in
    compiler | clang | openmp | libomp) true ;; # missing_compiler looks
    make) command -v make >/dev/null || command -v gmake >/dev/null ;;
    pkg-config) command -v "$pkg_config" >/dev/null ;;
    gnuplot) command -v gnuplot >/dev/null ;;
    libcsv) has_libcsv ;;
    check) [ "$tests" = no ] || has_library check check.h ;;
    mpi) [ "$tests$cluster" = nono ] || has_programs "${MPICC:-mpicc}" mpirun ;;
    slurm) [ "$cluster" = no ] || has_programs slurmctld slurmd munged sbatch ;;
    ip) [ "$cluster" = no ] || has_programs ip ;;
    *) has_library "$1" "$2" ;;
    esac
}

is_wish() {
    case $1 in
    mpi) [ "$cluster" = no ] ;;
    slurm | ip) true ;;
    *) false ;;
    esac
}

# Sets `missing` to the parts that are not there, `needed` to those of them without which nothing works.
look() {
    find_compiler
    missing=$(
        missing_compiler
        echo "$parts" | while read -r part header rest; do
            [ -z "$part" ] || has "$part" "$header" || echo "$part"
        done
    )
    needed=$(for part in $missing; do is_wish "$part" || echo "$part"; done)
}

# The packages of the parts $2 in column $1 of the table, on one line.
packages() {
    for part in $2; do
        echo "$parts" | awk -v part="$part" -v column="$1" '$1 == part && $column != "-" { gsub(",", " ", $column); print $column }'
    done | tr '\n' ' ' | sed 's/ $//'
}

# One line: a name of a system and the command, unless there is no package to install.
line() {
    list=$(packages "$3" "$missing")
    [ -z "$list" ] || printf '  %-15s %s %s\n' "$1" "$2" "$list"
}

print_lists() {
    line 'Debian, Ubuntu' 'sudo apt-get install' 3
    line 'Fedora' 'sudo dnf install' 4
    line 'conda' 'conda install -c conda-forge' 5
    case " $(echo "$missing" | tr '\n' ' ')" in
    *' libcsv '*)
        # shellcheck disable=SC2016 # for the reader's shell to expand
        printf '  %-15s %s\n' 'conda, libcsv' 'conda-forge seems to have no libcsv; in its source (sourceforge.net/projects/libcsv): ./configure --prefix="$CONDA_PREFIX" && make install'
        ;;
    esac
    line 'Homebrew' 'brew install' 6
}

# Installs the packages of the parts $1.
apt_install() {
    list=$(packages 3 "$1")
    [ -n "$list" ] || return 0
    echo "setup: installing $list" >&2
    # shellcheck disable=SC2086 # one word a package
    apt-get -o DPkg::Lock::Timeout=500 -qq install -y --no-install-recommends $list >>"$scratch/apt" 2>&1 </dev/null || {
        cat "$scratch/apt" >&2
        echo 'setup: apt-get failed' >&2
    }
}

# One wish after the other: what one cannot have keeps nothing else away.
install_with_apt() {
    export DEBIAN_FRONTEND=noninteractive
    # An update may fail for a source that is not needed here; whether the packages come is what counts.
    apt-get -o DPkg::Lock::Timeout=500 -qq update >"$scratch/apt" 2>&1
    apt_install "$needed"
    for part in $missing; do
        ! is_wish "$part" || apt_install "$part"
    done
}

action=install tests=yes cluster=no
for option; do
    case $option in
    --print) action=print ;;
    --without-tests) tests=no ;;
    --cluster) cluster=yes ;;
    *)
        echo "usage: scripts/setup.sh [--print] [--without-tests] [--cluster]" >&2
        exit 2
        ;;
    esac
done

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 3' HUP INT TERM

look
if [ "$action" = print ]; then
    [ -n "$missing" ] || echo 'Nothing is missing.'
    [ -z "$missing" ] || print_lists
    exit 0
fi
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install_with_apt
    look
fi
[ -n "$needed" ] || exit 0
echo "mend needs what this machine lacks: $(echo "$needed" | tr '\n' ' ')"
echo 'To install it, run the line for this system:'
print_lists
exit 1
