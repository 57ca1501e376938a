package hermite.sas.proc.marginal.binding;

import hermite.data.Table;
import hermite.model.Effect;
import hermite.model.gee.dropout.WeightedGeeSpecification.Level;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.EffectBinding;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;

/**
 * MISSMODEL: the effects on keeping a visit, besides the constant, what has a weight and how large it may be.
 *
 * @param maxWeight larger weights are cut to this
 */
public record DropoutRequest(List<Effect> effects, Level level, double maxWeight) {
    private static final List<String> NOT_OF_REPEATED = List.of(
            "LOGOR", "GLOBALOR", "COVARIANCE", "CRITERIA", "RUPDATE", "MODELSE", "MCOVB", "MCORRB", "COVB", "CORRB");

    /** @throws StepFailure when the step asks for what weighted equations lack */
    public static Optional<DropoutRequest> of(ProcStep step, GenmodModel model, Table table) {
        return step.statement("MISSMODEL").map(statement -> bind(statement, step, model, table));
    }

    private static DropoutRequest bind(ProcStatement statement, ProcStep step, GenmodModel model, Table table) {
        if (model.isMultinomial()) {
            throw new StepFailure(statement.place(), GenmodMessage.NOT_WITH_MISSMODEL, "option DIST=MULTINOMIAL");
        }
        if (model.likelihood().statistics().isPresent()) {
            throw new StepFailure(
                    statement.place(), GenmodMessage.NOT_WITH_MISSMODEL, "table of observation statistics");
        }
        step.statement("REPEATED").ifPresent(repeated -> {
            for (String option : NOT_OF_REPEATED) {
                if (repeated.options().has(option)) {
                    throw new StepFailure(
                            repeated.options().find(option).orElseThrow().place(),
                            GenmodMessage.NOT_WITH_MISSMODEL,
                            "option " + option + " of the REPEATED statement");
                }
            }
            if (repeated.options().word("TYPE").orElse("").equals("ARTIME")) {
                throw new StepFailure(GenmodMessage.NOT_WITH_MISSMODEL, "option TYPE=ARTIME of the REPEATED statement");
            }
        });
        Options options = statement.options();
        double most = options.number("MAXWEIGHT").orElse(Double.POSITIVE_INFINITY);
        if (!(most >= 1)) {
            throw new StepFailure(
                    options.find("MAXWEIGHT").orElseThrow().place(),
                    ProcMessage.OPTION_OUT_OF_RANGE,
                    Double.toString(most),
                    "MAXWEIGHT",
                    "a number not below 1");
        }
        List<Effect> effects = EffectBinding.effects(
                        ((Body.Effects) statement.body()).effects(), table, model.classes(), model.constructed())
                .stream()
                .filter(e -> !e.isIntercept())
                .toList();
        boolean subjects = options.word("TYPE").orElse("OBSLEVEL").equals("SUBLEVEL");
        return new DropoutRequest(effects, subjects ? Level.SUBJECT : Level.OBSERVATION, most);
    }
}
