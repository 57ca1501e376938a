package hermite.sas.proc.covariance;

import hermite.data.Table;
import hermite.model.ClassVariable;
import hermite.sas.proc.EffectBinding;
import hermite.sas.syntax.ast.EffectTerm;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of a step about covariance.
 *
 * @param residualVariance what the common variance of the residuals is called
 * @param fixedScale whether independent residuals have variance 1, as for binomial pseudo-responses
 */
public record CovarianceStatements(
        List<ProcStatement> random, Optional<ProcStatement> residual, String residualVariance, boolean fixedScale) {

    /** Whether the effect is the word {@code _RESIDUAL_}. */
    public static boolean isResidual(EffectTerm term) {
        return term.crossed().stream().anyMatch(v -> v.equalsIgnoreCase("_RESIDUAL_"));
    }

    /** Variables that a row must have to be used. */
    public List<String> variables(Table table, List<ClassVariable> declared) {
        List<ProcStatement> all = new ArrayList<>(random);
        residual.ifPresent(all::add);
        List<String> names = new ArrayList<>();
        for (ProcStatement statement : all) {
            List<EffectTerm> terms = new ArrayList<>();
            ((Body.Effects) statement.body())
                    .effects().stream().filter(e -> !isResidual(e)).forEach(terms::add);
            statement.options().effect("SUBJECT").ifPresent(terms::add);
            statement.options().effect("GROUP").ifPresent(terms::add);
            EffectBinding.effects(terms, table, declared).forEach(e -> names.addAll(e.variables()));
            StructureOption type = StructureOption.of(statement);
            if (type.isSpatial()) {
                type.coordinates().stream()
                        .filter(c -> table.variable(c).isPresent())
                        .forEach(names::add);
            }
        }
        return names;
    }
}
