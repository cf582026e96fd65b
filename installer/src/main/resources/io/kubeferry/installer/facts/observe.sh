# Says what this machine is and what Kubeferry has put on it. Reads only.
# Arguments: the folders of containerd, etcd and the kubelet.
# Each line is a key and its fields, separated by tabs; the line `end` shows that nothing is missing.
t=$(printf '\t')
home=/var/lib/kubeferry
say() { printf '%s\n' "$1$t$2"; }

say hostname "$(uname -n)"
say os "$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | tr -d '"')"
say arch "$(uname -m)"
say kernel "$(uname -r)"
say glibc "$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc //')"
say cpus "$(getconf _NPROCESSORS_ONLN)"
say memory-kib "$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' /proc/meminfo)"
say clock "$(date +%s)"
say machine-id "$(cat /etc/machine-id 2>/dev/null)"
say uid "$(id -u)"

containerd=$1 etcd=$2 kubelet=$3
for path in /usr/local/bin /opt/cni/bin /etc $home "$containerd" "$etcd" "$kubelet"; do
    there=$path
    while [ ! -d "$there" ]; do there=$(dirname "$there"); done
    sizes=$(df -Pk "$there" | sed -n '2s/^.* \([0-9][0-9]*\)  *[0-9][0-9]*  *\([0-9][0-9]*\)  *[0-9]*% .*$/\1 \2/p')
    say total-kib "$path$t${sizes% *}"
    say free-kib "$path$t${sizes#* }"
done
# Where overlayfs cannot stand: on XFS made without the type of each file in its folder's entries, and on what keeps no
# extended attributes or is an overlay itself.
for path in "$containerd" "$kubelet"; do
    there=$path
    while [ ! -d "$there" ]; do there=$(dirname "$there"); done
    kind=$(stat -f -c %T "$there" 2>/dev/null)
    case $kind in
    xfs) xfs_info "$there" 2>/dev/null | grep -q 'ftype=0' && say no-layers "$path${t}XFS with ftype=0" ;;
    overlayfs | nfs | cifs | smb2 | msdos | exfat | fuseblk | v9fs)
        [ "$path" = "$containerd" ] && say no-layers "$path$t$kind"
        ;;
    esac
done
for path in "$containerd" "$etcd" "$kubelet"; do [ -L "$path" ] && say link-to "$path$t$(readlink -f "$path")"; done

{ ip -o -4 addr show && ip -o -6 addr show scope global; } 2>/dev/null | while read -r number device family address rest; do
    say address "${device%%@*}$t$address"
done
ip -4 route show default 2>/dev/null | sed -n '1s/.* dev \([^ ]*\).*/\1/p' | while read -r device; do say default-route "$device"; done
sed -n '2,$s/ .*//p' /proc/swaps 2>/dev/null | while read -r device; do say swap "$device"; done
while read -r device folder type options rest; do
    case $device in '#'*) continue ;; esac
    case ,$options, in *,noauto,*) continue ;; esac
    [ "$type" = swap ] && say swap-at-boot "$device"
done 2>/dev/null < /etc/fstab
for file in /proc/net/tcp /proc/net/tcp6; do
    [ -r "$file" ] || continue
    while read -r number local remote state rest; do
        [ "$state" = 0A ] && echo "$((0x${local##*:}))"
    done < "$file"
done | sort -un | while read -r port; do say listening "$port"; done
for file in /proc/net/udp /proc/net/udp6; do
    [ -r "$file" ] || continue
    while read -r number local rest; do
        case $local in *:*) echo "$((0x${local##*:}))" ;; esac
    done < "$file"
done 2>/dev/null | sort -un | while read -r port; do say listening-udp "$port"; done

for program in bash conntrack cp ebtables ethtool find ip iptables losetup mount modprobe nft nsenter restorecon sha256sum socat sysctl systemctl tar tc; do
    command -v "$program" > /dev/null 2>&1 && say command "$program"
done
module() {
    if [ -e "/sys/module/$1" ] || [ -e "$2" ] || grep -qw "$1" /proc/filesystems; then
        say module "$1${t}loaded"
    elif modprobe -n -q "$1" 2>/dev/null; then
        say module "$1${t}loadable"
    fi
}
module overlay /nonexistent
module br_netfilter /proc/sys/net/bridge
module nf_conntrack /proc/sys/net/netfilter/nf_conntrack_max
# What a network may want, and the kernel loads when it does. One that does not say what it has gets the benefit of the doubt.
for name in dummy ip_set ipip openvswitch vxlan xt_set; do
    if [ -e "/lib/modules/$(uname -r)/modules.dep" ]; then
        module $name /nonexistent
    else
        say module "$name${t}loadable"
    fi
done
for name in net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables \
    net.ipv6.conf.all.forwarding fs.may_detach_mounts; do
    file=/proc/sys/$(printf '%s' "$name" | tr . /)
    [ -r "$file" ] && say sysctl "$name$t$(cat "$file")"
done
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then say cgroup 2; else say cgroup 1; fi

# CAP_SYS_RESOURCE is bit 24.
capabilities=$(sed -n 's/^CapEff:[^0-9a-f]*//p' /proc/self/status)
[ $((0x${capabilities:-0} >> 24 & 1)) = 1 ] && say may raise-oom-score
conntrack=/proc/sys/net/netfilter/nf_conntrack_max
case $(ls -l $conntrack 2>/dev/null) in
-r--*) ;; # a network namespace may not set it
*) if [ ! -e $conntrack ] || [ -w $conntrack ]; then say may write-conntrack; fi ;;
esac

release() { sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | tr -d '"' | head -n 1; }
say os-id "$(release ID)"
say os-version "$(release VERSION_ID)"
say os-like "$(release ID_LIKE)"
if command -v dpkg-query > /dev/null 2>&1; then
    dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n "s/^installed /package$t/p"
elif command -v rpm > /dev/null 2>&1; then
    rpm -qa --queryformat '%{NAME}\n' 2>/dev/null | sed "s/^/package$t/"
fi
for file in /sys/class/net/*/address; do
    device=${file%/address}
    device=${device##*/}
    case $device in lo | veth* | cali* | cni* | flannel* | vxlan* | weave* | tunl* | kube-*) ;; *) say mac "$device$t$(cat "$file")" ;; esac
done
say product-uuid "$(cat /sys/class/dmi/id/product_uuid 2>/dev/null)"
for path in /usr/local/bin /usr/local/sbin /opt/cni/bin $home "$containerd" "$kubelet" /tmp /var/tmp; do
    there=$path
    while [ ! -d "$there" ]; do there=$(dirname "$there"); done
    case ,$(findmnt --noheadings --first-only --output OPTIONS --target "$there" 2>/dev/null), in *,noexec,*) say noexec "$path" ;; esac
done
case $(cat /sys/fs/selinux/enforce 2>/dev/null) in 1) say selinux enforcing ;; 0) say selinux permissive ;; esac
# Where nobody has put an interface into a zone, as without NetworkManager, all are in the default zone, but no policy counts
# that zone as active before firewalld 2: only one for any zone is in force.
if [ "$(systemctl is-active firewalld 2>/dev/null)" = active ]; then
    zone=$(firewall-cmd --get-default-zone 2>/dev/null)
    firewall-cmd --get-active-zones 2>/dev/null | grep -q "^$zone\( (default)\)\{0,1\}$" || zone=ANY
    say firewall-zone "$zone"
fi
# What starts only programs that it knows, and what lets only packets pass that it was told of.
if [ "$(systemctl is-active fapolicyd 2>/dev/null)" = active ]; then
    cat /etc/fapolicyd/fapolicyd.trust /etc/fapolicyd/fapolicyd.rules /etc/fapolicyd/trust.d/* /etc/fapolicyd/rules.d/* 2>/dev/null |
        grep -q '^[^#]*/usr/local' || say guard fapolicyd
fi
grep -q '^ENABLED=yes' /etc/ufw/ufw.conf 2>/dev/null && ! grep -q '^DEFAULT_FORWARD_POLICY="ACCEPT"' /etc/default/ufw 2>/dev/null && say guard ufw
ip -o -4 route show 2>/dev/null | while read -r destination rest; do
    case $destination in
    */*) device=${rest##*dev } && say network "$destination$t${device%% *}" ;;
    esac
done
if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    # In the second version these three are always there, under other names or none.
    for controller in $(cat /sys/fs/cgroup/cgroup.controllers) cpuacct devices freezer; do
        case $controller in io) controller=blkio ;; esac
        say controller "$controller"
    done
else
    sed -n 's/^\([a-z_]*\)[[:space:]].*[[:space:]]1$/\1/p' /proc/cgroups 2>/dev/null | while read -r controller; do say controller "$controller"; done
fi
[ "$(timedatectl show --property NTPSynchronized --value 2>/dev/null)" = yes ] && say may keep-time
[ -f /etc/kubernetes/pki/ca.crt ] && say ca-since "$(stat -c %Y /etc/kubernetes/pki/ca.crt)"

resolver=/etc/resolv.conf
[ -r /run/systemd/resolve/resolv.conf ] && resolver=/run/systemd/resolve/resolv.conf
sed -n 's/^nameserver[[:space:]][[:space:]]*//p' $resolver 2>/dev/null | while read -r server; do say nameserver "$server"; done
# A domain in which every name has an address answers for names of the cluster, too.
if grep -q '^nameserver' $resolver 2>/dev/null; then
    for domain in $(sed -n 's/^search[[:space:]]*//p' $resolver); do
        timeout 3 getent hosts "kubeferry-no-such-host.$domain" > /dev/null 2>&1 && say wildcard "$domain"
    done
fi
sed "s/^/hosts$t/" /etc/hosts 2>/dev/null

# A service that started before one of its files was written still runs what was there then: it is stale. Files from the
# future say nothing; the clock was set back.
now=$(date +%s)
service() {
    unit=$1
    shift
    active=$(systemctl is-active "$unit" 2>/dev/null)
    enabled=$(systemctl is-enabled "$unit" 2>/dev/null)
    if [ "$active" = active ]; then
        since=$(date -d "$(systemctl show --property ActiveEnterTimestamp "$unit" | sed 's/^[^=]*=//')" +%s 2>/dev/null)
        for file; do
            written=$(stat -c %Y "$file" 2>/dev/null)
            [ "${written:-0}" -gt "${since:-$now}" ] && [ "$written" -le "$now" ] && active=stale
        done
    fi
    say service "$unit$t${active:-unknown}/${enabled:-unknown}"
}
units=/etc/systemd/system
service containerd /usr/local/bin/containerd /etc/containerd/config.toml $units/containerd.service
service kubelet
service kubeferry-routes $units/kubeferry-routes.service
service kubeferry-registry /usr/local/bin/kubeferry-registry /etc/kubeferry/registry/config.yml \
    /etc/kubeferry/registry/tls.crt $units/kubeferry-registry.service
systemctl list-units 'kubeferry-*.service' --state=running,activating --plain --no-legend 2>/dev/null | while read -r unit rest; do
    case $unit in
    kubeferry-registry.service | kubeferry-routes.service) ;; # services, not actions
    *) say running "$unit" ;;
    esac
done
for file in $home/actions/*.status; do
    [ -r "$file" ] || continue
    name=${file##*/}
    say action "${name%.status}$t$(cat "$file")"
done

if [ -r $home/changes ]; then
    sed "s/^/change$t/" $home/changes
    set --
    while IFS=$t read -r kind path; do
        case $kind:$path in
        file:$home/registry/*) ;; # told by their names and sizes below
        file:*) [ -f "$path" ] && set -- "$@" "$path" ;;
        esac
    done < $home/changes
    [ $# -gt 0 ] && sha256sum -- "$@" | while read -r digest path; do say file "$digest$t$path"; done
fi
[ -d $home/originals ] && find $home/originals -type f | while read -r path; do say original "${path#$home/originals}"; done
if [ -d $home/registry ]; then
    cd $home/registry || exit 1
    find . -path './docker/registry/v2/blobs/*' -name data -printf "blob$t%h$t%s\n"
    find . -path './docker/registry/v2/repositories/*' -name link -exec grep '' /dev/null {} + | while IFS=: read -r path content; do
        say link "${path#./}$t$content"
    done
fi
[ -S /run/containerd/containerd.sock ] && ctr -n k8s.io images ls -q 'labels."io.cri-containerd.pinned"==pinned' 2>/dev/null < /dev/null | while read -r image; do
    say image "$image"
done

kubernetes=/etc/kubernetes
for path in $kubernetes/kubelet.conf $kubernetes/bootstrap-kubelet.conf $kubernetes/admin.conf $kubernetes/pki/ca.crt \
    $kubernetes/manifests/kube-apiserver.yaml $kubernetes/manifests/kube-controller-manager.yaml \
    $kubernetes/manifests/kube-scheduler.yaml $kubernetes/manifests/etcd.yaml "$etcd/member" \
    /var/lib/kubelet/config.yaml /usr/bin/containerd /usr/bin/dockerd /usr/bin/kubelet /usr/bin/crio \
    /usr/local/bin/containerd /usr/local/bin/kubelet /usr/local/bin/k3s /usr/local/bin/k0s; do
    [ -e "$path" ] && say loose "$path"
done
# What changes how our services start, what would give pods a network that is not the cluster's, and what is in etcd's way.
for path in /etc/systemd/system/containerd.service.d/* /etc/systemd/system/kubelet.service.d/* /usr/lib/systemd/system/kubelet.service.d/* \
    /etc/cni/net.d/*.conf /etc/cni/net.d/*.conflist /etc/cni/net.d/*.json; do
    [ -e "$path" ] && say loose "$path"
done
ls -A "$etcd" 2>/dev/null | grep -v -x member | while read -r name; do say loose "$etcd/$name"; done
echo end
