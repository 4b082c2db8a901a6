#!/bin/bash
# A sweep on a cluster with Slurm, as an array: the rows of the design are dealt out to so many parts, and each part is a job of its own on one machine.
# From the folder in which mend was built:
#
#   sbatch --array=1-8 scripts/slurm/sweep-array.sh DESIGN OUT
#
# runs eight parts into OUT/part-1 to OUT/part-8. When all have ended, join them:
#
#   build/mend merge OUT/part-* -o OUT/whole
#
# or let Slurm do that as soon as all are done:
#
#   job=$(sbatch --parsable --array=1-8 scripts/slurm/sweep-array.sh DESIGN OUT)
#   sbatch --dependency=afterok:$job --wrap 'build/mend merge OUT/part-* -o OUT/whole'
#
# OUT/whole/sweep.csv has the bytes that one long run on one machine would give. (A part in which a row failed ends with exit 1, and then `afterok`
# waits for ever: look at its slurm-*.out, and join by hand if the failed rows are to stay empty.)
#
# Nothing finished is lost. A part whose time is nearly over stops, and goes back into the queue by itself; one whose machine failed is put there by
# Slurm; both go on with the rows that are missing. If a part has to be submitted again by hand, say how many parts there are in all:
#
#   sbatch --array=3,5 scripts/slurm/sweep-array.sh DESIGN OUT 8
#
# What a part may use; options of sbatch on the command line win over these:
#SBATCH --job-name=mend
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
# Two minutes before the time is over Slurm tells this script, with the signal USR1.
#SBATCH --signal=B:USR1@120

design=${1:?say which design: sbatch --array=1-8 sweep-array.sh DESIGN OUT}
out=${2:?say where the parts go: sbatch --array=1-8 sweep-array.sh DESIGN OUT}
part=${SLURM_ARRAY_TASK_ID:?start this with sbatch --array=1-8}
parts=${3:-$SLURM_ARRAY_TASK_COUNT}
mend=${MEND:-build/mend}

mkdir -p "$out" || exit 1
"$mend" sweep "$design" --shard "$part/$parts" -o "$out/part-$part" --resume --threads "${SLURM_CPUS_PER_TASK:-1}" &
running=$!

# mend ends soon after TERM, with exit 3, and keeps every row that is finished. `scancel` sends TERM too: then the part does not come back.
time_is_over=
trap 'told=yes; time_is_over=yes; kill -TERM $running 2>/dev/null' USR1
trap 'told=yes; kill -TERM $running 2>/dev/null' TERM INT
told=yes
while [ -n "$told" ]; do # a signal ends the wait, not mend
    told=
    wait $running
    code=$?
done

if [ "$code" = 3 ] && [ -n "$time_is_over" ]; then
    scontrol requeue "${SLURM_ARRAY_JOB_ID}_$part"
fi
exit "$code"
