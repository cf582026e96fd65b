# Adds a line to the record of changes on this machine, once.
#   $1  Kubeferry's folder on the node
#   $2  the line
set -eu
umask 077
(umask 022 && mkdir -p -- "$1")
exec 9>"$1/lock"
flock -w 30 9
touch "$1/changes"
if ! grep -F -x -q -e "$2" "$1/changes"; then
    printf '%s\n' "$2" >>"$1/changes"
    sync -- "$1/changes" 2>/dev/null || sync
fi
