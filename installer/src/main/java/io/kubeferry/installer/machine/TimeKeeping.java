package io.kubeferry.installer.machine;

/**
 * A machine's clock.
 *
 * @param epochSeconds what it says, in seconds since 1970
 * @param synchronised whether something sets it
 * @param caSince when the cluster's CA was made, by this clock, in seconds since 1970; 0 where there is none
 */
public record TimeKeeping(long epochSeconds, boolean synchronised, long caSince) {}
