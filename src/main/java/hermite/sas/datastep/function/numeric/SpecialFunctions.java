package hermite.sas.datastep.function.numeric;

import hermite.math.Polygamma;
import hermite.sas.datastep.function.Arguments;
import hermite.sas.datastep.function.FunctionTable;
import org.apache.commons.math3.special.BesselJ;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/** Special functions, by Commons Math. */
public final class SpecialFunctions {
    private SpecialFunctions() {}

    /** Enters the functions of this family. */
    public static void addTo(FunctionTable table) {
        table.propagating("GAMMA", "n", a -> a.finite(Gamma.gamma(a.number(0))), "gamma function");
        table.propagating("LGAMMA", "n", a -> a.number(0) > 0 ? Gamma.logGamma(a.number(0)) : a.invalid(), "log gamma");
        table.propagating("DIGAMMA", "n", a -> a.finite(Polygamma.digamma(a.number(0))), "digamma function");
        table.propagating("TRIGAMMA", "n", a -> a.finite(Polygamma.trigamma(a.number(0))), "trigamma function");
        table.propagating("BETA", "nn", a -> a.finite(Math.exp(logBeta(a))), "beta function");
        table.propagating("LOGBETA", "nn", a -> a.finite(logBeta(a)), "logarithm of the beta function");
        table.propagating("ERF", "n", a -> Erf.erf(a.number(0)), "error function");
        table.propagating("ERFC", "n", a -> Erf.erfc(a.number(0)), "complement of the error function");
        table.propagating(
                "JBESSEL",
                "nn",
                a -> a.number(0) >= 0 && a.number(1) >= 0 ? BesselJ.value(a.number(0), a.number(1)) : a.invalid(),
                "Bessel function of the first kind: order, x");
    }

    private static double logBeta(Arguments a) {
        return a.number(0) > 0 && a.number(1) > 0 ? Beta.logBeta(a.number(0), a.number(1)) : Double.NaN;
    }
}
