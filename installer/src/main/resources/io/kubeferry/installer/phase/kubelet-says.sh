# Says what the kubelet of this machine complained of last: for each pod that does not run, and of itself where it ends.
# kubeadm tells only that nobody answers. Reads only; says nothing where there is nothing.
journalctl --unit kubelet --since=-15min --no-pager --output cat 2>/dev/null |
    sed -En 's/^E[0-9]+ [^]]*\] "(Error syncing pod, skipping|command failed)" err=//p' |
    sed 's/\\*"/"/g' |
    awk '
        {
            who = "the kubelet"
            what = $0
            if (match($0, / pod="[^"]*"/)) {
                who = substr($0, RSTART + 6, RLENGTH - 7)
                what = substr($0, 1, RSTART - 1)
            }
            if (length(what) > 300) what = "... " substr(what, length(what) - 295)
            last[who] = what
        }
        END { for (who in last) print who ": " last[who] }' |
    sort | head -n 3
