package hermite.sas.proc.glimmix.pseudo;

import hermite.model.lmm.LmmControl;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SearchOptions;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.ArrayList;
import java.util.List;

/**
 * What NLOPTIONS and PCONV= ask of the search by pseudo-likelihood.
 *
 * @param maxIterations limit of the search in each linear mixed model
 * @param limited whether MAXITER= gives it
 * @param unused options of NLOPTIONS that this search does not have, as the log names them
 */
record PseudoSearch(int maxIterations, boolean limited, List<String> unused) {
    private static final double TOLERANCE = 1.11022e-8;
    /** Options that only the search of QUAD and LAPLACE has. */
    private static final List<String> OTHERS = List.of(
            "UPDATE",
            "MINITER",
            "MAXFUNC",
            "MAXTIME",
            "ABSCONV",
            "ABSFCONV",
            "ABSGCONV",
            "ABSXCONV",
            "FCONV",
            "FCONV2",
            "GCONV",
            "XCONV");

    /** @throws StepFailure when MAXITER= is below 1 */
    static PseudoSearch of(ProcStep step) {
        int usual = LmmControl.usual().maxIterations();
        return step.statement("NLOPTIONS")
                .map(statement -> of(statement, usual))
                .orElseGet(() -> new PseudoSearch(usual, false, List.of()));
    }

    private static PseudoSearch of(ProcStatement statement, int usual) {
        Options options = ((Body.Main) statement.body()).options();
        double limit = options.number("MAXITER").orElse(usual);
        if (limit < 1 || limit > Integer.MAX_VALUE) {
            throw new StepFailure(
                    statement.place(), GlimmixMessage.LIMIT_BELOW_ONE, "MAXITER", SearchOptions.number(limit));
        }
        List<String> unused =
                new ArrayList<>(OTHERS.stream().filter(options::has).toList());
        options.word("TECHNIQUE").filter(t -> !t.equals("NEWRAP")).ifPresent(t -> unused.add(0, "TECHNIQUE=" + t));
        return new PseudoSearch((int) limit, options.has("MAXITER"), List.copyOf(unused));
    }

    /** PCONV=: largest relative change of a parameter at which the updates end. */
    static double tolerance(ProcStep step) {
        return step.options().number("PCONV").orElse(TOLERANCE);
    }

    /** {@code PCONV=1.11022E-8}: the criterion that ended the fit. */
    static String criterion(PseudoData data) {
        return data.isLinear()
                ? "ABSGCONV=0.00001"
                : "PCONV=" + SearchOptions.number(tolerance(data.request().step()));
    }
}
