package io.storyportal.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyportal.kit.testing.Problems;
import io.storyportal.kit.web.caller.Caller;
import io.storyportal.kit.web.caller.Role;
import io.storyportal.kit.web.ids.TenantId;
import io.storyportal.tools.ToolsProblem;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Calls of tools that may run only once, and what is said of one whose end nobody saw. */
class OnceCallsTest extends InvocationScene {

    @Test
    void callsAnOrphanThatRunsOnlyOnceUnknown() {
        journal.abandon(key, "test.once", fingerprint("test.once"));

        Problems.expect(invoke("test.once", Map.of(), null, key), 409, "E3106");
        Problems.expect(invoke("test.once", Map.of(), null, key), 409, "E3106");
        assertThat(work.runs()).isZero();
    }

    @Test
    void keepsTheLeaseOfACallThatRunsOnlyOnceWhenItsClientLeaves() {
        CompletableFuture<Map<String, Object>> result = new CompletableFuture<>();
        work.outcome(call -> Mono.fromFuture(result, true));
        Caller caller = new Caller(TenantId.DEFAULT, "someone", Set.of(Role.ADMIN), null);
        Disposable client = invocations
                .invoke("test.once", new InvokeRequest(Map.of(), null, key, null), caller)
                .contextWrite(caller::write)
                .subscribe();
        Awaitility.await().until(() -> work.runs() == 1);
        client.dispose();

        int before = journal.lookups();
        var second = CompletableFuture.supplyAsync(() -> ok(invoke("test.once", Map.of(), null, key)));
        Awaitility.await().until(() -> journal.lookups() > before);
        result.complete(Map.of("n", 1));

        assertThat(second.join().path("replayed").asBoolean()).isTrue();
        assertThat(work.runs()).isEqualTo(1);
    }

    @Test
    void callsUnknownWhatRunsOnlyOnceAndDidNotEndInTime() {
        work.outcome(call -> Mono.never());
        Map<String, Object> request = Map.of("input", Map.of(), "timeout_ms", 50, "call_key", key);

        Problems.expect(send("test.once", request), 409, "E3106");
        Problems.expect(send("test.once", request), 409, "E3106");
        assertThat(work.runs()).isEqualTo(1);
    }

    @Test
    void callsUnknownWhatRunsOnlyOnceAndBrokeOff() {
        work.outcome(call -> Mono.error(new IllegalStateException("gone")));

        Problems.expect(invoke("test.once", Map.of(), null, key), 409, "E3106");
    }

    @Test
    void runsWhatRunsOnlyOnceWhenItWasTurnedAwayBefore() {
        work.outcome(call -> Mono.error(ToolsProblem.BUSY.exception("later")));
        Problems.expect(invoke("test.once", Map.of(), null, key), 429, "E3102");
        work.outcome(call -> Mono.just(Map.of("n", 1)));

        ok(invoke("test.once", Map.of(), null, key));
    }
}
