package io.storyportal.runtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.storyportal.client.l01.L01Artifacts;
import io.storyportal.client.l01.L01Client;
import io.storyportal.kit.web.bridge.Bridges;
import io.storyportal.kit.web.config.PortalProperties;
import io.storyportal.kit.web.health.ReadinessCheck;
import io.storyportal.runtime.agents.AgentFacts;
import io.storyportal.runtime.agents.AgentStatus;
import io.storyportal.runtime.agents.Agents;
import io.storyportal.runtime.agents.BudgetPolicy;
import io.storyportal.runtime.agents.InputFiles;
import io.storyportal.runtime.agents.Inspection;
import io.storyportal.runtime.agents.KeyedMoves;
import io.storyportal.runtime.agents.LeftOvers;
import io.storyportal.runtime.agents.Lifecycle;
import io.storyportal.runtime.agents.RequestKeys;
import io.storyportal.runtime.agents.Spawning;
import io.storyportal.runtime.agents.Staging;
import io.storyportal.runtime.bridge.L01Bridge;
import io.storyportal.runtime.bridge.L01InputFiles;
import io.storyportal.runtime.local.LocalBackend;
import io.storyportal.runtime.local.LocalSettings;
import io.storyportal.runtime.sandbox.SandboxBackend;
import io.storyportal.runtime.sandboxes.Commands;
import io.storyportal.runtime.sandboxes.WorkspaceAccess;
import io.storyportal.runtime.workspace.FileTransfer;
import io.storyportal.runtime.workspace.WorkspaceLayout;
import io.storyportal.runtime.workspace.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** The parts of L02 and how they hold together. */
@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

    private static final int FILE_THREADS = 16;
    private static final int QUEUED_FILE_TASKS = 2_000;
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(8);
    private static final Duration WATCH_EVERY = Duration.ofMillis(50);

    @Bean
    WorkspaceLayout workspaceLayout(RuntimeProperties properties, PortalProperties portal) throws IOException {
        return new WorkspaceLayout(
                WorkspaceRoot.choose(properties.workspaces(), portal.home(), LocalBackend.givesOwnUsers())
                        .path());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler fileScheduler() {
        return Schedulers.newBoundedElastic(FILE_THREADS, QUEUED_FILE_TASKS, "workspace-io");
    }

    @Bean
    Workspaces workspaces(WorkspaceLayout layout, RuntimeProperties properties, JsonMapper json) throws IOException {
        return Workspaces.open(layout, json, LocalBackend.givesOwnUsers() ? properties.firstUid() : null);
    }

    /** Opened after the workspaces' folder exists; closing it kills what still runs. */
    @Bean
    LocalBackend sandboxBackend(WorkspaceLayout layout, Workspaces opened, RuntimeProperties properties)
            throws IOException {
        var settings = new LocalSettings(
                properties.commands(),
                properties.commandsPerSandbox(),
                properties.waitingCommands(),
                properties.outputLimit().toBytes(),
                WATCH_EVERY,
                properties.freeDisk().toBytes());
        return LocalBackend.open(layout, settings, "l02-" + WorkspaceRoot.nameOf(layout.root()));
    }

    /** What is not done in half the time a stop may take is ended while its stream can still say so. */
    @Bean
    ApplicationListener<ContextClosedEvent> commandsEndInTime(LocalBackend backend) {
        return stopping -> Mono.delay(PATIENCE_AT_STOP).subscribe(late -> backend.drain());
    }

    @Bean
    MeterBinder sandboxMetrics(LocalBackend backend) {
        return registry -> Gauge.builder("portal.sandbox.commands", backend, LocalBackend::runningCommands)
                .description("Commands that run in sandboxes")
                .register(registry);
    }

    @Bean
    ReadinessCheck workspacesAreWritable(WorkspaceLayout layout, Scheduler fileScheduler) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return "workspaces";
            }

            @Override
            public Mono<Boolean> ready() {
                return Mono.fromCallable(() -> Files.isWritable(layout.run())).subscribeOn(fileScheduler);
            }
        };
    }

    /** Statuses are written in a query as they are in JSON. */
    @Bean
    WebFluxConfigurer statusesInQueries() {
        return new WebFluxConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, AgentStatus.class, AgentStatus::ofWire);
            }
        };
    }

    @Bean
    AgentFacts agentFacts(Bridges bridges) {
        return new L01Bridge(new L01Client(bridges));
    }

    @Bean
    InputFiles inputFiles(Bridges bridges) {
        return new L01InputFiles(new L01Artifacts(bridges));
    }

    @Bean
    FileTransfer fileTransfer(Scheduler fileScheduler) {
        return new FileTransfer(fileScheduler);
    }

    @Bean
    Agents agents(AgentFacts facts) {
        return new Agents(facts);
    }

    @Bean
    RequestKeys requestKeys(WorkspaceLayout layout, Clock clock) {
        return new RequestKeys(layout, clock);
    }

    @Bean
    KeyedMoves keyedMoves(RequestKeys keys, JsonMapper json, Scheduler fileScheduler) {
        return new KeyedMoves(keys, json, fileScheduler);
    }

    @Bean
    Spawning spawning(
            Agents agents,
            RuntimeProperties properties,
            SandboxBackend backend,
            Workspaces workspaces,
            RequestKeys keys,
            InputFiles inputs,
            FileTransfer transfer,
            Scheduler fileScheduler,
            Clock clock) {
        return new Spawning(
                agents,
                keys,
                new BudgetPolicy(properties.levels()),
                backend,
                workspaces,
                new Staging(inputs, transfer),
                fileScheduler,
                clock);
    }

    @Bean
    Lifecycle lifecycle(Agents agents, Workspaces workspaces, SandboxBackend backend, Scheduler fileScheduler) {
        return new Lifecycle(agents, workspaces, backend, fileScheduler);
    }

    @Bean
    LeftOvers leftOvers(Agents agents, Lifecycle lifecycle, Workspaces workspaces, Scheduler fileScheduler) {
        return new LeftOvers(agents, lifecycle, workspaces, fileScheduler);
    }

    @Bean
    Inspection inspection(
            AgentFacts facts,
            Agents agents,
            Workspaces workspaces,
            WorkspaceLayout layout,
            SandboxBackend backend,
            Scheduler fileScheduler) {
        return new Inspection(facts, agents, workspaces, layout, backend, fileScheduler);
    }

    @Bean
    Commands commands(
            Agents agents,
            Workspaces workspaces,
            SandboxBackend backend,
            RuntimeProperties properties,
            Scheduler fileScheduler) {
        return new Commands(agents, workspaces, backend, properties.longestTimeout(), fileScheduler);
    }

    @Bean
    WorkspaceAccess workspaceAccess(Workspaces workspaces, FileTransfer transfer, Scheduler fileScheduler) {
        return new WorkspaceAccess(workspaces, transfer, fileScheduler);
    }
}
