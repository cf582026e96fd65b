# Says which TCP addresses this machine reaches, and whether an address has an owner on its network. Changes nothing but what
# the kernel remembers of that address.
# Arguments: an address that nobody is to have (or -), then ADDRESS:PORT for each.
command -v bash > /dev/null 2>&1 || { echo 'untried	bash is not there'; exit 0; }
free=$1
shift
reaches() { # ADDRESS:PORT: more than one try, since the other side may not listen yet; what drops packets is given up sooner
    for try in 1 2 3 4 5; do
        begun=$(date +%s)
        timeout 2 bash -c 'exec 3<> "/dev/tcp/$1/$2"' connect "${1%:*}" "${1##*:}" 2> /dev/null && return 0
        [ $(($(date +%s) - begun)) -ge 2 ] && return 1
        sleep 0.7
    done
    return 1
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
for address; do
    { reaches "$address" && printf 'reached\t%s\n' "$address" || printf 'failed\t%s\n' "$address"; } < /dev/null &
done
wait
