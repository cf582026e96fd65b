/**
 * The lab's publisher: builds the images of the connected world from prepared folders and pushes them, with Jib core, to
 * the lab's registry. It is a tool of the samples; neither program knows it, and it knows neither of them.
 */
package io.kubeferry.lab;
