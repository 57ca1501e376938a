package hermite.sas.datastep;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.sas.datastep.compile.ExpressionCompiler;
import hermite.sas.datastep.function.CallServices;
import hermite.sas.datastep.function.FunctionState;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.Diagnostics;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.vector.ProgramDataVector;
import hermite.sas.syntax.ast.Expression;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** An expression over the variables of one table, evaluated row by row with the rules of WHERE. */
public final class ExpressionEvaluator {
    private static final int NOTES_SHOWN = 20;

    private final ExpressionNode node;
    private final Frame frame;
    private final NumericColumn[] numberColumns;
    private final int[] numberSlots;
    private final CharacterColumn[] textColumns;
    private final int[] textSlots;

    private ExpressionEvaluator(ExpressionNode node, ProgramDataVector pdv, Table table, boolean[] used) {
        this.node = node;
        this.frame = pdv.newFrame();
        List<NumericColumn> numbers = new ArrayList<>();
        List<CharacterColumn> texts = new ArrayList<>();
        List<Integer> slotsOfNumbers = new ArrayList<>();
        List<Integer> slotsOfTexts = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            if (!used[i]) {
                continue;
            }
            int slot = pdv.find(table.variable(i).name()).orElseThrow().slot();
            Column column = table.column(i);
            if (column instanceof NumericColumn number) {
                numbers.add(number);
                slotsOfNumbers.add(slot);
            } else {
                texts.add((CharacterColumn) column);
                slotsOfTexts.add(slot);
            }
        }
        numberColumns = numbers.toArray(NumericColumn[]::new);
        textColumns = texts.toArray(CharacterColumn[]::new);
        numberSlots = slotsOfNumbers.stream().mapToInt(Integer::intValue).toArray();
        textSlots = slotsOfTexts.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Compiles an expression.
     *
     * @param name the data set's name in messages
     * @throws hermite.sas.log.StepFailure when a variable or function is unknown, or types do not fit
     */
    public static ExpressionEvaluator compile(
            Expression expression, String name, Table table, FunctionEnvironment environment) {
        ProgramDataVector pdv = ProgramDataVector.over(name, table);
        Diagnostics diagnostics = new Diagnostics(environment.log(), NOTES_SHOWN);
        FunctionState state = new FunctionState(environment.now().toEpochSecond(ZoneOffset.UTC));
        CallServices services = new CallServices(environment, diagnostics, state);
        ExpressionNode node = new ExpressionCompiler(pdv, services).compile(expression);
        boolean[] used = new boolean[table.variables().size()];
        for (int i = 0; i < used.length; i++) {
            used[i] = pdv.isUsed(table.variable(i).name());
        }
        return new ExpressionEvaluator(node, pdv, table, used);
    }

    /** The value as a condition: neither missing nor zero; for text, not blank. */
    public boolean test(int row) {
        load(row);
        return node instanceof NumberNode number
                ? number.test(frame)
                : !Blanks.isBlank(((TextNode) node).trimmed(frame));
    }

    private void load(int row) {
        for (int i = 0; i < numberColumns.length; i++) {
            frame.numbers[numberSlots[i]] = numberColumns[i].get(row);
        }
        for (int i = 0; i < textColumns.length; i++) {
            frame.texts[textSlots[i]] = textColumns[i].get(row);
        }
    }
}
