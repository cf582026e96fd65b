package io.kubeferry.manifests.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the etcd versions of an upgrade's hops mean together. kubeadm moves a stacked etcd to the version of its own minor
 * with each hop; it never takes etcd back.
 */
public final class EtcdSteps {
    /** etcd's upgrade guide for 3.6: every member runs this or later first, or removed members may come back. */
    private static final Tag BEFORE_3_6 = new Tag(3, 5, 26);

    private static final Tag UNKNOWN = new Tag(0, 0, 0);

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(-\\d+)?");

    private EtcdSteps() {}

    private record Tag(int major, int minor, int patch) {
        static Tag parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches() ? new Tag(number(matcher, 1), number(matcher, 2), number(matcher, 3)) : UNKNOWN;
        }

        private static int number(Matcher matcher, int group) {
            return Integer.parseInt(matcher.group(group));
        }

        boolean isUnknown() {
            return major == 0;
        }

        boolean isOf(int wantedMajor, int wantedMinor) {
            return major == wantedMajor && minor == wantedMinor;
        }

        boolean isBefore(Tag other) {
            return major != other.major
                    ? major < other.major
                    : minor != other.minor ? minor < other.minor : patch < other.patch;
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /**
     * What an operator has to know of the way.
     *
     * @param from the release that the cluster runs; its etcd may be among the tags, else it is known by the minor only
     * @param tags each release to the tag of its etcd image, iterated in the order of the upgrade
     * @return one sentence for each step that is not simply to the next version
     */
    public static List<String> notes(KubernetesVersion from, Map<KubernetesVersion, String> tags) {
        List<String> notes = new ArrayList<>();
        Tag before = UNKNOWN;
        for (Map.Entry<KubernetesVersion, String> hop : tags.entrySet()) {
            Tag tag = Tag.parse(hop.getValue());
            if (tag.isUnknown()) {
                continue;
            }
            if (!before.isUnknown()) {
                note(hop.getKey(), before, tag, notes);
            } else if (tag.isOf(3, 6) && !from.isAtLeast(1, 34)) {
                notes.add(memberRule("3.5", tag, hop.getKey()));
            }
            before = before.isBefore(tag) ? tag : before;
        }
        return notes;
    }

    private static void note(KubernetesVersion hop, Tag before, Tag tag, List<String> notes) {
        if (tag.isBefore(before)) {
            notes.add("etcd stays " + before + " at " + hop + ": kubeadm " + hop + " brings " + tag
                    + " and never takes etcd back");
        } else if (tag.major != before.major || tag.minor > before.minor + 1) {
            notes.add("etcd would go from " + before + " to " + tag + " at " + hop
                    + ": it takes one minor at a time; take the minors between by hand");
        } else if (before.isOf(3, 5) && tag.isOf(3, 6) && before.isBefore(BEFORE_3_6)) {
            notes.add(memberRule(before.toString(), tag, hop));
        }
    }

    /**
     * kubeadm's newest 3.5 is 3.5.24, and no registry is known to serve a later image: a bundle cannot bring the step that the
     * guide wants. In 3.5 the members are read from the old store, in 3.6 from the new one, which only 3.5.26 brings into line.
     */
    private static String memberRule(String before, Tag tag, KubernetesVersion hop) {
        return "etcd goes from " + before + " to " + tag + " at " + hop + ", and etcd's guide wants every member at "
                + BEFORE_3_6
                + " or later before: else members that were removed or replaced, or stood in a snapshot that"
                + " was restored, may be back with 3.6 and stop it; 3.5's 'etcdctl member list' does not show them. kubeadm"
                + " brings no such image, and this is not covered by this bundle. Before that hop bring every member to "
                + BEFORE_3_6
                + " or later by other means, or know that no member was ever removed, replaced or restored;"
                + " take a snapshot in either case";
    }
}
