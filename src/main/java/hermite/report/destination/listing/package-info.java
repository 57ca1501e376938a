/** Monospaced listing with pages, titles and footnotes. */
package hermite.report.destination.listing;
