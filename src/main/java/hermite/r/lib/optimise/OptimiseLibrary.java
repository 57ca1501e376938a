package hermite.r.lib.optimise;

import hermite.math.search.OneDimension;
import hermite.r.eval.Arguments;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.function.PackageFunctions;
import hermite.r.value.Attributes;
import hermite.r.value.Elements;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RInteger;
import hermite.r.value.RLogical;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RFunction;

/** The kernels behind optim, optimize, uniroot and integrate; the R functions themselves are in optimise.R. */
public final class OptimiseLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        PackageFunctions stats = table.in("stats");
        stats.function(
                ".simplex(par, fn, abstol, reltol, factors, maxit)",
                a -> result(
                        a,
                        Simplex.minimise(
                                objective(a, 0, 1),
                                a.doubles(0),
                                a.number(2),
                                a.number(3),
                                a.doubles(4),
                                a.integer(5))));
        stats.function(
                ".metric(par, fn, gr, abstol, reltol, maxit, report = NULL)",
                a -> result(
                        a,
                        VariableMetric.minimise(
                                objective(a, 0, 1),
                                gradient(a, 0, 2),
                                a.doubles(0),
                                a.number(3),
                                a.number(4),
                                a.integer(5),
                                trace(a, 6))));
        stats.function(
                ".bounded(par, fn, gr, lower, upper, gain, maxit)",
                a -> result(
                        a,
                        VariableMetric.bounded(
                                objective(a, 0, 1),
                                gradient(a, 0, 2),
                                a.doubles(0),
                                a.doubles(3),
                                a.doubles(4),
                                a.number(5),
                                a.integer(6))));
        stats.function(
                ".minimum(f, lower, upper, tol)",
                a -> RDouble.of(OneDimension.minimum(
                        x -> number(a.apply(a.function(0), RDouble.of(x))), a.number(1), a.number(2), a.number(3))));
        stats.function(
                ".root(f, lower, upper, f.lower, f.upper, tol, maxiter)",
                a -> RDouble.of(OneDimension.root(
                        x -> number(a.apply(a.function(0), RDouble.of(x))),
                        a.number(1),
                        a.number(2),
                        a.number(3),
                        a.number(4),
                        a.number(5),
                        a.integer(6))));
        stats.function(".integral(f, lower, upper, rel.tol, abs.tol, subdivisions)", OptimiseLibrary::integral);
        stats.script("optimise.R")
                .script("rank_tests.R")
                .script("power.R")
                .script("selection.R")
                .script("nonlinear.R");
    }

    private static double number(RValue value) {
        if (!(value instanceof RVector vector) || vector.length() != 1) {
            throw new RError("invalid function value in 'optimize'");
        }
        return vector.doubleAt(0);
    }

    private static Objective objective(Arguments a, int start, int place) {
        RFunction function = a.function(place);
        Attributes names = a.vector(start).attributes().only("names");
        return x -> {
            RValue value = a.apply(function, RDouble.of(x.clone(), names));
            if (!(value instanceof RVector vector) || vector.length() != 1) {
                int length = value instanceof RVector vector ? vector.length() : 0;
                throw new RError("objective function in optim evaluates to length " + length + " not 1");
            }
            return vector.doubleAt(0);
        };
    }

    private static Gradient gradient(Arguments a, int start, int place) {
        RFunction function = a.function(place);
        Attributes names = a.vector(start).attributes().only("names");
        return x -> {
            RValue value = a.apply(function, RDouble.of(x.clone(), names));
            if (!(value instanceof RVector vector) || vector.length() != x.length) {
                int length = value instanceof RVector vector ? vector.length() : 0;
                throw new RError("gradient in optim evaluated to length " + length + " not " + x.length);
            }
            return Elements.doubles(vector);
        };
    }

    private static VariableMetric.Trace trace(Arguments a, int place) {
        if (a.isNull(place)) {
            return (iteration, value) -> {};
        }
        RFunction report = a.function(place);
        return (iteration, value) -> a.apply(report, RInteger.of(iteration), RDouble.of(value));
    }

    private static RValue result(Arguments a, Outcome outcome) {
        return new ListBuilder()
                .add("par", RDouble.of(outcome.x(), a.vector(0).attributes().only("names")))
                .add("value", outcome.value())
                .add(
                        "counts",
                        RInteger.of(
                                        outcome.functionCount(),
                                        outcome.gradientCount() < 0 ? RInteger.NA : outcome.gradientCount())
                                .withNames("function", "gradient"))
                .add("convergence", outcome.convergence())
                .build();
    }

    private static RValue integral(Arguments a) {
        RFunction function = a.function(0);
        AdaptiveQuadrature.Integral integral = AdaptiveQuadrature.of(
                x -> {
                    RValue value = a.apply(function, RDouble.of(x));
                    if (!(value instanceof RVector vector) || vector.length() != x.length) {
                        throw new RError("evaluation of function gave a result of wrong length");
                    }
                    double[] f = Elements.doubles(vector);
                    for (double each : f) {
                        if (!(Math.abs(each) <= Double.MAX_VALUE)) {
                            throw new RError("non-finite function value");
                        }
                    }
                    return f;
                },
                a.number(1),
                a.number(2),
                a.number(3),
                a.number(4),
                a.integer(5));
        return new ListBuilder()
                .add("value", integral.value())
                .add("abs.error", integral.error())
                .add("subdivisions", integral.subdivisions())
                .add("converged", RLogical.of(integral.converged()))
                .add("message", RCharacter.of(integral.converged() ? "OK" : "maximum number of subdivisions reached"))
                .build();
    }
}
