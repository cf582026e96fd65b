/**
 * What is wanted: the site, and what is to be known of a verified bundle before anything is planned. Only {@link
 * io.kubeferry.installer.desired.TargetReader} reads the bundle; all else is a value. Knows no phase and no host.
 */
package io.kubeferry.installer.desired;
