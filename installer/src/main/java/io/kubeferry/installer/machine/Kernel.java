package io.kubeferry.installer.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kernel that a machine runs.
 *
 * @param release as {@code uname -r} says it
 * @param modules that are loaded or built in, of those that matter
 * @param loadableModules that are not loaded and could be, of those that matter
 * @param settings name to value of each sysctl that matters
 * @param cgroupVersion 1 or 2
 * @param cgroupControllers those that are there, under the names of cgroups' first version
 */
public record Kernel(
        String release,
        Set<String> modules,
        Set<String> loadableModules,
        Map<String, String> settings,
        int cgroupVersion,
        Set<String> cgroupControllers) {
    public Kernel {
        modules = Set.copyOf(modules);
        loadableModules = Set.copyOf(loadableModules);
        settings = new TreeMap<>(settings);
        cgroupControllers = Set.copyOf(cgroupControllers);
    }

    /** Whether a module works, or would as soon as it is asked for. */
    public boolean has(String module) {
        return modules.contains(module) || loadableModules.contains(module);
    }
}
