package io.storyportal.qa.arch;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tree that the rules look at: every module's compiled classes and hand-written sources. */
final class Repository {

    static final Path ROOT = root();

    private static final class Holder {
        static final JavaClasses CLASSES = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // Spring AOT writes into packages of libraries too.
                .withImportOption(location -> location.contains("/io/storyportal/"))
                .withImportOption(location -> !location.contains("__BeanDefinitions"))
                .withImportOption(location -> !location.contains("__BeanFactoryRegistrations"))
                .importPaths(modules()
                        .map(module -> module.resolve("target/classes"))
                        .filter(Files::isDirectory)
                        .toList());
    }

    private Repository() {}

    static JavaClasses classes() {
        return Holder.CLASSES;
    }

    static Stream<Path> modules() {
        return Stream.of("kit", "layers").flatMap(parent -> list(ROOT.resolve(parent)));
    }

    /** Hand-written Java of every module, tests included. */
    static List<Path> sources() {
        Stream<Path> roots = Stream.concat(
                modules(),
                Stream.of("cli", "shared-client", "qa/arch", "qa/stories", "qa/bench")
                        .map(ROOT::resolve));
        return roots.map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(Repository::walk)
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
