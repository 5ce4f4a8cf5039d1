package io.storyportal.cli.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/** All keepers. Stops them so that nothing loses what it needs before it has drained. */
final class Supervisor {

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(3);
    /** Servers flush their data; they get this however long the layers took. */
    private static final Duration SERVER_PATIENCE = Duration.ofSeconds(20);

    private final List<Keeper> keepers = new ArrayList<>();
    private final Duration drain;

    /** @param drain what all layers together may take to finish their work */
    Supervisor(Duration drain) {
        this.drain = drain;
    }

    synchronized void keep(Keeper keeper) {
        keepers.add(keeper);
        keeper.start();
    }

    /** Ends everything, dependants first, in waves; names what had to be killed. Safe to call twice. */
    synchronized List<String> stop() {
        var killed = new ArrayList<String>();
        var deadline = Instant.now().plus(drain);
        var left = new ArrayList<>(keepers);
        try (var threads = Executors.newCachedThreadPool()) {
            while (!left.isEmpty()) {
                var wave = nextWave(left);
                var ends = wave.stream()
                        .map(keeper ->
                                CompletableFuture.supplyAsync(() -> keeper.stop(patience(keeper, deadline)), threads))
                        .toList();
                for (var i = 0; i < wave.size(); i++) {
                    if (!ends.get(i).join()) {
                        killed.add(wave.get(i).kept().id());
                    }
                }
                left.removeAll(wave);
            }
        }
        return killed;
    }

    private static Duration patience(Keeper keeper, Instant deadline) {
        if (keeper.kept().needs().isEmpty()) {
            return SERVER_PATIENCE;
        }
        var rest = Duration.between(Instant.now(), deadline);
        return rest.compareTo(LEAST_PATIENCE) > 0 ? rest : LEAST_PATIENCE;
    }

    private static List<Keeper> nextWave(List<Keeper> left) {
        Set<String> needed = new HashSet<>();
        left.forEach(keeper -> needed.addAll(keeper.kept().needs()));
        var free = left.stream()
                .filter(keeper -> !needed.contains(keeper.kept().id()))
                .toList();
        // A cycle in layers.yaml has no order: then all at once.
        return free.isEmpty() ? List.copyOf(left) : free;
    }
}
