package io.storyportal.qa.arch;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** What no layer may do. */
@Tag("arch")
class LayerRulesTest {

    private static final String[] LAYERS = {
        "io.storyportal.data..",
        "io.storyportal.runtime..",
        "io.storyportal.tools..",
        "io.storyportal.gateway..",
        "io.storyportal.planning..",
        "io.storyportal.apigateway..",
        "io.storyportal.ui.."
    };

    @Test
    void layersDoNotKnowOneAnother() {
        slices().assignedFrom(new LayerSlices()).should().notDependOnEachOther().check(Repository.classes());
    }

    @Test
    void theKitKnowsNoLayer() {
        noClasses()
                .that()
                .resideInAPackage("io.storyportal.kit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAYERS)
                .check(Repository.classes());
    }

    @Test
    void nothingBlocksOnAPublisher() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.storyportal.kit.testing..")
                .should()
                .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|blockOptional|toIterable|toStream"))
                        .and(target(owner(assignableTo(Publisher.class)))))
                .check(Repository.classes());
    }

    @Test
    void nothingInALayerSleeps() {
        noClasses()
                .that()
                .resideInAnyPackage(LAYERS)
                .should()
                .callMethodWhere(target(nameMatching("sleep")).and(target(owner(assignableTo(Thread.class)))))
                .check(Repository.classes());
    }

    @Test
    void problemDocumentsAreWrittenInTheKitAlone() {
        noClasses()
                .that()
                .resideInAnyPackage(LAYERS)
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.springframework\\.http\\.(ProblemDetail|.*ErrorResponse.*)")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ProblemDocument")
                .check(Repository.classes());
    }

    @Test
    void packagesAreNamedForFeatures() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..controller..",
                        "..controllers..",
                        "..service..",
                        "..services..",
                        "..repository..",
                        "..impl..",
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..helper..",
                        "..dto..")
                .check(Repository.classes());
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Helpers|Utils|Util|DTO|Dto|AbstractBase.*)")
                .check(Repository.classes());
    }

    @Test
    void dependenciesComeThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(Repository.classes());
    }

    @Test
    void everyPackageIsNullMarked() {
        List<Path> unmarked = Repository.sources().stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !isNullMarked(folder.resolve("package-info.java")))
                .map(Repository.ROOT::relativize)
                .toList();
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static boolean isNullMarked(Path packageInfo) {
        return packageInfo.toFile().exists() && Repository.lines(packageInfo).contains("@NullMarked");
    }
}
