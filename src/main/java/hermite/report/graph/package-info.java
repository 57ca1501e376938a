/** Graphs as scenes: axes, lines, marks and text in points, drawn as SVG or PNG by the same geometry. */
package hermite.report.graph;
