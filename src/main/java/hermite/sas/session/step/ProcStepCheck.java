package hermite.sas.session.step;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks up the variables a procedure step names, for steps that are checked and not run. */
final class ProcStepCheck {
    private ProcStepCheck() {}

    /** One failure for each variable that the data set has not. */
    static List<StepFailure> unknownVariables(ProcStep step, Table table) {
        List<StepFailure> failures = new ArrayList<>();
        for (ProcStatement statement : step.statements()) {
            if (statement.body() instanceof Body.Variables variables) {
                collect(failures, () -> VariableNames.resolve(variables.lists(), table));
            } else if (statement.body() instanceof Body.By by) {
                by.items().forEach(i -> collect(failures, () -> VariableNames.find(i.name(), table, i.place())));
            } else if (statement.body() instanceof Body.Model model) {
                checkModel(failures, model, table);
            }
        }
        return failures;
    }

    private static void checkModel(List<StepFailure> failures, Body.Model model, Table table) {
        Stream.concat(model.response().variables().stream(), model.response().trials().stream())
                .forEach(name -> collect(
                        failures,
                        () -> VariableNames.find(name, table, model.response().place())));
        for (EffectTerm effect : model.effects()) {
            Stream.concat(effect.crossed().stream(), effect.nested().stream())
                    .forEach(name -> collect(failures, () -> VariableNames.find(name, table, effect.place())));
        }
    }

    private static void collect(List<StepFailure> failures, Runnable lookUp) {
        try {
            lookUp.run();
        } catch (StepFailure missing) {
            failures.add(missing);
        }
    }
}
