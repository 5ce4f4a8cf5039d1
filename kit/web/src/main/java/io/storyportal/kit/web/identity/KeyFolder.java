package io.storyportal.kit.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import io.storyportal.kit.web.identity.WholeFile.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of service keys: {@code <layer>.jwk} (private, mode 0600) and {@code <layer>.pub.jwk} for each layer. A layer
 * needs its own private key and everybody's public ones. Blocking; files are a few hundred bytes.
 */
public record KeyFolder(Path folder) {

    /** The JDK's own: the command line uses this folder too, and has no logging library. */
    private static final Logger log = System.getLogger(KeyFolder.class.getName());

    private static final String PUBLIC = ".pub.jwk";
    private static final String PRIVATE = ".jwk";

    /** Makes the layer's key pair unless it is there; the private file is never readable by others. */
    public void ensure(String layer) {
        try {
            Files.createDirectories(folder);
            WholeFile secret = new WholeFile(folder.resolve(layer + PRIVATE), Mode.PRIVATE);
            if (secret.isMissing()) {
                secret.create(new OctetKeyPairGenerator(Curve.Ed25519)
                        .keyID(layer)
                        .generate()
                        .toJSONString());
            }
            new WholeFile(folder.resolve(layer + PUBLIC), Mode.PUBLIC)
                    .replace(privateKey(layer).toPublicJWK().toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the key of " + layer + " in " + folder, e);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot make Ed25519 keys", e);
        }
    }

    /** The layer's private key; without it the layer cannot speak for itself and must not run. */
    public OctetKeyPair privateKey(String layer) {
        return read(folder.resolve(layer + PRIVATE));
    }

    /** Public keys by layer id; one that cannot be read is left out, and keeps only its own layer from calling. */
    public Map<String, OctetKeyPair> publicKeys() {
        Map<String, OctetKeyPair> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(PUBLIC)).forEach(file -> {
                String name = file.getFileName().toString();
                try {
                    keys.put(name.substring(0, name.length() - PUBLIC.length()), read(file));
                } catch (UncheckedIOException | IllegalStateException unreadable) {
                    log.log(Level.WARNING, "A public key is left out: {0}", unreadable.getMessage());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key folder " + folder, e);
        }
        return keys;
    }

    private static OctetKeyPair read(Path file) {
        try {
            return OctetKeyPair.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the key " + file + "; 'portal up' makes keys", e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is not an Ed25519 key in JWK form", e);
        }
    }
}
