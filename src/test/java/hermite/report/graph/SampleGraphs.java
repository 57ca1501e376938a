package hermite.report.graph;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.GroupAttributes;
import hermite.report.graph.Graph.Legend;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Graphs to draw in tests. */
public final class SampleGraphs {
    private static final int WOMEN = 1151;

    private SampleGraphs() {}

    /**
     * The first program's graph: predicted probabilities of plm_score_store.md, section 5, one row a woman and visit
     * sorted by time, so that nearly all points coincide.
     */
    public static Graph predicted() {
        double[][] probability = {
            {0.171444, 0.275004, 0.394605, 0.512181},
            {0.213197, 0.362016, 0.492821, 0.576386}
        };
        List<Plot> plots = new ArrayList<>();
        for (int group = 0; group < 2; group++) {
            double[] x = new double[4 * WOMEN];
            double[] y = new double[4 * WOMEN];
            for (int i = 0; i < x.length; i++) {
                x[i] = i / WOMEN + 1;
                y[i] = probability[group][i / WOMEN];
            }
            plots.add(new Series(x, y, Appearance.ofGroup(group), String.valueOf(group), false));
        }
        return of(List.of("Marginal Models"), Axis.linear("time"), Axis.linear("Predicted Value"), plots);
    }

    static Graph of(List<String> titles, Axis x, Axis y, List<Plot> plots) {
        return new Graph(
                titles, List.of(), x, y, plots, Optional.of(Legend.below("trt")), GroupAttributes.OF_STYLE, true);
    }
}
