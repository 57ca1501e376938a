/** Where output goes: listing, HTML, RTF, CSV, data sets. One class a destination. */
package hermite.report.destination;
