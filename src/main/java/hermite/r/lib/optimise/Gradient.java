package hermite.r.lib.optimise;

/** The gradient of an objective, exact or by central differences. */
@FunctionalInterface
interface Gradient {
    double[] at(double[] x);
}
