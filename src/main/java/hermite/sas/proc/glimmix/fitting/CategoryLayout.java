package hermite.sas.proc.glimmix.fitting;

import hermite.model.ModelTerms;
import hermite.model.inference.DegreesOfFreedom;
import hermite.sas.proc.glimmix.binding.Categories;
import hermite.sas.proc.glimmix.binding.FixedModel;
import java.util.Arrays;

/**
 * Where the coefficients of a multinomial model are: of a cumulative link the thresholds, then those that all categories
 * share; of generalized logits every column kept once for each category.
 */
public final class CategoryLayout {
    private final ModelTerms terms;
    private final boolean[] aliased;
    private final int[] kept;
    private final int rank;
    private final Categories categories;
    private final boolean intercept;

    public CategoryLayout(FixedModel model) {
        terms = model.terms();
        aliased = model.sweep().aliased();
        rank = model.sweep().rank();
        categories = model.response().categories().orElseThrow();
        intercept = !terms.effects().isEmpty() && terms.effects().get(0).isIntercept();
        kept = new int[aliased.length];
        for (int j = 0, k = 0; j < kept.length; j++) {
            kept[j] = aliased[j] ? -1 : k++;
        }
    }

    /** Categories with an intercept of their own. */
    public int categories() {
        return categories.modelled().size();
    }

    /** Coefficients fitted. */
    public int size() {
        return categories.nominal() ? rank * categories() : categories() + rank - (intercept ? 1 : 0);
    }

    /** Whether a column of X has one coefficient for each category. */
    public boolean differsByCategory(int column) {
        return categories.nominal()
                || terms.effects().get(terms.columns().get(column).effect()).isIntercept();
    }

    /** Place of a column's coefficient for a category; −1 for an aliased one. */
    public int place(int column, int category) {
        int k = kept[column];
        if (k < 0) {
            return -1;
        }
        if (categories.nominal()) {
            return k * categories() + category;
        }
        if (intercept && k == 0) {
            return category;
        }
        return categories() + k - (intercept ? 1 : 0);
    }

    /** Coefficients of the fit for those of X in one category. */
    public double[] wide(double[] row, int category) {
        double[] out = new double[size()];
        for (int j = 0; j < row.length; j++) {
            if (kept[j] >= 0) {
                out[place(j, category)] += row[j];
            }
        }
        return out;
    }

    /** The design of a category's predictor for a row of X: its threshold is there with or without an intercept. */
    public double[] predictor(double[] row, int category) {
        double[] out = wide(row, category);
        if (!intercept && !categories.nominal()) {
            out[category] = 1;
        }
        return out;
    }

    /** The smallest of the effects whose coefficients a hypothesis about the coefficients fitted touches. */
    public DegreesOfFreedom smallestOfEffects(double[] dfOfEffect) {
        double[] own = new double[size()];
        Arrays.fill(own, Double.POSITIVE_INFINITY);
        for (int j = 0; j < aliased.length; j++) {
            for (int c = 0; c < categories() && kept[j] >= 0; c++) {
                own[place(j, c)] = dfOfEffect[terms.columns().get(j).effect()];
            }
        }
        double[] ofEffects = dfOfEffect.clone();
        return new DegreesOfFreedom() {
            @Override
            public double of(double[][] rows) {
                double smallest = Double.POSITIVE_INFINITY;
                for (double[] row : rows) {
                    for (int k = 0; k < row.length; k++) {
                        smallest = row[k] == 0 ? smallest : Math.min(smallest, own[k]);
                    }
                }
                return smallest;
            }

            @Override
            public DegreesOfFreedom ofEffect(int effect) {
                return DegreesOfFreedom.fixed(ofEffects[effect]);
            }
        };
    }
}
