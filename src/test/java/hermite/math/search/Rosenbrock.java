package hermite.math.search;

/**
 * A constant less Rosenbrock's function (1960): its maximum is the constant, at (1, 1); the information is that of the
 * Gauss–Newton form, half of the Hessian.
 */
record Rosenbrock(double top) implements SmoothObjective {
    @Override
    public int parameters() {
        return 2;
    }

    @Override
    public double evaluate(double[] x, double[] g) {
        double r = x[1] - x[0] * x[0];
        g[0] = 400 * r * x[0] + 2 * (1 - x[0]);
        g[1] = -200 * r;
        return top - (100 * r * r + (1 - x[0]) * (1 - x[0]));
    }

    @Override
    public void information(double[] x, double[] h) {
        h[0] = 800 * x[0] * x[0] + 2;
        h[1] = h[2] = -400 * x[0];
        h[3] = 200;
    }
}
