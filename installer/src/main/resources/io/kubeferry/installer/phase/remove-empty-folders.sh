# Removes, of the folders given, those that hold nothing any more, and empty ones in them. A mount stays: it is the machine's.
set -eu
for folder; do
    [ ! -d "$folder" ] || mountpoint -q "$folder" || find "$folder" -xdev -depth -type d -empty -delete
done
