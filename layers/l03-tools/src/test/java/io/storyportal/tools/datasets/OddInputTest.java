package io.storyportal.tools.datasets;

import static org.assertj.core.api.Assertions.fail;

import io.storyportal.kit.web.problem.ProblemException;
import io.storyportal.tools.datasets.compare.DatasetComparer;
import io.storyportal.tools.datasets.profile.DatasetProfiler;
import io.storyportal.tools.datasets.profile.ProfileLimits;
import io.storyportal.tools.datasets.quality.QualityChecker;
import io.storyportal.tools.datasets.query.DatasetQuery;
import io.storyportal.tools.datasets.query.QueryLimits;
import io.storyportal.tools.datasets.read.DatasetException;
import io.storyportal.tools.datasets.schema.SchemaReader;
import io.storyportal.tools.logs.LogInspector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, each engine answers with a result or a refusal it means; nothing else escapes. */
@Tag("l03")
class OddInputTest {
    private static final int FILES = 120;
    private static final List<String> SEEDS = List.of(
            "id,name,price\n1,\"a,b\",2.50\n2,\"x\ny\",\n3,ü,-1e5\n",
            "a;b\n1,5;2026-01-01\n2,25;31.12.2026\n",
            "[{\"id\":1,\"at\":{\"x\":null}},{\"id\":\"2\",\"tags\":[1,{\"y\":2}]}]",
            "{\"id\":1}\n{\"id\":2,\"v\":true}\n",
            "2026-01-01T10:00:00Z ERROR boom 1\njava.lang.Error: x\n\tat a.B.c(B.java:1)\nJan  1 10:00:00 h p: y\n",
            "k\tv\n\n\n1\t\t\n,,\n\"\"\n");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void endsInAResultOrARefusal(long seed) {
        Random random = new Random(seed);
        Map<String, Consumer<TextSource>> engines = engines();
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = mutate(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8), random);
            engines.forEach((name, engine) -> run(name, engine, bytes));
        }
    }

    @Test
    void endsInAResultOrARefusalForNoiseToo() {
        Random random = new Random(7);
        Map<String, Consumer<TextSource>> engines = engines();
        for (int length : new int[] {1, 2, 3, 10, 1_000, 70_000}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            byte[] printable = noise.clone();
            for (int i = 0; i < length; i++) {
                printable[i] = (byte) (9 + Math.floorMod(noise[i], 118));
            }
            engines.forEach((name, engine) -> {
                run(name, engine, noise);
                run(name, engine, printable);
            });
        }
    }

    private Map<String, Consumer<TextSource>> engines() {
        ProfileLimits tiny = new ProfileLimits(3, 2, 300, 1L << 20);
        DatasetQuery query = new DatasetQuery(folder, QueryLimits.standard());
        DatasetProfiler profiler = new DatasetProfiler(ProfileLimits.standard(), folder);
        return Map.of(
                "schema", f -> SchemaReader.schema(f, null),
                "sample", f -> SchemaReader.sample(f, null, 5),
                "profile", f -> profiler.profile(f, null),
                "sketched profile", f -> new DatasetProfiler(tiny, folder).profile(f, null),
                "quality", f -> new QualityChecker(profiler).check(f, null),
                "query", f -> query.sql(f, null, "select * from data", 5),
                "compare",
                        f -> new DatasetComparer(folder, 200).compare(f, TextSource.of(SEEDS.getFirst()), List.of(), 3),
                "log", f -> new LogInspector(Clock.systemUTC()).inspect(f));
    }

    private static void run(String name, Consumer<TextSource> engine, byte[] bytes) {
        try {
            engine.accept(new TextSource("odd", bytes));
        } catch (DatasetException | ProblemException refusal) {
            // Said with a reason: that is an answer.
        } catch (Throwable escaped) {
            fail(name + " over " + Base64.getEncoder().encodeToString(bytes), escaped);
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] special = {
            '"', ',', ';', '\n', '\r', '\t', '{', '}', '[', ']', ':', '\\', 0, (byte) 0xFF, (byte) 0xC3, ' ', '9'
        };
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 1 -> insert(bytes, at, special[random.nextInt(special.length)]);
                case 2 -> insert(bytes, at, (byte) random.nextInt(256));
                default -> {
                    bytes[at] = special[random.nextInt(special.length)];
                    yield bytes;
                }
            };
        }
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, byte added) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at);
        longer[at] = added;
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        return longer;
    }
}
