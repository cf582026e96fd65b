/** The site as its file describes it: nodes, endpoint, networks, access. Knows no bundle and touches no host. */
package io.kubeferry.installer.site;
