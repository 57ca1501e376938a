/** Where output goes: listing, HTML, RTF, PDF, CSV, data sets. One class a destination. */
package hermite.report.destination;
