package hermite.sas.proc.marginal.binding;

import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;

/** What multinomial and zero-inflated models cannot be combined with. */
final class DistributionLimits {
    private static final String MULTINOMIAL = "multinomial";
    private static final String INFLATED = "zero-inflated";
    private static final List<String> OPTIONS = List.of(
            "NOINT",
            "OBSTATS",
            "PREDICTED",
            "RESIDUALS",
            "CL",
            "XVARS",
            "DIAGNOSTICS",
            "INITIAL",
            "INTERCEPT",
            "EXPECTED");
    private static final List<String> SCALES = List.of("SCALE", "PSCALE", "DSCALE");
    /** What only the likelihood of single responses, or of ordinal ones, gives. */
    private static final List<String> LIKELIHOOD = List.of("TYPE1", "LRCI", "ITPRINT", "AGGREGATE");

    /** Of the REPEATED statement. */
    private static final List<String> CORRELATION_OPTIONS =
            List.of("COVARIANCE", "CRITERIA", "CORRW", "INITIAL", "INTERCEPT", "RUPDATE");

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
            "DFBETAS",
            "CLUSTER",
            "CLEVERAGE",
            "CLUSTERCOOKSD",
            "MCLUSTERDFIT",
            "DFBETAC",
            "DFBETACS");

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

    private DistributionLimits() {}

    static void checkMultinomial(
            ProcStep step, Options options, GenmodModel.Response response, GenmodModel.Categories categories) {
        refuseOptions(options, List.of("NOINT"), MULTINOMIAL);
        refuseTrials(response, MULTINOMIAL);
        if (categories == GenmodModel.Categories.NOMINAL) {
            refuseOptions(options, OPTIONS, "nominal multinomial");
            refuseOptions(options, LIKELIHOOD, "nominal multinomial");
            refuseOptions(options, SCALES, "nominal multinomial");
        }
        if (step.statement("REPEATED").isPresent()) {
            refuseOptions(options, SCALES, "multinomial (with REPEATED)");
        }
        boolean moments = SCALES.stream().anyMatch(options::has)
                && options.number("SCALE").isEmpty();
        if (moments && !options.has("AGGREGATE")) {
            String option = SCALES.stream().filter(options::has).findFirst().orElseThrow();
            throw new StepFailure(
                    options.find(option).orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    option + " of a multinomial model",
                    "the option AGGREGATE");
        }
        refuseStatistics(step, STATISTICS, MULTINOMIAL);
        Optional<Options> repeated = step.statement("REPEATED").map(ProcStatement::options);
        repeated.ifPresent(r -> checkRepeated(r, step, categories));
    }

    private static void checkRepeated(Options repeated, ProcStep step, GenmodModel.Categories categories) {
        refuseOptions(repeated, CORRELATION_OPTIONS, MULTINOMIAL);
        if (!repeated.word("TYPE").orElse("IND").equals("IND")) {
            throw new StepFailure(repeated.find("TYPE").orElseThrow().place(), GenmodMessage.MULTINOMIAL_INDEPENDENCE);
        }
        for (String association : List.of("LOGOR", "GLOBALOR")) {
            if (repeated.has(association) && categories != GenmodModel.Categories.ORDERED) {
                throw new StepFailure(
                        repeated.find(association).orElseThrow().place(),
                        GenmodMessage.GLOBAL_ODDS_RATIOS,
                        association + "=");
            }
        }
        if (repeated.has("LOGOR") && step.procedure().name().equals("GENMOD")) {
            throw new StepFailure(repeated.find("LOGOR").orElseThrow().place(), GenmodMessage.LOGOR_NEEDS_BINARY);
        }
        if (repeated.has("LOGOR") && repeated.has("GLOBALOR")) {
            throw new StepFailure(
                    repeated.find("LOGOR").orElseThrow().place(), GenmodMessage.NOT_TOGETHER, "LOGOR=", "GLOBALOR=");
        }
        if (repeated.has("GLOBALORCUTS") && !repeated.has("GLOBALOR")) {
            throw new StepFailure(
                    repeated.find("GLOBALORCUTS").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "GLOBALORCUTS",
                    "the option GLOBALOR=");
        }
        refuseWeights(repeated, step);
    }

    /** The equations of log odds ratios are those of unweighted pairs. */
    private static void refuseWeights(Options repeated, ProcStep step) {
        boolean association = repeated.has("GLOBALOR") || repeated.has("LOGOR");
        if (association && step.statement("WEIGHT").isPresent()) {
            throw new StepFailure(GenmodMessage.WEIGHTED_ODDS_RATIOS);
        }
    }

    /** Options that need a multinomial response. */
    static void checkSingle(ProcStep step) {
        Optional<Options> repeated = step.statement("REPEATED").map(ProcStatement::options);
        repeated.ifPresent(r -> refuseWeights(r, step));
        for (String option : List.of("GLOBALOR", "GLOBALORCUTS")) {
            if (repeated.isPresent() && repeated.get().has(option)) {
                throw new StepFailure(
                        repeated.get().find(option).orElseThrow().place(), GenmodMessage.GLOBAL_ODDS_RATIOS, option);
            }
        }
    }

    static void checkZeroInflated(ProcStep step, Options options, GenmodModel.Response response) {
        refuseStatements(step, List.of("REPEATED"), INFLATED);
        refuseStatistics(step, NOT_FOR_INFLATED, INFLATED);
        refuseOptions(options, OPTIONS, INFLATED);
        refuseOptions(options, SCALES, INFLATED);
        refuseOptions(options, LIKELIHOOD, INFLATED);
        refuseOptions(options, List.of("LINK", "NOSCALE"), INFLATED);
        refuseTrials(response, INFLATED);
    }

    private static void refuseStatistics(ProcStep step, List<String> refused, String distribution) {
        step.statement("OUTPUT")
                .map(output -> ((Body.Main) output.body()).options())
                .flatMap(output -> refused.stream().filter(output::has).findFirst())
                .ifPresent(s -> {
                    throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, s + " keyword", distribution);
                });
    }

    private static void refuseStatements(ProcStep step, List<String> statements, String distribution) {
        for (String statement : statements) {
            if (!step.statements(statement).isEmpty()) {
                throw new StepFailure(GenmodMessage.NOT_FOR_DISTRIBUTION, statement + " statement", distribution);
            }
        }
    }

    private static void refuseOptions(Options options, List<String> refused, String distribution) {
        for (String option : refused) {
            if (options.has(option)) {
                throw new StepFailure(
                        options.find(option).orElseThrow().place(),
                        GenmodMessage.NOT_FOR_DISTRIBUTION,
                        option + " option",
                        distribution);
            }
        }
    }

    private static void refuseTrials(GenmodModel.Response response, String distribution) {
        if (response.trials().isPresent()) {
            throw new StepFailure(
                    GenmodMessage.NOT_FOR_DISTRIBUTION, "events/trials form of the response", distribution);
        }
    }
}
