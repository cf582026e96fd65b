/**
 * What a person or a program sees: results as text or JSON, and progress. Knows no command and no option.
 */
package io.kubeferry.bundler.cli.output;
