/**
 * The units and configuration files of what runs on a node: containerd, kubelet, the site's registry, HAProxy and
 * keepalived. Only texts; knows no host and no plan.
 */
package io.kubeferry.installer.service;
