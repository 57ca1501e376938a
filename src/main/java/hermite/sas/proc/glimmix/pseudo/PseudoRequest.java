package hermite.sas.proc.glimmix.pseudo;

import hermite.model.lmm.RobustCovariance;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.NotBuilt;
import hermite.sas.proc.covariance.CovarianceMessage;
import hermite.sas.proc.covariance.CovarianceStatements;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.binding.SurveyWeights;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import java.util.List;
import java.util.Optional;

/**
 * What a step asks for that is fitted by pseudo-likelihood. What is not built ends the step.
 *
 * @param method RSPL, MSPL, RMPL or MMPL
 * @param residual the statement about the residuals
 */
record PseudoRequest(
        ProcStep step,
        ProcStatement model,
        Body.Model body,
        String method,
        List<ProcStatement> random,
        Optional<ProcStatement> residual,
        DegreesMethod degreesOfFreedom,
        Optional<RobustCovariance.Correction> empirical) {

    static String method(ProcStep step) {
        return step.options().word("METHOD").orElse("RSPL");
    }

    static PseudoRequest of(ProcStep step) {
        ProcStatement model =
                step.statement("MODEL").orElseThrow(() -> new StepFailure(step.place(), GlimmixMessage.NO_MODEL));
        NotBuilt.refuse(step, GlimmixMessage.NOT_BUILT);
        String method = method(step);
        SurveyWeights.refuse(step, method);
        if (model.options().has("MARGINAL")) {
            throw refusal(step, "The option MARGINAL", method);
        }
        return bind(step, model, method, true);
    }

    /** The updates with which a search by quadrature begins (INITPL). */
    static PseudoRequest initial(ProcStep step) {
        ProcStatement model = step.statement("MODEL").orElseThrow();
        return bind(step, model, "MSPL", false);
    }

    private static PseudoRequest bind(ProcStep step, ProcStatement model, String method, boolean inference) {
        List<ProcStatement> all = step.statements("RANDOM");
        List<ProcStatement> residual =
                all.stream().filter(PseudoRequest::isResidual).toList();
        if (residual.size() > 1) {
            throw new StepFailure(residual.get(1).place(), CovarianceMessage.TWO_RESIDUAL);
        }
        List<ProcStatement> random = CategoryStatements.of(
                model, all.stream().filter(r -> !isResidual(r)).toList(), residual);
        Optional<ProcStatement> only = residual.stream().findFirst();
        DegreesMethod degrees =
                inference ? DegreesMethod.of(model, model.options().word("DDFM"), random, only) : DegreesMethod.NONE;
        Optional<RobustCovariance.Correction> empirical =
                inference && step.options().has("EMPIRICAL")
                        ? Optional.of(RobustCovariance.Correction.valueOf(
                                step.options().word("EMPIRICAL").orElse("CLASSICAL")))
                        : Optional.empty();
        if (empirical.isPresent() && degrees.isKenwardRoger()) {
            throw refusal(step, "EMPIRICAL with DDFM=KENWARDROGER", method);
        }
        return new PseudoRequest(step, model, (Body.Model) model.body(), method, random, only, degrees, empirical);
    }

    private static StepFailure refusal(ProcStep step, String what, String method) {
        return new StepFailure(step.place(), GlimmixMessage.NOT_BUILT, what + " with METHOD=" + method);
    }

    private static boolean isResidual(ProcStatement random) {
        return random.options().has("RESIDUAL")
                || ((Body.Effects) random.body()).effects().stream().anyMatch(CovarianceStatements::isResidual);
    }

    boolean isRestricted() {
        return method.startsWith("R") && !step.options().has("NOREML");
    }

    boolean isMarginal() {
        return method.charAt(1) == 'M';
    }

    double alpha() {
        return model.options().number("ALPHA").orElse(0.05);
    }

    /** @param fixedScale whether independent residuals have variance 1 */
    CovarianceStatements covariance(boolean fixedScale) {
        boolean scale = residual.filter(PseudoRequest::isPlain).isPresent();
        return new CovarianceStatements(
                random, residual, scale ? "Residual (VC)" : "Residual", fixedScale && residual.isEmpty());
    }

    private static boolean isPlain(ProcStatement statement) {
        return statement.options().word("TYPE").orElse("VC").equals("VC");
    }
}
