package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStep;

/** The rows, response and fixed effects of a step, which inference needs however the model was fitted. */
public interface FixedModel {
    ProcStep step();

    Table table();

    /** Rows of the table that the fit uses. */
    int[] rowsUsed();

    /** How often each row used counts. */
    double[] counts();

    ModelTerms terms();

    /** Design of the rows used, aliased columns included. */
    DesignMatrix x();

    /** Which of its columns are aliased. */
    Sweep sweep();

    /** X'X, row-major. */
    double[] crossProducts();

    GlimmixResponse response();

    /** Options of MODEL. */
    default Options modelOptions() {
        return step().statement("MODEL").orElseThrow().options();
    }

    default double alpha() {
        return modelOptions().number("ALPHA").orElse(0.05);
    }

    default boolean asksForOddsRatios() {
        return modelOptions().has("ODDSRATIO") || step().options().has("ODDSRATIO");
    }

    /** Whether there are no random effects. */
    default boolean isPlain() {
        return step().statements("RANDOM").isEmpty();
    }

    /** Columns of X, with those that the functions of a response in categories have of their own. */
    default int columnsInX() {
        int columns = x().columns();
        if (response().categories().isEmpty()) {
            return columns;
        }
        Categories categories = response().categories().get();
        int functions = categories.modelled().size();
        return categories.nominal()
                ? columns * functions
                : columns + functions - (terms().effects().get(0).isIntercept() ? 1 : 0);
    }
}
