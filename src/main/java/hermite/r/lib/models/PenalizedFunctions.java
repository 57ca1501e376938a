package hermite.r.lib.models;

import hermite.model.Link;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.glmm.penalized.PenalizedModes;
import hermite.r.eval.Arguments;
import hermite.r.value.Attributes;
import hermite.r.value.ListBuilder;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Penalized least squares of lme4's generalized fits with one grouping factor, for the families R has. */
final class PenalizedFunctions {
    private static final double SMALLEST = Math.ulp(1.0);

    private PenalizedFunctions() {}

    /** {@code .penalized_modes(y, prior, known, x, z, index, levels, eta, G, family, link, theta)}; NULL where it fails. */
    static RValue modes(Arguments a) {
        double[] y = a.doubles(0);
        int n = y.length;
        int p = a.numeric(3).dim()[1];
        int q = a.numeric(4).dim()[1];
        int levels = a.integer(6);
        int[] level = new int[n];
        for (int i = 0; i < n; i++) {
            level[i] = (int) a.numeric(5).doubleAt(i) - 1;
        }
        PenalizedModes.Rows rows = new PenalizedModes.Rows(
                y,
                a.doubles(1),
                a.doubles(2),
                MixedFunctions.rowMajor(a.doubles(3), n, p),
                p,
                MixedFunctions.rowMajor(a.doubles(4), n, q),
                q,
                level,
                levels);
        PenalizedModes solver =
                new PenalizedModes(rows, curve(a.string(9), a.string(10), a.isNull(11) ? 0 : a.number(11)));
        Optional<PenalizedModes.Solution> found =
                solver.at(a.doubles(7), LinearMixedFunctions.lowerRoot(a.doubles(8), q));
        if (found.isEmpty()) {
            return RNull.NULL;
        }
        PenalizedModes.Solution at = found.get();
        double[] effects = new double[levels * q];
        for (int l = 0; l < levels; l++) {
            for (int k = 0; k < q; k++) {
                effects[k * levels + l] = at.effects()[l * q + k];
            }
        }
        return new ListBuilder()
                .add("eta", RDouble.of(at.eta()))
                .add("beta", RDouble.of(at.beta()))
                .add("vcov", RDouble.matrix(at.fixedCovariance(), p, p))
                .add("effects", RDouble.matrix(effects, levels, q))
                .add("condvar", RDouble.of(at.conditional(), Attributes.of("dim", RInteger.of(q, q, levels))))
                .add("penalty", at.penalty())
                .build();
    }

    private static PenalizedModes.Curve curve(String family, String link, double theta) {
        DoubleUnaryOperator variance =
                switch (family) {
                    case "binomial" -> mu -> mu * (1 - mu);
                    case "poisson" -> mu -> mu;
                    case "Gamma" -> mu -> mu * mu;
                    case "inverse.gaussian" -> mu -> mu * mu * mu;
                    case "gaussian" -> mu -> 1;
                    default -> mu -> mu + mu * mu / theta;
                };
        DoublePredicate valid =
                switch (family) {
                    case "binomial" -> mu -> mu > 0 && mu < 1;
                    case "inverse.gaussian", "gaussian" -> mu -> true;
                    default -> mu -> mu > 0 && mu < Double.POSITIVE_INFINITY;
                };
        Link plain = link(link);
        if (!family.equals("binomial")) {
            return new PenalizedModes.Curve(plain, variance, valid);
        }
        // as R keeps probabilities and slopes off their ends
        DoubleUnaryOperator inside = mu -> Math.min(Math.max(mu, SMALLEST), 1 - SMALLEST);
        return new PenalizedModes.Curve(plain, mu -> variance.applyAsDouble(inside.applyAsDouble(mu)), valid);
    }

    private static Link link(String name) {
        return switch (name) {
            case "logit" -> StandardLink.LOGIT;
            case "probit" -> StandardLink.PROBIT;
            case "cloglog" -> StandardLink.CLOGLOG;
            case "log" -> StandardLink.LOG;
            case "identity" -> StandardLink.IDENTITY;
            case "inverse" -> new PowerLink(-1);
            case "sqrt" -> new PowerLink(0.5);
            default -> new PowerLink(-2);
        };
    }
}
