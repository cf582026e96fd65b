# Waits until no detached action of Kubeferry runs on this machine. Reads only. Argument: for how many seconds at most.
# Prints the units that still run then.
running() {
    systemctl list-units 'kubeferry-*.service' --state=running,activating --plain --no-legend 2>/dev/null |
        sed -n -e '/^kubeferry-registry\.service/d' -e '/^kubeferry-routes\.service/d' -e 's/ .*//p'
}
waited=0
while [ -n "$(running)" ] && [ "$waited" -lt "$1" ]; do
    sleep 2
    waited=$((waited + 2))
done
running
