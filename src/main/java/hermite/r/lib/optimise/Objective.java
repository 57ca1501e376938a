package hermite.r.lib.optimise;

/** A function to be minimised; its value may be NaN or infinite away from the start. */
@FunctionalInterface
interface Objective {
    double at(double[] x);
}
