/** PDF files, drawn with Apache PDFBox. */
package hermite.report.destination.pdf;
