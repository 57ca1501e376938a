package hermite.sas.proc.glimmix.pseudo;

import hermite.model.inference.FittedCoefficients;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.proc.glimmix.fitting.CovariateSetting;
import hermite.sas.proc.glimmix.report.OddsRatios;

/** The table of odds ratios, for the logit link alone. */
final class PseudoOddsRatios {
    private final PseudoData data;
    private final FittedCoefficients coefficients;
    private final ProcContext context;

    PseudoOddsRatios(PseudoData data, FittedCoefficients coefficients, ProcContext context) {
        this.data = data;
        this.coefficients = coefficients;
        this.context = context;
    }

    void put() {
        if (!data.response().link().equals("Logit")) {
            context.log().write(GlimmixMessage.ODDS_RATIO_LINK);
            return;
        }
        CovariateSetting means = CovariateSetting.atMeans(data.terms(), data.table(), data.rowsUsed(), new double[0]);
        context.put(new OddsRatios(
                        means,
                        coefficients,
                        data.request().alpha(),
                        data.request().model().options().suboptions("ODDSRATIO"))
                .table());
    }
}
