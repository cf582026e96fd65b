# Puts files on this machine.
#   $1  Kubeferry's folder on the node
# Standard input: one line "<sha256> <mode> <path>" for each file, an empty line, then a tar stream that holds each file
# beside its place, as .<name>.kubeferry-new: who watches a folder for files, as the kubelet does, passes over names that
# begin with a dot.
# A file gets its name only when its content is whole and right; whatever ends this script, no half-written file stays.
set -eu
umask 077
state=$1
list=$state/placing
tab=$(printf '\t')

# The third column of the list, one path a line.
paths() {
    sed -e 's|^[0-9a-f]* [0-7]* ||' "$list"
}

# Paths to the names that they have until they are whole.
beside() {
    sed -e 's|\([^/]*\)$|.\1.kubeferry-new|'
}

discard() {
    if [ -f "$list" ]; then
        paths | beside | tr '\n' '\0' | xargs -0 -r rm -f --
        rm -f -- "$list"
    fi
}

# The first complaint says why; tar goes on, and repeats it for every further file. It names no file system.
unpack() {
    code=$({ { tar -x -m -o -f - -C / 2>&1 3>&- || echo $? >&3; } | first >&2; } 3>&1)
    [ -n "$code" ] || return 0
    paths | sed -e 's|[^/]*$||' | sort -u | tr '\n' '\0' | xargs -0 df -P -k -- 2>/dev/null | full | sort -u >&2
    return 1
}

first() {
    IFS= read -r line || return 0
    printf '%s\n' "$line"
    cat >/dev/null
}

# Of what df prints, the file systems with less than 1 MiB free.
full() {
    while read -r device blocks used free percent mount; do
        case $free in '' | *[!0-9]*) continue ;; esac
        [ "$free" -ge 1024 ] || echo "the file system at $mount is full: $free of $blocks KiB are free"
    done
}

receive() {
    complete=no
    while IFS= read -r line; do
        if [ -z "$line" ]; then
            complete=yes
            break
        fi
        printf '%s\n' "$line" >&3
    done 3>"$list.new"
    if [ "$complete" = no ]; then
        echo "the list of files ended early" >&2
        exit 65
    fi
    mv -f -T -- "$list.new" "$list"
    # Folders that are made on the way are readable; the files are not, until they get their own mode.
    paths | sed -e 's|[^/]*$||' | sort -u | (umask 022 && tr '\n' '\0' | xargs -0 -r mkdir -p --)
    unpack || exit 1
    # Tar may leave the padding behind its end mark; the sender is not to find a closed pipe.
    cat >/dev/null
}

check() {
    sed -e 's|^\([0-9a-f]*\) [0-7]* |\1  |' "$list" | beside | sha256sum --check --quiet --strict >&2
}

# What is renamed next is to be on the disk when the machine loses its power: one flush for each file system.
flush() {
    paths | beside | tr '\n' '\0' | xargs -0 stat -c '%d %n' -- | sort -u -k 1,1 | cut -d ' ' -f 2- \
        | tr '\n' '\0' | xargs -0 sync -f -- 2>/dev/null || sync
}

keep_original() {
    mkdir -p -- "$state/originals$(dirname -- "$1")"
    cp -a -T -- "$1" "$state/originals$1.new"
    mv -f -T -- "$state/originals$1.new" "$state/originals$1"
}

record() {
    touch "$state/changes"
    # grep says 1 where no line is new.
    { paths | sed -e "s|^|file$tab|" | grep -F -x -v -f "$state/changes" >"$list.fresh"; } || [ $? -eq 1 ]
    while IFS="$tab" read -r kind path; do
        if [ "$kind" = file ] && { [ -e "$path" ] || [ -L "$path" ]; }; then
            keep_original "$path"
        fi
    done <"$list.fresh"
    cat "$list.fresh" >>"$state/changes"
    rm -f -- "$list.fresh"
    # What is renamed next is in the record, also when the machine loses its power.
    sync -- "$state/changes" 2>/dev/null || sync
}

name() {
    cut -d ' ' -f 2 "$list" | sort -u | while read -r mode; do
        sed -n -e "s|^[0-9a-f]* $mode ||p" "$list" | beside | tr '\n' '\0' | xargs -0 -r chmod "$mode" --
    done
    paths | while IFS= read -r path; do
        mv -f -T -- "${path%/*}/.${path##*/}.kubeferry-new" "$path"
    done
    rm -f -- "$list"
}

(umask 022 && mkdir -p -- "$state")
exec 9>"$state/lock"
if ! flock -w 30 9; then
    echo "another run of the installer is putting files on this node (it holds $state/lock)" >&2
    exit 75
fi
discard
trap discard EXIT
trap 'exit 1' HUP INT TERM PIPE
receive
check
flush
record
name
