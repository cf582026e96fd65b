package io.kubeferry.installer.registry;

import java.time.Duration;

/**
 * What a seeding did.
 *
 * @param blobs blobs written
 * @param bytesWritten their bytes
 * @param blobsThere blobs that were there already and were left
 * @param bytesThere their bytes
 * @param links link files written
 */
public record Seeded(int blobs, long bytesWritten, int blobsThere, long bytesThere, int links, Duration took) {}
