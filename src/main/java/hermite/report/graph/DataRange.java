package hermite.report.graph;

import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Region;
import hermite.report.graph.Graph.Scale;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.graph.Graph.Words;
import java.util.List;

/** The lowest and the highest value that plots need on one axis. Reference lines do not widen it. */
final class DataRange {
    private final boolean positiveOnly;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean startsAtBase = false;

    private DataRange(boolean positiveOnly) {
        this.positiveOnly = positiveOnly;
    }

    static DataRange ofX(List<Plot> plots, Scale scale) {
        return of(plots, scale, true);
    }

    static DataRange ofY(List<Plot> plots, Scale scale) {
        return of(plots, scale, false);
    }

    private static DataRange of(List<Plot> plots, Scale scale, boolean x) {
        DataRange range = new DataRange(scale == Scale.LOG10);
        plots.forEach(plot -> range.include(plot, x));
        return range;
    }

    private void include(Plot plot, boolean x) {
        if (plot instanceof Series series) {
            include(x ? series.x() : series.y());
        } else if (plot instanceof Scatter scatter) {
            include(x ? scatter.x() : scatter.y());
        } else if (plot instanceof Band band) {
            if (x) {
                include(band.x());
            } else {
                include(band.lower());
                include(band.upper());
            }
        } else if (plot instanceof Bars bars) {
            include(bars, x == bars.horizontal());
        } else if (plot instanceof Limits limits) {
            if (x == limits.horizontal()) {
                include(limits.lower());
                include(limits.upper());
            } else {
                include(limits.position());
            }
        } else if (plot instanceof Region region) {
            include(x ? region.x() : region.y());
        } else if (plot instanceof Words words) {
            include(x ? words.x() : words.y());
        } else if (plot instanceof Boxes box) {
            if (x == box.horizontal()) {
                include(new double[] {box.lowerWhisker(), box.upperWhisker(), box.mean()});
                include(box.outliers());
            } else {
                include(new double[] {box.position() - box.width() / 2, box.position() + box.width() / 2});
            }
        }
    }

    private void include(Bars bars, boolean values) {
        if (values) {
            include(bars.base());
            include(bars.value());
            startsAtBase |= bars.width() > 0;
        } else {
            for (double position : bars.position()) {
                include(new double[] {position - bars.width() / 2, position + bars.width() / 2});
            }
        }
    }

    private void include(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value) && !Double.isInfinite(value) && !(positiveOnly && value <= 0)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
    }

    /** Lowest value, 0 without data (1 on a logarithmic axis). */
    double low() {
        return low <= high ? low : positiveOnly ? 1 : 0;
    }

    double high() {
        return low <= high ? high : positiveOnly ? 10 : 1;
    }

    /** Whether bars stand on the low end, so that no room is left below them. */
    boolean standsOnLow() {
        return startsAtBase && low == 0;
    }
}
