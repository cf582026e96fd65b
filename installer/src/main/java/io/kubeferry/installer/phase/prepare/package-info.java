/**
 * What a machine gets before anything of Kubernetes is on it: packages, kernel modules and settings, names, firewalld's zones;
 * and the record of what it was made of.
 */
package io.kubeferry.installer.phase.prepare;
