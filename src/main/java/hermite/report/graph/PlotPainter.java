package hermite.report.graph;

import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Region;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.graph.Graph.Words;
import hermite.report.graph.Scene.Anchor;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import hermite.report.style.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the layers of a graph into shapes, once the axes have their place. */
final class PlotPainter {
    private static final double LABEL_SIZE = 12;

    /** Half the width of the cap of an error bar, in pixels. */
    private static final double CAP = 4;

    private final AxisScale xAxis;
    private final AxisScale yAxis;
    private final PlotLook look;
    private final List<Shape> shapes = new ArrayList<>();

    PlotPainter(AxisScale xAxis, AxisScale yAxis, PlotLook look) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.look = look;
    }

    List<Shape> paint(List<Plot> plots) {
        for (Plot plot : plots) {
            if (plot instanceof Series series) {
                line(series);
            } else if (plot instanceof Scatter scatter) {
                markers(scatter, scatter.x(), scatter.y());
                labels(scatter);
            } else if (plot instanceof Band band) {
                band(band);
            } else if (plot instanceof Bars bars) {
                bars(bars);
            } else if (plot instanceof Limits limits) {
                limits(limits);
            } else if (plot instanceof Boxes box) {
                box(box);
            } else if (plot instanceof ReferenceLine reference) {
                reference(reference);
            } else if (plot instanceof Region region) {
                region(region);
            } else if (plot instanceof Words words) {
                words(words);
            }
        }
        return shapes;
    }

    private void line(Series series) {
        SegmentFilter kept = new SegmentFilter(series.appearance().opacity() >= 1);
        for (int i = 0; i < series.x().length; i++) {
            kept.add(xAxis.pixel(series.x()[i]), yAxis.pixel(series.y()[i]));
        }
        if (kept.size() > 1) {
            shapes.add(new Line(
                    kept.x(),
                    kept.y(),
                    false,
                    Optional.empty(),
                    Optional.of(look.stroke(series)),
                    series.appearance().opacity()));
        }
        if (series.markers() || kept.isPoint()) {
            markers(series, series.x(), series.y());
        }
    }

    /** Marks points; a point that is marked already is not marked again when the mark is opaque. */
    private void markers(Plot plot, double[] x, double[] y) {
        boolean opaque = plot.appearance().opacity() >= 1;
        Set<Long> marked = new HashSet<>();
        for (int i = 0; i < x.length; i++) {
            double px = xAxis.pixel(x[i]);
            double py = yAxis.pixel(y[i]);
            if (Double.isNaN(px) || Double.isNaN(py) || opaque && !marked.add(SegmentFilter.place(px, py))) {
                continue;
            }
            shapes.add(Markers.shape(
                    look.symbol(plot),
                    px,
                    py,
                    look.size(plot),
                    look.color(plot),
                    plot.appearance().fill().orElse(look.color(plot)),
                    plot.appearance().opacity()));
        }
    }

    private void labels(Scatter scatter) {
        for (int i = 0; i < scatter.labels().size(); i++) {
            double px = xAxis.pixel(scatter.x()[i]);
            double py = yAxis.pixel(scatter.y()[i]);
            if (!Double.isNaN(px)
                    && !Double.isNaN(py)
                    && !scatter.labels().get(i).isEmpty()) {
                double offset = look.size(scatter) / 2 + 3;
                shapes.add(new Text(
                        px + offset,
                        py - offset,
                        scatter.labels().get(i),
                        LABEL_SIZE,
                        false,
                        look.style().text(),
                        Anchor.START,
                        0));
            }
        }
    }

    private void band(Band band) {
        int n = band.x().length;
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            x[count] = xAxis.pixel(band.x()[i]);
            y[count++] = yAxis.pixel(band.upper()[i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            x[count] = xAxis.pixel(band.x()[i]);
            y[count++] = yAxis.pixel(band.lower()[i]);
        }
        SegmentFilter kept = new SegmentFilter(false);
        for (int i = 0; i < count; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                kept.add(x[i], y[i]);
            }
        }
        if (kept.size() > 2) {
            shapes.add(new Line(
                    kept.x(),
                    kept.y(),
                    true,
                    Optional.of(look.fill(band)),
                    Optional.empty(),
                    band.appearance().opacity()));
        }
    }

    private void bars(Bars bars) {
        AxisScale along = bars.horizontal() ? yAxis : xAxis;
        AxisScale across = bars.horizontal() ? xAxis : yAxis;
        for (int i = 0; i < bars.position().length; i++) {
            double from = across.pixel(bars.base()[i]);
            double to = across.pixel(bars.value()[i]);
            if (Double.isNaN(from) || Double.isNaN(to)) {
                continue;
            }
            if (bars.width() == 0) {
                double at = along.pixel(bars.position()[i]);
                Stroke stroke = look.stroke(bars);
                shapes.add(
                        bars.horizontal()
                                ? Line.segment(from, at, to, at, stroke)
                                : Line.segment(at, from, at, to, stroke));
                continue;
            }
            double start = along.pixel(bars.position()[i] - bars.width() / 2);
            double end = along.pixel(bars.position()[i] + bars.width() / 2);
            rectangle(bars.horizontal(), start, end, from, to, bars);
        }
    }

    /** A filled rectangle, given along and across the category axis. */
    private void rectangle(boolean horizontal, double start, double end, double from, double to, Plot plot) {
        double left = horizontal ? Math.min(from, to) : Math.min(start, end);
        double top = horizontal ? Math.min(start, end) : Math.min(from, to);
        double width = Math.abs(horizontal ? to - from : end - start);
        double height = Math.abs(horizontal ? end - start : to - from);
        shapes.add(Line.rectangle(
                left,
                top,
                width,
                height,
                Optional.of(look.fill(plot)),
                Optional.of(Stroke.solid(look.color(plot), 1)),
                plot.appearance().opacity()));
    }

    private void limits(Limits limits) {
        AxisScale along = limits.horizontal() ? yAxis : xAxis;
        AxisScale across = limits.horizontal() ? xAxis : yAxis;
        Stroke stroke = look.stroke(limits);
        double[][] ends = {limits.lower(), limits.upper()};
        for (int i = 0; i < limits.position().length; i++) {
            double at = along.pixel(limits.position()[i]);
            double from = across.pixel(limits.lower()[i]);
            double to = across.pixel(limits.upper()[i]);
            if (Double.isNaN(at) || Double.isNaN(from) || Double.isNaN(to)) {
                continue;
            }
            segment(limits.horizontal(), at, from, at, to, stroke);
            for (double[] end : ends) {
                double cap = across.pixel(end[i]);
                segment(limits.horizontal(), at - CAP, cap, at + CAP, cap, stroke);
            }
        }
    }

    /** A line given along and across the category axis. */
    private void segment(
            boolean horizontal, double along1, double across1, double along2, double across2, Stroke stroke) {
        shapes.add(
                horizontal
                        ? Line.segment(across1, along1, across2, along2, stroke)
                        : Line.segment(along1, across1, along2, across2, stroke));
    }

    private void box(Boxes box) {
        AxisScale along = box.horizontal() ? yAxis : xAxis;
        double start = along.pixel(box.position() - box.width() / 2);
        double end = along.pixel(box.position() + box.width() / 2);
        double middle = (start + end) / 2;
        double cap = (end - start) / 4;
        AxisScale across = box.horizontal() ? xAxis : yAxis;
        double q1 = across.pixel(box.q1());
        double q3 = across.pixel(box.q3());
        rectangle(box.horizontal(), start, end, q1, q3, box);
        segment(box, start, across.pixel(box.median()), end, across.pixel(box.median()));
        whisker(box, middle, cap, q1, across.pixel(box.lowerWhisker()));
        whisker(box, middle, cap, q3, across.pixel(box.upperWhisker()));
        mark(box, middle, across.pixel(box.mean()), Symbol.DIAMOND);
        for (double outlier : box.outliers()) {
            mark(box, middle, across.pixel(outlier), Symbol.CIRCLE);
        }
    }

    private void whisker(Boxes box, double middle, double cap, double from, double to) {
        segment(box, middle, from, middle, to);
        segment(box, middle - cap, to, middle + cap, to);
    }

    private void segment(Boxes box, double along1, double across1, double along2, double across2) {
        segment(box.horizontal(), along1, across1, along2, across2, Stroke.solid(look.color(box), 1));
    }

    private void mark(Boxes box, double along, double across, Symbol symbol) {
        double x = box.horizontal() ? across : along;
        double y = box.horizontal() ? along : across;
        shapes.add(Markers.shape(symbol, x, y, look.size(box), look.color(box), look.color(box), 1));
    }

    private void reference(ReferenceLine line) {
        Stroke stroke = look.stroke(line);
        AxisScale scale = line.horizontal() ? yAxis : xAxis;
        double at = scale.pixel(line.value());
        double far = 1e4;
        if (Double.isNaN(at) || line.value() < scale.low() || line.value() > scale.high()) {
            return;
        }
        shapes.add(line.horizontal() ? Line.segment(0, at, far, at, stroke) : Line.segment(at, 0, at, far, stroke));
    }

    /** Each outline between two breaks is a shape of its own. */
    private void region(Region region) {
        int start = 0;
        for (int i = 0; i <= region.x().length; i++) {
            if (i == region.x().length || Double.isNaN(region.x()[i]) || Double.isNaN(region.y()[i])) {
                outline(region, start, i);
                start = i + 1;
            }
        }
    }

    private void outline(Region region, int from, int to) {
        double[] x = new double[Math.max(0, to - from)];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = xAxis.pixel(region.x()[from + i]);
            y[i] = yAxis.pixel(region.y()[from + i]);
        }
        boolean placed =
                Arrays.stream(x).noneMatch(Double::isNaN) && Arrays.stream(y).noneMatch(Double::isNaN);
        if (x.length > 1 && placed) {
            shapes.add(new Line(
                    x,
                    y,
                    true,
                    region.filled() ? Optional.of(look.fill(region)) : Optional.empty(),
                    region.lined() ? Optional.of(look.stroke(region)) : Optional.empty(),
                    region.appearance().opacity()));
        }
    }

    private void words(Words words) {
        double turned = Math.toRadians(words.angle());
        for (int i = 0; i < words.texts().size(); i++) {
            double px = xAxis.pixel(words.x()[i]);
            double py = yAxis.pixel(words.y()[i]);
            if (Double.isNaN(px) || Double.isNaN(py)) {
                continue;
            }
            String[] lines = words.texts().get(i).split("\n", -1);
            double height =
                    (lines.length - 1) * words.size() * TextMetrics.LINE_HEIGHT + words.size() * TextMetrics.CAP_HEIGHT;
            for (int k = 0; k < lines.length; k++) {
                double up = (lines.length - 1 - k) * words.size() * TextMetrics.LINE_HEIGHT - words.up() * height;
                word(words, lines[k], px, py, up, turned);
            }
        }
    }

    /** One line of text, its base line so many pixels above its point before it is turned. */
    private void word(Words words, String text, double px, double py, double up, double turned) {
        Anchor anchor = words.across() == 0 ? Anchor.START : words.across() == 1 ? Anchor.END : Anchor.MIDDLE;
        double beside = anchor == Anchor.MIDDLE
                ? (0.5 - words.across()) * TextMetrics.width(text, words.size(), words.bold())
                : 0;
        if (!text.isEmpty()) {
            shapes.add(new Text(
                    px + beside * Math.cos(turned) - up * Math.sin(turned),
                    py - beside * Math.sin(turned) - up * Math.cos(turned),
                    text,
                    words.size(),
                    words.bold(),
                    look.color(words),
                    anchor,
                    -words.angle()));
        }
    }
}
