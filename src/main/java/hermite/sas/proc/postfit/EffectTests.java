package hermite.sas.proc.postfit;

import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.postfit.table.CoefficientTable;
import hermite.sas.proc.postfit.table.TestCells;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** TEST: Type III tests of effects from a fit's coefficients. */
final class EffectTests {
    private final ProcStatement statement;
    private final FittedCoefficients fit;
    private final ModelTerms terms;

    EffectTests(ProcStatement statement, PostFitModel model) {
        this.statement = statement;
        this.fit = model.coefficients();
        this.terms = fit.terms();
    }

    /** @throws StepFailure when an effect is not in the model, or a class variable has another coding than GLM */
    List<OutputTable> tables() {
        if (terms.hasFullRankCoding()) {
            throw new StepFailure(statement.place(), PostFitMessage.NEEDS_GLM_CODING, "TEST");
        }
        for (double type : statement.options().numbers("HTYPE")) {
            if (type != 3) {
                throw new StepFailure(statement.place(), PostFitMessage.UNKNOWN_TYPE, (int) type);
            }
        }
        boolean chiSquare = statement.options().has("CHISQ");
        List<Integer> effects = effects();
        boolean normal = effects.stream()
                .allMatch(e -> Double.isInfinite(fit.degreesOfFreedom().of(hypothesis(e))));
        List<OutputColumn> columns = new ArrayList<>(List.of(OutputColumn.rowHeader("Effect", "Effect")));
        columns.addAll(TestCells.columns(normal, chiSquare));
        List<List<Cell>> rows = new ArrayList<>();
        List<OutputTable> coefficients = new ArrayList<>();
        for (int effect : effects) {
            String name = terms.effects().get(effect).name();
            double[][] hypothesis = hypothesis(effect);
            FTest test = fit.test(hypothesis);
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name)));
            row.addAll(TestCells.cells(Optional.of(test), normal, chiSquare));
            rows.add(row);
            if (statement.options().has("E")) {
                coefficients.add(CoefficientTable.of(
                        "Coef",
                        "Type III Coefficients for " + name,
                        terms,
                        Collections.nCopies(hypothesis.length, name),
                        List.of(hypothesis)));
            }
        }
        List<OutputTable> tables = new ArrayList<>();
        tables.add(OutputTable.of("Tests3", "Type III Tests of Model Effects", Layout.COLUMNS, columns, rows));
        tables.addAll(coefficients);
        return tables;
    }

    private double[][] hypothesis(int effect) {
        return EstimableFunctions.typeThree(terms, effect, fit.crossProducts(), Sweep.DEFAULT_SINGULAR);
    }

    /** Those of the statement; all of the model when it names none. */
    private List<Integer> effects() {
        List<EffectTerm> written = ((Body.Effects) statement.body()).effects();
        CoefficientBinding binding = new CoefficientBinding(terms, "TEST");
        List<Integer> effects = new ArrayList<>();
        written.forEach(term -> effects.add(binding.effect(term)));
        for (int e = 0; e < terms.effects().size(); e++) {
            boolean intercept = terms.effects().get(e).isIntercept();
            boolean wanted = intercept ? statement.options().has("INTERCEPT") : written.isEmpty();
            if (wanted && !effects.contains(e)) {
                effects.add(e);
            }
        }
        Collections.sort(effects);
        return effects;
    }
}
