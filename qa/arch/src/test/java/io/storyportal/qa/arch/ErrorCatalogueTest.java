package io.storyportal.qa.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.web.problem.CommonProblem;
import io.storyportal.kit.web.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every problem a layer can answer with is unique, in its layer's range, actionable and documented. */
@Tag("arch")
class ErrorCatalogueTest {

    private static final Pattern CODE = Pattern.compile("E(\\d{1,2})(\\d{3})");
    private static final Map<String, Integer> LAYERS =
            Map.of("data", 1, "runtime", 2, "tools", 3, "gateway", 4, "planning", 5, "apigateway", 9, "ui", 10);

    @Test
    void codesAreUniqueInRangeAndSayWhatToDo() {
        Map<String, String> seen = new HashMap<>();
        catalogue().forEach(problem -> {
            String name = problem.getClass().getSimpleName() + "." + problem;
            Matcher code = CODE.matcher(problem.code());
            assertThat(code.matches())
                    .as(name + " has the code " + problem.code())
                    .isTrue();
            assertThat(Integer.parseInt(code.group(1))).as(name).isEqualTo(layerOf(problem));
            assertThat(seen.put(problem.code(), name))
                    .as("also has " + problem.code() + ": " + name)
                    .isNull();
            assertThat(problem.slug()).as(name).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(problem.title()).as(name).isNotBlank();
            assertThat(problem.remedy()).as(name).isNotBlank();
            assertThat(problem.status().isError()).as(name).isTrue();
        });
        assertThat(seen).isNotEmpty();
    }

    @Test
    void everyCodeIsDocumented() {
        catalogue().forEach(problem -> {
            Path page = Repository.ROOT.resolve("docs/errors/l%02d.md".formatted(layerOf(problem)));
            assertThat(Files.exists(page)).as(page.toString()).isTrue();
            assertThat(String.join("\n", Repository.lines(page)))
                    .as(page.toString())
                    .contains(problem.code());
        });
    }

    @Test
    void whatAllLayersShareIsDocumentedOnce() {
        String page = String.join("\n", Repository.lines(Repository.ROOT.resolve("docs/errors/README.md")));
        Stream.of(CommonProblem.values()).forEach(problem -> assertThat(page)
                .contains(problem.code().substring(problem.code().length() - 3), problem.slug()));
    }

    private static int layerOf(Problem problem) {
        return LAYERS.get(problem.getClass().getName().split("\\.")[2]);
    }

    private static Stream<Problem> catalogue() {
        List<Class<?>> enums = Repository.classes().stream()
                .filter(type -> type.isEnum() && type.isAssignableTo(Problem.class))
                .filter(type -> !type.getName().equals(CommonProblem.class.getName()))
                .<Class<?>>map(type -> type.reflect())
                .toList();
        return enums.stream()
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(Problem.class::cast);
    }
}
