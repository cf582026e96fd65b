# Removes Kubeferry's own folders, given as arguments. One that is a mount stays, empty: the mount is the machine's. The
# record of changes goes last, so that a reset that is cut off here is continued.
set -eu
for folder; do
    [ -d "$folder" ] || continue
    find "$folder" -xdev -mindepth 1 ! -path "$folder/changes" -delete
    rm -f -- "$folder/changes"
    mountpoint -q "$folder" || rmdir -- "$folder"
done
