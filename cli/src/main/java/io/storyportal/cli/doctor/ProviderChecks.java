package io.storyportal.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Model providers: none is needed for the goals that templates cover. Names are shown, never values. */
final class ProviderChecks {

    private static final Map<String, String> BY_VARIABLE = Map.of(
            "ANTHROPIC_API_KEY", "Anthropic",
            "OPENAI_API_KEY", "OpenAI",
            "OPENAI_BASE_URL", "OpenAI-compatible endpoint",
            "OLLAMA_BASE_URL", "Ollama");

    private ProviderChecks() {}

    static List<Finding> all(Map<String, String> environment) {
        var configured = new ArrayList<String>();
        BY_VARIABLE.forEach((variable, name) -> {
            if (!environment.getOrDefault(variable, "").isBlank()) {
                configured.add(name);
            }
        });
        var providers = configured.isEmpty()
                ? Finding.warn(
                        "Model providers",
                        "none configured; goals that fit a template run without",
                        "Set ANTHROPIC_API_KEY, OPENAI_API_KEY or OLLAMA_BASE_URL before './portal up'")
                : Finding.ok(
                        "Model providers",
                        String.join(", ", configured.stream().sorted().toList()));
        return List.of(providers, program(environment, "chromium", "the dashboard's tests", "Run './portal setup'"));
    }

    private static Finding program(Map<String, String> environment, String name, String purpose, String remedy) {
        var found = Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.map(path -> Finding.ok(name, path + ", for " + purpose))
                .orElseGet(() -> Finding.warn(name, "not installed; needed for " + purpose, remedy));
    }
}
