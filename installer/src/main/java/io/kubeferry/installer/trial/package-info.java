/**
 * What only trying shows: whether the site's machines reach each other (for some seconds each listens on the ports that it is
 * to have, and every other one connects), and whether their disks are fast enough for etcd. Leaves nothing behind; what is
 * found is a value that preflight looks at.
 */
package io.kubeferry.installer.trial;
