package hermite.sas.proc.glimmix.pseudo;

import hermite.model.lmm.LmmControl;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.CovarianceStart;
import hermite.sas.proc.glimmix.binding.GlimmixMessage;
import hermite.sas.syntax.ast.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the search for covariance parameters goes: PARMS, NOBOUND, EXPHESSIAN. */
final class PseudoStart {
    private PseudoStart() {}

    /** @throws StepFailure when PARMS does not fit the model, or is a grid */
    static LmmControl control(PseudoData data, ProcContext context) {
        Options options = data.request().step().options();
        LmmControl usual = LmmControl.usual();
        boolean bounded = !options.has("NOBOUND");
        boolean expected = options.has("EXPHESSIAN");
        List<Integer> shown = new PseudoTables(data).shown();
        Optional<CovarianceStart> parms = CovarianceStart.of(data.request().step(), shown.size(), context);
        if (parms.isEmpty()) {
            return new LmmControl(
                    usual.start(),
                    usual.held(),
                    usual.lower(),
                    usual.upper(),
                    bounded,
                    usual.maxIterations(),
                    expected);
        }
        CovarianceStart start = parms.get();
        if (start.points().size() != 1) {
            throw new StepFailure(
                    data.request().step().place(),
                    GlimmixMessage.NOT_BUILT,
                    "A grid in PARMS with METHOD=" + data.request().method());
        }
        int n = data.covariance().places().length;
        double[] theta = new double[n];
        Arrays.fill(theta, 1);
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(lower, Double.NaN);
        Arrays.fill(upper, Double.NaN);
        boolean[] held = new boolean[n];
        for (int k = 0; k < shown.size(); k++) {
            theta[place(data, shown.get(k))] = start.points().get(0)[k];
        }
        for (int k : start.held()) {
            held[place(data, shown.get(k))] = true;
        }
        start.restriction().bounds().forEach(b -> {
            int place = place(data, shown.get(b.parameter()));
            lower[place] = Double.isInfinite(b.lower()) ? Double.NaN : b.lower();
            upper[place] = Double.isInfinite(b.upper()) ? Double.NaN : b.upper();
        });
        boolean free = data.request()
                .step()
                .statement("PARMS")
                .filter(p -> p.options().has("NOBOUND"))
                .isPresent();
        return new LmmControl(
                Optional.of(theta), held, lower, upper, bounded && !free, usual.maxIterations(), expected);
    }

    private static int place(PseudoData data, int shown) {
        return data.covariance().places()[shown];
    }
}
