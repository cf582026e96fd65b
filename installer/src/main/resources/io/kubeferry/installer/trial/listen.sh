# Listens on ports of this machine for some seconds. What connects over TCP is taken by the kernel, and nobody reads it; what
# comes over UDP is one word, the sender's name, which is told.
# Arguments: seconds, then tcp:ADDRESS:PORT or udp:ADDRESS:PORT for each.
command -v systemd-socket-activate > /dev/null 2>&1 || { echo 'untried	systemd-socket-activate is not there'; exit 0; }
seconds=$1
shift
hear() { # ADDRESS:PORT
    timeout "$seconds" systemd-socket-activate --datagram --listen="$1" timeout "$seconds" sh -c 'exec cat <&3' 2> /dev/null < /dev/null |
        sort -u | sed -n "s/^\([a-z0-9-]*\)\$/heard	${1##*:}	\1/p"
}
tcp=
for port; do
    case $port in
    udp:*) hear "${port#udp:}" & ;;
    tcp:*) tcp="$tcp --listen=${port#tcp:}" ;;
    esac
done
[ -z "$tcp" ] || timeout "$seconds" systemd-socket-activate $tcp sleep "$seconds" > /dev/null 2>&1 < /dev/null
wait
exit 0
