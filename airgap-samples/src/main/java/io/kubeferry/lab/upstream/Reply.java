package io.kubeferry.lab.upstream;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an honest server would answer.
 *
 * @param headers without those that frame the body
 * @param body whole, even where a range is asked for; contents of this world are small
 */
record Reply(int status, Map<String, String> headers, byte[] body) {
    Reply {
        headers = new TreeMap<>(headers);
    }

    static Reply of(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    Reply withBody(byte[] other) {
        return new Reply(status, headers, other);
    }
}
