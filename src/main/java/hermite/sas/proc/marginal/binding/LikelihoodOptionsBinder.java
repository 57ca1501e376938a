package hermite.sas.proc.marginal.binding;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Binds the options of MODEL that concern the maximum likelihood fit alone. */
final class LikelihoodOptionsBinder {
    private final Options options;
    private final Table table;
    private final ProcContext context;

    LikelihoodOptionsBinder(Options options, Table table, ProcContext context) {
        this.options = options;
        this.table = table;
        this.context = context;
    }

    /** @param singleTrials whether the response is binary or multinomial, one an observation */
    LikelihoodOptions bind(Optional<Options> repeated, boolean singleTrials) {
        boolean hidden = repeated.isPresent() && !repeated.get().has("PRINTMLE");
        if (options.has("LRCI") && hidden) {
            ignored("LRCI", "with REPEATED limits of the initial fit are shown with PRINTMLE only");
        }
        if (options.has("TYPE1") && repeated.isPresent()) {
            ignored("TYPE1", "estimating equations have no likelihood whose sequence it could test");
        }
        if (options.has("AGGREGATE") && !singleTrials) {
            ignored("AGGREGATE", "it is for DIST=BINOMIAL with a binary response and for DIST=MULTINOMIAL");
        }
        return new LikelihoodOptions(
                options.has("LRCI") && !hidden,
                GenmodBinder.positive(options, "CICONV", 1e-4, 1),
                options.has("ITPRINT"),
                numbers("INITIAL"),
                intercept(repeated),
                options.find("AGGREGATE")
                        .filter(o -> singleTrials)
                        .map(o -> context.resolve(options.variables("AGGREGATE"), table)),
                statistics());
    }

    private List<Double> numbers(String name) {
        return options.find(name)
                .map(BoundOption::value)
                .filter(OptionValue.Numbers.class::isInstance)
                .map(v -> ((OptionValue.Numbers) v).values())
                .orElse(List.of());
    }

    /** Those of MODEL; with NOINT that of REPEATED otherwise, which then is no start but a constant too. */
    private List<Double> intercept(Optional<Options> repeated) {
        List<Double> own = numbers("INTERCEPT");
        if (!options.has("NOINT")) {
            return own;
        }
        if (own.size() > 1) {
            throw new StepFailure(
                    options.find("INTERCEPT").orElseThrow().place(), GenmodMessage.INTERCEPT_COUNT, own.size(), 1);
        }
        OptionalDouble other = repeated.map(r -> r.number("INTERCEPT")).orElse(OptionalDouble.empty());
        if (own.isEmpty() && other.isPresent()) {
            return List.of(other.getAsDouble());
        }
        if (other.isPresent() && other.getAsDouble() != own.get(0)) {
            throw new StepFailure(
                    options.find("INTERCEPT").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "INTERCEPT= of a model with NOINT",
                    "the same value in the MODEL and the REPEATED statement");
        }
        return own;
    }

    private void ignored(String option, String why) {
        context.log().write(GenmodMessage.IGNORED, option, why);
    }

    private Optional<LikelihoodOptions.ObservationTable> statistics() {
        boolean all = options.has("OBSTATS");
        boolean multinomial =
                options.word("DIST").map(d -> d.equals("MULTINOMIAL")).orElse(false);
        for (String option : List.of("RESIDUALS", "DIAGNOSTICS")) {
            if (multinomial && options.has(option)) {
                ignored(option, "it is not available for multinomial responses");
            }
        }
        boolean predicted = all || options.has("PREDICTED");
        boolean residuals = (all || options.has("RESIDUALS")) && !multinomial;
        boolean limits = all || options.has("CL");
        boolean covariates = all || options.has("XVARS");
        boolean deletions = options.has("DIAGNOSTICS") && !multinomial;
        if (!predicted && !residuals && !limits && !covariates && !deletions) {
            return Optional.empty();
        }
        Optional<String> id = options.variable("ID").map(name -> table.variable(name)
                .orElseThrow(() -> new StepFailure(ProcMessage.VARIABLE_NOT_FOUND, name.toUpperCase(Locale.ROOT)))
                .name());
        return Optional.of(
                new LikelihoodOptions.ObservationTable(predicted, residuals, limits, covariates, deletions, id));
    }
}
