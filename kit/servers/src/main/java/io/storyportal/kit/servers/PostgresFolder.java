package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The files of an embedded PostgreSQL, for whoever copies them or puts them back. Files of a running server are its own. */
public final class PostgresFolder {

    /** Beside the data: without them nobody can log in. */
    public static final List<String> PASSWORDS = List.of("password", "superuser.password");

    private final PostgresCluster cluster;

    private PostgresFolder(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    public static PostgresFolder in(Path folder) {
        return new PostgresFolder(PostgresCluster.in(folder, PostgresBinaries.unpacked()));
    }

    public Path folder() {
        return cluster.folder();
    }

    public Path data() {
        return cluster.data();
    }

    /** Whether there is a cluster, whole or in the making. */
    public boolean occupied() {
        return Files.exists(data().resolve("PG_VERSION")) || Files.exists(cluster.restoring());
    }

    public WalArchive archive(Path backups) {
        return WalArchive.of(backups, data());
    }

    /** JDBC's URL of a database of the server at that port; the user is {@code postgres}, a superuser. */
    public static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String superuserPassword() {
        return Secret.keptIn(cluster.folder().resolve("superuser.password"));
    }

    /** Makes a folder that the server may write into and others may not look into. */
    public Path makeFolder(Path folder) {
        return cluster.runAs().ownFolder(folder);
    }

    /** Makes an existing file the server's own. */
    public void own(Path file) throws IOException {
        cluster.runAs().own(file, "rw-------");
    }

    /** PostgreSQL's number of the cluster with that data. */
    public static String clusterOf(Path data) {
        return WalArchive.of(data, data).cluster();
    }

    /**
     * From now on the server does not start on this folder, until {@link #restored}.
     *
     * @param rest where the log of what was here is going to be, should this be cut off and begun again
     */
    public void beginRestore(Path rest) throws IOException {
        Secret.writePrivately(cluster.restoring(), rest.toString());
        Files.deleteIfExists(cluster.complete());
    }

    /** What a restore that was cut off began with. */
    public Optional<Path> interruptedWith() throws IOException {
        return Files.exists(cluster.restoring())
                ? Optional.of(Path.of(Files.readString(cluster.restoring())))
                : Optional.empty();
    }

    public void restored() throws IOException {
        if (Files.notExists(cluster.complete())) {
            Files.createFile(cluster.complete());
        }
        Files.deleteIfExists(cluster.restoring());
    }
}
