package io.kubeferry.bundler.cli.option;

/** How results are written. */
enum OutputFormat {
    TEXT,
    JSON
}
