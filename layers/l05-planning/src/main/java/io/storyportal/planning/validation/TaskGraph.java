package io.storyportal.planning.validation;

import io.storyportal.planning.definition.PlanDefinition;
import io.storyportal.planning.definition.PlanTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.builder.GraphTypeBuilder;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** The plan as a graph, an edge from each task to those that wait for it. Edges to unknown tasks are left out. */
public final class TaskGraph {
    private final Graph<String, DefaultEdge> graph;

    public TaskGraph(PlanDefinition plan) {
        this.graph = GraphTypeBuilder.<String, DefaultEdge>directed()
                .allowingSelfLoops(true)
                .allowingMultipleEdges(false)
                .edgeClass(DefaultEdge.class)
                .buildGraph();
        plan.tasks().forEach(task -> graph.addVertex(task.id()));
        for (PlanTask task : plan.tasks()) {
            for (String before : task.dependsOn()) {
                if (graph.containsVertex(before)) {
                    graph.addEdge(before, task.id());
                }
            }
        }
    }

    /** One cycle in the order of its edges, the first task repeated at the end; empty when there is none. */
    public Optional<List<String>> cycle() {
        Set<String> onCycles = new CycleDetector<>(graph).findCycles();
        return onCycles.stream().sorted().findFirst().map(start -> pathBackTo(start, onCycles));
    }

    private List<String> pathBackTo(String start, Set<String> onCycles) {
        List<String> path = new ArrayList<>(List.of(start));
        search(start, start, onCycles, path, new HashSet<>());
        return path;
    }

    private boolean search(String at, String goal, Set<String> within, List<String> path, Set<String> seen) {
        for (String next : Graphs.successorListOf(graph, at).stream().sorted().toList()) {
            if (next.equals(goal)) {
                path.add(next);
                return true;
            }
            if (within.contains(next) && seen.add(next)) {
                path.add(next);
                if (search(next, goal, within, path, seen)) {
                    return true;
                }
                path.removeLast();
            }
        }
        return false;
    }

    /** Every task after all it waits for. Only for a graph without cycles. */
    public List<String> order() {
        List<String> order = new ArrayList<>();
        new TopologicalOrderIterator<>(graph).forEachRemaining(order::add);
        return order;
    }

    public Set<String> ancestors(String task) {
        return reach(task, at -> Graphs.predecessorListOf(graph, at));
    }

    public Set<String> descendants(String task) {
        return reach(task, at -> Graphs.successorListOf(graph, at));
    }

    private Set<String> reach(String from, Function<String, List<String>> step) {
        Set<String> reached = new HashSet<>();
        List<String> open = new ArrayList<>(step.apply(from));
        while (!open.isEmpty()) {
            String at = open.removeLast();
            if (reached.add(at)) {
                open.addAll(step.apply(at));
            }
        }
        return reached;
    }

    /** The chain of tasks that takes longest, given what each takes. Only for a graph without cycles. */
    public List<String> criticalPath(Function<String, Duration> takes) {
        Map<String, Duration> finish = new HashMap<>();
        Map<String, String> before = new LinkedHashMap<>();
        for (String task : order()) {
            Optional<String> last = Graphs.predecessorListOf(graph, task).stream()
                    .max(Comparator.<String, Duration>comparing(finish::get).thenComparing(Comparator.naturalOrder()));
            last.ifPresent(from -> before.put(task, from));
            Duration start = last.map(finish::get).orElse(Duration.ZERO);
            finish.put(task, start.plus(takes.apply(task)));
        }
        List<String> path = new ArrayList<>();
        String at = finish.entrySet().stream()
                .max(Map.Entry.<String, Duration>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
        while (at != null) {
            path.addFirst(at);
            at = before.get(at);
        }
        return path;
    }
}
