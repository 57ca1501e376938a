package hermite.sas.proc.store;

import hermite.model.Link;
import hermite.model.ModelTerms;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.ByGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One fit of an item store. Arrays are shared: read only.
 *
 * @param byHeading {@code trt=1}; empty without BY
 * @param by the BY variables with their values
 * @param distribution of the response as the creating procedure prints it
 * @param reference level of a multinomial response that no function is about; empty for other responses
 * @param estimates one a design column; 0 where aliased
 * @param covariance row-major, of the kind the creating procedure reports (empirical for estimating equations)
 * @param aliased columns that depend on earlier ones
 * @param crossProducts X'WX, for estimability
 * @param degreesOfFreedom of t statistics; infinite for the normal distribution
 * @param residualVariance of single responses where they are normal, independent and have one variance, so that there
 *     are prediction limits; NaN elsewhere
 * @param covariateMeans mean of each continuous variable, and of the products in which effects hold them, over the
 *     observations used; as {@link hermite.model.inference.CovariateMeans} names them
 * @param statistics fit statistics by name, as printed
 */
public record StoredFit(
        String byHeading,
        List<ByValue> by,
        String distribution,
        Link link,
        ModelTerms terms,
        String reference,
        double[] estimates,
        double[] covariance,
        boolean[] aliased,
        double[] crossProducts,
        double degreesOfFreedom,
        double residualVariance,
        Map<String, Double> covariateMeans,
        List<Statistic> statistics) {

    /** A fit statistic. */
    public record Statistic(String name, double value) {}

    /**
     * A BY variable in one group.
     *
     * @param text as shown
     * @param number NaN for a character variable
     */
    public record ByValue(String variable, boolean numeric, String text, double number) {}

    /** The BY variables of a group. */
    public static List<ByValue> by(ByGroup group) {
        List<ByValue> values = new ArrayList<>();
        for (int v = 0; v < group.variables().size(); v++) {
            Cell cell = group.values().get(v);
            String name = group.variables().get(v);
            if (cell instanceof Cell.Number number) {
                double value = number.value();
                String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
                values.add(new ByValue(name, true, text, value));
            } else if (cell instanceof Cell.Shown shown) {
                values.add(new ByValue(name, true, shown.text(), shown.value()));
            } else {
                values.add(new ByValue(name, false, cell instanceof Cell.Text text ? text.value() : "", Double.NaN));
            }
        }
        return values;
    }

    /** The rows of a table of labels and numbers. */
    public static List<Statistic> statistics(OutputTable table) {
        return table.rows().stream()
                .map(r -> new Statistic(((Cell.Text) r.get(0)).value(), ((Cell.Number) r.get(1)).value()))
                .toList();
    }

    public StoredFit {
        by = List.copyOf(by);
        covariateMeans = Map.copyOf(covariateMeans);
        statistics = List.copyOf(statistics);
    }
}
