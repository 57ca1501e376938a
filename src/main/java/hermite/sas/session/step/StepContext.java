package hermite.sas.session.step;

import hermite.data.Format;
import hermite.data.Formats;
import hermite.data.Library;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.OutputObject;
import hermite.sas.datastep.ExpressionText;
import hermite.sas.log.Log;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.ProcContext;
import hermite.sas.session.library.ItemStores;
import hermite.sas.session.library.Libraries;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.syntax.ast.VariableList;
import hermite.sas.vocabulary.CommonStatements;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What the session offers one running procedure step. */
final class StepContext implements ProcContext {
    /** Procedures whose note about observations read appears only with a WHERE clause (log.md, sections 5 and 9). */
    private static final Set<String> QUIET =
            Set.of("GENMOD", "GLIMMIX", "MIXED", "GEE", "PLM", "LOGISTIC", "GLM", "REG", "CONTENTS");

    private final ProcStep step;
    private final StepServices services;
    private final Predicate<String> promised;
    private final List<Object[]> observationsRead = new ArrayList<>();

    /** @param promised whether a data set is as it is only because an earlier step failed or was checked */
    StepContext(ProcStep step, StepServices services, Predicate<String> promised) {
        this.step = step;
        this.services = services;
        this.promised = promised;
    }

    @Override
    public InputData input(Optional<DataSetReference> reference) {
        String name = services.dataSets().inputName(reference);
        boolean checking = services.isChecking();
        if (checking && promised.test(name) && !services.dataSets().exists(name)) {
            throw new StepChecked(name);
        }
        DataSetReference options = reference.orElseGet(() -> DataSetReference.of("", "_LAST_"));
        Table stored = services.dataSets().read(name, options.place());
        Table table = DataSetOptionActions.variables(checking ? stored.selectRows(new int[0]) : stored, options);
        List<String> conditions = new ArrayList<>();
        List<String> made = new ArrayList<>();
        if (options.options().where().isPresent()) {
            table = filter(options.options().where().get(), name, table, conditions);
        }
        for (ProcStatement where : step.statements("WHERE")) {
            boolean aboutRows = where.spec() == CommonStatements.WHERE;
            if (aboutRows && where.body() instanceof Body.Condition condition) {
                table = filter(condition.expression(), name, table, conditions);
            }
        }
        long first = options.options().firstObs().orElse(services.options().firstObs());
        long last = options.options().obs().orElse(services.options().obs().orElse(Long.MAX_VALUE));
        table = DataSetOptionActions.rows(table, first, last);
        if (!services.options().isOn("LABEL")) {
            table = table.withVariables(
                    table.variables().stream().map(v -> v.withLabel("")).toList());
        }
        if (isMainInput(reference) && !ProgrammedInput.program(step).isEmpty()) {
            Table before = table;
            table = ProgrammedInput.of(step, name, table, services.dataSteps());
            table.variables().stream()
                    .map(Variable::name)
                    .filter(v -> before.variable(v).isEmpty())
                    .forEach(made::add);
        }
        table = withAttributes(table, name);
        if (isMainInput(reference)) {
            requireVariables(table);
        }
        if (checking) {
            throw new StepChecked(name);
        }
        noteObservations(name, table.rowCount(), conditions);
        return new InputData(name, table, made);
    }

    private boolean isMainInput(Optional<DataSetReference> reference) {
        return reference.isEmpty()
                || step.options()
                        .dataSet("DATA")
                        .filter(d -> d == reference.get())
                        .isPresent();
    }

    /** Every variable the step names is there; otherwise each that is not is told, and the step ends. */
    private void requireVariables(Table table) {
        List<StepFailure> failures = ProcStepCheck.unknownVariables(step, table);
        for (int i = 0; i < failures.size() - 1; i++) {
            StepFailure failure = failures.get(i);
            log().write(failure.place().orElse(Place.UNKNOWN), failure.failure(), failure.arguments());
        }
        if (!failures.isEmpty()) {
            throw failures.get(failures.size() - 1);
        }
    }

    @Override
    public int[] rows(Expression condition, String name, Table table) {
        return services.rowFilter().rows(condition, name, table);
    }

    private Table filter(Expression condition, String name, Table table, List<String> conditions) {
        conditions.add(ExpressionText.of(condition));
        List<SortKey> order = table.sortedBy();
        return table.selectRows(services.rowFilter().rows(condition, name, table))
                .withSortedBy(order);
    }

    private void noteObservations(String name, int count, List<String> conditions) {
        if (QUIET.contains(step.procedure().name()) && conditions.isEmpty()) {
            return;
        }
        String where = conditions.isEmpty() ? "" : "\n      WHERE " + String.join(" and ", conditions) + ";";
        if (count == 0 && conditions.isEmpty()) {
            observationsRead.add(new Object[] {name});
        } else {
            observationsRead.add(new Object[] {count, name, where});
        }
    }

    /** Notes about observations read stand before those about data sets written, otherwise at the end of the step. */
    void flushObservations() {
        for (Object[] note : observationsRead) {
            log().write(note.length == 1 ? StepMessage.NO_OBSERVATIONS : StepMessage.OBSERVATIONS_READ, note);
        }
        observationsRead.clear();
    }

    private Table withAttributes(Table table, String name) {
        Table changed = table;
        for (ProcStatement statement : step.statements()) {
            if (statement.body() instanceof Body.Program program) {
                if (program.statement() instanceof DataStatement.Formats formats && !formats.informats()) {
                    for (DataStatement.Formats.Item item : formats.items()) {
                        changed = withFormat(changed, item.variables(), item.format(), name, item.place());
                    }
                } else if (program.statement() instanceof DataStatement.Labels labels) {
                    for (var label : labels.labels().entrySet()) {
                        changed = withLabel(changed, label.getKey(), label.getValue(), labels);
                    }
                } else if (program.statement() instanceof DataStatement.Attributes attributes) {
                    for (DataStatement.Attributes.Item item : attributes.items()) {
                        changed = withAttributes(changed, item, attributes, name);
                    }
                }
            }
        }
        return changed;
    }

    private Table withAttributes(
            Table table, DataStatement.Attributes.Item item, DataStatement.Attributes statement, String name) {
        Table changed = table;
        if (item.format().isPresent()) {
            changed = withFormat(changed, item.variables(), item.format(), name, statement.place());
        }
        if (item.label().isPresent()) {
            for (String variable : VariableNames.resolve(item.variables(), table)) {
                changed = replace(
                        changed,
                        VariableNames.find(variable, table, statement.place())
                                .withLabel(item.label().get()));
            }
        }
        return changed;
    }

    private Table withFormat(
            Table table, List<VariableList> lists, Optional<Format> format, String dataSet, Place place) {
        Table changed = table;
        for (String name : VariableNames.resolve(lists, table)) {
            Variable variable = changed.variable(name).orElseThrow();
            if (format.isPresent()) {
                checkFormat(format.get(), variable, dataSet, place);
            }
            changed = replace(changed, variable.withFormat(format));
        }
        return changed;
    }

    private void checkFormat(Format format, Variable variable, String dataSet, Place place) {
        if (format.isCharacter() == variable.isNumeric() && !format.name().isEmpty()) {
            throw new StepFailure(
                    place,
                    StepMessage.FORMAT_TYPE,
                    format.isCharacter() ? "character" : "numeric",
                    format.name(),
                    variable.isNumeric() ? "numeric" : "character",
                    variable.name(),
                    dataSet);
        }
        if (!formats().knowsFormat(format.name()) && services.options().isOn("FMTERR")) {
            throw new StepFailure(
                    place,
                    StepMessage.FORMAT_NOT_FOUND,
                    format.name(),
                    Suggestion.of(format.name(), formats().formatNames()));
        }
    }

    private static Table withLabel(Table table, String name, String label, DataStatement.Labels statement) {
        return replace(table, VariableNames.find(name, table, statement.place()).withLabel(label));
    }

    private static Table replace(Table table, Variable variable) {
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.set(table.indexOf(variable.name()), variable);
        return table.withVariables(variables);
    }

    @Override
    public void tellInputNote() {
        flushObservations();
    }

    @Override
    public void withholdInputNote() {
        observationsRead.clear();
    }

    @Override
    public List<ByGroup> byGroups(InputData input) {
        Optional<ProcStatement> by = step.statement("BY");
        if (by.isPresent() && by.get().body() instanceof Body.By items) {
            return new ByGrouping(formats()).groups(input, items);
        }
        return List.of(ByGrouping.whole(input.table()));
    }

    @Override
    public void beginGroup(ByGroup group) {
        services.router().beginGroup(group);
    }

    @Override
    public List<String> resolve(List<VariableList> lists, Table table) {
        return VariableNames.resolve(lists, table);
    }

    @Override
    public void write(DataSetReference reference, Table table) {
        if (reference.isNull()) {
            return;
        }
        String name = services.dataSets().outputName(reference);
        Table chosen = DataSetOptionActions.variables(table, reference);
        if (reference.options().where().isPresent()) {
            chosen = chosen.selectRows(services.rowFilter()
                            .rows(reference.options().where().get(), name, chosen))
                    .withSortedBy(chosen.sortedBy());
        }
        services.dataSets().write(name, chosen, reference.place());
        flushObservations();
        log().write(
                        StepMessage.DATA_SET_WRITTEN,
                        name,
                        chosen.rowCount(),
                        chosen.variables().size());
    }

    @Override
    public void writeBeside(DataSetReference reference, Table table) {
        String last = services.dataSets().last();
        write(reference, table);
        services.dataSets().last(last);
    }

    @Override
    public void put(OutputObject object) {
        services.router().put(object);
    }

    @Override
    public Log log() {
        return services.log();
    }

    @Override
    public Formats formats() {
        return services.formats();
    }

    @Override
    public void keepStore(DataSetReference reference, byte[] content) {
        services.stores().keep(reference, content);
    }

    @Override
    public Optional<byte[]> readStore(DataSetReference reference) {
        return services.stores().read(reference);
    }

    @Override
    public List<String> storeNames() {
        return services.stores().members();
    }

    @Override
    public Library library(String libref) {
        return services.libraries().require(libref.isEmpty() ? Libraries.WORK : libref, step.place());
    }

    @Override
    public String fullName(DataSetReference reference) {
        return reference.libref().isEmpty()
                        && reference.member().toUpperCase(Locale.ROOT).equals("_LAST_")
                ? services.dataSets().last()
                : reference.path().orElseGet(() -> ItemStores.fullName(reference));
    }

    @Override
    public Path path(String written) {
        return services.path(written);
    }

    @Override
    public Path outputDirectory() {
        return services.outputDirectory();
    }

    @Override
    public LocalDateTime now() {
        return services.now();
    }

    @Override
    public void checkInterrupt() {
        services.interruption().check();
    }
}
