package io.kubeferry.bundler.cli;

/** How results are written. */
enum OutputFormat {
    TEXT,
    JSON
}
