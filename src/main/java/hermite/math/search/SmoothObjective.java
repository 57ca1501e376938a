package hermite.math.search;

/** A function to be maximised, with its gradient and an approximation of its negative Hessian. */
public interface SmoothObjective {
    /** Number of parameters. */
    int parameters();

    /**
     * Value at {@code x}; the gradient is written to {@code gradient}. A value that is NaN or −∞ says that the function
     * cannot be computed there.
     */
    double evaluate(double[] x, double[] gradient);

    /** Writes an approximation of the negative Hessian at {@code x}, row-major, to {@code information}. */
    void information(double[] x, double[] information);
}
