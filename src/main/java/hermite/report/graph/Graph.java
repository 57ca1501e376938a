package hermite.report.graph;

import java.util.List;
import java.util.Optional;

/**
 * What a graph shows, before it is laid out: plots over two axes, with an optional legend.
 *
 * @param titles lines above the plot area
 * @param footnotes lines below it
 * @param legendTitle heading of the legend; the legend appears when some plot belongs to it
 */
public record Graph(
        List<String> titles,
        List<String> footnotes,
        Axis xAxis,
        Axis yAxis,
        List<Plot> plots,
        Optional<String> legendTitle) {

    /**
     * A linear axis.
     *
     * @param label text beside it
     * @param minimum lowest value asked for, or empty for the data's
     * @param ticks values asked for, or empty for automatic ones
     * @param format prints tick values; empty for BEST12
     */
    public record Axis(
            String label,
            Optional<Double> minimum,
            Optional<Double> maximum,
            List<Double> ticks,
            Optional<String> format,
            boolean grid) {}

    /** A layer of the plot area. */
    public sealed interface Plot permits Series, Scatter, ReferenceLine {}

    /**
     * A line through points in the order given.
     *
     * @param x data values; rows with a missing coordinate have been left out
     * @param group place of its group among the groups, from 0; decides colour, pattern and symbol by style
     * @param legend text in the legend; empty for none
     */
    public record Series(double[] x, double[] y, int group, String legend, boolean markers) implements Plot {}

    public record Scatter(double[] x, double[] y, int group, String legend) implements Plot {}

    /** A line across the plot area at a data value of one axis. */
    public record ReferenceLine(double value, boolean horizontal, String label) implements Plot {}
}
