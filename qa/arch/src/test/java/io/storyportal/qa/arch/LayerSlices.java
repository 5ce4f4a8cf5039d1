package io.storyportal.qa.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A slice per layer; the kit and the generated clients are free for all. */
final class LayerSlices implements SliceAssignment {

    private static final Pattern PACKAGE = Pattern.compile("io\\.storyportal\\.([a-z]+)(\\..*)?");
    private static final Set<String> SHARED = Set.of("kit", "client");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        Matcher layer = PACKAGE.matcher(type.getPackageName());
        return layer.matches() && !SHARED.contains(layer.group(1))
                ? SliceIdentifier.of(layer.group(1))
                : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
        return "layers";
    }
}
