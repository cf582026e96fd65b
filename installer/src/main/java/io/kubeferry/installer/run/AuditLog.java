package io.kubeferry.installer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What was done on which node, one JSON object a line. Each line holds the digest of the line before it, so that none can be
 * changed, taken out or put in later without all that follow telling; the report of the run holds the digest of the last.
 */
public final class AuditLog implements AutoCloseable {
    /** What the first line has for the line before it. */
    private static final Digest NOTHING = new Digest("0".repeat(64));

    private final FileChannel channel;
    private final Clock clock;
    private Digest last = NOTHING;

    private AuditLog(FileChannel channel, Clock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** A new log in a file that is not there yet. */
    static AuditLog create(Path file, Clock clock) throws IOException {
        return new AuditLog(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), clock);
    }

    /**
     * Adds a line.
     *
     * @param node empty for the run as a whole
     * @param action in words, without secrets
     * @param output of the command, without secrets
     */
    synchronized void append(String node, String action, int exitCode, String output) {
        ObjectNode line = new ObjectMapper()
                .createObjectNode()
                .put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("previous", last.toString())
                .put("node", node)
                .put("action", action)
                .put("exitCode", exitCode)
                .put(
                        "output",
                        Digest.of(output.getBytes(StandardCharsets.UTF_8)).toString());
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        try {
            channel.write(ByteBuffer.wrap(bytes));
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        } catch (IOException e) {
            throw new UncheckedIOException("the audit log", e);
        }
        last = Digest.of(bytes);
    }

    /** The digest of the last line. */
    synchronized Digest last() {
        return last;
    }

    /**
     * Checks a log from its first line to its last.
     *
     * @return the digest of the last line, to be compared with the report's; empty where a line does not fit the one
     *     before it
     */
    public static Optional<Digest> verify(Path file) throws IOException {
        Digest previous = NOTHING;
        for (String line : Files.readAllLines(file)) {
            if (!previous.toString().equals(previousOf(line))) {
                return Optional.empty();
            }
            previous = Digest.of(line.getBytes(StandardCharsets.UTF_8));
        }
        return Optional.of(previous);
    }

    private static String previousOf(String line) {
        try {
            JsonNode json = new ObjectMapper().readTree(line);
            return json.path("previous").asText("");
        } catch (JsonProcessingException e) {
            return ""; // not even a line of ours
        }
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}
