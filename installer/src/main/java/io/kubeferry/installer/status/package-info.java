/** How a site's cluster is, for a person who asks. Only looks; decides nothing. */
package io.kubeferry.installer.status;
