# Measures how long a folder's file system takes to keep a small write, as etcd makes one for every change. Writes a file of
# 1.1 MB there, and removes it.
# Arguments: the folder, which need not be there yet; for how many seconds at most.
command -v dd > /dev/null 2>&1 || { echo 'untried	dd is not there'; exit 0; }
there=$1
while [ ! -d "$there" ]; do there=$(dirname "$there"); done
end=$(($(date +%s) + $2))
file=$(mktemp "$there/.kubeferry-disk-trial.XXXXXX" 2> /dev/null) || { echo "untried	$there cannot be written to"; exit 0; }
trap 'rm -f -- "$file"' EXIT
trap 'exit 1' HUP INT TERM
# etcd's log lies in files that are made as a whole before anything is written into them.
dd if=/dev/zero of="$file" bs=2300 count=500 conv=fsync 2> /dev/null || { echo "untried	$there is full"; exit 0; }
round=0
while [ $round -lt 50 ] && [ "$(date +%s)" -lt "$end" ]; do
    for each in 0 1 2 3 4 5 6 7 8 9; do
        # dd itself measures the time of the write alone; every one ends when the data are on the disk.
        LC_ALL=C dd if=/dev/zero of="$file" bs=2300 count=1 seek=$((round * 10 + each)) conv=notrunc oflag=dsync 2>&1 |
            sed -n 's/.*copied, \([0-9.e+-]*\) s,.*/write	\1/p'
    done
    round=$((round + 1))
done
