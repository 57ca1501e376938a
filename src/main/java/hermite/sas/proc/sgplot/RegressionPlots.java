package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.style.LinePattern;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** REG: points and a least-squares polynomial, with limits of the mean and of single values. */
final class RegressionPlots {
    private static final int CURVE_POINTS = 101;
    private static final double FIT_THICKNESS = 2;

    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options options;

    RegressionPlots(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
        this.options = statement.options();
    }

    void add() {
        Options main = ((Body.Main) statement.body()).options();
        String xVariable = frame.required(statement, main, "X");
        String yVariable = frame.required(statement, main, "Y");
        frame.numbers(xVariable);
        frame.numbers(yVariable);
        double[] x = frame.xAxis().places(frame.table(), xVariable);
        double[] y = frame.yAxis().places(frame.table(), yVariable);
        int degree = (int) Math.max(1, options.number("DEGREE").orElse(1));
        for (Groups.Group group : frame.groups(statement).all()) {
            int[] rows = PointPlots.complete(group.rows(), x, y);
            double[] groupX = Groups.select(x, rows);
            double[] groupY = Groups.select(y, rows);
            Optional<Fit> fit = fit(groupX, groupY, degree);
            if (fit.isEmpty()) {
                frame.context().log().write(SgplotMessage.TOO_FEW_POINTS, xVariable.toUpperCase(Locale.ROOT), degree);
            }
            fit.ifPresent(f -> limits(f, group));
            if (!options.has("NOMARKERS")) {
                Appearance markers = frame.looks().ofMarkers(options, group.place());
                frame.add(new Scatter(groupX, groupY, List.of(), markers, ""));
            }
            fit.ifPresent(f -> line(f, group));
        }
    }

    private void line(Fit fit, Groups.Group group) {
        Appearance look = frame.looks().of(options, group.place());
        if (look.thickness().isEmpty()) {
            look = look.withThickness(FIT_THICKNESS);
        }
        frame.add(new Series(fit.x, fit.mean, look, frame.legend(statement, group, "Regression"), false));
    }

    private void limits(Fit fit, Groups.Group group) {
        double level = 1 - options.number("ALPHA").orElse(0.05);
        double quantile = fit.degreesOfFreedom > 0
                ? new TDistribution(fit.degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2)
                : Double.NaN;
        String percent = percent(level);
        boolean ungrouped = group.name().isEmpty();
        if (options.has("CLM")) {
            Appearance look = Appearance.ofGroup(ungrouped ? -1 : group.place()).withOpacity(ungrouped ? 1 : 0.5);
            frame.add(new Band(
                    fit.x,
                    shifted(fit.mean, fit.standardError, -quantile),
                    shifted(fit.mean, fit.standardError, quantile),
                    look,
                    ungrouped ? frame.furtherLegend(statement, percent + " Confidence Limits") : ""));
        }
        if (options.has("CLI")) {
            double[] spread = new double[fit.x.length];
            Arrays.setAll(spread, i -> Math.sqrt(fit.variance + fit.standardError[i] * fit.standardError[i]));
            Appearance look = Appearance.ofGroup(group.place()).withPattern(LinePattern.MEDIUM_DASH);
            frame.add(new Series(
                    fit.x,
                    shifted(fit.mean, spread, -quantile),
                    look,
                    ungrouped ? frame.furtherLegend(statement, percent + " Prediction Limits") : "",
                    false));
            frame.add(new Series(fit.x, shifted(fit.mean, spread, quantile), look, "", false));
        }
    }

    private static String percent(double level) {
        double value = Math.round(level * 1e6) / 1e4;
        return (value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value)) + "%";
    }

    private static double[] shifted(double[] mean, double[] spread, double by) {
        double[] shifted = new double[mean.length];
        Arrays.setAll(shifted, i -> mean[i] + by * spread[i]);
        return shifted;
    }

    /**
     * A fitted curve.
     *
     * @param mean estimates at {@code x}
     * @param standardError of the mean
     * @param variance of a single value about its mean
     */
    private record Fit(double[] x, double[] mean, double[] standardError, double variance, int degreesOfFreedom) {}

    /** Empty when there are not more different x values than the degree. */
    private static Optional<Fit> fit(double[] x, double[] y, int degree) {
        if (Arrays.stream(x).distinct().count() <= degree) {
            return Optional.empty();
        }
        double low = Arrays.stream(x).min().orElseThrow();
        double high = Arrays.stream(x).max().orElseThrow();
        double middle = (low + high) / 2;
        double half = (high - low) / 2;
        RealMatrix design = design(x, middle, half, degree);
        QRDecomposition qr = new QRDecomposition(design);
        RealVector coefficients = qr.getSolver().solve(new ArrayRealVector(y));
        RealVector residuals = new ArrayRealVector(y).subtract(design.operate(coefficients));
        int df = x.length - degree - 1;
        double variance = df > 0 ? residuals.dotProduct(residuals) / df : 0;
        double[] at = new double[CURVE_POINTS];
        Arrays.setAll(at, i -> low + (high - low) * i / (CURVE_POINTS - 1));
        RealMatrix curve = design(at, middle, half, degree);
        RealMatrix inverse = new QRDecomposition(design.transpose().multiply(design))
                .getSolver()
                .getInverse();
        double[] mean = curve.operate(coefficients).toArray();
        double[] standardError = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            RealVector row = curve.getRowVector(i);
            standardError[i] = Math.sqrt(Math.max(0, variance * row.dotProduct(inverse.operate(row))));
        }
        return Optional.of(new Fit(at, mean, standardError, variance, df));
    }

    /** Powers of x, scaled to -1 … 1 so that high degrees stay well conditioned. */
    private static RealMatrix design(double[] x, double middle, double half, int degree) {
        double[][] rows = new double[x.length][degree + 1];
        for (int i = 0; i < x.length; i++) {
            double scaled = (x[i] - middle) / half;
            double power = 1;
            for (int j = 0; j <= degree; j++) {
                rows[i][j] = power;
                power *= scaled;
            }
        }
        return new Array2DRowRealMatrix(rows, false);
    }
}
