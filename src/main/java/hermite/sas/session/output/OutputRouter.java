package hermite.sas.session.output;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.report.destination.Destination;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.destination.TableToDataSet;
import hermite.report.graph.GraphSettings;
import hermite.sas.log.Log;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ByGroup;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Sends what procedures put out to the open destinations and to the data sets of ODS OUTPUT. */
public final class OutputRouter {
    private final Log log;
    private final Map<String, Destination> open = new LinkedHashMap<>();
    private final Selection overall = new Selection();
    private final Map<String, Selection> own = new HashMap<>();
    private final List<OutputRequest> requests = new ArrayList<>();
    private boolean trace;
    private boolean traceLabels;
    private boolean procedureTitles = true;
    private boolean graphics;
    private GraphSettings graphSettings = GraphSettings.USUAL;

    private Step step = Step.NONE;

    /** Procedures whose notes about images stand after the step's time (log.md, section 5). */
    private static final Set<String> GRAPH_PROCEDURES = Set.of("Sgplot", "Sgpanel", "Sgscatter");

    private final List<Notice> held = new ArrayList<>();

    /** What is known of the running step. */
    private static final class Step {
        static final Step NONE = new Step("", group -> {
            throw new IllegalStateException("output outside a step");
        });

        final String procedure;
        final Function<Optional<ByGroup>, Page> page;
        final Map<String, Integer> occurrences = new HashMap<>();
        final Set<String> begun = new HashSet<>();
        final Set<String> failed = new HashSet<>();
        final List<String> names = new ArrayList<>();
        Optional<ByGroup> group = Optional.empty();
        int groupNumber;
        boolean warnedOfNoDestination;

        Step(String procedure, Function<Optional<ByGroup>, Page> page) {
            this.procedure = procedure;
            this.page = page;
        }
    }

    public OutputRouter(Log log) {
        this.log = log;
    }

    /** Opens a destination under its own name; one of the same name is closed first. */
    public void open(Destination destination) {
        open(destination.name(), destination);
    }

    /**
     * Opens a destination; one of the same name is closed first.
     *
     * @param name of the destination, or {@code HTML(ID)} for one of several of a kind
     */
    public void open(String name, Destination destination) {
        close(name);
        try {
            tell(destination.open());
            destination.graphs(graphSettings);
            open.put(name, destination);
            step.begun.remove(name);
        } catch (IOException e) {
            log.write(OutputMessage.FILE_FAILED, destination.name(), Causes.of(e));
        }
    }

    public boolean isOpen(String name) {
        return open.containsKey(name);
    }

    public Optional<Destination> destination(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** Closes a destination; nothing happens when it is not open. */
    public void close(String name) {
        Destination destination = open.remove(name);
        own.remove(name);
        if (destination != null) {
            try {
                tell(destination.close());
            } catch (IOException e) {
                log.write(OutputMessage.FILE_FAILED, name, Causes.of(e));
            }
        }
    }

    public void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    Selection overall() {
        return overall;
    }

    /** The list of one destination. */
    Selection of(String destination) {
        return own.computeIfAbsent(destination, d -> new Selection());
    }

    void trace(boolean on, boolean labels) {
        trace = on;
        traceLabels = labels;
    }

    void procedureTitles(boolean on) {
        procedureTitles = on;
    }

    void graphics(boolean on) {
        graphics = on;
    }

    GraphSettings graphSettings() {
        return graphSettings;
    }

    /** Size and files of the graphs that follow, in every destination. */
    void graphSettings(GraphSettings settings) {
        graphSettings = settings;
        open.values().forEach(destination -> destination.graphs(settings));
    }

    public boolean showsProcedureTitles() {
        return procedureTitles;
    }

    void request(String item, Place place, DataSetReference target, boolean persistent) {
        requests.removeIf(r -> r.item().equalsIgnoreCase(item)
                && r.target().libref().equalsIgnoreCase(target.libref())
                && r.target().member().equalsIgnoreCase(target.member()));
        requests.add(new OutputRequest(item, place, target, persistent));
    }

    void dropRequests() {
        requests.clear();
    }

    /**
     * A procedure begins.
     *
     * @param procedure upper-case name
     * @param page makes the page for a BY group (none: the whole), with the titles as they stand when output comes
     */
    public void beginStep(String procedure, Function<Optional<ByGroup>, Page> page) {
        String name = procedure.isEmpty()
                ? ""
                : procedure.charAt(0) + procedure.substring(1).toLowerCase(Locale.ROOT);
        step = new Step(name, page);
    }

    public void beginGroup(ByGroup group) {
        step.begun.clear();
        step.group = Optional.of(group);
        if (!group.heading().isEmpty()) {
            step.groupNumber++;
        }
    }

    /** Sends one object on its ways. */
    public void put(OutputObject object) {
        int occurrence = step.occurrences.merge(object.name().toUpperCase(Locale.ROOT), 1, Integer::sum);
        step.names.add(object.name());
        ObjectPath path = new ObjectPath(step.procedure, step.groupNumber, object.name(), object.label(), occurrence);
        if (trace) {
            traceObject(path);
        }
        collect(object, path);
        if (!overall.admits(path)) {
            return;
        }
        if (open.isEmpty() && requests.isEmpty() && !step.warnedOfNoDestination) {
            step.warnedOfNoDestination = true;
            log.write(OutputMessage.NO_DESTINATION);
        }
        for (Map.Entry<String, Destination> entry : List.copyOf(open.entrySet())) {
            Selection list = own.get(entry.getKey());
            if (list == null || list.admits(path)) {
                send(object, entry.getKey(), entry.getValue());
            }
        }
    }

    private void collect(OutputObject object, ObjectPath path) {
        for (OutputRequest request : requests) {
            if (!path.isNamedBy(request.item())) {
                continue;
            }
            if (object instanceof OutputTable table) {
                request.add(new TableToDataSet.Part(table, byValues()));
            } else {
                log.write(OutputMessage.GRAPH_AS_DATA, object.name());
            }
        }
    }

    private List<TableToDataSet.ByValue> byValues() {
        List<TableToDataSet.ByValue> values = new ArrayList<>();
        step.group.ifPresent(group -> {
            for (int i = 0; i < group.variables().size(); i++) {
                Cell value = group.values().get(i);
                group.table()
                        .variable(group.variables().get(i))
                        .map((Variable v) -> new TableToDataSet.ByValue(v, value))
                        .ifPresent(values::add);
            }
        });
        return values;
    }

    private void send(OutputObject object, String name, Destination destination) {
        if (step.failed.contains(name)) {
            return;
        }
        if (step.begun.add(name)) {
            destination.begin(step.page.apply(step.group));
        }
        try {
            tell(destination.accept(object));
        } catch (IOException e) {
            step.failed.add(name);
            log.write(OutputMessage.FILE_FAILED, name, Causes.of(e));
        }
    }

    /**
     * The step has ended: writes the data sets asked for, says which did not come.
     *
     * @param write stores a data set
     * @param ran false when the step failed before its output: what is missing is then no news
     */
    public void endStep(BiConsumer<DataSetReference, Table> write, boolean ran) {
        for (OutputRequest request : List.copyOf(requests)) {
            if (!request.parts().isEmpty()) {
                write.accept(request.target(), TableToDataSet.convert(request.parts()));
            } else if (ran) {
                missing(request.item(), request.place());
            }
            request.clear();
        }
        requests.removeIf(r -> !r.isPersistent());
        if (ran && !step.names.isEmpty()) {
            overall.unmatched().forEach(this::missing);
            own.values().forEach(list -> list.unmatched().forEach(this::missing));
        }
        overall.endStep();
        own.values().forEach(Selection::endStep);
        step = Step.NONE;
    }

    private void missing(String item, Place place) {
        log.write(place, OutputMessage.OUTPUT_MISSING, item, Suggestion.of(item, new TreeSet<>(step.names)));
    }

    private void traceObject(ObjectPath path) {
        log.line("");
        log.line("Output Added:");
        log.line("-------------");
        log.line("Name:       " + path.name());
        log.line("Label:      " + path.label());
        log.line("Path:       " + path.path());
        if (traceLabels) {
            log.line("Label Path: '" + path.procedure() + "'.'" + path.label() + "'");
        }
        log.line("-------------");
    }

    /** Tells what destinations have said of a step of graphs. */
    public void tellHeld() {
        List<Notice> notices = List.copyOf(held);
        held.clear();
        tell(notices);
    }

    private void tell(List<Notice> notices) {
        if (GRAPH_PROCEDURES.contains(step.procedure)) {
            held.addAll(notices);
            return;
        }
        for (Notice notice : notices) {
            log.write(
                    notice.severity() == Notice.Severity.NOTE
                            ? OutputMessage.FROM_DESTINATION
                            : OutputMessage.WARNING_FROM_DESTINATION,
                    notice.text());
        }
    }
}
