package io.storyportal.apigateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds docker-compose.yml to layers.yaml, and to what a container of ours may do. */
@Tag("l09")
class ComposeTest {

    private static final Path ROOT = Path.of("../..");
    private static final Set<String> SERVERS = Set.of("secrets", "postgres", "redis");

    /** What a JVM needs beside heap, metaspace and code: threads, buffers, the collector, its own. */
    private static final DataSize REST_OF_A_JVM = DataSize.ofMegabytes(96);

    private record Layer(String id, int port, String module, DataSize needs) {}

    private final List<Layer> layers = layers();
    private final Map<String, Map<String, Object>> services = services();

    @Test
    void runsTheLayersOfTheTableAndNothingElse() {
        Set<String> expected = layers.stream().map(Layer::id).collect(Collectors.toCollection(TreeSet::new));
        expected.addAll(SERVERS);

        assertThat(services.keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void buildsEachLayerFromItsModule() {
        assertThat(layers).allSatisfy(layer -> {
            String module = layer.module().substring("layers/".length());
            Map<String, Object> service = services.get(layer.id());
            assertThat(service).containsEntry("image", "story-portal/" + module);
            assertThat(object(object(service, "build"), "args")).containsEntry("LAYER", module);
            assertThat(object(service, "build")).containsEntry("dockerfile", "deploy/Dockerfile");
        });
    }

    @Test
    void tellsEachLayerWhereTheOthersAre() {
        assertThat(layers)
                .allSatisfy(layer -> layers.forEach(other -> assertThat(object(services.get(layer.id()), "environment"))
                        .containsEntry(
                                "PORTAL_URLS_" + other.id().toUpperCase(),
                                "http://" + other.id() + ":" + other.port())));
    }

    @Test
    void publishesTheDoorAlone() {
        assertThat(services).allSatisfy((name, service) -> assertThat(service.containsKey("ports"))
                .isEqualTo(name.equals("l09")));
        assertThat(strings(services.get("l09"), "ports"))
                .containsExactly("${PORTAL_ADDRESS:-127.0.0.1}:${PORTAL_PORT:-8009}:8009");
    }

    @Test
    void givesEachLayerTheMemoryItsTableEntryNeeds() {
        assertThat(layers)
                .allSatisfy(layer -> assertThat(size(services.get(layer.id()).get("mem_limit")))
                        .isGreaterThanOrEqualTo(DataSize.ofBytes(layer.needs().toBytes() + REST_OF_A_JVM.toBytes())));
        assertThat(SERVERS)
                .allSatisfy(server -> assertThat(services.get(server)).containsKey("mem_limit"));
    }

    @Test
    void startsEachLayerWithEverythingTheTableSaysOfItsProcess() throws IOException {
        String script = Files.readString(ROOT.resolve("deploy/container/layer-image"));
        Set<String> settings = new TreeSet<>();
        ((List<?>) read("layers.yaml").get("layers"))
                .forEach(row -> settings.addAll(fields(row).keySet()));
        settings.removeAll(Set.of("id", "name", "module", "needs"));

        assertThat(settings).allSatisfy(setting -> assertThat(script).contains("$(setting " + setting + ")"));
    }

    @Test
    void letsALayerDoNothingItNeedNot() {
        assertThat(layers).allSatisfy(layer -> {
            Map<String, Object> service = services.get(layer.id());
            assertThat(service).containsEntry("read_only", true).containsEntry("stop_grace_period", "25s");
            assertThat(service).doesNotContainKeys("privileged", "cap_add", "devices", "pid", "ipc", "user");
            assertThat(strings(service, "cap_drop")).containsExactly("ALL");
            assertThat(strings(service, "security_opt")).contains("no-new-privileges:true");
            assertThat(strings(object(service, "healthcheck"), "test")).containsExactly("CMD", "layer-healthy");
        });
    }

    @Test
    void loosensTheKernelsRulesForSandboxesAlone() {
        assertThat(layers)
                .filteredOn(layer ->
                        strings(services.get(layer.id()), "security_opt").size() > 1)
                .extracting(Layer::id)
                .containsExactly("l02");
        assertThat(strings(services.get("l02"), "security_opt"))
                .contains("seccomp=deploy/seccomp/l02.json", "systempaths=unconfined");
    }

    @Test
    void givesEachMemberItsOwnSecretsAndNobodyElses() {
        assertThat(services).allSatisfy((name, service) -> {
            if (!name.equals("secrets")) {
                assertThat(strings(service, "volumes"))
                        .filteredOn(volume -> volume.startsWith("secrets-"))
                        .singleElement()
                        .asString()
                        // L05 adds the key that it signs plans with.
                        .isIn(
                                "secrets-" + name + ":/keys" + (name.equals("l05") ? "" : ":ro"),
                                "secrets-" + name + ":/secrets:ro");
            }
        });
        List<String> command = new ArrayList<>(List.of("fleet-secrets"));
        layers.forEach(layer -> command.add(layer.id()));
        assertThat(strings(services.get("secrets"), "command")).isEqualTo(command);
    }

    /** The image makes POSTGRES_USER a superuser, to whom no row-level policy applies. */
    @Test
    void connectsTheLayersAsARoleThatIsNoSuperuser() throws IOException {
        Map<String, Object> postgres = services.get("postgres");
        assertThat(object(postgres, "environment")).doesNotContainKey("POSTGRES_USER");
        assertThat(strings(postgres, "volumes"))
                .contains("./deploy/postgres/portal-role.sh:/docker-entrypoint-initdb.d/portal-role.sh:ro,z");
        assertThat(Files.readString(ROOT.resolve("deploy/postgres/portal-role.sh")))
                .contains(
                        "create role portal login createrole createdb password",
                        "alter role current_user password null");
    }

    @Test
    void theProfileOfTheSandboxesDeniesByDefaultAndAddsNamespacesAlone() throws IOException {
        JsonNode profile = new JsonMapper().readTree(Files.readString(ROOT.resolve("deploy/seccomp/l02.json")));
        List<JsonNode> rules = profile.path("syscalls").valueStream().toList();
        Set<String> allowed = new TreeSet<>();
        rules.stream()
                .filter(rule -> rule.path("action").asString().equals("SCMP_ACT_ALLOW"))
                .forEach(rule -> rule.path("names").valueStream().forEach(name -> allowed.add(name.asString())));

        assertThat(profile.path("defaultAction").asString()).isEqualTo("SCMP_ACT_ERRNO");
        assertThat(rules.getLast().path("names").valueStream().map(JsonNode::asString))
                .containsExactly("clone", "mount", "pivot_root", "sethostname", "umount2", "unshare");
        assertThat(allowed)
                .doesNotContain("bpf", "keyctl", "add_key", "ptrace", "process_vm_writev", "init_module", "kexec_load")
                .doesNotContain("setns", "chroot", "reboot", "swapon", "settimeofday", "perf_event_open", "userfaultfd")
                .doesNotContain("fsopen", "move_mount", "open_tree", "io_uring_setup", "open_by_handle_at", "clone3");
    }

    private static List<Layer> layers() {
        Object rows = read("layers.yaml").get("layers");
        assertThat(rows).isInstanceOf(List.class);
        return ((List<?>) rows)
                .stream()
                        .map(ComposeTest::fields)
                        .map(row -> new Layer(
                                row.get("id").toString(),
                                (Integer) row.get("port"),
                                row.get("module").toString(),
                                DataSize.ofBytes(size(row.get("heap")).toBytes()
                                        + size(row.get("metaspace")).toBytes()
                                        + size(row.get("code_cache")).toBytes())))
                        .toList();
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        fields(read("docker-compose.yml").get("services"))
                .forEach((name, service) -> services.put(name, fields(service)));
        return services;
    }

    private static Map<String, Object> read(String file) {
        try {
            return fields(new Yaml().load(Files.readString(ROOT.resolve(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSize size(Object text) {
        return DataSize.parse(text.toString().toUpperCase() + "B");
    }

    private static Map<String, Object> object(Map<String, Object> parent, String key) {
        assertThat(parent).containsKey(key);
        return fields(parent.get(key));
    }

    private static Map<String, Object> fields(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> fields.put(key.toString(), each));
        return fields;
    }

    private static List<String> strings(Map<String, Object> parent, String key) {
        return ((List<?>) parent.get(key)).stream().map(Object::toString).toList();
    }
}
