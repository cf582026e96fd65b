package io.kubeferry.installer.site;

/** The cluster's inner networks, in CIDR notation. */
public record ClusterNetwork(String podSubnet, String serviceSubnet, String dnsDomain) {}
