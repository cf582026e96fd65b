# Prints every certificate that Kubernetes and the registry use on this machine, each after a line with its path.
for file in /etc/kubernetes/pki/*.crt /etc/kubernetes/pki/etcd/*.crt /etc/kubeferry/registry/tls.crt \
    /var/lib/kubelet/pki/kubelet-client-current.pem; do
    if [ -f "$file" ]; then
        printf '== %s\n' "$file"
        # The kubelet keeps its key in the same file: only the certificate is wanted.
        sed -n -e '/-----BEGIN CERTIFICATE-----/,/-----END CERTIFICATE-----/p' "$file"
    fi
done
