package hermite.r.lib.models;

import hermite.model.glmm.intercept.Cluster;
import hermite.model.glmm.intercept.InterceptLikelihood;
import hermite.model.glmm.intercept.InterceptPrior;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RDouble;
import hermite.r.value.RForeign;
import hermite.r.value.RValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Likelihoods of random intercepts of other than normal distributions, for glmmML. */
final class InterceptFunctions {
    private InterceptFunctions() {}

    /** A likelihood made ready for {@link #at}; responses of binomial families are proportions of their weights. */
    static RValue model(Arguments a) {
        double[] y = a.doubles(0);
        double[] weight = a.doubles(1);
        int n = y.length;
        int p = a.numeric(2).dim()[1];
        double[] x = MixedFunctions.rowMajor(a.doubles(2), n, p);
        int[] index = Elements.integers(a.numeric(3));
        double[] offset = a.isNull(5) ? new double[n] : a.doubles(5);
        double[] importance = a.isNull(10) ? MixedFunctions.ones(a.integer(4)) : a.doubles(10);
        boolean binomial = a.string(6).equals("binomial");
        List<Cluster> clusters = new ArrayList<>();
        int[] sizes = new int[a.integer(4)];
        for (int group : index) {
            sizes[group - 1]++;
        }
        for (int c = 0; c < sizes.length; c++) {
            int m = sizes[c];
            clusters.add(new Cluster(
                    new double[m], new double[m], new double[m], new double[m], new double[m * p], importance[c]));
        }
        int[] filled = new int[sizes.length];
        for (int i = 0; i < n; i++) {
            Cluster cluster = clusters.get(index[i] - 1);
            int at = filled[index[i] - 1]++;
            cluster.y()[at] = binomial ? y[i] * weight[i] : y[i];
            cluster.trials()[at] = binomial ? weight[i] : 1;
            cluster.weight()[at] = binomial ? 1 : weight[i];
            cluster.offset()[at] = offset[i];
            System.arraycopy(x, i * p, cluster.x(), at * p, p);
        }
        return new RForeign(new InterceptLikelihood(
                clusters,
                p,
                ConditionalDensities.of(a.string(6), a.string(7)),
                InterceptPrior.valueOf(a.string(8).toUpperCase(Locale.ROOT)),
                a.integer(9)));
    }

    /** Log likelihood, gradient and modes at coefficients and a scale. */
    static RValue at(Arguments a) {
        if (!(a.value(0) instanceof RForeign foreign)
                || !(foreign.object() instanceof InterceptLikelihood likelihood)) {
            throw new RError("no likelihood of random intercepts");
        }
        double[] theta = a.doubles(1);
        try {
            InterceptLikelihood.Value value =
                    likelihood.at(Arrays.copyOf(theta, likelihood.columns()), theta[likelihood.columns()]);
            return new ListBuilder()
                    .add("log_lik", value.logLikelihood())
                    .add("gradient", RDouble.of(value.gradient()))
                    .add("modes", RDouble.of(value.modes()))
                    .build();
        } catch (InterceptLikelihood.NoModeException e) {
            throw new RError("[update:] Second derivative non-negative at max!");
        }
    }
}
