package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder of one PostgreSQL cluster: {@code data}, {@code socket}, the passwords. The platform's role {@code portal}
 * owns the database {@code portal} and is no superuser, so row-level security binds it too.
 */
record PostgresCluster(Path folder, RunAs runAs, Path programs) {

    static final String ROLE = "portal";
    static final String DATABASE = "portal";
    // A Unix socket's whole path has to fit into 108 bytes; beyond it the server listens on TCP alone.
    private static final int LONGEST_SOCKET_FOLDER = 85;

    static PostgresCluster in(Path folder, Path programs) {
        var runAs = RunAs.current();
        return new PostgresCluster(runAs.ownFolder(folder.toAbsolutePath()), runAs, programs);
    }

    Path data() {
        return folder.resolve("data");
    }

    /** There once all of the cluster is. */
    Path complete() {
        return folder.resolve("complete");
    }

    /** There while a restore is under way. */
    Path restoring() {
        return folder.resolve("restoring");
    }

    String password() {
        return Secret.keptIn(folder.resolve("password"));
    }

    /** Creates the cluster unless it is there. A half-made one, left by a crash, is made anew. */
    void prepare(boolean durable) {
        if (Files.exists(restoring())) {
            throw new ServerStartException("A restore of " + folder
                    + " was cut off, so its data is not whole: run 'portal restore --force' again");
        }
        var complete = complete();
        if (Files.exists(complete)) {
            return;
        }
        try {
            deleteTree(data());
            runAs.ownFolder(data());
            var superuser = folder.resolve("superuser.password");
            Secret.keptIn(superuser);
            runAs.own(superuser, "rw-------");
            run("", initdb(superuser, durable));
            run(roleAndDatabase(), List.of(program("postgres"), "--single", "-D", data() + "", "postgres"));
            Files.createFile(complete);
        } catch (IOException e) {
            throw new ServerStartException("Cannot create the PostgreSQL data folder " + data(), e);
        }
    }

    private List<String> initdb(Path superuserPassword, boolean durable) {
        var command = new ArrayList<>(List.of(program("initdb"), "-D", data() + "", "-U", "postgres"));
        command.addAll(List.of("--pwfile", superuserPassword + "", "--auth", "scram-sha-256", "--data-checksums"));
        command.addAll(List.of("-E", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
        command.addAll(List.of("--locale", "C"));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    private String roleAndDatabase() {
        return "CREATE ROLE %1$s LOGIN CREATEROLE CREATEDB PASSWORD '%2$s'\nCREATE DATABASE %3$s OWNER %1$s\n"
                .formatted(ROLE, password(), DATABASE);
    }

    /** Everything about the running server that is decided here rather than by PostgreSQL's defaults. */
    List<String> server(int port, ServerOptions options) {
        var settings = new TreeMap<String, String>(Map.of(
                "listen_addresses", "127.0.0.1",
                "port", "" + port,
                "unix_socket_permissions", "0700",
                "password_encryption", "scram-sha-256",
                "fsync", options.durable() ? "on" : "off",
                "synchronous_commit", options.durable() ? "on" : "off",
                "full_page_writes", options.durable() ? "on" : "off",
                // Statements and values may hold what must not be in a log.
                "log_min_error_statement", "panic",
                "log_error_verbosity", "terse",
                "max_connections", "120"));
        settings.put("shared_buffers", options.durable() ? "64MB" : "32MB");
        settings.put("max_wal_size", "512MB");
        settings.put("log_checkpoints", "off");
        settings.put("unix_socket_directories", socketFolder());
        if (options.archive() != null) {
            settings.putAll(WalArchive.of(options.archive(), data()).settings());
        }
        settings.putAll(options.settings());
        var command = new ArrayList<>(List.of(program("postgres"), "-D", data().toString()));
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return runAs.command(folder, command);
    }

    private String socketFolder() {
        var socket = folder.resolve("socket");
        if (socket.toString().length() > LONGEST_SOCKET_FOLDER) {
            return "";
        }
        return runAs.ownFolder(socket).toString();
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private void run(String input, List<String> command) throws IOException {
        var builder = new ProcessBuilder(runAs.command(folder, command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            var code = process.waitFor();
            // Single-user mode answers a failed statement with a line, not with its exit code.
            if (code != 0 || output.contains("ERROR:")) {
                throw new ServerStartException(Path.of(command.getFirst()).getFileName() + " failed: " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while creating the PostgreSQL data folder", e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
