package hermite.report;

import hermite.report.graph.Graph;

/**
 * A graph.
 *
 * @param name ODS name, for example {@code SGPlot}; image files are named after it
 */
public record OutputGraph(String name, String label, Graph graph) implements OutputObject {}
