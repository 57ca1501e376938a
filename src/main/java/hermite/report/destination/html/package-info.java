/** HTML 5 pages. */
package hermite.report.destination.html;
