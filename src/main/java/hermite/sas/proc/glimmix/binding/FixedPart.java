package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import java.util.List;

/**
 * The response and the fixed effects of the rows that a fit uses.
 *
 * @param rows of the table that the fit uses, some perhaps several times
 * @param classes levels of the CLASS variables
 * @param x design of those rows, aliased columns included
 * @param sweep of X'X: which columns are aliased
 * @param crossProducts X'X, row-major
 */
public record FixedPart(
        Table table,
        int[] rows,
        List<ClassLevels> classes,
        ModelTerms terms,
        DesignMatrix x,
        Sweep sweep,
        double[] crossProducts,
        GlimmixResponse response) {

    /** The columns of the design that are not aliased, row-major. */
    public double[] kept() {
        return x.select(sweep.kept());
    }
}
