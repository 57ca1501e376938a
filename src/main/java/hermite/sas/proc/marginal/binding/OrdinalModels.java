package hermite.sas.proc.marginal.binding;

import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;

/** What multinomial and zero-inflated models cannot be combined with. */
final class OrdinalModels {
    private static final List<String> STATEMENTS =
            List.of("REPEATED", "CONTRAST", "ESTIMATE", "LSMEANS", "LSMESTIMATE", "SLICE", "STORE");
    private static final List<String> OPTIONS = List.of(
            "NOINT",
            "SCALE",
            "PSCALE",
            "DSCALE",
            "TYPE1",
            "LRCI",
            "OBSTATS",
            "PREDICTED",
            "RESIDUALS",
            "CL",
            "XVARS",
            "INITIAL",
            "INTERCEPT",
            "ITPRINT",
            "EXPECTED");
    private static final List<String> STATISTICS = List.of(
            "RESRAW",
            "RESCHI",
            "RESDEV",
            "RESLIK",
            "STDRESCHI",
            "STDRESDEV",
            "HESSWGT",
            "COOKSD",
            "LEVERAGE",
            "DFBETA",
            "DFBETAS");

    private static final List<String> NOT_FOR_INFLATED = List.of(
            "LOWER",
            "UPPER",
            "RESDEV",
            "RESLIK",
            "STDRESCHI",
            "STDRESDEV",
            "HESSWGT",
            "COOKSD",
            "LEVERAGE",
            "DFBETA",
            "DFBETAS",
            "LEVEL");

    private OrdinalModels() {}

    static void check(ProcStep step, Options options, GenmodModel.Response response, String distribution) {
        boolean inflated = distribution.equals("zero-inflated");
        for (String statement : inflated ? List.of("REPEATED") : STATEMENTS) {
            if (!step.statements(statement).isEmpty()) {
                throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, statement + " statement", distribution);
            }
        }
        for (String option : OPTIONS) {
            if (options.has(option)) {
                throw new StepFailure(
                        options.find(option).orElseThrow().place(),
                        GenmodMessage.NOT_FOR_DISTRIBUTION,
                        option + " option",
                        distribution);
            }
        }
        step.statement("OUTPUT").ifPresent(output -> (inflated ? NOT_FOR_INFLATED : STATISTICS)
                .stream()
                        .filter(s -> ((Body.Main) output.body()).options().has(s))
                        .findFirst()
                        .ifPresent(s -> {
                            throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, s + " keyword", distribution);
                        }));
        if (inflated) {
            for (String option : List.of("LINK", "NOSCALE")) {
                if (options.has(option)) {
                    throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, option + " option", distribution);
                }
            }
        }
        if (!inflated
                && step.statement("OUTPUT").isPresent()
                && step.statement("BY").isPresent()) {
            throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, "OUTPUT statement with BY groups", distribution);
        }
        if (response.trials().isPresent()) {
            throw new StepFailure(
                    GenmodMessage.NOT_FOR_DISTRIBUTION, "events/trials form of the response", distribution);
        }
    }
}
