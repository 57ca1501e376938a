package hermite.report.graph;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.GroupAttributes;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Region;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.graph.Scene.Stroke;
import hermite.report.style.GraphStyle;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;

/** What a plot's appearance and the style together make of its colours, lines and symbols. */
record PlotLook(GraphStyle style) {
    static final double MARKER_SIZE = 7;

    /** The style with the lists a graph replaces. */
    static PlotLook of(GraphStyle style, GroupAttributes groups) {
        GraphStyle changed = style;
        if (!groups.contrast().isEmpty()) {
            changed = changed.withContrast(groups.contrast());
        }
        if (!groups.fill().isEmpty()) {
            changed = changed.withFill(groups.fill());
        }
        if (!groups.patterns().isEmpty()) {
            changed = changed.withPatterns(groups.patterns());
        }
        if (!groups.symbols().isEmpty()) {
            changed = changed.withSymbols(groups.symbols());
        }
        return new PlotLook(changed);
    }

    String color(Plot plot) {
        Appearance look = plot.appearance();
        return look.color()
                .orElseGet(() -> plot instanceof ReferenceLine && look.group() < 1
                        ? style.reference()
                        : style.contrast(group(look)));
    }

    String fill(Plot plot) {
        Appearance look = plot.appearance();
        return look.fill()
                .orElseGet(() -> plot instanceof Band && look.group() < 0 ? style.band() : style.fill(group(look)));
    }

    Symbol symbol(Plot plot) {
        return plot.appearance().symbol().orElseGet(() -> style.symbol(group(plot.appearance())));
    }

    double size(Plot plot) {
        return plot.appearance().size().orElse(MARKER_SIZE);
    }

    Stroke stroke(Plot plot) {
        double thickness = plot.appearance().thickness().orElse(1);
        LinePattern pattern = plot.appearance()
                .pattern()
                .orElseGet(() -> plot instanceof Series ? style.pattern(group(plot.appearance())) : LinePattern.SOLID);
        double[] dashes = pattern.dashes();
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] *= Math.max(1, thickness);
        }
        return new Stroke(color(plot), thickness, dashes);
    }

    boolean hasArea(Plot plot) {
        return plot instanceof Band
                || plot instanceof Boxes
                || plot instanceof Region
                || plot instanceof Bars bars && bars.width() > 0;
    }

    boolean hasMarker(Plot plot) {
        return plot instanceof Scatter || plot instanceof Series series && series.markers();
    }

    private static int group(Appearance look) {
        return Math.max(0, look.group());
    }
}
