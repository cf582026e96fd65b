/** What went wrong, where, and what to do next; and the exit code each program ends with. Knows nothing else. */
package io.kubeferry.manifests.failure;
