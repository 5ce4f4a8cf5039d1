package io.storyportal.kit.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user a server runs as. PostgreSQL refuses to run as root, so root hands over to the {@code postgres} account, or
 * {@code nobody} where there is none; anyone else runs servers as themselves.
 */
record RunAs(@Nullable Account account) {

    record Account(int uid, int gid) {}

    static RunAs current() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new RunAs(null);
        }
        try {
            return new RunAs(unprivileged(Files.readAllLines(Path.of("/etc/passwd"))));
        } catch (IOException e) {
            throw new ServerStartException("Cannot read /etc/passwd to find an unprivileged account", e);
        }
    }

    static Account unprivileged(List<String> passwd) {
        for (var name : List.of("postgres", "nobody")) {
            for (var line : passwd) {
                var fields = line.split(":", -1);
                if (fields.length > 3 && fields[0].equals(name)) {
                    return new Account(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
                }
            }
        }
        throw new ServerStartException(
                "Neither a postgres nor a nobody account in /etc/passwd: run as an ordinary user instead of root");
    }

    /** The command as that user. A folder only root may enter (such as /root) is reached by one capability. */
    List<String> command(Path folder, List<String> command) {
        if (account == null) {
            return command;
        }
        var whole = new ArrayList<>(
                List.of("setpriv", "--reuid", "" + account.uid(), "--regid", "" + account.gid(), "--clear-groups"));
        if (!everyoneMayEnter(folder)) {
            whole.addAll(List.of("--inh-caps", "+dac_read_search", "--ambient-caps", "+dac_read_search"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Creates the folder if need be, private to this user. */
    Path ownFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            own(folder, "rwx------");
            return folder;
        } catch (IOException e) {
            throw new ServerStartException(
                    "Cannot prepare " + folder + ": " + e.getMessage() + ". It may belong to another user", e);
        }
    }

    void own(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        if (account != null) {
            Files.setAttribute(path, "unix:uid", account.uid());
            Files.setAttribute(path, "unix:gid", account.gid());
        }
    }

    private static boolean everyoneMayEnter(Path folder) {
        for (var at = folder.toAbsolutePath().getParent(); at != null; at = at.getParent()) {
            try {
                var attributes = Files.readAttributes(at, PosixFileAttributes.class);
                if (!attributes.permissions().contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
