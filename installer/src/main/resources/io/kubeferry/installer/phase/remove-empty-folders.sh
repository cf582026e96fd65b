# Removes, of the folders given, those that hold nothing any more, and empty ones in them.
set -eu
for folder; do
    [ ! -d "$folder" ] || find "$folder" -xdev -depth -type d -empty -delete
done
