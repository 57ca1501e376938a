package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Table;
import hermite.model.lmm.LmmControl;
import hermite.model.pl.PseudoFit;
import hermite.model.pl.PseudoLikelihoodFitter;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.LikelihoodFit;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Optional;

/** INITPL: updates by pseudo-likelihood whose estimates are where a search by quadrature begins. */
public final class InitialUpdates {
    /** Updates when INITPL names no number. */
    private static final int USUAL = 20;

    private InitialUpdates() {}

    /** Empty without INITPL and where pseudo-likelihood has no estimates, which the log says. */
    public static Optional<LikelihoodFit.Initial> of(ProcStep step, Table table, ProcContext context) {
        Options method = step.options().suboptions("METHOD");
        if (!method.has("INITPL")) {
            return Optional.empty();
        }
        int updates = (int) method.number("INITPL").orElse(USUAL);
        if (updates < 1) {
            throw new StepFailure(step.place(), GlimmixMessage.LIMIT_BELOW_ONE, "INITPL", Integer.toString(updates));
        }
        try {
            PseudoData data = PseudoData.of(PseudoRequest.initial(step), "", table, context);
            PseudoFit fit = new PseudoLikelihoodFitter()
                    .fit(data.model(), LmmControl.usual(), PseudoSearch.tolerance(step), updates + 1);
            if (fit.linear().verdict().hasEstimates()) {
                return Optional.of(new LikelihoodFit.Initial(
                        fit.linear().beta(),
                        new PseudoTables(data).inOrder(fit.linear().theta())));
            }
        } catch (StepFailure | IllegalArgumentException e) {
            context.log().write(GlimmixMessage.NO_INITIAL, e.getMessage());
            return Optional.empty();
        }
        context.log().write(GlimmixMessage.NO_INITIAL, "the pseudo-response has no likelihood");
        return Optional.empty();
    }
}
