package hermite.model.glmm;

/** Starting ψ of a search, and the largest linear predictor of the fit without random effects. */
public record StartingPoint(double[] psi, double largestPredictor) {
    private static final double LARGEST_ORDINARY_PREDICTOR = 15;

    /**
     * ψ with the fixed effects, the log dispersion and the factor that the specification gives; what it does not give is
     * taken from the fit without random effects (as are coefficients of categories, whose given ones only start that fit),
     * and the factor's places stay 0.
     *
     * @param fixed β and log dispersion of the fit without random effects
     * @param parameters length of ψ
     */
    public static double[] layOut(GlmmSpec spec, double[] fixed, int parameters) {
        int p = spec.fixedColumns();
        double[] psi = new double[parameters];
        double[] given = spec.start().beta();
        boolean isGiven = given.length == p && !spec.isCategorical();
        System.arraycopy(isGiven ? given : fixed, 0, psi, 0, p);
        if (fixed.length > p) {
            double[] dispersion = spec.start().logDispersion();
            psi[parameters - 1] = dispersion.length == 1 ? dispersion[0] : fixed[p];
        }
        if (givesFactor(spec)) {
            System.arraycopy(spec.start().factor(), 0, psi, p, spec.start().factor().length);
        }
        return psi;
    }

    /** Whether the specification says where the factor of the random effects starts. */
    public static boolean givesFactor(GlmmSpec spec) {
        return spec.start().factor().length == spec.covariance().parameters();
    }

    boolean looksSeparated() {
        return largestPredictor > LARGEST_ORDINARY_PREDICTOR;
    }
}
