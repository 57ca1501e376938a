package hermite.sas.proc.glimmix.fitting;

import hermite.model.Effect;
import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;
import hermite.model.Sweep;
import hermite.model.estimability.EstimableFunctions;
import hermite.model.glmm.GlmmFit;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.FTest;
import hermite.model.inference.FittedCoefficients;
import hermite.model.inference.FunctionCoefficients;
import hermite.model.inference.LinearAlgebra;
import hermite.sas.proc.glimmix.binding.Categories;
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
    private final GlimmixData data;
    private final Categories categories;
    private final double[] beta;
    private final double[] covariance;
    private final int order;
    private final List<FixedEffects> ofCategory = new ArrayList<>();

    public CategoryEffects(GlimmixData data, GlmmFit fit) {
        this.data = data;
        categories = data.response().categories().orElseThrow();
        beta = fit.beta();
        covariance = data.request().empirical() ? fit.empiricalCovariance() : fit.modelCovariance();
        order = fit.parameters();
        int kept = data.sweep().rank();
        for (int c = 0; c < categories(); c++) {
            double[] own = new double[kept];
            double[] ownCovariance = new double[kept * kept];
            for (int k = 0; k < kept; k++) {
                int at = place(k, c);
                own[k] = at < 0 ? 0 : beta[at];
                for (int j = 0; j < kept; j++) {
                    int to = place(j, c);
                    ownCovariance[k * kept + j] = at < 0 || to < 0 ? 0 : covariance[at * order + to];
                }
            }
            ofCategory.add(new FixedEffects(data, own, ownCovariance, kept));
        }
    }

    /** Categories with an intercept of their own. */
    public int categories() {
        return categories.modelled().size();
    }

    /** Whether a column of X has one coefficient for each category. */
    public boolean differsByCategory(int column) {
        return categories.nominal()
                || data.terms()
                        .effects()
                        .get(data.terms().columns().get(column).effect())
                        .isIntercept();
    }

    /** The predictor of one category as if it were the only one. */
    public FixedEffects of(int category) {
        return ofCategory.get(category);
    }

    public Linear column(int column, int category) {
        return of(category).column(column);
    }

    /** Place among the coefficients fitted of the k-th column kept, for a category. */
    private int place(int k, int category) {
        if (categories.nominal()) {
            return k * categories() + category;
        }
        boolean intercept = data.terms().effects().get(0).isIntercept();
        if (intercept && k == 0) {
            return category;
        }
        return categories() + k - (intercept ? 1 : 0);
    }

    /** Covariance of two coefficients, each a column of X and a category; NaN where one is not estimated. */
    public double covariance(int column, int category, int other, int otherCategory) {
        if (data.sweep().aliased()[column] || data.sweep().aliased()[other]) {
            return Double.NaN;
        }
        return covariance[place(kept(column), category) * order + place(kept(other), otherCategory)];
    }

    /** Number of a column among those kept. */
    private int kept(int column) {
        int k = 0;
        for (int j = 0; j < column; j++) {
            k += data.sweep().aliased()[j] ? 0 : 1;
        }
        return k;
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
                if (!data.sweep().aliased()[j]) {
                    fitted[FunctionCoefficients.place(terms, j + before, c)] = place(kept(j), c);
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
                terms,
                estimates,
                wide,
                crossProducts(terms, before),
                DegreesOfFreedom.fixed(of(0).residualDegreesOfFreedom()));
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
                data.crossProducts(),
                data.request().step().options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR));
    }

    /** Test of an effect, in all categories at once; numerator 0 when nothing about it is estimable. */
    public FTest test(int type, int effect) {
        return joint(hypothesis(type, effect), of(0).degreesOfFreedom(effect));
    }

    /** Whether the coefficients that hypotheses touch differ by category. */
    public boolean differ(double[][] hypotheses) {
        return Arrays.stream(hypotheses)
                .anyMatch(row -> IntStream.range(0, row.length).anyMatch(j -> row[j] != 0 && differsByCategory(j)));
    }

    /** Wald test that hypotheses, one coefficient a column of X, hold in all categories. */
    public FTest joint(double[][] hypotheses, double df) {
        List<double[]> rows = new ArrayList<>();
        for (int c = 0; c < (differ(hypotheses) ? categories() : 1); c++) {
            for (double[] row : hypotheses) {
                rows.add(wide(row, c));
            }
        }
        if (rows.isEmpty()) {
            return new FTest(0, df, Double.NaN);
        }
        double[][] all = rows.toArray(double[][]::new);
        double[] values = LinearAlgebra.times(all, beta);
        int p = beta.length;
        double[] head = new double[p * p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(covariance, i * order, head, i * p, p);
        }
        Sweep middle = Sweep.of(LinearAlgebra.sandwich(all, head, p), rows.size(), 1e-10);
        return new FTest(middle.rank(), df, LinearAlgebra.dot(values, middle.times(values)) / middle.rank());
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
                FTest test = joint(rows, Double.POSITIVE_INFINITY);
                return ChiSquareTest.of(test.chiSquare(), test.numeratorDf());
            }
        };
    }

    /** Coefficients of the fit for those of X in one category: a row of the design of that category's predictor. */
    public double[] wide(double[] row, int category) {
        double[] out = new double[beta.length];
        for (int j = 0, k = 0; j < row.length; j++) {
            if (data.sweep().aliased()[j]) {
                continue;
            }
            out[place(k, category)] += row[j];
            k++;
        }
        return out;
    }
}
