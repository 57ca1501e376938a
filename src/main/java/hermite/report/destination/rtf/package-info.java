/** Rich Text files. */
package hermite.report.destination.rtf;
