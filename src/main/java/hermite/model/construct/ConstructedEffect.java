package hermite.model.construct;

import java.util.List;

/**
 * A named group of design columns that are functions of continuous variables: a polynomial, a spline, a collection.
 * Everything a column needs, knots and centres too, is in the record, so that new data get the same columns.
 */
public sealed interface ConstructedEffect permits PolynomialEffect, SplineEffect, CollectionEffect {
    /** The name by which effects of the model use it. */
    String name();

    /** The variables it is made of, as the data spell them. */
    List<String> variables();

    /** What names each column beside the effect; one empty label where the name says all. */
    List<String> labels();

    /**
     * The columns at one point.
     *
     * @param point a value of each variable, in the order of {@link #variables}
     * @param columns where the values go, one a label; NaN where the effect is not defined
     */
    void evaluate(double[] point, double[] columns);

    /** {@link #evaluate} into a new array. */
    default double[] at(double[] point) {
        double[] columns = new double[labels().size()];
        evaluate(point, columns);
        return columns;
    }
}
