package hermite.sas.proc.glimmix.pseudo;

import hermite.math.search.StoppingRule.Criterion;
import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmFit;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SearchOptions;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Optional;

/**
 * What NLOPTIONS and PCONV= ask of the search by pseudo-likelihood.
 *
 * @param maxIterations limit of the search in each linear mixed model
 * @param named the technique and criteria of each, when NLOPTIONS names any
 */
record PseudoSearch(int maxIterations, Optional<SearchOptions> named) {
    private static final double TOLERANCE = 1.11022e-8;

    /** @throws StepFailure when MAXITER= is below 1 */
    static PseudoSearch of(ProcStep step) {
        int usual = LmmControl.usual().maxIterations();
        return step.statement("NLOPTIONS")
                .map(statement -> of(step, statement, usual))
                .orElseGet(() -> new PseudoSearch(usual, Optional.empty()));
    }

    private static PseudoSearch of(ProcStep step, ProcStatement statement, int usual) {
        Options options = ((Body.Main) statement.body()).options();
        double limit = options.number("MAXITER").orElse(usual);
        if (limit < 1 || limit > Integer.MAX_VALUE) {
            throw new StepFailure(
                    statement.place(), GlimmixMessage.LIMIT_BELOW_ONE, "MAXITER", SearchOptions.number(limit));
        }
        boolean limitOnly = options.all().stream().allMatch(o -> o.spec().name().equals("MAXITER"));
        return new PseudoSearch((int) limit, limitOnly ? Optional.empty() : Optional.of(SearchOptions.of(step)));
    }

    /** Whether NLOPTIONS asks for anything. */
    static boolean isSteered(ProcStep step) {
        return step.statement("NLOPTIONS")
                .filter(s -> !((Body.Main) s.body()).options().all().isEmpty())
                .isPresent();
    }

    /** The control with the limits, technique and criteria asked for. */
    LmmControl steer(LmmControl control) {
        LmmControl limited = control.limited(maxIterations);
        return named.map(n -> limited.with(n.maximiser())).orElse(limited);
    }

    String technique() {
        return named.map(SearchOptions::label).orElse("Newton-Raphson with Step Halving");
    }

    /** PCONV=: largest relative change of a parameter at which the updates end. */
    static double tolerance(ProcStep step) {
        return step.options().number("PCONV").orElse(TOLERANCE);
    }

    /** {@code PCONV=1.11022E-8}: the criterion that ended the fit. */
    static String criterion(PseudoData data, LmmFit fit) {
        if (!data.isLinear()) {
            return "PCONV=" + SearchOptions.number(tolerance(data.request().step()));
        }
        return of(data.request().step())
                .named()
                .map(n -> n.met(fit.criterion().orElse(Criterion.GCONV)))
                .orElseGet(() -> steepest(fit) <= 1e-5 ? "ABSGCONV=0.00001" : "GCONV=1E-8");
    }

    /**
     * The largest gradient element at the end. Newton's method ends by its decrement, below 1e-12, so GCONV=1E-8 is
     * always met; the gradient's own size depends on the unit of the response.
     */
    private static double steepest(LmmFit fit) {
        return fit.history().isEmpty()
                ? Double.NaN
                : fit.history().get(fit.history().size() - 1).maxGradient();
    }
}
