package io.storyportal.planning.definition;

import static io.storyportal.planning.definition.Plans.plan;
import static io.storyportal.planning.definition.Plans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@Tag("l05")
class PlanSignatureTest {
    private final PlanSignature signature = new PlanSignature(() -> new byte[32]);
    private final PlanSignature.Scope scope =
            new PlanSignature.Scope(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final ObjectNode definition = (ObjectNode)
            DefinitionCodec.write(plan(task("a", "{\"rows\": 10}"), task("b", "{\"x\": {\"$from\": \"a\"}}")));

    @Test
    void verifiesWhatItSigned() {
        assertThat(signature.verifies(scope, definition, signature.sign(scope, definition)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/goal", "/trust_level", "/tasks/0/tool", "/tasks/1/id", "/files/0/path", "/origin/detail"})
    void refusesAnyAlteration(String pointer) {
        String signed = signature.sign(scope, definition);
        ObjectNode altered = definition.deepCopy();
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) altered.at(pointer.substring(0, last))).put(pointer.substring(last + 1), "other");
        assertThat(signature.verifies(scope, altered, signed)).isFalse();
    }

    @Test
    void refusesANumberChangedByOne() {
        String signed = signature.sign(scope, definition);
        ObjectNode altered = definition.deepCopy();
        ((ObjectNode) altered.at("/tasks/0/input")).put("rows", 11);
        assertThat(signature.verifies(scope, altered, signed)).isFalse();
    }

    @Test
    void refusesAPlanMovedUnderAnotherIdOrTenant() {
        String signed = signature.sign(scope, definition);
        UUID other = UUID.randomUUID();
        assertThat(signature.verifies(new PlanSignature.Scope(other, scope.goal(), scope.plan()), definition, signed))
                .isFalse();
        assertThat(signature.verifies(new PlanSignature.Scope(scope.tenant(), other, scope.plan()), definition, signed))
                .isFalse();
        assertThat(signature.verifies(new PlanSignature.Scope(scope.tenant(), scope.goal(), other), definition, signed))
                .isFalse();
    }

    @Test
    void refusesAnotherKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        assertThat(new PlanSignature(() -> key).verifies(scope, definition, signature.sign(scope, definition)))
                .isFalse();
    }

    @Test
    void refusesAShortKey() {
        assertThatThrownBy(() -> new PlanSignature(() -> new byte[31]).key()).hasMessageContaining("32 bytes");
    }

    @Test
    void definitionSurvivesJson() {
        assertThat(DefinitionCodec.write(DefinitionCodec.read(definition))).isEqualTo(definition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"schema\": 1}", "[]", "{\"schema\": 1, \"extra\": 2}"})
    void refusesADocumentThatIsNoPlan(String text) {
        assertThatThrownBy(() -> DefinitionCodec.read(new tools.jackson.databind.json.JsonMapper().readTree(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
