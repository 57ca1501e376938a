package hermite.sas.proc.glimmix.pseudo;

import hermite.model.lmm.LmmControl;
import hermite.model.lmm.LmmCriterion;
import hermite.model.pl.PseudoLikelihoodFitter;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.glimmix.binding.CovarianceStart;
import hermite.sas.proc.glimmix.fitting.LikelihoodFit;
import hermite.sas.syntax.ast.Options;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the search for covariance parameters goes: PARMS, NOBOUND, EXPHESSIAN, NLOPTIONS.
 *
 * @param technique as Optimization Information names it
 * @param candidates points of a grid of PARMS with −2 log pseudo-likelihood about the data; empty without
 */
record PseudoStart(LmmControl control, String technique, List<LikelihoodFit.Candidate> candidates) {
    /**
     * @param search of each linear model
     * @throws StepFailure when PARMS does not fit the model
     */
    static PseudoStart of(PseudoData data, PseudoSearch search, ProcContext context) {
        Options options = data.request().step().options();
        LmmControl usual = LmmControl.usual();
        boolean bounded = !options.has("NOBOUND");
        boolean expected = options.has("EXPHESSIAN");
        List<Integer> shown = new PseudoTables(data).shown();
        Optional<CovarianceStart> parms = CovarianceStart.of(data.request().step(), shown.size(), context);
        if (parms.isEmpty()) {
            LmmControl control = new LmmControl(
                    usual.start(),
                    usual.held(),
                    usual.lower(),
                    usual.upper(),
                    bounded,
                    search.maxIterations(),
                    expected);
            return new PseudoStart(search.steer(control), search.technique(), List.of());
        }
        CovarianceStart start = parms.get();
        List<LikelihoodFit.Candidate> candidates = new ArrayList<>();
        double[] chosen = start.points().get(0);
        if (start.points().size() > 1) {
            LmmCriterion about = new LmmCriterion(new PseudoLikelihoodFitter().first(data.model()));
            double best = Double.POSITIVE_INFINITY;
            for (double[] point : start.points()) {
                context.checkInterrupt();
                double value = about.minusTwoLog(stored(data, shown, point)).orElse(Double.NaN);
                candidates.add(new LikelihoodFit.Candidate(point, value));
                if (value < best) {
                    best = value;
                    chosen = point;
                }
            }
        }
        int n = data.covariance().places().length;
        double[] theta = stored(data, shown, chosen);
        double[] lower = new double[n];
        double[] upper = new double[n];
        Arrays.fill(lower, Double.NaN);
        Arrays.fill(upper, Double.NaN);
        boolean[] held = new boolean[n];
        for (int k : start.held()) {
            held[place(data, shown.get(k))] = true;
        }
        start.restriction().bounds().forEach(b -> {
            int place = place(data, shown.get(b.parameter()));
            double low = Double.isInfinite(b.lower()) ? Double.NaN : data.stored(place, b.lower());
            double high = Double.isInfinite(b.upper()) ? Double.NaN : data.stored(place, b.upper());
            boolean turned = data.reportedSlope(place, 1) < 0;
            lower[place] = turned ? high : low;
            upper[place] = turned ? low : high;
        });
        boolean free = data.request()
                .step()
                .statement("PARMS")
                .filter(p -> p.options().has("NOBOUND"))
                .isPresent();
        LmmControl control = new LmmControl(
                Optional.of(theta), held, lower, upper, bounded && !free, search.maxIterations(), expected);
        return new PseudoStart(search.steer(control), search.technique(), candidates);
    }

    /** Values in the order of output as the model stores them; a residual variance that is not shown is 1. */
    private static double[] stored(PseudoData data, List<Integer> shown, double[] values) {
        double[] theta = new double[data.covariance().places().length];
        Arrays.fill(theta, 1);
        for (int k = 0; k < values.length; k++) {
            int place = place(data, shown.get(k));
            theta[place] = data.stored(place, values[k]);
        }
        return theta;
    }

    private static int place(PseudoData data, int shown) {
        return data.covariance().places()[shown];
    }
}
