package hermite.model.lmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.model.lmm.CovarianceStructure.Kind;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class LmmFitterTest {
    /** Potthoff and Roy (1964), Biometrika 51, 313–326: sex (1 male) and distance at ages 8, 10, 12, 14. */
    private static final double[][] GROWTH = {
        {1, 26, 25, 29, 31},
        {1, 21.5, 22.5, 23, 26.5},
        {1, 23, 22.5, 24, 27.5},
        {1, 25.5, 27.5, 26.5, 27},
        {1, 20, 23.5, 22.5, 26},
        {1, 24.5, 25.5, 27, 28.5},
        {1, 22, 22, 24.5, 26.5},
        {1, 24, 21.5, 24.5, 25.5},
        {1, 23, 20.5, 31, 26},
        {1, 27.5, 28, 31, 31.5},
        {1, 23, 23, 23.5, 25},
        {1, 21.5, 23.5, 24, 28},
        {1, 17, 24.5, 26, 29.5},
        {1, 22.5, 25.5, 25.5, 26},
        {1, 23, 24.5, 26, 30},
        {1, 22, 21.5, 23.5, 25},
        {0, 21, 20, 21.5, 23},
        {0, 21, 21.5, 24, 25.5},
        {0, 20.5, 24, 24.5, 26},
        {0, 23.5, 24.5, 25, 26.5},
        {0, 21.5, 23, 22.5, 23.5},
        {0, 20, 21, 21, 22.5},
        {0, 21.5, 22.5, 23, 25},
        {0, 23, 23, 23.5, 24},
        {0, 20, 21, 22, 21.5},
        {0, 16.5, 19, 19, 19.5},
        {0, 24.5, 25, 28, 28}
    };

    private static final LmmFitter FITTER = new LmmFitter();

    private static LmmSpec growth(List<RandomTerm> random, Residual residual, boolean restricted) {
        int n = 4 * GROWTH.length;
        double[] y = new double[n];
        double[] x = new double[4 * n];
        for (int i = 0; i < n; i++) {
            double age = 8 + 2 * (i % 4);
            double male = GROWTH[i / 4][0];
            y[i] = GROWTH[i / 4][1 + i % 4];
            double[] row = {1, age, male, age * male};
            System.arraycopy(row, 0, x, 4 * i, 4);
        }
        return LmmSpec.of(y, x, 4, random, residual, restricted);
    }

    private static Residual visits(CovarianceStructure structure) {
        int n = 4 * GROWTH.length;
        return new Residual(
                structure,
                IntStream.range(0, n).map(i -> i / 4).toArray(),
                IntStream.range(0, n).map(i -> i % 4).toArray(),
                IntStream.range(0, n).mapToDouble(i -> i % 4).toArray(),
                new int[n],
                1,
                false);
    }

    private static RandomTerm slopes() {
        int n = 4 * GROWTH.length;
        double[] z = new double[2 * n];
        for (int i = 0; i < n; i++) {
            z[2 * i] = 1;
            z[2 * i + 1] = 8 + 2 * (i % 4);
        }
        return RandomTerm.of(
                CovarianceStructure.of(Kind.UNSTRUCTURED, 2),
                2,
                z,
                IntStream.range(0, n).map(i -> i / 4).toArray(),
                GROWTH.length);
    }

    /** nlme 3.1: lme(distance ~ age*male, random = ~age | Subject, Orthodont, control = lmeControl(tolerance = 1e-12, msTol = 1e-12)). */
    @Test
    void randomSlopesByRestrictedLikelihoodAgreeWithNlme() {
        LmmFit fit = FITTER.fit(growth(List.of(slopes()), Residual.variance(108), true));
        assertThat(fit.verdict().kind()).isEqualTo(LmmVerdict.Kind.CONVERGED);
        assertThat(fit.minusTwoLog()).isCloseTo(432.5816615, within(1e-6));
        assertThat(fit.beta()[3]).isCloseTo(0.304829545, within(1e-8));
        assertThat(standardError(fit, 2)).isCloseTo(1.595733, within(2e-6));
        assertThat(fit.theta()[0]).isCloseTo(5.786435, within(2e-5));
        assertThat(fit.theta()[1]).isCloseTo(-0.2896273, within(2e-6));
        assertThat(fit.theta()[2]).isCloseTo(0.03252449, within(2e-7));
        assertThat(fit.theta()[3]).isCloseTo(1.716204, within(2e-6));
    }

    /** nlme 3.1: the same with method = "ML". */
    @Test
    void randomSlopesByFullLikelihoodAgreeWithNlme() {
        LmmFit fit = FITTER.fit(growth(List.of(slopes()), Residual.variance(108), false));
        assertThat(fit.minusTwoLog()).isCloseTo(427.8059508, within(1e-6));
    }

    private static double standardError(LmmFit fit, int j) {
        return Math.sqrt(fit.betaCovariance()[j * fit.beta().length + j]);
    }

    /** nlme 3.1: gls(distance ~ age*male, correlation = corAR1(form = ~v | Subject)). */
    @Test
    void autoregressiveResidualsAgreeWithNlme() {
        LmmFit fit = FITTER.fit(growth(List.of(), visits(CovarianceStructure.of(Kind.AUTOREGRESSIVE, 4)), true));
        assertThat(fit.minusTwoLog()).isCloseTo(444.5874, within(1e-4));
        assertThat(fit.theta()[0]).isCloseTo(5.214406, within(2e-4));
        assertThat(fit.theta()[1]).isCloseTo(0.624489, within(2e-5));
        assertThat(standardError(fit, 2)).isCloseTo(2.12946, within(1e-4));
    }

    /** The same model written by distances instead of positions. */
    @Test
    void powersOfDistanceEqualAutoregressionAtEquallySpacedPoints() {
        LmmFit power = FITTER.fit(growth(List.of(), visits(CovarianceStructure.of(Kind.POWER, 4)), true));
        assertThat(power.minusTwoLog()).isCloseTo(444.5874, within(1e-4));
        assertThat(power.theta()[1]).isCloseTo(0.624489, within(2e-5));
    }

    /** nlme 3.1: gls(…, correlation = corCompSymm(form = ~1 | Subject)). */
    @Test
    void compoundSymmetryAgreesWithNlmeAndWithARandomIntercept() {
        LmmFit fit = FITTER.fit(growth(List.of(), visits(CovarianceStructure.of(Kind.COMPOUND_SYMMETRY, 4)), true));
        assertThat(fit.minusTwoLog()).isCloseTo(433.7572, within(1e-4));
        assertThat(fit.theta()[0] + fit.theta()[1]).isCloseTo(5.220682, within(1e-4));
        assertThat(fit.theta()[1] / (fit.theta()[0] + fit.theta()[1])).isCloseTo(0.631838134, within(1e-5));
        double[] ones = new double[108];
        java.util.Arrays.fill(ones, 1);
        RandomTerm intercept = RandomTerm.component(
                ones, IntStream.range(0, 108).map(i -> i / 4).toArray(), GROWTH.length);
        LmmFit mixed = FITTER.fit(growth(List.of(intercept), Residual.variance(108), true));
        assertThat(mixed.minusTwoLog()).isCloseTo(fit.minusTwoLog(), within(1e-8));
        assertThat(mixed.theta()[0]).isCloseTo(fit.theta()[1], within(1e-5));
        assertThat(mixed.standardError(0)).isCloseTo(fit.standardError(1), within(1e-5));
    }

    /** nlme 3.1: gls(…, correlation = corSymm(form = ~v | Subject), weights = varIdent(form = ~1 | v)), REML and ML. */
    @Test
    void unstructuredResidualsAgreeWithNlme() {
        CovarianceStructure un = CovarianceStructure.of(Kind.UNSTRUCTURED, 4);
        LmmFit fit = FITTER.fit(growth(List.of(), visits(un), true));
        assertThat(fit.minusTwoLog()).isCloseTo(424.5468, within(1e-4));
        assertThat(fit.theta()[0]).isCloseTo(5.425231, within(5e-3));
        assertThat(fit.theta()[2]).isCloseTo(5.425231 * 0.878879271 * 0.878879271, within(5e-3));
        assertThat(fit.beta()[3]).isCloseTo(0.350439, within(2e-5));
        LmmFit full = FITTER.fit(growth(List.of(), visits(un), false));
        assertThat(full.minusTwoLog()).isCloseTo(419.477, within(1e-3));
    }

    /** nlme 3.1: gls(…, correlation = corCompSymm(form = ~1 | Subject), weights = varIdent(form = ~1 | v)). */
    @Test
    void heterogeneousCompoundSymmetryAgreesWithNlme() {
        LmmFit fit = FITTER.fit(
                growth(List.of(), visits(CovarianceStructure.of(Kind.HETEROGENEOUS_COMPOUND_SYMMETRY, 4)), true));
        assertThat(fit.minusTwoLog()).isCloseTo(431.9724, within(1e-4));
        assertThat(fit.theta()[4]).isCloseTo(0.63529, within(1e-4));
        assertThat(fit.theta()[1] / fit.theta()[0]).isCloseTo(0.862364 * 0.862364, within(1e-3));
    }

    /** Balanced one-way layout: REML estimates are those of the analysis of variance (Searle et al. 1992, section 3.8). */
    @Test
    void balancedOneWayLayoutGivesTheAnalysisOfVarianceEstimates() {
        double[][] cells = {{12, 15, 14}, {20, 18, 19}, {9, 13, 10}, {16, 17, 13}};
        double grand = 0;
        double[] means = new double[4];
        double within = 0;
        for (int i = 0; i < 4; i++) {
            means[i] = (cells[i][0] + cells[i][1] + cells[i][2]) / 3;
            grand += means[i] / 4;
            for (double v : cells[i]) {
                within += (v - means[i]) * (v - means[i]);
            }
        }
        double between = 0;
        for (double m : means) {
            between += 3 * (m - grand) * (m - grand);
        }
        double[] y = new double[12];
        double[] ones = new double[12];
        int[] subject = new int[12];
        for (int i = 0; i < 12; i++) {
            y[i] = cells[i / 3][i % 3];
            ones[i] = 1;
            subject[i] = i / 3;
        }
        RandomTerm term = RandomTerm.component(ones, subject, 4);
        LmmFit reml = FITTER.fit(LmmSpec.of(y, ones, 1, List.of(term), Residual.variance(12), true));
        double error = within / 8;
        double groups = (between / 3 - error) / 3;
        assertThat(reml.theta()[1]).isCloseTo(error, within(1e-7));
        assertThat(reml.theta()[0]).isCloseTo(groups, within(1e-7));
        // var(error) = 2σ⁴/8; var(σ²a) = (2/9)(MSA²/3 + MSE²/8): the information at the estimates
        assertThat(reml.standardError(1)).isCloseTo(Math.sqrt(2 * error * error / 8), within(1e-6));
        double msa = between / 3;
        assertThat(reml.standardError(0))
                .isCloseTo(Math.sqrt(2.0 / 9 * (msa * msa / 3 + error * error / 8)), within(1e-6));
        LmmFit ml = FITTER.fit(LmmSpec.of(y, ones, 1, List.of(term), Residual.variance(12), false));
        assertThat(ml.theta()[1]).isCloseTo(error, within(1e-7));
        assertThat(ml.theta()[0]).isCloseTo((between / 4 - error) / 3, within(1e-7));
    }

    /** Groups that differ less than chance: the variance is zero and the rest is ordinary least squares. */
    @Test
    void aVarianceOfZeroIsReported() {
        double[] y = {1, 5, 3, 3, 5, 1, 2, 4};
        double[] ones = {1, 1, 1, 1, 1, 1, 1, 1};
        RandomTerm term = RandomTerm.component(ones, new int[] {0, 0, 1, 1, 2, 2, 3, 3}, 4);
        LmmFit fit = FITTER.fit(LmmSpec.of(y, ones, 1, List.of(term), Residual.variance(8), true));
        assertThat(fit.verdict().kind()).isEqualTo(LmmVerdict.Kind.ZERO_VARIANCE);
        assertThat(fit.theta()[0]).isZero();
        assertThat(fit.standardError(0)).isNaN();
        assertThat(fit.theta()[1]).isCloseTo(18.0 / 7, within(1e-8));
    }

    @Test
    void theOrderOfRowsDoesNotChangeADigit() {
        LmmSpec spec = growth(List.of(slopes()), Residual.variance(108), true);
        List<Integer> order =
                new java.util.ArrayList<>(IntStream.range(0, 108).boxed().toList());
        Collections.shuffle(order, new Random(5));
        double[] y = new double[108];
        double[] x = new double[4 * 108];
        double[] z = new double[2 * 108];
        int[] subject = new int[108];
        for (int i = 0; i < 108; i++) {
            int r = order.get(i);
            y[i] = spec.y()[r];
            System.arraycopy(spec.x(), 4 * r, x, 4 * i, 4);
            System.arraycopy(spec.random().get(0).z(), 2 * r, z, 2 * i, 2);
            subject[i] = r / 4;
        }
        RandomTerm shuffled = RandomTerm.of(CovarianceStructure.of(Kind.UNSTRUCTURED, 2), 2, z, subject, GROWTH.length);
        LmmFit other = FITTER.fit(LmmSpec.of(y, x, 4, List.of(shuffled), Residual.variance(108), true));
        LmmFit fit = FITTER.fit(spec);
        assertThat(other.theta()).containsExactly(fit.theta());
        assertThat(other.beta()).containsExactly(fit.beta());
        assertThat(other.minusTwoLog()).isEqualTo(fit.minusTwoLog());
    }

    /** Printed by R's lmer on the page named in the case smoking study, and its school effects. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void schoolAndClassEffectsOfTheSmokingStudyAgreeWithThePrintedFit() throws Exception {
        List<String> lines = Files.readAllLines(SharedData.path("data/Smoking.dat")).stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .toList();
        int n = lines.size();
        double[] y = new double[n];
        double[] x = new double[4 * n];
        double[] ones = new double[n];
        int[] school = new int[n];
        int[] room = new int[n];
        for (int i = 0; i < n; i++) {
            String[] f = lines.get(i).trim().split("\\s+");
            school[i] = Integer.parseInt(f[0]);
            room[i] = Integer.parseInt(f[1]);
            double[] row = {1, Double.parseDouble(f[4]), Double.parseDouble(f[2]), Double.parseDouble(f[3])};
            System.arraycopy(row, 0, x, 4 * i, 4);
            y[i] = Double.parseDouble(f[5]);
            ones[i] = 1;
        }
        Map<Integer, Integer> schools = number(school);
        Map<Integer, Integer> rooms = number(room);
        RandomTerm ofSchools = RandomTerm.component(ones, school, schools.size());
        RandomTerm ofRooms = RandomTerm.component(ones, room, rooms.size());
        LmmFit fit = FITTER.fit(LmmSpec.of(y, x, 4, List.of(ofSchools, ofRooms), Residual.variance(n), true));
        assertThat(schools).hasSize(28);
        assertThat(rooms).hasSize(135);
        assertThat(fit.minusTwoLog()).isCloseTo(5374.3, within(0.05));
        assertThat(fit.theta()[1]).isCloseTo(0.06853, within(5e-6));
        assertThat(fit.theta()[0]).isCloseTo(0.03925, within(5e-6));
        assertThat(fit.theta()[2]).isCloseTo(1.60108, within(5e-6));
        double[] estimates = {1.78493, 0.30524, 0.47147, 0.01956};
        double[] errors = {0.11295, 0.02590, 0.11330, 0.11330};
        for (int j = 0; j < 4; j++) {
            assertThat(fit.beta()[j]).isCloseTo(estimates[j], within(5e-6));
            assertThat(standardError(fit, j)).isCloseTo(errors[j], within(5e-6));
        }
        double[] effects = fit.effects().get(0).estimates();
        assertThat(effects[schools.get(193)]).isCloseTo(0.013358240, within(5e-6));
        assertThat(effects[schools.get(407)]).isCloseTo(0.225674957, within(5e-6));
        assertThat(effects[schools.get(515)]).isCloseTo(-0.125371028, within(5e-6));
    }

    private static Map<Integer, Integer> number(int[] labels) {
        Map<Integer, Integer> places = new TreeMap<>();
        for (int label : labels) {
            places.put(label, 0);
        }
        int next = 0;
        for (Map.Entry<Integer, Integer> e : places.entrySet()) {
            e.setValue(next++);
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = places.get(labels[i]);
        }
        return places;
    }

    /**
     * Subjects whose levels differ and whose slopes do not at all: the second loading of slopes is zero, where V does not
     * change with it but its curvature does. The other figures are those of the factor without it, and the standard
     * error of a loading at zero is that of f(ε) = f(0) + ε²/s².
     */
    @Test
    void loadingAtZeroHasItsStandardError() {
        int subjects = 8;
        double[] y = new double[4 * subjects];
        double[] x = new double[8 * subjects];
        int[] subject = new int[4 * subjects];
        int[] orthogonal = {1, -1, -1, 1};
        for (int i = 0; i < y.length; i++) {
            subject[i] = i / 4;
            y[i] = subject[i] + orthogonal[i % 4] * (1 + 0.25 * (subject[i] % 3));
            x[2 * i] = 1;
            x[2 * i + 1] = i % 4;
        }
        LmmFit one = loadings(y, x, subject, 1);
        LmmFit two = loadings(y, x, subject, 2);
        assertThat(two.verdict().kind()).isEqualTo(LmmVerdict.Kind.CONVERGED);
        assertThat(two.minusTwoLog()).isCloseTo(one.minusTwoLog(), within(1e-9));
        assertThat(two.theta()[2]).isEqualTo(0);
        assertThat(two.standardError(0)).isCloseTo(one.standardError(0), within(1e-7));
        assertThat(two.standardError(1)).isCloseTo(one.standardError(1), within(1e-7));
        double[] moved = two.theta().clone();
        double epsilon = 1e-3;
        moved[2] = epsilon;
        double above = new LmmCriterion(loadingsModel(y, x, subject, 2))
                .minusTwoLog(moved)
                .orElseThrow();
        double expected = epsilon / Math.sqrt(above - two.minusTwoLog());
        assertThat(two.standardError(2)).isCloseTo(expected, within(1e-4 * expected));
    }

    private static LmmSpec loadingsModel(double[] y, double[] x, int[] subject, int columns) {
        CovarianceStructure factor = new CovarianceStructure(CovarianceStructure.Kind.FACTOR, 2, columns);
        return LmmSpec.of(
                y,
                x,
                2,
                List.of(RandomTerm.of(factor, 2, x, subject, subject[subject.length - 1] + 1)),
                Residual.variance(y.length),
                false);
    }

    private static LmmFit loadings(double[] y, double[] x, int[] subject, int columns) {
        return FITTER.fit(loadingsModel(y, x, subject, columns));
    }
}
