package hermite.sas.proc.glimmix.pseudo;

import hermite.data.Table;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.LmmFitter;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.degrees.KenwardRoger;
import hermite.model.lmm.degrees.Satterthwaite;
import hermite.model.pl.PseudoFit;
import hermite.sas.log.Log;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.covariance.DegreesMethod;
import hermite.sas.proc.covariance.EffectDegrees;
import hermite.sas.proc.covariance.PredictedEffects;
import hermite.sas.proc.covariance.report.RandomEffectReport;
import hermite.sas.proc.glimmix.fitting.CategoryEffects;
import hermite.sas.proc.glimmix.fitting.CategoryLayout;
import hermite.sas.proc.glimmix.fitting.CategoryPredictions;
import hermite.sas.proc.glimmix.output.CategoryOutput;
import hermite.sas.proc.glimmix.output.OutputStatement;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Inference about the coefficients of a multinomial response after pseudo-likelihood. Denominators that follow from the
 * design are those of the rows; Satterthwaite's and Kenward and Roger's are those of the linear mixed model.
 */
final class PseudoCategories {
    private final PseudoData data;
    private final LmmSpec model;
    private final LmmFit fit;
    private final Optional<double[]> robust;
    private final DegreesMethod method;
    private final double residualDf;
    private final CategoryEffects effects;

    /** @param robust a covariance of the coefficients in place of (X'V⁻¹X)⁻¹ */
    PseudoCategories(PseudoData data, PseudoFit fit, Optional<double[]> robust) {
        this.data = data;
        this.model = fit.model();
        this.fit = fit.linear();
        this.robust = robust;
        method = data.request().degreesOfFreedom();
        EffectDegrees degrees = new EffectDegrees(data.design(), data.keptColumns(), data.ofRows(), method);
        residualDf = degrees.residual();
        DegreesOfFreedom ofDesign = new CategoryLayout(data).smallestOfEffects(degrees.ofEffects());
        int p = model.p();
        Optional<KenwardRoger> kenwardRoger = method.isKenwardRoger() ? Optional.of(kenwardRoger()) : Optional.empty();
        DegreesOfFreedom df = kenwardRoger.isPresent()
                ? EffectDegrees.withGiven(ofDesign, kenwardRoger.get())
                : method == DegreesMethod.SATTERTHWAITE
                        ? EffectDegrees.withGiven(
                                ofDesign,
                                new Satterthwaite(this.fit, new LmmFitter().sensitivity(model, this.fit), all()))
                        : ofDesign;
        double[] covariance = robust.orElseGet(
                () -> kenwardRoger.map(KenwardRoger::adjustedCovariance).orElse(this.fit.betaCovariance()));
        effects = new CategoryEffects(data, this.fit.beta(), covariance, p, df, residualDf);
    }

    private int[] all() {
        return IntStream.range(0, model.p()).toArray();
    }

    private KenwardRoger kenwardRoger() {
        return new KenwardRoger(
                fit,
                new LmmFitter().sensitivity(model, fit),
                all(),
                method.order(),
                new LmmFitter().curvature(model, fit));
    }

    CategoryEffects effects() {
        return effects;
    }

    private Optional<PredictedEffects> predictionTests(int count, Log log) {
        return PredictedEffects.forTests(
                () -> new PredictedEffects(data.covariance(), model, fit, all(), robust, method, residualDf),
                data.covariance(),
                method,
                count,
                log);
    }

    RandomEffectReport randomEffects(Log log) {
        return new RandomEffectReport(data.covariance(), fit, count -> predictionTests(count, log), residualDf);
    }

    /** Adds predictions of the rows of a table to the data set of OUTPUT. */
    void predict(OutputStatement statement, Table table, ProcContext context) {
        int count = table.rowCount() * effects.categories();
        PseudoCategoryPredictor predictor = new PseudoCategoryPredictor(
                data, effects, new LmmFitter().predictor(model, fit), predictionTests(count, context.log()), context);
        new CategoryOutput(data)
                .add(
                        statement,
                        table,
                        new CategoryPredictions(
                                data.response().categories().orElseThrow(), predictor, statement.alpha()),
                        context.log());
    }
}
