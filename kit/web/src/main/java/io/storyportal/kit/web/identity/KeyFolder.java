package io.storyportal.kit.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of service keys: {@code <layer>.jwk} (private, mode 0600) and {@code <layer>.pub.jwk} for each layer. A layer
 * needs its own private key and everybody's public ones. Blocking; files are a few hundred bytes.
 */
public record KeyFolder(Path folder) {

    private static final String PUBLIC = ".pub.jwk";
    private static final String PRIVATE = ".jwk";

    /** Makes the layer's key pair unless it is there; the private file is never readable by others. */
    public void ensure(String layer) {
        try {
            Files.createDirectories(folder);
            Path secret = folder.resolve(layer + PRIVATE);
            if (Files.notExists(secret)) {
                OctetKeyPair pair =
                        new OctetKeyPairGenerator(Curve.Ed25519).keyID(layer).generate();
                createPrivate(secret, pair.toJSONString());
            }
            Path open = folder.resolve(layer + PUBLIC);
            if (Files.notExists(open)) {
                Files.writeString(open, privateKey(layer).toPublicJWK().toJSONString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the key of " + layer + " in " + folder, e);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot make Ed25519 keys", e);
        }
    }

    private static void createPrivate(Path file, String content) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException anotherProcessWasFirst) {
            // Its key serves.
        }
    }

    /** The layer's private key; without it the layer cannot speak for itself and must not run. */
    public OctetKeyPair privateKey(String layer) {
        return read(folder.resolve(layer + PRIVATE));
    }

    /** Public keys by layer id. */
    public Map<String, OctetKeyPair> publicKeys() {
        Map<String, OctetKeyPair> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().endsWith(PUBLIC)).forEach(file -> {
                String name = file.getFileName().toString();
                keys.put(name.substring(0, name.length() - PUBLIC.length()), read(file));
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
