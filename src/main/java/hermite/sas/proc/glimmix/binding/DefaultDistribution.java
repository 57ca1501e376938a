package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.ClassVariable.LevelOrder;
import hermite.model.rows.UsableRows;
import hermite.sas.proc.ClassStatement;
import hermite.sas.proc.ProcContext;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The distribution of a response in categories that DIST= does not name: multinomial where LINK= is a cumulative or the
 * generalized logit link, and where a response that is a text or in CLASS has three or more levels.
 */
public final class DefaultDistribution {
    private static final Set<String> LINKS = Set.of("CUMLOGIT", "CUMPROBIT", "CUMCLL", "CUMLOGLOG", "GLOGIT");

    private DefaultDistribution() {}

    /** The step, with DIST=MULTINOMIAL if that is what holds without DIST=. */
    public static ProcStep named(ProcStep step, Table table, ProcContext context) {
        Optional<ProcStatement> model = step.statement("MODEL");
        if (model.isEmpty() || !isMultinomial(step, model.get(), table, context)) {
            return step;
        }
        List<ProcStatement> statements = step.statements().stream()
                .map(s -> s == model.get() ? multinomial(s) : s)
                .toList();
        return new ProcStep(step.procedure(), step.options(), statements, step.place(), step.continued());
    }

    private static boolean isMultinomial(ProcStep step, ProcStatement model, Table table, ProcContext context) {
        Body.Model.Response response = ((Body.Model) model.body()).response();
        if (model.options().has("DIST") || response.trials().isPresent()) {
            return false;
        }
        Optional<String> link = model.options().word("LINK");
        if (link.isPresent()) {
            return LINKS.contains(link.get());
        }
        Optional<Variable> variable = table.variables().stream()
                .filter(v -> v.name().equalsIgnoreCase(response.variables().get(0)))
                .findFirst();
        if (variable.isEmpty() || response.options().has("EVENT")) {
            return false;
        }
        String name = variable.get().name();
        boolean levelled = !variable.get().isNumeric()
                || ClassStatement.bind(step, table, context, LevelOrder.FORMATTED).stream()
                        .anyMatch(c -> c.name().equalsIgnoreCase(name));
        return levelled
                && ClassLevels.of(
                                        ClassVariable.of(name),
                                        table,
                                        UsableRows.complete(table, UsableRows.all(table), Set.of(name)),
                                        context.formats())
                                .count()
                        > 2;
    }

    private static ProcStatement multinomial(ProcStatement model) {
        OptionSpec distribution = model.spec().slashOptions().stream()
                .filter(o -> o.name().equals("DIST"))
                .findFirst()
                .orElseThrow();
        List<BoundOption> options = new ArrayList<>(model.options().all());
        options.add(new BoundOption(distribution, new OptionValue.Word("MULTINOMIAL"), Options.NONE, model.place()));
        return new ProcStatement(model.spec(), model.body(), new Options(options), model.place());
    }
}
