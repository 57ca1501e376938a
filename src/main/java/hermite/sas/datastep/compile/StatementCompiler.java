package hermite.sas.datastep.compile;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Comparisons;
import hermite.sas.datastep.node.Comparisons.Relation;
import hermite.sas.datastep.node.Constants.NumberConstantNode;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.node.Variables;
import hermite.sas.datastep.statement.Assignments;
import hermite.sas.datastep.statement.Block;
import hermite.sas.datastep.statement.Branches;
import hermite.sas.datastep.statement.Jumps;
import hermite.sas.datastep.statement.Loops;
import hermite.sas.datastep.statement.OutputNode;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.ArrayDefinition;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStatement;
import hermite.sas.syntax.ast.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles executable statements. */
final class StatementCompiler {
    private final StepParts parts;
    private final ProgramDataVector pdv;
    private final ExpressionCompiler expressions;
    private final TargetCompiler targets;
    private final DeclarationCompiler declarations;
    private final InputDataCompiler inputs;
    private final RecordCompiler records;
    private final PutCompiler puts;
    private final CallCompiler calls;
    private final Map<DataStatement, DataStatement.By> orders;
    private final Set<String> labels;
    private int loopDepth;
    private int selectDepth;

    /**
     * @param orders the BY statement of each SET, MERGE and UPDATE, by identity
     * @param labels all statement labels, upper case
     */
    StatementCompiler(
            StepParts parts,
            DeclarationCompiler declarations,
            InputDataCompiler inputs,
            RecordCompiler records,
            Map<DataStatement, DataStatement.By> orders,
            Set<String> labels) {
        this.parts = parts;
        this.pdv = parts.pdv();
        this.expressions = parts.expressions();
        this.targets = new TargetCompiler(parts);
        this.declarations = declarations;
        this.inputs = inputs;
        this.records = records;
        this.puts = new PutCompiler(parts, records);
        this.calls = new CallCompiler(parts, targets);
        this.orders = orders;
        this.labels = labels;
    }

    Block block(List<DataStatement> statements) {
        List<StatementNode> nodes = new ArrayList<>();
        for (DataStatement statement : statements) {
            if (!declarations.compile(statement)) {
                nodes.add(compile(statement));
            }
        }
        return new Block(nodes, parts.jump());
    }

    /** A statement that stands alone after THEN, ELSE, WHEN or a label. */
    private StatementNode single(DataStatement statement) {
        return declarations.compile(statement) ? nothing() : compile(statement);
    }

    private static StatementNode nothing() {
        return new Jumps.Complete(StatementNode.NEXT);
    }

    private StatementNode compile(DataStatement statement) {
        if (statement instanceof DataStatement.Assignment assignment) {
            return targets.assign(assignment);
        }
        if (statement instanceof DataStatement.Sum sum) {
            return targets.accumulate(sum);
        }
        if (statement instanceof DataStatement.If branch) {
            NumberNode condition = expressions.number(branch.condition());
            StatementNode then = single(branch.then());
            StatementNode otherwise = branch.otherwise().map(this::single).orElseGet(StatementCompiler::nothing);
            return new Branches.If(condition, then, otherwise, parts.jump());
        }
        if (statement instanceof DataStatement.SubsettingIf subset) {
            return new Jumps.SubsettingIf(expressions.number(subset.condition()));
        }
        if (statement instanceof DataStatement.Do group) {
            return block(group.body());
        }
        if (statement instanceof DataStatement.Select select) {
            return select(select);
        }
        StatementNode loop = loop(statement);
        if (loop != null) {
            return loop;
        }
        StatementNode jump = jump(statement);
        return jump != null ? jump : data(statement);
    }

    /** Loops, or null. */
    private StatementNode loop(DataStatement statement) {
        Loops.InterruptCheck interrupt = parts.context()::checkInterrupt;
        if (statement instanceof DataStatement.DoIterative loop) {
            return iterative(loop, interrupt);
        }
        if (statement instanceof DataStatement.DoWhile loop) {
            NumberNode condition = expressions.number(loop.condition());
            return new Loops.While(condition, body(loop.body()), interrupt);
        }
        if (statement instanceof DataStatement.DoUntil loop) {
            NumberNode condition = expressions.number(loop.condition());
            return new Loops.Until(condition, body(loop.body()), interrupt);
        }
        return statement instanceof DataStatement.DoOver loop ? over(loop, interrupt) : null;
    }

    private StatementNode body(List<DataStatement> statements) {
        loopDepth++;
        try {
            return block(statements);
        } finally {
            loopDepth--;
        }
    }

    private StatementNode iterative(DataStatement.DoIterative loop, Loops.InterruptCheck interrupt) {
        List<Loops.Range> ranges = new ArrayList<>();
        for (DataStatement.DoIterative.Range range : loop.ranges()) {
            StatementNode set = targets.assign(new DataStatement.Assignment(loop.index(), range.from(), loop.place()));
            ranges.add(new Loops.Range(
                    set,
                    range.to().map(expressions::number).orElse(null),
                    range.by().map(expressions::number).orElse(null),
                    range.whileCondition().map(expressions::number).orElse(null),
                    range.untilCondition().map(expressions::number).orElse(null)));
        }
        ExpressionNode index = expressions.compile(loop.index());
        StatementNode body = body(loop.body());
        NumberNode number = index instanceof NumberNode n ? n : null;
        Loops.Iterative.Increment increment = number == null ? (f, v) -> {} : targets.numberSetter(number);
        return new Loops.Iterative(
                number, increment, ranges.toArray(Loops.Range[]::new), body, loop.place(), interrupt);
    }

    private StatementNode over(DataStatement.DoOver loop, Loops.InterruptCheck interrupt) {
        ArrayDefinition array = pdv.array(loop.array())
                .filter(a -> a.index().isPresent())
                .orElseThrow(() -> new StepFailure(
                        loop.place(),
                        DataStepMessage.UNDECLARED_ARRAY,
                        loop.array(),
                        Suggestion.of(loop.array(), pdv.arrayNames())));
        int slot = array.index().orElseThrow().slot();
        int count = array.elements().size();
        StatementNode body = body(loop.body());
        NumberNode one = new NumberConstantNode(1);
        NumberNode limit = new NumberConstantNode(count);
        Loops.Range range = new Loops.Range(new Assignments.SetNumber(slot, one), limit, one, null, null);
        return new Loops.Iterative(
                new Variables.NumberVariable(slot),
                (frame, value) -> frame.numbers[slot] = value,
                new Loops.Range[] {range},
                body,
                loop.place(),
                interrupt);
    }

    private StatementNode select(DataStatement.Select select) {
        StatementNode before = nothing();
        ExpressionNode selector = null;
        if (select.selector().isPresent()) {
            selector = expressions.compile(select.selector().get());
            if (selector instanceof TextNode text) {
                int slot = pdv.hiddenText();
                before = new Assignments.SetText(slot, 32767, text);
                selector = new Variables.TextVariable(slot, 1);
            } else {
                int slot = pdv.hiddenNumber();
                before = new Assignments.SetNumber(slot, (NumberNode) selector);
                selector = new Variables.NumberVariable(slot);
            }
        }
        selectDepth++;
        List<NumberNode[]> conditions = new ArrayList<>();
        List<StatementNode> bodies = new ArrayList<>();
        for (DataStatement.Select.When when : select.whens()) {
            List<NumberNode> any = new ArrayList<>();
            for (Expression value : when.values()) {
                any.add(selector == null ? expressions.number(value) : equal(selector, value));
            }
            conditions.add(any.toArray(NumberNode[]::new));
            bodies.add(single(when.body()));
        }
        StatementNode otherwise =
                select.otherwise().map(this::single).orElseGet(() -> new Branches.Unmatched(select.place()));
        selectDepth--;
        return new Branches.Select(
                before, conditions.toArray(NumberNode[][]::new), bodies.toArray(StatementNode[]::new), otherwise);
    }

    private NumberNode equal(ExpressionNode selector, Expression value) {
        ExpressionNode wanted = expressions.compile(value);
        if (selector instanceof TextNode a && wanted instanceof TextNode b) {
            return new Comparisons.CompareTexts(Relation.EQUAL, a, b);
        }
        return new Comparisons.CompareNumbers(
                Relation.EQUAL, expressions.toNumber(selector, value), expressions.toNumber(wanted, value));
    }

    /** Statements that change the order of execution, or null. */
    private StatementNode jump(DataStatement statement) {
        if (statement instanceof DataStatement.Delete) {
            return new Jumps.Complete(StatementNode.DELETE);
        }
        if (statement instanceof DataStatement.Stop) {
            return new Jumps.Complete(StatementNode.STOP);
        }
        if (statement instanceof DataStatement.Return) {
            return new Jumps.Complete(StatementNode.RETURN);
        }
        if (statement instanceof DataStatement.Leave) {
            requireLoop("LEAVE", loopDepth + selectDepth, statement.place());
            return new Jumps.Complete(StatementNode.LEAVE);
        }
        if (statement instanceof DataStatement.Continue) {
            requireLoop("CONTINUE", loopDepth, statement.place());
            return new Jumps.Complete(StatementNode.CONTINUE);
        }
        if (statement instanceof DataStatement.GoTo goTo) {
            return new Jumps.GoTo(label(goTo.label(), goTo.place()), parts.jump());
        }
        if (statement instanceof DataStatement.Link link) {
            return new Jumps.Link(label(link.label(), link.place()), parts.jump(), parts.program(), link.place());
        }
        if (statement instanceof DataStatement.Labelled labelled) {
            String name = labelled.label().toUpperCase(Locale.ROOT);
            return new Jumps.Labelled(name, single(labelled.statement()), parts.jump());
        }
        if (statement instanceof DataStatement.Abort) {
            return new Jumps.Abort(statement.place());
        }
        return statement instanceof DataStatement.Null ? nothing() : null;
    }

    private static void requireLoop(String word, int depth, Place place) {
        if (depth == 0) {
            throw new StepFailure(place, DataStepMessage.LEAVE_OUTSIDE, word);
        }
    }

    private String label(String name, Place place) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!labels.contains(upper)) {
            throw new StepFailure(place, DataStepMessage.NO_MATCHING_LABEL, name, Suggestion.of(name, labels));
        }
        return upper;
    }

    /** Statements that read and write. */
    private StatementNode data(DataStatement statement) {
        Optional<DataStatement.By> by = Optional.ofNullable(orders.get(statement));
        if (statement instanceof DataStatement.Set set) {
            return inputs.set(set, by);
        }
        if (statement instanceof DataStatement.Merge merge) {
            return inputs.merge(merge, by);
        }
        if (statement instanceof DataStatement.Update update) {
            return inputs.update(update, by);
        }
        if (statement instanceof DataStatement.By || statement instanceof DataStatement.Where) {
            return nothing();
        }
        if (statement instanceof DataStatement.Output output) {
            return output(output);
        }
        if (statement instanceof DataStatement.CallRoutine call) {
            return calls.compile(call);
        }
        if (statement instanceof DataStatement.Infile infile) {
            return records.infile(infile);
        }
        if (statement instanceof DataStatement.Input input) {
            return records.input(input);
        }
        if (statement instanceof DataStatement.File file) {
            return puts.file(file);
        }
        if (statement instanceof DataStatement.Put put) {
            return puts.put(put);
        }
        return puts.error((DataStatement.ErrorMessage) statement);
    }

    private StatementNode output(DataStatement.Output output) {
        parts.markOutputStatement();
        List<OutputDataSet> written = new ArrayList<>();
        for (DataSetReference reference : output.dataSets()) {
            String name = parts.context().fullName(reference);
            written.add(parts.outputs().stream()
                    .filter(o -> o.fullName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new StepFailure(reference.place(), DataStepMessage.OUTPUT_NOT_IN_DATA, name)));
        }
        return new OutputNode(output.dataSets().isEmpty() ? parts.outputs() : written);
    }
}
