/**
 * R's graphics over the graph scene that SGPLOT uses: base plots and ggplot layers become plots of
 * {@link hermite.report.graph.Graph} and are written as SVG and PNG files. The functions a user calls are R code of our
 * own under {@code hermite/r/graphics} and {@code hermite/r/ggplot2}; they draw through the functions declared here.
 */
package hermite.r.lib.graphics;
