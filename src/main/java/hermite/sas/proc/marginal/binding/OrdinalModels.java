package hermite.sas.proc.marginal.binding;

import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Options;
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

    private OrdinalModels() {}

    static void check(ProcStep step, Options options, GenmodModel.Response response, String distribution) {
        for (String statement : STATEMENTS) {
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
        step.statement("OUTPUT").ifPresent(output -> STATISTICS.stream()
                .filter(s -> output.options().has(s))
                .findFirst()
                .ifPresent(s -> {
                    throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, s + " keyword", distribution);
                }));
        if (distribution.equals("zero-inflated")) {
            if (step.statement("OUTPUT").isPresent()) {
                throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, "OUTPUT statement", distribution);
            }
            for (String option : List.of("TYPE3", "LINK", "NOSCALE")) {
                if (options.has(option)) {
                    throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, option + " option", distribution);
                }
            }
        }
        if (step.statement("OUTPUT").isPresent() && step.statement("BY").isPresent()) {
            throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, "OUTPUT statement with BY groups", distribution);
        }
        if (response.trials().isPresent()) {
            throw new StepFailure(
                    GenmodMessage.NOT_FOR_DISTRIBUTION, "events/trials form of the response", distribution);
        }
    }
}
