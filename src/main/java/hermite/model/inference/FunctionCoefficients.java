package hermite.model.inference;

import hermite.model.ModelTerms;
import hermite.model.ResponseFunctions;

/**
 * Coefficients of several functions of a multinomial response and those of one of them. A column of one function's
 * design belongs to a coefficient of the function's own, or to one that all functions of a cumulative link share.
 */
public final class FunctionCoefficients {
    private FunctionCoefficients() {}

    /** Place among all coefficients of the one that a column of the design has in a function. */
    public static int place(ModelTerms all, int column, int function) {
        ResponseFunctions functions = all.functions();
        if (!functions.cumulative()) {
            return column * functions.count() + function;
        }
        if (!all.hasIntercept()) {
            return column;
        }
        return column == 0 ? function : functions.count() + column - 1;
    }

    /** A combination of all coefficients from one of a single function's. */
    public static double[] wide(ModelTerms all, double[] row, int function) {
        double[] wide = new double[all.columnCount()];
        for (int j = 0; j < row.length; j++) {
            wide[place(all, j, function)] = row[j];
        }
        return wide;
    }

    /**
     * The coefficients of one function as if it were the only one. What is estimable is the same for every function: the
     * thresholds of a cumulative link count as one constant.
     */
    public static FittedCoefficients of(FittedCoefficients all, int function) {
        ModelTerms terms = all.terms().withFunctions(ResponseFunctions.ONE);
        int p = terms.columnCount();
        int n = all.columns();
        double[] estimates = new double[p];
        double[] covariance = new double[p * p];
        double[] crossProducts = new double[p * p];
        boolean cumulative = all.terms().functions().cumulative();
        int functions = all.terms().functions().count();
        for (int j = 0; j < p; j++) {
            int at = place(all.terms(), j, function);
            estimates[j] = all.estimates()[at];
            for (int k = 0; k < p; k++) {
                int to = place(all.terms(), k, function);
                covariance[j * p + k] = all.covariance()[at * n + to];
                if (!cumulative) {
                    crossProducts[j * p + k] = all.crossProducts()[at * n + to];
                }
            }
        }
        if (cumulative) {
            boolean intercept = all.terms().hasIntercept();
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    int j = intercept ? Math.max(0, a - functions + 1) : a;
                    int k = intercept ? Math.max(0, b - functions + 1) : b;
                    crossProducts[j * p + k] += all.crossProducts()[a * n + b];
                }
            }
        }
        DegreesOfFreedom df = all.degreesOfFreedom();
        return new FittedCoefficients(terms, estimates, covariance, crossProducts, df);
    }
}
