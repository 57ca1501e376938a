package hermite.model.glmm.score;

import hermite.math.OrderedExecutor;
import hermite.model.glmm.ApproximatedLikelihood;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.covariance.ReportedParameters;
import java.util.stream.IntStream;

/** Gradients of the log likelihoods of single subjects at a fit, by the reported parameters. */
public final class SubjectScores {
    private final GlmmSpec spec;
    private final GlmmFit fit;
    private final ReportedParameters parameters;

    public SubjectScores(GlmmFit fit) {
        this.fit = fit;
        spec = fit.spec();
        parameters = new ReportedParameters(
                spec.covariance(), spec.fixedColumns(), spec.response().hasDispersion());
    }

    /**
     * Gradient of one subject's log likelihood.
     *
     * @param subject number of the outermost subject, with at least one row
     */
    public double[] of(int subject) {
        int[] rows = IntStream.range(0, spec.rows())
                .filter(i -> spec.subject()[i] == subject)
                .toArray();
        double[] psi = parameters.search(fit.estimates());
        double[] gradient = new double[psi.length];
        try (OrderedExecutor executor = new OrderedExecutor(1)) {
            ApproximatedLikelihood.of(spec.ofRows(rows), fit.points(), executor, () -> {})
                    .evaluate(psi, gradient);
        }
        return parameters.gradient(gradient, psi);
    }
}
