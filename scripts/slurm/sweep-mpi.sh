#!/bin/bash
# A sweep on a cluster with Slurm, as one job on several machines at once. It wants a mend that was built with `make MPI=1`, with the MPI of the cluster
# (often `module load openmpi` first). From the folder in which mend was built:
#
#   sbatch scripts/slurm/sweep-mpi.sh DESIGN OUT
#
# One process of mend runs on each machine, with as many threads as it has processors for the job. The first one keeps the folder OUT and deals out
# rows, so that machines of different speed all stay busy, and OUT/sweep.csv is there at the end: nothing has to be joined. All machines must see
# DESIGN and the files that it names in the same place, as home folders of clusters usually are.
#
# An array (sweep-array.sh) needs no MPI and starts as soon as any machine is free; this one waits until all are. Nothing finished is lost here either:
# when its time is nearly over the job stops and goes back into the queue, and submitting it again goes on with what is missing.
#
# What the job may use; options of sbatch on the command line win over these:
#SBATCH --job-name=mend
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
# Two minutes before the time is over Slurm tells this script, with the signal USR1.
#SBATCH --signal=B:USR1@120

design=${1:?say which design: sbatch sweep-mpi.sh DESIGN OUT}
out=${2:?say where the result goes: sbatch sweep-mpi.sh DESIGN OUT}
mend=${MEND:-build/mend}
threads=${SLURM_CPUS_PER_TASK:-1}
# How this cluster starts MPI programs; some want LAUNCH='srun --mpi=pmix', which its pages on MPI say.
launch=${LAUNCH:-mpirun --bind-to none}

# shellcheck disable=SC2086 # the launcher is several words
SRUN_CPUS_PER_TASK=$threads $launch "$mend" sweep "$design" -o "$out" --resume --threads "$threads" &
running=$!

# The launcher hands TERM on to every mend, and each ends soon, keeping every row that is finished. `scancel` sends TERM too: then the job does not
# come back.
time_is_over=
trap 'told=yes; time_is_over=yes; kill -TERM $running 2>/dev/null' USR1
trap 'told=yes; kill -TERM $running 2>/dev/null' TERM INT
told=yes
while [ -n "$told" ]; do # a signal ends the wait, not the launcher
    told=
    wait $running
    code=$?
done

if [ "$code" != 0 ] && [ -n "$time_is_over" ]; then
    scontrol requeue "$SLURM_JOB_ID"
fi
exit "$code"
