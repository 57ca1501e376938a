package hermite.sas.proc.glimmix.fitting;

import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.glmm.GlmmFit;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.Combination;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.FunctionCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.FixedModel;
import hermite.sas.proc.glimmix.binding.GlimmixData;
import hermite.sas.proc.glimmix.fitting.FixedEffects.Linear;
import hermite.sas.proc.postfit.PostFitModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fixed effects of a multinomial model: cumulative ones share all coefficients but the intercept between the categories,
 * generalized logits share none.
 */
public final class CategoryEffects {
    private final FixedModel data;
    private final Categories categories;
    private final CategoryLayout layout;
    private final double[] beta;
    private final double[] covariance;
    private final int order;
    private final DegreesOfFreedom df;
    private final double residualDf;
    private final List<FittedCoefficients> ofCategory = new ArrayList<>();

    /** Of a fit by maximum likelihood. */
    public static CategoryEffects of(GlimmixData data, GlmmFit fit) {
        double[] covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        CategoryEffects effects = new CategoryEffects(
                data, fit.beta(), covariance, fit.parameters(), DegreesOfFreedom.INFINITE, Double.POSITIVE_INFINITY);
        FixedEffects fixed = effects.first(data);
        return new CategoryEffects(
                data,
                fit.beta(),
                covariance,
                fit.parameters(),
                effects.layout.smallestOfEffects(fixed.degreesOfFreedom()),
                fixed.residualDegreesOfFreedom());
    }

    /**
     * @param beta in the order of {@link CategoryLayout}
     * @param covariance theirs is the head of this row-major matrix
     * @param order of the matrix
     * @param df of hypotheses about the coefficients fitted
     * @param residualDf n − rank[X Z]
     */
    public CategoryEffects(
            FixedModel data, double[] beta, double[] covariance, int order, DegreesOfFreedom df, double residualDf) {
        this.data = data;
        this.beta = beta;
        this.covariance = covariance;
        this.order = order;
        this.df = df;
        this.residualDf = residualDf;
        categories = data.response().categories().orElseThrow();
        layout = new CategoryLayout(data);
        for (int c = 0; c < categories(); c++) {
            ofCategory.add(category(c));
        }
    }

    private FittedCoefficients category(int category) {
        int p = data.terms().columnCount();
        double[] own = new double[p];
        double[] ownCovariance = new double[p * p];
        for (int j = 0; j < p; j++) {
            int at = layout.place(j, category);
            own[j] = at < 0 ? 0 : beta[at];
            for (int k = 0; k < p; k++) {
                int to = layout.place(k, category);
                ownCovariance[j * p + k] = at < 0 || to < 0 ? 0 : covariance[at * order + to];
            }
        }
        return new FittedCoefficients(data.terms(), own, ownCovariance, data.crossProducts(), inCategory(df, category));
    }

    /** Degrees of freedom of hypotheses about the columns of X in one category. */
    private DegreesOfFreedom inCategory(DegreesOfFreedom fitted, int category) {
        return new DegreesOfFreedom() {
            @Override
            public double of(double[][] rows) {
                return fitted.of(wide(rows, category));
            }

            @Override
            public double scale(double[][] rows) {
                return fitted.scale(wide(rows, category));
            }

            @Override
            public DegreesOfFreedom ofEffect(int effect) {
                return inCategory(fitted.ofEffect(effect), category);
            }
        };
    }

    private double[][] wide(double[][] rows, int category) {
        return Arrays.stream(rows).map(row -> layout.wide(row, category)).toArray(double[][]::new);
    }

    public CategoryLayout layout() {
        return layout;
    }

    /** Categories with an intercept of their own. */
    public int categories() {
        return layout.categories();
    }

    /** Of a combination of the coefficients fitted. */
    public double standardError(double[] row) {
        double variance = 0;
        for (int j = 0; j < row.length; j++) {
            for (int k = 0; k < row.length; k++) {
                variance += row[j] * covariance[j * order + k] * row[k];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /** The predictor of one category as if it were the only one. */
    public FittedCoefficients of(int category) {
        return ofCategory.get(category);
    }

    /** The first category's predictor, for tables about the random effects. */
    public FixedEffects first(GlimmixData fitted) {
        return new FixedEffects(fitted, of(0));
    }

    /** n − rank[X Z], infinite without degrees of freedom. */
    public double residualDegreesOfFreedom() {
        return residualDf;
    }

    public Linear column(int column, int category) {
        double[] unit = new double[data.terms().columnCount()];
        unit[column] = 1;
        Combination of = of(category).combination(unit);
        return new Linear(of.value(), of.standardError(), of.df());
    }

    /** Covariance of two coefficients, each a column of X and a category; NaN where one is not estimated. */
    public double covariance(int column, int category, int other, int otherCategory) {
        int at = layout.place(column, category);
        int to = layout.place(other, otherCategory);
        return at < 0 || to < 0 ? Double.NaN : covariance[at * order + to];
    }

    /**
     * All coefficients, aliased ones with estimate 0, as those of terms that know the categories. The thresholds of a
     * cumulative link are the intercept of the terms whether the model has one or not.
     */
    public FittedCoefficients all() {
        ModelTerms own = data.terms();
        boolean added = !categories.nominal() && !own.hasIntercept();
        List<Effect> written =
                own.effects().stream().filter(e -> !e.isIntercept()).toList();
        ModelTerms terms = new ModelTerms(added || own.hasIntercept(), written, own.classes(), own.constructed())
                .withFunctions(
                        categories.nominal()
                                ? ResponseFunctions.separate(categories.modelled())
                                : ResponseFunctions.thresholds(categories.modelled()));
        int before = added ? 1 : 0;
        int[] fitted = new int[terms.columnCount()];
        Arrays.fill(fitted, -1);
        for (int c = 0; c < categories(); c++) {
            if (added) {
                fitted[c] = c;
            }
            for (int j = 0; j < own.columnCount(); j++) {
                int at = layout.place(j, c);
                if (at >= 0) {
                    fitted[FunctionCoefficients.place(terms, j + before, c)] = at;
                }
            }
        }
        int p = fitted.length;
        double[] estimates = new double[p];
        double[] wide = new double[p * p];
        for (int a = 0; a < p; a++) {
            estimates[a] = fitted[a] < 0 ? 0 : beta[fitted[a]];
            for (int b = 0; b < p; b++) {
                wide[a * p + b] = fitted[a] < 0 || fitted[b] < 0 ? 0 : covariance[fitted[a] * order + fitted[b]];
            }
        }
        return new FittedCoefficients(
                terms, estimates, wide, crossProducts(terms, before), DegreesOfFreedom.fixed(residualDf));
    }

    /** Of the design with a row for each observation and category. */
    private double[] crossProducts(ModelTerms terms, int before) {
        int p = terms.columnCount();
        int n = data.x().columns() + before;
        double[] cross = new double[p * p];
        double[] row = new double[n];
        for (int i = 0; i < data.x().rows(); i++) {
            row[0] = 1;
            for (int j = before; j < n; j++) {
                row[j] = data.x().get(i, j - before);
            }
            for (int c = 0; c < categories(); c++) {
                for (int j = 0; j < n; j++) {
                    int at = FunctionCoefficients.place(terms, j, c) * p;
                    for (int k = 0; k < n && row[j] != 0; k++) {
                        cross[at + FunctionCoefficients.place(terms, k, c)] += row[j] * row[k];
                    }
                }
            }
        }
        return cross;
    }

    /** The hypothesis of Type I, II or III for an effect. */
    public double[][] hypothesis(int type, int effect) {
        return EstimableFunctions.ofType(
                type,
                data.terms(),
                effect,
                data.testCrossProducts(),
                data.step().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR));
    }

    /** Test of an effect, in all categories at once; numerator 0 when nothing about it is estimable. */
    public FTest test(int type, int effect) {
        return joint(hypothesis(type, effect), df.ofEffect(effect));
    }

    /** Whether the coefficients that hypotheses touch differ by category. */
    public boolean differ(double[][] hypotheses) {
        return Arrays.stream(hypotheses).anyMatch(row -> IntStream.range(0, row.length)
                .anyMatch(j -> row[j] != 0 && layout.differsByCategory(j)));
    }

    /** Wald test that hypotheses, one coefficient a column of X, hold in all categories. */
    private FTest joint(double[][] hypotheses, DegreesOfFreedom denominator) {
        List<double[]> rows = new ArrayList<>();
        for (int c = 0; c < (differ(hypotheses) ? categories() : 1); c++) {
            for (double[] row : hypotheses) {
                rows.add(layout.wide(row, c));
            }
        }
        if (rows.isEmpty()) {
            return new FTest(0, Double.NaN, Double.NaN);
        }
        double[][] all = rows.toArray(double[][]::new);
        double[] values = LinearAlgebra.times(all, beta);
        int p = beta.length;
        double[] head = new double[p * p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(covariance, i * order, head, i * p, p);
        }
        Sweep middle = Sweep.of(LinearAlgebra.sandwich(all, head, p), rows.size(), 1e-10);
        double f = LinearAlgebra.dot(values, middle.times(values)) / middle.rank();
        return new FTest(middle.rank(), denominator.of(all), f * denominator.scale(all));
    }

    /** CONTRAST in all categories at once. */
    public PostFitModel.ContrastTest jointContrast() {
        return new PostFitModel.ContrastTest() {
            @Override
            public String type() {
                return "Wald";
            }

            @Override
            public ChiSquareTest test(double[][] rows) {
                FTest test = joint(rows, DegreesOfFreedom.INFINITE);
                return ChiSquareTest.of(test.chiSquare(), test.numeratorDf());
            }
        };
    }
}
