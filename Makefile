# mend: how attachment forms through rupture and repair.
#
#   make            build/mend and build/libmend.a
#   make demo       set-up, build, the main job, its pictures
#   make check      set-up, build, every test; check-long adds clusters, sanitizers, compilers and fuzzers
#   make bench      speed
#   make install    PREFIX=/usr/local DESTDIR=; and uninstall
#   make lint, make format, make clean
#
# To choose: CC, CFLAGS, CPPFLAGS, LDFLAGS, OPENMP, WERROR=1, V=1 (shows the commands), BUILD (a folder). A sanitizer build is
#   make BUILD=build/asan CC=gcc CFLAGS='-O1 -fsanitize=address,undefined'
#
# MPI=1 makes a mend whose sweeps run on many machines, started by mpirun or srun; it wants an MPI (scripts/setup.sh --cluster installs Open MPI).
# MPICC names its compiler, by default mpicc, which is told to use CC. Turning MPI on or off links again and compiles one file.

VERSION = 0.1.0
BUILD   = build
PREFIX  = /usr/local
OPENMP  = -fopenmp
PKG_CONFIG = pkg-config
MPICC   = mpicc

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.PHONY: all demo check check-long check-clusters check-sanitized check-compilers check-fuzzed check-programs tested other fuzz bench clean install uninstall format lint libraries test-library mpi-library FORCE
all:

# ---- the compiler ----

# "yes" if the compiler $(1) compiles and links a main that returns $(2) with the flags $(3).
links = $(shell t=$$(mktemp -d) && echo 'int main(void) { return $(2); }' | \
    $(1) $(CPPFLAGS) -x c - -o $$t/a $(LDFLAGS) $(3) 2>/dev/null && echo yes; rm -rf $$t)
has_openmp = $(call links,$(1),omp_get_max_threads() < 1,-include omp.h $(OPENMP))

# clang makes the lane loop nearly twice as fast as gcc does, but Debian's clang comes without OpenMP.
ifeq ($(origin CC),default)
    ifeq ($(call has_openmp,clang),yes)
        CC := clang
    else
        CC := $(if $(shell command -v gcc),gcc,cc)
    endif
endif
COMPILER := $(shell $(CC) --version 2>/dev/null | head -n 1)
MACHINE  := $(shell $(CC) -dumpmachine 2>/dev/null)
IS_CLANG := $(findstring clang,$(COMPILER))

# ---- flags ----

ifneq ($(filter -Ofast -ffast-math -funsafe-math-optimizations -fassociative-math,$(CFLAGS)),)
    $(error CFLAGS asks for fast math: then results would depend on compiler and machine)
endif

WARNINGS = -Wall -Wextra -Wshadow -Wvla -Werror=implicit-function-declaration -Werror=incompatible-pointer-types
# The same bits from every compiler and instruction set rest on these; they come last, so that CFLAGS cannot undo them.
BITS  = -ffp-contract=off -fno-math-errno -fno-trapping-math
FLAGS = -std=c17 -D_XOPEN_SOURCE=700 -O3 -g $(OPENMP) $(WARNINGS) $(CPPFLAGS) $(CFLAGS) $(BITS)

LIBRARIES = gsl yaml-0.1 jansson nettle zlib
INCLUDES := -I$(BUILD) -Iinclude -Isim $(shell $(PKG_CONFIG) --cflags $(LIBRARIES) 2>/dev/null)
LIBS     := $(shell $(PKG_CONFIG) --libs $(LIBRARIES) 2>/dev/null) -lcsv -lm

# With WERROR=1 a warning is an error, except those that depend on what an optimiser of some version happens to see.
GUESSES = $(if $(IS_CLANG),pass-failed,array-bounds format-overflow format-truncation maybe-uninitialized stringop-overflow)
STRICT  = $(if $(WERROR),-Werror $(GUESSES:%=-Wno-error=%))
# STRICT is not among FLAGS: it changes no byte, so turning it on compiles nothing again.
COMPILE_FLAGS = $(INCLUDES) $(if $(filter $(BUILD)/tests/%,$@),$(TEST_INCLUDES)) $(FLAGS) $(STRICT) -MMD -MP
LINK_FLAGS    = $(OPENMP) $(CFLAGS) $(LDFLAGS)
COMPILE = $(CC) $(COMPILE_FLAGS)
LINK    = $(CC) $(LINK_FLAGS)
# The compiler of an MPI wraps another one: these name it to Open MPI, MPICH and Intel's.
MPI_CC  = OMPI_CC='$(CC)' MPICH_CC='$(CC)' I_MPI_CC='$(CC)' $(MPICC)

# With V=1 make shows each command, else what it makes.
Q = $(if $(V),,@echo '  $@' &&)

# The lane loop is one source compiled once for each instruction set. No -mfma: a fused multiply-add rounds differently.
ISAS         = baseline
flags_avx2   = -mavx2
flags_avx512 = -mavx512f -mavx512dq -mavx512vl -mavx512bw -mprefer-vector-width=512
# A turn is one long chain of operations: several groups of lanes at once keep the machine busy, as many as its registers hold. gcc takes no such
# order. $(1): compiler, $(2): instruction set, $(3): loop.
interleaved  = $(if $(findstring clang,$(1)),-mllvm -force-vector-interleave=$(if $(filter avx512,$(2))$(filter-out lanes,$(3)),2,4))
ifneq ($(filter x86_64%,$(MACHINE)),)
    ISAS          += avx2 avx512
    flags_baseline = -msse2
endif

# ---- files ----

CORE_AND_IO = model engine life assay reading study io picture
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))

LOOPS   := lanes lanes_many lanes_pair
LANES   := $(LOOPS:%=sim/engine/%.c)
CHOOSER := sim/engine/isa.c
LIB_SOURCES  := $(filter-out $(LANES) $(CHOOSER),$(wildcard $(CORE_AND_IO:%=sim/%/*.c)))
CLI_SOURCES  := $(wildcard sim/cli/*.c)
MPI_SOURCES  := $(wildcard sim/mpi/*.c)
CREW         := $(if $(filter 1,$(MPI)),mpi,alone)
TEST_SOURCES := $(wildcard tests/check.c) $(filter-out tests/bench/% tests/fuzz/%,$(wildcard tests/*/*.c))
BENCH_SOURCES := $(wildcard tests/bench/*.c)
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))

LANE_OBJECTS := $(foreach isa,$(ISAS),$(LOOPS:%=$(BUILD)/sim/engine/$(isa)/%.o))
LIB_OBJECTS  := $(call objects,$(LIB_SOURCES)) $(BUILD)/sim/engine/lanes.o
CLI_OBJECTS  := $(call objects,$(CLI_SOURCES))
MPI_OBJECTS  := $(call objects,$(MPI_SOURCES))
TEST_OBJECTS := $(call objects,$(TEST_SOURCES))
BENCH_OBJECTS := $(call objects,$(BENCH_SOURCES))

# ---- what has to be there ----

missing = $(shell for l in $(1); do $(PKG_CONFIG) --exists $$l 2>/dev/null || echo $$l; done)
missing_libcsv = $(if $(COMPILER),$(if $(call links,$(CC),csv_strerror(0) == 0,-include csv.h -lcsv),,libcsv))
missing_openmp = $(if $(call has_openmp,$(CC)),,$(if $(COMPILER),OpenMP in $(CC),the compiler $(CC)))
complain = $(if $(strip $(1)),$(error mend needs what this machine lacks: $(strip $(1)). Run scripts/setup.sh))

libraries: $(if $(filter mpi,$(CREW)),mpi-library)
	$(call complain,$(call missing,$(LIBRARIES)) $(missing_openmp) $(missing_libcsv))

test-library:
	$(call complain,$(call missing,check))

has_mpi = $(call links,$(MPI_CC),MPI_VERSION < 1,-include mpi.h)
mpi-library:
	$(if $(has_mpi),,$(error MPI=1 needs what this machine lacks: an MPI whose compiler is $(MPICC). Run scripts/setup.sh --cluster))

# ---- generated files, rewritten only if they change ----

quoted = '$(subst ','\'',$(1))'
c_text = "$(subst ",\",$(subst \,\\,$(strip $(1))))"
# Each argument of printf is one line of the target.
write_lines = mkdir -p $(@D) && printf '%s\n' $(1) >$@.$$$$ && if cmp -s $@.$$$$ $@; then rm $@.$$$$; else mv $@.$$$$ $@; fi
COMMIT := $(or $(shell test -e .git && git rev-parse --short=12 HEAD 2>/dev/null),unknown)

$(BUILD)/version.h: FORCE
	@$(call write_lines,\
	    $(call quoted,#define MEND_VERSION $(call c_text,$(VERSION))) \
	    $(call quoted,#define MEND_COMMIT $(call c_text,$(COMMIT))) \
	    $(call quoted,#define MEND_COMPILER $(call c_text,$(COMPILER))) \
	    $(call quoted,#define MEND_FLAGS $(call c_text,$(FLAGS))))

# Other flags or another compiler compile everything again; a source that is gone links everything again.
$(BUILD)/flags: FORCE
	@$(call write_lines,$(call quoted,$(COMPILER) $(INCLUDES) $(FLAGS) $(LDFLAGS)))

$(BUILD)/sources: FORCE
	@$(call write_lines,$(LIB_SOURCES) $(CLI_SOURCES) $(TEST_SOURCES) $(BENCH_SOURCES))

# ---- the build ----

all: $(BUILD)/mend $(BUILD)/libmend.a

$(BUILD)/%.o: %.c $(BUILD)/flags | $(BUILD)/version.h libraries
	@mkdir -p $(@D)
	$(Q) $(COMPILE) -c $< -o $@

# A folder for each instruction set: its name is the % of this rule. $(1): a loop.
define compile_loop
$$(filter %/$(1).o,$$(LANE_OBJECTS)): $$(BUILD)/sim/engine/%/$(1).o: sim/engine/$(1).c $$(BUILD)/flags | $$(BUILD)/version.h libraries
	@mkdir -p $$(@D)
	$$(Q) $$(COMPILE) -DISA=$$* $$(flags_$$*) $$(call interleaved,$$(COMPILER),$$*,$(1)) -c $$< -o $$@
endef
$(foreach loop,$(LOOPS),$(eval $(call compile_loop,$(loop))))

# One object of all lane loops and of what picks among them: it refers to them weakly (some machines lack some of them),
# and for a weak reference alone a linker takes nothing out of an archive.
$(BUILD)/sim/engine/lanes.o: $(LANE_OBJECTS) $(call objects,$(wildcard $(CHOOSER)))
	$(Q) $(CC) -nostdlib -r -o $@ $^

$(BUILD)/libmend.a: $(LIB_OBJECTS) $(BUILD)/sources
	@rm -f $@
	$(Q) $(AR) rcs $@ $(LIB_OBJECTS)

$(BUILD)/sim/mpi/%.o: sim/mpi/%.c $(BUILD)/flags | $(BUILD)/version.h libraries mpi-library
	@mkdir -p $(@D)
	$(Q) $(MPI_CC) $(COMPILE_FLAGS) -c $< -o $@

# What is before the archive hides what in the archive has the same names: so the crew that knows ranks replaces the one that is alone.
link_alone = $(LINK) $(CLI_OBJECTS) $(BUILD)/libmend.a $(LIBS) -o $@
link_mpi   = $(MPI_CC) $(LINK_FLAGS) $(CLI_OBJECTS) $(MPI_OBJECTS) $(BUILD)/libmend.a $(LIBS) -o $@

$(BUILD)/crew: FORCE
	@$(call write_lines,$(CREW))

$(BUILD)/mend: $(CLI_OBJECTS) $(if $(filter mpi,$(CREW)),$(MPI_OBJECTS)) $(BUILD)/libmend.a $(BUILD)/crew
	$(Q) $(link_$(CREW))

# With ranks, beside whatever build/mend is: for the tests.
$(BUILD)/mpi/mend: $(CLI_OBJECTS) $(MPI_OBJECTS) $(BUILD)/libmend.a
	@mkdir -p $(@D)
	$(Q) $(link_mpi)

# ---- the main job ----

# Two jobs unless the user asks for another number: more would not fit into the memory of small machines.
JOBS = $(shell n=$$(nproc 2>/dev/null || echo 1); [ "$$n" -gt 1 ] && echo 2 || echo 1)
PARALLEL = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(JOBS))

# Where the demo goes.
DEMO = results/demo

demo:
	@scripts/setup.sh --without-tests
	@$(MAKE) $(PARALLEL) all
	$(BUILD)/mend run configs/caregiver-infant.yaml -o $(DEMO) --force
	@echo 'The pictures:'
	@$(BUILD)/mend plot $(DEMO)

# ---- tests ----

TEST_INCLUDES := -Itests $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
TEST_LIBS     := $(shell $(PKG_CONFIG) --libs check 2>/dev/null)
# Tests of faults name here the functions they replace, one -Wl,--wrap=... a line.
WRAPS := $(addprefix @,$(wildcard tests/fault/wraps))

$(TEST_OBJECTS): | test-library

$(BUILD)/check: $(TEST_OBJECTS) $(BUILD)/libmend.a $(BUILD)/sources $(WRAPS:@%=%)
	$(Q) $(LINK) $(WRAPS) $(TEST_OBJECTS) $(BUILD)/libmend.a $(TEST_LIBS) $(LIBS) -o $@

# The other compiler's build lets the tests compare bytes.
OTHER_CC = $(if $(IS_CLANG),gcc,clang)
other:
	@$(if $(call has_openmp,$(OTHER_CC)),$(MAKE) BUILD=$(BUILD)/other CC=$(OTHER_CC) all,:)

# Tests of ranks are left out where there is no MPI.
check-programs: all $(BUILD)/check other $(if $(filter check-programs,$(MAKECMDGOALS)),$(if $(has_mpi),$(BUILD)/mpi/mend))

# Tests find the programs through MEND_BUILD: $MEND_BUILD/mend and, if there is another compiler or an MPI, $MEND_BUILD/other/mend and mpi/mend.
check:
	@scripts/setup.sh
	@scripts/check-includes.sh
	@$(MAKE) $(PARALLEL) check-programs
	@MEND_BUILD=$(BUILD) $(BUILD)/check

# ---- long tests ----

# Below -O3 clang warns that the lane loop is not vectorised: true, and of no matter here.
SANITIZE = -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ     = -O1 -Wno-pass-failed -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
FUZZ_SECONDS = 60
HAS_FUZZER = $(shell t=$$(mktemp -d) && echo 'int LLVMFuzzerTestOneInput(const char *d, long n) { return d == 0 && n < 0; }' | \
    clang -fsanitize=fuzzer -x c - -o $$t/a 2>/dev/null && echo yes; rm -rf $$t)

# Builds in its BUILD and runs the tests there, with more patience than usual. Left out: the statistics of whole populations, which take long without
# vectors and rest on bits that the other tests compare, and the pages, whose commands build the program anew.
PLAIN   = config sample cli golden numbers chance mechanisms output procedures measures
TURNS   = $(PLAIN) several bits fault picture reference reference_adult
STUDIES = sweep sensitivity validate calibrate
TESTED  = $(TURNS) $(STUDIES)
tested: all $(BUILD)/check
	@CK_TIMEOUT_MULTIPLIER=10 MEND_BUILD=$(BUILD) $(BUILD)/check $(TESTED)

# The parts of check-long after check, each to be run alone too.
check-long: check
	@for part in clusters sanitized compilers fuzzed; do echo "== $$part"; $(MAKE) check-$$part || exit 1; done

# What the machine does not allow, the tests of clusters leave out, and say so.
check-clusters:
	@scripts/setup.sh --cluster || :
	@$(MAKE) $(PARALLEL) check-programs
	@MEND_BUILD=$(BUILD) tests/cluster/hosts.sh
	@MEND_BUILD=$(BUILD) tests/cluster/slurm.sh

check-sanitized:
	@$(MAKE) $(PARALLEL) BUILD=build/asan CC=gcc CFLAGS='$(SANITIZE)' tested

# Studies live whole populations, for minutes without vectors, and their bytes are those of `bits`; one level of each compiler is enough for them.
# Without optimisation the bytes of `golden` have to do.
check-compilers:
	@for cc in gcc clang; do for level in -O0 -O2 -O3; do \
	    command -v $$cc >/dev/null || continue; \
	    echo "== $$cc $$level"; \
	    case $$level in -O0) suites='$(PLAIN)' ;; -O2) suites='$(TESTED)' ;; *) suites='$(TURNS)' ;; esac; \
	    $(MAKE) $(PARALLEL) BUILD=build/$$cc$$level CC=$$cc CFLAGS="$$level -Wno-pass-failed" TESTED="$$suites" tested || exit 1; \
	done; done

check-fuzzed:
	@$(if $(HAS_FUZZER),$(MAKE) $(PARALLEL) BUILD=build/fuzz CC=clang CFLAGS='$(FUZZ)' fuzz,echo 'no libFuzzer here: the fuzzers are left out')

$(FUZZERS): $(BUILD)/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/libmend.a
	@mkdir -p $(@D)
	$(Q) $(LINK) -fsanitize=fuzzer $< $(BUILD)/libmend.a $(LIBS) -o $@

# Called by check-fuzzed with clang and its flags. A folder tests/fuzz/NAME holds inputs to start from.
fuzz: $(FUZZERS)
	@for f in $(FUZZERS); do \
	    seeds=tests/fuzz/$${f##*/}; [ -d $$seeds ] || seeds=; \
	    echo "== $${f##*/}, $(FUZZ_SECONDS) s"; mkdir -p $$f.found; \
	    $$f -max_total_time=$(FUZZ_SECONDS) -artifact_prefix=$$f. $$f.found $$seeds >$$f.log 2>&1 || { tail -n 50 $$f.log; exit 1; }; \
	done

# ---- speed ----

# The bench also times the lane loops of the other compiler, under names of their own.
BENCH_ISAS   := $(if $(call has_openmp,$(OTHER_CC)),$(ISAS))
BENCH_OTHER  := $(foreach isa,$(BENCH_ISAS),$(LOOPS:%=$(BUILD)/bench-other/$(isa)/%.o))
define compile_loop_otherwise
$$(filter %/$(1).o,$$(BENCH_OTHER)): $$(BUILD)/bench-other/%/$(1).o: sim/engine/$(1).c $$(BUILD)/flags
	@mkdir -p $$(@D)
	$$(Q) $$(OTHER_CC) $$(INCLUDES) $$(FLAGS) -DISA=$$*_other $$(flags_$$*) $$(call interleaved,$$(OTHER_CC),$$*,$(1)) -c $$< -o $$@
endef
$(foreach loop,$(LOOPS),$(eval $(call compile_loop_otherwise,$(loop))))
$(BENCH_OBJECTS): CPPFLAGS += -Itests -D_DEFAULT_SOURCE -DBENCH_CC='"$(CC)"' -DBENCH_OTHER_CC='"$(OTHER_CC)"'
$(BUILD)/bench: $(BENCH_OBJECTS) $(BUILD)/tests/reference/reference.o $(BENCH_OTHER) $(BUILD)/libmend.a $(BUILD)/sources
	$(Q) $(LINK) -Wl,--wrap=lane_loop_for $(BENCH_OBJECTS) $(BUILD)/tests/reference/reference.o $(BENCH_OTHER) $(BUILD)/libmend.a $(LIBS) -o $@

bench:
	@$(MAKE) $(PARALLEL) $(BUILD)/bench
	$(BUILD)/bench

# ---- installing ----

# An archive built by clang wants LLVM's OpenMP, whoever links it; gcc does not know where that lies.
LLVM_LIB   = $(abspath $(shell $(CC) -print-resource-dir)/../..)
OPENMP_LIB = $(if $(IS_CLANG),-L$(LLVM_LIB) -lomp,-lgomp)
AT         = $(DESTDIR)$(PREFIX)
COMPLETION = scripts/completion/mend.bash

$(BUILD)/mend.pc: FORCE
	@$(call write_lines,\
	    'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' \
	    'Name: mend' 'Description: Simulator of how attachment forms through rupture and repair' 'Version: $(VERSION)' \
	    'Requires: $(LIBRARIES)' 'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lmend -lcsv -lm $(OPENMP_LIB)')

install: all $(BUILD)/mend.pc
	install -d $(AT)/bin $(AT)/lib/pkgconfig $(AT)/include/mend/model
	install -m 755 $(BUILD)/mend $(AT)/bin/mend
	install -m 644 $(BUILD)/libmend.a $(AT)/lib/libmend.a
	install -m 644 $(BUILD)/mend.pc $(AT)/lib/pkgconfig/mend.pc
	install -m 644 include/mend.h $(AT)/include/mend.h
	install -m 644 $(wildcard include/mend/*.h) $(AT)/include/mend
	install -m 644 $(wildcard sim/model/*.def) $(AT)/include/mend/model
	install -d $(AT)/share/mend/configs/validation
	install -m 644 configs/findings.csv configs/rules.csv $(AT)/share/mend/configs
	install -m 644 $(wildcard configs/validation/*.yaml) $(AT)/share/mend/configs/validation
	@if command -v help2man >/dev/null; then \
	    install -d $(AT)/share/man/man1 && \
	    help2man --no-info --version-string=$(VERSION) --name='simulate how attachment forms through rupture and repair' \
	        --output=$(AT)/share/man/man1/mend.1 $(BUILD)/mend; \
	else echo 'no help2man here: the man page is left out'; fi
	@if [ -e $(COMPLETION) ]; then \
	    install -d $(AT)/share/bash-completion/completions && \
	    install -m 644 $(COMPLETION) $(AT)/share/bash-completion/completions/mend; \
	fi

uninstall:
	rm -rf $(AT)/include/mend $(AT)/share/mend
	rm -f $(AT)/bin/mend $(AT)/lib/libmend.a $(AT)/lib/pkgconfig/mend.pc $(AT)/include/mend.h \
	    $(AT)/share/man/man1/mend.1 $(AT)/share/bash-completion/completions/mend

# ---- upkeep ----

FORMATTED = $(wildcard sim/*/*.[ch] include/*.h include/mend/*.h tests/*.[ch] tests/*/*.[ch])

format:
	clang-format -i $(FORMATTED)

# Tools that are not installed are left out.
empty :=
space := $(empty) $(empty)
MPI_INCLUDES = $(shell $(MPICC) --showme:compile 2>/dev/null)
LINTED = $(filter-out $(if $(MPI_INCLUDES),,$(MPI_SOURCES)),$(wildcard sim/*/*.c))
has_tool = $(shell command -v $(1))
# Left out: matters of taste, and what this clang-tidy gets wrong in C.
TIDY_CHECKS = -*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-macro-parentheses,-bugprone-narrowing-conversions,\
-bugprone-not-null-terminated-result,-bugprone-reserved-identifier,-clang-analyzer-optin.mpi.*,-clang-analyzer-security.insecureAPI.*,-clang-analyzer-valist.*
TIDY_FLAGS  = $(INCLUDES) $(MPI_INCLUDES) -std=c17 -D_XOPEN_SOURCE=700 -DISA=baseline $(OPENMP)

lint: $(BUILD)/version.h
	scripts/check-includes.sh
	$(if $(call has_tool,shellcheck),shellcheck scripts/*.sh scripts/slurm/*.sh tests/cluster/*.sh scripts/completion/*.bash .ci/run)
	$(if $(call has_tool,clang-tidy),clang-tidy --quiet --warnings-as-errors='*' --checks='$(subst $(space),,$(TIDY_CHECKS))' $(LINTED) -- $(TIDY_FLAGS))
	$(if $(call has_tool,cppcheck),cppcheck --quiet --std=c11 --enable=warning --enable=performance --inline-suppr --error-exitcode=1 -DISA=baseline -Iinclude -Isim -I$(BUILD) $(LINTED))

clean:
	rm -rf $(BUILD)

-include $(patsubst %.o,%.d,$(LIB_OBJECTS) $(LANE_OBJECTS) $(call objects,$(CHOOSER)) $(CLI_OBJECTS) $(MPI_OBJECTS) $(TEST_OBJECTS) $(BENCH_OBJECTS))
-include $(FUZZERS:$(BUILD)/fuzz/%=$(BUILD)/tests/fuzz/%.d)
