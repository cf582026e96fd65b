package io.kubeferry.installer.facts;

import java.util.Set;

/** Is told what an operator who waits wants to know. */
@FunctionalInterface
public interface ObserverListener {
    /** Units of an earlier run still work on a node; the observer waits for their end. */
    void waiting(String node, Set<String> units);
}
