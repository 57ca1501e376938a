package hermite.sas.proc.covariance;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Numeric variables of SUBJECT= and GROUP= that are not in the CLASS statement. A new subject begins where the value
 * changes from one row to the next, so each value must stand in one run of rows.
 */
final class NumericUnits {
    private NumericUnits() {}

    /** The class levels with those of such variables behind them. */
    static List<ClassLevels> with(
            List<ClassLevels> classes,
            CovarianceStatements statements,
            List<ClassVariable> declared,
            Table table,
            int[] rows,
            ProcContext context) {
        List<ClassLevels> all = new ArrayList<>(classes);
        List<ProcStatement> both = new ArrayList<>(statements.random());
        statements.residual().ifPresent(both::add);
        for (ProcStatement statement : both) {
            for (String option : List.of("SUBJECT", "GROUP")) {
                statement.options().effect(option).ifPresent(term -> {
                    Effect effect = EffectBinding.effect(term, table, declared);
                    for (String name : effect.variables()) {
                        if (all.stream().noneMatch(c -> c.name().equalsIgnoreCase(name))) {
                            all.add(levels(name, effect, term, table, rows, context));
                        }
                    }
                });
            }
        }
        return all;
    }

    private static ClassLevels levels(
            String name, Effect effect, EffectTerm term, Table table, int[] rows, ProcContext context) {
        int place = table.indexOf(name);
        if (effect.variables().size() > 1 || !table.variable(place).isNumeric()) {
            throw new StepFailure(term.place(), CovarianceMessage.NOT_CLASS, name);
        }
        double[] values = table.numeric(place).values();
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < rows.length; i++) {
            boolean begins = i == 0 || Missing.compare(values[rows[i]], values[rows[i - 1]]) != 0;
            if (begins && !seen.add(values[rows[i]] + 0.0)) {
                throw new StepFailure(
                        term.place(),
                        CovarianceMessage.SCATTERED_UNIT,
                        name,
                        context.formats().display(table.variable(place), values[rows[i]]));
            }
        }
        return ClassLevels.of(
                ClassVariable.of(name).withOrder(ClassVariable.LevelOrder.DATA), table, rows, context.formats());
    }
}
