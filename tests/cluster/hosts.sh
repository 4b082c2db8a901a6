#!/bin/sh
# Ranks on several hosts: network namespaces joined by a bridge stand for them. The bytes are those of one process, also after a rank is killed or a
# link is cut. Called by `make check-long`, as root; the folder of the build comes from MEND_BUILD. What cannot be tested here is named.
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$(cd "${MEND_BUILD:-build}" && pwd) || exit 2
name=mend$$ # of the namespaces
hosts='1 2 3'
where=$(mktemp -d) || exit 2

leave_out() {
    echo "hosts: left out: $1"
    exit 0
}

# Ends what still lives on the hosts, and nothing else.
end_ranks() {
    for k in $hosts; do
        for pid in $(ip netns pids $name-"$k" 2>/dev/null); do
            kill -KILL "$pid" 2>/dev/null
        done
    done
}

end_hosts() {
    end_ranks
    for k in $hosts 0; do
        ip netns del $name-"$k" 2>/dev/null
    done
    rm -rf "$where"
}

# Host 0 is the switch between the others; nothing outside is connected.
make_hosts() {
    for k in 0 $hosts; do
        ip netns add $name-"$k" && ip -n $name-"$k" link set lo up || return 1
    done
    ip -n $name-0 link add switch type bridge && ip -n $name-0 link set switch up || return 1
    for k in $hosts; do
        ip -n $name-"$k" link add eth0 type veth peer name port"$k" netns $name-0 &&
            ip -n $name-0 link set port"$k" master switch up &&
            ip -n $name-"$k" address add 10.213.0."$k"/24 dev eth0 &&
            ip -n $name-"$k" link set eth0 up || return 1
    done
}

# What mpirun calls as `agent ADDRESS COMMAND...` to start its daemon on another host.
write_agent() {
    cat >"$where/agent" <<END
#!/bin/sh
host=\${1##*.}
shift
exec ip netns exec $name-\$host unshare --uts sh -c "hostname mend\$host; \$*"
END
    chmod +x "$where/agent"
}

# on HOST,HOST COMMAND...: a rank on each, started from the first host. A launcher that hangs is ended after a while.
on() {
    list=$(echo "$1" | sed 's/[0-9]/10.213.0.&/g')
    shift
    # shellcheck disable=SC2016 # for the inner shell to expand
    timeout -k 5 "${patience:-60}" ip netns exec $name-1 unshare --uts sh -c 'hostname mend1; exec "$0" "$@"' \
        mpirun --allow-run-as-root --host "$list" --map-by ppr:1:node --mca plm_rsh_agent "$where/agent" --mca btl self,tcp \
        --mca orte_tmpdir_base "$where" "$@"
}

fail() {
    echo "hosts: FAILED: $1"
    exit 1
}

# Waits until rows are finished.
wait_for_rows() {
    tries=0
    until [ -e t/journal ] && [ "$(wc -l <t/journal)" -gt "$1" ]; do
        tries=$((tries + 1))
        [ $tries -lt 600 ] || fail 'no rows came'
        sleep 0.05
    done
}

expect_whole() {
    [ ! -e t/sweep.csv ] || fail "$1: it was over too soon"
    before=$(wc -l <t/journal)
    on "$2" "$build/mpi/mend" sweep d.yaml -o t --resume --quiet --threads 1 || fail "$1: --resume"
    cmp r/sweep.csv t/sweep.csv || fail "$1: other bytes"
    [ "$(wc -l <t/journal)" = 201 ] || fail "$1: rows of the journal"
    [ -z "$(cut -d' ' -f1 t/journal | sort | uniq -d)" ] || fail "$1: a row was run twice"
    echo "hosts: $1: $((before - 1)) rows kept, gone on with on hosts $2: the same bytes"
    rm -r t
}

trap end_hosts EXIT
trap 'exit 3' HUP INT TERM
[ "$(id -u)" = 0 ] || leave_out 'needs root'
for program in ip unshare timeout mpirun; do
    command -v $program >/dev/null || leave_out "no $program"
done
[ -x "$build/mpi/mend" ] || leave_out 'no mpi/mend: there is no MPI here'
case $(mpirun --version 2>&1) in *'Open MPI'*) ;; *) leave_out 'mpirun is not of Open MPI' ;; esac
make_hosts 2>"$where/log" || leave_out "no network namespaces here: $(head -n 1 "$where/log")"
write_agent
cp configs/caregiver-infant.yaml "$where/a.yaml" && cd "$where" || exit 2
cat >d.yaml <<'END'
base: a.yaml
set: {dyads: 1000, days: 40, assays: [], record: {dyads: 0}}
design: grid
factors: {repair.scale: {from: 0.1, to: 2, steps: 200}}
measures: [trust.mean]
END

"$build/mend" sweep d.yaml -o r --quiet || fail 'the plain run'
[ "$(on 1,2,3 hostname | sort | tr '\n' ' ')" = 'mend1 mend2 mend3 ' ] || fail 'ranks are not on three hosts'
on 1,2,3 "$build/mpi/mend" sweep d.yaml -o t --quiet --threads 1 || fail 'three hosts'
cmp r/sweep.csv t/sweep.csv || fail 'three hosts: other bytes'
echo 'hosts: three hosts: the same bytes'
rm -r t

on 1,2,3 sh -c "echo \$\$ >rank.\$(hostname); exec '$build/mpi/mend' sweep d.yaml -o t --quiet --threads 1" 2>log &
wait_for_rows 20
kill -KILL "$(cat rank.mend2)"
wait $! && fail 'a rank was killed: exit 0'
expect_whole 'a rank was killed' 1,3

patience=20 on 1,2,3 "$build/mpi/mend" sweep d.yaml -o t --quiet --threads 1 2>log &
wait_for_rows 20
ip -n $name-3 link set eth0 down
wait $! && fail 'a link was cut: exit 0'
end_ranks
sleep 1
ip -n $name-3 link set eth0 up
expect_whole 'a link was cut' 1,2
