package hermite.sas.datastep.compile;

import hermite.data.Table;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.function.FunctionState;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.statement.Block;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.Expression;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles a DATA step: statements in source order, then what only the whole step tells. */
public final class DataStepCompiler {
    /** A step ready to run. */
    public record CompiledStep(StepParts parts, Block statements, int[] resetNumbers, int[] resetTexts) {}

    private final DataStep step;
    private final StepParts parts;
    private final Map<DataStatement, DataStatement.By> orders = new IdentityHashMap<>();
    private final Set<String> labels = new HashSet<>();
    private Optional<Expression> where = Optional.empty();
    private DataStatement lastInput;

    private DataStepCompiler(DataStep step, DataStepContext context) {
        this.step = step;
        Diagnostics diagnostics = new Diagnostics(context.log(), context.errorLimit());
        long clock = context.now().toEpochSecond(ZoneOffset.UTC) * 1000
                + context.now().getNano() / 1_000_000;
        CallServices services = new CallServices(context, diagnostics, new FunctionState(clock));
        this.parts = new StepParts(context, ProgramDataVector.open(), services);
    }

    /**
     * Compiles a step and logs its compile-time notes.
     *
     * @param outputs receives the output data sets as soon as they are known, for the messages of a step that fails
     * @throws StepFailure at the first error
     */
    public static CompiledStep compile(DataStep step, DataStepContext context, List<OutputDataSet> outputs) {
        DataStepCompiler compiler = new DataStepCompiler(step, context);
        compiler.openOutputs();
        outputs.addAll(compiler.parts.outputs());
        return compiler.compile();
    }

    private void openOutputs() {
        List<DataSetReference> references =
                step.outputs().isEmpty() ? List.of(DataSetReference.of("", "_DATA_")) : step.outputs();
        for (DataSetReference reference : references) {
            if (!reference.isNull()) {
                parts.outputs().add(new OutputDataSet(reference, parts.context().fullName(reference)));
            }
        }
    }

    private CompiledStep compile() {
        step.statements().forEach(this::survey);
        DeclarationCompiler declarations = new DeclarationCompiler(parts);
        RecordCompiler records = new RecordCompiler(parts, step.lines());
        InputDataCompiler inputs = new InputDataCompiler(parts, where);
        StatementCompiler statements = new StatementCompiler(parts, declarations, inputs, records, orders, labels);
        Block block = statements.block(step.statements());
        parts.program().statements(block);
        if (where.isPresent() && parts.sources().isEmpty()) {
            throw new StepFailure(where.get().place(), DataStepMessage.WHERE_WITHOUT_INPUT);
        }
        OutputDataSet.Selection selection = declarations.finish();
        linkInfileVariable();
        parts.outputs().forEach(o -> o.prepare(parts.pdv(), selection));
        noteUninitialized();
        parts.diagnostics().writeConversions();
        int[][] reset = parts.pdv().resetSlots();
        return new CompiledStep(parts, block, reset[0], reset[1]);
    }

    /** What has to be known before a statement is compiled: the BY of each SET, the WHERE, the labels. */
    private void survey(DataStatement statement) {
        if (statement instanceof DataStatement.Set
                || statement instanceof DataStatement.Merge
                || statement instanceof DataStatement.Update) {
            lastInput = statement;
        } else if (statement instanceof DataStatement.By by) {
            if (lastInput == null) {
                throw new StepFailure(by.place(), DataStepMessage.BY_WITHOUT_INPUT);
            }
            orders.put(lastInput, by);
        } else if (statement instanceof DataStatement.Where condition) {
            where = Optional.of(condition.condition());
        } else if (statement instanceof DataStatement.Labelled labelled) {
            if (!labels.add(labelled.label().toUpperCase(Locale.ROOT))) {
                throw new StepFailure(labelled.place(), DataStepMessage.DUPLICATE_LABEL, labelled.label());
            }
        }
        inner(statement).forEach(this::survey);
    }

    /** The statements inside a statement. */
    private static List<DataStatement> inner(DataStatement statement) {
        List<DataStatement> inner = new ArrayList<>();
        if (statement instanceof DataStatement.If branch) {
            inner.add(branch.then());
            branch.otherwise().ifPresent(inner::add);
        } else if (statement instanceof DataStatement.Do group) {
            inner.addAll(group.body());
        } else if (statement instanceof DataStatement.DoIterative loop) {
            inner.addAll(loop.body());
        } else if (statement instanceof DataStatement.DoWhile loop) {
            inner.addAll(loop.body());
        } else if (statement instanceof DataStatement.DoUntil loop) {
            inner.addAll(loop.body());
        } else if (statement instanceof DataStatement.DoOver loop) {
            inner.addAll(loop.body());
        } else if (statement instanceof DataStatement.Select select) {
            select.whens().forEach(w -> inner.add(w.body()));
            select.otherwise().ifPresent(inner::add);
        } else if (statement instanceof DataStatement.Labelled labelled) {
            inner.add(labelled.statement());
        }
        return inner;
    }

    /** When the program uses {@code _INFILE_}, every record read is also put there. */
    private void linkInfileVariable() {
        parts.pdv().find("_INFILE_").filter(PdvVariable::isText).ifPresent(variable -> parts.inputFiles()
                .forEach(b -> b.infileSlot(variable.slot())));
    }

    private void noteUninitialized() {
        for (PdvVariable variable : parts.pdv().all()) {
            if (!variable.isAssigned()) {
                parts.context().log().write(DataStepMessage.UNINITIALIZED, variable.name());
            }
        }
    }

    /** Tables finished, in the order of the DATA statement. */
    public static List<Table> finish(StepParts parts) {
        List<Table> read = parts.sources().stream()
                .map(s -> s.selection().table())
                .distinct()
                .toList();
        return parts.outputs().stream()
                .map(o -> o.finish(parts.context(), read))
                .toList();
    }
}
