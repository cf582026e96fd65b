/**
 * What can be seen of a machine and its operating system, in parts that are used by themselves. Values only; knows neither
 * the site nor Kubernetes.
 */
package io.kubeferry.installer.machine;
