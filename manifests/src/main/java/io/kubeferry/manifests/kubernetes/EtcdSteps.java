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

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(-\\d+)?");

    private EtcdSteps() {}

    private record Tag(int major, int minor, int patch) {
        static Tag parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? new Tag(number(matcher, 1), number(matcher, 2), number(matcher, 3))
                    : new Tag(0, 0, 0);
        }

        private static int number(Matcher matcher, int group) {
            return Integer.parseInt(matcher.group(group));
        }

        boolean isUnknown() {
            return major == 0;
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
     * @param tags each release to the tag of its etcd image, iterated in the order of the upgrade; the first may be the one that
     *     the cluster runs
     * @return one sentence for each step that is not simply to the next version
     */
    public static List<String> notes(Map<KubernetesVersion, String> tags) {
        List<String> notes = new ArrayList<>();
        Tag before = new Tag(0, 0, 0);
        for (Map.Entry<KubernetesVersion, String> hop : tags.entrySet()) {
            Tag tag = Tag.parse(hop.getValue());
            if (!before.isUnknown() && !tag.isUnknown()) {
                note(hop.getKey(), before, tag, notes);
            }
            before = before.isUnknown() || before.isBefore(tag) ? tag : before;
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
        } else if (before.minor == 5 && tag.minor == 6 && before.isBefore(BEFORE_3_6)) {
            notes.add("etcd goes from " + before + " to " + tag + " at " + hop + ": etcd's guide wants every member at "
                    + BEFORE_3_6
                    + " or later first, and kubeadm brings no such image: not covered by this bundle. Check"
                    + " that 'etcdctl member list' shows no member that was removed, and take a snapshot before");
        }
    }
}
