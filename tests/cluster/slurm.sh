#!/bin/sh
# The examples of scripts/slurm on a real Slurm: one node, started from its packages in a temporary folder and in namespaces of its own, from which
# nothing leads out and which nothing outlives. Parts of an array are told that their time is over, and are killed; joined, they have the bytes
# of one process. Called by `make check-long`, as root; the folder of the build comes from MEND_BUILD. What cannot be tested here is named.
set -u
cd "$(dirname "$0")/../.." || exit 2
PATH=$PATH:/usr/sbin:/sbin
build=$(cd "${MEND_BUILD:-build}" && pwd) || exit 2
here=$PWD
node=mend-node

leave_out() {
    echo "slurm: left out: $1"
    exit 0
}

fail() {
    echo "slurm: FAILED: $1"
    tail -n 20 "$where"/*.log "$where"/slurm-*.out 2>/dev/null
    exit 1
}

# until_true WHAT CONDITION...: waits for it, two minutes at most; else WHAT is said to have failed.
until_true() {
    what=$1 tries=0
    shift
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 1200 ] || fail "$what"
        sleep 0.1
    done
}

# Once more, as the first process of namespaces with a network that leads nowhere, with processes and a host name of their own.
if [ "${MEND_IN_NAMESPACES-}" != yes ]; then
    [ "$(id -u)" = 0 ] || leave_out 'needs root'
    for program in slurmctld slurmd munged sbatch srun unshare ip timeout; do
        command -v $program >/dev/null || leave_out "no $program (scripts/setup.sh --cluster)"
    done
    inside='unshare --net --uts --pid --fork --mount-proc --kill-child'
    $inside true 2>/dev/null || leave_out 'no namespaces here'
    # shellcheck disable=SC2086 # several words
    MEND_IN_NAMESPACES=yes exec $inside "$0" "$@"
fi

# ---- a cluster of one node ----

daemons=
end_cluster() {
    for pid in $daemons; do
        kill -TERM "$pid" 2>/dev/null
    done
    for pid in $daemons; do
        wait "$pid"
    done
    rm -rf "$where"
}

configure() {
    # Slurm looks for an address other than loopback before it will listen at all: one that leads nowhere.
    ip link set lo up && ip link add nowhere type veth peer name nobody && ip address add 10.213.1.1/24 dev nowhere && hostname $node || return 1
    dd if=/dev/urandom of="$where/key" bs=128 count=1 2>/dev/null
    chmod 600 "$where/key"
    mkdir "$where/state" "$where/spool"
    echo 'CgroupPlugin=cgroup/v1' >"$where/cgroup.conf"
    cat >"$where/slurm.conf" <<END
ClusterName=mend
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$where/munge
CredType=cred/munge
StateSaveLocation=$where/state
SlurmdSpoolDir=$where/spool
SlurmctldPidFile=$where/slurmctld.pid
SlurmdPidFile=$where/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
ReturnToService=2
KillWait=5
SchedulerParameters=batch_sched_delay=0,sched_interval=1
NodeName=$node NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES State=UP
END
}

start_daemon() {
    log=$1
    shift
    "$@" >"$where/$log.log" 2>&1 &
    daemons="$! $daemons"
}

start_cluster() {
    start_daemon munged munged --foreground --force --key-file="$where/key" --socket="$where/munge" --pid-file="$where/munged.pid" \
        --log-file="$where/munged.file" --seed-file="$where/seed"
    until_true 'munged does not start' [ -S "$where/munge" ]
    export SLURM_CONF="$where/slurm.conf"
    start_daemon slurmctld slurmctld -D
    start_daemon slurmd slurmd -D -N $node
    until_true 'the node does not come up' node_is_idle
}

# ---- waiting ----

# Tells a job what Slurm tells it before its time is over. (scancel itself goes on trying when the job is already on its way back.)
say_time_is_over() {
    timeout 3 scancel --batch --signal=USR1 "$1" 2>/dev/null &
}

has_rows() {
    [ -e "$1" ] && [ "$(wc -l <"$1")" -gt 5 ]
}

node_is_idle() {
    [ "$(sinfo --noheader --format %t 2>/dev/null)" = idle ]
}

queue_is_empty() {
    [ -z "$(squeue --noheader)" ]
}

# How often Slurm has put a job back into the queue.
restarts() {
    scontrol show job "$1" | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p' | head -n 1
}

was_requeued() {
    [ "$(restarts "$1")" -ge 1 ]
}

state() {
    scontrol show job "$1" | sed -n 's/.*JobState=\([A-Z]*\).*/\1/p' | head -n 1
}

# Slurm lets a job that comes back wait for two minutes; some seconds it needs to forget that it has ended the job before.
start_now() {
    sleep 4
    scontrol update JobId="$1" StartTime=now
}

# ---- the examples ----

where=$(mktemp -d) || exit 2
trap end_cluster EXIT
trap 'exit 3' HUP INT TERM
chmod 755 "$where"
configure || leave_out 'no loopback in the namespace'
start_cluster
export MEND="$build/mend"
cp "$here/configs/caregiver-infant.yaml" "$where/a.yaml" && cd "$where" || exit 2
cat >d.yaml <<'END'
base: a.yaml
set: {dyads: 1000, days: 60, assays: [], record: {dyads: 0}}
design: grid
factors: {repair.scale: {from: 0.1, to: 2, steps: 600}}
measures: [trust.mean]
END
"$MEND" sweep d.yaml -o r --quiet || fail 'the plain run'

job=$(sbatch --parsable --array=1-4 --cpus-per-task=1 "$here/scripts/slurm/sweep-array.sh" d.yaml out) || fail 'sbatch'
join=$(sbatch --parsable --dependency=afterok:"$job" --wrap "'$MEND' merge out/part-* -o out/whole") || fail 'sbatch'
until_true 'part 1 has no rows' has_rows out/part-1/journal
say_time_is_over "${job}_1"
until_true 'part 2 has no rows' has_rows out/part-2/journal
scontrol requeue "${job}_2" || fail 'part 2 is not requeued'
until_true 'part 1 does not come back' was_requeued "${job}_1"
until_true 'part 2 does not come back' was_requeued "${job}_2"
grep -q '^interrupted: ' "slurm-${job}_1.out" || fail 'part 1 was not interrupted'
[ ! -e out/part-2/sweep.csv ] || fail 'part 2 was over too soon'
until_true 'part 1 does not wait' start_now "${job}_1"
until_true 'part 2 does not wait' start_now "${job}_2"
until_true 'the parts do not end' queue_is_empty
[ "$(state "$join")" = COMPLETED ] || fail 'the join'
cmp r/sweep.csv out/whole/sweep.csv || fail 'joined: other bytes'
[ "$(cat out/part-*/journal | grep -c ' ok ')" = 600 ] || fail 'a row was run twice'
echo 'slurm: an array, one part told to stop and one killed, joined: the same bytes'

# Two ranks on the node, told once that their time is over. $1: how they are started.
run_ranks() {
    rm -rf mpi
    job=$(LAUNCH=$1 sbatch --parsable --nodes=1 --ntasks-per-node=2 --cpus-per-task=1 "$here/scripts/slurm/sweep-mpi.sh" d.yaml mpi) || fail 'sbatch'
    until_true "$1: no rows" has_rows mpi/journal
    say_time_is_over "$job"
    until_true "$1: the job does not come back" was_requeued "$job"
    [ ! -e mpi/sweep.csv ] || fail "$1: it was over too soon"
    until_true "$1: the job does not wait" start_now "$job"
    until_true "$1: the job does not end" queue_is_empty
    [ "$(state "$job")" = COMPLETED ] || fail "$1"
    grep -q 'on 2 threads' "slurm-$job.out" || fail "$1: the ranks do not know each other"
    cmp r/sweep.csv mpi/sweep.csv || fail "$1: other bytes"
    [ "$(grep -c ' ok ' mpi/journal)" = 600 ] || fail "$1: a row was run twice"
    echo "slurm: ranks by $1, told to stop once: the same bytes"
}

export MEND="$build/mpi/mend" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_orte_tmpdir_base="$where"
[ -x "$MEND" ] || leave_out 'ranks: no mpi/mend'
run_ranks 'mpirun --bind-to none'
case $(srun --mpi=list 2>&1) in
*pmix*) run_ranks 'srun --mpi=pmix' ;;
*) echo 'slurm: left out: srun --mpi=pmix' ;;
esac
