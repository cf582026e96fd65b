# Runs a command as a transient systemd unit and waits for its end; the unit goes on when this script is ended.
#   $1  Kubeferry's folder on the node
#   $2  name of the action
#   $3  seconds after which the unit is ended
# Standard input: the script that the unit runs (unit.sh with its values). It may hold secrets: the file is 0600 and the
# unit removes it first of all.
# Prints the command's output and ends with its exit code; 125 where there is none.
set -eu
umask 077
(umask 022 && mkdir -p -- "$1" && mkdir -p -- "$1/actions")
action=$1/actions/$2
unit=kubeferry-$2

state() {
    systemctl is-active "$unit.service" 2>/dev/null || true
}

# Where systemd does not answer at all, nothing is known to have ended.
running() {
    case $(state) in
        inactive | failed | unknown) return 1 ;;
        *) return 0 ;;
    esac
}

start() {
    # One that has written its code may still be on its way out; its name is not free before that.
    while running; do
        sleep 0.2
    done
    rm -f -- "$action.status" "$action.log"
    cat >"$action.run"
    systemctl reset-failed "$unit.service" >/dev/null 2>&1 || true
    # The unit outlives its command's own time limit a little, so that the exit code is still written.
    systemd-run --quiet --collect --unit="$unit" --description="Kubeferry: $2" \
        --property="RuntimeMaxSec=$(($3 + 60))" /bin/sh "$action.run" >&2 || {
        echo "systemd-run could not start $unit" >&2
        exit 125
    }
}

await() {
    while [ ! -e "$action.status" ]; do
        if ! running; then
            # The code may have been written between the two looks.
            [ -e "$action.status" ] && break
            echo "$unit ended without an exit code: 'journalctl -u $unit' on the node says why" >&2
            exit 125
        fi
        sleep 0.2
    done
}

if running && [ ! -e "$action.status" ]; then
    cat >/dev/null
else
    start "$@"
fi
await
[ -e "$action.log" ] && cat "$action.log"
exit "$(cat "$action.status")"
