/** What long work tells while it runs. Knows neither the work nor how it is shown. */
package io.kubeferry.bundler.progress;
