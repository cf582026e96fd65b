/**
 * The connected world's servers that journeys need and no package has: a file server that makes up whatever it is asked for
 * and fails on purpose, and a proxy that writes down what passed. Tools of the samples; neither program knows them.
 */
package io.kubeferry.lab.upstream;
