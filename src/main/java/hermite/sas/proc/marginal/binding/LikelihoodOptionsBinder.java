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

/** Binds the options of MODEL that concern the maximum likelihood fit alone. */
final class LikelihoodOptionsBinder {
    /** Options that a marginal model has no meaning for. */
    private static final List<String> LIKELIHOOD_ONLY = List.of("TYPE1", "LRCI");

    private final Options options;
    private final Table table;
    private final ProcContext context;

    LikelihoodOptionsBinder(Options options, Table table, ProcContext context) {
        this.options = options;
        this.table = table;
        this.context = context;
    }

    /** @param singleTrials whether the response is binary or multinomial, one an observation */
    LikelihoodOptions bind(boolean marginal, boolean singleTrials) {
        for (String option : LIKELIHOOD_ONLY) {
            if (marginal && options.has(option)) {
                throw new StepFailure(
                        options.find(option).orElseThrow().place(),
                        GenmodMessage.OPTION_NEEDS,
                        option,
                        "a model without the REPEATED statement");
            }
        }
        if (options.has("AGGREGATE") && !singleTrials) {
            throw new StepFailure(
                    options.find("AGGREGATE").orElseThrow().place(),
                    GenmodMessage.OPTION_NEEDS,
                    "AGGREGATE",
                    "DIST=BINOMIAL with a binary response, or DIST=MULTINOMIAL");
        }
        return new LikelihoodOptions(
                options.has("LRCI"),
                GenmodBinder.positive(options, "CICONV", 1e-4, 1),
                options.has("ITPRINT"),
                numbers("INITIAL"),
                intercept(),
                options.find("AGGREGATE").map(o -> context.resolve(options.variables("AGGREGATE"), table)),
                statistics());
    }

    private List<Double> numbers(String name) {
        return options.find(name)
                .map(BoundOption::value)
                .filter(OptionValue.Numbers.class::isInstance)
                .map(v -> ((OptionValue.Numbers) v).values())
                .orElse(List.of());
    }

    private Optional<Double> intercept() {
        if (!options.has("INTERCEPT")) {
            return Optional.empty();
        }
        return Optional.of(options.number("INTERCEPT").orElse(0));
    }

    private Optional<LikelihoodOptions.ObservationTable> statistics() {
        boolean all = options.has("OBSTATS");
        boolean predicted = all || options.has("PREDICTED");
        boolean residuals = all || options.has("RESIDUALS");
        boolean limits = all || options.has("CL");
        boolean covariates = all || options.has("XVARS");
        boolean deletions = options.has("DIAGNOSTICS");
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
