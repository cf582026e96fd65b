package io.kubeferry.lab;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import com.google.cloud.tools.jib.image.json.OciIndexTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestListTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A Docker manifest list or an OCI image index, in the order in which children are added. Jib writes its fields as JSON. */
final class PlatformIndex implements ManifestTemplate {
    private final int schemaVersion = 2;
    private final String mediaType;
    private final List<Map<String, Object>> manifests = new ArrayList<>();

    private PlatformIndex(String mediaType) {
        this.mediaType = mediaType;
    }

    static PlatformIndex of(ImageFormat format) {
        return new PlatformIndex(
                format == ImageFormat.OCI ? OciIndexTemplate.MEDIA_TYPE : V22ManifestListTemplate.MANIFEST_MEDIA_TYPE);
    }

    /**
     * @param digest {@code sha256:...} of the child's manifest
     * @param size bytes of the child's manifest
     * @param platform {@code system/architecture}
     */
    void add(String childMediaType, String digest, long size, String platform) {
        int slash = platform.indexOf('/');
        Map<String, Object> child = new LinkedHashMap<>();
        child.put("mediaType", childMediaType);
        child.put("size", size);
        child.put("digest", digest);
        Map<String, String> runsOn = new LinkedHashMap<>();
        runsOn.put("architecture", platform.substring(slash + 1));
        runsOn.put("os", platform.substring(0, slash));
        child.put("platform", runsOn);
        manifests.add(child);
    }

    @Override
    public int getSchemaVersion() {
        return schemaVersion;
    }

    @Override
    public String getManifestMediaType() {
        return mediaType;
    }
}
