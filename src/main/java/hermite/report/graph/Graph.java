package hermite.report.graph;

import hermite.report.NumberFormat;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a graph shows, before it is laid out: plots over two axes, with an optional legend.
 *
 * @param titles lines above the plot area
 * @param footnotes lines below it
 * @param plots drawn in this order
 * @param legend absent to leave it out; it shows the plots that have a legend text
 * @param groups colours and the like that replace the style's (STYLEATTRS)
 * @param wallBorder whether a line surrounds the plot area; without it only the axes have lines
 */
public record Graph(
        List<String> titles,
        List<String> footnotes,
        Axis xAxis,
        Axis yAxis,
        List<Plot> plots,
        Optional<Legend> legend,
        GroupAttributes groups,
        boolean wallBorder) {

    public Graph {
        titles = List.copyOf(titles);
        footnotes = List.copyOf(footnotes);
        plots = List.copyOf(plots);
    }

    /** The same with other lines above and below. */
    public Graph withTitles(List<String> newTitles, List<String> newFootnotes) {
        return new Graph(newTitles, newFootnotes, xAxis, yAxis, plots, legend, groups, wallBorder);
    }

    /** How an axis places values. */
    public enum Scale {
        LINEAR,
        /** Powers of ten. */
        LOG10,
        /** Categories one beside the other; data values are their places from 0. */
        DISCRETE
    }

    /** Parts of an axis that can be left out. */
    public enum AxisPart {
        LINE,
        TICKS,
        VALUES
    }

    /**
     * An axis.
     *
     * @param label text beside it; empty for none
     * @param minimum lowest value asked for, or empty for the data's
     * @param ticks values asked for, or empty for automatic ones
     * @param categories names of the places of a discrete axis, else empty
     * @param format prints tick values; empty for as many decimals as the ticks need
     * @param grid whether lines cross the plot area at the ticks
     * @param reverse whether values fall from left to right (or from bottom to top)
     * @param parts what is drawn
     */
    public record Axis(
            String label,
            Scale scale,
            OptionalDouble minimum,
            OptionalDouble maximum,
            List<Double> ticks,
            List<String> categories,
            Optional<NumberFormat> format,
            boolean grid,
            boolean reverse,
            Set<AxisPart> parts) {

        public Axis {
            ticks = List.copyOf(ticks);
            categories = List.copyOf(categories);
            parts = Set.copyOf(parts);
        }

        /** A linear axis over the data. */
        public static Axis linear(String label) {
            return new Axis(
                    label,
                    Scale.LINEAR,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    false,
                    false,
                    EnumSet.allOf(AxisPart.class));
        }
    }

    /**
     * The legend.
     *
     * @param title before its entries; empty for none
     * @param inside whether it lies within the plot area
     * @param across entries in a row; 0 for as many as fit
     */
    public record Legend(String title, Side side, boolean inside, boolean border, int across) {
        /** Where it stands. */
        public enum Side {
            BOTTOM,
            TOP,
            LEFT,
            RIGHT,
            TOP_LEFT,
            TOP_RIGHT,
            BOTTOM_LEFT,
            BOTTOM_RIGHT
        }

        /** Below the plot area, as it appears by itself. */
        public static Legend below(String title) {
            return new Legend(title, Side.BOTTOM, false, true, 0);
        }
    }

    /** Lists that replace those of the style; empty lists leave the style's. */
    public record GroupAttributes(
            List<String> contrast, List<String> fill, List<LinePattern> patterns, List<Symbol> symbols) {
        public static final GroupAttributes OF_STYLE = new GroupAttributes(List.of(), List.of(), List.of(), List.of());

        public GroupAttributes {
            contrast = List.copyOf(contrast);
            fill = List.copyOf(fill);
            patterns = List.copyOf(patterns);
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * How a plot looks.
     *
     * @param group its place in the style's sequence of colours, patterns and symbols, from 0
     * @param color of lines, markers and outlines, {@code #rrggbb}, instead of the style's
     * @param fill of areas
     * @param thickness of lines in pixels
     * @param size of markers in pixels
     * @param opacity 1 for none of what lies below to shine through
     */
    public record Appearance(
            int group,
            Optional<String> color,
            Optional<String> fill,
            Optional<LinePattern> pattern,
            OptionalDouble thickness,
            Optional<Symbol> symbol,
            OptionalDouble size,
            double opacity) {

        /** As the style has it for a group. */
        public static Appearance ofGroup(int group) {
            return new Appearance(
                    group,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    1);
        }

        public Appearance withColor(String newColor) {
            return new Appearance(group, Optional.of(newColor), fill, pattern, thickness, symbol, size, opacity);
        }

        public Appearance withFill(String newFill) {
            return new Appearance(group, color, Optional.of(newFill), pattern, thickness, symbol, size, opacity);
        }

        public Appearance withPattern(LinePattern newPattern) {
            return new Appearance(group, color, fill, Optional.of(newPattern), thickness, symbol, size, opacity);
        }

        public Appearance withThickness(double pixels) {
            return new Appearance(group, color, fill, pattern, OptionalDouble.of(pixels), symbol, size, opacity);
        }

        public Appearance withSymbol(Symbol newSymbol) {
            return new Appearance(group, color, fill, pattern, thickness, Optional.of(newSymbol), size, opacity);
        }

        public Appearance withSize(double pixels) {
            return new Appearance(group, color, fill, pattern, thickness, symbol, OptionalDouble.of(pixels), opacity);
        }

        public Appearance withOpacity(double newOpacity) {
            return new Appearance(group, color, fill, pattern, thickness, symbol, size, newOpacity);
        }
    }

    /** A layer of the plot area. */
    public sealed interface Plot permits Series, Scatter, Band, Bars, Boxes, Limits, ReferenceLine, Region, Words {
        Appearance appearance();

        /** Text in the legend; empty for none. */
        String legend();
    }

    /**
     * A line through points in the order given.
     *
     * @param x data values; a NaN breaks the line
     * @param markers whether points are marked
     */
    public record Series(double[] x, double[] y, Appearance appearance, String legend, boolean markers)
            implements Plot {}

    /**
     * Marks at points.
     *
     * @param labels text beside each point, or empty
     */
    public record Scatter(double[] x, double[] y, List<String> labels, Appearance appearance, String legend)
            implements Plot {}

    /** The area between two lines over the same x values. */
    public record Band(double[] x, double[] lower, double[] upper, Appearance appearance, String legend)
            implements Plot {}

    /**
     * Rectangles from a base to a value, as of histograms and bar charts; of no width for needles.
     *
     * @param position middle of each bar on the category axis
     * @param base where each starts on the value axis
     * @param value where it ends
     * @param width of the bars in units of the category axis; 0 for needles
     * @param horizontal whether the category axis is the y axis
     */
    public record Bars(
            double[] position,
            double[] base,
            double[] value,
            double width,
            boolean horizontal,
            Appearance appearance,
            String legend)
            implements Plot {}

    /**
     * A box plot.
     *
     * @param position its place on the category axis
     * @param width in units of the category axis
     * @param lowerWhisker value of the end of the lower whisker, {@code q1} the lower hinge
     * @param outliers values beyond the whiskers
     */
    public record Boxes(
            double position,
            double width,
            double lowerWhisker,
            double q1,
            double median,
            double q3,
            double upperWhisker,
            double mean,
            double[] outliers,
            boolean horizontal,
            Appearance appearance,
            String legend)
            implements Plot {}

    /**
     * Error bars: lines with caps from a lower to an upper value.
     *
     * @param position places on the other axis
     * @param horizontal whether the values lie along the x axis
     */
    public record Limits(double[] position, double[] lower, double[] upper, boolean horizontal, Appearance appearance)
            implements Plot {
        /** Explained by the points they belong to. */
        @Override
        public String legend() {
            return "";
        }
    }

    /** A line across the plot area at a data value of one axis. */
    public record ReferenceLine(double value, boolean horizontal, String label, Appearance appearance, String legend)
            implements Plot {}

    /**
     * Closed outlines, filled and lined.
     *
     * @param x corners in order; a NaN ends one outline and begins the next
     * @param filled whether their inside is filled
     * @param lined whether their outline is drawn
     */
    public record Region(double[] x, double[] y, boolean filled, boolean lined, Appearance appearance, String legend)
            implements Plot {}

    /**
     * Texts at points, in the colour of the appearance.
     *
     * @param texts a text for each point; a line feed begins a new line
     * @param size of the font in pixels
     * @param across which part of the text stands at the point: 0 its start, 0.5 its middle, 1 its end
     * @param up the same for its height: 0 for the base line, 1 for the height of capitals
     * @param angle degrees it is turned counterclockwise around the point
     */
    public record Words(
            double[] x,
            double[] y,
            List<String> texts,
            double size,
            boolean bold,
            double across,
            double up,
            double angle,
            Appearance appearance)
            implements Plot {
        public Words {
            texts = List.copyOf(texts);
        }

        @Override
        public String legend() {
            return "";
        }
    }
}
