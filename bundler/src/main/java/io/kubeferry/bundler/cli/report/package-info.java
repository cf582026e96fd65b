/**
 * What commands have found out, in words and in fields.
 */
package io.kubeferry.bundler.cli.report;
