# bash completion for mend
# shellcheck shell=bash disable=SC2207 # compgen prints one word a line, and the words hold no spaces where they are split

_mend() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    COMPREPLY=()
    case $before in
    -o)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
        return
        ;;
    --isa)
        COMPREPLY=($(compgen -W 'baseline avx2 avx512' -- "$word"))
        return
        ;;
    --set | --seed | --threads | --only | --recover | --rule) return ;;
    esac
    if [[ $COMP_CWORD == 1 ]]; then
        COMPREPLY=($(compgen -W 'run sweep sensitivity calibrate compare validate merge check init explain params replay version plot' -- "$word"))
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W '-o --set --seed --threads --quiet --json --force --isa --resume --shard --dry-run --measure --effect --only --recover --rule' -- "$word"))
    elif [[ $command == run || $command == sweep || $command == sensitivity || $command == calibrate || $command == compare || $command == check ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.y*ml' -- "$word")
    elif [[ $command == validate ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$word"; compgen -f -X '!*.csv' -- "$word")
    elif [[ $command == plot || $command == replay || $command == merge ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$word")
    fi
}
complete -F _mend mend
