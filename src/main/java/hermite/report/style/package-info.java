/** Styles of output: colours, fonts and rules of tables and graphs, as records. */
package hermite.report.style;
