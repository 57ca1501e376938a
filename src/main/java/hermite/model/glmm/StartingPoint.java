package hermite.model.glmm;

/** Starting ψ of a search, and the largest linear predictor of the fit without random effects. */
public record StartingPoint(double[] psi, double largestPredictor) {
    private static final double LARGEST_ORDINARY_PREDICTOR = 15;

    boolean looksSeparated() {
        return largestPredictor > LARGEST_ORDINARY_PREDICTOR;
    }
}
