# Tries the network from inside the cluster: from a pod on every node to a pod on every node, to a Service, and to that
# Service by its name. With a file, applies the policy in it, which is to keep every pod from being reached, and removes it
# again. Says every path that fails. Arguments: for how many seconds at most what fails is tried again, all together; the
# cluster's DNS domain; the file with the policy, or nothing.
set -u
end=$(($(date +%s) + $1))
domain=$2
policy=${3:-}
answers=$(mktemp) || exit 1
trap 'rm -f -- "$answers"' EXIT
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kubeferry-check "$@"; }
all=$(ask get pods --selector check=everywhere --output \
    'jsonpath={range .items[*]}{.spec.nodeName} {.metadata.name} {.status.podIP}{"\n"}{end}') || exit 1
target=$(ask get pods --selector check=target --output 'jsonpath={.items[0].status.podIP}') || exit 1
service=$(ask get service target --output 'jsonpath={.spec.clusterIP}') || exit 1

url() { case $1 in *:*) echo "http://[$1]:2379" ;; *) echo "http://$1:2379" ;; esac; }
pods=$(echo "$all" | while read -r node pod address; do url "$address"; done | paste -s -d ,)

# reaches POD URLS: whether the pod has an answer of each.
reaches() { ask exec "$1" -- etcdctl --dial-timeout=3s --command-timeout=5s --endpoints="$2" endpoint health < /dev/null; }
blocked() { ! reaches "$1" "$2" > /dev/null 2>&1; }

# Until it holds, as long as there is time: a rule may need some seconds to be on every node.
soon() {
    until "$@" > "$answers" 2>&1; do
        [ "$(date +%s)" -lt "$end" ] || return 1
        sleep 2
    done
}

# from_everywhere WHAT TEST URLS
failed=0
from_everywhere() {
    while read -r node pod address; do
        soon "$2" "$pod" "$3" && continue
        failed=1
        echo "from a pod on $node: $1 fails" >&2
        grep -v -e 'is healthy' -e '^$' "$answers" | tail -n 5 >&2
    done << ALL
$all
ALL
    [ $failed = 1 ] || echo "$1: from $(echo "$all" | wc -l) nodes"
}

from_everywhere "pods on all nodes" reaches "$pods"
from_everywhere "a Service" reaches "$(url "$service")"
# With a dot at its end the name is asked for as it is: not with the machine's own search domains first.
from_everywhere "a Service by its name" reaches "http://target.kubeferry-check.svc.$domain.:2379"
if [ -n "$policy" ] && [ $failed = 0 ]; then
    ask apply --filename "$policy" > /dev/null || exit 1
    from_everywhere "a policy that denies" blocked "$(url "$target")"
    [ $failed = 0 ] || echo "the network lets pass what a NetworkPolicy denies: see whether its policy controller runs" >&2
    ask delete --filename "$policy" --ignore-not-found > /dev/null || exit 1
    from_everywhere "the same without the policy" reaches "$(url "$target")"
fi
exit $failed
