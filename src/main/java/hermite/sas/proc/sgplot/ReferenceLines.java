package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** REFLINE: lines at constants, or at the values of a variable. */
final class ReferenceLines {
    private final PlotFrame frame;
    private final ProcStatement statement;

    ReferenceLines(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
    }

    void add() {
        boolean horizontal =
                !statement.options().word("AXIS").filter("X"::equalsIgnoreCase).isPresent();
        List<OptionValue> labels = ValueLists.of(statement.options(), "LABEL");
        List<Double> values = values();
        Groups.Group group = new Groups.Group("", 0, new int[0]);
        for (int i = 0; i < values.size(); i++) {
            String label = i < labels.size() ? Looks.text(labels.get(i)).orElse("") : "";
            Appearance look = frame.looks().of(statement.options(), 0);
            String legend = i == 0 ? frame.legend(statement, group, "") : "";
            frame.add(new ReferenceLine(values.get(i), horizontal, label, look, legend));
        }
    }

    private List<Double> values() {
        List<OptionValue> written = ((Body.Values) statement.body()).values();
        Optional<List<Double>> numbers = ValueLists.numbers(written);
        if (numbers.isPresent()) {
            return numbers.get();
        }
        List<Double> values = new ArrayList<>();
        for (OptionValue value : written) {
            if (value instanceof OptionValue.Number number) {
                values.add(number.value());
            } else if (value instanceof OptionValue.Word word) {
                String variable = frame.variable(new VariableList.Name(word.word(), statement.place()));
                Arrays.stream(frame.numbers(variable))
                        .filter(v -> !Double.isNaN(v))
                        .distinct()
                        .forEach(values::add);
            } else {
                throw new StepFailure(
                        statement.place(),
                        ProcMessage.VARIABLE_NOT_FOUND,
                        Looks.text(value).orElse("").toUpperCase(Locale.ROOT));
            }
        }
        return values;
    }
}
