package hermite.r.lib.models;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.gee.joint.JointCorrelation;
import hermite.model.gee.joint.JointFit;
import hermite.model.gee.joint.JointFitter;
import hermite.model.gee.joint.JointSpecification;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.value.ListBuilder;
import hermite.r.value.RDouble;
import hermite.r.value.RValue;
import java.util.Arrays;

/** Marginal models of the packages gee and geepack. */
public final class MarginalFunctions implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("stats")
                .function(
                        ".joint(y, x, offset, size, weight, first, occasion, variance, link, structure, order, scale,"
                                + " moments, tol, maxiter, start, alpha = numeric(), phi = 1)",
                        MarginalFunctions::joint);
        table.in("gee").script("gee.R");
        table.in("geepack")
                .script("geeglm.R")
                .script("geese.R")
                .script("ordgee.R")
                .script("equations.R")
                .script("correlations.R")
                .script("data.R");
    }

    /** @return list(beta, scale, alpha, naive, sandwich, iterations, converged) */
    private static RValue joint(Arguments a) {
        double[] y = a.doubles(0);
        int p = a.numeric(1).dim()[1];
        JointSpecification spec = new JointSpecification(
                y,
                MixedFunctions.rowMajor(a.doubles(1), y.length, p),
                p,
                a.doubles(2),
                a.doubles(3),
                a.doubles(4),
                integers(a.doubles(5)),
                integers(a.doubles(6)),
                variance(a.string(7)),
                link(a.string(8)),
                correlation(a.string(9), a.doubles(10), integers(a.doubles(5))),
                a.number(11),
                a.string(12).equals("equations")
                        ? JointSpecification.Moments.EQUATIONS
                        : JointSpecification.Moments.LIANG_ZEGER,
                a.number(13),
                a.integer(14));
        try {
            double[] correlations = a.doubles(16);
            JointFit fit = correlations.length == 0
                    ? JointFitter.fit(spec, a.doubles(15))
                    : JointFitter.fit(spec, a.doubles(15), correlations, a.number(17));
            int q = fit.parameters();
            return new ListBuilder()
                    .add("beta", RDouble.of(fit.beta()))
                    .add("scale", fit.scale())
                    .add("alpha", RDouble.of(fit.alpha()))
                    .add("naive", RDouble.matrix(fit.naive(), p, p))
                    .add("sandwich", RDouble.matrix(fit.sandwich(), q, q))
                    .add("iterations", fit.iterations())
                    .add("converged", fit.converged())
                    .build();
        } catch (ArithmeticException e) {
            throw new RError(
                    "the working correlation or the information matrix is singular: try corstr = \"exchangeable\""
                            + " or \"independence\", or fewer terms");
        }
    }

    private static int[] integers(double[] values) {
        int[] out = new int[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (int) values[i];
        }
        return out;
    }

    private static Family variance(String name) {
        return switch (name) {
            case "constant" -> Family.NORMAL;
            case "mu(1-mu)" -> Family.BINOMIAL;
            case "mu" -> Family.POISSON;
            case "mu^2" -> Family.GAMMA;
            case "mu^3" -> Family.INVERSE_GAUSSIAN;
            default ->
                throw RError.unsupportedPart("variance function " + name + " is not supported in marginal models");
        };
    }

    static Link link(String name) {
        return switch (name) {
            case "identity" -> StandardLink.IDENTITY;
            case "log" -> StandardLink.LOG;
            case "logit" -> StandardLink.LOGIT;
            case "probit" -> StandardLink.PROBIT;
            case "cloglog" -> StandardLink.CLOGLOG;
            case "inverse" -> new PowerLink(-1);
            case "1/mu^2" -> new PowerLink(-2);
            case "sqrt" -> new PowerLink(0.5);
            default -> throw RError.unsupportedPart("link " + name + " is not supported in marginal models");
        };
    }

    /** @param order what the structure needs: lags, occasions, both, correlations, or the columns of a design and its rows */
    private static JointCorrelation correlation(String structure, double[] order, int[] first) {
        return switch (structure) {
            case "independence" -> new JointCorrelation.Independence();
            case "exchangeable" -> new JointCorrelation.Exchangeable();
            case "ar1" -> new JointCorrelation.Autoregressive();
            case "AR-M" -> new JointCorrelation.YuleWalker((int) order[0]);
            case "stat_M_dep" -> new JointCorrelation.Dependent((int) order[0]);
            case "unstructured" -> new JointCorrelation.Unstructured((int) order[0]);
            case "non_stat_M_dep" -> new JointCorrelation.Banded((int) order[0], (int) order[1]);
            case "userdefined" ->
                JointCorrelation.Designed.of(Arrays.copyOfRange(order, 1, order.length), (int) order[0], first);
            case "given" -> JointCorrelation.Designed.held(Arrays.copyOfRange(order, 1, order.length), first);
            case "fixed" -> new JointCorrelation.Fixed(order, (int) Math.round(Math.sqrt(order.length)));
            default -> throw RError.unsupportedPart("corstr \"" + structure + "\" is not supported");
        };
    }
}
