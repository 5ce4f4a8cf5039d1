package io.storyportal.apigateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.identity.KeyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("l09")
class FleetSecretsTest {

    @TempDir
    private Path root;

    @Test
    void aLayerGetsItsOwnPrivateKeyAndEverybodysPublicOnes() throws IOException {
        new FleetSecrets(root).fill(List.of("l01", "l09"));

        assertThat(files("l09")).containsExactly("database-url", "l01.pub.jwk", "l09.jwk", "l09.pub.jwk", "redis-url");
        assertThat(new KeyFolder(root.resolve("l09")).publicKeys().get("l01"))
                .isEqualTo(new KeyFolder(root.resolve("l01")).privateKey("l01").toPublicJWK());
    }

    @Test
    void urlsCarryTheServersPasswords() throws IOException {
        new FleetSecrets(root).fill(List.of("l01"));

        String password = Files.readString(root.resolve("postgres/password"));
        assertThat(password).matches("[A-Za-z0-9_-]{32}");
        assertThat(Files.readString(root.resolve("l01/database-url")))
                .isEqualTo("postgres://portal:" + password + "@postgres:5432/portal");
        String redis = Files.readString(root.resolve("l01/redis-url")).replaceAll("redis://:(.*)@redis:6379", "$1");
        assertThat(Files.readString(root.resolve("redis/redis.conf"))).endsWith("requirepass " + redis);
    }

    @Test
    void onlyTheLayerReadsItsSecrets() throws IOException {
        new FleetSecrets(root).fill(List.of("l01"));

        for (String secret : List.of("l01.jwk", "database-url", "redis-url")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(root.resolve("l01").resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aSecondRunChangesNothingAndAddsWhatIsNew() throws IOException {
        new FleetSecrets(root).fill(List.of("l01", "l09"));
        Map<String, String> before = contents();

        new FleetSecrets(root).fill(List.of("l01", "l05", "l09"));

        assertThat(contents()).containsAllEntriesOf(before);
        assertThat(files("l01")).contains("l05.pub.jwk");
    }

    @Test
    void secretsThatWereCutOffBeforeTheyWereWrittenAreMadeAnew() throws IOException {
        for (String file : List.of("postgres/password", "redis/redis.conf", "l01/l01.jwk", "l01/l01.pub.jwk")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.createFile(root.resolve(file));
        }

        new FleetSecrets(root).fill(List.of("l01"));

        assertThat(Files.readString(root.resolve("postgres/password"))).hasSize(32);
        assertThat(Files.readString(root.resolve("redis/redis.conf"))).contains("\nrequirepass ");
        assertThat(new KeyFolder(root.resolve("l01")).publicKeys()).containsOnlyKeys("l01");
    }

    private List<String> files(String member) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(member))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
            for (Path file : files.toList()) {
                contents.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
