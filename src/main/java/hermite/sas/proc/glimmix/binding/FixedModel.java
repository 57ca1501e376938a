package hermite.sas.proc.glimmix.binding;

import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.DesignMatrix;
import hermite.model.ModelTerms;
import hermite.model.Sweep;
import hermite.sas.log.StepFailure;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStep;
import java.util.Arrays;
import java.util.List;

/** The rows, response and fixed effects of a step, which inference needs however the model was fitted. */
public interface FixedModel {
    ProcStep step();

    /** Response and fixed effects of the rows used. */
    FixedPart fixed();

    default Table table() {
        return fixed().table();
    }

    /** Rows of the table that the fit uses. */
    default int[] rowsUsed() {
        return fixed().rows();
    }

    /** How often each row used counts. */
    double[] counts();

    /** Prior weights of the rows used, 1 without WEIGHT. */
    double[] rowWeights();

    /** Levels of the CLASS variables. */
    default List<ClassLevels> classes() {
        return fixed().classes();
    }

    default ModelTerms terms() {
        return fixed().terms();
    }

    /** Design of the rows used, aliased columns included. */
    default DesignMatrix x() {
        return fixed().x();
    }

    /** Which of its columns are aliased. */
    default Sweep sweep() {
        return fixed().sweep();
    }

    /** X'X, row-major. */
    default double[] crossProducts() {
        return fixed().crossProducts();
    }

    default GlimmixResponse response() {
        return fixed().response();
    }

    /** Pivot tolerance of X'X. */
    static double singular(ProcStep step) {
        return step.options().number("SINGULAR").orElse(Sweep.DEFAULT_SINGULAR);
    }

    /** Whether hypotheses are made with the weights of the linearised model too (LWEIGHT=FIRSTORDER). */
    default boolean hasFirstOrderWeights() {
        return modelOptions().word("LWEIGHT").filter("FIRSTORDER"::equals).isPresent();
    }

    /** Ends a step that asks for first-order weights where there is no linearised model of single rows. */
    default void refuseFirstOrderWeights() {
        if (hasFirstOrderWeights()) {
            throw new StepFailure(
                    step().place(),
                    GlimmixMessage.NOT_BUILT,
                    "LWEIGHT=FIRSTORDER with a multinomial response or with METHOD=QUAD or LAPLACE");
        }
    }

    /** X'WX from which hypotheses of Types I to III are made: W holds prior weights unless LWEIGHT=NONE. */
    default double[] testCrossProducts() {
        double[] w = counts().clone();
        if (!modelOptions().word("LWEIGHT").orElse("VAR").equals("NONE")) {
            double[] prior = rowWeights();
            Arrays.setAll(w, i -> w[i] * prior[i]);
        }
        return x().crossProducts(w);
    }

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
