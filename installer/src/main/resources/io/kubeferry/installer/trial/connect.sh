# Says which TCP addresses this machine reaches, says its name to UDP addresses, and whether an address has an owner on its
# network. Changes nothing but what the kernel remembers of that address.
# Arguments: this machine's name; an address that nobody is to have (or -); then tcp:ADDRESS:PORT or udp:ADDRESS:PORT for each.
command -v bash > /dev/null 2>&1 || { echo 'untried	bash is not there'; exit 0; }
name=$1
free=$2
shift 2
reaches() { # ADDRESS:PORT: more than one try, since the other side may not listen yet; what drops packets is given up sooner
    for try in 1 2 3 4 5; do
        begun=$(date +%s)
        timeout 2 bash -c 'exec 3<> "/dev/tcp/$1/$2"' connect "${1%:*}" "${1##*:}" 2> /dev/null && return 0
        [ $(($(date +%s) - begun)) -ge 2 ] && return 1
        sleep 0.7
    done
    return 1
}
tell() { # ADDRESS:PORT: more than once, for the same reason, and since a datagram may be lost
    for try in 1 2 3 4 5; do
        timeout 2 bash -c 'echo "$3" > "/dev/udp/$1/$2"' tell "${1%:*}" "${1##*:}" "$name" 2> /dev/null
        sleep 0.7
    done
}
owner() { # ADDRESS
    # What is remembered from a while ago is no answer: it is forgotten, and asked for anew.
    ip neigh flush to "$1" > /dev/null 2>&1
    # The question is asked by ARP, whether or not the owner answers to the rest.
    timeout 2 bash -c 'exec 3<> "/dev/tcp/$1/9"' ask "$1" > /dev/null 2>&1
    ip neigh show "$1" nud reachable 2> /dev/null | sed -n 's/.* lladdr \([0-9a-f:]*\).*/taken	\1/p' | head -n 1
}
if [ "$free" != - ]; then
    owner "$free" < /dev/null &
fi
for port; do
    case $port in
    udp:*) tell "${port#udp:}" < /dev/null & ;;
    tcp:*) { reaches "${port#tcp:}" && printf 'reached\t%s\n' "$port" || printf 'failed\t%s\n' "$port"; } < /dev/null & ;;
    esac
done
wait
