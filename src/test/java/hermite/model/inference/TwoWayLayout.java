package hermite.model.inference;

import hermite.data.CharacterColumn;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.model.ClassLevels;
import hermite.model.ClassVariable;
import hermite.model.Effect;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.ModelTerms;
import hermite.model.Observations;
import hermite.model.PlainFormats;
import hermite.model.StandardLink;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ScaleRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An unbalanced layout a (3) × b (3) with a covariate x: the data of the R calls named in the tests. */
final class TwoWayLayout {
    private static final String A = "11111222233333";
    private static final String B = "uuvvwuvvwuuvww";
    private static final double[] X = {1, 3, 2, 5, 4, 2, 6, 1, 3, 5, 2, 4, 1, 7};
    private static final double[] Y = {5.1, 6.9, 8.2, 11.4, 7.7, 4.2, 9.6, 6.1, 7.3, 12.5, 9.9, 10.2, 8.8, 15.1};

    final Table table = table(A, B, X);
    final int[] rows = IntStream.range(0, X.length).toArray();
    final double[] counts = counts(X.length);

    private static double[] counts(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Table table(String a, String b, double[] x) {
        return new Table(
                List.of(Variable.character("a", 1), Variable.character("b", 1), Variable.numeric("x")),
                List.of(
                        CharacterColumn.of(List.of(a.split(""))),
                        CharacterColumn.of(List.of(b.split(""))),
                        new NumericColumn(x)),
                x.length);
    }

    ModelTerms terms(Effect... effects) {
        List<ClassLevels> classes = List.of(
                ClassLevels.of(ClassVariable.of("a"), table, rows, new PlainFormats()),
                ClassLevels.of(ClassVariable.of("b"), table, rows, new PlainFormats()));
        return new ModelTerms(true, List.of(effects), classes);
    }

    /** Least squares of y, t and F tests with n − p degrees of freedom. */
    FittedCoefficients normal(Effect... effects) {
        ModelTerms terms = terms(effects);
        Observations data =
                Observations.of(terms.design(table, rows, new PlainFormats()).values(), terms.columnCount(), Y);
        GlmFit fit = GlmFitter.fit(
                GlmSpecification.of(Family.NORMAL, StandardLink.IDENTITY).withScale(new ScaleRule.Deviance()), data);
        return new FittedCoefficients(
                terms,
                fit.estimates(),
                fit.covariance(),
                fit.crossProducts(),
                DegreesOfFreedom.fixed(Y.length - fit.rank()));
    }

    /** Poisson regression of y rounded, z tests. */
    FittedCoefficients poisson(Effect... effects) {
        ModelTerms terms = terms(effects);
        double[] y = Arrays.stream(Y).map(Math::rint).toArray();
        Observations data =
                Observations.of(terms.design(table, rows, new PlainFormats()).values(), terms.columnCount(), y);
        Link log = StandardLink.LOG;
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.POISSON, log).withTolerance(1e-12), data);
        return new FittedCoefficients(
                terms, fit.estimates(), fit.covariance(), fit.crossProducts(), DegreesOfFreedom.INFINITE);
    }

    CovariateMeans means(FittedCoefficients fit) {
        return CovariateMeans.of(fit.terms(), table, rows, counts);
    }

    ObservedMargins margins(FittedCoefficients fit) {
        return ObservedMargins.of(fit.terms(), table, rows, counts, new PlainFormats());
    }
}
