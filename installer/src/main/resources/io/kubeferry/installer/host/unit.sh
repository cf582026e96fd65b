# What the transient unit runs. Above this text stand: action, the path of the action's files without an ending; limit,
# in seconds; and the command as the positional parameters.
umask 077
rm -f -- "$action.run"
code=0
timeout --kill-after=10 "$limit" "$@" >"$action.log" 2>&1 </dev/null || code=$?
printf '%s\n' "$code" >"$action.status.new"
sync -- "$action.status.new" 2>/dev/null || sync
mv -f -T -- "$action.status.new" "$action.status"
