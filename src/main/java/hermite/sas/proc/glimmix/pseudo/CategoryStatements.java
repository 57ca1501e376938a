package hermite.sas.proc.glimmix.pseudo;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.CategoryGroups;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.List;

/** RANDOM statements of a multinomial response. */
final class CategoryStatements {
    private CategoryStatements() {}

    static boolean isCategorical(ProcStatement model) {
        return model.options().word("DIST").filter("MULTINOMIAL"::equals).isPresent();
    }

    private static boolean isNominal(ProcStatement model) {
        return isCategorical(model)
                && model.options().word("LINK").filter("GLOGIT"::equals).isPresent();
    }

    /**
     * The statements as they are bound to rows: with generalized logits GROUP= names the response, and each category has
     * effects of its own without it.
     *
     * @throws StepFailure when a statement is about residuals, or does not say that the categories differ
     */
    static List<ProcStatement> of(ProcStatement model, List<ProcStatement> random, List<ProcStatement> residual) {
        if (!isCategorical(model)) {
            return random;
        }
        if (!residual.isEmpty()) {
            throw new StepFailure(residual.get(0).place(), GlimmixMessage.RESIDUAL_CATEGORIES);
        }
        String response = ((Body.Model) model.body()).response().variables().get(0);
        boolean nominal = isNominal(model);
        for (ProcStatement statement : random) {
            CategoryGroups.require(
                    response,
                    nominal,
                    ((Body.Effects) statement.body()).effects(),
                    statement.options().effect("SUBJECT"),
                    statement.options().effect("GROUP"),
                    statement.place());
        }
        return nominal ? random.stream().map(CategoryStatements::withoutGroup).toList() : random;
    }

    private static ProcStatement withoutGroup(ProcStatement statement) {
        Options left = new Options(statement.options().all().stream()
                .filter(o -> !o.spec().name().equals("GROUP"))
                .toList());
        return new ProcStatement(statement.spec(), statement.body(), left, statement.place());
    }
}
