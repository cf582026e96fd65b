/**
 * Files that a person writes: read strictly, with file, line and column for every problem, all problems at once. A
 * {@link io.kubeferry.manifests.document.Shape} says what a file may hold; the check and the printed JSON Schema both
 * come from it, so they cannot disagree. Knows no particular file.
 */
package io.kubeferry.manifests.document;
